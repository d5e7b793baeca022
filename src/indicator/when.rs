//! When, and whether it has happened: the period and status of one figure.

use super::attribution::Around;
use super::clause::{self};
use super::context;
use super::figure::{Figure, word_class};
use super::lexer::{Kind, Token};
use super::measure::Reading;
use super::observation::{Basis, Measure, Status};
use super::phrases::{self, List};
use super::subject::{Name, Subject};
use super::text::State;
use super::words::Class;
use crate::base::{Period, Span};
use crate::quantity::{Dimension, PeriodWord};

/// The figure's period.
pub fn period_of(at: &Around, subject: &Subject, measure: Measure, reading: &Reading, state: &mut State) -> Option<Period> {
    let &Around { walk, tokens, far, near, cues, figure, said } = at;
    let report = walk.context.periods.period;
    // 10月、11月、12月分别不低于36亿元、38亿元和40亿元.
    if let Some(month) = dealt(at, reading, state) {
        return Some(month);
    }
    if let Some(period) = told_beside(at, measure, state) {
        return period;
    }
    let years = |p: &Period| p.first().year != p.last().year;
    if let Some(&(i, PeriodWord::Years(first, last))) = cues.periods.last()
        && tokens.get(i).is_some_and(|t| t.span.of(walk.text).contains('前'))
    {
        return Some(Period::years(first, last));
    }
    // 完成“十三五”目标（下降16%）的119.4%: of all those years.
    if measure == Measure::Completion
        && let Some(span) =
            cues.periods.iter().rev().find_map(|(_, p)| if let PeriodWord::Years(a, b) = *p { Some(Period::years(a, b)) } else { None })
    {
        return Some(span);
    }
    if figure.plan_outside {
        let outer = figure.outer_years.map(|(first, last)| Period::years(first, last));
        return outer.or(state.period.filter(years)).or(state.year.map(Period::year));
    }
    // 要求2025年达到34%，目标实现程度44.2%: how much was done, by now.
    let to_come = |p: &Period| report.is_some_and(|r| p.first() > r.last()) && !walk.context.guessed;
    let by_now = measure == Measure::Completion && !state.section.plan;
    let base = state.period.filter(|p| !(by_now && to_come(p))).or(state.section.period);
    let is_stock = |name: Name| match name {
        Name::Known(i) => walk.catalogue.indicator(i).stock,
        // 制造业贷款余额, 实有经营主体, 可再生能源装机容量: what there is, by its own name.
        Name::Phrase(words) => {
            let name = words.of(walk.text);
            let tail = subject.head.map_or(name, |head| head.of(walk.text));
            tail.ends_with(['额', '量', '机', '模'])
                && ["余额", "存量", "保有量", "装机", "装机容量", "装机规模"].iter().any(|end| tail.ends_with(end))
                || name.starts_with(['实', '现', '在', '有']) && ["实有", "现有", "在册", "有效"].iter().any(|lead| name.starts_with(lead))
        }
    };
    let stock = measure == Measure::Level && is_stock(subject.name);
    // A date in this clause: a stock takes its month, a flow runs up to it.
    let far = if said.periods { far } else { &[] };
    let dated =
        // 3月底前开工、年内完成投资6亿元: what is told last.
        cues.periods.last().and_then(|&(_, p)| matches!(p, PeriodWord::MonthEnd(_) | PeriodWord::Day(..)).then_some(p)).or_else(
            || {
                far.iter().rev().find_map(|&i| match tokens.get(i)?.kind {
                    Kind::Period(p @ (PeriodWord::MonthEnd(_) | PeriodWord::Day(..)))
                        if dates_on(tokens, i) && !is_event_day(walk.text, p, tokens.get(i)?.span) =>
                    {
                        Some(p)
                    }
                    _ => None,
                })
            },
        );
    // 截至9月末，高企418家，…；小巨人企业17家: what there is, is told of that day to the sentence's end.
    let there_is = stock && cues.periods.is_empty()
        || matches!(measure, Measure::Change)
            && cues.periods.is_empty()
            && state.told.last().is_some_and(|t| t.sentence == state.sentence && t.subject.name == subject.name && is_stock(subject.name));
    let dated = dated.or(state.date.filter(|_| there_is));
    let stock = stock || there_is;
    if let Some(date) = dated
        && let Some(period) = context::resolve(
            date,
            state.year,
            report,
            stock || measure == Measure::Share || state.section.plan && figure.quantity.unit.dimension != Some(Dimension::Money),
        )
    {
        state.period = Some(period);
        return Some(period);
    }
    // 由…增加到: the first is of the earlier period.
    let from = cues.at(Class::From);
    if from > 0 && revised(at).is_none() && reaches(walk.text, figure) {
        let told = cues.compared_periods.first().copied().or_else(|| {
            near.iter().filter(|&&i| i + 1 > from).find_map(|&i| match tokens.get(i)?.kind {
                Kind::Period(p) => Some(p),
                _ => None,
            })
        });
        if let Some(period) = told.and_then(|p| context::resolve(p, state.year, base.or(report), false)) {
            return Some(period);
        }
        // 2020年到2025年，…从17.9%提升到35.5%: the first of the years told so; before the first of the years of a plan.
        let told = state.period.filter(years).filter(|_| {
            state.period_words.is_some_and(|words| words.of(walk.text).starts_with(|c: char| crate::quantity::numerals::digit(c).is_some()))
        });
        if let Some(told) = told {
            return Some(Period::year(told.first().year));
        }
        let span = state.section.period.filter(|p| p.first().year != p.last().year);
        let went = state.went.map(|(first, _)| Period::year(first));
        return went.or(span.map(|p| Period::year(p.first().year - 1))).or_else(|| base.map(before_it));
    }
    if let Some(span) = since(at, measure, base, state) {
        return Some(span);
    }
    // 两年平均增长33.9%和9.5%，比全国高1个百分点: as the figure before.
    if let Some(last) = state.told.last().filter(|t| t.sentence == state.sentence && t.measure == Measure::Growth)
        && last.period.as_ref().is_some_and(years)
        && cues.periods.is_empty()
        && (reading.continues && measure == Measure::Growth && !cues.has(Class::To)
            || measure == Measure::Change
                && (matches!(reading.basis, Some(Basis::OtherArea | Basis::PeriodOnPeriod | Basis::Plan)) || cues.has(Class::Plan)))
    {
        return last.period;
    }
    // 五年, 两年平均, 年均: the whole span.
    if let Some(&(_, word @ PeriodWord::SpanOfYears(n))) = cues.periods.iter().find(|(_, p)| matches!(p, PeriodWord::SpanOfYears(_)))
        && n > 1
        && !near.first().is_some_and(|&i| matches!(tokens.get(i).map(|t| t.span.of(walk.text)), Some("连续")))
    {
        return years_counted(at, n, base, state).or_else(|| context::resolve(word, state.year, report.or(base), false));
    }
    if cues.has(Class::AnnualAverage) {
        return state.section.years_told().or(report.filter(|p| p.first().year != p.last().year)).or(base);
    }
    if let Some(period) = over_years(at, subject, measure, reading, state) {
        return period;
    }
    let Name::Known(index) = subject.name else { return base.map(|b| clip(at, b, report, state)) };
    if let Some(period) = of_projects(at, subject, index, measure, state) {
        return period;
    }
    base.map(|b| clip(at, b, report, state))
}

