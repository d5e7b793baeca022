//! The administrative divisions of China down to the county, from `assets/divisions.tsv`: a place's name as reports write it
//! becomes the place with its level and with what it lies in. 冷水滩区 lies in 永州市, 湖南省.
//!
//! Knows names only. A name that is none of the divisions', or that several have, stays as it is written: no place is
//! guessed. A park (开发区, 高新区) is no division; it lies in what is written before it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// How large an area is, the largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 国家
    Country,
    /// 省, 自治区, 直辖市, 特别行政区
    Province,
    /// 地级市, 自治州, 盟, 地区
    Prefecture,
    /// 县, 区, 县级市, 旗
    County,
    /// 开发区, 高新区, 园区: administered, but no division.
    Park,
}

impl Level {
    /// All of them.
    pub const ALL: [Level; 5] = [Level::Country, Level::Province, Level::Prefecture, Level::County, Level::Park];

    /// Its key in settings and locales.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Level::Country => "country",
            Level::Province => "province",
            Level::Prefecture => "prefecture",
            Level::County => "county",
            Level::Park => "park",
        }
    }
}

/// How a name stands to the divisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It is the division with this code (GB/T 2260).
    Known(u32),
    /// So many divisions are called so.
    Ambiguous(usize),
    /// None is called so.
    Unknown,
}

/// An area as a name tells it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Area {
    /// Its own name, in full where it is known: 冷水滩区.
    pub name: String,
    /// How large it is; for a name that is not known, as its ending says.
    pub level: Option<Level>,
    /// What it lies in, the outermost first; only what is known or was written.
    pub parents: Vec<String>,
    /// Whether it is known.
    pub standing: Standing,
}

