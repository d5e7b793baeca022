//! Planned against completed investment of projects, in one report.

use super::Idea;
use crate::chart::figures::{Figure, Figures, Plot, each};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::{Measure, Observation, Status};

/// Plans and actuals of projects.
pub struct Plan;

const PLANNED: &str = "项目年度计划投资";
const DONE: &str = "项目完成投资";
const COUNTED: &str = "项目个数";

impl Idea for Plan {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let mut found = Vec::new();
        let groups = figures.groups(|f| {
            let name = f.is.indicator.name();
            let year = f.is.period?.last_year();
            (f.is.measure == Measure::Level && (name == PLANNED || name == DONE)).then_some((f.report.id(), year))
        });
        for ((_, year), group) in groups {
            let of = |name: &str, target: bool| -> Vec<(String, Figure<'_>)> {
                let members: Vec<_> =
                    group.iter().filter(|f| f.is.indicator.name() == name && (f.is.status == Status::Target) == target).copied().collect();
                each(&members, |f| f.scope().to_owned())
            };
            let (planned, done) = (of(PLANNED, true), of(DONE, false));
            let mut pairs: Vec<(String, Figure<'_>, Figure<'_>)> = planned
                .iter()
                .filter_map(|(scope, plan)| {
                    done.iter().find(|(other, _)| other == scope).map(|(_, actual)| (scope.clone(), *plan, *actual))
                })
                .collect();
            if pairs.is_empty() {
                pairs = in_one_sentence(&group);
            }
            pairs.retain(|(_, plan, actual)| plan.goes_with(actual) && (plan.value().is_some() || actual.value().is_some()));
            if pairs.is_empty() {
                continue;
            }
            let region = group.first().map_or("", |f| f.region);
            // What was done by when, where all agree on it.
            let until =
                pairs.first().and_then(|(_, _, actual)| actual.is.period).filter(|p| pairs.iter().all(|(_, _, a)| a.is.period == Some(*p)));
            let when = until.map_or_else(|| format!("{year}年"), crate::base::Period::in_chinese);
            let plot = Plot {
                kind: ChartKind::PlanActual,
                kinds: &[ChartKind::PlanActual, ChartKind::Progress, ChartKind::Column, ChartKind::Table],
                title: format!("{region}{when}项目投资计划与完成情况"),
                categories: pairs
                    .iter()
                    .map(|(scope, _, _)| if scope.is_empty() { "全部项目".to_owned() } else { scope.clone() })
                    .collect(),
                runs: vec![
                    ("年度计划".to_owned(), pairs.iter().map(|(_, plan, _)| Some(*plan)).collect()),
                    ("完成投资".to_owned(), pairs.iter().map(|(_, _, actual)| Some(*actual)).collect()),
                ],
            };
            let score = if pairs.len() >= 2 { 94 } else { 55 };
            found.extend(plot.spec().map(|chart| (score, chart)));
        }
        found
    }
}

/// Plans with the completed investment that the same sentence tells after them, named by the projects it counts before.
fn in_one_sentence<'a>(group: &[Figure<'a>]) -> Vec<(String, Figure<'a>, Figure<'a>)> {
    let mut pairs: Vec<(String, Figure<'a>, Figure<'a>)> = Vec::new();
    for plan in group.iter().filter(|f| f.is.indicator.name() == PLANNED && f.is.status == Status::Target) {
        let sentence = plan.report.sentence(plan.is.place);
        let same = |place| std::ptr::eq(plan.report.sentence(place), sentence);
        let after = |f: &&Figure<'a>| f.at.index > plan.at.index && f.is.indicator.name() == DONE && f.is.status != Status::Target;
        let Some(actual) = group.iter().filter(after).find(|f| f.is.measure == Measure::Level && same(f.is.place)) else { continue };
        let before = plan.report.observations.get(..plan.at.index as usize).unwrap_or_default();
        let counted = |o: &&Observation| o.indicator.name() == COUNTED && o.scope.is_some() && same(o.place);
        let name = before.iter().find(counted).and_then(|o| o.scope.as_deref());
        let name = name.map_or_else(|| format!("第{}批项目", pairs.len() + 1), str::to_owned);
        if !pairs.iter().any(|(known, _, other)| *known == name || other.at == actual.at) {
            pairs.push((name, *plan, *actual));
        }
    }
    pairs
}
