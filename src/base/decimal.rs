//! Exact decimals. A figure is never a binary float: 5.1 ÷ 8.0 must print 63.8, not 63.7.

pub use rust_decimal::{Decimal, RoundingStrategy};

/// Rounds half away from zero, as printed statistics do, and keeps `places` decimals.
#[must_use]
pub fn round(value: Decimal, places: u32) -> Decimal {
    let mut value = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(places);
    value
}

/// The decimal that a cell's binary number shows: its shortest decimal form that reads back the same.
/// `None` for infinities, NaN, and numbers too large or too small for 28 digits.
#[must_use]
pub fn from_float(value: f64) -> Option<Decimal> {
    if !value.is_finite() {
        return None;
    }
    value.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completion_rate_prints_right() {
        let rate = Decimal::new(51, 1) / Decimal::new(80, 1) * Decimal::ONE_HUNDRED;
        assert_eq!(round(rate, 1).to_string(), "63.8");
        assert_eq!(from_float(16.4).map(|d| d.to_string()).as_deref(), Some("16.4"));
        assert_eq!(from_float(f64::NAN), None);
    }
}
