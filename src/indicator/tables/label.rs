//! What one label of a table says: the words of a header or of a row's name, taken apart into name, place, part, period,
//! unit and measure. Knows only the label itself; what its neighbours add is [`super::combine`]'s.

use super::numeral::half_width;
use super::unit;
use super::vocabulary::{Word, words};
use super::when::{self, Count, When};
use crate::base::Text;
use crate::indicator::{Basis, Measure, Status};
use std::borrow::Cow;

/// What a label, or several above one another, say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Meaning {
    /// Words that are neither of the others: an indicator, or whatever the table's rows are.
    pub(super) name: String,
    /// A place: 全市, 惠东县.
    pub(super) area: String,
    /// A part: an industry, 男, 大型企业.
    pub(super) part: String,
    pub(super) when: When,
    pub(super) unit: Option<Text>,
    pub(super) measure: Option<Measure>,
    pub(super) basis: Option<Basis>,
    pub(super) status: Option<Status>,
    /// An index (上年=100): it has no unit.
    pub(super) index: bool,
    /// One of which: 其中：, #.
    pub(super) of_which: bool,
    /// The measure words themselves, for a table that names nothing else.
    pub(super) measure_words: String,
}

impl Meaning {
    /// Whether it says anything of which row this is.
    pub(super) fn names_a_row(&self) -> bool {
        !(self.name.is_empty() && self.area.is_empty() && self.part.is_empty() && self.measure_words.is_empty()) || self.when.is_dated()
    }

    /// Whether it names a measure and nothing that is measured: 同比增长, 占比.
    pub(super) fn measures_alone(&self) -> bool {
        let words = [&self.name, &self.area, &self.part];
        words.iter().all(|words| words.is_empty()) && !self.when.is_dated() && self.measure.is_some_and(|measure| measure != Measure::Level)
    }

    /// Whether it is empty, as before the first label.
    fn says_nothing(&self) -> bool {
        let words = [&self.name, &self.area, &self.part, &self.measure_words];
        words.iter().all(|words| words.is_empty())
            && self.when == When::default()
            && self.unit.is_none()
            && self.measure.is_none()
            && self.basis.is_none()
            && self.status.is_none()
            && !self.index
    }

    /// This label with those above it: what it does not say comes from `above`; names are put together.
    pub(super) fn under(mut self, above: &Meaning) -> Meaning {
        if above.says_nothing() {
            return self;
        }
        self.name =
            if self.of_which && !above.name.is_empty() { format!("{}{}", self.name, above.name) } else { joined(&above.name, &self.name) };
        self.area = joined_places(&above.area, &self.area);
        self.part = joined_places(&above.part, &self.part);
        self.when = self.when.or(above.when);
        if self.measure.is_none() || self.measure == Some(Measure::Level) {
            self.measure = above.measure.or(self.measure);
            self.basis = self.basis.or(above.basis);
            self.unit = self.unit.or_else(|| above.unit.clone());
        } else if self.unit.is_none() && above.measure == self.measure {
            self.unit.clone_from(&above.unit);
        }
        self.status = self.status.or(above.status);
        self.index |= above.index;
        self.measure_words = format!("{}{}", above.measure_words, self.measure_words);
        self
    }
}

/// Names above one another: 出生 over 人数 is 出生人数, 出生 over 出生率 is 出生率.
pub(super) fn joined(above: &str, below: &str) -> String {
    if above.is_empty() || below.contains(above) {
        return below.to_owned();
    }
    if below.is_empty() || above.ends_with(below) {
        return above.to_owned();
    }
    format!("{above}{below}")
}

