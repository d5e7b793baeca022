//! The stages of cultivating firms in one place and period: 科技型中小企业, 高新技术企业, 专精特新, 小巨人 …

use super::Idea;
use crate::base::Decimal;
use crate::chart::figures::{Figures, Plot, each};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::{Measure, Status};

/// Ladders.
pub struct Ladder;

/// The stages by their catalogue names, the lowest first, and what they are called on the chart.
const STAGES: [(&str, &str); 6] = [
    ("科技型中小企业数", "科技型中小企业"),
    ("高新技术企业数", "高新技术企业"),
    ("专精特新中小企业数", "专精特新中小企业"),
    ("瞪羚企业数", "瞪羚企业"),
    ("专精特新小巨人企业数", "专精特新“小巨人”企业"),
    ("单项冠军企业数", "单项冠军企业"),
];

impl Idea for Ladder {
    fn propose(&self, figures: &Figures<'_>) -> Vec<(u32, ChartSpec)> {
        let mut found = Vec::new();
        let stage = |name: &str| STAGES.iter().position(|(known, _)| *known == name);
        let groups = figures.groups(|f| {
            let usable = stage(f.is.indicator.name()).is_some()
                && f.is.measure == Measure::Level
                && f.is.status != Status::Target
                && f.scope().is_empty()
                && f.value().is_some_and(|v| v > Decimal::ZERO);
            usable.then_some((f.report.id(), f.is.period?))
        });
        for ((_, period), group) in groups {
            let mut stages = each(&group, |f| stage(f.is.indicator.name()));
            stages.sort_by_key(|(order, _)| *order);
            // A stage that holds more than the one below it is of another count.
            let falls = stages.windows(2).all(|pair| matches!(pair, [(_, a), (_, b)] if a.value() >= b.value()));
            if stages.len() < 3 || !falls {
                continue;
            }
            let region = group.first().map_or("", |f| f.region);
            let plot = Plot {
                kind: ChartKind::Ladder,
                kinds: &[ChartKind::Ladder, ChartKind::Ranking, ChartKind::Table],
                title: format!("{region}{}企业梯度培育", period.in_chinese()),
                categories: stages.iter().filter_map(|(order, _)| STAGES.get((*order)?)).map(|(_, name)| (*name).to_owned()).collect(),
                runs: vec![(String::new(), stages.iter().map(|(_, f)| Some(*f)).collect())],
            };
            found.extend(plot.spec().map(|chart| (84, chart)));
        }
        found
    }
}
