//! The tree of headings. Follows the source, and leads it.

use super::select;
use crate::app::{Command, ReviewCommand};
use crate::library::{Report, ReportId};
use crate::ui::panels::library::header;
use crate::ui::theme::{self, GAP, GRID, MARGIN, ROW, size};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::{Cx, widgets};
use eframe::egui::{self, Key, KeyboardShortcut, Modifiers, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::collections::HashSet;

/// How far a level is moved in.
const INDENT: f32 = 4.0 * GRID;

/// What the list remembers: what is folded, and what was in view.
#[derive(Default)]
pub struct OutlineList {
    report: Option<ReportId>,
    /// The library's revision that the list is of.
    revision: u64,
    folded: HashSet<usize>,
    current: Option<usize>,
    /// The headings shown, with their depth.
    rows: Vec<(usize, usize)>,
    /// Whether a heading has children.
    parents: HashSet<usize>,
    /// Figures in each heading's own section, without its children's.
    figures: Vec<usize>,
    /// How far the list was scrolled in the last frame, and how high it was.
    view: Option<(f32, f32)>,
    /// The heading that has the keyboard, and its row.
    focus: Option<(usize, egui::Id)>,
    /// The heading that is to have it, once its row is in view.
    wanted: Option<usize>,
    /// The heading that has it again once a form about it is closed.
    back: Option<usize>,
}

/// What a key asked for that takes a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing.
    None,
    /// Nothing, until the row that is to have the keyboard is in view.
    Wait,
    /// To split the heading with this index.
    Split(usize),
    /// To make a heading of words below the one with this index.
    Add(usize),
}

