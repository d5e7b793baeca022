//! The indicators we know: canonical names, the spellings reports use, and how they stand to each other, from
//! `assets/catalog.ron`.

use super::pattern;
use crate::quantity::{Dimension, units};
use memchr::memmem::Finder;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

/// The groups of the catalogue, each with one colour everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Category {
    /// 宏观
    #[default]
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
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Indicator {
    /// The canonical name.
    pub name: String,
    /// Its group.
    pub category: Category,
    /// The unit it is usually given in.
    pub unit: String,
    /// Patterns of its whole names.
    #[serde(default)]
    pub words: Vec<String>,
    /// With `noun`: the pair that names it when told apart.
    #[serde(default)]
    pub domain: String,
    /// See `domain`.
    #[serde(default)]
    pub noun: String,
    /// The indicator that counts what was added to it.
    #[serde(default)]
    pub added: String,
    /// Whole → the indicator that is this one's share in it.
    #[serde(default)]
    pub ratios: Vec<(String, String)>,
    /// Its names have kinds, told by the words before and in them.
    #[serde(default)]
    pub scoped: bool,
    /// With `scoped`: its names themselves tell kinds of it, 重点实验室 of innovation platforms, and not only words before them.
    #[serde(default)]
    pub kinds: bool,
    /// Those of its names, written out, that tell parts of it: 增值税 of all taxes. They are the figure's scope.
    #[serde(default)]
    pub parts: Vec<String>,
    /// What is said of parts of it where it was told before: 城镇实现零售额, of all retail sales.
    #[serde(default)]
    pub short: Vec<String>,
    /// A count at a date, not a flow.
    #[serde(default)]
    pub stock: bool,
    /// Told year by year: in a review of several years an amount of it is the last year's, unless it says 累计.
    #[serde(default)]
    pub yearly: bool,
    /// The count of which it is a kind.
    #[serde(default)]
    pub of: String,
    /// What an amount of money told right after the count is.
    #[serde(default)]
    pub money: String,
    /// What an amount said to be done after it is.
    #[serde(default)]
    pub done: String,
    /// Its name in two parts that stand apart in a clause: what is counted, what is done with it.
    #[serde(default)]
    pub apart: Vec<(String, String)>,
    /// It is beyond the indicators that reports of this kind are mostly compared by.
    #[serde(default)]
    pub extended: bool,
}

#[derive(Debug, Deserialize)]
struct Named {
    name: String,
    words: Vec<String>,
    /// A domain that speaks for its own clause only.
    #[serde(default)]
    local: bool,
    /// What grows where the noun is told without a domain.
    #[serde(default)]
    alone: String,
}

#[derive(Debug, Deserialize)]
struct File {
    parts: Vec<(String, String)>,
    domains: Vec<Named>,
    nouns: Vec<Named>,
    indicators: Vec<Indicator>,
    splits: Vec<(String, Vec<String>)>,
    sectors: Vec<String>,
}

/// What a spelling stands for: a whole indicator, a domain, a noun; one spelling may be several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The indicator it names.
    pub indicator: Option<u16>,
    /// The domain it names.
    pub domain: Option<u8>,
    /// The noun it names.
    pub noun: Option<u8>,
}

