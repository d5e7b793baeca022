//! The JSON that `extract` prints: one object a file, schema `gangmu/1`. Its own structs, so that the core types may change.

use crate::base::LineIndex;
use crate::import::ImportError;
use crate::indicator::{Observation, Place, Value};
use crate::library::Report;
use crate::outline::Outline;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// Everything read out of one file.
#[derive(Serialize)]
struct ReportOut<'a> {
    schema: &'static str,
    source: SourceOut<'a>,
    report: FrontOut<'a>,
    outline: Vec<HeadingOut<'a>>,
    observations: Vec<ObservationOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// A file that could not be read.
#[derive(Serialize)]
struct ErrorOut<'a> {
    schema: &'static str,
    source: PathOut<'a>,
    error: WhyOut<'a>,
}

#[derive(Serialize)]
struct PathOut<'a> {
    path: &'a str,
}

#[derive(Serialize)]
struct WhyOut<'a> {
    kind: &'a str,
    message: String,
}

#[derive(Serialize)]
struct SourceOut<'a> {
    path: &'a str,
    format: &'a str,
    encoding: Option<&'a str>,
}

#[derive(Serialize)]
struct FrontOut<'a> {
    /// In one line, also where the report breaks it.
    title: Option<String>,
    issuer: Option<&'a str>,
    issued_on: Option<String>,
    document_number: Option<&'a str>,
    index_number: Option<&'a str>,
    region: Option<&'a str>,
    period: Option<String>,
    plan_period: Option<String>,
}

#[derive(Serialize)]
struct HeadingOut<'a> {
    level: u8,
    marker: &'a str,
    number: Option<u32>,
    title: &'a str,
    /// Code points.
    start: usize,
    end: usize,
    repaired: bool,
    children: Vec<HeadingOut<'a>>,
}

#[derive(Serialize)]
struct ObservationOut<'a> {
    indicator: &'a str,
    category: Option<&'a str>,
    measure: &'a str,
    basis: Option<&'a str>,
    value: Option<String>,
    upper: Option<String>,
    unit: &'a str,
    status: &'a str,
    period: Option<String>,
    scope: Option<&'a str>,
    qualifier: Option<&'a str>,
    masked: bool,
    confidence: f32,
    /// Code points; null for a workbook's cell.
    start: Option<usize>,
    end: Option<usize>,
    /// In a workbook, or in a table within the text.
    cell: Option<String>,
    /// The page it stands on, 1 the first; left out where the file has no pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    outline: &'a [usize],
}

/// The form of the output; raised when a field changes its meaning.
const SCHEMA: &str = "gangmu/1";

/// Writes one report as one line, without the line end.
///
/// # Errors
/// When `out` does.
pub fn write_report(out: &mut impl Write, path: &Path, report: &Report, with_text: bool) -> io::Result<()> {
    let text = report.document.text.as_str();
    let span = |span: Option<crate::base::Span>| span.map(|s| s.of(text)).filter(|words| !words.is_empty());
    let paths = heading_paths(&report.outline);
    let front = &report.front;
    let object = ReportOut {
        schema: SCHEMA,
        source: SourceOut { path: &path.to_string_lossy(), format: report.document.format.name(), encoding: report.document.encoding },
        report: FrontOut {
            title: span(front.title).or(Some(report.sheets_title.as_str()).filter(|title| !title.is_empty())).map(one_line),
            issuer: span(front.issuer),
            issued_on: front.issued_on.map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
            document_number: span(front.document_number),
            index_number: span(front.index_number),
            region: Some(report.region()).filter(|r| !r.is_empty()),
            period: report.periods.period.map(|p| p.to_string()),
            plan_period: report.periods.plan.map(|p| p.to_string()),
        },
        outline: headings(&report.outline, text, &report.lines),
        observations: report.observations.iter().map(|o| observation(o, report, &paths)).collect(),
        text: with_text.then_some(text),
    };
    serde_json::to_writer(out, &object).map_err(io::Error::from)
}