impl OutlineList {
    /// Shows the headings; `current` is the one in view.
    pub fn show(&mut self, ui: &mut Ui, report: &Report, current: Option<usize>, cx: &mut Cx<'_>) {
        if self.report != Some(report.id()) {
            *self = Self { report: Some(report.id()), ..Self::default() };
            self.renew(report);
        } else if self.revision != cx.state.revision {
            self.renew(report);
        }
        self.revision = cx.state.revision;
        header(ui, cx.t.say("outline.title"), &report.outline.headings.len().to_string(), cx);
        if report.outline.headings.is_empty() {
            widgets::empty(ui, cx.t.say("outline.none"), "", cx.theme);
            return;
        }
        let shown = current.map(|index| self.unfolded(report, index));
        let moved = self.current != shown;
        self.current = shown;
        let mut area = ScrollArea::vertical().id_salt("outline").auto_shrink([false, false]);
        let lead = self.wanted.or(shown.filter(|_| moved));
        if let Some(row) = lead.and_then(|index| self.rows.iter().position(|r| r.0 == index)) {
            area = self.keep_in_view(area, row);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let rows = std::mem::take(&mut self.rows);
        let output = area.show_rows(ui, ROW, rows.len(), |ui, range| {
            for &(index, depth) in rows.get(range).unwrap_or_default() {
                self.row(ui, report, index, depth, shown == Some(index), cx);
            }
        });
        self.view = Some((output.state.clamped_offset().y, output.inner_rect.height()));
        if self.rows.is_empty() {
            self.rows = rows;
        }
    }

    /// Brings the keyboard to the heading in view.
    pub fn enter(&mut self) {
        self.wanted = self.current.or(self.rows.first().map(|row| row.0));
    }

    /// Takes the keys of the heading that has the keyboard; `None` where none has it. Arrows walk and fold, with Shift they change
    /// the level, M merges, S splits, A adds, Delete removes, Escape lets go.
    pub fn keys(&mut self, ctx: &egui::Context, report: &Report, cx: &mut Cx<'_>) -> Option<Wish> {
        let Some((index, id)) = self.focus else { return self.wanted.map(|_| Wish::Wait) };
        if ctx.memory(|memory| memory.focused()) != Some(id) {
            self.focus = None;
            // On its way to a row that is not in view yet.
            return self.wanted.map(|_| Wish::Wait);
        }
        let heading = report.outline.headings.get(index)?;
        let (report_id, level) = (report.id(), heading.level);
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)));
        let mut review = |command| cx.commands.push(Command::Review(command));
        // The longer combinations first: a shortcut also matches with more modifiers held.
        if pressed(Modifiers::SHIFT, Key::ArrowLeft) {
            review(ReviewCommand::Relevel(report_id, index, level.saturating_sub(1)));
        }
        if pressed(Modifiers::SHIFT, Key::ArrowRight) {
            review(ReviewCommand::Relevel(report_id, index, level + 1));
        }
        if pressed(Modifiers::NONE, Key::M) {
            review(ReviewCommand::MergeHeading(report_id, index));
        }
        if pressed(Modifiers::NONE, Key::Delete) {
            review(ReviewCommand::RemoveHeading(report_id, index));
        }
        let fold = [(Key::ArrowLeft, true), (Key::ArrowRight, false)];
        if let Some((_, folds)) = fold.into_iter().find(|(key, _)| pressed(Modifiers::NONE, *key)) {
            self.set_folded(report, index, folds && self.parents.contains(&index));
        }
        let row = self.rows.iter().position(|row| row.0 == index)?;
        let step = [(Key::ArrowUp, row.checked_sub(1)), (Key::ArrowDown, Some(row + 1))];
        let step = step.into_iter().find(|(key, _)| pressed(Modifiers::NONE, *key));
        if let Some(&(next, _)) = step.and_then(|(_, row)| self.rows.get(row?)) {
            self.wanted = Some(next);
            cx.emit(Command::SelectHeading(report_id, next));
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
        }
        let wish = [(Key::S, Wish::Split(index)), (Key::A, Wish::Add(index))];
        let wish = wish.into_iter().find(|(key, _)| pressed(Modifiers::NONE, *key)).map(|(_, wish)| wish);
        self.back = wish.map(|_| index).or(self.back);
        Some(wish.unwrap_or(Wish::None))
    }

    /// Brings the keyboard back to the heading that a form was about: it is closed.
    pub fn come_back(&mut self) {
        self.wanted = self.back.take().or(self.wanted);
    }

    fn set_folded(&mut self, report: &Report, index: usize, folded: bool) {
        let changed = if folded { self.folded.insert(index) } else { self.folded.remove(&index) };
        if changed {
            self.list(report);
        }
    }

    /// Counts and lists the headings anew.
    fn renew(&mut self, report: &Report) {
        self.figures = vec![0; report.outline.headings.len()];
        for heading in report.observations.iter().filter_map(|o| o.heading) {
            if let Some(count) = self.figures.get_mut(heading as usize) {
                *count += 1;
            }
        }
        self.parents = report.outline.headings.iter().filter_map(|h| h.parent).collect();
        self.list(report);
    }

    fn list(&mut self, report: &Report) {
        self.rows.clear();
        let mut depths: Vec<Option<usize>> = Vec::with_capacity(report.outline.headings.len());
        for (index, heading) in report.outline.headings.iter().enumerate() {
            // A heading under a folded one is hidden, and so is all below it.
            let depth = match heading.parent {
                None => Some(0),
                Some(parent) if self.folded.contains(&parent) => None,
                Some(parent) => depths.get(parent).copied().flatten().map(|depth| depth + 1),
            };
            depths.push(depth);
            if let Some(depth) = depth {
                self.rows.push((index, depth));
            }
        }
    }

    /// The heading itself, or the one above it that is in the list.
    fn unfolded(&self, report: &Report, index: usize) -> usize {
        let (mut shown, mut at) = (index, Some(index));
        while let Some(i) = at {
            if self.folded.contains(&i) {
                shown = i;
            }
            at = report.outline.headings.get(i).and_then(|h| h.parent);
        }
        shown
    }

    fn keep_in_view(&self, area: ScrollArea, row: usize) -> ScrollArea {
        let Some((offset, height)) = self.view else { return area };
        #[expect(clippy::cast_precision_loss, reason = "a row's place on the screen")]
        let top = row as f32 * ROW;
        if top < offset + ROW || top + 2.0 * ROW > offset + height {
            return area.vertical_scroll_offset((top - height * 0.4).max(0.0));
        }
        area
    }

    fn row(&mut self, ui: &mut Ui, report: &Report, index: usize, depth: usize, current: bool, cx: &mut Cx<'_>) {
        let Some(heading) = report.outline.headings.get(index) else { return };
        let text = &report.document.text;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let (marker, title) = (heading.marker.of(text).trim(), heading.title.of(text).trim());
        // Merged headings may have a line end between them.
        let words = format!("{marker}{title}").replace('\n', " ");
        response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::TreeItem, true, current, &words));
        self.take_focus(ui, index, &response);
        let painter = ui.painter();
        if current {
            painter.rect_filled(rect, 0.0, cx.theme.accent_soft);
            painter.rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0.0, cx.theme.accent);
        } else if response.hovered() || response.has_focus() {
            painter.rect_filled(rect, 0.0, cx.theme.hover);
        }
        if response.has_focus() {
            painter.rect_stroke(rect.shrink(1.0), 2.0, Stroke::new(1.0, cx.theme.accent), egui::StrokeKind::Inside);
        }
        #[expect(clippy::cast_precision_loss, reason = "a depth of a few levels")]
        let left = rect.left() + MARGIN + INDENT * (depth.min(6) as f32) + 2.0 * GRID;
        let font =
            if depth == 0 { theme::strong(size::BODY) } else { theme::plain(if depth == 1 { size::BODY } else { size::BODY - 1.0 }) };
        let ink = if depth > 1 && !current { cx.theme.weak } else { cx.theme.text };
        let mut right = rect.right() - 3.0 * GRID;
        let count = self.figures.get(index).copied().unwrap_or(0);
        if count > 0 {
            let font = theme::plain(size::SMALL);
            right = widgets::line_right(painter, pos2(right, rect.center().y), &count.to_string(), font, cx.theme.faint).left() - GAP;
        }
        let mut start = left;
        if heading.repaired {
            start = repaired_mark(painter, pos2(left, rect.center().y), heading.number, cx) + GRID;
        }
        if report.review.headings.contains_key(&index) {
            painter.circle_filled(pos2(rect.left() + GRID + 3.0, rect.center().y), 3.0, cx.theme.accent);
        }
        widgets::line(painter, pos2(start, rect.center().y), right - start, &words, font, ink);
        let hover = if heading.repaired { format!("{words}\n{}", cx.t.say("outline.repaired")) } else { words };
        let response = response.on_hover_text_at_pointer(hover);
        if self.parents.contains(&index) {
            self.fold(ui, report, index, pos2(left - 2.0 * GRID - 2.0, rect.center().y), cx);
        }
        response.context_menu(|ui| select::heading_menu(ui, report, index, cx));
        if response.clicked() {
            cx.emit(Command::SelectHeading(report.id(), index));
        }
    }

    /// Notes which row has the keyboard. Arrows are its own then: egui's way with them leads out of the list.
    fn take_focus(&mut self, ui: &Ui, index: usize, response: &egui::Response) {
        if self.wanted == Some(index) {
            self.wanted = None;
            response.request_focus();
        }
        if response.has_focus() {
            self.focus = Some((index, response.id));
            let own = egui::EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, own));
        }
    }

    /// The triangle that folds and unfolds.
    fn fold(&mut self, ui: &Ui, report: &Report, index: usize, at: egui::Pos2, cx: &Cx<'_>) {
        let folded = self.folded.contains(&index);
        let response = ui.interact(Rect::from_center_size(at, vec2(18.0, ROW)), ui.scope_id().with(("fold", index)), Sense::click());
        let name = if folded { cx.t.say("outline.unfold") } else { cx.t.say("outline.fold") };
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
        let ink = if response.hovered() { cx.theme.accent } else { cx.theme.faint };
        icon::paint(ui.painter(), if folded { Icon::Right } else { Icon::Down }, at, ink);
        if response.clicked() {
            self.set_folded(report, index, !folded);
        }
    }
}

/// The number that a lost or damaged mark must have had, marked as inferred. Gives where it ends.
fn repaired_mark(painter: &egui::Painter, at: egui::Pos2, number: Option<u32>, cx: &Cx<'_>) -> f32 {
    let text = number.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let galley = painter.layout_no_wrap(text, theme::plain(size::SMALL), cx.theme.warning);
    let rect = Rect::from_min_size(at - vec2(0.0, 9.0), vec2(galley.size().x + GAP, 18.0));
    painter.rect_stroke(rect, 3.0, Stroke::new(1.0, cx.theme.warning), egui::StrokeKind::Inside);
    painter.galley(rect.center() - galley.size() / 2.0, galley, cx.theme.warning);
    rect.right()
}
