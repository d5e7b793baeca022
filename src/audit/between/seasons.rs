//! A longer time against its parts, told by several reports: 1—11月 in one, the whole year in the next.

use crate::audit::facts::Facts;
use crate::audit::months::{by_time, judge, parted, said};
use crate::audit::{Between, Finding, SamePlace};
use std::collections::BTreeMap;

/// See the file.
pub struct Seasons;

impl Between for Seasons {
    fn name(&self) -> &'static str {
        "seasons"
    }

    fn run(&self, facts: &Facts<'_>, place: &SamePlace<'_>, found: &mut Vec<Finding>) {
        let own = place.earlier.len();
        for times in by_time(place.earlier.iter().chain([facts])).values() {
            for (whole, parts) in parted(times) {
                // What one report tells whole is found in it alone; what earlier ones tell, in the last of them.
                let mine = whole.report == own || parts.iter().any(|part| part.report == own);
                if !mine || [whole].iter().chain(&parts).all(|told| told.report == own) {
                    continue;
                }
                let figures: Vec<_> = parts.iter().map(|part| part.figure).collect();
                let Some((severity, spelled)) = judge(whole.figure, &figures) else { continue };
                let mut others: BTreeMap<usize, Vec<_>> = BTreeMap::new();
                for told in parts.iter().chain([&whole]) {
                    others.entry(told.report).or_default().push(told.figure);
                }
                let here = others.remove(&own).unwrap_or_default();
                let mut finding = Finding::new("seasons", severity, facts, &here).spelled(spelled);
                for (report, figures) in others {
                    let Some(other) = place.earlier.get(report) else { continue };
                    finding = finding.against(other, &figures);
                }
                found.push(said(finding, whole.figure));
            }
        }
    }
}
