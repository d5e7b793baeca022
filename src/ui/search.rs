//! 查: a line to write in and what was found of it in every report; a click leads there.

use super::theme::{self, GAP, GRID, ROW};
use super::{Cx, keys, menu, widgets};
use crate::app::Command;
use crate::indicator::Place;
use crate::library::search::Hit;
use eframe::egui::{self, Align, Layout, RichText, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

/// What the sheet remembers.
#[derive(Default)]
pub struct SearchSheet {
    typed: String,
    fresh: bool,
}

impl SearchSheet {
    /// Opens the sheet with what was last typed.
    pub fn open(&mut self, cx: &mut Cx<'_>) {
        self.fresh = true;
        cx.emit(Command::Search(Some(self.typed.clone())));
    }

    /// Shows the sheet while a search is open.
    pub(super) fn show(&mut self, ctx: &egui::Context, cx: &mut Cx<'_>) {
        let Some(search) = &cx.state.search else { return };
        let response = egui::Modal::new(egui::Id::unique("search")).frame(menu::sheet_frame(ctx)).show(ctx, |ui| {
            let screen = ui.ctx().content_rect();
            ui.set_width((screen.width() - 160.0).clamp(360.0, 720.0));
            let label = ui.label(RichText::new(cx.t.say("search.title")).font(theme::strong(theme::size::TITLE)));
            ui.add_space(GRID);
            let edit = TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY).hint_text(cx.t.say("search.hint"));
            let line = ui.add(edit.margin(egui::Margin::symmetric(8, 6))).labelled_by(label.id);
            if std::mem::take(&mut self.fresh) {
                line.request_focus();
            }
            if line.changed() {
                cx.commands.push(Command::Search(Some(self.typed.clone())));
            }
            ui.add_space(GAP);
            let count = search.hits.len().to_string();
            let state = match &search.done {
                _ if search.words.trim().is_empty() => String::new(),
                None => cx.t.say("search.running").to_owned(),
                Some(_) if search.hits.is_empty() => cx.t.say("search.none").to_owned(),
                Some(_) if search.more => cx.t.tell("search.more", &[("count", &count)]),
                Some(_) => cx.t.tell("search.count", &[("count", &count)]),
            };
            ui.label(RichText::new(state).small().color(cx.theme.weak));
            let height = (screen.height() - 280.0).max(120.0);
            let hits = std::sync::Arc::clone(&search.hits);
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, false]).show_rows(
                ui,
                ROW + GRID,
                hits.len(),
                |ui, range| {
                    for hit in hits.get(range).unwrap_or_default() {
                        row(ui, hit, &search.words, cx);
                    }
                },
            );
            ui.add_space(GAP);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.button(cx.t.say("button.close")).clicked()).inner
        });
        if response.inner || response.should_close() || keys::escape(ctx) {
            cx.emit(Command::Search(None));
        }
    }
}

/// One hit: the words in their surroundings at the left, the report at the right.
fn row(ui: &mut Ui, hit: &Hit, words: &str, cx: &mut Cx<'_>) {
    let Some(report) = cx.state.library.report(hit.report) else { return };
    let title = report.title().split_whitespace().collect::<Vec<_>>().join(" ");
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + GRID), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Link, true, format!("{} · {title}", hit.excerpt)));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, theme::RADIUS, cx.theme.hover);
    }
    let mut left = rect.left() + GAP;
    if let Some((_, o)) = hit.observation().and_then(|at| cx.state.library.observation(at)) {
        widgets::category_mark(ui.painter(), egui::pos2(left + GRID, rect.center().y), o.indicator.category(), cx.theme);
        left += 4.0 * GRID;
    }
    let split = rect.left() + rect.width() * 0.62;
    let mut job = egui::text::LayoutJob::default();
    let format = |ink, strong| egui::TextFormat {
        font_id: if strong { theme::strong(theme::size::BODY) } else { theme::plain(theme::size::BODY) },
        color: ink,
        ..egui::TextFormat::default()
    };
    let words = words.trim();
    // The words are first looked for where a long line would be cut.
    match hit.excerpt.split_once(words).filter(|_| !words.is_empty()) {
        Some((before, after)) => {
            job.append(before, 0.0, format(cx.theme.text, false));
            job.append(words, 0.0, format(cx.theme.accent, true));
            job.append(after, 0.0, format(cx.theme.text, false));
        }
        None => job.append(&hit.excerpt, 0.0, format(cx.theme.text, false)),
    }
    job.wrap = egui::text::TextWrapping::truncate_at_width((split - left - GAP).max(1.0));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(egui::pos2(left, rect.center().y - galley.size().y / 2.0), galley, cx.theme.text);
    let at = egui::pos2(split, rect.center().y);
    widgets::line(ui.painter(), at, rect.right() - split - GAP, &title, theme::plain(theme::size::SMALL), cx.theme.weak);
    if response.clicked() {
        match (hit.observation(), hit.place) {
            (Some(at), _) => cx.emit(Command::GoTo(at)),
            (None, Place::Text(span)) => cx.emit(Command::GoToWords(hit.report, span)),
            (None, Place::Cell(at)) => cx.emit(Command::GoToCell(hit.report, at)),
        }
        cx.emit(Command::Search(None));
    }
}
