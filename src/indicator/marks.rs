//! What may begin with each character: a mark, a name in quotes, a period, a word, a number, or nothing.

use crate::base::Trie;
use crate::quantity::{self, periods};

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

/// The mark that the character is.
pub fn mark(c: char) -> Option<Mark> {
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

/// The mark that closes what an opening quote or book-title mark opens.
pub fn closing(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '‘' => '’',
        '《' => '》',
        '〈' => '〉',
        '「' => '」',
        _ => return None,
    })
}

// What may begin with a character: a sum of these.
/// Nothing.
pub const NOTHING: u8 = 0;
/// A mark that parts the text.
pub const MARK: u8 = 1;
/// White space.
pub const SPACE: u8 = 2;
/// A name in quotes.
pub const QUOTE: u8 = 4;
/// A period.
pub const PERIOD: u8 = 8;
/// A word of several characters.
pub const WORD: u8 = 16;
/// A quantity, or a name with digits.
pub const NUMBER: u8 = 32;
/// A word of this one character.
pub const ALONE: u8 = 64;
/// Nothing by itself; but a period that begins with a word's character may go on with it.
pub const PERIOD_ON: u8 = 128;
/// What says that something begins.
pub const BEGINS: u8 = !PERIOD_ON;

/// What may begin with a character, where words are those of the vocabulary.
pub fn begins(words: &Trie, c: char) -> u8 {
    [
        (mark(c).is_some(), MARK),
        (c.is_whitespace(), SPACE),
        (closing(c).is_some(), QUOTE),
        (periods::starts(c), PERIOD),
        (words.starts(c), WORD),
        (quantity::starts(c), NUMBER),
        (words.longest(c.encode_utf8(&mut [0; 4])).is_some(), ALONE),
        (periods::goes_on(c), PERIOD_ON),
    ]
    .into_iter()
    .filter_map(|(begins, what)| begins.then_some(what))
    .sum()
}
