//! A chart made by hand: what the user picked ([`Recipe`]), from which the chart is made anew each time, so that it follows the
//! figures. What does not belong together is never mixed silently: it is [refused](Refusal), saying why.

mod axes;
mod build;
mod fits;
mod from_chart;
mod offers;

pub use build::{Made, Refusal};
pub use fits::Unfit;
pub use from_chart::recipe_of;
pub use offers::{Material, OfferedTopic, Offers};

use super::figures::{Figure, measured, scoped};
use super::spec::ChartKind;
use crate::base::Period;
use crate::indicator::{Basis, IndicatorName, Measure, Status};

/// The most of each that can be picked.
pub const MOST_PICKED: usize = 60;
/// The longest title, in characters.
pub const TITLE: usize = 80;
/// The most decimals.
pub const DECIMALS: u32 = 4;

/// What is measured, and of what part: one row of what can be picked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Topic {
    /// The indicator.
    pub indicator: IndicatorName,
    /// In what way.
    pub measure: Measure,
    /// Against what, where it is not the usual 同比.
    pub basis: Option<Basis>,
    /// Whose, where it is not simply the place's own; else empty.
    pub scope: String,
}

impl Topic {
    /// What a figure tells of.
    pub(super) fn of(figure: &Figure<'_>) -> Self {
        Self {
            indicator: figure.is.indicator.clone(),
            measure: figure.is.measure,
            basis: figure.is.basis.filter(|_| !figure.is_year_on_year()),
            scope: figure.scope().to_owned(),
        }
    }

    /// Whether it grows with the months it is counted over.
    fn is_amount(&self) -> bool {
        matches!(self.measure, Measure::Level | Measure::Completion)
    }

    /// Whether a figure tells of it.
    fn tells(&self, figure: &Figure<'_>) -> bool {
        let basis = figure.is.basis.filter(|_| !figure.is_year_on_year());
        self.indicator == figure.is.indicator
            && (self.measure, self.basis, self.scope.as_str()) == (figure.is.measure, basis, figure.scope())
    }

    /// As a reader names it: 电子信息产值, 工业投资增速, 工业增加值增速（环比）.
    #[must_use]
    pub fn name(&self) -> String {
        self.with_basis(scoped(&self.scope, &measured(&self.indicator, self.measure)))
    }

    /// Its name without whose it is.
    fn what(&self) -> String {
        self.with_basis(measured(&self.indicator, self.measure))
    }

    fn with_basis(&self, name: String) -> String {
        self.basis.map_or_else(|| name.clone(), |basis| format!("{name}（{}）", basis.name()))
    }

    /// Whether both are the same indicator measured in the same way, whosever they are.
    fn is_same_measure(&self, other: &Topic) -> bool {
        (&self.indicator, self.measure, self.basis) == (&other.indicator, other.measure, other.basis)
    }
}

/// What stands along the axis of categories; the others make runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Across {
    /// The periods.
    Periods,
    /// The months of a year, each year a run.
    Months,
    /// The places.
    Places,
    /// The topics.
    Topics,
    /// Whose figures they are, each indicator a run.
    Scopes,
}

impl Across {
    /// All of them.
    pub const ALL: [Across; 5] = [Across::Periods, Across::Months, Across::Places, Across::Topics, Across::Scopes];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Across::Periods => "periods",
            Across::Months => "months",
            Across::Places => "places",
            Across::Topics => "topics",
            Across::Scopes => "scopes",
        }
    }
}

/// The order of categories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they come: by time, or as they were picked.
    #[default]
    Told,
    /// By the value of the last run, the largest first.
    Falling,
    /// The smallest first.
    Rising,
}

impl Order {
    /// All of them.
    pub const ALL: [Order; 3] = [Order::Told, Order::Falling, Order::Rising];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Order::Told => "told",
            Order::Falling => "falling",
            Order::Rising => "rising",
        }
    }
}

/// What a chart made by hand is to show. Of places and periods none picked means all there are, so that such a chart grows with
/// the reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recipe {
    /// What it is known by within a project.
    pub id: u32,
    /// The user's title; `None` for one made of what it shows.
    pub title: Option<String>,
    /// What is measured.
    pub topics: Vec<Topic>,
    /// Of which places: by name, or for a report that names none by its hash.
    pub places: Vec<String>,
    /// Of which periods.
    pub periods: Vec<Period>,
    /// Of which statuses; none picked means what has happened or is expected.
    pub statuses: Vec<Status>,
    /// What stands along the axis; `None` for what has most to tell.
    pub across: Option<Across>,
    /// How it is drawn; `None` for the first kind that fits.
    pub kind: Option<ChartKind>,
    /// In which unit; `None` for the one written most often.
    pub unit: Option<String>,
    /// With how many decimals; `None` for as many as are told.
    pub decimals: Option<u32>,
    /// The order of categories.
    pub order: Order,
    /// The category that stands out, by its name.
    pub highlight: Option<String>,
    /// Whether the year's target is drawn across.
    pub target: bool,
}

impl Recipe {
    /// The key of its chart.
    #[must_use]
    pub fn key(&self) -> String {
        key_of(self.id)
    }

    /// Every value brought into its range: files may come from anywhere.
    #[must_use]
    pub fn mended(mut self) -> Self {
        self.title = self.title.map(|t| t.trim().chars().take(TITLE).collect::<String>()).filter(|t| !t.is_empty());
        self.topics.truncate(MOST_PICKED);
        self.places.truncate(MOST_PICKED);
        self.periods.truncate(MOST_PICKED);
        self.statuses.truncate(Status::ALL.len());
        self.decimals = self.decimals.map(|d| d.min(DECIMALS));
        self
    }

    /// Whether a figure of the status is wanted.
    fn wants(&self, status: Status) -> bool {
        if self.statuses.is_empty() { status != Status::Target } else { self.statuses.contains(&status) }
    }
}

/// The key of the chart that a recipe of this id makes.
#[must_use]
pub fn key_of(id: u32) -> String {
    format!("made/{id}")
}

#[cfg(test)]
mod tests;
