//! Which lines may be headings: those led by a mark or by what is left of one, and short lines of their own.
//! One pass over the lines. Decides only what a line shows by itself and by its neighbours; the sequence is for [`super::repair`].

use super::families::{self, Family, Mark, Wear};
use super::words::{has_any, words};
use crate::base::{Span, work};

/// A line that may be a heading.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Its mark; for a line without one an empty mark of [`Family::Unmarked`].
    pub mark: Mark,
    /// From the mark's first byte to the line's last, without white space at the ends.
    pub line: Span,
    /// Whether the line holds the heading alone, and no sentence of text.
    pub own_line: bool,
    /// Its run, for one that stands within a paragraph; its `line` then ends where the next of the run begins.
    pub within: Option<Within>,
}

/// A run of headings within a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within {
    /// Where the first of the run begins, in bytes.
    pub start: u32,
    /// Where the run is over, in bytes: at its paragraph's end; `None` where it goes on from the line's own mark and counts as the lines do.
    pub over: Option<u32>,
}

/// One line's words, without the white space around them.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Where the words begin, in bytes of the text.
    pub start: usize,
    pub words: &'a str,
}

impl Line<'_> {
    /// Where the words end.
    pub fn end(&self) -> usize {
        self.start + self.words.len()
    }
}

/// The lines of the text between two bytes, empty ones left out.
pub fn lines(text: &str, from: usize, to: usize) -> impl Iterator<Item = Line<'_>> {
    let part = text.get(from..to).unwrap_or("");
    let mut at = 0;
    memchr::memchr_iter(b'\n', part.as_bytes()).chain(std::iter::once(part.len())).filter_map(move |end| {
        let whole = part.get(at..end).unwrap_or("");
        let start = at;
        at = end + 1;
        work::done(whole.len());
        let words = whole.trim_start_matches(families::is_space);
        let start = from + start + (whole.len() - words.len());
        let words = words.trim_end_matches(families::is_space);
        (!words.is_empty()).then_some(Line { start, words })
    })
}

/// Every line between the front matter and the foot that may be a heading, in order.
pub fn candidates(text: &str, from: usize, to: usize) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut contents = Contents::default();
    // A line without a mark waits for the next line to show that text follows it.
    let mut waiting: Option<Candidate> = None;
    let mut settled = true;
    for line in lines(text, from, to) {
        let marked = read_marked(&line);
        if contents.ends_at(line.words) {
            work::done(found.len() - contents.entries.start);
            found.drain(contents.entries.clone());
        }
        if let Some(candidate) = waiting.take()
            && (marked.is_some() && !ends_sentence(candidate.line.of(text)) || is_paragraph(line.words))
        {
            found.push(candidate);
        }
        contents.read(&line, marked.is_some(), found.len());
        if let Some(candidate) = marked {
            found.push(candidate);
            settled = true;
            continue;
        }
        if counts_within(line.words) {
            // 首先, 是: read with the words that count within paragraphs.
        } else if settled && (may_stand_alone(line.words) || is_short_sentence(line.words)) {
            waiting = Some(unmarked(&line, Family::Unmarked));
        } else if settled && runs_in(line.words) {
            found.push(unmarked(&line, Family::RunIn));
        }
        settled = waiting.is_some() || ends_sentence(line.words) || is_row(line.words);
    }
    found
}

/// A table of contents: the headings that stand below 目录, until the first of them comes again.
#[derive(Default)]
struct Contents {
    /// The first entry, once 目录 was read.
    first: Option<String>,
    /// Whether entries may still come.
    open: bool,
    /// Which of the candidates are entries.
    entries: std::ops::Range<usize>,
}

impl Contents {
    /// Takes a line that comes before the candidate numbered `next`.
    fn read(&mut self, line: &Line, marked: bool, next: usize) {
        if is_contents_title(line.words) {
            *self = Self { first: None, open: true, entries: next..next };
        } else if self.open && is_paragraph(line.words) && !marked {
            self.open = false;
        } else if self.open {
            self.first.get_or_insert_with(|| line.words.to_owned());
            self.entries.end = next + usize::from(marked);
        }
    }

    /// Whether the first entry comes again: then what was read as entries is no part of the outline.
    fn ends_at(&mut self, words: &str) -> bool {
        let ends = !self.entries.is_empty() && self.first.as_deref() == Some(words);
        if ends {
            (self.first, self.open) = (None, false);
        }
        ends
    }
}

/// Whether the line is the title of a table of contents.
pub fn is_contents_title(words: &str) -> bool {
    words.len() <= 24 && words.starts_with('目') && ["目录", "目次"].contains(&words.split_whitespace().collect::<String>().as_str())
}

/// The line as a candidate without a mark.
fn unmarked(line: &Line, family: Family) -> Candidate {
    let mark = Mark { family, number: None, len: 0, wear: Wear::Whole, doubtful: false };
    Candidate { mark, line: Span::new(line.start, line.end()), own_line: family == Family::Unmarked, within: None }
}

/// Whether a line begins with a word that counts within paragraphs.
fn counts_within(words: &str) -> bool {
    let ordinal = |rest: &str| families::read_number(rest).1 > 0 && !rest.contains("部分");
    ["首先", "其次", "再次", "最后", "是", "其"].iter().any(|word| words.starts_with(word))
        || words.strip_prefix('第').is_some_and(|rest| {
            ordinal(rest.get(..rest.floor_char_boundary(15)).unwrap_or(rest)) && rest.contains(['，', ',', '、', '：', ':'])
        })
        || families::read_number(words).0.is_some_and(|_| words.trim_start_matches(|c| families::han_digit(c).is_some()).starts_with('是'))
}

