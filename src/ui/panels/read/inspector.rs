//! What is known of the selected figure, and which words say so; with nothing selected, what is known of the report.

use super::decisions::{self, Review};
use crate::app::{Command, Step};
use crate::base::Span;
use crate::indicator::catalogue::Category;
use crate::indicator::{Attribute, Observation, Place, Value};
use crate::library::{Ground, ObservationRef, Report, ReportId};
use crate::ui::panels::library::{DOUBT, header};
use crate::ui::theme::{self, GAP, GRID, MARGIN, RADIUS, size};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::{Cx, widgets};
use eframe::egui::{self, Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Sense, Ui, pos2, vec2};

/// What is counted of a report, once.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    report: Option<(ReportId, u64)>,
    /// Figures of each category in its order, and of none.
    categories: [usize; Category::ALL.len() + 1],
    masked: usize,
    doubtful: usize,
    undated: usize,
    repaired: usize,
}

impl Counts {
    fn of(report: &Report, revision: u64) -> Self {
        let mut counts = Self { report: Some((report.id(), revision)), ..Self::default() };
        for (index, o) in (0..).zip(&report.observations) {
            let seen = report.review.marks.contains_key(&index);
            let at = o.indicator.category().and_then(|c| Category::ALL.iter().position(|&other| other == c));
            if let Some(count) = counts.categories.get_mut(at.unwrap_or(Category::ALL.len())) {
                *count += 1;
            }
            counts.masked += usize::from(o.value == Value::Masked && !seen);
            counts.doubtful += usize::from(o.confidence < DOUBT);
            counts.undated += usize::from(o.period.is_none() && !seen);
        }
        counts.repaired = report.outline.headings.iter().filter(|h| h.repaired).count();
        counts
    }
}

/// Shows the panel.
pub fn show(ui: &mut Ui, counts: &mut Counts, review: &mut Review, cx: &mut Cx<'_>) {
    let Some(report) = cx.state.open_report() else { return };
    let selected = cx.state.selection.filter(|at| at.report == report.id());
    review.keep(report.id(), selected);
    if let Some(mut form) = review.form.take() {
        header(ui, cx.t.say("inspector.figure"), "", cx);
        let mut open = true;
        scrolled(ui, |ui| open = form.show(ui, cx));
        review.form = open.then_some(form);
        return;
    }
    if let Some(mut form) = review.words.take() {
        header(ui, cx.t.say("inspector.report"), "", cx);
        let mut open = true;
        scrolled(ui, |ui| open = form.show(ui, report, &mut review.wish, cx));
        review.words = open.then_some(form);
        return;
    }
    if let Some(mut form) = review.about.take() {
        header(ui, cx.t.say("inspector.report"), "", cx);
        let mut open = true;
        scrolled(ui, |ui| open = form.show(ui, report, cx));
        review.about = open.then_some(form);
        return;
    }
    let figure = selected.and_then(|at| report.observations.get(at.index as usize).map(|o| (at, o)));
    let place = figure.map(|(at, _)| format!("{} / {}", at.index + 1, report.observations.len())).unwrap_or_default();
    tabs(ui, review, &place, cx);
    if review.checks_open {
        let mut checks = std::mem::take(&mut review.checks);
        scrolled(ui, |ui| checks.show(ui, report, cx));
        review.checks = checks;
        return;
    }
    match figure {
        Some((at, o)) => scrolled(ui, |ui| selected_figure(ui, report, (at, o), review, cx)),
        None => {
            if counts.report != Some((report.id(), cx.state.revision)) {
                *counts = Counts::of(report, cx.state.revision);
            }
            scrolled(ui, |ui| about(ui, report, counts, review, cx));
        }
    }
}

/// What the panel shows: details of the figure or report, or the findings, with their number.
fn tabs(ui: &mut Ui, review: &mut Review, place: &str, cx: &Cx<'_>) {
    Frame::NONE.inner_margin(Margin { left: 16, right: 12, top: 8, bottom: 4 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(theme::ROW);
            ui.spacing_mut().item_spacing.x = MARGIN;
            let open = cx.state.findings.open();
            let checks = if open > 0 { format!("{} {open}", cx.t.say("checks.title")) } else { cx.t.say("checks.title").to_owned() };
            for (is, name) in [(false, cx.t.say("checks.details").to_owned()), (true, checks)] {
                let chosen = review.checks_open == is;
                let font = if chosen { theme::strong(size::BODY) } else { theme::plain(size::BODY) };
                let ink = match (chosen, is && open > 0) {
                    (false, true) => cx.theme.warning,
                    (false, false) => cx.theme.weak,
                    (true, _) => cx.theme.text,
                };
                let button = egui::Button::new(RichText::new(name).font(font).color(ink)).frame(false);
                let response = ui.add(button);
                if chosen {
                    ui.painter().hline(response.rect.x_range(), response.rect.bottom(), egui::Stroke::new(2.0, cx.theme.accent));
                }
                if response.clicked() {
                    review.checks_open = is;
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(place).small().color(cx.theme.weak));
            });
        });
    });
}

