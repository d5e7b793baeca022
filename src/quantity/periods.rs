//! Periods as Chinese reports name them: 2020年, 1-9月, 上半年, 前三季度, 十三五, 去年同期.

use super::numerals;
use crate::base::{Trie, work};
use std::sync::LazyLock;

/// A period, or a part of one that the words around complete: 上半年 of which year?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodWord {
    /// 2020年
    Year(i16),
    /// 2016-2020年, 十三五
    Years(i16, i16),
    /// 2020年9月18日, or a day of the current year when the year is 0: the month it lies in.
    Day(i16, u8),
    /// 1-9月, 9月; first and last
    Months(u8, u8),
    /// 9月末, 11月底: a date in a month
    MonthEnd(u8),
    /// 上半年 1, 下半年 2
    Half(u8),
    /// 一季度 … 四季度
    Quarter(u8),
    /// 前三季度: from the first to this quarter
    Quarters(u8),
    /// 全年
    WholeYear,
    /// 今年, 本年
    ThisYear,
    /// 去年, 上年
    LastYear,
    /// 去年同期, 上年同期: the same months a year before
    SameLastYear,
    /// 前年
    YearBeforeLast,
    /// 明年, 下年
    NextYear,
    /// 当月, 本月
    ThisMonth,
    /// 上月
    LastMonth,
    /// 年初
    YearStart,
    /// 年末, 年底
    YearEnd,
    /// 同期
    SamePeriod,
    /// 五年, 两年: a span of years that ends with the report's
    SpanOfYears(u8),
    /// xxxx年, xx月: hidden
    Masked,
}

