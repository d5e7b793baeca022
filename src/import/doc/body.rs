//! The body and its notes: paragraphs and tables as a reader sees them. Left out: what was deleted or hidden, the
//! instructions of fields, pictures.

use super::header::{Header, Part};
use super::lists::{self, HIDDEN, Styles};
use super::pieces::Text;
use super::properties::{ROW, Runs, sets};
use crate::base::Progress;
use crate::import::docx::{notes, numbering::Numbering};
use crate::import::flow::{Block, Cell, Table};
use crate::import::ole::{u16_at, u32_at};
use crate::import::{ImportError, limits};

/// Marks that the text holds among its characters (MS-DOC 2.4.1).
mod mark {
    pub const NOTE: u16 = 0x02;
    pub const CELL: u16 = 0x07;
    pub const TAB: u16 = 0x09;
    pub const LINE: u16 = 0x0B;
    pub const PAGE: u16 = 0x0C;
    pub const PARAGRAPH: u16 = 0x0D;
    pub const COLUMN: u16 = 0x0E;
    pub const FIELD: u16 = 0x13;
    pub const FIELD_RESULT: u16 = 0x14;
    pub const FIELD_END: u16 = 0x15;
    pub const HYPHEN: u16 = 0x1E;
}

/// Properties that the walk looks at.
const DELETED: u16 = 0x0800;
const IN_TABLE: u16 = 0x2416;
const ROW_END: u16 = 0x2417;
const TABLE_DEPTH: u16 = 0x6649;
/// Edges of cells less than so many twentieths of a point apart are one edge.
const SAME_EDGE: i32 = 40;

/// The parts of a document that the walk needs.
pub(super) struct Parts<'a> {
    pub(super) text: &'a Text,
    pub(super) header: &'a Header,
    pub(super) table: &'a [u8],
    pub(super) characters: Runs<'a>,
    pub(super) paragraphs: Runs<'a>,
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) progress: &'a Progress,
}

/// A row whose cells are gathered.
#[derive(Default)]
struct Row {
    cells: Vec<Vec<Block>>,
    /// Edges of its cells from left to right, one more than cells.
    edges: Vec<i32>,
    /// Of each cell: whether it goes on with the one to the left, and with the one above.
    merges: Vec<(bool, bool)>,
}

/// What a walk over a range of characters has open.
#[derive(Default)]
struct Open {
    blocks: Vec<Block>,
    rows: Vec<Row>,
    cells: Vec<Vec<Block>>,
    /// Paragraphs of the cell that is open.
    cell: Vec<Block>,
    line: Vec<u16>,
    /// Fields that are open: whether each has come to its result.
    fields: Vec<bool>,
}

/// What a paragraph's properties say of it.
#[derive(Default)]
struct Meant<'a> {
    style: u16,
    properties: &'a [u8],
    in_table: bool,
    row_end: bool,
    depth: u32,
}

/// The body, then text boxes, footnotes and endnotes.
///
/// # Errors
/// When the user stopped it.
pub(super) fn read(parts: &mut Parts<'_>) -> Result<Vec<Block>, ImportError> {
    let [body, footnotes, headers, macros, comments, endnotes, boxes] = parts.header.lengths.map(|n| n as usize);
    let marks = [Part::FootnoteMarks, Part::EndnoteMarks].map(|part| note_marks(parts.header.part(parts.table, part)));
    let mut blocks = parts.range(0, body, &marks)?;
    let notes_at = body;
    let endnotes_at = body.saturating_add(footnotes).saturating_add(headers).saturating_add(macros).saturating_add(comments);
    let boxes_at = endnotes_at.saturating_add(endnotes);
    blocks.extend(parts.range(boxes_at, boxes_at.saturating_add(boxes), &marks)?.into_iter().filter(|block| match block {
        Block::Line(words) => !words.trim().is_empty(),
        Block::Table(_) => true,
    }));
    for (part, start, kind) in [(Part::Footnotes, notes_at, "decimal"), (Part::Endnotes, endnotes_at, "lowerRoman")] {
        let index = parts.header.part(parts.table, part);
        let places: Vec<u32> = (0..index.len() / 4).filter_map(|i| u32_at(index, i * 4)).collect();
        // The last place is the end of an empty paragraph behind the notes.
        let count = places.len().saturating_sub(2);
        for (number, pair) in (1..).zip(places.windows(2).take(count)) {
            let [from, to] = *pair else { break };
            let mut note =
                parts.range(start.saturating_add(from as usize), start.saturating_add(to as usize), &[Vec::new(), Vec::new()])?;
            if let Some(Block::Line(first)) = note.first_mut() {
                *first = format!("{} {}", notes::mark(kind, number), first.trim_start());
            }
            blocks.append(&mut note);
        }
    }
    Ok(blocks)
}