fn scrolled(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt("inspector").auto_shrink([false, false]).show(ui, |ui| {
        Frame::NONE.inner_margin(Margin { left: 16, right: 16, top: 4, bottom: 16 }).show(ui, contents);
    });
}

fn selected_figure(ui: &mut Ui, report: &Report, (at, o): (ObservationRef, &Observation), review: &mut Review, cx: &mut Cx<'_>) {
    ui.add(Label::new(RichText::new(o.indicator.name()).font(theme::strong(size::TITLE))).wrap());
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(3.0 * GRID, 5.0 * GRID), Sense::hover());
        widgets::category_mark(ui.painter(), rect.center(), o.indicator.category(), cx.theme);
        let category = widgets::category_name(o.indicator.category(), cx.t);
        ui.label(RichText::new(format!("{category} · {}", widgets::measure_name(o.measure, cx.t))).color(cx.theme.weak));
    });
    ui.add_space(GAP);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GRID;
        let ink = if o.value == Value::Masked { cx.theme.weak } else { cx.theme.text };
        ui.label(RichText::new(widgets::value_text(&o.value, cx.t)).font(theme::strong(size::LARGE)).color(ink));
        ui.label(RichText::new(&*o.unit).font(theme::plain(size::TITLE)).color(cx.theme.weak));
    });
    decisions::decided(ui, report, at, cx);
    decisions::buttons(ui, report, at, review, cx);
    ui.add_space(GAP);
    fields(ui, o, cx);
    ui.add_space(GAP);
    section(ui, cx.t.say("inspector.why"), cx);
    evidence(ui, report, o, cx);
    section(ui, cx.t.say("inspector.source"), cx);
    if let Place::Text(span) = o.place
        && let Some(page) = report.document.page_of(span.start as usize)
    {
        ui.label(RichText::new(cx.t.tell("inspector.page", &[("page", &page.to_string())])).small().color(cx.theme.weak));
    }
    sentence(ui, report, o, cx);
    ui.add_space(GAP);
    ui.horizontal(|ui| {
        if icon::button(ui, Icon::Left, cx.t.say("keys.previous")).clicked() {
            cx.emit(Command::Walk(Step::Previous));
        }
        if icon::button(ui, Icon::Right, cx.t.say("keys.next")).clicked() {
            cx.emit(Command::Walk(Step::Next));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(at) = cx.state.selection
                && ui.button(cx.t.say("inspector.show")).clicked()
            {
                cx.emit(Command::GoTo(at));
            }
        });
    });
}

fn fields(ui: &mut Ui, o: &Observation, cx: &Cx<'_>) {
    let unknown = cx.t.say("value.unknown");
    let chinese = cx.state.settings.language == crate::app::Language::Chinese;
    let period = o.period.map_or_else(|| unknown.to_owned(), |p| if chinese { p.in_chinese() } else { p.to_string() });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a percentage from 0 to 100")]
    let sure = (o.confidence.clamp(0.0, 1.0) * 100.0).round() as u32;
    let mut rows: Vec<(&str, String, egui::Color32)> = vec![
        (cx.t.say("field.period"), period, if o.period.is_some() { cx.theme.text } else { cx.theme.warning }),
        (cx.t.say("field.status"), widgets::status_name(o.status, cx.t).to_owned(), cx.theme.text),
    ];
    if let Some(basis) = o.basis {
        rows.push((cx.t.say("field.basis"), basis.name().to_owned(), cx.theme.text));
    }
    let scope = o.scope.as_deref().map_or_else(|| cx.t.say("field.own_area").to_owned(), str::to_owned);
    rows.push((cx.t.say("field.scope"), scope, cx.theme.text));
    if let Some(qualifier) = o.qualifier {
        rows.push((cx.t.say("field.qualifier"), qualifier.name().to_owned(), cx.theme.text));
    }
    let ink = if o.confidence < DOUBT { cx.theme.warning } else { cx.theme.text };
    rows.push((cx.t.say("field.confidence"), format!("{sure} %"), ink));
    table(ui, &rows, cx);
}

/// Names at the left, values at the right of them, wrapped.
fn table(ui: &mut Ui, rows: &[(&str, String, egui::Color32)], cx: &Cx<'_>) {
    let names = rows.iter().map(|row| ui.painter().layout_no_wrap(row.0.to_owned(), theme::plain(size::BODY), cx.theme.weak).size().x);
    let column = names.fold(0.0, f32::max).max(64.0) + 1.5 * GAP;
    for (name, value, ink) in rows {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let (rect, _) = ui.allocate_exact_size(vec2(column, 22.0), Sense::hover());
            widgets::line(ui.painter(), pos2(rect.left(), rect.center().y), column, name, theme::plain(size::BODY), cx.theme.weak);
            ui.add(Label::new(RichText::new(value).color(*ink)).wrap());
        });
    }
}

