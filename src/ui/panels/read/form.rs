//! The form in which a figure is corrected or added: every attribute, the catalogue's names completed as they are typed.

use crate::app::{Command, Language, ReviewCommand};
use crate::base::Decimal;
use crate::indicator::catalogue;
use crate::indicator::{Basis, Measure, Place, Qualifier, Status, Value};
use crate::library::corrections::{Draft, Fault, Reading, period_of};
use crate::library::{ObservationRef, ReportId};
use crate::ui::theme::{self, GAP, GRID, size};
use crate::ui::{Cx, keys, widgets};
use eframe::egui::{self, ComboBox, Key, Modifiers, RichText, TextEdit, Ui};
use std::collections::BTreeMap;

/// The most names offered while one is typed.
const OFFERED: usize = 6;

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum About {
    /// A figure that is there.
    Figure(ObservationRef),
    /// Words that are to be one.
    Words(ReportId, Place),
}

/// A form being filled in.
pub struct Form {
    about: About,
    draft: Draft,
    faults: Vec<Fault>,
    /// Names offered for what was typed last; empty once one was taken.
    offered: Vec<String>,
    /// The offered name that the arrow keys have come to.
    at: Option<usize>,
    /// Whether the first field is still to be written in.
    fresh: bool,
}

impl Form {
    /// A form filled with a reading.
    pub fn new(about: About, reading: &Reading, cx: &Cx<'_>) -> Self {
        let mut draft = Draft::of(reading);
        if let Some(period) = reading.period.filter(|_| cx.state.settings.language == Language::Chinese) {
            draft.period = period.in_chinese();
        }
        if reading.value == Value::Number(Decimal::ZERO) && matches!(about, About::Words(..)) {
            // No number stands there: nothing is put into the user's mouth.
            draft.value.clear();
        }
        Self { about, draft, faults: Vec::new(), offered: Vec::new(), at: None, fresh: true }
    }

    /// What it is about.
    pub fn about(&self) -> About {
        self.about
    }

    /// Shows the form. Gives whether it stays open.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        let title = match self.about {
            About::Figure(_) => cx.t.say("draft.title"),
            About::Words(..) => cx.t.say("draft.title_add"),
        };
        ui.label(RichText::new(title).font(theme::strong(size::TITLE)));
        ui.add_space(GAP);
        self.indicator(ui, cx);
        self.fault(ui, &[Fault::Indicator], cx);
        ui.columns(2, |sides| {
            let [left, right] = sides else { return };
            choice(left, "draft-measure", cx.t.say("field.measure"), &Measure::ALL, &mut self.draft.measure, |m| {
                widgets::measure_name(m, cx.t)
            });
            choice(right, "draft-status", cx.t.say("field.status"), &Status::ALL, &mut self.draft.status, |s| {
                widgets::status_name(s, cx.t)
            });
            field(left, cx.t.say("draft.value_name"), &mut self.draft.value, cx);
            field(right, cx.t.say("field.unit"), &mut self.draft.unit, cx);
        });
        self.fault(ui, &[Fault::Value, Fault::Unit, Fault::Measure], cx);
        if let Some(unit) = self.draft.usual_unit() {
            // It is said and no more: a report may well tell it so.
            let words = cx.t.tell("draft.usual_unit", &[("indicator", self.draft.indicator.trim()), ("unit", unit)]);
            ui.add(egui::Label::new(RichText::new(words).small().color(cx.theme.warning)).wrap());
        }
        field(ui, cx.t.say("field.period"), &mut self.draft.period, cx);
        if let Some(period) = period_of(&self.draft.period).filter(|p| ![p.to_string(), p.in_chinese()].contains(&self.draft.period)) {
            // As it was understood, so that a slip is seen.
            ui.label(RichText::new(period.to_string()).small().color(cx.theme.weak));
        }
        self.fault(ui, &[Fault::Period], cx);
        let scope = field(ui, cx.t.say("field.scope"), &mut self.draft.scope, cx);
        if self.draft.scope.is_empty() {
            let at = scope.rect.left_center() + egui::vec2(GAP, 0.0);
            widgets::line(ui.painter(), at, scope.rect.width(), cx.t.say("field.own_area"), theme::plain(size::BODY), cx.theme.faint);
        }
        let none = cx.t.say("draft.none");
        ui.columns(2, |sides| {
            let [left, right] = sides else { return };
            let bases: Vec<Option<Basis>> = std::iter::once(None).chain(Basis::ALL.map(Some)).collect();
            let name = |basis: Option<Basis>| basis.map_or(none, Basis::name);
            choice(left, "draft-basis", cx.t.say("field.basis"), &bases, &mut self.draft.basis, name);
            let qualifiers: Vec<Option<Qualifier>> = std::iter::once(None).chain(Qualifier::ALL.map(Some)).collect();
            let name = |qualifier: Option<Qualifier>| qualifier.map_or(none, Qualifier::name);
            choice(right, "draft-qualifier", cx.t.say("field.qualifier"), &qualifiers, &mut self.draft.qualifier, name);
        });
        ui.add_space(2.0 * GAP);
        let mut open = true;
        ui.horizontal(|ui| {
            let entered = keys::saves(ui);
            let save = egui::Button::new(RichText::new(cx.t.say("draft.save")).color(cx.theme.on_accent)).fill(cx.theme.accent);
            if ui.add(save).clicked() || entered {
                open = !self.save(cx);
            }
            if ui.button(cx.t.say("button.cancel")).clicked() || keys::leaves(ui) {
                open = false;
            }
        });
        open
    }

    /// The indicator's name, and under it the catalogue's names that hold what was typed.
    fn indicator(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let mut taken = self.walk(ui);
        let response = field(ui, cx.t.say("field.indicator"), &mut self.draft.indicator, cx);
        if std::mem::take(&mut self.fresh) {
            response.request_focus();
        }
        if response.changed() {
            (self.offered, self.at) = (offered(&self.draft.indicator), None);
        }
        for (at, name) in self.offered.iter().enumerate() {
            if ui.selectable_label(self.at == Some(at), name).clicked() {
                taken = Some(name.clone());
                // The key that took the name does not save the form too.
                ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            }
        }
        if let Some(name) = taken {
            if self.draft.unit.is_empty()
                && let Some(index) = catalogue::builtin().find(&name)
            {
                self.draft.unit = catalogue::builtin().indicator(index).unit.clone();
            }
            self.draft.indicator = name;
            (self.offered, self.at) = (Vec::new(), None);
        }
    }

    /// The arrow keys go through the names offered, Enter takes the one they have come to, and Escape closes the list.
    /// Neither key goes on to the form.
    fn walk(&mut self, ui: &Ui) -> Option<String> {
        let last = self.offered.len().checked_sub(1)?;
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.at = Some(self.at.map_or(0, |at| (at + 1).min(last)));
        }
        if pressed(Key::ArrowUp) {
            self.at = self.at.and_then(|at| at.checked_sub(1));
        }
        if keys::escape(ui.ctx()) {
            (self.offered, self.at) = (Vec::new(), None);
            return None;
        }
        if !pressed(Key::Enter) {
            return None;
        }
        // With none come to, Enter keeps the words as they are typed, and closes the list.
        let name = self.at.and_then(|at| self.offered.get(at).cloned());
        (self.offered, self.at) = (Vec::new(), None);
        name
    }

    fn fault(&self, ui: &mut Ui, kinds: &[Fault], cx: &Cx<'_>) {
        for fault in self.faults.iter().filter(|fault| kinds.contains(fault)) {
            let words = match fault {
                Fault::Indicator => cx.t.say("draft.indicator"),
                Fault::Value => cx.t.say("draft.value"),
                Fault::Unit => cx.t.say("draft.unit"),
                Fault::Measure => cx.t.say("draft.measure"),
                Fault::Period => cx.t.say("draft.period"),
            };
            ui.label(RichText::new(words).small().color(cx.theme.error));
        }
    }

    /// Gives the command, where every field holds. Gives whether it did.
    fn save(&mut self, cx: &mut Cx<'_>) -> bool {
        match self.draft.reading() {
            Ok(reading) => {
                cx.emit(Command::Review(match self.about {
                    About::Figure(at) => ReviewCommand::Correct(at, reading),
                    About::Words(report, place) => ReviewCommand::Add(report, place, reading),
                }));
                true
            }
            Err(faults) => {
                self.faults = faults;
                false
            }
        }
    }
}