/// Words that are periods by themselves.
const WORDS: [(&str, PeriodWord); 79] = [
    ("上半年", PeriodWord::Half(1)),
    ("下半年", PeriodWord::Half(2)),
    ("一季度", PeriodWord::Quarter(1)),
    ("二季度", PeriodWord::Quarter(2)),
    ("三季度", PeriodWord::Quarter(3)),
    ("四季度", PeriodWord::Quarter(4)),
    ("第一季度", PeriodWord::Quarter(1)),
    ("第二季度", PeriodWord::Quarter(2)),
    ("第三季度", PeriodWord::Quarter(3)),
    ("第四季度", PeriodWord::Quarter(4)),
    ("首季", PeriodWord::Quarter(1)),
    ("首季度", PeriodWord::Quarter(1)),
    ("前两季度", PeriodWord::Quarters(2)),
    ("前三季度", PeriodWord::Quarters(3)),
    ("前三个季度", PeriodWord::Quarters(3)),
    ("1季度", PeriodWord::Quarter(1)),
    ("2季度", PeriodWord::Quarter(2)),
    ("3季度", PeriodWord::Quarter(3)),
    ("4季度", PeriodWord::Quarter(4)),
    ("全年", PeriodWord::WholeYear),
    ("年度", PeriodWord::WholeYear),
    ("今年", PeriodWord::ThisYear),
    ("本年", PeriodWord::ThisYear),
    ("本年度", PeriodWord::ThisYear),
    ("当年", PeriodWord::ThisYear),
    ("年内", PeriodWord::ThisYear),
    ("去年", PeriodWord::LastYear),
    ("上年", PeriodWord::LastYear),
    ("上年度", PeriodWord::LastYear),
    ("上一年", PeriodWord::LastYear),
    ("上一年度", PeriodWord::LastYear),
    ("前年", PeriodWord::YearBeforeLast),
    ("明年", PeriodWord::NextYear),
    ("下年", PeriodWord::NextYear),
    ("来年", PeriodWord::NextYear),
    ("下一年", PeriodWord::NextYear),
    ("当月", PeriodWord::ThisMonth),
    ("本月", PeriodWord::ThisMonth),
    ("上月", PeriodWord::LastMonth),
    ("年初", PeriodWord::YearStart),
    ("年末", PeriodWord::YearEnd),
    ("年底", PeriodWord::YearEnd),
    ("年底前", PeriodWord::YearEnd),
    ("同期", PeriodWord::SamePeriod),
    ("上年同期", PeriodWord::SameLastYear),
    ("去年同期", PeriodWord::SameLastYear),
    ("两年", PeriodWord::SpanOfYears(2)),
    ("三年", PeriodWord::SpanOfYears(3)),
    ("四年", PeriodWord::SpanOfYears(4)),
    ("五年", PeriodWord::SpanOfYears(5)),
    ("近两年", PeriodWord::SpanOfYears(2)),
    ("近三年", PeriodWord::SpanOfYears(3)),
    ("近五年", PeriodWord::SpanOfYears(5)),
    ("五年来", PeriodWord::SpanOfYears(5)),
    ("三年来", PeriodWord::SpanOfYears(3)),
    ("四年来", PeriodWord::SpanOfYears(4)),
    ("两年来", PeriodWord::SpanOfYears(2)),
    ("五年间", PeriodWord::SpanOfYears(5)),
    ("四年间", PeriodWord::SpanOfYears(4)),
    ("三年间", PeriodWord::SpanOfYears(3)),
    ("两年间", PeriodWord::SpanOfYears(2)),
    ("近四年", PeriodWord::SpanOfYears(4)),
    ("过去五年", PeriodWord::SpanOfYears(5)),
    ("九五", PeriodWord::Years(1996, 2000)),
    ("“九五”", PeriodWord::Years(1996, 2000)),
    ("十五时期", PeriodWord::Years(2001, 2005)),
    ("“十五”", PeriodWord::Years(2001, 2005)),
    ("十一五", PeriodWord::Years(2006, 2010)),
    ("十二五", PeriodWord::Years(2011, 2015)),
    ("十三五", PeriodWord::Years(2016, 2020)),
    ("十四五", PeriodWord::Years(2021, 2025)),
    ("十五五", PeriodWord::Years(2026, 2030)),
    ("“十五五”", PeriodWord::Years(2026, 2030)),
    ("十六五", PeriodWord::Years(2031, 2035)),
    ("第十一个五年", PeriodWord::Years(2006, 2010)),
    ("第十二个五年", PeriodWord::Years(2011, 2015)),
    ("第十三个五年", PeriodWord::Years(2016, 2020)),
    ("第十四个五年", PeriodWord::Years(2021, 2025)),
    ("第十五个五年", PeriodWord::Years(2026, 2030)),
];

/// Reads the period that begins at the start of `text`: what it is, and its bytes.
#[must_use]
pub fn read(text: &str) -> Option<(PeriodWord, usize)> {
    let head = text.chars().next()?;
    match head {
        '0'..='9' if is_plain_number(text) => None,
        '0'..='9' | '０'..='９' => dated(text).or_else(|| if text.get(1..)?.starts_with('季') { word(text) } else { None }),
        '前' | '后' => word(text).or_else(|| some_months(text)),
        _ if hides(head) => masked(text),
        '二' | '一' => chinese_year(text).or_else(|| word(text)),
        _ => word(text),
    }
}

/// Whether the first digits, fewer than a year's, are followed by what no month or quarter is: 12.5%, 60%, 1,234家. So are half of all numbers.
fn is_plain_number(text: &str) -> bool {
    let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits < 4 && matches!(text.as_bytes().get(digits), Some(b'.' | b'%' | b','))
}

/// Whether a period may begin with this character.
#[must_use]
pub fn starts(c: char) -> bool {
    words().starts(c) || numerals::digit(c).is_some() || hides(c) || matches!(c, '“' | '后')
}

/// Whether a period that begins with a word's character, 上 of 上半年 or 前 of 前4月, may go on with this one.
#[must_use]
pub fn goes_on(c: char) -> bool {
    let second = |(word, _): &(&str, PeriodWord)| word.chars().nth(1) == Some(c);
    numerals::digit(c).is_some() || numerals::starts_chinese(c) || WORDS.iter().any(second)
}

