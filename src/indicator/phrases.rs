//! Lists of words that stand somewhere in a phrase, or that it ends with; from `assets/phrases.ron`. A phrase is looked at once for
//! all lists.

use crate::base::Trie;
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::sync::LazyLock;

/// A list of words. See `assets/phrases.ron` for the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum List {
    // Somewhere in a phrase.
    Plan,
    OuterPlan,
    Done,
    Present,
    Looking,
    OfParks,
    OfSectors,
    Act,
    Sum,
    Stay,
    // At its end.
    Sector,
    NoSector,
    Area,
    ParkArea,
    Park,
    Does,
    Project,
}

/// The lists of which a phrase has words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists(u32);

impl Lists {
    /// Whether it has one of this list.
    #[inline]
    #[must_use]
    pub fn has(self, list: List) -> bool {
        self.0 & bit(list) != 0
    }
}

#[inline]
fn bit(list: List) -> u32 {
    1 << list as u32
}

/// The file.
#[derive(Deserialize)]
struct File {
    inside: Vec<(List, Vec<String>)>,
    ends: Vec<(List, Vec<String>)>,
}

/// Words, each with the lists it is on.
fn listed(lists: &[(List, Vec<String>)]) -> Vec<(&str, u32)> {
    let mut words: Vec<(&str, u32)> = Vec::new();
    for (list, word) in lists.iter().flat_map(|(list, words)| words.iter().map(move |word| (list, word))) {
        match words.iter_mut().find(|(known, _)| known == word) {
            Some((_, bits)) => *bits |= bit(*list),
            None => words.push((word, bit(*list))),
        }
    }
    words
}

struct Phrases {
    inside: Option<AhoCorasick>,
    inside_lists: Vec<u32>,
    /// The words that phrases end with, spelled backwards.
    ends: Trie,
    /// For each, its lists and those of the shorter words that it ends with.
    end_lists: Vec<u32>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let file: File = ron::from_str(include_str!("../../assets/phrases.ron")).unwrap_or(File { inside: Vec::new(), ends: Vec::new() });
    let inside = listed(&file.inside);
    let ends = listed(&file.ends);
    let backwards: Vec<String> = ends.iter().map(|(word, _)| word.chars().rev().collect()).collect();
    let shorter = |word: &str| ends.iter().filter(|(end, _)| word.ends_with(end)).fold(0, |bits, (_, own)| bits | own);
    Phrases {
        inside: AhoCorasick::new(inside.iter().map(|(word, _)| word)).ok(),
        inside_lists: inside.iter().map(|(_, bits)| *bits).collect(),
        ends: Trie::new(backwards.iter().map(String::as_str).zip(0..)),
        end_lists: ends.iter().map(|(word, _)| shorter(word)).collect(),
    }
});

/// The lists of which a word stands anywhere in the phrase.
#[must_use]
pub fn inside(words: &str) -> Lists {
    let found = PHRASES.inside.as_ref().map(|search| search.find_overlapping_iter(words));
    let lists = found.into_iter().flatten().filter_map(|at| PHRASES.inside_lists.get(at.pattern().as_usize()));
    Lists(lists.fold(0, |bits, own| bits | own))
}

/// The lists of which the phrase ends with a word.
#[inline]
#[must_use]
pub fn ends(words: &str) -> Lists {
    let longest = PHRASES.ends.longest_back(words);
    Lists(longest.and_then(|at| PHRASES.end_lists.get(at as usize)).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words_and_is_found() {
        let file: File = ron::from_str(include_str!("../../assets/phrases.ron")).unwrap();
        for (list, words) in &file.inside {
            for word in words {
                assert!(inside(word).has(*list) && inside(&format!("甲{word}乙")).has(*list), "{word}");
            }
        }
        for (list, words) in &file.ends {
            for word in words {
                assert!(ends(word).has(*list) && ends(&format!("甲{word}")).has(*list), "{word}");
            }
        }
        assert_eq!((inside("甲乙"), ends("甲乙")), (Lists(0), Lists(0)));
        assert!(ends("企业").has(List::NoSector) && ends("企业").has(List::Sector), "a shorter end counts too");
    }
}
