//! What a figure that was missed may be: the engine's own reading of the words that the user points at.

use super::Reading;
use crate::base::Span;
use crate::document::CellAddress;
use crate::indicator::catalogue;
use crate::indicator::lexer::{self, Kind};
use crate::indicator::{Measure, Observation, Place, Status, Value};
use crate::library::Report;
use crate::quantity::{Dimension, Found, Number, Quantity, read_at};

/// How far back an indicator's name is looked for, in bytes.
const BACK: usize = 240;

/// What is proposed for a place that the user points at: the place of the whole figure, and how it may read.
///
/// A place that was read and discarded gets its own reading back; one where no number stands keeps the user's bounds and reads 0.
#[must_use]
pub fn propose(report: &Report, pointed: Place) -> (Place, Reading) {
    match pointed {
        Place::Text(span) => text(report, span),
        Place::Cell(at) => cell(report, at),
    }
}

fn text(report: &Report, pointed: Span) -> (Place, Reading) {
    let overlaps = |o: &Observation| matches!(o.place, Place::Text(span) if span.overlaps(pointed));
    if let Some((o, _)) = report.review.discarded.iter().find(|(o, _)| overlaps(o)) {
        return (o.place, Reading::of(o));
    }
    let text = report.document.text.as_str();
    // A number pointed at in its middle begins before.
    let head = text.get(..pointed.start as usize).unwrap_or("");
    let begin = head.trim_end_matches(|c: char| c.is_numeric() || matches!(c, '.' | ',' | '．' | '，')).len();
    let begin = begin + head.get(begin..).map_or(0, |tail| tail.len() - tail.trim_start_matches(['.', ',', '．', '，']).len());
    let inside = text.get(begin..pointed.end as usize).unwrap_or("");
    let quantity =
        inside.char_indices().find_map(|(at, _)| quantities(read_at(text, begin + at)?).into_iter().find(|q| q.span.overlaps(pointed)));
    let mut reading = Reading::unknown();
    let mut place = pointed;
    if let Some(quantity) = quantity {
        place = quantity.span;
        fill(&mut reading, &quantity, text);
    }
    let before = text.get(..place.start as usize).unwrap_or("");
    let mut from = before.len().saturating_sub(BACK);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let from = before.get(from..).and_then(|tail| tail.rfind(['。', '\n'])).map_or(from, |at| from + at);
    let mut tokens = Vec::new();
    let from = if before.is_char_boundary(from) { from } else { before.len() };
    lexer::read(text, from, before.len(), &mut tokens);
    let (mut domain, mut noun) = (None, None);
    for token in &tokens {
        let Kind::Word(word) = token.kind else { continue };
        domain = word.meaning.domain.or(domain);
        noun = word.meaning.noun.or(noun);
        let paired = domain.zip(noun).and_then(|(domain, noun)| catalogue::builtin().pair(domain, noun));
        if let Some(index) = word.meaning.indicator.or(paired.filter(|_| word.meaning.noun.is_some())) {
            reading.indicator = catalogue::builtin().indicator(index).name.clone();
        }
    }
    // Period and status as those of the figure nearest above it in the same section.
    let heading = report.outline.at(place.start as usize).and_then(|at| u32::try_from(at).ok());
    let near = report.observations.iter().rev().find(|o| o.heading == heading && matches!(o.place, Place::Text(s) if s.end <= place.start));
    let (period, status) = near.map_or((report.periods.period, Status::Actual), |o| (o.period, o.status));
    (reading.period, reading.status) = (period, status);
    if reading.indicator.is_empty()
        && let Some(near) = near
    {
        reading.indicator = near.indicator.name().to_owned();
    }
    (Place::Text(place), reading)
}

fn quantities(found: Found) -> Vec<Quantity> {
    match found {
        Found::One(quantity) => vec![quantity],
        Found::Ratio(quantities) => quantities,
        Found::Name(_) => Vec::new(),
    }
}

fn fill(reading: &mut Reading, quantity: &Quantity, text: &str) {
    reading.value = match quantity.number {
        Number::Exact(n) => Value::Number(n),
        Number::Range(from, to) => Value::Range(from, to),
        Number::Masked => Value::Masked,
    };
    reading.unit = quantity.unit.written.of(text).to_owned();
    reading.measure = match quantity.unit.dimension {
        Some(Dimension::Percent | Dimension::Times) => Measure::Growth,
        Some(Dimension::Point) => Measure::Change,
        Some(Dimension::Rank) => Measure::Rank,
        _ => Measure::Level,
    };
}

fn cell(report: &Report, at: CellAddress) -> (Place, Reading) {
    let place = Place::Cell(at);
    if let Some((o, _)) = report.review.discarded.iter().find(|(o, _)| o.place == place) {
        return (place, Reading::of(o));
    }
    let mut reading = Reading::unknown();
    if let Some(quantity) = read_at(report.words(place).trim_start(), 0).and_then(|found| quantities(found).first().copied()) {
        fill(&mut reading, &quantity, report.words(place).trim_start());
    }
    // The neighbours of its row name the indicator, those of its column the period.
    let near = |same: &dyn Fn(CellAddress) -> bool| {
        report.observations.iter().find(|o| matches!(o.place, Place::Cell(other) if other.sheet == at.sheet && same(other)))
    };
    if let Some(row) = near(&|other| other.row == at.row) {
        (reading.indicator, reading.unit, reading.measure) = (row.indicator.name().to_owned(), row.unit.to_string(), row.measure);
        reading.period = row.period;
    }
    if let Some(column) = near(&|other| other.column == at.column) {
        (reading.period, reading.status) = (column.period, column.status);
    }
    (place, reading)
}
