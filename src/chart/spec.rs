//! One description of a chart, from which the interactive view and the page scene are both made.

use crate::base::Decimal;
use crate::indicator::Status;
use crate::library::ObservationRef;

/// How the values are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ChartKind {
    /// One bar a category and series, side by side.
    #[default]
    Column,
    /// Runs on top of each other, with their sum.
    Stacked,
    /// Runs on top of each other, each as its share of their sum.
    Shares,
    /// Lying bars, longest first.
    Ranking,
    /// Points joined over periods.
    Line,
    /// Parts of a whole, with the total in the middle.
    Structure,
    /// The plan as an outline, the actual filled inside it.
    PlanActual,
    /// How far each actual has come to its target, in %, beside a line of where it should be.
    Progress,
    /// Amounts as bars, the last run as a line on an axis of its own.
    LevelGrowth,
    /// A small line for each run, all on one scale.
    Panels,
    /// Categories across, runs down, each value in a field coloured by it.
    Heat,
    /// Places by value, with their ranks, and how these changed where a second run tells the year before.
    RankTable,
    /// Steps from the many to the few: stages of cultivation.
    Ladder,
    /// A plain three-line table.
    Table,
}

impl ChartKind {
    /// All of them, in the order the window offers them.
    pub const ALL: [ChartKind; 14] = [
        ChartKind::Column,
        ChartKind::Ranking,
        ChartKind::Line,
        ChartKind::Structure,
        ChartKind::PlanActual,
        ChartKind::Stacked,
        ChartKind::Shares,
        ChartKind::LevelGrowth,
        ChartKind::Progress,
        ChartKind::Heat,
        ChartKind::RankTable,
        ChartKind::Panels,
        ChartKind::Ladder,
        ChartKind::Table,
    ];

    /// Its name in keys.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            ChartKind::Column => "column",
            ChartKind::Ranking => "ranking",
            ChartKind::Line => "line",
            ChartKind::Structure => "structure",
            ChartKind::PlanActual => "plan",
            ChartKind::Stacked => "stacked",
            ChartKind::Shares => "shares",
            ChartKind::Progress => "progress",
            ChartKind::LevelGrowth => "level_growth",
            ChartKind::Panels => "panels",
            ChartKind::Heat => "heat",
            ChartKind::RankTable => "rank_table",
            ChartKind::Ladder => "ladder",
            ChartKind::Table => "table",
        }
    }

    /// Whether it is counted as a 表, not as a 图.
    #[must_use]
    pub fn is_table(self) -> bool {
        matches!(self, ChartKind::Heat | ChartKind::RankTable | ChartKind::Table)
    }
}

/// What a chart shows. Values are in the chart's one unit, unless `units` or `second` says otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartSpec {
    /// How.
    pub kind: ChartKind,
    /// The kinds that suit what it shows, for the user to choose from: no line over what has no order, no structure of
    /// what is not a whole.
    pub kinds: Vec<ChartKind>,
    /// As a reader would title it: who, when, what. No figure number.
    pub title: String,
    /// The unit of all values: 亿元, %, 家.
    pub unit: String,
    /// What stands along the category axis.
    pub categories: Vec<String>,
    /// One or more runs of values, each as long as `categories`.
    pub series: Vec<Series>,
    /// The line of a target across the chart.
    pub target: Option<TargetLine>,
    /// Sentences for 注 at the foot.
    pub notes: Vec<String>,
    /// Decimals shown, alike for all marks.
    pub decimals: u32,
    /// The unit of each category where they differ (progress towards targets of several kinds); empty where all share one.
    pub units: Vec<String>,
    /// Unit and decimals of the last run, where it has an axis of its own.
    pub second: Option<SecondAxis>,
    /// A line that no figure stands for: where a plan should be by now.
    pub guide: Option<Guide>,
    /// The category that stands out.
    pub highlight: Option<usize>,
    /// The user's recipe that it was made of, by its id; `None` for one that was proposed.
    pub made: Option<u32>,
    /// What the speaker says to it: goes into the notes of slides, never onto the page. May be empty.
    pub speech: String,
}

