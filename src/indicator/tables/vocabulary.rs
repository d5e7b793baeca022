//! The words of tables, from `assets/tables.ron`.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// What the names in a column of names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Head {
    Indicator,
    Area,
    Category,
    Period,
    Unit,
    Code,
    Note,
}

/// What a measure word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Word {
    Current,
    /// The months told, of the year told: beside last year's.
    ThisYear,
    Cumulative,
    LastYear,
    YearOnYear,
    PeriodOnPeriod,
    Growth,
    Difference,
    Share,
    Completion,
    Rank,
    Target,
    Forecast,
    Amount,
    Filler,
}

#[derive(Default, Deserialize)]
struct Raw {
    heads: Vec<(Head, Vec<String>)>,
    missing: BTreeSet<String>,
    areas: BTreeSet<String>,
    area_ends: Vec<String>,
    not_areas: BTreeSet<String>,
    categories: BTreeSet<String>,
    category_ends: Vec<String>,
    measures: Vec<(Word, Vec<String>)>,
    names: Vec<String>,
    title_ends: Vec<String>,
    title_starts: Vec<String>,
    title_middles: Vec<String>,
    generic: BTreeSet<String>,
    english_units: Vec<(String, String)>,
}

/// The words of tables.
pub(super) struct Vocabulary {
    heads: BTreeMap<String, Head>,
    missing: BTreeSet<String>,
    longest_missing: usize,
    areas: BTreeSet<String>,
    area_ends: Vec<String>,
    not_areas: BTreeSet<String>,
    categories: BTreeSet<String>,
    category_ends: Vec<String>,
    /// By their last character, and by their first; longest first.
    measures_by_end: HashMap<char, Vec<(String, Word)>>,
    measures_by_start: HashMap<char, Vec<(String, Word)>>,
    pub(super) names: Vec<String>,
    pub(super) title_ends: Vec<String>,
    pub(super) title_starts: Vec<String>,
    pub(super) title_middles: Vec<String>,
    pub(super) generic: BTreeSet<String>,
    english_units: BTreeMap<String, String>,
}

/// The words that come with the program.
pub(super) fn words() -> &'static Vocabulary {
    static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| {
        let raw: Raw = ron::from_str(include_str!("../../../assets/tables.ron")).unwrap_or_default();
        Vocabulary::new(raw)
    });
    &WORDS
}

impl Vocabulary {
    fn new(raw: Raw) -> Self {
        let longest_first = |mut words: Vec<String>| {
            words.sort_by_key(|w| std::cmp::Reverse(w.len()));
            words
        };
        let mut measures: Vec<(String, Word)> =
            raw.measures.into_iter().flat_map(|(word, all)| all.into_iter().map(move |w| (w, word))).collect();
        measures.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        let (mut measures_by_end, mut measures_by_start) = (HashMap::new(), HashMap::new());
        for (spelling, word) in measures {
            if let (Some(first), Some(last)) = (spelling.chars().next(), spelling.chars().next_back()) {
                measures_by_end.entry(last).or_insert_with(Vec::new).push((spelling.clone(), word));
                measures_by_start.entry(first).or_insert_with(Vec::new).push((spelling, word));
            }
        }
        Self {
            heads: raw.heads.into_iter().flat_map(|(head, all)| all.into_iter().map(move |w| (w, head))).collect(),
            longest_missing: raw.missing.iter().map(|words| words.chars().count()).max().unwrap_or(0),
            missing: raw.missing,
            areas: raw.areas,
            area_ends: raw.area_ends,
            not_areas: raw.not_areas,
            categories: raw.categories,
            category_ends: raw.category_ends,
            measures_by_end,
            measures_by_start,
            names: raw.names,
            title_ends: longest_first(raw.title_ends),
            title_starts: longest_first(raw.title_starts),
            title_middles: raw.title_middles,
            generic: raw.generic,
            english_units: raw.english_units.into_iter().collect(),
        }
    }

    /// What a column headed so holds. Brackets and what they hold do not count: 县(市、区) heads areas.
    pub(super) fn head(&self, words: &str) -> Option<Head> {
        if let Some(head) = self.heads.get(words) {
            return Some(*head);
        }
        if words.chars().count() > 12 {
            return None;
        }
        // 区、县级市; 各县(市、区); 镇街: made of kinds of places alone.
        if words.chars().any(|c| "省市县区镇乡".contains(c))
            && words.chars().all(|c| "省市县区镇乡街道州盟旗级地别各名称和及自治直辖管、/()分 ".contains(c))
        {
            return Some(Head::Area);
        }
        let bare: String =
            words.split('(').next().unwrap_or("").chars().filter(|c| !matches!(c, '、' | '/' | '\\' | ':' | '.' | ' ')).collect();
        self.heads.get(bare.as_str()).copied()
    }

    /// Whether a cell says that there is no figure.
    pub(super) fn is_missing(&self, shown: &str) -> bool {
        self.missing.contains(shown)
    }

    /// How many characters the longest words have that say so.
    pub(super) fn longest_missing(&self) -> usize {
        self.longest_missing
    }

    /// Whether the words name a place.
    pub(super) fn is_area(&self, words: &str) -> bool {
        if self.areas.contains(words) {
            return true;
        }
        let length = words.chars().count();
        (2..=14).contains(&length) && !self.not_areas.contains(words) && self.area_ends.iter().any(|e| words.ends_with(e.as_str()))
    }

    /// Whether the words are a part and nothing else, wherever they stand: 男, 城镇.
    pub(super) fn is_plain_part(&self, words: &str) -> bool {
        self.categories.contains(words)
    }

    /// Whether the words sum up: 合计.
    pub(super) fn is_total(words: &str) -> bool {
        matches!(words, "合计" | "总计" | "小计" | "共计" | "总体" | "总数")
    }

    /// Whether the words name a part: an industry, a kind of enterprise.
    pub(super) fn is_category(&self, words: &str) -> bool {
        self.categories.contains(words) || (words.chars().count() >= 2 && self.category_ends.iter().any(|e| words.ends_with(e.as_str())))
    }

    /// The measure word that the text ends with, and its bytes.
    pub(super) fn measure_at_end(&self, text: &str) -> Option<(Word, usize)> {
        self.measures_by_end
            .get(&text.chars().next_back()?)?
            .iter()
            .find(|(w, _)| text.ends_with(w.as_str()))
            .map(|(w, word)| (*word, w.len()))
    }

    /// The measure word that the text begins with, and its bytes.
    pub(super) fn measure_at_start(&self, text: &str) -> Option<(Word, usize)> {
        self.measures_by_start
            .get(&text.chars().next()?)?
            .iter()
            .find(|(w, _)| text.starts_with(w.as_str()))
            .map(|(w, word)| (*word, w.len()))
    }

    /// A unit told in English.
    pub(super) fn english_unit(&self, words: &str) -> Option<&str> {
        self.english_units.get(words.to_ascii_lowercase().as_str()).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_load() {
        assert_eq!(words().head("县(市、区)"), Some(Head::Area));
        assert!(words().is_area("惠东县") && !words().is_area("城市"));
        assert_eq!(words().measure_at_end("工业增加值同比增长"), Some((Word::Growth, "增长".len())));
    }
}
