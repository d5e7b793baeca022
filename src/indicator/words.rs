//! The vocabulary: words that say how a figure is meant (`assets/words.ron`), and the catalogue's spellings.

use super::catalogue::{self, Meaning};
use super::marks;
use crate::base::Trie;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a word does to the figures around it. See `assets/words.ron` for the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[expect(missing_docs, reason = "each class is told where its words are listed")]
pub enum Class {
    Up,
    Down,
    GrowthNoun,
    FallNoun,
    To,
    From,
    Compare,
    Above,
    Below,
    More,
    Less,
    YearOnYear,
    PeriodOnPeriod,
    AnnualAverage,
    Average,
    PlanPace,
    Share,
    ShareNoun,
    CompletionNoun,
    Plan,
    Rank,
    Contribution,
    Each,
    Apiece,
    Among,
    And,
    Forecast,
    Target,
    Present,
    Added,
    Net,
    About,
    Nearly,
    Over,
    AtLeast,
    AtMost,
    Under,
    Verb,
    Attain,
    Attempt,
    Stock,
    Grade,
    ProjectKind,
    Area,
    Park,
    Holder,
    Sector,
    Noise,
}

impl Class {
    /// Whether what follows is what a figure is held against: 比, 高于, 低于, 从.
    #[must_use]
    pub fn compares(self) -> bool {
        matches!(self, Class::Compare | Class::Above | Class::Below | Class::From)
    }
}

/// All that a word may mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// What it does.
    pub class: Option<Class>,
    /// What it names.
    pub meaning: Meaning,
}

/// The vocabulary, looked up by longest word.
pub struct Vocabulary {
    trie: Trie,
    words: Vec<Word>,
}

impl Vocabulary {
    /// The longest word at the start of the text, and its bytes.
    #[must_use]
    pub fn longest(&self, text: &str) -> Option<(usize, Word)> {
        self.longest_at(text, 0)
    }

    /// The longest word that begins at byte `from` of the text, and its bytes.
    #[inline]
    #[must_use]
    pub fn longest_at(&self, text: &str, from: usize) -> Option<(usize, Word)> {
        let (len, index) = self.trie.longest_at(text, from)?;
        Some((len, *self.words.get(index as usize)?))
    }

    /// The words' spellings.
    #[must_use]
    pub fn trie(&self) -> &Trie {
        &self.trie
    }
}

/// The words of `assets/words.ron`, or what is wrong with them.
///
/// # Errors
/// When the text is not a list of classes with words.
fn parse(text: &str) -> Result<Vec<(Class, Vec<String>)>, ron::error::SpannedError> {
    ron::from_str(text)
}

/// The vocabulary that comes with the program. It notes of each character what may begin with it.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
        let classes = parse(include_str!("../../assets/words.ron")).unwrap_or_default();
        let mut all: std::collections::BTreeMap<&str, Word> = std::collections::BTreeMap::new();
        for (word, meaning) in catalogue::builtin().spellings() {
            all.insert(word, Word { class: None, meaning });
        }
        for sector in catalogue::builtin().sector_names() {
            all.entry(sector).or_default().class = Some(Class::Sector);
        }
        for (class, words) in &classes {
            for word in words {
                all.entry(word).or_default().class.get_or_insert(*class);
            }
        }
        let trie = Trie::new(all.keys().zip(0..).map(|(word, i)| (*word, i))).noted(marks::begins);
        Vocabulary { trie, words: all.into_values().collect() }
    });
    &VOCABULARY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read() {
        parse(include_str!("../../assets/words.ron")).unwrap();
        let (len, word) = vocabulary().longest("居民人均可支配收入增长").unwrap();
        assert_eq!((len, word.meaning.indicator.is_some()), ("居民人均可支配收入".len(), true));
        assert_eq!(vocabulary().longest("增长5.4%").map(|(_, w)| w.class), Some(Some(Class::Up)));
    }
}