/// Whether a period that begins with this character shows in the next one whether it may be one.
#[must_use]
pub fn begins_as_word(c: char) -> bool {
    !(numerals::digit(c).is_some() || hides(c) || c == '“')
}

/// Whether the character hides a digit.
fn hides(c: char) -> bool {
    matches!(c, 'x' | 'X' | '*' | '＊' | '×')
}

/// The words of [`WORDS`], numbered as there.
fn words() -> &'static Trie {
    static TRIE: LazyLock<Trie> = LazyLock::new(|| Trie::new(WORDS.iter().zip(0..).map(|((word, _), i)| (*word, i))));
    &TRIE
}

fn word(text: &str) -> Option<(PeriodWord, usize)> {
    let (len, index) = words().longest(text).or_else(|| {
        // “十四五”: the quotes belong to the name.
        let (len, index) = words().longest(text.strip_prefix('“')?)?;
        let end = '“'.len_utf8() + len;
        text.get(end..)?.starts_with('”').then_some((end + '”'.len_utf8(), index))
    })?;
    let (_, period) = *WORDS.get(index as usize)?;
    if let PeriodWord::Years(first, last) = period
        && let Some((years, more)) = text.get(len..).and_then(first_years)
        && years <= last - first
    {
        return Some((PeriodWord::Years(first, first + years - 1), len + more));
    }
    Some((period, len))
}

/// 前三年 of “十四五”前三年: how many years, and its bytes.
fn first_years(text: &str) -> Option<(i16, usize)> {
    let rest = text.strip_prefix('前')?;
    let (years, _, len) = whole(rest).or_else(|| numerals::chinese(rest).and_then(|n| Some((i16::try_from(n.value).ok()?, 1, n.len))))?;
    (rest.get(len..)?.starts_with('年') && years > 0).then(|| (years, '前'.len_utf8() + len + '年'.len_utf8()))
}

/// 前4月, 前四个月: from the year's first month; 后7个月: to its last.
fn some_months(text: &str) -> Option<(PeriodWord, usize)> {
    let (first, rest) = text.strip_prefix('前').map(|rest| (true, rest)).or_else(|| Some((false, text.strip_prefix('后')?)))?;
    let (count, len) = match whole(rest) {
        Some((count, _, len)) => (u8::try_from(count).ok()?, len),
        None => numerals::chinese(rest).and_then(|n| Some((u8::try_from(n.value).ok()?, n.len)))?,
    };
    let rest = rest.get(len..)?;
    let unit = ["个月", "月份", "月"].iter().find(|unit| rest.starts_with(**unit))?;
    let months = if first { PeriodWord::Months(1, count) } else { PeriodWord::Months(13 - count.min(12), 12) };
    (1..=12).contains(&count).then_some((months, '前'.len_utf8() + len + unit.len()))
}

/// 二〇二〇年, 二○一九年
fn chinese_year(text: &str) -> Option<(PeriodWord, usize)> {
    let mut year = 0_i16;
    let mut len = 0;
    for c in text.chars().take(4) {
        year = year * 10 + i16::from(numerals::chinese_digit(c).filter(|_| c != '两')?);
        len += c.len_utf8();
    }
    text.get(len..)?.starts_with('年').then(|| (PeriodWord::Year(year), len + '年'.len_utf8())).filter(|_| plausible(year))
}

fn plausible(year: i16) -> bool {
    (1900..=2100).contains(&year)
}

/// Whole number of at most four digits at the start: value, count of digits, bytes.
fn whole(text: &str) -> Option<(i16, usize, usize)> {
    let (mut value, mut count, mut len) = (0_i16, 0, 0);
    for c in text.chars() {
        let Some(d) = numerals::digit(c) else { break };
        if count == 4 {
            return None;
        }
        value = value * 10 + i16::from(d);
        count += 1;
        len += c.len_utf8();
    }
    (count > 0).then_some((value, count, len))
}