fn joined_places(above: &str, below: &str) -> String {
    match (above, below) {
        ("", only) | (only, "") => only.to_owned(),
        (a, b) if a == b => a.to_owned(),
        (a, b) => format!("{a}/{b}"),
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The label in one line: half-width, no blanks within Chinese, without its English translation.
pub(super) fn clean(shown: &str) -> Cow<'_, str> {
    if is_clean(shown) {
        return Cow::Borrowed(shown);
    }
    let plain: String = shown.chars().map(|c| if c.is_whitespace() { ' ' } else { half_width(c) }).collect();
    let has_han = plain.chars().any(is_han);
    let mut out = String::with_capacity(plain.len());
    let mut tokens = plain.split(' ').filter(|t| !t.is_empty()).peekable();
    while let Some(token) = tokens.next() {
        if has_han && is_english(token) {
            continue;
        }
        // 亿元 100 million yuan: the number is the translation's.
        let counts = token.bytes().all(|b| b.is_ascii_digit()) && tokens.peek().is_some_and(|next| is_english(next));
        if has_han && counts {
            continue;
        }
        let touches = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
        if !touches(out.chars().next_back()) && !touches(token.chars().next()) && !token.starts_with(|c: char| c.is_ascii_digit()) {
            out.push(' ');
        }
        out.push_str(token);
    }
    Cow::Owned(out)
}

/// Whether the words are plainly clean as they stand, told by their bytes: no blank of any kind, nothing full-width. The first byte of
/// what may be one begins other characters too; these go the long way.
fn is_clean(shown: &str) -> bool {
    let mut before = [0_u8; 2];
    shown.bytes().all(|byte| {
        let blank = before == [0xE3, 0x80] && byte == 0x80;
        before = [before[1], byte];
        byte > b' ' && !matches!(byte, 0xC2 | 0xE1 | 0xE2 | 0xEF) && !blank
    })
}

/// A word of an English translation: letters, one of them small, and no unit.
fn is_english(token: &str) -> bool {
    let bare = token.trim_matches(|c: char| c.is_ascii_punctuation());
    bare.len() >= 2
        && bare.chars().any(|c| c.is_ascii_lowercase())
        && !bare.chars().any(is_han)
        && bare.chars().all(|c| c.is_ascii_alphabetic() || c.is_ascii_punctuation())
        && !(unit::whole(bare).is_some() && words().english_unit(bare).is_none())
}

/// Whether a text is a translation only: no Chinese in it.
pub(super) fn is_foreign(shown: &str) -> bool {
    !shown.chars().any(is_han)
        && shown.chars().filter(char::is_ascii_alphabetic).count() >= 3
        && shown.chars().any(|c| c.is_ascii_lowercase())
}

/// Reads a cleaned label.
pub(super) fn read(label: &str) -> Meaning {
    let mut meaning = Meaning { index: unit::is_index(label), ..Meaning::default() };
    let label = strip_marks(label, &mut meaning);
    if let Some(when) = when::whole(label) {
        meaning.when = when;
        return meaning;
    }
    let (mut label, found) = unit::split(label);
    meaning.unit = found;
    if let Some((when, length)) = when::at_start(&label) {
        // 2022年平均人口, 1-5月完成投资; but 4月均价 is no period.
        let rest = label.get(length..).unwrap_or("").trim_start_matches(['末', '底', '度', '份', '_', ':', '-', '/', '的']);
        if when.year.is_some() || !rest.starts_with(['龄', '均', '薪', '租', '报', '产']) {
            meaning.when = when;
            // 2021年计划投资 is the year's plan.
            label = if rest.starts_with("计划") && when.months.is_none() { format!("年度{rest}") } else { rest.to_owned() };
        }
    } else if let Some((before, inside)) = label.rsplit_once('(')
        && let Some(when) = inside.strip_suffix(')').and_then(when::whole)
    {
        meaning.when = when;
        label = before.to_owned();
    }
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(&label) {
        let piece = strip_code(piece.trim());
        if piece.is_empty() {
            continue;
        }
        let (name, found) = take_measures(piece);
        apply(&found, &mut meaning);
        meaning.measure_words.push_str(piece.get(name.len()..).filter(|_| piece.starts_with(name)).unwrap_or(piece));
        let name = name.trim_matches(['-', ',', '、', '.', '。', ' ', ';']);
        // 比2017年增长: the year it grew since names nothing.
        if name.is_empty() || (!found.is_empty() && is_year_compared(name)) {
            continue;
        }
        if words().is_area(name) {
            meaning.area = joined_places(&meaning.area, name);
        } else if words().is_category(name) {
            meaning.part = joined_places(&meaning.part, name);
        } else {
            names.push(name.to_owned());
        }
    }
    meaning.name = names.join("");
    // 年度计划投资, 目标产值: planned, and named so.
    if meaning.status.is_none() && meaning.measure != Some(Measure::Completion) && ["计划", "目标"].iter().any(|w| meaning.name.contains(w))
    {
        meaning.status = Some(Status::Target);
    }
    if meaning.index {
        meaning.unit = None;
        if meaning.measure == Some(Measure::Growth) {
            (meaning.measure, meaning.basis) = (None, None);
        }
    }
    // 自然增长率(‰) is a rate of its own.
    if meaning.unit.as_deref() == Some("‰") && meaning.measure == Some(Measure::Growth) {
        meaning.measure = None;
        meaning.name = label;
    }
    meaning
}

/// Whether the words are a year that something is compared with: 比2017年.
fn is_year_compared(words: &str) -> bool {
    let year = ["比", "较", "与"].iter().find_map(|than| words.strip_prefix(than));
    year.is_some_and(|year| when::whole(year).is_some_and(|when| when.year.is_some()))
}

/// Takes 其中：, #, 一、, 1. off the front.
fn strip_marks<'a>(label: &'a str, meaning: &mut Meaning) -> &'a str {
    let mut rest = label.trim_matches(|c: char| matches!(c, '*' | '◆' | '●' | '·' | '■' | '□' | '▲' | '.' | ' '));
    loop {
        let before = rest;
        for mark in ["其中:", "其中,", "其中", "#", "其:", "含:", "包括:", "——", "—", "-"] {
            if let Some(after) = rest.strip_prefix(mark)
                && !after.is_empty()
                && !after.starts_with(|c: char| c.is_ascii_digit())
            {
                meaning.of_which = !mark.starts_with(['—', '-']);
                rest = after.trim_start_matches([' ', ':', ',']);
            }
        }
        rest = strip_number(rest);
        if rest == before {
            return rest;
        }
    }
}

