//! What the name of each row says, with what stands above it: the section, the row it is a part of, the year that was
//! written once.

use super::columns::{Column, Role};
use super::label::{self, Meaning};
use super::layout::{Grid, Kind, LONG_TABLE, Table};
use super::unit;
use super::vocabulary::{Head, Vocabulary, words};
use super::when::{Months, When};
use crate::base::share;
use std::borrow::Cow;
use std::collections::HashMap;

/// One row of figures.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) row: u32,
    pub(super) meaning: Meaning,
    /// Blanks before the name.
    pub(super) indent: u32,
    /// The column of the name, for evidence.
    pub(super) name_column: Option<u32>,
    /// Index into the sections.
    pub(super) section: Option<usize>,
}

/// The rows of a table, and the sections they stand in.
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    pub(super) sections: Vec<Meaning>,
}

/// Reads all rows of a table.
pub(super) fn read(grid: &Grid<'_>, table: &Table, columns: &[Column]) -> Rows {
    let stubs: Vec<&Column> =
        columns.iter().filter(|c| matches!(c.role, Role::Names | Role::Periods | Role::Months | Role::Units)).collect();
    let last_names = stubs.iter().rposition(|c| c.role == Role::Names);
    let annual: Vec<bool> = stubs.iter().map(|c| c.role == Role::Periods && is_annual(grid, table, c.index)).collect();
    let mut rows: Vec<Row> = Vec::with_capacity(table.body.len());
    let mut sections: Vec<Meaning> = Vec::new();
    let mut section_rows: Vec<u32> = Vec::new();
    let mut labels = Labels::read(grid, table, &stubs);
    let mut before: Vec<Option<u32>> = vec![None; stubs.len()];
    for (index, &(row, section)) in table.body.iter().enumerate() {
        let mut out = Row { row, ..Row::default() };
        if let Some(section) = section {
            if section_rows.last() != Some(&section) {
                section_rows.push(section);
                sections.push(section_meaning(grid, table, section));
            }
            out.section = Some(sections.len() - 1);
        }
        for (i, stub) in stubs.iter().enumerate() {
            let mut at = row;
            if grid.kind(row, stub.index) == Kind::Blank {
                let covered = grid.owner(row, stub.index).filter(|(_, left)| *left == stub.index).map(|(top, _)| top);
                let fills_down = stub.role != Role::Units && (stub.role != Role::Names || Some(i) != last_names);
                match covered.or(before.get(i).copied().flatten().filter(|_| fills_down && stubs.len() > 1)) {
                    Some(above) => at = above,
                    None => continue,
                }
            }
            if let Some(slot) = before.get_mut(i) {
                *slot = Some(at);
            }
            match stub.role {
                Role::Units => out.meaning.unit = unit::whole(&grid.label(at, stub.index)).or(out.meaning.unit.take()),
                Role::Months => {
                    if let Some(month) = grid.label(at, stub.index).parse::<u8>().ok().filter(|m| (1..=12).contains(m)) {
                        out.meaning.when.months = Some(Months::Span(month, month));
                    }
                }
                _ => {
                    let mut meaning = if at == row { labels.of(index, i) } else { labels.above(grid, at, stub.index) };
                    if annual.get(i) == Some(&true) {
                        meaning.when.months = None;
                    }
                    as_headed(&mut meaning, stub.head);
                    if stub.role == Role::Names {
                        out.name_column = Some(stub.index);
                        out.indent = indent(grid.shown(at, stub.index));
                    } else if out.name_column.is_none() {
                        out.name_column = Some(stub.index);
                    }
                    let unit = out.meaning.unit.take();
                    out.meaning = meaning.under(&out.meaning);
                    out.meaning.unit = out.meaning.unit.take().or(unit);
                }
            }
        }
        if !out.meaning.names_a_row() {
            out.meaning.area = total_label(grid, columns, row);
        }
        rows.push(out);
    }
    carry_years(&mut rows, &sections);
    carry_areas(&mut rows);
    Rows { rows, sections }
}

/// What the names in a table's rows say, each read once however often it comes; those of a long table by several threads.
struct Labels {
    /// All but the last of as many rows.
    shares: Vec<LabelShare>,
    stubs: usize,
    /// What the row that a name was last taken from above says, by the column of the name.
    above: HashMap<u32, (u32, Meaning)>,
}

/// Those of some rows.
#[derive(Default)]
struct LabelShare {
    meanings: Vec<Meaning>,
    /// Where in `meanings` that of each row and stub is.
    places: Vec<u32>,
}

