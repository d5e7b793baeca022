//! Figures of a summary that the body does not tell: what stands above the first heading, or below one that says it sums up, is to be
//! found again where it is told in full.

use super::facts::{Facts, Figure};
use super::lists::lists;
use super::{Check, Finding, Severity};
use crate::indicator::{Status, Value};

/// See the file.
pub struct Summary;

/// The least number of figures that a summary repeats; one that repeats fewer is no summary, but tells what is told nowhere else.
const REPEATED: usize = 2;

impl Check for Summary {
    fn name(&self) -> &'static str {
        "summary"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        let (summary, body) = parted(facts);
        let told = |f: &&Figure<'_>| f.o.status == Status::Actual && f.o.value != Value::Masked && f.amount.is_some();
        let (there, gone): (Vec<&Figure<'_>>, Vec<&Figure<'_>>) =
            summary.iter().filter(told).partition(|figure| body.iter().any(|other| repeats(figure, other)));
        if there.len() < REPEATED || there.len() < gone.len() {
            return;
        }
        if gone.is_empty() {
            found.push(Finding::new("summary", Severity::Holds, facts, &there));
            return;
        }
        let count = gone.len().to_string();
        found.push(Finding::new("summary", Severity::Note, facts, &gone).said(
            "audit.summary.said",
            "audit.summary.next",
            &[("count", &count)],
        ));
    }
}

/// The figures of the summary and those of the body: nothing of a report without headings.
fn parted<'f, 'a>(facts: &'f Facts<'a>) -> (&'f [Figure<'a>], &'f [Figure<'a>]) {
    let text = facts.report.document.text.as_str();
    let headings = &facts.report.outline.headings;
    let sums_up = |title: &str| lists().summaries.iter().any(|word| title.trim().trim_end_matches(['：', ':']) == word);
    let titled = headings.iter().find(|heading| sums_up(heading.title.of(text)));
    let (from, to) = match (titled, headings.first()) {
        (Some(heading), _) => (heading.section.start, heading.section.end),
        (None, Some(first)) => (0, first.section.start),
        (None, None) => return (&[], &[]),
    };
    let figures = facts.figures.as_slice();
    let at = |byte: u32| figures.partition_point(|figure| figure.span.start < byte);
    (figures.get(at(from)..at(to)).unwrap_or(&[]), figures.get(at(to)..).unwrap_or(&[]))
}

/// Whether the body tells the figure of a summary: the same of the same, or the same number in the same unit, whatever it was read as.
fn repeats(figure: &Figure<'_>, other: &Figure<'_>) -> bool {
    let meet = figure.amount.zip(other.amount).is_some_and(|(a, b)| a.meets(b)) && figure.dimension == other.dimension;
    let same = figure.o.indicator == other.o.indicator && figure.o.measure == other.o.measure;
    meet && (same || figure.number().abs() == other.number().abs())
}
