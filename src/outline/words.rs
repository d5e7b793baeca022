//! The words by which headings and front matter are known, from `assets/outline.ron`.

use crate::base::Trie;
use serde::Deserialize;
use std::sync::LazyLock;

/// See the comments in `assets/outline.ron`.
#[derive(Debug, Default, Deserialize)]
pub struct Words {
    pub title_keys: Vec<String>,
    pub issuer_keys: Vec<String>,
    pub source_keys: Vec<String>,
    pub date_keys: Vec<String>,
    pub number_keys: Vec<String>,
    pub index_keys: Vec<String>,
    pub other_keys: Vec<String>,
    pub furniture: Vec<String>,
    pub menu_arrows: Vec<String>,
    pub title_words: Vec<String>,
    pub counters: Vec<String>,
    pub offices: Vec<String>,
    pub places: Vec<String>,
    pub not_after_place: Vec<String>,
    pub top_sections: Vec<String>,
    pub openers: Vec<String>,
    pub note_leads: Vec<String>,
    pub not_leads: Vec<String>,
}

/// The built-in words. A test holds that they can be read; should they not, there are none.
pub fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| parse().unwrap_or_default());
    &WORDS
}

fn parse() -> Result<Words, ron::error::SpannedError> {
    ron::from_str(include_str!("../../assets/outline.ron"))
}

/// Whether the text begins with one of the words that open a sentence after a heading.
pub fn begins_sentence(text: &str) -> bool {
    static OPENERS: LazyLock<Trie> = LazyLock::new(|| Trie::new(words().openers.iter().map(|word| (word.as_str(), 0))));
    OPENERS.longest(text).is_some()
}

/// Whether the text holds one of the words.
pub fn has_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_can_be_read() {
        super::parse().unwrap();
    }
}