/// The blank that many writers set between digits and characters, 2015 年 9 月: its bytes.
fn blank(text: &str) -> usize {
    text.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{2009}')).map_or(0, char::len_utf8)
}

/// Whether a word stands at the start, behind a blank or without one: the bytes of both.
fn behind_blank(text: &str, word: char) -> Option<usize> {
    let gap = blank(text);
    text.get(gap..)?.starts_with(word).then(|| gap + word.len_utf8())
}

/// The dash between months or years at the start, and the blanks around it: its bytes.
fn dash(text: &str) -> Option<usize> {
    let before = blank(text);
    let rest = text.get(before..)?;
    let dash = rest.chars().next().filter(|c| matches!(c, '—' | '-' | '－' | '–' | '~' | '～' | '至' | '到'))?;
    let len = if rest.starts_with("——") { "——".len() } else { dash.len_utf8() };
    Some(before + len + rest.get(len..).map_or(0, blank))
}

/// 2020年…, 2016-2020年, 2020-01-28, 1-9月, 9月, 9月底
fn dated(text: &str) -> Option<(PeriodWord, usize)> {
    let (first, count, len) = whole(text)?;
    let rest = text.get(len..)?;
    if count == 4 && plausible(first) {
        if let Some(year) = behind_blank(rest, '年') {
            let after = rest.get(year..)?;
            let mut used = len + year;
            // 2016年-2020年
            if let Some((second, more)) = up_to_year(after) {
                return Some((PeriodWord::Years(first.min(second), second.max(first)), used + more));
            }
            if after.starts_with('度') {
                used += '度'.len_utf8();
            }
            return Some((PeriodWord::Year(first), used));
        }
        if let Some((second, more)) = up_to_year(rest) {
            return Some((PeriodWord::Years(first.min(second), second.max(first)), len + more));
        }
        if let Some(day) = numeric_date(first, rest) {
            return Some((day.0, len + day.1));
        }
        return None;
    }
    if count <= 2 && (1..=12).contains(&first) {
        let first = u8::try_from(first).ok()?;
        if let Some(month) = behind_blank(rest, '月') {
            return Some(month_end(first, rest.get(month..)?, len + month));
        }
        let join = dash(rest)?;
        let after = rest.get(join..)?;
        let (second, _, more) = whole(after)?;
        if (1..=12).contains(&second)
            && let Some(month) = after.get(more..).and_then(|t| behind_blank(t, '月'))
        {
            let second = u8::try_from(second).ok()?;
            let mut used = len + join + more + month;
            if after.get(more + month..).is_some_and(|t| t.starts_with('份')) {
                used += '份'.len_utf8();
            }
            return Some((PeriodWord::Months(first.min(second), second.max(first)), used));
        }
    }
    None
}

/// -2020年 after a year: the year, and the bytes of it all.
fn up_to_year(text: &str) -> Option<(i16, usize)> {
    let join = dash(text)?;
    let (second, 4, more) = whole(text.get(join..)?)? else { return None };
    let year = behind_blank(text.get(join + more..)?, '年')?;
    plausible(second).then_some((second, join + more + year))
}

/// What follows 9月: 份, 末, 底, 18日.
fn month_end(month: u8, after: &str, used: usize) -> (PeriodWord, usize) {
    for (word, end) in [("份", false), ("末", true), ("底前", true), ("底", true), ("初", true)] {
        if after.starts_with(word) {
            return (if end { PeriodWord::MonthEnd(month) } else { PeriodWord::Months(month, month) }, used + word.len());
        }
    }
    // 1月-9月
    if let Some(join) = dash(after)
        && let Some((second @ 1..=12, 1..=2, more)) = after.get(join..).and_then(whole)
        && let Some(len) = after.get(join + more..).and_then(|t| behind_blank(t, '月'))
        && let Ok(second) = u8::try_from(second)
        && month < second
    {
        return (PeriodWord::Months(month, second), used + join + more + len);
    }
    let gap = blank(after);
    if let Some((1..=31, 1..=2, more)) = after.get(gap..).and_then(whole)
        && let Some(len) = after.get(gap + more..).and_then(|t| behind_blank(t, '日').or_else(|| behind_blank(t, '号')))
    {
        return (PeriodWord::Day(0, month), used + gap + more + len);
    }
    (PeriodWord::Months(month, month), used)
}

