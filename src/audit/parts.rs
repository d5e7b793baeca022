//! Parts against their whole, where the parts are all there are: the three industries, or 其中新建41个、续建42个.

use super::facts::{Facts, Figure};
use super::lists::{Partition, lists, partitions};
use super::{Check, Finding, Severity, spelled};
use crate::base::Decimal;
use crate::indicator::{Interval, Measure};

/// See the file.
pub struct Parts;

impl Check for Parts {
    fn name(&self) -> &'static str {
        "parts"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        for sentence in facts.sentences() {
            for partition in partitions() {
                for (at, window) in sentence.windows(partition.parts.len()).enumerate() {
                    found.extend(known(facts, sentence, at, window, partition));
                }
            }
            for (at, window) in sentence.windows(3).enumerate() {
                found.extend(listed(facts, sentence, at, window));
            }
        }
    }
}

/// All that each of the figures may stand for, added.
fn total(parts: &[Figure<'_>]) -> Option<Interval> {
    parts.iter().try_fold(Interval::exactly(Decimal::ZERO), |sum, f| sum.plus(f.amount?))
}

/// The parts of an indicator that has just these, told one after the other.
fn known(facts: &Facts<'_>, sentence: &[Figure<'_>], at: usize, parts: &[Figure<'_>], partition: &Partition) -> Option<Finding> {
    let first = parts.first()?;
    let alike = |f: &Figure<'_>| {
        f.o.measure == first.o.measure && f.o.period == first.o.period && f.o.scope == first.o.scope && f.o.status == first.o.status
    };
    let named = parts.iter().zip(&partition.parts).all(|(f, name)| f.known() == Some(*name));
    if !named || !parts.iter().all(alike) {
        return None;
    }
    let sum = total(parts)?;
    let terms: Vec<&Figure<'_>> = parts.iter().collect();
    let (fits, mut figures) = match partition.whole {
        None if first.is(Measure::Share) => (sum.meets(Interval::exactly(Decimal::ONE_HUNDRED)), vec![]),
        None => return None,
        Some(whole) => {
            let told = sentence.get(..at)?.iter().rev().find(|f| f.known() == Some(whole) && f.is(Measure::Level) && alike(f))?;
            if !first.is(Measure::Level) || told.dimension != first.dimension {
                return None;
            }
            (sum.meets(told.amount?), vec![told])
        }
    };
    let whole = figures.first().map_or("100%".to_owned(), |f| f.shown());
    figures.extend(&terms);
    let severity = if fits { Severity::Holds } else { Severity::Error };
    let finding = Finding::new("parts", severity, facts, &figures).spelled(spelled::sum(&terms)).said(
        "audit.parts.said",
        "audit.parts.next",
        &[("whole", &whole)],
    );
    Some(finding)
}

/// 其中 and two parts whose words leave no third.
fn listed(facts: &Facts<'_>, sentence: &[Figure<'_>], at: usize, window: &[Figure<'_>]) -> Option<Finding> {
    let [whole, a, b] = window else { return None };
    let counts = [whole, a, b].iter().all(|f| f.is(Measure::Level) && f.is_amount() && f.dimension == whole.dimension && !f.is_target());
    let (to_a, to_b) = (facts.between(whole, a), facts.between(a, b));
    let next = sentence.get(at + 3).map_or("", |after| facts.between(b, after));
    let goes_on = next.starts_with(['、', '和', '及']);
    if !counts
        || !to_a.contains("其中")
        || !to_b.starts_with(['、', '，', ',', '和'])
        || goes_on
        || whole.o.unit != a.o.unit
        || a.o.unit != b.o.unit
    {
        return None;
    }
    let complete = lists().exhaustive.iter().any(|words| match words.as_slice() {
        [x, y] => (to_a.contains(x.as_str()) && to_b.contains(y.as_str())) || (to_a.contains(y.as_str()) && to_b.contains(x.as_str())),
        _ => false,
    });
    let fits = a.amount?.plus(b.amount?)?.meets(whole.amount?);
    let severity = match (fits, complete) {
        (true, _) => Severity::Holds,
        (false, true) => Severity::Error,
        (false, false) => return None,
    };
    let finding = Finding::new("parts", severity, facts, &[whole, a, b]).spelled(spelled::sum(&[a, b])).said(
        "audit.parts.said",
        "audit.parts.next",
        &[("whole", &whole.shown())],
    );
    Some(finding)
}
