//! What each column of a table is, and what its headers say: the tree of merged headers read downwards.

use super::label::{self, Meaning, is_foreign};
use super::layout::{Grid, Kind, Table};
use super::vocabulary::{Head, words};
use super::when::{Count, Months, When};
use crate::document::CellValue;
use crate::indicator::Measure;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Figures.
    Value,
    /// Names of rows.
    Names,
    /// Periods of rows.
    Periods,
    /// Numbers of months.
    Months,
    /// Units of rows.
    Units,
    /// Nothing of use: codes, translations, remarks.
    Nothing,
}

/// One column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) index: u32,
    pub(super) role: Role,
    /// What the word at its head says of the names in it.
    pub(super) head: Option<Head>,
    /// What its headers say; empty for one without.
    pub(super) meaning: Meaning,
    /// Whether it has a header.
    pub(super) headed: bool,
    /// The rows of its headers, for evidence: the lowest one, and the one that tells the period.
    pub(super) header_row: Option<u32>,
}

#[derive(Default, Clone, Copy)]
struct Counts {
    numbers: u32,
    years: u32,
    units: u32,
    texts: u32,
    periods: u32,
    foreign: u32,
}

/// What a band's row says of all columns: its own first word tells (单位, 地区, 频度 below 指标).
#[derive(Clone, Copy, PartialEq, Eq)]
enum BandRow {
    Labels,
    Areas,
    Units,
    Nothing,
}

/// Reads all columns of a table.
pub(super) fn read(grid: &Grid<'_>, table: &Table) -> Vec<Column> {
    let band_rows = band_rows(grid, table);
    let counts = count(grid, table);
    let mut columns: Vec<Column> = Vec::new();
    let paths = Paths::new(grid, table, &band_rows);
    for (index, counts) in (table.left..=table.right).zip(counts) {
        let path = paths.of(index);
        let head = path.iter().find_map(|(row, column)| words().head(&grid.label(*row, *column)));
        let names_before = columns.iter().any(|c| c.role == Role::Names);
        let values_before = columns.iter().any(|c| c.role == Role::Value);
        let role = role(grid, table, index, counts, head, names_before, values_before);
        let mut meaning = Meaning::default();
        if role == Role::Value {
            let left = columns.last().filter(|c| c.role == Role::Value).map(|c| &c.meaning);
            meaning = read_path(grid, table, &band_rows, &path, left);
        }
        let header_row = path.last().map(|(row, _)| *row);
        columns.push(Column { index, role, head, meaning, headed: !path.is_empty(), header_row });
    }
    carry(&mut columns);
    columns
}

fn band_rows(grid: &Grid<'_>, table: &Table) -> Vec<BandRow> {
    let first = |row: u32| (table.left..=table.right).find(|&c| grid.kind(row, c) != Kind::Blank).unwrap_or(table.left);
    table
        .band
        .iter()
        .enumerate()
        .map(|(i, &row)| {
            let column = first(row);
            if i == 0 || column != table.band.first().map_or(column, |&r| first(r)) {
                return BandRow::Labels;
            }
            match words().head(&grid.label(row, column)) {
                Some(Head::Unit) => BandRow::Units,
                Some(Head::Area) => BandRow::Areas,
                Some(Head::Note | Head::Code) => BandRow::Nothing,
                _ => BandRow::Labels,
            }
        })
        .collect()
}

fn count(grid: &Grid<'_>, table: &Table) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); (table.right - table.left + 1) as usize];
    for &(row, _) in &table.body {
        for (column, counts) in (table.left..=table.right).zip(counts.iter_mut()) {
            match grid.kind(row, column) {
                Kind::Blank | Kind::Missing => {}
                Kind::Number => counts.numbers += 1,
                Kind::Year => counts.years += 1,
                Kind::Unit => counts.units += 1,
                Kind::Text => counts.texts += 1,
                Kind::Period => counts.periods += 1,
                Kind::Foreign => counts.foreign += 1,
            }
        }
    }
    counts
}

