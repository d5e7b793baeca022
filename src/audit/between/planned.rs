//! What an earlier report aimed at for this report's time against what this one tells.

use crate::analysis::targets::{Outcome, Target, targets};
use crate::audit::facts::{Facts, Figure};
use crate::audit::twice::{is_single, told_in_a_clause};
use crate::audit::{Between, Finding, SamePlace, Severity, spelled};
use crate::indicator::Status;

/// See the file.
pub struct Planned;

impl Between for Planned {
    fn name(&self) -> &'static str {
        "planned"
    }

    fn run(&self, facts: &Facts<'_>, place: &SamePlace<'_>, found: &mut Vec<Finding>) {
        for target in targets(&place.library) {
            let severity = match target.outcome {
                Outcome::Met => Severity::Holds,
                Outcome::Missed => Severity::Note,
                Outcome::Doubtful | Outcome::Untold | Outcome::Open => continue,
            };
            if facts.report.periods.period == Some(target.period) {
                found.extend(judge(facts, place, &target, severity));
            }
        }
    }
}

/// The finding of a target that an earlier report told, and this one what came.
fn judge(facts: &Facts<'_>, place: &SamePlace<'_>, target: &Target, severity: Severity) -> Option<Finding> {
    let own = target.actual.as_ref()?.figures.iter().find(|at| at.report == facts.report.id())?;
    let came = facts.sentences().find_map(|sentence| {
        let at = sentence.binary_search_by_key(&own.index, |figure| figure.index).ok()?;
        // A part of it, as 其中技改投资, did not miss the target of the whole.
        let done = |f: &&Figure<'_>| f.o.status == Status::Actual && is_single(f);
        sentence.get(at).filter(done).filter(|_| told_in_a_clause(facts, sentence, at))
    })?;
    let aimed = target.aim.figures.iter().find_map(|at| {
        let other = place.earlier.iter().find(|other| other.report.id() == at.report)?;
        Some((other, figure(other, at.index).filter(|f| is_single(f))?))
    });
    let (other, aim) = aimed?;
    let finding = Finding::new("planned", severity, facts, &[came]).spelled(spelled::difference(came, aim)).against(other, &[aim]);
    let values = [("name", came.o.indicator.name()), ("aim", &aim.shown())];
    Some(finding.said("audit.planned.said", "audit.planned.next", &values))
}

/// The figure of this index, where it stands in the running text.
fn figure<'f, 'a>(facts: &'f Facts<'a>, index: u32) -> Option<&'f Figure<'a>> {
    facts.figures.binary_search_by_key(&index, |figure| figure.index).ok().and_then(|at| facts.figures.get(at))
}
