//! SDMX-CSV 2.0 of figures: the statistics offices' exchange format, one observation a line. The dataflow is the program's
//! own; periods are written as SDMX writes them, statuses are codes of SDMX' cross-domain list CL_OBS_STATUS.
//!
//! After <https://github.com/sdmx-twg/sdmx-csv/blob/master/data-message/docs/sdmx-csv-field-guide.md>: the columns
//! STRUCTURE, STRUCTURE_ID and ACTION, then dimensions, measures and attributes by their ids.

use super::csv::{Figure, list};
use super::{ExportError, Exporter, Material, Takes};
use crate::base::Period;
use crate::indicator::{Observation, Status, Value};

/// Writes SDMX-CSV.
pub struct SdmxCsv;

/// The dataflow's agency, id and version.
const DATAFLOW: &str = "GANGMU:FIGURES(1.0)";

/// The columns. The dimensions end with TIME_PERIOD and SOURCE_ID: two reports may tell one figure differently.
const HEAD: [&str; 20] = [
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "REF_AREA",
    "INDICATOR",
    "MEASURE",
    "BASIS",
    "SCOPE",
    "PLAN_STATUS",
    "SOURCE_ID",
    "POSITION",
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_VALUE_UPPER",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "QUALIFIER",
    "CONFIDENCE",
    "SOURCE",
    "COMMENT_OBS",
];

impl Exporter for SdmxCsv {
    fn id(&self) -> &'static str {
        "sdmx"
    }

    fn ending(&self) -> &'static str {
        "csv"
    }

    fn takes(&self) -> Takes {
        Takes::Figures
    }

    fn export(&self, material: &Material<'_>) -> Result<Vec<u8>, ExportError> {
        list("", HEAD, material, |figure| {
            let Figure { at, report, observation: o, citation, low, high } = figure;
            // The first bytes of the hash name a report well enough within one file.
            let source: String = report.id().to_string().chars().take(12).collect();
            [
                "dataflow".to_owned(),
                DATAFLOW.to_owned(),
                "I".to_owned(),
                told(report.region()),
                o.indicator.name().to_owned(),
                o.measure.name().to_owned(),
                told(o.basis.map_or("", |b| b.name())),
                told(o.scope.as_deref().unwrap_or("")),
                o.status.name().to_owned(),
                source,
                at.index.to_string(),
                o.period.map_or_else(|| "_U".to_owned(), time_period),
                low,
                high,
                o.unit.to_string(),
                status(o).to_owned(),
                o.qualifier.map_or("", |q| q.name()).to_owned(),
                format!("{:.2}", o.confidence),
                citation.place(),
                citation.sentence,
            ]
        })
    }
}

/// A dimension is never empty: `_Z` is SDMX' code for what does not apply.
fn told(text: &str) -> String {
    if text.is_empty() { "_Z".to_owned() } else { text.to_owned() }
}

/// The period as SDMX writes it: `2020`, `2020-S1`, `2020-Q3`, `2020-06`; a first day and a duration for what has no name
/// there (`2020-01-01/P9M`, `2016-01-01/P5Y`).
#[must_use]
fn time_period(period: Period) -> String {
    let own = period.to_string();
    if let Some((year, half)) = own.split_once("-H") {
        return format!("{year}-S{half}");
    }
    if !own.contains('/') {
        return own;
    }
    let (first, last) = (period.first(), period.last());
    let months = (i32::from(last.year) - i32::from(first.year)) * 12 + i32::from(last.month) - i32::from(first.month) + 1;
    let length = if months % 12 == 0 { format!("P{}Y", months / 12) } else { format!("P{months}M") };
    format!("{:04}-{:02}-01/{length}", first.year, first.month)
}

/// A: a normal value, F: a forecast, Q: suppressed by the report.
fn status(o: &Observation) -> &'static str {
    match (&o.value, o.status) {
        (Value::Masked, _) => "Q",
        (_, Status::Forecast) => "F",
        _ => "A",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_as_sdmx_does() {
        for (ours, theirs) in [
            ("2020", "2020"),
            ("2020-H1", "2020-S1"),
            ("2020-Q3", "2020-Q3"),
            ("2020-06", "2020-06"),
            ("2020-01/2020-09", "2020-01-01/P9M"),
            ("2016/2020", "2016-01-01/P5Y"),
            ("2020-11/2021-02", "2020-11-01/P4M"),
        ] {
            assert_eq!(ours.parse().map(time_period).as_deref(), Ok(theirs));
        }
    }
}
