//! The tables of a workbook become observations.
//!
//! 1. [`layout`] finds the tables of each sheet: title lines, headers, rows of figures, notes.
//! 2. [`columns`] and [`rows`] read what each header and each row's name says ([`label`], [`when`], [`mod@unit`]).
//! 3. [`context`] reads the title, the unit line, the sheet's and the file's names.
//! 4. [`combine`] decides which side names the indicator and which the place or part, and puts the three together for
//!    each figure ([`numeral`]).
//!
//! A figure without a header, in a sheet whose other columns have one, is left alone: it is somebody's helper column.
//! Nothing is remembered from one workbook to the next, and nothing is looked up by a file's name.

mod columns;
mod combine;
mod context;
mod label;
mod layout;
mod numeral;
mod rows;
mod unit;
mod vocabulary;
mod when;

use super::{Observation, Place};
use crate::document::{CellAddress, Document};

/// Reads every table of a workbook, by sheet, row and column.
pub(super) fn read(document: &Document) -> Vec<Observation> {
    let mut out = Vec::new();
    for (index, sheet) in (0_u32..).zip(&document.sheets) {
        let from = out.len();
        let grid = layout::Grid::new(sheet);
        let outer = context::of_sheet(document, index as usize);
        let mut first: Option<context::Context> = None;
        for table in layout::tables(&grid) {
            let around = if table.lines.is_empty() {
                first.clone().unwrap_or_else(|| context::of_table(&grid, index, &table, &outer))
            } else {
                context::of_table(&grid, index, &table, &outer)
            };
            first.get_or_insert_with(|| around.clone());
            combine::read(&grid, index, &table, &around, &mut out);
        }
        if let Some(sheet) = out.get_mut(from..) {
            sheet.sort_by_key(|o| match o.place {
                Place::Cell(at) => at,
                Place::Text(_) => CellAddress { sheet: index, row: 0, column: 0 },
            });
        }
    }
    out
}