fn section(ui: &mut Ui, name: &str, cx: &Cx<'_>) {
    ui.add_space(GAP);
    ui.label(RichText::new(name).font(theme::strong(size::SMALL)).color(cx.theme.weak));
    ui.add_space(GRID);
}

fn attribute_name(attribute: Attribute, cx: &Cx<'_>) -> &'static str {
    match attribute {
        Attribute::Indicator => cx.t.say("field.indicator"),
        Attribute::Measure => cx.t.say("field.measure"),
        Attribute::Status => cx.t.say("field.status"),
        Attribute::Period => cx.t.say("field.period"),
        Attribute::Scope => cx.t.say("field.scope"),
        Attribute::Unit => cx.t.say("field.unit"),
        Attribute::Sign => cx.t.say("field.sign"),
    }
}

/// What gave each attribute, a sentence each.
fn evidence(ui: &mut Ui, report: &Report, o: &Observation, cx: &Cx<'_>) {
    let ink = |ground| if ground == Ground::Undated { cx.theme.warning } else { cx.theme.text };
    let reasons = report.reasons(o);
    let rows: Vec<_> = reasons.iter().map(|r| (attribute_name(r.attribute, cx), ground_text(r.ground, cx), ink(r.ground))).collect();
    if rows.is_empty() {
        ui.label(RichText::new(cx.t.say("inspector.no_words")).color(cx.theme.faint));
    } else {
        table(ui, &rows, cx);
    }
}

fn ground_text(ground: Ground<'_>, cx: &Cx<'_>) -> String {
    match ground {
        Ground::Sentence(words) => cx.t.tell("why.sentence", &[("words", words)]),
        Ground::Before(words) => cx.t.tell("why.before", &[("words", words)]),
        Ground::After(words) => cx.t.tell("why.after", &[("words", words)]),
        Ground::Heading(words) => cx.t.tell("why.heading", &[("words", words)]),
        Ground::Title(words) => cx.t.tell("why.title", &[("words", words)]),
        Ground::Cell(cell, words) => cx.t.tell("why.cell", &[("cell", &cell.a1()), ("words", words)]),
        Ground::Unit("") => cx.t.say("why.count").to_owned(),
        Ground::Unit(unit) => cx.t.tell("why.unit", &[("words", unit)]),
        Ground::OwnPeriod => cx.t.say("why.own_period").to_owned(),
        Ground::Context => cx.t.say("why.context").to_owned(),
        Ground::Undated => cx.t.say("why.undated").to_owned(),
        Ground::Happened => cx.t.say("why.happened").to_owned(),
        Ground::Plans => cx.t.say("why.plans").to_owned(),
        Ground::OwnArea => cx.t.say("why.own_area").to_owned(),
    }
}

/// The figure's sentence, with the figure itself set off and the words that gave its attributes underlined.
fn sentence(ui: &mut Ui, report: &Report, o: &Observation, cx: &Cx<'_>) {
    let job = match o.place {
        Place::Text(figure) => marked_sentence(report, o, figure, cx),
        Place::Cell(_) => {
            let mut job = egui::text::LayoutJob::default();
            job.append(report.words(o.place), 0.0, sentence_format(Part::Plain, cx));
            job
        }
    };
    Frame::NONE.fill(cx.theme.field).corner_radius(RADIUS).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.take_available_width();
        ui.add(Label::new(job).wrap());
        let mut place =
            o.heading.and_then(|h| report.outline.headings.get(h as usize)).map(|h| h.title.of(&report.document.text).to_owned());
        if let Some((table, cell)) = report.cell(o.place) {
            place = Some(if table.is_empty() { cell.a1() } else { format!("{table}!{cell}") });
        }
        if let Some(place) = place {
            ui.add(Label::new(RichText::new(place).small().color(cx.theme.weak)).wrap());
        }
    });
}

/// What a piece of the sentence is to the figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Plain,
    /// Words that gave an attribute.
    Ground,
    /// The figure itself.
    Figure,
}

fn sentence_format(part: Part, cx: &Cx<'_>) -> egui::TextFormat {
    let figure = part == Part::Figure;
    egui::TextFormat {
        font_id: if figure { theme::strong(size::BODY - 1.0) } else { theme::plain(size::BODY - 1.0) },
        color: if figure { cx.theme.accent } else { cx.theme.text },
        underline: if part == Part::Ground { egui::Stroke::new(1.0, cx.theme.accent) } else { egui::Stroke::NONE },
        line_height: Some(24.0),
        ..egui::TextFormat::default()
    }
}

