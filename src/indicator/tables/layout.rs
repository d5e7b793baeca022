//! Where the tables of a sheet are: panels side by side, in each the title lines, the rows of headers, the rows of
//! figures with the section lines between them, and the notes. Linear in the cells; knows nothing of what words mean
//! beyond the shape of a cell.

use super::label::{clean, is_foreign};
use super::numeral::{self, Figure};
use super::vocabulary::{Head, words};
use super::{unit, when};
use crate::base::{Decimal, share};
use crate::document::{Cell, CellValue, Sheet};
use std::borrow::Cow;
use std::collections::HashMap;

/// What a cell looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Blank,
    /// A mark for a figure that is not there.
    Missing,
    /// A number, or a hidden one.
    Number,
    /// A whole number that may be a year.
    Year,
    /// A date, or words that are a period.
    Period,
    /// A unit alone.
    Unit,
    /// Words.
    Text,
    /// Words without any Chinese.
    Foreign,
}

impl Kind {
    /// Words of any kind.
    pub(super) fn is_words(self) -> bool {
        matches!(self, Kind::Text | Kind::Foreign | Kind::Unit | Kind::Period)
    }
}

/// A sheet with the look of each cell.
pub(super) struct Grid<'a> {
    pub(super) sheet: &'a Sheet,
    kinds: Vec<Kind>,
    /// For each covered cell of a merged area its first cell, as indices into the cells.
    owners: HashMap<usize, (u32, u32)>,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// First and last column.
    pub(super) left: u32,
    pub(super) right: u32,
    /// First and last column of what stands above it: wider where it is one half of a folded table.
    pub(super) around: (u32, u32),
    /// Rows of titles and unit lines above it.
    pub(super) lines: Vec<u32>,
    /// Rows of headers.
    pub(super) band: Vec<u32>,
    /// Rows of figures, each with the row of the section line above it.
    pub(super) body: Vec<(u32, Option<u32>)>,
}

impl<'a> Grid<'a> {
    /// Looks at every cell once.
    pub(super) fn new(sheet: &'a Sheet) -> Self {
        let kinds = share::shared(&sheet.cells, LONG_SHEET, look_at_all).concat();
        let mut owners = HashMap::new();
        // Areas that lie over one another could cover the grid many times; a file made by a program has none.
        let mut budget = sheet.cells.len();
        for merge in &sheet.merges {
            let area = (merge.bottom - merge.top + 1) as usize * (merge.right - merge.left + 1) as usize;
            if area > budget {
                continue;
            }
            budget -= area;
            for row in merge.top..=merge.bottom {
                for column in merge.left..=merge.right {
                    if (row, column) != (merge.top, merge.left) {
                        owners.insert(row as usize * sheet.width as usize + column as usize, (merge.top, merge.left));
                    }
                }
            }
        }
        Self { sheet, kinds, owners }
    }

    /// The look of a cell.
    pub(super) fn kind(&self, row: u32, column: u32) -> Kind {
        if column >= self.sheet.width {
            return Kind::Blank;
        }
        self.kinds.get(row as usize * self.sheet.width as usize + column as usize).copied().unwrap_or_default()
    }

    /// What a cell shows, cleaned.
    pub(super) fn label(&self, row: u32, column: u32) -> Cow<'a, str> {
        self.sheet.cell(row, column).map(|c| clean(&c.shown)).unwrap_or_default()
    }

    /// What a cell shows.
    pub(super) fn shown(&self, row: u32, column: u32) -> &str {
        self.sheet.cell(row, column).map_or("", |c| c.shown.as_str())
    }

    /// The first cell of the merged area that covers this one without being its first.
    pub(super) fn owner(&self, row: u32, column: u32) -> Option<(u32, u32)> {
        self.owners.get(&(row as usize * self.sheet.width as usize + column as usize)).copied()
    }

    /// The last column of the merged area that begins here, or this column.
    pub(super) fn reach(&self, row: u32, column: u32) -> u32 {
        let mut last = column;
        while self.owner(row, last + 1) == Some((row, column)) {
            last += 1;
        }
        last
    }
}

