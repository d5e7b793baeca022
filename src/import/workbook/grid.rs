//! Cells in any order become a dense sheet, within the limits.

use crate::document::{Cell, Merge, Sheet};
use crate::import::{ImportError, limits};

/// Gathers the cells of a workbook's sheets and watches the limits.
#[derive(Default)]
pub(super) struct Gatherer {
    cells: u64,
    text: u64,
}

/// The used cells of one sheet.
#[derive(Default)]
pub(super) struct Sparse {
    cells: Vec<(u32, u32, Cell)>,
    height: u32,
    width: u32,
}

impl Gatherer {
    /// Adds one cell; an empty one is no cell.
    ///
    /// # Errors
    /// When the sheet, or the workbook, gets beyond the limits.
    pub(super) fn add(&mut self, sheet: &mut Sparse, name: &str, row: u32, column: u32, cell: Cell) -> Result<(), ImportError> {
        if cell.shown.is_empty() {
            return Ok(());
        }
        sheet.height = sheet.height.max(row.saturating_add(1));
        sheet.width = sheet.width.max(column.saturating_add(1));
        check_size(name, sheet.height, sheet.width)?;
        self.text += cell.shown.len() as u64;
        if self.text > limits::WORKBOOK_TEXT {
            return Err(ImportError::TooMuchInside(self.text));
        }
        // A file may tell one cell again and again.
        if sheet.cells.len() as u64 >= limits::SHEET_CELLS {
            return Err(ImportError::TooManyCells { sheet: name.to_owned(), rows: sheet.height, columns: sheet.width });
        }
        sheet.cells.push((row, column, cell));
        Ok(())
    }

    /// Lays the cells out as a grid.
    ///
    /// # Errors
    /// When the workbook gets beyond the limits.
    pub(super) fn finish(&mut self, sheet: Sparse, name: &str, mut merges: Vec<Merge>) -> Result<Sheet, ImportError> {
        let Sparse { cells: used, height, width } = sheet;
        let size = u64::from(height) * u64::from(width);
        self.cells += size;
        if self.cells > limits::WORKBOOK_CELLS {
            return Err(ImportError::TooManyCells { sheet: name.to_owned(), rows: height, columns: width });
        }
        let mut cells = vec![Cell::default(); usize::try_from(size).unwrap_or(0)];
        for (row, column, cell) in used {
            if let Some(slot) = cells.get_mut(row as usize * width as usize + column as usize) {
                *slot = cell;
            }
        }
        merges.retain(|m| m.top < height && m.left < width && m.top <= m.bottom && m.left <= m.right);
        merges.truncate(limits::SHEET_MERGES);
        for merge in &mut merges {
            merge.bottom = merge.bottom.min(height - 1);
            merge.right = merge.right.min(width - 1);
        }
        merges.retain(|m| m.top < m.bottom || m.left < m.right);
        Ok(Sheet { name: name.to_owned(), height, width, cells, merges })
    }
}

/// Whether a sheet of this size may be read.
///
/// # Errors
/// When it is too large.
pub(super) fn check_size(name: &str, rows: u32, columns: u32) -> Result<(), ImportError> {
    if u64::from(rows) * u64::from(columns) > limits::SHEET_CELLS {
        return Err(ImportError::TooManyCells { sheet: name.to_owned(), rows, columns });
    }
    Ok(())
}
