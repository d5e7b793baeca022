//! In what way a figure measures, as its unit and the words before it say.

use super::attribution::Around;
use super::clause::{self, Role};
use super::figure::word_class;
use super::lexer::{Kind, Mark, Token};
use super::observation::{Basis, Measure};
use super::phrases::List;
use super::state::State;
use super::subject::Name;
use super::words::{Class, Classes};
use crate::base::Span;
use crate::quantity::{Dimension, Form, PeriodWord};

/// What the cues say of a figure before its subject is known.
pub struct Reading {
    /// The measure.
    pub measure: Measure,
    /// Up or down, where the words say.
    pub rise: Option<(bool, Span)>,
    /// Against what.
    pub basis: Option<Basis>,
    /// A list's further figure that leans wholly on the one before.
    pub continues: bool,
}

/// Up or down: the latest word that says so.
pub fn rise_of(at: &Around) -> Option<(bool, Span)> {
    let &Around { walk, tokens, cues, .. } = at;
    // 高, 低, 多, 少 speak of a figure only right before it.
    let close = |class: Class| Some(cues.at(class)).filter(|at| *at > 0 && *at + 2 > cues.end).unwrap_or(0);
    // 淘汰落后电机47台: no falling behind.
    let worn = |at: usize| at.checked_sub(1).is_some_and(|i| clause::is_outdated(walk.text, tokens, i));
    let below = Some(cues.at(Class::Below)).filter(|at| !worn(*at)).unwrap_or(0);
    let up = cues.latest(&[Class::Up, Class::Above]).max(close(Class::More));
    let down = cues.at(Class::Down).max(below).max(close(Class::Less));
    let over_pace = if cues.has(Class::PlanPace) { cues.at(Class::Over) } else { 0 };
    let up = up.max(over_pace);
    let at = up.max(down);
    let span = tokens.get(at.checked_sub(1)?)?.span;
    Some((up > down, span))
}

/// The word of the figure's clause that says how it measures, where one does: 占比, 完成率, 增速.
pub fn words_of(at: &Around, measure: Measure) -> Option<Span> {
    let classes: &[Class] = match measure {
        Measure::Share => &[Class::Share, Class::ShareNoun],
        Measure::Completion => &[Class::CompletionNoun, Class::Plan],
        Measure::Growth => &[Class::GrowthNoun, Class::FallNoun, Class::YearOnYear, Class::PeriodOnPeriod, Class::AnnualAverage],
        Measure::Change => &[Class::Net, Class::Compare],
        Measure::Level | Measure::Rank => return None,
    };
    Some(at.tokens.get(at.cues.latest(classes).checked_sub(1)?)?.span)
}

/// What says by itself that an amount is by how much money more or less came in.
const BY_SO_MUCH: [&str; 8] = ["增收", "减收", "增盈", "减亏", "增利", "减利", "多收", "少收"];

