//! What the user decided about one source: figures confirmed, corrected, discarded or added, headings changed, what the report
//! is about, findings dismissed. Tied to the words of the source, so that a better reader or a new import finds them again.
//!
//! Corrections never touch the source: [`Report::corrected`](super::Report::corrected) lays them over what was read.

mod anchor;
mod draft;
mod figures;
mod headings;
mod propose;
#[cfg(test)]
mod tests;

pub use anchor::Anchor;
pub use draft::{Draft, Fault, period_of};
pub use propose::propose;

use crate::base::{Decimal, Period};
use crate::indicator::{Basis, Evidences, IndicatorName, Measure, Observation, Place, Qualifier, Status, Value};
use crate::outline::Heading;
use std::collections::BTreeMap;

pub(super) use figures::apply as apply_figures;
pub(super) use headings::apply as apply_headings;

/// Everything decided about one source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    /// What the report is about, where it was told otherwise than read.
    pub about: About,
    /// Figures, one entry a place, in the order of the decisions.
    pub figures: Vec<FigureCorrection>,
    /// Headings, one entry a place, in the order of the decisions.
    pub headings: Vec<HeadingCorrection>,
    /// Findings that need no more attention.
    pub dismissed: Vec<Dismissal>,
}

/// What a report is about, as the user says; `None` leaves what was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The title.
    pub title: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The place: 冷水滩区.
    pub place: Option<String>,
    /// What kind of report it is, in the user's words: 政府工作报告.
    pub kind: Option<String>,
    /// The period it reports on.
    pub period: Option<Period>,
    /// The period its plans look to.
    pub plan: Option<Period>,
}

/// One decision about a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureCorrection {
    /// Where number and unit stand.
    pub at: Anchor,
    /// What was decided.
    pub decision: Decision,
}

/// What was decided about a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// The reading is right. Kept whole: another reader's other reading is not what was confirmed.
    Confirmed(Reading),
    /// It reads so.
    Corrected(Reading),
    /// A figure that was not found.
    Added(Reading),
    /// No figure.
    Discarded,
}

impl Decision {
    /// How the figure reads by this decision; `None` when it is discarded.
    #[must_use]
    pub fn reading(&self) -> Option<&Reading> {
        match self {
            Decision::Confirmed(reading) | Decision::Corrected(reading) | Decision::Added(reading) => Some(reading),
            Decision::Discarded => None,
        }
    }
}

/// How a figure reads, without its place. The indicator by name: catalogues change their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// A name of the catalogue, or the user's own words.
    pub indicator: String,
    /// Level, growth …
    pub measure: Measure,
    /// What a growth or change is against.
    pub basis: Option<Basis>,
    /// The number.
    pub value: Value,
    /// With its scale: 亿元.
    pub unit: String,
    /// Actual, target or forecast.
    pub status: Status,
    /// The months it is about.
    pub period: Option<Period>,
    /// Whose figure, where not the report's own area's.
    pub scope: Option<String>,
    /// 约, 近 …
    pub qualifier: Option<Qualifier>,
}

impl Reading {
    /// The reading of an observation.
    #[must_use]
    pub fn of(o: &Observation) -> Self {
        Self {
            indicator: o.indicator.name().to_owned(),
            measure: o.measure,
            basis: o.basis,
            value: o.value.clone(),
            unit: o.unit.to_string(),
            status: o.status,
            period: o.period,
            scope: o.scope.as_deref().map(str::to_owned),
            qualifier: o.qualifier,
        }
    }

    /// An empty reading: a level of something, actual.
    #[must_use]
    pub fn unknown() -> Self {
        Self {
            indicator: String::new(),
            measure: Measure::Level,
            basis: None,
            value: Value::Number(Decimal::ZERO),
            unit: String::new(),
            status: Status::Actual,
            period: None,
            scope: None,
            qualifier: None,
        }
    }

