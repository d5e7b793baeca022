//! Headings within paragraphs: 一是…二是…, 第一，…第二，…, 首先…其次…, ①…②…. A word of counting is a heading only in a run that
//! begins at one and goes on; lone ones, and 统一是, are words of the sentence.

use super::families::{self, Family};
use super::repair::Chosen;
use crate::base::work;
use memchr::memmem;

/// Words that count within a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadKind {
    /// 一是 二是
    Is,
    /// 第一， 第二，
    Ordinal,
    /// 首先 其次 再次 最后
    First,
}

/// What leads an inline heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// 一是, 第一，, 首先
    Lead(LeadKind),
    /// ①
    Circled,
}

/// An inline heading of a run.
#[derive(Clone, Copy, Debug)]
pub struct Inline {
    pub kind: InlineKind,
    pub number: u32,
    /// Where the mark begins and ends, in bytes.
    pub start: usize,
    pub mark_end: usize,
    /// Where its words end at the latest: the next of the run, or the line's end.
    pub limit: usize,
    /// Which run it belongs to, and where that run's last line ends.
    pub run: usize,
    pub run_end: usize,
    /// Whether it begins its line.
    pub at_line_start: bool,
    /// Whether its number was lost: 是 for 一是.
    pub repaired: bool,
}

/// A word that may count.
#[derive(Clone, Copy)]
struct Token {
    kind: InlineKind,
    /// 0 where the number is lost.
    number: u32,
    start: usize,
    end: usize,
    before: Before,
}

/// What stands before a word that may count.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Before {
    /// A word: 优化一是, where a 。 may have been lost.
    Word,
    /// A comma.
    Clause,
    /// The end of a sentence, or a colon.
    Sentence,
    /// The line's start.
    Line,
}

/// All runs of inline headings between two bytes, in the order of the text. `chosen` are the headings that lines begin with: runs do not cross them.
pub fn runs(text: &str, from: usize, to: usize, chosen: &[Chosen]) -> Vec<Inline> {
    let mut tokens = tokens(text, from, to);
    tokens.sort_unstable_by_key(|t| t.start);
    let mut runs = Runs { text, lines: LineEnds::default(), open: [const { Run::new() }; 4], found: Vec::new(), count: 0 };
    let bound = |c: &&Chosen| c.rank != super::repair::BULLET && c.candidate.within.is_none();
    let mut bounds = chosen.iter().filter(bound).map(|c| c.candidate.line.start as usize).peekable();
    let first = bounds.peek().copied();
    for token in tokens {
        while bounds.next_if(|&bound| bound <= token.start).is_some() {
            runs.close_all();
        }
        // What counts before the first heading counts within the opening words.
        if first.is_none_or(|first| token.start >= first) {
            runs.take(token);
        }
    }
    runs.close_all();
    let mut found = runs.found;
    found.sort_unstable_by_key(|f| f.start);
    // One mark may count in two runs (第一，部分 and 一、): it is one heading.
    found.dedup_by_key(|f| f.start);
    // A title ends at the latest where the next heading begins: 一是甲①乙.
    let starts: Vec<usize> = found.iter().skip(1).map(|next| next.start).collect();
    for (inline, next) in found.iter_mut().zip(starts) {
        inline.limit = limit(text, inline.mark_end, inline.limit, next);
    }
    found
}

/// Where a title ends at the latest: before the next inline heading, unless that begins with it.
pub fn limit(text: &str, from: usize, to: usize, next: usize) -> usize {
    let words = text.get(from..next.min(to)).is_some_and(|words| !words.trim_start_matches(families::is_space).is_empty());
    if words { to.min(next) } else { to }
}

/// Every word that may count, kind by kind.
fn tokens(text: &str, from: usize, to: usize) -> Vec<Token> {
    let Some(part) = text.get(from..to) else { return Vec::new() };
    let mut found = Vec::new();
    let mut add = |kind, number, start: usize, end: usize| {
        found.push(Token { kind, number, start: from + start, end: from + end, before: before(part, start) });
    };
    for at in memmem::find_iter(part.as_bytes(), "是") {
        let head = part.get(..at).unwrap_or("");
        if let Some((number, start)) = number_before(head) {
            add(InlineKind::Lead(LeadKind::Is), number, start, at + 3);
        } else if before(part, at) >= Before::Sentence {
            add(InlineKind::Lead(LeadKind::Is), 0, at, at + 3);
        }
    }
    for at in memmem::find_iter(part.as_bytes(), "第") {
        let after = part.get(at + 3..).unwrap_or("");
        if !after.starts_with(|c| families::han_digit(c).is_some()) {
            continue;
        }
        let (number, digits) = families::read_number(after);
        let comma = after.get(digits..).and_then(|rest| rest.chars().next()).filter(|c| matches!(c, '，' | ',' | '、' | '：' | ':'));
        if let (Some(number), Some(comma)) = (number, comma) {
            add(InlineKind::Lead(LeadKind::Ordinal), number, at, at + 3 + digits + comma.len_utf8());
        }
    }
    if memmem::find(part.as_bytes(), "首先".as_bytes()).is_some() {
        for (word, number) in [("首先", 1), ("其次", 2), ("再次", 3), ("最后", u32::MAX)] {
            for at in memmem::find_iter(part.as_bytes(), word) {
                add(InlineKind::Lead(LeadKind::First), number, at, at + word.len());
            }
        }
    }
    for at in memmem::find_iter(part.as_bytes(), b"\xE2\x91") {
        if let Some((Family::Circled, number)) = part.get(at..).and_then(|rest| rest.chars().next()).and_then(families::enclosed) {
            add(InlineKind::Circled, number, at, at + 3);
        }
    }
    found
}

