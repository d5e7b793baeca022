//! The sheet of settings.

use crate::app::settings::TEXT_SIZES;
use crate::app::{Command, Language, Theme};
use crate::ui::Cx;
use crate::ui::menu;
use crate::ui::shell::Panels;
use crate::ui::theme::GAP;
use eframe::egui;

/// Shows the settings while they are open.
pub(in crate::ui) fn show(ctx: &egui::Context, panels: &mut Panels, cx: &mut Cx<'_>) {
    if !panels.settings_open {
        return;
    }
    let settings = &cx.state.settings;
    panels.settings_open = menu::sheet(ctx, "settings", cx.t.say("menu.settings"), cx.t.say("button.close"), |ui| {
        egui::Grid::new("settings").num_columns(2).spacing([4.0 * GAP, 1.5 * GAP]).show(ui, |ui| {
            ui.label(cx.t.say("settings.language"));
            ui.horizontal(|ui| {
                for language in Language::ALL {
                    if ui.selectable_label(settings.language == language, language.name()).clicked() {
                        cx.commands.push(Command::SetLanguage(language));
                    }
                }
            });
            ui.end_row();
            ui.label(cx.t.say("settings.theme"));
            ui.horizontal(|ui| {
                for (theme, name) in [(Theme::Light, cx.t.say("settings.light")), (Theme::Dark, cx.t.say("settings.dark"))] {
                    if ui.selectable_label(settings.theme == theme, name).clicked() {
                        cx.commands.push(Command::SetTheme(theme));
                    }
                }
            });
            ui.end_row();
            let label = ui.label(cx.t.say("settings.text_size"));
            let mut size = settings.text_size;
            let slider = egui::Slider::new(&mut size, TEXT_SIZES).step_by(1.0).suffix(" px");
            if ui.add(slider).labelled_by(label.id).changed() {
                cx.commands.push(Command::SetTextSize(size));
            }
            ui.end_row();
        });
    });
}
