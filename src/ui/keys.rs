//! Keys, and the sheet that lists them.

use super::Cx;
use super::shell::Panels;
use super::theme::{self, GAP};
use crate::app::{Ask, ChartCommand, Command, ReviewCommand, Step, View};
use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};

const SHIFT_COMMAND: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// Turns the keys pressed in this frame into commands.
pub(super) fn take(ctx: &egui::Context, panels: &mut Panels, cx: &mut Cx<'_>) {
    let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)));
    if pressed(Modifiers::NONE, Key::F1) {
        panels.keys_open = !panels.keys_open;
    }
    // The longer combinations first: a shortcut also matches with more modifiers held.
    if pressed(SHIFT_COMMAND, Key::O) {
        cx.emit(Command::Ask(Ask::Folder));
    }
    if pressed(Modifiers::COMMAND, Key::O) {
        cx.emit(Command::Ask(Ask::Files));
    }
    if pressed(Modifiers::COMMAND, Key::Q) {
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }
    if pressed(Modifiers::COMMAND, Key::P) && !cx.state.library.reports().is_empty() {
        cx.emit(Command::Chart(ChartCommand::Print));
    }
    // A field that is being written in takes its own letters back.
    if !ctx.text_edit_focused() && cx.state.wanted.is_none() {
        if pressed(SHIFT_COMMAND, Key::Z) || pressed(Modifiers::COMMAND, Key::Y) {
            cx.emit(Command::Redo);
        }
        if pressed(Modifiers::COMMAND, Key::Z) {
            cx.emit(Command::Undo);
        }
    }
    let size = cx.state.settings.text_size;
    if pressed(Modifiers::COMMAND, Key::Equals) || pressed(Modifiers::COMMAND, Key::Plus) {
        cx.emit(Command::SetTextSize(size + 1.0));
    }
    if pressed(Modifiers::COMMAND, Key::Minus) {
        cx.emit(Command::SetTextSize(size - 1.0));
    }
    if cx.state.library.reports().is_empty() {
        return;
    }
    if pressed(Modifiers::COMMAND, Key::F) {
        panels.search.open(cx);
    }
    if pressed(SHIFT_COMMAND, Key::S) {
        cx.emit(Command::Ask(Ask::SaveProject));
    }
    if pressed(Modifiers::COMMAND, Key::S) {
        cx.emit(Command::SaveProject);
    }
    // Bare keys belong to the field that is being written in.
    if ctx.text_edit_focused()
        || ctx.any_popup_open()
        || panels.settings_open
        || panels.keys_open
        || panels.read.review.is_editing()
        || cx.state.search.is_some()
    {
        return;
    }
    for (view, key) in View::ALL.into_iter().zip([Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5]) {
        if pressed(Modifiers::NONE, key) {
            cx.emit(Command::SwitchView(view));
        }
    }
    // Ctrl+C arrives as an event of its own; words that are selected are copied first.
    let copies = ctx.input(|input| input.events.contains(&egui::Event::Copy));
    let selected = |ctx: &egui::Context| ctx.plugin::<egui::text_selection::LabelSelectionState>().lock().has_selection();
    if cx.state.view == View::Charts && copies && !selected(ctx) {
        cx.emit(Command::Chart(ChartCommand::CopyShown));
    }
    if cx.state.view == View::Read {
        if pressed(Modifiers::NONE, Key::N) {
            cx.emit(Command::Walk(Step::Next));
        }
        if pressed(Modifiers::NONE, Key::P) {
            cx.emit(Command::Walk(Step::Previous));
        }
        review(ctx, panels, cx);
        if cx.state.selection.is_some() && escape(ctx) {
            cx.emit(Command::Select(None));
        }
    }
}

/// The keys of the review: next doubtful, confirm, correct, discard, add.
fn review(ctx: &egui::Context, panels: &mut Panels, cx: &mut Cx<'_>) {
    let pressed = |key| ctx.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(Modifiers::NONE, key)));
    if pressed(Key::D) {
        cx.emit(Command::Walk(Step::Doubtful));
    }
    if pressed(Key::A) {
        panels.read.add_figure(cx);
    }
    if pressed(Key::C) {
        panels.read.review.checks_open = !panels.read.review.checks_open;
    }
    let Some(at) = cx.state.selection else { return };
    // Enter belongs to the button that has the focus, if one has it.
    if ctx.memory(|memory| memory.focused().is_none()) && pressed(Key::Enter) {
        cx.emit(Command::Review(ReviewCommand::Confirm(at)));
    }
    if pressed(Key::E) {
        panels.read.review.correct(cx);
    }
    if pressed(Key::Delete) {
        cx.emit(Command::Review(ReviewCommand::Discard(at)));
    }
}

/// Whether Escape was pressed; takes it.
pub(super) fn escape(ctx: &egui::Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// Shows the list of keys while it is open.
pub(super) fn show(ctx: &egui::Context, panels: &mut Panels, cx: &Cx<'_>) {
    if !panels.keys_open {
        return;
    }
    let rows: [(&str, &str); 22] = [
        ("Ctrl+O", cx.t.say("menu.open")),
        ("Ctrl+Shift+O", cx.t.say("menu.open_folder")),
        ("Ctrl+S", cx.t.say("menu.save_project")),
        ("Ctrl+Shift+S", cx.t.say("menu.save_project_as")),
        ("Ctrl+P", cx.t.say("menu.print")),
        ("Ctrl+F", cx.t.say("menu.search")),
        ("Ctrl+Z", cx.t.say("menu.undo")),
        ("Ctrl+Y", cx.t.say("menu.redo")),
        ("Ctrl+C", cx.t.say("charts.copy")),
        ("1 … 5", cx.t.say("keys.views")),
        ("N", cx.t.say("keys.next")),
        ("P", cx.t.say("keys.previous")),
        ("D", cx.t.say("review.next_doubtful")),
        ("Enter", cx.t.say("review.confirm")),
        ("E", cx.t.say("review.correct")),
        ("Delete", cx.t.say("review.discard")),
        ("A", cx.t.say("review.add")),
        ("C", cx.t.say("checks.title")),
        ("Esc", cx.t.say("keys.escape")),
        ("Ctrl+=  Ctrl+-", cx.t.say("keys.size")),
        ("F1", cx.t.say("menu.keys")),
        ("Ctrl+Q", cx.t.say("menu.quit")),
    ];
    panels.keys_open = super::menu::sheet(ctx, "keys", cx.t.say("menu.keys"), cx.t.say("button.close"), |ui| {
        egui::Grid::new("keys").num_columns(2).spacing([4.0 * GAP, GAP]).show(ui, |ui| {
            for (key, what) in rows {
                ui.label(egui::RichText::new(key).font(theme::strong(theme::size::BODY)).color(cx.theme.accent));
                ui.label(what);
                ui.end_row();
            }
        });
    });
}
