//! The bar at the top: menus at the left, views in the middle of the eye's way, theme and settings at the right.

use super::shell::Panels;
use super::theme::{self, GAP, GRID, MARGIN, ROW};
use super::widgets::icon::{self, Icon};
use super::{Cx, keys};
use crate::app::comparing::Choice;
use crate::app::{Ask, ChartCommand, Command, ReviewCommand, Step, Theme, View, Which};
use crate::export::Takes;
use crate::library::ReportId;
use eframe::egui::{
    self, Align, Align2, Frame, Layout, Margin, MenuBar, Panel, Response, Sense, Stroke, Ui, ViewportCommand, WidgetInfo, vec2,
};

/// Shows the bar.
pub(super) fn bar(ui: &mut Ui, panels: &mut Panels, cx: &mut Cx<'_>) {
    let frame = Frame::NONE.fill(cx.theme.panel).inner_margin(Margin::symmetric(12, 6));
    Panel::top("bar").frame(frame).show(ui, |ui| {
        MenuBar::new().ui(ui, |ui| {
            ui.set_min_height(ROW + GRID);
            ui.spacing_mut().button_padding.x = GAP;
            file_menu(ui, cx);
            edit_menu(ui, panels, cx);
            view_menu(ui, cx);
            help_menu(ui, panels, cx);
            ui.add_space(MARGIN);
            if !cx.state.library.reports().is_empty() {
                for view in View::ALL {
                    let name = view_name(view, cx);
                    if tab(ui, name, cx.state.view == view, cx).clicked() {
                        cx.emit(Command::SwitchView(view));
                    }
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon::button(ui, Icon::Sliders, cx.t.say("menu.settings")).clicked() {
                    panels.settings_open = true;
                }
                let (name, other) = match cx.state.settings.theme {
                    Theme::Light => (cx.t.say("settings.to_dark"), Theme::Dark),
                    Theme::Dark => (cx.t.say("settings.to_light"), Theme::Light),
                };
                if icon::button(ui, Icon::Contrast, name).clicked() {
                    cx.emit(Command::SetTheme(other));
                }
                project_name(ui, cx);
            });
        });
    });
}

/// The name of a view as on its tab.
pub(super) fn view_name(view: View, cx: &Cx<'_>) -> &'static str {
    match view {
        View::Read => cx.t.say("view.read"),
        View::Indicators => cx.t.say("view.indicators"),
        View::Compare => cx.t.say("view.compare"),
        View::Charts => cx.t.say("view.charts"),
        View::Deck => cx.t.say("view.deck"),
    }
}

fn tab(ui: &mut Ui, name: &'static str, selected: bool, cx: &Cx<'_>) -> Response {
    let font = if selected { theme::strong(theme::size::BODY) } else { theme::plain(theme::size::BODY) };
    // As wide as its bold form, so that nothing moves when it is chosen.
    let width = ui.painter().layout_no_wrap(name.to_owned(), theme::strong(theme::size::BODY), cx.theme.text).size().x;
    let (rect, response) = ui.allocate_exact_size(vec2(width + 2.0 * GAP + GAP, ROW + GRID), Sense::click());
    let ink = if selected { cx.theme.accent } else { cx.theme.text };
    if response.hovered() && !selected {
        ui.painter().rect_filled(rect, theme::RADIUS, cx.theme.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, theme::RADIUS, Stroke::new(1.0, cx.theme.accent), egui::StrokeKind::Inside);
    }
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, name, font, ink);
    if selected {
        let foot = rect.bottom() - 1.0;
        ui.painter().hline(rect.shrink2(vec2(GAP, 0.0)).x_range(), foot, Stroke::new(2.0, cx.theme.accent));
    }
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::Tab, true, selected, name));
    response
}

fn project_name(ui: &mut Ui, cx: &Cx<'_>) {
    let Some(name) = cx.state.project.as_deref().and_then(std::path::Path::file_stem) else { return };
    let mark = if cx.state.unsaved { " •" } else { "" };
    let text = format!("{}{mark}", name.to_string_lossy());
    ui.label(egui::RichText::new(text).color(cx.theme.weak));
}

fn item(ui: &mut Ui, text: &str, shortcut: &str) -> bool {
    ui.add(egui::Button::new(text).shortcut_text(shortcut)).clicked()
}

