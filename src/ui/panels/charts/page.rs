//! The charts put on pages, at the foot of the view; the pages themselves are shown by the Deck view.

use crate::app::{ChartCommand, Command, View};
use crate::ui::theme::{self, GAP, RADIUS, ROW, size};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::{Cx, menu, widgets};
use eframe::egui::{self, Align, Frame, Layout, Margin, Panel, RichText, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Shows the page's charts and what can be done with the page.
pub fn strip(ui: &mut Ui, cx: &mut Cx<'_>) {
    let frame = Frame::NONE.fill(cx.theme.panel).inner_margin(Margin::symmetric(16, 8));
    Panel::bottom("page").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(ROW + GAP);
            let count = format!("{} {}", cx.t.say("charts.page"), cx.state.deck.len());
            ui.label(RichText::new(count).font(theme::strong(size::BODY)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button(cx.t.say("menu.print")).clicked() {
                    cx.emit(Command::Chart(ChartCommand::Print));
                }
                menu::export_menu(ui, cx);
                let any = !cx.state.deck.is_empty();
                if ui.add_enabled(any, egui::Button::new(cx.t.say("charts.preview"))).clicked() {
                    cx.emit(Command::SwitchView(View::Deck));
                }
                ui.add_space(GAP);
                // As high as a button: a scroll area takes all the height that it gets, and moves what stands beside it.
                let room = vec2(ui.available_width(), ui.spacing().interact_size.y);
                ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| chips(ui, cx));
            });
        });
    });
}

/// The charts on the page; a click shows one, the cross takes it off.
fn chips(ui: &mut Ui, cx: &mut Cx<'_>) {
    if cx.state.deck.is_empty() {
        ui.add(egui::Label::new(RichText::new(cx.t.say("charts.page_empty")).color(cx.theme.weak)).truncate());
        return;
    }
    let width = (ui.available_width() / cx.state.deck.len() as f32 - GAP).clamp(96.0, 220.0);
    // Many charts are scrolled through.
    egui::ScrollArea::horizontal().id_salt("chips").max_height(ROW).show(ui, |ui| {
        for (index, placed) in cx.state.deck.clone().into_iter().enumerate() {
            let chart = cx.state.charts.chart(&placed.chart);
            let title = placed.title.or_else(|| chart.as_ref().map(|c| c.title.clone())).unwrap_or_else(|| placed.chart.clone());
            let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &title));
            let fill = if response.hovered() || response.has_focus() { cx.theme.hover } else { cx.theme.field };
            ui.painter().rect(rect, RADIUS, fill, Stroke::new(1.0, cx.theme.line), egui::StrokeKind::Inside);
            let ink = if chart.is_some() { cx.theme.text } else { cx.theme.faint };
            let words = format!("{} {title}", index + 1);
            widgets::line(
                ui.painter(),
                pos2(rect.left() + GAP, rect.center().y),
                rect.width() - ROW - GAP,
                &words,
                theme::plain(size::SMALL),
                ink,
            );
            let cross = egui::Rect::from_min_max(pos2(rect.right() - ROW, rect.top()), rect.max);
            ui.scope_builder(egui::UiBuilder::new().max_rect(cross), |ui| {
                if icon::button(ui, Icon::Cross, &cx.t.tell("charts.take_off", &[("title", &title)])).clicked() {
                    cx.emit(Command::Chart(ChartCommand::Remove(index)));
                }
            });
            let response = response.on_hover_text(&title);
            if response.clicked() && chart.is_some() {
                cx.emit(Command::Chart(ChartCommand::Show(placed.chart)));
            }
        }
    });
}
