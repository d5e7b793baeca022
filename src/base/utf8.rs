//! One character of a text at a time, for loops that look at every one.

/// What the characters from U+4000 to U+9FFF begin with, Chinese ones, and no byte within a character is.
pub const HAN: std::ops::RangeInclusive<u8> = 0xE4..=0xE9;

/// The character that begins at byte `at`: its code point and its length in bytes. `None` at the text's end.
///
/// `at` must be where a character begins, else what is told is one of no meaning, but still one that ends within the text.
/// As `text[at..].chars().next()`, and cheaper for what reports are made of: Chinese characters and ASCII.
#[inline]
#[must_use]
pub fn character(text: &str, at: usize) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    if first & 0xF0 == 0xE0
        && let Some(&[second, third]) = bytes.get(at + 1..at + 3)
    {
        return Some((u32::from(first & 0x0F) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F), 3));
    }
    if first < 0x80 {
        return Some((u32::from(first), 1));
    }
    rare(text, at)
}

/// Any character, the long way.
#[cold]
fn rare(text: &str, at: usize) -> Option<(u32, usize)> {
    text.get(at..)?.chars().next().map(|c| (u32::from(c), c.len_utf8()))
}

/// The character that ends before byte `end`: its code point and its length in bytes. `None` at the text's start.
///
/// As `text[..end].chars().next_back()`, where `end` is one past a character.
#[inline]
#[must_use]
pub fn character_before(text: &str, end: usize) -> Option<(u32, usize)> {
    match *text.as_bytes().get(..end)? {
        [.., first, second, third] if first & 0xF0 == 0xE0 => {
            Some((u32::from(first & 0x0F) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F), 3))
        }
        [.., last] if last < 0x80 => Some((u32::from(last), 1)),
        _ => text.get(..end)?.chars().next_back().map(|c| (u32::from(c), c.len_utf8())),
    }
}

/// Where `words` first stand in a short text. As `text.find(words)`, which makes itself ready for long ones.
#[inline]
#[must_use]
pub fn find(text: &str, words: &str) -> Option<usize> {
    text.as_bytes().windows(words.len().max(1)).position(|at| at == words.as_bytes())
}

/// Whether any character of the text is such a one. As `text.chars().any(such)`, and cheaper.
#[inline]
#[must_use]
pub fn any(text: &str, such: impl Fn(char) -> bool) -> bool {
    let mut at = 0;
    while let Some((code, own)) = character(text, at) {
        if char::from_u32(code).is_some_and(&such) {
            return true;
        }
        at += own;
    }
    false
}

/// Whether the first or the last character of the text is such a one.
#[inline]
#[must_use]
pub fn begins_or_ends(text: &str, such: impl Fn(char) -> bool) -> bool {
    let is = |found: Option<(u32, usize)>| found.and_then(|(code, _)| char::from_u32(code)).is_some_and(&such);
    is(character(text, 0)) || is(character_before(text, text.len()))
}

/// Whether a character of the words may be white space: one of ASCII, or one that begins as those beyond it do. Looks at all bytes alike,
/// which compilers turn into wide instructions.
#[must_use]
pub fn may_hold_space(words: &str) -> bool {
    words.bytes().fold(false, |any, b| any | (b <= b' ') | matches!(b, 0xC2 | 0xE1..=0xE3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_chars_reads(text in "[ -~一-龥！-～é\u{0}-\u{10FFFF}]{0,12}") {
            for (at, c) in text.char_indices() {
                prop_assert_eq!(character(&text, at), Some((u32::from(c), c.len_utf8())));
            }
            prop_assert_eq!(character(&text, text.len()), None);
            for (at, c) in text.char_indices() {
                prop_assert_eq!(character_before(&text, at + c.len_utf8()), Some((u32::from(c), c.len_utf8())));
            }
            prop_assert_eq!(character_before(&text, 0), None);
        }
    }
}
