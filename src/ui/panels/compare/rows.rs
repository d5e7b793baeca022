//! What stands in the table of the Compare view, for each of its parts.

use super::grid::{Form, Head, Line, Sheet, Spot, Voice};
use super::kind_name;
use crate::analysis::compare::{Change, Comparison, When, year};
use crate::analysis::outlines;
use crate::analysis::spread::{self, Spread};
use crate::analysis::targets::{Outcome, Target};
use crate::analysis::{Difference, Matter};
use crate::app::comparing::Choice;
use crate::app::{Command, Language};
use crate::base::{Decimal, Period};
use crate::indicator::{Measure, Qualifier, Status, Value};
use crate::library::table::Cell;
use crate::library::{Report, ReportId};
use crate::ui::{Cx, widgets};

/// The figures of two reports.
pub(super) fn figures(comparison: &Comparison, reports: [ReportId; 2], choice: &Choice, cx: &Cx<'_>) -> Sheet {
    let known = reports.map(|id| cx.state.library.report(id).map(|report| &**report));
    let [first, second] = known.map(|report| report.map_or_else(String::new, |report| short_name(report, cx)));
    let own = known.map(|report| report.and_then(own_months));
    let mut lines = Vec::new();
    let mut category = None;
    for row in comparison.rows.iter().filter(|row| choice.shows(row.change.key(), Some(&row.matter.indicator))) {
        let of = row.matter.indicator.category();
        if category != Some(of) {
            category = Some(of);
            lines.push(Line::Group(widgets::category_name(of, cx.t).to_owned(), Some(of)));
        }
        let when = when_name(row.when, own, cx);
        // 次年目标, 目标: in one word, since there is little room.
        let aim = if row.target { widgets::status_name(Status::Target, cx.t) } else { "" };
        let between = if cx.state.settings.language == Language::Chinese { "" } else { " " };
        let when = [when.as_deref().unwrap_or(""), aim].join(between);
        let [a, b] = &row.sides;
        let difference = match &row.change {
            Change::Changed(difference) => Some(difference),
            _ => None,
        };
        let [by, percent] = difference_spots(difference, cx);
        let voice = if row.change.key() == "unclear" { Voice::Warning } else { Voice::Weak };
        lines.push(Line::Row(vec![
            matter_spot(&row.matter, Some(when.trim().to_owned()).filter(|when| !when.is_empty()), cx),
            amount(a.as_ref(), cx),
            amount(b.as_ref(), cx),
            by,
            percent,
            Spot::words(kind_name(row.change.key(), cx), voice),
        ]));
    }
    let heads = vec![
        Head::new(cx.t.say("field.indicator"), Form::Words, (208.0, 2.0)),
        Head::new(first, Form::Amount, (120.0, 1.0)),
        Head::new(second, Form::Amount, (120.0, 1.0)),
        Head::new(cx.t.say("compare.difference"), Form::Amount, (120.0, 1.0)),
        Head::new(cx.t.say("compare.percent"), Form::Number, (68.0, 0.0)),
        Head::new(cx.t.say("compare.fate"), Form::Words, (80.0, 0.0)),
    ];
    Sheet { heads, lines }
}

/// The outlines of two reports.
pub(super) fn outlines(lines: &[outlines::Line], reports: [ReportId; 2], choice: &Choice, cx: &Cx<'_>) -> Sheet {
    let known = reports.map(|id| cx.state.library.report(id).map(|report| &**report));
    let heading = |side: usize, at: Option<usize>, voice: Voice| {
        let (Some(Some(report)), Some(at)) = (known.get(side), at) else { return Spot::default() };
        let Some(heading) = report.outline.headings.get(at) else { return Spot::default() };
        let text = &report.document.text;
        let title = format!("{}{}", heading.marker.of(text), heading.title.of(text));
        Spot {
            text: title.split_whitespace().collect::<Vec<_>>().join(" "),
            level: heading.level.saturating_sub(1).min(4),
            go: Some(Command::SelectHeading(report.id(), at)),
            voice,
            ..Spot::default()
        }
    };
    let row = |line: &outlines::Line| {
        let voice = match line.fate {
            outlines::Fate::Kept => Voice::Weak,
            outlines::Fate::Reworded | outlines::Fate::Moved => Voice::Plain,
            outlines::Fate::Added => Voice::Good,
            outlines::Fate::Removed => Voice::Warning,
        };
        let [a, b] = line.sides;
        Line::Row(vec![heading(0, a, voice), heading(1, b, voice), Spot::words(kind_name(line.fate.key(), cx), voice)])
    };
    let [first, second] = known.map(|report| report.map_or_else(String::new, |report| short_name(report, cx)));
    let heads = vec![
        Head::new(first, Form::Words, (200.0, 1.0)),
        Head::new(second, Form::Words, (200.0, 1.0)),
        Head::new(cx.t.say("compare.fate"), Form::Words, (80.0, 0.0)),
    ];
    Sheet { heads, lines: lines.iter().filter(|line| choice.shows(line.fate.key(), None)).map(row).collect() }
}