fn file_menu(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.menu_button(cx.t.say("menu.file"), |ui| {
        if item(ui, cx.t.say("menu.open"), "Ctrl+O") {
            cx.emit(Command::Ask(Ask::Files));
        }
        if item(ui, cx.t.say("menu.open_folder"), "Ctrl+Shift+O") {
            cx.emit(Command::Ask(Ask::Folder));
        }
        if item(ui, cx.t.say("menu.open_samples"), "") {
            cx.emit(Command::OpenSamples);
        }
        ui.separator();
        if item(ui, cx.t.say("menu.open_project"), "") {
            cx.emit(Command::Ask(Ask::Project));
        }
        let recent = &cx.state.settings.recent;
        ui.add_enabled_ui(!recent.is_empty(), |ui| {
            ui.menu_button(cx.t.say("menu.recent"), |ui| {
                for path in recent {
                    let name = path.file_stem().unwrap_or_default().to_string_lossy();
                    if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                        cx.commands.push(Command::OpenProject(path.clone()));
                    }
                }
            });
        });
        let any = !cx.state.library.reports().is_empty();
        ui.add_enabled_ui(any, |ui| {
            if item(ui, cx.t.say("menu.save_project"), "Ctrl+S") {
                cx.emit(Command::SaveProject);
            }
            if item(ui, cx.t.say("menu.save_project_as"), "Ctrl+Shift+S") {
                cx.emit(Command::Ask(Ask::SaveProject));
            }
            ui.separator();
            export_menu(ui, cx);
            figures_menu(ui, cx.t.say("menu.export_figures"), Which::All, cx);
            if item(ui, cx.t.say("menu.print"), "Ctrl+P") {
                cx.emit(Command::Chart(ChartCommand::Print));
            }
        });
        ui.separator();
        if item(ui, cx.t.say("menu.quit"), "Ctrl+Q") {
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
    });
}

/// Undo and redo by the names of their steps, and the decisions about the selected figure.
fn edit_menu(ui: &mut Ui, panels: &mut Panels, cx: &mut Cx<'_>) {
    ui.menu_button(cx.t.say("menu.edit"), |ui| {
        ui.set_min_width(240.0);
        let history = &cx.state.history;
        let named = |step: Option<&crate::app::Message>, key: &str, plain: &'static str| {
            step.map_or_else(|| plain.to_owned(), |step| cx.t.tell(key, &[("step", &step.text(cx.t))]))
        };
        let undo = named(history.undo_name(), "menu.undo_step", cx.t.say("menu.undo"));
        let redo = named(history.redo_name(), "menu.redo_step", cx.t.say("menu.redo"));
        let (any_undo, any_redo) = (history.undo_name().is_some(), history.redo_name().is_some());
        ui.add_enabled_ui(any_undo, |ui| {
            if item(ui, &undo, "Ctrl+Z") {
                cx.emit(Command::Undo);
            }
        });
        ui.add_enabled_ui(any_redo, |ui| {
            if item(ui, &redo, "Ctrl+Y") {
                cx.emit(Command::Redo);
            }
        });
        ui.add_enabled_ui(!cx.state.library.reports().is_empty(), |ui| {
            if item(ui, cx.t.say("menu.search"), "Ctrl+F") {
                panels.search.open(cx);
            }
        });
        ui.separator();
        let reading = cx.state.view == View::Read && cx.state.report.is_some();
        ui.add_enabled_ui(reading, |ui| {
            if item(ui, cx.t.say("keys.next"), "N") {
                cx.emit(Command::Walk(Step::Next));
            }
            if item(ui, cx.t.say("keys.previous"), "P") {
                cx.emit(Command::Walk(Step::Previous));
            }
            if item(ui, cx.t.say("review.next_doubtful"), "D") {
                cx.emit(Command::Walk(Step::Doubtful));
            }
            if item(ui, cx.t.say("review.add"), "A") {
                panels.read.add_figure(cx);
            }
        });
        let selected = cx.state.selection.filter(|_| reading);
        ui.add_enabled_ui(selected.is_some(), |ui| {
            let decide = [
                (cx.t.say("review.confirm"), "Enter", selected.map(ReviewCommand::Confirm)),
                (cx.t.say("review.discard"), "Delete", selected.map(ReviewCommand::Discard)),
            ];
            for (name, key, command) in decide {
                if item(ui, name, key) {
                    cx.commands.extend(command.map(Command::Review));
                }
            }
            if item(ui, cx.t.say("review.correct"), "E") {
                panels.read.review.correct(cx);
            }
        });
    });
}

