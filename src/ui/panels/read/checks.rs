//! 核: what the checks found in the open report, the arithmetic spelled out; a click leads to the figures.

use crate::app::findings::{self, Judged};
use crate::app::{Command, ReviewCommand};
use crate::audit::{Finding, Severity};
use crate::base::Span;
use crate::indicator::{Place, Value};
use crate::library::{ObservationRef, Report};
use crate::ui::theme::{self, GAP, GRID, RADIUS, size};
use crate::ui::{Cx, keys, widgets};
use eframe::egui::{self, Color32, Frame, Label, Margin, RichText, Sense, Ui, WidgetInfo, vec2};
use std::sync::Arc;

/// What the list remembers.
#[derive(Default)]
pub struct Checks {
    /// Whether the findings that hold are shown.
    holds: bool,
    /// The finding being dismissed, and the reason as typed so far.
    dismissing: Option<(usize, String)>,
    /// The listing finding that is walked through, and at which of its places.
    walked: Option<(Finding, usize)>,
}

impl Checks {
    /// Whether a reason is being typed: bare keys are then its own.
    pub fn is_editing(&self) -> bool {
        self.dismissing.is_some()
    }

    /// Shows the findings.
    pub fn show(&mut self, ui: &mut Ui, report: &Report, cx: &mut Cx<'_>) {
        let current = cx.state.findings.checked.as_ref().filter(|checked| checked.id() == report.id());
        let Some(checked) = current.map(Arc::clone) else {
            ui.label(RichText::new(cx.t.say("checks.running")).color(cx.theme.weak));
            return;
        };
        let found = Arc::clone(&cx.state.findings.found);
        let open = |judged: &&Judged| judged.dismissed.is_none() && judged.finding.severity != Severity::Holds;
        if !found.iter().any(|judged| open(&judged)) {
            ui.add_space(GAP);
            ui.add(Label::new(RichText::new(cx.t.say("checks.none")).color(cx.theme.good)).wrap());
        }
        for (index, judged) in found.iter().enumerate().filter(|(_, judged)| open(judged)) {
            self.finding(ui, &checked, index, judged, cx);
        }
        let holds = found.iter().filter(|j| j.dismissed.is_none() && j.finding.severity == Severity::Holds).count();
        if holds > 0 {
            ui.add_space(GAP);
            ui.checkbox(&mut self.holds, cx.t.tell("checks.show_holds", &[("count", &holds.to_string())]));
            if self.holds {
                for (index, judged) in found.iter().enumerate().filter(|(_, j)| j.finding.severity == Severity::Holds) {
                    self.finding(ui, &checked, index, judged, cx);
                }
            }
        }
        let dismissed: Vec<_> = found.iter().enumerate().filter(|(_, judged)| judged.dismissed.is_some()).collect();
        if !dismissed.is_empty() {
            ui.add_space(2.0 * GAP);
            let title = format!("{} {}", cx.t.say("checks.dismissed"), dismissed.len());
            ui.label(RichText::new(title).font(theme::strong(size::SMALL)).color(cx.theme.weak));
            for (index, judged) in dismissed {
                self.finding(ui, &checked, index, judged, cx);
            }
        }
    }

