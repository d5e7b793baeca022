//! Headings that count in digits within a paragraph: 1.…2.…3.…, （1）…；（2）…. Each begins a sentence, the first may begin the line;
//! only a run that begins at one there, or goes on from the line's own mark, and comes to a second, is taken.

use super::families::{self, Family, Mark, Wear};
use super::lines::{Candidate, Within};
use super::words::words;
use crate::base::{Span, utf8, work};
use memchr::memmem;

/// Adds to the lines' candidates, in order of the text, the headings within their paragraphs.
pub fn add(text: &str, from: usize, to: usize, candidates: &mut Vec<Candidate>) {
    let Some(part) = text.get(from..to) else { return };
    let mut within = Vec::new();
    let mut done = 0;
    for at in second_marks(part) {
        if at >= done {
            let start = memchr::memrchr(b'\n', part.as_bytes().get(..at).unwrap_or_default()).map_or(0, |end| end + 1);
            done = at + memchr::memchr(b'\n', part.as_bytes().get(at..).unwrap_or_default()).unwrap_or(part.len() - at);
            work::done(done - start);
            let line = part.get(start..done).unwrap_or("");
            read_line(line, from + start, candidates, &mut within);
        }
    }
    if !within.is_empty() {
        candidates.append(&mut within);
        candidates.sort_by_key(|c| c.line.start);
    }
}

/// Where a sentence begins with a mark in digits that is not the first of its run.
fn second_marks(part: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for end in ["。", "；", ";"] {
        found.extend(memmem::find_iter(part.as_bytes(), end).map(|at| at + end.len()).filter(|&at| {
            // Mostly words go on.
            if part.as_bytes().get(at).is_some_and(|first| utf8::HAN.contains(first)) {
                return false;
            }
            let rest = part.get(at..).unwrap_or("");
            let gap = rest.chars().take(4).take_while(|&c| is_between(c)).map(char::len_utf8).sum::<usize>();
            rest.get(gap..).and_then(read_mark).is_some_and(|mark| mark.number > Some(1))
        }));
    }
    found.sort_unstable();
    found
}

/// Whether the character may stand between a sentence's end and the next mark.
fn is_between(c: char) -> bool {
    c != '\n' && (families::is_space(c) || matches!(c, '”' | '’' | '）' | ')' | '】'))
}

/// The mark in digits at the start of the text, with words behind it.
fn read_mark(rest: &str) -> Option<Mark> {
    let first = rest.chars().next()?;
    if families::digit(first).is_none() && !matches!(first, '(' | '（' | '⑴'..='⒛') {
        return None;
    }
    let mark = families::read_mark(rest).filter(|m| matches!(m.family, Family::Digit | Family::DigitParen) && m.wear == Wear::Whole)?;
    let behind = rest.get(mark.len..)?.trim_start_matches([' ', '\u{3000}']);
    let fits = match behind.chars().next()? {
        c if families::digit(c).is_some() => mark.family == Family::DigitParen || counts_something(behind),
        c => c.is_alphanumeric() || "“‘《【".contains(c),
    };
    // 1，120万元, 1、2号线: no marks.
    let list = mark.doubtful && rest.get(..mark.len).is_some_and(|m| m.ends_with(['、', '，', ',']));
    (fits && !list).then_some(mark)
}

/// Whether the digits behind a mark's stop are a number of their own, not a decimal's: 6.1-11月, 2.2016年, 3.15家企业.
fn counts_something(behind: &str) -> bool {
    let digits = |text: &str| text.chars().take(5).take_while(|&c| families::digit(c).is_some()).count();
    let whole = digits(behind);
    let mut rest = behind.char_indices().nth(whole).and_then(|(at, _)| behind.get(at..)).unwrap_or("");
    if let Some(after) = rest.strip_prefix(['-', '—', '–', '~', '～', '至', '到']) {
        rest = after.trim_start_matches(|c| families::digit(c).is_some());
    }
    match rest.chars().next() {
        Some('年') => whole == 4,
        Some('个') => !rest.starts_with("个百分点"),
        next => next.is_some_and(|c| "月家户项".contains(c)),
    }
}

