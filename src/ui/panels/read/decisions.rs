//! What the user decided and can decide: about the selected figure, and about the report as a whole.

use super::checks::Checks;
use super::form::{About, Form, field};
use super::marks;
use super::words::WordsForm;
use crate::app::{Command, Language, ReviewCommand, Step};
use crate::indicator::{Observation, Place};
use crate::library::corrections::{self, Made, Reading, period_of};
use crate::library::{ObservationRef, Report, ReportId};
use crate::ui::theme::{self, GAP, GRID, size};
use crate::ui::{Cx, keys, widgets};
use eframe::egui::{self, Label, RichText, Ui};

/// What the inspector remembers of the decision under way.
#[derive(Default)]
pub struct Review {
    /// The form of a figure, while one is open.
    pub form: Option<Form>,
    /// The form of what the report is about, while it is open.
    pub about: Option<AboutForm>,
    /// The form in which words are picked, while it is open.
    pub words: Option<WordsForm>,
    /// Words picked there that are to become a figure; taken by the panel.
    pub wish: Option<Place>,
    /// Whether the findings are shown in the place of details.
    pub checks_open: bool,
    /// The list of findings.
    pub checks: Checks,
}

impl Review {
    /// Whether a form is open: bare keys are then its own.
    pub fn is_editing(&self) -> bool {
        self.form.is_some() || self.about.is_some() || self.words.is_some() || (self.checks_open && self.checks.is_editing())
    }

    /// Opens the form of the selected figure.
    pub fn correct(&mut self, cx: &Cx<'_>) {
        if let Some(at) = cx.state.selection
            && let Some((_, o)) = cx.state.library.observation(at)
        {
            self.form = Some(Form::new(About::Figure(at), &Reading::of(o), cx));
        }
    }

    /// Opens the form of a figure that was missed; where one stands already, of that one.
    pub fn add(&mut self, report: &Report, pointed: Place, cx: &mut Cx<'_>) {
        let (place, reading) = corrections::propose(report, pointed);
        let known = report.observations.iter().position(|o| o.place == place).and_then(|at| u32::try_from(at).ok());
        match known {
            Some(index) => {
                let at = ObservationRef { report: report.id(), index };
                cx.emit(Command::Select(Some(at)));
                self.form = report.observations.get(index as usize).map(|o| Form::new(About::Figure(at), &Reading::of(o), cx));
            }
            None => self.form = Some(Form::new(About::Words(report.id(), place), &reading, cx)),
        }
    }

    /// Closes the form of a figure that is not the selected one any more, and of a report that is not open.
    pub fn keep(&mut self, report: ReportId, selected: Option<ObservationRef>) {
        let stays = |form: &Form| match form.about() {
            About::Figure(at) => selected == Some(at),
            About::Words(id, _) => id == report,
        };
        self.form = self.form.take().filter(stays);
        self.about = self.about.take().filter(|form| form.report == report);
        self.words = self.words.take().filter(|form| form.report() == report);
    }
}

/// How a figure reads, on one line: indicator, measure, value, period, status, scope.
pub fn told(o: &Observation, cx: &Cx<'_>) -> String {
    let chinese = cx.state.settings.language == Language::Chinese;
    let period = o.period.map_or_else(|| cx.t.say("value.unknown").to_owned(), |p| if chinese { p.in_chinese() } else { p.to_string() });
    let scope = o.scope.as_deref().map(|scope| format!(" · {scope}")).unwrap_or_default();
    format!("{} · {period} · {}{scope}", marks::label(o, cx), widgets::status_name(o.status, cx.t))
}

/// What was decided about the figure, in words.
pub fn decided(ui: &mut Ui, report: &Report, at: ObservationRef, cx: &Cx<'_>) {
    let Some(mark) = report.review.marks.get(&at.index) else { return };
    let (words, ink) = match mark.made {
        Made::Confirmed => (cx.t.say("review.confirmed"), cx.theme.good),
        Made::Corrected => (cx.t.say("review.corrected"), cx.theme.accent),
        Made::Added => (cx.t.say("review.added"), cx.theme.accent),
    };
    ui.add_space(GRID);
    widgets::chip(ui, words, ink, cx.theme.accent_soft);
    if let Some(former) = &mark.former {
        let line = format!("{}：{}", cx.t.say("review.former"), told(former, cx));
        ui.add(Label::new(RichText::new(line).small().color(cx.theme.weak)).wrap());
    }
}

