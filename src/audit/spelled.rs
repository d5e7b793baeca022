//! Arithmetic as a reader writes it: 6.01亿元 ÷ 3.53亿元 = 170.3 %.

use super::facts::Figure;
use crate::base::{Decimal, decimal::round};
use crate::quantity::units;

/// `part ÷ whole = n %`, to the decimals that `told` has.
#[must_use]
pub fn quotient(part: &Figure<'_>, whole: &Figure<'_>, told: &Figure<'_>) -> String {
    let result = divided(part, whole).and_then(|q| q.checked_mul(Decimal::ONE_HUNDRED));
    format!("{} ÷ {} = {} %", part.shown(), whole.shown(), rounded(result, told))
}

/// `after ÷ before − 1 = n %`, to the decimals that `told` has; over several years `before × (1 + n %)^years = after`, or ≠.
#[must_use]
pub fn growth(before: &Figure<'_>, after: &Figure<'_>, told: &Figure<'_>, years: u32, fits: bool) -> String {
    if years > 1 {
        let (rate, sign) = (told.number().normalize(), if fits { "=" } else { "≠" });
        return format!("{} × (1 + {rate} %)^{years} {sign} {}", before.shown(), after.shown());
    }
    let result = divided(after, before).and_then(|q| q.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED));
    format!("{} ÷ {} − 1 = {} %", after.shown(), before.shown(), rounded(result, told))
}

/// `a + b + c = sum`, in the unit of the first.
#[must_use]
pub fn sum(parts: &[&Figure<'_>]) -> String {
    let terms: Vec<String> = parts.iter().map(|f| f.shown()).collect();
    let unit = parts.first().and_then(|f| units().factor(&f.o.unit));
    let total = unit.and_then(|unit| {
        parts.iter().try_fold(Decimal::ZERO, |sum, f| {
            let own = f.number().checked_mul(units().factor(&f.o.unit)?)?;
            sum.checked_add(own.checked_div(unit)?)
        })
    });
    let unit = parts.first().map_or("", |f| if f.o.unit.as_ref() == "％" { "%" } else { f.o.unit.as_ref() });
    format!("{} = {}{unit}", terms.join(" + "), total.map_or("?".into(), |t| t.normalize().to_string()))
}

/// `after − before = n`, in the unit of the first.
#[must_use]
pub fn difference(after: &Figure<'_>, before: &Figure<'_>) -> String {
    let result = || {
        let unit = units().factor(&after.o.unit)?;
        let before = before.number().checked_mul(units().factor(&before.o.unit)?)?.checked_div(unit)?;
        Some(after.number().checked_sub(before)?.normalize())
    };
    let less = if before.number() < Decimal::ZERO { format!("({})", before.shown()) } else { before.shown() };
    format!("{} − {less} = {}", after.shown(), result().map_or("?".into(), |d| d.to_string()))
}

fn divided(part: &Figure<'_>, whole: &Figure<'_>) -> Option<Decimal> {
    let part = part.number().checked_mul(units().factor(&part.o.unit)?)?;
    part.checked_div(whole.number().checked_mul(units().factor(&whole.o.unit)?)?)
}

fn rounded(result: Option<Decimal>, told: &Figure<'_>) -> String {
    let places = if told.o.unit.as_ref() == "倍" { told.number().scale() + 2 } else { told.number().scale() };
    result.map_or("?".into(), |r| round(r, places.min(4)).to_string())
}