/// A mark of a line that may count.
#[derive(Clone, Copy)]
struct Item {
    mark: Mark,
    /// Where it begins, in bytes of the text.
    start: usize,
    at_line_start: bool,
}

/// What stands before a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Line,
    Sentence,
    /// A colon: what begins there may be the first of a run.
    Colon,
    Word,
}

/// Reads one line, which begins at `start`, and takes its runs.
fn read_line(line: &str, start: usize, candidates: &mut [Candidate], within: &mut Vec<Candidate>) {
    let mut runs = [Vec::<Item>::new(), Vec::new()];
    let (mut before, mut depth, mut at) = (Before::Line, 0_u32, 0);
    let mut take = |run: &mut Vec<Item>| {
        let items = std::mem::take(run);
        keep(&items, start + line.trim_end().len(), candidates, within);
    };
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let mark = if before == Before::Word || depth > 0 { None } else { line.get(at..).and_then(read_mark) };
        if let Some(mark) = mark {
            let item = Item { mark, start: start + at, at_line_start: before == Before::Line };
            let slot = usize::from(mark.family == Family::DigitParen);
            let [digits, parens] = &mut runs;
            let (own, other) = if slot == 0 { (digits, Some(parens)) } else { (parens, None) };
            let expected = own.last().and_then(|last| last.mark.number).map_or(1, |n| n + 1);
            if mark.number == Some(expected) && before != Before::Colon && !own.is_empty() {
                own.push(item);
                // （1） begins anew under the next 1.
                other.into_iter().for_each(&mut take);
            } else if (mark.number == Some(1) || item.at_line_start) && !is_note(line.get(..at).unwrap_or("")) {
                take(own);
                other.into_iter().for_each(&mut take);
                own.push(item);
            }
            at += mark.len;
            before = Before::Word;
            continue;
        }
        (before, depth) = match c {
            '。' | '！' | '？' => (Before::Sentence, 0),
            '；' | ';' => (Before::Sentence, depth),
            '：' | ':' => (Before::Colon, depth),
            '（' | '(' => (Before::Word, depth + 1),
            _ if is_between(c) => (before, depth.saturating_sub(u32::from(matches!(c, '）' | ')')))),
            _ => (Before::Word, depth),
        };
        at += c.len_utf8();
    }
    runs.iter_mut().for_each(take);
}

/// Whether the words lead notes or a list of enclosures: 注：1.…；2.…
fn is_note(head: &str) -> bool {
    let head = head.trim_end_matches(|c| families::is_space(c) || matches!(c, '：' | ':'));
    words().note_leads.iter().any(|word| head.ends_with(word.as_str()))
}

/// Takes a run that came to a second.
fn keep(items: &[Item], line_end: usize, candidates: &mut [Candidate], within: &mut Vec<Candidate>) {
    let Some(first) = items.first().filter(|_| items.len() >= 2) else { return };
    if first.at_line_start {
        // The line's own mark is known; what counts on from it says that it is one.
        let known = candidates.binary_search_by_key(&first.start, |c| c.line.start as usize).ok();
        let Some(candidate) = known.and_then(|at| candidates.get_mut(at)) else { return };
        (candidate.mark.doubtful, candidate.own_line) = (false, false);
    }
    let run = Span::new(first.start, line_end);
    for (i, item) in items.iter().enumerate().skip(usize::from(first.at_line_start)) {
        let next = items.get(i + 1).map_or(line_end, |next| next.start);
        within.push(Candidate {
            mark: Mark { doubtful: false, ..item.mark },
            line: Span::new(item.start, next),
            own_line: false,
            within: Some(Within { start: run.start, over: (!first.at_line_start).then_some(run.end) }),
        });
    }
}
