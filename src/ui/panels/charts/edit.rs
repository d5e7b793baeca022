//! A chart made by hand: what it is to show is picked at the left of it. Every pick is kept at once, and can be undone.

use super::{periods, words};
use crate::app::{ChartCommand, Command};
use crate::chart::recipe::{Across, DECIMALS, Made, OfferedTopic, Order, Recipe};
use crate::chart::spec::ChartKind;
use crate::indicator::Status;
use crate::ui::theme::{self, GAP, GRID, MARGIN, ROW, size};
use crate::ui::widgets::grip;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::{Cx, widgets};
use eframe::egui::{
    self, Align, Align2, Button, ComboBox, Frame, Grid, Layout, Margin, Rect, RichText, ScrollArea, Sense, Stroke, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// The most and the fewest rows of the list of what can be measured; a quarter of the window's height between them.
pub(super) const LIST: std::ops::RangeInclusive<f32> = 4.0 * ROW..=9.0 * ROW;

/// What the form remembers between frames.
#[derive(Default)]
pub(super) struct Editor {
    /// The words that indicators are sought by.
    search: String,
    /// The recipe whose title is being written, and the words.
    title: Option<(u32, String)>,
}

impl Editor {
    /// Shows the form of a recipe.
    pub(super) fn show(&mut self, ui: &mut Ui, recipe: &Recipe, cx: &mut Cx<'_>) {
        let mut changed = recipe.clone();
        Frame::NONE.inner_margin(Margin { left: 16, right: 12, top: 8, bottom: 4 }).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.set_min_height(ROW);
                ui.label(RichText::new(cx.t.say("made.edit")).font(theme::strong(size::BODY)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let done = Button::new(RichText::new(cx.t.say("made.done")).color(cx.theme.on_accent)).fill(cx.theme.accent);
                    if ui.add(done).clicked() {
                        cx.emit(Command::Chart(ChartCommand::Close));
                    }
                });
            });
        });
        let made = cx.state.charts.workshop.of(recipe.id);
        ScrollArea::vertical().id_salt(("edit", recipe.id)).auto_shrink([false, false]).show(ui, |ui| {
            Frame::NONE.inner_margin(Margin { left: 16, right: 16, top: 4, bottom: 12 }).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(GRID, GRID);
                self.title(ui, &mut changed, made, cx);
                self.topics(ui, &mut changed, cx);
                if let Some(made) = made {
                    picks(ui, &mut changed, made, cx);
                    look(ui, &mut changed, made, cx);
                }
                ui.add_space(GAP);
                if ui.button(cx.t.say("made.delete")).clicked() {
                    cx.emit(Command::Chart(ChartCommand::Delete(recipe.id)));
                }
            });
        });
        if changed != *recipe {
            cx.emit(Command::Chart(ChartCommand::Set(Box::new(changed))));
        }
    }

    /// The title; what it is made of shows where the user has written none.
    fn title(&mut self, ui: &mut Ui, recipe: &mut Recipe, made: Option<&Made>, cx: &Cx<'_>) {
        heading(ui, cx.t.say("made.title"));
        let own = self.title.as_ref().filter(|(id, _)| *id == recipe.id);
        let mut words = own.map_or_else(|| recipe.title.clone().unwrap_or_default(), |(_, words)| words.clone());
        let hint = made.and_then(|made| made.chart.as_ref().ok()).map_or("", |chart| chart.title.as_str());
        let field = TextEdit::singleline(&mut words).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name(cx.t.say("made.title"));
        if response.changed() {
            self.title = Some((recipe.id, words));
        }
        if response.lost_focus()
            && let Some((_, words)) = self.title.take()
        {
            recipe.title = (!words.trim().is_empty()).then_some(words);
        }
    }

    /// What is measured: what was picked, then what can be.
    fn topics(&mut self, ui: &mut Ui, recipe: &mut Recipe, cx: &Cx<'_>) {
        heading(ui, cx.t.say("made.topics"));
        picked_topics(ui, recipe, cx);
        let search = TextEdit::singleline(&mut self.search).hint_text(cx.t.say("made.search")).desired_width(f32::INFINITY);
        ui.add(search).accessible_name(cx.t.say("made.search"));
        let words: Vec<&str> = self.search.split_whitespace().collect();
        let offered = Arc::clone(&cx.state.charts.workshop.topics);
        let found: Vec<&OfferedTopic> = offered
            .iter()
            .filter(|offered| words.iter().all(|word| offered.name.contains(word)) && !recipe.topics.contains(&offered.topic))
            .collect();
        let picked = Frame::NONE.stroke(Stroke::new(1.0, cx.theme.line)).fill(cx.theme.field).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if found.is_empty() {
                ui.add_space(GAP);
                ui.label(RichText::new(cx.t.say("made.none_found")).color(cx.theme.weak));
                ui.add_space(GAP);
            }
            let list = ScrollArea::vertical()
                .id_salt("topics")
                .max_height((ui.ctx().content_rect().height() / 4.0).clamp(*LIST.start(), *LIST.end()))
                .auto_shrink([false, true]);
            list.show_rows(ui, ROW, found.len(), |ui, rows| {
                let rows = found.get(rows).unwrap_or_default();
                rows.iter().filter(|offered| row(ui, offered, cx)).map(|offered| offered.topic.clone()).last()
            })
        });
        if let Some(topic) = picked.inner.inner {
            recipe.topics.push(topic);
        }
    }
}

