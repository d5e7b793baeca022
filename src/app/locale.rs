//! The words of the interface, in each language, from `assets/locales`. Every word the window shows comes from here or from
//! the reports themselves.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文
    Chinese,
    /// English
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::Chinese, Language::English];

    /// Its name, in itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Language::Chinese => "简体中文",
            Language::English => "English",
        }
    }

    /// The system's language, where it is one of ours: Chinese for zh, else English.
    #[must_use]
    pub fn of_system() -> Self {
        match sys_locale::get_locale() {
            Some(tag) if !tag.to_ascii_lowercase().starts_with("zh") => Language::English,
            _ => Language::Chinese,
        }
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::of_system()
    }
}

/// The words of one language: keys to texts with `{placeholders}`.
#[derive(Debug, Default)]
pub struct Locale {
    texts: BTreeMap<String, String>,
}

impl Locale {
    /// The words of a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        static CHINESE: LazyLock<Locale> = LazyLock::new(|| Locale::parse(include_str!("../../assets/locales/zh.ron")));
        static ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::parse(include_str!("../../assets/locales/en.ron")));
        match language {
            Language::Chinese => &CHINESE,
            Language::English => &ENGLISH,
        }
    }

    fn parse(text: &str) -> Self {
        Self { texts: ron::from_str(text).unwrap_or_default() }
    }

    /// The text of a key. A key that is missing shows as itself.
    #[must_use]
    pub fn say(&'static self, key: &'static str) -> &'static str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The text of a key with its `{placeholders}` filled.
    #[must_use]
    pub fn tell(&self, key: &str, values: &[(&str, &str)]) -> String {
        let text = self.texts.get(key).map_or(key, String::as_str);
        let mut filled = String::with_capacity(text.len() + 32);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            match values.iter().find(|(n, _)| *n == name) {
                Some((_, value)) => filled.push_str(value),
                None => {
                    filled.push('{');
                    filled.push_str(name);
                    filled.push('}');
                }
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// The keys and texts, by key.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::ImportError;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|s| s.split_once('}').map(|(name, _)| name)).collect()
    }

    #[test]
    fn both_languages_have_every_key_and_the_same_placeholders() {
        let (zh, en) = (Locale::of(Language::Chinese), Locale::of(Language::English));
        let keys = |l: &'static Locale| l.texts().map(|(key, text)| (key, placeholders(text))).collect::<BTreeMap<_, _>>();
        assert!(keys(zh).len() > 50, "the locale did not load");
        assert_eq!(keys(zh), keys(en));
        assert!(zh.texts().chain(en.texts()).all(|(_, text)| !text.trim().is_empty()));
    }

    /// Every string of the code that looks like a key of a group the locale has.
    fn keys_in(folder: &Path, groups: &BTreeSet<&str>, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                keys_in(&path, groups, found);
                continue;
            }
            // It names the settings of a project: table.measure.
            if path.ends_with("library/table.rs") {
                continue;
            }
            let code = std::fs::read_to_string(&path).unwrap();
            let code = code.split("#[cfg(test)]").next().unwrap_or("");
            for literal in code.split('"').skip(1).step_by(2) {
                let plain = literal.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._".contains(c));
                if plain && literal.split_once('.').is_some_and(|(group, rest)| groups.contains(group) && !rest.is_empty()) {
                    found.insert(literal.to_owned());
                }
            }
        }
    }

    #[test]
    fn every_key_in_the_code_exists_and_every_key_is_used() {
        let zh = Locale::of(Language::Chinese);
        let known: BTreeSet<String> = zh.texts().map(|(key, _)| key.to_owned()).collect();
        let groups: BTreeSet<&str> = known.iter().filter_map(|key| key.split_once('.').map(|(group, _)| group)).collect();
        let mut used = BTreeSet::new();
        for folder in ["src/app", "src/ui", "src/audit", "src/library"] {
            keys_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &groups, &mut used);
        }
        used.extend(crate::export::REGISTRY.iter().map(|exporter| format!("export.{}", exporter.id())));
        let missing: Vec<_> = used.difference(&known).collect();
        assert!(missing.is_empty(), "keys without text: {missing:?}");
        // Keys made from a kind's name: import.error.*, project.error.* and the like.
        let idle: Vec<_> = known.difference(&used).filter(|key| !key.contains(".error.")).collect();
        assert!(idle.is_empty(), "texts without use: {idle:?}");
    }

    #[test]
    fn every_import_error_has_its_message() {
        let why = || "x".to_owned();
        for error in [
            ImportError::Empty,
            ImportError::TooLarge(1),
            ImportError::TooManyCells { sheet: why(), rows: 1, columns: 1 },
            ImportError::TooManySheets(1),
            ImportError::TooMuchInside(1),
            ImportError::TooLong,
            ImportError::TooDeep,
            ImportError::TooManyElements,
            ImportError::NestedArchive,
            ImportError::NoText,
            ImportError::Unsupported,
            ImportError::Damaged(why()),
            ImportError::Protected,
            ImportError::Unreadable(why()),
            ImportError::Cancelled,
        ] {
            for language in Language::ALL {
                let text = crate::app::Message::import_error("报告.txt", &error).text(Locale::of(language));
                assert!(text.contains("报告.txt") && !text.contains("import.error") && !text.contains('{'), "{text}");
            }
        }
    }

    #[test]
    fn placeholders_are_filled_once() {
        let locale = Locale { texts: BTreeMap::from([("k".to_owned(), "{a}和{b}，{c}{".to_owned())]) };
        assert_eq!(locale.tell("k", &[("a", "{b}"), ("b", "2")]), "{b}和2，{c}{");
        assert_eq!(locale.tell("none", &[]), "none");
    }
}