/// One indicator over years and places.
pub(super) fn years(spread: &Spread, cx: &Cx<'_>) -> Sheet {
    let year = |year: &i16| match cx.state.settings.language {
        Language::Chinese => Period::year(*year).in_chinese(),
        Language::English => Period::year(*year).to_string(),
    };
    let years = spread.years.iter().map(|of| Head::new(year(of), Form::Number, (104.0, 0.3)));
    let cell = |cell: &Option<Cell>| {
        let Some(cell) = cell else { return Spot::default() };
        let (text, unit) = value_and_unit(cell, cx);
        let own = cell.unit == spread.unit;
        Spot {
            // What cannot be told in the table's unit says its own.
            text: if own || cell.value == Value::Masked { text } else { format!("{text}{unit}") },
            ..amount(Some(cell), cx)
        }
    };
    let row = |row: &spread::Row| {
        let name = row.area.name(&cx.state.library).split_whitespace().collect::<Vec<_>>().join(" ");
        Line::Row([Spot::words(name, Voice::Plain)].into_iter().chain(row.cells.iter().map(cell)).collect())
    };
    let heads = [Head::new(cx.t.say("compare.place"), Form::Words, (168.0, 2.0))].into_iter().chain(years).collect();
    Sheet { heads, lines: spread.rows.iter().map(row).collect() }
}

/// Targets and what came of them.
pub(super) fn targets(targets: &[Target], choice: &Choice, cx: &Cx<'_>) -> Sheet {
    let mut lines = Vec::new();
    let mut group = None;
    for target in targets.iter().filter(|target| choice.shows(target.outcome.key(), Some(&target.matter.indicator))) {
        if group != Some((&target.area, target.period)) {
            group = Some((&target.area, target.period));
            let area = target.area.name(&cx.state.library).split_whitespace().collect::<Vec<_>>().join(" ");
            lines.push(Line::Group(format!("{area} {}", period_name(target.period, cx)), None));
        }
        let [by, percent] = difference_spots(target.difference.as_ref(), cx);
        let voice = match target.outcome {
            Outcome::Met => Voice::Good,
            Outcome::Missed | Outcome::Doubtful => Voice::Warning,
            Outcome::Untold | Outcome::Open => Voice::Weak,
        };
        lines.push(Line::Row(vec![
            matter_spot(&target.matter, None, cx),
            amount(Some(&target.aim), cx),
            amount(target.actual.as_ref(), cx),
            by,
            percent,
            Spot::words(kind_name(target.outcome.key(), cx), voice),
        ]));
    }
    let heads = vec![
        Head::new(cx.t.say("field.indicator"), Form::Words, (208.0, 2.0)),
        Head::new(cx.t.say("outcome.aim"), Form::Amount, (120.0, 1.0)),
        Head::new(cx.t.say("outcome.actual"), Form::Amount, (120.0, 1.0)),
        Head::new(cx.t.say("compare.difference"), Form::Amount, (120.0, 1.0)),
        Head::new(cx.t.say("compare.percent"), Form::Number, (68.0, 0.0)),
        Head::new(cx.t.say("compare.fate"), Form::Words, (80.0, 0.0)),
    ];
    Sheet { heads, lines }
}

