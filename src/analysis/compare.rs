//! One report against another: the figures that both tell, and those that only one of them does.
//!
//! Figures are told against each other that are of one [`Matter`] and stand alike in time: the months of a report's own year
//! against the same months of the other's own year, its plan for the next year against the other's for its next. What a
//! report repeats of earlier years is left out: the other report tells of them itself.

use super::{Difference, Matter};
use crate::base::Period;
use crate::indicator::{Observation, Status};
use crate::library::table::Cell;
use crate::library::{Library, ObservationRef, Report, ReportId};
use std::collections::BTreeMap;

/// How a period stands to the report's own year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Months of the report's own year, or of the one after it.
    Months {
        /// 0 the own year, 1 the next.
        years: i16,
        /// The first month, 1 to 12.
        first: u8,
        /// The last month.
        last: u8,
    },
    /// Several years, or one far ahead: the same for every report.
    Fixed(Period),
}

impl When {
    /// How a period stands to a year; `None` where it lies before it.
    #[must_use]
    pub fn of(period: Period, year: Option<i16>) -> Option<Self> {
        let (first, last) = (period.first(), period.last());
        match year.map(|year| last.year.saturating_sub(year)) {
            Some(years) if years < 0 => None,
            Some(years @ (0 | 1)) if first.year == last.year => Some(When::Months { years, first: first.month, last: last.month }),
            _ => Some(When::Fixed(period)),
        }
    }
}

/// The year a report is about: its own, or the one before what it plans.
#[must_use]
pub fn year(report: &Report) -> Option<i16> {
    let own = report.periods.period.map(Period::last_year);
    own.or_else(|| report.periods.plan.map(|plan| plan.first().year.saturating_sub(1)))
}

/// What became of a figure from the first report to the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only the second tells it.
    New,
    /// Only the first tells it.
    Gone,
    /// Both tell the same.
    Same,
    /// Both tell it, by so much apart.
    Changed(Difference),
    /// Both tell it, but one hides it, gives a range, or tells it twice with different values.
    Unclear,
}

impl Change {
    /// Its key in locales.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Gone => "gone",
            Change::Same => "same",
            Change::Changed(_) => "changed",
            Change::Unclear => "unclear",
        }
    }
}

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is told.
    pub matter: Matter,
    /// Whether it is aimed at.
    pub target: bool,
    /// For when.
    pub when: When,
    /// What the first and the second report tell; at least one of them does.
    pub sides: [Option<Cell>; 2],
    /// What became of it.
    pub change: Change,
}

/// Two reports held against each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The lines, in the order of their matters; for each first what was, then what is aimed at.
    pub rows: Vec<Row>,
    /// How many figures of each report have no period and are left out.
    pub undated: [usize; 2],
    /// Whether the reports are about different months of their years, so that few figures go together.
    pub unlike: bool,
}

type Key = (Matter, bool, When);

/// Holds the second report against the first. Empty where one of them is not in the library.
#[must_use]
pub fn compare(library: &Library, first: ReportId, second: ReportId) -> Comparison {
    let (Some(a), Some(b)) = (library.report(first), library.report(second)) else { return Comparison::default() };
    let mut told: BTreeMap<Key, [Vec<ObservationRef>; 2]> = BTreeMap::new();
    let mut undated = [0; 2];
    for ((side, report), missing) in [a, b].into_iter().enumerate().zip(&mut undated) {
        for (o, index) in report.observations.iter().zip(0..) {
            let Some(key) = key(o, report, missing) else { continue };
            if let Some(figures) = told.entry(key).or_default().get_mut(side) {
                figures.push(ObservationRef { report: report.id(), index });
            }
        }
    }
    let rows = told.into_iter().map(|((matter, target, when), sides)| {
        let sides = sides.map(|figures| Cell::of(figures, library));
        let change = change(&matter, &sides);
        Row { matter, target, when, sides, change }
    });
    let months = |report: &Report| report.periods.period.map(|p| (p.first().month, p.last().month));
    Comparison { rows: rows.collect(), undated, unlike: months(a).zip(months(b)).is_some_and(|(a, b)| a != b) }
}

/// What a figure is told against; `None` for one of an earlier year, and for one without a period, which is counted.
fn key(o: &Observation, report: &Report, undated: &mut usize) -> Option<Key> {
    let Some(period) = o.period else {
        *undated += 1;
        return None;
    };
    Some((Matter::of(o), o.status == Status::Target, When::of(period, year(report))?))
}

fn change(matter: &Matter, sides: &[Option<Cell>; 2]) -> Change {
    match sides {
        [Some(a), Some(b)] => match Difference::between(a, b, matter.measure) {
            Some(difference) if difference.is_zero() => Change::Same,
            Some(difference) => Change::Changed(difference),
            None => Change::Unclear,
        },
        [None, _] => Change::New,
        [_, None] => Change::Gone,
    }
}

/// The report to hold a report against: the one of the same place about the same months of the year before, else of the latest
/// year before, else the neighbour of the same level under the same parent that tells of the same time.
#[must_use]
pub fn counterpart(library: &Library, id: ReportId) -> Option<ReportId> {
    let report = library.report(id)?;
    let (area, own) = (report.area(), report.periods.period);
    let others = || library.reports().iter().filter(|other| other.id() != id);
    let years_before = |other: &Report| {
        let shape = |p: Period| (p.first().month, p.last().month);
        let alike = own.map(shape) == other.periods.period.map(shape);
        let earlier = year(report)?.checked_sub(year(other)?).filter(|years| *years > 0)?;
        Some((!alike, earlier))
    };
    let same_place = others().filter(|other| !area.name.is_empty() && other.area().is_same(area));
    let before = same_place.filter_map(|other| Some((years_before(other)?, other.id()))).min();
    let neighbour = || {
        let alike = |other: &&std::sync::Arc<Report>| {
            let near = other.area();
            !area.name.is_empty() && near.level == area.level && near.parents == area.parents && near.name != area.name
        };
        others().filter(|other| other.periods.period == own).find(alike).map(|other| other.id())
    };
    before.map(|(_, id)| id).or_else(neighbour)
}
