//! What `check` prints: findings as lines to read, or one JSON object a file, schema `gangmu-check/1`.

use crate::app::{Locale, findings};
use crate::audit::{self, Finding, Severity};
use crate::indicator::Place;
use crate::library::Report;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// The form of the output; raised when a field changes its meaning.
const SCHEMA: &str = "gangmu-check/1";

/// The findings of one file.
#[derive(Serialize)]
struct FileOut<'a> {
    schema: &'static str,
    source: PathOut,
    findings: Vec<FindingOut<'a>>,
    /// How many relations were checked and are in order.
    holds: usize,
}

#[derive(Serialize)]
struct PathOut {
    path: String,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    check: &'a str,
    severity: &'a str,
    message: String,
    arithmetic: &'a str,
    next: String,
    figures: Vec<FigureOut<'a>>,
    /// Code points; where the finding is about words that are no figure, the first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    /// All words that are no figure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    words: &'a str,
    /// Code points.
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    /// Index among the observations that `extract` prints.
    index: u32,
    indicator: &'a str,
    words: &'a str,
    /// Code points.
    start: Option<usize>,
    end: Option<usize>,
}

/// Writes the findings of a report, in the words of a language. Gives whether an error is among them.
/// As lines, `all` prints also what was checked and is in order.
///
/// # Errors
/// When `out` does.
pub fn write(out: &mut impl Write, path: &Path, report: &Report, json: bool, all: bool, locale: &Locale) -> io::Result<bool> {
    let found = audit::check(report);
    if json {
        let object = object(path, report, &found, all, locale);
        serde_json::to_writer(&mut *out, &object).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        for finding in found.iter().filter(|f| all || f.severity != Severity::Holds) {
            write_line(out, path, report, finding, locale)?;
        }
    }
    Ok(found.iter().any(|f| f.severity == Severity::Error))
}

fn object<'a>(path: &Path, report: &'a Report, found: &'a [Finding], all: bool, locale: &Locale) -> FileOut<'a> {
    let text = report.document.text.as_str();
    let point = |at: u32| report.lines.code_point(text, at as usize);
    let figure = |index: &u32| {
        let o = report.observations.get(*index as usize)?;
        let span = match o.place {
            Place::Text(span) => Some(span),
            Place::Cell(_) => None,
        };
        Some(FigureOut {
            index: *index,
            indicator: o.indicator.name(),
            words: report.words(o.place),
            start: span.map(|s| point(s.start)),
            end: span.map(|s| point(s.end)),
        })
    };
    let shown = found.iter().filter(|f| all || f.severity != Severity::Holds);
    FileOut {
        schema: SCHEMA,
        source: PathOut { path: path.to_string_lossy().into_owned() },
        findings: shown
            .map(|f| FindingOut {
                check: f.check,
                severity: f.severity.name(),
                message: findings::said(f, locale),
                arithmetic: &f.arithmetic,
                next: findings::next(f, locale),
                figures: f.figures.iter().filter_map(figure).collect(),
                start: f.places.first().map(|s| point(s.start)),
                end: f.places.first().map(|s| point(s.end)),
                places: f.places.iter().map(|s| PlaceOut { words: s.of(text), start: point(s.start), end: point(s.end) }).collect(),
            })
            .collect(),
        holds: found.iter().filter(|f| f.severity == Severity::Holds).count(),
    }
}

/// `path:line: severity: what it says; arithmetic; what to do`.
fn write_line(out: &mut impl Write, path: &Path, report: &Report, finding: &Finding, locale: &Locale) -> io::Result<()> {
    let places = findings::places(finding, report);
    let line_of = |place: &Place| match place {
        Place::Text(span) => report.lines.line_of(span.start as usize) + 1,
        Place::Cell(_) => 1,
    };
    let line = places.get(findings::first(finding, places.len())).map_or(1, line_of);
    write!(out, "{}:{line}: {} {}: {}", path.display(), finding.severity.name(), finding.check, findings::said(finding, locale))?;
    let mut lines: Vec<usize> = if finding.lists() { places.iter().map(line_of).collect() } else { Vec::new() };
    lines.dedup();
    let listed = if lines.len() > 1 { findings::at_lines(&lines, locale) } else { String::new() };
    for more in [finding.arithmetic.as_str(), &listed, &findings::next(finding, locale)] {
        if !more.is_empty() {
            write!(out, " | {more}")?;
        }
    }
    writeln!(out)
}