impl Area {
    /// The names from the outermost parent to its own, parted by `/`: what tells it from others of its name.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for parent in &self.parents {
            let _ = write!(path, "{parent}/");
        }
        path + &self.name
    }

    /// Whether it is the area that has the other's path.
    #[must_use]
    pub fn is_same(&self, other: &Area) -> bool {
        self.name == other.name && self.parents == other.parents
    }

    /// Whether it is the area of that path or lies in it.
    #[must_use]
    pub fn is_within(&self, path: &str) -> bool {
        self.path().strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// One division.
#[derive(Debug)]
struct Division {
    code: u32,
    name: &'static str,
}

impl Division {
    fn level(&self) -> Level {
        match self.code {
            code if code.is_multiple_of(10_000) => Level::Province,
            code if code.is_multiple_of(100) => Level::Prefecture,
            _ => Level::County,
        }
    }
}

/// All divisions, and which of them a name may mean.
struct Divisions {
    /// In the order of their codes.
    all: Vec<Division>,
    full: HashMap<&'static str, Vec<usize>>,
    /// 冷水滩, 恩施州, 内蒙古: names without what says their kind.
    short: HashMap<String, Vec<usize>>,
}

/// Endings of divisions' names that may be left out, the longer first.
const ENDINGS: [&str; 14] =
    ["特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "省", "市", "县", "区", "旗", "盟"];

/// Endings of parks' names.
const PARKS: [&str; 8] = ["开发区", "高新区", "经开区", "示范区", "园区", "新区", "保税区", "产业园"];

/// Names of the whole country.
const COUNTRY: [&str; 4] = ["中华人民共和国", "全国", "中国", "国家"];

/// The longest name that is looked up, in bytes: three levels in full.
const LONGEST: usize = 60 * 3;

impl Divisions {
    fn parse(text: &'static str) -> Self {
        let mut divisions = Self { all: Vec::new(), full: HashMap::new(), short: HashMap::new() };
        let mut nations: Vec<&str> = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once('\t') {
                Some(("@", names)) => nations = names.split(' ').collect(),
                Some((code, name)) => {
                    let Ok(code) = code.parse() else { continue };
                    divisions.all.push(Division { code, name });
                }
                None => {}
            }
        }
        for (index, division) in divisions.all.iter().enumerate() {
            divisions.full.entry(division.name).or_default().push(index);
            for short in shortened(division.name, &nations) {
                divisions.short.entry(short).or_default().push(index);
            }
        }
        divisions
    }

    fn by_code(&self, code: u32) -> Option<&Division> {
        self.all.binary_search_by_key(&code, |d| d.code).ok().and_then(|at| self.all.get(at))
    }

    /// What a division lies in, the outermost first.
    fn above(&self, division: &Division) -> impl Iterator<Item = &Division> {
        let codes = [division.code / 10_000 * 10_000, division.code / 100 * 100];
        codes.into_iter().take_while(move |&code| code != division.code).filter_map(|code| self.by_code(code))
    }

    /// Whether the words name divisions that this one lies in, in their order: 湖南省永州市 before 冷水滩区.
    fn lies_in(&self, division: &Division, mut words: &str) -> bool {
        for above in self.above(division) {
            let short = || self.short_names(above).find_map(|name| words.strip_prefix(name));
            if let Some(rest) = words.strip_prefix(above.name).or_else(short) {
                words = rest;
            }
        }
        words.is_empty()
    }

    fn short_names<'a>(&'a self, division: &'a Division) -> impl Iterator<Item = &'a str> {
        let heads = division.name.char_indices().map(|(at, _)| division.name.get(..at).unwrap_or("")).rev();
        heads.filter(|head| {
            self.short.get(*head).is_some_and(|named| named.iter().any(|&i| self.all.get(i).is_some_and(|d| d.code == division.code)))
        })
    }

    /// The divisions that the words may mean: by their full names, else by short ones.
    fn named(&self, words: &str) -> Vec<&Division> {
        let full = self.fitting(words, |name| self.full.get(name));
        if !full.is_empty() {
            return full;
        }
        let short = self.fitting(words, |name| self.short.get(name));
        // 吉林 is the province, not the city in it.
        match short.first() {
            Some(first) if short.iter().skip(1).all(|d| self.above(d).any(|above| above.code == first.code)) => vec![*first],
            _ => short,
        }
    }

    /// The divisions that a tail of the words names, where they lie in what stands before it.
    fn fitting<'d>(&'d self, words: &str, named: impl Fn(&str) -> Option<&'d Vec<usize>>) -> Vec<&'d Division> {
        let tails = words.char_indices().filter_map(|(at, _)| Some((words.get(..at)?, named(words.get(at..)?)?)));
        let all = tails.flat_map(|(before, named)| named.iter().map(move |&i| (before, i)));
        all.filter_map(|(before, i)| self.all.get(i).filter(|division| self.lies_in(division, before))).collect()
    }

    fn area(&self, words: &str) -> Area {
        let words = words.trim();
        let plain = |level, name: &str| Area { name: name.to_owned(), level, parents: Vec::new(), standing: Standing::Unknown };
        if words.len() > LONGEST {
            return plain(None, words);
        }
        if COUNTRY.contains(&words) {
            return plain(Some(Level::Country), words);
        }
        match *self.named(words).as_slice() {
            [division] => Area {
                name: division.name.to_owned(),
                level: Some(division.level()),
                parents: self.above(division).map(|d| d.name.to_owned()).collect(),
                standing: Standing::Known(division.code),
            },
            [first, ref more @ ..] => {
                let level = Some(first.level()).filter(|level| more.iter().all(|d| d.level() == *level));
                Area { standing: Standing::Ambiguous(more.len() + 1), ..plain(level, words) }
            }
            [] => self.unknown(words),
        }
    }

    /// A name that is none of the divisions': its level by its ending, its parents as written before it.
    fn unknown(&self, words: &str) -> Area {
        let (before, name) = last_part(words);
        let above = (!before.is_empty()).then(|| self.area(before));
        let parents = above.iter().flat_map(|above| above.parents.iter().chain([&above.name])).cloned().collect();
        let within = above.as_ref().and_then(|above| above.level);
        Area { name: name.to_owned(), level: level_of(name, within), parents, standing: Standing::Unknown }
    }
}

/// The level that a name's ending says, in an area of a level.
fn level_of(name: &str, within: Option<Level>) -> Option<Level> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if ends(&PARKS) {
        Some(Level::Park)
    } else if ends(&["省", "自治区"]) {
        Some(Level::Province)
    } else if ends(&["自治州", "盟", "地区"]) || (name.ends_with('市') && within != Some(Level::Prefecture)) {
        Some(Level::Prefecture)
    } else if ends(&["县", "区", "旗", "市"]) {
        Some(Level::County)
    } else {
        None
    }
}

