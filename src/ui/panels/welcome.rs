//! What an empty window shows: what to do first.

use crate::app::{Ask, Command};
use crate::ui::theme::{self, GAP, GRID, MARGIN, size};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::{Cx, widgets};
use eframe::egui::{self, Align, CentralPanel, Frame, Layout, RichText, Sense, Stroke, Ui, WidgetInfo, vec2};

/// Width of the column.
const WIDTH: f32 = 560.0;

/// Shows the page.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    CentralPanel::no_frame().frame(Frame::NONE.fill(cx.theme.paper)).show(ui, |ui| {
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let height = 440.0;
            ui.add_space(((ui.available_height() - height) * 0.4).max(MARGIN));
            let side = ((ui.available_width() - WIDTH) / 2.0).max(MARGIN);
            ui.horizontal(|ui| {
                ui.add_space(side);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.set_max_width(WIDTH.min(ui.available_width() - MARGIN));
                    column(ui, cx);
                });
            });
        });
    });
}

fn column(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.label(RichText::new(cx.t.say("welcome.title")).font(theme::strong(size::LARGE)).color(cx.theme.text));
    ui.add_space(GRID);
    ui.label(RichText::new(cx.t.say("welcome.line")).color(cx.theme.weak));
    ui.add_space(1.5 * MARGIN);
    drop_target(ui, cx);
    ui.add_space(MARGIN);
    ui.horizontal(|ui| {
        let primary =
            egui::Button::new(RichText::new(cx.t.say("menu.open")).color(cx.theme.on_accent)).fill(cx.theme.accent).stroke(Stroke::NONE);
        if ui.add(primary).clicked() {
            cx.emit(Command::Ask(Ask::Files));
        }
        if ui.button(cx.t.say("menu.open_folder")).clicked() {
            cx.emit(Command::Ask(Ask::Folder));
        }
        if ui.button(cx.t.say("menu.open_samples")).clicked() {
            cx.emit(Command::OpenSamples);
        }
    });
    if !cx.state.settings.recent.is_empty() {
        ui.add_space(1.5 * MARGIN);
        ui.label(RichText::new(cx.t.say("menu.recent")).font(theme::strong(size::BODY)).color(cx.theme.weak));
        ui.add_space(GRID);
        for path in &cx.state.settings.recent {
            ui.horizontal(|ui| {
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                if ui.link(name).clicked() {
                    cx.commands.push(Command::OpenProject(path.clone()));
                }
                let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
                ui.label(RichText::new(folder).small().color(cx.theme.faint));
                if icon::button(ui, Icon::Cross, cx.t.say("welcome.forget")).clicked() {
                    cx.commands.push(Command::ForgetProject(path.clone()));
                }
            });
        }
    }
}

/// A field that says that files may be dropped (anywhere), and opens the dialog when clicked.
fn drop_target(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 132.0), Sense::click());
    let hover = response.hovered() || response.has_focus();
    let ink = if hover { cx.theme.accent } else { cx.theme.line };
    if hover {
        ui.painter().rect_filled(rect, 2.0 * GRID, cx.theme.accent_soft.gamma_multiply(0.4));
    }
    let r = rect.shrink(1.0);
    let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
    ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(1.5, ink), 6.0, 4.0));
    let centre = rect.center();
    ui.painter().text(
        centre - vec2(0.0, GAP),
        egui::Align2::CENTER_BOTTOM,
        cx.t.say("welcome.drop"),
        theme::strong(size::TITLE),
        if hover { cx.theme.accent } else { cx.theme.text },
    );
    widgets::centred(ui.painter(), centre + vec2(0.0, GRID), rect.width() - 2.0 * MARGIN, cx.t.say("welcome.formats"), cx.theme.weak);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, cx.t.say("welcome.drop")));
    if response.clicked() {
        cx.emit(Command::Ask(Ask::Files));
    }
}
