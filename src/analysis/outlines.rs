//! Outline against outline: which headings stayed, were worded anew, moved, came, or went.
//!
//! Headings of one level are held together by what their titles share, years and marks apart, the level above first: under parents
//! that go together less is asked of them.

use crate::base::Span;
use crate::library::Report;
use crate::outline::Heading;
use std::collections::{BTreeMap, HashMap};

/// Headings of one level beyond this many are held together only where their titles are the same: the others would take their square.
const LIMIT: usize = 600;
/// How much of two titles must be the same, of 100, under parents that go together.
const ALIKE: u32 = 40;
/// And under others.
const ALIKE_ELSEWHERE: u32 = 60;

/// What became of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands where it stood; only years may differ.
    Kept,
    /// It stands where it stood, in other words.
    Reworded,
    /// It stands elsewhere among the others, in the same or in other words.
    Moved,
    /// Only the second outline has it.
    Added,
    /// Only the first has it.
    Removed,
}

impl Fate {
    /// Its key in locales.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Fate::Kept => "kept",
            Fate::Reworded => "reworded",
            Fate::Moved => "moved",
            Fate::Added => "added",
            Fate::Removed => "removed",
        }
    }
}

/// One line of both outlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The heading of the first and of the second outline, by their indices; at least one.
    pub sides: [Option<usize>; 2],
    /// What became of it.
    pub fate: Fate,
}

/// Holds the second report's outline against the first's: in the order of the second, what went after what it stood behind.
#[must_use]
pub fn compare(first: &Report, second: &Report) -> Vec<Line> {
    let (a, b) = (Side::of(first), Side::of(second));
    let to = matched(&a, &b);
    let from = turned(&to, b.headings.len());
    let stays = in_order(&a, &b, &to);
    let fate = |i: usize, j: usize| match (stays.get(i), a.titles.get(i) == b.titles.get(j)) {
        (Some(true), true) => Fate::Kept,
        (Some(true), false) => Fate::Reworded,
        _ => Fate::Moved,
    };
    let mut gone = removed(&a, &b, &to, &from, &stays);
    let mut lines: Vec<Line> = Vec::new();
    let mut take = |at: usize, lines: &mut Vec<Line>| {
        lines.extend(gone.remove(&at).into_iter().flatten().map(|i| Line { sides: [Some(i), None], fate: Fate::Removed }));
    };
    take(0, &mut lines);
    for (j, from) in from.iter().enumerate() {
        let fate = from.map_or(Fate::Added, |i| fate(i, j));
        lines.push(Line { sides: [*from, Some(j)], fate });
        take(j + 1, &mut lines);
    }
    lines
}

/// One outline, its titles without years, marks and white space.
struct Side<'a> {
    headings: &'a [Heading],
    titles: Vec<String>,
    pairs: Vec<Vec<(char, char)>>,
}

impl<'a> Side<'a> {
    fn of(report: &'a Report) -> Self {
        let headings = report.outline.headings.as_slice();
        let titles: Vec<String> = headings.iter().map(|h| plain(h.title, &report.document.text)).collect();
        let pairs = titles.iter().map(|title| pairs(title)).collect();
        Self { headings, titles, pairs }
    }

    fn parent(&self, at: usize) -> Option<usize> {
        self.headings.get(at).and_then(|h| h.parent)
    }
}

/// A title's characters without digits, the 年 after them, marks and white space.
fn plain(title: Span, text: &str) -> String {
    let mut digit = false;
    let mut kept = String::new();
    for c in title.of(text).chars() {
        let year = digit && c == '年';
        digit = c.is_numeric() && (c.is_ascii_digit() || ('０'..='９').contains(&c));
        if c.is_alphanumeric() && !digit && !year {
            kept.push(c);
        }
    }
    kept
}

/// The pairs of characters that follow each other, in order of their characters.
fn pairs(title: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<(char, char)> = title.chars().zip(title.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// How much of two titles is the same, of 100 (Dice, over pairs of characters).
fn likeness(a: &[(char, char)], b: &[(char, char)]) -> u32 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    u32::try_from(200 * shared / (a.len() + b.len()).max(1)).unwrap_or(0)
}

/// For each heading of the first outline the one of the second that it goes together with.
fn matched(a: &Side<'_>, b: &Side<'_>) -> Vec<Option<usize>> {
    let mut to: Vec<Option<usize>> = vec![None; a.headings.len()];
    let levels = |side: &Side<'_>| {
        let mut levels: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for (at, heading) in side.headings.iter().enumerate() {
            levels.entry(heading.level).or_default().push(at);
        }
        levels
    };
    let mut others = levels(b);
    for (level, own) in levels(a) {
        let others = others.remove(&level).unwrap_or_default();
        let mut candidates = if own.len().max(others.len()) <= LIMIT {
            own.iter().flat_map(|i| others.iter().map(move |j| (*i, *j))).collect()
        } else {
            same_titles(a, b, &own, &others)
        };
        candidates.retain(|(i, j)| a.titles.get(*i).is_some_and(|t| !t.is_empty()) && b.titles.get(*j).is_some_and(|t| !t.is_empty()));
        let mut scored: Vec<(u32, usize, usize)> = candidates
            .into_iter()
            .filter_map(|(i, j)| {
                let above = match (a.parent(i), b.parent(j)) {
                    (None, None) => true,
                    (Some(i), Some(j)) => to.get(i).is_some_and(|to| *to == Some(j)),
                    _ => false,
                };
                let alike = if a.titles.get(i) == b.titles.get(j) { 100 } else { likeness(a.pairs.get(i)?, b.pairs.get(j)?) };
                let enough = alike >= if above { ALIKE } else { ALIKE_ELSEWHERE };
                enough.then_some((alike + if above { ALIKE } else { 0 }, i, j))
            })
            .collect();
        // The most alike first; of equals those that lie closest in the order of both.
        scored.sort_by_key(|(score, i, j)| (std::cmp::Reverse(*score), i.abs_diff(*j), *i, *j));
        let mut taken = vec![false; b.headings.len()];
        for (_, i, j) in scored {
            if let (Some(to @ None), Some(taken @ false)) = (to.get_mut(i), taken.get_mut(j)) {
                (*to, *taken) = (Some(j), true);
            }
        }
    }
    to
}

