//! What a user can decide about a report, and how it comes into the state: decisions change the corrections, and from readings
//! and corrections the library is derived anew.

use super::history::Work;
use super::message::{Level, Message};
use super::navigate::Target;
use super::state::{Loaded, State};
use crate::base::Span;
use crate::indicator::Place;
use crate::library::corrections::{About, Anchor, Corrections, DEEPEST, Decision, Dismissal, HeadingTold, Reading};
use crate::library::{Library, ObservationRef, Report, ReportId};
use crate::outline::Heading;
use std::sync::Arc;

/// A report of at most so many figures and bytes of text is corrected at once; a longer one in a job.
const AT_ONCE: (usize, usize) = (4000, 40_000);

/// What a user can decide about a report.
#[derive(Clone, Debug)]
pub enum ReviewCommand {
    /// The figure is read right.
    Confirm(ObservationRef),
    /// The figure reads so.
    Correct(ObservationRef, Reading),
    /// It is no figure.
    Discard(ObservationRef),
    /// The words there are a figure that reads so.
    Add(ReportId, Place, Reading),
    /// Takes the decision about the figure at a place back, by its place among the corrections.
    Reopen(ReportId, usize),
    /// The heading has this level, 1 the outermost; by its index in the outline.
    Relevel(ReportId, usize, u8),
    /// The heading is none; by its index.
    RemoveHeading(ReportId, usize),
    /// The words are a heading of this level.
    AddHeading(ReportId, Span, u8),
    /// The heading and the one right after it are one.
    MergeHeading(ReportId, usize),
    /// The heading ends before this byte of the text, and there another of its level begins.
    SplitHeading(ReportId, usize, u32),
    /// Takes a decision about a heading back, by its place among the corrections.
    ReopenHeading(ReportId, usize),
    /// What the report is about.
    Describe(ReportId, About),
    /// A finding needs no more attention.
    Dismiss(ReportId, Dismissal),
    /// It does again; by its place among the corrections.
    Undismiss(ReportId, usize),
}

impl ReviewCommand {
    /// The report it is about.
    #[must_use]
    pub fn report(&self) -> ReportId {
        match self {
            Self::Confirm(at) | Self::Correct(at, _) | Self::Discard(at) => at.report,
            Self::Add(report, ..)
            | Self::Reopen(report, _)
            | Self::Relevel(report, ..)
            | Self::RemoveHeading(report, _)
            | Self::AddHeading(report, ..)
            | Self::MergeHeading(report, _)
            | Self::SplitHeading(report, ..)
            | Self::ReopenHeading(report, _)
            | Self::Describe(report, _)
            | Self::Dismiss(report, _)
            | Self::Undismiss(report, _) => *report,
        }
    }
}

/// A decision on its way into the corrections: its name for the menu, and where it shows.
struct Step {
    key: &'static str,
    what: String,
    place: Option<Place>,
}

/// Whether a heading and the next are one, but for a mark or a line end between them.
#[must_use]
pub fn may_merge(report: &Report, index: usize) -> bool {
    let (Some(first), Some(second)) = (report.outline.headings.get(index), report.outline.headings.get(index + 1)) else { return false };
    let gap = report.document.text.get(first.title.end as usize..span_of(second).start as usize);
    gap.is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() || "。，、：；:;.,".contains(c)))
}

/// Mark and title of a heading.
#[must_use]
pub fn span_of(heading: &Heading) -> Span {
    if heading.marker.is_empty() { heading.title } else { heading.marker.cover(heading.title) }
}

