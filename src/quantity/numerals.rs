//! Numbers as Chinese reports write them: digits, full-width digits, thousands separators, Chinese numerals.

use crate::base::{Decimal, work};

/// The digit a character stands for, ASCII or full-width.
#[must_use]
pub fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => u8::try_from(u32::from(c) - 0x30).ok(),
        '０'..='９' => u8::try_from(u32::from(c) - 0xFF10).ok(),
        _ => None,
    }
}

/// The digit a Chinese numeral character stands for.
#[must_use]
pub fn chinese_digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten of 十, 百 and 千.
fn small_power(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// A number read at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Its value.
    pub value: Decimal,
    /// Its bytes.
    pub len: usize,
    /// How many characters it was written with.
    pub characters: usize,
}

/// Whether a Chinese numeral may begin with the character.
#[must_use]
pub fn starts_chinese(c: char) -> bool {
    chinese_digit(c).is_some() || small_power(c).is_some()
}

/// Reads digits with an optional decimal part and thousands separators: `4,680`, `１.５`, `0.38`.
/// More than 18 digits are no figure of a report.
#[must_use]
pub fn digits(text: &str) -> Option<Numeral> {
    let bytes = text.as_bytes();
    let (mut mantissa, mut len) = (0_i64, 0);
    let mut point = None;
    while let Some(&byte) = bytes.get(len) {
        work::done(1);
        match byte {
            b'0'..=b'9' if len < MOST_DIGITS => mantissa = mantissa * 10 + i64::from(byte - b'0'),
            b'.' if point.is_none() && len > 0 && bytes.get(len + 1).is_some_and(u8::is_ascii_digit) => point = Some(len),
            // As most numbers are not: long, in groups, or in part of full width.
            b'0'..=b'9' | b'.' | b',' | WIDE => return digits_of_any_width(text),
            _ => break,
        }
        len += 1;
    }
    let scale = point.map_or(0, |point| len - point - 1);
    (len > 0).then(|| Numeral { value: Decimal::new(mantissa, u32::try_from(scale).unwrap_or(0)), len, characters: len })
}

/// The number in plain digits, with or without a decimal part, that the bytes begin with, and its bytes; `None` where there is none, or
/// where its digits may go on otherwise: [`digits`] reads those.
#[must_use]
pub fn plain(bytes: &[u8]) -> Option<(Decimal, usize)> {
    let (mut mantissa, mut len) = (0_i64, 0);
    let mut point = None;
    for &byte in bytes.iter().take(MOST_DIGITS) {
        work::done(1);
        match byte {
            b'0'..=b'9' => mantissa = mantissa * 10 + i64::from(byte - b'0'),
            b'.' if point.is_none() && len > 0 => point = Some(len + 1),
            _ => break,
        }
        len += 1;
    }
    let scale = point.map_or(0, |point| len - point);
    if len == 0 || len == MOST_DIGITS || point == Some(len) {
        return None;
    }
    Some((Decimal::new(mantissa, u32::try_from(scale).unwrap_or(0)), len))
}

/// More digits are no figure of a report.
const MOST_DIGITS: usize = 18;
/// The first byte of a full-width digit, point or comma.
const WIDE: u8 = 0xEF;

/// What [`digits`] reads, whichever digits and separators there are.
fn digits_of_any_width(text: &str) -> Option<Numeral> {
    let mut mantissa: i64 = 0;
    let (mut count, mut scale, mut len, mut characters) = (0_u32, 0_u32, 0_usize, 0_usize);
    let mut fraction = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        work::done(1);
        if let Some(d) = digit(c) {
            count += 1;
            if count as usize > MOST_DIGITS {
                return None;
            }
            mantissa = mantissa * 10 + i64::from(d);
            scale += u32::from(fraction);
        } else {
            let after = rest.get(c.len_utf8()..).unwrap_or("");
            let separator = count > 0
                && !fraction
                && match c {
                    '.' | '．' => after.chars().next().is_some_and(|d| digit(d).is_some()),
                    ',' | '，' => groups_of_three(after, c) && leads_group(text, len),
                    _ => false,
                };
            if !separator {
                break;
            }
            fraction = matches!(c, '.' | '．');
        }
        len += c.len_utf8();
        characters += 1;
        rest = text.get(len..)?;
    }
    (count > 0).then(|| Numeral { value: Decimal::new(mantissa, scale), len, characters })
}

