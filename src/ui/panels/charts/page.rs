//! The page that charts are put on: its charts at the foot of the view, its picture, printing and export.

use crate::app::charts::chart_of;
use crate::app::{ChartCommand, Command};
use crate::chart::spec::ChartSpec;
use crate::ui::theme::{self, GAP, RADIUS, ROW, size};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::{Cx, menu, widgets};
use eframe::egui::{
    self, Align, ColorImage, Frame, Layout, Margin, Panel, RichText, Sense, Stroke, TextureHandle, TextureOptions, Ui, WidgetInfo, pos2,
    vec2,
};
use std::sync::Arc;

/// What the panel remembers between frames.
#[derive(Default)]
pub struct PagePanel {
    /// Whether the page's picture is shown in place of a chart.
    pub open: bool,
    picture: Option<(Vec<String>, TextureHandle)>,
}

/// Shows the page's charts and what can be done with the page.
pub fn strip(ui: &mut Ui, panel: &mut PagePanel, cx: &mut Cx<'_>) {
    let frame = Frame::NONE.fill(cx.theme.panel).inner_margin(Margin::symmetric(16, 8));
    Panel::bottom("page").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(ROW + GAP);
            let count = format!("{} {}/{}", cx.t.say("charts.page"), cx.state.deck.len(), crate::page::MOST_ITEMS);
            ui.label(RichText::new(count).font(theme::strong(size::BODY)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button(cx.t.say("menu.print")).clicked() {
                    cx.emit(Command::Chart(ChartCommand::Print));
                }
                menu::export_menu(ui, cx);
                let any = !cx.state.deck.is_empty();
                panel.open &= any;
                let words = if panel.open { "charts.back" } else { "charts.preview" };
                if ui.add_enabled(any, egui::Button::new(cx.t.say(words))).clicked() {
                    panel.open = !panel.open;
                }
                ui.add_space(GAP);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| chips(ui, panel, cx));
            });
        });
    });
}

/// The charts on the page; a click shows one, the cross takes it off.
fn chips(ui: &mut Ui, panel: &mut PagePanel, cx: &mut Cx<'_>) {
    if cx.state.deck.is_empty() {
        ui.add(egui::Label::new(RichText::new(cx.t.say("charts.page_empty")).color(cx.theme.weak)).truncate());
        return;
    }
    let width = (ui.available_width() / crate::page::MOST_ITEMS as f32 - GAP).clamp(72.0, 220.0);
    ui.horizontal(|ui| {
        for (index, placed) in cx.state.deck.clone().into_iter().enumerate() {
            let chart = chart_of(&cx.state.charts.proposed, &placed.chart);
            let title = placed.title.or_else(|| chart.as_ref().map(|c| c.title.clone())).unwrap_or_else(|| placed.chart.clone());
            let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &title));
            let fill = if response.hovered() || response.has_focus() { cx.theme.hover } else { cx.theme.field };
            ui.painter().rect(rect, RADIUS, fill, Stroke::new(1.0, cx.theme.line), egui::StrokeKind::Inside);
            let ink = if chart.is_some() { cx.theme.text } else { cx.theme.faint };
            let words = format!("{} {title}", index + 1);
            widgets::line(
                ui.painter(),
                pos2(rect.left() + GAP, rect.center().y),
                rect.width() - ROW - GAP,
                &words,
                theme::plain(size::SMALL),
                ink,
            );
            let cross = egui::Rect::from_min_max(pos2(rect.right() - ROW, rect.top()), rect.max);
            ui.scope_builder(egui::UiBuilder::new().max_rect(cross), |ui| {
                if icon::button(ui, Icon::Cross, &cx.t.tell("charts.take_off", &[("title", &title)])).clicked() {
                    cx.emit(Command::Chart(ChartCommand::Remove(index)));
                }
            });
            let response = response.on_hover_text(&title);
            if response.clicked() && chart.is_some() {
                panel.open = false;
                cx.emit(Command::Chart(ChartCommand::Show(placed.chart)));
            }
        }
    });
}

impl PagePanel {
    /// Shows the page as it will print.
    pub fn picture(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let keys: Vec<String> = cx.state.page_charts().iter().map(ChartSpec::key).collect();
        let drawn = cx.state.charts.preview.as_ref().filter(|(of, _)| *of == keys);
        let Some((_, pixels)) = drawn else {
            cx.emit(Command::Chart(ChartCommand::Preview));
            ui.centered_and_justified(|ui| ui.label(RichText::new(cx.t.say("charts.drawing")).color(cx.theme.weak)));
            return;
        };
        if self.picture.as_ref().is_none_or(|(of, _)| *of != keys) {
            let image = ColorImage::from_rgba_premultiplied([pixels.width, pixels.height], &pixels.rgba);
            let options = TextureOptions { mipmap_mode: Some(egui::TextureFilter::Linear), ..TextureOptions::LINEAR };
            self.picture = Some((keys, ui.ctx().load_texture("page", Arc::new(image), options)));
        }
        let Some((_, texture)) = &self.picture else { return };
        let area = ui.available_rect_before_wrap().shrink(GAP);
        let size = texture.size_vec2();
        let scale = (area.width() / size.x).min(area.height() / size.y);
        let rect = egui::Rect::from_center_size(area.center(), size * scale);
        ui.painter().rect_filled(rect.translate(vec2(2.0, 3.0)).expand(1.0), 0.0, cx.theme.line);
        let image = egui::Image::new(texture).fit_to_exact_size(rect.size()).alt_text(cx.t.say("charts.page"));
        ui.put(rect, image);
    }
}
