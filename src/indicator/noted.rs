//! What a sentence leaves noted for the figures that follow: status, domain, periods.

use super::attribution::Around;
use super::clause::{self};
use super::context;
use super::figure::word_class;
use super::lexer::{Kind, Mark, Token};
use super::observation::Status;
use super::phrases::List;
use super::state::State;
use super::subject;
use super::when::{dates_on, is_event_day};
use super::words::{Class, Classes};
use crate::base::{Period, Span, utf8};
use crate::quantity::{Dimension, PeriodWord};

/// 力争, 预计 … hold from where they stand to the sentence's end.
pub fn note_status(at: &Around, state: &mut State) {
    /// What says of a status.
    const SAYING: Classes = Classes::of(&[Class::Forecast, Class::Target, Class::Present]);
    let &Around { walk, tokens, far, near, said, .. } = at;
    // 将2025年目标由300亿元调整为290亿元: both are aimed at.
    if let Some(plan) = super::when::revised(at) {
        state.status = Some((Status::Target, plan));
        return;
    }
    if !said.classes.any(SAYING) {
        return;
    }
    for &i in far.iter().chain(near) {
        let Some(token) = tokens.get(i) else { continue };
        match word_class(Some(token)) {
            Some(Class::Forecast) if state.status.is_none_or(|(s, _)| s != Status::Target) => {
                state.status = Some((Status::Forecast, token.span))
            }
            // 距全年9%的预期目标还差…: whose the figure before is, and nothing of those that follow.
            Some(Class::Target)
                if i.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| t.span.of(walk.text) == "的")
                    && matches!(i.checked_sub(2).and_then(|b| tokens.get(b)).map(|t| t.kind), Some(Kind::Quantity(_))) => {}
            // 努力加快高质量发展步伐，生产总值达到…: what was striven for in a clause of its own, in a review, is told of as reached.
            Some(Class::Target)
                if !state.section.plan && matches!(token.span.of(walk.text), "努力" | "锚定" | "力求") && !near.contains(&i) => {}
            Some(Class::Target) => state.status = Some((Status::Target, token.span)),
            Some(Class::Present) if state.status.is_some_and(|(s, _)| s == Status::Target) || state.section.plan => {
                state.status = Some((Status::Actual, token.span))
            }
            _ => {}
        }
        let stays = matches!(tokens.get(i + 2), Some(t) if t.lists.has(List::Likewise))
            && matches!(tokens.get(i + 1).map(|t| t.kind), Some(Kind::Mark(Mark::Open)));
        if stays && state.status.is_some_and(|(_, span)| span == token.span) {
            state.status_stays = state.status;
        }
    }
}