/// In what way the words say the figure measures.
pub fn read_measure(at: &Around, state: &State) -> Reading {
    let &Around { walk, tokens, near, cues, figure, .. } = at;
    let quantity = figure.quantity;
    let named = cues.subjects > 0;
    let last_told = state.told.last();
    let continues = !named
        && last_told.is_some_and(|t| t.sentence == state.sentence)
        && cues.classes.only(JOINING)
        && cues.periods.is_empty()
        && !totals(at)
        && (!near_is_new(at) || figure.after.first().is_none_or(|t| matches!(t.kind, Kind::Mark(_))));
    let rise = rise_of(at);
    let fall_noun = cues.has(Class::FallNoun);
    // 降幅收窄 is a rise, 降幅扩大 a fall.
    let change_rise = rise.map(|(up, span)| (up != fall_noun, span));
    let basis = basis_of(at);
    let reading = |measure, rise| Reading { measure, rise, basis, continues };
    // 完成年度目标（30家）的46.7%: what was to be had.
    if figure.plan_outside && figure.quantity.unit.dimension.is_some_and(is_amount) {
        // 完成净增任务（13家）的107.7%: what was to be added, not what there was to be in all.
        let before = tokens.get(..figure.at).unwrap_or_default().iter().rev().take(3);
        let net = before.map(|t| (word_class(Some(t)), t)).find(|(class, _)| *class == Some(Class::Net));
        return net.map_or(reading(Measure::Level, None), |(_, t)| {
            reading(Measure::Change, Some((!t.span.of(walk.text).contains('减'), quantity.span)))
        });
    }
    match (quantity.unit.dimension, quantity.form) {
        (_, Form::Doubling) => reading(Measure::Growth, Some((true, quantity.span))),
        (_, Form::Ratio(..) | Form::Fraction) => reading(Measure::Share, None),
        (Some(Dimension::Point), _) => {
            // 下降2.2%，比上半年收窄1.5个百分点: a fall that narrows is a rise.
            let narrows = rise.is_some_and(|(_, span)| matches!(span.of(walk.text), "收窄" | "扩大" | "缩小"));
            // 降幅比1—9月收窄2.8个百分点，比上半年收窄11.3个百分点: the growth that both are about.
            let told = state.told.iter().rev().find(|t| t.measure != Measure::Change);
            let fell = told.is_some_and(|t| t.measure == Measure::Growth && !t.rise && t.sentence == state.sentence);
            let alone = cues.mentions.iter().all(|m| m.role != Role::Subject) && !fall_noun && !cues.has(Class::GrowthNoun);
            let change_rise = change_rise.map(|(up, span)| (up != (narrows && fell && alone), span));
            let rise =
                change_rise.or_else(|| last_told.filter(|t| continues && t.measure == Measure::Change).map(|t| (t.rise, quantity.span)));
            reading(Measure::Change, rise.or_else(|| short_of(at)))
        }
        (Some(Dimension::Rank), Form::Ordinal | Form::Mask) => reading(Measure::Rank, None),
        (Some(Dimension::Rank), _) if rise.is_some() => reading(Measure::Change, rise),
        (Some(Dimension::Rank), _) => reading(Measure::Rank, None),
        // 完成年度下降任务的1.4倍.
        (Some(Dimension::Times), _) if plan_done(at, plan_at(at)) => reading(Measure::Completion, None),
        (Some(Dimension::Times), _) => reading(Measure::Growth, None),
        (Some(Dimension::Percent), _) => percent(at, state, rise, continues, basis),
        _ => {
            let compared = cues.has(Class::Compare)
                || cues.has(Class::YearOnYear)
                || cues.has(Class::PeriodOnPeriod)
                || cues.has(Class::Above)
                || cues.has(Class::Below);
            let to_after = cues.at(Class::To) > rise.map_or(0, |_| cues.latest(&[Class::Up, Class::Down]));
            if cues.has(Class::Net) {
                let down = tokens.get(cues.at(Class::Net) - 1).is_some_and(|t| t.span.of(walk.text).contains('减'));
                return reading(Measure::Change, Some((!down, quantity.span)));
            }
            // 超过年初目标15.6亿元: by so much, not up to so much.
            let over = cues.at(Class::Over).max(cues.at(Class::Above));
            let word = tokens.get(over.saturating_sub(1)).map_or("", |t| t.span.of(walk.text));
            if over > 0 && cues.at(Class::Plan) == cues.end && over < cues.end && word.starts_with(['超', '高']) {
                return Reading { measure: Measure::Change, rise: Some((true, quantity.span)), basis: Some(Basis::Plan), continues };
            }
            // 增速高于全市平均水平的有5个: how many there are.
            // 产值同比下降的企业206户: how many of them.
            let of_those = rise.is_some_and(|(_, span)| {
                near.iter().filter_map(|&i| tokens.get(i)).any(|t| t.span.start == span.end && t.span.begins(walk.text, "的"))
            });
            let there_are = || {
                of_those
                    || super::acts::those_that(at).is_some()
                    || tokens.get(cues.end.saturating_sub(1)).is_some_and(|t| t.span.ends(walk.text, "有"))
            };
            // 升至19.3万元，但仍低于22万元的目标: what is aimed at.
            if (cues.has(Class::Above) || cues.has(Class::Below)) && super::when::of_plan(at) {
                return reading(Measure::Level, None);
            }
            if compared && rise.is_some() && !to_after && !there_are() {
                return reading(Measure::Change, rise);
            }
            // 较上年的17905家增加5713家: by so much more than what the figure before tells.
            if rise.is_some() && !to_after && near.len() == 1 && cues.end == cues.latest(&[Class::Up, Class::Down]) && last_compared(at) {
                return reading(Measure::Change, rise);
            }
            // 可支配收入19860元，增加2300元: by so much more than it was.
            if let Some((_, span)) = rise.filter(|_| near.len() == 1 && !to_after)
                && matches!(span.of(walk.text), "增加" | "减少" | "增加了" | "减少了")
                && last_told
                    .is_some_and(|t| t.sentence == state.sentence && t.measure == Measure::Level && t.dimension == quantity.unit.dimension)
            {
                return reading(Measure::Change, rise);
            }
            // 增收1.49亿元, 合计减收5.5亿元, 同比增盈6.9亿元: so much more or less than it was.
            if let Some((_, span)) =
                rise.filter(|_| quantity.unit.dimension == Some(Dimension::Money) && !named && !cues.has(Class::Contribution))
                && BY_SO_MUCH.contains(&span.of(walk.text))
                && span.end == near.last().and_then(|&i| tokens.get(i)).map_or(0, |t| t.span.end)
                && state.told.iter().any(|t| t.dimension == quantity.unit.dimension)
            {
                return reading(Measure::Change, rise);
            }
            // 比年初新增22.9亿元.
            if cues.has(Class::Compare) && cues.at(Class::Added) == cues.end && cues.at(Class::Compare) < cues.end {
                return reading(Measure::Change, Some((true, quantity.span)));
            }
            // 利润增加约608亿元: by so much, where what grew stands right before.
            if let Some((_, span)) = rise.filter(|_| !to_after && quantity.unit.dimension == Some(Dimension::Money))
                && matches!(span.of(walk.text), "增加" | "减少" | "多增" | "少增" | "增加了" | "减少了")
                && grew_by(at, span)
                && !there_are()
            {
                return reading(Measure::Change, rise);
            }
            if continues && last_told.is_some_and(|t| t.measure == Measure::Change && t.dimension != Some(Dimension::Point)) && !to_after {
                // 分别增加27家和减少6家.
                return reading(Measure::Change, rise.or(last_told.map(|t| (t.rise, quantity.span))));
            }
            reading(Measure::Level, None)
        }
    }
}

