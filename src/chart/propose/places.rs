//! The same indicator in the same period across places.

use super::Idea;
use super::figures::{Figures, Plot, each, largest_axis, measured};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::{IndicatorName, Measure, Status};

/// Comparisons of places.
pub struct Places;

impl Idea for Places {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let mut found = Vec::new();
        let groups = figures.groups(|f| {
            let usable = matches!(f.is.indicator, IndicatorName::Known(_))
                && f.is.status != Status::Target
                && matches!(f.is.measure, Measure::Level | Measure::Growth | Measure::Share)
                && f.is_year_on_year()
                && f.scope().is_empty()
                && !f.region.is_empty();
            usable.then(|| (f.is.period, f.is.indicator.clone(), f.is.measure))
        });
        for ((period, indicator, measure), group) in groups {
            let places = each(&largest_axis(&group), |f| f.region);
            let told = places.iter().filter(|(_, f)| f.value().is_some()).count();
            let Some(period) = period else { continue };
            if told < 3 {
                continue;
            }
            let plot = Plot {
                kind: ChartKind::Ranking,
                kinds: &[ChartKind::Ranking, ChartKind::Column],
                title: format!("各地{}{}", period.in_chinese(), measured(&indicator, measure)),
                categories: places.iter().map(|(place, _)| (*place).to_owned()).collect(),
                runs: vec![(String::new(), places.iter().map(|(_, f)| Some(*f)).collect())],
            };
            found.extend(plot.spec().map(|chart| (76 + told.min(10) as u32, chart)));
        }
        found
    }
}
