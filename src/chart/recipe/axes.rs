//! Figures of a grid on their axes: one for all, one for amounts and one for their growth, or one for each category.

use super::{Across, Order, Recipe};
use crate::base::decimal;
use crate::chart::figures::{Figure, Plot, common_unit, told_decimals};
use crate::chart::spec::{ChartKind, ChartSpec, Mark, SecondAxis, Series};
use crate::quantity::units;

/// Names and figures of runs.
pub(super) type Runs<'a> = Vec<(String, Vec<Option<Figure<'a>>>)>;

/// All runs on one axis, in the user's unit.
pub(super) fn one_axis(runs: Runs<'_>, categories: Vec<String>, recipe: &Recipe) -> Option<ChartSpec> {
    let plot = |runs| Plot { kind: ChartKind::Table, kinds: &[], title: String::new(), categories: categories.clone(), runs };
    // A unit that the figures do not convert into is passed over.
    let wanted = recipe.unit.clone().and_then(|unit| plot(runs.clone()).spec_in(unit));
    wanted.or_else(|| plot(runs).spec())
}

/// The last run, a rate, on an axis of its own.
pub(super) fn two_axes(mut runs: Runs<'_>, categories: Vec<String>) -> Option<ChartSpec> {
    let (name, rates) = runs.pop()?;
    let plot = |runs, categories| Plot { kind: ChartKind::Table, kinds: &[], title: String::new(), categories, runs }.spec();
    let mut spec = plot(runs, categories)?;
    let rates = plot(vec![(String::new(), rates)], Vec::new())?;
    let marks = rates.series.into_iter().next()?.marks;
    spec.series.push(Series { name, marks });
    spec.second = Some(SecondAxis { unit: rates.unit, decimals: rates.decimals });
    Some(spec)
}

/// Each category on an axis of its own; `None` where one of them is mixed in itself.
pub(super) fn own_axes(runs: &Runs<'_>, categories: Vec<String>) -> Option<ChartSpec> {
    let mut spec = ChartSpec { series: Vec::new(), decimals: 2, ..ChartSpec::default() };
    for index in 0..categories.len() {
        let figures: Vec<Figure<'_>> = runs.iter().filter_map(|(_, run)| *run.get(index)?).collect();
        let (first, rest) = figures.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
        if first.is_some_and(|first| rest.iter().any(|other| !other.goes_with(first))) {
            return None;
        }
        spec.units.push(common_unit(&figures).or_else(|| first.map(|f| f.is.unit.to_string())).unwrap_or_default());
    }
    for (name, run) in runs {
        let mark = |(figure, unit): (&Option<Figure<'_>>, &String)| {
            let figure = (*figure)?;
            Some(Mark { value: units().convert(figure.value()?, &figure.is.unit, unit)?, source: figure.at, status: figure.is.status })
        };
        spec.series.push(Series { name: name.clone(), marks: run.iter().zip(&spec.units).map(mark).collect() });
    }
    spec.decimals = spec.marks().map(|(_, mark)| told_decimals(mark.value)).max().unwrap_or(0).min(3);
    spec.categories = categories;
    Some(spec)
}

/// The user's decimals, and a note where they round.
pub(super) fn set_decimals(spec: &mut ChartSpec, recipe: &Recipe) {
    let Some(decimals) = recipe.decimals else { return };
    spec.decimals = decimals;
    if let Some(second) = &mut spec.second {
        second.decimals = decimals;
    }
    if spec.marks().any(|(_, mark)| decimal::round(mark.value, decimals) != mark.value) {
        spec.notes.push(if decimals == 0 {
            "数值已四舍五入为整数".to_owned()
        } else {
            format!("数值已四舍五入为{decimals}位小数")
        });
    }
}

/// Puts the categories in order; time keeps its own.
pub(super) fn sort(spec: &mut ChartSpec, order: Order, across: Across) {
    if order == Order::Told || matches!(across, Across::Periods | Across::Months) || !spec.units.is_empty() {
        return;
    }
    let last = spec.series.len().saturating_sub(1);
    let mut places: Vec<usize> = (0..spec.categories.len()).collect();
    let value = |index: usize| spec.mark(last, index).map(|mark| mark.value);
    // What has no value stands at the end either way.
    places.sort_by(|&a, &b| match (value(a), value(b)) {
        (Some(a), Some(b)) if order == Order::Falling => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    let pick = |from: usize| spec.categories.get(from).cloned().unwrap_or_default();
    let categories = places.iter().map(|&from| pick(from)).collect();
    for series in &mut spec.series {
        series.marks = places.iter().map(|&from| series.marks.get(from).copied().flatten()).collect();
    }
    spec.categories = categories;
}