/// The word of aiming that the figure's 由 follows at once: 目标由300亿元调整为290亿元.
pub fn revised(at: &Around) -> Option<Span> {
    let from = at.cues.at(Class::From).checked_sub(1)?;
    let aim = at.tokens.get(from.checked_sub(1)?)?;
    (word_class(Some(aim)) == Some(Class::Plan)).then_some(aim.span)
}

/// The time right before a period: the year before several years.
fn before_it(period: Period) -> Period {
    if period.first().year == period.last().year { period.shifted(-1) } else { Period::year(period.first().year - 1) }
}

/// The years that a count of years means: those of the section, the first or the last of them (前四年, 后三年), else those up to the one told.
fn years_counted(at: &Around, n: u8, base: Option<Period>, state: &State) -> Option<Period> {
    let &Around { walk, tokens, cues, .. } = at;
    let all = state.section.years_told()?;
    let (first, last) = (all.first().year, all.last().year);
    let n = i16::from(n);
    let which = cues.periods.iter().find(|(_, p)| matches!(p, PeriodWord::SpanOfYears(_))).map(|(i, _)| *i)?;
    let before = tokens.get(which).and_then(|t| walk.text.get(..t.span.start as usize)).unwrap_or_default();
    let told = state.period.or(base).filter(|p| p.is_year()).map(Period::last_year);
    Some(match n {
        _ if n > last - first => all,
        _ if before.ends_with('前') => Period::years(first, first + n - 1),
        _ if before.ends_with('后') => Period::years(last + 1 - n, last),
        // 四年年均增长 where 2019 was told; 两年平均.
        _ => Some(told.unwrap_or(last))
            .filter(|year| *year <= last && *year - n + 1 >= first)
            .map_or(all, |year| Period::years(year + 1 - n, year)),
    })
}

