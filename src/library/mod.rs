//! Reports together.

pub mod corrections;
mod kind;
mod report;
pub mod search;
pub mod shelf;
pub mod table;
mod workbook;

pub use kind::Kind;
pub use report::{Report, ReportId};

use std::sync::Arc;

/// Every report that is open, in the order they were added.
///
/// Cheap to clone: a step that can be undone keeps one.
#[derive(Clone, Debug, Default)]
pub struct Library {
    reports: Arc<Vec<Arc<Report>>>,
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
        &self.reports
    }

    /// Adds a report unless one of the same bytes is there. Gives the id of the one that is there now.
    pub fn add(&mut self, report: Report) -> ReportId {
        let id = report.id();
        if self.report(id).is_none() {
            Arc::make_mut(&mut self.reports).push(Arc::new(report));
        }
        id
    }

    /// Takes a report out.
    pub fn remove(&mut self, id: ReportId) {
        Arc::make_mut(&mut self.reports).retain(|r| r.id() != id);
    }

    /// Whether both hold the very same reports in the same order; reports that are equal but were read apart are not the same.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.reports, &other.reports)
            || (self.reports.len() == other.reports.len() && self.reports.iter().zip(&*other.reports).all(|(a, b)| Arc::ptr_eq(a, b)))
    }

    /// Puts a report in the place of the one of the same bytes. Gives whether there was one.
    pub fn replace(&mut self, report: Arc<Report>) -> bool {
        let at = self.reports.iter().position(|r| r.id() == report.id());
        at.and_then(|at| Arc::make_mut(&mut self.reports).get_mut(at)).map(|slot| *slot = report).is_some()
    }

    /// The report with this id.
    #[must_use]
    pub fn report(&self, id: ReportId) -> Option<&Arc<Report>> {
        self.reports.iter().find(|r| r.id() == id)
    }

    /// The places that reports are about, in order; an empty one first where some place is unknown.
    #[must_use]
    pub fn places(&self) -> Vec<&str> {
        let mut places: Vec<&str> = self.reports.iter().map(|report| report.region()).collect();
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
        self.reports.iter().flat_map(|report| {
            report.observations.iter().zip(0..).map(move |(o, index)| (ObservationRef { report: report.id(), index }, &**report, o))
        })
    }
}
