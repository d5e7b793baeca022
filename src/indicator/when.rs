//! When, and whether it has happened: periods and statuses as the sentence tells them.

use super::attribution::Around;
use super::clause::{self};
use super::context;
use super::figure::{Figure, word_class};
use super::lexer::{Kind, Token};
use super::measure::Reading;
use super::observation::{Basis, Measure, Status};
use super::phrases::{self, List};
use super::subject::{self, Name, Subject};
use super::text::State;
use super::words::Class;
use crate::base::{Period, Span};
use crate::quantity::{Dimension, PeriodWord};

/// 力争, 预计 … hold from where they stand to the sentence's end.
pub fn note_status(at: &Around, state: &mut State) {
    let &Around { tokens, far, near, .. } = at;
    for &i in far.iter().chain(near) {
        let Some(token) = tokens.get(i) else { continue };
        match word_class(Some(token)) {
            Some(Class::Forecast) if state.status.is_none_or(|(s, _)| s != Status::Target) => {
                state.status = Some((Status::Forecast, token.span))
            }
            Some(Class::Target) => state.status = Some((Status::Target, token.span)),
            Some(Class::Present) if state.status.is_some_and(|(s, _)| s == Status::Target) || state.section.plan => {
                state.status = Some((Status::Actual, token.span))
            }
            _ => {}
        }
    }
}

/// A clause without a figure that begins with a sector or a domain speaks of it: 新能源装备产业从无到有，2020年实现产值….
pub fn note_domain(at: &Around, state: &mut State) {
    let &Around { walk, tokens, far, .. } = at;
    let (_, clause) = clause::split_last(
        tokens,
        far.split_last()
            .filter(|(last, _)| matches!(tokens.get(**last).map(|t| t.kind), Some(Kind::Mark(_))))
            .map_or(far, |(_, rest)| rest),
    );
    // 五大行业产值中，煤炭5.12亿元: parts of it are told.
    if let [.., noun, last] = clause
        && tokens.get(*last).is_some_and(|t| t.span.of(walk.text) == "中")
        && let Some(Kind::Word(word)) = tokens.get(*noun).map(|t| t.kind)
        && let Some(noun) = word.meaning.noun.or_else(|| walk.catalogue.noun_of(word.meaning.indicator?))
    {
        state.parts = Some(noun);
    }
    let (_, clause) = clause::split_last(tokens, far);
    // 全市重点监测的六大行业一季度呈现…: the last sector before the clause goes on.
    let leads = |t: &&Token| match t.kind {
        Kind::Period(_) => false,
        Kind::Word(w) => matches!(w.class, Some(Class::Area | Class::Grade)) || t.span.of(walk.text) == "的",
        Kind::Gap => true,
        _ => false,
    };
    let run = clause.iter().filter_map(|&i| tokens.get(i)).skip_while(|t| matches!(t.kind, Kind::Period(_))).take_while(leads);
    if let Some(sector) = run.filter(|t| matches!(t.kind, Kind::Gap) && subject::is_sector(walk.text, t.span)).last() {
        state.domain = Some(subject::Domain::Sector(sector.span));
        return;
    }
    let Some(token) = clause
        .iter()
        .filter_map(|&i| tokens.get(i))
        .find(|t| !matches!(t.kind, Kind::Period(_)) && word_class(Some(t)) != Some(Class::Area))
    else {
        return;
    };
    match token.kind {
        Kind::Gap if subject::is_sector(walk.text, token.span) => state.domain = Some(subject::Domain::Sector(token.span)),
        Kind::Word(word) => {
            if let Some(domain) = word.meaning.domain.filter(|d| !walk.catalogue.is_local(*d)) {
                state.domain = Some(subject::Domain::Named(domain));
            }
        }
        _ => {}
    }
}

