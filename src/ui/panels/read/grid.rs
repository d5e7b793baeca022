//! A workbook as grids: column letters, row numbers, merged cells, and the same marks on figures as in a text. Only the
//! cells in view are painted.

use super::{marks, select};
use crate::app::Command;
use crate::document::{CellAddress, CellValue, Merge, Sheet};
use crate::indicator::Place;
use crate::library::{ObservationRef, Report};
use crate::ui::theme::{self, GAP, GRID, ROW, size};
use crate::ui::{Cx, widgets};
use eframe::egui::{self, Align2, CursorIcon, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::collections::HashMap;
use std::ops::Range;

/// Height of a row.
const HEIGHT: f32 = ROW;
/// Rows that are looked at for the width of a column.
const SAMPLE: u32 = 200;
/// Narrowest and widest column.
const WIDTHS: std::ops::RangeInclusive<f32> = 64.0..=320.0;
/// Height of the strip of sheets.
const TABS: f32 = 9.0 * GRID;
/// How long a flash lasts, in seconds.
const FLASH: f64 = 1.4;

/// What the view remembers of the open workbook.
pub struct Grid {
    sheet: u32,
    lead: Option<CellAddress>,
    row: Option<u32>,
    flash: Option<(CellAddress, f64)>,
    /// Left edges of the columns of the sheet they are for, and of the end.
    lefts: Option<(u32, Vec<f32>)>,
    figures: HashMap<CellAddress, u32>,
    told: Option<u32>,
    /// A cell that is to become a figure, or whose figure is to be corrected; taken by the panel.
    pub wish: Option<Place>,
    /// The part of the sheet that was in view in the last frame.
    shown: Rect,
}

impl Default for Grid {
    fn default() -> Self {
        let (figures, lefts) = (HashMap::new(), None);
        Self { sheet: 0, lead: None, row: None, flash: None, lefts, figures, told: None, wish: None, shown: Rect::NOTHING }
    }
}

impl Grid {
    /// Takes up a workbook.
    pub fn open(&mut self, report: &Report) {
        *self = Self::default();
        self.renew(report);
    }

    /// Takes up the same workbook with other corrections; what is in view stays.
    pub fn renew(&mut self, report: &Report) {
        let figures = report.observations.iter().zip(0..).filter_map(|(o, index)| match o.place {
            Place::Cell(at) => Some((at, index)),
            Place::Text(_) => None,
        });
        self.figures = figures.collect();
    }

    /// Leads to a cell in the next frame.
    pub fn lead_to(&mut self, cell: CellAddress) {
        if self.sheet != cell.sheet {
            self.lead_to_sheet(cell.sheet);
        }
        self.lead = Some(cell);
    }

    /// Leads to a sheet.
    pub fn lead_to_sheet(&mut self, sheet: u32) {
        (self.sheet, self.shown) = (sheet, Rect::NOTHING);
    }

    /// Leads to a row of the sheet in the next frame.
    pub fn lead_to_row(&mut self, row: u32) {
        self.row = Some(row);
    }

    /// Shows the sheet, and the strip of sheets below it.
    pub fn show(&mut self, ui: &mut Ui, report: &Report, cx: &mut Cx<'_>) {
        let sheets = &report.document.sheets;
        let Some(sheet) = sheets.get(self.sheet as usize).or(sheets.first()) else { return };
        if sheets.len() > 1 {
            let frame = egui::Frame::NONE.fill(cx.theme.panel);
            egui::Panel::bottom("sheets").frame(frame).exact_size(TABS).show(ui, |ui| self.tabs(ui, report, cx));
        }
        if sheet.cells.is_empty() {
            widgets::empty(ui, cx.t.say("grid.empty"), "", cx.theme);
            return;
        }
        let lefts = self.columns(sheet);
        let header = vec2(gutter(sheet), HEIGHT);
        let view = ui.available_size();
        let mut area = ScrollArea::both().id_salt(("grid", report.id().0, self.sheet)).auto_shrink([false, false]);
        if let Some(row) = self.row.take() {
            area = area.vertical_scroll_offset(row_top(row));
        }
        if let Some(cell) = self.lead.take() {
            let edge = |column: u32| lefts.get(column as usize).copied().unwrap_or(0.0);
            // What is in view stays where it is.
            if !(self.shown.y_range().contains(row_top(cell.row)) && self.shown.bottom() >= row_top(cell.row) + 2.0 * HEIGHT) {
                area = area.vertical_scroll_offset((row_top(cell.row) - view.y * 0.3).max(0.0));
            }
            if edge(cell.column) < self.shown.left() || edge(cell.column + 1) > self.shown.right() - header.x {
                area = area.horizontal_scroll_offset((edge(cell.column) - view.x * 0.4).max(0.0));
            }
            self.flash = Some((cell, ui.input(|input| input.time)));
        }
        let width = lefts.last().copied().unwrap_or(0.0);
        area.show_viewport(ui, |ui, viewport| {
            self.shown = viewport;
            ui.set_width(header.x + width + GAP);
            ui.set_height(header.y + row_top(sheet.height) + GAP);
            let origin = ui.max_rect().min;
            let rows = visible(viewport.top(), viewport.bottom(), sheet.height);
            let columns = visible_columns(&lefts, viewport.left(), viewport.right() - header.x);
            let shown = Rect::from_min_size(origin + viewport.min.to_vec2(), viewport.size());
            let cells = Rect::from_min_max(shown.min + header, shown.max);
            let body = Body { sheet, index: self.sheet, lefts: &lefts, corner: origin + header, cells };
            self.cells(ui, report, &body, &rows, &columns, cx);
            heads(ui, &body, &rows, &columns, shown, header, cx);
            if self.told != Some(rows.start) {
                self.told = Some(rows.start);
                cx.emit(Command::Scrolled(rows.start));
            }
        });
    }

    fn columns(&mut self, sheet: &Sheet) -> Vec<f32> {
        if let Some((of, lefts)) = &self.lefts
            && *of == self.sheet
        {
            return lefts.clone();
        }
        let mut lefts = vec![0.0];
        let mut left = 0.0;
        for column in 0..sheet.width {
            let width = (0..sheet.height.min(SAMPLE))
                .filter(|&row| sheet.merge_at(row, column).is_none_or(|m| m.left == m.right))
                .filter_map(|row| sheet.cell(row, column))
                .map(|cell| text_width(&cell.shown))
                .fold(0.0, f32::max);
            left += (width + 2.5 * GAP).clamp(*WIDTHS.start(), *WIDTHS.end()).round();
            lefts.push(left);
        }
        self.lefts = Some((self.sheet, lefts.clone()));
        lefts
    }

    fn cells(&mut self, ui: &mut Ui, report: &Report, body: &Body<'_>, rows: &Range<u32>, columns: &Range<u32>, cx: &mut Cx<'_>) {
        let touches = |m: &&Merge| m.top < rows.end && m.bottom >= rows.start && m.left < columns.end && m.right >= columns.start;
        let merges: Vec<Merge> = body.sheet.merges.iter().filter(touches).copied().collect();
        for row in rows.clone() {
            // From the right, so that words that run on are painted over the empty cells beside them.
            for column in columns.clone().rev() {
                if !merges.iter().any(|m| m.covers(row, column)) {
                    self.cell(ui, report, body, row, column, body.rect(row, column, row, column), false, cx);
                }
            }
        }
        for m in merges {
            self.cell(ui, report, body, m.top, m.left, body.rect(m.top, m.left, m.bottom, m.right), true, cx);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a cell's place in the workbook and on the screen")]
    fn cell(&mut self, ui: &Ui, report: &Report, body: &Body<'_>, row: u32, column: u32, rect: Rect, merged: bool, cx: &mut Cx<'_>) {
        let Some(cell) = body.sheet.cell(row, column) else { return };
        let at = CellAddress { sheet: body.index, row, column };
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let line = Stroke::new(1.0, cx.theme.line.gamma_multiply(0.7));
        let figure = self.figures.get(&at).copied();
        let selected = figure.is_some() && cx.state.selection == figure.map(|index| ObservationRef { report: report.id(), index });
        if selected {
            painter.rect_filled(rect, 0.0, cx.theme.accent_soft);
        }
        self.paint_flash(ui, &painter, at, rect, cx);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
        painter.vline(rect.right() - 0.5, rect.y_range(), line);
        if !cell.shown.is_empty() {
            let (ink, font) = (
                if figure.is_none() && cell.value != CellValue::Text { cx.theme.weak } else { cx.theme.text },
                theme::plain(size::BODY - 1.0),
            );
            let number = matches!(cell.value, CellValue::Number(_) | CellValue::Date(..));
            let inner = rect.shrink2(vec2(GAP, 0.0));
            if merged {
                painter.text(rect.center(), Align2::CENTER_CENTER, &cell.shown, font, ink);
            } else if number {
                painter.text(inner.right_center(), Align2::RIGHT_CENTER, &cell.shown, font, ink);
            } else {
                // Words run on over the empty cells beside them, as in a spreadsheet.
                let room = body.room(row, column, text_width(&cell.shown) + 2.0 * GAP, rect);
                let over = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
                widgets::line(&over, inner.left_center(), room.width() - 2.0 * GAP, &cell.shown, font, ink);
            }
        }
        if let Some(index) = figure {
            if let Some(response) = figure_cell(ui, report, index, at, rect, body.cells, cx) {
                let figure = ObservationRef { report: report.id(), index };
                response.context_menu(|ui| select::figure_menu(ui, report, figure, &mut self.wish, cx));
            }
        } else if cell.value != CellValue::Text && !cell.shown.is_empty() && rect.intersect(body.cells).is_positive() {
            let id = ui.scope_id().with(("plain", at.sheet, at.row, at.column));
            let response = ui.interact(rect.intersect(body.cells), id, Sense::click());
            response.context_menu(|ui| {
                if ui.button(cx.t.say("review.add")).clicked() {
                    self.wish = Some(Place::Cell(at));
                }
            });
        }
        if selected {
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(2.0, cx.theme.accent), StrokeKind::Inside);
        }
    }

    fn paint_flash(&mut self, ui: &Ui, painter: &egui::Painter, at: CellAddress, rect: Rect, cx: &Cx<'_>) {
        let Some((cell, since)) = self.flash else { return };
        #[expect(clippy::cast_possible_truncation, reason = "an opacity")]
        let left = (1.0 - (ui.input(|input| input.time) - since) / FLASH).clamp(0.0, 1.0) as f32;
        if left == 0.0 {
            self.flash = None;
        } else if cell == at {
            painter.rect_filled(rect, 0.0, cx.theme.accent.gamma_multiply(0.4 * left));
            ui.ctx().request_repaint();
        }
    }

    fn tabs(&mut self, ui: &mut Ui, report: &Report, cx: &mut Cx<'_>) {
        ScrollArea::horizontal().id_salt("tabs").auto_shrink([false, false]).show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                ui.add_space(GAP);
                for (sheet, index) in report.document.sheets.iter().zip(0..) {
                    if ui.selectable_label(self.sheet == index, sheet.name.as_str()).clicked() {
                        cx.emit(Command::SelectSheet(report.id(), index));
                    }
                }
            });
        });
    }
}