/// A clause without a figure that begins with a sector or a domain speaks of it: 新能源装备产业从无到有，2020年实现产值….
pub fn note_domain(at: &Around, state: &mut State) {
    let &Around { walk, tokens, far, .. } = at;
    if far.is_empty() {
        return;
    }
    let (_, clause) = clause::split_last(
        tokens,
        far.split_last()
            .filter(|(last, _)| matches!(tokens.get(**last).map(|t| t.kind), Some(Kind::Mark(_))))
            .map_or(far, |(_, rest)| rest),
    );
    // 五大行业产值中，煤炭5.12亿元: parts of it are told.
    if let [.., noun, last] = clause
        && tokens.get(*last).is_some_and(|t| t.span.is(walk.text, "中"))
        && let Some(Kind::Word(word)) = tokens.get(*noun).map(|t| t.kind)
        && let Some(noun) = word.meaning.noun.or_else(|| walk.catalogue.noun_of(word.meaning.indicator?))
    {
        state.parts = Some(noun);
    }
    let (_, clause) = clause::split_last(tokens, far);
    // 全市重点监测的六大行业一季度呈现…: the last sector before the clause goes on.
    let leads = |t: &&Token| match t.kind {
        Kind::Period(_) => false,
        Kind::Word(w) => matches!(w.class, Some(Class::Area | Class::Grade)) || t.span.is(walk.text, "的"),
        Kind::Gap => true,
        _ => false,
    };
    let run = clause.iter().filter_map(|&i| tokens.get(i)).skip_while(|t| matches!(t.kind, Kind::Period(_))).take_while(leads);
    if let Some(sector) = run.filter(|t| t.is_sector()).last() {
        state.domain = Some(subject::Domain::Sector(sector.span));
        return;
    }
    let Some(token) = clause.iter().filter_map(|&i| tokens.get(i)).find(|t| {
        let area = word_class(Some(t)) == Some(Class::Area) || t.is_area();
        !matches!(t.kind, Kind::Period(_)) && !area
    }) else {
        return;
    };
    // 锂电材料产业爆发式增长，产值…: the name a clause begins with may be grown onto what is said of it.
    let grown = || utf8::find(token.span.of(walk.text), "产业").map(|at| token.span.start as usize + at + "产业".len());
    match token.kind {
        Kind::Gap
            if let Some(sector) = grown().map(|end| Span::new(token.span.start as usize, end))
                && subject::is_sector(walk.text, sector)
                && sector.of(walk.text).chars().count() <= 10 =>
        {
            state.domain = Some(subject::Domain::Sector(sector));
        }
        Kind::Gap if token.lists.has(List::SectorName) => state.domain = Some(subject::Domain::Sector(token.span)),
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
    let &Around { walk, tokens, far, near, said, .. } = at;
    if !(said.periods || said.classes.has(Class::Present) || state.section.plan && said.classes.has(Class::Plan)) {
        return;
    }
    let report = walk.context.periods.period;
    let mut years_opened = None;
    for (k, &i) in far.iter().chain(near).enumerate() {
        // 围绕全年目标任务，确保…增长18%: the year's.
        if state.section.plan
            && state.section.period.is_some_and(|p| !p.is_year() && p.first().year == p.last().year)
            && word_class(tokens.get(i)) == Some(Class::Plan)
            && tokens.get(i).is_some_and(|t| t.span.begins(walk.text, "全年"))
        {
            state.period = state.section.period.map(|p| Period::year(p.last_year()));
            state.period_told = Some((state.sentence, None));
        }
        if tokens.get(i).is_some_and(|t| ["目前", "截至目前", "至今"].iter().any(|now| t.span.is(walk.text, now))) {
            state.return_to_now(report);
        }
        let Some(&Token { kind: Kind::Period(word), span, .. }) = tokens.get(i) else { continue };
        if matches!(word, PeriodWord::MonthEnd(_) | PeriodWord::Day(..)) && dates_on(tokens, i) && !is_event_day(walk.text, word, span) {
            state.date = Some(word);
        }
        let before = k.checked_sub(1).and_then(|b| far.get(b).or_else(|| near.get(b - far.len()))).and_then(|&b| tokens.get(b));
        // 与“十二五”末相比，…净增160亿元: over the years since.
        if let PeriodWord::Year(year) | PeriodWord::Years(_, year) = word
            && context::likened(walk.text, tokens, i)
        {
            state.since = Some((year, state.sentence));
        }
        if is_name_or_mark(at, k, i, word) || is_compared(at, k, i, word, before) {
            continue;
        }
        if is_the_plans(at, i, word, state) {
            continue;
        }
        if state.before_clause.is_none() && state.told.last().is_some_and(|t| t.sentence == state.sentence) && state.section.plan {
            state.before_clause = Some(state.period);
        }
        // 1—11月，…，预计全年完成42.5亿元。126家企业…: of the months again.
        if word == PeriodWord::WholeYear && state.status.is_some_and(|(s, _)| s == Status::Forecast) {
            state.before_forecast = state.period.filter(|p| p.is_cumulative());
        }
        state.up_to = state.period.filter(|p| p.is_cumulative() && !p.is_month()).or(state.up_to);
        match word {
            // 2020年同期, in a report on months: those months of that year.
            PeriodWord::Year(y)
                if matches!(tokens.get(i + 1).map(|t| t.kind), Some(Kind::Period(PeriodWord::SamePeriod)))
                    && report.is_some_and(|r| !r.is_year() && r.first().year == r.last().year) =>
            {
                let spoken = state.period.or(state.section.period).filter(|p| !p.is_year() && p.first().year == p.last().year).or(report);
                state.period = spoken.map(|p| p.shifted(y - p.last_year()));
            }
            PeriodWord::Year(y) => {
                let part = i.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| word_class(Some(t)) == Some(Class::Among));
                if part && state.before_part.is_none() && state.section.period.is_some_and(|p| p.first().year != p.last().year) {
                    state.before_part = Some(state.period);
                }
                state.year = Some(y);
                // 到2025年 in a plan, 2020年 elsewhere.
                state.period = Some(Period::year(y));
                // 初步核算，2017年…: a clause without figures may stand before it.
                let led = tokens.get(state.sentence_at..i).is_some_and(|before| {
                    before.last().is_none_or(|t| matches!(t.kind, Kind::Mark(Mark::Comma)))
                        && !before.iter().any(|t| matches!(t.kind, Kind::Quantity(_)))
                });
                state.year_opens |= state.sentence_period.is_none() && led;
                state.sentence_period = state.sentence_period.or(state.period);
            }
            PeriodWord::ThisYear => {
                state.year = state.section.period.or(report).map(Period::last_year).or(state.year);
                state.period = state.year.map(Period::year);
            }
            PeriodWord::LastYear | PeriodWord::SameLastYear => {
                let base = report.map(Period::last_year).or(state.year);
                let spoken = state.period.or(state.section.period).or(report);
                state.period = context::resolve(word, base, spoken, false);
                if word == PeriodWord::LastYear {
                    state.year = base.map(|y| y - 1);
                }
            }
            PeriodWord::Masked => state.period = None,
            // 五年间，…: the whole span again.
            PeriodWord::SpanOfYears(3..) if dates_on(tokens, i) && state.section.years_told().is_some() => {
                state.period = state.section.years_told();
                years_opened = state.period.filter(|_| i == state.sentence_at).or(years_opened);
            }
            // 五年来，经济总量…: the years up to the report's own, to the paragraph's end where the sentence begins so.
            PeriodWord::SpanOfYears(3..) if !state.section.plan && looks_back(walk.text, tokens, i, span) => {
                state.period = context::resolve(word, state.year, report, false);
                years_opened = state.period.filter(|_| i == state.sentence_at).or(years_opened);
            }
            // 6月份，…增长13%，当月增速…: the month that was told.
            PeriodWord::ThisMonth if state.period.is_some_and(Period::is_month) => continue,
            PeriodWord::SamePeriod | PeriodWord::YearStart | PeriodWord::SpanOfYears(_) | PeriodWord::Day(..) | PeriodWord::MonthEnd(_) => {
                continue;
            }
            PeriodWord::NextYear => {
                state.period = context::resolve(word, state.year, report, false);
                state.year = state.period.map(Period::last_year);
            }
            _ => {
                let year = state.year.or(report.map(Period::last_year));
                let resolved = context::resolve(word, year, report, false);
                let near_by = |b: &Token| walk.text.get(b.span.end as usize..span.start as usize).is_some_and(|gap| gap.trim().is_empty());
                let refines = before.is_some_and(|b| matches!(b.kind, Kind::Period(PeriodWord::Year(_))) && near_by(b));
                if refines && state.sentence_period.is_some_and(|p| resolved.is_some_and(|r| p.is_year() && p.last_year() == r.last_year()))
                {
                    state.sentence_period = resolved;
                }
                state.period = resolved.or(state.period);
            }
        }
        state.period_words = Some(span);
        state.period_told = Some((state.sentence, None));
        state.lent = None;
        state.opened = None;
        if let Some(period) = state.period {
            let length = |p: Period| (p.last().year - p.first().year, i16::from(p.last().month) - i16::from(p.first().month));
            let several = state.in_turn.is_some_and(|(last, several)| several || last != period && length(last) == length(period));
            state.in_turn = Some((period, several));
        }
    }
    state.opened = years_opened.or(state.opened);
}

