//! Growth and change against the two levels they lead from and to: 由58家增加到72家，净增14家，增长24.1%.

use super::facts::{Facts, Figure, any_two};
use super::lists::{holds, lists, plain};
use super::{Check, Finding, Severity, spelled};
use crate::indicator::interval::grows_to;
use crate::indicator::{Basis, Measure};
use crate::quantity::Dimension;

/// See the file.
pub struct Growth;

/// Two figures of one indicator in one sentence, a number of years apart.
struct Step<'s, 'a> {
    before: &'s Figure<'a>,
    after: &'s Figure<'a>,
    years: u32,
    /// The index of `after` in the sentence.
    at: usize,
}

impl Check for Growth {
    fn name(&self) -> &'static str {
        "growth"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        for sentence in facts.sentences() {
            for step in steps(facts, sentence) {
                let told = sentence.iter().enumerate().skip(step.at + 1).take(2).filter(|(_, f)| f.same_subject(step.after));
                for (at, told) in told {
                    let finding = match told.o.measure {
                        Measure::Growth => rate(facts, sentence, at, &step, told),
                        Measure::Change => change(facts, sentence, at, &step, told),
                        _ => None,
                    };
                    found.extend(finding);
                }
            }
        }
    }
}

/// 由 … 到 …: each pair of neighbours that the sentence leads from one to the other.
fn steps<'s, 'a>(facts: &Facts<'_>, sentence: &'s [Figure<'a>]) -> Vec<Step<'s, 'a>> {
    let pairs = sentence.windows(2).enumerate().filter_map(|(i, pair)| {
        let [before, after] = pair else { return None };
        let level = |f: &Figure<'_>| (f.is(Measure::Level) && f.is_amount()) || f.is(Measure::Share);
        let alike = level(before) && level(after) && before.o.measure == after.o.measure && before.dimension == after.dimension;
        if !alike || !before.same_subject(after) || before.is_target() || after.o.status != before.o.status {
            return None;
        }
        let (from, to) = (before.o.period?, after.o.period?);
        let years = to.last_year().checked_sub(from.last_year()).filter(|years| *years > 0)?;
        let leads = facts.before(sentence, i).contains(['由', '从']) && facts.between(before, after).contains(['到', '至']);
        (leads && from.shifted(years) == to).then_some(Step { before, after, years: u32::try_from(years).ok()?, at: i + 1 })
    });
    pairs.collect()
}

fn rate(facts: &Facts<'_>, sentence: &[Figure<'_>], at: usize, step: &Step<'_, '_>, told: &Figure<'_>) -> Option<Finding> {
    let words = facts.before(sentence, at);
    if !plain(words) {
        return None;
    }
    let times = match told.o.basis {
        Some(Basis::YearOnYear) | None if step.years == 1 => 1,
        Some(Basis::Cumulative) | None if !words.contains('均') => 1,
        Some(Basis::AnnualAverage) => step.years,
        _ => return None,
    };
    // 倍 may be 增长1.6倍 or 为上年的1.6倍.
    if told.dimension != Some(Dimension::Percent) || told.is_target() {
        return None;
    }
    let fits = grows_to(step.before.amount?, told.amount?, times, step.after.amount?)?;
    let name = told.o.indicator.name();
    if !fits && any_two(sentence.get(..at)?, |before, after| grows_to(before, told.amount?, times, after)) {
        return None;
    }
    if !fits && step.after.dimension == Some(Dimension::Money) && holds(name, &lists().constant_prices) {
        return None;
    }
    let severity = if fits { Severity::Holds } else { Severity::Error };
    let finding = Finding::new("growth", severity, facts, &[step.before, step.after, told])
        .spelled(spelled::growth(step.before, step.after, told, times, fits))
        .said("audit.growth.said", "audit.growth.next", &[("name", name)]);
    Some(finding)
}

fn change(facts: &Facts<'_>, sentence: &[Figure<'_>], at: usize, step: &Step<'_, '_>, told: &Figure<'_>) -> Option<Finding> {
    let points = told.dimension == Some(Dimension::Point) && step.after.o.measure == Measure::Share;
    if (!points && told.dimension != step.after.dimension) || told.is_target() || told.o.basis == Some(Basis::OtherArea) {
        return None;
    }
    let words = facts.before(sentence, at);
    // 低于目标, 较上月: against something else. 年均: a part of it.
    if !plain(words) || words.contains('均') {
        return None;
    }
    let fits = step.after.amount?.minus(step.before.amount?)?.meets(told.amount?);
    let severity = if fits { Severity::Holds } else { Severity::Error };
    let finding = Finding::new("growth", severity, facts, &[step.before, step.after, told])
        .spelled(spelled::difference(step.after, step.before))
        .said("audit.change.said", "audit.change.next", &[("name", told.o.indicator.name())]);
    Some(finding)
}
