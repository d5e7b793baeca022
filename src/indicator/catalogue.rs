//! The indicators we know: canonical names, categories and units, from `assets/catalog.ron`.

use serde::Deserialize;
use std::sync::LazyLock;

/// The groups of the catalogue, each with one colour everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Category {
    /// 宏观
    Macro,
    /// 工业
    Industry,
    /// 项目
    Project,
    /// 科技创新
    Innovation,
}

impl Category {
    /// All of them, in the order shown.
    pub const ALL: [Category; 4] = [Category::Macro, Category::Industry, Category::Project, Category::Innovation];

    /// The name used in `extract`'s output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Category::Macro => "宏观",
            Category::Industry => "工业",
            Category::Project => "项目",
            Category::Innovation => "科技创新",
        }
    }
}

/// One entry of the catalogue.
#[derive(Clone, Debug, Deserialize)]
pub struct Indicator {
    /// The canonical name.
    pub name: String,
    /// Its group.
    pub category: Category,
    /// The unit it is usually given in.
    pub unit: String,
}

/// All entries.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    indicators: Vec<Indicator>,
}

impl Catalogue {
    /// The entry at an index. An index of another catalogue gives an empty entry.
    #[must_use]
    pub fn indicator(&self, index: u16) -> &Indicator {
        static NONE: LazyLock<Indicator> =
            LazyLock::new(|| Indicator { name: String::new(), category: Category::Macro, unit: String::new() });
        self.indicators.get(usize::from(index)).unwrap_or(&NONE)
    }

    /// All entries, in the catalogue's order.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The index of a canonical name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<u16> {
        self.indicators.iter().position(|i| i.name == name).and_then(|i| u16::try_from(i).ok())
    }
}

/// The catalogue that comes with the program.
#[must_use]
pub fn builtin() -> &'static Catalogue {
    static BUILTIN: LazyLock<Catalogue> =
        LazyLock::new(|| Catalogue { indicators: ron::from_str(include_str!("../../assets/catalog.ron")).unwrap_or_default() });
    &BUILTIN
}
