//! Decisions about headings, laid over those that were read: the tree is built again from their levels.

use super::{Corrections, DEEPEST, HeadingTold, Review};
use crate::base::Span;
use crate::document::Document;
use crate::indicator::Place;
use crate::outline::{Heading, Outline};

/// A heading on its way into the tree: what was read, and whether a decision made or changed it.
struct Item {
    heading: Heading,
    changed: Option<usize>,
}

/// Applies the decisions. Gives `None` when there are none that change anything.
pub(in crate::library) fn apply(document: &Document, outline: &Outline, corrections: &Corrections, review: &mut Review) -> Option<Outline> {
    if corrections.headings.is_empty() {
        return None;
    }
    let mut items: Vec<Item> = outline.headings.iter().map(|h| Item { heading: h.clone(), changed: None }).collect();
    for (index, correction) in corrections.headings.iter().enumerate() {
        let found = correction.at.find(document);
        let title = correction.told.as_ref().map(|told| told.title.find(document));
        let (Some(Place::Text(span)), None | Some(Some(Place::Text(_)))) = (found, title) else {
            review.unfit_headings.push(index);
            continue;
        };
        let begins = items.iter().position(|item| item.heading.section.start == span.start);
        let holds = |item: &Item| span_of(&item.heading).overlaps(span) && item.heading.section.start <= span.start;
        let at = begins.or_else(|| items.iter().position(holds));
        let title = match title {
            Some(Some(Place::Text(title))) => title,
            _ => Span::default(),
        };
        match (&correction.told, at) {
            (None, Some(at)) => review.removed.push((items.remove(at).heading, index)),
            // Not read as a heading any more: as the user said.
            (None, None) => {}
            // The same heading, or one inside another's title: that is split.
            (Some(told), Some(at))
                if items.get(at).is_some_and(|item| item.heading.section.start == span.start || told_of(item, title)) =>
            {
                if let Some(item) = items.get_mut(at) {
                    change(item, told, title, index);
                }
            }
            (Some(told), _) => {
                let heading = Heading {
                    level: told.level.clamp(1, DEEPEST),
                    marker: Span::new(span.start as usize, title.start.max(span.start) as usize),
                    number: None,
                    title,
                    section: span,
                    parent: None,
                    repaired: false,
                };
                let at = items.partition_point(|item| item.heading.section.start <= span.start);
                items.insert(at, Item { heading, changed: Some(index) });
            }
        }
    }
    Some(build(document, outline, items, review))
}

/// Whether a title is the item's own, told with other bounds.
fn told_of(item: &Item, title: Span) -> bool {
    item.heading.title.start == title.start
}

/// Mark and title of a heading.
pub(super) fn span_of(heading: &Heading) -> Span {
    if heading.marker.is_empty() { heading.title } else { heading.marker.cover(heading.title) }
}

fn change(item: &mut Item, told: &HeadingTold, title: Span, index: usize) {
    item.heading.level = told.level.clamp(1, DEEPEST);
    item.heading.title = title;
    item.changed = Some(index);
}

/// The tree anew: a heading stands under the nearest one above of a higher level, and ends where one of its own or a higher
/// level begins. Where a section was read to end before that, as above closing words, it still does.
fn build(document: &Document, read: &Outline, items: Vec<Item>, review: &mut Review) -> Outline {
    let end = read.headings.iter().map(|h| h.section.end).max().filter(|&end| end > 0);
    let end = end.unwrap_or_else(|| u32::try_from(document.text.len()).unwrap_or(u32::MAX));
    let begins = |at: u32| read.headings.binary_search_by_key(&at, |h| h.section.start).is_ok();
    let mut headings: Vec<Heading> = Vec::with_capacity(items.len());
    let mut open: Vec<usize> = Vec::new();
    for (index, Item { mut heading, changed }) in items.into_iter().enumerate() {
        let start = heading.section.start;
        while let Some(above) = open.last().and_then(|&last| headings.get_mut(last)) {
            if above.level < heading.level && above.section.end > start {
                break;
            }
            above.section.end = above.section.end.min(start);
            open.pop();
        }
        heading.parent = open.last().copied();
        if changed.is_some() || begins(heading.section.end) {
            let above = heading.parent.and_then(|parent| headings.get(parent));
            heading.section.end = above.map_or(end, |above| above.section.end).max(heading.title.end);
        }
        if let Some(correction) = changed {
            review.headings.insert(index, correction);
        }
        headings.push(heading);
        open.push(index);
    }
    Outline { headings }
}
