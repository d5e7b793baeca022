//! Quantities and table cells become observations: which indicator, measure, status, period and scope, and the words
//! that say so.

mod acts;
mod after;
mod areas;
mod attribution;
mod carried;
pub mod catalogue;
mod clause;
mod confidence;
mod context;
mod figure;
mod find;
pub mod interval;
pub mod lexer;
mod lists;
mod marks;
mod measure;
mod noted;
mod observation;
mod pattern;
mod phrases;
mod ratios;
mod scope;
mod shared;
mod state;
mod subject;
mod tables;
mod text;
mod when;
pub mod words;
mod years;

pub use interval::Interval;
pub use observation::{Attribute, Basis, Evidence, Evidences, IndicatorName, Measure, Observation, Place, Qualifier, Status, Value};

use crate::base::Period;
use crate::document::Document;
use crate::outline::{Front, Outline};

/// What a report says of its own period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReportPeriods {
    /// The period it reports on; `None` where masked or untold.
    pub period: Option<Period>,
    /// The period its plan section looks to.
    pub plan: Option<Period>,
}

/// Everything [`read`] takes out of a document.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// The report's own periods.
    pub periods: ReportPeriods,
    /// Every figure, in the order of the text, or by sheet, row and column.
    pub observations: Vec<Observation>,
}

/// Lays the catalogue's words out, which the first reading would otherwise wait for.
pub fn prepare() {
    let _ = (catalogue::builtin(), words::vocabulary());
}

/// Reads every figure of a document.
#[must_use]
pub fn read(document: &Document, front: &Front, outline: &Outline) -> Extraction {
    read_as(document, front, outline, ReportPeriods::default())
}

/// Reads every figure of a document whose periods somebody has told; what is `None` is read too.
#[must_use]
pub fn read_as(document: &Document, front: &Front, outline: &Outline, told: ReportPeriods) -> Extraction {
    let prose = document.prose();
    let context = context::Context::read(&prose, front, outline, told);
    let mut insets = Vec::new();
    if !document.tables.is_empty() {
        insets.extend(tables::read_insets(document, front, outline, |heading| context.section(heading)));
        insets.sort_by_key(Observation::start);
    }
    let mut observations = text::read(&prose, front, outline, &context, insets);
    tables::read(document, &mut observations);
    Extraction { periods: context.periods, observations }
}
