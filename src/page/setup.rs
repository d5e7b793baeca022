//! How pages are set up: paper, margins, how many charts, what stands around them. Kept with a project as settings.

use super::Paper;
use std::collections::BTreeMap;

/// How many charts a page takes at most.
pub const MOST_ITEMS: usize = 6;

/// The longest words of the user's that a page takes, in characters.
const WORDS: usize = 200;

/// A size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

/// Left and right margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Margins {
    /// 12 mm.
    Narrow,
    /// 20 mm.
    #[default]
    Normal,
    /// 28 mm, the binding margin of official documents (GB/T 9704-2012, 5.2).
    Wide,
}

/// What the pages are for: the words of their titles, and which charts fill them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// 工业与科技创新指标
    #[default]
    Indicators,
    /// 指标推进会
    Meeting,
    /// 年度总结
    Year,
    /// 区县对比
    Places,
}

impl Size {
    /// All of them.
    pub const ALL: [Size; 2] = [Size::A4, Size::A3];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Size::A4 => "A4",
            Size::A3 => "A3",
        }
    }
}

impl Margins {
    /// All of them.
    pub const ALL: [Margins; 3] = [Margins::Narrow, Margins::Normal, Margins::Wide];

    /// Its key in settings and locales.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Margins::Narrow => "narrow",
            Margins::Normal => "normal",
            Margins::Wide => "wide",
        }
    }

    fn mm(self) -> f32 {
        match self {
            Margins::Narrow => 12.0,
            Margins::Normal => 20.0,
            Margins::Wide => 28.0,
        }
    }
}

impl Subject {
    /// Those that fill a deck by themselves.
    pub const TEMPLATES: [Subject; 3] = [Subject::Meeting, Subject::Year, Subject::Places];

    /// Its key in settings and locales.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Subject::Indicators => "indicators",
            Subject::Meeting => "meeting",
            Subject::Year => "year",
            Subject::Places => "places",
        }
    }

    /// What follows place and year in the title of a page.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Subject::Indicators => "工业与科技创新指标",
            Subject::Meeting => "指标推进会图表",
            Subject::Year => "年度总结图表",
            Subject::Places => "区县指标对比",
        }
    }
}

/// How the pages of a deck are set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The paper.
    pub size: Size,
    /// Whether it stands upright.
    pub portrait: bool,
    /// The margins.
    pub margins: Margins,
    /// How many charts a page takes, 1 to [`MOST_ITEMS`].
    pub per_page: usize,
    /// Whether all is grey, as a grey printer would print it.
    pub grey: bool,
    /// Whether last pages quote the place of every figure.
    pub sources: bool,
    /// What the pages are for.
    pub subject: Subject,
    /// At the head of every page; may be empty.
    pub header: String,
    /// In the middle of every page's foot; may be empty.
    pub footer: String,
    /// A note of the user's, before the others; may be empty.
    pub note: String,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            size: Size::A4,
            portrait: false,
            margins: Margins::Normal,
            per_page: 4,
            grey: false,
            sources: false,
            subject: Subject::Indicators,
            header: String::new(),
            footer: String::new(),
            note: String::new(),
        }
    }
}

impl Setup {
    /// The paper in mm.
    #[must_use]
    pub fn paper(&self) -> Paper {
        let (short, long) = match self.size {
            Size::A4 => (210.0, 297.0),
            Size::A3 => (297.0, 420.0),
        };
        let (width, height) = if self.portrait { (short, long) } else { (long, short) };
        Paper { width, height, margin: self.margins.mm() }
    }

    /// The same with every value in its range.
    #[must_use]
    pub fn mended(mut self) -> Self {
        self.per_page = self.per_page.clamp(1, MOST_ITEMS);
        for words in [&mut self.header, &mut self.footer, &mut self.note] {
            if words.chars().count() > WORDS {
                *words = words.chars().take(WORDS).collect();
            }
        }
        self
    }

    /// As settings of a project: what differs from the default.
    #[must_use]
    pub fn settings(&self) -> BTreeMap<String, String> {
        let plain = Self::default();
        let yes = |is: bool| if is { "true" } else { "" };
        let per_page = self.per_page.to_string();
        let mut settings = BTreeMap::new();
        let mut put = |key: &str, value: &str, default: bool| {
            if !default && !value.is_empty() {
                settings.insert(format!("deck.{key}"), value.to_owned());
            }
        };
        put("paper", self.size.name(), self.size == plain.size);
        put("portrait", yes(self.portrait), false);
        put("margins", self.margins.key(), self.margins == plain.margins);
        put("per_page", &per_page, self.per_page == plain.per_page);
        put("grey", yes(self.grey), false);
        put("sources", yes(self.sources), false);
        put("subject", self.subject.key(), self.subject == plain.subject);
        put("header", &self.header, false);
        put("footer", &self.footer, false);
        put("note", &self.note, false);
        settings
    }

    /// From settings of a project; what is missing or unknown is as by default.
    #[must_use]
    pub fn from_settings(settings: &BTreeMap<String, String>) -> Self {
        let get = |key: &str| settings.get(&format!("deck.{key}")).map_or("", String::as_str);
        let plain = Self::default();
        let subjects = [Subject::Indicators].into_iter().chain(Subject::TEMPLATES);
        Self {
            size: Size::ALL.into_iter().find(|s| s.name() == get("paper")).unwrap_or_default(),
            portrait: get("portrait") == "true",
            margins: Margins::ALL.into_iter().find(|m| m.key() == get("margins")).unwrap_or_default(),
            per_page: get("per_page").parse().unwrap_or(plain.per_page),
            grey: get("grey") == "true",
            sources: get("sources") == "true",
            subject: { subjects }.find(|s| s.key() == get("subject")).unwrap_or_default(),
            header: get("header").to_owned(),
            footer: get("footer").to_owned(),
            note: get("note").to_owned(),
        }
        .mended()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setups_read_back_and_survive_strangers() {
        let setup = Setup {
            size: Size::A3,
            portrait: true,
            margins: Margins::Wide,
            per_page: 6,
            grey: true,
            sources: true,
            subject: Subject::Places,
            header: "内部资料".into(),
            footer: "科工信局".into(),
            note: "增速为现价".into(),
        };
        assert_eq!(Setup::from_settings(&setup.settings()), setup);
        assert!(Setup::default().settings().is_empty());
        let odd = BTreeMap::from([("deck.per_page".to_owned(), "900".to_owned()), ("deck.paper".to_owned(), "B9".to_owned())]);
        assert_eq!(Setup::from_settings(&odd), Setup { per_page: MOST_ITEMS, ..Setup::default() });
    }
}
