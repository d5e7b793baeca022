//! What a window that crashed has left: asks at the start whether to take it up.

use super::shell::Panels;
use super::theme::{self, GAP, GRID, MARGIN};
use super::{Cx, menu};
use crate::app::Command;
use crate::app::import::shown_name;
use eframe::egui::{self, Align, Layout, RichText};
use std::time::Duration;

/// Asks, while there is something to ask about.
pub(super) fn show(ctx: &egui::Context, panels: &Panels, cx: &mut Cx<'_>) {
    if cx.state.left.is_empty() || panels.closing != super::closing::Closing::No {
        return;
    }
    egui::Modal::new(egui::Id::unique("recovery")).frame(menu::sheet_frame(ctx)).show(ctx, |ui| {
        ui.set_width(480.0);
        ui.label(RichText::new(cx.t.say("recovery.title")).font(theme::strong(theme::size::TITLE)));
        ui.add_space(GAP);
        ui.label(cx.t.say("recovery.line"));
        ui.add_space(GAP);
        for (index, left) in cx.state.left.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.button(cx.t.say("recovery.discard")).clicked() {
                        cx.commands.push(Command::DiscardLeft(index));
                    }
                    let take = egui::Button::new(RichText::new(cx.t.say("recovery.take")).color(cx.theme.on_accent)).fill(cx.theme.accent);
                    if ui.add(take).clicked() {
                        cx.commands.push(Command::Recover(index));
                    }
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        let name = left.origin.as_deref().map_or_else(|| cx.t.say("recovery.unnamed").to_owned(), shown_name);
                        ui.add(egui::Label::new(RichText::new(name).font(theme::strong(theme::size::BODY))).truncate());
                        let about = cx.t.tell("recovery.about", &[("count", &left.sources.to_string()), ("when", &age(left.when, cx))]);
                        ui.label(RichText::new(about).small().color(cx.theme.weak));
                    });
                });
            });
            ui.add_space(GRID);
        }
        ui.add_space(MARGIN);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(cx.t.say("recovery.later")).clicked() {
                cx.commands.push(Command::KeepLeft);
            }
        });
    });
}

/// How long ago, in the largest unit that is not zero.
fn age(when: std::time::SystemTime, cx: &Cx<'_>) -> String {
    let seconds = when.elapsed().unwrap_or(Duration::ZERO).as_secs();
    let (key, count) = match seconds {
        0..3600 => ("recovery.minutes", seconds / 60),
        3600..86_400 => ("recovery.hours", seconds / 3600),
        _ => ("recovery.days", seconds / 86_400),
    };
    cx.t.tell(key, &[("count", &count.to_string())])
}