/// The time named right before the figure's bracket, or that of what it is held against: 去年全年（-5.8%）, 较上年的17905家.
fn told_beside(at: &Around, measure: Measure, state: &State) -> Option<Option<Period>> {
    let &Around { walk, tokens, near, .. } = at;
    let report = walk.context.periods.period;
    if near.is_empty()
        && let Some(word) = super::measure::period_before_bracket(at)
    {
        // 去年全年（-5.8%）: of the year that stands before it.
        let before = at.figure.at.checked_sub(3).and_then(|i| tokens.get(i)).map(|t| t.kind);
        let year = match before {
            Some(Kind::Period(PeriodWord::LastYear | PeriodWord::SameLastYear)) => {
                report.map(Period::last_year).or(state.year).map(|y| y - 1)
            }
            Some(Kind::Period(PeriodWord::Year(year))) => Some(year),
            _ => state.year,
        };
        return Some(context::resolve(word, year, base_of(state).or(report), false));
    }
    if measure != Measure::Level || !at.cues.has(Class::Compare) {
        return None;
    }
    if let Some(year) = year_held_against(at, measure) {
        return Some(Some(Period::year(year)));
    }
    if let Some(word) = earlier_held_against(at, measure)
        && let Some(period) = context::resolve(word, report.map(Period::last_year).or(state.year), base_of(state).or(report), false)
    {
        return Some(Some(period));
    }
    None
}

/// 比2010年的1.034吨标准煤下降16%: the year that the figure is of, with which another is compared.
fn year_held_against(at: &Around, measure: Measure) -> Option<i16> {
    let &Around { walk, tokens, near, cues, .. } = at;
    if measure != Measure::Level || !(cues.has(Class::Compare) || cues.has(Class::From)) {
        return None;
    }
    let [.., year, de] = near else { return None };
    let de = tokens.get(*de).is_some_and(|t| t.span.is(walk.text, "的"));
    match tokens.get(*year)?.kind {
        Kind::Period(PeriodWord::Year(year)) if de => Some(year),
        _ => None,
    }
}

/// 较上年的17905家增加5713家: the earlier time that the figure is of.
fn earlier_held_against(at: &Around, measure: Measure) -> Option<PeriodWord> {
    let &Around { walk, tokens, near, cues, .. } = at;
    let de = near.last().and_then(|&i| tokens.get(i)).is_some_and(|t| t.span.is(walk.text, "的"));
    // 较上年68家增加15家: 的 may be left out.
    let grows = matches!(word_class(at.figure.after.first()), Some(Class::Up | Class::Down));
    let earlier = near.len().checked_sub(if de { 2 } else { 1 }).and_then(|k| near.get(k))?;
    let de = de || grows;
    match tokens.get(*earlier)?.kind {
        Kind::Period(word @ (PeriodWord::LastYear | PeriodWord::SameLastYear))
            if de && measure == Measure::Level && cues.has(Class::Compare) =>
        {
            Some(word)
        }
        _ => None,
    }
}

/// The years over which something grew that is measured against a year before the last: 比2015年提高4.4个百分点, 是2015年的4倍; and after
/// 由2015年的A增加到2019年的B, 四年年均增长.
fn since(at: &Around, measure: Measure, base: Option<Period>, state: &State) -> Option<Period> {
    let &Around { tokens, near, cues, figure, .. } = at;
    if !matches!(measure, Measure::Growth | Measure::Change) {
        return None;
    }
    // 2025年底746家，是2020年底287家的2.6倍: since the one told last, up to the one before it.
    if let [.., of, from] = state.told.as_slice()
        && figure.quantity.unit.dimension == Some(Dimension::Times)
        && near.iter().all(|&i| tokens.get(i).is_some_and(|t| t.span.of(at.walk.text) == "的"))
        && let (Some(of), Some(from)) = (of.period.filter(|_| of.sentence == state.sentence), from.period.filter(|p| p.is_year()))
        && from.last_year() + 1 < of.last_year()
    {
        return Some(Period::years(from.last_year() + 1, of.last_year()));
    }
    // 与“十二五”末相比，…净增160亿元: the sentence's growth; and what is 年均 or 净增 in those after it.
    if let Some(((since, told), last)) = state.since.zip(base.map(Period::last_year))
        && cues.periods.is_empty()
        && !cues.has(Class::YearOnYear)
        && (told == state.sentence || cues.has(Class::AnnualAverage) || cues.has(Class::Net))
        && since + 1 < last
    {
        return Some(Period::years(since + 1, last));
    }
    let spans =
        || cues.has(Class::AnnualAverage) || cues.periods.iter().any(|(_, p)| matches!(p, PeriodWord::SpanOfYears(_))) || summed(at);
    if let Some((first, last)) = state.went.filter(|_| spans()) {
        return Some(Period::years(first + 1, last));
    }
    let against = cues.compared_periods.iter().find_map(|p| match *p {
        PeriodWord::Year(year) | PeriodWord::Years(_, year) => Some(year),
        _ => None,
    });
    let of = || {
        let &(i, word) = cues.periods.last().filter(|_| figure.quantity.unit.dimension == Some(Dimension::Times))?;
        let de = tokens.get(i + 1).is_some_and(|t| t.span.begins(at.walk.text, "的")) && near.last().is_some_and(|n| *n <= i + 2);
        if let PeriodWord::Year(year) | PeriodWord::Years(_, year) = word
            && de
        {
            Some(year)
        } else {
            None
        }
    };
    let (year, last) = (against.or_else(of)?, base?.last_year());
    (year + 1 < last).then(|| Period::years(year + 1, last))
}

