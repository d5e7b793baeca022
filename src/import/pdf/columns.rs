//! The order in which the rows of a page are read: one column after the other where the page has columns.

use super::aligned::{self, Reach};
use super::rows::{Line, Row};
use crate::import::flow::Table;

/// Lines that stand in one column, from top to bottom.
#[derive(Clone, Debug, Default)]
pub(super) struct Region {
    /// Its lines.
    pub(super) lines: Vec<Line>,
    /// Which column of how many; `(0, 1)` for the whole width.
    pub(super) column: (u8, u8),
}

/// A gap wider than so many sizes may part columns.
const GUTTER: f32 = 0.9;
/// Between two columns so many sizes are free in every row.
const FREE: f32 = 0.5;
/// So many rows must have words on either side before a gap counts as the one between columns.
const LEAST_ROWS: usize = 4;
/// How often columns may be parted again.
const DEPTH: u8 = 2;
/// Places looked at in one page.
const PLACES: usize = 64;

/// The regions of every page in reading order. Tables that stand in line are added to those known.
pub(super) fn regions(pages: &[Vec<Row>], tables: &mut Vec<Table>) -> Vec<Vec<Region>> {
    let found: Vec<Option<f32>> = pages.iter().map(|rows| gutter(rows)).collect();
    let known: Vec<f32> = found.iter().flatten().copied().collect();
    // The table in line that the page before ended with.
    let mut open: Option<Open> = None;
    let mut parted = |(rows, found): (&Vec<Row>, &Option<f32>)| {
        // The last page may have too few lines to show its columns: then it has those of another page.
        let gutter = found.or_else(|| known.iter().copied().find(|&at| fits(rows, at)));
        let mut order = Order { regions: Vec::new(), tables, above: open.take(), last: None };
        order.split(rows, gutter, DEPTH, (0, 1));
        let end = order.regions.last().and_then(|region| region.lines.last()).and_then(|line| line.table);
        open = order.last.filter(|last| Some(last.table) == end);
        order.regions
    };
    pages.iter().zip(&found).map(&mut parted).collect()
}

/// Whether a page with few lines goes by the columns of another: lines begin at the second column and hardly any cross
/// into it.
fn fits(rows: &[Row], at: f32) -> bool {
    let crossing = rows.iter().filter(|row| crosses(&runs(row), row.size, at)).count();
    let starts = |row: &Row| runs(row).iter().any(|run| run.0 >= at && run.0 < at + FREE * row.size);
    crossing * 4 <= rows.len() && rows.iter().any(starts)
}

/// A table that stands in line.
struct Open {
    /// Its number.
    table: usize,
    columns: Vec<Reach>,
    /// Its left and its right edge.
    edges: Reach,
}

/// The regions of one page so far, and all tables.
struct Order<'t> {
    regions: Vec<Region>,
    tables: &'t mut Vec<Table>,
    /// The table that may go on at the top of the page.
    above: Option<Open>,
    /// The last table in line of the page.
    last: Option<Open>,
}

impl Order<'_> {
    fn split(&mut self, rows: &[Row], gutter: Option<f32>, depth: u8, column: (u8, u8)) {
        let Some(at) = gutter.filter(|_| depth > 0) else { return self.whole(rows, column) };
        let mut rest = rows;
        while let Some(first) = rest.first() {
            let spans = crosses(&runs(first), first.size, at);
            let length = rest.iter().position(|row| crosses(&runs(row), row.size, at) != spans).unwrap_or(rest.len());
            let (block, after) = rest.split_at(length);
            rest = after;
            let part = |from, to| -> Vec<Row> { block.iter().filter_map(|row| row.part(from, to)).collect() };
            let (left, right) = (part(f32::MIN, at), part(at, f32::MAX));
            if spans || !side_by_side(&left, &right) {
                self.whole(block, column);
                continue;
            }
            // A column may have columns of its own.
            self.split(&left, self::gutter(&left), depth - 1, (column.0 * 2, column.1 * 2));
            self.split(&right, self::gutter(&right), depth - 1, (column.0 * 2 + 1, column.1 * 2));
        }
    }

    fn whole(&mut self, rows: &[Row], column: (u8, u8)) {
        let mut lines: Vec<Line> = Vec::with_capacity(rows.len());
        let mut from = 0;
        let above = self.above.take();
        for found in aligned::tables(rows, above.as_ref().map(|open| open.columns.as_slice())) {
            lines.extend(rows.iter().take(found.rows.start).skip(from).map(Row::line));
            // At the top of the page a table of the same columns is the one before, and as wide.
            let before = above.as_ref().filter(|open| found.rows.start == 0 && aligned::same_columns(&open.columns, &found.columns));
            let own = || found.columns.first().zip(found.columns.last()).map_or((0.0, 0.0), |(first, last)| (first.0, last.1));
            let edges = before.map_or_else(own, |open| open.edges);
            let table = self.tables.len();
            if let Some(row) = rows.get(found.rows.start) {
                lines.push(Line { table: Some(table), cells: true, x0: edges.0, x1: edges.1, ..row.line() });
            }
            self.tables.push(found.table);
            self.last = Some(Open { table, columns: found.columns, edges });
            from = found.rows.end;
        }
        lines.extend(rows.iter().skip(from).map(Row::line));
        match self.regions.last_mut() {
            Some(last) if last.column == column => last.lines.extend(lines),
            _ if lines.is_empty() => {}
            _ => self.regions.push(Region { lines, column }),
        }
    }
}