/// A sheet with more cells is looked at by several threads.
const LONG_SHEET: usize = 50_000;

/// The rows of a table with more are read by several threads.
pub(super) const LONG_TABLE: usize = 5_000;

/// The looks of cells. The words of a long sheet come again and again.
fn look_at_all<'a>(cells: &'a [Cell]) -> Vec<Kind> {
    // Of a table's ten columns one or two hold words.
    let mut known: HashMap<&str, Kind> = HashMap::with_capacity(cells.len() / 8);
    let mut of = |cell: &'a Cell| match cell.value {
        CellValue::Text => *known.entry(&cell.shown).or_insert_with(|| look(cell)),
        _ => look(cell),
    };
    cells.iter().map(&mut of).collect()
}

fn look(cell: &Cell) -> Kind {
    match numeral::read(cell) {
        Figure::Blank => Kind::Blank,
        Figure::Missing => Kind::Missing,
        Figure::Masked => Kind::Number,
        Figure::Number(number, None) if is_year(number) => Kind::Year,
        Figure::Number(..) => Kind::Number,
        Figure::Other => match cell.value {
            CellValue::Date(..) => Kind::Period,
            CellValue::Bool(_) => Kind::Text,
            _ if is_foreign(&cell.shown) => Kind::Foreign,
            _ if cell.shown.len() > 60 => Kind::Text,
            _ => {
                let label = clean(&cell.shown);
                if when::whole(&label).is_some() {
                    Kind::Period
                } else if unit::whole(&label).is_some() {
                    Kind::Unit
                } else {
                    Kind::Text
                }
            }
        },
    }
}

fn is_year(number: Decimal) -> bool {
    number.scale() == 0 && number >= Decimal::from(1949) && number <= Decimal::from(2100)
}

/// The most rows of headers; a yearbook's, spread over lines and in two languages, has about eight.
const DEEPEST_HEADER: usize = 12;

/// Finds the tables.
pub(super) fn tables(grid: &Grid<'_>) -> Vec<Table> {
    let mut found = Vec::new();
    for (left, right) in panels(grid) {
        found.extend(panel_tables(grid, left, right));
    }
    found
}

/// Splits a sheet at empty columns whose right side has names of its own.
fn panels(grid: &Grid<'_>) -> Vec<(u32, u32)> {
    let (height, width) = (grid.sheet.height, grid.sheet.width);
    let mut texts = vec![0_u32; width as usize];
    let mut used = vec![0_u32; width as usize];
    for row in 0..height {
        for column in 0..width {
            let kind = grid.kind(row, column);
            if kind == Kind::Blank {
                continue;
            }
            used[column as usize] += 1;
            texts[column as usize] += u32::from(kind.is_words() || kind == Kind::Year);
        }
    }
    let mut panels = Vec::new();
    let mut left = 0;
    for column in 1..width {
        let at = column as usize;
        let empty_before = used[at - 1] == 0;
        let names = texts[at] >= 3 && texts[at] * 2 > used[at];
        let has_left = used[left as usize..at].iter().any(|&n| n > 1);
        if empty_before && names && has_left {
            panels.push((left, column - 1));
            left = column;
        }
    }
    if width > 0 {
        panels.push((left, width - 1));
    }
    panels
}

/// What a row looks like, before its neighbours are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Blank,
    /// One text only, in this column.
    Single(u32),
    /// Several texts and no figure.
    Words,
    /// Figures.
    Data,
}

