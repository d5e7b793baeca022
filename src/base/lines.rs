//! Where a byte stands: which line, which code point.

use super::Span;

/// How many bytes lie between two remembered code point counts.
const STRIDE: usize = 1024;

/// Converts byte offsets of one text to lines and code points, and back.
///
/// Lines and code points are 0-based. Building is linear in the text; lookups are logarithmic or constant.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    /// Byte offset of each line's first character.
    starts: Vec<u32>,
    /// Code points before byte `i * STRIDE`, counting a character at its first byte.
    counts: Vec<u32>,
    len: usize,
}

impl LineIndex {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', bytes).map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX)));
        let mut counts = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in bytes.chunks(STRIDE) {
            counts.push(count);
            count += heads(chunk);
        }
        counts.push(count);
        Self { starts, counts, len: bytes.len() }
    }

    /// Number of lines; at least one.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The line on which the byte stands.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1)
    }

    /// The bytes of a line, without its line end. Past the last line: empty, at the end.
    #[must_use]
    pub fn line(&self, line: usize) -> Span {
        let Some(&start) = self.starts.get(line) else { return Span::new(self.len, self.len) };
        let end = self.starts.get(line + 1).map_or(self.len, |&next| next as usize - 1);
        Span::new(start as usize, end)
    }

    /// Code points before the byte at `offset` of the text the index was made from.
    #[must_use]
    pub fn code_point(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(self.len);
        let block = offset / STRIDE;
        let before = self.counts.get(block).copied().unwrap_or(0) as usize;
        let rest = text.as_bytes().get(block * STRIDE..offset).unwrap_or_default();
        before + heads(rest) as usize
    }
}

/// How many characters begin in these bytes of UTF-8.
fn heads(bytes: &[u8]) -> u32 {
    // In stretches that a byte can count, which compilers turn into wide instructions.
    let stretch = |bytes: &[u8]| bytes.iter().map(|&b| u8::from(b & 0xC0 != 0x80)).sum::<u8>();
    bytes.chunks(255).map(|part| u32::from(stretch(part))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_chars() {
        let text = "2020年,规模工业产值311.25亿元。\n第二行\n".repeat(200);
        let index = LineIndex::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(index.code_point(&text, offset), count);
        }
        assert_eq!(index.code_point(&text, text.len()), text.chars().count());
    }

    #[test]
    fn lines_are_found() {
        let index = LineIndex::new("ab\n\ncd");
        assert_eq!((index.lines(), index.line(0), index.line(1), index.line(2)), (3, Span::new(0, 2), Span::new(3, 3), Span::new(4, 6)));
        assert_eq!((index.line_of(0), index.line_of(2), index.line_of(3), index.line_of(6)), (0, 0, 1, 2));
    }
}
