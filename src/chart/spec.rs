//! One description of a chart, from which the interactive view and the page scene are both made.

use crate::base::Decimal;
use crate::indicator::Status;
use crate::library::ObservationRef;

/// How the values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChartKind {
    /// One bar a category and series, side by side.
    Column,
    /// Lying bars, longest first.
    Ranking,
    /// Points joined over periods.
    Line,
    /// Parts of a whole, with the total in the middle.
    Structure,
    /// The plan as an outline, the actual filled inside it.
    PlanActual,
}

impl ChartKind {
    /// Its name in keys.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            ChartKind::Column => "column",
            ChartKind::Ranking => "ranking",
            ChartKind::Line => "line",
            ChartKind::Structure => "structure",
            ChartKind::PlanActual => "plan",
        }
    }
}

/// What a chart shows. Values are in the chart's one unit.
#[derive(Clone, Debug, PartialEq)]
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
    /// What a project remembers it by: kind, title and unit. The same data propose it under the same key again.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}/{}", self.kind.key(), self.title, self.unit)
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

    /// Every observation it shows, the target's last.
    pub fn sources(&self) -> impl Iterator<Item = ObservationRef> + '_ {
        self.marks().map(|(_, mark)| mark.source).chain(self.target.iter().map(|t| t.mark.source))
    }
}