/// The decisions that can be taken about the figure.
pub fn buttons(ui: &mut Ui, report: &Report, at: ObservationRef, review: &mut Review, cx: &mut Cx<'_>) {
    let mark = report.review.marks.get(&at.index);
    ui.add_space(GAP);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding.x = GAP;
        ui.spacing_mut().item_spacing.x = GRID + 2.0;
        if mark.is_none() && ui.button(cx.t.say("review.confirm")).on_hover_text("Enter").clicked() {
            cx.emit(Command::Review(ReviewCommand::Confirm(at)));
        }
        if ui.button(cx.t.say("review.correct")).on_hover_text("E").clicked() {
            review.correct(cx);
        }
        if ui.button(cx.t.say("review.discard")).on_hover_text("Delete").clicked() {
            cx.emit(Command::Review(ReviewCommand::Discard(at)));
        }
        if let Some(mark) = mark
            && ui.button(cx.t.say("review.reopen")).clicked()
        {
            cx.emit(Command::Review(ReviewCommand::Reopen(report.id(), mark.correction)));
        }
    });
}

/// What is decided about the report as a whole: how far it is reviewed, what was discarded, what fits no more.
pub fn overview(ui: &mut Ui, report: &Report, review: &mut Review, cx: &mut Cx<'_>) {
    let decisions = &report.review;
    let total = report.observations.len() + decisions.discarded.len();
    let done = decisions.done();
    ui.add_space(GAP);
    #[expect(clippy::cast_precision_loss, reason = "a part of a bar")]
    let part = if total == 0 { 0.0 } else { done as f32 / total as f32 };
    let words = cx.t.tell("review.progress", &[("done", &done.to_string()), ("total", &total.to_string())]);
    ui.label(RichText::new(words).color(cx.theme.text));
    ui.add(egui::ProgressBar::new(part).desired_height(GRID).fill(if done > 0 { cx.theme.good } else { cx.theme.line }));
    ui.add_space(GRID);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding.x = GAP;
        if ui.button(cx.t.say("review.next_doubtful")).on_hover_text("D").clicked() {
            cx.emit(Command::Walk(Step::Doubtful));
        }
        if ui.button(cx.t.say("review.about")).clicked() {
            review.about = Some(AboutForm::new(report, cx));
        }
    });
    let again = cx.t.say("review.reopen");
    let discarded = decisions.discarded.iter().map(|(o, index)| (marks::label(o, cx), Some(o.place), *index)).collect();
    let discarded = Rows { title: cx.t.say("review.discarded"), hint: "", button: again, rows: discarded };
    list(ui, report.id(), &discarded, cx, ReviewCommand::Reopen);
    let text = &report.document.text;
    let removed = decisions.removed.iter().map(|(h, index)| (h.title.of(text).to_owned(), Some(Place::Text(h.title)), *index)).collect();
    let removed = Rows { title: cx.t.say("review.removed_headings"), hint: "", button: again, rows: removed };
    list(ui, report.id(), &removed, cx, ReviewCommand::ReopenHeading);
    let corrections = &decisions.corrections;
    let row = |at: &corrections::Anchor, index: usize| {
        (format!("{}{}", at.before, at.words).split_whitespace().collect::<Vec<_>>().join(" "), None, index)
    };
    let figures = decisions.unfit_figures.iter().filter_map(|&at| Some(row(&corrections.figures.get(at)?.at, at))).collect();
    let headings = decisions.unfit_headings.iter().filter_map(|&at| Some(row(&corrections.headings.get(at)?.at, at))).collect();
    let unfit =
        Rows { title: cx.t.say("review.unfit"), hint: cx.t.say("review.unfit_hint"), button: cx.t.say("review.forget"), rows: figures };
    list(ui, report.id(), &unfit, cx, ReviewCommand::Reopen);
    list(ui, report.id(), &Rows { rows: headings, ..unfit }, cx, ReviewCommand::ReopenHeading);
}

/// Decisions that can be taken back: their words, their place, and their index among the corrections.
struct Rows {
    title: &'static str,
    hint: &'static str,
    button: &'static str,
    rows: Vec<(String, Option<Place>, usize)>,
}

