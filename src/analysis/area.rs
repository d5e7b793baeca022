//! Whose figures: what tells the reports of one place from those of another.

use crate::library::{Library, Report, ReportId};

/// The reference area (SDMX) of reports.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RefArea {
    /// A place, by its path (see [`crate::base::Area::path`]).
    Place(String),
    /// A report that does not say what place it is about: nobody knows whether another is about the same.
    Report(ReportId),
}

impl RefArea {
    /// That of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let path = &report.card().path;
        if path.is_empty() { RefArea::Report(report.id()) } else { RefArea::Place(path.clone()) }
    }

    /// The name to show: the place's own, or the report's title.
    #[must_use]
    pub fn name<'a>(&'a self, library: &'a Library) -> &'a str {
        match self {
            RefArea::Place(path) => path.rsplit('/').next().unwrap_or(path),
            RefArea::Report(id) => library.report(*id).map_or("", |report| report.title()),
        }
    }
}
