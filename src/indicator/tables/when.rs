//! The periods that headers, names of rows, titles and sheet names tell: whole (2020年1-9月) or in parts (a year above,
//! months below), and relative ones (本月, 累计, 上年同期). Works on cleaned labels: no blanks, half-width.

use crate::base::Period;

/// The months of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Months {
    /// From–to, both inclusive, 1 to 12.
    Span(u8, u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A half year, 1 or 2, by its name.
    Half(u8),
    /// The year as a whole, said so: 全年.
    All,
}

/// What part of the months a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// 本月: the last of them alone.
    Current,
    /// 累计: from January on.
    Cumulative,
}

/// A period, as far as it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    /// The year, or the last of several.
    pub(super) year: Option<i16>,
    /// The first of several years.
    pub(super) from_year: Option<i16>,
    pub(super) months: Option<Months>,
    pub(super) count: Option<Count>,
    /// Years to move it by: -1 for 上年同期.
    pub(super) shift: i16,
}

impl When {
    /// Whether a year or months are told.
    pub(super) fn is_dated(self) -> bool {
        self.year.is_some() || self.months.is_some()
    }

    /// The last month told; 12 for a whole year.
    pub(super) fn last_month(self) -> u8 {
        match self.months {
            Some(Months::Span(_, last)) => last,
            Some(Months::Quarter(q)) => q * 3,
            Some(Months::Half(half)) => half * 6,
            Some(Months::All) | None => 12,
        }
    }

    /// This, and what it leaves open from `other`.
    pub(super) fn or(self, other: When) -> When {
        When {
            year: self.year.or(other.year),
            from_year: if self.year.is_some() { self.from_year } else { other.from_year },
            months: self.months.or(other.months),
            count: self.count.or(other.count),
            shift: if self.shift == 0 { other.shift } else { self.shift },
        }
    }

    /// The period; `None` without a year.
    pub(super) fn resolve(self) -> Option<Period> {
        let year = self.year?.checked_add(self.shift)?;
        if let Some(from) = self.from_year {
            return Some(Period::years(from, year));
        }
        Some(match (self.months, self.count) {
            (None | Some(Months::All), _) => Period::year(year),
            (Some(Months::Span(_, last)), Some(Count::Current)) => Period::month(year, last),
            (Some(Months::Span(_, last)), Some(Count::Cumulative)) => Period::months(year, 1, last),
            (Some(Months::Span(first, last)), None) => Period::months(year, first, last),
            (Some(Months::Quarter(q)), Some(Count::Cumulative)) => Period::months(year, 1, q * 3),
            (Some(Months::Quarter(q)), _) => Period::quarter(year, q),
            (Some(Months::Half(half)), Some(Count::Current)) => Period::month(year, half * 6),
            (Some(Months::Half(half)), Some(Count::Cumulative)) => Period::months(year, 1, half * 6),
            (Some(Months::Half(half)), None) => Period::half(year, half),
        })
    }
}

/// The period that a label begins with, and the bytes it takes.
pub(super) fn at_start(label: &str) -> Option<(When, usize)> {
    let mut at = Scan { text: label, at: 0 };
    let mut when = When::default();
    let bracket = at.eat("(") || at.eat("[");
    if let Some(year) = at.year() {
        when.year = Some(year);
        let after = at.at;
        if at.eat_any(&["—", "-", "~", "至", "–"])
            && let Some(last) = at.year()
            && last > year
        {
            at.eat("年");
            (when.from_year, when.year) = (Some(year), Some(last));
        } else {
            at.at = after;
            at.after_year(&mut when);
        }
    } else if let Some(year) = at.short_year() {
        when.year = Some(year);
        at.after_year(&mut when);
    } else if let Some(months) = at.months() {
        when.months = Some(months);
    } else if let Some(span) = at.plan() {
        (when.from_year, when.year) = (Some(span), Some(span + 4));
    } else {
        return None;
    }
    if bracket && !at.eat(")") && !at.eat("]") {
        return None;
    }
    Some((when, at.at))
}

/// The period that a label is, whole.
pub(super) fn whole(label: &str) -> Option<When> {
    let (when, length) = at_start(label)?;
    let rest = label.get(length..)?;
    matches!(rest, "" | "份" | "度" | "底" | "末" | "初" | "." | ":" | "数" | "止").then_some(when)
}

