//! The JSON that `extract` prints: one object a file, schema `gangmu/1`. Its own structs, so that the core types may change.

use crate::base::{LineIndex, share};
use crate::import::ImportError;
use crate::indicator::{Observation, Place, Value};
use crate::library::Report;
use crate::outline::Outline;
use serde::Serialize;
use std::fmt::{self, Write as _};
use std::io::{self, Write};
use std::path::Path;

/// Everything read out of one file but its observations, which are written one by one behind it.
#[derive(Serialize)]
struct ReportOut<'a> {
    schema: &'static str,
    source: SourceOut<'a>,
    report: FrontOut<'a>,
    outline: Vec<HeadingOut<'a>>,
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
        text: with_text.then_some(text),
    };
    let mut head = serde_json::to_vec(&object)?;
    // The object goes on with its observations.
    head.pop();
    out.write_all(&head)?;
    out.write_all(b",\"observations\":[")?;
    let mut first = true;
    // Large workbooks have a million: they are put into words by several threads, and a batch at a time.
    for batch in report.observations.chunks(BATCH) {
        for listed in share::shared(batch, BATCH / 8, |some| listed(some, report, &paths)) {
            out.write_all(listed.get(usize::from(first)..).unwrap_or_default().as_bytes())?;
            first = false;
        }
    }
    out.write_all(b"]}")
}

/// So many observations are put into words before they are written.
const BATCH: usize = 1 << 16;

/// Observations, each behind a comma.
fn listed(observations: &[Observation], report: &Report, paths: &[Vec<usize>]) -> String {
    let mut out = String::with_capacity(observations.len() * 300);
    for o in observations {
        out.push(',');
        observation(&mut out, o, report, paths);
    }
    out
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

/// Writes one observation as an object. A workbook may have a million: their fields are put behind one another, which takes
/// half as long as a general writer.
fn observation(out: &mut String, o: &Observation, report: &Report, paths: &[Vec<usize>]) {
    out.push_str(r#"{"indicator":"#);
    quoted(out, o.indicator.name());
    out.push_str(r#","category":"#);
    maybe(out, o.indicator.category().map(|c| c.name()), quoted);
    out.push_str(r#","measure":"#);
    quoted(out, o.measure.name());
    out.push_str(r#","basis":"#);
    maybe(out, o.basis.map(|b| b.name()), quoted);
    let (value, upper) = match &o.value {
        Value::Number(value) => (Some(value), None),
        Value::Range(low, high) => (Some(low), Some(high)),
        Value::Masked => (None, None),
    };
    out.push_str(r#","value":"#);
    maybe(out, value, shown);
    out.push_str(r#","upper":"#);
    maybe(out, upper, shown);
    out.push_str(r#","unit":"#);
    quoted(out, &o.unit);
    out.push_str(r#","status":"#);
    quoted(out, o.status.name());
    out.push_str(r#","period":"#);
    maybe(out, o.period, shown);
    out.push_str(r#","scope":"#);
    maybe(out, o.scope.as_deref(), quoted);
    out.push_str(r#","qualifier":"#);
    maybe(out, o.qualifier.map(|q| q.name()), quoted);
    let _ = write!(out, r#","masked":{},"confidence":"#, o.value == Value::Masked);
    maybe(out, serde_json::to_string(&o.confidence).ok(), plain);

    // Code points; null for a workbook's cell.
    let point = |offset: u32| report.lines.code_point(&report.document.text, offset as usize);
    let (start, end, page) = match o.place {
        Place::Text(span) => (Some(point(span.start)), Some(point(span.end)), report.document.page_of(span.start as usize)),
        Place::Cell(_) => (None, None, None),
    };
    out.push_str(r#","start":"#);
    maybe(out, start, plain);
    out.push_str(r#","end":"#);
    maybe(out, end, plain);
    // In a workbook, or in a table within the text.
    out.push_str(r#","cell":"#);
    maybe(out, report.cell(o.place), |out, (sheet, at)| {
        if sheet.is_empty() {
            return shown(out, at);
        }
        quoted(out, sheet);
        // The address goes before the closing quote.
        out.pop();
        let _ = write!(out, "!{at}\"");
    });
    // The page it stands on, 1 the first; left out where the file has no pages.
    if let Some(page) = page {
        let _ = write!(out, r#","page":{page}"#);
    }
    out.push_str(r#","outline":"#);
    let path = o.heading.and_then(|h| paths.get(h as usize)).map_or(&[][..], Vec::as_slice);
    let _ = write!(out, "{path:?}");
    out.push('}');
}

/// What is there, written by `write`; else null.
fn maybe<T>(out: &mut String, value: Option<T>, write: impl FnOnce(&mut String, T)) {
    match value {
        Some(value) => write(out, value),
        None => out.push_str("null"),
    }
}

fn plain(out: &mut String, number: impl fmt::Display) {
    let _ = write!(out, "{number}");
}

/// What shows as letters, digits and marks that need no escape, as a string.
fn shown(out: &mut String, value: impl fmt::Display) {
    let _ = write!(out, "\"{value}\"");
}

/// Words as a string of JSON.
fn quoted(out: &mut String, words: &str) {
    let odd = words.bytes().fold(false, |odd, b| odd | (b < b' ') | (b == b'"') | (b == b'\\'));
    if odd {
        out.push_str(&serde_json::Value::from(words).to_string());
        return;
    }
    out.push('"');
    out.push_str(words);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_read_back_as_they_were(words in r#"(\PC|["\\\x00-\x20\x7f])*"#) {
            let mut out = String::new();
            quoted(&mut out, &words);
            prop_assert_eq!(serde_json::from_str::<String>(&out).unwrap(), words);
        }
    }
}