/// The pairs of headings with one title.
fn same_titles(a: &Side<'_>, b: &Side<'_>, own: &[usize], others: &[usize]) -> Vec<(usize, usize)> {
    let mut by_title: HashMap<&str, Vec<usize>> = HashMap::new();
    for j in others {
        by_title.entry(b.titles.get(*j).map_or("", String::as_str)).or_default().push(*j);
    }
    // The n-th of a title goes with the n-th: a title told a thousand times is no reason for a million pairs.
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for i in own {
        let title = a.titles.get(*i).map_or("", String::as_str);
        let nth = seen.entry(title).or_default();
        pairs.extend(by_title.get(title).and_then(|js| js.get(*nth)).map(|j| (*i, *j)));
        *nth += 1;
    }
    pairs
}

/// The same the other way round.
fn turned(to: &[Option<usize>], len: usize) -> Vec<Option<usize>> {
    let mut from = vec![None; len];
    for (i, j) in to.iter().enumerate() {
        if let Some(slot) = j.and_then(|j| from.get_mut(j)) {
            *slot = Some(i);
        }
    }
    from
}

/// Which headings of the first outline stand where they stood: under parents that go together, in the order of most of their siblings.
fn in_order(a: &Side<'_>, b: &Side<'_>, to: &[Option<usize>]) -> Vec<bool> {
    let mut stays = vec![false; to.len()];
    let mut siblings: BTreeMap<Option<usize>, Vec<(usize, usize)>> = BTreeMap::new();
    for (i, j) in to.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))) {
        let above = a.parent(i).and_then(|parent| to.get(parent).copied().flatten());
        if above == b.parent(j) && (above.is_some() || a.parent(i).is_none()) {
            siblings.entry(a.parent(i)).or_default().push((i, j));
        }
    }
    for run in siblings.values() {
        for at in longest_rise(&run.iter().map(|(_, j)| *j).collect::<Vec<_>>()) {
            if let Some(stays) = run.get(at).and_then(|(i, _)| stays.get_mut(*i)) {
                *stays = true;
            }
        }
    }
    stays
}

/// The places of a longest run of values that rise, of the many the one that ends lowest.
fn longest_rise(values: &[usize]) -> Vec<usize> {
    // For each length the place of the lowest value that ends a run of it, and before each place the one it follows.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let len = ends.partition_point(|end| values.get(*end).is_some_and(|other| other < value));
        before.push(len.checked_sub(1).and_then(|i| ends.get(i)).copied());
        match ends.get_mut(len) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run: Vec<usize> = std::iter::successors(ends.last().copied(), |at| before.get(*at).copied().flatten()).collect();
    run.reverse();
    run
}

/// Behind which place of the second outline (0: before all) each heading that went is to be told.
fn removed(a: &Side<'_>, b: &Side<'_>, to: &[Option<usize>], from: &[Option<usize>], stays: &[bool]) -> BTreeMap<usize, Vec<usize>> {
    let mut gone: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut at = 0;
    for (i, j) in to.iter().enumerate() {
        match j {
            Some(j) if stays.get(i) == Some(&true) => at = j + 1,
            Some(_) => {}
            None => {
                // Not between a heading and what was added below it.
                let level = a.headings.get(i).map_or(0, |h| h.level);
                while from.get(at) == Some(&None) && b.headings.get(at).is_some_and(|h| h.level > level) {
                    at += 1;
                }
                gone.entry(at).or_default().push(i);
            }
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};

    fn read(text: &str) -> Report {
        let document = Document::of_text("a.txt", Format::Text, None, text.to_owned(), text.as_bytes());
        Report::read(document, text.as_bytes().into())
    }

    #[test]
    fn a_run_that_rises_is_the_longest() {
        for (values, want) in [(vec![], vec![]), (vec![0, 1, 2], vec![0, 1, 2]), (vec![2, 0, 1, 3], vec![1, 2, 3]), (vec![1, 0], vec![1])] {
            assert_eq!(longest_rise(&values), want, "{values:?}");
        }
    }

    #[test]
    fn a_thousand_headings_of_one_title_are_held_together_in_order() {
        let text = |n: usize| format!("澄渡区工作总结\n\n{}", "一、工作情况\n内容在此。\n".repeat(n));
        let lines = compare(&read(&text(LIMIT + 5)), &read(&text(LIMIT + 1)));
        let count = |fate| lines.iter().filter(|line| line.fate == fate).count();
        assert_eq!((count(Fate::Kept), count(Fate::Removed)), (LIMIT + 1, 4));
    }
}
