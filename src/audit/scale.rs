//! Units off by powers of ten: 万元 for 亿元, a point that slipped. One figure told twice that differs by just that, a part a hundred times its
//! whole, and a level that its growth leads to only with more or fewer zeros.

use super::facts::{Facts, Figure};
use super::twice::told;
use super::{Check, Finding, Severity};
use crate::base::Decimal;
use crate::indicator::{Interval, Measure};
use crate::quantity::Dimension;

/// See the file.
pub struct Scale;

/// The greatest power looked for: from 元 to 亿元.
const POWERS: u32 = 8;

/// A part so many times its whole has lost its unit; a part that is merely greater may be of something else.
const BEYOND: u32 = 100;

impl Check for Scale {
    fn name(&self) -> &'static str {
        "scale"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        for figures in told(facts).values() {
            if let [first, second] = figures.as_slice()
                && first.sentence != second.sentence
                && let Some(times) = slipped(first, second)
            {
                let finding = Finding::new("scale", Severity::Error, facts, &[first, second]).spelled(spelled(first, second));
                let said = [("name", first.o.indicator.name()), ("first", &first.shown()), ("times", &times)];
                found.push(finding.said("audit.scale.said", "audit.scale.next", &said));
            }
        }
        for sentence in facts.sentences() {
            found.extend(sentence.windows(2).filter_map(|pair| part(facts, pair)));
        }
    }
}

/// `a ≠ b`.
pub(super) fn spelled(first: &Figure<'_>, second: &Figure<'_>) -> String {
    format!("{} ≠ {}", first.shown(), second.shown())
}

/// How many times one figure is the other, where they differ by a power of ten and by nothing else, and both are amounts whose
/// unit has scales. Numbers of one digit are alike too often.
pub(super) fn slipped(first: &Figure<'_>, second: &Figure<'_>) -> Option<String> {
    let digits = |f: &Figure<'_>| f.number().normalize().mantissa().unsigned_abs() >= 10;
    let alike = first.dimension == second.dimension && first.o.measure == second.o.measure && first.is(Measure::Level);
    if !alike || !has_scales(first) || !digits(first) || !digits(second) || first.amount?.meets(second.amount?) {
        return None;
    }
    power(first.amount?, second.amount?).or_else(|| power(second.amount?, first.amount?)).map(times)
}

/// Whether amounts of its kind are told in units a power of ten apart.
fn has_scales(figure: &Figure<'_>) -> bool {
    use Dimension::{Area, Coal, Energy, Foreign, Money, Power, Volume, Weight};
    figure.dimension.is_some_and(|d| matches!(d, Money | Foreign | Energy | Coal | Power | Weight | Area | Volume))
}

/// The power of ten by which the lesser must grow to be the greater; `None` where no one does.
pub(super) fn power(lesser: Interval, greater: Interval) -> Option<u32> {
    (1..=POWERS).find(|n| scaled(lesser, *n).is_some_and(|lesser| lesser.meets(greater)))
}

/// The power of ten, of 100 and more, by which the lesser must grow to be about the greater: not beyond a half more or less.
pub(super) fn about(lesser: Interval, greater: Interval) -> Option<u32> {
    let near = |lesser: Interval| {
        let (low, high) = (lesser.low.checked_mul(Decimal::TWO)?, lesser.high.checked_mul(Decimal::from(3))?);
        // 2/3 to 3/2 of it.
        Some(Interval { low: low.checked_div(Decimal::from(3))?, high: high.checked_div(Decimal::TWO)? })
    };
    (2..=POWERS).find(|n| scaled(lesser, *n).and_then(near).is_some_and(|lesser| lesser.meets(greater)))
}

/// What to do about a rate that does not follow from its part and its whole: where zeros alone are amiss, look at the units.
pub(super) fn next_of_rate(part: &Figure<'_>, whole: &Figure<'_>, told: &Figure<'_>, otherwise: &'static str) -> &'static str {
    let amounts = || {
        let part = part.amount?.times(Interval::exactly(Decimal::ONE_HUNDRED))?;
        let told = whole.amount?.times(told.amount?)?;
        power(part, told).or_else(|| power(told, part))
    };
    if amounts().is_some() { "audit.scale.next" } else { otherwise }
}

fn scaled(amount: Interval, power: u32) -> Option<Interval> {
    amount.times(Interval::exactly(Decimal::from(10_u64.pow(power))))
}

/// The power as it is said: 10000.
pub(super) fn times(power: u32) -> String {
    10_u64.pow(power).to_string()
}

/// 其中: a whole, and a part that is a hundred times as much.
fn part(facts: &Facts<'_>, pair: &[Figure<'_>]) -> Option<Finding> {
    let [whole, part] = pair else { return None };
    let level = |f: &Figure<'_>| f.is(Measure::Level) && f.is_amount() && has_scales(f);
    if !level(whole) || !level(part) || whole.dimension != part.dimension || !of_which(facts.between(whole, part)) {
        return None;
    }
    let least = whole.amount?.times(Interval::exactly(Decimal::from(BEYOND)))?;
    if part.amount?.low < least.high || whole.amount?.low <= Decimal::ZERO {
        return None;
    }
    let finding = Finding::new("scale", Severity::Error, facts, &[whole, part]);
    let finding = finding.spelled(format!("{} > {}", part.shown(), whole.shown()));
    let said = [("name", part.o.indicator.name()), ("first", &whole.shown())];
    Some(finding.said("audit.scale.part", "audit.scale.next", &said))
}

/// Whether what stands between two amounts says that the second is of the first.
fn of_which(between: &str) -> bool {
    between.trim_start_matches(['，', ',', '、', '；', '（', '(']).starts_with("其中")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_is_found_where_the_digits_agree() {
        let told = |low: u32, high: u32| Interval { low: Decimal::from(low), high: Decimal::from(high) };
        assert_eq!(power(told(425, 435), told(42_650, 42_750)), Some(2));
        assert_eq!(power(told(425, 435), told(44_000, 45_000)), None);
        assert_eq!(power(told(425, 435), told(425, 435)), None);
        assert_eq!(about(told(400, 400), told(5_000, 5_000)), None);
        assert_eq!(about(told(400, 400), told(50_000, 50_000)), Some(2));
        assert_eq!(about(told(400, 400), told(70_000, 70_000)), None);
    }
}