/// All entries with their spellings written out.
#[derive(Debug, Default)]
pub struct Catalogue {
    indicators: Vec<Indicator>,
    /// Canonical name → index.
    by_name: HashMap<String, u16>,
    dimensions: Vec<Option<Dimension>>,
    domains: Vec<String>,
    local: Vec<bool>,
    nouns: Vec<String>,
    spellings: HashMap<String, Meaning>,
    /// By domain, then noun.
    pairs: Vec<Vec<Option<u16>>>,
    /// For each indicator, the domain and noun it is told apart by.
    pair_of: Vec<(Option<u8>, Option<u8>)>,
    ratios: HashMap<(u16, u16), u16>,
    // For each indicator, the one it is tied to.
    added: Vec<Option<u16>>,
    stock_of: Vec<Option<u16>>,
    of: Vec<Option<u16>>,
    money: Vec<Option<u16>>,
    done: Vec<Option<u16>>,
    /// Whether it counts projects or tells what they cost, were to cost or did; see [`Catalogue::of_projects`].
    of_projects: Vec<bool>,
    /// What projects cost in all, and what is to be spent on them in the year.
    cost: Option<u16>,
    yearly_cost: Option<u16>,
    splits: HashMap<String, Vec<u16>>,
    /// Names in two parts.
    apart: Vec<Apart>,
    /// For a noun, what grows where it is told without a domain.
    alone: Vec<Option<u16>>,
    /// For a noun, the indicator of any sector: 行业产值 for 产值.
    sectors: Vec<Option<u16>>,
    industry: Option<u8>,
    scaled_industry: Option<u8>,
    manufacturing: Option<u8>,
    growth_noun: Option<u8>,
    sector_names: Vec<String>,
}

/// An entry without anything.
#[cold]
fn none<'a>() -> &'a Indicator {
    static NONE: LazyLock<Indicator> = LazyLock::new(Indicator::default);
    &NONE
}

impl Catalogue {
    /// Reads the catalogue's text.
    ///
    /// # Errors
    /// When the text is no catalogue; the message names line and column.
    pub fn parse(text: &str) -> Result<Self, ron::error::SpannedError> {
        Ok(Self::from_file(ron::from_str(text)?))
    }

    /// Writes the names out and ties the entries to each other.
    fn from_file(file: File) -> Self {
        let index = |name: &str| file.indicators.iter().position(|i| i.name == name).and_then(|i| u16::try_from(i).ok());
        let position = |list: &[Named], name: &str| list.iter().position(|n| n.name == name).and_then(|i| u8::try_from(i).ok());
        let mut spellings: HashMap<String, Meaning> = HashMap::new();
        for (entry, i) in file.indicators.iter().zip(0_u16..) {
            for word in entry
                .words
                .iter()
                .flat_map(|p| pattern::expand(p, &file.parts))
                .chain(entry.parts.iter().cloned())
                .chain([entry.name.clone()])
            {
                spellings.entry(word).or_default().indicator.get_or_insert(i);
            }
        }
        for (entry, i) in file.domains.iter().zip(0_u8..) {
            for word in entry.words.iter().flat_map(|p| pattern::expand(p, &file.parts)) {
                spellings.entry(word).or_default().domain = Some(i);
            }
        }
        for (entry, i) in file.nouns.iter().zip(0_u8..) {
            for word in entry.words.iter().flat_map(|p| pattern::expand(p, &file.parts)) {
                spellings.entry(word).or_default().noun = Some(i);
            }
        }
        let mut by_name = HashMap::new();
        for (entry, i) in file.indicators.iter().zip(0_u16..) {
            by_name.entry(entry.name.clone()).or_insert(i);
        }
        let mut pairs = vec![vec![None; file.nouns.len()]; file.domains.len()];
        let mut ratios = HashMap::new();
        let tied = |name: fn(&Indicator) -> &str| -> Vec<Option<u16>> { file.indicators.iter().map(|i| index(name(i))).collect() };
        let added = tied(|i| &i.added);
        let mut stock_of = vec![None; file.indicators.len()];
        for (more, stock) in added.iter().zip(0_u16..) {
            if let Some(slot) = more.and_then(|more| stock_of.get_mut(usize::from(more))) {
                *slot = Some(stock);
            }
        }
        let (of, money, done) = (tied(|i| &i.of), tied(|i| &i.money), tied(|i| &i.done));
        let pair_of: Vec<_> =
            file.indicators.iter().map(|i| (position(&file.domains, &i.domain), position(&file.nouns, &i.noun))).collect();
        let splits = file.splits.iter().map(|(word, names)| (word.clone(), names.iter().filter_map(|n| index(n)).collect())).collect();
        for (entry, i) in file.indicators.iter().zip(0_u16..) {
            if let Some(&(Some(domain), Some(noun))) = pair_of.get(usize::from(i))
                && let Some(slot) = pairs.get_mut(usize::from(domain)).and_then(|nouns| nouns.get_mut(usize::from(noun)))
            {
                *slot = Some(i);
            }
            for (whole, ratio) in &entry.ratios {
                if let (Some(whole), Some(ratio)) = (index(whole), index(ratio)) {
                    ratios.insert((i, whole), ratio);
                }
            }
        }
        let named = |entry: &Indicator| !(entry.of.is_empty() && entry.done.is_empty() && entry.money.is_empty());
        let mut of_projects: Vec<bool> = file.indicators.iter().map(named).collect();
        for tied in money.iter().flatten() {
            of_projects[usize::from(*tied)] = true;
        }
        let sectors = file.nouns.iter().map(|noun| index(&format!("行业{}", noun.name))).collect();
        let alone = file.nouns.iter().map(|noun| index(&noun.alone)).collect();
        let apart = file.indicators.iter().zip(0_u16..).flat_map(|(entry, index)| {
            entry.apart.iter().map(move |(first, second)| Apart { first: finder(first), second: finder(second), index })
        });
        Self {
            apart: apart.collect(),
            alone,
            sectors,
            of_projects,
            cost: index("项目总投资"),
            yearly_cost: index("项目年度计划投资"),
            industry: position(&file.domains, "工业"),
            scaled_industry: position(&file.domains, "规上工业"),
            growth_noun: position(&file.nouns, "增加值"),
            manufacturing: position(&file.domains, "制造业"),
            sector_names: file.sectors.iter().flat_map(|p| pattern::expand(p, &file.parts)).collect(),
            dimensions: file.indicators.iter().map(|i| units().dimension(&i.unit)).collect(),
            local: file.domains.iter().map(|d| d.local).collect(),
            domains: file.domains.into_iter().map(|n| n.name).collect(),
            nouns: file.nouns.into_iter().map(|n| n.name).collect(),
            by_name,
            indicators: file.indicators,
            spellings,
            pairs,
            pair_of,
            ratios,
            added,
            stock_of,
            of,
            money,
            done,
            splits,
        }
    }

