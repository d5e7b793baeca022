//! Parts of a whole in one report and period: the three sectors, or an industry indicator by industry.

use super::Idea;
use crate::base::Decimal;
use crate::chart::figures::{Figure, Figures, Plot, each, largest_axis, measured};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::catalogue::builtin;
use crate::indicator::{IndicatorName, Measure, Status};

/// Structures.
pub struct Structure;

/// 第一、二、三产业 by their catalogue names, and what they are called on the chart.
pub(in crate::chart) const SECTORS: [(&str, &str); 3] =
    [("第一产业增加值", "第一产业"), ("第二产业增加值", "第二产业"), ("第三产业增加值", "第三产业")];
/// Indicators that reports give by industry; their scopes are parts of one whole.
pub(super) const BY_INDUSTRY: [(&str, &str); 3] =
    [("行业产值", "主要产业产值"), ("行业增加值", "主要行业增加值"), ("行业营业收入", "主要行业营业收入")];

impl Idea for Structure {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let mut found = Vec::new();
        let part = |f: &Figure<'_>| {
            matches!(f.is.measure, Measure::Level | Measure::Share)
                && f.is.status != Status::Target
                && f.value().is_some_and(|v| !v.is_sign_negative())
        };
        let named = |f: &Figure<'_>, names: &[(&str, &str)]| names.iter().position(|(name, _)| f.is.indicator.name() == *name);
        let groups = figures.groups(|f| {
            let sector = named(f, &SECTORS).is_some() && f.scope().is_empty();
            (part(f) && sector).then_some((f.report.id(), f.is.period, f.is.measure))
        });
        for ((_, period, measure), group) in groups {
            let parts = each(&largest_axis(&group), |f| f.is.indicator.clone());
            let Some(period) = period else { continue };
            if parts.len() < SECTORS.len() || measure == Measure::Share && !is_whole(&parts) {
                continue;
            }
            let mut parts: Vec<_> = parts.into_iter().filter_map(|(_, f)| Some((named(&f, &SECTORS)?, f))).collect();
            parts.sort_by_key(|(order, _)| *order);
            let names = parts.iter().filter_map(|(order, _)| SECTORS.get(*order)).map(|(_, name)| (*name).to_owned()).collect();
            let title = format!("{}{}三次产业结构", region(&group), period.in_chinese());
            found.extend(chart(title, names, parts.into_iter().map(|(_, f)| f)).map(|c| (88, c)));
        }
        let groups = figures.groups(|f| {
            let scoped = named(f, &BY_INDUSTRY)? < BY_INDUSTRY.len() && !f.scope().is_empty();
            (part(f) && scoped).then(|| (f.report.id(), f.is.period, f.is.measure, f.is.indicator.clone()))
        });
        for ((_, period, measure, indicator), group) in groups {
            let mut parts = each(&largest_axis(&group), |f| f.scope());
            // 电子信息业、生物医药业 together, or 高端装备制造 beside 装备制造: counted in the others already.
            let names: Vec<&str> = parts.iter().map(|(scope, _)| *scope).collect();
            parts.retain(|(scope, _)| !names.iter().any(|other| other != scope && scope.contains(other)));
            let Some(period) = period else { continue };
            if parts.len() < 3 || parts.len() > 12 {
                continue;
            }
            let what = builtin_title(&indicator);
            // Shares that do not add up are no structure.
            let whole = measure == Measure::Level || is_whole(&parts);
            let (kind, word) = if whole { (ChartKind::Structure, "结构") } else { (ChartKind::Column, "") };
            let what = if measure == Measure::Share { measured(&indicator, measure) } else { what.to_owned() };
            let title = format!("{}{}{what}{word}", region(&group), period.in_chinese());
            let names = parts.iter().map(|(scope, _)| (*scope).to_owned()).collect();
            let chart = chart(title, names, parts.into_iter().map(|(_, f)| f))
                .map(|c| if whole { c } else { ChartSpec { kind, kinds: vec![ChartKind::Column, ChartKind::Ranking], ..c } });
            found.extend(chart.map(|c| (if whole { 86 } else { 66 }, c)));
        }
        found
    }
}

fn builtin_title(indicator: &IndicatorName) -> &'static str {
    let IndicatorName::Known(index) = indicator else { return "" };
    let name = builtin().indicator(*index).name.as_str();
    BY_INDUSTRY.iter().find(|(known, _)| *known == name).map_or("", |(_, title)| *title)
}

fn region<'a>(group: &[Figure<'a>]) -> &'a str {
    group.first().map_or("", |f| f.region)
}

/// Whether shares add up to a hundred, give or take their rounding.
fn is_whole<K>(parts: &[(K, Figure<'_>)]) -> bool {
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (_, f)| sum.checked_add(f.value()?));
    sum.is_some_and(|sum| (sum - Decimal::ONE_HUNDRED).abs() <= Decimal::new(5, 1))
}

fn chart<'a>(title: String, categories: Vec<String>, figures: impl Iterator<Item = Figure<'a>>) -> Option<ChartSpec> {
    let runs = vec![(String::new(), figures.map(Some).collect())];
    Plot {
        kind: ChartKind::Structure,
        kinds: &[ChartKind::Structure, ChartKind::Column, ChartKind::Ranking, ChartKind::Table],
        title,
        categories,
        runs,
    }
    .spec()
}