/// The months or years that 分别 hands to the figures of a list.
fn dealt(at: &Around, reading: &Reading, state: &mut State) -> Option<Period> {
    let &Around { walk, cues, .. } = at;
    let report = walk.context.periods.period;
    if reading.continues
        && let Some(month) = state.months.pop()
    {
        return Some(month);
    }
    state.months.clear();
    if cues.has(Class::Each)
        && let Some(year) = state.year.or(report.map(Period::last_year))
    {
        let months = cues.periods.iter().filter_map(|&(_, p)| match p {
            PeriodWord::Months(a, b) => Some(Period::spoken(year, a, b)),
            PeriodWord::Year(y) => Some(Period::year(y)),
            // 一季度、上半年、前三季度分别增长.
            PeriodWord::Quarter(_) | PeriodWord::Quarters(_) | PeriodWord::Half(_) if cues.periods.len() > 1 => {
                context::resolve(p, Some(year), report, false)
            }
            _ => None,
        });
        let mut months: Vec<Period> = months.collect();
        // 一、二、三、四季度分别增长, 一至四季度分别增长: one each.
        if let [(i, PeriodWord::Quarter(last) | PeriodWord::Quarters(last))] = cues.periods.as_slice()
            && let Some(span) = at.tokens.get(*i).map(|t| t.span)
            && let Some(first) = first_in_turn(walk.text, span, *last)
        {
            months = (first..=*last).map(|quarter| Period::quarter(year, quarter)).collect();
        }
        // 2011—2015年分别增长15.8%、14.6%、…, 2021—2024年各年末依次为…: one each.
        if let [(_, PeriodWord::Years(first, last))] | [(_, PeriodWord::Years(first, last)), (_, PeriodWord::YearEnd)] =
            cues.periods.as_slice()
        {
            months = (*first..=*last).map(Period::year).collect();
        }
        // 2016—2019年，…分别增长9.4%、8.8%、…; 三年…，…分年新增12户、15户、9户: the years of the sentence, or of the section.
        let years = |p: &Period| p.first().year != p.last().year;
        let spoken = state.period.filter(years).or(state.section.period.filter(years).filter(|_| by_year(at)));
        if let Some(span) = spoken.filter(|_| months.is_empty() && cues.periods.is_empty()) {
            months = (span.first().year..=span.last().year).map(Period::year).collect();
        }
        if months.len() > 1 && months.len() == super::lists::figures_in_list(at) {
            // What follows is of none of them.
            (state.sentence_period, state.year_opens) = (None, false);
            state.months = months.iter().rev().copied().collect();
            return state.months.pop();
        }
    }
    None
}

/// Whether the word of dealing out says that it goes by years: 分年, 各年.
fn by_year(at: &Around) -> bool {
    let dealt = at.cues.at(Class::Each).checked_sub(1).and_then(|i| at.tokens.get(i));
    dealt.is_some_and(|t| t.span.of(at.walk.text).contains('年'))
}

/// The first of the quarters that are counted up to the one a period word tells: 一 of 一、二、三季度 and of 一至三季度.
fn first_in_turn(text: &str, word: Span, last: u8) -> Option<u8> {
    const NUMERALS: [char; 4] = ['一', '二', '三', '四'];
    let which = |c: char| {
        NUMERALS.iter().position(|n| *n == c).and_then(|n| u8::try_from(n + 1).ok()).or_else(|| u8::try_from(c.to_digit(10)?).ok())
    };
    let mut rest = text.get(..word.start as usize)?;
    if let Some(before) = rest.strip_suffix(['至', '到', '-', '—']) {
        return which(before.chars().next_back()?).filter(|first| *first < last);
    }
    let mut first = last;
    while let Some(before) = rest.strip_suffix(['、', '和'])
        && let Some(own) = before.chars().next_back()
        && which(own) == first.checked_sub(1)
        && first > 1
    {
        first -= 1;
        rest = before.get(..before.len() - own.len_utf8())?;
    }
    (first < last).then_some(first)
}

/// 刚刚过去的2021年，…增长11.2%: whether the sentence told one year, and not up to it (到2020年).
fn told_of_year(at: &Around, state: &State) -> bool {
    let told = state.period_told.is_some_and(|(told, _)| told == state.sentence);
    // 增长1.1倍, 净增87家: more than a year brings.
    let long = at.figure.quantity.unit.dimension == Some(Dimension::Times) || at.cues.has(Class::Net);
    told && !long
        && state.period.is_some_and(Period::is_year)
        && state.period_words.is_some()
        && !looks_to(at, state)
        && !at.cues.has(Class::To)
}

