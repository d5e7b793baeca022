//! One document and everything derived from it.

use super::corrections::{self, About, Corrections, Review};
use super::shelf::Card;
use super::workbook;
use crate::base::{Area, LineIndex, Span, divisions};
use crate::document::{CellAddress, ContentHash, Document};
use crate::indicator::{self, Observation, Place, ReportPeriods};
use crate::outline::{self, Front, Outline};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// What ends a sentence; many reports write the half-width forms.
const SENTENCE_ENDS: [char; 8] = ['。', '！', '？', '；', '!', '?', ';', '\n'];

/// A report's identity: the hash of its bytes.
pub type ReportId = ContentHash;

/// One imported document with what was read out of it. Derived anew each time, never stored.
#[derive(Clone, Debug)]
pub struct Report {
    /// The source as shown.
    pub document: Arc<Document>,
    /// Lines and code points of the text.
    pub lines: Arc<LineIndex>,
    /// Title, issuer, dates.
    pub front: Front,
    /// The headings.
    pub outline: Outline,
    /// The report's own periods.
    pub periods: ReportPeriods,
    /// Every figure.
    pub observations: Vec<Observation>,
    /// The file's bytes as they came: what a project stores.
    pub raw: Arc<[u8]>,
    /// The place it is about; empty where unknown.
    pub(crate) region: String,
    /// The title of a workbook, from its sheets; empty where they have none, and for a text, whose title is in `front`.
    pub(crate) sheets_title: String,
    /// What it is grouped and chosen by, once somebody has asked.
    pub(crate) card: OnceLock<Arc<Card>>,
    /// What its figures were read as, once somebody has looked for words.
    pub(crate) names: OnceLock<Box<str>>,
    /// What the user's corrections did to it.
    pub review: Review,
}

impl Report {
    /// Reads outline and figures out of a document. `raw` are the bytes the document was read from.
    #[must_use]
    pub fn read(document: Document, raw: Arc<[u8]>) -> Self {
        let (front, outline) = outline::read(&document.prose());
        let extraction = indicator::read(&document, &front, &outline);
        Self {
            lines: Arc::new(LineIndex::new(&document.text)),
            outline,
            periods: extraction.periods,
            observations: extraction.observations,
            region: region_of(&document, &front),
            sheets_title: workbook::title(&document),
            front,
            document: Arc::new(document),
            raw,
            card: OnceLock::new(),
            names: OnceLock::new(),
            review: Review::default(),
        }
    }

