//! What is chosen for the table: measure, columns, category, words; and copying it.

use super::IndicatorsPanel;
use crate::app::{Command, Which};
use crate::indicator::Measure;
use crate::indicator::catalogue::Category;
use crate::library::table::{By, Query};
use crate::ui::theme::{GAP, MARGIN};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::list;
use crate::ui::{Cx, menu, widgets};
use eframe::egui::{self, Align, Layout, TextEdit, Ui, vec2};

/// Shows the two lines of choices.
pub(super) fn show(ui: &mut Ui, panel: &mut IndicatorsPanel, cx: &mut Cx<'_>) {
    let mut query = cx.state.query.clone();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP / 2.0;
        for measure in Measure::ALL {
            if ui.selectable_label(query.measure == measure, widgets::measure_name(measure, cx.t)).clicked() {
                query.measure = measure;
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon::button(ui, Icon::Sheets, cx.t.say("table.copy")).clicked() {
                panel.copying = Some((0, String::new()));
            }
            menu::figures_menu(ui, cx.t.say("table.export"), Which::Query, cx);
            search(ui, panel, &mut query, cx);
        });
    });
    // Wrapped: in a narrow window, with English words, it does not fit on one line.
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP / 2.0;
        for (by, name) in [(By::Period, cx.t.say("table.by_period")), (By::Report, cx.t.say("table.by_report"))] {
            if ui.selectable_label(query.by == by, name).clicked() {
                query.by = by;
            }
        }
        ui.add_space(MARGIN);
        if ui.selectable_label(query.category.is_none(), cx.t.say("table.all")).clicked() {
            query.category = None;
        }
        for category in Category::ALL {
            if ui.selectable_label(query.category == Some(category), widgets::category_name(Some(category), cx.t)).clicked() {
                query.category = Some(category);
            }
        }
        places(ui, panel, &mut query, cx);
        ui.add_space(MARGIN);
        ui.checkbox(&mut query.phrases, cx.t.say("table.phrases"));
    });
    if query != cx.state.query {
        cx.emit(Command::SetQuery(query));
    }
}

/// A choice of places, where there are several.
fn places(ui: &mut Ui, panel: &mut IndicatorsPanel, query: &mut Query, cx: &Cx<'_>) {
    let revision = cx.state.revision;
    // There may be thousands: gathered once.
    let known = panel.places.take().filter(|(of, _)| *of == revision);
    let gathered = || (revision, cx.state.library.places().into_iter().map(str::to_owned).collect());
    let (_, places) = panel.places.insert(known.unwrap_or_else(gathered));
    if places.len() < 2 && query.place.is_none() {
        return;
    }
    ui.add_space(MARGIN);
    let name = |place: Option<&str>| match place {
        None => cx.t.say("table.all_places").to_owned(),
        Some("") => cx.t.say("library.no_place").to_owned(),
        Some(place) => place.to_owned(),
    };
    let (shown, own) = (name(query.place.as_deref()), query.place.clone());
    let taken = list::long(ui, ("place", cx.t.say("field.region")), (shown, 120.0), places.len() + 1, |ui, at, height| {
        // The first is all of them.
        let place = at.checked_sub(1).and_then(|at| places.get(at)).map(String::as_str);
        let button = egui::Button::selectable(own.as_deref() == place, name(place)).truncate().min_size(vec2(0.0, height));
        ui.add(button).clicked().then(|| place.map(str::to_owned))
    });
    if let Some(place) = taken {
        query.place = place;
    }
}

fn search(ui: &mut Ui, panel: &mut IndicatorsPanel, query: &mut Query, cx: &Cx<'_>) {
    let field = TextEdit::singleline(&mut panel.search).hint_text(cx.t.say("table.search")).desired_width(168.0);
    let response = ui.add(field).accessible_name(cx.t.say("table.search"));
    if response.changed() {
        query.search.clone_from(&panel.search);
        panel.asked.clone_from(&panel.search);
    }
}
