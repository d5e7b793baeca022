//! The vocabulary: words that say how a figure is meant (`assets/words.ron`), and the catalogue's spellings.

use super::catalogue::{self, Meaning};
use super::marks;
use super::phrases::{self, Lists};
use crate::base::Trie;
use crate::base::trie::Letter;
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

/// Several classes, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// These.
    #[must_use]
    pub const fn of(classes: &[Class]) -> Self {
        let (mut all, mut i) = (Classes(0), 0);
        while i < classes.len() {
            all = all.with(classes[i]);
            i += 1;
        }
        all
    }

    /// With one more.
    #[must_use]
    pub const fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u64)
    }

    /// Whether the class is among them.
    #[must_use]
    pub const fn has(self, class: Class) -> bool {
        self.0 >> class as u64 & 1 != 0
    }

    /// Whether none is among them but of these.
    #[must_use]
    pub const fn only(self, these: Self) -> bool {
        self.0 & !these.0 == 0
    }

    /// Whether any of these is among them.
    #[must_use]
    pub const fn any(self, these: Self) -> bool {
        self.0 & these.0 != 0
    }
}

/// All that a word may mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// What it does.
    pub class: Option<Class>,
    /// What it names.
    pub meaning: Meaning,
    /// The lists it is on.
    pub lists: Lists,
}

/// The vocabulary, looked up by longest word.
pub struct Vocabulary {
    trie: Trie,
    words: Vec<Word>,
}

impl Vocabulary {
    /// The longest word at the start of the text, and its bytes.
    #[inline]
    #[must_use]
    pub fn longest(&self, text: &str) -> Option<(usize, Word)> {
        let (len, index) = self.trie.longest(text)?;
        Some((len, *self.words.get(index as usize)?))
    }

    /// The longest word that some characters, looked up, begin with, and its bytes and characters.
    #[inline]
    #[must_use]
    pub fn longest_of(&self, letters: &[Letter]) -> Option<(usize, usize, Word)> {
        let (len, characters, index) = self.trie.longest_of(letters)?;
        Some((len, characters, *self.words.get(index as usize)?))
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
            all.insert(word, Word { meaning, ..Word::default() });
        }
        for sector in catalogue::builtin().sector_names() {
            all.entry(sector).or_default().class = Some(Class::Sector);
        }
        for (class, words) in &classes {
            for word in words {
                all.entry(word).or_default().class.get_or_insert(*class);
            }
        }
        for (word, known) in &mut all {
            known.lists = phrases::of(word);
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
