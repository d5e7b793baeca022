//! A completion against the amount done and the amount planned, all told in one sentence.

use super::facts::{Facts, Figure, any_two};
use super::lists::{holds, lists};
use super::scale::next_of_rate;
use super::{Check, Finding, Severity, spelled};
use crate::indicator::interval::is_percent_of;
use crate::indicator::{Measure, catalogue};

/// See the file.
pub struct Completion;

impl Check for Completion {
    fn name(&self) -> &'static str {
        "completion"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        for sentence in facts.sentences() {
            let completions = sentence.iter().enumerate().filter(|(_, f)| f.is(Measure::Completion) && !f.is_target());
            for (at, told) in completions {
                let earlier = sentence.get(..at).unwrap_or(&[]);
                // Figures before another completion belong to that one.
                let own = earlier.iter().rposition(|f| f.o.measure == Measure::Completion).map_or(0, |i| i + 1);
                let earlier = earlier.get(own..).unwrap_or(&[]);
                if let Some(finding) = judge(facts, earlier, told) {
                    found.push(finding);
                }
            }
        }
    }
}

/// Whether the figure is what was planned for the completion's indicator.
fn plans(figure: &Figure<'_>, told: &Figure<'_>) -> bool {
    let plan_of = || Some(catalogue::builtin().done(figure.known()?)? == told.known()?);
    figure.is_target() && figure.is_amount() && (figure.o.indicator == told.o.indicator || plan_of() == Some(true))
}

fn judge(facts: &Facts<'_>, earlier: &[Figure<'_>], told: &Figure<'_>) -> Option<Finding> {
    let planned: Vec<&Figure<'_>> = earlier.iter().filter(|f| plans(f, told)).collect();
    let done: Vec<&Figure<'_>> = earlier.iter().filter(|f| !f.is_target() && f.o.indicator == told.o.indicator).collect();
    let pairs = planned.iter().flat_map(|plan| done.iter().map(move |done| (*done, *plan)));
    let pairs = pairs.filter(|(done, plan)| done.dimension == plan.dimension);
    let fits = |(done, plan): &(&Figure<'_>, &Figure<'_>)| is_percent_of(done.amount?, plan.amount?, told.amount?);
    if let Some((done, plan)) = pairs.clone().find(|pair| fits(pair) == Some(true)) {
        return Some(finding(facts, done, plan, told, Severity::Holds));
    }
    // One amount, one plan, one rate, or it is not certain what was divided by what.
    let lifetime = |f: &Figure<'_>| holds(f.o.indicator.name(), &lists().lifetime);
    let mut certain = pairs.filter(|(_, plan)| !lifetime(plan));
    let (pair, second) = (certain.next()?, certain.next());
    let explained = any_two(earlier, |done, plan| is_percent_of(done, plan, told.amount?));
    if second.is_some()
        || !alike(facts, earlier, pair)
        || fits(&pair)?
        || explained
        || facts.between(earlier.first()?, told).contains("分别")
    {
        return None;
    }
    Some(finding(facts, pair.0, pair.1, told, Severity::Error))
}

/// Whether the amount may be what the plan asks for: 净增任务 asks nothing of all there is, though 年度任务 may ask for what was added.
fn alike(facts: &Facts<'_>, sentence: &[Figure<'_>], (done, plan): (&Figure<'_>, &Figure<'_>)) -> bool {
    let added = |figure: &Figure<'_>| {
        let at = sentence.iter().position(|f| f.index == figure.index);
        figure.o.measure == Measure::Change || at.is_some_and(|at| holds(facts.before(sentence, at), &lists().added))
    };
    !added(plan) || added(done)
}

fn finding(facts: &Facts<'_>, done: &Figure<'_>, plan: &Figure<'_>, told: &Figure<'_>, severity: Severity) -> Finding {
    let next = next_of_rate(done, plan, told, "audit.completion.next");
    Finding::new("completion", severity, facts, &[done, plan, told]).spelled(spelled::quotient(done, plan, told)).said(
        "audit.completion.said",
        next,
        &[("name", told.o.indicator.name())],
    )
}
