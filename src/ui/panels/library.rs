//! 报告库: every open report, by place and year.

use crate::app::Command;
use crate::document::Format;
use crate::indicator::{Observation, Value};
use crate::library::{Report, ReportId};
use crate::ui::shell::Panels;
use crate::ui::theme::{self, GAP, GRID, MARGIN, ROW, size};
use crate::ui::{Cx, menu, widgets};
use eframe::egui::{self, Align, Frame, Layout, Margin, Panel, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Below this confidence a reading is in doubt.
pub const DOUBT: f32 = 0.6;
/// Height of one report's row.
const HEIGHT: f32 = 13.0 * GRID;

/// What the panel remembers: the list, until the library changes.
#[derive(Default)]
pub struct LibraryPanel {
    revision: Option<u64>,
    groups: Vec<Group>,
    /// The report that was last brought into view.
    shown: Option<ReportId>,
}

struct Group {
    place: String,
    rows: Vec<Row>,
}

struct Row {
    id: ReportId,
    title: String,
    name: String,
    period: String,
    format: Format,
    figures: usize,
    open: usize,
    /// Figures looked at.
    done: usize,
}

/// Masked figures and readings in doubt: what a person should look at.
fn open_questions(report: &Report) -> usize {
    let open = |o: &Observation| o.value == Value::Masked || o.confidence < DOUBT;
    (0..).zip(&report.observations).filter(|(index, o)| open(o) && !report.review.marks.contains_key(index)).count()
}

impl LibraryPanel {
    fn update(&mut self, cx: &Cx<'_>) {
        if self.revision == Some(cx.state.revision) {
            return;
        }
        self.revision = Some(cx.state.revision);
        self.groups.clear();
        let mut reports: Vec<&Report> = cx.state.library.reports().iter().map(|report| &**report).collect();
        reports.sort_by_key(|report| {
            let (region, period) = (report.region(), report.periods.period);
            (region.is_empty(), region.to_owned(), period.is_none(), period)
        });
        for report in reports {
            let row = Row {
                id: report.id(),
                title: report.title().split_whitespace().collect::<Vec<_>>().join(" "),
                name: report.document.name.clone(),
                period: report.periods.period.map(|period| period.in_chinese()).unwrap_or_default(),
                format: report.document.format,
                figures: report.observations.len(),
                open: open_questions(report),
                done: report.review.done(),
            };
            match self.groups.last_mut() {
                Some(group) if group.place == report.region() => group.rows.push(row),
                _ => self.groups.push(Group { place: report.region().to_owned(), rows: vec![row] }),
            }
        }
    }
}

/// Shows the library at the left; with `outline`, the open report's outline stands below it in the same column.
pub(in crate::ui) fn show(ui: &mut Ui, panels: &mut Panels, outline: bool, cx: &mut Cx<'_>) {
    panels.library.update(cx);
    let frame = Frame::NONE.fill(cx.theme.panel);
    Panel::left("library").resizable(true).default_size(248.0).size_range(184.0..=420.0).frame(frame).show(ui, |ui| {
        if outline && cx.state.open_report().is_some_and(|report| !report.document.is_workbook()) {
            let below = Frame::NONE.fill(cx.theme.panel);
            let height = ui.available_height();
            Panel::bottom("outline-below")
                .resizable(true)
                .default_size(height * 0.6)
                .size_range(120.0..=(height - 120.0).max(121.0))
                .frame(below)
                .show(ui, |ui| {
                    ui.set_min_height(ui.available_height());
                    panels.read.outline(ui, cx);
                });
        }
        list(ui, &panels.library, cx);
        panels.library.shown = cx.state.report;
    });
}

fn list(ui: &mut Ui, panel: &LibraryPanel, cx: &mut Cx<'_>) {
    header(ui, cx.t.say("library.title"), &panel.groups.iter().map(|group| group.rows.len()).sum::<usize>().to_string(), cx);
    ScrollArea::vertical().id_salt("library").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for group in &panel.groups {
            let place = if group.place.is_empty() { cx.t.say("library.no_place") } else { &group.place };
            Frame::NONE.inner_margin(Margin { left: 16, right: 8, top: 8, bottom: 4 }).show(ui, |ui| {
                ui.label(RichText::new(place).font(theme::strong(size::SMALL)).color(cx.theme.weak));
            });
            for row in &group.rows {
                let moved = panel.shown != cx.state.report;
                report_row(ui, row, moved, cx);
            }
        }
        ui.add_space(GAP);
    });
}