    /// The entry at an index. An index of another catalogue gives an empty entry.
    #[must_use]
    pub fn indicator(&self, index: u16) -> &Indicator {
        self.indicators.get(usize::from(index)).unwrap_or_else(none)
    }

    /// All entries, in the catalogue's order.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// What the entry's usual unit counts.
    #[must_use]
    pub fn dimension(&self, index: u16) -> Option<Dimension> {
        self.dimensions.get(usize::from(index)).copied().flatten()
    }

    /// The index of a canonical name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<u16> {
        self.by_name.get(name).copied()
    }

    /// What a whole phrase stands for, in any of the spellings.
    #[must_use]
    pub fn meaning(&self, words: &str) -> Option<Meaning> {
        self.spellings.get(words).copied()
    }

    /// The indicator that a whole phrase names, in any of the spellings.
    #[must_use]
    pub fn lookup(&self, words: &str) -> Option<u16> {
        self.meaning(words).and_then(|m| m.indicator)
    }

    /// Every spelling with its meaning.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, Meaning)> {
        self.spellings.iter().map(|(word, meaning)| (word.as_str(), *meaning))
    }

    /// The indicator that a domain and a noun name together.
    #[must_use]
    pub fn pair(&self, domain: u8, noun: u8) -> Option<u16> {
        *self.pairs.get(usize::from(domain))?.get(usize::from(noun))?
    }

    /// The indicator that is the share of `part` in `whole`.
    #[must_use]
    pub fn ratio(&self, part: u16, whole: u16) -> Option<u16> {
        self.ratios.get(&(part, whole)).copied()
    }

    /// The share of the same part in another whole: 占规上工业增加值比重 after 占GDP比重.
    #[must_use]
    pub fn ratio_again(&self, ratio: u16, whole: u16) -> Option<u16> {
        let part =
            self.ratios.iter().find_map(|(&(part, _), &known)| (known == ratio && self.ratio(part, whole).is_some()).then_some(part))?;
        self.ratio(part, whole)
    }

    /// The indicator that is the share of `part` in a whole, where only one whole has such.
    #[must_use]
    pub fn only_ratio(&self, part: u16) -> Option<u16> {
        let [(_, name)] = self.indicator(part).ratios.as_slice() else { return None };
        self.find(name)
    }

    /// The indicator that counts what was added to a stock.
    #[must_use]
    pub fn added(&self, stock: u16) -> Option<u16> {
        at(&self.added, stock)
    }

    /// The stock to which this indicator counts what was added.
    #[must_use]
    pub fn stock_of(&self, added: u16) -> Option<u16> {
        at(&self.stock_of, added)
    }

    /// The count of which an indicator is a kind: 新开工项目数 of 项目个数.
    #[must_use]
    pub fn of(&self, kind: u16) -> Option<u16> {
        at(&self.of, kind)
    }

    /// What an amount of money told right after a count is.
    #[must_use]
    pub fn money(&self, count: u16) -> Option<u16> {
        at(&self.money, count)
    }

    /// Whether it is a count of projects or a kind of them, money told with such a count, or a plan of which something is done.
    #[must_use]
    pub fn of_projects(&self, index: u16) -> bool {
        self.of_projects.get(usize::from(index)).copied().unwrap_or(false)
    }

    /// What projects cost in all: 项目总投资.
    #[must_use]
    pub fn cost(&self) -> Option<u16> {
        self.cost
    }

    /// What is to be spent on projects in the year: 项目年度计划投资.
    #[must_use]
    pub fn yearly_cost(&self) -> Option<u16> {
        self.yearly_cost
    }

    /// What an amount said to be done after an indicator is.
    #[must_use]
    pub fn done(&self, plan: u16) -> Option<u16> {
        at(&self.done, plan)
    }

    /// The indicators that one name stands for together; empty for other names.
    #[must_use]
    pub fn split(&self, words: &str) -> &[u16] {
        self.splits.get(words).map_or(&[], Vec::as_slice)
    }

    /// The indicator whose two parts stand apart in the clause, in their order and with words between, and the bytes up to the second's end.
    #[must_use]
    pub fn apart(&self, clause: &str) -> Option<(u16, usize)> {
        let clause = clause.as_bytes();
        // Several names have one first part, and stand together.
        let mut sought: (&[u8], Option<usize>) = (&[], None);
        self.apart.iter().find_map(|Apart { first, second, index }| {
            if sought.0 != first.needle() {
                sought = (first.needle(), first.find(clause));
            }
            let at = sought.1? + first.needle().len();
            // 成果转化企业 are firms.
            let between = second.find(clause.get(at..)?).filter(|between| *between > 0)?;
            Some((*index, at + between + second.needle().len()))
        })
    }

    /// Whether the domain is all industry or manufacturing, scaled or not told so.
    #[must_use]
    pub fn is_industry(&self, domain: u8) -> bool {
        Some(domain) == self.industry || Some(domain) == self.manufacturing
    }

    /// Whether the domain is one of the three industries of the whole economy: 第一产业, 第二产业, 第三产业.
    #[must_use]
    pub fn is_third(&self, domain: u8) -> bool {
        ["一产", "二产", "三产"].iter().any(|name| self.domain(name) == Some(domain))
    }

    /// What grows where the noun is told without a domain: 固定资产投资 for 投资.
    #[must_use]
    pub fn alone(&self, noun: u8) -> Option<u16> {
        self.alone.get(usize::from(noun)).copied().flatten()
    }

    /// 行业产值, 行业增加值, 行业营业收入 for the noun.
    #[must_use]
    pub fn sector(&self, noun: u8) -> Option<u16> {
        at(&self.sectors, noun.into())
    }

    /// The domain 工业: with a name grown onto it, a sector's (轻工业).
    #[must_use]
    pub fn industry(&self) -> Option<u8> {
        self.industry
    }

    /// The domain 制造业: with a name grown onto it, a sector's (锂电池制造业).
    #[must_use]
    pub fn manufacturing(&self) -> Option<u8> {
        self.manufacturing
    }

    /// The names of sectors that are read as one name, whatever marks and words they hold.
    pub fn sector_names(&self) -> impl Iterator<Item = &str> {
        self.sector_names.iter().map(String::as_str)
    }

    /// The domain 规上工业.
    #[must_use]
    pub fn scaled_industry(&self) -> Option<u8> {
        self.scaled_industry
    }

    /// What a domain's bare growth is of: 制造业增长7.2% tells of its 增加值.
    #[must_use]
    pub fn growth_noun(&self) -> Option<u8> {
        self.growth_noun
    }

    /// The domain and noun of an indicator, where it has both.
    #[must_use]
    pub fn pair_of(&self, index: u16) -> (Option<u8>, Option<u8>) {
        self.pair_of.get(usize::from(index)).copied().unwrap_or_default()
    }

    /// The noun of an indicator: of its pair, or of 行业产值 and the like.
    #[must_use]
    pub fn noun_of(&self, index: u16) -> Option<u8> {
        let of_sectors = || self.sectors.iter().zip(0_u8..).find(|(sector, _)| **sector == Some(index)).map(|(_, noun)| noun);
        self.pair_of(index).1.or_else(of_sectors)
    }

    /// The index of a domain's name.
    #[must_use]
    pub fn domain(&self, name: &str) -> Option<u8> {
        self.domains.iter().position(|d| d == name).and_then(|i| u8::try_from(i).ok())
    }

    /// Whether a domain speaks for its own clause only.
    #[must_use]
    pub fn is_local(&self, domain: u8) -> bool {
        self.local.get(usize::from(domain)).copied().unwrap_or(false)
    }

    /// The index of a noun's name.
    #[must_use]
    pub fn noun(&self, name: &str) -> Option<u8> {
        self.nouns.iter().position(|n| n == name).and_then(|i| u8::try_from(i).ok())
    }
}

