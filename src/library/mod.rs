//! Reports together.

mod report;
pub mod table;

pub use report::{Report, ReportId};

/// Every report that is open, in the order they were added.
#[derive(Clone, Debug, Default)]
pub struct Library {
    reports: Vec<std::sync::Arc<Report>>,
}

/// One observation of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObservationRef {
    /// Which report.
    pub report: ReportId,
    /// Index into its observations.
    pub index: u32,
}

impl Library {
    /// The reports, in the order they were added.
    #[must_use]
    pub fn reports(&self) -> &[std::sync::Arc<Report>] {
        &self.reports
    }

    /// Adds a report unless one of the same bytes is there. Gives the id of the one that is there now.
    pub fn add(&mut self, report: Report) -> ReportId {
        let id = report.id();
        if self.report(id).is_none() {
            self.reports.push(std::sync::Arc::new(report));
        }
        id
    }

    /// Takes a report out.
    pub fn remove(&mut self, id: ReportId) {
        self.reports.retain(|r| r.id() != id);
    }

    /// The report with this id.
    #[must_use]
    pub fn report(&self, id: ReportId) -> Option<&std::sync::Arc<Report>> {
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
