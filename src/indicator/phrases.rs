//! Lists of words that stand somewhere in a phrase, or that it ends with; from `assets/phrases.ron`. A phrase is looked at once for
//! all lists.

use crate::base::Trie;
use serde::Deserialize;
use std::sync::LazyLock;

/// A list of words. See `assets/phrases.ron` for the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum List {
    // Somewhere in a phrase.
    Plan,
    Wanting,
    Measures,
    OuterPlan,
    Done,
    Present,
    Looking,
    OfParks,
    OfSectors,
    Act,
    Sum,
    Stay,
    Founded,
    // At its beginning.
    OfEach,
    // The whole of it.
    Total,
    Summing,
    Likewise,
    OfAll,
    LeftOut,
    How,
    // At its end.
    Those,
    Sector,
    NoSector,
    Area,
    ParkArea,
    Park,
    Does,
    Happens,
    Project,
    // Names by their end and length.
    SectorName,
    AreaName,
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

    /// These, and those of another phrase.
    #[inline]
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[inline]
fn bit(list: List) -> u32 {
    1 << list as u32
}

/// The file.
#[derive(Default, Deserialize)]
struct File {
    inside: Vec<(List, Vec<String>)>,
    begins: Vec<(List, Vec<String>)>,
    whole: Vec<(List, Vec<String>)>,
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
    inside: Trie,
    /// For each, its lists and those of the shorter words that it begins with.
    inside_lists: Vec<u32>,
    /// The words that phrases begin with.
    begins: Trie,
    /// For each, its lists and those of the shorter words that it begins with.
    begin_lists: Vec<u32>,
    /// The words that phrases end with, and those that are phrases, spelled backwards.
    ends: Trie,
    /// What is known of each.
    end_lists: Vec<End>,
}

/// A word that phrases end with.
#[derive(Clone, Copy, Default)]
struct End {
    /// Its lists and those of the shorter words that it ends with.
    lists: u32,
    /// The lists it is on where it is the whole phrase.
    whole: u32,
    /// Its bytes.
    len: usize,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let file: File = ron::from_str(include_str!("../../assets/phrases.ron")).unwrap_or_default();
    let (inside, begins, whole, ends) = (listed(&file.inside), listed(&file.begins), listed(&file.whole), listed(&file.ends));
    let all = |own: u32, (_, bits): &(&str, u32)| own | bits;
    let beginning = |words: &[(&str, u32)], word: &str| words.iter().filter(|(begin, _)| word.starts_with(begin)).fold(0, all);
    let forwards = |words: &[(&str, u32)]| Trie::new(words.iter().zip(0..).map(|((word, _), i)| (*word, i)));
    let mut last: Vec<&str> = ends.iter().chain(&whole).map(|(word, _)| *word).collect();
    last.sort_unstable();
    last.dedup();
    let backwards: Vec<String> = last.iter().map(|word| word.chars().rev().collect()).collect();
    let end = |word: &&str| End {
        lists: ends.iter().filter(|(end, _)| word.ends_with(end)).fold(0, all),
        whole: whole.iter().filter(|(own, _)| word == own).fold(0, all),
        len: word.len(),
    };
    Phrases {
        inside: forwards(&inside),
        inside_lists: inside.iter().map(|(word, _)| beginning(&inside, word)).collect(),
        begins: forwards(&begins),
        begin_lists: begins.iter().map(|(word, _)| beginning(&begins, word)).collect(),
        ends: Trie::new(backwards.iter().map(String::as_str).zip(0..)),
        end_lists: last.iter().map(end).collect(),
    }
});

/// The lists of which a word stands anywhere in the phrase.
#[must_use]
pub fn inside(words: &str) -> Lists {
    let mut lists = 0;
    PHRASES.inside.each(words, |word| lists |= PHRASES.inside_lists.get(word as usize).copied().unwrap_or(0));
    Lists(lists)
}

/// The lists of which the phrase ends with a word, or is one.
#[inline]
#[must_use]
pub fn ends(words: &str) -> Lists {
    let end = end(words);
    Lists(if end.len == words.len() { end.lists | end.whole } else { end.lists })
}

/// What is known of the longest word that the phrase ends with.
#[inline]
fn end(words: &str) -> End {
    PHRASES.ends.longest_back(words).and_then(|at| PHRASES.end_lists.get(at as usize)).copied().unwrap_or_default()
}

/// The lists that a phrase is on by its beginning, its end and the whole of it, and what it names by its end and length. Found once for each
/// token, for the many rules that ask.
#[must_use]
pub fn of(words: &str) -> Lists {
    let end = end(words);
    let mut lists = Lists(end.lists);
    if end.len == words.len() {
        lists.0 |= end.whole;
    }
    if PHRASES.begins.may_begin_with(words)
        && let Some((_, begin)) = PHRASES.begins.longest(words)
    {
        lists.0 |= PHRASES.begin_lists.get(begin as usize).copied().unwrap_or(0);
    }
    if lists.has(List::Sector) && is_sector(words, lists) {
        lists.0 |= bit(List::SectorName);
    }
    if lists.has(List::Area) && is_area(words, lists) {
        lists.0 |= bit(List::AreaName);
    }
    lists
}

/// Whether the words, which end with those of these lists, are a sector's name.
pub fn is_sector(words: &str, ends: Lists) -> bool {
    ends.has(List::Sector)
        && !ends.has(List::NoSector)
        && (2..=20).contains(&words.chars().count())
        && !matches!(words, "产业" | "行业" | "工业" | "材料" | "技术")
}

/// Whether the words, which end with those of these lists, are an area's name.
pub fn is_area(words: &str, ends: Lists) -> bool {
    ends.has(List::Area) && (2..=12).contains(&words.chars().count())
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
                assert!(of(&format!("甲{word}")).has(*list), "{word}");
            }
        }
        for (list, words) in &file.begins {
            for word in words {
                assert!(of(word).has(*list) && of(&format!("{word}甲")).has(*list) && !of(&format!("甲{word}")).has(*list), "{word}");
            }
        }
        for (list, words) in &file.whole {
            for word in words {
                assert!(of(word).has(*list) && !of(&format!("甲{word}")).has(*list) && !of(&format!("{word}甲")).has(*list), "{word}");
            }
        }
        assert_eq!((inside("甲乙"), ends("甲乙")), (Lists(0), Lists(0)));
        assert!(ends("企业").has(List::NoSector) && ends("企业").has(List::Sector), "a shorter end counts too");
    }
}
