//! One indicator over years, over the growing months of a year, over single months or quarters; across reports of one
//! place, or within a workbook. The kinds of period are never mixed.

use super::Idea;
use super::figures::{Figure, Figures, Plot, each, measured, scoped};
use crate::base::Period;
use crate::chart::numbers;
use crate::chart::spec::{ChartKind, ChartSpec, Mark, TargetLine};
use crate::indicator::{IndicatorName, Measure, Status};
use crate::quantity::units;

/// Series over time.
pub struct OverTime;

/// The most points that stay readable.
const MOST: usize = 36;

/// Kinds of period that may stand on one time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pace {
    /// Whole years.
    Years,
    /// January to a growing month of one year.
    Growing(i16),
    /// Single months.
    Months,
    /// Single quarters.
    Quarters,
}

/// The paces a period belongs to: one, or for a whole year also the end of its growing months; for January–March also a
/// quarter where it is written so.
fn paces(period: Period) -> impl Iterator<Item = Pace> {
    let year = period.last_year();
    let quarter = period.to_string().contains("-Q");
    [
        period.is_year().then_some(Pace::Years),
        (period.is_year() || period.is_cumulative() && !(quarter && period.first().month > 1)).then_some(Pace::Growing(year)),
        period.is_month().then_some(Pace::Months),
        quarter.then_some(Pace::Quarters),
    ]
    .into_iter()
    .flatten()
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
            let mut kinds: Vec<Pace> = group.iter().filter_map(|f| f.is.period).flat_map(paces).collect();
            kinds.sort_unstable();
            kinds.dedup();
            for pace in kinds {
                let members: Vec<_> = group.iter().filter(|f| f.is.period.is_some_and(|p| paces(p).any(|q| q == pace))).copied().collect();
                let members = super::figures::largest_axis(&members);
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
    pace: Pace,
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
    let when = match pace {
        Pace::Growing(year) => format!("{year}年"),
        _ if one_year => format!("{}年", last.last_year()),
        _ => format!("{}—{}年", first.first().year, last.last_year()),
    };
    let (kind, suffix) = match (pace, measure) {
        (Pace::Growing(_), Measure::Growth | Measure::Level) => (ChartKind::Line, "（累计）"),
        (Pace::Years, Measure::Level) if told <= 6 => (ChartKind::Column, ""),
        (Pace::Months, Measure::Level) if told <= 12 => (ChartKind::Column, "（各月）"),
        (Pace::Months, _) => (ChartKind::Line, "（各月）"),
        _ => (ChartKind::Line, ""),
    };
    let name = |period: Period| match pace {
        Pace::Growing(year) if period.is_year() => (if period == Period::year(year) { "1—12月" } else { "" }).to_owned(),
        // 上半年 stands among months as the months it has.
        Pace::Growing(_) => format!("1—{}月", period.last().month),
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
    spec.notes.extend(disagreement(members, &points));
    if measure == Measure::Growth {
        spec.notes.push("增速为同比".to_owned());
    }
    spec.target = target(&spec, points.last()?, pace, figures);
    // A phrase of a word or two (企业, 退出) names nothing by itself.
    if !known && scope.is_empty() && indicator.name().chars().count() < 4 {
        return None;
    }
    let score = 60 + told.min(12) as u32 * 2 + if known { 6 } else { 0 } + if scope.is_empty() { 4 } else { 0 };
    Some((if told < 3 { score.saturating_sub(20) } else { score }, spec))
}

/// One figure a period: of several reports the one about that very period, which had it first hand.
fn each_period<'a>(members: &[Figure<'a>]) -> Vec<(Period, Figure<'a>)> {
    let own = |f: &Figure<'_>| f.report.periods.period.map(|p| p.last_year()) == f.is.period.map(|p| p.last_year());
    let mut sorted = members.to_vec();
    sorted.sort_by_key(|f| !own(f));
    // Months from January to December written out are the year.
    each(&sorted, |f| f.is.period).into_iter().filter_map(|(period, f)| Some((period?, f))).collect()
}

/// A note where reports tell different values of one period.
fn disagreement(members: &[Figure<'_>], drawn: &[(Period, Figure<'_>)]) -> Option<String> {
    let differs = |period: &Period, figure: &Figure<'_>| {
        members.iter().any(|other| {
            other.is.period == Some(*period)
                && other.is.status == figure.is.status
                && other.value().zip(figure.value()).is_some_and(|(a, b)| units().convert(a, &other.is.unit, &figure.is.unit) != Some(b))
        })
    };
    let periods: Vec<String> = drawn.iter().filter(|(p, f)| differs(p, f)).map(|(p, _)| p.in_chinese()).collect();
    (!periods.is_empty()).then(|| format!("{}有不止一个数值，取当期报告所载", periods.join("、")))
}

/// The target of the year that the last point belongs to.
fn target(spec: &ChartSpec, (period, last): &(Period, Figure<'_>), pace: Pace, figures: &Figures<'_>) -> Option<TargetLine> {
    if pace != Pace::Growing(period.last_year()) {
        return None;
    }
    let year = Period::year(period.last_year());
    let target = figures.all().iter().find(|f| {
        f.is.status == Status::Target
            && f.is.period == Some(year)
            && f.is.indicator == last.is.indicator
            && f.goes_with(last)
            && f.scope() == last.scope()
            && f.place() == last.place()
            && f.is_year_on_year()
    })?;
    let value = units().convert(target.value()?, &target.is.unit, &spec.unit)?;
    let label = format!("年度目标{}{}", numbers::show(value, value.normalize().scale()), spec.unit);
    Some(TargetLine { label, mark: Mark { value, source: target.at, status: Status::Target } })
}
