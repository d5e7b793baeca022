//! Reports of hand-made observations, for tests of charts; no reading of texts.

use super::numbers::show;
use super::spec::ChartSpec;
use crate::base::Period;
use crate::document::{Document, Format};
use crate::indicator::catalogue::builtin;
use crate::indicator::{IndicatorName, Measure, Observation, Place, ReportPeriods, Status, Value};
use crate::library::Report;

/// A report of the place from lines `indicator | measure | value | unit | status | period | scope`.
pub fn report(place: &str, period: &str, lines: &str) -> Report {
    let text = format!("{place}\n");
    let bytes = format!("{place}{period}{lines}");
    let document = Document::of_text(&format!("{place}{period}.txt"), Format::Text, None, text.clone(), bytes.as_bytes());
    let observations = lines.lines().filter(|line| line.contains('|')).map(observation).collect();
    let period: Option<Period> = period.parse().ok();
    let region = (!place.is_empty()).then(|| crate::base::Span::new(0, place.len()));
    Report {
        sheets_title: String::new(),
        lines: std::sync::Arc::new(crate::base::LineIndex::new(&text)),
        front: crate::outline::Front { region, ..Default::default() },
        outline: Default::default(),
        periods: ReportPeriods { period, plan: None },
        observations,
        document: std::sync::Arc::new(document),
        raw: std::sync::Arc::from(Vec::new()),
        region: place.to_owned(),
        card: Default::default(),
        names: Default::default(),
        review: Default::default(),
    }
}

fn observation(line: &str) -> Observation {
    let field: Vec<&str> = line.split('|').map(str::trim).collect();
    let measure = Measure::ALL.into_iter().find(|m| m.name() == field[1]).expect("a measure");
    let status = [Status::Actual, Status::Target, Status::Forecast].into_iter().find(|s| s.name() == field[4]).expect("a status");
    Observation {
        indicator: builtin().find(field[0]).map_or_else(|| IndicatorName::Phrase(field[0].into()), IndicatorName::Known),
        measure,
        basis: None,
        value: if field[2] == "**" { Value::Masked } else { Value::Number(field[2].parse().expect("a number")) },
        unit: field[3].into(),
        status,
        period: field[5].parse().ok(),
        scope: field.get(6).filter(|s| !s.is_empty()).map(|s| (*s).into()),
        qualifier: None,
        confidence: 0.9,
        place: Place::Text(crate::base::Span::new(0, 3)),
        heading: None,
        evidence: crate::indicator::Evidences::new(),
    }
}

/// Kind, title, unit and values, one line.
pub fn told(chart: &ChartSpec) -> String {
    let runs: Vec<String> = chart
        .series
        .iter()
        .map(|run| {
            let values = run.marks.iter().map(|m| m.map_or("…".to_owned(), |m| show(m.value, chart.decimals)));
            format!("{}:{}", run.name, values.collect::<Vec<_>>().join(","))
        })
        .collect();
    format!("{:?} {} [{}] {} = {}", chart.kind, chart.title, chart.unit, chart.categories.join(","), runs.join(" / "))
}