/// A list of decisions; nothing where it is empty. A click on the words leads to their place.
fn list(ui: &mut Ui, report: ReportId, list: &Rows, cx: &mut Cx<'_>, command: impl Fn(ReportId, usize) -> ReviewCommand) {
    let Rows { title, hint, button, rows } = list;
    if rows.is_empty() {
        return;
    }
    ui.add_space(GAP);
    ui.label(RichText::new(format!("{title} {}", rows.len())).font(theme::strong(size::SMALL)).color(cx.theme.weak));
    if !hint.is_empty() {
        ui.add(Label::new(RichText::new(*hint).small().color(cx.theme.weak)).wrap());
    }
    for (words, place, index) in rows {
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().button_padding = egui::vec2(GRID, 1.0);
                if ui.small_button(*button).clicked() {
                    cx.emit(Command::Review(command(report, *index)));
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let label = Label::new(words).truncate().sense(egui::Sense::click());
                    if ui.add(label).clicked()
                        && let Some(Place::Text(span)) = place
                    {
                        cx.emit(Command::GoToWords(report, *span));
                    }
                });
            });
        });
    }
}

/// The form of what a report is about.
pub struct AboutForm {
    report: ReportId,
    /// What was there when it was opened: what is left as it was is not decided.
    read: [String; 6],
    typed: [String; 6],
    wrong: [bool; 2],
}

impl AboutForm {
    fn new(report: &Report, cx: &Cx<'_>) -> Self {
        let chinese = cx.state.settings.language == Language::Chinese;
        let period = |p: Option<crate::base::Period>| p.map(|p| if chinese { p.in_chinese() } else { p.to_string() }).unwrap_or_default();
        let about = &report.review.corrections.about;
        let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let typed = [
            one_line(report.title()),
            one_line(report.issuer()),
            report.region().to_owned(),
            about.kind.clone().unwrap_or_default(),
            period(report.periods.period),
            period(report.periods.plan),
        ];
        Self { report: report.id(), read: typed.clone(), typed, wrong: [false; 2] }
    }

    /// Shows the form. Gives whether it stays open.
    pub fn show(&mut self, ui: &mut Ui, report: &Report, cx: &mut Cx<'_>) -> bool {
        ui.label(RichText::new(cx.t.say("review.about").trim_end_matches('…')).font(theme::strong(size::TITLE)));
        let names = [
            cx.t.say("draft.report_title"),
            cx.t.say("field.issuer"),
            cx.t.say("field.region"),
            cx.t.say("draft.kind"),
            cx.t.say("field.period"),
            cx.t.say("field.plan_period"),
        ];
        for (at, (name, text)) in names.iter().zip(&mut self.typed).enumerate() {
            field(ui, name, text, cx);
            if at >= 4 && self.wrong.get(at - 4) == Some(&true) {
                ui.label(RichText::new(cx.t.say("draft.period")).small().color(cx.theme.error));
            }
        }
        ui.add_space(GRID);
        ui.add(Label::new(RichText::new(cx.t.say("draft.region_hint")).small().color(cx.theme.weak)).wrap());
        ui.add_space(GAP);
        let mut open = true;
        ui.horizontal(|ui| {
            let entered = keys::saves(ui);
            let save = egui::Button::new(RichText::new(cx.t.say("draft.save")).color(cx.theme.on_accent)).fill(cx.theme.accent);
            if ui.add(save).clicked() || entered {
                open = !self.save(report, cx);
            }
            if ui.button(cx.t.say("button.cancel")).clicked() || keys::leaves(ui) {
                open = false;
            }
        });
        open
    }

    fn save(&mut self, report: &Report, cx: &mut Cx<'_>) -> bool {
        let old = report.review.corrections.about.clone();
        let [title, issuer, place, kind, period, plan] = &self.typed;
        let [was_title, was_issuer, was_place, was_kind, was_period, was_plan] = &self.read;
        // An empty field takes a correction back; one left alone stays as it was.
        let words = |typed: &String, was: &String, old: Option<String>| {
            if typed == was { old } else { Some(typed.trim().to_owned()).filter(|t| !t.is_empty()) }
        };
        let periods = [(period, was_period, old.period), (plan, was_plan, old.plan)].map(|(typed, was, old)| {
            if typed == was {
                return Ok(old);
            }
            if typed.trim().is_empty() { Ok(None) } else { period_of(typed).map(Some).ok_or(()) }
        });
        self.wrong = [periods[0].is_err(), periods[1].is_err()];
        let [Ok(period), Ok(plan)] = periods else { return false };
        let about = corrections::About {
            title: words(title, was_title, old.title),
            issuer: words(issuer, was_issuer, old.issuer),
            place: words(place, was_place, old.place),
            kind: words(kind, was_kind, old.kind),
            period,
            plan,
        };
        cx.emit(Command::Review(ReviewCommand::Describe(self.report, about)));
        true
    }
}
