//! What number a cell holds, also where it is kept as text: blanks inside the digits, full-width digits, thousands
//! separators, a comma for the decimal point, brackets for a negative, footnote marks, a unit behind it.

use super::unit;
use super::vocabulary::words;
use crate::base::{Decimal, Text};
use crate::document::{Cell, CellValue};

/// What a cell of a table's body holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Figure {
    /// Nothing.
    Blank,
    /// A mark that says so: … or -.
    Missing,
    /// A number, and the unit that stands with it.
    Number(Decimal, Option<Text>),
    /// A hidden number: xx.x, **.
    Masked,
    /// Something else: words, a date.
    Other,
}

/// Reads a cell.
pub(super) fn read(cell: &Cell) -> Figure {
    match cell.value {
        CellValue::Empty => Figure::Blank,
        CellValue::Number(number) if cell.shown.ends_with('%') => {
            Figure::Number(number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number).normalize(), Some("%".into()))
        }
        CellValue::Number(number) => Figure::Number(number, None),
        CellValue::Error => Figure::Missing,
        CellValue::Date(..) | CellValue::Bool(_) => Figure::Other,
        CellValue::Text => text(&cell.shown),
    }
}

/// Reads a number kept as text.
fn text(shown: &str) -> Figure {
    // A figure is short; a long text is words.
    if shown.len() > 80 {
        return Figure::Other;
    }
    // Most words begin with a Chinese character, and then they are no figure; at most they say that there is none.
    let mut letters = shown.chars().filter(|c| !c.is_whitespace());
    if letters.next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && letters.nth(words().longest_missing()).is_some() {
        return Figure::Other;
    }
    let mut plain: String =
        shown.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}' | '\'')).map(half_width).collect();
    if plain.is_empty() {
        return Figure::Blank;
    }
    if words().is_missing(&plain) {
        return Figure::Missing;
    }
    if is_mask(&plain) {
        return Figure::Masked;
    }
    mend(&mut plain);
    let mut rest = plain.as_str();
    let bracketed = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')'));
    let mut negative = false;
    if let Some(inside) = bracketed.filter(|r| r.starts_with(|c: char| c.is_ascii_digit()) && r.contains(['.', ','])) {
        (rest, negative) = (inside, true);
    } else if let Some(after) = rest.strip_prefix(['-', '−', '–', '↓', '▼', '▲', '△']) {
        (rest, negative) = (after, true);
    } else if let Some(after) = rest.strip_prefix(['+', '↑']) {
        rest = after;
    }
    if !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return Figure::Other;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let (digits, tail) = rest.split_at(end);
    let tail = tail.trim_end_matches(['*', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', '¹', '²', '³']);
    let unit = match tail {
        "" => None,
        tail => match unit::whole(tail) {
            Some(unit) if &*unit != "年" && &*unit != "日" => Some(unit),
            _ => return Figure::Other,
        },
    };
    match decimal(digits) {
        Some(number) => Figure::Number(if negative { -number } else { number }, unit),
        None => Figure::Other,
    }
}

/// Scanned yearbooks write 10。89 and 1O.5 for 10.89 and 10.5: a mark between digits is the point, a letter that looks
/// like a digit among more digits is that digit.
fn mend(plain: &mut String) {
    let (mut digits, mut lookalikes) = (0, 0);
    for c in plain.chars() {
        match c {
            '0'..='9' => digits += 1,
            'O' | 'o' | 'l' | 'I' | '。' | '·' | '•' | '・' | '、' => lookalikes += 1,
            '.' | ',' | '-' => {}
            _ => return,
        }
    }
    if lookalikes == 0 || digits <= lookalikes || digits < 2 {
        return;
    }
    *plain = plain
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            '。' | '·' | '•' | '・' | '、' => '.',
            c => c,
        })
        .collect();
}

/// Digits with separators: groups of three after a comma are thousands, another single comma is a decimal point.
fn decimal(digits: &str) -> Option<Decimal> {
    // 0755 and 000000 are codes.
    if digits.len() > 1 && digits.starts_with('0') && digits.chars().nth(1).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let digits = digits.strip_suffix('.').unwrap_or(digits);
    if !digits.contains(',') {
        return digits.parse().ok();
    }
    let whole = digits.split('.').next().unwrap_or(digits);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    if (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3) {
        return digits.replace(',', "").parse().ok();
    }
    if digits.contains('.') || digits.matches(',').count() > 1 {
        return None;
    }
    digits.replace(',', ".").parse().ok()
}

fn is_mask(plain: &str) -> bool {
    let body = plain.trim_end_matches('%');
    let hidden = body.chars().filter(|c| matches!(c, 'x' | 'X' | '*' | '×' | '█')).count();
    hidden >= 2 && body.chars().all(|c| matches!(c, 'x' | 'X' | '*' | '×' | '█' | '.' | '-') || c.is_ascii_digit())
}

/// Full-width ASCII as ASCII, other characters as they are.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '−' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_kept_as_text() {
        let read = |shown: &str| match text(shown) {
            Figure::Number(n, unit) => format!("{n}{}", unit.unwrap_or_default()),
            other => format!("{other:?}"),
        };
        for (shown, want) in [
            ("    621 89", "62189"),
            ("10．89", "10.89"),
            ("1,24", "1.24"),
            ("1,234", "1234"),
            ("12,345,678.9", "12345678.9"),
            ("(1.5)", "-1.5"),
            ("－0.05", "-0.05"),
            ("5.3%", "5.3%"),
            ("311.25亿元", "311.25亿元"),
            ("…", "Missing"),
            ("    -", "Missing"),
            ("xx.x", "Masked"),
            ("**", "Masked"),
            ("02", "Other"),
            ("2020年", "Other"),
            ("是", "Other"),
            ("02/19", "Other"),
            ("3.2①", "3.2"),
            ("10。89", "10.89"),
            ("1O7.5", "107.5"),
        ] {
            assert_eq!(read(shown), want, "{shown}");
        }
    }
}
