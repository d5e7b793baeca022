//! The tables that stand within a text: their title and unit are the lines above them, their period is the section's where
//! they tell none, and every figure has its place in the text.

use super::context::Context;
use super::label::clean;
use super::when::{self, Months, When};
use super::{read_sheet, unit};
use crate::base::{Period, Span};
use crate::document::{Cell, CellValue, Document, Inset, Merge, Sheet};
use crate::indicator::context::Section;
use crate::indicator::{Evidence, Observation, Place, Status};
use crate::outline::{Front, Outline};

/// The most lines above a table that are looked at.
const LINES: usize = 6;
/// The longest of them, in bytes, that is no paragraph.
const LONGEST: usize = 50 * 3;

/// Reads the tables of a text, by table, row and column. `section` gives what the section of a heading says.
pub(in crate::indicator) fn read(
    document: &Document,
    front: &Front,
    outline: &Outline,
    section: impl Fn(Option<usize>) -> Section,
) -> Vec<Observation> {
    let mut out = Vec::new();
    let mut before = 0;
    for (index, inset) in (0_u32..).zip(&document.tables) {
        let above = lines_above(&document.text, before, inset.span.start as usize, front, outline);
        before = inset.span.end as usize;
        let heading = outline.at(inset.span.start as usize);
        let section = section(heading);
        let outer = Context { when: section.period.map(when_of).unwrap_or_default(), ..Context::default() };
        let mut found = Vec::new();
        let lead = u32::try_from(above.len()).unwrap_or(0);
        read_sheet(&with_lines(inset, &document.text, &above), index, &outer, &mut found);
        let place = |place: Place| match place {
            Place::Cell(at) if at.row < lead => above.get(at.row as usize).copied(),
            Place::Cell(at) => inset.span_of(at.row - lead, at.column),
            Place::Text(span) => Some(span),
        };
        for mut observation in found {
            let Some(span) = place(observation.place) else { continue };
            let evidence = std::mem::take(&mut observation.evidence);
            observation.evidence =
                evidence.into_iter().filter_map(|e| Some(Evidence { place: Place::Text(place(e.place)?), ..e })).collect();
            // Figures of a plan that do not say otherwise are planned.
            if section.plan && observation.status == Status::Actual && observation.period == section.period {
                observation.status = Status::Target;
            }
            observation.place = Place::Text(span);
            observation.heading = heading.and_then(|h| u32::try_from(h).ok());
            out.push(observation);
        }
    }
    out
}

/// The table's title, and the unit and period lines around it, from the top; paragraphs and page furniture are none of them.
fn lines_above(text: &str, from: usize, to: usize, front: &Front, outline: &Outline) -> Vec<Span> {
    let mut found = Vec::new();
    let mut end = to;
    for _ in 0..LINES {
        let Some(above) = text.get(from..end).map(str::trim_end).filter(|above| !above.is_empty()) else { break };
        let start = above.rfind('\n').map_or(from, |at| from + at + 1);
        let line = text.get(start..from + above.len()).unwrap_or("");
        let words = line.trim();
        let mut span = Span::new(from + above.len() - line.trim_start().len(), from + above.len());
        end = start;
        if front.furniture.iter().any(|f| f.overlaps(span)) {
            continue;
        }
        if words.len() > LONGEST || words.ends_with(['。', '；', '：', '，', ':', ';']) || words.contains('。') {
            break;
        }
        // 三、主要指标: without its mark.
        if let Some(heading) = outline.headings.iter().rfind(|h| span.contains(h.section.start as usize)) {
            span = Span { start: heading.title.start, ..span };
        }
        found.push(span);
        let label = clean(words);
        if unit::line(&label).is_none() && when::whole(label.trim_matches(['(', ')'])).is_none() {
            break;
        }
    }
    found.reverse();
    found
}

/// The table as a sheet, the lines above it its first rows.
fn with_lines(inset: &Inset, text: &str, above: &[Span]) -> Sheet {
    let table = &inset.sheet;
    let lead = u32::try_from(above.len()).unwrap_or(0);
    let right = table.width.saturating_sub(1);
    let mut sheet = Sheet { name: table.name.clone(), height: table.height + lead, width: table.width, ..Sheet::default() };
    sheet.cells.reserve(above.len() * table.width as usize + table.cells.len());
    for (row, span) in (0_u32..).zip(above) {
        sheet.cells.push(Cell { value: CellValue::Text, shown: span.of(text).into() });
        sheet.cells.extend((0..right).map(|_| Cell::default()));
        if right > 0 {
            sheet.merges.push(Merge { top: row, left: 0, bottom: row, right });
        }
    }
    sheet.cells.extend(table.cells.iter().cloned());
    sheet.merges.extend(table.merges.iter().map(|m| Merge { top: m.top + lead, bottom: m.bottom + lead, ..*m }));
    sheet
}

/// A section's period, as a table's surroundings would tell it.
fn when_of(period: Period) -> When {
    let (first, last) = (period.first(), period.last());
    if first.year != last.year {
        return When { year: Some(last.year), from_year: Some(first.year), ..When::default() };
    }
    let months = if period.is_year() { None } else { Some(Months::Span(first.month, last.month)) };
    When { year: Some(last.year), months, ..When::default() }
}