/// Whether the figure right before is what this one is held against: 较上年的17905家|增加5713家.
fn last_compared(at: &Around) -> bool {
    /// How many words may stand between 比 and the figure: 上年同期全省的.
    const REACH: usize = 5;
    let &Around { walk, tokens, near, .. } = at;
    let Some(last) =
        near.first().and_then(|i| i.checked_sub(1)).filter(|&i| matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Quantity(_))))
    else {
        return false;
    };
    let mut before = tokens.get(..last).unwrap_or_default().iter().rev();
    // 较上年68家增加15家: 的 may be left out.
    before
        .next()
        .is_some_and(|t| t.span.is(walk.text, "的") || matches!(t.kind, Kind::Period(PeriodWord::LastYear | PeriodWord::SameLastYear)))
        && before
            .take(REACH)
            .take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)))
            .any(|t| word_class(Some(t)) == Some(Class::Compare))
}

/// 距全年9%的目标还有0.9个百分点: by so much it falls short of what it is held against.
fn short_of(at: &Around) -> Option<(bool, Span)> {
    /// How far back it may be said from what, in tokens.
    const REACH: usize = 12;
    let &Around { walk, tokens, near, figure, .. } = at;
    let wants = near
        .last()
        .and_then(|&i| tokens.get(i))
        .filter(|t| matches!(t.span.of(walk.text), "还有" | "尚有" | "仍有" | "相差" | "差" | "有"))?;
    let before = tokens.get(figure.at.saturating_sub(REACH)..figure.at)?;
    let mut clause = before.iter().rev().take_while(|t| !matches!(t.kind, Kind::Mark(_)));
    let apart =
        clause.any(|t| t.span.begins(walk.text, "距") || t.span.begins(walk.text, "离") || word_class(Some(t)) == Some(Class::Plan));
    apart.then_some((false, wants.span))
}

/// 增速由24.1%回落至13.5%: whether it is what a growth went to, nothing else being named.
fn fell_to(at: &Around, state: &State) -> bool {
    let last = state.told.last().filter(|t| t.sentence == state.sentence && t.dimension == Some(Dimension::Percent));
    at.cues.has(Class::To)
        && last.is_some_and(|t| t.measure == Measure::Growth)
        && at.cues.mentions.iter().all(|m| m.role != Role::Subject)
        && from_before(at)
}

/// Whether the figure right before is told as that from which something went: 由24.1%|回落至.
fn from_before(at: &Around) -> bool {
    /// How many words may stand between 由 and its figure: 由2011年的.
    const REACH: usize = 4;
    let &Around { tokens, near, .. } = at;
    let Some(last) = near.first().and_then(|i| i.checked_sub(1)) else { return false };
    let mut before = tokens.get(..last).unwrap_or_default().iter().rev().take(REACH);
    matches!(tokens.get(last).map(|t| t.kind), Some(Kind::Quantity(_))) && before.any(|t| word_class(Some(t)) == Some(Class::From))
}

/// Whether an indicator's name stands right before the word of growth, and nothing but 约 between that word and the figure.
fn grew_by(at: &Around, growth: Span) -> bool {
    let &Around { tokens, near, .. } = at;
    let Some(place) = near.iter().position(|&i| tokens.get(i).is_some_and(|t| t.span == growth)) else { return false };
    let named = place.checked_sub(1).and_then(|p| near.get(p)).and_then(|&i| tokens.get(i)).is_some_and(|t| {
        t.span.end == growth.start && matches!(t.kind, Kind::Word(w) if w.meaning.indicator.is_some() || w.meaning.noun.is_some())
    });
    let rest = near.get(place + 1..).unwrap_or_default();
    named && rest.iter().all(|&i| matches!(word_class(tokens.get(i)), Some(Class::About | Class::Nearly | Class::Over)))
}

/// 总数96家: what there is of it in all, whatever the figure before told of it.
pub fn totals(at: &Around) -> bool {
    at.cues.lists.has(List::Total)
}