/// 一、 (一) 1. 1、 (1) ① and 1.1 before a name.
fn strip_number(label: &str) -> &str {
    let counts = |c: char| "一二三四五六七八九十".contains(c);
    let bracketed = label.strip_prefix('(').and_then(|l| l.split_once(')'));
    if let Some((inside, rest)) = bracketed
        && !rest.is_empty()
        && !inside.is_empty()
        && (inside.chars().all(counts) || (inside.len() <= 2 && inside.chars().all(|c| c.is_ascii_digit())))
    {
        return rest.trim_start_matches(['、', '.', ' ']);
    }
    if let Some(rest) = label.strip_prefix(|c: char| ('①'..='⑳').contains(&c)) {
        return rest;
    }
    let digits = label.trim_start_matches(counts);
    if digits.len() < label.len()
        && let Some(rest) = digits.strip_prefix('、').filter(|r| !r.is_empty())
    {
        return rest;
    }
    let digits = label.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < label.len()
        && label.len() - digits.len() <= 2
        && let Some(rest) = digits.strip_prefix(['、', '.']).filter(|r| r.starts_with(is_han))
    {
        return rest;
    }
    label
}

/// The pieces between _ : | and ·, but not within brackets.
fn pieces(label: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    label.split(move |c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth <= 0 && matches!(c, '_' | ':' | '|' | '·')
    })
}

