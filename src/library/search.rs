//! Words looked for in everything: the texts, the cells, and what the figures were read as.

use super::{Library, ObservationRef, Report, ReportId};
use crate::base::{Progress, Span};
use crate::document::CellAddress;
use crate::indicator::Place;
use memchr::memmem::Finder;

/// The most hits given of one report.
pub const OF_REPORT: usize = 20;
/// The most hits given of all.
pub const OF_ALL: usize = 300;
/// How many characters are shown on either side of a hit.
const AROUND: usize = 18;

/// A place where the words were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// In which report.
    pub report: ReportId,
    /// Where the words stand; for a figure, where it stands.
    pub place: Place,
    /// The figure, where it is one that was read as these words.
    pub figure: Option<u32>,
    /// What stands around the words, on one line; the figure's own words where it is one.
    pub excerpt: String,
}

impl Hit {
    /// The figure that was hit.
    #[must_use]
    pub fn observation(&self) -> Option<ObservationRef> {
        self.figure.map(|index| ObservationRef { report: self.report, index })
    }
}

/// Finds the words in all reports, in the library's order; in each report first the figures whose indicator or scope is named so,
/// then texts and cells. Gives at most [`OF_REPORT`] of each report and [`OF_ALL`] altogether, and whether there are more.
#[must_use]
pub fn search(library: &Library, words: &str, progress: &Progress) -> (Vec<Hit>, bool) {
    let words = words.trim();
    let (mut hits, mut more) = (Vec::new(), false);
    if words.is_empty() {
        return (hits, more);
    }
    let finder = Finder::new(words);
    for report in library.reports() {
        if progress.is_cancelled() {
            break;
        }
        let before = hits.len();
        // Few reports have figures of that name.
        let named = finder.find(report.names().as_bytes()).is_some();
        let figures = named.then(|| figures(report, words)).into_iter().flatten();
        let of_report = figures.chain(texts(report, &finder)).chain(cells(report, words)).take(OF_REPORT + 1);
        hits.extend(of_report);
        if hits.len() > before + OF_REPORT {
            hits.truncate(before + OF_REPORT);
            more = true;
        }
        if hits.len() >= OF_ALL {
            hits.truncate(OF_ALL);
            more = true;
            break;
        }
    }
    (hits, more)
}

fn figures<'a>(report: &'a Report, words: &'a str) -> impl Iterator<Item = Hit> + 'a {
    let named = move |o: &crate::indicator::Observation| {
        o.indicator.name().contains(words) || o.scope.as_deref().is_some_and(|s| s.contains(words))
    };
    (0_u32..).zip(&report.observations).filter(move |(_, o)| named(o)).map(move |(index, o)| {
        let scope = o.scope.as_deref().map(|scope| format!("{scope} ")).unwrap_or_default();
        let excerpt = format!("{scope}{} {}", o.indicator.name(), one_line(report.words(o.place)));
        Hit { report: report.id(), place: o.place, figure: Some(index), excerpt }
    })
}

fn texts<'a>(report: &'a Report, finder: &'a Finder<'a>) -> impl Iterator<Item = Hit> + 'a {
    let text = report.document.text.as_str();
    finder.find_iter(text.as_bytes()).map(move |at| {
        let span = Span::new(at, at + finder.needle().len());
        let head = text.get(..at).unwrap_or("");
        let from = head.char_indices().rev().take(AROUND).take_while(|(_, c)| *c != '\n').last().map_or(at, |(at, _)| at);
        let tail = text.get(span.end as usize..).unwrap_or("");
        let to = span.end as usize
            + tail.char_indices().take_while(|(_, c)| *c != '\n').nth(AROUND).map_or_else(|| line_end(tail), |(at, _)| at);
        Hit { report: report.id(), place: Place::Text(span), figure: None, excerpt: one_line(text.get(from..to).unwrap_or("")) }
    })
}

fn line_end(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

fn cells<'a>(report: &'a Report, words: &'a str) -> impl Iterator<Item = Hit> + 'a {
    (0_u32..).zip(&report.document.sheets).flat_map(move |(index, sheet)| {
        (0_usize..).zip(&sheet.cells).filter(move |(_, cell)| cell.shown.contains(words)).filter_map(move |(n, cell)| {
            let width = (sheet.width as usize).max(1);
            let at = CellAddress { sheet: index, row: u32::try_from(n / width).ok()?, column: u32::try_from(n % width).ok()? };
            let excerpt = format!("{}!{} {}", sheet.name, at.a1(), one_line(&cell.shown));
            Some(Hit { report: report.id(), place: Place::Cell(at), figure: None, excerpt })
        })
    })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};

    fn library(texts: &[&str]) -> Library {
        let read = |(n, text): (usize, &&str)| {
            let document = Document::of_text(&format!("{n}.txt"), Format::Text, None, (*text).to_owned(), text.as_bytes());
            std::sync::Arc::new(Report::read(document, text.as_bytes().into()))
        };
        texts.iter().enumerate().map(read).collect()
    }

    #[test]
    fn words_are_found_in_texts_and_in_what_figures_were_read_as() {
        let library = library(&["甲县2022年工作总结\n一、运行\n规上工业增加值增长8.1%。\n", "乙县2022年工作总结\n没有数字。\n"]);
        let found = |words: &str| {
            let (hits, more) = search(&library, words, &Progress::default());
            assert!(!more);
            hits.into_iter().map(|hit| (hit.figure, hit.excerpt)).collect::<Vec<_>>()
        };
        // The text writes 规上; the figure was read as 规模以上.
        assert_eq!(found("规模以上工业增加值"), [(Some(0), "规模以上工业增加值 8.1%".to_owned())]);
        assert_eq!(found("工作总结").len(), 2);
        assert_eq!(found("8.1%"), [(None, "规上工业增加值增长8.1%。".to_owned())]);
        assert_eq!((found(""), found("  "), found("无此词")), (vec![], vec![], vec![]));
    }

    #[test]
    fn a_word_that_is_everywhere_does_not_flood() {
        let text = "总结".repeat(5000);
        let (hits, more) = search(&library(&[&text, "总结"]), "总结", &Progress::default());
        assert_eq!((hits.len(), more), (OF_REPORT + 1, true));
    }
}
