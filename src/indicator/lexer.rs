//! The text becomes tokens: quantities, periods, words of the vocabulary, marks, and gaps of other words.

use super::words::{Class, Word, vocabulary};
use crate::base::Span;
use crate::quantity::{self, Found, PeriodWord, Quantity, periods};

/// One piece of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
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

/// The marks that part a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// ，
    Comma,
    /// 、
    Pause,
    /// ；
    Semicolon,
    /// ：
    Colon,
    /// 。！？
    Stop,
    /// A line's end.
    Line,
    /// （
    Open,
    /// ）
    Close,
    /// Two or more spaces: they part as a comma does.
    Wide,
}

/// The longest name in quotes or 《》, in bytes, within which numbers are part of the name.
const QUOTED: usize = 120;

/// Reads the tokens of `text[from..to]` into `tokens`, which is cleared first.
pub fn read(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    tokens.clear();
    let text = text.get(..to).unwrap_or(text);
    let mut at = from;
    let mut gap = from;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let found = token_at(text, at, c);
        match found {
            None => at += c.len_utf8(),
            Some(Step::Skip(len)) => at += len,
            Some(Step::Tokens(list, len)) => {
                close_gap(text, gap, at, tokens);
                tokens.extend(list);
                at += len;
                gap = at;
            }
            Some(Step::Token(kind, len)) => {
                close_gap(text, gap, at, tokens);
                tokens.push(Token { span: Span::new(at, at + len), kind });
                at += len;
                gap = at;
            }
        }
    }
    close_gap(text, gap, text.len(), tokens);
}

/// Words that nothing else claimed become a gap; single spaces and lone marks are dropped.
fn close_gap(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    let Some(words) = text.get(from..to) else { return };
    let trimmed = words.trim_matches(|c: char| c.is_whitespace() || "\"'·".contains(c));
    if trimmed.is_empty() {
        return;
    }
    let start = from + words.find(trimmed).unwrap_or(0);
    tokens.push(Token { span: Span::new(start, start + trimmed.len()), kind: Kind::Gap });
}

enum Step {
    Token(Kind, usize),
    Tokens(Vec<Token>, usize),
    /// Part of the gap.
    Skip(usize),
}

/// What begins at byte `at`, whose character is `c`.
fn token_at(text: &str, at: usize, c: char) -> Option<Step> {
    let rest = text.get(at..)?;
    if let Some(mark) = mark(c) {
        return Some(Step::Token(Kind::Mark(mark), c.len_utf8()));
    }
    if c.is_whitespace() {
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']).len();
        let wide = rest.get(..spaces).is_some_and(|s| s.chars().count() >= 2 || s.contains('\u{3000}'));
        return wide.then_some(Step::Token(Kind::Mark(Mark::Wide), spaces.max(c.len_utf8())));
    }
    if let Some(len) = quoted(rest, c) {
        let (word_len, word) = vocabulary().longest(rest).unwrap_or((0, Word::default()));
        if word_len > '“'.len_utf8() {
            return Some(Step::Token(Kind::Word(word), word_len));
        }
        if let Some((period, used)) = periods::read(rest) {
            return Some(Step::Token(Kind::Period(period), used));
        }
        return Some(Step::Skip(len));
    }
    let period = if periods::starts(c) { periods::read(rest) } else { None };
    let word = if vocabulary().starts(c) { vocabulary().longest(rest) } else { None };
    if let Some((word_len, word)) = word
        && period.is_none_or(|(_, len)| len < word_len)
        && quantity_longer(text, at, word_len).is_none()
    {
        // A sector's whole name (电力、热力生产和供应业) is a name like others, with its marks in it.
        let kind = if word.class == Some(Class::Sector) { Kind::Gap } else { Kind::Word(word) };
        return Some(Step::Token(kind, word_len));
    }
    if let Some((period, len)) = period {
        return Some(Step::Token(Kind::Period(period), len));
    }
    match quantity::read_at(text, at)? {
        Found::One(quantity) => {
            let len = (quantity.span.end as usize).saturating_sub(at);
            Some(Step::Token(Kind::Quantity(quantity), len))
        }
        Found::Ratio(parts) => {
            let len = parts.last()?.span.end as usize - at;
            Some(Step::Tokens(parts.into_iter().map(|q| Token { span: q.span, kind: Kind::Quantity(q) }).collect(), len))
        }
        Found::Name(len) => Some(Step::Skip(len.max(c.len_utf8()))),
    }
}

/// The quantity that begins here and is longer than a word of the vocabulary that begins here too (一 of 一百二十家).
fn quantity_longer(text: &str, at: usize, word_len: usize) -> Option<Quantity> {
    let c = text.get(at..)?.chars().next()?;
    quantity::numerals::chinese_digit(c)?;
    match quantity::read_at(text, at)? {
        Found::One(q) if q.span.len() > word_len => Some(q),
        _ => None,
    }
}

fn mark(c: char) -> Option<Mark> {
    Some(match c {
        '，' | ',' => Mark::Comma,
        '、' | '﹑' => Mark::Pause,
        '；' | ';' => Mark::Semicolon,
        '：' | ':' => Mark::Colon,
        '。' | '！' | '？' | '!' | '?' => Mark::Stop,
        '\n' => Mark::Line,
        '（' | '(' | '【' | '[' | '〔' => Mark::Open,
        '）' | ')' | '】' | ']' | '〕' => Mark::Close,
        _ => return None,
    })
}

/// The bytes of a name in quotes or book-title marks that begins here; `None` when it does not close soon.
fn quoted(rest: &str, open: char) -> Option<usize> {
    let close = match open {
        '“' => '”',
        '‘' => '’',
        '《' => '》',
        '〈' => '〉',
        '「' => '」',
        _ => return None,
    };
    let limit = rest.char_indices().map(|(i, _)| i).take_while(|i| *i <= QUOTED).last().unwrap_or(0);
    let inside = rest.get(..limit.max(open.len_utf8())).unwrap_or(rest);
    let end = inside.char_indices().skip(1).find(|(_, c)| *c == close || *c == '\n')?;
    (end.1 == close).then(|| end.0 + close.len_utf8())
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
            ("《若干意见》（国发〔2020〕7号）", "~《若干意见》 （ ~国发 〔 #2020 〕 #7 ~号 ）"),
            ("“十四五”以来", "@“十四五” 以来"),
        ] {
            assert_eq!(show(text), want, "{text}");
        }
    }
}