/// In a review or plan of several years: the span, one of its years, or the period of the figure before.
fn over_years(at: &Around, subject: &Subject, measure: Measure, reading: &Reading, state: &State) -> Option<Option<Period>> {
    let &Around { walk, cues, figure, .. } = at;
    let base = base_of(state);
    let several = |p: &Period| p.first().year != p.last().year;
    let of_years = base.as_ref().is_some_and(several) || state.section.period.as_ref().is_some_and(several);
    // Where no years are spoken of, a share or a part may still be of earlier figures of several.
    let of_a_part = measure == Measure::Share || measure == Measure::Level && cues.has(Class::Among);
    if !(of_years || of_a_part) {
        return None;
    }
    // 比全省高1.9个百分点, 超规划目标0.08个百分点; 达到5000亿元、力争5500亿元: when the figure before was.
    if let Some(last) = state.told.last()
        && of_years
        && (measure == Measure::Change && matches!(reading.basis, Some(Basis::OtherArea | Basis::Plan))
            || reading.continues && !cues.has(Class::To) && last.measure == measure && last.dimension == figure.quantity.unit.dimension)
    {
        return Some(last.period);
    }
    // 五年累计完成投资1026亿元，其中工业投资738亿元，占比72%: the share of a sum is of its years.
    // 五年累计引进项目137个，开工率、投产率分别达到91.2%和59.9%.
    let project =
        |name: Name| matches!(name, Name::Known(i) if walk.catalogue.indicator(i).category == super::catalogue::Category::Project);
    let rate = cues.has(Class::Each) || !cues.has(Class::To);
    if measure == Measure::Share
        && let Some(last) = state.told.iter().rev().take_while(|t| t.sentence == state.sentence).find(|t| t.measure == Measure::Level)
        && (state.told.last().is_some_and(|t| t.measure == Measure::Level) && last.subject.name == subject.name && rate
            || project(last.subject.name) && project(subject.name))
        && last.period.as_ref().is_some_and(several)
        && cues.periods.is_empty()
    {
        return Some(last.period);
    }
    // 到2025年，高新技术企业数量翻一番: a plan's growth is over all its years.
    if let Some(span) = state.section.period.filter(several)
        && state.section.plan
        && measure == Measure::Growth
        && !cues.has(Class::YearOnYear)
        && base == Some(Period::year(span.last_year()))
    {
        return Some(Some(span));
    }
    // 授权3.3万件，其中发明2964件: when the whole was.
    if let Some(whole) = state.told.get(..state.whole).and_then(<[_]>::last)
        && whole.measure == Measure::Level
        && matches!(measure, Measure::Level | Measure::Share)
        && cues.has(Class::Among)
        && cues.periods.is_empty()
        && !cues.has(Class::To)
        && whole.period.as_ref().is_some_and(several)
    {
        return Some(whole.period);
    }
    if let Some(span) = base.filter(several) {
        return Some(Some(of_span(at, measure, subject, span, state)));
    }
    // 2020年 … 五年累计: the sum is of the whole span, whatever year was told before.
    if let Some(span) =
        state.section.period.filter(several).filter(|_| summed(at) && !cues.periods.iter().any(|(_, p)| matches!(p, PeriodWord::Year(_))))
    {
        return Some(Some(span));
    }
    // In a review of several years, what grew or was added did so over all of them, unless it says 同比.
    if let Some(span) = state.section.period.filter(several).filter(|_| matches!(measure, Measure::Growth | Measure::Change))
        && !cues.has(Class::YearOnYear)
        && !cues.periods.iter().any(|(_, p)| !matches!(p, PeriodWord::Years(..) | PeriodWord::SpanOfYears(_)))
        && !told_of_year(at, state)
        && state.period.is_none_or(Period::is_year)
        && cues.compared_periods.iter().all(|p| !matches!(p, PeriodWord::LastYear | PeriodWord::SameLastYear))
        && (walk.context.periods.period == state.section.period || state.era.is_some())
    {
        return Some(Some(span));
    }
    None
}

