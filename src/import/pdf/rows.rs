//! Characters of a page become rows, and parts of rows become lines of words.

use super::content::Glyph;
use super::ruled::Placed;

/// Characters on one baseline, from left to right; in several columns those of all columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Its characters. Never empty.
    pub(super) glyphs: Vec<Glyph>,
    /// Its baseline.
    pub(super) y: f32,
    /// The size of most of its characters.
    pub(super) size: f32,
    /// The number of the table that stands here, in its place one sign as wide as it is.
    pub(super) table: Option<usize>,
}

/// A line of words within its column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Its words; cells of a table's row are set apart by tabs.
    pub(super) text: String,
    /// The left edge of its first character.
    pub(super) x0: f32,
    /// The right edge of its last character.
    pub(super) x1: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// The size of most of its characters.
    pub(super) size: f32,
    /// How wide its first word or character is, with the marks that cannot be parted from it.
    pub(super) head: f32,
    /// Whether it is a row of cells.
    pub(super) cells: bool,
    /// The number of the table that stands in its place.
    pub(super) table: Option<usize>,
}

/// The size of characters where there are none to ask.
const USUAL_SIZE: f32 = 10.5;

/// A gap wider than so many sizes parts cells.
const CELL_GAP: f32 = 1.5;

/// Characters less than so many sizes apart are on one baseline: indices and powers are.
const SAME_ROW: f32 = 0.45;

/// The rows of a page, from top to bottom.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if row.y - glyph.y < SAME_ROW * row.size.max(glyph.size) => {
                row.size = row.size.max(glyph.size);
                row.glyphs.push(glyph);
            }
            _ => rows.push(Row { y: glyph.y, size: glyph.size, glyphs: vec![glyph], table: None }),
        }
    }
    rows.retain_mut(|row| {
        row.glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        // Drawn twice, a little apart, to look bold.
        row.glyphs.dedup_by(|b, a| a.c == b.c && (b.x0 - a.x0).abs() < 0.12 * a.size && (b.y - a.y).abs() < 0.12 * a.size);
        let is_blank = |g: &Glyph| g.c.is_whitespace();
        let start = row.glyphs.iter().position(|g| !is_blank(g)).unwrap_or(row.glyphs.len());
        row.glyphs.drain(..start);
        row.glyphs.truncate(row.glyphs.iter().rposition(|g| !is_blank(g)).map_or(0, |last| last + 1));
        (row.y, row.size) = usual(&row.glyphs).unwrap_or((row.y, row.size));
        !row.glyphs.is_empty()
    });
    rows
}

/// Baseline and size of most of the characters.
fn usual(glyphs: &[Glyph]) -> Option<(f32, f32)> {
    let mut sizes: Vec<(f32, f32)> = glyphs.iter().map(|g| (g.size, g.y)).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    sizes.get(sizes.len() / 2).map(|&(size, y)| (y, size))
}

/// Puts a sign into the place of a table.
pub(super) fn stand_in(rows: &mut Vec<Row>, placed: &Placed, table: usize) {
    let at = rows.partition_point(|row| row.y > placed.top);
    let size = rows.get(at).or(rows.last()).map_or(USUAL_SIZE, |row| row.size);
    let sign = Glyph { c: char::REPLACEMENT_CHARACTER, x0: placed.x0, x1: placed.x1, y: placed.top, size };
    rows.insert(at, Row { glyphs: vec![sign], y: placed.top, size, table: Some(table) });
}

impl Row {
    /// The left edge of its first character.
    pub(super) fn left(&self) -> f32 {
        self.glyphs.first().map_or(0.0, |g| g.x0)
    }

    /// The right edge of its last character.
    pub(super) fn right(&self) -> f32 {
        self.glyphs.last().map_or(0.0, |g| g.x1)
    }

    /// Its words without any white space.
    pub(super) fn packed(&self) -> String {
        self.glyphs.iter().map(|g| g.c).filter(|c| !c.is_whitespace()).collect()
    }

    /// The row's part within two edges; `None` where it has none.
    pub(super) fn part(&self, from: f32, to: f32) -> Option<Row> {
        let glyphs: Vec<Glyph> = self.glyphs.iter().filter(|g| (from..to).contains(&((g.x0 + g.x1) / 2.0))).copied().collect();
        let start = glyphs.iter().position(|g| !g.c.is_whitespace())?;
        let end = glyphs.iter().rposition(|g| !g.c.is_whitespace())?;
        let glyphs = glyphs.get(start..=end)?.to_vec();
        let (y, size) = usual(&glyphs)?;
        Some(Row { glyphs, y, size, table: self.table })
    }

    /// The row as a line of words.
    pub(super) fn line(&self) -> Line {
        let mut line = Line { x0: self.left(), x1: self.right(), y: self.y, size: self.size, table: self.table, ..Line::default() };
        line.cells = self.table.is_some();
        let mut before: Option<Glyph> = None;
        for &glyph in &self.glyphs {
            if let Some(before) = before {
                let gap = (glyph.x0 - before.x1) / self.size;
                if gap > CELL_GAP {
                    line.cells = true;
                    line.text.truncate(line.text.trim_end().len());
                    line.text.push('\t');
                } else if gap > space_between(before.c, glyph.c) && !line.text.ends_with(' ') && glyph.c != ' ' {
                    line.text.push(' ');
                }
            }
            line.text.push(glyph.c);
            before = Some(glyph);
        }
        line.head = head(&self.glyphs);
        line
    }
}

/// How many sizes two characters stand apart where a space parts them.
fn space_between(before: char, after: char) -> f32 {
    let latin = |c: char| c.is_ascii_alphabetic();
    if latin(before) && latin(after) {
        0.2
    } else if before.is_ascii() && after.is_ascii() {
        0.35
    } else {
        0.9
    }
}

/// Marks that no line begins with.
const CLOSING: &str = "，。、；：！？）》”’】〕」』％%,.;:!?)]}…—·";
/// Marks that no line ends with.
const OPENING: &str = "（《“‘【〔「『([{";

/// The width of what could not have been parted at the line's start.
fn head(glyphs: &[Glyph]) -> f32 {
    let mut end = 0;
    let at = |i: usize| glyphs.get(i).map(|g| g.c);
    while at(end).is_some_and(|c| OPENING.contains(c)) {
        end += 1;
    }
    end += usize::from(!at(end).is_some_and(|c| c.is_ascii_graphic()));
    while at(end).is_some_and(|c| c.is_ascii_graphic() || CLOSING.contains(c)) {
        end += 1;
    }
    let last = glyphs.get(end.saturating_sub(1)).or(glyphs.last());
    glyphs.first().zip(last).map_or(0.0, |(first, last)| last.x1 - first.x0)
}
