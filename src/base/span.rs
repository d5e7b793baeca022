//! A place in a text.

use std::ops::Range;

/// A half-open range of bytes in a source text, both ends on character boundaries. Unit: bytes, 0-based.
///
/// Texts are limited to `u32::MAX` bytes by [`crate::import::limits`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes. An end before the start gives an empty span.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        Self { start, end: u32::try_from(end).unwrap_or(u32::MAX).max(start) }
    }

    /// As a range of `usize`, for indexing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words that stand there; empty when the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The bytes that stand there; none when the span does not fit the text.
    #[inline]
    fn bytes(self, text: &str) -> &[u8] {
        text.as_bytes().get(self.range()).unwrap_or_default()
    }

    /// Whether just these words stand there. As to compare with [`Span::of`], and cheaper: the span's ends, which are a token's or a
    /// name's, are not looked at. So are the two below.
    #[inline]
    #[must_use]
    pub fn is(self, text: &str, words: &str) -> bool {
        self.end.wrapping_sub(self.start) as usize == words.len() && self.bytes(text) == words.as_bytes()
    }

    /// Whether what stands there begins with these words.
    #[inline]
    #[must_use]
    pub fn begins(self, text: &str, words: &str) -> bool {
        self.end.wrapping_sub(self.start) as usize >= words.len() && self.bytes(text).starts_with(words.as_bytes())
    }

    /// Whether what stands there ends with these words.
    #[inline]
    #[must_use]
    pub fn ends(self, text: &str, words: &str) -> bool {
        self.end.wrapping_sub(self.start) as usize >= words.len() && self.bytes(text).ends_with(words.as_bytes())
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` lies inside.
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