/// A report by its place and period; by its title where it tells neither.
pub(super) fn short_name(report: &Report, cx: &Cx<'_>) -> String {
    let period = report.periods.period.or(report.periods.plan).map(|period| period_name(period, cx));
    match (report.area().name, period) {
        (place, Some(period)) if !place.is_empty() => format!("{place} {period}"),
        _ => report.title().split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// A period's name in the interface's language.
fn period_name(period: Period, cx: &Cx<'_>) -> String {
    match cx.state.settings.language {
        Language::Chinese => period.in_chinese(),
        Language::English => period.to_string(),
    }
}

/// A matter's name in full, for lists: 规模以上工业增加值（增长）.
pub(super) fn matter_name(matter: &Matter, cx: &Cx<'_>) -> String {
    let spot = matter_spot(matter, None, cx);
    if spot.more.is_empty() { spot.text } else { format!("{}（{}）", spot.text, spot.more) }
}

fn matter_spot(matter: &Matter, more: Option<String>, cx: &Cx<'_>) -> Spot {
    let measure = (matter.measure != Measure::Level).then(|| widgets::measure_name(matter.measure, cx.t).to_owned());
    let basis = matter.basis.map(|basis| basis.name().to_owned());
    let own = [matter.scope.as_deref().map(str::to_owned), measure, basis];
    let more: Vec<String> = own.into_iter().flatten().chain(more).collect();
    Spot { text: matter.indicator.name().to_owned(), more: more.join(" · "), ..Spot::default() }
}

/// The months of a report's own period, as the comparison tells them.
fn own_months(report: &Report) -> Option<When> {
    When::of(report.periods.period?, year(report))
}

/// For when a row is, where that is not simply what both reports are about.
fn when_name(when: When, own: [Option<When>; 2], cx: &Cx<'_>) -> Option<String> {
    let whole = |first, last| (first, last) == (1, 12);
    match when {
        _ if own == [Some(when), Some(when)] => None,
        When::Months { years: 0, first, last } => Some(months_name(first, last, cx)),
        When::Months { first, last, .. } if whole(first, last) => Some(cx.t.say("compare.next_year").to_owned()),
        When::Months { first, last, .. } => Some(format!("{} {}", cx.t.say("compare.next_year"), months_name(first, last, cx))),
        When::Fixed(period) => Some(period_name(period, cx)),
    }
}

/// Months of a year: 1—9月, 上半年, 全年.
pub(super) fn months_name(first: u8, last: u8, cx: &Cx<'_>) -> String {
    match (first, last, cx.state.settings.language) {
        (1, 12, _) => cx.t.say("compare.whole_year").to_owned(),
        // The year does not show.
        (_, _, Language::Chinese) => Period::spoken(2000, first, last).in_chinese_without_year(),
        (_, _, Language::English) if first == last => format!("{first:02}"),
        (_, _, Language::English) => format!("{first:02}/{last:02}"),
    }
}

/// A difference, and the same in %.
fn difference_spots(difference: Option<&Difference>, cx: &Cx<'_>) -> [Spot; 2] {
    let Some(difference) = difference else { return [Spot::default(), Spot::default()] };
    let signed = |value: Decimal| if value > Decimal::ZERO { format!("+{value}") } else { widgets::number(value) };
    let unit = if &*difference.unit == "个百分点" { cx.t.say("compare.points") } else { &difference.unit };
    let by = Spot { text: signed(difference.value), more: unit.to_owned(), ..Spot::default() };
    let percent = difference.percent.map_or_else(Spot::default, |percent| Spot { text: signed(percent), scale: 1, ..Spot::default() });
    [by, percent]
}

/// What a report or several tell, leading to where the first of them does.
fn amount(cell: Option<&Cell>, cx: &Cx<'_>) -> Spot {
    let Some(cell) = cell else { return Spot::words("–", Voice::Weak) };
    let (text, more) = value_and_unit(cell, cx);
    Spot {
        text,
        more,
        scale: if let Value::Number(value) = cell.value { value.scale() } else { 0 },
        voice: if cell.value == Value::Masked { Voice::Weak } else { Voice::Plain },
        differs: cell.differs,
        go: cell.figures.first().map(|at| Command::GoTo(*at)),
        figures: cell.figures.clone(),
        ..Spot::default()
    }
}

/// The value and the unit of a cell, with the qualifier of its figure: 约350 亿元, 9 亿元以上.
fn value_and_unit(cell: &Cell, cx: &Cx<'_>) -> (String, String) {
    let value = widgets::value_text(&cell.value, cx.t);
    let unit = cell.unit.to_string();
    let qualifier = cell.figures.first().and_then(|at| cx.state.library.observation(*at)).and_then(|(_, o)| o.qualifier);
    match qualifier {
        Some(q @ (Qualifier::About | Qualifier::Nearly | Qualifier::Over | Qualifier::Under)) => (format!("{}{value}", q.name()), unit),
        Some(Qualifier::Odd) => (format!("{value}{}", Qualifier::Odd.name()), unit),
        Some(q) => (value, format!("{unit}{}", q.name())),
        None => (value, unit),
    }
}
