//! The words of kinds of charts, and of why a chart cannot be drawn.

use crate::chart::recipe::{Across, Order, Refusal, Unfit};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::ui::Cx;

/// A kind's name.
pub(super) fn kind(kind: ChartKind, cx: &Cx<'_>) -> &'static str {
    cx.t.say(match kind {
        ChartKind::Column => "chart_kind.column",
        ChartKind::Stacked => "chart_kind.stacked",
        ChartKind::Shares => "chart_kind.shares",
        ChartKind::Ranking => "chart_kind.ranking",
        ChartKind::Line => "chart_kind.line",
        ChartKind::Structure => "chart_kind.structure",
        ChartKind::PlanActual => "chart_kind.plan",
        ChartKind::Progress => "chart_kind.progress",
        ChartKind::LevelGrowth => "chart_kind.level_growth",
        ChartKind::Panels => "chart_kind.panels",
        ChartKind::Heat => "chart_kind.heat",
        ChartKind::RankTable => "chart_kind.rank_table",
        ChartKind::Ladder => "chart_kind.ladder",
        ChartKind::Table => "chart_kind.table",
    })
}

/// What stands along the axis.
pub(super) fn across(across: Across, cx: &Cx<'_>) -> &'static str {
    cx.t.say(match across {
        Across::Periods => "made.across.periods",
        Across::Months => "made.across.months",
        Across::Places => "made.across.places",
        Across::Topics => "made.across.topics",
        Across::Scopes => "made.across.scopes",
    })
}

/// An order's name.
pub(super) fn order(order: Order, cx: &Cx<'_>) -> &'static str {
    cx.t.say(match order {
        Order::Told => "made.order.told",
        Order::Falling => "made.order.falling",
        Order::Rising => "made.order.rising",
    })
}

/// Whether a kind keeps the order of its categories.
pub(super) fn is_sorted_by_hand(kind: ChartKind) -> bool {
    !matches!(kind, ChartKind::Ranking | ChartKind::RankTable | ChartKind::Ladder)
}

/// Whether a kind can show one of its marks before the others.
pub(super) fn can_stand_out(chart: &ChartSpec) -> bool {
    match chart.kind {
        ChartKind::Column => chart.series.len() == 1,
        kind => matches!(kind, ChartKind::Ranking | ChartKind::RankTable | ChartKind::Panels | ChartKind::Table),
    }
}

/// Why a kind does not fit.
pub(super) fn unfit(unfit: Unfit, cx: &Cx<'_>) -> String {
    let key = match unfit {
        Unfit::Runs(least, most) => return counted("unfit.runs", least, most, cx),
        Unfit::Categories(least, most) => return counted("unfit.categories", least, most, cx),
        Unfit::Units => "unfit.units",
        Unfit::Second => "unfit.second",
        Unfit::Periods => "unfit.periods",
        Unfit::Places => "unfit.places",
        Unfit::Targets => "unfit.targets",
        Unfit::Amounts => "unfit.amounts",
        Unfit::Parts => "unfit.parts",
        Unfit::Negative => "unfit.negative",
        Unfit::Steps => "unfit.steps",
    };
    cx.t.say(key).to_owned()
}

fn counted(key: &str, least: usize, most: usize, cx: &Cx<'_>) -> String {
    let range = if least == most { least.to_string() } else { format!("{least}—{most}") };
    cx.t.tell(key, &[("count", &range)])
}

/// Why nothing is drawn.
pub(super) fn refusal(refusal: &Refusal, cx: &Cx<'_>) -> String {
    let key = match refusal {
        Refusal::Kind(kind, why) => return format!("{}：{}", self::kind(*kind, cx), unfit(*why, cx)),
        Refusal::Runs(count) => return cx.t.tell("refusal.runs", &[("count", &count.to_string())]),
        Refusal::NoTopic => "refusal.no_topic",
        Refusal::NoFigure => "refusal.no_figure",
        Refusal::Paces(_) => "refusal.paces",
        Refusal::Months => "refusal.months",
        Refusal::Measures(_) => "refusal.measures",
        Refusal::Units(_) => "refusal.units",
        Refusal::Bases(_) => "refusal.bases",
    };
    cx.t.say(key).to_owned()
}
