//! Reports together.

pub mod corrections;
mod kind;
mod report;
pub mod search;
pub mod shelf;
pub mod table;
mod why;
mod workbook;

pub use kind::Kind;
pub use report::{Report, ReportId};
pub use why::{Ground, Reason};

use std::collections::HashMap;
use std::sync::Arc;

/// Every report that is open, in the order they were added.
///
/// Cheap to clone: a step that can be undone keeps one.
#[derive(Clone, Debug, Default)]
pub struct Library {
    reports: Arc<Reports>,
}

/// The reports, and where each stands: thousands of them are asked for by their ids, figure by figure.
#[derive(Clone, Debug, Default)]
struct Reports {
    all: Vec<Arc<Report>>,
    at: HashMap<ReportId, usize>,
}

impl FromIterator<Arc<Report>> for Reports {
    fn from_iter<I: IntoIterator<Item = Arc<Report>>>(reports: I) -> Self {
        let all: Vec<_> = reports.into_iter().collect();
        let mut at = HashMap::with_capacity(all.len());
        for (index, report) in all.iter().enumerate() {
            at.entry(report.id()).or_insert(index);
        }
        Self { all, at }
    }
}

/// One observation of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObservationRef {
    /// Which report.
    pub report: ReportId,
    /// Index into its observations.
    pub index: u32,
}

impl FromIterator<Arc<Report>> for Library {
    fn from_iter<I: IntoIterator<Item = Arc<Report>>>(reports: I) -> Self {
        Self { reports: Arc::new(reports.into_iter().collect()) }
    }
}

impl Library {
    /// The reports, in the order they were added.
    #[must_use]
    pub fn reports(&self) -> &[Arc<Report>] {
        &self.reports.all
    }

    /// Adds a report unless one of the same bytes is there. Gives the id of the one that is there now.
    pub fn add(&mut self, report: Report) -> ReportId {
        let id = report.id();
        if self.report(id).is_none() {
            let reports = Arc::make_mut(&mut self.reports);
            reports.at.insert(id, reports.all.len());
            reports.all.push(Arc::new(report));
        }
        id
    }

    /// Takes a report out.
    pub fn remove(&mut self, id: ReportId) {
        self.reports = Arc::new(self.reports().iter().filter(|r| r.id() != id).map(Arc::clone).collect());
    }

    /// Whether both hold the very same reports in the same order; reports that are equal but were read apart are not the same.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.reports, &other.reports)
            || (self.reports().len() == other.reports().len() && self.reports().iter().zip(other.reports()).all(|(a, b)| Arc::ptr_eq(a, b)))
    }

    /// Puts a report in the place of the one of the same bytes. Gives whether there was one.
    pub fn replace(&mut self, report: Arc<Report>) -> bool {
        let at = self.reports.at.get(&report.id()).copied();
        at.and_then(|at| Arc::make_mut(&mut self.reports).all.get_mut(at)).map(|slot| *slot = report).is_some()
    }

    /// The report with this id.
    #[must_use]
    pub fn report(&self, id: ReportId) -> Option<&Arc<Report>> {
        self.reports.at.get(&id).and_then(|at| self.reports.all.get(*at))
    }

    /// The places that reports are about, in order; an empty one first where some place is unknown.
    #[must_use]
    pub fn places(&self) -> Vec<&str> {
        let mut places: Vec<&str> = self.reports().iter().map(|report| report.region()).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The observation referred to, with its report.
    #[must_use]
    pub fn observation(&self, at: ObservationRef) -> Option<(&Report, &crate::indicator::Observation)> {
        let report = self.report(at.report)?;
        Some((report, report.observations.get(at.index as usize)?))
    }

    /// All observations of all reports.
    pub fn observations(&self) -> impl Iterator<Item = (ObservationRef, &Report, &crate::indicator::Observation)> {
        self.reports().iter().flat_map(|report| {
            report.observations.iter().zip(0..).map(move |(o, index)| (ObservationRef { report: report.id(), index }, &**report, o))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};

    fn read(text: &str) -> Report {
        let document = Document::of_text("a.txt", Format::Text, None, text.to_owned(), text.as_bytes());
        Report::read(document, text.as_bytes().into())
    }

    #[test]
    fn a_report_is_found_by_its_id_whatever_was_added_and_removed() {
        let mut library = Library::default();
        let [a, b, c] = ["甲报告", "乙报告", "丙报告"].map(|text| library.add(read(text)));
        assert_eq!(library.add(read("乙报告")), b);
        let before = library.clone();
        library.remove(a);
        for (id, there) in [(a, false), (b, true), (c, true)] {
            assert_eq!(library.report(id).map(|report| report.id()), there.then_some(id));
        }
        assert!(library.replace(Arc::new(read("丙报告"))) && !library.replace(Arc::new(read("甲报告"))));
        assert_eq!((library.reports().len(), before.reports().len(), before.report(a).is_some()), (2, 3, true));
        assert!(library.reports().iter().all(|report| library.report(report.id()).is_some_and(|found| Arc::ptr_eq(found, report))));
    }
}
