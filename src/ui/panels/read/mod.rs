//! 读: outline, source and inspector side by side. The outline follows the source, and leads it.

mod blocks;
mod checks;
mod decisions;
mod form;
mod grid;
mod inspector;
mod marks;
mod outline;
mod select;
mod source;
mod words;

use crate::app::{Command, Level, Message, Navigation, Target};
use crate::indicator::Place;
use crate::library::Report;
use crate::ui::Cx;
use eframe::egui::{CentralPanel, Context, Frame, Panel, Ui};
use std::sync::Arc;

/// What the panel remembers between frames.
#[derive(Default)]
pub struct ReadPanel {
    /// The report that is taken up, as it was read and corrected then.
    report: Option<Arc<Report>>,
    outline: outline::OutlineList,
    source: source::Source,
    grid: grid::Grid,
    counts: inspector::Counts,
    /// The decision under way.
    pub review: decisions::Review,
    /// The last wish to be led somewhere that was carried out.
    done: u64,
}

impl ReadPanel {
    /// From this width on, the outline has a column of its own.
    pub const WIDE: f32 = 1240.0;

    /// Shows the view; when `narrow`, the outline stands elsewhere.
    pub fn show(&mut self, ui: &mut Ui, narrow: bool, cx: &mut Cx<'_>) {
        let frame = Frame::NONE.fill(cx.theme.panel);
        // A workbook has tabs for its sheets instead.
        let workbook = cx.state.open_report().is_some_and(|report| report.document.is_workbook());
        if !narrow && !workbook {
            Panel::left("outline")
                .resizable(true)
                .default_size(264.0)
                .size_range(160.0..=480.0)
                .frame(frame)
                .show(ui, |ui| self.outline(ui, cx));
        }
        let width = if narrow { 268.0 } else { 304.0 };
        Panel::right("inspector")
            .resizable(true)
            .default_size(width)
            .size_range(220.0..=460.0)
            .frame(frame)
            .show(ui, |ui| inspector::show(ui, &mut self.counts, &mut self.review, cx));
        if !self.review.is_editing() {
            self.outline.come_back();
        }
        CentralPanel::no_frame().frame(Frame::NONE.fill(cx.theme.paper)).show(ui, |ui| {
            let state = cx.state;
            let Some(report) = state.report.and_then(|id| state.library.report(id)) else { return };
            // The library grows with every frame while a folder is read; this report may be the same all the while.
            if !self.report.as_ref().is_some_and(|known| Arc::ptr_eq(known, report)) {
                if self.report.as_ref().is_some_and(|known| known.id() == report.id()) {
                    self.source.renew(report);
                    self.grid.renew(report);
                } else {
                    self.source.open(report);
                    self.grid.open(report);
                }
                self.report = Some(Arc::clone(report));
            }
            self.navigate(cx);
            if report.document.is_workbook() {
                self.grid.show(ui, report, cx);
            } else {
                self.source.show(ui, report, cx);
            }
            if let Some(place) = self.source.wish.take().or(self.grid.wish.take()).or(self.review.wish.take()) {
                self.review.add(report, place, cx);
            }
        });
    }

    /// Opens the form of a new figure for the selected words.
    pub fn add_figure(&mut self, cx: &mut Cx<'_>) {
        let Some(report) = cx.state.open_report() else { return };
        let selected = cx.state.selection.and_then(|at| report.observations.get(at.index as usize)).map(|o| o.place);
        match (self.source.selected(), selected) {
            (Some(span), _) => self.review.add(report, Place::Text(span), cx),
            _ if report.document.is_workbook() => cx.emit(Command::Tell(Message::new(Level::Info, "review.add_hint"))),
            (None, Some(Place::Text(span))) => self.review.words = words::WordsForm::figure(report, span.start),
            (None, _) => self.review.words = words::WordsForm::figure(report, cx.state.offset.unwrap_or(0)),
        }
    }

    /// Brings the keyboard to the outline.
    pub fn enter_outline(&mut self, cx: &Cx<'_>) {
        if cx.state.open_report().is_some_and(|report| !report.document.is_workbook()) {
            self.outline.enter();
        }
    }

    /// Takes the keys of the heading that has the keyboard. Gives whether it is on its way to one.
    pub fn outline_keys(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> bool {
        let Some(report) = cx.state.open_report() else { return false };
        let Some(wish) = self.outline.keys(ctx, report, cx) else { return false };
        match wish {
            outline::Wish::Wait => return true,
            outline::Wish::None => {}
            outline::Wish::Split(index) => self.review.words = words::WordsForm::split(report, index),
            outline::Wish::Add(index) => self.review.words = words::WordsForm::heading(report, index),
        }
        false
    }

    /// Shows the outline of the open report.
    pub fn outline(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(report) = cx.state.open_report() {
            self.outline.show(ui, report, self.source.heading(), cx);
        }
    }

    /// Carries out the wish to be led somewhere, once.
    fn navigate(&mut self, cx: &Cx<'_>) {
        let Some(Navigation { report: id, target, serial }) = cx.state.navigation else { return };
        let Some(report) = cx.state.open_report().filter(|report| report.id() == id && serial > self.done) else { return };
        self.done = serial;
        match target {
            Target::Offset(row) if report.document.is_workbook() => self.grid.lead_to_row(row),
            Target::Offset(offset) => self.source.lead_to_offset(offset),
            Target::Words(span) => self.source.lead_to(span),
            Target::Cell(at) => self.grid.lead_to(at),
            Target::Sheet(sheet) => self.grid.lead_to_sheet(sheet),
            Target::Heading(index) => self.source.lead_to_heading(report, index),
            Target::Figure(at) => match report.observations.get(at.index as usize).map(|o| o.place) {
                Some(Place::Text(span)) => self.source.lead_to(span),
                Some(Place::Cell(cell)) => self.grid.lead_to(cell),
                None => {}
            },
        }
    }
}
