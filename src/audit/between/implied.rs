//! The level and the growth of this year against the level of the year before, as that year's report told it:
//! 6.8亿元，增长25.0%, and 5.1亿元 a year earlier.

use crate::audit::facts::{Facts, Figure};
use crate::audit::lists::{holds, lists, plain};
use crate::audit::scale::about;
use crate::audit::twice::{is_single, told, told_alone};
use crate::audit::{Between, Finding, SamePlace, Severity, spelled};
use crate::base::Decimal;
use crate::indicator::interval::grows_to;
use crate::indicator::{Basis, Interval, Measure, Status};
use crate::quantity::Dimension;

/// See the file.
pub struct Implied;

impl Between for Implied {
    fn name(&self) -> &'static str {
        "implied"
    }

    fn run(&self, facts: &Facts<'_>, place: &SamePlace<'_>, found: &mut Vec<Finding>) {
        let steps: Vec<_> = facts.sentences().flat_map(|sentence| (0..sentence.len()).filter_map(|at| step(facts, sentence, at))).collect();
        for other in &place.earlier {
            let before = told(other);
            for (after, growth) in &steps {
                let (Some(known), Some(period)) = (after.known(), after.o.period) else { continue };
                let same = (known, after.o.measure, after.o.basis, Some(period.shifted(-1)), Status::Actual);
                let Some([level]) = before.get(&same).map(Vec::as_slice) else { continue };
                found.extend(judge(facts, other, level, after, growth));
            }
        }
    }
}

/// A level, and right behind it its growth against the year before.
fn step<'s, 'a>(facts: &Facts<'_>, sentence: &'s [Figure<'a>], at: usize) -> Option<(&'s Figure<'a>, &'s Figure<'a>)> {
    let (after, growth) = (sentence.get(at)?, sentence.get(at + 1)?);
    let yearly = growth.o.basis == Some(Basis::YearOnYear) && growth.dimension == Some(Dimension::Percent);
    let of_one = after.same_subject(growth) && after.o.period == growth.o.period && is_single(after) && is_single(growth);
    let done = after.o.status == Status::Actual && growth.o.status == Status::Actual;
    let fits = after.is(Measure::Level) && after.is_amount() && growth.is(Measure::Growth) && yearly && of_one && done;
    // A part of it, as 其中企业研发经费投入, is not it.
    (fits && plain(facts.between(after, growth)) && told_alone(facts, sentence, at)).then_some((after, growth))
}

fn judge(facts: &Facts<'_>, other: &Facts<'_>, level: &Figure<'_>, after: &Figure<'_>, growth: &Figure<'_>) -> Option<Finding> {
    if level.dimension != after.dimension {
        return None;
    }
    let fits = grows_to(level.amount?, growth.amount?, 1, after.amount?)?;
    let name = after.o.indicator.name();
    let slip = !fits && slipped(level.amount?, growth.amount?, after.amount?);
    // Growth at constant prices, or over a base that was drawn anew, need not follow from what was told; zeros must.
    if !fits && !slip && (holds(name, &lists().constant_prices) || holds(name, &lists().redrawn)) {
        return None;
    }
    let severity = match fits {
        true => Severity::Holds,
        false if slip => Severity::Error,
        false => Severity::Doubt,
    };
    let finding = Finding::new("implied", severity, facts, &[after, growth])
        .spelled(spelled::growth(level, after, growth, 1, fits))
        .against(other, &[level]);
    let implied = implied(after, growth)?;
    let next = if slip { "audit.scale.next" } else { "audit.implied.next" };
    Some(finding.said("audit.implied.said", next, &[("name", name), ("first", &level.shown()), ("implied", &implied)]))
}

/// Whether the growth leads from the one level to the other but for zeros.
fn slipped(before: Interval, growth: Interval, after: Interval) -> bool {
    let hundred = Interval::exactly(Decimal::ONE_HUNDRED);
    let grown = || before.times(growth.plus(hundred)?);
    let (Some(grown), Some(after)) = (grown(), after.times(hundred)) else { return false };
    about(grown, after).or_else(|| about(after, grown)).is_some()
}

/// The level that the growth leads from, with a decimal more than the later one has.
fn implied(after: &Figure<'_>, growth: &Figure<'_>) -> Option<String> {
    let rate = growth.number().checked_div(Decimal::ONE_HUNDRED)?.checked_add(Decimal::ONE)?;
    let value = crate::base::decimal::round(after.number().checked_div(rate)?, after.number().scale() + 1);
    Some(format!("{value}{}", after.o.unit))
}