fn look_at_row(grid: &Grid<'_>, row: u32, left: u32, right: u32) -> Row {
    let (mut words_, mut numbers, mut years, mut marks) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut single = left;
    let mut first_is_year = false;
    for column in left..=right {
        match grid.kind(row, column) {
            Kind::Blank => continue,
            Kind::Missing => marks += 1,
            Kind::Number => numbers += 1,
            Kind::Year => {
                first_is_year |= words_ + numbers + years == 0;
                years += 1;
            }
            _ => {
                if words_ == 0 {
                    single = column;
                }
                words_ += 1;
            }
        }
    }
    if words_ + numbers + years + marks == 0 {
        return Row::Blank;
    }
    if numbers > 0 && !counts_up(grid, row, left, right) {
        return Row::Data;
    }
    if numbers == 0 && years > 0 {
        let in_order = years_in_order(grid, row, left, right);
        // A year that leads a row names it; years in a row head columns.
        if first_is_year && words_ == 0 && years == 1 {
            return if marks > 0 { Row::Data } else { Row::Single(left) };
        }
        if years >= 2 && in_order {
            return Row::Words;
        }
        let headed = words_ > 0 && words().head(&grid.label(row, single)).is_some();
        return if headed && in_order { Row::Words } else { Row::Data };
    }
    if numbers == 0 && marks > 0 && words_ > 0 {
        return Row::Data;
    }
    if words_ == 1 && numbers == 0 { Row::Single(single) } else { Row::Words }
}

/// 甲 乙 1 2 3 4: the numbers of a form's columns.
fn counts_up(grid: &Grid<'_>, row: u32, left: u32, right: u32) -> bool {
    let mut next = Decimal::ONE;
    let mut count = 0;
    for column in left..=right {
        match grid.kind(row, column) {
            Kind::Blank => {}
            Kind::Number => match grid.sheet.cell(row, column).map(numeral::read) {
                Some(Figure::Number(n, None)) if n == next => {
                    next += Decimal::ONE;
                    count += 1;
                }
                _ => return false,
            },
            _ if count == 0 && grid.shown(row, column).trim().chars().count() <= 2 => {}
            _ => return false,
        }
    }
    count >= 3
}

fn years_in_order(grid: &Grid<'_>, row: u32, left: u32, right: u32) -> bool {
    let years: Vec<Decimal> = (left..=right)
        .filter(|&c| grid.kind(row, c) == Kind::Year)
        .filter_map(|c| match grid.sheet.cell(row, c).map(numeral::read) {
            Some(Figure::Number(n, _)) => Some(n),
            _ => None,
        })
        .collect();
    years.windows(2).all(|w| w[0] < w[1]) || years.windows(2).all(|w| w[0] > w[1])
}

/// Words that begin a note under a table.
const NOTES: &[&str] = &[
    "注",
    "备注",
    "说明",
    "数据来源",
    "资料来源",
    "来源",
    "附注",
    "数据库",
    "时间",
    "Note",
    "Source",
    "填表",
    "审核",
    "制表",
    "联系",
    "单位负责人",
    "填报",
    "报出日期",
];

fn is_note(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | '*' | '[' | '【' | '※'));
    text.chars().count() > 40
        || NOTES.iter().any(|n| {
            text.strip_prefix(n)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '：', '1', '、', ' ', '人', '单', '）', ')', '】']))
        })
}