/// Whether both sides have rows, and at the same height.
fn side_by_side(left: &[Row], right: &[Row]) -> bool {
    let (Some(a), Some(b), Some(c), Some(d)) = (left.first(), left.last(), right.first(), right.last()) else { return false };
    a.y.min(c.y) > b.y.max(d.y) - FREE * a.size
}

/// Where a row has words without a wide gap between: left and right edge of each run.
fn runs(row: &Row) -> Vec<(f32, f32)> {
    let mut runs: Vec<(f32, f32)> = Vec::new();
    let mut size = row.size;
    for glyph in row.glyphs.iter().filter(|g| !g.c.is_whitespace()) {
        match runs.last_mut() {
            Some((_, end)) if glyph.x0 - *end < GUTTER * size.min(glyph.size) => *end = end.max(glyph.x1),
            _ => runs.push((glyph.x0, glyph.x1)),
        }
        size = glyph.size;
    }
    runs
}

/// Whether words of a row stand across the place, or close before it.
fn crosses(runs: &[(f32, f32)], size: f32, at: f32) -> bool {
    runs.iter().any(|(start, end)| *start < at && *end > at - FREE * size)
}

/// The place between two columns of text: free in most rows, with lines of text on either side that fill their
/// columns. A table has such places too, but its cells are filled only here and there.
fn gutter(rows: &[Row]) -> Option<f32> {
    let (left, right) = rows.iter().fold((f32::MAX, f32::MIN), |(l, r), row| (l.min(row.left()), r.max(row.right())));
    let all: Vec<(f32, Vec<(f32, f32)>)> = rows.iter().map(|row| (row.size, runs(row))).collect();
    // Where runs begin, in the middle part of the width, by how many begin there.
    let mut starts: Vec<(usize, f32)> = Vec::new();
    for start in all.iter().flat_map(|(_, runs)| runs.iter().map(|run| run.0 - 0.5)) {
        if start < left + (right - left) * 0.2 || start > left + (right - left) * 0.8 {
            continue;
        }
        match starts.iter_mut().find(|(_, at)| (*at - start).abs() < 1.0) {
            Some((count, at)) => (*count, *at) = (*count + 1, at.min(start)),
            None => starts.push((1, start)),
        }
    }
    starts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let at = starts.into_iter().take(PLACES).find_map(|(_, at)| {
        let crossing = all.iter().filter(|(size, runs)| crosses(runs, *size, at)).count();
        let before = all.iter().filter(|(size, runs)| !crosses(runs, *size, at) && runs.iter().any(|run| run.1 <= at)).count();
        let after = all.iter().filter(|(size, runs)| !crosses(runs, *size, at) && runs.iter().any(|run| run.0 >= at)).count();
        (before.min(after) >= LEAST_ROWS && crossing * 2 <= before.max(after)).then_some(at)
    })?;
    let inside: Vec<&Row> = rows.iter().zip(&all).filter(|(_, (size, runs))| !crosses(runs, *size, at)).map(|(row, _)| row).collect();
    let fills = |from: f32, to: f32| {
        let parts: Vec<Row> = inside.iter().filter_map(|row| row.part(from, to)).collect();
        let start = parts.iter().map(Row::left).fold(f32::MAX, f32::min);
        let end = parts.iter().map(Row::right).fold(f32::MIN, f32::max);
        let full = parts.iter().filter(|p| end - p.right() < 2.5 * p.size && p.left() - start < 3.0 * p.size).count();
        let prose = parts.iter().filter(|p| p.glyphs.len() >= 8).count();
        full * 2 >= parts.len() && prose * 2 >= parts.len()
    };
    (fills(f32::MIN, at) && fills(at, f32::MAX)).then_some(at)
}
