//! 图: the charts made by hand and those that the data allow at the left, or what the one being made is to show; the chosen one at
//! the right, the pages at the foot.

mod edit;
mod marks;
mod page;
mod paper;
mod periods;
mod plot;
mod ranking;
mod ring;
mod sketch;
mod words;

use crate::app::{ChartCommand, Command};
use crate::chart::fonts::Font;
use crate::chart::layout::kinds_for;
use crate::chart::recipe::Recipe;
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::library::ObservationRef;
use crate::page::source_line;
use crate::project::PlacedChart;
use crate::ui::panels::library::header;
use crate::ui::theme::{self, GAP, GRID, MARGIN, ROW, size};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::{Cx, widgets};
use eframe::egui::{
    self, Align, CentralPanel, Frame, Label, Layout, Margin, Panel, Pos2, Rect, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

/// Height of one proposal's row.
const HEIGHT: f32 = 14.0 * GRID;
/// The most lines that notes or sources take below a chart.
const FOOT_LINES: usize = 5;

/// What the panel remembers between frames.
#[derive(Default)]
pub struct ChartsPanel {
    paper: paper::Paper,
    editor: edit::Editor,
    /// The sources of the chart shown, by its key and the library's revision: looked up once.
    source: Option<(Vec<ObservationRef>, u64, String)>,
}

impl ChartsPanel {
    /// Shows the charts.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let charts = &cx.state.charts;
        let ground = Frame::NONE.fill(cx.theme.paper);
        let waiting = charts.revision != Some(cx.state.revision);
        if charts.proposed.is_empty() && cx.state.recipes.is_empty() {
            CentralPanel::no_frame().frame(ground).show(ui, |ui| {
                if waiting {
                    ui.centered_and_justified(|ui| ui.spinner());
                } else {
                    widgets::empty(ui, cx.t.say("charts.none"), cx.t.say("charts.none_hint"), cx.theme);
                    if !cx.state.library.reports().is_empty() {
                        ui.vertical_centered(|ui| new_chart(ui, cx));
                    }
                }
            });
            return;
        }
        let list = Frame::NONE.fill(cx.theme.panel);
        let shown = charts.shown();
        let made = charts.shown_made();
        page::strip(ui, cx);
        if let Some(recipe) = cx.state.open_recipe() {
            Panel::left("edit").resizable(true).default_size(340.0).size_range(280.0..=480.0).frame(list).show(ui, |ui| {
                self.editor.show(ui, recipe, cx);
            });
        } else {
            Panel::left("charts").resizable(true).default_size(280.0).size_range(200.0..=480.0).frame(list).show(ui, |ui| {
                self::list(ui, shown.as_ref(), cx);
            });
        }
        CentralPanel::no_frame().frame(ground.inner_margin(Margin { left: 20, right: 20, top: 12, bottom: 10 })).show(ui, |ui| {
            if let Some(chart) = shown {
                self.chart(ui, &chart, cx);
            } else if let Some(made) = made {
                edit::refused(ui, made, ui.available_rect_before_wrap(), cx);
            }
        });
    }

    fn chart(&mut self, ui: &mut Ui, chart: &ChartSpec, cx: &mut Cx<'_>) {
        head(ui, chart, cx);
        ui.add_space(GAP);
        let notes = if chart.notes.is_empty() { String::new() } else { cx.t.tell("charts.notes", &[("notes", &chart.notes.join("；"))]) };
        let source = cx.t.tell("charts.source", &[("source", self.source_of(chart, cx))]);
        let room = ui.available_width();
        let foot: Vec<_> = [notes, source]
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(|line| {
                // Broken by our own rules: no opening quotation mark at a line's end.
                // The screen does not squeeze marks as paper does: where a line comes out too long, a little less goes on each.
                let set = |part: f32| {
                    let lines = crate::chart::text::wrap(&line, Font::Sans, size::SMALL, room * part, FOOT_LINES);
                    ui.painter().layout_no_wrap(lines.join("\n"), theme::plain(size::SMALL), cx.theme.weak)
                };
                let fits = [1.0, 0.95, 0.9, 0.85].into_iter().map(set).find(|galley| galley.size().x <= room);
                fits.unwrap_or_else(|| set(0.7))
            })
            .collect();
        let below: f32 = foot.iter().map(|galley| galley.size().y + GRID).sum();
        let area = ui.available_rect_before_wrap();
        let frame = Rect::from_min_max(area.min, pos2(area.right(), (area.bottom() - below - GAP).max(area.top() + 60.0)));
        if chart.has_values() {
            match chart.kind {
                ChartKind::Structure => ring::show(ui, chart, frame, cx),
                ChartKind::Ranking => ranking::show(ui, chart, frame, cx),
                ChartKind::Column | ChartKind::Line | ChartKind::PlanActual => plot::show(ui, chart, frame, cx),
                _ => self.paper.show(ui, chart, frame, cx),
            }
        } else {
            ui.painter().text(
                frame.center(),
                egui::Align2::CENTER_CENTER,
                cx.t.say("charts.no_value"),
                theme::plain(size::BODY),
                cx.theme.faint,
            );
        }
        let mut y = frame.bottom() + GAP;
        for galley in foot {
            let height = galley.size().y;
            let rect = Rect::from_min_size(Pos2::new(area.left(), y), vec2(area.width(), height));
            ui.scope_builder(egui::UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::LEFT)), |ui| ui.label(galley));
            y += height + GRID;
        }
    }

    /// Where the chart's figures come from. A chart made by hand changes under its key, and a report under its id.
    fn source_of(&mut self, chart: &ChartSpec, cx: &Cx<'_>) -> &str {
        let figures: Vec<ObservationRef> = chart.sources().collect();
        if self.source.as_ref().is_none_or(|(known, revision, _)| *known != figures || *revision != cx.state.revision) {
            let line = source_line(figures.iter().copied(), &cx.state.library, None);
            self.source = Some((figures, cx.state.revision, line));
        }
        self.source.as_ref().map_or("", |(_, _, line)| line)
    }
}

