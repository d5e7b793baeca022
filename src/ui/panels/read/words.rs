//! Words picked with the keyboard alone: where a heading is split, which words become one, which are a figure.

use super::form::choice;
use crate::app::Command;
use crate::app::review::ReviewCommand;
use crate::base::Span;
use crate::indicator::Place;
use crate::library::{Report, ReportId};
use crate::ui::theme::{self, GAP, GRID, size};
use crate::ui::{Cx, keys};
use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::{self, Event, Key, RichText, ScrollArea, TextEdit, Ui};

/// How much of the source can be picked from, in characters.
const LONGEST: usize = 4000;
/// The levels offered for a heading.
const LEVELS: [u8; 6] = [1, 2, 3, 4, 5, 6];

/// What the words are for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Purpose {
    /// The heading with this index ends where the cursor stands.
    Split(usize),
    /// They become a heading of this level.
    Heading(u8),
    /// They are a figure.
    Figure,
}

/// A part of the source, and what of it is picked.
pub struct WordsForm {
    report: ReportId,
    purpose: Purpose,
    /// The part that is shown.
    span: Span,
    /// From which character of it to which; the same where a cursor stands.
    picked: (usize, usize),
    fresh: bool,
}

impl WordsForm {
    /// Asks where a heading is to be split; `None` where there is none.
    pub fn split(report: &Report, index: usize) -> Option<Self> {
        let title = report.outline.headings.get(index)?.title;
        Some(Self { report: report.id(), purpose: Purpose::Split(index), span: title, picked: (0, 0), fresh: true })
    }

    /// Asks which of the words below a heading are another.
    pub fn heading(report: &Report, index: usize) -> Option<Self> {
        let above = report.outline.headings.get(index)?;
        let child = report.outline.headings.iter().find(|heading| heading.parent == Some(index));
        let level = child.map_or(above.level.saturating_add(1), |child| child.level).min(LEVELS[LEVELS.len() - 1]);
        Self::from(report, above.title.end, Purpose::Heading(level))
    }

    /// Asks which of the words from a byte of the text on are a figure.
    pub fn figure(report: &Report, from: u32) -> Option<Self> {
        Self::from(report, from, Purpose::Figure)
    }