/// What was picked, in the order in which it is drawn: dragged into another, or taken away.
fn picked_topics(ui: &mut Ui, recipe: &mut Recipe, cx: &Cx<'_>) {
    let (mut gone, mut moved) = (None, None);
    let count = recipe.topics.len();
    for (index, topic) in recipe.topics.iter().enumerate() {
        let name = topic.name();
        let (rect, ground) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let mut left = rect.left();
        // One alone has no order.
        if count > 1 {
            let grip = Rect::from_min_size(rect.min, vec2(2.0 * GAP, ROW));
            left = grip.right() + GRID;
            let row = grip::Row { ground: &ground, grip, place: (index, count), name: &cx.t.tell("made.drag_topic", &[("name", &name)]) };
            moved = grip::grip(ui, &row, cx.theme).or(moved);
        }
        let cross = Rect::from_min_max(pos2(rect.right() - ROW, rect.top()), rect.max);
        let cut = widgets::line(
            ui.painter(),
            pos2(left, rect.center().y),
            cross.left() - left - GRID,
            &name,
            theme::plain(size::BODY),
            cx.theme.text,
        );
        if cut {
            ground.on_hover_text(&name);
        }
        ui.scope_builder(egui::UiBuilder::new().max_rect(cross), |ui| {
            if icon::button(ui, Icon::Cross, &cx.t.tell("made.drop_topic", &[("name", &name)])).clicked() {
                gone = Some(index);
            }
        });
    }
    if let Some(index) = gone {
        recipe.topics.remove(index);
    } else if let Some((from, to)) = moved {
        let topic = recipe.topics.remove(from);
        recipe.topics.insert(to, topic);
    }
}

/// One thing that can be measured; whether it was picked.
fn row(ui: &mut Ui, offered: &OfferedTopic, cx: &Cx<'_>) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = cx.t.tell("made.add_topic", &[("name", &offered.name)]);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::ListItem, true, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, cx.theme.hover);
    }
    let count = offered.count.to_string();
    let at = pos2(rect.right() - GAP, rect.center().y);
    let told = ui.painter().text(at, Align2::RIGHT_CENTER, count, theme::plain(size::SMALL), cx.theme.weak);
    let place = pos2(rect.left() + GAP, rect.center().y);
    let ink = if offered.topic.indicator.category().is_some() { cx.theme.text } else { cx.theme.weak };
    let cut = widgets::line(ui.painter(), place, told.left() - place.x - GAP, &offered.name, theme::plain(size::BODY), ink);
    let clicked = response.clicked();
    if cut {
        response.on_hover_text(&offered.name);
    }
    clicked
}

fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(GAP);
    ui.label(RichText::new(words).font(theme::strong(size::SMALL)));
}

/// Places, periods, statuses: all of them, or some.
fn picks(ui: &mut Ui, recipe: &mut Recipe, made: &Made, cx: &Cx<'_>) {
    let all = cx.t.say("made.all");
    if made.offers.places.len() > 1 || !recipe.places.is_empty() {
        heading(ui, cx.t.say("made.places"));
        let mut places: Vec<(String, &str)> = made.offers.places.iter().map(|(place, name)| (place.clone(), name.as_str())).collect();
        let gone: Vec<String> = recipe.places.iter().filter(|place| places.iter().all(|(known, _)| known != *place)).cloned().collect();
        places.extend(gone.iter().map(|place| (place.clone(), place.as_str())));
        several(ui, &mut recipe.places, all, &places);
    }
    let mut offered = made.offers.periods.clone();
    offered.extend(recipe.periods.iter().filter(|period| !made.offers.periods.contains(period)));
    if !offered.is_empty() {
        heading(ui, cx.t.say("made.periods"));
        periods::show(ui, &mut recipe.periods, &offered, cx);
    }
    if made.offers.statuses.len() > 1 || !recipe.statuses.is_empty() {
        heading(ui, cx.t.say("field.status"));
        let statuses: Vec<(Status, &str)> = Status::ALL.into_iter().map(|status| (status, widgets::status_name(status, cx.t))).collect();
        several(ui, &mut recipe.statuses, cx.t.say("made.told"), &statuses);
    }
}

/// Some of a list, or, with none picked, what `all` says.
pub(super) fn several<T: Clone + PartialEq>(ui: &mut Ui, picked: &mut Vec<T>, all: &str, offered: &[(T, &str)]) {
    ui.horizontal_wrapped(|ui| {
        if ui.selectable_label(picked.is_empty(), all).clicked() {
            picked.clear();
        }
        for (item, name) in offered {
            let at = picked.iter().position(|known| known == item);
            if ui.selectable_label(at.is_some(), *name).clicked() {
                match at {
                    Some(at) => drop(picked.remove(at)),
                    None => picked.push(item.clone()),
                }
            }
        }
    });
}

