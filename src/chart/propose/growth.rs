//! Growth rates side by side: one report, one period, the indicators of the catalogue. And one indicator's rates over the
//! industries.

use super::Idea;
use super::structure::BY_INDUSTRY;
use crate::chart::figures::{Figure, Figures, Plot, each, scoped};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::{IndicatorName, Status};
use std::cmp::Reverse;

/// Growth rates of one period.
pub struct Growth;

/// The most bars that stay readable on a quarter of a page.
const MOST: usize = 12;

impl Idea for Growth {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let mut found = Vec::new();
        let usable =
            |f: &Figure<'_>| f.is_growth_rate() && f.is.status != Status::Target && matches!(f.is.indicator, IndicatorName::Known(_));
        // 行业产值 without its industry says nothing beside the others.
        let nameless = |f: &Figure<'_>| BY_INDUSTRY.iter().any(|(name, _)| *name == f.is.indicator.name());
        let own = figures.groups(|f| (usable(f) && is_own(f.scope()) && !nameless(f)).then_some((f.report.id(), f.is.period)));
        for ((_, period), group) in own {
            let Some(period) = period else { continue };
            let mut rates = each(&group, |f| (f.is.indicator.clone(), f.scope()));
            let told = rates.iter().filter(|(_, f)| f.value().is_some()).count();
            if told < 3 {
                continue;
            }
            if rates.len() > MOST {
                rates.retain(|(_, f)| f.value().is_some());
                // The catalogue begins with what readers ask for first.
                rates.sort_by_key(|(name, _)| name.clone());
                rates.truncate(MOST);
            }
            let title = format!("{}{}主要指标增速", region(&group), period.in_chinese());
            let names = rates.iter().map(|((name, scope), _)| scoped(scope, name.name())).collect();
            found.extend(chart(title, names, rates.iter().map(|(_, f)| *f)).map(|c| (82 + told.min(12) as u32, c)));
        }
        let by_scope = figures.groups(|f| (usable(f) && !is_own(f.scope())).then(|| (f.report.id(), f.is.period, f.is.indicator.clone())));
        for ((_, period, indicator), group) in by_scope {
            let Some(period) = period else { continue };
            let rates = each(&group, |f| f.scope());
            if rates.iter().filter(|(_, f)| f.value().is_some()).count() < 3 || rates.len() > 2 * MOST {
                continue;
            }
            let title = format!("{}{}各项{}增速", region(&group), period.in_chinese(), indicator.name());
            let names = rates.iter().map(|(scope, _)| (*scope).to_owned()).collect();
            found.extend(chart(title, names, rates.iter().map(|(_, f)| *f)).map(|c| (70, c)));
        }
        // Newer periods first among equals.
        found.sort_by_key(|(score, _)| Reverse(*score));
        found
    }
}

/// Whether the scope is the report's own area, or a way of counting it.
fn is_own(scope: &str) -> bool {
    matches!(scope, "" | "区域" | "区属" | "县属" | "市属" | "全区" | "全县" | "本级")
}

fn region<'a>(group: &[Figure<'a>]) -> &'a str {
    group.first().map_or("", |f| f.region)
}

fn chart<'a>(title: String, categories: Vec<String>, figures: impl Iterator<Item = Figure<'a>>) -> Option<ChartSpec> {
    let runs = vec![(String::new(), figures.map(Some).collect())];
    let mut chart =
        Plot { kind: ChartKind::Ranking, kinds: &[ChartKind::Ranking, ChartKind::Column, ChartKind::Table], title, categories, runs }
            .spec()?;
    chart.notes.push("增速为同比".to_owned());
    Some(chart)
}
