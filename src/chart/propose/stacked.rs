//! The three sectors over years: on top of each other, as amounts or shares.

use super::Idea;
use super::structure::SECTORS;
use crate::base::Period;
use crate::chart::figures::{Figures, Plot, each, largest_axis};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::{Measure, Status};

/// Structures over years.
pub struct Stacked;

/// The most years that stay readable.
const MOST: usize = 10;

impl Idea for Stacked {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let mut found = Vec::new();
        let sector = |name: &str| SECTORS.iter().position(|(known, _)| *known == name);
        let groups = figures.groups(|f| {
            let usable = sector(f.is.indicator.name()).is_some()
                && f.is.measure == Measure::Level
                && f.is.status != Status::Target
                && f.scope().is_empty()
                && f.value().is_some_and(|v| !v.is_sign_negative())
                && f.is.period.is_some_and(Period::is_year);
            usable.then(|| f.place())
        });
        for (_, group) in groups {
            let parts = each(&largest_axis(&group), |f| (f.is.period, sector(f.is.indicator.name())));
            let mut years: Vec<Period> = parts.iter().filter_map(|((period, _), _)| *period).collect();
            years.sort_unstable();
            years.dedup();
            // A sum of some of the sectors is no sum.
            let at = |year: Period, order: usize| parts.iter().find(|((p, s), _)| *p == Some(year) && *s == Some(order)).map(|(_, f)| *f);
            years.retain(|year| (0..SECTORS.len()).all(|order| at(*year, order).is_some()));
            let years = years.split_off(years.len().saturating_sub(MOST));
            let (Some(first), Some(last)) = (years.first(), years.last()) else { continue };
            if years.len() < 2 {
                continue;
            }
            let region = group.first().map_or("", |f| f.region);
            let plot = Plot {
                kind: ChartKind::Stacked,
                kinds: &[ChartKind::Stacked, ChartKind::Shares, ChartKind::Column, ChartKind::Table],
                title: format!("{region}{}—{}年三次产业增加值", first.last_year(), last.last_year()),
                categories: years.iter().map(|y| y.in_chinese()).collect(),
                runs: SECTORS
                    .iter()
                    .enumerate()
                    .map(|(order, (_, name))| ((*name).to_owned(), years.iter().map(|y| at(*y, order)).collect()))
                    .collect(),
            };
            found.extend(plot.spec().map(|chart| (85, chart)));
        }
        found
    }
}