/// The name of an indicator in two parts, each ready to be sought.
#[derive(Debug)]
struct Apart {
    first: Finder<'static>,
    second: Finder<'static>,
    index: u16,
}

fn finder(words: &str) -> Finder<'static> {
    Finder::new(words).into_owned()
}

/// What the table holds at an index.
fn at(table: &[Option<u16>], index: u16) -> Option<u16> {
    *table.get(usize::from(index))?
}

/// A user's own entries: more indicators, and more names for those there are.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Own {
    indicators: Vec<Indicator>,
    /// Canonical name → patterns of further names.
    names: Vec<(String, Vec<String>)>,
}

/// The user's own entries, once they were added.
static OWN: OnceLock<Own> = OnceLock::new();

/// The most that a user's own file may hold, in bytes; the most indicators in it.
pub const OWN_BYTES: u64 = 1024 * 1024;
const OWN_INDICATORS: usize = 2000;

/// Adds a user's own entries to the catalogue that comes with the program. Only before the catalogue is first used.
///
/// # Errors
/// What is wrong with the text, with line and column, or that it comes too late.
pub fn add_own(text: &str) -> Result<(), String> {
    let own: Own = ron::from_str(text).map_err(|error| error.to_string())?;
    if own.indicators.len() > OWN_INDICATORS {
        return Err(format!("{} indicators, at most {OWN_INDICATORS} are read", own.indicators.len()));
    }
    if let Some(entry) = own.indicators.iter().find(|i| i.name.trim().is_empty() || i.words.iter().any(|w| w.chars().count() > 200)) {
        return Err(format!("indicator “{}”: a name is missing or a pattern is too long", entry.name));
    }
    OWN.set(own).map_err(|_| "the catalogue is in use already".to_owned())
}

