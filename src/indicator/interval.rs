//! What a printed number may stand for: 27.9 is any value from 27.85 to 27.95. Every judgement rests on these bounds, exactly.

use super::{Measure, Observation, Status, Value};
use crate::base::Decimal;
use crate::quantity::{Dimension, units};

/// All that a printed number may stand for, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least.
    pub low: Decimal,
    /// The greatest.
    pub high: Decimal,
}

impl Interval {
    /// What the figure may stand for, in base units of its dimension (元, 家, parts of a hundred).
    ///
    /// `None` where no bound can be told: a qualified figure (约, 近, 超 …), a range, a mask, a number in words, an unknown unit.
    /// A count is what it says; an amount that ends in zeros is exact to its last other digit only, but a plan is set as written.
    #[must_use]
    pub fn of(o: &Observation, words: &str) -> Option<Self> {
        let Value::Number(value) = o.value else { return None };
        let in_digits = words.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
        if o.qualifier.is_some() || !in_digits || words.contains('成') {
            return None;
        }
        let zeros = if value.scale() > 0 { 0 } else { trailing_zeros(value) };
        let factor = if o.unit.as_ref() == "倍" { Decimal::ONE_HUNDRED } else { units().factor(&o.unit)? };
        let counted = matches!(units().dimension(&o.unit)?, Dimension::Count | Dimension::People | Dimension::Rank);
        let half = if counted && value.scale() == 0 && factor == Decimal::ONE && zeros < 2 {
            Decimal::ZERO
        } else if zeros > 0 && zeros < 18 && matches!(o.measure, Measure::Level | Measure::Change) && o.status != Status::Target {
            Decimal::from(10_u64.pow(zeros)).checked_div(Decimal::TWO)?
        } else {
            Decimal::try_new(5, value.scale() + 1).ok()?
        };
        Some(Self { low: value.checked_sub(half)?.checked_mul(factor)?, high: value.checked_add(half)?.checked_mul(factor)? })
    }

    /// One exact value.
    #[must_use]
    pub fn exactly(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// Whether some value is in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// All sums of a value of each. `None` beyond 28 digits, as in all that follow.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }

    /// All differences.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_sub(other.high)?, high: self.high.checked_sub(other.low)? })
    }

    /// All products; `None` unless nothing in either is below zero.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        if self.low < Decimal::ZERO || other.low < Decimal::ZERO {
            return None;
        }
        Some(Self { low: self.low.checked_mul(other.low)?, high: self.high.checked_mul(other.high)? })
    }
}

/// How many zeros a whole number other than 0 ends in.
fn trailing_zeros(value: Decimal) -> u32 {
    let digits = value.mantissa();
    if digits == 0 {
        return 0;
    }
    let mut rest = digits;
    let mut zeros = 0;
    while rest % 10 == 0 {
        rest /= 10;
        zeros += 1;
    }
    zeros
}

/// Whether `part ÷ whole` may be `percent` of a hundred. By products: nothing is rounded. `None` where it cannot be told.
#[must_use]
pub fn is_percent_of(part: Interval, whole: Interval, percent: Interval) -> Option<bool> {
    if whole.low <= Decimal::ZERO {
        return None;
    }
    Some(part.times(Interval::exactly(Decimal::ONE_HUNDRED))?.meets(whole.times(percent)?))
}

/// Whether `before`, grown by `percent` of a hundred `times` times, may be `after`. `None` where it cannot be told.
#[must_use]
pub fn grows_to(before: Interval, percent: Interval, times: u32, after: Interval) -> Option<bool> {
    if before.low <= Decimal::ZERO || times == 0 || times > 10 {
        return None;
    }
    let hundred = Interval::exactly(Decimal::ONE_HUNDRED);
    let rate = percent.plus(hundred)?;
    let (mut grown, mut told) = (before, after);
    for _ in 0..times {
        grown = grown.times(rate)?;
        told = told.times(hundred)?;
    }
    Some(grown.meets(told))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a number with so many decimals may stand for.
    fn told(text: &str) -> Interval {
        let value: Decimal = text.parse().unwrap();
        let half = Decimal::new(5, value.scale() + 1);
        Interval { low: value - half, high: value + half }
    }

    #[test]
    fn a_quotient_is_held_against_all_it_may_be() {
        for (part, whole, percent, fits) in [
            ("6.01", "3.53", "170.3", true),
            ("5.1", "8.0", "63.8", true),
            ("5.1", "8.0", "66.0", false),
            // 5.05 ÷ 8.05 = 62.73 and 5.15 ÷ 7.95 = 64.78.
            ("5.1", "8.0", "62.7", true),
            ("5.1", "8.0", "62.6", false),
            ("5.1", "8.0", "64.9", false),
        ] {
            assert_eq!(is_percent_of(told(part), told(whole), told(percent)), Some(fits), "{part} of {whole} is {percent}");
        }
        assert_eq!(is_percent_of(told("5"), told("0"), told("5")), None);
    }

    #[test]
    fn growth_is_compounded_exactly() {
        assert_eq!(grows_to(told("100.0"), told("10.0"), 2, told("121.0")), Some(true));
        assert_eq!(grows_to(told("100.0"), told("10.0"), 2, told("122.0")), Some(false));
        assert_eq!(grows_to(told("100.0"), told("-4.3"), 1, told("95.7")), Some(true));
        assert_eq!(trailing_zeros(Decimal::from(13_000)), 3);
    }
}