/// ；6家企业亏损: a clause that begins with its figure.
fn near_is_new(at: &Around) -> bool {
    let before = at.figure.at.checked_sub(1).and_then(|i| at.tokens.get(i));
    at.near.is_empty() && before.is_some_and(|t| t.kind == Kind::Mark(Mark::Semicolon))
}

/// Whether it is an amount or a count, and no rate, rank or multiple.
fn is_amount(dimension: Dimension) -> bool {
    !matches!(dimension, Dimension::Percent | Dimension::Point | Dimension::Times | Dimension::Rank)
}

/// Whether a class only joins figures of a list.
pub fn is_joining(class: Class) -> bool {
    JOINING.has(class)
}

/// The classes that only join figures of a list.
pub const JOINING: Classes = Classes::of(&[
    Class::And,
    Class::Up,
    Class::Down,
    Class::Nearly,
    Class::Over,
    Class::About,
    Class::To,
    Class::Verb,
    Class::Attain,
    Class::Under,
    Class::AtLeast,
    Class::Target,
    Class::Forecast,
]);

/// What a rate without words of its own is of: 完成62.7亿元，53.14%, where the plan was told; （312.6亿元，11.4%）; of areas, what the
/// sentence says of them.
fn beside_amount(at: &Around, state: &State, share: bool) -> Option<Measure> {
    let &Around { tokens, near, figure, .. } = at;
    // 年度计划投资118亿元，完成62.7亿元，53.14%.
    if near.is_empty() && !share && done_of_plan(at, state) {
        return Some(Measure::Completion);
    }
    // 海曙区（312.6亿元，11.4%）: how the amount before it in the bracket grew.
    let after_amount = || {
        let i = figure.at.checked_sub(2)?;
        let comma = matches!(tokens.get(i + 1)?.kind, Kind::Mark(Mark::Comma | Mark::Pause));
        let amount = matches!(tokens.get(i)?.kind, Kind::Quantity(q) if q.unit.dimension == Some(Dimension::Money));
        let opened = matches!(tokens.get(i.checked_sub(1)?)?.kind, Kind::Mark(Mark::Open));
        let area = tokens.get(i.checked_sub(2)?).is_some_and(|t| t.is_area() || word_class(Some(t)) == Some(Class::Park));
        (comma && amount && opened && area).then_some(Measure::Growth)
    };
    let grown = if near.is_empty() { after_amount() } else { None };
    // 完成率前三位的是：经开区58.7%、望海街道54.2%.
    grown.or_else(|| (super::areas::only_areas(at) && completion_in_sentence(at)).then_some(Measure::Completion))
}

/// 完成6.85亿元，占114.2%: more than all of it, and so of what was planned.
fn is_beyond(at: &Around, state: &State) -> bool {
    let project =
        |name: Name| matches!(name, Name::Known(i) if at.walk.catalogue.indicator(i).category == super::catalogue::Category::Project);
    matches!(at.figure.quantity.number, crate::quantity::Number::Exact(v) if v > crate::base::Decimal::from(100))
        && state.told.last().is_some_and(|t| project(t.subject.name))
}

/// Where a plan is named last, as token index plus one; 0: nowhere. 年度投资计划 is one by an indicator's name.
fn plan_at(at: &Around) -> usize {
    let &Around { walk, tokens, near, cues, .. } = at;
    let named = |&&i: &&usize| {
        let ends = |t: &Token| ["投资计划", "投资任务", "计划投资", "计划总投资"].iter().any(|end| t.span.ends(walk.text, end));
        tokens.get(i).is_some_and(ends)
    };
    cues.at(Class::Plan).max(near.iter().rev().find(named).map_or(0, |i| i + 1))
}

/// Whether the clause says of a plan, which it names at `plan` ([`plan_at`]), what was done of it: 完成年度目标的, 为全年任务的.
fn plan_done(at: &Around, plan: usize) -> bool {
    let &Around { walk, tokens, near, .. } = at;
    let done = |t: &Token| {
        let words = t.span.of(walk.text);
        words.starts_with("完成") || matches!(words, "为" | "仅为" | "达到" | "实现" | "达" | "是" | "占" | "累计完成" | "只有" | "只完成")
    };
    plan > 0 && near.iter().any(|&i| i < plan && tokens.get(i).is_some_and(|t| word_class(Some(t)) == Some(Class::Share) || done(t)))
}

