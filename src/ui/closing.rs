//! Leaving a project, by closing the window or opening another, with changes that are not in its file: asks first.
//! Reports that were only looked at are not asked about; what was decided or put on pages is.

use super::shell::Panels;
use super::theme::{self, GAP, MARGIN};
use super::{Cx, menu};
use crate::app::Command;
use crate::app::import::shown_name;
use eframe::egui::{self, Align, Layout, ViewportCommand};

/// How far leaving is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Closing {
    /// Nobody leaves.
    #[default]
    No,
    /// The user is asked.
    Asked,
    /// The project is being saved, where it has no file yet once a path is given; then the window closes.
    Saving,
    /// The window closes, or the other project opens.
    Yes,
}

/// Keeps the window open while there is a question, and asks it. `asked` says whether a dialog for a path is open.
pub(super) fn show(ctx: &egui::Context, panels: &mut Panels, asked: bool, cx: &mut Cx<'_>) {
    let worth = cx.state.project.is_some() || !cx.state.corrections.is_empty() || !cx.state.deck.is_empty();
    let changed = worth && cx.state.unsaved;
    if ctx.input(|input| input.viewport().close_requested()) && changed && panels.closing != Closing::Yes {
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        panels.closing = Closing::Asked;
    }
    if cx.state.wanted.is_some() && panels.closing == Closing::No {
        panels.closing = Closing::Asked;
    }
    if panels.closing == Closing::Saving {
        if !changed {
            leave(ctx, panels, cx);
        } else if cx.state.jobs.running().is_empty() && !asked && cx.state.ask.is_none() && cx.commands.is_empty() {
            // Nothing goes on that could still save it: no path was given, or the message says why.
            stay(panels, cx);
        }
    }
    if panels.closing != Closing::Asked {
        return;
    }
    let line = match cx.state.project.as_deref() {
        Some(path) => cx.t.tell("closing.line", &[("file", &shown_name(path))]),
        None => cx.t.say("closing.line_new").to_owned(),
    };
    let response = egui::Modal::new(egui::Id::unique("closing")).frame(menu::sheet_frame(ctx)).show(ctx, |ui| {
        ui.set_width(420.0);
        ui.label(egui::RichText::new(cx.t.say("closing.title")).font(theme::strong(theme::size::TITLE)));
        ui.add_space(GAP);
        ui.label(line);
        ui.add_space(MARGIN);
        let mut answer = None;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (closing, name) in [
                (Closing::Saving, cx.t.say("button.save")),
                (Closing::Yes, cx.t.say("button.discard")),
                (Closing::No, cx.t.say("button.cancel")),
            ] {
                if ui.button(name).clicked() {
                    answer = Some(closing);
                }
            }
        });
        answer
    });
    match response.inner {
        Some(Closing::Saving) => {
            cx.emit(Command::SaveProject);
            // Looked at again once the command has started its job.
            panels.closing = Closing::Saving;
        }
        Some(Closing::Yes) => leave(ctx, panels, cx),
        Some(_) => stay(panels, cx),
        None if response.should_close() => stay(panels, cx),
        None => {}
    }
}

fn leave(ctx: &egui::Context, panels: &mut Panels, cx: &mut Cx<'_>) {
    if cx.state.wanted.is_some() {
        panels.closing = Closing::No;
        cx.emit(Command::OpenWanted);
    } else {
        panels.closing = Closing::Yes;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}

fn stay(panels: &mut Panels, cx: &mut Cx<'_>) {
    panels.closing = Closing::No;
    cx.emit(Command::ForgetWanted);
}
