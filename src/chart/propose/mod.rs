//! Which charts the data allow, the best first. One file an idea behind [`Idea`]; each gathers figures that may stand on
//! one axis: one measure, one dimension of unit, one kind of period, one status a mark.

mod figures;
mod growth;
mod over_time;
mod places;
mod plan;
mod structure;
mod targets;

use super::spec::ChartSpec;
use crate::library::Library;
use figures::Figures;

/// The most charts proposed.
const MOST: usize = 60;

/// One way to make charts of figures.
trait Idea: Sync {
    /// The charts it finds, each with how much a reader would want it (0 to 100 and more).
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)>;
}

/// Every idea.
static REGISTRY: &[&dyn Idea] =
    &[&targets::Targets, &plan::Plan, &growth::Growth, &structure::Structure, &over_time::OverTime, &places::Places];

/// The charts that the library's figures allow, the best first. The same library gives the same charts.
#[must_use]
pub fn propose(library: &Library) -> Vec<ChartSpec> {
    let figures = Figures::of(library);
    let mut found: Vec<(u32, ChartSpec)> = REGISTRY.iter().flat_map(|idea| idea.propose(&figures)).collect();
    // Stable: equal ones stay in the order of ideas and reports.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let mut charts: Vec<ChartSpec> = Vec::new();
    for (_, chart) in found {
        if charts.len() < MOST && !charts.iter().any(|known| known.title == chart.title && known.unit == chart.unit) {
            charts.push(chart);
        }
    }
    charts
}

#[cfg(test)]
mod tests;
