//! A workbook as grids: column letters, row numbers, merged cells, and the same marks on figures as in a text. Only the
//! cells in view are painted.

use crate::document::CellAddress;
use crate::library::Report;
use crate::ui::Cx;
use eframe::egui::Ui;

/// What the view remembers of the open workbook.
#[derive(Default)]
pub struct Grid {
    sheet: u32,
    lead: Option<CellAddress>,
}

impl Grid {
    /// Takes up a workbook.
    pub fn open(&mut self) {
        *self = Self::default();
    }

    /// The sheet shown.
    pub fn sheet(&self) -> u32 {
        self.sheet
    }

    /// Leads to a cell in the next frame.
    pub fn lead_to(&mut self, cell: CellAddress) {
        self.sheet = cell.sheet;
        self.lead = Some(cell);
    }

    /// Leads to a sheet.
    pub fn lead_to_sheet(&mut self, sheet: u32) {
        self.sheet = sheet;
    }

    /// Shows the sheet.
    pub fn show(&mut self, _ui: &mut Ui, _report: &Report, _cx: &mut Cx<'_>) {}
}