    fn finding(&mut self, ui: &mut Ui, report: &Report, index: usize, judged: &Judged, cx: &mut Cx<'_>) {
        let finding = &judged.finding;
        let (word, ink) = severity(finding.severity, cx);
        let weak = judged.dismissed.is_some();
        let said = findings::said(finding, cx.t);
        let frame = Frame::NONE.fill(cx.theme.field).corner_radius(RADIUS).inner_margin(Margin::symmetric(12, 8));
        ui.add_space(GRID);
        frame.show(ui, |ui| {
            ui.take_available_width();
            let head = ui.scope(|ui| {
                ui.horizontal(|ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(2.0 * GRID, 5.0 * GRID), Sense::hover());
                    ui.painter().circle_filled(rect.center(), GRID - 0.5, ink);
                    ui.label(RichText::new(word).small().color(ink));
                    if let Some(at) = self.walked.as_ref().filter(|(walked, _)| walked == finding).map(|(_, at)| at) {
                        let places = finding.figures.len() + finding.places.len();
                        ui.label(RichText::new(format!("{} / {places}", at + 1)).small().color(cx.theme.weak));
                    }
                });
                let text = RichText::new(&said).color(if weak { cx.theme.weak } else { cx.theme.text });
                ui.add(Label::new(text).wrap().selectable(false));
                if !finding.arithmetic.is_empty() {
                    let arithmetic = RichText::new(&finding.arithmetic).font(theme::strong(size::BODY - 1.0)).color(cx.theme.weak);
                    ui.add(Label::new(arithmetic).wrap().selectable(false));
                }
            });
            let response = head.response.interact(Sense::click());
            response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Link, true, format!("{word} {said}")));
            if response.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            if response.clicked() {
                self.lead(report, finding, cx);
            }
            named(ui, report, judged, cx);
            let next = findings::next(finding, cx.t);
            if !next.is_empty() && !weak {
                ui.add(Label::new(RichText::new(next).small().color(cx.theme.weak)).wrap());
            }
            self.dismissal(ui, report, index, judged, cx);
        });
    }

    /// Leads to the place to look at first; a listing finding leads from one place to the next with each click.
    fn lead(&mut self, report: &Report, finding: &Finding, cx: &mut Cx<'_>) {
        let places = findings::places(finding, report);
        let first = findings::first(finding, places.len());
        let before = self.walked.take().filter(|(walked, at)| walked == finding && at + 1 < places.len());
        let at = before.map_or(first, |(_, at)| at + 1);
        if finding.lists() && places.len() > 1 {
            self.walked = Some((finding.clone(), at));
        }
        match (finding.figures.get(at), places.get(at)) {
            (Some(&index), _) => cx.emit(Command::GoTo(ObservationRef { report: report.id(), index })),
            (None, Some(Place::Text(span))) => cx.emit(Command::GoToWords(report.id(), *span)),
            (None, Some(Place::Cell(cell))) => cx.emit(Command::GoToCell(report.id(), *cell)),
            (None, None) => {}
        }
    }

    /// The dismissal: its button, its line for the reason, or the reason that was given.
    fn dismissal(&mut self, ui: &mut Ui, report: &Report, index: usize, judged: &Judged, cx: &mut Cx<'_>) {
        if let Some(dismissed) = judged.dismissed {
            let reason = report.review.corrections.dismissed.get(dismissed).map_or("", |d| d.reason.as_str());
            ui.horizontal_wrapped(|ui| {
                if !reason.is_empty() {
                    ui.label(RichText::new(reason).small().color(cx.theme.text));
                }
                if ui.small_button(cx.t.say("checks.undismiss")).clicked() {
                    cx.emit(Command::Review(ReviewCommand::Undismiss(report.id(), dismissed)));
                }
            });
            return;
        }
        if judged.finding.severity == Severity::Holds {
            return;
        }
        let typing = self.dismissing.as_mut().filter(|(which, _)| *which == index);
        let Some((_, reason)) = typing else {
            if ui.small_button(cx.t.say("checks.dismiss")).clicked() {
                self.dismissing = Some((index, String::new()));
            }
            return;
        };
        let fresh = reason.is_empty();
        let response = super::form::field(ui, cx.t.say("checks.reason"), reason, cx);
        if fresh && !response.has_focus() {
            response.request_focus();
        }
        let mut close = keys::escape(ui.ctx());
        ui.add_space(GRID);
        ui.horizontal(|ui| {
            let entered = keys::saves(ui);
            if ui.button(cx.t.say("checks.dismiss_now")).clicked() || entered {
                let dismissal = findings::dismissal(&judged.finding, report, reason);
                cx.emit(Command::Review(ReviewCommand::Dismiss(report.id(), dismissal)));
                close = true;
            }
            close |= ui.button(cx.t.say("button.cancel")).clicked();
        });
        if close {
            self.dismissing = None;
        }
    }
}

/// The figures and words concerned, each a way to its place.
fn named(ui: &mut Ui, report: &Report, judged: &Judged, cx: &mut Cx<'_>) {
    /// More than these are not named one by one.
    const NAMED: usize = 12;
    let (figures, places) = (&judged.finding.figures, &judged.finding.places);
    if figures.is_empty() && places.len() < 2 {
        return;
    }
    let figure = |index: &u32| {
        let o = report.observations.get(*index as usize)?;
        let words = widgets::figure_text(o, cx.t);
        // Hidden numbers look all alike.
        let words = if o.value == Value::Masked { format!("{} {words}", o.indicator.name()) } else { words };
        Some((words, Command::GoTo(ObservationRef { report: report.id(), index: *index })))
    };
    let words = |span: &Span| (span.of(&report.document.text).trim().to_owned(), Command::GoToWords(report.id(), *span));
    let other = |at: &ObservationRef| {
        let (_, o) = cx.state.library.observation(*at)?;
        Some((widgets::figure_text(o, cx.t), Command::GoTo(*at)))
    };
    // A figure of another report stands before this one's, as in the arithmetic.
    let others = judged.finding.others.iter().filter_map(other);
    let links: Vec<_> = others.chain(figures.iter().filter_map(figure)).chain(places.iter().map(words)).take(NAMED).collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, 2.0);
        for (words, command) in links {
            if ui.link(RichText::new(words).small()).clicked() {
                cx.emit(command);
            }
        }
        if figures.len() + places.len() > NAMED {
            ui.label(RichText::new("…").small().color(cx.theme.weak));
        }
    });
}

/// The severity's word and colour.
fn severity(severity: Severity, cx: &Cx<'_>) -> (&'static str, Color32) {
    match severity {
        Severity::Error => (cx.t.say("checks.error"), cx.theme.error),
        Severity::Doubt => (cx.t.say("checks.doubt"), cx.theme.warning),
        Severity::Note => (cx.t.say("checks.note"), cx.theme.accent),
        Severity::Holds => (cx.t.say("checks.holds"), cx.theme.good),
    }
}