/// The axis of a last run in another unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondAxis {
    /// Its unit.
    pub unit: String,
    /// Its decimals.
    pub decimals: u32,
}

/// A value that is computed, not told: 时间进度 75%.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The words before the value.
    pub label: String,
    /// The value, in %.
    pub value: Decimal,
}

/// One run of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What the legend calls it.
    pub name: String,
    /// A value for each category; `None` is a gap.
    pub marks: Vec<Option<Mark>>,
}

/// One value on a chart, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// In the chart's unit.
    pub value: Decimal,
    /// Its observation.
    pub source: ObservationRef,
    /// Forecasts and targets look different from actuals.
    pub status: Status,
}

/// A target drawn as a line across.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetLine {
    /// 年度目标 4.5%
    pub label: String,
    /// The value and its observation.
    pub mark: Mark,
}

impl ChartSpec {
    /// What a project remembers it by: the recipe it was made of; else kind, title and unit, as the same data propose it under
    /// the same key again.
    #[must_use]
    pub fn key(&self) -> String {
        self.made.map_or_else(|| format!("{}/{}/{}", self.kind.key(), self.title, self.unit), super::recipe::key_of)
    }

    /// All marks, with the index of their category.
    pub fn marks(&self) -> impl Iterator<Item = (usize, &Mark)> {
        self.series.iter().flat_map(|s| s.marks.iter().enumerate()).filter_map(|(i, mark)| mark.as_ref().map(|m| (i, m)))
    }

    /// Whether there is anything to draw.
    #[must_use]
    pub fn has_values(&self) -> bool {
        self.marks().next().is_some()
    }

    /// Whether a value is missing somewhere.
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        self.series.iter().any(|s| s.marks.iter().any(Option::is_none))
    }

    /// The mark of a run at a category.
    #[must_use]
    pub fn mark(&self, series: usize, category: usize) -> Option<&Mark> {
        self.series.get(series)?.marks.get(category)?.as_ref()
    }

    /// Unit and decimals of a run's value at a category.
    #[must_use]
    pub fn unit_of(&self, run: usize, category: usize) -> (&str, u32) {
        match &self.second {
            Some(second) if run + 1 == self.series.len() => (&second.unit, second.decimals),
            _ => match self.units.get(category) {
                // 40家 stands beside 27.5亿元: each with as many decimals as it tells.
                Some(unit) => {
                    let told = self.series.iter().filter_map(|s| s.marks.get(category)?.as_ref()).map(|m| m.value.normalize().scale());
                    (unit, told.max().unwrap_or(0).min(self.decimals))
                }
                None => (&self.unit, self.decimals),
            },
        }
    }

    /// An actual in % of its plan, exact; the first run is the plan, the second the actual. `None` where one is missing or the
    /// plan is not positive.
    #[must_use]
    pub fn completion(&self, category: usize) -> Option<Decimal> {
        let (plan, actual) = (self.mark(0, category)?, self.mark(1, category)?);
        if plan.value <= Decimal::ZERO {
            return None;
        }
        actual.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(plan.value)
    }

    /// Whether a category's actual lags behind the guide, or behind its target where there is no guide.
    #[must_use]
    pub fn is_behind(&self, category: usize) -> bool {
        let due = self.guide.as_ref().map_or(Decimal::ONE_HUNDRED, |guide| guide.value);
        self.completion(category).is_some_and(|rate| rate < due)
    }

    /// Whether a category's bar steps back behind the one that stands out: in lightness, so that a grey print shows it too.
    #[must_use]
    pub fn steps_back(&self, category: usize) -> bool {
        self.series.len() == 1 && self.highlight.is_some_and(|chosen| chosen != category)
    }

    /// Every observation it shows, the target's last.
    pub fn sources(&self) -> impl Iterator<Item = ObservationRef> + '_ {
        self.marks().map(|(_, mark)| mark.source).chain(self.target.iter().map(|t| t.mark.source))
    }
}