/// The cells' ground: which sheet, and where its first cell's corner stands on the screen.
struct Body<'a> {
    sheet: &'a Sheet,
    index: u32,
    lefts: &'a [f32],
    corner: egui::Pos2,
    /// Where cells are seen: not below the heads.
    cells: Rect,
}

impl Body<'_> {
    /// Where cells stand, bounds inclusive.
    fn rect(&self, top: u32, left: u32, bottom: u32, right: u32) -> Rect {
        let x = |column: u32| self.lefts.get(column as usize).or(self.lefts.last()).copied().unwrap_or(0.0);
        let (from, to) = (vec2(x(left), row_top(top)), vec2(x(right + 1), row_top(bottom + 1)));
        Rect::from_min_max(self.corner + from, self.corner + to)
    }
}

impl Body<'_> {
    /// The cell's rectangle, and those of the empty cells at its right as far as its words need them.
    fn room(&self, row: u32, column: u32, need: f32, mut rect: Rect) -> Rect {
        let mut next = column + 1;
        let empty = |column| self.sheet.cell(row, column).is_some_and(|c| c.shown.is_empty()) && self.sheet.merge_at(row, column).is_none();
        while rect.width() < need && empty(next) {
            rect.max.x = self.rect(row, next, row, next).right();
            next += 1;
        }
        rect
    }
}