/// Title and what can be done with the chart; below it the kinds that suit it.
fn head(ui: &mut Ui, chart: &ChartSpec, cx: &mut Cx<'_>) {
    ui.horizontal(|ui| {
        ui.set_min_height(ROW + GRID);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let key = chart.key();
            let placed = cx.state.deck.iter().any(|p: &PlacedChart| p.chart == key);
            let full = cx.state.deck.len() >= crate::app::charts::MOST_CHARTS;
            let words = if placed { "charts.placed" } else { "charts.place" };
            let button = ui.add_enabled(!placed && !full, egui::Button::new(cx.t.say(words)));
            if button.clicked() {
                cx.emit(Command::Chart(ChartCommand::Place(key)));
            }
            if full && !placed {
                button.on_disabled_hover_text(cx.t.say("charts.full"));
            }
            let open = cx.state.charts.workshop.open;
            if (open.is_none() || open != chart.made) && ui.button(cx.t.say("made.change")).clicked() {
                cx.emit(Command::Chart(ChartCommand::Change(chart.key())));
            }
            if icon::button(ui, Icon::Sheets, cx.t.say("charts.copy")).clicked() {
                cx.emit(Command::Chart(ChartCommand::CopyShown));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = Label::new(RichText::new(&chart.title).font(theme::strong(size::TITLE)));
                ui.add(title.truncate());
            });
        });
    });
    let kinds: Vec<ChartKind> = kinds_for(chart).collect();
    if kinds.len() > 1 && (chart.made.is_none() || chart.made != cx.state.charts.workshop.open) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = GRID;
            for kind in kinds {
                if ui.selectable_label(kind == chart.kind, words::kind(kind, cx)).clicked() && kind != chart.kind {
                    let recipe = cx.state.recipes.iter().find(|recipe| Some(recipe.id) == chart.made);
                    let command = match recipe {
                        Some(recipe) => ChartCommand::Set(Box::new(Recipe { kind: Some(kind), ..recipe.clone() })),
                        None => ChartCommand::Show(ChartSpec { kind, ..chart.clone() }.key()),
                    };
                    cx.emit(Command::Chart(command));
                }
            }
        });
    }
}

