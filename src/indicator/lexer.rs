//! The text becomes tokens: quantities, periods, words of the vocabulary, marks, and gaps of other words.

use super::marks::{ALONE, BEGINS, MARK, NOTHING, NUMBER, PERIOD, PERIOD_ON, QUOTE, SPACE, WORD, closing, mark};
use super::phrases::{self, List, Lists};
use super::words::{Class, Vocabulary, Word, vocabulary};
use crate::base::trie::Letter;
use crate::base::{Span, utf8, work};
use crate::quantity::{self, Found, PeriodWord, Quantity, periods};

pub use super::marks::Mark;

/// One piece of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// The lists that its words are on; of words and gaps only.
    pub lists: Lists,
}

impl Token {
    /// Whether it is a sector's name.
    #[inline]
    #[must_use]
    pub fn is_sector(&self) -> bool {
        matches!(self.kind, Kind::Gap) && self.lists.has(List::SectorName)
    }

    /// Whether it is an area's name.
    #[inline]
    #[must_use]
    pub fn is_area(&self) -> bool {
        matches!(self.kind, Kind::Gap) && self.lists.has(List::AreaName)
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number with its unit.
    Quantity(Quantity),
    /// A period or a part of one.
    Period(PeriodWord),
    /// A word of the vocabulary.
    Word(Word),
    /// Other words: a name, a thing, an action.
    Gap,
    /// A mark.
    Mark(Mark),
}

/// The longest name in quotes or 《》, in bytes, within which numbers are part of the name.
const QUOTED: usize = 120;

/// Reads the tokens of `text[from..to]` into `tokens`, which is cleared first.
pub fn read(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    tokens.clear();
    read_on(text, from, to, tokens);
}

/// Reads the tokens of `text[from..to]` behind those in `tokens`.
pub fn read_on(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    let text = text.get(..to).unwrap_or(text);
    // A workbook has no text: it does not wait for the vocabulary.
    if from >= text.len() {
        return;
    }
    let vocabulary = vocabulary();
    let trie = vocabulary.trie();
    let letters = trie.letters(text.get(from..).unwrap_or_default());
    let mut lexer = Lexer { text, vocabulary, gap: from, tokens };
    let mut at = from;
    let mut rest = letters.as_slice();
    while let [letter, after @ ..] = rest {
        work::done(1);
        let next = after.first().copied().unwrap_or_default();
        let what = letter.note & BEGINS;
        let dull = what == NOTHING || what == WORD && !trie.may_begin(letter.number, next.number);
        if dull {
            at += usize::from(letter.len);
            rest = after;
        } else if what & !(WORD | ALONE) == 0 {
            let read = lexer.word_at(at, rest);
            let (len, characters) = read.unwrap_or((letter.len.into(), 1));
            at += len;
            rest = rest.get(characters..).unwrap_or_default();
        } else if let Some(end) = lexer.read_at(at, what, rest, next) {
            while let [letter, after @ ..] = rest
                && at < end
            {
                at += usize::from(letter.len);
                rest = after;
            }
        } else {
            at += usize::from(letter.len);
            rest = after;
        }
    }
    lexer.close_gap(text.len());
}

struct Lexer<'a> {
    text: &'a str,
    vocabulary: &'static Vocabulary,
    /// Where the words begin that nothing has claimed yet.
    gap: usize,
    tokens: &'a mut Vec<Token>,
}

