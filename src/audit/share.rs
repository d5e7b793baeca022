//! A share against its part and its whole, where it is plain which they are: 占工业投资的36.9%, or 其中 … 占比72.0%.

use super::facts::{Facts, Figure, any_two};
use super::scale::next_of_rate;
use super::{Check, Finding, Severity, spelled};
use crate::indicator::interval::is_percent_of;
use crate::indicator::{Measure, Status, catalogue};
use crate::quantity::Dimension;

/// See the file.
pub struct Share;

/// What stands between the part of a whole and its share.
const ASKED: [&str; 4] = ["占比", "占比为", "占", "亏损面"];

impl Check for Share {
    fn name(&self) -> &'static str {
        "share"
    }

    fn run(&self, facts: &Facts<'_>, found: &mut Vec<Finding>) {
        for sentence in facts.sentences() {
            for (at, told) in sentence.iter().enumerate() {
                if told.is(Measure::Share) && told.dimension == Some(Dimension::Percent) && told.o.status == Status::Actual {
                    found.extend(of_named(facts, sentence, at, told).or_else(|| of_which(facts, sentence, at, told)));
                }
            }
        }
    }
}

/// Whether a figure is a level that a share could be of.
fn level(f: &Figure<'_>) -> bool {
    f.is(Measure::Level) && f.is_amount() && !f.is_target()
}

/// 占…的: the whole is named, and told in the report for the same time and the report's own area, always the same.
fn of_named(facts: &Facts<'_>, sentence: &[Figure<'_>], at: usize, told: &Figure<'_>) -> Option<Finding> {
    let words = facts.before(sentence, at);
    let (before, named) = words.rsplit_once('占')?;
    // 税收占…: a clause with a subject of its own is about another part than the one before.
    if at == 0 || !before.trim_matches(['，', ',', '、', ' ']).is_empty() {
        return None;
    }
    let named =
        ["的比重为", "的比重达", "比重为", "的比重", "比重", "的", "比"].iter().find_map(|tail| named.strip_suffix(tail)).unwrap_or(named);
    // 全县 is the report's own area; 全市 in a county's report is not.
    let own: String = facts.report.region().chars().next_back().map(|kind| format!("全{kind}")).unwrap_or_default();
    let named = named.strip_prefix(own.as_str()).unwrap_or(named);
    let whole = catalogue::builtin().lookup(named)?;
    // The share's own clause must be the part's: 技改投资31.9亿元，增长2.5%，占….
    let part = sentence.get(..at)?.iter().rev().find(|f| f.o.measure == Measure::Level)?;
    let ratio = part.known().and_then(|part| catalogue::builtin().ratio(part, whole));
    if !level(part) || part.known() == Some(whole) || part.o.scope != told.o.scope || part.o.period != told.o.period {
        return None;
    }
    if part.o.indicator != told.o.indicator && (ratio.is_none() || ratio != told.known()) {
        return None;
    }
    let wholes = facts.figures.iter().filter(|f| {
        f.known() == Some(whole)
            && f.is(Measure::Level)
            && f.o.scope.is_none()
            && f.o.period == told.o.period
            && f.o.status == told.o.status
    });
    let wholes: Vec<&Figure<'_>> = wholes.collect();
    // Told more than once it must be the same each time; that of the share's own sentence is it then.
    let first = *wholes.iter().find(|f| f.sentence == told.sentence).or(wholes.first())?;
    let same = |f: &&Figure<'_>| f.dimension == first.dimension && f.amount.zip(first.amount).is_some_and(|(a, b)| a.meets(b));
    if first.dimension != part.dimension || !wholes.iter().all(same) {
        return None;
    }
    judge(facts, sentence.get(..at)?, [part, first, told])
}

/// 其中: the whole stands before it, the part after it, and no other amount of the kind before the share.
fn of_which(facts: &Facts<'_>, sentence: &[Figure<'_>], at: usize, told: &Figure<'_>) -> Option<Finding> {
    let words = facts.before(sentence, at).trim_start_matches([',', '，', '、', '(', '（']);
    if !ASKED.contains(&words) {
        return None;
    }
    let mut levels = sentence.get(..at)?.iter().rev().filter(|f| f.o.measure == Measure::Level);
    let (part, whole) = (levels.next()?, levels.next()?);
    let between = facts.between(whole, part);
    let plain = level(part) && level(whole) && part.dimension == whole.dimension && part.o.unit.is_empty() == whole.o.unit.is_empty();
    if !plain || !between.contains("其中") || between.contains("分别") || whole.o.period != part.o.period {
        return None;
    }
    judge(facts, sentence.get(..at)?, [part, whole, told])
}

/// A share that follows from other figures before it is theirs.
fn judge(facts: &Facts<'_>, earlier: &[Figure<'_>], [part, whole, told]: [&Figure<'_>; 3]) -> Option<Finding> {
    let fits = is_percent_of(part.amount?, whole.amount?, told.amount?)?;
    if !fits && any_two(earlier, |part, whole| is_percent_of(part, whole, told.amount?)) {
        return None;
    }
    let severity = match fits {
        true => Severity::Holds,
        false if whole.sentence == told.sentence => Severity::Error,
        false => Severity::Doubt,
    };
    let next = next_of_rate(part, whole, told, "audit.share.next");
    let finding = Finding::new("share", severity, facts, &[part, whole, told]).spelled(spelled::quotient(part, whole, told)).said(
        "audit.share.said",
        next,
        &[("name", part.o.indicator.name()), ("whole", whole.o.indicator.name())],
    );
    Some(finding)
}
