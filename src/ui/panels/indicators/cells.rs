//! The table itself: a head that stays at the top, names that stay at the left, cells that lead to their sources.

use super::{Line, column_name, row_detail, row_name};
use crate::app::Command;
use crate::app::tabling::Laid;
use crate::indicator::Value;
use crate::library::table::{Cell, Row, Table};
use crate::ui::theme::{self, GAP, GRID, MARGIN, size};
use crate::ui::widgets::sources;
use crate::ui::{Cx, widgets};
use eframe::egui::{self, Align2, CursorIcon, FontId, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of a line.
const HEIGHT: f32 = 8.0 * GRID;
/// Width of the column of units.
const UNITS: f32 = 24.0 * GRID;
/// Narrowest and widest column.
const WIDTHS: std::ops::RangeInclusive<f32> = 96.0..=180.0;

/// Where things stand.
struct Frame {
    /// Width of the column of names.
    names: f32,
    /// Left edges of the columns from the first cell's, and of the end.
    lefts: Vec<f32>,
    /// The corner of the first cell, scrolled.
    corner: egui::Pos2,
    /// What is in view.
    view: Rect,
    /// Decimals that room is kept for, so that the points stand below each other.
    decimals: u32,
    /// Width of a digit.
    digit: f32,
}

/// The names of the columns, and their widths.
pub(super) fn heads(ui: &Ui, table: &Table, cx: &Cx<'_>) -> Vec<(String, f32)> {
    let head = |(column, of)| {
        let head = column_name(of, cx);
        let width = ui.painter().layout_no_wrap(head.clone(), theme::strong(size::SMALL), cx.theme.text).size().x;
        let width = width.max(mixed_width(table, column, cx));
        (head, (width + 2.5 * GAP).clamp(*WIDTHS.start(), *WIDTHS.end()).round())
    };
    table.columns.iter().enumerate().map(head).collect()
}

/// Shows the table.
pub(super) fn show(ui: &mut Ui, laid: &Laid, lines: &[Line], heads: &[(String, f32)], cx: &mut Cx<'_>) {
    let table = &laid.table;
    let names = (ui.available_width() * 0.34).clamp(180.0, 340.0).round();
    let mut lefts = vec![0.0];
    let mut left = 0.0;
    for (_, width) in heads {
        left += width;
        lefts.push(left);
    }
    let decimals = laid.decimals.min(4);
    let digit = ui.painter().layout_no_wrap("0".to_owned(), theme::plain(size::BODY), cx.theme.text).size().x;
    // The latest periods are in view first.
    ScrollArea::both().id_salt("table").auto_shrink([false, false]).stick_to_right(true).show_viewport(ui, |ui, viewport| {
        #[expect(clippy::cast_precision_loss, reason = "a height on the screen")]
        let height = HEIGHT * (lines.len() as f32 + 1.0) + MARGIN;
        ui.set_width(names + UNITS + left + MARGIN);
        ui.set_height(height);
        let origin = ui.max_rect().min;
        let view = Rect::from_min_size(origin + viewport.min.to_vec2(), viewport.size());
        let frame = Frame { names, lefts, corner: origin + vec2(names + UNITS, HEIGHT), view, decimals, digit };
        let rows = frame.rows(lines.len());
        for (n, line) in lines.iter().enumerate().take(rows.end).skip(rows.start) {
            if let Line::Row(index) = line
                && let Some(row) = table.rows.get(*index)
            {
                row_cells(ui, &frame, n, *index, row, heads, cx);
            }
        }
        sides(ui, &frame, table, lines, rows, cx);
        top(ui, &frame, heads, cx);
    });
}

/// The widest cell of a column among the rows whose cells carry units of their own.
fn mixed_width(table: &Table, column: usize, cx: &Cx<'_>) -> f32 {
    let rows = table.rows.iter().filter(|row| row.unit.is_none());
    let cells = rows.filter_map(|row| row.cells.get(column)?.as_ref());
    let ems = |text: &str| text.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum::<f32>();
    cells.map(|cell| ems(&widgets::value_text(&cell.value, cx.t)) * size::BODY + ems(&cell.unit) * size::SMALL).fold(0.0, f32::max)
}

impl Frame {
    fn line(&self, n: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a place on the screen")]
        let down = n as f32 * HEIGHT;
        self.corner.y + down
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lines on the screen, not below zero")]
    fn rows(&self, count: usize) -> std::ops::Range<usize> {
        let from = ((self.view.top() - self.corner.y) / HEIGHT).floor().max(0.0) as usize;
        let to = ((self.view.bottom() - self.corner.y) / HEIGHT).ceil().max(0.0) as usize;
        from.min(count)..to.min(count)
    }

    fn columns(&self) -> std::ops::Range<usize> {
        let count = self.lefts.len().saturating_sub(1);
        let (from, to) = (self.view.left() + self.names + UNITS - self.corner.x, self.view.right() - self.corner.x);
        let first = self.lefts.partition_point(|&left| left <= from).saturating_sub(1).min(count);
        first..self.lefts.partition_point(|&left| left < to).min(count).max(first)
    }

    fn cell(&self, n: usize, column: usize) -> Rect {
        let x = |column: usize| self.corner.x + self.lefts.get(column).copied().unwrap_or(0.0);
        Rect::from_min_max(pos2(x(column), self.line(n)), pos2(x(column + 1), self.line(n) + HEIGHT))
    }

    /// Left of this, cells are covered by names and units.
    fn fold(&self) -> f32 {
        self.view.left() + self.names + UNITS
    }
}

fn row_cells(ui: &Ui, frame: &Frame, n: usize, index: usize, row: &Row, heads: &[(String, f32)], cx: &mut Cx<'_>) {
    let whole = Rect::from_min_max(pos2(frame.view.left(), frame.line(n)), pos2(frame.view.right(), frame.line(n) + HEIGHT));
    ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, Stroke::new(1.0, cx.theme.line.gamma_multiply(0.6)));
    for column in frame.columns() {
        let Some(Some(cell)) = row.cells.get(column) else { continue };
        let rect = frame.cell(n, column);
        let seen = Rect::from_min_max(pos2(rect.left().max(frame.fold()), rect.top().max(frame.view.top() + HEIGHT)), rect.max);
        if !seen.is_positive() {
            continue;
        }
        let id = ui.scope_id().with(("figure", index, column));
        let response = ui.interact(seen, id, Sense::click());
        let words = format!("{} {} {}", row_name(row, cx.t), heads.get(column).map_or("", |(head, _)| head), cell_words(cell, cx));
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Cell, true, &words));
        if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, cx.theme.accent_soft);
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        paint_cell(ui, frame, row, cell, rect, cx);
        let figures = &cell.figures;
        let response = response.on_hover_ui(|ui| sources::show(ui, figures, cx));
        if response.clicked()
            && let Some(&first) = figures.first()
        {
            cx.emit(Command::GoTo(first));
        }
        if figures.len() > 1 {
            response.context_menu(|ui| {
                for &at in figures {
                    if ui.button(sources::name(at, cx)).clicked() {
                        cx.emit(Command::GoTo(at));
                    }
                }
            });
        }
    }
}