    /// What follows a byte of the text, from the beginning of the line that it is in.
    fn from(report: &Report, from: u32, purpose: Purpose) -> Option<Self> {
        let text = report.document.text.as_str();
        let start = match purpose {
            Purpose::Figure => text.get(..from as usize)?.rfind('\n').map_or(0, |at| at + 1),
            Purpose::Heading(_) | Purpose::Split(_) => from as usize,
        };
        let rest = text.get(start..)?;
        // Marks and blanks that end the heading before are not shown.
        let start = start + rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || "。，、：；".contains(c)).len();
        let rest = text.get(start..)?;
        let end = start + rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
        (start < end).then(|| Self { report: report.id(), purpose, span: Span::new(start, end), picked: (0, 0), fresh: true })
    }

    /// The report it is of.
    pub fn report(&self) -> ReportId {
        self.report
    }

    /// Shows the form. Gives whether it stays open; `wish` takes the words that are to become a figure.
    pub fn show(&mut self, ui: &mut Ui, report: &Report, wish: &mut Option<Place>, cx: &mut Cx<'_>) -> bool {
        let (title, hint) = match self.purpose {
            Purpose::Split(_) => (cx.t.say("words.split"), cx.t.say("words.split_hint")),
            Purpose::Heading(_) => (cx.t.say("words.heading"), cx.t.say("words.heading_hint")),
            Purpose::Figure => (cx.t.say("draft.title_add"), cx.t.say("words.figure_hint")),
        };
        let label = ui.label(RichText::new(title).font(theme::strong(size::TITLE)));
        ui.add(egui::Label::new(RichText::new(hint).small().color(cx.theme.weak)).wrap());
        ui.add_space(GAP);
        let entered = keys::saves(ui);
        self.text(ui, report, label.id);
        ui.add_space(GRID);
        if let Purpose::Heading(level) = &mut self.purpose {
            let name = |level: u8| cx.t.tell("review.heading_level", &[("level", &level.to_string())]);
            choice(ui, "words-level", cx.t.say("words.level"), &LEVELS, level, name);
        }
        let found = self.found(report);
        let told = match (self.purpose, found) {
            (Purpose::Split(_), Some(at)) => {
                let [first, second] = [Span { end: at.start, ..self.span }, Span { start: at.start, ..self.span }];
                format!("{} | {}", first.of(&report.document.text), second.of(&report.document.text))
            }
            (_, Some(words)) => words.of(&report.document.text).to_owned(),
            (_, None) => cx.t.say("words.none").to_owned(),
        };
        let ink = if found.is_some() { cx.theme.accent } else { cx.theme.weak };
        ui.add_space(GRID);
        ui.add(egui::Label::new(RichText::new(told).color(ink)).wrap());
        ui.add_space(GAP);
        let mut open = true;
        ui.horizontal(|ui| {
            let save = egui::Button::new(RichText::new(cx.t.say("words.take")).color(cx.theme.on_accent)).fill(cx.theme.accent);
            if (ui.add_enabled(found.is_some(), save).clicked() || entered)
                && let Some(words) = found
            {
                open = false;
                match self.purpose {
                    Purpose::Split(index) => cx.emit(Command::Review(ReviewCommand::SplitHeading(self.report, index, words.start))),
                    Purpose::Heading(level) => cx.emit(Command::Review(ReviewCommand::AddHeading(self.report, words, level))),
                    Purpose::Figure => *wish = Some(Place::Text(words)),
                }
            }
            if ui.button(cx.t.say("button.cancel")).clicked() || keys::leaves(ui) {
                open = false;
            }
        });
        open
    }

    /// The words, to go through with the arrow keys; nothing can be written into them.
    fn text(&mut self, ui: &mut Ui, report: &Report, label: egui::Id) {
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => false,
                Event::Key { key, .. } => !matches!(key, Key::Backspace | Key::Delete | Key::Enter),
                _ => true,
            });
        });
        let mut words = self.span.of(&report.document.text).to_owned();
        let fresh = std::mem::take(&mut self.fresh);
        let one_line = matches!(self.purpose, Purpose::Split(_));
        let edit = if one_line { TextEdit::singleline(&mut words) } else { TextEdit::multiline(&mut words) };
        let edit = edit.desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 5));
        // What is picked stands below it, in view.
        let height = (ui.clip_rect().height() * 0.45).max(120.0);
        let mut output = ScrollArea::vertical().id_salt("words").max_height(height).show(ui, |ui| edit.show(ui)).inner;
        if fresh {
            output.response.response.request_focus();
            output.state.cursor.set_char_range(Some(CCursorRange::one(CCursor::default())));
            output.state.store(ui.ctx(), output.response.response.id);
        } else if let Some(range) = output.cursor_range {
            let range = range.as_sorted_char_range();
            self.picked = (range.start.0, range.end.0);
        }
        output.response.response.labelled_by(label);
    }

    /// The words picked, in the source: with only a cursor, those of its line up to where a sentence or clause ends, and for a
    /// figure the letter behind it. `None` where nothing can be made of them.
    fn found(&self, report: &Report) -> Option<Span> {
        let shown = self.span.of(&report.document.text);
        let byte = |char: usize| shown.char_indices().nth(char).map_or(shown.len(), |(at, _)| at);
        let (from, to) = (byte(self.picked.0), byte(self.picked.1));
        let start = self.span.start as usize;
        let span = |from: usize, to: usize| {
            let words = shown.get(from..to)?;
            (!words.trim().is_empty() && !words.contains('\n')).then(|| Span::new(start + from, start + to))
        };
        match self.purpose {
            Purpose::Split(_) => (0 < from && from < shown.len()).then(|| Span::new(start + from, start + from)),
            _ if from < to => span(from, to),
            Purpose::Heading(_) => {
                let line = shown.get(..from)?.rfind('\n').map_or(0, |at| at + 1);
                let rest = shown.get(line..)?;
                let end = rest.find(['\n', '。', '：', '；']).unwrap_or(rest.len());
                span(line, line + end)
            }
            Purpose::Figure => span(from, from + shown.get(from..)?.chars().next()?.len_utf8()),
        }
    }
}
