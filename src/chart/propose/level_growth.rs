//! An amount and its growth over the same periods: bars, and a line on an axis of its own.

use super::Idea;
use crate::base::Period;
use crate::chart::figures::{Figure, Figures, Plot, each, largest_axis, scoped};
use crate::chart::spec::{ChartKind, ChartSpec, SecondAxis};
use crate::indicator::{IndicatorName, Measure, Status};

/// Level and growth.
pub struct LevelGrowth;

/// The most periods that stay readable.
const MOST: usize = 12;

impl Idea for LevelGrowth {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let mut found = Vec::new();
        let groups = figures.groups(|f| {
            let period = f.is.period?;
            // Whole years, or the growing months of one.
            let pace = if period.is_year() { None } else { Some(period.last_year()) };
            let usable = matches!(f.is.indicator, IndicatorName::Known(_))
                && f.is.status != Status::Target
                && (f.is.measure == Measure::Level || f.is_growth_rate())
                && (period.is_year() || period.is_cumulative());
            usable.then(|| (f.place(), f.is.indicator.clone(), f.scope(), pace))
        });
        for ((_, indicator, scope, pace), group) in groups {
            let of = |growth: bool| {
                let members: Vec<_> = group.iter().filter(|f| f.is_growth_rate() == growth).copied().collect();
                each(&largest_axis(&members), |f| f.is.period)
            };
            let (levels, rates) = (of(false), of(true));
            let mut periods: Vec<Period> = levels.iter().filter_map(|(period, _)| *period).collect();
            periods.sort_by_key(|p| (p.last(), p.first()));
            let periods = periods.split_off(periods.len().saturating_sub(MOST));
            let told = |list: &[(Option<Period>, Figure<'_>)]| {
                periods.iter().filter(|p| list.iter().any(|(q, f)| *q == Some(**p) && f.value().is_some())).count()
            };
            let (level_count, rate_count) = (told(&levels), told(&rates));
            if level_count < 3 || rate_count < 3 || rate_count * 2 < periods.len() {
                continue;
            }
            found.extend(
                chart(&periods, &levels, &rates, &scoped(scope, indicator.name()), pace).map(|c| (84 + rate_count.min(6) as u32, c)),
            );
        }
        found
    }
}

type Run<'a> = [(Option<Period>, Figure<'a>)];

fn chart(periods: &[Period], levels: &Run<'_>, rates: &Run<'_>, what: &str, pace: Option<i16>) -> Option<ChartSpec> {
    let region = levels.first()?.1.region;
    let when = match pace {
        Some(year) => format!("{year}年"),
        None => format!("{}—{}年", periods.first()?.last_year(), periods.last()?.last_year()),
    };
    let names = periods.iter().map(|p| if pace.is_some() { format!("1—{}月", p.last().month) } else { p.in_chinese() }).collect();
    let spec = |list: &Run<'_>, categories: Vec<String>| -> Option<ChartSpec> {
        let of = |period: &Period| list.iter().find(|(told, _)| *told == Some(*period)).map(|(_, f)| *f);
        let runs = vec![(String::new(), periods.iter().map(of).collect())];
        Plot { kind: ChartKind::LevelGrowth, kinds: &[], title: String::new(), categories, runs }.spec()
    };
    let mut level = spec(levels, names)?;
    let growth = spec(rates, Vec::new())?;
    level.series.first_mut()?.name = what.to_owned();
    let mut line = growth.series.into_iter().next()?;
    line.name = "增速".to_owned();
    level.series.push(line);
    level.second = Some(SecondAxis { unit: growth.unit, decimals: growth.decimals });
    level.title = format!("{region}{when}{what}及增速{}", if pace.is_some() { "（累计）" } else { "" });
    level.kinds = vec![ChartKind::LevelGrowth, ChartKind::Table];
    level.notes.push("增速为同比".to_owned());
    Some(level)
}