fn cell_words(cell: &Cell, cx: &Cx<'_>) -> String {
    format!("{}{}", widgets::value_text(&cell.value, cx.t), cell.unit)
}

fn paint_cell(ui: &Ui, frame: &Frame, row: &Row, cell: &Cell, rect: Rect, cx: &Cx<'_>) {
    let font = theme::plain(size::BODY);
    let (painter, right) = (ui.painter(), pos2(rect.right() - GAP, rect.center().y));
    let masked = cell.value == Value::Masked;
    let ink = if masked { cx.theme.weak } else { cx.theme.text };
    let shown = if row.unit.is_some() {
        let text = widgets::value_text(&cell.value, cx.t);
        let room = match &cell.value {
            Value::Number(value) => padding(value.scale(), frame),
            Value::Range(..) | Value::Masked => 0.0,
        };
        widgets::line_right(painter, right - vec2(room, 0.0), &text, font, ink)
    } else {
        let unit = widgets::line_right(painter, right, &cell.unit, FontId { size: size::SMALL, ..font.clone() }, cx.theme.weak);
        widgets::line_right(painter, pos2(unit.left() - 2.0, right.y), &widgets::value_text(&cell.value, cx.t), font, ink)
    };
    if cell.differs {
        painter.circle_filled(shown.left_center() - vec2(GAP, 0.0), 3.0, cx.theme.warning);
    }
}

/// The room that missing decimals leave at the right, so that the points stand below each other.
fn padding(scale: u32, frame: &Frame) -> f32 {
    let missing = frame.decimals.saturating_sub(scale);
    let point = if scale == 0 && frame.decimals > 0 { frame.digit * 0.5 } else { 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "a few digits")]
    let digits = missing.min(4) as f32 * frame.digit;
    digits + point
}

