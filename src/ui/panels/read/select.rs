//! Words selected in the source, and what can be done with them and with headings: a menu at the pointer.

use super::decisions::told;
use crate::app::review::{may_merge, span_of};
use crate::app::{Command, ReviewCommand};
use crate::base::Span;
use crate::indicator::Place;
use crate::library::corrections::DEEPEST;
use crate::library::{ObservationRef, Report};
use crate::ui::{Cx, theme};
use eframe::egui::{self, Galley, Pos2, Response, RichText, Ui};

/// The byte of a text that a place on the screen points at; `at` is the text's upper left corner.
fn byte_under(galley: &Galley, text: &str, at: Pos2, pointer: Pos2) -> usize {
    let column = galley.cursor_from_pos(pointer - at).index.0;
    text.char_indices().nth(column).map_or(text.len(), |(byte, _)| byte)
}

/// Follows the mouse: what is dragged over or double-clicked in a block is selected. Gives the selection where it changes;
/// `block` is the block's place in the source.
pub fn follow(response: &Response, galley: &Galley, text: &str, block: Span, at: Pos2) -> Option<Option<Span>> {
    let (origin, now) = response.ctx.input(|input| (input.pointer.press_origin(), input.pointer.interact_pos()));
    let place = |from: usize, to: usize| Span::new(block.start as usize + from, block.start as usize + to);
    let letter = |pointer: Pos2| {
        let byte = byte_under(galley, text, at, pointer).min(text.len());
        let rest = text.get(byte..).and_then(|rest| rest.chars().next());
        rest.map(|c| place(byte, byte + c.len_utf8()))
    };
    if response.dragged_by(egui::PointerButton::Primary) {
        let (from, to) = (byte_under(galley, text, at, origin?), byte_under(galley, text, at, now?));
        return (from != to).then(|| Some(place(from.min(to), from.max(to))));
    }
    if response.double_clicked() {
        return Some(letter(now?));
    }
    response.clicked().then_some(None)
}

/// The letter under the pointer, as a selection.
pub fn letter(galley: &Galley, text: &str, block: Span, at: Pos2, pointer: Pos2) -> Span {
    let byte = byte_under(galley, text, at, pointer);
    let len = text.get(byte..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(block.start as usize + byte, block.start as usize + byte + len)
}

/// The menu over running text. `wish` takes the words that are to become a figure.
pub fn text_menu(ui: &mut Ui, report: &Report, selected: Option<Span>, pointed: Span, wish: &mut Option<Place>, cx: &mut Cx<'_>) {
    let chosen = selected.unwrap_or(pointed);
    if let Some(words) = selected.map(|span| span.of(&report.document.text).trim()).filter(|words| !words.is_empty()) {
        let short: String = words.chars().take(18).collect();
        ui.label(
            RichText::new(if short.len() < words.len() { format!("“{short}…”") } else { format!("“{short}”") })
                .small()
                .color(cx.theme.weak),
        );
    }
    if ui.button(cx.t.say("review.add")).clicked() {
        *wish = Some(Place::Text(chosen));
    }
    if let Some(span) = selected {
        ui.menu_button(cx.t.say("review.heading"), |ui| {
            for level in 1..=5_u8 {
                if ui.button(cx.t.tell("review.heading_level", &[("level", &level.to_string())])).clicked() {
                    cx.emit(Command::Review(ReviewCommand::AddHeading(report.id(), span, level)));
                }
            }
        });
    }
    let heading = report.outline.headings.iter().position(|h| span_of(h).overlaps(pointed));
    if let Some(index) = heading {
        ui.separator();
        let inside = report.outline.headings.get(index).is_some_and(|h| h.title.start < pointed.start && pointed.end <= h.title.end);
        if inside && ui.button(cx.t.say("review.heading_split")).clicked() {
            cx.emit(Command::Review(ReviewCommand::SplitHeading(report.id(), index, chosen.start)));
        }
        heading_menu(ui, report, index, cx);
    }
}

/// The menu of a heading, in the outline and in the source.
pub fn heading_menu(ui: &mut Ui, report: &Report, index: usize, cx: &mut Cx<'_>) {
    let Some(heading) = report.outline.headings.get(index) else { return };
    let id = report.id();
    if let Some(&correction) = report.review.headings.get(&index) {
        ui.label(RichText::new(cx.t.say("review.heading_changed")).small().color(cx.theme.accent));
        if ui.button(cx.t.say("review.heading_reopen")).clicked() {
            cx.emit(Command::Review(ReviewCommand::ReopenHeading(id, correction)));
        }
    }
    let mut item = |ui: &mut Ui, enabled: bool, name: &str, command: ReviewCommand| {
        if ui.add_enabled(enabled, egui::Button::new(name)).clicked() {
            cx.commands.push(Command::Review(command));
        }
    };
    let level = heading.level;
    item(ui, level > 1, cx.t.say("review.heading_up"), ReviewCommand::Relevel(id, index, level.saturating_sub(1)));
    item(ui, level < DEEPEST, cx.t.say("review.heading_down"), ReviewCommand::Relevel(id, index, level + 1));
    item(ui, may_merge(report, index), cx.t.say("review.heading_merge"), ReviewCommand::MergeHeading(id, index));
    item(ui, true, cx.t.say("review.heading_remove"), ReviewCommand::RemoveHeading(id, index));
}

/// The menu of a figure.
pub fn figure_menu(ui: &mut Ui, report: &Report, at: ObservationRef, wish: &mut Option<Place>, cx: &mut Cx<'_>) {
    let Some(o) = report.observations.get(at.index as usize) else { return };
    ui.set_max_width(320.0);
    ui.add(egui::Label::new(RichText::new(told(o, cx)).font(theme::plain(theme::size::SMALL)).color(cx.theme.weak)).wrap());
    let mark = report.review.marks.get(&at.index);
    if mark.is_none() && ui.button(cx.t.say("review.confirm")).clicked() {
        cx.emit(Command::Review(ReviewCommand::Confirm(at)));
    }
    if ui.button(cx.t.say("review.correct")).clicked() {
        *wish = Some(o.place);
    }
    if ui.button(cx.t.say("review.discard")).clicked() {
        cx.emit(Command::Review(ReviewCommand::Discard(at)));
    }
    if let Some(mark) = mark
        && ui.button(cx.t.say("review.reopen")).clicked()
    {
        cx.emit(Command::Review(ReviewCommand::Reopen(report.id(), mark.correction)));
    }
}
