//! Units in tables: behind a name in brackets (（亿元）), behind a comma, alone in a column, in the line 单位：.

use super::vocabulary::words;
use crate::base::Text;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Units that stand for themselves.
const BASES: &[&str] = &[
    "元/平方米",
    "元",
    "美元",
    "欧元",
    "日元",
    "港元",
    "%",
    "‰",
    "个百分点",
    "百分点",
    "倍",
    "人",
    "名",
    "人次",
    "户",
    "个",
    "家",
    "项",
    "件",
    "位",
    "次",
    "宗",
    "所",
    "处",
    "座",
    "条",
    "只",
    "头",
    "口",
    "羽",
    "匹",
    "张",
    "份",
    "台",
    "辆",
    "艘",
    "架",
    "套",
    "部",
    "册",
    "种",
    "类",
    "场",
    "笔",
    "批",
    "株",
    "棵",
    "支",
    "枚",
    "块",
    "片",
    "床",
    "间",
    "栋",
    "幢",
    "门",
    "吨",
    "千克",
    "公斤",
    "克",
    "毫克",
    "斤",
    "担",
    "吨标准煤",
    "吨标煤",
    "标准煤",
    "公里",
    "千米",
    "米",
    "厘米",
    "毫米",
    "海里",
    "车道公里",
    "平方米",
    "平方公里",
    "公顷",
    "亩",
    "平方千米",
    "立方米",
    "升",
    "标准箱",
    "标箱",
    "千瓦时",
    "度",
    "千瓦",
    "兆瓦",
    "千伏安",
    "焦",
    "焦耳",
    "吉焦",
    "百万千焦",
    "天",
    "日",
    "小时",
    "年",
    "岁",
    "人年",
    "重量箱",
    "标准台",
    "折标台",
    "吨公里",
    "人公里",
    "载重吨",
    "综合吨",
    "英里",
    "摄氏度",
    "℃",
    "分",
    "元/人",
    "人/户",
    "米/秒",
    "毫克/升",
    "打",
    "双",
    "盏",
    "对",
    "根",
    "筒",
    "艘次",
    "架次",
    "班次",
    "箱",
    "千升",
    "自然块",
    "标准砖",
    "单",
    "单位",
    "比特",
    "字节",
    "GB",
    "TB",
    "PB",
    "Mbps",
    "机架",
    "卷",
    "点",
    "项次",
    "站",
    "座次",
    "人日",
    "片次",
    "户次",
    "家次",
    "件次",
    "人天",
    "瓶",
    "盒",
    "罐",
    "桶",
    "包",
    "袋",
    "粒",
    "颗",
    "版",
    "集",
    "篇",
    "首",
    "亿元人民币",
];
const SCALES: &[&str] = &["万亿", "千亿", "百亿", "十亿", "亿", "千万", "百万", "十万", "万", "千", "百"];

/// The same units to look up: every label of a sheet is.
static BASE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| BASES.iter().copied().collect());

fn is_base(words: &str) -> bool {
    BASE_SET.contains(words)
}

/// The letters that units end in, as bits by the lowest bits of their code points: most names end in others, and are none.
static ENDS: LazyLock<[u64; 64]> = LazyLock::new(|| {
    let mut ends = [0; 64];
    for last in BASES.iter().filter_map(|unit| unit.chars().next_back()) {
        let (word, bit) = place_of(last);
        if let Some(word) = ends.get_mut(word) {
            *word |= bit;
        }
    }
    ends
});

fn place_of(c: char) -> (usize, u64) {
    let code = u32::from(c);
    ((code >> 6) as usize & 63, 1 << (code & 63))
}

/// Whether the words may end in a unit: some do that end in none.
fn may_end_in_unit(words: &str) -> bool {
    let (word, bit) = words.trim_end_matches(is_around).chars().next_back().map(place_of).unwrap_or_default();
    ENDS.get(word).is_some_and(|ends| ends & bit != 0) || words.bytes().any(|b| b.is_ascii_alphabetic() || b == b'%')
}

/// What may stand around a unit and is no part of it.
fn is_around(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ':' | '、')
}

/// The unit that the words are, whole; `None` when they are none.
pub(super) fn whole(words_: &str) -> Option<Text> {
    let inside = words_.trim_matches(is_around);
    if inside.is_empty() || inside.len() > 36 || !may_end_in_unit(inside) {
        return None;
    }
    if inside.bytes().any(|b| b.is_ascii_alphabetic() || b == b'%')
        && let Some(unit) = words().english_unit(inside)
    {
        return Some(unit.into());
    }
    let mut parts = inside.split('/');
    if parts.clone().count() > 3 || !parts.all(is_simple) {
        return None;
    }
    Some(inside.into())
}

fn is_simple(part: &str) -> bool {
    if is_base(part) {
        return true;
    }
    // 万吨, 百万千瓦时, 100万人; but 2020年 is a year.
    let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let Some(after) = SCALES.iter().find_map(|s| rest.strip_prefix(s)) else {
        return rest.len() + 3 >= part.len() && rest.len() < part.len() && is_base(rest);
    };
    is_base(after) || SCALES.iter().any(|s| after.strip_prefix(s).is_some_and(is_base))
}

