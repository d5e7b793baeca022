//! What `check` prints: findings as lines to read, or one JSON object a file, schema `gangmu-check/1`. Reports of one place are held
//! against each other.

use crate::app::{Locale, findings};
use crate::audit::{self, Finding, Severity};
use crate::indicator::Place;
use crate::library::{Library, ObservationRef, Report, ReportId};
use serde::Serialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// Figures of other files that they are held against.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<OtherOut<'a>>,
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
struct OtherOut<'a> {
    path: String,
    #[serde(flatten)]
    figure: FigureOut<'a>,
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

/// Reports that are checked together, in the order given.
pub struct Together {
    reports: Vec<(PathBuf, Arc<Report>)>,
    library: Library,
}

impl Together {
    /// Puts them together.
    #[must_use]
    pub fn of(reports: Vec<(PathBuf, Arc<Report>)>) -> Self {
        let library = reports.iter().map(|(_, report)| Arc::clone(report)).collect();
        Self { reports, library }
    }

    /// Writes the findings of every report, in the words of a language. Gives whether an error is among them.
    /// As lines, `all` prints also what was checked and is in order.
    ///
    /// # Errors
    /// When `out` does.
    pub fn write(&self, out: &mut impl Write, json: bool, all: bool, locale: &Locale) -> io::Result<bool> {
        let mut wrong = false;
        for (path, report) in &self.reports {
            let found = audit::check_among(report, &self.library);
            if json {
                serde_json::to_writer(&mut *out, &self.object(path, report, &found, all, locale)).map_err(io::Error::from)?;
                writeln!(out)?;
            } else {
                for finding in found.iter().filter(|f| all || f.severity != Severity::Holds) {
                    self.write_line(out, path, report, finding, locale)?;
                }
            }
            wrong |= found.iter().any(|f| f.severity == Severity::Error);
        }
        Ok(wrong)
    }

    /// The file of a report.
    fn path(&self, id: ReportId) -> Option<&Path> {
        self.reports.iter().find(|(_, report)| report.id() == id).map(|(path, _)| path.as_path())
    }

    fn object<'a>(&'a self, path: &Path, report: &'a Report, found: &'a [Finding], all: bool, locale: &Locale) -> FileOut<'a> {
        let text = report.document.text.as_str();
        let point = |at: u32| report.lines.code_point(text, at as usize);
        let other = |at: &ObservationRef| {
            let path = self.path(at.report)?.to_string_lossy().into_owned();
            Some(OtherOut { path, figure: figure(self.library.report(at.report)?, at.index)? })
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
                    figures: f.figures.iter().filter_map(|&index| figure(report, index)).collect(),
                    others: f.others.iter().filter_map(other).collect(),
                    start: f.places.first().map(|s| point(s.start)),
                    end: f.places.first().map(|s| point(s.end)),
                    places: f.places.iter().map(|s| PlaceOut { words: s.of(text), start: point(s.start), end: point(s.end) }).collect(),
                })
                .collect(),
            holds: found.iter().filter(|f| f.severity == Severity::Holds).count(),
        }
    }

    /// `path:line: severity: what it says; arithmetic; where else to look; what to do`.
    fn write_line(&self, out: &mut impl Write, path: &Path, report: &Report, finding: &Finding, locale: &Locale) -> io::Result<()> {
        let places = findings::places(finding, report);
        let line = places.get(findings::first(finding, places.len())).map_or(1, |place| line_of(report, place));
        write!(out, "{}:{line}: {} {}: {}", path.display(), finding.severity.name(), finding.check, findings::said(finding, locale))?;
        let mut lines: Vec<usize> = if finding.lists() { places.iter().map(|place| line_of(report, place)).collect() } else { Vec::new() };
        lines.dedup();
        let listed = if lines.len() > 1 { findings::at_lines(&lines, locale) } else { String::new() };
        let elsewhere = finding.others.iter().filter_map(|at| {
            let (other, o) = self.library.observation(*at)?;
            Some(format!("{}:{}", self.path(at.report)?.display(), line_of(other, &o.place)))
        });
        let elsewhere = elsewhere.collect::<Vec<_>>().join(" ");
        for more in [finding.arithmetic.as_str(), &listed, &elsewhere, &findings::next(finding, locale)] {
            if !more.is_empty() {
                write!(out, " | {more}")?;
            }
        }
        writeln!(out)
    }
}

/// The line a place stands in, from 1; of a cell 1.
fn line_of(report: &Report, place: &Place) -> usize {
    match place {
        Place::Text(span) => report.lines.line_of(span.start as usize) + 1,
        Place::Cell(_) => 1,
    }
}

/// A figure of a report by its index.
fn figure(report: &Report, index: u32) -> Option<FigureOut<'_>> {
    let o = report.observations.get(index as usize)?;
    let point = |at: u32| report.lines.code_point(&report.document.text, at as usize);
    let span = match o.place {
        Place::Text(span) => Some(span),
        Place::Cell(_) => None,
    };
    Some(FigureOut {
        index,
        indicator: o.indicator.name(),
        words: report.words(o.place),
        start: span.map(|s| point(s.start)),
        end: span.map(|s| point(s.end)),
    })
}