impl Lexer<'_> {
    /// Reads the word that begins at byte `at`, with these letters; gives its bytes and characters, or `None` where it is part of the gap.
    #[inline]
    fn word_at(&mut self, at: usize, letters: &[Letter]) -> Option<(usize, usize)> {
        let (len, characters, word) = self.vocabulary.longest_of(letters)?;
        if len == '居'.len_utf8() && word.class == Some(Class::Rank) && self.ends_home(at) {
            return None;
        }
        self.push_word(at, len, word);
        Some((len, characters))
    }

    /// Reads what else than a word begins at byte `at`, with these letters, the second of them `next`; gives where it ends, or `None`
    /// where it is part of the gap.
    #[inline]
    fn read_at(&mut self, at: usize, what: u8, letters: &[Letter], next: Letter) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let c = rest.chars().next()?;
        if what & MARK != 0 {
            let mark = mark(c)?;
            return Some(self.push(at, c.len_utf8(), Kind::Mark(mark)));
        }
        if what & SPACE != 0 {
            let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']).len();
            work::done(spaces);
            let wide = rest.get(..spaces).is_some_and(|s| s.chars().nth(1).is_some() || s.contains('\u{3000}'));
            return wide.then(|| self.push(at, spaces.max(c.len_utf8()), Kind::Mark(Mark::Wide)));
        }
        let quoted = if what & QUOTE != 0 { quoted(rest, c) } else { None };
        let may_be_period = what & PERIOD != 0 && (next.note & PERIOD_ON != 0 || !periods::begins_as_word(c));
        let period = if may_be_period { periods::read(rest) } else { None };
        let word = if what & WORD != 0 { self.vocabulary.longest_of(letters).map(|(len, _, word)| (len, word)) } else { None };
        if let Some(len) = quoted {
            // A word or a period in its quotes; else the whole name is skipped, with the numbers in it.
            return match (word.filter(|(len, _)| *len > c.len_utf8()), period) {
                (Some((len, word)), _) => Some(self.push(at, len, Kind::Word(word))),
                (None, Some((period, len))) => Some(self.push(at, len, Kind::Period(period))),
                (None, None) => Some(at + len),
            };
        }
        let mut found = None;
        if let Some((word_len, word)) = word
            && period.is_none_or(|(_, len)| len < word_len)
        {
            // 一 of 一百二十家: the quantity is longer than the word.
            let counts = what & NUMBER != 0 && quantity::numerals::chinese_digit(c).is_some();
            found = if counts { quantity::read_at(self.text, at) } else { None };
            let longer = matches!(&found, Some(Found::One(q)) if q.span.len() > word_len);
            if !longer {
                return Some(self.push_word(at, word_len, word));
            }
        }
        if let Some((period, len)) = period {
            return Some(self.push(at, len, Kind::Period(period)));
        }
        if what & NUMBER == 0 {
            return None;
        }
        match found.or_else(|| quantity::read_at(self.text, at))? {
            Found::One(quantity) => {
                let len = (quantity.span.end as usize).saturating_sub(at);
                Some(self.push(at, len, Kind::Quantity(quantity)))
            }
            Found::Ratio(parts) => {
                self.close_gap(at);
                self.gap = parts.last()?.span.end as usize;
                self.tokens.extend(parts.into_iter().map(|q| Token { span: q.span, kind: Kind::Quantity(q), lists: Lists::default() }));
                Some(self.gap)
            }
            Found::Name(len) => Some(at + len.max(c.len_utf8())),
        }
    }

    /// 竹木家居, 宜居: whether what nothing has claimed before 居 makes a home of it, and no place in an order.
    fn ends_home(&self, at: usize) -> bool {
        self.text.get(self.gap..at).is_some_and(|before| before.ends_with(['家', '宜', '安', '民', '定', '旧', '邻', '群']))
    }

    /// Adds a token, no word and no gap, and the gap before it; gives where it ends.
    #[inline]
    fn push(&mut self, at: usize, len: usize, kind: Kind) -> usize {
        self.close_gap(at);
        self.tokens.push(Token { span: Span::new(at, at + len), kind, lists: Lists::default() });
        self.gap = at + len;
        self.gap
    }

    /// Adds a word, and the gap before it; gives where it ends.
    #[inline]
    fn push_word(&mut self, at: usize, len: usize, word: Word) -> usize {
        self.close_gap(at);
        // A sector's whole name (电力、热力生产和供应业) is a name like others, with its marks in it.
        let kind = if word.class == Some(Class::Sector) { Kind::Gap } else { Kind::Word(word) };
        self.tokens.push(Token { span: Span::new(at, at + len), kind, lists: word.lists });
        self.gap = at + len;
        self.gap
    }

    /// Words that nothing else claimed become a gap; single spaces and lone marks are dropped.
    #[inline]
    fn close_gap(&mut self, to: usize) {
        if self.gap < to {
            self.push_gap(to);
        }
    }

    fn push_gap(&mut self, to: usize) {
        let Some(words) = self.text.get(self.gap..to).filter(|words| !words.is_empty()) else { return };
        let span = if begins_and_ends_in_han(words.as_bytes()) {
            Span::new(self.gap, to)
        } else {
            let is_mark = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '·');
            work::done(words.len());
            let led = words.trim_start_matches(is_mark);
            let start = to - led.len();
            Span::new(start, start + led.trim_end_matches(is_mark).len())
        };
        if !span.is_empty() {
            self.tokens.push(Token { span, kind: Kind::Gap, lists: phrases::of(span.of(self.text)) });
        }
    }
}

