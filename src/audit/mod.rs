//! What does not agree within a report, and between the reports of one place: figures against the figures they are made of, by what
//! rounding allows, exactly. One file a check. A false alarm is worse than a miss: where it is not certain what belongs to what, a check is silent.

mod between;
mod completion;
mod cumulative;
mod facts;
mod growth;
mod headings;
mod lists;
mod months;
mod notes;
mod parts;
mod ranks;
mod scale;
mod share;
mod spelled;
mod summary;
mod tables;
mod twice;

pub use facts::{Facts, Figure};

use crate::analysis::RefArea;
use crate::base::Span;
use crate::library::{Library, ObservationRef, Report, ReportId};
use std::sync::Arc;

/// How much a finding weighs, the heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The figures cannot all be right.
    Error,
    /// They disagree, but another reading may explain it.
    Doubt,
    /// Something to know, once for all places of its kind in a report: masked figures, mended headings.
    Note,
    /// Checked, and in order.
    Holds,
}

impl Severity {
    /// All of them.
    pub const ALL: [Severity; 4] = [Severity::Error, Severity::Doubt, Severity::Note, Severity::Holds];

    /// The name used in the output of `check`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Doubt => "doubt",
            Severity::Note => "note",
            Severity::Holds => "holds",
        }
    }
}

/// What a check turned up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check's name.
    pub check: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The report concerned.
    pub report: ReportId,
    /// The figures concerned, by their indices among the report's observations; the last is the one to look at first.
    pub figures: Vec<u32>,
    /// The figures of other reports that they are held against, in the order of the arithmetic.
    pub others: Vec<ObservationRef>,
    /// The words concerned where they are no figures, as headings, in the order of the text.
    pub places: Vec<Span>,
    /// The arithmetic spelled out, the same in every language; empty where there is none.
    pub arithmetic: String,
    /// The key of what it says, in `assets/locales`.
    pub said: &'static str,
    /// The key of what to do next.
    pub next: &'static str,
    /// What stands for the placeholders of both.
    pub values: Vec<(&'static str, String)>,
}

impl Finding {
    fn new(check: &'static str, severity: Severity, facts: &Facts<'_>, figures: &[&Figure<'_>]) -> Self {
        Self {
            check,
            severity,
            report: facts.report.id(),
            figures: figures.iter().map(|f| f.index).collect(),
            others: Vec::new(),
            places: Vec::new(),
            arithmetic: String::new(),
            said: "",
            next: "",
            values: match figures.last() {
                Some(told) => vec![("told", told.shown())],
                None => Vec::new(),
            },
        }
    }

    fn spelled(mut self, arithmetic: String) -> Self {
        self.arithmetic = arithmetic;
        self
    }

    fn said(mut self, said: &'static str, next: &'static str, values: &[(&'static str, &str)]) -> Self {
        (self.said, self.next) = (said, next);
        self.values.extend(values.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self
    }

    fn against(mut self, others: &Facts<'_>, figures: &[&Figure<'_>]) -> Self {
        let report = others.report.id();
        self.others.extend(figures.iter().map(|f| ObservationRef { report, index: f.index }));
        self.values.push(("report", others.title()));
        self
    }

    fn at(mut self, places: &[Span]) -> Self {
        self.places.extend_from_slice(places);
        self
    }

    /// Whether it only lists places of one kind, none before the others: a note without arithmetic.
    #[must_use]
    pub fn lists(&self) -> bool {
        self.severity == Severity::Note && self.arithmetic.is_empty()
    }
}

/// One kind of question put to a report.
pub trait Check: Sync {
    /// Its name in the output of `check`.
    fn name(&self) -> &'static str;

    /// Adds what it finds.
    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>);
}

/// What else is told of a report's place.
pub struct SamePlace<'a> {
    /// The earlier reports of it.
    pub earlier: Vec<Facts<'a>>,
    /// They, and the report itself.
    pub library: Library,
}

/// One kind of question put to a report and the earlier ones of its place.
pub trait Between: Sync {
    /// Its name in the output of `check`.
    fn name(&self) -> &'static str;

    /// Adds what it finds; each finding is the report's, and refers to the others.
    fn run(&self, facts: &Facts<'_>, place: &SamePlace<'_>, found: &mut Vec<Finding>);
}

/// Every check within a report, in the order of the list of findings.
pub static REGISTRY: &[&dyn Check] = &[
    &completion::Completion,
    &growth::Growth,
    &share::Share,
    &parts::Parts,
    &tables::Tables,
    &scale::Scale,
    &twice::Twice,
    &ranks::Ranks,
    &headings::Headings,
    &cumulative::Cumulative,
    &months::Months,
    &summary::Summary,
    &notes::Notes,
];

/// Every check between reports.
pub static BETWEEN: &[&dyn Between] = &[&between::Retold, &between::Planned, &between::Implied, &between::Summed, &between::Seasons];

/// Puts every question to a report alone. The heaviest findings come first, then those of the same weight in the order of the report.
#[must_use]
pub fn check(report: &Report) -> Vec<Finding> {
    check_among(report, &Library::default())
}

/// The same, and every question between it and the earlier reports of its place. What does not agree is found in the later report.
#[must_use]
pub fn check_among(report: &Report, library: &Library) -> Vec<Finding> {
    let facts = Facts::of(report);
    let mut found = Vec::new();
    for check in REGISTRY {
        check.run(&facts, &mut found);
    }
    let place = SamePlace::of(report, library);
    if !place.earlier.is_empty() {
        for check in BETWEEN {
            check.run(&facts, &place, &mut found);
        }
    }
    found.sort_by_key(|f| (f.severity, f.figures.last().copied().unwrap_or(u32::MAX), f.places.first().map(|p| p.start)));
    found
}

impl<'a> SamePlace<'a> {
    /// What the library holds of a report's place: reports about an earlier time, or about the same but before it by their bytes, so
    /// that each pair is looked at once. Nothing where place or time is not known.
    fn of(report: &Report, library: &'a Library) -> Self {
        let time = |report: &Report| report.periods.period.map(|period| (period.last(), period.first(), report.id()));
        let (own, area) = (time(report), RefArea::of(report));
        let before = |other: &Report| time(other).zip(own).is_some_and(|(other, own)| other < own) && RefArea::of(other) == area;
        let earlier: Vec<_> = library.reports().iter().filter(|other| before(other)).collect();
        let own = library.report(report.id());
        let alone = earlier.iter().copied().chain(own).map(Arc::clone).collect();
        Self { earlier: earlier.into_iter().map(|other| Facts::of(other)).collect(), library: alone }
    }
}