fn role(grid: &Grid<'_>, table: &Table, column: u32, n: Counts, head: Option<Head>, names_before: bool, values_before: bool) -> Role {
    let figures = n.numbers + n.years;
    let all = figures + n.units + n.texts + n.periods + n.foreign;
    if all == 0 {
        // A column of figures that are all missing heads nothing.
        return if head.is_none() { Role::Value } else { Role::Nothing };
    }
    if matches!(head, Some(Head::Code | Head::Note)) {
        return Role::Nothing;
    }
    if n.units * 10 >= all * 6 || (head == Some(Head::Unit) && n.units > 0) {
        return Role::Units;
    }
    if !values_before {
        if head == Some(Head::Period) && n.numbers > 0 && n.numbers * 10 >= all * 8 && holds_months(grid, table, column) {
            return Role::Months;
        }
        let leads = head == Some(Head::Period) || (head.is_none() && !names_before && n.texts == 0);
        if (n.periods * 10 >= all * 6 && n.years == 0) || ((n.periods + n.years) * 10 >= all * 8 && leads && n.numbers == 0) {
            return Role::Periods;
        }
    }
    if n.foreign > n.texts + figures && (names_before || n.texts == 0) && n.foreign * 2 > all {
        return if names_before { Role::Nothing } else { Role::Names };
    }
    if (n.texts + n.foreign + n.units + n.periods) * 2 > all && (n.texts + n.periods) > 0 {
        let remark = values_before && names_before;
        return if remark { Role::Nothing } else { Role::Names };
    }
    Role::Value
}

fn holds_months(grid: &Grid<'_>, table: &Table, column: u32) -> bool {
    table.body.iter().filter_map(|(row, _)| grid.sheet.cell(*row, column)).all(|cell| match &cell.value {
        CellValue::Number(n) => n.scale() == 0 && (1..=12).any(|m| *n == m.into()),
        CellValue::Empty => true,
        _ => cell.shown.trim().parse::<u8>().is_ok_and(|m| (1..=12).contains(&m)),
    })
}

/// Which header cells stand over which column.
struct Paths<'a> {
    grid: &'a Grid<'a>,
    table: &'a Table,
    rows: Vec<(u32, BandRow)>,
}

impl<'a> Paths<'a> {
    fn new(grid: &'a Grid<'a>, table: &'a Table, band_rows: &[BandRow]) -> Self {
        Self { grid, table, rows: table.band.iter().copied().zip(band_rows.iter().copied()).collect() }
    }

    /// The header cells over a column, from the top, without translations.
    fn of(&self, column: u32) -> Vec<(u32, u32)> {
        let mut path: Vec<(u32, u32)> = Vec::new();
        for (i, &(row, kind)) in self.rows.iter().enumerate() {
            if kind == BandRow::Nothing {
                continue;
            }
            let cell = match self.grid.kind(row, column) {
                Kind::Blank => match self.grid.owner(row, column) {
                    Some((top, left)) if self.table.band.contains(&top) && left >= self.table.left => Some((top, left)),
                    Some(_) => None,
                    None => self.spread(i, row, column).map(|left| (row, left)),
                },
                Kind::Missing => None,
                _ => Some((row, column)),
            };
            if let Some(cell) = cell
                && path.last() != Some(&cell)
                && !path.contains(&cell)
            {
                path.push(cell);
            }
        }
        if path.iter().any(|&(r, c)| !is_foreign(self.grid.shown(r, c))) {
            path.retain(|&(r, c)| !is_foreign(self.grid.shown(r, c)));
        }
        path
    }

