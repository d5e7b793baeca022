//! The charts of the pages: their titles are written in place, their order is dragged, or moved by keys.

use crate::app::{ChartCommand, Command};
use crate::ui::theme::{self, GAP, GRID, MARGIN, ROW, size};
use crate::ui::widgets::grip;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::{Cx, widgets};
use eframe::egui::{self, Frame, Margin, Rect, Sense, Stroke, TextEdit, Ui, pos2, vec2};

/// Height of a row.
const HEIGHT: f32 = ROW + 2.0 * GRID;

/// What is being written.
#[derive(Default)]
pub(super) struct Writing {
    title: Option<(usize, String)>,
    /// The chart's key and the words: charts may change places while they are written.
    speech: Option<(String, String)>,
}

/// Shows the list.
pub(super) fn show(ui: &mut Ui, writing: &mut Writing, cx: &mut Cx<'_>) {
    let charts: Vec<(String, bool, bool)> = cx
        .state
        .deck
        .iter()
        .map(|placed| {
            let chart = cx.state.charts.chart(&placed.chart);
            let known = chart.is_some();
            let proposed = chart.map_or_else(|| placed.chart.clone(), |c| c.title);
            (placed.title.clone().unwrap_or(proposed), known, placed.title.is_some())
        })
        .collect();
    for (index, (title, known, _)) in charts.iter().enumerate() {
        row(ui, index, charts.len(), (title, *known), writing, cx);
        speech(ui, index, title, writing, cx);
    }
}

/// The speech to a chart, while it is open; taken when the field is left.
fn speech(ui: &mut Ui, index: usize, title: &str, writing: &mut Writing, cx: &mut Cx<'_>) {
    let key = cx.state.deck.get(index).map(|placed| placed.chart.clone());
    let Some((_, words)) = writing.speech.as_mut().filter(|(of, _)| Some(of) == key.as_ref()) else { return };
    let response = Frame::NONE.inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        let field = TextEdit::multiline(words).hint_text(cx.t.say("deck.speech_hint")).desired_rows(4);
        ui.add(field.desired_width(f32::INFINITY)).accessible_name(cx.t.tell("deck.speech_of", &[("title", title)]))
    });
    if response.inner.lost_focus() {
        keep(writing.speech.as_ref(), cx);
    }
}

/// Keeps the speech as it is written by now.
fn keep(speech: Option<&(String, String)>, cx: &mut Cx<'_>) {
    let Some((key, words)) = speech else { return };
    let Some(index) = cx.state.deck.iter().position(|placed| placed.chart == *key) else { return };
    let known = cx.state.deck.get(index).and_then(|placed| placed.speech.as_deref()).unwrap_or_default();
    if known != words.trim() {
        cx.emit(Command::Chart(ChartCommand::Speak(index, Some(words.clone()))));
    }
}

fn row(ui: &mut Ui, index: usize, count: usize, (title, known): (&str, bool), writing: &mut Writing, cx: &mut Cx<'_>) {
    let Writing { title: editing, speech: open } = writing;
    let (rect, ground) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, cx.theme.line));
    // The handle: six dots, and the arrow keys while it has the focus.
    let grip = Rect::from_min_size(rect.min, vec2(MARGIN + 2.0 * GAP, HEIGHT));
    let name = cx.t.tell("deck.drag", &[("title", title)]);
    let own = grip::Row { ground: &ground, grip, place: (index, count), name: &name };
    if let Some((from, to)) = grip::grip(ui, &own, cx.theme) {
        cx.emit(Command::Chart(ChartCommand::Move(from, to)));
    }
    let cross = Rect::from_min_max(pos2(rect.right() - ROW - GRID, rect.top() + GRID), pos2(rect.right() - GRID, rect.bottom() - GRID));
    ui.scope_builder(egui::UiBuilder::new().max_rect(cross), |ui| {
        if icon::button(ui, Icon::Cross, &cx.t.tell("charts.take_off", &[("title", title)])).clicked() {
            cx.emit(Command::Chart(ChartCommand::Remove(index)));
            *editing = None;
        }
    });
    let bubble = cross.translate(vec2(-cross.width(), 0.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(bubble), |ui| {
        let (key, known) = cx.state.deck.get(index).map(|placed| (placed.chart.clone(), placed.speech.clone())).unwrap_or_default();
        if known.is_some() {
            ui.painter().circle_filled(bubble.right_top() + vec2(-GAP, GAP), 2.5, cx.theme.accent);
        }
        if icon::button(ui, Icon::Speech, &cx.t.tell("deck.speech_of", &[("title", title)])).clicked() {
            // The field goes before it can tell that it was left.
            keep(open.as_ref(), cx);
            let own = open.as_ref().is_some_and(|(of, _)| *of == key);
            *open = (!own).then(|| (key, known.unwrap_or_default()));
        }
    });
    let field = Rect::from_min_max(pos2(grip.right(), rect.top() + GRID), pos2(bubble.left() - GRID, rect.bottom() - GRID));
    let own = editing.as_ref().is_some_and(|(at, _)| *at == index);
    let mut words = editing.as_ref().filter(|_| own).map_or_else(|| title.to_owned(), |(_, words)| words.clone());
    let ink = if known { cx.theme.text } else { cx.theme.faint };
    // A field does not cut its words with an ellipsis: at rest they stand over it.
    let id = ui.scope_id().with(("title", index));
    let writing = own || ui.memory(|memory| memory.has_focus(id));
    let shown = if writing { ink } else { egui::Color32::TRANSPARENT };
    let edit = TextEdit::singleline(&mut words).id(id).frame(Frame::NONE).margin(Margin::symmetric(4, 4)).text_color(shown);
    if !writing {
        widgets::line(ui.painter(), pos2(field.left() + GRID, field.center().y), field.width() - GAP, title, theme::plain(size::BODY), ink);
    }
    let response = ui.put(field, edit.desired_width(field.width())).accessible_name(cx.t.tell("deck.title_of", &[("title", title)]));
    if response.changed() {
        *editing = Some((index, words));
    }
    if response.lost_focus()
        && own
        && let Some((_, words)) = editing.take().filter(|(_, words)| words != title)
    {
        // An empty title gives the proposed one back.
        let title = (!words.trim().is_empty()).then_some(words);
        cx.emit(Command::Chart(ChartCommand::Retitle(index, title)));
    }
    if !response.has_focus() {
        response.on_hover_text(title);
    }
}