/// Begins a chart by hand.
fn new_chart(ui: &mut Ui, cx: &mut Cx<'_>) {
    if ui.button(cx.t.say("made.new")).clicked() {
        cx.emit(Command::Chart(ChartCommand::New));
    }
}

/// The charts made by hand, then those proposed.
fn list(ui: &mut Ui, shown: Option<&ChartSpec>, cx: &mut Cx<'_>) {
    let (recipes, charts) = (std::sync::Arc::clone(&cx.state.recipes), std::sync::Arc::clone(&cx.state.charts.proposed));
    header(ui, cx.t.say("charts.list"), &(recipes.len() + charts.len()).to_string(), cx);
    Frame::NONE.inner_margin(Margin { left: 16, right: 12, top: 0, bottom: 8 }).show(ui, |ui| new_chart(ui, cx));
    let rows = recipes.len() + charts.len();
    ScrollArea::vertical().id_salt("proposals").auto_shrink([false, false]).show_rows(ui, HEIGHT, rows, |ui, rows| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for index in rows {
            if let Some(recipe) = recipes.get(index) {
                let made = cx.state.charts.workshop.of(recipe.id).and_then(|made| made.chart.as_ref().ok());
                let unnamed = || recipe.title.clone().unwrap_or_else(|| cx.t.say("made.unfinished").to_owned());
                let row = Row {
                    title: made.map_or_else(unnamed, |chart| chart.title.clone()),
                    kind: made.map_or(recipe.kind.unwrap_or_default(), |chart| chart.kind),
                    key: recipe.key(),
                    by_hand: true,
                };
                let selected = cx.state.charts.shown.as_ref() == Some(&row.key);
                show_row(ui, &row, selected, cx);
            } else if let Some(chart) = charts.get(index - recipes.len()) {
                let selected = shown.is_some_and(|s| s.made.is_none() && s.title == chart.title && s.unit == chart.unit);
                let row = Row { title: chart.title.clone(), kind: chart.kind, key: chart.key(), by_hand: false };
                show_row(ui, &row, selected, cx);
            }
        }
    });
}

/// A chart in the list.
struct Row {
    title: String,
    kind: ChartKind,
    key: String,
    by_hand: bool,
}

fn show_row(ui: &mut Ui, row: &Row, selected: bool, cx: &mut Cx<'_>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::ListItem, true, selected, &row.title));
    if response.clicked() {
        cx.emit(Command::Chart(ChartCommand::Show(row.key.clone())));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let (painter, t) = (ui.painter(), cx.theme);
    if selected {
        painter.rect_filled(rect, 0.0, t.accent_soft);
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0.0, t.accent);
    } else if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    let icon = Rect::from_center_size(pos2(rect.left() + MARGIN + 11.0, rect.center().y), vec2(22.0, 18.0));
    sketch::draw(painter, row.kind, icon, if selected { t.accent } else { t.weak });
    let left = icon.right() + 3.0 * GRID;
    // Broken by our own rules: no opening bracket at a line's end.
    let room = rect.right() - left - GAP - if row.by_hand { MARGIN } else { 0.0 };
    let lines = crate::chart::text::wrap(&row.title, Font::Sans, size::BODY, room, 2);
    let galley = painter.layout_no_wrap(lines.join("\n"), theme::plain(size::BODY), t.text);
    painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, t.text);
    painter.hline(left..=rect.right(), rect.bottom(), Stroke::new(1.0, t.line));
    if row.by_hand {
        // A pencil's stroke: made by hand.
        icon::paint(painter, Icon::Pencil, pos2(rect.right() - 3.0 * GRID, rect.center().y), t.weak);
    }
    response.on_hover_text_at_pointer(&row.title);
}
