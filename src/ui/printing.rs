//! Asks how to print: which printer, how many copies, which pages, colour or grey, paper.

use super::theme::{self, GAP, MARGIN};
use super::{Cx, widgets};
use crate::app::{ChartCommand, Command};
use crate::export::print::{MOST_COPIES, Wish};
use eframe::egui::{self, Align, Button, ComboBox, DragValue, Grid, Layout, RichText, TextEdit};

/// What is being chosen, while the sheet is open.
#[derive(Default)]
pub(super) struct Printing {
    wish: Option<Wish>,
}

/// Shows the sheet while there are printers to choose from.
pub(super) fn show(ctx: &egui::Context, printing: &mut Printing, cx: &mut Cx<'_>) {
    let Some(queues) = cx.state.charts.printers.clone() else {
        printing.wish = None;
        return;
    };
    let setup = &cx.state.setup;
    let wish = printing.wish.get_or_insert_with(|| Wish {
        queue: queues.first().map(|queue| queue.name.clone()),
        copies: 1,
        grey: setup.grey,
        paper: setup.size.name().to_owned(),
        pages: String::new(),
    });
    let t = cx.t;
    let name = |queue: &crate::export::print::Queue| {
        if queue.stopped { t.tell("print.stopped", &[("queue", &queue.name)]) } else { queue.name.clone() }
    };
    let response = egui::Modal::new(egui::Id::unique("print")).frame(super::menu::sheet_frame(ctx)).show(ctx, |ui| {
        ui.set_width(420.0);
        ui.label(RichText::new(t.say("print.title")).font(theme::strong(theme::size::TITLE)));
        ui.add_space(GAP);
        Grid::new("print").num_columns(2).spacing([MARGIN, GAP]).show(ui, |ui| {
            ui.label(t.say("print.printer"));
            let chosen = queues.iter().find(|queue| Some(&queue.name) == wish.queue.as_ref());
            let combo = ComboBox::from_id_salt("printer").width(260.0).selected_text(chosen.map(name).unwrap_or_default());
            let combo = combo.show_ui(ui, |ui| {
                for queue in &queues {
                    widgets::choose(ui, &mut wish.queue, Some(queue.name.clone()), name(queue));
                }
            });
            combo.response.accessible_name(t.say("print.printer"));
            ui.end_row();
            let label = ui.label(t.say("print.copies"));
            ui.add(DragValue::new(&mut wish.copies).range(1..=MOST_COPIES)).labelled_by(label.id);
            ui.end_row();
            let label = ui.label(t.say("print.pages"));
            let field = TextEdit::singleline(&mut wish.pages).hint_text(t.say("print.pages_hint")).desired_width(260.0);
            ui.add(field).labelled_by(label.id);
            ui.end_row();
            ui.label(t.say("deck.paper"));
            ui.horizontal(|ui| {
                for paper in ["A4", "A3"] {
                    ui.selectable_value(&mut wish.paper, paper.to_owned(), paper);
                }
            });
            ui.end_row();
            ui.label(t.say("print.colour"));
            ui.horizontal(|ui| {
                ui.selectable_value(&mut wish.grey, false, t.say("print.in_colour"));
                ui.selectable_value(&mut wish.grey, true, t.say("deck.grey"));
            });
            ui.end_row();
        });
        if !wish.is_sound() {
            ui.label(RichText::new(t.say("print.pages_wrong")).color(cx.theme.error));
        }
        ui.add_space(MARGIN);
        let mut answer = None;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let print = ui.add_enabled(wish.is_sound(), Button::new(t.say("print.print")));
            let entered = wish.is_sound() && super::keys::saves(ui);
            if print.clicked() || entered {
                answer = Some(ChartCommand::PrintSo(wish.clone()));
            }
            if ui.button(t.say("button.cancel")).clicked() {
                answer = Some(ChartCommand::DoNotPrint);
            }
        });
        answer
    });
    if let Some(command) = response.inner {
        cx.emit(Command::Chart(command));
    } else if response.should_close() {
        cx.emit(Command::Chart(ChartCommand::DoNotPrint));
    }
}
