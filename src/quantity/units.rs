//! Units of measure, from `assets/units.ron`, and the scales 万, 亿 … before them.

use crate::base::{Decimal, Trie};
use serde::Deserialize;
use std::sync::LazyLock;

/// What kind of thing a unit counts. Only figures of one dimension may be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Dimension {
    /// 元
    Money,
    /// 美元 and other foreign money
    Foreign,
    /// %, ‰
    Percent,
    /// 个百分点
    Point,
    /// 倍
    Times,
    /// 位
    Rank,
    /// 千瓦时
    Energy,
    /// 吨标准煤
    Coal,
    /// 千瓦
    Power,
    /// 吨
    Weight,
    /// 米
    Length,
    /// 平方米
    Area,
    /// 立方米
    Volume,
    /// 人
    People,
    /// 家, 个, 项 …
    Count,
    /// 天
    Time,
    /// 吨标准煤/万元
    Intensity,
    /// Anything else
    Other,
}

/// One unit of the table.
#[derive(Clone, Debug, Deserialize)]
pub struct UnitEntry {
    /// As usually written.
    pub name: String,
    /// What it counts.
    pub dimension: Dimension,
    /// How many of the dimension's base unit it is.
    pub factor: Decimal,
    /// Other spellings.
    pub aliases: Vec<String>,
}

/// A unit found in a text: its entry, its scale, and its length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoundUnit {
    /// Index of the entry.
    pub entry: u16,
    /// Power of ten of the scale before it: 4 for 万, 8 for 亿, 0 without.
    pub scale: u8,
    /// Bytes of scale and unit.
    pub len: usize,
    /// What it counts.
    pub dimension: Dimension,
}

/// The table.
pub struct Units {
    entries: Vec<UnitEntry>,
    /// The units' spellings; their numbers are the entries'.
    plain: Trie,
    /// The spellings alone and behind each scale; their numbers are those of `found`.
    scaled: Trie,
    found: Vec<FoundUnit>,
}

/// The scales that may stand before a unit, longest first, with their powers of ten.
pub const SCALES: [(&str, u8); 12] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("十", 1),
];

/// The scale at the start of a text, the longest one: its bytes and its power of ten.
#[must_use]
pub fn scale(text: &str) -> Option<(usize, u8)> {
    if !text.starts_with(['亿', '万', '千', '百', '十']) {
        return None;
    }
    SCALES.iter().find(|(scale, _)| text.starts_with(scale)).map(|(scale, power)| (scale.len(), *power))
}

impl Units {
    fn new(entries: Vec<UnitEntry>) -> Self {
        let spellings: Vec<(&str, u32)> = entries
            .iter()
            .zip(0_u32..)
            .flat_map(|(entry, index)| std::iter::once(&entry.name).chain(&entry.aliases).map(move |spelling| (spelling.as_str(), index)))
            .collect();
        let plain = Trie::new(spellings.iter().copied());
        // What is written one way only reads as the parts it is made of read.
        let scales = std::iter::once("").chain(SCALES.iter().map(|(scale, _)| *scale));
        let written = scales.flat_map(|scale| spellings.iter().map(move |(spelling, _)| format!("{scale}{spelling}")));
        let spellings: Vec<String> = written.collect();
        let mut units = Self { entries, plain, scaled: Trie::new([]), found: Vec::new() };
        let written: Vec<(String, FoundUnit)> = spellings
            .into_iter()
            .filter_map(|spelling| units.by_parts(&spelling).filter(|found| found.len == spelling.len()).map(|found| (spelling, found)))
            .collect();
        units.scaled = Trie::new(written.iter().map(|(spelling, _)| spelling.as_str()).zip(0..));
        units.found = written.into_iter().map(|(_, found)| found).collect();
        units
    }

    /// The entry at an index of this table.
    #[must_use]
    pub fn entry(&self, index: u16) -> Option<&UnitEntry> {
        self.entries.get(usize::from(index))
    }

    /// All entries.
    #[must_use]
    pub fn entries(&self) -> &[UnitEntry] {
        &self.entries
    }

    /// The longest unit, without scale, at the start of `text`.
    #[must_use]
    pub fn plain(&self, text: &str) -> Option<FoundUnit> {
        let (len, entry) = self.plain.longest(text)?;
        let entry = u16::try_from(entry).ok()?;
        Some(FoundUnit { entry, scale: 0, len, dimension: self.entry(entry)?.dimension })
    }

    /// The longest unit at the start of `text`, with or without a scale.
    #[must_use]
    pub fn at(&self, text: &str) -> Option<FoundUnit> {
        let (len, number) = self.scaled.longest(text)?;
        // 迈上千亿台阶: a step, and no machines.
        if text.get(..len)?.ends_with('台') && text.get(len..)?.starts_with('阶') {
            return None;
        }
        self.found.get(number as usize).copied()
    }

