//! One document and everything derived from it.

use crate::base::LineIndex;
use crate::document::{ContentHash, Document};
use crate::indicator::{self, Observation, Place, ReportPeriods};
use crate::outline::{self, Front, Outline};

/// A report's identity: the hash of its bytes.
pub type ReportId = ContentHash;

/// One imported document with what was read out of it. Derived anew each time, never stored.
#[derive(Clone, Debug)]
pub struct Report {
    /// The source as shown.
    pub document: Document,
    /// Lines and code points of the text.
    pub lines: LineIndex,
    /// Title, issuer, dates.
    pub front: Front,
    /// The headings.
    pub outline: Outline,
    /// The report's own periods.
    pub periods: ReportPeriods,
    /// Every figure.
    pub observations: Vec<Observation>,
}

impl Report {
    /// Reads outline and figures out of a document.
    #[must_use]
    pub fn read(document: Document) -> Self {
        let (front, outline) = outline::read(&document.text);
        let extraction = indicator::read(&document, &front, &outline);
        Self {
            lines: LineIndex::new(&document.text),
            front,
            outline,
            periods: extraction.periods,
            observations: extraction.observations,
            document,
        }
    }

    /// Its identity.
    #[must_use]
    pub fn id(&self) -> ReportId {
        self.document.hash
    }

    /// The title to show: the report's own, else the file's name without its ending.
    #[must_use]
    pub fn title(&self) -> &str {
        match self.front.title.map(|span| span.of(&self.document.text)) {
            Some(title) if !title.trim().is_empty() => title.trim(),
            _ => self.document.name.rsplit_once('.').map_or(self.document.name.as_str(), |(stem, _)| stem),
        }
    }

    /// The place it is about: 冷水滩区; empty where unknown.
    #[must_use]
    pub fn region(&self) -> &str {
        self.front.region.map_or("", |span| span.of(&self.document.text))
    }

    /// The words of a text observation, or what its cell shows.
    #[must_use]
    pub fn words(&self, place: Place) -> &str {
        match place {
            Place::Text(span) => span.of(&self.document.text),
            Place::Cell(at) => self
                .document
                .sheets
                .get(at.sheet as usize)
                .and_then(|sheet| sheet.cell(at.row, at.column))
                .map_or("", |cell| cell.shown.as_str()),
        }
    }

    /// The sentence around a figure of the text: up to the 。！？； or line end on either side. For a cell, what it shows.
    #[must_use]
    pub fn sentence(&self, place: Place) -> &str {
        let Place::Text(span) = place else { return self.words(place) };
        let text = self.document.text.as_str();
        let before = text.get(..span.start as usize).unwrap_or("");
        let start = before.rfind(['。', '！', '？', '；', '\n']).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let after = text.get(span.end as usize..).unwrap_or("");
        let end = after.find(['。', '！', '？', '；', '\n']).map_or(text.len(), |at| {
            let stop = after[at..].chars().next().filter(|&c| c != '\n').map_or(0, char::len_utf8);
            span.end as usize + at + stop
        });
        text.get(start..end).unwrap_or("").trim()
    }
}