impl Labels {
    fn read(grid: &Grid<'_>, table: &Table, stubs: &[&Column]) -> Self {
        let named = |stub: &Column| matches!(stub.role, Role::Names | Role::Periods);
        let shares = share::shared(&table.body, LONG_TABLE, |some| {
            let mut out = LabelShare { places: Vec::with_capacity(some.len() * stubs.len()), ..LabelShare::default() };
            // Most tables name each row once.
            let mut known: HashMap<&str, u32> = HashMap::with_capacity(some.len());
            for &(row, _) in some {
                for stub in stubs {
                    let shown = if named(stub) { grid.shown(row, stub.index) } else { "" };
                    let place = *known.entry(shown).or_insert_with(|| {
                        out.meanings.push(label::read(&label::clean(shown)));
                        u32::try_from(out.meanings.len() - 1).unwrap_or(u32::MAX)
                    });
                    out.places.push(place);
                }
            }
            out
        });
        Self { shares, stubs: stubs.len(), above: HashMap::new() }
    }

    /// What the name of a row says, both by their indices.
    fn of(&self, index: usize, stub: usize) -> Meaning {
        let rows = self.shares.first().map_or(0, |share| share.places.len() / self.stubs.max(1)).max(1);
        let share = self.shares.get(index / rows);
        let told = share.and_then(|share| share.meanings.get(*share.places.get(index % rows * self.stubs + stub)? as usize));
        told.cloned().unwrap_or_default()
    }

    /// What a name says that stands further up, for the rows beneath it.
    fn above(&mut self, grid: &Grid<'_>, row: u32, column: u32) -> Meaning {
        let known = self.above.entry(column).or_insert_with(|| (u32::MAX, Meaning::default()));
        if known.0 != row {
            *known = (row, label::read(&grid.label(row, column)));
        }
        known.1.clone()
    }
}

/// Names in a column headed 地区 are places, whatever they end in; in one headed 行业 they are parts.
fn as_headed(meaning: &mut Meaning, head: Option<Head>) {
    match head {
        // 男 and 女 under each place are its parts.
        Some(Head::Area) if meaning.name.is_empty() && words().is_plain_part(&meaning.part) => {}
        Some(Head::Area) if meaning.area.is_empty() => {
            meaning.area = std::mem::take(&mut meaning.name);
            if meaning.area.is_empty() {
                meaning.area = std::mem::take(&mut meaning.part);
            }
        }
        Some(Head::Category) if meaning.part.is_empty() => meaning.part = std::mem::take(&mut meaning.name),
        // An indicator that ends like a part (高新技术企业) stays for its table to decide.
        _ => {}
    }
}

/// 合计 may stand in the column of numbers, the names' own cell being empty.
fn total_label(grid: &Grid<'_>, columns: &[Column], row: u32) -> String {
    let coded = columns.iter().filter(|c| c.role == Role::Nothing && c.head == Some(Head::Code));
    coded.map(|c| grid.label(row, c.index)).find(|label| Vocabulary::is_total(label)).map(Cow::into_owned).unwrap_or_default()
}

/// 男 and 女 below a place are its parts.
fn carry_areas(rows: &mut [Row]) {
    let mut area: Option<(String, u32)> = None;
    for row in rows {
        let meaning = &mut row.meaning;
        if !meaning.area.is_empty() {
            area = Some((meaning.area.clone(), row.indent));
        } else if !meaning.name.is_empty() || meaning.when.is_dated() {
            area = None;
        } else if let Some((above, indent)) = &area
            && (row.indent > *indent || meaning.of_which || words().is_plain_part(&meaning.part))
        {
            meaning.area.clone_from(above);
        }
    }
}

fn section_meaning(grid: &Grid<'_>, table: &Table, row: u32) -> Meaning {
    let column = (table.left..=table.right).find(|&c| grid.kind(row, c) != Kind::Blank).unwrap_or(table.left);
    label::read(&grid.label(row, column))
}

/// Whether a column's dates are one day of each year.
fn is_annual(grid: &Grid<'_>, table: &Table, column: u32) -> bool {
    let mut days = table.body.iter().filter_map(|(row, _)| match grid.sheet.cell(*row, column)?.value {
        crate::document::CellValue::Date(year, month, day) => Some((year, month, day)),
        _ => None,
    });
    let Some((mut year, month, day)) = days.next() else { return false };
    let mut several = false;
    for (y, m, d) in days {
        if y == year || (m, d) != (month, day) {
            return false;
        }
        (year, several) = (y, true);
    }
    several
}

fn indent(shown: &str) -> u32 {
    shown.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum()
}

fn carry_years(rows: &mut [Row], sections: &[Meaning]) {
    let mut year: Option<When> = None;
    for row in rows {
        let when = &mut row.meaning.when;
        if when.year.is_some() {
            year = Some(*when);
        } else if when.months.is_some()
            && row.section.and_then(|s| sections.get(s)).is_none_or(|s| s.when.year.is_none())
            && let Some(before) = year
        {
            when.year = before.year;
        }
    }
}