/// The last area of a name and what is written before it: 云岭省云溪市 and 云岭县.
fn last_part(words: &str) -> (&str, &str) {
    let mut from = 0;
    for (at, _) in words.char_indices() {
        let (Some(own), Some(rest)) = (words.get(from..at), words.get(at..)) else { continue };
        let Some(ending) = ["自治区", "自治州", "自治县", "省", "市", "盟", "县"].iter().find(|ending| rest.starts_with(**ending))
        else {
            continue;
        };
        let after = at + ending.len();
        // A name has two characters at least before what says its kind, and something follows.
        if own.chars().count() >= 2 && words.get(after..).is_some_and(|rest| rest.chars().count() >= 2) {
            from = after;
        }
    }
    (words.get(..from).unwrap_or(""), words.get(from..).unwrap_or(words))
}

/// A name without its kind, and without the nationalities in it: 永州; 恩施州 and 恩施. Of one character only there is none.
fn shortened(name: &str, nations: &[&str]) -> Vec<String> {
    let Some(ending) = ENDINGS.iter().find(|ending| name.ends_with(**ending)) else { return Vec::new() };
    let mut stem = name.strip_suffix(ending).unwrap_or(name);
    let long = |stem: &str| stem.chars().count() >= 2;
    if ending.starts_with("自治") {
        let shorter = |stem: &str| {
            nations.iter().find_map(|nation| {
                let bare = nation.strip_suffix('族').filter(|bare| long(bare));
                let rest = stem.strip_suffix(nation).or_else(|| stem.strip_suffix(bare?))?;
                long(rest).then_some(rest.len())
            })
        };
        while let Some(len) = shorter(stem) {
            stem = stem.get(..len).unwrap_or(stem);
        }
    }
    let kind = ending.strip_prefix("自治").filter(|kind| !kind.is_empty() && *kind != "区");
    let with_kind = kind.map(|kind| format!("{stem}{kind}"));
    [Some(stem.to_owned()).filter(|stem| long(stem)), with_kind].into_iter().flatten().collect()
}