/// Whether the first and the last character are Chinese: there is nothing to trim.
fn begins_and_ends_in_han(words: &[u8]) -> bool {
    let last = words.len().checked_sub(3).and_then(|at| words.get(at));
    words.first().is_some_and(|first| utf8::HAN.contains(first)) && last.is_some_and(|last| utf8::HAN.contains(last))
}

/// The bytes of a name in quotes or book-title marks that begins here; `None` when it does not close soon.
fn quoted(rest: &str, open: char) -> Option<usize> {
    let close = closing(open)?;
    let ends = |at: usize, c: char| at + c.len_utf8();
    work::done(QUOTED);
    let mut inside = rest.char_indices().skip(1).take_while(|&(at, c)| ends(at, c) <= QUOTED && ends(at, c) < rest.len());
    let (end, c) = inside.find(|&(_, c)| c == close || c == '\n')?;
    (c == close).then(|| end + close.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let mut tokens = Vec::new();
        read(text, 0, text.len(), &mut tokens);
        let piece = |t: &Token| {
            let words = t.span.of(text);
            match t.kind {
                Kind::Quantity(_) => format!("#{words}"),
                Kind::Period(_) => format!("@{words}"),
                Kind::Word(_) => words.to_owned(),
                Kind::Gap => format!("~{words}"),
                Kind::Mark(_) => words.trim().to_owned(),
            }
        };
        tokens.iter().map(piece).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_part_into_tokens() {
        for (text, want) in [
            ("规上工业增加值同比增长5.4%，", "规上工业增加值 同比 增长 #5.4% ，"),
            ("2020年1-9月，全市", "@2020年 @1-9月 ， 全市"),
            ("聚焦省“5100”目标", "~聚焦省“5100” 目标"),
            ("新增捷力13家规模工业企业", "新增 ~捷力 #13家 规模工业企业"),
            ("三次产业结构为0.7：65.2：34.1。", "~三次产业结构 为 #0.7 #65.2 #34.1 。"),
            ("建成5G基站98个", "建成 5G基站 #98个"),
            ("竹木家居产业居全市第2位", "~竹木家居产业 居 全市 #第2位"),
            ("《若干意见》（国发〔2020〕7号）", "~《若干意见》 （ ~国发 〔 #2020 〕 #7 ~号 ）"),
            ("“十四五”以来", "@“十四五” 以来"),
        ] {
            assert_eq!(show(text), want, "{text}");
        }
    }

    #[test]
    fn reading_is_linear() {
        let pieces = [
            "一、",
            "分别",
            "分别为",
            "1",
            "１",
            "1、",
            "1,",
            "1，000",
            "0,000",
            "1.",
            "1.1.",
            "1:",
            "1.5:",
            "1-",
            "1至",
            "1到 ",
            "1 ",
            "1亿",
            "1亿5千万",
            "1万多",
            "x",
            "xx.",
            "x年",
            "*",
            "＊",
            "1×",
            "1*",
            "**家",
            "第x",
            "第一",
            "第",
            "零",
            "〇",
            "一",
            "十",
            "一点一",
            "百分之",
            "分之",
            "三分之",
            "三成",
            "翻",
            "翻两",
            "首位",
            "亿",
            "万元",
            "千亿",
            "（",
            "(((",
            "（）",
            "【",
            "“",
            "《",
            "“”",
            "《》",
            "\"",
            "·",
            " ",
            "  ",
            "\t",
            "\u{3000}",
            "\u{2003}",
            "，",
            "。",
            "\n",
            "2020年",
            "2020-",
            "2020-1-",
            "1月-",
            "1-9月",
            "前",
            "前4",
            "上年",
            "十四五",
            "“十四五",
            "5G",
            "1+",
            "+1",
            "a1",
            "工业增加值",
            "规模以上",
            "甲",
            "é",
            "𠀀",
            "-1",
            "--",
        ];
        let read = |text: &str| super::read(text, 0, text.len(), &mut Vec::new());
        work::is_linear(&pieces, 60, read);
    }
}
