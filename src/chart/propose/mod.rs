//! Which charts the data allow, the best first. One file an idea behind `Idea`; each gathers figures that may stand on
//! one axis: one measure, one dimension of unit, one kind of period, one status a mark.

mod growth;
mod heat;
mod ladder;
mod level_growth;
mod over_time;
mod places;
mod plan;
mod progress;
mod stacked;
mod structure;
mod targets;

pub(super) use structure::SECTORS;

use super::figures::Figures;
use super::spec::ChartSpec;
use crate::base::Month;
use crate::library::Library;
use std::cmp::Reverse;

/// The most charts proposed.
const MOST: usize = 60;

/// The most charts of one idea: a workbook of thirty years has as many structures.
const MOST_OF_ONE: usize = 24;
/// By how much each chart of one idea stands behind the one before it, so that the first page shows several ideas.
const PATIENCE: i64 = 5;

/// One way to make charts of figures.
trait Idea: Sync {
    /// The charts it finds, each with how much a reader would want it (0 to 100 and more).
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)>;
}

/// Every idea.
static REGISTRY: &[&dyn Idea] = &[
    &progress::Progress,
    &targets::Targets,
    &plan::Plan,
    &growth::Growth,
    &level_growth::LevelGrowth,
    &structure::Structure,
    &stacked::Stacked,
    &over_time::OverTime,
    &heat::Heat,
    &places::Places,
    &ladder::Ladder,
];

/// The charts that the library's figures allow, the best first: newer before older, and not one idea's charts all in a
/// row. The same library gives the same charts.
#[must_use]
pub fn propose(library: &Library) -> Vec<ChartSpec> {
    let figures = Figures::of(library);
    let mut found: Vec<(i64, ChartSpec)> = Vec::new();
    for idea in REGISTRY {
        let mut charts = idea.propose(&figures);
        // Stable: equal ones stay in the order of the reports.
        charts.sort_by_cached_key(|(score, chart)| (Reverse(until(chart, library)), Reverse(*score)));
        charts.truncate(MOST_OF_ONE);
        found.extend(charts.into_iter().zip(0_i64..).map(|((score, chart), before)| (i64::from(score) - PATIENCE * before, chart)));
    }
    found.sort_by_key(|(score, _)| Reverse(*score));
    let mut charts: Vec<ChartSpec> = Vec::new();
    for (_, chart) in found {
        if charts.len() < MOST && !charts.iter().any(|known| known.title == chart.title && known.unit == chart.unit) {
            charts.push(chart);
        }
    }
    charts
}

/// The last month of all its figures.
fn until(chart: &ChartSpec, library: &Library) -> Option<Month> {
    chart.sources().filter_map(|at| library.observation(at)?.1.period).map(|period| period.last()).max()
}

#[cfg(test)]
mod tests;