/// Whether the unit is a scaled or compound one, which nobody takes for a word: 万人, 人/平方公里, %.
fn is_unmistakable(unit: &str) -> bool {
    unit.contains('/') || matches!(unit, "%" | "‰") || SCALES.iter().any(|s| unit.strip_prefix(s).is_some_and(is_base))
}

/// Splits a name from the unit behind it: 工业增加值(亿元), 常住人口万人, 出生率,‰. Names an index for (上年=100).
pub(super) fn split(label: &str) -> (String, Option<Text>) {
    let label = label.trim();
    // The last bracket that holds a unit, wherever it stands.
    let mut search = label;
    while let Some(open) = search.rfind('(') {
        let Some(close) = label.get(open..).and_then(|rest| rest.find(')')).map(|at| open + at) else {
            search = label.get(..open).unwrap_or("");
            continue;
        };
        let inside = label.get(open + 1..close).unwrap_or("");
        let inside = inside.strip_prefix("单位:").unwrap_or(inside);
        if let Some(unit) = whole(inside) {
            let mut name = label.get(..open).unwrap_or("").to_owned();
            name.push_str(label.get(close + 1..).unwrap_or(""));
            return (name.trim().to_owned(), Some(unit));
        }
        search = label.get(..open).unwrap_or("");
    }
    if let Some((name, behind)) = label.rsplit_once([',', '、', '/', ':', ' ', '|'])
        && !name.is_empty()
        && let Some(unit) = whole(behind)
        && (is_unmistakable(&unit) || unit.chars().count() <= 2)
    {
        // 人/平方公里 is one unit, not a name and its unit.
        if whole(label).is_none() && !label.contains("人/") {
            return (name.trim_end_matches([',', ' ', ':']).to_owned(), Some(unit));
        }
    }
    // 常住人口万人: the longest unmistakable unit at the end.
    let ends = if may_end_in_unit(label) { label } else { "" };
    for (at, _) in ends.char_indices().skip(2) {
        let Some(behind) = label.get(at..) else { continue };
        if behind.len() <= 30
            && let Some(unit) = whole(behind)
            && is_unmistakable(&unit)
        {
            return (label.get(..at).unwrap_or("").trim().to_owned(), Some(unit));
        }
    }
    (label.to_owned(), None)
}

/// The units of a line such as 单位：万元、% or (person, ‰); `None` when it is no such line.
pub(super) fn line(line: &str) -> Option<Vec<Text>> {
    let line = line.trim();
    let told = ["计量单位", "单位", "Unit", "unit"].iter().find_map(|w| {
        let at = line.find(w)?;
        let rest = line.get(at + w.len()..)?.trim_start();
        rest.strip_prefix(':').or_else(|| rest.strip_prefix(')').and(Some(rest)))
    });
    let rest = match told {
        Some(rest) => rest,
        None => line.strip_prefix('(').and_then(|l| l.strip_suffix(')')).filter(|l| !l.contains('年'))?,
    };
    let mut units: Vec<Text> = Vec::new();
    for part in rest.split([',', '、', ';', ' ', '(', ')', '，', '和']) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        match whole(part) {
            Some(unit) => units.push(unit),
            None if told.is_some() => {
                // 单位：万元 followed by something else: the unit is what comes first.
                if units.is_empty() && !is_index(part) {
                    continue;
                }
                break;
            }
            None => return None,
        }
    }
    (told.is_some() || !units.is_empty()).then_some(units)
}

/// Whether the words tell of an index (上年=100), which has no unit.
pub(super) fn is_index(words: &str) -> bool {
    words.contains("=100") || words.contains("= 100")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_from_names() {
        for (label, name, unit) in [
            ("工业增加值(亿元)", "工业增加值", "亿元"),
            ("国内生产总值(不变价)当季值(亿元)", "国内生产总值(不变价)当季值", "亿元"),
            ("烧碱(折100%)产量", "烧碱(折100%)产量", ""),
            ("国内生产总值指数(上年同期=100)当季值", "国内生产总值指数(上年同期=100)当季值", ""),
            ("常住人口万人", "常住人口", "万人"),
            ("人口密度人/平方公里", "人口密度", "人/平方公里"),
            ("女", "女", ""),
            ("专利申请数(件)同比增长", "专利申请数同比增长", "件"),
            ("增长%", "增长", "%"),
        ] {
            let (n, u) = split(label);
            assert_eq!((n.as_str(), u.as_deref().unwrap_or("")), (name, unit), "{label}");
        }
        let units = |l: &str| line(l).map(|u| u.join("|"));
        assert_eq!(units("单位:人、‰").as_deref(), Some("人|‰"));
        assert_eq!(units("(person, ‰)").as_deref(), Some("人|‰"));
        assert_eq!(units("(2022年)"), None);
        assert_eq!(units("计量单位: 万元"), Some("万元".to_owned()));
    }
}