impl File {
    /// With a user's own entries behind those there are.
    fn with(mut self, own: &Own) -> Self {
        let fresh = own.indicators.iter().filter(|i| self.indicators.iter().all(|have| have.name != i.name));
        let fresh: Vec<Indicator> = fresh.map(|i| Indicator { extended: true, ..i.clone() }).collect();
        self.indicators.extend(fresh);
        for (name, words) in &own.names {
            if let Some(entry) = self.indicators.iter_mut().find(|i| i.name == *name) {
                entry.words.extend(words.iter().cloned());
            }
        }
        self
    }
}

/// The catalogue that comes with the program, with the user's own entries.
#[must_use]
pub fn builtin() -> &'static Catalogue {
    static BUILTIN: LazyLock<Catalogue> = LazyLock::new(|| {
        let file: Option<File> = ron::from_str(include_str!("../../assets/catalog.ron")).ok();
        let own = OWN.get_or_init(Own::default);
        file.map(|file| Catalogue::from_file(file.with(own))).unwrap_or_default()
    });
    &BUILTIN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_entries_join_those_there_are() {
        let own: Own = ron::from_str(
            r#"(indicators: [(name: "低空经济产值", category: Industry, unit: "亿元", words: ["低空(经济|产业)(总)?产值"])],
                names: [("高新技术企业数", ["科技高企"])])"#,
        )
        .unwrap();
        let file: File = ron::from_str(include_str!("../../assets/catalog.ron")).unwrap();
        let catalogue = Catalogue::from_file(file.with(&own));
        let name = |words: &str| catalogue.lookup(words).map(|i| catalogue.indicator(i).name.clone());
        assert_eq!(name("低空产业产值").as_deref(), Some("低空经济产值"));
        assert_eq!(name("科技高企").as_deref(), Some("高新技术企业数"));
        assert_eq!(name("规上工业增加值").as_deref(), Some("规模以上工业增加值"));
    }

    #[test]
    fn the_catalogue_reads_and_names_compose() {
        let catalogue = Catalogue::parse(include_str!("../../assets/catalog.ron")).unwrap();
        for (words, name) in [
            ("规上工业增加值", "规模以上工业增加值"),
            ("规模工业产值", "规模以上工业总产值"),
            ("高企总数", "高新技术企业数"),
            ("全社会R&D研发经费投入", "全社会研发经费投入"),
            ("省级工程技术研究中心", "创新平台数"),
            ("城镇居民人均可支配收入", "城镇居民人均可支配收入"),
        ] {
            assert_eq!(catalogue.lookup(words).map(|i| catalogue.indicator(i).name.as_str()), Some(name), "{words}");
        }
        for entry in catalogue.indicators() {
            assert!(units().dimension(&entry.unit).is_some(), "unit of {}", entry.name);
            assert!(entry.added.is_empty() || catalogue.find(&entry.added).is_some(), "added of {}", entry.name);
            assert!(
                entry.ratios.iter().all(|(w, r)| catalogue.find(w).is_some() && catalogue.find(r).is_some()),
                "ratios of {}",
                entry.name
            );
            let (domain, noun) = catalogue.pair_of(catalogue.find(&entry.name).unwrap());
            assert_eq!((entry.domain.is_empty(), entry.noun.is_empty()), (domain.is_none(), noun.is_none()), "pair of {}", entry.name);
            let relations = [&entry.of, &entry.money, &entry.done];
            assert!(relations.iter().all(|n| n.is_empty() || catalogue.find(n).is_some()), "relations of {}", entry.name);
        }
        println!("{} spellings", catalogue.spellings().count());
    }
}
