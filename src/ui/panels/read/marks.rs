//! Marks on the source: figures, repaired headings, headings that run into their paragraph, furniture inside a paragraph.

use super::blocks::{Block, Figure};
use super::select;
use super::source::reference;
use crate::app::Command;
use crate::base::Span;
use crate::indicator::{Observation, Place, Value};
use crate::library::Report;
use crate::library::corrections::Made;
use crate::ui::panels::library::DOUBT;
use crate::ui::theme::{self, GAP, GRID};
use crate::ui::{Cx, Theme, widgets};
use eframe::egui::text::CharIndex;
use eframe::egui::{self, CursorIcon, Galley, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;

/// Where characters of a laid-out text stand, a rectangle a row, from the text's corner.
#[must_use]
pub fn rects(galley: &Galley, chars: Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut start = 0;
    for row in &galley.rows {
        let count = row.char_count_including_newline().0;
        let visible = row.char_count_excluding_newline().0;
        let (from, to) = (chars.start.max(start), chars.end.min(start + visible));
        if from < to {
            let x = |char: usize| row.pos.x + row.x_offset(CharIndex(char - start));
            rects.push(Rect::from_min_max(pos2(x(from), row.min_y()), pos2(x(to), row.max_y())));
        }
        start += count;
        if start >= chars.end {
            break;
        }
    }
    rects
}

/// The parts of a block of running text that look different: headings (`true`) and furniture (`false`), as byte ranges of
/// the block, in order, without overlaps.
#[must_use]
pub fn runs(report: &Report, block: Block) -> Vec<(usize, usize, bool)> {
    let mut runs: Vec<(Span, bool)> = Vec::new();
    let headings = &report.outline.headings;
    let first = headings.partition_point(|h| h.section.start < block.span.start);
    for heading in headings.iter().skip(first).take_while(|h| h.section.start < block.span.end) {
        runs.push((heading.marker, true));
        runs.push((heading.title, true));
    }
    let furniture = &report.front.furniture;
    let first = furniture.partition_point(|f| f.end <= block.span.start);
    runs.extend(furniture.iter().skip(first).take_while(|f| f.start < block.span.end).map(|f| (*f, false)));
    runs.sort();
    let mut at = block.span.start;
    let mut cut = Vec::with_capacity(runs.len());
    for (span, strong) in runs {
        let (from, to) = (span.start.max(at), span.end.min(block.span.end));
        if from < to {
            cut.push(((from - block.span.start) as usize, (to - block.span.start) as usize, strong));
            at = to;
        }
    }
    cut
}

/// How a figure is underlined: colour and manner tell category, mask and doubt.
pub fn underline(painter: &egui::Painter, from: Pos2, to: f32, o: &Observation, theme: &Theme) {
    let colour = theme.category(o.indicator.category());
    if o.value == Value::Masked {
        widgets::dashes(painter, from, to, Stroke::new(2.0, theme.weak), 2.0, 3.0);
    } else if o.confidence < DOUBT {
        widgets::dashes(painter, from, to, Stroke::new(1.0, colour), 5.0, 3.0);
    } else if o.indicator.category().is_none() {
        painter.hline(from.x..=to, from.y, Stroke::new(1.0, colour));
    } else {
        painter.hline(from.x..=to, from.y, Stroke::new(2.0, colour));
    }
}

/// A small mark at the upper right of a figure that a person has looked at: a tick when it was confirmed, a pencil's stroke when
/// it reads otherwise or was added.
pub fn decided(painter: &egui::Painter, at: Pos2, made: Made, theme: &Theme) {
    let at = at + vec2(3.0, 0.0);
    match made {
        Made::Confirmed => {
            let points = vec![at + vec2(-3.0, 0.0), at + vec2(-1.0, 2.5), at + vec2(3.5, -3.0)];
            painter.line(points, Stroke::new(1.5, theme.good));
        }
        Made::Corrected | Made::Added => {
            painter.circle_filled(at, 4.0, theme.accent);
            painter.hline(at.x - 2.0..=at.x + 2.0, at.y, Stroke::new(1.2, theme.on_accent));
            if made == Made::Added {
                painter.vline(at.x, at.y - 2.0..=at.y + 2.0, Stroke::new(1.2, theme.on_accent));
            }
        }
    }
}

/// Paints a figure's mark and takes clicks on it. Gives whether it was clicked.
/// `rects` are its rows, from the text's corner.
pub fn figure(ui: &Ui, report: &Report, figure: Figure, (rects, at): (&[Rect], Pos2), wish: &mut Option<Place>, cx: &mut Cx<'_>) -> bool {
    let Some(o) = report.observations.get(figure.index as usize) else { return false };
    let mut clicked = false;
    for (n, row) in rects.iter().enumerate() {
        let row = row.translate(at.to_vec2());
        let response = ui.interact(row.expand2(vec2(1.0, 0.0)), ui.scope_id().with(("figure", figure.index, n)), Sense::click());
        if n == 0 {
            let name = named(report, figure.index, o, cx);
            response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Link, true, &name));
        }
        if response.hovered() {
            ui.painter().rect_filled(row.expand2(vec2(2.0, -2.0)), theme::RADIUS, cx.theme.accent.gamma_multiply(0.12));
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        let foot = (row.center().y + row.height() * 0.30).round();
        underline(ui.painter(), pos2(row.left(), foot), row.right(), o, cx.theme);
        if n + 1 == rects.len()
            && let Some(mark) = report.review.marks.get(&figure.index)
        {
            decided(ui.painter(), pos2(row.right(), row.center().y - row.height() * 0.28), mark.made, cx.theme);
        }
        let response = response.on_hover_ui(|ui| {
            ui.label(named(report, figure.index, o, cx));
        });
        response.context_menu(|ui| select::figure_menu(ui, report, reference(report, figure), wish, cx));
        if response.clicked() {
            clicked = true;
            cx.emit(Command::Select(Some(reference(report, figure))));
        }
    }
    clicked
}

