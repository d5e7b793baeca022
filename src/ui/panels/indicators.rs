//! 表: indicators over periods or reports.

use crate::ui::{Cx, widgets};
use eframe::egui::{CentralPanel, Frame, Ui};

/// What the panel remembers between frames.
#[derive(Default)]
pub struct IndicatorsPanel {}

impl IndicatorsPanel {
    /// Shows the table.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        CentralPanel::no_frame().frame(Frame::NONE.fill(cx.theme.paper)).show(ui, |ui| {
            widgets::empty(ui, cx.t.say("table.none"), cx.t.say("table.none_hint"), cx.theme);
        });
    }
}
