//! Headings without a mark that run into their text: 工业生产稳中提质。规模以上…. One short sentence at the start of a paragraph says
//! nothing; all paragraphs of a section that begin so do. Strict, for ordinary prose has short sentences too.

use super::families::{self, Family};
use super::lines::{self, Candidate};
use super::repair::{BULLET, Chosen, UNMARKED};
use super::words::{has_any, words};
use crate::base::work;

/// The shortest and the longest such heading, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=12;
/// What must follow in the paragraph, in bytes.
const TEXT: usize = 20 * 3;
/// How many paragraphs of a section must begin so, and how many once another section of the report has shown that it is the style.
const ENOUGH: usize = 3;
const ENOUGH_IN_STYLE: usize = 2;

/// Adds the sections' leading sentences to the chosen headings, in order of the text. `to` is where the report's words end.
pub fn add(text: &str, from: usize, to: usize, candidates: &[Candidate], chosen: &mut Vec<Chosen>) {
    let mut leads = candidates.iter().filter(|c| c.mark.family == Family::RunIn && is_lead(c.line.of(text))).peekable();
    let mut sections: Vec<Vec<Candidate>> = Vec::new();
    for i in 0..=chosen.len() {
        let above = i.checked_sub(1).and_then(|at| chosen.get(at));
        let start = above.map_or(from, |c| c.candidate.line.end as usize);
        let end = chosen.get(i).map_or(to, |c| c.candidate.line.start as usize);
        let mut own = Vec::new();
        while let Some(lead) = leads.next_if(|lead| (lead.line.start as usize) < end) {
            // What was taken for a heading whose mark is lost is one already.
            own.extend((lead.line.start as usize >= start).then_some(*lead));
        }
        let fits = above.is_none_or(|c| c.candidate.own_line && c.rank < BULLET);
        let least = if above.is_some() { ENOUGH_IN_STYLE } else { ENOUGH };
        if fits && own.len() >= least && is_style(text, start, end, &own) {
            sections.push(own);
        }
    }
    if sections.iter().any(|own| own.len() >= ENOUGH) {
        chosen.extend(sections.into_iter().flatten().map(|candidate| Chosen { candidate, rank: UNMARKED, number: None, repaired: false }));
        chosen.sort_by_key(|c| c.candidate.line.start);
    }
}

/// Whether a paragraph begins with a few words that name what it tells.
fn is_lead(paragraph: &str) -> bool {
    let head = paragraph.get(..paragraph.floor_char_boundary((LENGTHS.end() + 1) * 3)).unwrap_or("");
    let Some((first, _)) = head.split_once('。') else { return false };
    let mut count = 0;
    let plain = first.chars().all(|c| {
        count += 1;
        families::is_han(c) || "“”".contains(c)
    });
    plain && LENGTHS.contains(&count) && paragraph.len() >= first.len() + 3 + TEXT && !has_any(first, &words().not_leads)
}

/// Whether the section's paragraphs begin so: all; all but the one that introduces them; or all but one in four, two in a row.
fn is_style(text: &str, start: usize, end: usize, leads: &[Candidate]) -> bool {
    let mut leads = leads.iter().peekable();
    let (mut own, mut others, mut row, mut longest, mut introduced) = (0_usize, 0_usize, 0_usize, 0_usize, false);
    for line in lines::lines(text, start, end) {
        if leads.next_if(|lead| lead.line.start as usize == line.start).is_some() {
            own += 1;
            row += 1;
            longest = longest.max(row);
        } else if lines::is_paragraph(line.words) {
            introduced |= own + others == 0 && line.words.ends_with(['：', ':']);
            others += 1;
            row = 0;
        }
    }
    work::done(end.saturating_sub(start));
    longest >= 2 && (others <= usize::from(introduced) || others * 4 <= own + others)
}