impl State {
    /// Carries out a decision about a report. What fits nothing there changes nothing.
    pub(super) fn review(&mut self, command: ReviewCommand) {
        let id = command.report();
        let Some(report) = self.library.report(id).map(Arc::clone) else { return };
        let before = self.work();
        let mut corrections = self.corrections.get(&id).map(|c| (**c).clone()).unwrap_or_default();
        let old = corrections.clone();
        let read = self.readings.report(id).map(Arc::clone);
        let Some(step) = decide(&report, read.as_deref(), &mut corrections, command) else { return };
        if corrections == old {
            return;
        }
        let all = Arc::make_mut(&mut self.corrections);
        if corrections.is_empty() {
            all.remove(&id);
        } else {
            all.insert(id, Arc::new(corrections));
        }
        self.derive();
        let name = Message::new(Level::Info, step.key).with("what", step.what);
        self.log.line(&format!("decided {}", step.key));
        self.history.push(name, before, step.place.map(|place| (id, place)));
        // What was just added is what the user looks at.
        if step.key == "step.add"
            && let Some(place) = step.place
        {
            self.select_place(id, place);
        }
    }

    /// Derives the library from what was read and what was decided. Long reports follow when their job is done.
    pub(super) fn derive(&mut self) {
        let kept = self.selected_place();
        let old = std::mem::take(&mut self.library);
        let mut waiting = Vec::new();
        let derived: Library = self
            .readings
            .reports()
            .iter()
            .map(|reading| {
                let Some(corrections) = self.corrections.get(&reading.id()) else { return Arc::clone(reading) };
                let known = old.report(reading.id());
                if let Some(known) = known.filter(|known| Arc::ptr_eq(&known.review.corrections, corrections)) {
                    return Arc::clone(known);
                }
                if reading.observations.len() <= AT_ONCE.0 && reading.document.text.len() <= AT_ONCE.1 {
                    return Arc::new(reading.corrected(corrections));
                }
                waiting.push((Arc::clone(reading), Arc::clone(corrections)));
                Arc::clone(known.unwrap_or(reading))
            })
            .collect();
        if !derived.same(&old) {
            self.revision += 1;
        }
        self.library = derived;
        if self.report.is_some_and(|id| self.library.report(id).is_none()) {
            self.report = self.library.reports().first().map(|report| report.id());
        }
        self.keep_selection(kept);
        for (reading, corrections) in waiting {
            self.start("job.correct", move |worker| {
                worker.send(Loaded::Corrected(Arc::new(reading.corrected(&corrections))));
            });
        }
    }

    /// Takes in a long report that was corrected in a job, unless other corrections hold by now.
    pub(super) fn take_in_corrected(&mut self, report: Arc<Report>) {
        let current = self.corrections.get(&report.id());
        if current.is_some_and(|current| Arc::ptr_eq(current, &report.review.corrections)) {
            let kept = self.selected_place();
            if self.library.replace(report) {
                self.revision += 1;
            }
            self.keep_selection(kept);
        }
    }

    /// The report and the place of the selected figure: its index changes with the corrections, its place does not.
    fn selected_place(&self) -> Option<(ReportId, Place)> {
        let at = self.selection?;
        self.library.observation(at).map(|(report, o)| (report.id(), o.place))
    }

    fn keep_selection(&mut self, kept: Option<(ReportId, Place)>) {
        self.selection = None;
        if let Some((report, place)) = kept {
            self.select_place(report, place);
        }
    }

    fn select_place(&mut self, id: ReportId, place: Place) {
        let Some(report) = self.library.report(id) else { return };
        let index = report.observations.iter().position(|o| o.place == place).and_then(|at| u32::try_from(at).ok());
        if let Some(index) = index {
            self.selection = Some(ObservationRef { report: id, index });
        }
    }

    /// Leads to a place of a report, and selects the figure there, if there is one.
    pub(super) fn show_place(&mut self, id: ReportId, place: Place) {
        if self.library.report(id).is_none() {
            return;
        }
        self.show_report(id);
        self.selection = None;
        self.select_place(id, place);
        match (self.selection, place) {
            (Some(at), _) => self.navigate(id, Target::Figure(at)),
            (None, Place::Text(span)) => self.navigate(id, Target::Words(span)),
            (None, Place::Cell(at)) => self.navigate(id, Target::Cell(at)),
        }
    }

    /// Whether the state differs from the project's file.
    pub(super) fn keep_unsaved(&mut self) {
        self.unsaved = self.work() != self.saved;
    }