/// Periods named in the sentence hold until another is.
pub fn note_periods(at: &Around, state: &mut State) {
    let &Around { walk, tokens, far, near, figure, .. } = at;
    let report = walk.context.periods.period;
    let mut previous: Option<usize> = None;
    for (k, &i) in far.iter().chain(near).enumerate() {
        // 围绕全年目标任务，确保…增长18%: the year's.
        if state.section.plan
            && state.section.period.is_some_and(|p| !p.is_year() && p.first().year == p.last().year)
            && word_class(tokens.get(i)) == Some(Class::Plan)
            && tokens.get(i).is_some_and(|t| t.span.of(walk.text).starts_with("全年"))
        {
            state.period = state.section.period.map(|p| Period::year(p.last_year()));
            state.period_told = Some((state.sentence, None));
        }
        let Some(Token { kind: Kind::Period(word), span }) = tokens.get(i).copied() else { continue };
        // “十四五”前三年累计下降13.9%: of its own clause only.
        if matches!(word, PeriodWord::Years(..)) && span.of(walk.text).contains('前') {
            continue;
        }
        // “十三五”规划: a name.
        if matches!(word, PeriodWord::Years(..))
            && tokens
                .get(i + 1)
                .is_some_and(|t| ["规划", "纲要", "发展规划", "科技创新规划"].iter().any(|w| t.span.of(walk.text).starts_with(w)))
        {
            continue;
        }
        // 11月当月.
        if word == PeriodWord::ThisMonth
            && i.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| matches!(t.kind, Kind::Period(PeriodWord::Months(..))))
        {
            continue;
        }
        // 博远微纳5月登陆科创板，全区…: when that happened, and no more.
        if k < far.len()
            && matches!(word, PeriodWord::Months(a, b) if a == b)
            && !dates_on(tokens, i)
            && near.first().is_some_and(|n| *n > i)
        {
            continue;
        }
        let before = k.checked_sub(1).and_then(|b| far.get(b).or_else(|| near.get(b - far.len()))).and_then(|&b| tokens.get(b));
        let after = tokens.get(i + 1);
        // 与上年全年相比: compared with.
        let run_end = (i..).take_while(|&j| matches!(tokens.get(j).map(|t| t.kind), Some(Kind::Period(_)))).last().unwrap_or(i);
        let after_run = tokens.get(run_end + 1);
        if word_class(after_run) == Some(Class::Compare) && after_run.is_some_and(|t| t.span.of(walk.text) == "相比") {
            continue;
        }
        // 自去年四季度以来.
        if run_end > i && after_run.is_some_and(|t| t.span.of(walk.text).starts_with("以来")) {
            continue;
        }
        // 完成2025年目标的91.6%: the plan's year, not the figure's.
        if word_class(tokens.get(i + 1)) == Some(Class::Plan)
            && matches!(word, PeriodWord::Year(_))
            && !state.section.plan
            && near.iter().any(|&n| {
                n < i
                    && (word_class(tokens.get(n)) == Some(Class::Share)
                        || tokens.get(n).is_some_and(|t| matches!(t.span.of(walk.text), "完成" | "为" | "仅为" | "达到" | "是")))
            })
        {
            continue;
        }
        // 3月后, 2015年以来: from then on, not then.
        // 未恢复至去年同期水平: compared with.
        if after.is_some_and(|t| t.span.start == span.end && t.span.of(walk.text).starts_with("水平")) {
            continue;
        }
        if after.is_some_and(|t| {
            t.span.start == span.end
                && ["后", "前", "起", "以来", "之前", "之后", "以后", "以前"].iter().any(|w| t.span.of(walk.text).starts_with(w))
        }) && !matches!(word, PeriodWord::MonthEnd(_) | PeriodWord::YearEnd | PeriodWord::ThisYear)
        {
            continue;
        }
        // 为年内首次, 创年内新高: the best or first of the year's, and no period of the figure.
        if word == PeriodWord::ThisYear
            && span.of(walk.text) == "年内"
            && after.is_some_and(|t| t.span.start == span.end && t.span.of(walk.text).starts_with(['首', '最', '次', '新']))
        {
            continue;
        }
        if matches!(word, PeriodWord::MonthEnd(_) | PeriodWord::Day(..)) && dates_on(tokens, i) {
            state.date = Some(word);
        }
        // 从1—5月效益数据看: what is looked at, and not where something began.
        let looked_at = word_class(before) == Some(Class::From) && clause_looks(walk.text, tokens, i);
        let compared = matches!(word_class(before), Some(Class::Compare | Class::Above | Class::Below | Class::From)) && !looked_at;
        // 是2015年的1.6倍, 为“十二五”时期的1.9倍.
        let times = figure.quantity.unit.dimension == Some(Dimension::Times)
            || before.is_some_and(|b| matches!(b.span.of(walk.text), "是" | "为" | "相当于"));
        if times && near.iter().any(|&n| n > i && n <= i + 2 && tokens.get(n).is_some_and(|t| t.span.of(walk.text).starts_with('的'))) {
            continue;
        }
        // 增加到2020年的214家: that year's, and no more.
        let joined = previous == Some(i.wrapping_sub(1));
        let _ = joined;
        let of_compared = before.is_some_and(|b| matches!(b.kind, Kind::Period(_))) && previous_compared(at, k);
        if compared || of_compared {
            continue;
        }
        previous = Some(i);
        if state.before_clause.is_none() && state.told.last().is_some_and(|t| t.sentence == state.sentence) && state.section.plan {
            state.before_clause = Some(state.period);
        }
        match word {
            PeriodWord::Year(y) => {
                state.year = Some(y);
                // 到2025年 in a plan, 2020年 elsewhere.
                state.period = Some(Period::year(y));
                state.sentence_year = state.sentence_year.or(state.period);
            }
            PeriodWord::ThisYear => {
                state.year = state.section.period.or(report).map(Period::last_year).or(state.year);
                state.period = state.year.map(Period::year);
            }
            PeriodWord::LastYear | PeriodWord::SameLastYear => {
                if before.is_some_and(|b| b.span.of(walk.text) == "为" || b.span.of(walk.text) == "是") {
                    continue;
                }
                let base = report.map(Period::last_year).or(state.year);
                let spoken = state.period.or(state.section.period).or(report);
                state.period = context::resolve(word, base, spoken, false);
                if word == PeriodWord::LastYear {
                    state.year = base.map(|y| y - 1);
                }
            }
            PeriodWord::Masked => state.period = None,
            // 五年间，…: the whole span again.
            PeriodWord::SpanOfYears(3..)
                if dates_on(tokens, i) && state.section.period.is_some_and(|p| p.first().year != p.last().year) =>
            {
                state.period = state.section.period;
            }
            PeriodWord::SamePeriod | PeriodWord::YearStart | PeriodWord::SpanOfYears(_) | PeriodWord::Day(..) | PeriodWord::MonthEnd(_) => {
                continue;
            }
            PeriodWord::NextYear => {
                state.period = context::resolve(word, state.year, report, false);
                state.year = state.period.map(Period::last_year);
            }
            _ => {
                let year = state.year.or(report.map(Period::last_year));
                state.period = context::resolve(word, year, report, false).or(state.period);
            }
        }
        state.period_words = Some(span);
        state.period_told = Some((state.sentence, None));
        state.lent = None;
        if let Some(period) = state.period {
            let length = |p: Period| (p.last().year - p.first().year, i16::from(p.last().month) - i16::from(p.first().month));
            let several = state.in_turn.is_some_and(|(last, several)| several || last != period && length(last) == length(period));
            state.in_turn = Some((period, several));
        }
    }
}