/// The measure of a percentage: the latest cue tells.
pub fn percent(at: &Around, state: &State, rise: Option<(bool, Span)>, continues: bool, basis: Option<Basis>) -> Reading {
    let &Around { walk, tokens, near, cues, figure, .. } = at;
    let reading = |measure, rise| Reading { measure, rise, basis, continues };
    let growth = cues.latest(&[
        Class::Up,
        Class::Down,
        Class::GrowthNoun,
        Class::FallNoun,
        Class::YearOnYear,
        Class::PeriodOnPeriod,
        Class::AnnualAverage,
    ]);
    let rate = near
        .iter()
        .rev()
        .find(|&&i| {
            matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Gap)) && tokens.get(i).is_some_and(|t| ends_as_rate(t.span.of(walk.text)))
        })
        .map_or(0, |&i| i + 1);
    let share = cues.latest(&[Class::Share, Class::ShareNoun]).max(rate);
    let completion = cues.at(Class::CompletionNoun);
    let plan = plan_at(at);
    let plan_done = plan_done(at, plan);
    // 地区生产总值增长目标6%左右: the growth that is aimed at.
    if plan > 0 && plan == cues.end && tokens.get(plan - 1).is_some_and(|t| t.span.of(walk.text).contains('增')) {
        return reading(Measure::Growth, None);
    }
    let pace_to = cues.at(Class::To) > growth && growth > 0;
    if completion > growth.max(share) || plan_done && plan > growth || plan > 0 && cues.has(Class::Share) && plan > cues.at(Class::Share) {
        return reading(Measure::Completion, None);
    }
    let falls = cues.at(Class::FallNoun);
    if pace_to && growth > share {
        // 降幅收窄至3%以内: the fall itself; 亏损面扩大到17.9%: the share itself.
        if falls > 0 {
            return reading(Measure::Growth, Some((false, figure.quantity.span)));
        }
        // 增长达50.8%: grew by so much, where no share is named.
        let up = cues.latest(&[Class::Up, Class::Down]);
        let grew = up + 1 == cues.at(Class::To)
            && tokens.get(up.saturating_sub(1)).is_some_and(|t| matches!(t.span.of(walk.text), "增长" | "下降" | "上涨" | "下跌"));
        if cues.has(Class::GrowthNoun) || grew && share == 0 {
            return reading(Measure::Growth, rise.filter(|_| grew));
        }
        return reading(Measure::Share, None);
    }
    if growth > share {
        let rise = if cues.latest(&[Class::Up, Class::Down]) == 0 && falls > 0 { Some((false, figure.quantity.span)) } else { rise };
        return reading(Measure::Growth, rise);
    }
    // 增速由24.1%回落至13.5%: the rate that the first of the two is of.
    if share == 0 && fell_to(at, state) {
        return reading(Measure::Growth, None);
    }
    // 为年度任务99亿元的73.3%; 年度计划投资6亿元，…完成5.35亿元，占89.2%: of the plan told.
    if let Some(measure) = beside_amount(at, state, share > 0) {
        return reading(measure, None);
    }
    let of_plan = state.told.last().is_some_and(|t| t.planned)
        && near.iter().all(|&i| tokens.get(i).is_some_and(|t| t.span.is(walk.text, "的") || word_class(Some(t)) == Some(Class::Plan)));
    let share_alone = share > 0 && cues.has(Class::Share) && cues.mentions.is_empty() && cues.at(Class::ShareNoun) == 0;
    let beyond = share_alone && is_beyond(at, state);
    if of_plan && !near.is_empty() || beyond || share_alone && done_of_plan(at, state) {
        return reading(Measure::Completion, None);
    }
    if share > 0 {
        return reading(Measure::Share, None);
    }
    let rate = |t: &&super::state::Told| t.dimension == Some(Dimension::Percent) || t.dimension == Some(Dimension::Times);
    if let Some(last) = state.told.last().filter(rate).filter(|_| continues) {
        let rise = if last.measure == Measure::Growth { rise.or(Some((last.rise, figure.quantity.span))) } else { None };
        return reading(last.measure, rise);
    }
    // 完成16.1亿元（86.6%）, after 完成52.6亿元（完成率90.4%）: as the bracket before.
    let bracket_before = figure.at.checked_sub(2).is_some_and(|i| {
        matches!(tokens.get(i + 1).map(|t| t.kind), Some(Kind::Mark(Mark::Open)))
            && matches!(tokens.get(i).map(|t| t.kind), Some(Kind::Quantity(_)))
    });
    if near.is_empty()
        && bracket_before
        && let Some(measure) = state.bracketed
    {
        return reading(measure, None);
    }
    // 一季度（-9.8%）: the rate spoken of, in another period.
    if near.is_empty()
        && let Some(last) = state.told.last().filter(|t| matches!(t.dimension, Some(Dimension::Percent | Dimension::Point)))
        && period_before_bracket(at).is_some()
    {
        return reading(if last.measure == Measure::Change { Measure::Growth } else { last.measure }, None);
    }
    if growth_behind(at) || aim_behind(at, state) || beside_in_bracket(at, state) || held_growth(at, state) {
        return reading(Measure::Growth, None);
    }
    // 高于全省的2%、全国的2.5%: the growth of those that it is compared with.
    let de = near.last().and_then(|&i| tokens.get(i)).is_some_and(|t| t.span.ends(walk.text, "的"));
    let mut others = near.iter().filter_map(|&i| tokens.get(i)).filter(|t| !t.span.is(walk.text, "的"));
    let only_area = others.all(|t| matches!(t.kind, Kind::Mark(_)) || word_class(Some(t)) == Some(Class::Area));
    let of_others = de && share == 0 && (cues.has(Class::Above) || cues.has(Class::Below) || only_area);
    if of_others && state.told.last().is_some_and(|t| t.measure == Measure::Growth && t.sentence == state.sentence) {
        return reading(Measure::Growth, None);
    }
    // 4月-3.7%: a rate below nothing is one of growth.
    if matches!(figure.quantity.number, crate::quantity::Number::Exact(v) if v < crate::base::Decimal::ZERO) {
        return reading(Measure::Growth, None);
    }
    if share == 0 && growth == 0 && goes_on_of_growth(at) {
        return reading(Measure::Growth, None);
    }
    // 大型企业增长8.5%，中型企业6.1%: the rate spoken of, of the next of them.
    let held = near.iter().filter_map(|&i| tokens.get(i)).filter(|t| !matches!(t.kind, Kind::Mark(_)));
    let only_holder = share == 0 && held.clone().count() == 1 && held.clone().all(|t| super::subject::is_holder(t) || t.is_sector());
    if only_holder && state.told.last().is_some_and(|t| t.measure == Measure::Growth && t.sentence == state.sentence) {
        return reading(Measure::Growth, None);
    }
    // 一季度的3.8%、1—4月的4.3%: the rate spoken of, at other times.
    let only_when = !cues.periods.is_empty() && cues.mentions.is_empty() && cues.classes.only(JOINING.with(Class::From));
    if only_when && let Some(last) = state.told.last().filter(|t| matches!(t.dimension, Some(Dimension::Percent | Dimension::Point))) {
        return reading(if last.measure == Measure::Change { Measure::Growth } else { last.measure }, None);
    }
    // 分别是东城区9.8%、云山县8.4%: areas alone, of the rate spoken of.
    if super::areas::only_areas(at)
        && let Some(last) = state.told.iter().rev().chain(&state.lead).find(|t| t.dimension == Some(Dimension::Percent))
        && last.measure == Measure::Growth
    {
        return reading(Measure::Growth, None);
    }
    if super::areas::only_areas(at) && growth_in_sentence(at) {
        return reading(Measure::Growth, None);
    }
    let done = near.iter().rev().take(2).any(|&i| matches!(tokens.get(i).map(|t| t.span.of(walk.text)), Some("完成" | "累计完成")));
    reading(if done { Measure::Completion } else { Measure::Share }, None)
}

