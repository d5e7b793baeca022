//! 印: the pages as they will print; at the left their charts, to be retitled and moved, and how the pages are set up.

mod list;
mod setup;

use crate::app::{ChartCommand, Command};
use crate::ui::panels::library::header;
use crate::ui::theme::{GAP, GRID, MARGIN, size};
use crate::ui::{Cx, menu, theme, widgets};
use eframe::egui::{
    self, Align, CentralPanel, ColorImage, Frame, Layout, Margin, Panel, RichText, ScrollArea, TextureHandle, TextureOptions, Ui, vec2,
};
use std::sync::Arc;

/// The widest that a page is shown, in points.
const WIDEST: f32 = 1100.0;

/// What the panel remembers between frames.
#[derive(Default)]
pub struct DeckPanel {
    /// The title or the speech being written.
    writing: list::Writing,
    setup: setup::Fields,
    /// The pictures on the screen, and what they were drawn of.
    pictures: Option<(String, Vec<TextureHandle>)>,
}

impl DeckPanel {
    /// Shows the deck.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let side = Frame::NONE.fill(cx.theme.panel);
        Panel::left("deck").resizable(true).default_size(320.0).size_range(260.0..=480.0).frame(side).show(ui, |ui| {
            header(ui, cx.t.say("deck.charts"), &cx.state.deck.len().to_string(), cx);
            ScrollArea::vertical().id_salt("deck-side").auto_shrink([false, false]).show(ui, |ui| {
                list::show(ui, &mut self.writing, cx);
                setup::show(ui, &mut self.setup, cx);
            });
        });
        let ground = Frame::NONE.fill(cx.theme.panel).inner_margin(Margin::symmetric(20, 12));
        CentralPanel::no_frame().frame(ground).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new(cx.t.say("charts.page")).font(theme::strong(size::TITLE)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.button(cx.t.say("menu.print")).clicked() {
                        cx.emit(Command::Chart(ChartCommand::Print));
                    }
                    menu::export_menu(ui, cx);
                });
            });
            ui.add_space(GAP);
            if cx.state.deck.is_empty() {
                widgets::empty(ui, cx.t.say("deck.empty"), cx.t.say("deck.empty_hint"), cx.theme);
            } else {
                self.pages(ui, cx);
            }
        });
    }

    /// The pages, one below the other.
    fn pages(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let of = cx.state.pages_drawn_of();
        let drawn = cx.state.charts.preview.as_ref();
        if !cx.state.charts.is_drawn(&of) {
            cx.emit(Command::Chart(ChartCommand::Preview));
        }
        if cx.state.charts.is_stopped(&of) {
            ui.horizontal(|ui| {
                ui.label(RichText::new(cx.t.say("deck.stopped")).color(cx.theme.weak));
                if ui.button(cx.t.say("deck.draw")).clicked() {
                    cx.emit(Command::Chart(ChartCommand::Preview));
                }
            });
        }
        // Until the new pages are drawn the old ones stay: nothing flickers.
        let Some((known, pages)) = drawn else { return };
        if self.pictures.as_ref().is_none_or(|(shown, _)| shown != known) {
            let options = TextureOptions { mipmap_mode: Some(egui::TextureFilter::Linear), ..TextureOptions::LINEAR };
            let load = |(index, pixels): (usize, &Arc<crate::export::Pixels>)| {
                let image = ColorImage::from_rgba_premultiplied([pixels.width, pixels.height], &pixels.rgba);
                ui.ctx().load_texture(format!("page {index}"), Arc::new(image), options)
            };
            self.pictures = Some((known.clone(), pages.iter().enumerate().map(load).collect()));
        }
        let Some((_, textures)) = &self.pictures else { return };
        let count = textures.len().to_string();
        ScrollArea::vertical().id_salt("pages").auto_shrink([false, false]).show(ui, |ui| {
            let room = vec2(ui.available_width() - MARGIN, ui.clip_rect().height() - 2.0 * MARGIN);
            for (index, texture) in textures.iter().enumerate() {
                let size = texture.size_vec2();
                // A lone page is seen whole; of several, each is as wide as the room.
                let fit = if textures.len() == 1 { (room.y / size.y).max(0.1) } else { f32::MAX };
                let shown = size * (room.x.min(WIDEST) / size.x).min(fit);
                let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), shown.y + MARGIN), egui::Sense::hover());
                let rect = egui::Rect::from_min_size(egui::pos2(area.center().x - shown.x / 2.0, area.top() + GRID), shown);
                ui.painter().rect_filled(rect.translate(vec2(2.0, 3.0)).expand(1.0), 0.0, cx.theme.line);
                let name = cx.t.tell("deck.page", &[("number", &(index + 1).to_string()), ("count", &count)]);
                let picture = egui::Image::new(texture).fit_to_exact_size(shown).alt_text(name).sense(egui::Sense::click());
                ui.put(rect, picture).context_menu(|ui| {
                    if ui.button(cx.t.say("deck.copy_page")).clicked() {
                        cx.emit(Command::Chart(ChartCommand::CopyPage(index)));
                    }
                });
            }
        });
    }
}
