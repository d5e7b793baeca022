//! Sums from January on that fall from one report to the next: 1—9月 more than the whole year.

use crate::audit::cumulative::{fall, sums};
use crate::audit::facts::Facts;
use crate::audit::{Between, Finding, SamePlace, Severity};

/// See the file.
pub struct Summed;

impl Between for Summed {
    fn name(&self) -> &'static str {
        "summed"
    }

    fn run(&self, facts: &Facts<'_>, place: &SamePlace<'_>, found: &mut Vec<Finding>) {
        let own = sums(facts);
        for other in &place.earlier {
            for (of, months) in sums(other) {
                let Some(own) = own.get(&of) else { continue };
                // The longest sum of the one against the shortest longer one of the other.
                let single = |all: &Vec<_>| if let [one] = all.as_slice() { Some(*one) } else { None };
                let Some((month, early)) = months.iter().rev().find_map(|(month, all)| Some((*month, single(all)?))) else { continue };
                let Some(late) = own.range(month + 1..).find_map(|(_, all)| single(all)) else { continue };
                let Some(falls) = fall(early, late) else { continue };
                let severity = if falls { Severity::Doubt } else { Severity::Holds };
                let spelled = format!("{} {} {}", early.shown(), if falls { ">" } else { "≤" }, late.shown());
                let periods = [early, late].map(|f| f.o.period.map(|p| p.in_chinese()).unwrap_or_default());
                let [from, to] = &periods;
                let finding = Finding::new("summed", severity, facts, &[late]).spelled(spelled).against(other, &[early]);
                found.push(finding.said(
                    "audit.summed.said",
                    "audit.summed.next",
                    &[("name", late.o.indicator.name()), ("from", from), ("to", to)],
                ));
            }
        }
    }
}