    /// The figure that reads so and stands there. A person said it: its confidence is 1. It has no heading and no evidence yet.
    #[must_use]
    pub fn observation(&self, place: Place) -> Observation {
        Observation {
            indicator: IndicatorName::of(&self.indicator),
            measure: self.measure,
            basis: self.basis,
            value: self.value.clone(),
            unit: self.unit.as_str().into(),
            status: self.status,
            period: self.period,
            scope: self.scope.as_deref().map(Into::into),
            qualifier: self.qualifier,
            confidence: 1.0,
            place,
            heading: None,
            evidence: Evidences::new(),
        }
    }
}

/// One decision about a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingCorrection {
    /// Where mark and title stand, or for a new one the words that become the title.
    pub at: Anchor,
    /// What it is; `None` when it is no heading.
    pub told: Option<HeadingTold>,
}

/// What a heading is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingTold {
    /// 1 the outermost.
    pub level: u8,
    /// Its words, without the mark.
    pub title: Anchor,
}

/// The deepest level that a heading may be given.
pub const DEEPEST: u8 = 9;

/// A finding that needs no more attention, for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    /// The check's name.
    pub check: String,
    /// The arithmetic it was dismissed with: other numbers are another finding.
    pub arithmetic: String,
    /// The figures or words concerned.
    pub at: Vec<Anchor>,
    /// Why, in the user's words; may be empty.
    pub reason: String,
}

impl Corrections {
    /// Whether nothing was decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes up a decision about a figure, in the place of an older one about the same figure.
    pub fn decide(&mut self, at: Anchor, decision: Decision) {
        // What the user added was never read: to discard it is to forget it.
        let same = |f: &FigureCorrection| f.at.place == at.place && f.at.of == at.of;
        let added = self.figures.iter().any(|f| same(f) && matches!(f.decision, Decision::Added(_)));
        self.figures.retain(|f| !same(f));
        let decision = match decision {
            Decision::Discarded if added => return,
            Decision::Corrected(reading) | Decision::Confirmed(reading) if added => Decision::Added(reading),
            other => other,
        };
        self.figures.push(FigureCorrection { at, decision });
    }

    /// Takes back every decision about the figure at a place.
    pub fn undecide(&mut self, place: Place) {
        self.figures.retain(|f| f.at.place != place);
    }

    /// Takes up a decision about a heading, in the place of an older one about the same heading.
    pub fn decide_heading(&mut self, at: Anchor, told: Option<HeadingTold>) {
        self.headings.retain(|h| h.at.place != at.place);
        self.headings.push(HeadingCorrection { at, told });
    }
}

/// What a decision did to a figure that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What the user did.
    pub made: Made,
    /// How it was read before, where a correction says otherwise.
    pub former: Option<Box<Observation>>,
    /// Where the decision stands in [`Corrections::figures`].
    pub correction: usize,
}

/// What the user did to a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Made {
    /// Said that it is right.
    Confirmed,
    /// Said how it reads.
    Corrected,
    /// Said that it is a figure.
    Added,
}

/// What the corrections did to a report. Empty for a report as read.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The corrections themselves.
    pub corrections: std::sync::Arc<Corrections>,
    /// By the figure's index among the observations.
    pub marks: BTreeMap<u32, Mark>,
    /// Figures that were read and discarded, with the place of the decision among the corrections.
    pub discarded: Vec<(Observation, usize)>,
    /// Corrections of figures that fit nothing in the source any more.
    pub unfit_figures: Vec<usize>,
    /// Indices of the headings that a correction made or changed, and the place of the decision.
    pub headings: BTreeMap<usize, usize>,
    /// Headings that were read and removed, with the place of the decision.
    pub removed: Vec<(Heading, usize)>,
    /// Corrections of headings that fit nothing in the source any more.
    pub unfit_headings: Vec<usize>,
}

impl Review {
    /// Figures looked at, discarded ones among them.
    #[must_use]
    pub fn done(&self) -> usize {
        self.marks.len() + self.discarded.len()
    }
}