/// Whether a paragraph begins with a few words and a full stop, as a heading does that runs into its text.
fn runs_in(words: &str) -> bool {
    let head = words.get(..words.floor_char_boundary(25 * 3)).unwrap_or(words);
    let Some((first, _)) = head.split_once('。') else { return false };
    first.len() >= 4 * 3 && first.len() + 3 < words.len() && first.chars().all(|c| families::is_han(c) || "，、,“”".contains(c))
}

/// The line as a candidate, if a mark or part of one leads it and words follow.
fn read_marked(line: &Line) -> Option<Candidate> {
    let mark = families::read_mark(line.words)?;
    let rest = line.words.get(mark.len..)?;
    let first = rest.trim_start_matches(families::is_space).chars().next()?;
    let fits = first.is_alphanumeric() || "“‘《〈「『【（(①②③④⑤\"".contains(first) || matches!(first, '*' | '＊');
    if !fits || is_row(line.words) || is_contents_entry(line.words) {
        return None;
    }
    Some(Candidate { mark, line: Span::new(line.start, line.end()), own_line: stands_alone(rest), within: None })
}

/// Whether the words are one heading and no text: short, and no sentence ends within.
pub fn stands_alone(words: &str) -> bool {
    let words = words.trim_matches(families::is_space).trim_end_matches(['。', '：', ':', '；', ';']);
    words.len() <= 60 * 3 && !words.contains(['。', '；', '！', '？'])
}

/// Whether a line is one short sentence, as a heading is that kept its full stop: 特色产业向新向优。
fn is_short_sentence(line: &str) -> bool {
    /// The shortest and the longest such heading, in characters.
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=16;
    let Some(bare) = line.strip_suffix('。').filter(|bare| bare.len() <= LENGTHS.end() * 3) else { return false };
    LENGTHS.contains(&bare.chars().count()) && bare.chars().all(families::is_han) && !has_any(bare, &words().not_leads)
}

/// Whether a line without a mark may be a heading: a few words, no sentence, no table's or list's line.
fn may_stand_alone(words: &str) -> bool {
    if words.len() > 30 * 3 || words.ends_with(|c: char| "，。：；！？、,.:;!?…）)》”】]—".contains(c)) {
        return false;
    }
    let mut hans = 0;
    let mut digits = 0;
    for c in words.chars() {
        if families::is_han(c) {
            hans += 1;
        } else if families::digit(c).is_some() {
            digits += 1;
        } else if "。；！？|│：:=".contains(c) {
            return false;
        }
    }
    let caption = ["表", "图", "附表", "附图", "附件", "注", "单位", "备注"];
    let names_table = words.ends_with('表') && !words.ends_with("代表");
    hans >= 2 && hans > digits && !is_row(words) && !names_table && !caption.iter().any(|word| words.starts_with(word))
}

/// Whether a line is a paragraph of text.
pub fn is_paragraph(words: &str) -> bool {
    let long = words.len() >= 30 * 3 && words.contains(['，', '。', ',', '；']);
    long || (words.len() >= 10 * 3 && words.ends_with(['。', '：', '；']))
}

/// Whether a sentence or a heading ends with the line, so that a new one may begin below it.
fn ends_sentence(words: &str) -> bool {
    words.ends_with(|c: char| "。！？；：”）)】》.!?:;…".contains(c))
}

/// Whether it is a row of a table: columns set apart by tabs, bars or wide gaps, some of them bare numbers.
fn is_row(words: &str) -> bool {
    if words.len() > 600 || !may_hold_columns(words.as_bytes()) {
        return false;
    }
    if words.contains(['|', '│', '┃']) {
        return true;
    }
    let (mut columns, mut numbers) = (0, 0);
    for column in words.split(['\t', ' ', '\u{3000}']).filter(|c| !c.is_empty()) {
        columns += 1;
        let bare = column.chars().all(|c| families::digit(c).is_some() || ".．,，%％-－+—*xX".contains(c));
        numbers += usize::from(bare);
    }
    columns >= 3 && numbers >= 2
}

/// Whether a bar or two blanks stand in the line: without them it has no columns. Looks at all bytes alike, which compilers turn
/// into wide instructions.
fn may_hold_columns(bytes: &[u8]) -> bool {
    let blank = |b: u8| u8::from(b == b' ' || b == b'\t');
    let bar = |b: u8| b == b'|';
    // │ ┃ and the ideographic space.
    let wide_bar = |a: u8, b: u8, c: u8| (a == 0xE2) & (b == 0x94) & ((c == 0x82) | (c == 0x83));
    let wide_blank = |a: u8, b: u8, c: u8| u8::from((a == 0xE3) & (b == 0x80) & (c == 0x80));
    let (mut blanks, mut bars) = (0_u32, false);
    // So many that their count fits a byte: wide instructions add bytes.
    for part in bytes.chunks(255) {
        bars |= part.iter().fold(false, |any, &b| any | bar(b));
        blanks += u32::from(part.iter().map(|&b| blank(b)).sum::<u8>());
    }
    let (seconds, thirds) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    for ((first, second), third) in bytes.chunks(255).zip(seconds.chunks(255)).zip(thirds.chunks(255)) {
        let triples = || first.iter().zip(second).zip(third);
        bars |= triples().fold(false, |any, ((&a, &b), &c)| any | wide_bar(a, b, c));
        blanks += u32::from(triples().map(|((&a, &b), &c)| wide_blank(a, b, c)).sum::<u8>());
    }
    bars || blanks >= 2
}

/// Whether it is an entry of a table of contents: a title, dots, a page number.
fn is_contents_entry(words: &str) -> bool {
    let title = words.trim_end_matches(|c| families::digit(c).is_some());
    let title = title.trim_end_matches(families::is_space);
    title.len() < words.len() && ["…", "..", "··", "．．", "--", "——", "__"].iter().any(|dots| title.ends_with(dots))
}