/// The first period in a title or a sheet's name that has a year, else the first that has months.
pub(super) fn find(words: &str) -> Option<When> {
    let mut partial = None;
    let mut skip_to = 0;
    for (at, c) in words.char_indices() {
        if at < skip_to || !(c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '上' | '下' | '前' | '十' | '第' | '全'))
        {
            continue;
        }
        let before = words.get(..at).and_then(|b| b.chars().next_back());
        if before.is_some_and(|b| b.is_ascii_digit() || b == '.') {
            continue;
        }
        let Some(rest) = words.get(at..) else { continue };
        let Some((when, length)) = at_start(rest) else { continue };
        skip_to = at + length;
        // A bare number of four digits may be anything, unless it stands alone or in brackets.
        let told = rest.get(..length).unwrap_or("");
        let alone = words.len() == told.len() || (before == Some('(') && rest.get(length..).is_some_and(|r| r.starts_with(')')));
        if told.chars().all(|c| c.is_ascii_digit()) && !alone {
            continue;
        }
        if when.year.is_some() {
            return Some(if when.months.is_none() { when.or(after(words, skip_to)) } else { when });
        }
        partial = partial.or(Some(when));
    }
    partial
}

fn after(words: &str, from: usize) -> When {
    words.get(from..).and_then(at_start).map(|(w, _)| w).filter(|w| w.year.is_none()).unwrap_or_default()
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|w| self.eat(w))
    }

    fn digits(&mut self, most: usize) -> Option<(i16, usize)> {
        let length = self.rest().bytes().take(most).take_while(u8::is_ascii_digit).count();
        let number = self.rest().get(..length)?.parse().ok()?;
        self.at += length;
        Some((number, length))
    }

    /// Four digits, 1900 to 2099, with or without 年, no further digit behind unless a month follows (202003).
    fn year(&mut self) -> Option<i16> {
        let start = self.at;
        let found = self.digits(4).filter(|(year, length)| *length == 4 && (1900..2100).contains(year)).map(|(year, _)| year);
        let run = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let month = run == 2 && self.rest().get(..2).and_then(|m| m.parse::<u8>().ok()).is_some_and(|m| (1..=12).contains(&m));
        if found.is_none() || !(run == 0 || month) || (run == 0 && self.rest().starts_with('.') && !self.is_month_behind_point()) {
            self.at = start;
            return None;
        }
        found
    }

    fn is_month_behind_point(&self) -> bool {
        let digits: String = self.rest().chars().skip(1).take_while(char::is_ascii_digit).collect();
        digits.len() <= 2 && digits.parse::<u8>().is_ok_and(|m| (1..=12).contains(&m))
    }

    /// 19年: two digits and 年.
    fn short_year(&mut self) -> Option<i16> {
        let start = self.at;
        if let Some((year, 2)) = self.digits(2)
            && self.rest().starts_with('年')
        {
            return Some(if year < 50 { 2000 + year } else { 1900 + year });
        }
        self.at = start;
        None
    }

    /// What may follow a year: months, a quarter, a half, a day.
    fn after_year(&mut self, when: &mut When) {
        let start = self.at;
        if self.eat("年") {
            self.eat_any(&["度", "末", "底"]);
            let before = self.at;
            self.eat_any(&["第", "(", ",", "/"]);
            let bracket = self.text.get(before..self.at) == Some("(");
            match self.months() {
                Some(months) if !bracket || self.eat(")") => when.months = Some(months),
                _ => self.at = before,
            }
            return;
        }
        // 2020-05, 2020/5/31, 2020.05, 202005, 2020Q1, 2020-Q1, 2020年
        self.eat_any(&["-", "/", ".", "_", "M"]);
        if self.eat_any(&["Q", "q"])
            && let Some((q @ 1..=4, _)) = self.digits(1)
        {
            when.months = Some(Months::Quarter(u8::try_from(q).unwrap_or(1)));
            return;
        }
        if let Some((month @ 1..=12, length)) = self.digits(2) {
            let month = u8::try_from(month).unwrap_or(1);
            let end = self.at;
            if self.eat("-")
                && let Some((last @ 1..=12, _)) = self.digits(2)
                && self.eat("月")
            {
                when.months = Some(Months::Span(month, u8::try_from(last).unwrap_or(month)));
                return;
            }
            self.at = end;
            if self.eat_any(&["-", "/", "."]) && self.digits(2).is_none() {
                self.at = end;
            }
            self.eat_any(&["月份", "月"]);
            if length > 0 {
                when.months = Some(Months::Span(month, month));
                return;
            }
        }
        self.at = start;
        if let Some(months) = self.months() {
            when.months = Some(months);
        }
    }

    /// 3月, 1-3月, 1至3月, 三月, 第一季度, 1季度, Q1, 上半年, 前三季度, 全年.
    fn months(&mut self) -> Option<Months> {
        let start = self.at;
        for (word, months) in [
            ("上半年", Months::Half(1)),
            ("下半年", Months::Half(2)),
            ("前三季度", Months::Span(1, 9)),
            ("前3季度", Months::Span(1, 9)),
            ("全年", Months::All),
        ] {
            if self.eat(word) {
                return Some(months);
            }
        }
        if self.eat("Q")
            && let Some((q @ 1..=4, _)) = self.digits(1)
        {
            return Some(Months::Quarter(u8::try_from(q).unwrap_or(1)));
        }
        self.at = start;
        self.eat("第");
        let first = self.small()?;
        if self.eat_any(&["季度", "季"]) && (1..=4).contains(&first) {
            return Some(Months::Quarter(first));
        }
        let single = self.at;
        if self.eat("月份") || self.eat("月") {
            let after_first = self.at;
            // 1月-3月
            if self.eat_any(&["-", "—", "~", "至", "–"])
                && let Some(last) = self.small()
                && self.eat("月")
                && last > first
            {
                return Some(Months::Span(first, last));
            }
            self.at = after_first;
            return Some(Months::Span(first, first));
        }
        self.at = single;
        if self.eat_any(&["-", "—", "~", "至", "–", "－", "一"])
            && let Some(last) = self.small()
            && last > first
        {
            if self.eat("月份") || self.eat("月") {
                return Some(Months::Span(first, last));
            }
            if last <= 4 && self.eat_any(&["季度", "季"]) {
                return Some(Months::Span(first * 3 - 2, last * 3));
            }
        }
        self.at = start;
        None
    }

    /// 1 to 12 in digits or Chinese.
    fn small(&mut self) -> Option<u8> {
        if let Some((number, _)) = self.digits(2) {
            return u8::try_from(number).ok().filter(|n| (1..=12).contains(n));
        }
        let words = ["十二", "十一", "十", "九", "八", "七", "六", "五", "四", "三", "二", "一"];
        let at = words.iter().position(|w| self.eat(w))?;
        u8::try_from(12 - at).ok()
    }

    /// 十四五: the first of its five years.
    fn plan(&mut self) -> Option<i16> {
        for (word, first) in [("十五五", 2026), ("十四五", 2021), ("十三五", 2016), ("十二五", 2011), ("十一五", 2006)] {
            if self.eat(word) {
                self.eat_any(&["时期", "期间"]);
                return Some(first);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_periods() {
        let read = |label: &str| whole(label).and_then(When::resolve).map_or_else(|| "-".to_owned(), |p| p.to_string());
        for (label, want) in [
            ("2020年4月", "2020-04"),
            ("2020-04", "2020-04"),
            ("2020-04-30", "2020-04"),
            ("2020/4/30", "2020-04"),
            ("202004", "2020-04"),
            ("2020.04", "2020-04"),
            ("2020年", "2020"),
            ("2020", "2020"),
            ("2020年第一季度", "2020-Q1"),
            ("2017Q2", "2017-Q2"),
            ("2020年上半年", "2020-H1"),
            ("2020年1-9月", "2020-01/2020-09"),
            ("2020年1-2月", "2020-01/2020-02"),
            ("2020年1月-3月", "2020-01/2020-03"),
            ("2020年前三季度", "2020-01/2020-09"),
            ("2016-2020年", "2016/2020"),
            ("19年", "2019"),
            ("十三五", "2016/2020"),
            ("2020年末", "2020"),
            ("3月", "-"),
            ("12.5", "-"),
            ("2020.5678", "-"),
        ] {
            assert_eq!(read(label), want, "{label}");
        }
        assert_eq!(whole("1-2月").and_then(|w| w.months), Some(Months::Span(1, 2)));
        let found = |title: &str| find(title).and_then(When::resolve).map(|p| p.to_string());
        assert_eq!(found("2-6各区户籍人口(2022年)").as_deref(), Some("2022"));
        assert_eq!(found("某县2021年1-3月主要指标").as_deref(), Some("2021-01/2021-03"));
        assert_eq!(found("5000吨级码头"), None);
    }
}