/// Whether the clause of a token ends with 看: 从前三季度数据看.
fn clause_looks(text: &str, tokens: &[Token], at: usize) -> bool {
    let clause = tokens.iter().skip(at + 1).take(8).take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)));
    clause.last().is_some_and(|t| t.span.of(text).ends_with('看'))
}

/// Whether the run of period words before `k` began after 比 or 较.
fn previous_compared(at: &Around, k: usize) -> bool {
    let &Around { tokens, far, near, .. } = at;
    let mut before = near
        .get(..k.saturating_sub(far.len()))
        .unwrap_or_default()
        .iter()
        .rev()
        .chain(far.get(..k.min(far.len())).unwrap_or_default().iter().rev());
    let run = before.find(|&&i| !matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Period(_))));
    matches!(run.and_then(|&i| word_class(tokens.get(i))), Some(Class::Compare | Class::Above | Class::Below | Class::From))
}

/// The figure's period.
pub fn period_of(at: &Around, subject: &Subject, measure: Measure, reading: &Reading, state: &mut State) -> Option<Period> {
    let &Around { walk, tokens, far, near, cues, figure } = at;
    let report = walk.context.periods.period;
    // 10月、11月、12月分别不低于36亿元、38亿元和40亿元.
    if let Some(month) = dealt(at, reading, state) {
        return Some(month);
    }
    if near.is_empty()
        && let Some(word) = super::measure::period_before_bracket(at)
    {
        return context::resolve(word, state.year, base_of(state).or(report), false);
    }
    let years = |p: &Period| p.first().year != p.last().year;
    if let Some(&(i, PeriodWord::Years(first, last))) = cues.periods.last()
        && tokens.get(i).is_some_and(|t| t.span.of(walk.text).contains('前'))
    {
        return Some(Period::years(first, last));
    }
    // 完成“十三五”目标（下降16%）的119.4%: of all those years.
    if let Some(span) =
        cues.periods.iter().rev().find_map(|(_, p)| if let PeriodWord::Years(a, b) = *p { Some(Period::years(a, b)) } else { None })
        && measure == Measure::Completion
    {
        return Some(span);
    }
    if figure.plan_outside {
        let outer = figure.outer_years.map(|(first, last)| Period::years(first, last));
        return outer.or(state.period.filter(years)).or(state.year.map(Period::year));
    }
    let base = state.period.or(state.section.period);
    let stock = measure == Measure::Level && matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).stock);
    // A date in this clause: a stock takes its month, a flow runs up to it.
    let dated =
        cues.periods.iter().rev().find_map(|&(_, p)| matches!(p, PeriodWord::MonthEnd(_) | PeriodWord::Day(..)).then_some(p)).or_else(
            || {
                far.iter().rev().find_map(|&i| match tokens.get(i)?.kind {
                    Kind::Period(p @ (PeriodWord::MonthEnd(_) | PeriodWord::Day(..))) if dates_on(tokens, i) => Some(p),
                    _ => None,
                })
            },
        );
    // 截至9月末，高企418家，…；小巨人企业17家: what there is, is told of that day to the sentence's end.
    let there_is = stock && cues.periods.is_empty()
        || matches!(measure, Measure::Change)
            && cues.periods.is_empty()
            && state.told.last().is_some_and(|t| {
                t.sentence == state.sentence
                    && t.subject.name == subject.name
                    && matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).stock)
            });
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
    if from > 0 && reaches(walk.text, figure) {
        let told = cues.compared_periods.first().copied().or_else(|| {
            near.iter().filter(|&&i| i + 1 > from).find_map(|&i| match tokens.get(i)?.kind {
                Kind::Period(p) => Some(p),
                _ => None,
            })
        });
        if let Some(period) = told.and_then(|p| context::resolve(p, state.year, base.or(report), false)) {
            return Some(period);
        }
        let span = state.section.period.filter(|p| p.first().year != p.last().year);
        let went = state.went.map(|(first, _)| Period::year(first));
        return went.or(span.map(|p| Period::year(p.first().year - 1))).or_else(|| base.map(|p| p.shifted(-1)));
    }
    if let Some(span) = since(at, measure, base, state) {
        return Some(span);
    }
    // 五年, 两年平均, 年均: the whole span.
    if let Some(&(_, word @ PeriodWord::SpanOfYears(n))) = cues.periods.iter().find(|(_, p)| matches!(p, PeriodWord::SpanOfYears(_)))
        && n > 1
        && !near.first().is_some_and(|&i| matches!(tokens.get(i).map(|t| t.span.of(walk.text)), Some("连续")))
    {
        return state
            .section
            .period
            .filter(|p| p.first().year != p.last().year)
            .or_else(|| context::resolve(word, state.year, report.or(base), false));
    }
    if cues.has(Class::AnnualAverage) {
        return state
            .section
            .period
            .filter(|p| p.first().year != p.last().year)
            .or(report.filter(|p| p.first().year != p.last().year))
            .or(base);
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

/// The years over which something grew that is measured against a year before the last: 比2015年提高4.4个百分点, 是2015年的4倍; and after
/// 由2015年的A增加到2019年的B, 四年年均增长.
fn since(at: &Around, measure: Measure, base: Option<Period>, state: &State) -> Option<Period> {
    let &Around { tokens, near, cues, figure, .. } = at;
    if !matches!(measure, Measure::Growth | Measure::Change) {
        return None;
    }
    let spans = cues.has(Class::AnnualAverage) || cues.periods.iter().any(|(_, p)| matches!(p, PeriodWord::SpanOfYears(_))) || summed(at);
    if let Some((first, last)) = state.went.filter(|_| spans) {
        return Some(Period::years(first + 1, last));
    }
    let against = cues.compared_periods.iter().find_map(|p| match *p {
        PeriodWord::Year(year) | PeriodWord::Years(_, year) => Some(year),
        _ => None,
    });
    let of = || {
        let &(i, word) = cues.periods.last().filter(|_| figure.quantity.unit.dimension == Some(Dimension::Times))?;
        let de = tokens.get(i + 1).is_some_and(|t| t.span.of(at.walk.text).starts_with('的')) && near.last().is_some_and(|n| *n <= i + 2);
        if let PeriodWord::Year(year) = word
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
            _ => None,
        });
        let months: Vec<Period> = months.collect();
        if months.len() > 1 && months.len() == super::lists::figures_in_list(at) {
            state.months = months.iter().rev().copied().collect();
            return state.months.pop();
        }
    }
    None
}

