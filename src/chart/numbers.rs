//! Numbers as they stand on charts: a true minus sign, like decimals, no separators.

use crate::base::{Decimal, decimal};

/// The value with so many decimals; − for minus; no −0.
#[must_use]
pub fn show(value: Decimal, decimals: u32) -> String {
    let shown = decimal::round(value, decimals.min(28));
    let magnitude = shown.abs().to_string();
    if shown.is_sign_negative() && !shown.is_zero() { format!("−{magnitude}") } else { magnitude }
}

/// A tick of an axis: short for very large and very small ones (2×10¹²).
#[must_use]
pub fn tick(value: f64, decimals: usize) -> String {
    let magnitude = value.abs();
    let shown = if magnitude >= 1e7 || (magnitude > 0.0 && decimals > 6) {
        let exponent = magnitude.log10().floor();
        let mantissa = (magnitude / 10f64.powf(exponent) * 100.0).round() / 100.0;
        format!("{mantissa}×10{}", superscript(exponent))
    } else {
        format!("{magnitude:.decimals$}")
    };
    if value < 0.0 { format!("−{shown}") } else { shown }
}

/// ⁻¹²
fn superscript(exponent: f64) -> String {
    format!("{exponent:.0}")
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            c => c.to_digit(10).and_then(|d| char::from_u32(0x2070 + d)).unwrap_or(c),
        })
        .collect()
}

/// The value for placing, not for showing.
#[must_use]
pub fn position(value: Decimal) -> f64 {
    use std::str::FromStr;
    f64::from_str(&value.to_string()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_printed() {
        let show = |text: &str, decimals| show(text.parse().unwrap(), decimals);
        assert_eq!((show("-3.15", 1), show("27.9", 2), show("-0.04", 1)), ("−3.2".into(), "27.90".into(), "0.0".into()));
        assert_eq!((tick(-5.0, 0), tick(2.5e12, 0), tick(0.5, 1)), ("−5".into(), "2.5×10¹²".into(), "0.5".into()));
    }
}
