//! What stands in the table of the Compare view, for each of its parts.

use super::grid::{Form, Head, Line, Rows, Sheet, Spot, Voice};
use super::{KINDS, kind_name};
use crate::analysis::compare::{self, Change, When, year};
use crate::analysis::outlines;
use crate::analysis::spread::{self, Spread};
use crate::analysis::targets::{Outcome, Target};
use crate::analysis::{Difference, Matter};
use crate::app::comparing::{Choice, Made, Shown};
use crate::app::{Command, Language};
use crate::base::{Decimal, Period};
use crate::indicator::catalogue::Category;
use crate::indicator::{IndicatorName, Measure, Qualifier, Status, Value};
use crate::library::Report;
use crate::library::table::Cell;
use crate::ui::{Cx, widgets};

/// What was made, as the table tells it.
pub(super) struct Told<'a>(pub(super) &'a Made);

/// Rows that are looked at in one frame: a table may have a hundred thousand.
const AT_ONCE: usize = 8192;

/// How far the rows have been looked at.
#[derive(Default)]
pub(super) struct Listing {
    /// The row to go on with.
    next: usize,
    /// The last row that is shown.
    before: Option<usize>,
    /// How many lines fare how, in the order of [`KINDS`], of those that would be shown if all were.
    counts: [usize; KINDS.len()],
}

impl Listing {
    /// How many lines fare how so far, those that there are.
    pub(super) fn counts(&self) -> Vec<(&'static str, usize)> {
        let counted = KINDS.iter().zip(self.counts).filter(|(_, count)| *count > 0);
        counted.map(|((key, _), count)| (*key, count)).collect()
    }
}

