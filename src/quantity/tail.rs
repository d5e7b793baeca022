//! What follows a number: 余, 多, 几, then a scale and a unit.

use super::units::{FoundUnit, scale, units};
use super::{Dimension, Unit};
use crate::base::Span;

/// What follows a number.
pub struct Tail {
    /// Whether 余, 多, 几 stands there.
    pub odd: bool,
    /// The unit, with its scale.
    pub unit: Option<FoundUnit>,
    /// A scale without a unit: its power of ten.
    pub bare: Option<u8>,
    /// Where scale and unit stand.
    pub written: Span,
    /// One past the tail.
    pub end: usize,
}

impl Tail {
    /// Reads what follows a number that ends at byte `end`.
    pub fn read(text: &str, end: usize) -> Self {
        let mut end = end;
        let mut odd = false;
        let mut at = end + space(text.get(end..).unwrap_or(""));
        let mut rest = text.get(at..).unwrap_or("");
        if let Some((c, after)) = rest.chars().next().filter(|&c| is_odd(c) || c == '来').and_then(|c| Some((c, rest.get(c.len_utf8()..)?)))
            && (units().at(after).is_some() || scale(after).is_some())
        {
            odd = true;
            at += c.len_utf8();
            (end, rest) = (at, after);
        }
        if let Some(unit) = units().at(rest) {
            let stop = at + unit.len;
            // 万台（套）: two words for one.
            let stop = stop + if unit.dimension == Dimension::Count { other_word(text.get(stop..).unwrap_or("")) } else { 0 };
            return Self { odd, unit: Some(unit), bare: None, written: Span::new(at, stop), end: stop };
        }
        let Some((len, power)) = scale(rest) else {
            return Self { odd, unit: None, bare: None, written: Span::new(end, end), end };
        };
        let after_scale = at + len;
        // 1万多家, 3千余户: the scale stands before 余.
        let after = rest.get(len..).unwrap_or("");
        if let Some(c) = after.chars().next().filter(|&c| is_odd(c))
            && let Some(unit) = after.get(c.len_utf8()..).and_then(|further| units().plain(further))
        {
            let stop = after_scale + c.len_utf8() + unit.len;
            let unit = FoundUnit { scale: power, ..unit };
            return Self { odd: true, unit: Some(unit), bare: None, written: Span::new(at, stop), end: stop };
        }
        Self { odd, unit: None, bare: Some(power), written: Span::new(at, after_scale), end: after_scale }
    }

    /// The quantity's unit.
    pub fn unit(&self) -> Unit {
        match self.unit {
            Some(found) => Unit { dimension: Some(found.dimension), written: self.written, bare_scale: false },
            None => Unit { dimension: None, written: self.written, bare_scale: self.bare.is_some() },
        }
    }

    /// The power of ten of its scale.
    pub fn scale(&self) -> u8 {
        self.unit.map_or(self.bare.unwrap_or(0), |u| u.scale)
    }

    /// Whether nothing follows.
    pub fn is_empty(&self) -> bool {
        self.unit.is_none() && self.bare.is_none()
    }
}

/// The bytes of a second word for the thing counted, in a bracket of its own: （套） of 12台（套）.
fn other_word(after: &str) -> usize {
    const WORDS: [char; 12] = ['套', '件', '台', '只', '块', '辆', '户', '家', '项', '座', '组', '册'];
    let mut chars = after.chars();
    let (open, word, close) = (chars.next(), chars.next(), chars.next());
    let closed = matches!((open, close), (Some('（'), Some('）')) | (Some('('), Some(')')));
    if closed && word.is_some_and(|c| WORDS.contains(&c)) { [open, word, close].into_iter().flatten().map(char::len_utf8).sum() } else { 0 }
}

fn is_odd(c: char) -> bool {
    matches!(c, '余' | '多' | '几')
}

/// The bytes of one or two spaces between a number and its unit; 0 where no unit follows them.
fn space(gap: &str) -> usize {
    if !gap.starts_with([' ', '\u{a0}']) {
        return 0;
    }
    let after = gap.trim_start_matches([' ', '\u{a0}']);
    let spaces = gap.len() - after.len();
    if spaces <= 2 && units().at(after).is_some() { spaces } else { 0 }
}