    /// What [`Units::at`] finds, read as a scale and a unit.
    fn by_parts(&self, text: &str) -> Option<FoundUnit> {
        let plain = self.plain(text);
        let scaled = SCALES.iter().find_map(|&(scale, power)| {
            let found = self.plain(text.strip_prefix(scale)?)?;
            Some(FoundUnit { scale: power, len: found.len + scale.len(), ..found })
        });
        match (plain, scaled) {
            (Some(a), Some(b)) => Some(if b.len > a.len { b } else { a }),
            (a, b) => a.or(b),
        }
    }

    /// The dimension of a unit as written (亿元 → money); `None` for an unknown one.
    #[must_use]
    pub fn dimension(&self, written: &str) -> Option<Dimension> {
        let found = self.at(written)?;
        (found.len == written.len()).then_some(found.dimension)
    }

    /// A unit in its usual spelling: ％ → %. One that is not in the table, or has a scale, stays as written.
    #[must_use]
    pub fn usual<'a>(&'a self, written: &'a str) -> &'a str {
        let known = self.plain(written).filter(|found| found.len == written.len());
        known.and_then(|found| self.entry(found.entry)).map_or(written, |entry| &entry.name)
    }

    /// The value in another unit of the same dimension; exact, or `None`. Foreign money and what the table knows no dimension of
    /// converts only into other scales of itself.
    #[must_use]
    pub fn convert(&self, value: Decimal, from: &str, to: &str) -> Option<Decimal> {
        if from == to {
            return Some(value);
        }
        let whole = |written: &str| self.at(written).filter(|found| found.len == written.len());
        let (one, other) = (whole(from)?, whole(to)?);
        // 美元 and 欧元 are both foreign money, and yet no one of the other.
        let apart = matches!(one.dimension, Dimension::Foreign | Dimension::Other) && one.entry != other.entry;
        if one.dimension != other.dimension || apart {
            return None;
        }
        value.checked_mul(self.factor(from)?)?.checked_div(self.factor(to)?).map(|v| v.normalize())
    }

    /// How many base units of its dimension one of the unit as written is: 亿元 → 100000000.
    #[must_use]
    pub fn factor(&self, written: &str) -> Option<Decimal> {
        let found = self.at(written).filter(|f| f.len == written.len())?;
        let power = Decimal::from(10_u64.pow(u32::from(found.scale)));
        power.checked_mul(self.entry(found.entry)?.factor)
    }
}

/// The table that comes with the program.
#[must_use]
pub fn units() -> &'static Units {
    static UNITS: LazyLock<Units> = LazyLock::new(|| Units::new(ron::from_str(include_str!("../../assets/units.ron")).unwrap_or_default()));
    &UNITS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// One look finds what reading the scale and then the unit finds.
        #[test]
        fn a_scale_and_a_unit_are_one_word(parts in prop::collection::vec((0..400_usize, 0..3_usize), 1..5)) {
            let spellings: Vec<&str> = units().entries().iter().flat_map(|e| std::iter::once(&e.name).chain(&e.aliases)).map(String::as_str).collect();
            let piece = |&(at, kind): &(usize, usize)| match kind {
                0 => SCALES[at % SCALES.len()].0.to_owned(),
                1 => spellings[at % spellings.len()].to_owned(),
                // The beginning of a unit.
                _ => spellings[at % spellings.len()].chars().take(1).collect(),
            };
            let text: String = parts.iter().map(piece).collect();
            prop_assert_eq!(units().at(&text), units().by_parts(&text), "{}", text);
        }
    }

    #[test]
    fn units_are_read_with_their_scale() {
        let read = |text: &str| units().at(text).map(|f| (f.len, f.scale, f.dimension));
        assert_eq!(read("亿元不含电力"), Some((6, 8, Dimension::Money)));
        assert_eq!(read("万千瓦时，"), Some((12, 4, Dimension::Energy)));
        assert_eq!(read("个百分点"), Some((12, 0, Dimension::Point)));
        assert_eq!(read("吨标准煤/万元"), Some((19, 0, Dimension::Intensity)));
        assert_eq!(read("规模"), None);
        assert_eq!(units().factor("万千瓦时"), Some(Decimal::from(10_000)));
        assert!(units().entries().len() > 80);
    }
    #[test]
    fn only_like_units_convert() {
        let convert = |from: &str, to: &str| units().convert(Decimal::ONE, from, to).map(|v| v.to_string());
        assert_eq!(convert("亿元", "万元").as_deref(), Some("10000"));
        assert_eq!(convert("亿美元", "万美元").as_deref(), Some("10000"));
        assert_eq!((convert("美元", "欧元"), convert("亿元", "亿美元"), convert("家", "%")), (None, None, None));
    }
}
