//! One figure told twice, with different values.

use super::facts::{Facts, Figure};
use super::lists::plain;
use super::scale::slipped;
use super::{Check, Finding, Severity};
use crate::base::Period;
use crate::indicator::{Basis, Measure, Status, catalogue};
use std::collections::HashMap;

/// See the file.
pub struct Twice;

/// Readings less sure than this may have found the wrong indicator or period, and are not held against each other.
const SURE: f32 = 0.85;

/// The longest clause that can tell one figure alone, in characters.
const CLAUSE: usize = 60;

/// The longest name looked for in a clause, in characters.
const NAME: usize = 24;

impl Check for Twice {
    fn name(&self) -> &'static str {
        "twice"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        for figures in told(facts).values() {
            let [first, rest @ ..] = figures.as_slice() else { continue };
            // Where it is told three times and more, something else is told apart.
            let [second] = rest else { continue };
            let (Some(a), Some(b)) = (first.amount, second.amount) else { continue };
            // A slip of the unit is another check's matter.
            if first.dimension != second.dimension || first.sentence == second.sentence || slipped(first, second).is_some() {
                continue;
            }
            let severity = if a.meets(b) { Severity::Holds } else { Severity::Doubt };
            let spelled = format!("{} {} {}", first.shown(), if a.meets(b) { "=" } else { "≠" }, second.shown());
            found.push(Finding::new("twice", severity, facts, &[first, second]).spelled(spelled).said(
                "audit.twice.said",
                "audit.twice.next",
                &[("name", first.o.indicator.name()), ("first", &first.shown())],
            ));
        }
    }
}

/// What makes two figures of a place the same: indicator, measure, basis, period, status.
pub(super) type Same = (u16, Measure, Option<Basis>, Option<Period>, Status);

/// The figures of the report's own area that stand in clauses of their own, by what makes them the same.
pub(super) fn told<'f, 'a>(facts: &'f Facts<'a>) -> HashMap<Same, Vec<&'f Figure<'a>>> {
    let mut told: HashMap<Same, Vec<&Figure<'_>>> = HashMap::new();
    let own = |sentence: &[Figure<'_>], at: usize| sentence.get(at).is_some_and(|f| comparable(f) && told_alone(facts, sentence, at));
    let figures = facts.sentences().flat_map(|sentence| sentence.iter().enumerate().filter(move |(at, _)| own(sentence, *at)));
    for (_, figure) in figures {
        let (Some(known), o) = (figure.known(), figure.o) else { continue };
        told.entry((known, o.measure, o.basis, o.period, o.status)).or_default().push(figure);
    }
    told
}

/// Whether the figure's own clause names the indicator and tells nothing else: 全县规模以上工业总产值同比增长.
pub(super) fn told_alone(facts: &Facts<'_>, sentence: &[Figure<'_>], at: usize) -> bool {
    let words = facts.before(sentence, at);
    let clause = words.rsplit(['，', ',', '：', ':']).next().unwrap_or(words).trim_end_matches(['由', '从']);
    if clause.chars().nth(CLAUSE).is_some() {
        return false;
    }
    let own: String = facts.report.region().chars().next_back().map(|kind| format!("全{kind}")).unwrap_or_default();
    let clause = clause.strip_prefix("全年").unwrap_or(clause);
    let clause = clause.strip_prefix(own.as_str()).unwrap_or(clause);
    // The longest name that the clause begins with, after words that change nothing.
    let names = clause.char_indices().map(|(start, _)| start).filter(|start| plain(clause.get(..*start).unwrap_or("?")));
    names.into_iter().any(|start| {
        let rest = clause.get(start..).unwrap_or("");
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(NAME);
        let known = sentence.get(at).and_then(Figure::known);
        ends.into_iter().any(|end| {
            let (name, tail) = (rest.get(..end).unwrap_or(""), rest.get(end..).unwrap_or("?"));
            known.is_some() && catalogue::builtin().lookup(name) == known && plain(tail)
        })
    })
}

/// Whether the figure's clause tells it alone, or follows right upon one that tells its level alone: 工业投资45.9亿元，同比增长11.4%.
pub(super) fn told_in_a_clause(facts: &Facts<'_>, sentence: &[Figure<'_>], at: usize) -> bool {
    let follows = || {
        let (before, own) = (sentence.get(at.checked_sub(1)?)?, sentence.get(at)?);
        (before.same_subject(own) && plain(facts.between(before, own)) && told_alone(facts, sentence, at - 1)).then_some(())
    };
    told_alone(facts, sentence, at) || follows().is_some()
}

/// Whether it is a figure of the report's own area of which there is but one: no kinds, no other scope.
pub(super) fn is_single(figure: &Figure<'_>) -> bool {
    let (o, catalogue) = (figure.o, catalogue::builtin());
    let single = figure.known().is_some_and(|known| !catalogue.indicator(known).scoped && catalogue.of(known).is_none());
    single && o.scope.is_none() && o.period.is_some() && o.confidence >= SURE
}

/// Whether it can be held against another that is the same.
pub(super) fn comparable(figure: &Figure<'_>) -> bool {
    let o = figure.o;
    let measured =
        matches!(o.measure, Measure::Level | Measure::Share) || (o.measure == Measure::Growth && o.basis == Some(Basis::YearOnYear));
    is_single(figure) && measured && figure.amount.is_some()
}
