//! Tables without upright rules: rows one below the other whose figures stand in columns, under a head that names them. Running
//! text, lists of contents and the labels of charts are left alone: what is not plainly a table stays lines.

use super::rows::Row;
use super::ruled::words;
use crate::import::flow::{self, Block, Table};
use std::ops::Range;

/// Cells of a row stand so many sizes apart, at least.
const CELL_GAP: f32 = 1.5;
/// Between two columns so many sizes are free in every row.
const FREE: f32 = 0.6;
/// Rows of a table are no further apart than so many sizes.
const ROW_GAP: f32 = 3.2;
/// So many rows with figures make a table.
const FEWEST_ROWS: usize = 3;
/// Rows without figures that may stand between those with figures.
const ROWS_BETWEEN: usize = 2;
/// Rows of a head.
const HEAD_ROWS: usize = 3;
/// Cells of a column begin, end or stand in the middle at the same place, within so many sizes.
const IN_LINE: f32 = 0.7;
/// The longest cell, in characters.
const LONGEST_CELL: usize = 30;

/// An interval on a line.
pub(super) type Reach = (f32, f32);

/// A table, which rows it stands in, and its columns.
pub(super) struct Found {
    pub(super) rows: Range<usize>,
    pub(super) table: Table,
    pub(super) columns: Vec<Reach>,
}

/// The tables among rows of one column of text. `above` are the columns of a table at the end of the page before, which may
/// go on with the first row.
pub(super) fn tables(rows: &[Row], above: Option<&[Reach]>) -> Vec<Found> {
    let bodies: Vec<bool> = rows.iter().map(has_figures).collect();
    let mut found: Vec<Found> = above.and_then(|columns| going_on(rows, &bodies, columns)).into_iter().collect();
    let mut from = found.first().map_or(0, |found| found.rows.end);
    while let Some(first) = bodies.iter().skip(from).position(|is| *is).map(|at| from + at) {
        let last = last_row(rows, &bodies, first);
        from = last + 1;
        found.extend(found_table(rows, &bodies, first, last, found.last().map_or(0, |found| found.rows.end)));
    }
    found
}

/// Whether columns stand where others do: as many, each over one of them.
pub(super) fn same_columns(some: &[Reach], others: &[Reach]) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(a, b)| a.0 < b.1 && b.0 < a.1)
}

/// The rows from the first on that go on with a table of the page before: figures in its columns, without a head.
fn going_on(rows: &[Row], bodies: &[bool], columns: &[Reach]) -> Option<Found> {
    if bodies.first() != Some(&true) {
        return None;
    }
    let fits = |row: &Row| {
        let cells = cells(row, CELL_GAP);
        place(&cells, columns).is_some_and(|places| places.iter().all(|(first, last)| first == last))
    };
    let count = rows.iter().take(last_row(rows, bodies, 0) + 1).take_while(|row| fits(row)).count();
    // What stands below the last figures is no part of it.
    let end = bodies.get(..count)?.iter().rposition(|is| *is)? + 1;
    let laid = rows.get(..end)?.iter().map(|row| laid(row, columns)).collect::<Option<Vec<_>>>()?;
    Some(Found { rows: 0..end, table: Table { rows: laid }, columns: columns.to_vec() })
}

/// Whether a row has several cells, one after the first a figure.
fn has_figures(row: &Row) -> bool {
    let cells = cells(row, CELL_GAP);
    row.table.is_none() && cells.len() > 1 && cells.iter().skip(1).any(|cell| flow::is_figure(&cell.packed())) && cells.iter().all(is_short)
}

fn is_short(cell: &Row) -> bool {
    let words = cell.packed();
    words.chars().count() <= LONGEST_CELL && !words.contains(['。', '；', '：'])
}

/// Two rows stand as close as rows of a table do.
fn is_near(above: &Row, below: &Row) -> bool {
    above.y - below.y < ROW_GAP * above.size.max(below.size)
}

/// The last row with figures of a table that begins with a row.
fn last_row(rows: &[Row], bodies: &[bool], first: usize) -> usize {
    let mut last = first;
    for next in first + 1..rows.len() {
        let (Some(above), Some(row)) = (rows.get(next - 1), rows.get(next)) else { break };
        if row.table.is_some() || !is_near(above, row) || next - last > ROWS_BETWEEN + 1 {
            break;
        }
        if bodies.get(next) == Some(&true) {
            last = next;
        } else if !cells(row, CELL_GAP).iter().all(is_short) {
            break;
        }
    }
    last
}

/// The parts of a row that stand apart.
fn cells(row: &Row, gap: f32) -> Vec<Row> {
    let mut cells: Vec<Row> = Vec::new();
    for glyph in row.glyphs.iter().filter(|g| !g.c.is_whitespace()) {
        match cells.last_mut() {
            Some(cell) if glyph.x0 - cell.right() < gap * row.size => cell.glyphs.push(*glyph),
            _ => cells.push(Row { glyphs: vec![*glyph], y: row.y, size: row.size, table: None }),
        }
    }
    cells
}