/// In a review or plan of several years: the span, one of its years, or the period of the figure before.
fn over_years(at: &Around, subject: &Subject, measure: Measure, reading: &Reading, state: &State) -> Option<Option<Period>> {
    let &Around { walk, cues, figure, .. } = at;
    let base = base_of(state);
    let several = |p: &Period| p.first().year != p.last().year;
    // 比全省高1.9个百分点, 超规划目标0.08个百分点; 达到5000亿元、力争5500亿元: when the figure before was.
    if let Some(last) = state.told.last()
        && base.as_ref().is_some_and(several)
        && (measure == Measure::Change && matches!(reading.basis, Some(Basis::OtherArea | Basis::Plan))
            || reading.continues && !cues.has(Class::To) && last.measure == measure && last.dimension == figure.quantity.unit.dimension)
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
        && base.as_ref().is_some_and(several)
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
        && !cues.periods.iter().any(|(_, p)| matches!(p, PeriodWord::Year(_)))
        && state.period.is_none_or(Period::is_year)
        && cues.compared_periods.iter().all(|p| !matches!(p, PeriodWord::LastYear | PeriodWord::SameLastYear))
        && walk.context.periods.period == state.section.period
    {
        return Some(Some(span));
    }
    None
}

/// A year's plan is the year's; so is a count of projects listed for it.
fn of_projects(at: &Around, subject: &Subject, index: u16, measure: Measure, state: &State) -> Option<Option<Period>> {
    let &Around { walk, tokens, near, cues, .. } = at;
    let base = base_of(state);
    let name = walk.catalogue.indicator(index);
    if measure == Measure::Level
        && !name.done.is_empty()
        && (subject.words.of(walk.text).contains("年度") || subject.words.of(walk.text).contains("年计划") || name.name.contains("年度"))
    {
        return Some(base.map(|b| if b.first().year == b.last().year { Period::year(b.last_year()) } else { b }));
    }
    // 新签约项目19个，协议引资87.5亿元: when the projects were.
    if let Some(count) = state.told.last().filter(|t| t.sentence == state.sentence && t.measure == Measure::Level)
        && measure == Measure::Level
        && at.figure.quantity.unit.dimension == Some(Dimension::Money)
        && count.dimension == Some(Dimension::Count)
        && cues.periods.is_empty()
        && matches!(count.subject.name, Name::Known(i) if walk.catalogue.money(i) == Some(index))
    {
        return Some(count.period);
    }
    if measure == Measure::Level && (!name.money.is_empty() && name.of.is_empty() || !name.done.is_empty()) {
        // Projects are listed for the year, whatever month the report is of.
        let own = cues.periods.iter().any(|(_, p)| !matches!(p, PeriodWord::ThisYear | PeriodWord::WholeYear | PeriodWord::Year(_)));
        let pool = subject.words.of(walk.text);
        let said = clause::cover(tokens, near).map_or("", |s| s.of(walk.text));
        let stays = [pool, said].iter().any(|words| phrases::inside(words).has(List::Stay));
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
            && !stays
            && name.done.is_empty()
            && !cues.has(Class::Added)
            && base.is_some_and(|b| b.first().year == b.last().year && Some(b) == state.section.period);
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
fn of_plan(at: &Around) -> bool {
    let &Around { walk, figure, .. } = at;
    let skip = usize::from(matches!(word_class(figure.after.first()), Some(Class::AtLeast | Class::About | Class::AtMost)));
    figure.after.get(skip).is_some_and(|t| t.span.of(walk.text) == "的")
        && matches!(word_class(figure.after.get(skip + 1)), Some(Class::Plan | Class::Target))
}

/// The period spoken of.
fn base_of(state: &State) -> Option<Period> {
    state.period.or(state.section.period)
}

/// Whether a date speaks for the clauses after its own: 截至11月底，…; not 6月底前启用中心，新建平台….
fn dates_on(tokens: &[Token], date: usize) -> bool {
    let mut next = tokens.iter().skip(date + 1);
    let alone = next
        .find(|t| !matches!(word_class(Some(t)), Some(Class::Area)) && !matches!(t.kind, Kind::Period(_)))
        .is_none_or(|t| matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)));
    alone || date.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| matches!(word_class(Some(t)), Some(Class::Present)))
}

