//! A grid of cells.

use crate::base::{Decimal, Text};
use std::fmt;

/// One sheet of a workbook: a dense grid from A1 to the last used cell.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The sheet's name as on its tab.
    pub name: String,
    /// Number of rows.
    pub height: u32,
    /// Number of columns.
    pub width: u32,
    /// Row by row, `height * width` of them.
    pub cells: Vec<Cell>,
    /// Merged areas.
    pub merges: Vec<Merge>,
}

impl Sheet {
    /// The cell at a 0-based row and column; `None` outside the grid.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        if row >= self.height || column >= self.width {
            return None;
        }
        self.cells.get(row as usize * self.width as usize + column as usize)
    }

    /// The merged area that covers the cell.
    #[must_use]
    pub fn merge_at(&self, row: u32, column: u32) -> Option<&Merge> {
        self.merges.iter().find(|m| m.covers(row, column))
    }
}

/// One cell: what it holds and what it shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: CellValue,
    /// What a reader of the sheet sees; empty for an empty cell.
    pub shown: Text,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CellValue {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text,
    /// A number, exact as the file's shortest decimal form.
    Number(Decimal),
    /// A calendar date: year, month 1–12, day 1–31.
    Date(i16, u8, u8),
    /// True or false.
    Bool(bool),
    /// An error value such as `#DIV/0!`.
    Error,
}

/// A merged area, all bounds 0-based and inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

impl Merge {
    /// Whether the cell lies in it.
    #[must_use]
    pub fn covers(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

/// Which cell of which sheet; all 0-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellAddress {
    /// Index of the sheet.
    pub sheet: u32,
    /// Row.
    pub row: u32,
    /// Column.
    pub column: u32,
}

impl CellAddress {
    /// Column letters and row number as a spreadsheet writes them: `C5`.
    #[must_use]
    pub fn a1(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // From the last letter to the first; seven are enough for any column.
        let mut letters = [0_u8; 7];
        let (mut left, mut from) = (u64::from(self.column) + 1, letters.len());
        for (at, letter) in letters.iter_mut().enumerate().rev() {
            if left == 0 {
                break;
            }
            left -= 1;
            *letter = b'A' + u8::try_from(left % 26).unwrap_or(0);
            (left, from) = (left / 26, at);
        }
        f.write_str(std::str::from_utf8(letters.get(from..).unwrap_or_default()).unwrap_or_default())?;
        write!(f, "{}", u64::from(self.row) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_as_spreadsheets_do() {
        let at = |row, column| CellAddress { sheet: 0, row, column }.a1();
        assert_eq!((at(0, 0), at(4, 25), at(4, 26), at(99, 702)), ("A1".into(), "Z5".into(), "AA5".into(), "AAA100".into()));
        assert_eq!((at(8, 701), at(u32::MAX, u32::MAX)), ("ZZ9".into(), "MWLQKWV4294967296".into()));
    }
}