/// The table of the rows from the first with figures to the last, with its head, which does not begin before `free`.
fn found_table(rows: &[Row], bodies: &[bool], first: usize, last: usize, free: usize) -> Option<Found> {
    let with_figures: Vec<&Row> =
        rows.get(first..=last)?.iter().zip(bodies.get(first..=last)?).filter(|(_, is)| **is).map(|(row, _)| row).collect();
    let columns = columns(&with_figures)?;
    let size = rows.get(first)?.size;
    if with_figures.len() < FEWEST_ROWS || !are_in_line(&with_figures, &columns, size) {
        return None;
    }
    let (mut head, mut above) = (first, first);
    while above > free && first - above < HEAD_ROWS {
        let (Some(row), Some(below)) = (rows.get(above - 1), rows.get(above)) else { break };
        let heads = cells(row, FREE);
        let Some(places) = place(&heads, &columns).filter(|_| row.table.is_none() && is_near(row, below) && heads.iter().all(is_short))
        else {
            break;
        };
        // A wrapped word of a head stands by itself; what stands above the first column alone is a caption.
        match places.as_slice() {
            [(0, _)] | [] => break,
            [_] => {}
            _ => head = above - 1,
        }
        above -= 1;
    }
    // Years as numbers look like figures.
    let years = |row: &Row| cells(row, CELL_GAP).iter().skip(1).all(|cell| is_year(&cell.packed()));
    if head == first && !years(rows.get(first)?) {
        return None;
    }
    let mut table = Table::default();
    for row in rows.get(head..=last)? {
        table.rows.push(laid(row, &columns)?);
    }
    Some(Found { rows: head..last + 1, table, columns })
}

fn is_year(words: &str) -> bool {
    words.len() == 4 && (words.starts_with("19") || words.starts_with("20")) && words.chars().all(|c| c.is_ascii_digit())
}

/// The columns of rows: what is free in all of them stands between.
fn columns(rows: &[&Row]) -> Option<Vec<Reach>> {
    let mut reaches: Vec<Reach> = rows.iter().flat_map(|row| cells(row, FREE)).map(|cell| (cell.left(), cell.right())).collect();
    let size = rows.first()?.size;
    reaches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<Reach> = Vec::new();
    for reach in reaches {
        match columns.last_mut() {
            Some(last) if reach.0 - last.1 < FREE * size => last.1 = last.1.max(reach.1),
            _ => columns.push(reach),
        }
    }
    (columns.len() > 1).then_some(columns)
}

/// Whether the rows fill the columns, with words in the first and figures in line in others, each cell in a column of its own.
fn are_in_line(rows: &[&Row], columns: &[Reach], size: f32) -> bool {
    let placed: Option<Vec<Vec<Option<Row>>>> = rows
        .iter()
        .map(|row| {
            let mut slots: Vec<Option<Row>> = vec![None; columns.len()];
            for cell in cells(row, CELL_GAP) {
                let (first, last) = covered(&cell, columns)?;
                let slot = slots.get_mut(first).filter(|slot| slot.is_none() && first == last)?;
                *slot = Some(cell);
            }
            Some(slots)
        })
        .collect();
    let Some(placed) = placed else { return false };
    let full = placed.iter().filter(|slots| slots.iter().flatten().count() * 3 >= columns.len() * 2).count();
    let of = |column: usize| placed.iter().filter_map(move |slots| slots.get(column)?.as_ref());
    let figures = |column: usize| of(column).filter(|cell| flow::is_figure(&cell.packed())).count();
    let named = of(0).filter(|cell| !flow::is_figure(&cell.packed()) || is_year(&cell.packed())).count();
    let in_line = |column: usize| {
        let most = |at: fn(&Row) -> f32| {
            let places: Vec<f32> = of(column).map(at).collect();
            places.iter().map(|place| places.iter().filter(|other| (*other - place).abs() < IN_LINE * size).count()).max().unwrap_or(0)
        };
        let middle = |cell: &Row| f32::midpoint(cell.left(), cell.right());
        most(Row::left).max(most(Row::right)).max(most(middle)) * 5 >= of(column).count() * 4
    };
    let told = (1..columns.len()).filter(|&column| figures(column) * 5 >= of(column).count() * 4 && figures(column) >= 2);
    let told: Vec<usize> = told.collect();
    full * 5 >= placed.len() * 4 && named * 5 >= placed.len() * 4 && !told.is_empty() && told.into_iter().all(in_line)
}

/// The first and the last column that a cell stands in, or is nearest to.
fn covered(cell: &Row, columns: &[Reach]) -> Option<(usize, usize)> {
    let touches = |column: &Reach| cell.left() < column.1 && cell.right() > column.0;
    match (columns.iter().position(touches), columns.iter().rposition(touches)) {
        (Some(first), Some(last)) => Some((first, last)),
        _ => {
            // Between two columns, or outside of all.
            let middle = f32::midpoint(cell.left(), cell.right());
            let after = columns.iter().position(|column| column.0 > middle);
            match after {
                Some(0) => Some((0, 0)),
                Some(after) => Some((after - 1, after)),
                None => columns.len().checked_sub(1).map(|last| (last, last)),
            }
        }
    }
}

/// The columns of each cell of a row; `None` where two share one.
fn place(cells: &[Row], columns: &[Reach]) -> Option<Vec<(usize, usize)>> {
    let places: Vec<(usize, usize)> = cells.iter().map(|cell| covered(cell, columns)).collect::<Option<_>>()?;
    places.windows(2).all(|pair| matches!(pair, [a, b] if a.1 < b.0)).then_some(places)
}

/// A row with its cells in their columns.
fn laid(row: &Row, columns: &[Reach]) -> Option<Vec<flow::Cell>> {
    let mut cells = cells(row, FREE);
    let places = place(&cells, columns).or_else(|| {
        // A blank within a cell is wider than what parts columns.
        cells = self::cells(row, CELL_GAP);
        place(&cells, columns)
    })?;
    let (mut out, mut column) = (Vec::new(), 0);
    let empty = || flow::Cell::default();
    for (cell, (first, last)) in cells.into_iter().zip(places) {
        out.extend((column..first).map(|_| empty()));
        let line = Block::Line(words(&[cell]));
        out.push(flow::Cell { blocks: vec![line], columns: u32::try_from(last + 1 - first).ok()?, ..empty() });
        column = last + 1;
    }
    out.extend((column..columns.len()).map(|_| empty()));
    Some(out)
}