impl Told<'_> {
    /// The table, without its lines.
    pub(super) fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        // Differences in % have one decimal.
        let decimals = if let Shown::Spread(_, Some((_, _, spread))) = &self.0.shown { spread.decimals() } else { 1 };
        Sheet { heads: self.heads(cx), lines: Vec::new(), decimals }
    }

    /// Goes on with the lines that are chosen by at most [`AT_ONCE`] rows. Gives whether those were the last.
    pub(super) fn list_on(&self, listing: &mut Listing, choice: &Choice, lines: &mut Vec<Line>) -> bool {
        let all = Choice { only: None, ..choice.clone() };
        let end = self.len().min(listing.next + AT_ONCE);
        for row in listing.next..end {
            if let Some((key, name)) = self.key(row) {
                if !all.shows(key, name) {
                    continue;
                }
                if let Some(count) = KINDS.iter().position(|(known, _)| *known == key).and_then(|at| listing.counts.get_mut(at)) {
                    *count += 1;
                }
                if !choice.shows(key, name) {
                    continue;
                }
            }
            if self.begins_group(listing.before, row) {
                lines.push(Line::Group(row));
            }
            lines.push(Line::Row(row));
            listing.before = Some(row);
        }
        listing.next = end;
        end == self.len()
    }

    fn len(&self) -> usize {
        match &self.0.shown {
            Shown::Figures(comparison) => comparison.rows.len(),
            Shown::Outlines(lines) => lines.len(),
            Shown::Spread(_, spread) => spread.as_ref().map_or(0, |(_, _, spread)| spread.rows.len()),
            Shown::Targets(targets) => targets.len(),
        }
    }

    /// How a row fared, and what it is about.
    fn key(&self, row: usize) -> Option<(&'static str, Option<&IndicatorName>)> {
        match &self.0.shown {
            Shown::Figures(comparison) => comparison.rows.get(row).map(|row| (row.change.key(), Some(&row.matter.indicator))),
            Shown::Outlines(lines) => lines.get(row).map(|line| (line.fate.key(), None)),
            Shown::Spread(..) => None,
            Shown::Targets(targets) => targets.get(row).map(|target| (target.outcome.key(), Some(&target.matter.indicator))),
        }
    }

    /// Whether a row is of another group than the row before it.
    fn begins_group(&self, before: Option<usize>, row: usize) -> bool {
        match &self.0.shown {
            Shown::Figures(comparison) => {
                let of = |row: usize| comparison.rows.get(row).map(|row| row.matter.indicator.category());
                before.and_then(of) != of(row)
            }
            Shown::Targets(targets) => {
                let of = |row: usize| targets.get(row).map(|target| (&target.area, target.period));
                before.and_then(of) != of(row)
            }
            Shown::Outlines(_) | Shown::Spread(..) => false,
        }
    }

    /// The two reports that are held against each other.
    fn reports<'c>(&self, cx: &Cx<'c>) -> [Option<&'c Report>; 2] {
        self.0.reports.map(|id| id.and_then(|id| cx.state.library.report(id)).map(|report| &**report))
    }

    fn heads(&self, cx: &Cx<'_>) -> Vec<Head> {
        let fate = || Head::new(cx.t.say("compare.fate"), Form::Words, (80.0, 0.0));
        let [first, second] = self.reports(cx).map(|report| report.map_or_else(String::new, |report| short_name(report, cx)));
        let figures = |from: String, to: String| {
            vec![
                Head::new(cx.t.say("field.indicator"), Form::Words, (208.0, 2.0)),
                Head::new(from, Form::Amount, (120.0, 1.0)),
                Head::new(to, Form::Amount, (120.0, 1.0)),
                Head::new(cx.t.say("compare.difference"), Form::Amount, (120.0, 1.0)),
                Head::new(cx.t.say("compare.percent"), Form::Number, (68.0, 0.0)),
                fate(),
            ]
        };
        match &self.0.shown {
            Shown::Figures(_) => figures(first, second),
            Shown::Targets(_) => figures(cx.t.say("outcome.aim").to_owned(), cx.t.say("outcome.actual").to_owned()),
            Shown::Outlines(_) => {
                vec![Head::new(first, Form::Words, (200.0, 1.0)), Head::new(second, Form::Words, (200.0, 1.0)), fate()]
            }
            Shown::Spread(_, spread) => {
                let years = spread.iter().flat_map(|(_, _, spread)| &spread.years);
                let years = years.map(|year| Head::new(period_name(Period::year(*year), cx), Form::Number, (104.0, 0.3)));
                [Head::new(cx.t.say("compare.place"), Form::Words, (168.0, 2.0))].into_iter().chain(years).collect()
            }
        }
    }

    fn figure(&self, row: &compare::Row, cx: &Cx<'_>) -> Vec<Spot> {
        let own = self.reports(cx).map(|report| report.and_then(own_months));
        let when = when_name(row.when, own, cx);
        // 次年目标, 目标: in one word, since there is little room.
        let aim = if row.target { widgets::status_name(Status::Target, cx.t) } else { "" };
        let between = if cx.state.settings.language == Language::Chinese { "" } else { " " };
        let when = [when.as_deref().unwrap_or(""), aim].join(between);
        let difference = if let Change::Changed(difference) = &row.change { Some(difference) } else { None };
        let voice = if row.change == Change::Unclear { Voice::Warning } else { Voice::Weak };
        let matter = matter_spot(&row.matter, Some(when.trim().to_owned()).filter(|when| !when.is_empty()), cx);
        measured(matter, &row.sides, difference, Spot::words(kind_name(row.change.key(), cx), voice), cx)
    }

    fn heading(&self, line: &outlines::Line, cx: &Cx<'_>) -> Vec<Spot> {
        let voice = match line.fate {
            outlines::Fate::Kept => Voice::Weak,
            outlines::Fate::Reworded | outlines::Fate::Moved => Voice::Plain,
            outlines::Fate::Added => Voice::Good,
            outlines::Fate::Removed => Voice::Warning,
        };
        let heading = |(report, at): (Option<&Report>, Option<usize>)| {
            let (report, at) = (report?, at?);
            let (heading, text) = (report.outline.headings.get(at)?, &report.document.text);
            let title = format!("{}{}", heading.marker.of(text), heading.title.of(text));
            Some(Spot {
                text: on_one_line(&title),
                level: heading.level.saturating_sub(1).min(4),
                go: Some(Command::SelectHeading(report.id(), at)),
                voice,
                ..Spot::default()
            })
        };
        let sides = self.reports(cx).into_iter().zip(line.sides).map(|side| heading(side).unwrap_or_default());
        sides.chain([Spot::words(kind_name(line.fate.key(), cx), voice)]).collect()
    }
}

