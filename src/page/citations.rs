//! Where each number comes from, numbered: the sentence or the cell, its report and section. One number a sentence, however
//! many figures it holds.

use super::sources::quoted;
use crate::chart::figures::measured;
use crate::document::CellAddress;
use crate::indicator::Place;
use crate::library::{Library, ObservationRef, Report, ReportId};
use std::collections::BTreeMap;

/// How many characters of a sentence are quoted on a page.
const QUOTED: usize = 140;

/// Where a figure stands, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The report's title in 《》.
    pub report: String,
    /// The file's name.
    pub file: String,
    /// The heading above it (“（二）聚力项目攻坚”), or the sheet with the cell (“工业”B3).
    pub section: String,
    /// The page of the file, where it has pages.
    pub page: Option<usize>,
    /// What is measured, as the report's figures are named: 工业投资增速.
    pub indicator: String,
    /// In what unit.
    pub unit: String,
    /// Whether it is a cell: its number alone says nothing.
    pub is_cell: bool,
    /// The whole sentence; of a cell, what it shows.
    pub sentence: String,
    /// Number and unit as written.
    pub words: String,
}

impl Citation {
    /// Where the figure stands; `None` when its report is gone.
    #[must_use]
    pub fn of(at: ObservationRef, library: &Library) -> Option<Self> {
        let (report, observation) = library.observation(at)?;
        let title: String = report.title().split_whitespace().collect::<Vec<_>>().join(" ");
        let text = &report.document.text;
        let section = match report.cell(observation.place) {
            Some((name, cell)) => format!("“{name}”{}", cell.a1()),
            None => observation
                .heading
                .and_then(|h| report.outline.headings.get(h as usize))
                .map_or(String::new(), |heading| quoted(heading.marker.of(text), heading.title.of(text))),
        };
        let page = match observation.place {
            Place::Text(span) => report.document.page_of(span.start as usize),
            Place::Cell(_) => None,
        };
        Some(Self {
            indicator: measured(&observation.indicator, observation.measure),
            unit: observation.unit.to_string(),
            is_cell: matches!(observation.place, Place::Cell(_)),
            report: if title.starts_with('《') { title } else { format!("《{title}》") },
            file: report.document.name.clone(),
            section,
            page,
            sentence: report.sentence(observation.place).split_whitespace().collect::<Vec<_>>().join(" "),
            words: report.words(observation.place).trim().to_owned(),
        })
    }

    /// Report, section, page: 《…》“（二）…”，第3页.
    #[must_use]
    pub fn place(&self) -> String {
        let page = self.page.map_or(String::new(), |page| format!("，第{page}页"));
        format!("{}{}{page}", self.report, self.section)
    }

    /// The sentence, or as much of it around the figure as a page takes, …… where something is left out. Of a cell its
    /// indicator and what it shows.
    #[must_use]
    pub fn excerpt(&self) -> String {
        if self.is_cell {
            // The unit of a cell stands elsewhere in its table.
            let told = self.unit.is_empty() || self.words.ends_with(&self.unit);
            let unit = if told { String::new() } else { format!("（{}）", self.unit) };
            return format!("{}{unit}：{}", self.indicator, self.words);
        }
        let count = self.sentence.chars().count();
        if count <= QUOTED {
            return self.sentence.clone();
        }
        let found = self.sentence.find(&self.words).and_then(|at| self.sentence.get(..at)).map_or(0, |before| before.chars().count());
        let from = found.saturating_sub(QUOTED / 2).min(count - QUOTED);
        let middle: String = self.sentence.chars().skip(from).take(QUOTED).collect();
        let (before, after) = (if from > 0 { "……" } else { "" }, if from + QUOTED < count { "……" } else { "" });
        format!("{before}{middle}{after}")
    }
}

/// Citations of many figures, numbered from 1 in the order of their first figure.
#[derive(Clone, Debug, Default)]
pub struct Citations {
    list: Vec<Citation>,
    numbers: BTreeMap<ObservationRef, usize>,
}

impl Citations {
    /// Numbers the places of these figures.
    #[must_use]
    pub fn of(figures: impl IntoIterator<Item = ObservationRef>, library: &Library) -> Self {
        let mut found = Self::default();
        let mut places: BTreeMap<(ReportId, (Option<CellAddress>, usize)), usize> = BTreeMap::new();
        for at in figures {
            if found.numbers.contains_key(&at) {
                continue;
            }
            let Some((report, observation)) = library.observation(at) else { continue };
            let place = (at.report, key(report, observation.place));
            let number = match places.get(&place) {
                Some(&number) => number,
                None => {
                    let Some(citation) = Citation::of(at, library) else { continue };
                    found.list.push(citation);
                    places.insert(place, found.list.len());
                    found.list.len()
                }
            };
            found.numbers.insert(at, number);
        }
        found
    }

    /// The number of a figure's place.
    #[must_use]
    pub fn number(&self, at: ObservationRef) -> Option<usize> {
        self.numbers.get(&at).copied()
    }

    /// All of them, number 1 first.
    #[must_use]
    pub fn list(&self) -> &[Citation] {
        &self.list
    }
}

/// What two figures of one report share when they stand in one cell or one sentence.
fn key(report: &Report, place: Place) -> (Option<CellAddress>, usize) {
    match place {
        Place::Cell(at) => (Some(at), 0),
        // A sentence is a piece of the text: told by where it begins.
        Place::Text(_) => (None, (report.sentence(place).as_ptr() as usize).saturating_sub(report.document.text.as_ptr() as usize)),
    }
}