/// In a review or plan of several years, what is reached is of the last of them, what is done is of them all.
pub fn of_span(at: &Around, measure: Measure, subject: &Subject, span: Period, state: &State) -> Period {
    let &Around { walk, cues, .. } = at;
    let stock = matches!(subject.name, Name::Known(index) if walk.catalogue.indicator(index).stock);
    let reached = stock || cues.has(Class::To) || cues.has(Class::Stock) || cues.has(Class::Over) || cues.has(Class::AtMost);
    match measure {
        Measure::Growth | Measure::Change => span,
        _ if summed(at) => span,
        // In a plan what is done is of all its years, what is to be had of the last.
        Measure::Level if state.section.plan && !cues.has(Class::To) && !cues.has(Class::Over) => {
            if acts(at, subject) {
                span
            } else {
                Period::year(span.last_year())
            }
        }
        Measure::Level if !reached => span,
        _ => Period::year(span.last_year()),
    }
}

/// Whether the clause tells of something done and not of something had: 新建, 引进, 实施; projects.
fn acts(at: &Around, subject: &Subject) -> bool {
    let &Around { walk, tokens, far, near, cues, .. } = at;
    let project = matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).category == super::catalogue::Category::Project);
    let (_, before) = clause::split_last(tokens, far);
    let said = |indices: &[usize]| clause::cover(tokens, indices).is_some_and(|s| super::scope::names_act(s.of(walk.text)));
    project || cues.has(Class::Added) || subject.words.of(walk.text).starts_with('新') || said(near) || near.is_empty() && said(before)
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
    figure
        .after
        .iter()
        .take(3)
        .any(|t| word_class(Some(t)) == Some(Class::To) || matches!(t.kind, Kind::Word(_)) && matches!(t.span.of(text), "到" | "至"))
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
        if name == "项目年度计划投资" || name == "项目总投资" && (words.contains("计划") || words.contains("概算")) {
            return (Status::Target, Some(subject.words));
        }
    }
    // 重点推进总投资15亿元的某项目: what it costs is no goal.
    let named = figure.after.first().is_some_and(|t| t.span.of(walk.text) == "的")
        || figure.at.checked_sub(1).is_some_and(|_| clause_in_bracket(at));
    if measure == Measure::Level
        && named
        && matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).name == "项目总投资")
        && !subject.words.of(walk.text).contains("计划")
    {
        return (Status::Actual, None);
    }
    // 计划投产的24个: what is planned is no fact.
    let plan = cues.at(Class::Plan).checked_sub(1);
    let planned = measure == Measure::Level
        && plan.and_then(|i| tokens.get(i)).is_some_and(|t| t.span.of(walk.text) == "计划")
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
        Some((status, span)) => (status, Some(span)),
        None if state.section.plan => (Status::Target, None),
        // 到2025年: what lies beyond the report's own period has not happened.
        None if period.map(Period::first) > walk.context.periods.period.map(Period::last) && walk.context.periods.period.is_some() => {
            (Status::Target, None)
        }
        None => (Status::Actual, None),
    }
}
