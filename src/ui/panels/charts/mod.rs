//! 图: the charts that the data allow at the left, the chosen one at the right, the page that takes up to four at the foot.

mod marks;
mod page;
mod paper;
mod plot;
mod ranking;
mod ring;
mod sketch;

use crate::app::charts::chart_of;
use crate::app::{ChartCommand, Command};
use crate::chart::fonts::Font;
use crate::chart::layout::kinds_for;
use crate::chart::spec::{ChartKind, ChartSpec};
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
    /// The sources of the chart shown, by its key and the library's revision: looked up once.
    source: Option<(String, u64, String)>,
}

impl ChartsPanel {
    /// Shows the charts.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let charts = &cx.state.charts;
        let ground = Frame::NONE.fill(cx.theme.paper);
        let waiting = charts.revision != Some(cx.state.revision);
        if charts.proposed.is_empty() {
            CentralPanel::no_frame().frame(ground).show(ui, |ui| {
                if waiting {
                    ui.centered_and_justified(|ui| ui.spinner());
                } else {
                    widgets::empty(ui, cx.t.say("charts.none"), cx.t.say("charts.none_hint"), cx.theme);
                }
            });
            return;
        }
        let list = Frame::NONE.fill(cx.theme.panel);
        let shown = charts.shown.as_deref().and_then(|key| chart_of(&charts.proposed, key)).or_else(|| charts.proposed.first().cloned());
        page::strip(ui, cx);
        Panel::left("charts").resizable(true).default_size(280.0).size_range(200.0..=480.0).frame(list).show(ui, |ui| {
            proposals(ui, shown.as_ref(), cx);
        });
        CentralPanel::no_frame().frame(ground.inner_margin(Margin { left: 20, right: 20, top: 12, bottom: 10 })).show(ui, |ui| {
            if let Some(chart) = shown {
                self.chart(ui, &chart, cx);
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

    fn source_of(&mut self, chart: &ChartSpec, cx: &Cx<'_>) -> &str {
        let key = chart.key();
        if self.source.as_ref().is_none_or(|(known, revision, _)| *known != key || *revision != cx.state.revision) {
            self.source = Some((key, cx.state.revision, source_line(chart.sources(), &cx.state.library, None)));
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
    if kinds.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = GRID;
            for kind in kinds {
                if ui.selectable_label(kind == chart.kind, kind_name(kind, cx)).clicked() && kind != chart.kind {
                    cx.emit(Command::Chart(ChartCommand::Show(ChartSpec { kind, ..chart.clone() }.key())));
                }
            }
        });
    }
}

fn kind_name(kind: ChartKind, cx: &Cx<'_>) -> &'static str {
    cx.t.say(match kind {
        ChartKind::Column => "chart_kind.column",
        ChartKind::Stacked => "chart_kind.stacked",
        ChartKind::Shares => "chart_kind.shares",
        ChartKind::Ranking => "chart_kind.ranking",
        ChartKind::Line => "chart_kind.line",
        ChartKind::Structure => "chart_kind.structure",
        ChartKind::PlanActual => "chart_kind.plan",
        ChartKind::Progress => "chart_kind.progress",
        ChartKind::LevelGrowth => "chart_kind.level_growth",
        ChartKind::Panels => "chart_kind.panels",
        ChartKind::Heat => "chart_kind.heat",
        ChartKind::RankTable => "chart_kind.rank_table",
        ChartKind::Ladder => "chart_kind.ladder",
        ChartKind::Table => "chart_kind.table",
    })
}

fn proposals(ui: &mut Ui, shown: Option<&ChartSpec>, cx: &mut Cx<'_>) {
    let charts = std::sync::Arc::clone(&cx.state.charts.proposed);
    header(ui, cx.t.say("charts.list"), &charts.len().to_string(), cx);
    ScrollArea::vertical().id_salt("proposals").auto_shrink([false, false]).show_rows(ui, HEIGHT, charts.len(), |ui, rows| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for chart in charts.get(rows).unwrap_or_default() {
            let selected = shown.is_some_and(|s| s.title == chart.title && s.unit == chart.unit);
            proposal(ui, chart, selected, cx);
        }
    });
}

fn proposal(ui: &mut Ui, chart: &ChartSpec, selected: bool, cx: &mut Cx<'_>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::ListItem, true, selected, &chart.title));
    if response.clicked() {
        cx.emit(Command::Chart(ChartCommand::Show(chart.key())));
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
    sketch::draw(painter, chart.kind, icon, if selected { t.accent } else { t.weak });
    let left = icon.right() + 3.0 * GRID;
    // Broken by our own rules: no opening bracket at a line's end.
    let lines = crate::chart::text::wrap(&chart.title, Font::Sans, size::BODY, rect.right() - left - GAP, 2);
    let galley = painter.layout_no_wrap(lines.join("\n"), theme::plain(size::BODY), t.text);
    painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, t.text);
    painter.hline(left..=rect.right(), rect.bottom(), Stroke::new(1.0, t.line));
    response.on_hover_text_at_pointer(&chart.title);
}