    /// The same with the user's corrections laid over what was read. `self` is the report as read.
    ///
    /// What a correction of the report's own place and period or of its headings means for its figures is read anew.
    #[must_use]
    pub fn corrected(&self, corrections: &Arc<Corrections>) -> Self {
        let mut review = Review { corrections: Arc::clone(corrections), ..Review::default() };
        let (document, about) = (&*self.document, &corrections.about);
        let front = told_front(&self.front, about, &document.text);
        let outline = corrections::apply_headings(document, &self.outline, corrections, &mut review);
        let told = ReportPeriods { period: about.period, plan: about.plan };
        let again = outline.is_some() || front.is_some() || told != ReportPeriods::default();
        let front = front.unwrap_or_else(|| self.front.clone());
        let outline = outline.unwrap_or_else(|| self.outline.clone());
        let (mut periods, mut observations) = if again {
            let extraction = indicator::read_as(document, &front, &outline, told);
            (extraction.periods, extraction.observations)
        } else {
            (self.periods, self.observations.clone())
        };
        periods = ReportPeriods { period: told.period.or(periods.period), plan: told.plan.or(periods.plan) };
        corrections::apply_figures(document, &outline, &mut observations, corrections, &mut review);
        Self {
            document: Arc::clone(&self.document),
            lines: Arc::clone(&self.lines),
            region: about.place.clone().unwrap_or_else(|| self.region.clone()),
            sheets_title: self.sheets_title.clone(),
            raw: Arc::clone(&self.raw),
            front,
            outline,
            periods,
            observations,
            card: OnceLock::new(),
            names: OnceLock::new(),
            review,
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
        let named = |title: &&str| !title.is_empty();
        let told = self.review.corrections.about.title.as_deref();
        let read = || self.front.title.map(|span| span.of(&self.document.text).trim()).filter(named);
        match told.or_else(read).or(Some(self.sheets_title.as_str()).filter(named)) {
            Some(title) => title,
            None => self.document.name.rsplit_once('.').map_or(self.document.name.as_str(), |(stem, _)| stem),
        }
    }

    /// Who issued it; empty where unknown.
    #[must_use]
    pub fn issuer(&self) -> &str {
        match &self.review.corrections.about.issuer {
            Some(issuer) => issuer,
            None => self.front.issuer.map_or("", |span| span.of(&self.document.text)).trim(),
        }
    }

    /// The place it is about: 冷水滩区; empty where unknown.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The place it is about, with its level and with what it lies in; without a name where unknown.
    #[must_use]
    pub fn area(&self) -> &Area {
        &self.card().area
    }

    /// What it is grouped and chosen by. Told once: a library of thousands asks for it again and again.
    #[must_use]
    pub fn card(&self) -> &Arc<Card> {
        self.card.get_or_init(|| Arc::new(Card::of(self, divisions::area(&self.region))))
    }

    /// What its figures were read as: each indicator and scope once, a line each. Told once, so that words are looked for in one text and
    /// not figure by figure.
    #[must_use]
    pub fn names(&self) -> &str {
        self.names.get_or_init(|| {
            let names = self.observations.iter().flat_map(|o| [Some(o.indicator.name()), o.scope.as_deref()]).flatten();
            names.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("\n").into()
        })
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

    /// The table and the cell a figure stands in: a sheet's name or a table's caption, which may be empty, and the address.
    #[must_use]
    pub fn cell(&self, place: Place) -> Option<(&str, CellAddress)> {
        let (at, sheet) = match place {
            Place::Cell(at) => (at, self.document.sheets.get(at.sheet as usize)?),
            Place::Text(span) => {
                let at = self.document.table_cell(span.start as usize)?;
                (at, &self.document.tables.get(at.sheet as usize)?.sheet)
            }
        };
        Some((sheet.name.as_str(), at))
    }

    /// The sentence around a figure of the text: up to the 。！？； or line end on either side. For a cell, what it shows.
    #[must_use]
    pub fn sentence(&self, place: Place) -> &str {
        match place {
            Place::Text(span) => self.sentence_span(span).of(&self.document.text),
            Place::Cell(_) => self.words(place),
        }
    }

    /// Where the sentence around a place of the text stands, without the blanks around it.
    #[must_use]
    pub fn sentence_span(&self, span: Span) -> Span {
        let text = self.document.text.as_str();
        let before = text.get(..span.start as usize).unwrap_or("");
        let start = before.char_indices().rfind(|(_, c)| SENTENCE_ENDS.contains(c)).map_or(0, |(at, c)| at + c.len_utf8());
        let after = text.get(span.end as usize..).unwrap_or("");
        let end = after
            .char_indices()
            .find(|(_, c)| SENTENCE_ENDS.contains(c))
            .map_or(text.len(), |(at, c)| span.end as usize + at + if c == '\n' { 0 } else { c.len_utf8() });
        let words = text.get(start..end).unwrap_or("");
        let start = start + words.len() - words.trim_start().len();
        Span::new(start, start + words.trim().len())
    }
}

/// The front matter as told, where the words told stand in the text; `None` where nothing told changes it.
fn told_front(read: &Front, about: &About, text: &str) -> Option<Front> {
    let span = |told: &str| text.find(told).map(|at| Span::new(at, at + told.len()));
    let mut front = read.clone();
    if let Some(title) = about.title.as_deref().and_then(span) {
        front.title = Some(title);
    }
    if let Some(issuer) = about.issuer.as_deref().and_then(span) {
        front.issuer = Some(issuer);
    }
    if let Some(place) = &about.place {
        front.region = span(place);
    }
    (front != *read).then_some(front)
}

/// The place a document is about: what its front matter says, for a workbook its first sheet's title or its name.
fn region_of(document: &Document, front: &Front) -> String {
    if let Some(span) = front.region {
        return span.of(&document.text).to_owned();
    }
    let titles = document.sheets.iter().filter_map(|s| s.cells.iter().map(|c| c.shown.as_str()).find(|shown| !shown.is_empty()));
    titles.chain([document.name.as_str()]).find_map(outline::place_in).unwrap_or_default().to_owned()
}
