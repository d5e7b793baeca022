//! Running jobs and messages, in a strip at the foot of the window.

use crate::app::{Command, Level};
use crate::ui::Cx;
use crate::ui::theme::{self, GAP, GRID};
use crate::ui::widgets::icon::{self, Icon};
use eframe::egui::{self, Align, Frame, Layout, Margin, Panel, ScrollArea, Sense, Ui, vec2};

/// Shows the strip while there is something to say.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    jobs(ui, cx);
    if cx.state.messages.is_empty() {
        return;
    }
    let frame = Frame::NONE.fill(cx.theme.field).inner_margin(Margin::symmetric(12, 6));
    Panel::bottom("messages").frame(frame).show(ui, |ui| {
        ScrollArea::vertical().max_height(112.0).auto_shrink([false, true]).stick_to_bottom(true).show(ui, |ui| {
            let many = cx.state.messages.len() > 1;
            for (index, message) in cx.state.messages.iter().enumerate() {
                ui.horizontal(|ui| {
                    let ink = match message.level {
                        Level::Info => cx.theme.good,
                        Level::Warning => cx.theme.warning,
                        Level::Error => cx.theme.error,
                    };
                    let (rect, _) = ui.allocate_exact_size(vec2(GAP, theme::ROW), Sense::hover());
                    ui.painter().circle_filled(rect.center(), GRID - 0.5, ink);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        if icon::button(ui, Icon::Cross, cx.t.say("messages.dismiss")).clicked() {
                            cx.commands.push(Command::Dismiss(index));
                        }
                        if many && index == 0 && ui.small_button(cx.t.say("messages.dismiss_all")).clicked() {
                            cx.commands.push(Command::DismissAll);
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            ui.add(egui::Label::new(message.text(cx.t)).wrap());
                        });
                    });
                });
            }
        });
    });
}

fn jobs(ui: &mut Ui, cx: &mut Cx<'_>) {
    let running = cx.state.jobs.running();
    if running.is_empty() {
        return;
    }
    // A job that is over in a moment needs no bar; look again when it may have become long.
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    if !running.iter().any(crate::app::Job::is_long) {
        return;
    }
    let frame = Frame::NONE.fill(cx.theme.field).inner_margin(Margin::symmetric(12, 6));
    Panel::bottom("jobs").frame(frame).show(ui, |ui| {
        for job in running.iter().filter(|job| job.is_long()) {
            ui.horizontal(|ui| {
                ui.label(cx.t.say(job.title));
                let (done, total) = job.progress.steps();
                #[expect(clippy::cast_precision_loss, reason = "a part of a bar")]
                let part = if total == 0 { 0.0 } else { done as f32 / total as f32 };
                let text = if total > 0 { format!("{done} / {total}") } else { String::new() };
                let bar = egui::ProgressBar::new(part).desired_width(240.0).desired_height(GAP).fill(cx.theme.accent);
                ui.add(bar);
                ui.label(egui::RichText::new(text).color(cx.theme.weak));
                if ui.button(cx.t.say("button.cancel")).clicked() {
                    cx.commands.push(Command::Cancel(job.id));
                }
            });
        }
    });
}
