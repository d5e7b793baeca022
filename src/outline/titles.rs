//! Where a heading's own words end: at the first 。, at the line's end, at a wide gap, or, where the 。 was lost, where the
//! text begins by its words and by how long the neighbouring headings are.

use super::families::is_space;
use super::words::begins_sentence;
use crate::base::{Span, work};

/// The longest title, in bytes: more than any heading has, and few enough to look at for each.
const LONGEST: usize = 300 * 3;

/// The title between two bytes: from after the mark to the line's end at the latest. `listed`: one of a list's parts, which a ； ends too.
pub fn title(text: &str, from: usize, to: usize, listed: bool) -> Span {
    let to = text.floor_char_boundary(to.min(from + LONGEST));
    let all = text.get(from..to).unwrap_or("");
    work::done(all.len());
    let rest = all.trim_start_matches(|c| is_space(c) || matches!(c, '、' | '，' | ',' | '：' | ':' | '.' | '．'));
    let start = from + (all.len() - rest.len());
    let stops = |c: char| matches!(c, '。' | '！' | '？' | '\n') || listed && matches!(c, '；' | ';');
    let sentence = rest.get(..rest.find(stops).unwrap_or(rest.len())).unwrap_or(rest);
    let mut words = sentence;
    if let Some(gap) = wide_gap(sentence)
        && rest.get(gap..).is_some_and(|after| after.contains(['，', '。', ',', '；']))
    {
        words = sentence.get(..gap).unwrap_or(sentence);
    }
    // 总体目标：全年实现…: what stands before the colon names the section.
    if let Some((name, after)) = words.split_once(['：', ':'])
        && (2 * 3..=16 * 3).contains(&name.len())
        && !name.contains(['，', ',', '（', '(', '“', '《'])
        && after.len() > 30 * 3
    {
        words = name;
    }
    let words = words.trim_end_matches(|c| is_space(c) || matches!(c, '。' | '；' | '：' | ';' | ':' | '，' | ',' | '、'));
    Span::new(start, start + words.len())
}

/// Where two spaces, an ideographic space or a tab stand between words.
fn wide_gap(words: &str) -> Option<usize> {
    let mut before = '\0';
    let gap = words.char_indices().find_map(|(at, c)| {
        let second = c == ' ' && before == ' ';
        before = c;
        match c {
            '\u{3000}' | '\t' => Some(at),
            _ if second => Some(at - 1),
            _ => None,
        }
    })?;
    (gap >= 2 * 3).then_some(gap)
}

/// Ends titles whose 。 was lost. `titles` are those under one heading, of one family.
pub fn shorten(text: &str, titles: &mut [&mut Span]) {
    /// Longer than this, in characters, a title may have run into its text.
    const LONG: usize = 26;
    let lengths: Vec<usize> = titles.iter().map(|t| t.of(text).chars().count()).collect();
    let mut short: Vec<usize> = lengths.iter().copied().filter(|&n| n <= LONG).collect();
    if short.len() * 2 < titles.len() || short.is_empty() {
        return;
    }
    short.sort_unstable();
    let (usual, longest) = (short.get(short.len() / 2).copied().unwrap_or(0), short.last().copied().unwrap_or(0));
    for (title, &length) in titles.iter_mut().zip(&lengths) {
        if length <= LONG || length * 2 <= longest * 3 {
            continue;
        }
        let words_in = title.of(text);
        let begins = words_in
            .char_indices()
            .zip(0_usize..)
            .take(longest + 8)
            .skip(4)
            .filter(|((at, _), _)| words_in.get(*at..).is_some_and(begins_sentence))
            .min_by_key(|(_, count)| count.abs_diff(usual));
        if let Some(((at, _), _)) = begins {
            let kept = words_in.get(..at).unwrap_or("").trim_end_matches(|c| is_space(c) || matches!(c, '，' | ',' | '、'));
            **title = Span::new(title.start as usize, title.start as usize + kept.len());
        }
    }
}