/// The number in front of 是, with 第 or 其 before it, and where it begins. Not the 一 of 统一是.
fn number_before(head: &str) -> Option<(u32, usize)> {
    let mut start = head.len();
    for c in head.chars().rev().take(3) {
        if families::han_digit(c).is_none() {
            if matches!(c, '第' | '其') {
                let (number, _) = families::read_number(head.get(start..)?);
                return Some((number?, start - c.len_utf8()));
            }
            if "统之唯万单同专划逐".contains(c) {
                return None;
            }
            break;
        }
        start -= c.len_utf8();
    }
    let (number, len) = families::read_number(head.get(start..)?);
    (start + len == head.len()).then_some((number?, start))
}

/// What stands before the byte.
fn before(part: &str, at: usize) -> Before {
    let head = part.get(..at).unwrap_or("");
    let mut space = false;
    for c in head.chars().rev().take(8) {
        match c {
            '\n' => return Before::Line,
            _ if families::is_space(c) => space = true,
            '。' | '；' | '：' | '！' | '？' | ';' | ':' | '!' | '?' => return Before::Sentence,
            '，' | '、' | ',' | '.' | '）' | ')' | '”' | '】' | '—' | '…' => return Before::Clause,
            _ => return if space { Before::Clause } else { Before::Word },
        }
    }
    Before::Line
}

/// A run as far as it has come.
struct Run {
    items: Vec<(Token, u32)>,
    /// Sentences since the last that begin with 是 or with a number out of order: what may be left of the next.
    lost: Vec<Token>,
}

impl Run {
    const fn new() -> Self {
        Self { items: Vec::new(), lost: Vec::new() }
    }
}

struct Runs<'a> {
    text: &'a str,
    lines: LineEnds,
    open: [Run; 4],
    found: Vec<Inline>,
    count: usize,
}

/// Where lines end. Remembers the last line asked for: many runs may stand on one.
#[derive(Default)]
struct LineEnds {
    known: std::ops::Range<usize>,
}

impl LineEnds {
    /// The end of the line on which the byte stands.
    fn end(&mut self, text: &str, at: usize) -> usize {
        if !self.known.contains(&at) {
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            self.known = at..at + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            work::done(self.known.len());
        }
        self.known.end.max(at)
    }
}

/// The place of a kind's run.
fn slot(kind: InlineKind) -> usize {
    match kind {
        InlineKind::Lead(LeadKind::Is) => 0,
        InlineKind::Lead(LeadKind::Ordinal) => 1,
        InlineKind::Lead(LeadKind::First) => 2,
        InlineKind::Circled => 3,
    }
}

impl Runs<'_> {
    fn take(&mut self, token: Token) {
        let at = slot(token.kind);
        let Some(run) = self.open.get_mut(at) else { return };
        let expected = run.items.last().map_or(1, |(_, n)| n + 1);
        let number = if token.number == u32::MAX { expected } else { token.number };
        // 首先, 第一 and ① count sentences; only 一是 may stand after a comma or a lost full stop.
        let least = match token.kind {
            InlineKind::Lead(LeadKind::Is) if number == expected || (number == expected + 1 && expected > 2) => Before::Word,
            InlineKind::Lead(LeadKind::Is) | InlineKind::Circled => Before::Clause,
            InlineKind::Lead(_) => Before::Sentence,
        };
        if number == 0 {
            run.lost.push(token);
        } else if token.before < least || (token.number == u32::MAX && expected < 3) {
            // A word of the sentence.
        } else if number == expected {
            run.items.push((token, number));
            run.lost.clear();
        } else if number == 1 {
            self.close(at);
            if let Some(run) = self.open.get_mut(at) {
                run.items.push((token, 1));
            }
        } else if let Some(first) = (number as usize).checked_sub(expected as usize).and_then(|missing| run.lost.len().checked_sub(missing))
        {
            // As many are left of as are missing.
            let lost = run.lost.split_off(first);
            run.items.extend(lost.into_iter().zip(expected..));
            run.items.push((token, number));
            run.lost.clear();
        } else if number == expected + 1 && expected > 1 || (number == 2 && run.items.is_empty()) {
            run.items.push((token, number));
            run.lost.clear();
        } else if token.kind == InlineKind::Lead(LeadKind::Is) && token.before >= Before::Sentence && !run.items.is_empty() {
            run.lost.push(token);
        }
    }

    fn close_all(&mut self) {
        for at in 0..self.open.len() {
            self.close(at);
        }
    }

    /// Ends a run; what counted to two or more, and not in words only, becomes headings.
    fn close(&mut self, at: usize) {
        let Some(run) = self.open.get_mut(at) else { return };
        let mut items = std::mem::take(&mut run.items);
        let lost = std::mem::take(&mut run.lost);
        // The last may be damaged too; they stand in the same line, or begin lines as the others do.
        if let Some(&(last, number)) = items.last() {
            let line_end = self.lines.end(self.text, last.end);
            let same = |token: &Token| token.before == last.before || token.start < line_end;
            items.extend(lost.into_iter().take(1).filter(same).zip(number + 1..));
        }
        let plain = items.iter().any(|(token, _)| token.before > Before::Word);
        let Some((last, _)) = items.last().copied().filter(|_| items.len() >= 2 && plain) else { return };
        let run_end = self.lines.end(self.text, last.end);
        for (i, (token, number)) in items.iter().enumerate() {
            let next = items.get(i + 1).map_or(usize::MAX, |(next, _)| next.start);
            self.found.push(Inline {
                kind: token.kind,
                number: *number,
                start: token.start,
                mark_end: token.end,
                limit: next.min(self.lines.end(self.text, token.end)),
                run: self.count,
                run_end,
                at_line_start: token.before == Before::Line,
                repaired: token.number != *number && token.number != u32::MAX,
            });
        }
        self.count += 1;
    }
}