/// The head of a panel: its name, and a number in a weaker voice.
pub(in crate::ui) fn header(ui: &mut Ui, name: &str, count: &str, cx: &Cx<'_>) {
    Frame::NONE.inner_margin(Margin { left: 16, right: 12, top: 8, bottom: 4 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(ROW);
            ui.label(RichText::new(name).font(theme::strong(size::BODY)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(count).small().color(cx.theme.weak));
            });
        });
    });
}

fn report_row(ui: &mut Ui, row: &Row, moved: bool, cx: &mut Cx<'_>) {
    let selected = cx.state.report == Some(row.id);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::ListItem, true, selected, &row.title));
    if ui.is_rect_visible(rect) {
        paint_row(ui, rect, row, selected, response.hovered() || response.has_focus(), cx);
    }
    if selected && moved {
        response.scroll_to_me(None);
    }
    let progress = cx.t.tell("review.progress", &[("done", &row.done.to_string()), ("total", &row.figures.max(row.done).to_string())]);
    let response = response.on_hover_text_at_pointer(format!("{}\n{}\n{progress}", row.title, row.name));
    if response.clicked() {
        cx.emit(Command::SelectReport(row.id));
    }
    response.context_menu(|ui| menu::report_menu(ui, row.id, cx));
}

fn paint_row(ui: &Ui, rect: egui::Rect, row: &Row, selected: bool, hover: bool, cx: &Cx<'_>) {
    let (painter, t) = (ui.painter(), cx.theme);
    if selected {
        painter.rect_filled(rect, 0.0, t.accent_soft);
        painter.rect_filled(egui::Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0.0, t.accent);
    } else if hover {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    let (left, right) = (rect.left() + MARGIN, rect.right() - 3.0 * GRID);
    let badge = match row.format {
        Format::Xlsx | Format::Xlsb | Format::Xls | Format::Ods | Format::Csv => cx.t.say("library.sheet"),
        Format::Text | Format::Markdown | Format::Doc | Format::Docx | Format::Pdf | Format::Html | Format::Mhtml => {
            cx.t.say("library.text")
        }
    };
    let y = rect.top() + 4.0 * GRID;
    let font = if selected { theme::strong(size::BODY) } else { theme::plain(size::BODY) };
    let badge_box = egui::Rect::from_center_size(pos2(left + 9.0, y), vec2(18.0, 18.0));
    painter.rect_stroke(badge_box, 3.0, Stroke::new(1.0, t.weak), egui::StrokeKind::Inside);
    painter.text(badge_box.center(), egui::Align2::CENTER_CENTER, badge, theme::plain(11.0), t.weak);
    widgets::line(painter, pos2(left + 18.0 + GAP, y), right - left - 18.0 - GAP, &row.title, font, t.text);
    let y = rect.bottom() - 4.0 * GRID;
    let figures = cx.t.tell("library.figures", &[("count", &row.figures.to_string())]);
    let about = if row.period.is_empty() { figures } else { format!("{} · {figures}", row.period) };
    // How far it is reviewed, once it was begun.
    if row.done > 0 {
        #[expect(clippy::cast_precision_loss, reason = "a part of a bar")]
        let part = (row.done as f32 / (row.figures.max(row.done)) as f32).clamp(0.0, 1.0);
        let (from, y) = (left + 18.0 + GAP, rect.bottom() - 3.0);
        painter.hline(from..=right, y, Stroke::new(2.0, t.line));
        painter.hline(from..=from + (right - from) * part, y, Stroke::new(2.0, t.good));
    }
    let mut end = right;
    if row.open > 0 {
        let words = cx.t.tell("library.open", &[("count", &row.open.to_string())]);
        end = widgets::line_right(painter, pos2(right, y), &words, theme::plain(size::SMALL), t.warning).left() - GAP;
    }
    let start = left + 18.0 + GAP;
    widgets::line(painter, pos2(start, y), end - start, &about, theme::plain(size::SMALL), t.weak);
}