/// Names and units, over the cells that are scrolled below them.
fn sides(ui: &Ui, frame: &Frame, table: &Table, lines: &[Line], rows: std::ops::Range<usize>, cx: &Cx<'_>) {
    let painter = ui.painter();
    let side = Rect::from_min_max(frame.view.min, pos2(frame.fold(), frame.view.bottom()));
    painter.rect_filled(side, 0.0, cx.theme.paper);
    let line = Stroke::new(1.0, cx.theme.line.gamma_multiply(0.6));
    for n in rows {
        let y = frame.line(n);
        let rect = Rect::from_min_max(pos2(side.left(), y), pos2(side.right(), y + HEIGHT));
        match lines.get(n) {
            Some(Line::Head(category, count)) => {
                let whole = Rect::from_min_max(rect.min, pos2(frame.view.right(), rect.bottom()));
                painter.rect_filled(whole, 0.0, cx.theme.panel);
                widgets::category_mark(painter, rect.left_center() + vec2(MARGIN + GRID, 0.0), *category, cx.theme);
                let at = rect.left_center() + vec2(MARGIN + 4.0 * GRID, 0.0);
                let name = widgets::category_name(*category, cx.t);
                let text = painter.text(at, Align2::LEFT_CENTER, name, theme::strong(size::BODY), cx.theme.text);
                painter.text(
                    text.right_center() + vec2(GAP, 0.0),
                    Align2::LEFT_CENTER,
                    count.to_string(),
                    theme::plain(size::SMALL),
                    cx.theme.weak,
                );
            }
            Some(Line::Row(index)) => {
                let Some(row) = table.rows.get(*index) else { continue };
                painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
                name_cell(ui, frame, row, rect, cx);
            }
            None => {}
        }
    }
    painter.vline(side.right() - 0.5, side.y_range(), Stroke::new(1.0, cx.theme.line));
}

fn name_cell(ui: &Ui, frame: &Frame, row: &Row, rect: Rect, cx: &Cx<'_>) {
    let painter = ui.painter();
    let left = rect.left() + MARGIN + 4.0 * GRID;
    let right = rect.left() + frame.names - GAP;
    let detail = row_detail(row, cx.t);
    let mut end = right;
    if !detail.is_empty() {
        let galley = painter.layout_no_wrap(detail.clone(), theme::plain(size::SMALL), cx.theme.weak);
        // A long name goes before its detail.
        let room = galley.size().x.min((right - left) * 0.45);
        end = right - room - GAP;
        widgets::line(painter, pos2(right - room, rect.center().y), room, &detail, theme::plain(size::SMALL), cx.theme.weak);
    }
    let cut =
        widgets::line(painter, pos2(left, rect.center().y), end - left, row.indicator.name(), theme::plain(size::BODY), cx.theme.text);
    if cut {
        let area = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
        let response = ui.interact(area, ui.scope_id().with(("name", row_name(row, cx.t))), Sense::hover());
        response.on_hover_text(row_name(row, cx.t));
    }
    let unit = row.unit.as_deref().unwrap_or("");
    widgets::line(painter, pos2(rect.left() + frame.names, rect.center().y), UNITS - GAP, unit, theme::plain(size::SMALL), cx.theme.weak);
}

fn top(ui: &Ui, frame: &Frame, heads: &[(String, f32)], cx: &Cx<'_>) {
    let band = Rect::from_min_size(frame.view.min, vec2(frame.view.width(), HEIGHT));
    let painter = ui.painter();
    painter.rect_filled(band, 0.0, cx.theme.paper);
    painter.hline(band.x_range(), band.bottom() - 0.5, Stroke::new(1.0, cx.theme.weak));
    let font = theme::strong(size::SMALL);
    let y = band.center().y;
    painter.text(pos2(band.left() + MARGIN + 4.0 * GRID, y), Align2::LEFT_CENTER, cx.t.say("field.indicator"), font.clone(), cx.theme.weak);
    painter.text(pos2(band.left() + frame.names, y), Align2::LEFT_CENTER, cx.t.say("field.unit"), font.clone(), cx.theme.weak);
    let cells = painter.with_clip_rect(Rect::from_min_max(pos2(frame.fold(), band.top()), band.max).intersect(ui.clip_rect()));
    for column in frame.columns() {
        let rect = frame.cell(0, column);
        let width = rect.width() - 2.0 * GAP;
        let Some((head, _)) = heads.get(column) else { continue };
        let galley = cells.layout_no_wrap(head.clone(), font.clone(), cx.theme.text);
        if galley.size().x <= width {
            cells.text(pos2(rect.right() - GAP, y), Align2::RIGHT_CENTER, head, font.clone(), cx.theme.text);
        } else {
            widgets::line(&cells, pos2(rect.left() + GAP, y), width, head, font.clone(), cx.theme.text);
            let area = Rect::from_min_max(pos2(rect.left(), band.top()), pos2(rect.right(), band.bottom()));
            ui.interact(area, ui.scope_id().with(("head", column)), Sense::hover()).on_hover_text(head);
        }
    }
}
