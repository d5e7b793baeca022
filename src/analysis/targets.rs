//! What was aimed at against what came: a target of one report, and what the reports of the same place tell of its period later.

use super::{Difference, Matter, RefArea};
use crate::base::{Decimal, Month, Period};
use crate::indicator::catalogue::builtin;
use crate::indicator::{Measure, Observation, Qualifier, Status, Value};
use crate::library::table::Cell;
use crate::library::{Library, ObservationRef};
use crate::quantity::units;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// See the file for what each is.
#[derive(Debug, Default, Deserialize)]
struct Lists {
    lower_is_better: Vec<String>,
    of_projects: Vec<String>,
}

fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| ron::from_str(include_str!("../../assets/analysis.ron")).unwrap_or_default());
    &LISTS
}

/// What became of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Reached.
    Met,
    /// Not reached.
    Missed,
    /// It cannot be told: a figure is masked, told with different values, about so much was aimed at, or several years are not over.
    Doubtful,
    /// A report tells of that time, but not of this.
    Untold,
    /// No report tells of that time yet.
    Open,
}

impl Outcome {
    /// Its key in locales.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Outcome::Met => "met",
            Outcome::Missed => "missed",
            Outcome::Doubtful => "doubtful",
            Outcome::Untold => "untold",
            Outcome::Open => "open",
        }
    }
}

/// One target.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Whose.
    pub area: RefArea,
    /// For when.
    pub period: Period,
    /// Of what.
    pub matter: Matter,
    /// What was aimed at, by one report or several.
    pub aim: Cell,
    /// What came.
    pub actual: Option<Cell>,
    /// Whether it was reached.
    pub outcome: Outcome,
    /// How far what came lies from what was aimed at; from the nearer end of a range.
    pub difference: Option<Difference>,
}

/// Whether an indicator tells plans of projects, one by one.
#[must_use]
pub fn is_of_projects(name: &str) -> bool {
    lists().of_projects.iter().any(|project| project == name)
}

/// Every target of every report, by place, the latest period first; those that nothing is told of yet after all others.
#[must_use]
pub fn targets(library: &Library) -> Vec<Target> {
    let areas: Vec<RefArea> = library.reports().iter().map(|report| RefArea::of(report)).collect();
    let mut found: BTreeMap<(&RefArea, std::cmp::Reverse<Period>, Matter), Told> = BTreeMap::new();
    for (report, area) in library.reports().iter().zip(&areas) {
        for (o, index) in report.observations.iter().zip(0..) {
            let Some(period) = o.period.filter(|_| is_held_to(o)) else { continue };
            let told = found.entry((area, std::cmp::Reverse(period), Matter::of(o))).or_default();
            let at = ObservationRef { report: report.id(), index };
            match o.status {
                Status::Target => told.aims.push(at),
                Status::Actual => told.actuals.push(at),
                Status::Forecast => told.forecasts.push(at),
            }
        }
    }
    // Up to when the reports of a place tell.
    let mut told_until: BTreeMap<&RefArea, Month> = BTreeMap::new();
    for (area, own) in areas.iter().zip(library.reports()).filter_map(|(area, report)| Some((area, report.periods.period?))) {
        let until = told_until.entry(area).or_insert(own.last());
        *until = own.last().max(*until);
    }
    let covered = |area: &RefArea, period: Period| told_until.get(area).is_some_and(|until| *until >= period.last());
    let targets = found.into_iter().filter_map(|((area, std::cmp::Reverse(period), matter), told)| {
        let aim = Cell::of(told.aims, library)?;
        let came = if told.actuals.is_empty() { told.forecasts } else { told.actuals };
        let actual = Cell::of(came.into_iter().filter(|at| plausible(&aim, *at, matter.measure, library)).collect(), library);
        let (outcome, difference) = match &actual {
            Some(actual) => judged(&aim, actual, &matter, of_years(period), library),
            None if covered(area, period) => (Outcome::Untold, None),
            None => (Outcome::Open, None),
        };
        Some(Target { area: area.clone(), period, matter, aim, actual, outcome, difference })
    });
    let mut targets: Vec<Target> = targets.collect();
    targets.sort_by_key(|target| target.outcome == Outcome::Open);
    targets
}

/// Whether a figure can be a target of its place, or what came of one.
fn is_held_to(o: &Observation) -> bool {
    o.measure != Measure::Completion && !is_of_projects(o.indicator.name())
}

/// The figures of one matter, place and period, by status.
#[derive(Default)]
struct Told {
    aims: Vec<ObservationRef>,
    actuals: Vec<ObservationRef>,
    forecasts: Vec<ObservationRef>,
}

