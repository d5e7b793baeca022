//! A reading as it is typed, field by field, and what is wrong with it.

use super::Reading;
use crate::base::{Decimal, Period};
use crate::indicator::catalogue;
use crate::indicator::{Basis, Measure, Qualifier, Status, Value};
use crate::quantity::{Dimension, units};

/// The longest name, unit or scope that is kept, in characters.
const LONGEST: usize = 80;

/// A reading being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The indicator's name.
    pub indicator: String,
    /// Level, growth …
    pub measure: Measure,
    /// What a growth or change is against.
    pub basis: Option<Basis>,
    /// One number (311.25), two (10～12), or a mask (xx).
    pub value: String,
    /// With its scale: 亿元.
    pub unit: String,
    /// Actual, target or forecast.
    pub status: Status,
    /// 2020, 2020-06, 2020年上半年 …; empty where unknown.
    pub period: String,
    /// Whose figure; empty for the report's own area.
    pub scope: String,
    /// 约, 近 …
    pub qualifier: Option<Qualifier>,
}

/// A field that cannot stay as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// No name.
    Indicator,
    /// No number, no range, no mask; or a range that falls.
    Value,
    /// A unit that nobody knows.
    Unit,
    /// A unit that the measure is never given in: a growth in 亿元, a rank in %.
    Measure,
    /// Not a period.
    Period,
}

impl Fault {
    /// The key of what to say of it, in `assets/locales`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Fault::Indicator => "draft.indicator",
            Fault::Value => "draft.value",
            Fault::Unit => "draft.unit",
            Fault::Measure => "draft.measure",
            Fault::Period => "draft.period",
        }
    }
}

impl Draft {
    /// The draft that gives a reading back.
    #[must_use]
    pub fn of(reading: &Reading) -> Self {
        let value = match &reading.value {
            Value::Number(n) => n.to_string(),
            Value::Range(from, to) => format!("{from}～{to}"),
            Value::Masked => "xx".to_owned(),
        };
        Self {
            indicator: reading.indicator.clone(),
            measure: reading.measure,
            basis: reading.basis,
            value,
            unit: reading.unit.clone(),
            status: reading.status,
            period: reading.period.map(|p| p.to_string()).unwrap_or_default(),
            scope: reading.scope.clone().unwrap_or_default(),
            qualifier: reading.qualifier,
        }
    }

    /// The reading, where every field holds.
    ///
    /// # Errors
    /// The fields that do not, in the order of the form.
    pub fn reading(&self) -> Result<Reading, Vec<Fault>> {
        let mut faults = Vec::new();
        let indicator = bounded(&self.indicator);
        if indicator.is_empty() {
            faults.push(Fault::Indicator);
        }
        let value = value_of(&self.value);
        if value.is_none() {
            faults.push(Fault::Value);
        }
        let unit = bounded(&self.unit);
        if !unit.is_empty() {
            match units().dimension(&unit) {
                None => faults.push(Fault::Unit),
                Some(dimension) if !suits(self.measure, dimension) => faults.push(Fault::Measure),
                Some(_) => {}
            }
        }
        let period = period_of(&self.period);
        if period.is_none() && !self.period.trim().is_empty() {
            faults.push(Fault::Period);
        }
        match value {
            Some(value) if faults.is_empty() => Ok(Reading {
                indicator,
                measure: self.measure,
                basis: self.basis,
                value,
                unit,
                status: self.status,
                period,
                scope: Some(bounded(&self.scope)).filter(|s| !s.is_empty()),
                qualifier: self.qualifier,
            }),
            _ => Err(faults),
        }
    }

    /// The unit that the indicator is usually told in, where the one typed counts something else: 亿元 for a number of firms in
    /// 万吨. Nobody is held to it: it is said, and the reading may be kept so. `None` where they agree, where the catalogue does not
    /// know the name or the unit, and for what is told in parts of a hundred or places whatever it is of.
    #[must_use]
    pub fn usual_unit(&self) -> Option<&'static str> {
        if !matches!(self.measure, Measure::Level | Measure::Change) {
            return None;
        }
        let catalogue = catalogue::builtin();
        let index = catalogue.find(self.indicator.trim()).or_else(|| catalogue.lookup(self.indicator.trim()))?;
        let (usual, typed) = (catalogue.dimension(index)?, units().dimension(&bounded(&self.unit))?);
        (!alike(usual, typed, self.measure)).then(|| catalogue.indicator(index).unit.as_str())
    }
}

