//! 比: reports beside each other: figures, outlines, years and places, targets. Each cell leads to its source.

mod bar;
mod grid;
mod rows;

use crate::app::comparing::{Choice, Made, Part};
use crate::app::{Command, Language, Level, Message};
use crate::ui::{Cx, widgets};
use eframe::egui::{CentralPanel, Frame, Margin, Panel, Ui};
use grid::{Copy, Sheet};
use rows::{Listing, Told};
use std::sync::Arc;

/// How lines fare, by their keys, in the order of the choices, with their names.
const KINDS: [(&str, &str); 15] = [
    ("changed", "change.changed"),
    ("new", "change.new"),
    ("gone", "change.gone"),
    ("same", "change.same"),
    ("kept", "fate.kept"),
    ("reworded", "fate.reworded"),
    ("moved", "fate.moved"),
    ("added", "fate.added"),
    ("removed", "fate.removed"),
    ("missed", "outcome.missed"),
    ("met", "outcome.met"),
    ("untold", "outcome.untold"),
    ("open", "outcome.open"),
    ("unclear", "change.unclear"),
    ("doubtful", "outcome.unclear"),
];

/// What a kind of line is called.
fn kind_name(key: &str, cx: &Cx<'_>) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == key).map_or("", |(_, name)| cx.t.say(name))
}

/// What the panel remembers between frames: the table, until what is shown changes.
#[derive(Default)]
pub struct ComparePanel {
    made_for: Option<(Arc<Made>, Choice, Language)>,
    sheet: Sheet,
    /// The table on its way, some rows a frame.
    listing: Option<Listing>,
    /// How many lines fare how, by the key.
    counts: Vec<(&'static str, usize)>,
    /// The table on its way to the clipboard, some lines a frame.
    copying: Option<Copy>,
}

impl ComparePanel {
    /// Shows the view.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let made = cx.state.comparing.current().map(Arc::clone);
        self.update(ui, made.as_ref(), cx);
        let frame = Frame::NONE.fill(cx.theme.panel).inner_margin(Margin::symmetric(16, 8));
        Panel::top("compare-bar").frame(frame).show(ui, |ui| bar::show(ui, self, made.as_deref(), cx));
        self.copy(ui, made.as_deref(), cx);
        CentralPanel::no_frame().frame(Frame::NONE.fill(cx.theme.paper)).show(ui, |ui| match &made {
            Some(made) if !self.sheet.lines.is_empty() => self.sheet.show(ui, made.part().key(), &Told(made), cx),
            Some(_) if self.listing.is_some() => widgets::empty(ui, cx.t.say("compare.running"), "", cx.theme),
            Some(made) => {
                let (title, hint) = nothing(made, cx);
                widgets::empty(ui, cx.t.say(title), cx.t.say(hint), cx.theme);
            }
            None => widgets::empty(ui, cx.t.say("compare.running"), "", cx.theme),
        });
    }

    fn update(&mut self, ui: &Ui, made: Option<&Arc<Made>>, cx: &Cx<'_>) {
        let Some(made) = made else {
            *self = Self::default();
            return;
        };
        let (choice, language) = (&cx.state.comparing.choice, cx.state.settings.language);
        let known = |(of, chosen, spoken): &(Arc<Made>, Choice, Language)| Arc::ptr_eq(of, made) && chosen == choice && *spoken == language;
        let told = Told(made);
        if !self.made_for.as_ref().is_some_and(known) {
            self.made_for = Some((Arc::clone(made), choice.clone(), language));
            self.copying = None;
            (self.sheet, self.counts, self.listing) = (told.sheet(cx), Vec::new(), Some(Listing::default()));
        }
        if let Some(listing) = &mut self.listing {
            let done = told.list_on(listing, choice, &mut self.sheet.lines);
            self.counts = listing.counts();
            if done {
                self.listing = None;
            } else {
                ui.ctx().request_repaint();
            }
        }
    }

    /// Goes on with what is being copied.
    fn copy(&mut self, ui: &Ui, made: Option<&Made>, cx: &mut Cx<'_>) {
        // What is still being listed is copied once it is.
        let (Some(copy), Some(made), None) = (&mut self.copying, made, &self.listing) else { return };
        let Some(text) = self.sheet.copy_on(copy, &Told(made), cx) else {
            ui.ctx().request_repaint();
            return;
        };
        self.copying = None;
        ui.ctx().copy_text(text);
        cx.emit(Command::Tell(Message::new(Level::Info, "compare.copied").with("count", self.sheet.rows())));
    }
}

/// What to say where there is nothing to show: what is missing, and what to do.
fn nothing(made: &Made, cx: &Cx<'_>) -> (&'static str, &'static str) {
    match (made.part(), made.reports) {
        (Part::Spread, _) => ("compare.no_spread", "compare.no_spread_hint"),
        (Part::Targets, _) => ("compare.no_targets", "compare.no_targets_hint"),
        _ if cx.state.library.reports().len() < 2 => ("compare.alone", "compare.alone_hint"),
        (_, [Some(_), Some(_)]) => ("compare.nothing", "compare.nothing_hint"),
        _ => ("compare.choose_two", "compare.choose_two_hint"),
    }
}