fn panel_tables(grid: &Grid<'_>, left: u32, right: u32) -> Vec<Table> {
    let rows: Vec<Row> = (0..grid.sheet.height).map(|row| look_at_row(grid, row, left, right)).collect();
    let mut tables: Vec<Table> = Vec::new();
    let mut lines: Vec<u32> = Vec::new();
    let mut section = None;
    let mut in_band = false;
    let mut after_data = false;
    for (row, look) in (0_u32..).zip(rows.iter().copied()) {
        let next = rows.get(row as usize + 1..).unwrap_or(&[]).iter().copied().find(|r| *r != Row::Blank);
        let is_header = match look {
            Row::Blank => {
                // A blank row ends the headers, unless only headers stand above it.
                after_data = false;
                continue;
            }
            Row::Data => false,
            Row::Single(column) => {
                let text = grid.shown(row, column);
                let reach = grid.reach(row, column);
                let names_a_column =
                    column > left && (reach == column || reach < right) && !is_note(text) && unit::line(&clean(text)).is_none();
                names_a_column && (in_band || (!after_data && next == Some(Row::Data) && heads_figures(grid, row, column)))
            }
            Row::Words => {
                let unit_line = (left..=right)
                    .any(|c| grid.kind(row, c).is_words() && unit::line(&grid.label(row, c)).is_some_and(|u| !u.is_empty()))
                    && (left..=right).filter(|&c| grid.kind(row, c) != Kind::Blank).count() <= 3
                    && !in_band;
                let first = (left..=right).find(|&c| grid.kind(row, c) != Kind::Blank).unwrap_or(left);
                let heads = matches!(
                    words().head(&grid.label(row, first)),
                    Some(Head::Indicator | Head::Area | Head::Category | Head::Period | Head::Code)
                );
                !unit_line && (in_band || !after_data || heads) && !is_note(grid.shown(row, first))
            }
        };
        if is_header {
            if !in_band {
                tables.push(Table { left, right, lines: std::mem::take(&mut lines), ..Table::default() });
                section = None;
            }
            if let Some(table) = tables.last_mut() {
                table.band.push(row);
            }
            (in_band, after_data) = (true, false);
            continue;
        }
        if look == Row::Data || (look == Row::Words && after_data) {
            if tables.is_empty() {
                tables.push(Table { left, right, lines: std::mem::take(&mut lines), ..Table::default() });
            }
            if let Some(table) = tables.last_mut() {
                table.body.push((row, section));
            }
            lines.clear();
            (in_band, after_data) = (false, true);
            continue;
        }
        if let Row::Single(column) = look {
            let text = grid.shown(row, column);
            let short = text.chars().count() <= 30 && !is_note(text);
            section = if short && !tables.is_empty() && next == Some(Row::Data) { Some(row) } else { None };
            if section.is_some() && in_band && unit::line(&clean(text)).is_some() {
                // The unit line between header and figures.
                section = None;
                if let Some(table) = tables.last_mut() {
                    table.lines.push(row);
                }
            }
        }
        lines.push(row);
        (in_band, after_data) = (false, false);
    }
    tables.retain(|t| !t.body.is_empty());
    for table in &mut tables {
        // No header is so deep: rows of words below the first are a list.
        if table.band.len() > DEEPEST_HEADER {
            table.band.truncate(1);
        }
    }
    tables.into_iter().flat_map(|table| unfold(grid, table)).collect()
}

/// A long table may be folded: 地区 人口 地区 人口. Each half with its own column of names becomes a table.
fn unfold(grid: &Grid<'_>, mut table: Table) -> Vec<Table> {
    table.around = (table.left, table.right);
    let Some(&first) = table.band.first() else { return vec![table] };
    let Some(from) = (table.left..=table.right).find(|&c| grid.kind(first, c) != Kind::Blank) else { return vec![table] };
    let head = grid.label(first, from);
    let names = |column: u32| {
        let words_ = table.body.iter().filter(|(r, _)| grid.kind(*r, column).is_words() || grid.kind(*r, column) == Kind::Year).count();
        words_ * 2 > table.body.iter().filter(|(r, _)| grid.kind(*r, column) != Kind::Blank).count()
    };
    let folds: Vec<u32> =
        (from + 2..=table.right).filter(|&c| grid.kind(first, c).is_words() && grid.label(first, c) == head && names(c)).collect();
    if folds.is_empty() || !names(from) {
        return vec![table];
    }
    let starts = std::iter::once(table.left).chain(folds.iter().copied());
    let ends = folds.iter().map(|&f| f - 1).chain(std::iter::once(table.right));
    starts.zip(ends).map(|(left, right)| Table { left, right, ..table.clone() }).collect()
}

/// Whether the column has a figure in the next rows that are not blank.
fn heads_figures(grid: &Grid<'_>, row: u32, column: u32) -> bool {
    (row + 1..grid.sheet.height.min(row + 40)).any(|r| matches!(grid.kind(r, column), Kind::Number | Kind::Year))
}
