//! Sums from January on that fall: 1—8月 more than 1—9月 of the same year.

use super::facts::{Facts, Figure};
use super::lists::{holds, lists};
use super::{Check, Finding, Severity};
use crate::indicator::{Measure, Status, catalogue};
use crate::quantity::Dimension;
use std::collections::BTreeMap;

/// See the file.
pub struct Cumulative;

impl Check for Cumulative {
    fn name(&self) -> &'static str {
        "cumulative"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        for months in sums(facts).values() {
            // A month told twice is another check's matter.
            let told: Vec<&Figure<'_>> =
                months.values().filter_map(|all| if let [one] = all.as_slice() { Some(*one) } else { None }).collect();
            for pair in told.windows(2) {
                let [early, late] = pair else { continue };
                let Some(falls) = fall(early, late) else { continue };
                let severity = if falls { Severity::Doubt } else { Severity::Holds };
                let spelled = format!("{} {} {}", early.shown(), if falls { ">" } else { "≤" }, late.shown());
                let periods = [early, late].map(|f| f.o.period.map(|p| p.in_chinese()).unwrap_or_default());
                let [from, to] = &periods;
                found.push(Finding::new("cumulative", severity, facts, &[early, late]).spelled(spelled).said(
                    "audit.cumulative.said",
                    "audit.cumulative.next",
                    &[("name", late.o.indicator.name()), ("from", from), ("to", to)],
                ));
            }
        }
    }
}

/// Sums from January on: by indicator and year, and by the last month.
pub(super) type Sums<'f, 'a> = BTreeMap<(u16, i16), BTreeMap<u8, Vec<&'f Figure<'a>>>>;

/// The sums from January on that a report tells.
pub(super) fn sums<'f, 'a>(facts: &'f Facts<'a>) -> Sums<'f, 'a> {
    let mut sums = Sums::new();
    for figure in facts.figures.iter().filter(|f| adds_up(f)) {
        let (Some(known), Some(period)) = (figure.known(), figure.o.period) else { continue };
        if period.first().month == 1 && period.first().year == period.last_year() {
            sums.entry((known, period.last_year())).or_default().entry(period.last().month).or_default().push(figure);
        }
    }
    sums
}

/// Whether the longer sum is less than the shorter; `None` where it cannot be told.
pub(super) fn fall(early: &Figure<'_>, late: &Figure<'_>) -> Option<bool> {
    let (a, b) = early.amount.zip(late.amount)?;
    (early.dimension == late.dimension).then_some(b.high < a.low)
}

/// Whether it is an amount that can only grow from month to month.
pub(super) fn adds_up(figure: &Figure<'_>) -> bool {
    let Some(known) = figure.known() else { return false };
    let entry = catalogue::builtin().indicator(known);
    let flows = matches!(figure.dimension, Some(Dimension::Money | Dimension::Foreign | Dimension::Energy | Dimension::Weight));
    let own = figure.o.scope.is_none() && figure.o.status == Status::Actual;
    figure.is(Measure::Level) && flows && own && !entry.stock && !entry.scoped && !holds(&entry.name, &lists().may_fall)
}
