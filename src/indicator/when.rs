//! When, and whether it has happened: the period and status of one figure.

use super::attribution::Around;
use super::clause::{self};
use super::context;
use super::figure::{Figure, word_class};
use super::lexer::{Kind, Token};
use super::measure::Reading;
use super::observation::{Basis, Measure, Status};
use super::phrases::{self, List};
use super::state::State;
use super::subject::{Name, Subject};
use super::words::Class;
use super::years::{averaged_over, before_it, done_over_years, of_the_plans_years, over_years, since, years_counted};
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
    if let Some(word) = begun_when(at)
        && let Some(period) = context::resolve(word, state.year, base_of(state).or(report), false)
    {
        return Some(period);
    }
    let years = |p: &Period| p.first().year != p.last().year;
    if let Some(&(i, PeriodWord::Years(first, last))) = cues.periods.last()
        && tokens.get(i).is_some_and(|t| t.span.of(walk.text).contains('前'))
    {
        return Some(Period::years(first, last));
    }
    if let Some(period) = by_the_plan(at, measure, state) {
        return period;
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
        // 截至12月底, in a report on the year: at its end.
        let ends = report.filter(|r| r.is_year() && period.is_month() && period.last() == r.last());
        state.period = ends.or(Some(period));
        return state.period;
    }
    if let Some(period) = gone_from(at, base, state) {
        return period;
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
        if let Some(span) = averaged_over(at, base, state) {
            return Some(span);
        }
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

/// What is aimed at in a plan, and what is done of it: the plan's own time, or the years in which it was done.
fn by_the_plan(at: &Around, measure: Measure, state: &State) -> Option<Option<Period>> {
    let &Around { walk, cues, figure, .. } = at;
    let report = walk.context.periods.period;
    let years = |p: &Period| p.first().year != p.last().year;
    // 完成“十三五”目标（下降16%）的119.4%: of all those years.
    if measure == Measure::Completion
        && let Some(done) = done_over_years(at, state)
    {
        return Some(Some(done));
    }
    if measure == Measure::Completion
        && let Some(span) =
            cues.periods.iter().rev().find_map(|(_, p)| if let PeriodWord::Years(a, b) = *p { Some(Period::years(a, b)) } else { None })
    {
        return Some(Some(span));
    }
    if figure.plan_outside {
        let outer = figure.outer_years.map(|(first, last)| Period::years(first, last));
        // 完成2015年目标230亿元的76.7%, 占“十二五”目标380亿元的: the plan's own time.
        let own = cues.periods.last().map(|&(_, p)| p).or(cues.compared_periods.last().copied()).and_then(|p| match p {
            PeriodWord::Year(year) => Some(Period::year(year)),
            PeriodWord::Years(first, last) => Some(Period::years(first, last)),
            _ => None,
        });
        let planned = own.or(outer).or_else(|| of_the_plans_years(at, measure, state));
        return Some(planned.or(state.period.filter(years)).or(state.year.map(Period::year)));
    }
    if cues.periods.is_empty()
        && (of_plan(at) || in_bracket_of_aim(at))
        && measure != Measure::Completion
        && let Some(period) = of_the_plans_years(at, measure, state)
    {
        return Some(Some(period));
    }
    if state.section.plan && undone(at) {
        return Some(report.or(base_of(state)));
    }
    None
}

/// 由…增加到: the first is of the earlier period.
fn gone_from(at: &Around, base: Option<Period>, state: &State) -> Option<Option<Period>> {
    let &Around { walk, tokens, near, cues, figure, .. } = at;
    let report = walk.context.periods.period;
    let years = |p: &Period| p.first().year != p.last().year;
    let from = cues.at(Class::From);
    if from > 0 && !(revised(at).is_some() || is_reset(at, state)) && reaches(walk.text, figure) {
        let told = cues.compared_periods.first().copied().or_else(|| {
            near.iter().filter(|&&i| i + 1 > from).find_map(|&i| match tokens.get(i)?.kind {
                Kind::Period(p) => Some(p),
                _ => None,
            })
        });
        if let Some(period) = told.and_then(|p| context::resolve(p, state.year, base.or(report), false)) {
            return Some(Some(period));
        }
        // 2020年到2025年，…从17.9%提升到35.5%: the first of the years told so; before the first of the years of a plan.
        let told = state.period.filter(years).filter(|_| {
            state.period_words.is_some_and(|words| words.of(walk.text).starts_with(|c: char| crate::quantity::numerals::digit(c).is_some()))
        });
        if let Some(told) = told {
            return Some(Some(Period::year(told.first().year)));
        }
        let span = state.section.period.filter(|p| p.first().year != p.last().year);
        let went = state.went.map(|(first, _)| Period::year(first));
        return Some(went.or(span.map(|p| Period::year(p.first().year - 1))).or_else(|| base.map(before_it)));
    }
    None
}

/// 研发投入强度由1.5%调整为1.2%, of goals: both are for the same time.
fn is_reset(at: &Around, state: &State) -> bool {
    let to = at.figure.after.iter().take(3).find(|t| word_class(Some(t)) == Some(Class::To));
    let set = to.is_some_and(|t| ["调整", "上调", "下调", "调减", "调增"].iter().any(|w| t.span.begins(at.walk.text, w)));
    set && state.status.is_some_and(|(s, _)| s == Status::Target)
}

/// The word of aiming that the figure's 由 follows at once: 目标由300亿元调整为290亿元.
pub fn revised(at: &Around) -> Option<Span> {
    let from = at.cues.at(Class::From).checked_sub(1)?;
    let aim = at.tokens.get(from.checked_sub(1)?)?;
    (word_class(Some(aim)) == Some(Class::Plan)).then_some(aim.span)
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
    if measure != Measure::Level || !(at.cues.has(Class::Compare) || at.cues.has(Class::From)) {
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

/// A year's plan is the year's; so is a count of projects listed for it.
fn of_projects(at: &Around, subject: &Subject, index: u16, measure: Measure, state: &State) -> Option<Option<Period>> {
    let &Around { walk, tokens, near, cues, .. } = at;
    if measure != Measure::Level {
        return None;
    }
    // 仍有23个计划新开工项目未动工: as things stand.
    if super::acts::says_undone(walk.text, subject.words) {
        return Some(base_of(state));
    }
    if !walk.catalogue.of_projects(index) {
        return None;
    }
    let name = walk.catalogue.indicator(index);
    // 截至11月底…。其中，投资22亿元的甲: what one project costs is of no date told before.
    let cost = name.name == "项目总投资" && at.figure.de && cues.periods.is_empty();
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
    at.figure.of_plan
}

/// Whether what follows a figure says that it is a plan's. Asked once for each figure, by many rules.
pub fn is_of_plan(text: &str, after: &[Token]) -> bool {
    let after = match after {
        [first, rest @ ..] if matches!(word_class(Some(first)), Some(Class::AtLeast | Class::About | Class::AtMost)) => rest,
        all => all,
    };
    let Some(first) = after.first() else { return false };
    match first.kind {
        // 完成州下达10亿元目标任务, 下降3.2%目标.
        Kind::Word(word) if matches!(word.class, Some(Class::Plan | Class::Target)) => {
            first.span.begins(text, "目标") || first.span.begins(text, "任务")
        }
        Kind::Word(_) | Kind::Gap => first.span.is(text, "的") && matches!(word_class(after.get(1)), Some(Class::Plan | Class::Target)),
        _ => false,
    }
}

/// Whether the sentence's period stands behind 到 or 至: 到2025年.
pub fn looks_to(at: &Around, state: &State) -> bool {
    let told = state.period_words.and_then(|words| at.walk.text.get(..words.start as usize));
    told.is_some_and(|before| before.ends_with(['到', '至']))
}

/// The period spoken of.
pub fn base_of(state: &State) -> Option<Period> {
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

/// 11个项目上半年开工: when, told between what is counted and what becomes of it.
fn begun_when(at: &Around) -> Option<PeriodWord> {
    /// How many words the name may have.
    const REACH: usize = 5;
    let &Around { walk, figure, .. } = at;
    if figure.quantity.unit.dimension != Some(Dimension::Count) {
        return None;
    }
    let place = figure.after.iter().take(REACH).position(|t| matches!(t.kind, Kind::Period(_) | Kind::Mark(_)))?;
    match figure.after.get(place)?.kind {
        Kind::Period(word) if place > 0 && becomes(walk.text, figure.after.get(place + 1)) => Some(word),
        _ => None,
    }
}

/// Whether the word says what becomes of a project: 开工, 竣工投产.
pub fn becomes(text: &str, word: Option<&Token>) -> bool {
    const WORDS: [&str; 6] = ["开工", "投产", "竣工", "建成", "完工", "达产"];
    word.is_some_and(|t| WORDS.iter().any(|w| t.span.begins(text, w)))
}

/// （规划目标为12%）: whether the figure alone in its bracket is said to be aimed at.
fn in_bracket_of_aim(at: &Around) -> bool {
    at.cues.has(Class::Target) && clause_in_bracket(at)
}

/// 对未开工的23个项目: what has not been done is so now, in a section of plans too.
pub fn undone(at: &Around) -> bool {
    let &Around { walk, tokens, near, .. } = at;
    let de = near.last().and_then(|&i| tokens.get(i)).is_some_and(|t| t.span.ends(walk.text, "的"));
    de && clause::cover(tokens, near)
        .is_some_and(|s| ["未开工", "未动工", "未完成", "未投产", "未竣工", "停工", "停产"].iter().any(|w| s.of(walk.text).contains(w)))
}

/// 上年同期为净亏损1.3亿元，: what was then is told beside, and leaves no time behind.
pub fn was_then(at: &Around) -> bool {
    let &Around { walk, tokens, cues, .. } = at;
    let Some(&(i, PeriodWord::LastYear | PeriodWord::SameLastYear)) = cues.periods.last() else { return false };
    let was = tokens.get(i + 1).is_some_and(|t| matches!(t.span.of(walk.text), "为" | "是" | "仅为" | "则为" | "净" | "还是"));
    was && cues.periods.len() == 1
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
    let known = if let Name::Known(index) = subject.name { Some(index) } else { None };
    let costs = known.is_some() && known == walk.catalogue.cost();
    if measure == Measure::Level && known.is_some() {
        let words = || subject.words.of(walk.text);
        if known == walk.catalogue.yearly_cost() || costs && ["计划", "概算", "规划"].iter().any(|w| words().contains(w)) {
            return (Status::Target, Some(subject.words));
        }
    }
    let past = |year: i16| walk.context.periods.period.is_none_or(|p| year <= p.last_year());
    if year_held_against(at, measure).is_some_and(past) {
        return (Status::Actual, None);
    }
    // 重点推进总投资15亿元的某项目: what it costs is no goal.
    let named = || figure.de || figure.at.checked_sub(1).is_some_and(|_| clause_in_bracket(at));
    if measure == Measure::Level && costs && named() && !subject.words.of(walk.text).contains("计划") {
        return (Status::Actual, None);
    }
    // 安排工业重点项目38个，总投资164亿元: what they cost is known, whatever is planned with them.
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
    if state.section.plan && measure == Measure::Level && undone(at) {
        return (Status::Actual, None);
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
        Some((Status::Forecast, _)) if !state.section.plan && measure == Measure::Level && costs => (Status::Actual, None),
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
