//! How far the year's targets have been reached: each target of a year with the latest amount of that year, whatever their
//! units; beside the time that has passed where the year is not over.

use super::Idea;
use super::targets::is_plausible;
use crate::analysis::targets::is_of_projects;
use crate::base::{Decimal, Month, Period};
use crate::chart::figures::{Figure, Figures, each};
use crate::chart::spec::{ChartKind, ChartSpec, Guide, Mark, Series};
use crate::indicator::{IndicatorName, Measure, Status};
use crate::quantity::units;

/// Progress towards targets.
pub struct Progress;

/// The most rows that stay readable on a quarter of a page.
const MOST: usize = 10;

impl Idea for Progress {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let groups = figures.groups(|f| {
            let period = f.is.period?;
            let usable = matches!(f.is.indicator, IndicatorName::Known(_))
                && f.is.measure == Measure::Level
                && !is_of_projects(f.is.indicator.name())
                && f.scope().is_empty()
                && f.value().is_some_and(|v| v > Decimal::ZERO)
                && (period.is_year() || period.is_cumulative() && f.is.status != Status::Target);
            usable.then(|| (f.place(), period.last_year()))
        });
        groups.into_iter().filter_map(|((_, year), group)| chart(year, &group)).collect()
    }
}

fn chart(year: i16, group: &[Figure<'_>]) -> Option<(u32, ChartSpec)> {
    let of = |target: bool, until: Option<Month>| {
        let members: Vec<_> = group
            .iter()
            .filter(|f| (f.is.status == Status::Target) == target)
            .filter(|f| until.is_none_or(|until| f.is.period.map(Period::last) == Some(until)))
            .copied()
            .collect();
        each(&members, |f| f.is.indicator.clone())
    };
    // The month that most of the targets can be held against; the later of equals.
    let targets = of(true, None);
    let wanted = |f: &&Figure<'_>| f.is.status != Status::Target && targets.iter().any(|(name, _)| *name == f.is.indicator);
    let months = group.iter().filter(wanted).filter_map(|f| f.is.period).map(Period::last);
    let until = months.clone().max_by_key(|month| (months.clone().filter(|m| m == month).count(), *month))?;
    let actuals = of(false, Some(until));
    let mut pairs: Vec<(Figure<'_>, Figure<'_>)> = targets
        .iter()
        .filter_map(|(name, target)| Some((*target, actuals.iter().find(|(other, _)| other == name)?.1)))
        .filter(|(target, actual)| target.goes_with(actual) && is_plausible(target, actual))
        .collect();
    pairs.truncate(MOST);
    let kinds: std::collections::BTreeSet<&str> = pairs.iter().map(|(target, _)| &*target.is.unit).collect();
    // In one unit, bars of the amounts themselves say more.
    if pairs.len() < 3 || kinds.len() < 2 {
        return None;
    }
    let mark = |f: &Figure<'_>, unit: &str| {
        Some(Mark { value: units().convert(f.value()?, &f.is.unit, unit)?, source: f.at, status: f.is.status })
    };
    let run = |name: &str, pick: fn(&(Figure<'_>, Figure<'_>)) -> usize| Series {
        name: name.to_owned(),
        marks: pairs.iter().map(|pair| mark(if pick(pair) == 0 { &pair.0 } else { &pair.1 }, &pair.0.is.unit)).collect(),
    };
    let whole = until.month == 12;
    let when = if whole { format!("{year}年") } else { Period::months(year, 1, until.month).in_chinese() };
    let spec = ChartSpec {
        kind: ChartKind::Progress,
        kinds: vec![ChartKind::Progress, ChartKind::Table],
        title: format!("{}{when}年度目标完成进度", pairs.first()?.0.region),
        unit: "%".to_owned(),
        categories: pairs.iter().map(|(target, _)| target.is.indicator.name().to_owned()).collect(),
        series: vec![run("目标", |_| 0), run("完成", |_| 1)],
        units: pairs.iter().map(|(target, _)| target.is.unit.to_string()).collect(),
        guide: (!whole)
            .then(|| Guide {
                label: "时间进度".to_owned(), value: Decimal::from(until.month) * Decimal::ONE_HUNDRED / Decimal::from(12)
            }),
        decimals: 2,
        ..ChartSpec::default()
    };
    Some((96 + pairs.len().min(8) as u32, spec))
}
