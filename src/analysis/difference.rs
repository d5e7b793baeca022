//! How far one figure lies from another: the arithmetic of the numbers as they are written.

use crate::base::{Decimal, Text, decimal};
use crate::indicator::Measure;
use crate::library::table::Cell;
use crate::quantity::{Dimension, units};

/// The difference of two figures of the same matter, later less earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// How much, exactly.
    pub value: Decimal,
    /// In what: the larger unit of the two; percentage points for rates.
    pub unit: Text,
    /// In % of the earlier one, to one decimal; for amounts above zero.
    pub percent: Option<Decimal>,
}

impl Difference {
    /// The way from one cell to another; `None` where either tells no single number, or their units do not go together.
    #[must_use]
    pub fn between(from: &Cell, to: &Cell, measure: Measure) -> Option<Self> {
        Self::of((from.number()?, &from.unit), (to.number()?, &to.unit), measure)
    }

    /// The way from one number with its unit to another.
    #[must_use]
    pub fn of(from: (Decimal, &str), to: (Decimal, &str), measure: Measure) -> Option<Self> {
        let unit = if units().factor(from.1) >= units().factor(to.1) { from.1 } else { to.1 };
        let (before, after) = (units().convert(from.0, from.1, unit)?, units().convert(to.0, to.1, unit)?);
        let exact = after.checked_sub(before)?;
        let value = decimal::round(exact, before.scale().max(after.scale()));
        let dimension = units().dimension(unit);
        let rate = dimension == Some(Dimension::Percent);
        let amount = measure == Measure::Level && !matches!(dimension, Some(Dimension::Percent | Dimension::Point | Dimension::Times));
        let percent = || exact.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before).map(|p| decimal::round(p, 1));
        Some(Self {
            value,
            unit: if rate { "个百分点".into() } else { units().usual(unit).into() },
            percent: if amount && before > Decimal::ZERO { percent() } else { None },
        })
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.value.is_zero()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_that_of_the_numbers_written() {
        let told = |from: (&str, &str), to: (&str, &str), measure| {
            let number = |text: &str| text.parse::<Decimal>().unwrap();
            let d = Difference::of((number(from.0), from.1), (number(to.0), to.1), measure);
            d.map(|d| format!("{}{} {}", d.value, d.unit, d.percent.map_or("-".to_owned(), |p| p.to_string())))
        };
        for (from, to, measure, want) in [
            (("355.1", "亿元"), ("3842200", "万元"), Measure::Level, Some("29.12亿元 8.2")),
            (("46", "家"), ("58", "家"), Measure::Level, Some("12家 26.1")),
            (("9.2", "%"), ("8.2", "％"), Measure::Growth, Some("-1.0个百分点 -")),
            (("97.5", "%"), ("98", "%"), Measure::Level, Some("0.5个百分点 -")),
            (("0", "家"), ("5", "家"), Measure::Level, Some("5家 -")),
            (("8", "%"), ("8.5", "%"), Measure::Growth, Some("0.5个百分点 -")),
            (("3", "位"), ("1", "位"), Measure::Rank, Some("-2位 -")),
            (("5", "家"), ("5", "亿元"), Measure::Level, None),
            (("5", "某某"), ("7", "某某"), Measure::Level, Some("2某某 40.0")),
        ] {
            assert_eq!(told(from, to, measure).as_deref(), want, "{from:?} {to:?}");
        }
    }
}
