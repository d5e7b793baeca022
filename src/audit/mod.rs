//! What does not agree within a report: figures against the figures they are made of, by what rounding allows, exactly.
//! One file a check. A false alarm is worse than a miss: where it is not certain what belongs to what, a check is silent.

mod completion;
mod cumulative;
mod facts;
mod growth;
mod headings;
mod lists;
mod notes;
mod parts;
mod ranks;
mod share;
mod spelled;
mod twice;

pub use facts::{Facts, Figure};

use crate::base::Span;
use crate::library::{Report, ReportId};

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

    fn at(mut self, places: &[Span]) -> Self {
        self.places.extend_from_slice(places);
        self
    }

    /// Whether it only lists places of one kind, none before the others: a note.
    #[must_use]
    pub fn lists(&self) -> bool {
        self.severity == Severity::Note
    }
}

/// One kind of question put to a report.
pub trait Check: Sync {
    /// Its name in the output of `check`.
    fn name(&self) -> &'static str;

    /// Adds what it finds.
    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>);
}

/// Every check, in the order of the list of findings.
pub static REGISTRY: &[&dyn Check] = &[
    &completion::Completion,
    &growth::Growth,
    &share::Share,
    &parts::Parts,
    &twice::Twice,
    &ranks::Ranks,
    &headings::Headings,
    &cumulative::Cumulative,
    &notes::Notes,
];

/// Puts every question to a report. The heaviest findings come first, then those of the same weight in the order of the report.
#[must_use]
pub fn check(report: &Report) -> Vec<Finding> {
    let facts = Facts::of(report);
    let mut found = Vec::new();
    for check in REGISTRY {
        check.run(&facts, &mut found);
    }
    found.sort_by_key(|f| (f.severity, f.figures.last().copied().unwrap_or(u32::MAX), f.places.first().map(|p| p.start)));
    found
}
