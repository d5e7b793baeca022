//! The tables of a workbook, and those within a text, become observations.
//!
//! 1. [`layout`] finds the tables of each sheet: title lines, headers, rows of figures, notes.
//! 2. [`columns`] and [`rows`] read what each header and each row's name says ([`label`], [`when`], [`mod@unit`]).
//! 3. [`context`] reads the title, the unit line, the sheet's and the file's names.
//! 4. [`combine`] decides which side names the indicator and which the place or part, and puts the three together for
//!    each figure ([`numeral`]).
//!
//! [`inset`] does the same for a table within a text.
//!
//! A figure without a header, in a sheet whose other columns have one, is left alone: it is somebody's helper column.
//! Nothing is remembered from one workbook to the next, and nothing is looked up by a file's name.

mod columns;
mod combine;
mod context;
mod inset;
mod label;
mod layout;
mod numeral;
mod rows;
mod unit;
mod vocabulary;
mod when;

pub(super) use inset::read as read_insets;

use super::{Observation, Place};
use crate::document::{CellAddress, Document, Sheet};

/// Reads every table of a workbook, by sheet, row and column.
pub(super) fn read(document: &Document, out: &mut Vec<Observation>) {
    for (index, sheet) in (0_u32..).zip(&document.sheets) {
        read_sheet(sheet, index, &context::of_sheet(document, index as usize), out);
    }
}

/// Reads the tables of one sheet. `index` stands in the addresses; `outer` is what is known without the sheet.
fn read_sheet(sheet: &Sheet, index: u32, outer: &context::Context, out: &mut Vec<Observation>) {
    let from = out.len();
    let grid = layout::Grid::new(sheet);
    let mut first: Option<context::Context> = None;
    for table in layout::tables(&grid) {
        let around = if table.lines.is_empty() {
            first.clone().unwrap_or_else(|| context::of_table(&grid, index, &table, outer))
        } else {
            context::of_table(&grid, index, &table, outer)
        };
        first.get_or_insert_with(|| around.clone());
        combine::read(&grid, index, &table, &around, out);
    }
    if let Some(sheet) = out.get_mut(from..) {
        sheet.sort_by_key(|o| match o.place {
            Place::Cell(at) => at,
            Place::Text(_) => CellAddress { sheet: index, row: 0, column: 0 },
        });
    }
}
