//! Growth rates in a field: indicators down and the growing months of a year across; or one indicator, places down and years
//! across.

use super::Idea;
use crate::base::Period;
use crate::chart::figures::{Figure, Figures, Plot, each};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::{IndicatorName, Measure, Status};

/// Fields of growth rates, and small multiples of places.
pub struct Heat;

/// The most rows and columns that stay readable on half a page.
const ROWS: usize = 12;
const COLUMNS: usize = 12;

impl Idea for Heat {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let mut found = Vec::new();
        let usable = |f: &Figure<'_>| {
            f.is_growth_rate() && f.is.status != Status::Target && matches!(f.is.indicator, IndicatorName::Known(_)) && f.scope().is_empty()
        };
        let by_month = figures.groups(|f| {
            let period = f.is.period?;
            (usable(f) && (period.is_cumulative() || period.is_year())).then(|| (f.place(), period.last_year()))
        });
        for ((_, year), group) in by_month {
            let cells = each(&group, |f| (f.is.indicator.clone(), f.is.period));
            let region = group.first().map_or("", |f| f.region);
            let name = |p: Period| format!("1—{}月", p.last().month);
            let title = format!("{region}{year}年主要指标累计增速");
            let kinds: &[ChartKind] = &[ChartKind::Heat, ChartKind::Panels, ChartKind::Table];
            found.extend(field(&cells, |i: &IndicatorName| i.name().to_owned(), name, title, kinds).map(|c| (83, c)));
        }
        let by_year = figures.groups(|f| {
            let year = f.is.period.is_some_and(Period::is_year);
            let told = usable(f) && year && !f.region.is_empty();
            told.then(|| f.is.indicator.clone())
        });
        for (indicator, group) in by_year {
            let cells = each(&group, |f| (f.region, f.is.period));
            let title = format!("各地历年{}", crate::chart::figures::measured(&indicator, Measure::Growth));
            let kinds: &[ChartKind] = &[ChartKind::Panels, ChartKind::Heat, ChartKind::Table];
            found.extend(field(&cells, |place: &&str| (*place).to_owned(), Period::in_chinese, title, kinds).map(|c| (80, c)));
        }
        found
    }
}

type Cells<'a, K> = [((K, Option<Period>), Figure<'a>)];

/// Rows by key, columns by period; `None` where too few fields are filled.
fn field<K: PartialEq + Clone>(
    cells: &Cells<'_, K>,
    row_name: impl Fn(&K) -> String,
    column_name: impl Fn(Period) -> String,
    title: String,
    kinds: &[ChartKind],
) -> Option<ChartSpec> {
    let told = || cells.iter().filter(|(_, f)| f.value().is_some());
    let mut columns: Vec<Period> = told().filter_map(|((_, period), _)| *period).collect();
    columns.sort_by_key(|p| (p.last(), p.first()));
    columns.dedup();
    // A column that only one row tells is not worth its room.
    columns.retain(|p| told().filter(|((_, period), _)| *period == Some(*p)).count() >= 2);
    let columns = columns.split_off(columns.len().saturating_sub(COLUMNS));
    let count = |key: &K| told().filter(|((k, period), _)| k == key && period.is_some_and(|p| columns.contains(&p))).count();
    let mut rows: Vec<K> = Vec::new();
    for ((key, _), _) in cells {
        if !rows.contains(key) && count(key) * 2 >= columns.len() {
            rows.push(key.clone());
        }
    }
    rows.truncate(ROWS);
    if rows.len() < 3 || columns.len() < 3 {
        return None;
    }
    let at = |key: &K, period: Period| cells.iter().find(|((k, p), _)| k == key && *p == Some(period)).map(|(_, f)| *f);
    let plot = Plot {
        kind: *kinds.first()?,
        kinds,
        title,
        categories: columns.iter().map(|p| column_name(*p)).collect(),
        runs: rows.iter().map(|key| (row_name(key), columns.iter().map(|p| at(key, *p)).collect())).collect(),
    };
    let mut spec = plot.spec()?;
    spec.notes.push("增速为同比".to_owned());
    Some(spec)
}
