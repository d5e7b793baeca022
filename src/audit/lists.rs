//! What the checks must know of indicators, from `assets/audit.ron`.

use crate::indicator::catalogue::{Catalogue, builtin};
use serde::Deserialize;
use std::sync::LazyLock;

/// See the file for what each is.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Lists {
    pub(super) lifetime: Vec<String>,
    pub(super) constant_prices: Vec<String>,
    pub(super) may_fall: Vec<String>,
    pub(super) redrawn: Vec<String>,
    partitions: Vec<(String, Vec<String>)>,
    pub(super) exhaustive: Vec<Vec<String>>,
    plain: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) summaries: Vec<String>,
    pub(super) added: Vec<String>,
    pub(super) wholes: Vec<String>,
}

/// A whole, and all of its parts.
#[derive(Debug)]
pub(super) struct Partition {
    /// The whole; `None` where the parts are told in % of it.
    pub(super) whole: Option<u16>,
    /// The parts.
    pub(super) parts: Vec<u16>,
}

/// The lists that come with the program.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| ron::from_str(include_str!("../../assets/audit.ron")).unwrap_or_default());
    &LISTS
}

/// The partitions, by the catalogue's indices.
pub(super) fn partitions() -> &'static [Partition] {
    static PARTITIONS: LazyLock<Vec<Partition>> = LazyLock::new(|| {
        let find = |name: &String| Catalogue::find(builtin(), name);
        let read = |(whole, parts): &(String, Vec<String>)| {
            let known: Vec<u16> = parts.iter().filter_map(find).collect();
            let whole = find(whole);
            (known.len() == parts.len()).then_some(Partition { whole, parts: known })
        };
        lists().partitions.iter().filter_map(read).collect()
    });
    &PARTITIONS
}

/// Whether a name holds one of the pieces.
pub(super) fn holds(name: &str, pieces: &[String]) -> bool {
    pieces.iter().any(|piece| name.contains(piece.as_str()))
}

/// Whether nothing but plain words and marks stands in a clause: nothing that could make its figure about something else.
pub(super) fn plain(mut words: &str) -> bool {
    loop {
        words = words.trim_start_matches(|c: char| c.is_whitespace() || "，,、（(）)：:".contains(c));
        if words.is_empty() {
            return true;
        }
        let Some(rest) = lists().plain.iter().find_map(|word| words.strip_prefix(word.as_str())) else { return false };
        words = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_told_from_others() {
        for (words, is) in [("，同比增长", true), ("", true), ("，年均增长", true), ("，低于目标", false), ("，其中工业", false)]
        {
            assert_eq!(plain(words), is, "{words}");
        }
    }

    #[test]
    fn every_name_of_the_lists_is_in_the_catalogue() {
        let lists: Lists = ron::from_str(include_str!("../../assets/audit.ron")).unwrap();
        assert_eq!(partitions().len(), lists.partitions.len());
        assert!(lists.lifetime.iter().all(|name| builtin().find(name).is_some()));
        assert!(lists.partitions.iter().all(|(whole, _)| whole == "100" || builtin().find(whole).is_some()));
    }
}