    /// Takes up a step that changed the work without being a decision about a report.
    pub(super) fn keep_step(&mut self, name: Option<Message>, before: Work) {
        if let Some(name) = name
            && self.work() != before
        {
            self.history.push(name, before, None);
        }
    }
}

/// Puts a decision about a report, which was read so, among its corrections. Gives its name and place; `None` when it fits nothing
/// in the report.
fn decide(report: &Report, read: Option<&Report>, corrections: &mut Corrections, command: ReviewCommand) -> Option<Step> {
    let document = &report.document;
    let figure = |at: ObservationRef| report.observations.get(at.index as usize);
    let of_figure = |key, o: &crate::indicator::Observation| Step { key, what: o.indicator.name().to_owned(), place: Some(o.place) };
    // The anchor of the decision that is there already: the words may have moved since.
    let anchor = |corrections: &Corrections, at: ObservationRef, o: &crate::indicator::Observation| {
        let known = report.review.marks.get(&at.index).and_then(|mark| corrections.figures.get(mark.correction));
        known.map_or_else(|| Anchor::of_figure(report, o), |known| known.at.clone())
    };
    Some(match command {
        ReviewCommand::Confirm(at) => {
            let o = figure(at)?;
            let known = report.review.marks.get(&at.index).and_then(|mark| corrections.figures.get(mark.correction));
            if known.is_some() {
                return None;
            }
            corrections.decide(Anchor::of_figure(report, o), Decision::Confirmed(Reading::of(o)));
            of_figure("step.confirm", o)
        }
        ReviewCommand::Correct(at, reading) => {
            let o = figure(at)?;
            let step = Step { key: "step.correct", what: reading.indicator.clone(), place: Some(o.place) };
            let same = Reading::of(o) == reading;
            let decision = if same { Decision::Confirmed(reading) } else { Decision::Corrected(reading) };
            if same && report.review.marks.contains_key(&at.index) {
                return None;
            }
            corrections.decide(anchor(corrections, at, o), decision);
            step
        }
        ReviewCommand::Discard(at) => {
            let o = figure(at)?;
            corrections.decide(anchor(corrections, at, o), Decision::Discarded);
            of_figure("step.discard", o)
        }
        ReviewCommand::Add(_, place, reading) => {
            let what = reading.indicator.clone();
            let at = Anchor::of(document, place);
            if at.words.trim().is_empty() {
                return None;
            }
            corrections.decide(at, Decision::Added(reading));
            Step { key: "step.add", what, place: Some(place) }
        }
        ReviewCommand::Reopen(_, index) => {
            let figure = (index < corrections.figures.len()).then(|| corrections.figures.remove(index))?;
            let name = figure.decision.reading().map_or_else(|| figure.at.words.to_string(), |reading| reading.indicator.clone());
            Step { key: "step.reopen", what: name, place: Some(figure.at.place) }
        }
        ReviewCommand::Describe(_, about) => {
            corrections.about = about;
            Step { key: "step.describe", what: report.title().to_owned(), place: None }
        }
        ReviewCommand::Dismiss(_, dismissal) => {
            let place = dismissal.at.last().map(|at| at.place);
            let what = dismissal.at.last().map(|at| at.words.to_string()).unwrap_or_default();
            corrections.dismissed.retain(|d| (&d.check, &d.at) != (&dismissal.check, &dismissal.at));
            corrections.dismissed.push(dismissal);
            Step { key: "step.dismiss", what, place }
        }
        ReviewCommand::Undismiss(_, index) => {
            let dismissal = (index < corrections.dismissed.len()).then(|| corrections.dismissed.remove(index))?;
            let last = dismissal.at.last();
            Step { key: "step.undismiss", what: last.map(|at| at.words.to_string()).unwrap_or_default(), place: last.map(|at| at.place) }
        }
        other => return decide_heading(report, read, corrections, other),
    })
}

