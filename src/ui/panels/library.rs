//! 报告库: the open reports, grouped and chosen.

mod choices;

use crate::app::{Command, Language};
use crate::base::{Area, Standing};
use crate::document::Format;
use crate::indicator::{Observation, Value};
use crate::library::shelf::{self, Card, Shared, Shelf};
use crate::library::{Report, ReportId};
use crate::ui::shell::Panels;
use crate::ui::theme::{self, GAP, GRID, MARGIN, ROW, size};
use crate::ui::{Cx, menu, widgets};
use eframe::egui::{self, Align, Frame, Layout, Margin, Panel, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// Below this confidence a reading is in doubt.
pub const DOUBT: f32 = 0.6;
/// Height of one report's row.
const HEIGHT: f32 = 13.0 * GRID;

/// Height of a group's head.
const HEAD: f32 = 8.0 * GRID;

/// What the panel remembers: the list, until the library or its order changes.
#[derive(Default)]
pub struct LibraryPanel {
    made_for: Option<(u64, Shelf, Language)>,
    /// What is known of each report, in the library's order.
    cards: Vec<Arc<Card>>,
    lines: Vec<Line>,
    /// What is shown of the reports that were in view, by their places in the library.
    rows: HashMap<usize, Row>,
    /// Where each line begins, and where the last ends.
    tops: Vec<f32>,
    /// How many reports are listed.
    count: usize,
    /// The report that was last brought into view.
    shown: Option<ReportId>,
    /// Whether the choices are open.
    choosing: bool,
}

/// One line of the list.
enum Line {
    Head(Shared),
    /// A report, by its place in the library, and whether its place is told beside it.
    Row(usize, bool),
}

struct Row {
    id: ReportId,
    title: String,
    name: String,
    /// Its place where the group does not name it, and its period.
    about: String,
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
        let shelf = &cx.state.shelf;
        let language = cx.state.settings.language;
        let current =
            |(revision, known, spoken): &(u64, Shelf, Language)| (*revision, known, *spoken) == (cx.state.revision, shelf, language);
        if self.made_for.as_ref().is_some_and(current) {
            return;
        }
        if self.made_for.as_ref().is_none_or(|(revision, ..)| *revision != cx.state.revision) {
            self.cards = shelf::cards(&cx.state.library);
        }
        self.made_for = Some((cx.state.revision, shelf.clone(), language));
        (self.lines, self.count) = (Vec::new(), 0);
        self.rows.clear();
        for (shared, members) in shelf::grouped(&self.cards, shelf) {
            let by_place = matches!(shared, Shared::Place(_));
            self.lines.push(Line::Head(shared));
            self.count += members.len();
            self.lines.extend(members.into_iter().map(|at| Line::Row(at, !by_place)));
        }
        let mut top = 0.0;
        self.tops = vec![top];
        for line in &self.lines {
            top += if matches!(line, Line::Head(_)) { HEAD } else { HEIGHT };
            self.tops.push(top);
        }
    }
}

impl Row {
    /// What is shown of a report; its place, where the group does not name it.
    fn of(card: &Card, report: &Report, placed: bool, language: Language) -> Self {
        let chinese = language == Language::Chinese;
        let period = card.period.map(|period| if chinese { period.in_chinese() } else { period.to_string() });
        let place = Some(&card.area.name).filter(|name| placed && !name.is_empty()).cloned();
        Self {
            id: report.id(),
            title: report.title().split_whitespace().collect::<Vec<_>>().join(" "),
            name: report.document.name.clone(),
            about: [place, period].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            format: report.document.format,
            figures: report.observations.len(),
            open: open_questions(report),
            done: report.review.done(),
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
        list(ui, &mut panels.library, cx);
        panels.library.shown = cx.state.report;
    });
}

