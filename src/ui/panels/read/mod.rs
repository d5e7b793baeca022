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

use crate::app::{Command, Level, Message, Navigation, Target};
use crate::indicator::Place;
use crate::library::Report;
use crate::ui::Cx;
use eframe::egui::{CentralPanel, Frame, Panel, Ui};
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
            if let Some(place) = self.source.wish.take().or(self.grid.wish.take()) {
                self.review.add(report, place, cx);
            }
        });
    }

    /// Opens the form of a new figure for the selected words.
    pub fn add_figure(&mut self, cx: &mut Cx<'_>) {
        let Some(report) = cx.state.open_report() else { return };
        match self.source.selected() {
            Some(span) => self.review.add(report, Place::Text(span), cx),
            None => cx.emit(Command::Tell(Message::new(Level::Info, "review.add_hint"))),
        }
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