/// Takes an industry's code off: (06_2017)煤炭开采和洗选业, 06煤炭开采和洗选业.
fn strip_code(piece: &str) -> &str {
    if let Some((inside, rest)) = piece.strip_prefix('(').and_then(|p| p.split_once(')'))
        && !rest.is_empty()
        && inside.chars().all(|c| c.is_ascii_digit() || matches!(c, '_' | '-' | '.'))
    {
        return rest;
    }
    piece
}

/// Takes measure words off both ends of a name. Gives the name left and the words, the last first.
fn take_measures(piece: &str) -> (&str, Vec<Word>) {
    let mut found = Vec::new();
    let mut rest = piece;
    if let Some(inside) =
        piece.strip_prefix('占').and_then(|p| ["的比重", "比重", "比例", "%", "的%"].iter().find_map(|e| p.strip_suffix(e)))
        && inside.chars().count() <= 16
    {
        return ("", vec![Word::Share]);
    }
    let known = |name: &str| words().names.iter().any(|n| name.ends_with(n.as_str()));
    loop {
        let trimmed = rest.trim_end_matches(['%', ')', '(', ' ', ',', '、', '±']);
        if trimmed != rest {
            // Brackets that hold words stay with the name: (不变价).
            let dropped = rest.get(trimmed.len()..).unwrap_or("");
            if dropped.contains(')') && !dropped.contains('(') {
                break;
            }
            if dropped.contains('±') {
                found.push(Word::Growth);
            }
            rest = trimmed;
        }
        if known(rest) && found.is_empty() {
            break;
        }
        let Some((word, length)) = words().measure_at_end(rest) else { break };
        let left = rest.get(..rest.len() - length).unwrap_or("");
        // 数, 率, 值, 实际 and the like belong to a name unless a measure word stands beside them.
        let weak = matches!(word, Word::Filler | Word::Amount | Word::Target | Word::Forecast);
        let last_left = left.chars().next_back();
        if weak && !left.is_empty() && !(word != Word::Filler && last_left.is_some_and(|c| matches!(c, '_' | ' '))) {
            let beside = words().measure_at_end(left).is_some_and(|(w, _)| {
                matches!(
                    w,
                    Word::Current | Word::ThisYear | Word::Cumulative | Word::LastYear | Word::YearOnYear | Word::Target | Word::Forecast
                )
            });
            if !(beside || (word == Word::Filler && !found.is_empty() && length > 3)) {
                break;
            }
        }
        if word == Word::Filler && left.is_empty() && found.is_empty() {
            break;
        }
        found.push(word);
        rest = left;
    }
    // 本月产量, 累计完成投资
    while !rest.is_empty() {
        let Some((word, length)) = words().measure_at_start(rest) else { break };
        let left = rest.get(length..).unwrap_or("");
        let opens =
            matches!(word, Word::Current | Word::ThisYear | Word::Cumulative) || (word == Word::LastYear && !left.starts_with('末'));
        if !opens || left.is_empty() || left.chars().count() < 2 {
            break;
        }
        found.push(word);
        rest = left;
    }
    (rest, found)
}