/// 分别为12.4%、9.8%, 达86.9%, after a clause that told of growth: 增速最快.
fn goes_on_of_growth(at: &Around) -> bool {
    let &Around { tokens, near, cues, .. } = at;
    let goes_on = cues.has(Class::Each) || !near.is_empty() && cues.mentions.is_empty() && cues.classes.only(JOINING);
    let clause = || clause::split_last(tokens, far_clause(at)).1;
    goes_on && clause().iter().any(|&i| matches!(word_class(tokens.get(i)), Some(Class::GrowthNoun)))
}

/// 增长12.9%（全市平均9.4%）, 预计增长4.5%（年初目标8%）: the rate told before the bracket, of another area or as it was planned.
fn beside_in_bracket(at: &Around, state: &State) -> bool {
    const BESIDE: Classes = Classes::of(&[Class::Area, Class::Average, Class::Verb, Class::Park, Class::Plan, Class::Target]);
    let &Around { tokens, near, .. } = at;
    let open = near.first().and_then(|i| i.checked_sub(1));
    let opened = open.and_then(|i| tokens.get(i)).is_some_and(|t| matches!(t.kind, Kind::Mark(Mark::Open)));
    let rate = open.and_then(|i| i.checked_sub(1)).and_then(|i| tokens.get(i)).is_some_and(|t| {
        matches!(t.kind, Kind::Quantity(q) if q.unit.dimension == Some(Dimension::Percent)) || word_class(Some(t)) == Some(Class::About)
    });
    let only = near.iter().all(|&i| {
        tokens
            .get(i)
            .is_some_and(|t| t.is_area() || is_document(t.span.of(at.walk.text)) || word_class(Some(t)).is_some_and(|c| BESIDE.has(c)))
    });
    let planned = near.is_empty() && at.figure.plan_outside && !at.figure.planned;
    (opened && rate && only || planned) && state.told.last().is_some_and(|t| t.measure == Measure::Growth && t.sentence == state.sentence)
}

/// The area before the bracket, where it is what the clause holds something against.
pub fn area_held_against(at: &Around) -> Option<Span> {
    held_against_in_bracket(at).filter(|t| t.is_area() || word_class(Some(t)) == Some(Class::Area)).map(|t| t.span)
}