/// Whether exactly three digits, of the separator's own width, follow, and then no fourth.
fn groups_of_three(after: &str, separator: char) -> bool {
    let mut count = 0;
    for c in after.chars() {
        if digit(c).is_none() {
            break;
        }
        if c.is_ascii_digit() != (separator == ',') {
            return false;
        }
        count += 1;
        if count > 3 {
            return false;
        }
    }
    count == 3
}

/// Whether what stands before a first separator is one to three digits not led by a zero.
fn leads_group(text: &str, len: usize) -> bool {
    let before = text.get(..len).unwrap_or("");
    let group = before.rsplit([',', '，']).next().unwrap_or("");
    let size = group.chars().count();
    if before.contains([',', '，']) { size == 3 } else { (1..=3).contains(&size) && !group.starts_with(['0', '０']) }
}

/// No Chinese numeral below one 万 is written with more characters.
const MOST_CHARACTERS: usize = 24;

/// Reads a Chinese numeral below one 万: 三十六点四, 两千三百, 百, 五十. Scales 万 and 亿 are left for the unit.
#[must_use]
pub fn chinese(text: &str) -> Option<Numeral> {
    let (mut total, mut pending, mut len, mut characters) = (0_u64, None::<u64>, 0_usize, 0_usize);
    let mut last_power = 10_000_u64;
    let mut fraction: Option<(u64, u32)> = None;
    for c in text.chars() {
        work::done(1);
        if let Some(d) = chinese_digit(c) {
            if let Some((digits, scale)) = fraction.as_mut() {
                if *scale >= 6 {
                    return None;
                }
                *digits = *digits * 10 + u64::from(d);
                *scale += 1;
            } else if pending.is_some_and(|p| p != 0) {
                // 三五: two digits in a row are no number here (dates are read elsewhere).
                return None;
            } else {
                pending = Some(u64::from(d));
            }
        } else if let Some(power) = small_power(c).filter(|_| fraction.is_none()) {
            if power >= last_power {
                break;
            }
            total += pending.unwrap_or(1) * power;
            pending = None;
            last_power = power;
        } else if c == '点' && fraction.is_none() && characters > 0 {
            let after = text.get(len + c.len_utf8()..).and_then(|rest| rest.chars().next());
            if after.and_then(chinese_digit).is_none() {
                break;
            }
            fraction = Some((0, 0));
        } else {
            break;
        }
        len += c.len_utf8();
        characters += 1;
        if characters > MOST_CHARACTERS {
            return None;
        }
    }
    if characters == 0 {
        return None;
    }
    total += pending.unwrap_or(0);
    let mut value = Decimal::from(total);
    if let Some((digits, scale)) = fraction {
        value += Decimal::new(i64::try_from(digits).ok()?, scale);
    }
    Some(Numeral { value, len, characters })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_usual_digits_read_as_any(text in "[0-9]{0,5}[0-9０９.,．，亿x]{0,12}") {
            prop_assert_eq!(digits(&text), digits_of_any_width(&text));
        }
    }

    #[test]
    fn digits_read() {
        let read = |t: &str| digits(t).map(|n| (n.value.to_string(), n.len));
        for (text, value, len) in [
            ("311.25亿元", "311.25", 6),
            ("4,680万元", "4680", 5),
            ("1,286，增长", "1286", 5),
            ("12,34", "12", 2),
            ("2.5亿元,1-12月", "2.5", 3),
            ("６８．３", "68.3", 12),
            ("１，２３４户", "1234", 15),
            ("70.0%", "70.0", 4),
            ("5.", "5", 1),
            ("120,000,000元", "120000000", 11),
            ("0,123", "0", 1),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), len)), "{text}");
        }
        assert_eq!(read("1234567890123456789012"), None);
        assert_eq!(read("亿"), None);
    }

    #[test]
    fn chinese_numerals_read() {
        let read = |t: &str| chinese(t).map(|n| (n.value.to_string(), n.characters));
        for (text, value, characters) in [
            ("三十六点四亿", "36.4", 5),
            ("两千三百余万", "2300", 4),
            ("十二家", "12", 2),
            ("二十五亿", "25", 3),
            ("百余家", "100", 1),
            ("一千零五", "1005", 4),
            ("五", "5", 1),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), characters)), "{text}");
        }
        assert_eq!(read("三五家"), None);
        assert_eq!(read("点四"), None);
    }
}
