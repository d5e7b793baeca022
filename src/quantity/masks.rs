//! Numbers whose digits are hidden: xx.x%, **家, 1X个.

use super::numerals;
use super::reader::Found;
use super::tail::Tail;
use super::{Form, Number, Quantity};
use crate::base::{Span, work};

/// Whether the character hides a digit.
pub fn is_mask(c: char) -> bool {
    matches!(c, 'x' | 'X' | '*' | '＊' | '×' | 'ｘ' | 'Ｘ')
}

/// The longest hidden number, in characters.
const LONGEST: usize = 16;

/// xx.x%, **家, 1X个, 第x: hidden digits, only where a unit follows.
pub fn read(text: &str, at: usize) -> Option<Found> {
    let rest = text.get(at..)?;
    // Most numbers hide nothing.
    let plain = rest.bytes().take(LONGEST).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    if !rest.get(plain..)?.starts_with(|c| is_mask(c) || numerals::digit(c).is_some() || c == '．') {
        return None;
    }
    if at.checked_sub(1).and_then(|before| text.as_bytes().get(before)).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let (mut hidden, mut characters, mut len, mut run_len) = (0_usize, 0, 0, 0);
    for c in rest.chars() {
        work::done(1);
        let point = matches!(c, '.' | '．');
        if is_mask(c) {
            hidden += 1;
        } else if !(numerals::digit(c).is_some() || point && len > 0) {
            break;
        }
        len += c.len_utf8();
        characters += 1;
        if !point {
            run_len = len;
            if characters > LONGEST {
                return None;
            }
        }
    }
    // Points at its end are the sentence's.
    let run = rest.get(..run_len)?;
    if hidden == 0 {
        return None;
    }
    let end = at + run.len();
    // 4×100 and the like: a sign between digits is no mask.
    if run.contains('×') && run.chars().any(|c| numerals::digit(c).is_some()) {
        return Some(Found::Name(run.len()));
    }
    let mask_tail = Tail::read(text, end);
    if mask_tail.is_empty() {
        return Some(Found::Name(run.len()));
    }
    Some(Found::One(Quantity {
        span: Span::new(at, mask_tail.end),
        number: Number::Masked,
        unit: mask_tail.unit(),
        form: Form::Mask,
        odd: mask_tail.odd,
    }))
}
