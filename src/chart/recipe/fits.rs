//! Which kinds the picked figures can carry, and why the others cannot.

use super::{Across, Topic};
use crate::chart::layout;
use crate::chart::propose::SECTORS;
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::Measure;

pub use crate::chart::layout::Unfit;

/// What the values mean, as far as kinds ask for it.
pub(super) struct Sense<'a> {
    /// What stands along the axis.
    pub across: Across,
    /// What is measured.
    pub topics: &'a [Topic],
    /// Whether targets are among the runs.
    pub targets: bool,
    /// Whether anything but targets is.
    pub told: bool,
    /// Whether all is of one period.
    pub one_period: bool,
    /// Whether all is of one place.
    pub one_place: bool,
}

/// Why a kind does not fit; `None` where it does.
pub(super) fn unfit(spec: &ChartSpec, kind: ChartKind, sense: &Sense<'_>) -> Option<Unfit> {
    use ChartKind as K;
    let level = sense.topics.iter().all(|topic| topic.measure == Measure::Level);
    let over_time = matches!(sense.across, Across::Periods | Across::Months);
    let meant = match kind {
        _ if !spec.units.is_empty() && !matches!(kind, K::Progress | K::Table) => Some(Unfit::Units),
        _ if spec.second.is_some() && !matches!(kind, K::LevelGrowth | K::Table) => Some(Unfit::Units),
        K::LevelGrowth if spec.second.is_none() => Some(Unfit::Second),
        K::Line | K::Panels | K::LevelGrowth if !over_time => Some(Unfit::Periods),
        K::RankTable if sense.across != Across::Places => Some(Unfit::Places),
        K::RankTable if sense.topics.len() > 1 => Some(Unfit::Runs(1, 2)),
        K::PlanActual | K::Progress if !(sense.targets && sense.told) => Some(Unfit::Targets),
        K::PlanActual | K::Progress if !level => Some(Unfit::Amounts),
        K::Ladder if !level => Some(Unfit::Amounts),
        K::Ladder if over_time || sense.across == Across::Places || !falls(spec) => Some(Unfit::Steps),
        K::Structure if !adds_up(spec, sense, true) => Some(Unfit::Parts),
        K::Stacked | K::Shares if !adds_up(spec, sense, false) => Some(Unfit::Parts),
        _ => None,
    };
    meant.or_else(|| layout::REGISTRY.iter().find(|layout| layout.kind() == kind)?.refuses(spec))
}

/// Whether each value is no more than the one before it.
fn falls(spec: &ChartSpec) -> bool {
    let values: Vec<_> = spec.marks().map(|(_, mark)| mark.value).collect();
    values.windows(2).all(|pair| matches!(pair, [a, b] if a >= b))
}

/// Whether what stands together is the parts of one whole: parts of one indicator none of which holds another, places, or the
/// three sectors. `across` tells whether the parts are the categories; else they are the runs.
fn adds_up(spec: &ChartSpec, sense: &Sense<'_>, across: bool) -> bool {
    let Some(first) = sense.topics.first() else { return false };
    let amounts = sense.topics.iter().all(|topic| topic.measure == Measure::Level) && spec.unit != "%";
    if !amounts || sense.targets || spec.series.len() > 1 && across {
        return false;
    }
    let over_time = matches!(sense.across, Across::Periods | Across::Months);
    let names: Vec<&str> = sense.topics.iter().map(|topic| topic.scope.as_str()).collect();
    let apart = names
        .iter()
        .enumerate()
        .all(|(i, name)| !name.is_empty() && names.iter().enumerate().all(|(j, other)| i == j || !name.contains(other)));
    let of_one = sense.topics.len() > 1 && sense.topics.iter().all(|topic| topic.is_same_measure(first)) && apart;
    let sector = |name: &str| sense.topics.iter().any(|topic| topic.scope.is_empty() && topic.indicator.name() == name);
    let sectors = sense.topics.len() == SECTORS.len() && SECTORS.iter().all(|(name, _)| sector(name));
    let parts = of_one || sectors;
    if across {
        let along = matches!(sense.across, Across::Topics | Across::Scopes);
        sense.one_period && (along && parts && sense.one_place || sense.across == Across::Places && sense.topics.len() == 1)
    } else if over_time {
        // Each year a run of months would be added to the others.
        sense.across == Across::Periods && (parts && sense.one_place || sense.topics.len() == 1 && !sense.one_place)
    } else {
        sense.across == Across::Places && parts && sense.one_period
    }
}

/// The kinds that tell it best, the best first; the last always fits.
pub(super) fn preferred(spec: &ChartSpec, across: Across) -> Vec<ChartKind> {
    use ChartKind as K;
    let growth = spec.unit == "%";
    match across {
        Across::Periods if spec.second.is_some() => vec![K::LevelGrowth, K::Table],
        Across::Periods if spec.categories.len() <= 6 && spec.series.len() == 1 && !growth => vec![K::Column, K::Line, K::Table],
        Across::Periods => vec![K::Line, K::Column, K::Panels, K::Heat, K::Table],
        Across::Months => vec![K::Column, K::Line, K::Heat, K::Table],
        Across::Places => vec![K::Ranking, K::Column, K::RankTable, K::Heat, K::Table],
        Across::Topics | Across::Scopes if growth => vec![K::Ranking, K::Column, K::Heat, K::Table],
        Across::Topics | Across::Scopes => vec![K::PlanActual, K::Progress, K::Column, K::Heat, K::Table],
    }
}

/// The names of what can stand out.
pub(super) fn highlighted(spec: &ChartSpec) -> Vec<String> {
    match spec.kind {
        ChartKind::Panels => spec.series.iter().map(|run| run.name.clone()).collect(),
        _ => spec.categories.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::IndicatorName;

    #[test]
    fn only_parts_of_one_whole_add_up() {
        let topic = |name: &str, scope: &str| Topic {
            indicator: IndicatorName::Phrase(name.into()),
            measure: Measure::Level,
            basis: None,
            scope: scope.to_owned(),
        };
        let spec = ChartSpec { unit: "亿元".into(), ..ChartSpec::default() };
        let sense = |topics: &[Topic]| {
            let sense = Sense { across: Across::Topics, topics, targets: false, told: true, one_period: true, one_place: true };
            adds_up(&spec, &sense, true)
        };
        assert!(sense(&[topic("产值", "电子信息"), topic("产值", "生物医药")]));
        assert!(sense(&SECTORS.map(|(name, _)| topic(name, ""))));
        assert!(!sense(&SECTORS.map(|(name, _)| topic(name, ""))[..2]), "one sector is missing");
        assert!(!sense(&[topic("产值", "装备制造"), topic("产值", "高端装备制造")]), "one holds the other");
        assert!(!sense(&[topic("产值", ""), topic("产值", "生物医药")]), "the whole and a part of it");
        assert!(!sense(&[topic("产值", "电子信息"), topic("税收", "生物医药")]));
    }
}
