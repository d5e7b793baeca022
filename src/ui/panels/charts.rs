//! 图: the charts that the data allow.

use crate::ui::{Cx, widgets};
use eframe::egui::{CentralPanel, Frame, Ui};

/// What the panel remembers between frames.
#[derive(Default)]
pub struct ChartsPanel {}

impl ChartsPanel {
    /// Shows the charts.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        CentralPanel::no_frame().frame(Frame::NONE.fill(cx.theme.paper)).show(ui, |ui| {
            widgets::empty(ui, cx.t.say("charts.none"), cx.t.say("charts.none_hint"), cx.theme);
        });
    }
}
