//! One indicator over years, over the growing months of a year, over single months or quarters; across reports of one
//! place, or within a workbook. The kinds of period are never mixed.

use super::Idea;
use crate::base::Period;
use crate::chart::figures::{Figure, Figures, Plot, disagreement, each, first_hand, measured, scoped, target_line, years};
use crate::chart::pace::Pace;
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::{IndicatorName, Measure, Status};

/// Series over time.
pub struct OverTime;

/// The most points that stay readable.
const MOST: usize = 36;

/// A pace, and for growing months their year.
type Axis = (Pace, Option<i16>);

/// The time axes that a period may stand on.
fn axes(period: Period) -> impl Iterator<Item = Axis> {
    let known = Pace::of(period).filter(|pace| !matches!(pace, Pace::Spans(_)));
    known.map(move |pace| (pace, (pace == Pace::Growing).then(|| period.last_year())))
}

impl Idea for OverTime {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let mut found = Vec::new();
        let groups = figures.groups(|f| {
            let basis = if f.is_year_on_year() { None } else { f.is.basis.map(|b| b.name()) };
            let usable = f.is.status != Status::Target && f.is.measure != Measure::Change && basis.is_none();
            usable.then(|| (f.place(), f.is.indicator.clone(), f.is.measure, f.scope()))
        });
        for ((_, indicator, measure, scope), group) in groups {
            let mut kinds: Vec<Axis> = group.iter().filter_map(|f| f.is.period).flat_map(axes).collect();
            kinds.sort_unstable();
            kinds.dedup();
            for pace in kinds {
                let members: Vec<_> = group.iter().filter(|f| f.is.period.is_some_and(|p| axes(p).any(|q| q == pace))).copied().collect();
                let members = crate::chart::figures::largest_axis(&members);
                found.extend(chart(&members, &indicator, measure, scope, pace, figures));
            }
        }
        found
    }
}

fn chart(
    members: &[Figure<'_>],
    indicator: &IndicatorName,
    measure: Measure,
    scope: &str,
    (pace, growing): Axis,
    figures: &Figures<'_>,
) -> Option<(u32, ChartSpec)> {
    let mut points = each_period(members);
    points.sort_by_key(|(period, _)| (period.last(), period.first()));
    let points = points.split_off(points.len().saturating_sub(MOST));
    let told = points.iter().filter(|(_, f)| f.value().is_some()).count();
    let known = matches!(indicator, IndicatorName::Known(_));
    let least = if pace == Pace::Years { if known { 2 } else { 3 } } else { 3 };
    // A year that ends its months needs the months.
    if told < least || told * 2 < points.len() {
        return None;
    }
    let (first, last) = (points.first()?.0, points.last()?.0);
    let region = members.first()?.region;
    let what = scoped(scope, &measured(indicator, measure));
    let one_year = first.first().year == last.last_year();
    let when = years(first, last);
    let (kind, suffix) = match (pace, measure) {
        (Pace::Growing, Measure::Growth | Measure::Level) => (ChartKind::Line, "（累计）"),
        (Pace::Years, Measure::Level) if told <= 6 => (ChartKind::Column, ""),
        // A line between two points shows but its slope, and that is the axis' doing: columns stand on zero.
        (Pace::Years, _) if told <= 2 => (ChartKind::Column, ""),
        (Pace::Months, Measure::Level) if told <= 12 => (ChartKind::Column, "（各月）"),
        (Pace::Months, _) => (ChartKind::Line, "（各月）"),
        _ => (ChartKind::Line, ""),
    };
    let name = |period: Period| match pace {
        // 上半年 stands among months as the months it has, the year as its twelve.
        Pace::Growing => format!("1—{}月", period.last().month),
        _ if one_year && pace != Pace::Years => period.in_chinese_without_year(),
        _ => period.in_chinese(),
    };
    let plot = Plot {
        kind,
        kinds: &[ChartKind::Line, ChartKind::Column, ChartKind::Table],
        title: format!("{region}{when}{what}{suffix}"),
        categories: points.iter().map(|(period, _)| name(*period)).collect(),
        runs: vec![(if kind == ChartKind::Line { what } else { String::new() }, points.iter().map(|(_, f)| Some(*f)).collect())],
    };
    let mut spec = plot.spec()?;
    spec.notes.extend(disagreement(members, points.iter().map(|(_, f)| *f)));
    if measure == Measure::Growth {
        spec.notes.push("增速为同比".to_owned());
    }
    spec.target = growing.and_then(|_| target_line(&points.last()?.1, figures, &spec.unit));
    // A phrase of a word or two (企业, 退出) names nothing by itself.
    if !known && scope.is_empty() && indicator.name().chars().count() < 4 {
        return None;
    }
    let score = 60 + told.min(12) as u32 * 2 + if known { 6 } else { 0 } + if scope.is_empty() { 4 } else { 0 };
    Some((if told < 3 { score.saturating_sub(20) } else { score }, spec))
}

/// One figure a period.
fn each_period<'a>(members: &[Figure<'a>]) -> Vec<(Period, Figure<'a>)> {
    each(&first_hand(members), |f| f.is.period).into_iter().filter_map(|(period, f)| Some((period?, f))).collect()
}