/// How it is drawn.
fn look(ui: &mut Ui, recipe: &mut Recipe, made: &Made, cx: &Cx<'_>) {
    heading(ui, cx.t.say("made.across"));
    ui.horizontal_wrapped(|ui| {
        for across in Across::ALL {
            if ui.selectable_label(made.across == across, words::across(across, cx)).clicked() {
                recipe.across = Some(across);
                // The kind that suited the axis before need not suit this one.
                recipe.kind = None;
            }
        }
    });
    if !made.kinds.is_empty() {
        heading(ui, cx.t.say("made.kind"));
        let shown = made.chart.as_ref().map_or(recipe.kind, |chart| Some(chart.kind));
        ui.horizontal_wrapped(|ui| {
            for (kind, unfit) in &made.kinds {
                let button = Button::selectable(shown == Some(*kind), words::kind(*kind, cx));
                let response = ui.add_enabled(unfit.is_none(), button);
                if response.clicked() {
                    recipe.kind = Some(*kind);
                }
                if let Some(unfit) = unfit {
                    response.on_disabled_hover_text(words::unfit(*unfit, cx));
                }
            }
        });
    }
    let Ok(chart) = &made.chart else { return };
    ui.add_space(GAP);
    let t = cx.t;
    Grid::new("look").num_columns(2).spacing([MARGIN, GAP]).show(ui, |ui| {
        let units: Vec<Option<&String>> = std::iter::once(None).chain(made.offers.units.iter().map(Some)).collect();
        let mut unit = recipe.unit.as_ref();
        let automatic = format!("{}（{}）", t.say("made.automatic"), chart.unit);
        choice(ui, ("unit", t.say("field.unit"), units.len() > 2), &units, &mut unit, |unit| unit.unwrap_or(&automatic).clone());
        recipe.unit = unit.cloned();
        let decimals: Vec<Option<u32>> = std::iter::once(None).chain((0..=DECIMALS).map(Some)).collect();
        let automatic = format!("{}（{}）", t.say("made.automatic"), chart.decimals);
        choice(ui, ("decimals", t.say("made.decimals"), true), &decimals, &mut recipe.decimals, |decimals| {
            decimals.map_or_else(|| automatic.clone(), |n| n.to_string())
        });
        let free =
            words::is_sorted_by_hand(chart.kind) && !matches!(made.across, Across::Periods | Across::Months) && chart.units.is_empty();
        choice(ui, ("order", t.say("made.order"), free), &Order::ALL, &mut recipe.order, |order| words::order(order, cx).to_owned());
        let mut highlight = recipe.highlight.as_ref();
        let names: Vec<Option<&String>> = std::iter::once(None).chain(made.offers.highlights.iter().map(Some)).collect();
        let none = t.say("made.none");
        let standing = words::can_stand_out(chart);
        choice(ui, ("highlight", t.say("made.highlight"), standing), &names, &mut highlight, |name| {
            name.cloned().unwrap_or_else(|| none.to_owned())
        });
        recipe.highlight = highlight.cloned();
    });
    let crossed = made.offers.target.as_ref().filter(|_| matches!(chart.kind, ChartKind::Column | ChartKind::Line));
    let name = crossed.map_or_else(|| t.say("made.target").to_owned(), |line| line.label.clone());
    let response =
        ui.add_enabled(crossed.is_some(), egui::Checkbox::new(&mut recipe.target, t.tell("made.target_line", &[("name", &name)])));
    response.on_disabled_hover_text(t.say("made.no_target"));
}

/// One of a list, beside its name.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    (id, name, enabled): (&str, &str, bool),
    all: &[T],
    chosen: &mut T,
    words: impl Fn(T) -> String,
) {
    ui.label(name);
    ui.add_enabled_ui(enabled, |ui| {
        let combo = ComboBox::from_id_salt(id).selected_text(words(*chosen)).width(160.0).truncate();
        let combo = combo.show_ui(ui, |ui| {
            for one in all {
                widgets::choose(ui, chosen, *one, words(*one));
            }
        });
        combo.response.accessible_name(name);
    });
    ui.end_row();
}

/// What stands in the place of a chart that cannot be drawn: why, and how to part it where that helps.
pub(super) fn refused(ui: &mut Ui, made: &Made, frame: Rect, cx: &mut Cx<'_>) {
    let Err(refusal) = &made.chart else { return };
    ui.scope_builder(egui::UiBuilder::new().max_rect(frame), |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((frame.height() * 0.3).max(GAP));
            ui.label(RichText::new(words::refusal(refusal, cx)).font(theme::plain(size::TITLE)).color(cx.theme.weak));
            let parts = refusal.parts(&made.recipe).len();
            if parts > 1 {
                ui.add_space(GAP);
                if ui.button(cx.t.tell("made.part", &[("count", &parts.to_string())])).clicked() {
                    cx.emit(Command::Chart(ChartCommand::Part(made.recipe.id)));
                }
            }
        });
    });
}
