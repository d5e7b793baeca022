//! A table that stands within a text.

use super::Sheet;
use crate::base::Span;

/// A table within a running text: a grid, and where the text shows it. There each row is a line, and tabs stand between cells.
#[derive(Clone, Debug, Default)]
pub struct Inset {
    /// Its cells, merged areas included; its name is the caption above it, or empty. A cell shows what its part of the text says.
    pub sheet: Sheet,
    /// From its first cell to its last, without the last line's end.
    pub span: Span,
    /// Where each cell stands, in the order of the sheet's cells and of the text; empty for a cell without words.
    pub cells: Vec<Span>,
}

impl Inset {
    /// Where a cell's words stand; `None` for a cell without words, and outside the grid.
    #[must_use]
    pub fn span_of(&self, row: u32, column: u32) -> Option<Span> {
        self.sheet.cell(row, column)?;
        self.cells.get(row as usize * self.sheet.width as usize + column as usize).copied().filter(|span| !span.is_empty())
    }

    /// Row and column, 0-based, of the cell whose words hold the byte.
    #[must_use]
    pub fn cell_at(&self, offset: usize) -> Option<(u32, u32)> {
        let at = self.cells.partition_point(|span| span.start as usize <= offset).checked_sub(1)?;
        self.cells.get(at).filter(|span| span.contains(offset))?;
        let width = (self.sheet.width as usize).max(1);
        Some((u32::try_from(at / width).ok()?, u32::try_from(at % width).ok()?))
    }
}