fn marked_sentence(report: &Report, o: &Observation, figure: Span, cx: &Cx<'_>) -> egui::text::LayoutJob {
    let sentence = report.sentence_span(figure);
    let grounds = o.evidence.iter().filter_map(|e| if let Place::Text(span) = e.place { Some(span) } else { None });
    let mut parts: Vec<(Span, Part)> = grounds.map(|span| (span, Part::Ground)).chain([(figure, Part::Figure)]).collect();
    parts.sort_by_key(|(span, part)| (span.start, *part == Part::Ground));
    let mut job = egui::text::LayoutJob::default();
    let mut at = sentence.start;
    for (span, part) in parts {
        // Words told twice, outside the sentence, or over the figure are left as they are.
        if span.start < at || span.end > sentence.end || part == Part::Ground && span.start < figure.end && figure.start < span.end {
            continue;
        }
        let between = Span { start: at, end: span.start };
        job.append(between.of(&report.document.text), 0.0, sentence_format(Part::Plain, cx));
        job.append(span.of(&report.document.text), 0.0, sentence_format(part, cx));
        at = span.end;
    }
    job.append(Span { start: at, end: sentence.end }.of(&report.document.text), 0.0, sentence_format(Part::Plain, cx));
    job
}

/// What is known of the report.
fn about(ui: &mut Ui, report: &Report, counts: &Counts, review: &mut Review, cx: &mut Cx<'_>) {
    let text = &report.document.text;
    let title = report.title().split_whitespace().collect::<Vec<_>>().join(" ");
    ui.add(Label::new(RichText::new(title).font(theme::strong(size::TITLE))).wrap());
    ui.add_space(GAP);
    let chinese = cx.state.settings.language == crate::app::Language::Chinese;
    let period = |p: crate::base::Period| if chinese { p.in_chinese() } else { p.to_string() };
    let front = &report.front;
    let words = |span: Option<crate::base::Span>| span.map(|s| s.of(text).trim().to_owned()).filter(|s| !s.is_empty());
    let encoding = report.document.encoding.map(|e| format!(" · {e}")).unwrap_or_default();
    let known = [
        (cx.t.say("draft.kind"), report.review.corrections.about.kind.clone()),
        (cx.t.say("field.issuer"), Some(report.issuer().to_owned()).filter(|s| !s.is_empty())),
        (cx.t.say("field.region"), Some(report.region().to_owned()).filter(|s| !s.is_empty())),
        (cx.t.say("field.issued_on"), front.issued_on.map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))),
        (cx.t.say("field.document_number"), words(front.document_number)),
        (cx.t.say("field.period"), report.periods.period.map(period)),
        (cx.t.say("field.plan_period"), report.periods.plan.map(period)),
        (cx.t.say("field.file"), Some(format!("{}{encoding}", report.document.name))),
    ];
    let rows: Vec<_> = known.into_iter().filter_map(|(name, value)| Some((name, value?, cx.theme.text))).collect();
    table(ui, &rows, cx);
    decisions::overview(ui, report, review, cx);
    section(ui, cx.t.say("inspector.figures"), cx);
    for (category, count) in Category::ALL.into_iter().map(Some).chain([None]).zip(counts.categories) {
        count_row(ui, widgets::category_name(category, cx.t), count, cx.theme.text, cx, |ui, at| {
            widgets::category_mark(ui.painter(), at, category, cx.theme);
        });
    }
    section(ui, cx.t.say("inspector.questions"), cx);
    for (name, count) in [
        (cx.t.say("question.masked"), counts.masked),
        (cx.t.say("question.doubtful"), counts.doubtful),
        (cx.t.say("question.undated"), counts.undated),
        (cx.t.say("question.repaired"), counts.repaired),
    ] {
        let ink = if count > 0 { cx.theme.warning } else { cx.theme.faint };
        count_row(ui, name, count, ink, cx, |_, _| {});
    }
    ui.add_space(MARGIN);
    ui.add(Label::new(RichText::new(cx.t.say("inspector.hint")).small().color(cx.theme.weak)).wrap());
}

fn count_row(ui: &mut Ui, name: &str, count: usize, ink: egui::Color32, cx: &Cx<'_>, mark: impl FnOnce(&Ui, egui::Pos2)) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let y = rect.center().y;
    mark(ui, pos2(rect.left() + 1.5 * GRID, y));
    widgets::line(ui.painter(), pos2(rect.left() + 5.0 * GRID, y), rect.width() - 60.0, name, theme::plain(size::BODY), cx.theme.text);
    widgets::line_right(ui.painter(), pos2(rect.right(), y), &count.to_string(), theme::plain(size::BODY), ink);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{name} {count}")));
}