/// What a figure is called, and what was decided about it.
pub fn named(report: &Report, index: u32, o: &Observation, cx: &Cx<'_>) -> String {
    let words = match report.review.marks.get(&index).map(|mark| mark.made) {
        None => return label(o, cx),
        Some(Made::Confirmed) => cx.t.say("review.confirmed"),
        Some(Made::Corrected) => cx.t.say("review.corrected"),
        Some(Made::Added) => cx.t.say("review.added"),
    };
    format!("{} · {words}", label(o, cx))
}

/// What a figure is called: indicator, measure, and the figure itself.
pub fn label(o: &Observation, cx: &Cx<'_>) -> String {
    format!("{} · {} · {}", o.indicator.name(), widgets::measure_name(o.measure, cx.t), widgets::figure_text(o, cx.t))
}

/// A note in the margin beside a heading whose mark was lost or damaged. The text itself stays as it is.
pub fn repaired(ui: &Ui, report: &Report, block: Block, galley: &Galley, at: Pos2, cx: &Cx<'_>) {
    let headings = &report.outline.headings;
    let first = headings.partition_point(|h| h.section.start < block.span.start);
    let here = headings.iter().skip(first).take_while(|h| h.section.start < block.span.end);
    for heading in here.filter(|h| h.repaired) {
        let text = block.span.of(&report.document.text);
        let before = text.get(..(heading.title.start.saturating_sub(block.span.start)) as usize).map_or(0, |s| s.chars().count());
        let Some(row) = rects(galley, before..before + 1).first().map(|r| r.translate(at.to_vec2())) else { continue };
        let bar = Rect::from_center_size(pos2(at.x - 2.5 * GRID, row.center().y), vec2(GRID, row.height() * 0.6));
        ui.painter().rect_filled(bar, 1.0, cx.theme.warning);
        let response = ui.interact(bar.expand(GAP), ui.scope_id().with(("repaired", heading.section.start)), Sense::hover());
        let words = match heading.number {
            Some(number) => cx.t.tell("outline.repaired_number", &[("number", &number.to_string())]),
            None => cx.t.say("outline.repaired").to_owned(),
        };
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, &words));
        response.on_hover_text(words);
    }
}