/// A year's plan is the year's; so is a count of projects listed for it.
fn of_projects(at: &Around, subject: &Subject, index: u16, measure: Measure, state: &State) -> Option<Option<Period>> {
    let &Around { walk, tokens, near, cues, .. } = at;
    if measure != Measure::Level {
        return None;
    }
    let name = walk.catalogue.indicator(index);
    // 截至11月底…。其中，投资22亿元的甲: what one project costs is of no date told before.
    let cost =
        name.name == "项目总投资" && at.figure.after.first().is_some_and(|t| t.span.of(walk.text) == "的") && cues.periods.is_empty();
    let base = state.section.period.filter(|_| cost).or(base_of(state));
    // 年度计划新开工项目15个: of the year.
    if walk.catalogue.of(index).is_some()
        && cues.at(Class::Plan).checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.span.is(walk.text, "年度计划"))
    {
        return Some(base.map(|b| if b.first().year == b.last().year { Period::year(b.last_year()) } else { b }));
    }
    if !name.done.is_empty()
        && (subject.words.of(walk.text).contains("年度") || subject.words.of(walk.text).contains("年计划") || name.name.contains("年度"))
    {
        return Some(base.map(|b| if b.first().year == b.last().year { Period::year(b.last_year()) } else { b }));
    }
    // 新签约项目19个，协议引资87.5亿元: when the projects were.
    if let Some(count) = state.told.last().filter(|t| t.sentence == state.sentence && t.measure == Measure::Level)
        && at.figure.quantity.unit.dimension == Some(Dimension::Money)
        && count.dimension == Some(Dimension::Count)
        && cues.periods.is_empty()
        && matches!(count.subject.name, Name::Known(i) if walk.catalogue.money(i) == Some(index))
    {
        return Some(count.period);
    }
    if !name.money.is_empty() && name.of.is_empty() || !name.done.is_empty() {
        // Projects are listed for the year, whatever month the report is of.
        let own = cues.periods.iter().any(|(_, p)| !matches!(p, PeriodWord::ThisYear | PeriodWord::WholeYear | PeriodWord::Year(_)));
        let stays = || {
            let said = clause::cover(tokens, near).map_or("", |s| s.of(walk.text));
            [subject.words.of(walk.text), said].iter().any(|words| phrases::inside(words).has(List::Stay))
        };
        let part = state.whole > 0
            || near
                .first()
                .and_then(|i| i.checked_sub(1))
                .and_then(|i| tokens.get(i))
                .is_some_and(|t| matches!(t.kind, Kind::Mark(super::lexer::Mark::Open)));
        if part && state.told.last().is_some_and(|t| t.subject.name == subject.name) {
            return Some(state.told.last().and_then(|t| t.period));
        }
        let listed = !own
            && name.done.is_empty()
            && !cues.has(Class::Added)
            && base.is_some_and(|b| b.first().year == b.last().year && Some(b) == state.section.period)
            && !stays();
        return Some(if listed { base.map(|b| Period::year(b.last_year())) } else { base });
    }
    None
}

/// Whether the figure's clause is the first in a bracket after a name: 某项目（投资8.5亿元.
fn clause_in_bracket(at: &Around) -> bool {
    let Some(&first) = at.near.first() else { return false };
    first.checked_sub(1).and_then(|i| at.tokens.get(i)).is_some_and(|t| matches!(t.kind, Kind::Mark(super::lexer::Mark::Open)))
}

/// 增长6%左右的预期目标: the figure is the plan's.
pub fn of_plan(at: &Around) -> bool {
    let &Around { walk, figure, .. } = at;
    let skip = usize::from(matches!(word_class(figure.after.first()), Some(Class::AtLeast | Class::About | Class::AtMost)));
    // 完成州下达10亿元目标任务, 下降3.2%目标.
    if matches!(word_class(figure.after.get(skip)), Some(Class::Plan | Class::Target))
        && figure.after.get(skip).is_some_and(|t| t.span.begins(walk.text, "目标") || t.span.begins(walk.text, "任务"))
    {
        return true;
    }
    figure.after.get(skip).is_some_and(|t| t.span.is(walk.text, "的"))
        && matches!(word_class(figure.after.get(skip + 1)), Some(Class::Plan | Class::Target))
}

/// Whether the sentence's period stands behind 到 or 至: 到2025年.
fn looks_to(at: &Around, state: &State) -> bool {
    let told = state.period_words.and_then(|words| at.walk.text.get(..words.start as usize));
    told.is_some_and(|before| before.ends_with(['到', '至']))
}

/// The period spoken of.
fn base_of(state: &State) -> Option<Period> {
    state.period.or(state.section.period)
}

/// Whether a date speaks for the clauses after its own: 截至11月底，…; not 6月底前启用中心，新建平台….
pub fn dates_on(tokens: &[Token], date: usize) -> bool {
    let mut next = tokens.iter().skip(date + 1);
    let alone = next
        .find(|t| !matches!(word_class(Some(t)), Some(Class::Area)) && !matches!(t.kind, Kind::Period(_)))
        .is_none_or(|t| matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)));
    alone || date.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| matches!(word_class(Some(t)), Some(Class::Present)))
}