/// A name over a line to write in.
pub fn field(ui: &mut Ui, name: &str, text: &mut String, cx: &Cx<'_>) -> egui::Response {
    ui.add_space(GRID);
    let label = ui.label(RichText::new(name).small().color(cx.theme.weak));
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 5));
    ui.add(edit).labelled_by(label.id)
}

/// A name over a list to choose from.
pub fn choice<T: Copy + PartialEq, W: Into<egui::WidgetText>>(
    ui: &mut Ui,
    id: &str,
    name: &str,
    all: &[T],
    now: &mut T,
    named: impl Fn(T) -> W,
) {
    ui.add_space(GRID);
    let label = ui.label(RichText::new(name).small().weak());
    let width = ui.available_width();
    let list = ComboBox::from_id_salt(id).selected_text(named(*now)).width(width).show_ui(ui, |ui| {
        for &one in all {
            widgets::choose(ui, now, one, named(one));
        }
    });
    list.response.labelled_by(label.id);
}

/// The catalogue's names that begin with the words, then those that hold them, then those with another spelling that begins so.
fn offered(words: &str) -> Vec<String> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let catalogue = catalogue::builtin();
    let mut ranked: Vec<(usize, usize, &str)> = Vec::new();
    for indicator in catalogue.indicators() {
        if let Some(at) = indicator.name.find(words) {
            ranked.push((usize::from(at > 0), indicator.name.len(), &indicator.name));
        }
    }
    let upper = words.to_uppercase();
    let mut spelt: BTreeMap<u16, usize> = BTreeMap::new();
    for (spelling, meaning) in catalogue.spellings().filter(|(spelling, _)| spelling.starts_with(words) || spelling.starts_with(&upper)) {
        if let Some(index) = meaning.indicator {
            let length = spelt.entry(index).or_insert(usize::MAX);
            *length = spelling.len().min(*length);
        }
    }
    for (index, length) in spelt {
        let name = catalogue.indicator(index).name.as_str();
        if !ranked.iter().any(|one| one.2 == name) {
            ranked.push((if length == words.len() { 0 } else { 2 }, length, name));
        }
    }
    ranked.sort_unstable();
    let names: Vec<String> = ranked.into_iter().take(OFFERED).map(|one| one.2.to_owned()).collect();
    if names.as_slice() == [words] { Vec::new() } else { names }
}
