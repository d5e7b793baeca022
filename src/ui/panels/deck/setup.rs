//! How the pages are set up: templates, paper, margins, what stands around the charts.

use crate::app::{ChartCommand, Command};
use crate::page::MOST_ITEMS;
use crate::page::Setup;
use crate::page::setup::{Margins, Size, Subject};
use crate::ui::theme::{self, GAP, MARGIN, size};
use crate::ui::{Cx, widgets};
use eframe::egui::{ComboBox, Frame, Grid, Margin, RichText, TextEdit, Ui};

/// The words being written, by field.
#[derive(Default)]
pub struct Fields {
    editing: Option<(usize, String)>,
}

/// Shows the choices.
pub(super) fn show(ui: &mut Ui, fields: &mut Fields, cx: &mut Cx<'_>) {
    Frame::NONE.inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        ui.label(RichText::new(cx.t.say("deck.templates")).font(theme::strong(size::BODY)));
        ui.horizontal_wrapped(|ui| {
            for subject in Subject::TEMPLATES {
                if ui.button(cx.t.say(subject_name(subject))).clicked() {
                    cx.emit(Command::Chart(ChartCommand::Fill(subject)));
                }
            }
        });
        ui.add_space(GAP);
        ui.label(RichText::new(cx.t.say("deck.setup")).font(theme::strong(size::BODY)));
        let mut setup = cx.state.setup.clone();
        choices(ui, &mut setup, cx);
        words(ui, fields, &mut setup, cx);
        if setup != cx.state.setup {
            cx.emit(Command::Chart(ChartCommand::SetUp(setup)));
        }
        ui.add_space(MARGIN);
    });
}

fn subject_name(subject: Subject) -> &'static str {
    match subject {
        Subject::Indicators | Subject::Meeting => "deck.template.meeting",
        Subject::Year => "deck.template.year",
        Subject::Places => "deck.template.places",
    }
}

fn margins_name(margins: Margins) -> &'static str {
    match margins {
        Margins::Narrow => "deck.margins.narrow",
        Margins::Normal => "deck.margins.normal",
        Margins::Wide => "deck.margins.wide",
    }
}

fn choices(ui: &mut Ui, setup: &mut Setup, cx: &Cx<'_>) {
    let t = cx.t;
    Grid::new("setup").num_columns(2).spacing([MARGIN, GAP]).show(ui, |ui| {
        ui.label(t.say("deck.paper"));
        ui.horizontal(|ui| {
            for paper in Size::ALL {
                ui.selectable_value(&mut setup.size, paper, paper.name());
            }
            ui.add_space(GAP);
            ui.selectable_value(&mut setup.portrait, false, t.say("deck.landscape"));
            ui.selectable_value(&mut setup.portrait, true, t.say("deck.portrait"));
        });
        ui.end_row();
        ui.label(t.say("deck.margins"));
        let combo = ComboBox::from_id_salt("margins").selected_text(t.say(margins_name(setup.margins)));
        let combo = combo.show_ui(ui, |ui| {
            for margins in Margins::ALL {
                widgets::choose(ui, &mut setup.margins, margins, t.say(margins_name(margins)));
            }
        });
        combo.response.accessible_name(t.say("deck.margins"));
        ui.end_row();
        ui.label(t.say("deck.per_page"));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for count in 1..=MOST_ITEMS {
                ui.selectable_value(&mut setup.per_page, count, count.to_string());
            }
        });
        ui.end_row();
    });
    ui.checkbox(&mut setup.grey, t.say("deck.grey"));
    ui.checkbox(&mut setup.sources, t.say("deck.sources"));
}

/// Header, footer and note; taken when the field is left.
fn words(ui: &mut Ui, fields: &mut Fields, setup: &mut Setup, cx: &Cx<'_>) {
    let rows = [("deck.header", &mut setup.header), ("deck.footer", &mut setup.footer), ("deck.note", &mut setup.note)];
    for (index, (name, value)) in rows.into_iter().enumerate() {
        let label = ui.label(cx.t.say(name));
        let own = fields.editing.as_ref().is_some_and(|(at, _)| *at == index);
        let mut words = fields.editing.as_ref().filter(|_| own).map_or_else(|| value.clone(), |(_, words)| words.clone());
        let response = ui.add(TextEdit::singleline(&mut words).desired_width(f32::INFINITY)).labelled_by(label.id);
        if response.changed() {
            fields.editing = Some((index, words));
        }
        if response.lost_focus()
            && own
            && let Some((_, words)) = fields.editing.take()
        {
            *value = words;
        }
    }
}