/// 完成2025年目标的91.6%: whether the year is the plan's, and not the figure's.
fn is_the_plans(at: &Around, i: usize, word: PeriodWord, state: &State) -> bool {
    let &Around { walk, tokens, near, .. } = at;
    let done = |n: usize| {
        word_class(tokens.get(n)) == Some(Class::Share)
            || tokens.get(n).is_some_and(|t| matches!(t.span.of(walk.text), "完成" | "为" | "仅为" | "达到" | "是"))
    };
    matches!(word, PeriodWord::Year(_))
        && !state.section.plan
        && word_class(tokens.get(i + 1)) == Some(Class::Plan)
        && near.iter().any(|&n| n < i && done(n))
}

/// 五年来，, 过去五年，: years up to now, told at the beginning of a clause of their own.
pub fn looks_back(text: &str, tokens: &[Token], at: usize, words: Span) -> bool {
    let said = words.of(text);
    let back = said.ends_with(['来', '间']) || said.starts_with(['近', '过']);
    back && matches!(tokens.get(at + 1).map(|t| t.kind), Some(Kind::Mark(Mark::Comma)))
}

/// Whether a period word, the `k`th before the figure and token `i`, is part of a name or of a point in time, and tells no time of figures.
fn is_name_or_mark(at: &Around, k: usize, i: usize, word: PeriodWord) -> bool {
    let &Around { walk, tokens, far, near, .. } = at;
    let Some(span) = tokens.get(i).map(|t| t.span) else { return true };
    let after = tokens.get(i + 1);
    let next = after.map_or("", |t| t.span.of(walk.text));
    let grown = after.is_some_and(|t| t.span.start == span.end);
    // 面对下半年国际金融危机的冲击，全年…: what was met with, and when.
    if k < far.len() && !matches!(word, PeriodWord::Year(_)) && is_met_with(at, i) {
        return true;
    }
    match word {
        // 提前完成“十二五”目标任务: whose target it is, and not when.
        PeriodWord::Years(..)
            if word_class(after) == Some(Class::Plan)
                && i.checked_sub(1)
                    .and_then(|b| tokens.get(b))
                    .is_some_and(|t| ["完成", "达到", "实现", "超过"].iter().any(|verb| t.span.ends(walk.text, verb))) =>
        {
            true
        }
        // “十四五”前三年累计下降13.9%: of its own clause only. “十三五”规划: a name.
        PeriodWord::Years(..)
            if span.of(walk.text).contains('前')
                || ["规划", "纲要", "发展规划", "科技创新规划", "开局", "收官", "首年"].iter().any(|w| next.starts_with(w)) =>
        {
            true
        }
        // 兑现2021年度奖补资金: for which year it is given out, and not when.
        PeriodWord::Year(_)
            if next.starts_with("年度") || span.of(walk.text).ends_with("年度") || word_class(after).is_none() && next == "年度" =>
        {
            let given = i.checked_sub(1).and_then(|b| tokens.get(b)).map_or("", |t| t.span.of(walk.text));
            ["兑现", "兑付", "发放", "拨付", "下拨", "下达", "兑现了"].iter().any(|verb| given.ends_with(verb))
        }
        // 11月当月.
        PeriodWord::ThisMonth
            if i.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| matches!(t.kind, Kind::Period(PeriodWord::Months(..)))) =>
        {
            true
        }
        // 博远微纳5月登陆科创板，全区…: when that happened, and no more.
        PeriodWord::Months(a, b) if a == b && k < far.len() && !dates_on(tokens, i) && near.first().is_some_and(|n| *n > i) => true,
        // 11个项目上半年开工，14个项目…: when those before were begun, and no more.
        PeriodWord::Half(_) | PeriodWord::Quarter(_) | PeriodWord::ThisYear
            if k < far.len() && near.first().is_some_and(|n| *n > i) && begun_then(at, i) =>
        {
            true
        }
        // 为年内首次, 创今年新高: the best or first of the year's.
        PeriodWord::ThisYear if grown && span.is(walk.text, "年内") && next.starts_with(['首', '最', '次', '新']) => true,
        PeriodWord::ThisYear
            if walk.text.get(span.end as usize..).is_some_and(|rest| ["最", "新高", "新低"].iter().any(|w| rest.starts_with(w))) =>
        {
            true
        }
        PeriodWord::MonthEnd(_) | PeriodWord::YearEnd | PeriodWord::ThisYear => false,
        // 3月后, 2015年以来: from then on, not then.
        // 自2022年组建以来: from then on.
        PeriodWord::Year(_) if since_then(walk.text, tokens, i) => true,
        _ => grown && ["后", "前", "起", "以来", "之前", "之后", "以后", "以前"].iter().any(|w| next.starts_with(w)),
    }
}

