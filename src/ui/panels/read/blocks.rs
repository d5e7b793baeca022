//! The source cut into blocks (paragraphs) that are laid out one by one, so that a text of any length scrolls at once.
//! Knows the text and what was read from it, nothing of the screen but the size of letters.

use crate::base::Span;
use crate::indicator::Place;
use crate::library::Report;

/// A paragraph longer than this many bytes is cut, at the end of a sentence where there is one.
const LONGEST: usize = 6000;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The report's title.
    Title,
    /// A heading that stands alone, with its level.
    Heading(u8),
    /// Running text, perhaps with a heading at its start.
    Body,
    /// Web page furniture.
    Furniture,
    /// An empty line.
    Blank,
}

/// One block of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes, without the line end.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// A figure of the text, for painting and clicking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Where it stands.
    pub span: Span,
    /// Its index among the report's observations.
    pub index: u32,
}

/// Cuts a report's text into blocks, in the order of the text; they cover every line.
#[must_use]
pub fn cut(report: &Report) -> Vec<Block> {
    let text = report.document.text.as_str();
    let mut blocks = Vec::with_capacity(report.lines.lines());
    for line in 0..report.lines.lines() {
        let span = report.lines.line(line);
        let mut start = span.start as usize;
        while (span.end as usize) - start > LONGEST {
            let end = cut_at(text, start);
            blocks.push(Block { span: Span::new(start, end), kind: Kind::Body });
            start = end;
        }
        blocks.push(Block { span: Span::new(start, span.end as usize), kind: Kind::Body });
    }
    for block in &mut blocks {
        block.kind = kind(report, block.span);
    }
    blocks
}

/// Where to cut a long paragraph that starts at `start`.
fn cut_at(text: &str, start: usize) -> usize {
    let mut end = start + LONGEST;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let piece = text.get(start..end).unwrap_or("");
    match piece.rfind('。') {
        Some(at) if at > 0 => start + at + '。'.len_utf8(),
        _ => end.max(start + 1),
    }
}

fn kind(report: &Report, span: Span) -> Kind {
    let words = span.of(&report.document.text);
    if words.trim().is_empty() {
        return Kind::Blank;
    }
    if report.front.title.is_some_and(|title| title.overlaps(span)) {
        return Kind::Title;
    }
    let furniture = &report.front.furniture;
    let after = furniture.partition_point(|f| f.end <= span.start);
    let end = span.start as usize + words.trim_end().len();
    let start = span.end as usize - words.trim_start().len();
    if furniture.get(after).is_some_and(|f| f.start as usize <= start && f.end as usize >= end) {
        return Kind::Furniture;
    }
    let headings = &report.outline.headings;
    let first = headings.partition_point(|h| h.section.start < span.start);
    match headings.get(first) {
        Some(h) if h.section.start < span.end && h.title.end as usize + '。'.len_utf8() >= end => Kind::Heading(h.level),
        _ => Kind::Body,
    }
}

/// The figures of the text, by place.
#[must_use]
pub fn figures(report: &Report) -> Vec<Figure> {
    let mut figures: Vec<Figure> = report
        .observations
        .iter()
        .zip(0..)
        .filter_map(|(o, index)| match o.place {
            Place::Text(span) => Some(Figure { span, index }),
            Place::Cell(_) => None,
        })
        .collect();
    figures.sort_by_key(|figure| (figure.span.start, figure.span.end));
    figures
}

/// The figures that stand in a span.
#[must_use]
pub fn figures_in(figures: &[Figure], span: Span) -> &[Figure] {
    let from = figures.partition_point(|f| f.span.end <= span.start);
    let to = figures.partition_point(|f| f.span.start < span.end);
    figures.get(from..to.max(from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};

    fn report(text: &str) -> Report {
        let document = Document::of_text("a.txt", Format::Text, Some("UTF-8"), text.to_owned(), text.as_bytes());
        Report::read(document, text.as_bytes().into())
    }

    #[test]
    fn blocks_cover_the_text_and_stay_short() {
        let long = "工业增加值增长百分之八。".repeat(2000);
        let unbroken = "数".repeat(9000);
        for text in ["", "\n", "一行\n\n三行\n", &format!("{long}\n{unbroken}"), &"a".repeat(20_000)] {
            let blocks = cut(&report(text));
            let mut rebuilt = String::new();
            for (i, block) in blocks.iter().enumerate() {
                if i > 0 && text.as_bytes().get(block.span.start as usize - 1) == Some(&b'\n') {
                    rebuilt.push('\n');
                }
                assert!(block.span.len() <= LONGEST && text.get(block.span.range()).is_some());
                rebuilt.push_str(block.span.of(text));
            }
            assert_eq!(rebuilt, text);
        }
    }

    #[test]
    fn figures_of_a_span_are_those_that_touch_it() {
        let at = |start, end, index| Figure { span: Span::new(start, end), index };
        let all = [at(0, 3, 0), at(5, 9, 1), at(9, 12, 2)];
        let inside = |a, b| figures_in(&all, Span::new(a, b)).iter().map(|f| f.index).collect::<Vec<_>>();
        assert_eq!((inside(0, 5), inside(3, 9), inside(8, 10), inside(12, 20)), (vec![0], vec![1], vec![1, 2], vec![]));
    }
}
