//! Cells in any order become a dense sheet, within the limits.

use crate::document::{Cell, Merge, Sheet};
use crate::import::{ImportError, limits};

/// Gathers the cells of a workbook's sheets and watches the limits.
#[derive(Default)]
pub(super) struct Gatherer {
    cells: u64,
    text: u64,
}

/// A cell with its row and column.
pub(super) type At = (u32, u32, Cell);

/// The used cells of one sheet.
#[derive(Default)]
pub(super) struct Sparse {
    /// In pieces, as they came.
    pieces: Vec<Vec<At>>,
    count: u64,
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
        let at = (row, column, cell);
        self.count(sheet, name, &at)?;
        match sheet.pieces.last_mut() {
            Some(piece) => piece.push(at),
            None => sheet.pieces.push(vec![at]),
        }
        Ok(())
    }

    /// Adds many cells, none of them empty.
    ///
    /// # Errors
    /// As [`Gatherer::add`].
    pub(super) fn add_all(&mut self, sheet: &mut Sparse, name: &str, cells: Vec<At>) -> Result<(), ImportError> {
        cells.iter().try_for_each(|at| self.count(sheet, name, at))?;
        sheet.pieces.push(cells);
        Ok(())
    }

    fn count(&mut self, sheet: &mut Sparse, name: &str, (row, column, cell): &At) -> Result<(), ImportError> {
        sheet.height = sheet.height.max(row.saturating_add(1));
        sheet.width = sheet.width.max(column.saturating_add(1));
        check_size(name, sheet.height, sheet.width)?;
        self.text += cell.shown.len() as u64;
        if self.text > limits::WORKBOOK_TEXT {
            return Err(ImportError::TooMuchInside(self.text));
        }
        // A file may tell one cell again and again.
        if sheet.count >= limits::SHEET_CELLS {
            return Err(ImportError::TooManyCells { sheet: name.to_owned(), rows: sheet.height, columns: sheet.width });
        }
        sheet.count += 1;
        Ok(())
    }

    /// Lays the cells out as a grid.
    ///
    /// # Errors
    /// When the workbook gets beyond the limits.
    pub(super) fn finish(&mut self, sheet: Sparse, name: &str, mut merges: Vec<Merge>) -> Result<Sheet, ImportError> {
        let Sparse { pieces, height, width, .. } = sheet;
        let size = u64::from(height) * u64::from(width);
        self.cells += size;
        if self.cells > limits::WORKBOOK_CELLS {
            return Err(ImportError::TooManyCells { sheet: name.to_owned(), rows: height, columns: width });
        }
        let size = usize::try_from(size).unwrap_or(0);
        let mut cells: Vec<Cell> = Vec::with_capacity(size);
        for (row, column, cell) in pieces.into_iter().flatten() {
            let at = row as usize * width as usize + column as usize;
            // Nearly always they come in order.
            if at > cells.len() && at < size {
                cells.resize(at, Cell::default());
            }
            if at == cells.len() {
                cells.push(cell);
            } else if let Some(slot) = cells.get_mut(at) {
                *slot = cell;
            }
        }
        cells.resize(size, Cell::default());
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
    if u64::from(rows) * u64::from(columns) > limits::SHEET_CELLS || columns as usize > limits::ROW_CELLS {
        return Err(ImportError::TooManyCells { sheet: name.to_owned(), rows, columns });
    }
    Ok(())
}