/// 3月22日，统计局发布…: a day on which something happened, and not up to which things are told. 截至3月22日 and a month's last days do.
pub fn is_event_day(text: &str, word: PeriodWord, span: Span) -> bool {
    let words = span.of(text);
    let led = text.get(..span.start as usize).is_some_and(|before| before.ends_with(['至', '到', '止', '前']));
    let last = ["30日", "31日", "28日", "29日", "30号", "31号"].iter().any(|day| words.ends_with(day));
    matches!(word, PeriodWord::Day(..)) && !led && !last
}

/// In a review or plan of several years, what is reached is of the last of them, what is done is of them all.
pub fn of_span(at: &Around, measure: Measure, subject: &Subject, span: Period, state: &State) -> Period {
    let &Around { walk, cues, .. } = at;
    let stock = matches!(subject.name, Name::Known(index) if walk.catalogue.indicator(index).stock);
    // 新建创新平台128个: added, not had.
    let newly = cues.has(Class::Added) || at.near.iter().any(|&i| at.tokens.get(i).is_some_and(|t| t.span.of(walk.text) == "新建"));
    let reached = stock && !newly || cues.has(Class::To) || cues.has(Class::Stock) || cues.has(Class::Over) || cues.has(Class::AtMost);
    let before = state.told.last().filter(|t| t.sentence == state.sentence);
    match measure {
        // 地区生产总值达到287.9亿元，同比增长8.9%: of the last year alone; and what follows it in a list.
        Measure::Growth | Measure::Change if cues.has(Class::YearOnYear) && !cues.has(Class::AnnualAverage) => {
            Period::year(span.last_year())
        }
        Measure::Growth
            if !cues.has(Class::AnnualAverage)
                && !summed(at)
                && state
                    .told
                    .iter()
                    .rev()
                    .take_while(|t| t.sentence == state.sentence)
                    .find(|t| t.measure == measure)
                    .is_some_and(|t| t.period == Some(Period::year(span.last_year()))) =>
        {
            Period::year(span.last_year())
        }
        Measure::Growth | Measure::Change => span,
        _ if summed(at) => span,
        // 累计完成工业投资196亿元，完成工业总产值745亿元: a sum like the one before.
        Measure::Level
            if !reached
                && !state.section.plan
                && before.is_some_and(|t| {
                    // 五年累计登记合同9300余项、成交416.7亿元: in the same list.
                    let alike = t.dimension == at.figure.quantity.unit.dimension || at.is_listed();
                    t.measure == measure && t.period == Some(span) && alike
                }) =>
        {
            span
        }
        // In a plan what is done is of all its years, what is to be had of the last.
        Measure::Level if state.section.plan && !cues.has(Class::To) && !cues.has(Class::Over) => {
            if acts(at, subject) {
                span
            } else {
                Period::year(span.last_year())
            }
        }
        Measure::Level if !reached && !told_yearly(at, subject) => span,
        _ => Period::year(span.last_year()),
    }
}

/// Whether an amount of it without 累计 is no sum over years: output, sales.
fn told_yearly(at: &Around, subject: &Subject) -> bool {
    matches!(subject.name, Name::Known(index) if at.walk.catalogue.indicator(index).yearly) && !summed(at)
}

/// Whether the clause tells of something done and not of something had: 新建, 引进, 实施; projects.
fn acts(at: &Around, subject: &Subject) -> bool {
    let &Around { walk, tokens, far, near, cues, .. } = at;
    let project = matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).category == super::catalogue::Category::Project);
    let (_, before) = clause::split_last(tokens, far);
    let said = |indices: &[usize]| clause::cover(tokens, indices).is_some_and(|s| super::scope::names_act(s.of(walk.text)));
    project || cues.has(Class::Added) || subject.words.begins(walk.text, "新") || said(near) || near.is_empty() && said(before)
}

/// Whether the clause sums up over years: 累计, 五年.
fn summed(at: &Around) -> bool {
    let &Around { walk, tokens, near, cues, .. } = at;
    // 占五年总量的四成 is a share of the sum, and no sum.
    let own = cues.at(Class::Share).checked_sub(1).and_then(|share| near.iter().position(|i| *i == share));
    let near = near.get(..own.unwrap_or(near.len())).unwrap_or(near);
    clause::cover(tokens, near).is_some_and(|s| phrases::inside(s.of(walk.text)).has(List::Sum))
}

/// What has happened cannot reach past the report's own period: 今年 in a report on January to August is those months.
pub fn clip(at: &Around, period: Period, report: Option<Period>, state: &State) -> Period {
    match report {
        Some(r)
            if !state.section.plan
                && !of_plan(at)
                && state.status.is_none_or(|(s, _)| s == Status::Actual)
                && period.is_year()
                && !r.is_year()
                && r.first().year == r.last().year
                && r.last_year() == period.last_year() =>
        {
            r
        }
        _ => period,
    }
}

