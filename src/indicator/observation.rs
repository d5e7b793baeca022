//! One figure and all that is known of it. Terms after SDMX where it has one.

use crate::base::{Decimal, Period, Span, Text};
use crate::document::CellAddress;
use smallvec::SmallVec;

/// One figure of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// What is measured.
    pub indicator: IndicatorName,
    /// In what way: level, growth, share …
    pub measure: Measure,
    /// What a growth or change is measured against.
    pub basis: Option<Basis>,
    /// The number, a range, or a mask.
    pub value: Value,
    /// As the report writes it, with its scale (亿元, 万千瓦时, %); the list's or the indicator's unit where it was left out.
    pub unit: Text,
    /// Actual, target or forecast.
    pub status: Status,
    /// The months it is about; `None` where the report does not tell, or masks it.
    pub period: Option<Period>,
    /// Whose figure, where it is not simply the report's own area.
    pub scope: Option<Text>,
    /// 约, 近, 超, 以上 …
    pub qualifier: Option<Qualifier>,
    /// 0 to 1: how sure the reading is.
    pub confidence: f32,
    /// Where number and unit stand.
    pub place: Place,
    /// Index of the innermost heading above it.
    pub heading: Option<u32>,
    /// Which words gave which attribute.
    pub evidence: Evidences,
}

impl Observation {
    /// Where it begins in the text; behind all of it for a figure of a sheet.
    pub(super) fn start(&self) -> u32 {
        match self.place {
            Place::Text(span) => span.start,
            Place::Cell(_) => u32::MAX,
        }
    }
}

/// The name of what is measured.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IndicatorName {
    /// An indicator of the catalogue, by its index there.
    Known(u16),
    /// None of the catalogue's: the report's own words.
    Phrase(Text),
}

impl IndicatorName {
    /// The catalogue's indicator of that name, in any of its spellings; else the words themselves.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let catalogue = super::catalogue::builtin();
        match catalogue.find(words).or_else(|| catalogue.lookup(words)) {
            Some(index) => Self::Known(index),
            None => Self::Phrase(words.into()),
        }
    }

    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            IndicatorName::Known(index) => super::catalogue::builtin().indicator(*index).name.as_str(),
            IndicatorName::Phrase(words) => words,
        }
    }

    /// The catalogue's category (宏观, 工业, 项目, 科技创新); `None` for a phrase.
    #[must_use]
    pub fn category(&self) -> Option<super::catalogue::Category> {
        match self {
            IndicatorName::Known(index) => Some(super::catalogue::builtin().indicator(*index).category),
            IndicatorName::Phrase(_) => None,
        }
    }
}

/// In what way a figure measures its indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// An amount or count.
    Level,
    /// A rate of change, in % or 倍.
    Growth,
    /// A difference, in 个百分点 or in the unit itself.
    Change,
    /// A part of a whole, in %.
    Share,
    /// % of a plan or target.
    Completion,
    /// A place in an order, 1 the first.
    Rank,
}

impl Measure {
    /// All of them.
    pub const ALL: [Measure; 6] = [Measure::Level, Measure::Growth, Measure::Change, Measure::Share, Measure::Completion, Measure::Rank];

    /// The name used in `extract`'s output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Measure::Level => "level",
            Measure::Growth => "growth",
            Measure::Change => "change",
            Measure::Share => "share",
            Measure::Completion => "completion",
            Measure::Rank => "rank",
        }
    }
}

/// What a growth or change is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// 同比: the same months a year before.
    YearOnYear,
    /// 环比: the period before.
    PeriodOnPeriod,
    /// 年均: a year's average over several.
    AnnualAverage,
    /// 两年平均.
    TwoYearAverage,
    /// 累计: over the whole of several years.
    Cumulative,
    /// Against another area's figure: 高于全省.
    OtherArea,
    /// Against a plan: 超时序进度.
    Plan,
}

impl Basis {
    /// All of them.
    pub const ALL: [Basis; 7] = [
        Basis::YearOnYear,
        Basis::PeriodOnPeriod,
        Basis::AnnualAverage,
        Basis::TwoYearAverage,
        Basis::Cumulative,
        Basis::OtherArea,
        Basis::Plan,
    ];

    /// The name used in `extract`'s output and in the window.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Basis::YearOnYear => "同比",
            Basis::PeriodOnPeriod => "环比",
            Basis::AnnualAverage => "年均",
            Basis::TwoYearAverage => "两年平均",
            Basis::Cumulative => "累计",
            Basis::OtherArea => "比其他地区",
            Basis::Plan => "比计划",
        }
    }
}

/// The number of a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// One number, decimals as written.
    Number(Decimal),
    /// From–to, both inclusive.
    Range(Decimal, Decimal),
    /// xx.x, **: there was a number, and the report hides it.
    Masked,
}

/// Whether it has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// It has.
    Actual,
    /// A plan or goal.
    Target,
    /// An estimate of a period under way or past.
    Forecast,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 3] = [Status::Actual, Status::Target, Status::Forecast];

    /// The name used in `extract`'s output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Status::Actual => "actual",
            Status::Target => "target",
            Status::Forecast => "forecast",
        }
    }
}

/// How exact the report says the number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// 约, 大约, 左右
    About,
    /// 近, 接近, 将近
    Nearly,
    /// 超, 超过, 突破, 逾
    Over,
    /// 余, 多
    Odd,
    /// 以上, 不低于, 不少于
    AtLeast,
    /// 以下, 以内, 不超过, 不高于
    AtMost,
    /// 不足, 不到
    Under,
}

impl Qualifier {
    /// All of them.
    pub const ALL: [Qualifier; 7] =
        [Qualifier::About, Qualifier::Nearly, Qualifier::Over, Qualifier::Odd, Qualifier::AtLeast, Qualifier::AtMost, Qualifier::Under];

    /// The word shown for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Qualifier::About => "约",
            Qualifier::Nearly => "近",
            Qualifier::Over => "超",
            Qualifier::Odd => "余",
            Qualifier::AtLeast => "以上",
            Qualifier::AtMost => "以内",
            Qualifier::Under => "不足",
        }
    }
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the text: number and unit.
    Text(Span),
    /// In a cell.
    Cell(CellAddress),
}

/// An attribute that evidence is given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attribute {
    /// The indicator.
    Indicator,
    /// The measure.
    Measure,
    /// The status.
    Status,
    /// The period.
    Period,
    /// The scope.
    Scope,
    /// The unit.
    Unit,
    /// The sign of the value.
    Sign,
}

/// What is known of where the attributes of one figure come from.
pub type Evidences = SmallVec<[Evidence; 4]>;

/// The words that gave an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Which attribute.
    pub attribute: Attribute,
    /// Where the words stand.
    pub place: Place,
}
