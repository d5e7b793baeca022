//! What was aimed at against what came: the target of a year in one report, the actual of that year in another or the same.

use super::Idea;
use crate::analysis::targets::{is_of_its_size, is_of_projects};
use crate::base::Decimal;
use crate::chart::figures::{Figure, Figures, Plot, each};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::{IndicatorName, Measure, Status};
use crate::quantity::units;

/// Targets and actuals.
pub struct Targets;

impl Idea for Targets {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let mut found = Vec::new();
        let groups = figures.groups(|f| {
            let usable = matches!(f.is.indicator, IndicatorName::Known(_))
                && matches!(f.is.measure, Measure::Level | Measure::Growth | Measure::Share)
                && !is_of_projects(f.is.indicator.name())
                && f.is_year_on_year()
                && f.scope().is_empty()
                && f.value().is_some();
            usable.then(|| (f.place(), f.is.period, f.is.measure))
        });
        for ((_, period, measure), group) in groups {
            let Some(period) = period else { continue };
            let of = |target: bool| {
                let members: Vec<_> = group.iter().filter(|f| (f.is.status == Status::Target) == target).copied().collect();
                each(&members, |f| f.is.indicator.clone())
            };
            let (targets, actuals) = (of(true), of(false));
            let pairs: Vec<(Figure<'_>, Figure<'_>)> = targets
                .iter()
                .filter_map(|(name, target)| Some((*target, actuals.iter().find(|(other, _)| other == name)?.1)))
                .filter(|(target, actual)| target.goes_with(actual) && is_plausible(target, actual))
                .collect();
            for pairs in by_axis(&pairs) {
                found.extend(chart(&pairs, period, measure));
            }
        }
        found
    }
}

/// A level far from its target is the figure of another thing (a part, a single firm, what was added).
pub(super) fn is_plausible(target: &Figure<'_>, actual: &Figure<'_>) -> bool {
    let pair = || Some((target.value()?, units().convert(actual.value()?, &actual.is.unit, &target.is.unit)?));
    target.is.measure != Measure::Level || pair().is_some_and(|(one, other)| is_of_its_size(one, other, target.is.indicator.name()))
}

/// Whether bars of both can be seen on one axis: levels no more than forty times each other.
fn is_of_size(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    let pair = || Some((a.value()?.abs(), units().convert(b.value()?, &b.is.unit, &a.is.unit)?.abs()));
    let forty = Decimal::from(40);
    a.is.measure != Measure::Level
        || pair().is_some_and(|(a, b)| a.checked_mul(forty).is_some_and(|a40| a40 >= b) && b.checked_mul(forty).is_some_and(|b40| b40 >= a))
}

/// The pairs by what may stand on one axis.
fn by_axis<'a>(pairs: &[(Figure<'a>, Figure<'a>)]) -> Vec<Vec<(Figure<'a>, Figure<'a>)>> {
    let mut axes: Vec<Vec<(Figure<'a>, Figure<'a>)>> = Vec::new();
    for pair in pairs {
        match axes.iter_mut().find(|axis| axis.first().is_some_and(|(first, _)| first.goes_with(&pair.0) && is_of_size(first, &pair.0))) {
            Some(axis) => axis.push(*pair),
            None => axes.push(vec![*pair]),
        }
    }
    axes
}

fn chart(pairs: &[(Figure<'_>, Figure<'_>)], period: crate::base::Period, measure: Measure) -> Option<(u32, ChartSpec)> {
    let (target, _) = pairs.first()?;
    let region = target.region;
    let when = period.in_chinese();
    let (kind, what) = match (measure, pairs) {
        (_, [(only, _)]) => (ChartKind::Column, format!("{}目标与完成", crate::chart::figures::measured(&only.is.indicator, measure))),
        (Measure::Level, _) => (ChartKind::PlanActual, "主要指标目标与完成".to_owned()),
        (Measure::Growth, _) => (ChartKind::Column, "主要指标增速目标与完成".to_owned()),
        _ => (ChartKind::Column, "主要占比指标目标与完成".to_owned()),
    };
    let plot = Plot {
        kind: if measure == Measure::Level { ChartKind::PlanActual } else { kind },
        kinds: if measure == Measure::Level {
            &[ChartKind::PlanActual, ChartKind::Progress, ChartKind::Column, ChartKind::Table]
        } else {
            &[ChartKind::Column, ChartKind::Table]
        },
        title: format!("{region}{when}{what}"),
        categories: pairs.iter().map(|(f, _)| f.is.indicator.name().to_owned()).collect(),
        runs: vec![
            ("目标".to_owned(), pairs.iter().map(|(target, _)| Some(*target)).collect()),
            ("完成".to_owned(), pairs.iter().map(|(_, actual)| Some(*actual)).collect()),
        ],
    };
    let mut spec = plot.spec()?;
    if measure == Measure::Growth {
        spec.notes.push("增速为同比".to_owned());
    }
    let score = match pairs.len() {
        1 => 58,
        n => 92 + n.min(8) as u32,
    };
    Some((score, spec))
}
