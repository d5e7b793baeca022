//! Keys, and the sheet that lists them.

use super::Cx;
use super::shell::Panels;
use super::theme::{self, GAP, GRID};
use crate::app::{Ask, ChartCommand, Command, ReviewCommand, Step, View};
use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};

const SHIFT_COMMAND: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// Turns the keys pressed in this frame into commands.
pub(super) fn take(ctx: &egui::Context, panels: &mut Panels, cx: &mut Cx<'_>) {
    // Now, since a list that a key closes is closed by the time that others ask for the key.
    let open = egui::Popup::is_any_open(ctx);
    ctx.data_mut(|data| data.insert_temp(open_list(), open));
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
        || lists_open(ctx)
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
        // The keyboard on its way to another heading is nobody else's.
        if panels.read.outline_keys(ctx, cx) {
            return;
        }
        if pressed(Modifiers::NONE, Key::H) {
            panels.read.enter_outline(cx);
        }
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

fn open_list() -> egui::Id {
    egui::Id::unique("open list")
}

/// Whether a list or a menu was open when the frame began: keys are its own.
fn lists_open(ctx: &egui::Context) -> bool {
    ctx.data(|data| data.get_temp(open_list())).unwrap_or(false)
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

/// Whether Enter was pressed to save the form that is shown here; takes it. Enter in an open list is the list's, and on a button
/// or a list that has the focus theirs.
pub(super) fn saves(ui: &egui::Ui) -> bool {
    let elsewhere = ui.memory(|memory| memory.focused().is_some()) && !ui.ctx().text_edit_focused();
    !elsewhere && !lists_open(ui.ctx()) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// Whether Escape was pressed to leave the form that is shown here; takes it. In an open list it closes that alone.
pub(super) fn leaves(ui: &egui::Ui) -> bool {
    !lists_open(ui.ctx()) && escape(ui.ctx())
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
    let general = [
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
        ("Ctrl+=  Ctrl+-", cx.t.say("keys.size")),
        ("Esc", cx.t.say("keys.escape")),
        ("F1", cx.t.say("menu.keys")),
        ("Ctrl+Q", cx.t.say("menu.quit")),
    ];
    let figures = [
        ("N", cx.t.say("keys.next")),
        ("P", cx.t.say("keys.previous")),
        ("D", cx.t.say("review.next_doubtful")),
        ("Enter", cx.t.say("review.confirm")),
        ("E", cx.t.say("review.correct")),
        ("Delete", cx.t.say("review.discard")),
        ("A", cx.t.say("review.add")),
        ("C", cx.t.say("checks.title")),
    ];
    let headings = [
        ("H", cx.t.say("keys.outline")),
        ("↑ ↓", cx.t.say("keys.outline_walk")),
        ("Shift+← →", cx.t.say("keys.outline_level")),
        ("M", cx.t.say("review.heading_merge")),
        ("S", cx.t.say("words.split")),
        ("A", cx.t.say("words.heading")),
        ("Delete", cx.t.say("review.heading_remove")),
    ];
    let list = |ui: &mut egui::Ui, name: &str, keys: &[(&str, &str)]| {
        egui::Grid::new(name).num_columns(2).spacing([2.0 * GAP, GRID]).show(ui, |ui| {
            for (key, what) in keys {
                ui.label(egui::RichText::new(*key).font(theme::strong(theme::size::BODY)).color(cx.theme.accent));
                ui.label(*what);
                ui.end_row();
            }
        });
    };
    panels.keys_open = super::menu::sheet(ctx, "keys", cx.t.say("menu.keys"), cx.t.say("button.close"), |ui| {
        let room = ui.ctx().content_rect().size();
        ui.set_width((room.x - 96.0).clamp(420.0, 760.0));
        egui::ScrollArea::vertical().max_height((room.y - 140.0).max(120.0)).show(ui, |ui| {
            ui.columns(2, |sides| {
                let [left, right] = sides else { return };
                list(left, "keys", &general);
                list(right, "keys-figures", &figures);
                right.add_space(GAP);
                right.label(egui::RichText::new(cx.t.say("outline.title")).font(theme::strong(theme::size::BODY)));
                list(right, "keys-headings", &headings);
            });
        });
    });
}
