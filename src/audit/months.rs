//! A longer time against the parts of it: 全年 against 上半年 and 下半年, 1—11月 and 12月. Amounts add up; a growth of the whole lies between
//! the least and the greatest of its parts, for it is their mean, weighed by what each was a year before.

use super::cumulative::adds_up;
use super::facts::{Facts, Figure};
use super::twice::{comparable, is_single, told_in_a_clause};
use super::{Check, Finding, Severity, spelled};
use crate::base::{Month, Period};
use crate::indicator::{Basis, Interval, Measure, Status};
use crate::quantity::Dimension;
use std::collections::BTreeMap;

/// See the file.
pub struct Months;

/// As many ways of parting a time are tried.
const WAYS: usize = 64;

impl Check for Months {
    fn name(&self) -> &'static str {
        "months"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        for times in by_time([facts]).values() {
            for (whole, parts) in parted(times) {
                let figures: Vec<&Figure<'_>> = parts.iter().map(|part| part.figure).collect();
                let Some((severity, spelled)) = judge(whole.figure, &figures) else { continue };
                let finding = Finding::new("months", severity, facts, &[figures.as_slice(), &[whole.figure]].concat());
                found.push(said(finding.spelled(spelled), whole.figure));
            }
        }
    }
}

/// What the finding says of a whole.
pub(super) fn said(finding: Finding, whole: &Figure<'_>) -> Finding {
    let (said, next) = match whole.o.measure {
        Measure::Growth => ("audit.months.growth", "audit.months.growth_next"),
        _ => ("audit.months.said", "audit.months.next"),
    };
    let when = whole.o.period.map(Period::in_chinese).unwrap_or_default();
    finding.said(said, next, &[("name", whole.o.indicator.name()), ("when", &when)])
}

/// A figure, and in which of the reports it stands.
#[derive(Clone, Copy)]
pub(super) struct Told<'f, 'a> {
    pub(super) figure: &'f Figure<'a>,
    pub(super) report: usize,
}

/// Figures of one indicator and measure by their time.
pub(super) type Times<'f, 'a> = BTreeMap<Period, Vec<Told<'f, 'a>>>;

/// The amounts that add up and the growths over the year before that reports tell of their own area, each in a clause of its own.
pub(super) fn by_time<'f, 'a>(reports: impl IntoIterator<Item = &'f Facts<'a>>) -> BTreeMap<(u16, Measure), Times<'f, 'a>>
where
    'a: 'f,
{
    let mut all: BTreeMap<(u16, Measure), Times<'f, 'a>> = BTreeMap::new();
    for (report, facts) in reports.into_iter().enumerate() {
        for sentence in facts.sentences() {
            for (at, figure) in sentence.iter().enumerate() {
                let (Some(known), Some(period)) = (figure.known(), figure.o.period) else { continue };
                let kept = figure.o.status == Status::Actual
                    && is_single(figure)
                    && (adds_up(figure) || grows(figure))
                    && told_in_a_clause(facts, sentence, at);
                if kept && period.first().year == period.last_year() {
                    let told = Told { figure, report };
                    all.entry((known, figure.o.measure)).or_default().entry(period).or_default().push(told);
                }
            }
        }
    }
    all
}

/// Whether it is a growth over the year before, in %.
fn grows(figure: &Figure<'_>) -> bool {
    figure.o.measure == Measure::Growth
        && comparable(figure)
        && figure.o.basis == Some(Basis::YearOnYear)
        && figure.dimension == Some(Dimension::Percent)
}

/// Each time that is told once, and the parts of it, each told once, that leave no month out: the way with the fewest parts.
pub(super) fn parted<'f, 'a>(times: &Times<'f, 'a>) -> Vec<(Told<'f, 'a>, Vec<Told<'f, 'a>>)> {
    let once: Vec<(Period, Told<'f, 'a>)> =
        times.iter().filter_map(|(period, told)| if let [one] = told.as_slice() { Some((*period, *one)) } else { None }).collect();
    let wholes = once.iter().filter(|(period, _)| !period.is_month());
    wholes.filter_map(|&(whole, told)| Some((told, ways(&once, whole)?))).collect()
}

/// The shortest of the first ways to part a time.
fn ways<'f, 'a>(once: &[(Period, Told<'f, 'a>)], whole: Period) -> Option<Vec<Told<'f, 'a>>> {
    let mut open: Vec<(Month, Vec<Told<'f, 'a>>)> = vec![(whole.first(), Vec::new())];
    let mut best: Option<Vec<Told<'f, 'a>>> = None;
    for _ in 0..WAYS {
        let Some((from, parts)) = open.pop() else { break };
        for (period, told) in once.iter().filter(|(period, _)| period.first() == from && *period != whole) {
            let mut parts = parts.clone();
            parts.push(*told);
            if period.last() == whole.last() {
                best = best.filter(|best| best.len() <= parts.len()).or(Some(parts));
            } else if period.last() < whole.last() {
                let next = Month { month: period.last().month + 1, ..period.last() };
                open.push((next, parts));
            }
        }
    }
    best
}

/// Whether a whole is what its parts make, and the arithmetic.
pub(super) fn judge(whole: &Figure<'_>, parts: &[&Figure<'_>]) -> Option<(Severity, String)> {
    let told = whole.amount?;
    let amounts: Vec<Interval> = parts.iter().map(|part| part.amount).collect::<Option<_>>()?;
    if parts.iter().any(|part| part.dimension != whole.dimension) {
        return None;
    }
    if whole.o.measure != Measure::Growth {
        let sum = amounts.iter().copied().reduce(|a, b| a.plus(b).unwrap_or(a))?;
        let severity = if sum.meets(told) { Severity::Holds } else { Severity::Doubt };
        return Some((severity, format!("{} {} {}", spelled::sum(parts), if sum.meets(told) { "=" } else { "≠" }, whole.shown())));
    }
    let all = Interval { low: amounts.iter().map(|a| a.low).min()?, high: amounts.iter().map(|a| a.high).max()? };
    let (least, greatest) = (parts.iter().min_by_key(|part| part.number())?, parts.iter().max_by_key(|part| part.number())?);
    let fits = all.meets(told);
    let spelled = match (fits, told.high < all.low) {
        (true, _) => format!("{} ≤ {} ≤ {}", least.shown(), whole.shown(), greatest.shown()),
        (false, true) => format!("{} < {}", whole.shown(), least.shown()),
        (false, false) => format!("{} > {}", whole.shown(), greatest.shown()),
    };
    Some((if fits { Severity::Holds } else { Severity::Doubt }, spelled))
}
