//! What stands behind a cell: its figures, their reports, their sentences.

use crate::library::ObservationRef;
use crate::ui::theme::{self, size};
use crate::ui::{Cx, widgets};
use eframe::egui::{self, Ui};

/// A figure and its report, on one line.
#[must_use]
pub fn name(at: ObservationRef, cx: &Cx<'_>) -> String {
    let Some((report, o)) = cx.state.library.observation(at) else { return String::new() };
    format!("{} · {}", widgets::figure_text(o, cx.t), report.title().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a cell says when the pointer rests on it: each figure, its report, its sentence.
pub fn show(ui: &mut Ui, figures: &[ObservationRef], cx: &Cx<'_>) {
    ui.set_max_width(420.0);
    if figures.len() > 1 {
        ui.label(egui::RichText::new(cx.t.tell("table.figures", &[("count", &figures.len().to_string())])).color(cx.theme.weak));
    }
    for &at in figures.iter().take(4) {
        let Some((report, o)) = cx.state.library.observation(at) else { continue };
        ui.label(egui::RichText::new(name(at, cx)).font(theme::strong(size::BODY)));
        let sentence: String = report.sentence(o.place).chars().take(120).collect();
        ui.add(egui::Label::new(egui::RichText::new(sentence).color(cx.theme.weak)).wrap());
    }
}