/// The area that a place's name tells, as reports write it: 永州市冷水滩区, 冷水滩, 云岭县.
#[must_use]
pub fn area(words: &str) -> Area {
    static DIVISIONS: LazyLock<Divisions> = LazyLock::new(|| Divisions::parse(include_str!("../../assets/divisions.tsv")));
    DIVISIONS.area(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(words: &str) -> String {
        let area = area(words);
        let standing = match area.standing {
            Standing::Known(code) => code.to_string(),
            Standing::Ambiguous(count) => format!("×{count}"),
            Standing::Unknown => "?".to_owned(),
        };
        format!("{} {} {standing}", area.path(), area.level.map_or("-", Level::key))
    }

    #[test]
    fn names_lead_to_places_or_stay_as_written() {
        for (words, want) in [
            ("冷水滩区", "湖南省/永州市/冷水滩区 county 431103"),
            ("永州市冷水滩区", "湖南省/永州市/冷水滩区 county 431103"),
            ("湖南省永州市冷水滩区", "湖南省/永州市/冷水滩区 county 431103"),
            ("湖南冷水滩", "湖南省/永州市/冷水滩区 county 431103"),
            ("冷水滩", "湖南省/永州市/冷水滩区 county 431103"),
            ("永州", "湖南省/永州市 prefecture 431100"),
            ("湖南", "湖南省 province 430000"),
            // The province and the city in it; the city and the county in it.
            ("吉林", "吉林省 province 220000"),
            ("吉林市", "吉林省/吉林市 prefecture 220200"),
            ("长沙", "湖南省/长沙市 prefecture 430100"),
            // A municipality has no prefecture between.
            ("北京市朝阳区", "北京市/朝阳区 county 110105"),
            ("北京", "北京市 province 110000"),
            ("仙桃市", "湖北省/仙桃市 county 429004"),
            ("内蒙古", "内蒙古自治区 province 150000"),
            ("恩施州", "湖北省/恩施土家族苗族自治州 prefecture 422800"),
            ("博尔塔拉州", "新疆维吾尔自治区/博尔塔拉蒙古自治州 prefecture 652700"),
            ("靖州县", "湖南省/怀化市/靖州苗族侗族自治县 county 431229"),
            // Several have the name: the place stays open until what it lies in is told.
            ("朝阳区", "朝阳区 county ×2"),
            ("鼓楼区", "鼓楼区 county ×4"),
            ("朝阳", "朝阳 - ×4"),
            ("南京市鼓楼区", "江苏省/南京市/鼓楼区 county 320106"),
            // None has it, or not there: nothing is forced on a place that is called alike.
            ("云溪市鼓楼区", "云溪市/鼓楼区 county ?"),
            ("临江区", "临江区 county ?"),
            ("青岚市", "青岚市 prefecture ?"),
            ("云岭省云溪市云岭县", "云岭省/云溪市/云岭县 county ?"),
            ("云溪市云岭市", "云溪市/云岭市 county ?"),
            ("云溪高新技术产业开发区", "云溪高新技术产业开发区 park ?"),
            ("永州市零陵高新区", "湖南省/永州市/零陵高新区 park ?"),
            ("浦东新区", "上海市/浦东新区 county 310115"),
            ("全国", "全国 country ?"),
            ("", " - ?"),
            ("城", "城 - ?"),
        ] {
            assert_eq!(shown(words), want, "{words}");
        }
    }

    #[test]
    fn what_lies_in_an_area_is_told() {
        let district = area("冷水滩区");
        for (path, within) in
            [("湖南省", true), ("湖南省/永州市", true), ("湖南省/永州市/冷水滩区", true), ("湖南", false), ("永州市", false)]
        {
            assert_eq!(district.is_within(path), within, "{path}");
        }
    }

    #[test]
    fn every_division_is_found_by_its_whole_name() {
        let divisions = Divisions::parse(include_str!("../../assets/divisions.tsv"));
        assert!(divisions.all.len() > 3000 && divisions.all.is_sorted_by_key(|d| d.code), "{}", divisions.all.len());
        for division in &divisions.all {
            let whole: String = divisions.above(division).map(|d| d.name).chain([division.name]).collect();
            assert_eq!(area(&whole).standing, Standing::Known(division.code), "{whole}");
        }
    }

    proptest! {
        /// Whatever is written, its own words stay: in the path, or as a name known by them.
        #[test]
        fn any_name_is_read(words in prop::collection::vec(prop::sample::select(vec!["永州", "市", "区", "冷水滩", "湖南", "省", "县", "开发区", "自治", "州", "云", "x", "朝阳"]), 0..8)) {
            let words = words.concat();
            let area = area(&words);
            match area.standing {
                Standing::Known(_) => prop_assert!(area.level.is_some() && words.starts_with(|c| area.path().contains(c))),
                _ => prop_assert!(words.ends_with(&area.name)),
            }
        }
    }
}