/// Whether the figure in its bracket is the growth of what another is held against: of an area where growth was told, of a plan where the
/// clause around the bracket names it or growth was told.
fn held_growth(at: &Around, state: &State) -> bool {
    /// How far back the clause around the bracket is looked through.
    const REACH: usize = 10;
    if held_against_in_bracket(at).is_none() {
        return false;
    }
    let told = state.told.iter().rev().take_while(|t| t.sentence == state.sentence).any(|t| t.measure == Measure::Growth);
    let before = at.tokens.get(at.figure.at.saturating_sub(REACH)..at.figure.at).unwrap_or_default();
    let mut clause = before.iter().rev().skip(1).take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)));
    told || clause.any(|t| word_class(Some(t)) == Some(Class::GrowthNoun))
}

/// 《纲要》: a document by its name.
pub fn is_document(words: &str) -> bool {
    words.starts_with('《') && words.ends_with('》')
}

/// The area or the plan right before the bracket that the figure alone stands in, where the clause around it holds something against it:
/// 高于全省（6.7%）0.2个百分点, 增速比年度目标（7.5%）低0.6个百分点.
pub fn held_against_in_bracket<'a>(at: &Around<'a>) -> Option<&'a Token> {
    /// How many tokens the clause around it may have before the bracket.
    const REACH: usize = 6;
    let &Around { tokens, near, figure, .. } = at;
    let open = figure.at.checked_sub(1).filter(|_| near.is_empty())?;
    if tokens.get(open)?.kind != Kind::Mark(Mark::Open) || figure.after.first()?.kind != Kind::Mark(Mark::Close) {
        return None;
    }
    let held = tokens.get(open.checked_sub(1)?)?;
    let against = held.is_area() || matches!(word_class(Some(held)), Some(Class::Area | Class::Plan));
    let before = tokens.get(open.saturating_sub(REACH)..open)?;
    let mut clause = before.iter().rev().take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_)));
    (against && clause.any(|t| word_class(Some(t)).is_some_and(Class::compares))).then_some(held)
}

/// （全省平均9.4%）: the area that the figure alone in its bracket is of.
pub fn area_in_bracket(at: &Around) -> Option<Span> {
    let &Around { tokens, near, .. } = at;
    let [first, rest @ ..] = near else { return None };
    let opened = first.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| matches!(t.kind, Kind::Mark(Mark::Open)));
    let average = |i: &usize| matches!(word_class(tokens.get(*i)), Some(Class::Average | Class::Verb));
    let area = tokens.get(*first).filter(|t| word_class(Some(t)) == Some(Class::Area))?;
    (opened && rest.iter().all(average)).then_some(area.span)
}

/// 高于全国1.7%的两年平均增速, 继续实现38.6%的增长: growth, said behind the figure.
fn growth_behind(at: &Around) -> bool {
    /// Words that may stand between: 的两年平均高增速.
    const ADJECTIVES: usize = 4;
    let [_, rest @ ..] = at.figure.after else { return false };
    if !at.figure.de {
        return false;
    }
    let adjective = |t: &&Token| {
        let class = word_class(Some(t));
        let kind = matches!(class, Some(Class::Average | Class::AnnualAverage | Class::More | Class::YearOnYear | Class::Noise));
        kind || matches!(t.kind, Kind::Period(_))
    };
    let mut head = rest.iter().take(ADJECTIVES).skip_while(adjective);
    match word_class(head.next()) {
        Some(Class::GrowthNoun) => true,
        // 38.6%的增长，; not 5%的增长目标, nor 8%的增加值.
        Some(Class::Up) => head.next().is_none_or(|t| matches!(t.kind, Kind::Mark(_))),
        _ => false,
    }
}

/// 全年8%的增长目标: the growth that is aimed at; 比7%的年初预期低: of the rate spoken of.
fn aim_behind(at: &Around, state: &State) -> bool {
    /// How far behind 的 it may stand, in tokens.
    const REACH: usize = 3;
    let &Around { walk, cues, figure, .. } = at;
    let [_, rest @ ..] = figure.after else { return false };
    if !figure.de {
        return false;
    }
    // 比1—8月回升0.3个百分点，距全年9%的预期目标还差…: of the rate whose change was told.
    let point = |t: &&super::state::Told| t.dimension == Some(Dimension::Point) && t.sentence == state.sentence;
    let rated = state.told.iter().rev().find(|t| !point(t)).filter(|t| t.measure == Measure::Growth);
    let named = |m: &super::clause::Mention| m.role == Role::Subject && super::lists::is_subject_word(at, m.token);
    // 二季度增速较一季度回落1.2个百分点，距全年6.5%的预期目标: the change alone was told of what is no rate itself.
    let changed = state.told.last().filter(point).and_then(|t| t.subject.dimension(walk.catalogue));
    let changed = changed.is_some_and(|own| own != Dimension::Percent);
    let rate = (rated.is_some() || changed) && !cues.mentions.iter().any(named);
    let mut growth = false;
    for token in rest.iter().take(REACH).take_while(|t| !matches!(t.kind, Kind::Mark(_) | Kind::Quantity(_))) {
        let class = word_class(Some(token));
        let aim = matches!(class, Some(Class::Plan | Class::Target));
        // 增长目标 in one word.
        growth |= matches!(class, Some(Class::GrowthNoun | Class::Up)) || aim && token.span.of(walk.text).contains('增');
        if aim && (growth || rate) {
            return true;
        }
    }
    false
}