/// -01-28, .1.28, /1/28 after a year: the day, and its bytes.
fn numeric_date(year: i16, rest: &str) -> Option<(PeriodWord, usize)> {
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/' | '－' | '．'))?;
    let after = rest.get(separator.len_utf8()..)?;
    let (month @ 1..=12, 1..=2, month_len) = whole(after)? else { return None };
    let tail = after.get(month_len..)?;
    let day = tail.strip_prefix(separator)?;
    let (1..=31, 1..=2, day_len) = whole(day)? else { return None };
    Some((PeriodWord::Day(year, u8::try_from(month).ok()?), separator.len_utf8() * 2 + month_len + day_len))
}

/// xxxx年, xx月xx日, x-xx月
fn masked(text: &str) -> Option<(PeriodWord, usize)> {
    /// The longest hidden number, in characters.
    const LONGEST: usize = 16;
    let run = |t: &str| -> usize {
        t.chars().take(LONGEST).take_while(|&c| hides(c) || c.is_ascii_digit()).inspect(|_| work::done(1)).map(char::len_utf8).sum()
    };
    let mut len = run(text);
    if let Some(join) = text.get(len..).and_then(dash) {
        let more = text.get(len + join..).map_or(0, run);
        if more > 0 {
            len += join + more;
        }
    }
    let rest = text.get(len..)?;
    let unit = ["年度", "年", "月份", "月底", "月末", "月", "日", "季度"].iter().find(|u| rest.starts_with(**u))?;
    Some((PeriodWord::Masked, len + unit.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_written() {
        for (text, want) in [
            ("2020年，", Some((PeriodWord::Year(2020), 7))),
            ("２０１０年是", Some((PeriodWord::Year(2010), 15))),
            ("2016-2020年", Some((PeriodWord::Years(2016, 2020), 12))),
            ("2021-01-28", Some((PeriodWord::Day(2021, 1), 10))),
            ("1-9月，", Some((PeriodWord::Months(1, 9), 6))),
            ("1—9月，", Some((PeriodWord::Months(1, 9), 8))),
            ("1-12月份电子", Some((PeriodWord::Months(1, 12), 10))),
            ("9月末", Some((PeriodWord::MonthEnd(9), 7))),
            ("9月18日", Some((PeriodWord::Day(0, 9), 9))),
            ("前三季度", Some((PeriodWord::Quarters(3), 12))),
            ("2015 年实现", Some((PeriodWord::Year(2015), 8))),
            ("2011 — 2015 年", Some((PeriodWord::Years(2011, 2015), 17))),
            ("1 — 9 月份", Some((PeriodWord::Months(1, 9), 14))),
            ("9 月 18 日", Some((PeriodWord::Day(0, 9), 12))),
            ("2015 家", None),
            ("“十四五”时期", Some((PeriodWord::Years(2021, 2025), 15))),
            ("十三五", Some((PeriodWord::Years(2016, 2020), 9))),
            ("“十四五”前三年累计", Some((PeriodWord::Years(2021, 2023), 24))),
            ("十四五前五年", Some((PeriodWord::Years(2021, 2025), 9))),
            ("二〇二〇年", Some((PeriodWord::Year(2020), 15))),
            ("前4月", Some((PeriodWord::Months(1, 4), 7))),
            ("前十一个月", Some((PeriodWord::Months(1, 11), 15))),
            ("后7个月", Some((PeriodWord::Months(6, 12), 10))),
            ("xxxx年", Some((PeriodWord::Masked, 7))),
            ("x-xx月", Some((PeriodWord::Masked, 7))),
            ("13月", None),
            ("311.25亿元", None),
            ("xx家", None),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
