//! Findings of the checks: computed for the open report in a job, put into words, dismissed with a reason.

use super::Locale;
use super::state::{Loaded, State};
use super::view::View;
use crate::audit::{Finding, Severity};
use crate::indicator::Place;
use crate::library::corrections::{Anchor, Dismissal};
use crate::library::{Library, Report};
use std::sync::Arc;

/// What a finding says, in a language, without its arithmetic.
#[must_use]
pub fn said(finding: &Finding, locale: &Locale) -> String {
    let key = if finding.severity == Severity::Holds { "audit.holds.said" } else { finding.said };
    locale.tell(key, &values(finding))
}

/// What to do about a finding; empty where all is in order.
#[must_use]
pub fn next(finding: &Finding, locale: &Locale) -> String {
    if finding.severity == Severity::Holds {
        return String::new();
    }
    locale.tell(finding.next, &values(finding))
}

/// The lines of a source that a finding lists, the first of many.
#[must_use]
pub fn at_lines(lines: &[usize], locale: &Locale) -> String {
    /// At most so many are named.
    const NAMED: usize = 20;
    let named: Vec<String> = lines.iter().take(NAMED).map(ToString::to_string).collect();
    let more = if lines.len() > NAMED { " …" } else { "" };
    locale.tell("audit.lines", &[("lines", &format!("{}{more}", named.join(", ")))])
}

fn values(finding: &Finding) -> Vec<(&str, &str)> {
    finding.values.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// A finding, and whether the user has dismissed it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What was found.
    pub finding: Finding,
    /// Where its dismissal stands among the corrections.
    pub dismissed: Option<usize>,
}

/// The findings of the open report.
#[derive(Debug, Default)]
pub struct Findings {
    /// The report that was checked, as it was then.
    pub checked: Option<Arc<Report>>,
    /// What was found in it, the heaviest first.
    pub found: Arc<[Judged]>,
    /// The revision of the library that it was checked with.
    revision: u64,
    /// What is being checked, and with which library.
    checking: Option<(Arc<Report>, u64)>,
}

impl Findings {
    /// How many ask for attention: errors and doubts that are not dismissed.
    #[must_use]
    pub fn open(&self) -> usize {
        self.found.iter().filter(|j| j.dismissed.is_none() && j.finding.severity <= Severity::Doubt).count()
    }
}

/// The places that a finding is about: its figures', in order, then its words'.
#[must_use]
pub fn places(finding: &Finding, report: &Report) -> Vec<Place> {
    let figures = finding.figures.iter().filter_map(|&index| report.observations.get(index as usize)).map(|o| o.place);
    figures.chain(finding.places.iter().copied().map(Place::Text)).collect()
}

/// Which of its places to look at first: of a list the first, else the last, which is the figure that was told.
#[must_use]
pub fn first(finding: &Finding, places: usize) -> usize {
    if finding.lists() { 0 } else { places.saturating_sub(1) }
}

/// The dismissal of a finding, for a reason.
#[must_use]
pub fn dismissal(finding: &Finding, report: &Report, reason: &str) -> Dismissal {
    Dismissal {
        check: finding.check.to_owned(),
        arithmetic: finding.arithmetic.clone(),
        at: places(finding, report).into_iter().map(|place| Anchor::of(&report.document, place)).collect(),
        reason: reason.trim().to_owned(),
    }
}

fn judge(report: &Report, library: &Library) -> Vec<Judged> {
    let dismissed: Vec<(&Dismissal, Vec<Option<Place>>)> = report
        .review
        .corrections
        .dismissed
        .iter()
        .map(|dismissal| (dismissal, dismissal.at.iter().map(|at| at.find(&report.document)).collect()))
        .collect();
    let judged = crate::audit::check_among(report, library).into_iter().map(|finding| {
        let places: Vec<Option<Place>> = places(&finding, report).into_iter().map(Some).collect();
        let same =
            |(d, at): &(&Dismissal, Vec<Option<Place>>)| d.check == finding.check && d.arithmetic == finding.arithmetic && *at == places;
        let dismissed = dismissed.iter().position(same);
        Judged { finding, dismissed }
    });
    judged.collect()
}

impl State {
    /// Has the open report checked anew when it has changed.
    pub(super) fn keep_findings(&mut self) {
        let Some(report) = self.report.and_then(|id| self.library.report(id)).map(Arc::clone) else {
            self.findings = Findings::default();
            return;
        };
        // Any other report may tell of the same place.
        let revision = self.revision;
        let is = |other: &Arc<Report>, of: u64| Arc::ptr_eq(other, &report) && of == revision;
        let Findings { checked, checking, revision: known, .. } = &self.findings;
        let checked = checked.as_ref().is_some_and(|checked| is(checked, *known));
        if self.view != View::Read || checked || checking.as_ref().is_some_and(|(checking, of)| is(checking, *of)) {
            return;
        }
        // One at a time: while a folder is read, the library grows with every frame.
        if self.jobs.is_running("job.check") {
            return;
        }
        self.findings.checking = Some((Arc::clone(&report), revision));
        let library = self.library.clone();
        self.start("job.check", move |worker| {
            let found = judge(&report, &library);
            worker.send(Loaded::Checked(report, revision, found));
        });
    }

    /// Takes in what was found, unless the report or the library has changed since.
    pub(super) fn take_in_findings(&mut self, report: Arc<Report>, revision: u64, found: Vec<Judged>) {
        let awaited = |(checking, of): &(Arc<Report>, u64)| Arc::ptr_eq(checking, &report) && *of == revision;
        if self.findings.checking.as_ref().is_some_and(awaited) {
            self.log.line(&format!("checked findings={}", found.len()));
            self.findings = Findings { checked: Some(report), found: found.into(), revision, checking: None };
        }
    }
}