impl Rows for Told<'_> {
    fn group(&self, row: usize, cx: &Cx<'_>) -> (String, Option<Option<Category>>) {
        match &self.0.shown {
            Shown::Figures(comparison) => {
                let category = comparison.rows.get(row).and_then(|row| row.matter.indicator.category());
                (widgets::category_name(category, cx.t).to_owned(), Some(category))
            }
            Shown::Targets(targets) => {
                let name = |target: &Target| {
                    let area = on_one_line(target.area.name(&cx.state.library));
                    format!("{area} {}", period_name(target.period, cx))
                };
                (targets.get(row).map(name).unwrap_or_default(), None)
            }
            Shown::Outlines(_) | Shown::Spread(..) => (String::new(), None),
        }
    }

    fn row(&self, row: usize, cx: &Cx<'_>) -> Vec<Spot> {
        let told = match &self.0.shown {
            Shown::Figures(comparison) => comparison.rows.get(row).map(|row| self.figure(row, cx)),
            Shown::Outlines(lines) => lines.get(row).map(|line| self.heading(line, cx)),
            Shown::Spread(_, spread) => spread.as_ref().and_then(|(_, _, spread)| Some(place(spread, spread.rows.get(row)?, cx))),
            Shown::Targets(targets) => targets.get(row).map(|target| aimed(target, cx)),
        };
        told.unwrap_or_default()
    }
}

/// The cells that two amounts have in common, of two reports or of a target and what came.
fn measured(matter: Spot, sides: &[Option<Cell>; 2], difference: Option<&Difference>, fate: Spot, cx: &Cx<'_>) -> Vec<Spot> {
    let [from, to] = sides;
    let [by, percent] = difference_spots(difference, cx);
    vec![matter, amount(from.as_ref(), cx), amount(to.as_ref(), cx), by, percent, fate]
}

/// One place over the years.
fn place(spread: &Spread, row: &spread::Row, cx: &Cx<'_>) -> Vec<Spot> {
    let cell = |cell: &Option<Cell>| {
        let Some(cell) = cell else { return Spot::default() };
        let spot = amount(Some(cell), cx);
        // What cannot be told in the table's unit says its own.
        let own = cell.unit == spread.unit || cell.value == Value::Masked;
        Spot { text: if own { spot.text } else { format!("{}{}", spot.text, spot.more) }, ..spot }
    };
    let name = on_one_line(row.area.name(&cx.state.library));
    [Spot::words(name, Voice::Plain)].into_iter().chain(row.cells.iter().map(cell)).collect()
}

/// A target and what came of it.
fn aimed(target: &Target, cx: &Cx<'_>) -> Vec<Spot> {
    let voice = match target.outcome {
        Outcome::Met => Voice::Good,
        Outcome::Missed | Outcome::Doubtful => Voice::Warning,
        Outcome::Untold | Outcome::Open => Voice::Weak,
    };
    let fate = Spot::words(kind_name(target.outcome.key(), cx), voice);
    let sides = [Some(target.aim.clone()), target.actual.clone()];
    measured(matter_spot(&target.matter, None, cx), &sides, target.difference.as_ref(), fate, cx)
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A report by its place and period; by its title where it tells neither.
pub(super) fn short_name(report: &Report, cx: &Cx<'_>) -> String {
    let period = report.periods.period.or(report.periods.plan).map(|period| period_name(period, cx));
    match (&report.area().name, period) {
        (place, Some(period)) if !place.is_empty() => format!("{place} {period}"),
        _ => on_one_line(report.title()),
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

/// The value and the unit of a cell, with the qualifier of its figure, and whether it is only expected: 约350 亿元, 9 亿元以上, 预计82 亿元.
fn value_and_unit(cell: &Cell, cx: &Cx<'_>) -> (String, String) {
    let first = cell.figures.first().and_then(|at| cx.state.library.observation(*at)).map(|(_, o)| o);
    let expected = if first.is_some_and(|o| o.status == Status::Forecast) { widgets::status_name(Status::Forecast, cx.t) } else { "" };
    let value = format!("{expected}{}", widgets::value_text(&cell.value, cx.t));
    let unit = cell.unit.to_string();
    let qualifier = first.and_then(|o| o.qualifier);
    match qualifier {
        Some(q @ (Qualifier::About | Qualifier::Nearly | Qualifier::Over | Qualifier::Under)) => (format!("{}{value}", q.name()), unit),
        Some(Qualifier::Odd) => (format!("{value}{}", Qualifier::Odd.name()), unit),
        Some(q) => (value, format!("{unit}{}", q.name())),
        None => (value, unit),
    }
}