/// Whether a period word stands between projects that were counted and what becomes of them: 11个项目|上半年|开工.
fn begun_then(at: &Around, i: usize) -> bool {
    let &Around { walk, tokens, .. } = at;
    let counted = tokens.get(..i).unwrap_or_default().iter().rev().take(4).any(|t| matches!(t.kind, Kind::Quantity(_)));
    counted && super::when::becomes(walk.text, tokens.get(i + 1))
}

/// Whether the clause of a year begins with 自 and ends with 以来: 自2022年组建以来.
fn since_then(text: &str, tokens: &[Token], at: usize) -> bool {
    /// How many words may stand between.
    const REACH: usize = 4;
    let led = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.span.of(text).ends_with('自'));
    let mut after = tokens.iter().skip(at + 1).take(REACH).take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)));
    led && after.any(|t| t.span.of(text).ends_with("以来"))
}

/// Whether the clause of token `i`, which is before the figure's own, tells of circumstances: 面对…, 受…影响, 克服….
fn is_met_with(at: &Around, i: usize) -> bool {
    const MET: [&str; 7] = ["面对", "受", "应对", "克服", "针对", "经受", "战胜"];
    let &Around { walk, tokens, near, .. } = at;
    let before = tokens.get(..i).unwrap_or_default();
    let start = before.iter().rposition(|t| matches!(t.kind, Kind::Mark(m) if m != Mark::Pause)).map_or(0, |m| m + 1);
    let led = tokens.get(start).filter(|_| start < i).is_some_and(|t| MET.iter().any(|w| t.span.begins(walk.text, w)));
    led && near.first().is_some_and(|n| *n > i)
}

