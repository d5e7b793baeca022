//! One figure told of several things at once: A、B均居全国首位; A达12亿元，B达3亿元，双双进入全省前五.

use super::attribution::Around;
use super::lexer::{Kind, Token};
use super::lists::{self, Subjects};
use super::observation::Measure;
use super::phrases::List;
use super::state::State;
use super::subject::{Name, Subject};
use crate::quantity::Form;

/// No figure is told of more things than this.
const MOST: usize = 6;

/// Whether the figure may be told of several things at all: a cheap question that mostly spares [`others`].
pub fn may_be(at: &Around, measure: Measure) -> bool {
    measure == Measure::Rank || at.cues.lists.has(List::OfAll) || at.figure.quantity.form == Form::Doubling
}

/// The further things that the figure is told of, beside the one it was read for.
pub fn others(at: &Around, measure: Measure, state: &State) -> Subjects {
    let &Around { walk, tokens, near, cues, figure, .. } = at;
    let words = |i: usize| tokens.get(i).map_or("", |t| t.span.of(walk.text));
    // 实现两个翻番.
    let both = figure.quantity.form == Form::Doubling && figure.at.checked_sub(1).is_some_and(|i| matches!(words(i), "两个" | "双"));
    // 笔均, 均价: of one, and a kind of price.
    let grown = |i: usize| {
        let gap = |k: usize| tokens.get(k).filter(|t| matches!(t.kind, Kind::Gap));
        let own = tokens.get(i).map(|t| t.span).unwrap_or_default();
        let each = |t: &Token| t.span.end == own.start && matches!(t.span.of(walk.text), "笔" | "户" | "地" | "单" | "日" | "月" | "次");
        i.checked_sub(1).and_then(gap).is_some_and(each) || gap(i + 1).is_some_and(|t| t.span.start == own.end)
    };
    let of_all = |i: usize| tokens.get(i).is_some_and(|t| t.lists.has(List::OfAll)) && !grown(i);
    let all = both || cues.lists.has(List::OfAll) && near.iter().any(|&i| of_all(i));
    if !all && measure != Measure::Rank || lists::figures_in_list(at) > 1 {
        return Subjects::new();
    }
    let list = lists::pieces(at, figure.quantity.unit.dimension, measure == Measure::Level, state);
    if (2..=MOST).contains(&list.len()) {
        // Only amounts by their names share a figure: 汽车、新能源汽车产量居全国首位, and not 光纤和4G通达率.
        let amount = |s: &Subject| match s.name {
            Name::Known(_) => true,
            Name::Phrase(words) => s.head.is_some() || words.of(walk.text).ends_with(['量', '额', '值', '数', '积', '模']),
        };
        let named = list.iter().filter(|s| amount(s)).copied();
        return if all || list.iter().all(amount) { named.collect() } else { Subjects::new() };
    }
    if !all || !list.is_empty() && !both && !near.iter().any(|&i| words(i) == "两项") {
        return Subjects::new();
    }
    // 研发人员达159万人、高技能人才达843万人，均居全国首位: the amounts that the sentence told. The figure itself is the last told.
    let before = state.told.get(..state.told.len().saturating_sub(1)).unwrap_or_default();
    let told = before.iter().rev().take_while(|t| t.sentence == state.sentence && t.part == state.part && t.measure != Measure::Rank);
    let mut amounts = Subjects::new();
    for subject in told.filter(|t| t.measure == Measure::Level).map(|t| t.subject) {
        if amounts.len() < if both { 2 } else { MOST } && !amounts.iter().any(|s| s.name == subject.name && s.scope == subject.scope) {
            amounts.push(subject);
        }
    }
    if amounts.len() < 2 {
        amounts.clear();
    }
    amounts.reverse();
    amounts
}