/// Where in the body the marks of notes stand.
fn note_marks(index: &[u8]) -> Vec<u32> {
    // Each place, one more for the end, and two bytes for each mark.
    let count = index.len().saturating_sub(4) / 6;
    (0..count).filter_map(|i| u32_at(index, i * 4)).collect()
}

impl<'a> Parts<'a> {
    /// The blocks of a range of characters.
    fn range(&mut self, from: usize, to: usize, marks: &[Vec<u32>; 2]) -> Result<Vec<Block>, ImportError> {
        let mut open = Open::default();
        let to = to.min(self.text.units.len());
        for at in from.min(to)..to {
            if at % 65_536 == 0 && self.progress.is_cancelled() {
                return Err(ImportError::Cancelled);
            }
            let (Some(&unit), Some(&place)) = (self.text.units.get(at), self.text.places.get(at)) else { break };
            match unit {
                mark::PARAGRAPH | mark::CELL | mark::PAGE => {
                    // The end of a paragraph that was deleted joins it with the next.
                    if unit != mark::PARAGRAPH || !self.is_unseen(place, true) {
                        self.end(&mut open, unit, place);
                    }
                }
                mark::FIELD => open.fields.push(false),
                mark::FIELD_RESULT => {
                    if let Some(result) = open.fields.last_mut() {
                        *result = true;
                    }
                }
                mark::FIELD_END => drop(open.fields.pop()),
                _ if open.fields.contains(&false) || self.is_unseen(place, false) => {}
                mark::NOTE => {
                    let at = u32::try_from(at).unwrap_or(u32::MAX);
                    for (places, format) in marks.iter().zip(["decimal", "lowerRoman"]) {
                        if let Ok(index) = places.binary_search(&at) {
                            open.line.extend(notes::mark(format, u32::try_from(index + 1).unwrap_or(0)).encode_utf16());
                        }
                    }
                }
                mark::LINE | mark::COLUMN => open.line.push(u16::from(b'\n')),
                mark::HYPHEN => open.line.push(u16::from(b'-')),
                mark::TAB => open.line.push(unit),
                0..0x20 => {}
                _ => open.line.push(unit),
            }
        }
        if !open.line.is_empty() {
            let line = std::mem::take(&mut open.line);
            open.blocks.push(Block::Line(String::from_utf16_lossy(&line)));
        }
        open.close_table();
        Ok(open.blocks)
    }

    /// Whether a character was deleted or is hidden. `mark`: of a paragraph's end only the deletion counts.
    fn is_unseen(&self, place: u32, mark: bool) -> bool {
        let (mut deleted, mut hidden) = (false, None);
        for set in sets(self.characters.at(place)) {
            match set.code {
                DELETED => deleted = set.is_on(),
                HIDDEN => hidden = Some(set.is_on()),
                _ => {}
            }
        }
        deleted || (!mark && hidden.unwrap_or(false))
    }

