//! Asks how pictures are made of dots: how fine, on which ground. Then where to write them.

use super::Cx;
use super::theme::{self, GAP, MARGIN};
use crate::app::{Ask, ChartCommand, Command};
use crate::export::Picture;
use eframe::egui::{self, Align, Button, Grid, Layout, RichText};

/// Shows the sheet while the user is asked.
pub(super) fn show(ctx: &egui::Context, cx: &mut Cx<'_>) {
    let Some(format) = cx.state.charts.picture else { return };
    let t = cx.t;
    let (known, mut picture) = (cx.state.settings.picture(), cx.state.settings.picture());
    let response = egui::Modal::new(egui::Id::unique("picture")).frame(super::menu::sheet_frame(ctx)).show(ctx, |ui| {
        ui.set_width(360.0);
        ui.label(RichText::new(t.say("picture.title")).font(theme::strong(theme::size::TITLE)));
        ui.add_space(GAP);
        Grid::new("picture").num_columns(2).spacing([MARGIN, GAP]).show(ui, |ui| {
            ui.label(t.say("picture.dpi"));
            ui.horizontal(|ui| {
                for dpi in Picture::DPI {
                    let name = t.tell("picture.dots", &[("dpi", &dpi.to_string())]);
                    ui.selectable_value(&mut picture.dpi, dpi, name);
                }
            });
            ui.end_row();
            ui.label(t.say("picture.ground"));
            ui.horizontal(|ui| {
                ui.selectable_value(&mut picture.transparent, false, t.say("picture.white"));
                ui.selectable_value(&mut picture.transparent, true, t.say("picture.transparent"));
            });
            ui.end_row();
        });
        ui.label(RichText::new(t.say("picture.hint")).small().color(cx.theme.weak));
        ui.add_space(MARGIN);
        let (mut write, mut close) = (false, false);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            write = ui.add(Button::new(t.say("picture.write"))).clicked() || super::keys::saves(ui);
            close = ui.button(t.say("button.cancel")).clicked();
        });
        (write, close)
    });
    if picture != known {
        cx.emit(Command::SetPicture(picture));
    }
    let (write, close) = response.inner;
    if write {
        cx.emit(Command::Ask(Ask::Export(format)));
    }
    if write || close || response.should_close() {
        cx.emit(Command::Chart(ChartCommand::AskPicture(None)));
    }
}
