//! One figure told by two reports, with different values: last year's, as this year's report repeats it.

use crate::audit::facts::Facts;
use crate::audit::scale::slipped;
use crate::audit::twice::told;
use crate::audit::{Between, Finding, SamePlace, Severity};
use crate::indicator::Status;

/// See the file.
pub struct Retold;

impl Between for Retold {
    fn name(&self) -> &'static str {
        "retold"
    }

    fn run(&self, facts: &Facts<'_>, place: &SamePlace<'_>, found: &mut Vec<Finding>) {
        let own = told(facts);
        for other in &place.earlier {
            for (same, figures) in told(other) {
                // What a report itself tells twice is another check's matter.
                let ([first], Some([second])) = (figures.as_slice(), own.get(&same).map(Vec::as_slice)) else { continue };
                let (Some(a), Some(b), Status::Actual) = (first.amount, second.amount, first.o.status) else { continue };
                if first.dimension != second.dimension {
                    continue;
                }
                let times = slipped(first, second);
                let severity = match a.meets(b) {
                    true => Severity::Holds,
                    false if times.is_some() => Severity::Error,
                    false => Severity::Doubt,
                };
                let spelled = format!("{} {} {}", first.shown(), if a.meets(b) { "=" } else { "≠" }, second.shown());
                let when = first.o.period.map(|period| period.in_chinese()).unwrap_or_default();
                let finding = Finding::new("retold", severity, facts, &[second]).spelled(spelled).against(other, &[first]);
                let next = if times.is_some() { "audit.scale.next" } else { "audit.retold.next" };
                let values = [("name", second.o.indicator.name()), ("when", &when), ("first", &first.shown())];
                found.push(finding.said("audit.retold.said", next, &values));
            }
        }
    }
}