/// The formats that pages can be written in.
pub(super) fn export_menu(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.menu_button(cx.t.say("menu.export"), |ui| {
        for exporter in crate::export::REGISTRY.iter().filter(|e| e.takes() != Takes::Figures) {
            if ui.button(cx.t.tell(&format!("export.{}", exporter.id()), &[])).clicked() {
                cx.emit(match exporter.has_dots() {
                    true => Command::Chart(ChartCommand::AskPicture(Some(exporter.id()))),
                    false => Command::Ask(Ask::Export(exporter.id())),
                });
            }
        }
    });
}

/// The formats that figures can be listed in.
pub(super) fn figures_menu(ui: &mut Ui, words: &str, which: Which, cx: &mut Cx<'_>) {
    ui.menu_button(words, |ui| {
        for exporter in crate::export::REGISTRY.iter().filter(|e| e.takes() == Takes::Figures) {
            if ui.button(cx.t.tell(&format!("export.{}", exporter.id()), &[])).clicked() {
                cx.emit(Command::Ask(Ask::ExportFigures(exporter.id(), which)));
            }
        }
    });
}

fn view_menu(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.menu_button(cx.t.say("menu.view"), |ui| {
        let any = !cx.state.library.reports().is_empty();
        for (view, key) in View::ALL.into_iter().zip(["1", "2", "3", "4", "5"]) {
            ui.add_enabled_ui(any, |ui| {
                if item(ui, view_name(view, cx), key) {
                    cx.emit(Command::SwitchView(view));
                }
            });
        }
        ui.separator();
        let size = cx.state.settings.text_size;
        if item(ui, cx.t.say("menu.larger"), "Ctrl+=") {
            cx.emit(Command::SetTextSize(size + 1.0));
        }
        if item(ui, cx.t.say("menu.smaller"), "Ctrl+-") {
            cx.emit(Command::SetTextSize(size - 1.0));
        }
    });
}

fn help_menu(ui: &mut Ui, panels: &mut Panels, cx: &Cx<'_>) {
    ui.menu_button(cx.t.say("menu.help"), |ui| {
        if item(ui, cx.t.say("menu.keys"), "F1") {
            panels.keys_open = true;
        }
    });
}

/// What can be done with a report, as a context menu.
pub(super) fn report_menu(ui: &mut Ui, id: ReportId, cx: &mut Cx<'_>) {
    if ui.button(cx.t.say("library.read")).clicked() {
        cx.emit(Command::SelectReport(id));
    }
    if cx.state.library.reports().len() > 1 && ui.button(cx.t.say("compare.this")).clicked() {
        cx.emit(Command::SetComparison(Choice { reports: [None, Some(id)], ..Choice::default() }));
        cx.emit(Command::SwitchView(View::Compare));
    }
    if ui.button(cx.t.say("library.remove")).clicked() {
        cx.emit(Command::RemoveReport(id));
    }
}

/// A sheet over the window with a title and a way out; gives false when it was closed.
pub(super) fn sheet(ctx: &egui::Context, name: &'static str, title: &str, close: &str, contents: impl FnOnce(&mut Ui)) -> bool {
    let response = egui::Modal::new(egui::Id::unique(name)).frame(sheet_frame(ctx)).show(ctx, |ui| {
        ui.set_width(420.0);
        ui.label(egui::RichText::new(title).font(theme::strong(theme::size::TITLE)));
        ui.add_space(GAP);
        contents(ui);
        ui.add_space(MARGIN);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.button(close).clicked()).inner
    });
    !(response.inner || response.should_close() || keys::escape(ctx))
}

/// The ground of a sheet.
pub(super) fn sheet_frame(ctx: &egui::Context) -> Frame {
    Frame::popup(&ctx.global_style()).inner_margin(Margin::same(20)).corner_radius(2 * theme::RADIUS)
}
