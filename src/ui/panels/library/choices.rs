//! By what the library is grouped, and which reports are chosen.

use crate::app::Command;
use crate::base::Level;
use crate::library::Kind;
use crate::library::shelf::{self, Card, Group, Shared, Shelf};
use crate::ui::Cx;
use crate::ui::theme::{GAP, GRID};
use eframe::egui::{Align, ComboBox, Frame, Grid, Layout, Margin, Ui};
use std::sync::Arc;

/// Shows what the list is grouped by, and, once opened, what is chosen.
pub(super) fn show(ui: &mut Ui, cards: &[Arc<Card>], choosing: &mut bool, cx: &mut Cx<'_>) {
    let mut shelf = cx.state.shelf.clone();
    Frame::NONE.inner_margin(Margin { left: 16, right: 12, top: 0, bottom: 4 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            let groups = Group::ALL.map(|group| (group, group_name(group, cx).to_owned()));
            let width = ui.available_width() * 0.5;
            choice(ui, cx.t.say("library.group"), width, &groups, &mut shelf.group);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = match shelf.chosen() {
                    0 => cx.t.say("library.filter").to_owned(),
                    count => cx.t.tell("library.filter_count", &[("count", &count.to_string())]),
                };
                ui.toggle_value(choosing, words);
            });
        });
        if *choosing {
            ui.add_space(GRID);
            Grid::new("library-choices").num_columns(2).spacing([GAP, GRID]).show(ui, |ui| rows(ui, cards, &mut shelf, cx));
            if shelf.chosen() > 0 && ui.button(cx.t.say("library.clear")).clicked() {
                shelf = Shelf { group: shelf.group, ..Shelf::default() };
            }
        }
    });
    if shelf != cx.state.shelf {
        cx.emit(Command::SetShelf(shelf));
    }
}

/// A row for each kind of choice.
fn rows(ui: &mut Ui, cards: &[Arc<Card>], shelf: &mut Shelf, cx: &Cx<'_>) {
    let unknown = |name: String, key: &'static str| if name.is_empty() { cx.t.say(key).to_owned() } else { name };
    let place = |path: String| {
        let depth = path.matches('/').count();
        let name = path.rsplit('/').next().unwrap_or("").to_owned();
        let name = format!("{}{}", "\u{3000}".repeat(depth), unknown(name, "library.no_place"));
        (Some(path), name)
    };
    let places = shelf::places(cards).into_iter().map(place);
    let levels = shelf::different(cards, |card| card.area.level).into_iter().map(|level| (Some(level), level_name(Some(level), cx)));
    let years = shelf::different(cards, Card::year).into_iter().rev().map(|year| (Some(year), year_name(Some(year), cx)));
    let kinds = shelf::different(cards, |card| Some(card.kind)).into_iter().map(|kind| (Some(kind), kind_name(kind, cx).to_owned()));
    let issuers = shelf::different(cards, |card| Some(card.issuer.clone()));
    let issuers = issuers.into_iter().map(|issuer| (Some(issuer.clone()), unknown(issuer, "library.no_issuer")));
    row(ui, Group::Place, places, &mut shelf.place, cx);
    row(ui, Group::Level, levels, &mut shelf.level, cx);
    row(ui, Group::Year, years, &mut shelf.year, cx);
    row(ui, Group::Kind, kinds, &mut shelf.kind, cx);
    row(ui, Group::Issuer, issuers, &mut shelf.issuer, cx);
}

/// The name of a choice, and a list of what may be chosen; all of it at its head.
fn row<T: PartialEq + Clone>(
    ui: &mut Ui,
    what: Group,
    values: impl Iterator<Item = (Option<T>, String)>,
    chosen: &mut Option<T>,
    cx: &Cx<'_>,
) {
    ui.label(group_name(what, cx));
    let all: Vec<_> = [(None, cx.t.say("library.all").to_owned())].into_iter().chain(values).collect();
    choice(ui, &format!("{} {}", cx.t.say("library.filter"), group_name(what, cx)), ui.available_width(), &all, chosen);
    ui.end_row();
}

/// A list to choose one of, by names.
fn choice<T: PartialEq + Clone>(ui: &mut Ui, name: &str, width: f32, values: &[(T, String)], chosen: &mut T) {
    let shown = values.iter().find(|(value, _)| value == chosen).map_or("", |(_, name)| name.trim());
    let combo = ComboBox::from_id_salt(name).selected_text(shown).width(width).truncate();
    let response = combo.show_ui(ui, |ui| {
        for (value, name) in values {
            if ui.selectable_label(value == chosen, name).clicked() {
                *chosen = value.clone();
                // A click by a screen reader or a key does not close the list by itself.
                ui.close();
            }
        }
    });
    response.response.accessible_name(name);
}

/// What a group is called.
pub(super) fn shared_name(shared: &Shared, cx: &Cx<'_>) -> String {
    match shared {
        Shared::Place(area) => area.name.clone(),
        Shared::Level(level) => level_name(*level, cx),
        Shared::Year(year) => year_name(*year, cx),
        Shared::Kind(kind) => kind_name(*kind, cx).to_owned(),
        Shared::Issuer(issuer) if issuer.is_empty() => cx.t.say("library.no_issuer").to_owned(),
        Shared::Issuer(issuer) => issuer.clone(),
    }
}

fn year_name(year: Option<i16>, cx: &Cx<'_>) -> String {
    year.map_or_else(|| cx.t.say("library.no_year").to_owned(), |year| cx.t.tell("value.year", &[("year", &year.to_string())]))
}

fn group_name(group: Group, cx: &Cx<'_>) -> &'static str {
    cx.t.say(match group {
        Group::Place => "group.place",
        Group::Level => "group.level",
        Group::Year => "group.year",
        Group::Kind => "group.kind",
        Group::Issuer => "group.issuer",
    })
}

fn level_name(level: Option<Level>, cx: &Cx<'_>) -> String {
    let key = match level {
        Some(Level::Country) => "level.country",
        Some(Level::Province) => "level.province",
        Some(Level::Prefecture) => "level.prefecture",
        Some(Level::County) => "level.county",
        Some(Level::Park) => "level.park",
        None => "library.no_level",
    };
    cx.t.say(key).to_owned()
}

fn kind_name(kind: Kind, cx: &Cx<'_>) -> &'static str {
    cx.t.say(match kind {
        Kind::Year => "kind.year",
        Kind::Half => "kind.half",
        Kind::Quarter => "kind.quarter",
        Kind::Month => "kind.month",
        Kind::Plan => "kind.plan",
        Kind::Years => "kind.years",
        Kind::Bulletin => "kind.bulletin",
        Kind::Table => "kind.table",
        Kind::Other => "kind.other",
    })
}
