//! Ranks that cannot be: below 1, with decimals, or beyond the number of places told right before.

use super::facts::Facts;
use super::lists::{holds, lists};
use super::{Check, Finding, Severity};
use crate::base::Decimal;
use crate::indicator::{Measure, Value};

/// See the file.
pub struct Ranks;

/// The longest words between a number of places and the rank among them, in characters.
const BETWEEN: usize = 16;

impl Check for Ranks {
    fn name(&self) -> &'static str {
        "ranks"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        for sentence in facts.sentences() {
            for (at, told) in sentence.iter().enumerate() {
                let Value::Number(rank) = told.o.value else { continue };
                if told.o.measure != Measure::Rank || told.o.qualifier.is_some() {
                    continue;
                }
                if rank < Decimal::ONE || !rank.fract().is_zero() {
                    let finding = Finding::new("ranks", Severity::Error, facts, &[told]);
                    found.push(finding.said("audit.rank.said", "audit.rank.next", &[("name", told.o.indicator.name())]));
                    continue;
                }
                let Some(count) = at.checked_sub(1).and_then(|i| sentence.get(i)) else { continue };
                let between = facts.between(count, told);
                let unit = format!("{}{between}", count.o.unit);
                let near = between.chars().count() <= BETWEEN && !between.contains(['，', ',', '、', '。']);
                if !near || !count.is(Measure::Level) || !holds(&unit, &lists().places) {
                    continue;
                }
                let severity = if rank > count.number() { Severity::Error } else { Severity::Holds };
                let order = if rank > count.number() { ">" } else { "≤" };
                let finding = Finding::new("ranks", severity, facts, &[count, told]).spelled(format!("{rank} {order} {}", count.shown()));
                found.push(finding.said("audit.rank.said", "audit.rank.next", &[("name", told.o.indicator.name())]));
            }
        }
    }
}