/// Whether a period word, the `k`th before the figure and token `i`, tells what the figure is compared with.
fn is_compared(at: &Around, k: usize, i: usize, word: PeriodWord, before: Option<&Token>) -> bool {
    let &Around { walk, tokens, near, figure, .. } = at;
    let words = |t: Option<&Token>| t.map_or("", |t| t.span.of(walk.text));
    let after = tokens.get(i + 1);
    // 与上年全年相比; 自去年四季度以来.
    let run_end = (i..).take_while(|&j| matches!(tokens.get(j).map(|t| t.kind), Some(Kind::Period(_)))).last().unwrap_or(i);
    let after_run = tokens.get(run_end + 1);
    if context::likened(walk.text, tokens, i)
        || context::levelled(walk.text, tokens, i)
        || run_end > i && words(after_run).starts_with("以来")
    {
        return true;
    }
    // 未恢复至去年同期水平.
    if after.zip(tokens.get(i)).is_some_and(|(next, own)| next.span.start == own.span.end) && words(after).starts_with("水平") {
        return true;
    }
    // 是2015年的1.6倍, 为“十二五”时期的1.9倍.
    let times = figure.quantity.unit.dimension == Some(Dimension::Times) || matches!(words(before), "是" | "为" | "相当于");
    if times && near.iter().any(|&n| n > i && n <= i + 2 && words(tokens.get(n)).starts_with('的')) {
        return true;
    }
    if matches!(word, PeriodWord::LastYear | PeriodWord::SameLastYear) && matches!(words(before), "为" | "是") {
        return true;
    }
    // 从1—5月效益数据看: what is looked at, and not where something began.
    let looked_at = word_class(before) == Some(Class::From) && clause_looks(walk.text, tokens, i);
    let compared = word_class(before).is_some_and(Class::compares) && !looked_at;
    // 较一季度和上年同期分别回落: both are compared with.
    let joins = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Pause)) || word_class(Some(t)) == Some(Class::And);
    let beside = || i.checked_sub(2).and_then(|b| tokens.get(b)).is_some_and(|t| matches!(t.kind, Kind::Period(_)));
    let goes_on = before.is_some_and(|b| matches!(b.kind, Kind::Period(_)) || joins(b) && beside());
    compared || goes_on && previous_compared(at, k)
}

/// Whether the clause of a token ends with 看: 从前三季度数据看.
fn clause_looks(text: &str, tokens: &[Token], at: usize) -> bool {
    let clause = tokens.iter().skip(at + 1).take(8).take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)));
    clause.last().is_some_and(|t| t.span.ends(text, "看"))
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
    let joins = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Pause)) || word_class(Some(t)) == Some(Class::And);
    let run = before.find(|&&i| !tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Period(_)) || joins(t)));
    run.and_then(|&i| word_class(tokens.get(i))).is_some_and(Class::compares)
}