/// Whether amounts in both may be of one indicator: money of any country, and the points by which a rate changes.
fn alike(usual: Dimension, typed: Dimension, measure: Measure) -> bool {
    use Dimension::{Foreign, Money, Percent, Point};
    usual == typed
        || matches!((usual, typed), (Money | Foreign, Money | Foreign))
        || (measure == Measure::Change && (usual, typed) == (Percent, Point))
}

fn bounded(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

/// Whether a measure is given in units that count so.
fn suits(measure: Measure, dimension: Dimension) -> bool {
    match measure {
        Measure::Growth => matches!(dimension, Dimension::Percent | Dimension::Times | Dimension::Point),
        Measure::Share | Measure::Completion => matches!(dimension, Dimension::Percent | Dimension::Times),
        Measure::Rank => !matches!(dimension, Dimension::Percent | Dimension::Point),
        Measure::Level | Measure::Change => true,
    }
}

/// A number as it is typed: half or full width, with thousands.
fn number(text: &str) -> Option<Decimal> {
    let plain: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' ' | '\u{a0}'))
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            '．' => '.',
            '－' | '−' => '-',
            other => other,
        })
        .collect();
    plain.parse().ok()
}

fn value_of(text: &str) -> Option<Value> {
    let text = text.trim();
    if !text.is_empty() && text.chars().all(|c| matches!(c, 'x' | 'X' | '×' | '*' | '＊' | '.' | '○' | '…' | '□')) {
        return Some(Value::Masked);
    }
    if let Some((from, to)) = text.split_once(['～', '~', '—', '至']).map(|(a, b)| (number(a), number(b.trim_start_matches('—')))) {
        let (from, to) = (from?, to?);
        return (from <= to).then_some(Value::Range(from, to));
    }
    number(text).map(Value::Number)
}

/// A period as it is typed: as it is kept (2020, 2020-H1, 2020-01/2020-09), or as one says it (2020年上半年, 2020年1—9月).
#[must_use]
pub fn period_of(text: &str) -> Option<Period> {
    let text = text.trim();
    let plain: String = text.chars().map(|c| if matches!(c, '—' | '－' | '–' | '～' | '~' | '至') { '-' } else { c }).collect();
    let plain = plain.replace("--", "-");
    if let Ok(period) = text.parse() {
        return Some(period);
    }
    let year = |s: &str| s.trim().parse::<i16>().ok().filter(|y| (1900..=2999).contains(y));
    let (head, tail) = plain.split_once('年')?;
    if let Some((first, last)) = head.split_once('-') {
        let (first, last) = (year(first)?, year(last)?);
        return (tail.is_empty() && first <= last).then(|| Period::years(first, last));
    }
    let first = year(head)?;
    let tail = tail.trim().trim_start_matches('第');
    let month = |s: &str| s.trim().parse::<u8>().ok().filter(|m| (1..=12).contains(m));
    Some(match tail {
        "" | "度" | "全年" => Period::year(first),
        "上半年" => Period::half(first, 1),
        "下半年" => Period::half(first, 2),
        "一季度" | "1季度" => Period::quarter(first, 1),
        "二季度" | "2季度" => Period::quarter(first, 2),
        "三季度" | "3季度" => Period::quarter(first, 3),
        "四季度" | "4季度" => Period::quarter(first, 4),
        "前三季度" => Period::months(first, 1, 9),
        _ => {
            if let Some(last) = tail.strip_prefix('-').and_then(|t| t.strip_suffix('年')) {
                let last = year(last)?;
                return (first <= last).then(|| Period::years(first, last));
            }
            let months = tail.strip_suffix('月').or_else(|| tail.strip_suffix("月份"))?;
            match months.split_once('-') {
                Some((a, b)) if b.contains('年') => {
                    let (other, b) = b.split_once('年')?;
                    let text = format!("{first:04}-{:02}/{:04}-{:02}", month(a.trim_end_matches('月'))?, year(other)?, month(b)?);
                    return text.parse().ok().filter(|p: &Period| p.first() <= p.last());
                }
                Some((a, b)) => {
                    let (a, b) = (month(a.trim_end_matches('月'))?, month(b)?);
                    return (a <= b).then(|| Period::months(first, a, b));
                }
                None => Period::month(first, month(months)?),
            }
        }
    })
}
