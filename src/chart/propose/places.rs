//! The same indicator in the same period across places.

use super::Idea;
use crate::chart::figures::{Figures, Plot, each, largest_axis, measured};
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
        let own = own_place(figures);
        for ((period, indicator, measure), group) in &groups {
            let (period, measure) = (*period, *measure);
            let places = each(&largest_axis(group), |f| f.region);
            let told = places.iter().filter(|(_, f)| f.value().is_some()).count();
            let Some(period) = period else { continue };
            if told < 3 {
                continue;
            }
            let plot = Plot {
                kind: ChartKind::Ranking,
                kinds: &[ChartKind::Ranking, ChartKind::Column, ChartKind::RankTable, ChartKind::Table],
                title: format!("各地{}{}", period.in_chinese(), measured(indicator, measure)),
                categories: places.iter().map(|(place, _)| (*place).to_owned()).collect(),
                runs: vec![(String::new(), places.iter().map(|(_, f)| Some(*f)).collect())],
            };
            let highlight = own.and_then(|own| places.iter().position(|(place, _)| *place == own));
            let score = 76 + told.min(10) as u32;
            found.extend(plot.spec().map(|chart| (score, ChartSpec { highlight, ..chart })));
            // The same a year before, for the ranks' rise and fall.
            let before = period.shifted(-1);
            let earlier = groups.iter().find(|((p, i, m), _)| *p == Some(before) && i == indicator && *m == measure);
            let Some((_, earlier)) = earlier else { continue };
            let earlier = each(&largest_axis(earlier), |f| f.region);
            let then: Vec<_> = places.iter().map(|(place, _)| earlier.iter().find(|(p, _)| p == place).map(|(_, f)| *f)).collect();
            if then.iter().flatten().count() < 3 {
                continue;
            }
            let plot = Plot {
                kind: ChartKind::RankTable,
                kinds: &[ChartKind::RankTable, ChartKind::Column, ChartKind::Table],
                title: format!("各地{}{}位次", period.in_chinese(), measured(indicator, measure)),
                categories: places.iter().map(|(place, _)| (*place).to_owned()).collect(),
                runs: vec![(period.in_chinese(), places.iter().map(|(_, f)| Some(*f)).collect()), (before.in_chinese(), then)],
            };
            found.extend(plot.spec().map(|chart| (score - 2, ChartSpec { highlight, ..chart })));
        }
        found
    }
}

/// The place that most reports are about, if one is: it stands out among the others.
fn own_place<'a>(figures: &Figures<'a>) -> Option<&'a str> {
    let mut reports: Vec<(&str, crate::library::ReportId)> = figures.all().iter().map(|f| (f.region, f.report.id())).collect();
    reports.sort_unstable();
    reports.dedup();
    let count = |place: &str| reports.iter().filter(|(p, _)| *p == place).count();
    let most = reports.iter().map(|(place, _)| *place).filter(|place| !place.is_empty()).max_by_key(|place| count(place))?;
    let alone = reports.iter().all(|(place, _)| *place == most || count(place) < count(most));
    alone.then_some(most)
}