    /// The column whose label, written once, stands over this one too, where nothing was merged: both have labels of
    /// their own further down.
    fn spread(&self, band_row: usize, row: u32, column: u32) -> Option<u32> {
        if band_row + 1 >= self.rows.len() || !self.has_below(band_row, column) {
            return None;
        }
        let mut left = column;
        loop {
            left = left.checked_sub(1).filter(|&l| l > self.table.left)?;
            if self.grid.owner(row, left).is_some() {
                return None;
            }
            if self.grid.kind(row, left) != Kind::Blank {
                let merged = self.grid.reach(row, left) > left;
                let foreign = is_foreign(self.grid.shown(row, left));
                return (!merged && !foreign && self.has_below(band_row, left)).then_some(left);
            }
            if !self.has_below(band_row, left) {
                return None;
            }
        }
    }

    fn has_below(&self, band_row: usize, column: u32) -> bool {
        self.rows.get(band_row + 1..).unwrap_or(&[]).iter().any(|&(row, kind)| {
            kind == BandRow::Labels
                && !matches!(self.grid.kind(row, column), Kind::Blank | Kind::Missing)
                && !is_foreign(self.grid.shown(row, column))
        })
    }
}

fn read_path(grid: &Grid<'_>, table: &Table, band_rows: &[BandRow], path: &[(u32, u32)], left: Option<&Meaning>) -> Meaning {
    let mut meaning = Meaning::default();
    for &(row, column) in path {
        let label = grid.label(row, column);
        let kind = table.band.iter().position(|&r| r == row).and_then(|i| band_rows.get(i)).copied().unwrap_or(BandRow::Labels);
        match kind {
            BandRow::Units => {
                meaning.unit = super::unit::whole(&label).or(meaning.unit);
                continue;
            }
            BandRow::Areas => {
                meaning.area = label.into_owned();
                continue;
            }
            _ => {}
        }
        match grid.kind(row, column) {
            // The number of a form's column.
            Kind::Number => continue,
            Kind::Unit => {
                meaning.unit = super::unit::whole(&label).or(meaning.unit);
                continue;
            }
            _ => {}
        }
        let below = label::read(&label);
        meaning = match left {
            Some(left) if below.of_which => below.under(left),
            _ => below.under(&meaning),
        };
    }
    meaning
}

/// Months take the year from the column before, relative columns the count; a column that names a measure alone
/// (增长%, 占比, 完成率) measures what the column before it names, in the latest period told so far.
fn carry(columns: &mut [Column]) {
    carry_names(columns);
    let mut year: Option<When> = None;
    let mut count: Option<Count> = None;
    let mut latest: Option<When> = None;
    for column in columns.iter_mut().filter(|c| c.role == Role::Value) {
        let when = &mut column.meaning.when;
        if when.year.is_some() {
            year = Some(*when);
        } else if matches!(when.months, Some(Months::Span(..) | Months::Quarter(_) | Months::Half(_)))
            && let Some(before) = year
            && before.months.is_some()
        {
            when.year = before.year;
        }
        let measures = column.meaning.measure.is_some_and(|m| m != Measure::Level);
        if when.is_dated() {
            let later = |a: &When| (a.year, a.last_month()) >= (when.year, when.last_month());
            latest = latest.filter(later).or(Some(*when));
        } else if measures && let Some(before) = latest {
            (when.year, when.from_year, when.months) = (before.year, before.from_year, before.months);
        }
        let follows = when.shift != 0 || matches!(column.meaning.measure, Some(Measure::Growth | Measure::Change | Measure::Completion));
        if when.count.is_some() {
            count = when.count;
        } else if follows && when.months.is_none() {
            when.count = count;
        }
    }
}

fn carry_names(columns: &mut [Column]) {
    let mut before = String::new();
    for column in columns.iter_mut().filter(|c| c.role == Role::Value) {
        let meaning = &mut column.meaning;
        let alone = meaning.name.is_empty() && meaning.area.is_empty() && meaning.part.is_empty();
        if alone && matches!(meaning.measure, Some(Measure::Growth | Measure::Share | Measure::Change | Measure::Rank)) {
            meaning.name.clone_from(&before);
        }
        before.clone_from(&meaning.name);
    }
}