fn list(ui: &mut Ui, panel: &mut LibraryPanel, cx: &mut Cx<'_>) {
    header(ui, cx.t.say("library.title"), &panel.count.to_string(), cx);
    choices::show(ui, &panel.cards, &mut panel.choosing, cx);
    if panel.lines.is_empty() {
        Frame::NONE.inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
            ui.label(RichText::new(cx.t.say("library.nothing")).color(cx.theme.weak));
        });
        return;
    }
    let moved = panel.shown != cx.state.report;
    ScrollArea::vertical().id_salt("library").auto_shrink([false, false]).show_viewport(ui, |ui, view| {
        let end = panel.tops.last().copied().unwrap_or(0.0);
        ui.set_height(end + GAP);
        let (origin, width) = (ui.max_rect().min, ui.available_width());
        for (at, line) in panel.lines.iter().enumerate() {
            let (Some(&top), Some(&bottom)) = (panel.tops.get(at), panel.tops.get(at + 1)) else { continue };
            let rect = egui::Rect::from_min_max(origin + vec2(0.0, top), origin + vec2(width, bottom));
            let visible = bottom > view.top() && top < view.bottom();
            match line {
                Line::Row(index, _) if moved && cx.state.report.is_some_and(|id| id_of(*index, cx) == Some(id)) => {
                    ui.scroll_to_rect(rect, None);
                }
                _ => {}
            }
            match line {
                _ if !visible => {}
                Line::Head(shared) => group_head(ui, rect, at, shared, cx),
                Line::Row(index, placed) => {
                    let (Some(card), Some(report)) = (panel.cards.get(*index), cx.state.library.reports().get(*index)) else { continue };
                    let row = panel.rows.entry(*index).or_insert_with(|| Row::of(card, report, *placed, cx.state.settings.language));
                    report_row(ui, rect, row, cx);
                }
            }
        }
    });
}

fn id_of(index: usize, cx: &Cx<'_>) -> Option<ReportId> {
    cx.state.library.reports().get(index).map(|report| report.id())
}

/// The head of a group; of a place with what it lies in before it.
fn group_head(ui: &Ui, rect: egui::Rect, at: usize, shared: &Shared, cx: &Cx<'_>) {
    let (within, name) = match shared {
        Shared::Place(area) => (area.parents.join(" "), area.name.clone()),
        other => (String::new(), choices::shared_name(other, cx)),
    };
    let name = if name.is_empty() { cx.t.say("library.no_place").to_owned() } else { name };
    let (left, y) = (rect.left() + MARGIN, rect.bottom() - 3.5 * GRID);
    let mut from = left;
    if !within.is_empty() {
        let room = (rect.width() - MARGIN) * 0.55;
        let wide = ui.painter().layout_no_wrap(within.clone(), theme::plain(size::SMALL), cx.theme.weak).size().x.min(room);
        widgets::line(ui.painter(), pos2(left, y), room, &within, theme::plain(size::SMALL), cx.theme.weak);
        from += wide + GAP;
    }
    widgets::line(ui.painter(), pos2(from, y), rect.right() - from - GAP, &name, theme::strong(size::SMALL), cx.theme.weak);
    let response = ui.interact(rect, ui.scope_id().with(("group", at)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, &name));
    if let Shared::Place(Area { standing: Standing::Ambiguous(count), .. }) = shared {
        response.on_hover_text_at_pointer(cx.t.tell("library.same_name", &[("name", &name), ("count", &count.to_string())]));
    } else if !within.is_empty() {
        response.on_hover_text_at_pointer(format!("{within} {name}"));
    }
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

fn report_row(ui: &Ui, rect: egui::Rect, row: &Row, cx: &mut Cx<'_>) {
    let selected = cx.state.report == Some(row.id);
    let response = ui.interact(rect, ui.scope_id().with(("report", row.id)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::ListItem, true, selected, &row.title));
    paint_row(ui, rect, row, selected, response.hovered() || response.has_focus(), cx);
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
    // A number cut short would be another number: it is shown whole or not at all.
    let whole = if row.about.is_empty() { figures } else { format!("{} · {figures}", row.about) };
    let fits = painter.layout_no_wrap(whole.clone(), theme::plain(size::SMALL), t.weak).size().x <= end - start;
    let about = if fits { &whole } else { &row.about };
    widgets::line(painter, pos2(start, y), end - start, about, theme::plain(size::SMALL), t.weak);
}
