//! The place and the office that a title or an issuer's name begins with: 云岭县, 云岭县科学技术局.

use super::families::{digit, is_han, is_space};
use super::words::words;
use crate::base::Span;

/// Characters that no place's name holds: with them the name is over.
const OVER: &str = "局委厅办部年季月的和与及在对关第";

/// The place at the beginning of the words, the longest reading: 云岭省云溪市云岭县, 云溪高新技术产业开发区. A bare 县 or 全市 is none.
pub fn place(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let start = words.len() - without_lead(words).len();
    let name = words.get(start..)?;
    let (mut end, mut part, mut depth) = (0, 0, 0);
    for (at, c) in name.char_indices() {
        if at < part {
            continue;
        }
        if !is_han(c) || OVER.contains(c) || at > 30 * 3 {
            break;
        }
        let rest = name.get(at..)?;
        let Some(ending) = self::words().places.iter().find(|p| rest.starts_with(p.as_str())) else { continue };
        let own = name.get(part..at)?;
        let after = rest.get(ending.len()..)?;
        let other_word = self::words().not_after_place.iter().any(|w| after.starts_with(w.as_str()));
        if own.chars().count() < 2 && !(end > 0 && ending.chars().count() > 1) {
            break;
        }
        if own.starts_with(['全', '本', '我', '各', '该']) || own.ends_with(['全', '我', '各', '该']) || own.chars().count() > 8 {
            break;
        }
        // A county holds no county: 云岭县制造强县 is 云岭县.
        let here = depth_of(ending);
        if here < depth || (here == depth && ending != "市") {
            break;
        }
        if !other_word {
            (end, depth) = (at + ending.len(), here);
        }
        part = at + ending.len();
    }
    let from = span.start as usize + start;
    (end > 0).then(|| Span::new(from, from + end))
}

/// How deep a kind of place lies: province, city, county, park.
fn depth_of(ending: &str) -> u8 {
    match ending {
        "省" | "自治区" => 1,
        "市" | "盟" | "自治州" => 2,
        "区" | "县" | "旗" | "自治县" => 3,
        _ => 4,
    }
}

/// The office at the beginning of a title: 云岭县科学技术局2023年工作总结.
pub fn office(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let start = words.len() - without_lead(words).len();
    let name = words.get(start..)?;
    let name = name.get(..name.find(|c: char| !is_han(c)).unwrap_or(name.len()))?;
    if name.starts_with("关于") {
        return None;
    }
    let name = name.split("关于").next().unwrap_or(name);
    // The earliest ending; of those that begin together, the longest (办公室 after 人民政府).
    let end = self::words()
        .offices
        .iter()
        .filter_map(|o| name.find(o.as_str()).map(|at| (at, at + o.len())))
        .min_by_key(|&(at, end)| (at, usize::MAX - end));
    let (at, end) = end?;
    let from = span.start as usize + start;
    (at >= 3 && end >= 4 * 3).then(|| Span::new(from, from + end))
}

/// The words without the year and the 关于 in front.
fn without_lead(words: &str) -> &str {
    let mut rest = words.trim_start_matches(|c| is_space(c) || "《“".contains(c));
    rest = rest.strip_prefix("关于").unwrap_or(rest);
    let year = rest.trim_start_matches(|c| digit(c).is_some() || "xX×*—-－~～".contains(c));
    if year.len() < rest.len() {
        let after = year.strip_prefix("年度").or_else(|| year.strip_prefix('年')).unwrap_or(year);
        let months = after.trim_start_matches(|c| digit(c).is_some() || "—-－".contains(c));
        rest = if months.len() < after.len() { months.strip_prefix('月').unwrap_or(months) } else { after };
        rest = rest.strip_prefix("份").unwrap_or(rest);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_offices_are_found() {
        for (title, region, issuer) in [
            ("云岭县科学技术局2023年工作总结", "云岭县", "云岭县科学技术局"),
            ("2024年云岭省政府工作报告", "云岭省", "云岭省政府"),
            ("云岭省云溪市2023年一季度工业经济运行分析", "云岭省云溪市", ""),
            ("云溪高新技术产业开发区管委会2022年工作总结", "云溪高新技术产业开发区", "云溪高新技术产业开发区管委会"),
            ("关于云溪市市场监管工作的报告", "云溪市", ""),
            ("2024年1-9月全区工业经济运行情况", "", ""),
            ("区科工信局2021年工作总结", "", "区科工信局"),
            ("云岭县制造强县建设领导小组办公室", "云岭县", "云岭县制造强县建设领导小组办公室"),
            ("xx市xx区2021年工作总结", "", ""),
        ] {
            let span = Span::new(0, title.len());
            assert_eq!(place(title, span).map_or("", |s| s.of(title)), region, "{title}");
            assert_eq!(office(title, span).map_or("", |s| s.of(title)), issuer, "{title}");
        }
    }
}