    fn meant(&self, place: u32) -> Meant<'a> {
        let all = self.paragraphs.at(place);
        let mut meant = Meant { style: u16_at(all, 0).unwrap_or(0), properties: all.get(2..).unwrap_or(&[]), ..Meant::default() };
        for set in sets(meant.properties) {
            match set.code {
                IN_TABLE => meant.in_table = set.is_on(),
                ROW_END => meant.row_end = set.is_on(),
                TABLE_DEPTH => meant.depth = u32_at(set.value, 0).unwrap_or(0),
                _ => {}
            }
        }
        meant
    }

    /// A paragraph, a cell or a row ends.
    fn end(&mut self, open: &mut Open, unit: u16, place: u32) {
        let meant = self.meant(place);
        let in_table = unit == mark::CELL || meant.in_table || meant.depth > 0;
        if unit == mark::CELL && meant.row_end {
            open.line.clear();
            let mut row = Row { cells: std::mem::take(&mut open.cells), ..Row::default() };
            read_row(meant.properties, &mut row);
            open.rows.push(row);
            if open.rows.len() > limits::FLOW_ROWS {
                open.close_table();
            }
            return;
        }
        let line = self.line(open, &meant, unit);
        if !in_table {
            open.close_table();
            open.blocks.push(Block::Line(line));
            return;
        }
        open.cell.push(Block::Line(line));
        if unit == mark::CELL {
            open.cells.push(std::mem::take(&mut open.cell));
        }
    }

    /// The words of a paragraph, led by its automatic number.
    fn line(&mut self, open: &mut Open, meant: &Meant<'_>, unit: u16) -> String {
        let words = String::from_utf16_lossy(&std::mem::take(&mut open.line));
        if self.styles.hides(meant.style) {
            return String::new();
        }
        let (own_list, own_level) = lists::of_paragraph(meant.properties);
        let (style_list, style_level) = self.styles.list(meant.style);
        let list = own_list.or(style_list).unwrap_or(0);
        // An empty paragraph before a new page has no number to show.
        if list == 0 || (unit == mark::PAGE && words.is_empty()) {
            return words;
        }
        let level = own_level.or(style_level).unwrap_or(0);
        let number = self.numbering.next_of(list, level);
        number + &words
    }
}

impl Open {
    /// The rows gathered so far become a table.
    fn close_table(&mut self) {
        // Cells whose row does not end were cut off.
        for block in self.cells.drain(..).flatten().chain(self.cell.drain(..)) {
            self.blocks.push(block);
        }
        if self.rows.is_empty() {
            return;
        }
        let rows = std::mem::take(&mut self.rows);
        let mut edges: Vec<i32> = rows.iter().flat_map(|row| row.edges.iter().copied()).collect();
        edges.sort_unstable();
        edges.dedup_by(|b, a| *b - *a < SAME_EDGE);
        let column = |edge: i32| edges.partition_point(|known| *known <= edge - SAME_EDGE + 1);
        let mut table = Table::default();
        for row in rows {
            let mut cells: Vec<Cell> = Vec::with_capacity(row.cells.len());
            let whole = row.edges.len() == row.cells.len() + 1;
            if whole && let Some(&first) = row.edges.first() {
                let before = u32::try_from(column(first)).unwrap_or(0);
                if before > 0 {
                    cells.push(Cell { columns: before, ..Cell::default() });
                }
            }
            for (index, blocks) in row.cells.into_iter().enumerate() {
                let (left, above) = row.merges.get(index).copied().unwrap_or_default();
                let columns = match (row.edges.get(index), row.edges.get(index + 1)) {
                    (Some(&from), Some(&to)) if whole => u32::try_from(column(to).saturating_sub(column(from))).unwrap_or(1).max(1),
                    _ => 1,
                };
                match cells.last_mut().filter(|_| left) {
                    Some(cell) => cell.columns += columns,
                    None => cells.push(Cell { blocks, columns, continued: above, ..Cell::default() }),
                }
            }
            table.rows.push(cells);
        }
        self.blocks.push(Block::Table(table));
    }
}

/// Edges and merges of a row's cells (MS-DOC 2.9.321).
fn read_row(properties: &[u8], row: &mut Row) {
    let Some(set) = sets(properties).filter(|set| set.code == ROW).last() else { return };
    let count = usize::from(set.value.first().copied().unwrap_or(0));
    let edge = |i: usize| u16_at(set.value, 1 + i * 2).map(|edge| i32::from(edge.cast_signed()));
    row.edges = (0..=count).map_while(edge).collect();
    row.merges = (0..count)
        .map(|i| {
            let flags = u16_at(set.value, 1 + (count + 1) * 2 + i * 20).unwrap_or(0);
            // A cell that merges, but not as the first.
            (flags & 0x3 == 0x2, (flags >> 5) & 0x3 == 0x1)
        })
        .collect();
}