/// Writes why a file could not be read, as one line without the line end.
///
/// # Errors
/// When `out` does.
pub fn write_error(out: &mut impl Write, path: &Path, error: &ImportError) -> io::Result<()> {
    let object = ErrorOut {
        schema: SCHEMA,
        source: PathOut { path: &path.to_string_lossy() },
        error: WhyOut { kind: error.kind(), message: error.to_string() },
    };
    serde_json::to_writer(out, &object).map_err(io::Error::from)
}

/// The words with their line breaks and the white space around them taken out.
fn one_line(words: &str) -> String {
    words.lines().map(str::trim).collect()
}

/// The path of child indices to every heading, in one pass: a child comes after its parent.
fn heading_paths(outline: &Outline) -> Vec<Vec<usize>> {
    let mut paths: Vec<Vec<usize>> = Vec::with_capacity(outline.headings.len());
    let mut counts = vec![0_usize; outline.headings.len() + 1];
    for heading in &outline.headings {
        let slot = heading.parent.map_or(0, |p| p + 1);
        let mut path = heading.parent.and_then(|p| paths.get(p)).cloned().unwrap_or_default();
        if let Some(count) = counts.get_mut(slot) {
            path.push(*count);
            *count += 1;
        }
        paths.push(path);
    }
    paths
}

/// The tree of headings. Built from the last to the first, so that each heading's children are complete when it joins its parent.
fn headings<'a>(outline: &Outline, text: &'a str, lines: &LineIndex) -> Vec<HeadingOut<'a>> {
    let mut waiting: Vec<Vec<HeadingOut>> = Vec::new();
    waiting.resize_with(outline.headings.len() + 1, Vec::new);
    for (index, heading) in outline.headings.iter().enumerate().rev() {
        let mut children = waiting.get_mut(index + 1).map(std::mem::take).unwrap_or_default();
        children.reverse();
        let out = HeadingOut {
            level: heading.level,
            marker: heading.marker.of(text),
            number: heading.number,
            title: heading.title.of(text),
            start: lines.code_point(text, heading.section.start as usize),
            end: lines.code_point(text, heading.section.end as usize),
            repaired: heading.repaired,
            children,
        };
        if let Some(siblings) = waiting.get_mut(heading.parent.map_or(0, |p| p + 1)) {
            siblings.push(out);
        }
    }
    let mut top = waiting.into_iter().next().unwrap_or_default();
    top.reverse();
    top
}

fn observation<'a>(o: &'a Observation, report: &'a Report, paths: &'a [Vec<usize>]) -> ObservationOut<'a> {
    let (value, upper, masked) = match &o.value {
        Value::Number(value) => (Some(value.to_string()), None, false),
        Value::Range(low, high) => (Some(low.to_string()), Some(high.to_string()), false),
        Value::Masked => (None, None, true),
    };
    let point = |offset: u32| report.lines.code_point(&report.document.text, offset as usize);
    let (start, end) = match o.place {
        Place::Text(span) => (Some(point(span.start)), Some(point(span.end))),
        Place::Cell(_) => (None, None),
    };
    let cell = report.cell(o.place).map(|(sheet, at)| if sheet.is_empty() { at.a1() } else { format!("{sheet}!{at}") });
    ObservationOut {
        indicator: o.indicator.name(),
        category: o.indicator.category().map(|c| c.name()),
        measure: o.measure.name(),
        basis: o.basis.map(|b| b.name()),
        value,
        upper,
        unit: &o.unit,
        status: o.status.name(),
        period: o.period.map(|p| p.to_string()),
        scope: o.scope.as_deref(),
        qualifier: o.qualifier.map(|q| q.name()),
        masked,
        confidence: o.confidence,
        start,
        end,
        cell,
        page: match o.place {
            Place::Text(span) => report.document.page_of(span.start as usize),
            Place::Cell(_) => None,
        },
        outline: o.heading.and_then(|h| paths.get(h as usize)).map_or(&[], Vec::as_slice),
    }
}