/// The same for decisions about headings.
fn decide_heading(report: &Report, read: Option<&Report>, corrections: &mut Corrections, command: ReviewCommand) -> Option<Step> {
    let (document, text) = (&report.document, &report.document.text);
    let anchor = |span: Span| Anchor::of(document, Place::Text(span));
    let heading = |index: usize| report.outline.headings.get(index);
    let step = |key, span: Span| Step { key, what: short(span.of(text)), place: Some(Place::Text(span)) };
    // The anchor of the decision that is there already, else of the heading as read.
    let known = |corrections: &Corrections, index: usize, heading: &Heading| {
        let known = report.review.headings.get(&index).and_then(|&at| corrections.headings.get(at));
        known.map_or_else(|| anchor(span_of(heading)), |known| known.at.clone())
    };
    let was_read = |heading: &Heading| {
        let begins = |other: &Heading| span_of(other).start == span_of(heading).start;
        read.is_none_or(|read| read.outline.headings.iter().any(begins))
    };
    Some(match command {
        ReviewCommand::Relevel(_, index, level) => {
            let h = heading(index)?;
            let level = level.clamp(1, DEEPEST);
            if level == h.level {
                return None;
            }
            corrections.decide_heading(known(corrections, index, h), Some(HeadingTold { level, title: anchor(h.title) }));
            step("step.relevel", h.title)
        }
        ReviewCommand::RemoveHeading(_, index) => {
            let h = heading(index)?;
            let at = known(corrections, index, h);
            forget(corrections, at, was_read(h));
            step("step.remove_heading", h.title)
        }
        ReviewCommand::AddHeading(_, span, level) => {
            let span = trimmed(text, span)?;
            let title = anchor(span);
            corrections.decide_heading(anchor(span), Some(HeadingTold { level: level.clamp(1, DEEPEST), title }));
            step("step.add_heading", span)
        }
        ReviewCommand::MergeHeading(_, index) => {
            let (first, second) = (heading(index)?, heading(index + 1)?);
            if !may_merge(report, index) {
                return None;
            }
            let title = first.title.cover(second.title);
            let (at, other) = (known(corrections, index, first), known(corrections, index + 1, second));
            corrections.decide_heading(at, Some(HeadingTold { level: first.level, title: anchor(title) }));
            forget(corrections, other, was_read(second));
            step("step.merge_heading", title)
        }
        ReviewCommand::SplitHeading(_, index, at) => {
            let h = heading(index)?;
            let first = trimmed(text, Span { start: h.title.start, end: at })?;
            let second = trimmed(text, Span { start: at, end: h.title.end })?;
            corrections.decide_heading(known(corrections, index, h), Some(HeadingTold { level: h.level, title: anchor(first) }));
            corrections.decide_heading(anchor(second), Some(HeadingTold { level: h.level, title: anchor(second) }));
            step("step.split_heading", h.title)
        }
        ReviewCommand::ReopenHeading(_, index) => {
            let heading = (index < corrections.headings.len()).then(|| corrections.headings.remove(index))?;
            Step { key: "step.reopen", what: short(&heading.at.words), place: Some(heading.at.place) }
        }
        _ => return None,
    })
}

/// The heading there is none any more. What the user added was never read: to remove it is to forget it.
fn forget(corrections: &mut Corrections, at: Anchor, read: bool) {
    corrections.headings.retain(|c| c.at != at);
    if read {
        corrections.decide_heading(at, None);
    }
}

/// A span without the white space and the marks at its ends; `None` when nothing is left or it spans paragraphs.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = text.get(span.start as usize..span.end.max(span.start) as usize)?;
    let ends = |c: char| c.is_whitespace() || "。，、：；".contains(c);
    let start = span.start as usize + words.len() - words.trim_start_matches(ends).len();
    let end = span.start as usize + words.trim_end_matches(ends).len();
    (start < end && !text.get(start..end)?.contains('\n')).then(|| Span::new(start, end))
}

/// The first words, for a menu.
fn short(words: &str) -> String {
    let mut short: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(16).collect();
    if words.chars().count() > 16 {
        short.push('…');
    }
    short
}
