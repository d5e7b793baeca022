//! Decisions about figures, laid over those that were read.

use super::anchor::scoped;
use super::{Corrections, Decision, Made, Mark, Reading, Review};
use crate::document::Document;
use crate::indicator::{Evidences, Observation, Place};
use crate::outline::Outline;

/// Applies the decisions. `observations` are those read, in their order; they stay in it, added ones at their places.
pub(in crate::library) fn apply(
    document: &Document,
    outline: &Outline,
    observations: &mut Vec<Observation>,
    corrections: &Corrections,
    review: &mut Review,
) {
    if corrections.figures.is_empty() {
        return;
    }
    let mut marked: Vec<(Observation, Option<Mark>)> = std::mem::take(observations).into_iter().map(|o| (o, None)).collect();
    for (index, correction) in corrections.figures.iter().enumerate() {
        let Some(place) = correction.at.find(document) else {
            review.unfit_figures.push(index);
            continue;
        };
        let at = position(&marked, place, &correction.at.of);
        match (&correction.decision, at) {
            (Decision::Discarded, Some(at)) => review.discarded.push((marked.remove(at).0, index)),
            // Not read as a figure any more: as the user said.
            (Decision::Discarded, None) => {}
            (Decision::Confirmed(reading), Some(at)) => put(&mut marked, at, reading, Made::Confirmed, index),
            (Decision::Corrected(reading), Some(at)) => put(&mut marked, at, reading, Made::Corrected, index),
            (Decision::Added(reading), Some(at)) => put(&mut marked, at, reading, Made::Added, index),
            (Decision::Confirmed(reading) | Decision::Corrected(reading) | Decision::Added(reading), None) => {
                let mut added = reading.observation(place);
                added.heading = heading(outline, place);
                let mark = Mark { made: Made::Added, former: None, correction: index };
                let at = marked.partition_point(|(o, _)| order(o.place) <= order(place));
                marked.insert(at, (added, Some(mark)));
            }
        }
    }
    for (index, (o, mark)) in (0_u32..).zip(marked) {
        observations.push(o);
        if let Some(mark) = mark {
            review.marks.insert(index, mark);
        }
    }
}

/// The figure at a place, of several there the one that was read as `of`; where another reader draws its bounds otherwise, the one that
/// shares the most with it.
fn position(marked: &[(Observation, Option<Mark>)], place: Place, of: &str) -> Option<usize> {
    let from = marked.partition_point(|(o, _)| order(o.place) < order(place));
    let read = |(o, mark): &(Observation, Option<Mark>)| {
        let was = mark.as_ref().and_then(|m| m.former.as_deref()).unwrap_or(o);
        was.indicator.name() == of || of.contains(' ') && scoped(was) == of
    };
    let beside = marked.get(from..).unwrap_or_default().iter().take_while(|(o, _)| o.place == place);
    if let Some(at) = beside.enumerate().find_map(|(i, m)| read(m).then_some(i)).filter(|_| !of.is_empty()) {
        return Some(from + at);
    }
    if marked.get(from).is_some_and(|(o, _)| o.place == place) {
        return Some(from);
    }
    let Place::Text(wanted) = place else { return None };
    let near = from.saturating_sub(2)..(from + 2).min(marked.len());
    near.filter(|&at| marked.get(at).is_some_and(|(o, _)| matches!(o.place, Place::Text(span) if span.overlaps(wanted)))).max_by_key(
        |&at| match marked.get(at).map(|(o, _)| o.place) {
            Some(Place::Text(span)) => span.end.min(wanted.end) - span.start.max(wanted.start),
            _ => 0,
        },
    )
}

/// The order of places: text first, then by sheet, row and column.
fn order(place: Place) -> (u32, u32, u32, u32, u32) {
    match place {
        Place::Text(span) => (0, span.start, span.end, 0, 0),
        Place::Cell(at) => (1, 0, at.sheet, at.row, at.column),
    }
}

fn put(marked: &mut [(Observation, Option<Mark>)], at: usize, reading: &Reading, made: Made, correction: usize) {
    let Some((o, mark)) = marked.get_mut(at) else { return };
    let former = if Reading::of(o) == *reading { None } else { Some(Box::new(o.clone())) };
    let told = reading.observation(o.place);
    // The words that gave what is left as it was still say so.
    let evidence = if former.is_none() { std::mem::take(&mut o.evidence) } else { Evidences::new() };
    // A name that was left as it was stays what it was: the report's own words are not looked up again.
    let indicator = if o.indicator.name() == reading.indicator { o.indicator.clone() } else { told.indicator.clone() };
    *o = Observation { indicator, heading: o.heading, evidence, ..told };
    *mark = Some(Mark { made, former, correction });
}

fn heading(outline: &Outline, place: Place) -> Option<u32> {
    match place {
        Place::Text(span) => outline.at(span.start as usize).and_then(|at| u32::try_from(at).ok()),
        Place::Cell(_) => None,
    }
}