/// Whether a figure may be what came of a target: a level ten times it, or a tenth of it, is the figure of another thing
/// (a part, a single firm).
fn plausible(aim: &Cell, at: ObservationRef, measure: Measure, library: &Library) -> bool {
    let Some((_, o)) = library.observation(at) else { return false };
    let (Value::Number(actual), Some(aim)) = (&o.value, aim.number().zip(units().factor(&aim.unit))) else { return true };
    let amounts = || Some((aim.0.checked_mul(aim.1)?, actual.checked_mul(units().factor(&o.unit)?)?));
    measure != Measure::Level || amounts().is_none_or(|(aim, actual)| is_of_its_size(aim, actual, o.indicator.name()))
}

/// Whether amounts of an indicator can be of the same thing: neither is more than ten times the other, or, of what there is at a
/// date, more than three times. A stock does not treble within a plan: a target so far from it is of what was to be added.
#[must_use]
pub fn is_of_its_size(one: Decimal, other: Decimal, indicator: &str) -> bool {
    let stock = builtin().find(indicator).is_some_and(|index| builtin().indicator(index).stock);
    let most = if stock { Decimal::from(3) } else { Decimal::TEN };
    let within = |a: Decimal, b: Decimal| a.checked_mul(most).is_some_and(|most| most >= b);
    within(one, other) && within(other, one)
}

/// Whether a period runs over more than one year.
fn of_years(period: Period) -> bool {
    period.first().year != period.last().year
}

fn judged(aim: &Cell, actual: &Cell, matter: &Matter, of_years: bool, library: &Library) -> (Outcome, Option<Difference>) {
    let qualifier = aim.figures.first().and_then(|at| library.observation(*at)).and_then(|(_, o)| o.qualifier);
    let wanted = match aim.value {
        Value::Number(value) if !aim.differs => Some((value, value)),
        Value::Range(low, high) if !aim.differs => Some((low, high)),
        Value::Number(_) | Value::Range(..) | Value::Masked => None,
    };
    let (Some((low, high)), Some(came)) = (wanted, actual.number()) else { return (Outcome::Doubtful, None) };
    let down = keeps_down(matter, qualifier, high);
    let end = if down { high } else { low };
    let Some(came_in_unit) = units().convert(came, &actual.unit, &aim.unit) else { return (Outcome::Doubtful, None) };
    let met = if down { came_in_unit <= end } else { came_in_unit >= end };
    let difference = Difference::of((end, &aim.unit), (came, &actual.unit), matter.measure);
    let outcome = match (met, qualifier) {
        (true, _) => Outcome::Met,
        // 8%左右 is not missed by 7.9%, nor surely met.
        (false, Some(Qualifier::About)) => Outcome::Doubtful,
        // Of several years a report may tell midway.
        (false, _) if of_years => Outcome::Doubtful,
        (false, _) => Outcome::Missed,
    };
    (outcome, difference)
}

/// Whether a target is met by what is no more than it: energy to be saved, a deficit to be cut, 控制在 … 以内.
fn keeps_down(matter: &Matter, qualifier: Option<Qualifier>, aim: Decimal) -> bool {
    let at_most = qualifier == Some(Qualifier::AtMost);
    if matches!(matter.measure, Measure::Growth | Measure::Change) && aim < Decimal::ZERO {
        // 下降3% asks for more of it, 降幅在3%以内 for less.
        return !at_most;
    }
    let name = matter.indicator.name();
    at_most || matter.measure == Measure::Rank || lists().lower_is_better.iter().any(|piece| name.contains(piece.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::catalogue::builtin;

    #[test]
    fn every_piece_is_in_some_name() {
        assert!(!lists().of_projects.is_empty() && lists().of_projects.iter().all(|name| builtin().find(name).is_some()));
        for piece in &lists().lower_is_better {
            assert!(builtin().indicators().iter().any(|i| i.name.contains(piece.as_str())), "{piece}");
        }
    }

    #[test]
    fn what_is_far_from_its_target_is_another_thing() {
        for (one, other, indicator, is) in [
            ("90", "86.5", "工业投资", true),
            ("90", "9", "工业投资", true),
            ("90", "8.9", "工业投资", false),
            ("5", "51", "工业投资", false),
            ("73", "76", "高新技术企业数", true),
            ("30", "90", "高新技术企业数", true),
            ("13", "78", "高新技术企业数", false),
            ("13", "78", "新增高新技术企业数", true),
        ] {
            assert_eq!(is_of_its_size(one.parse().unwrap(), other.parse().unwrap(), indicator), is, "{one} {other} {indicator}");
        }
    }
}