fn figure_cell(ui: &Ui, report: &Report, index: u32, at: CellAddress, rect: Rect, cells: Rect, cx: &mut Cx<'_>) -> Option<Response> {
    let o = report.observations.get(index as usize)?;
    let name = format!("{at} {}", marks::named(report, index, o, cx));
    let seen = rect.intersect(cells);
    if !seen.is_positive() {
        return None;
    }
    let response = ui.interact(seen, ui.scope_id().with(("cell", at.sheet, at.row, at.column)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Link, true, &name));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if response.hovered() {
        painter.rect_filled(rect, 0.0, cx.theme.accent.gamma_multiply(0.12));
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    let width = text_width(report.words(o.place)).clamp(12.0, rect.width() - 2.0 * GAP);
    let right = rect.right() - GAP;
    marks::underline(&painter, pos2(right - width, (rect.bottom() - 5.0).round()), right, o, cx.theme);
    if let Some(mark) = report.review.marks.get(&index) {
        marks::decided(&painter, pos2(rect.right() - 10.0, rect.top() + 6.0), mark.made, cx.theme);
    }
    let response = response.on_hover_text(name);
    if response.clicked() {
        cx.emit(Command::Select(Some(ObservationRef { report: report.id(), index })));
    }
    Some(response)
}

/// Column letters along the top and row numbers down the side; they stay while the cells move.
fn heads(ui: &Ui, body: &Body<'_>, rows: &Range<u32>, columns: &Range<u32>, view: Rect, header: egui::Vec2, cx: &Cx<'_>) {
    let painter = ui.painter();
    let line = Stroke::new(1.0, cx.theme.line);
    let font = theme::plain(size::SMALL);
    let side = Rect::from_min_size(view.min, vec2(header.x, view.height()));
    painter.rect_filled(side, 0.0, cx.theme.panel);
    painter.vline(side.right() - 0.5, side.y_range(), line);
    for row in rows.clone() {
        let y = body.corner.y + row_top(row) + HEIGHT / 2.0;
        painter.text(pos2(side.right() - GAP, y), Align2::RIGHT_CENTER, (row + 1).to_string(), font.clone(), cx.theme.weak);
    }
    let top = Rect::from_min_size(view.min, vec2(view.width(), header.y));
    painter.rect_filled(top, 0.0, cx.theme.panel);
    painter.hline(top.x_range(), top.bottom() - 0.5, line);
    let names = painter.with_clip_rect(Rect::from_min_max(pos2(side.right(), top.top()), top.max).intersect(ui.clip_rect()));
    for column in columns.clone() {
        let cell = body.rect(0, column, 0, column);
        let at = pos2(cell.center().x, top.center().y);
        let letters = CellAddress { sheet: 0, row: 0, column }.a1();
        names.text(at, Align2::CENTER_CENTER, letters.trim_end_matches('1'), font.clone(), cx.theme.weak);
        names.vline(cell.right() - 0.5, top.y_range(), line);
    }
    painter.rect_filled(Rect::from_min_size(view.min, header), 0.0, cx.theme.panel);
    painter.vline(side.right() - 0.5, top.y_range(), line);
    painter.hline(side.x_range(), top.bottom() - 0.5, line);
}

fn text_width(text: &str) -> f32 {
    // Wide letters are as wide as the type is high, the others about half: near enough, and no layout.
    let ems: f32 = text.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum();
    ems * (size::BODY - 1.0)
}

fn gutter(sheet: &Sheet) -> f32 {
    (text_width(&sheet.height.to_string()) + 2.5 * GAP).max(10.0 * GRID).round()
}

#[expect(clippy::cast_precision_loss, reason = "a place on the screen")]
fn row_top(row: u32) -> f32 {
    row as f32 * HEIGHT
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows on the screen, not below zero")]
fn visible(top: f32, bottom: f32, height: u32) -> Range<u32> {
    let from = ((top / HEIGHT).floor().max(0.0) as u32).min(height.saturating_sub(1));
    from..((bottom / HEIGHT).ceil().max(0.0) as u32).clamp(from, height)
}

fn visible_columns(lefts: &[f32], from: f32, to: f32) -> Range<u32> {
    let count = lefts.len().saturating_sub(1);
    let first = lefts.partition_point(|&left| left <= from).saturating_sub(1).min(count);
    let last = lefts.partition_point(|&left| left < to.max(from)).min(count);
    u32::try_from(first).unwrap_or(0)..u32::try_from(last.max(first)).unwrap_or(0)
}
