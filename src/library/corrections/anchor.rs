//! A place of a source with the words that stand there, by which it is found again.

use crate::base::Span;
use crate::document::{CellAddress, Document, Sheet};
use crate::indicator::{Observation, Place};
use crate::library::Report;

/// How many characters before a place are remembered.
const BEFORE: usize = 12;

/// A figure's indicator and scope: 行业增加值 食品.
pub(super) fn scoped(o: &Observation) -> String {
    format!("{} {}", o.indicator.name(), o.scope.as_deref().unwrap_or_default())
}

/// A place and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Where it was.
    pub place: Place,
    /// What stood there.
    pub words: Box<str>,
    /// What stood right before it, at most twelve characters; empty for a cell.
    pub before: Box<str>,
    /// Which of several figures that stand there, by the indicator that was read (A、B均居全国首位), and its scope where that is the same
    /// (甲业、乙业均增长14.2%); empty where one does.
    pub of: Box<str>,
}

impl Anchor {
    /// The anchor of a place as it is now.
    #[must_use]
    pub fn of(document: &Document, place: Place) -> Self {
        match place {
            Place::Text(span) => {
                let head = document.text.get(..span.start as usize).unwrap_or("");
                let from = head.char_indices().rev().take(BEFORE).last().map_or(0, |(at, _)| at);
                let from = if head.is_empty() { 0 } else { from };
                Self { place, words: span.of(&document.text).into(), before: head.get(from..).unwrap_or("").into(), of: "".into() }
            }
            Place::Cell(at) => {
                let shown = document.sheets.get(at.sheet as usize).and_then(|s| s.cell(at.row, at.column)).map_or("", |c| &*c.shown);
                Self { place, words: shown.into(), before: "".into(), of: "".into() }
            }
        }
    }

    /// The anchor of a figure of a report: by its indicator too, where several figures stand at its place.
    #[must_use]
    pub fn of_figure(report: &Report, o: &Observation) -> Self {
        let discarded = report.review.discarded.iter().map(|(o, _)| o);
        let beside = || report.observations.iter().chain(discarded.clone()).filter(|other| other.place == o.place);
        let of = match beside().filter(|other| other.indicator.name() == o.indicator.name()).count() {
            _ if beside().count() < 2 => Box::default(),
            0 | 1 => o.indicator.name().into(),
            _ => scoped(o).into(),
        };
        Self { of, ..Self::of(&report.document, o.place) }
    }

    /// Where its words stand now: at the same place; else where the same words follow the same words, the nearest to where they
    /// were; else where they stand once in the whole source. `None` when they are gone.
    #[must_use]
    pub fn find(&self, document: &Document) -> Option<Place> {
        if self.words.is_empty() {
            return None;
        }
        match self.place {
            Place::Text(span) => self.find_text(&document.text, span).map(Place::Text),
            Place::Cell(at) => {
                let sheet: &Sheet = document.sheets.get(at.sheet as usize)?;
                if sheet.cell(at.row, at.column).is_some_and(|cell| *cell.shown == *self.words) {
                    return Some(self.place);
                }
                let mut same = (0_usize..).zip(&sheet.cells).filter(|(_, cell)| *cell.shown == *self.words).map(|(n, _)| n);
                let n = same.next()?;
                if same.next().is_some() || sheet.width == 0 {
                    return None;
                }
                let address = |n: usize| u32::try_from(n).ok();
                Some(Place::Cell(CellAddress { row: address(n / sheet.width as usize)?, column: address(n % sheet.width as usize)?, ..at }))
            }
        }
    }

    fn find_text(&self, text: &str, span: Span) -> Option<Span> {
        if text.get(span.range()) == Some(&*self.words) && text.get(..span.start as usize)?.ends_with(&*self.before) {
            return Some(span);
        }
        let (mut nearest, mut all): (Option<usize>, usize) = (None, 0);
        let mut only = 0;
        for (at, _) in text.match_indices(&*self.words) {
            (all, only) = (all + 1, at);
            let follows = text.get(..at).is_some_and(|head| head.ends_with(&*self.before));
            if follows && nearest.is_none_or(|n| at.abs_diff(span.start as usize) < n.abs_diff(span.start as usize)) {
                nearest = Some(at);
            }
        }
        let at = nearest.or((all == 1).then_some(only))?;
        Some(Span::new(at, at + self.words.len()))
    }
}