fn apply(found: &[Word], meaning: &mut Meaning) {
    let has = |word: Word| found.contains(&word);
    if has(Word::Cumulative) {
        meaning.when.count = Some(Count::Cumulative);
    } else if has(Word::Current) {
        meaning.when.count = Some(Count::Current);
    }
    let measure = if has(Word::Rank) {
        Some(Measure::Rank)
    } else if has(Word::Completion) {
        Some(Measure::Completion)
    } else if has(Word::Share) {
        Some(Measure::Share)
    } else if has(Word::Difference) {
        Some(Measure::Change)
    } else if has(Word::Growth) || ((has(Word::YearOnYear) || has(Word::PeriodOnPeriod)) && !has(Word::Amount)) {
        Some(Measure::Growth)
    } else if has(Word::Amount) || has(Word::LastYear) || has(Word::Target) {
        Some(Measure::Level)
    } else {
        None
    };
    if measure.is_some() {
        meaning.measure = measure;
    }
    if has(Word::PeriodOnPeriod) {
        meaning.basis = Some(Basis::PeriodOnPeriod);
    } else if has(Word::YearOnYear) || matches!(measure, Some(Measure::Growth | Measure::Change)) {
        meaning.basis = Some(Basis::YearOnYear);
    }
    if has(Word::LastYear) && measure == Some(Measure::Level) {
        meaning.when.shift = -1;
    }
    if has(Word::Target) && measure != Some(Measure::Completion) {
        meaning.status = Some(Status::Target);
    } else if has(Word::Forecast) {
        meaning.status = Some(Status::Forecast);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_is_called_clean_is(shown in "[甲乙 \u{a0}\u{3000}\u{2003}、。（Ａa1.−—\u{85}]{0,8}") {
            let cleaned = clean(&shown).into_owned();
            if is_clean(&shown) {
                // The long way gives the same.
                let blank = format!("{shown} ");
                proptest::prop_assert!(!is_clean(&blank));
                proptest::prop_assert_eq!(&cleaned, &clean(&blank).into_owned());
            }
        }
    }

    #[test]
    fn labels_are_taken_apart() {
        let show = |label: &str| {
            let m = read(&clean(label));
            let when = m.when.or(When { year: Some(1900), ..When::default() });
            let dated = when.resolve().filter(|_| m.when.is_dated()).map(|p| p.to_string()).unwrap_or_default();
            format!(
                "{}|{}|{}|{}{}{}|{}|{}",
                m.name,
                m.area,
                m.part,
                dated,
                match m.when.count {
                    Some(Count::Current) => "=",
                    Some(Count::Cumulative) => "+",
                    None => "",
                },
                if m.when.shift < 0 { "<" } else { "" },
                m.unit.as_deref().unwrap_or(""),
                m.measure.map_or("", Measure::name)
            )
        };
        for (label, want) in [
            ("工业增加值同比增长(%)", "工业增加值||||%|growth"),
            ("工业增加值_累计增长(%)", "工业增加值|||+|%|growth"),
            ("国内生产总值(不变价)当季值(亿元)", "国内生产总值(不变价)|||=|亿元|"),
            ("规模以上工业增加值_(06_2017)煤炭开采和洗选业_累计同比实际增速", "规模以上工业增加值||煤炭开采和洗选业|+||growth"),
            ("出口交货值累计值(亿元)", "出口交货值|||+|亿元|"),
            ("年平均人数\n(人)\nAnnual\nAverage\nPopulation\n(person)", "年平均人数||||人|"),
            ("净  迁  移", "净迁移|||||"),
            ("2022年平均人口", "平均人口|||2022||"),
            ("其中：国有企业", "||国有企业|||"),
            ("自然增长率(‰)", "自然增长率||||‰|"),
            ("本月止累计", "|||+||"),
            ("上年同期", "|||<||level"),
            ("比上年同期增长(%)", "||||%|growth"),
            ("占全省比重(%)", "||||%|share"),
            ("惠东县", "|惠东县||||"),
            ("5、社会消费品零售总额", "社会消费品零售总额|||||"),
            ("烧碱(折100%)产量", "烧碱(折100%)产量|||||"),
            ("R&D经费支出(万元)", "R&D经费支出||||万元|"),
            ("2021年1-3月累计", "|||2021-01/2021-03+||"),
            ("国内生产总值指数(上年同期=100)当季值", "国内生产总值指数(上年同期=100)|||=||"),
            ("规模以上工业企业专利申请数", "规模以上工业企业专利申请数|||||"),
            ("实际利用外资(万美元)", "实际利用外资||||万美元|"),
            ("完成年计划(%)", "||||%|completion"),
            ("环比", "|||||growth"),
            ("比2017年增长(%)", "||||%|growth"),
        ] {
            assert_eq!(show(label), want, "{label}");
        }
    }
}