/// Whether the figure is the first of 由A增加到B.
pub fn reaches(text: &str, figure: &Figure) -> bool {
    figure.after.iter().take(3).any(|t| {
        word_class(Some(t)) == Some(Class::To)
            || moves_up(text, t)
            || matches!(t.kind, Kind::Word(_)) && matches!(t.span.of(text), "到" | "至")
    })
}

/// 从第8跃居第5: a word of moving in an order.
fn moves_up(text: &str, token: &Token) -> bool {
    word_class(Some(token)) == Some(Class::Rank) && token.span.of(text).starts_with(['跃', '升'])
}

pub fn status_of(at: &Around, subject: &Subject, measure: Measure, period: Option<Period>, state: &State) -> (Status, Option<Span>) {
    let &Around { walk, tokens, cues, figure, .. } = at;
    if figure.plan_outside || of_plan(at) && measure != Measure::Completion {
        return (Status::Target, None);
    }
    if let Name::Known(index) = subject.name
        && measure == Measure::Level
    {
        let name = walk.catalogue.indicator(index).name.as_str();
        let words = subject.words.of(walk.text);
        if name == "项目年度计划投资" || name == "项目总投资" && ["计划", "概算", "规划"].iter().any(|w| words.contains(w))
        {
            return (Status::Target, Some(subject.words));
        }
    }
    let past = |year: i16| walk.context.periods.period.is_none_or(|p| year <= p.last_year());
    if year_held_against(at, measure).is_some_and(past) {
        return (Status::Actual, None);
    }
    // 重点推进总投资15亿元的某项目: what it costs is no goal.
    let named =
        figure.after.first().is_some_and(|t| t.span.is(walk.text, "的")) || figure.at.checked_sub(1).is_some_and(|_| clause_in_bracket(at));
    if measure == Measure::Level
        && named
        && matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).name == "项目总投资")
        && !subject.words.of(walk.text).contains("计划")
    {
        return (Status::Actual, None);
    }
    // 安排工业重点项目38个，总投资164亿元: what they cost is known, whatever is planned with them.
    let costs = matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).name == "项目总投资");
    let reaches_for = cues.has(Class::AtLeast) || cues.has(Class::Over) || cues.has(Class::To);
    let listed = || {
        let sentence = tokens.get(state.sentence_at..figure.at).unwrap_or_default();
        sentence.iter().any(|t| ["安排", "铺排", "列入"].iter().any(|verb| t.span.of(walk.text).contains(verb)))
            || !state.told.last().is_some_and(|t| t.sentence == state.sentence && t.dimension == Some(Dimension::Count))
    };
    if costs && measure == Measure::Level && state.section.plan && state.status.is_none() && !reaches_for && listed() {
        return (Status::Actual, None);
    }
    // 计划投产的24个: what is planned is no fact.
    let plan = cues.at(Class::Plan).checked_sub(1);
    // 地区生产总值增长目标6%左右.
    if measure == Measure::Growth && cues.at(Class::Plan) == cues.end && state.status.is_none() {
        let aim = plan.and_then(|i| tokens.get(i)).filter(|t| t.span.of(walk.text).contains('增'));
        if let Some(aim) = aim {
            return (Status::Target, Some(aim.span));
        }
    }
    let planned = measure == Measure::Level
        && plan.and_then(|i| tokens.get(i)).is_some_and(|t| t.span.ends(walk.text, "计划"))
        && plan
            .and_then(|i| tokens.get(i + 1))
            .is_some_and(|t| matches!(t.kind, Kind::Word(w) if w.meaning.indicator.is_some_and(|k| walk.catalogue.of(k).is_some())));
    if planned && state.status.is_none() {
        return (Status::Target, plan.and_then(|i| tokens.get(i)).map(|t| t.span));
    }
    match state.status {
        // A forecast of a whole year to come is a goal; of a period under way, a forecast.
        Some((Status::Forecast, span))
            if state.section.plan
                && period.is_some_and(|p| p.is_year())
                && period.map(Period::first) > walk.context.periods.period.map(Period::last) =>
        {
            (Status::Target, Some(span))
        }
        // 今年将有86个项目开工，总投资936亿元: what they cost is known.
        Some((Status::Forecast, _))
            if !state.section.plan
                && measure == Measure::Level
                && matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).name == "项目总投资") =>
        {
            (Status::Actual, None)
        }
        Some((status, span)) => (status, Some(span)),
        None if state.section.plan => (Status::Target, None),
        // 到2025年: what lies beyond the report's own period has not happened.
        None if period.map(Period::first) > walk.context.periods.period.map(Period::last)
            && walk.context.periods.period.is_some()
            && state.date.is_none()
            && measure != Measure::Completion
            && (!walk.context.guessed || looks_to(at, state)) =>
        {
            (Status::Target, None)
        }
        None => (Status::Actual, None),
    }
}
