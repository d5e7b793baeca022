//! Reviews and plans of several years: whether a figure is of them all, of some, or of one.

use super::attribution::Around;
use super::clause;
use super::measure::Reading;
use super::observation::{Basis, Measure};
use super::phrases::{self, List};
use super::state::State;
use super::subject::{Name, Subject};
use super::when::{base_of, looks_to};
use super::words::Class;
use crate::base::Period;
use crate::quantity::{Dimension, PeriodWord};

/// The years over which something grew that is measured against a year before the last: 比2015年提高4.4个百分点, 是2015年的4倍; and after
/// 由2015年的A增加到2019年的B, 四年年均增长.
pub fn since(at: &Around, measure: Measure, base: Option<Period>, state: &State) -> Option<Period> {
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
    // 规上工业企业从2020年的732家增至2024年的1065家，净增333家: since the year it went from.
    let spans = || {
        cues.has(Class::AnnualAverage)
            || cues.has(Class::Net) && cues.periods.is_empty()
            || cues.periods.iter().any(|(_, p)| matches!(p, PeriodWord::SpanOfYears(_)))
            || summed(at)
    };
    if let Some((first, last)) = state.went.filter(|_| spans()) {
        return Some(Period::years(first + 1, last));
    }
    let against = cues.compared_periods.iter().find_map(|p| match *p {
        // 年均增速比“十三五”时期回落3.4个百分点: of all the years, as the average is.
        PeriodWord::Years(..) if cues.has(Class::AnnualAverage) => None,
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

/// The years that a count of years means: those of the section, the first or the last of them (前四年, 后三年), else those up to the one told.
pub fn years_counted(at: &Around, n: u8, base: Option<Period>, state: &State) -> Option<Period> {
    let &Around { walk, tokens, cues, .. } = at;
    let all = state.section.years_told()?;
    let (first, last) = (all.first().year, all.last().year);
    let n = i16::from(n);
    let which = cues.periods.iter().find(|(_, p)| matches!(p, PeriodWord::SpanOfYears(_))).map(|(i, _)| *i)?;
    let before = tokens.get(which).and_then(|t| walk.text.get(..t.span.start as usize)).unwrap_or_default();
    // 后两年, in a mid-term review: those to come.
    let periods = at.walk.context.periods;
    if let (Some(passed), Some(plan)) = (periods.period, periods.plan)
        && passed.first().year != passed.last().year
        && plan.is_year()
        && (["今后", "未来"].iter().any(|w| before.ends_with(w)) || opens_with_after(before))
        && passed.last_year() + n <= plan.last_year()
    {
        return Some(Period::years(passed.last_year() + 1, passed.last_year() + n));
    }
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

/// 是2020年的3.5倍，年均增长28.5%: over the years since; in a review of several, 2024年达到41.5亿元，年均增长28.3%: up to the year told.
pub fn averaged_over(at: &Around, base: Option<Period>, state: &State) -> Option<Period> {
    let several = |p: &Period| p.first().year != p.last().year;
    if !at.cues.periods.is_empty() || state.section.plan || super::when::of_plan(at) {
        return None;
    }
    let last = state.told.last().filter(|t| t.sentence == state.sentence)?;
    if let Some(span) = last.period.filter(|p| several(p) && last.measure == Measure::Growth && last.dimension == Some(Dimension::Times)) {
        return base.filter(|b| b.last_year() == span.last_year()).map(|_| span);
    }
    let all = state.section.years_told()?;
    let told = state.period.filter(|p| p.is_year() && state.period_told.is_some_and(|(told, _)| told == state.sentence))?;
    (all.first() < told.first() && told.last() < all.last()).then(|| Period::years(all.first().year, told.last_year()))
}

/// 三年累计申请专利1126件、授权584件，分别完成规划目标的93.8%和97.3%; 三年累计下降10.8%，完成“十二五”目标任务（16%）的67.5%: of the years that what was
/// done is of.
pub fn done_over_years(at: &Around, state: &State) -> Option<Period> {
    let several = |p: &Period| p.first().year != p.last().year;
    let done = state
        .told
        .iter()
        .rev()
        .take_while(|t| t.sentence == state.sentence)
        .find(|t| !t.planned && matches!(t.measure, Measure::Level | Measure::Growth))?;
    let years = |(_, p): &(usize, PeriodWord)| matches!(p, PeriodWord::Years(..));
    // 累计下降5.4%，完成13.5%目标的40%: a rate where one is aimed at.
    let of_rate = state.told.last().is_some_and(|t| t.planned && t.dimension == Some(Dimension::Percent));
    let within = at.cues.periods.iter().all(years) && (done.measure == Measure::Level || of_rate || !at.cues.periods.is_empty());
    done.period.filter(|p| several(p) && within)
}

/// In a mid-term review, what its plan aims at without saying when: at the end of the plan's years, what grows on average over all of them.
pub fn of_the_plans_years(at: &Around, measure: Measure, state: &State) -> Option<Period> {
    let periods = at.walk.context.periods;
    let (passed, last) = (periods.period?, periods.plan?);
    if passed.first().year == passed.last().year
        || !last.is_year()
        || last <= passed
        || state.section.plan && state.section.period != Some(last)
    {
        return None;
    }
    let several = |p: Option<Period>| p.is_some_and(|p| p.first().year != p.last().year);
    let over = || at.cues.has(Class::AnnualAverage) || state.told.last().is_some_and(|t| t.sentence == state.sentence && several(t.period));
    Some(match measure {
        Measure::Growth if over() => Period::years(passed.first().year, last.last_year()),
        _ => last,
    })
}

/// In a review or plan of several years: the span, one of its years, or the period of the figure before.
pub fn over_years(at: &Around, subject: &Subject, measure: Measure, reading: &Reading, state: &State) -> Option<Option<Period>> {
    let &Around { walk, cues, figure, .. } = at;
    let base = base_of(state);
    let several = |p: &Period| p.first().year != p.last().year;
    let of_years = base.as_ref().is_some_and(several) || state.section.period.as_ref().is_some_and(several);
    // Where no years are spoken of, a share or a part may still be of earlier figures of several.
    let of_a_part = measure == Measure::Share || measure == Measure::Level && cues.has(Class::Among);
    if !(of_years || of_a_part) {
        return None;
    }
    if let Some(period) = as_listed(at, subject, measure, state).filter(|_| of_years) {
        return Some(Some(period));
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
    if let Some(span) = state.section.period.filter(several).filter(|_| {
        summed(at)
            && !(measure == Measure::Level && is_built(at, subject, state))
            && !cues.periods.iter().any(|(_, p)| matches!(p, PeriodWord::Year(_)))
    }) {
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

/// 累计获批平台68个，新增重点实验室1家、研发机构4家; 累计培育“小巨人”36家、专精特新386家: when the first of the list was; money told right after a
/// count of projects, when they were.
fn as_listed(at: &Around, subject: &Subject, measure: Measure, state: &State) -> Option<Period> {
    let &Around { walk, cues, figure, .. } = at;
    let several = |p: Option<Period>| p.is_some_and(|p| p.first().year != p.last().year);
    let last = state.told.last().filter(|t| t.sentence == state.sentence && t.measure == Measure::Level && !t.planned)?;
    if measure != Measure::Level || !cues.periods.is_empty() || cues.has(Class::To) || cues.has(Class::Stock) || figure.planned {
        return None;
    }
    let dimension = figure.quantity.unit.dimension;
    let project = |name: Name| if let Name::Known(index) = name { walk.catalogue.money(index) } else { None };
    let cost = dimension == Some(Dimension::Money) && project(last.subject.name).map(Name::Known) == Some(subject.name);
    let listed = at.is_listed() && last.dimension == dimension && (several(last.period) || !cues.has(Class::Added));
    let more = cues.has(Class::Added) && last.dimension == dimension && several(last.period) && !state.section.plan;
    last.period.filter(|_| cost || listed || more)
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

/// In a review or plan of several years, what is reached is of the last of them, what is done is of them all.
pub fn of_span(at: &Around, measure: Measure, subject: &Subject, span: Period, state: &State) -> Period {
    let &Around { walk, cues, .. } = at;
    let stock = matches!(subject.name, Name::Known(index) if walk.catalogue.indicator(index).stock);
    // 新建创新平台128个: added, not had.
    let newly = cues.has(Class::Added) || at.near.iter().any(|&i| at.tokens.get(i).is_some_and(|t| t.span.of(walk.text) == "新建"));
    let reached = stock && !newly || cues.has(Class::To) || cues.has(Class::Stock) || cues.has(Class::Over) || cues.has(Class::AtMost);
    let before = state.told.last().filter(|t| t.sentence == state.sentence);
    let built = is_built(at, subject, state) && !newly;
    let open = || {
        clause::cover(at.tokens, at.near)
            .is_some_and(|s| ["在建", "未开工", "未动工", "停工", "在谈"].iter().any(|w| s.of(walk.text).contains(w)))
    };
    if measure == Measure::Level && !state.section.plan && (built || open()) {
        return Period::year(span.last_year());
    }
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

/// 累计培育“小巨人”企业36家, 建成孵化器3家: what there is of them now.
fn is_built(at: &Around, subject: &Subject, state: &State) -> bool {
    let stock = matches!(subject.name, Name::Known(index) if at.walk.catalogue.indicator(index).stock);
    let words = clause::cover(at.tokens, at.near).map_or("", |s| s.of(at.walk.text));
    stock && !state.section.plan && ["培育", "建成", "拥有"].iter().any(|verb| words.contains(verb)) && !words.contains("五年")
}

/// Whether the words end in a 后 that begins a clause: ，后|两年; not 扣除因素后|两年平均.
fn opens_with_after(before: &str) -> bool {
    let rest = before.strip_suffix('后');
    rest.is_some_and(|rest| rest.chars().next_back().is_none_or(|c| !c.is_alphanumeric()))
}

/// Whether an amount of it without 累计 is no sum over years: output, sales.
fn told_yearly(at: &Around, subject: &Subject) -> bool {
    matches!(subject.name, Name::Known(index) if at.walk.catalogue.indicator(index).yearly) && !summed(at)
}

/// Whether the clause tells of something done and not of something had: 新建, 引进, 实施; projects.
pub fn acts(at: &Around, subject: &Subject) -> bool {
    let &Around { walk, tokens, far, near, cues, .. } = at;
    let project = matches!(subject.name, Name::Known(i) if walk.catalogue.indicator(i).category == super::catalogue::Category::Project);
    let (_, before) = clause::split_last(tokens, far);
    let said = |indices: &[usize]| clause::cover(tokens, indices).is_some_and(|s| super::scope::names_act(s.of(walk.text)));
    project || cues.has(Class::Added) || subject.words.begins(walk.text, "新") || said(near) || near.is_empty() && said(before)
}

/// Whether the clause sums up over years: 累计, 五年.
pub fn summed(at: &Around) -> bool {
    let &Around { walk, tokens, near, cues, .. } = at;
    // 占五年总量的四成 is a share of the sum, and no sum.
    let own = cues.at(Class::Share).checked_sub(1).and_then(|share| near.iter().position(|i| *i == share));
    let near = near.get(..own.unwrap_or(near.len())).unwrap_or(near);
    clause::cover(tokens, near).is_some_and(|s| phrases::inside(s.of(walk.text)).has(List::Sum))
}

/// The time right before a period: the year before several years.
pub fn before_it(period: Period) -> Period {
    if period.first().year == period.last().year { period.shifted(-1) } else { Period::year(period.first().year - 1) }
}
