//! Where the Read view is led: reports, figures, headings, words; and from one figure to the next.

use super::command::Step;
use super::message::{Level, Message};
use super::state::State;
use super::view::View;
use crate::base::Span;
use crate::document::CellAddress;
use crate::library::{ObservationRef, Report, ReportId};

/// Where the Read view is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A figure.
    Figure(ObservationRef),
    /// A heading, by its index in the outline.
    Heading(usize),
    /// A sheet.
    Sheet(u32),
    /// A cell of a workbook.
    Cell(CellAddress),
    /// A byte of the text, or a row of the sheet, to the upper edge.
    Offset(u32),
    /// Words of the text.
    Words(Span),
}

/// A wish to be led somewhere. The Read view carries each one out once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Navigation {
    /// In which report.
    pub report: ReportId,
    /// To what.
    pub target: Target,
    /// Grows with each wish.
    pub serial: u64,
}

impl State {
    pub(super) fn show_report(&mut self, id: ReportId) {
        if self.library.report(id).is_none() {
            return;
        }
        self.view = View::Read;
        if self.report != Some(id) {
            (self.report, self.offset) = (Some(id), None);
        }
        if self.selection.is_some_and(|at| at.report != id) {
            self.selection = None;
        }
    }

    pub(super) fn go_to(&mut self, at: ObservationRef) {
        if self.library.observation(at).is_none() {
            return;
        }
        self.show_report(at.report);
        self.selection = Some(at);
        self.navigate(at.report, Target::Figure(at));
    }

    pub(super) fn walk(&mut self, step: Step) {
        let Some(report) = self.open_report() else { return };
        let Some(last) = report.observations.len().checked_sub(1) else { return };
        let id = report.id();
        let index = match (self.selection.map(|at| at.index as usize), step) {
            (None, Step::Next) => 0,
            (None, Step::Previous) => last,
            (Some(at), Step::Next) => (at + 1).min(last),
            (Some(at), Step::Previous) => at.saturating_sub(1),
            (at, Step::Doubtful) => match doubtful(report, at) {
                Some(index) => index,
                None => return self.tell(Message::new(Level::Info, "review.none_left")),
            },
        };
        self.go_to(ObservationRef { report: id, index: u32::try_from(index).unwrap_or(0) });
    }

    pub(super) fn navigate(&mut self, report: ReportId, target: Target) {
        self.serial += 1;
        self.navigation = Some(Navigation { report, target, serial: self.serial });
    }
}

/// The figure that is to be looked at after the one at `at`: the less certain the sooner, those of the same certainty in the
/// order of the report; `None` when every figure has been looked at.
fn doubtful(report: &Report, at: Option<usize>) -> Option<usize> {
    let mut open: Vec<(u32, usize)> = (0_u32..)
        .zip(report.observations.iter().enumerate())
        .filter(|(index, _)| !report.review.marks.contains_key(index))
        .map(|(_, (at, o))| (o.confidence.clamp(0.0, 1.0).to_bits(), at))
        .collect();
    open.sort_unstable();
    // After the last one the first again.
    let now = at.and_then(|at| Some((report.observations.get(at)?.confidence.clamp(0.0, 1.0).to_bits(), at)));
    let open_now = at.is_some_and(|at| open.iter().any(|one| one.1 == at));
    let after = now.filter(|_| open_now).map_or(0, |now| open.partition_point(|&one| one <= now));
    open.get(after).or(open.first()).map(|one| one.1)
}
