//! What can be picked: indicators of the library, and for those picked their places, periods, units and targets.

use super::build::target_of;
use super::fits::highlighted;
use super::{Made, Recipe, Topic, build};
use crate::base::Decimal;
use crate::base::Period;
use crate::chart::figures::{Figure, Figures};
use crate::chart::spec::{ChartSpec, TargetLine};
use crate::indicator::{IndicatorName, Measure, Status};
use crate::library::Library;
use crate::quantity::{Dimension, units};
use std::collections::BTreeMap;

/// The most topics offered; what the catalogue knows comes first, then what is told most often.
const MOST_TOPICS: usize = 4_000;
/// Scales of amounts that readers are used to.
const SCALES: [&str; 3] = ["", "万", "亿"];

/// The figures that charts are made of by hand. Gathering them takes a while; making charts of them does not.
pub struct Material<'a> {
    pub(super) figures: Figures<'a>,
}

/// A topic that can be picked.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferedTopic {
    /// Which.
    pub topic: Topic,
    /// As a reader names it.
    pub name: String,
    /// How many figures there are of it.
    pub count: usize,
}

/// What can be picked for the topics picked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// Places and their names.
    pub places: Vec<(String, String)>,
    /// Periods of the places picked, the earliest first.
    pub periods: Vec<Period>,
    /// Statuses of the figures.
    pub statuses: Vec<Status>,
    /// Units that the chart's values convert into.
    pub units: Vec<String>,
    /// What can stand out.
    pub highlights: Vec<String>,
    /// The year's target that can be drawn across.
    pub target: Option<TargetLine>,
}

impl<'a> Material<'a> {
    /// Gathers the figures of a library.
    #[must_use]
    pub fn of(library: &'a Library) -> Self {
        Self { figures: Figures::of(library) }
    }

    /// Makes the chart of a recipe.
    #[must_use]
    pub fn make(&self, recipe: &Recipe) -> Made {
        build::make(recipe, self)
    }

    /// All topics that can be picked.
    #[must_use]
    pub fn topics(&self) -> Vec<OfferedTopic> {
        let mut counts: BTreeMap<Topic, usize> = BTreeMap::new();
        for figure in self.figures.all().iter().filter(|f| f.value().is_some()) {
            *counts.entry(Topic::of(figure)).or_default() += 1;
        }
        let mut topics: Vec<OfferedTopic> =
            counts.into_iter().map(|(topic, count)| OfferedTopic { name: topic.name(), topic, count }).collect();
        // Stable: the catalogue's order among its own.
        topics.sort_by_key(|offered| match offered.topic.indicator {
            IndicatorName::Known(_) => (false, 0),
            IndicatorName::Phrase(_) => (true, usize::MAX - offered.count),
        });
        topics.truncate(MOST_TOPICS);
        topics
    }
}

impl Offers {
    /// For the figures of the topics picked, and those of them at the places picked.
    pub(super) fn of<'a>(figures: &[Figure<'_>], here: impl Iterator<Item = &'a Figure<'a>>) -> Self {
        let mut offers = Self::default();
        for figure in figures {
            let place = figure.place();
            if !offers.places.iter().any(|(known, _)| *known == place) {
                let name = place_name(&place, Some(figure));
                offers.places.push((place, name));
            }
            if !offers.statuses.contains(&figure.is.status) {
                offers.statuses.push(figure.is.status);
            }
        }
        offers.statuses.sort_unstable();
        offers.periods = here.filter_map(|f| f.is.period).collect();
        offers.periods.sort_by_key(|p| (p.last(), std::cmp::Reverse(p.first())));
        offers.periods.dedup();
        offers
    }

    /// Adds what the chart that was made offers.
    pub(super) fn take(&mut self, spec: &ChartSpec, shown: &[Figure<'_>], material: &Material<'_>) {
        self.highlights = highlighted(spec);
        if spec.unit.is_empty() || spec.second.is_some() {
            return;
        }
        self.target = target_of(shown, material, &spec.unit);
        let mut offer = |unit: String| {
            if !self.units.contains(&unit) && units().convert(Decimal::ONE, &spec.unit, &unit).is_some() {
                self.units.push(unit);
            }
        };
        offer(spec.unit.clone());
        for figure in shown {
            offer(figure.is.unit.to_string());
            // Parts of a hundred and counts are told as they are.
            let scaled =
                !matches!(figure.dimension, None | Some(Dimension::Percent | Dimension::Point | Dimension::Times | Dimension::Count));
            if scaled && figure.is.measure == Measure::Level {
                let plain = figure.is.unit.trim_start_matches(|c| "十百千万亿".contains(c));
                // 千瓦时 begins with no scale.
                for base in [plain, figure.is.unit.trim_start_matches(['万', '亿'])] {
                    SCALES.iter().for_each(|scale| offer(format!("{scale}{base}")));
                }
            }
        }
    }
}

/// A place's name; that of its report where the report names none.
pub(super) fn place_name(place: &str, figure: Option<&Figure<'_>>) -> String {
    match figure {
        Some(figure) if figure.region.is_empty() => format!("《{}》", figure.report.title().trim()),
        _ => place.to_owned(),
    }
}
