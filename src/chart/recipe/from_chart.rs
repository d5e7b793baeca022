//! The recipe of a chart that was proposed, so that it can be changed.

use super::offers::Material;
use super::{Across, Recipe, Topic};
use crate::chart::figures::Figure;
use crate::chart::spec::ChartSpec;
use crate::indicator::Status;
use crate::library::ObservationRef;
use std::collections::{BTreeSet, HashMap};

/// The recipe that shows what a chart shows, as nearly as a recipe can.
#[must_use]
pub fn recipe_of(chart: &ChartSpec, id: u32, material: &Material<'_>) -> Recipe {
    let shown: BTreeSet<ObservationRef> = chart.marks().map(|(_, mark)| mark.source).collect();
    let known: HashMap<ObservationRef, &Figure<'_>> =
        material.figures.all().iter().filter(|f| shown.contains(&f.at)).map(|f| (f.at, f)).collect();
    let mut recipe = Recipe { id, kind: Some(chart.kind), target: chart.target.is_some(), ..Recipe::default() };
    // By category, so that topics come in the order they are drawn in.
    let mut marks: Vec<_> = chart.marks().collect();
    marks.sort_by_key(|(category, _)| *category);
    let figures: Vec<&Figure<'_>> = marks.iter().filter_map(|(_, mark)| known.get(&mark.source).copied()).collect();
    let told = figures.iter().any(|f| f.is.status != Status::Target);
    for figure in figures {
        push(&mut recipe.topics, Topic::of(figure));
        push(&mut recipe.places, figure.place());
        push(&mut recipe.statuses, figure.is.status);
        // Targets are of the year, what was done of its months.
        if let Some(period) = figure.is.period.filter(|_| !told || figure.is.status != Status::Target) {
            push(&mut recipe.periods, period);
        }
    }
    if !recipe.statuses.contains(&Status::Target) {
        recipe.statuses.clear();
    }
    // The axis under which most of the chart comes back.
    let tried = Across::ALL.into_iter().map(|across| {
        let tried = Recipe { across: Some(across), ..recipe.clone() };
        let made = material.make(&tried);
        let (back, titled) = made.chart.map_or((0, false), |spec| {
            let marks: BTreeSet<ObservationRef> = spec.marks().map(|(_, mark)| mark.source).collect();
            let alike = spec.categories.len() == chart.categories.len() && spec.series.len() == chart.series.len();
            (marks.intersection(&shown).count() + usize::from(alike), spec.title == chart.title)
        });
        (back, titled, tried)
    });
    let best = tried.reduce(|a, b| if (b.0, b.1) > (a.0, a.1) { b } else { a });
    let Some((_, titled, mut recipe)) = best else { return recipe };
    recipe.title = (!titled).then(|| chart.title.clone());
    recipe.unit = (chart.units.is_empty() && chart.second.is_none() && !chart.unit.is_empty()).then(|| chart.unit.clone());
    recipe.highlight = chart.highlight.and_then(|index| super::fits::highlighted(chart).get(index).cloned());
    recipe.mended()
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