/// Whether the sentence, up to the figure, spoke of how much was done, and of no growth.
fn completion_in_sentence(at: &Around) -> bool {
    /// How far back, in tokens.
    const REACH: usize = 40;
    let before = at.tokens.get(..at.figure.at).unwrap_or_default();
    let mut sentence = before.iter().rev().take_while(|t| !matches!(t.kind, Kind::Mark(Mark::Stop | Mark::Line))).take(REACH);
    let rate = |t: &Token| matches!(word_class(Some(t)), Some(Class::CompletionNoun | Class::GrowthNoun | Class::Up));
    sentence.find(|t| rate(t)).is_some_and(|t| word_class(Some(t)) == Some(Class::CompletionNoun))
}

/// Whether the sentence, up to the figure, spoke of growth.
fn growth_in_sentence(at: &Around) -> bool {
    let before = at.tokens.get(..at.figure.at).unwrap_or_default();
    let sentence = before.iter().rev().take_while(|t| !matches!(t.kind, Kind::Mark(Mark::Stop | Mark::Line)));
    sentence.take(40).any(|t| matches!(word_class(Some(t)), Some(Class::GrowthNoun | Class::Up)))
}

/// The period named right before the bracket that the figure alone stands in: 一季度（-9.8%）.
pub fn period_before_bracket(at: &Around) -> Option<PeriodWord> {
    let open = at.figure.at.checked_sub(1)?;
    if !matches!(at.tokens.get(open)?.kind, Kind::Mark(Mark::Open)) {
        return None;
    }
    match at.tokens.get(open.checked_sub(1)?)?.kind {
        Kind::Period(word) => Some(word),
        _ => None,
    }
}

/// Whether the last figure told what was done of a plan told shortly before.
fn done_of_plan(at: &Around, state: &State) -> bool {
    let Some((last, earlier)) = state.told.split_last() else { return false };
    let Name::Known(done) = last.subject.name else { return false };
    earlier.iter().rev().take(2).any(|t| matches!(t.subject.name, Name::Known(plan) if at.walk.catalogue.done(plan) == Some(done)))
}

/// The tokens before the figure's clause, without the mark that ends them.
fn far_clause<'a>(at: &Around<'a>) -> &'a [usize] {
    match at.far.split_last() {
        Some((&last, rest)) if matches!(at.tokens.get(last).map(|t| t.kind), Some(Kind::Mark(_))) => rest,
        _ => at.far,
    }
}

/// Whether words end as the name of a rate does.
pub fn ends_as_rate(words: &str) -> bool {
    words.ends_with(['率', '面', '度', '量']) && !words.ends_with("速度") || words.ends_with("比重") || words.ends_with("比例")
}

pub fn basis_of(at: &Around) -> Option<Basis> {
    let &Around { tokens, cues, .. } = at;
    if cues.has(Class::PeriodOnPeriod) {
        return Some(Basis::PeriodOnPeriod);
    }
    if cues.periods.iter().any(|(_, p)| matches!(p, PeriodWord::SpanOfYears(2))) && cues.has(Class::Average) {
        return Some(Basis::TwoYearAverage);
    }
    if cues.has(Class::AnnualAverage) {
        return Some(Basis::AnnualAverage);
    }
    if cues.has(Class::YearOnYear) {
        return Some(Basis::YearOnYear);
    }
    if cues.has(Class::PlanPace) || cues.has(Class::Plan) && (cues.has(Class::Below) || cues.has(Class::Over) || cues.has(Class::Above)) {
        return Some(Basis::Plan);
    }
    let compared = cues.classes.any(Classes::of(&[Class::Area, Class::Park]))
        && cues
            .mentions
            .iter()
            .any(|m| m.role == Role::Compared && word_class(tokens.get(m.token)).is_some_and(|c| matches!(c, Class::Area | Class::Park)));
    if compared {
        return Some(Basis::OtherArea);
    }
    match cues.compared_periods.first()? {
        PeriodWord::LastMonth | PeriodWord::Months(..) | PeriodWord::Half(_) | PeriodWord::Quarter(_) | PeriodWord::Quarters(_) => {
            Some(Basis::PeriodOnPeriod)
        }
        PeriodWord::LastYear | PeriodWord::SameLastYear | PeriodWord::SamePeriod | PeriodWord::Year(_) => Some(Basis::YearOnYear),
        _ => None,
    }
}
