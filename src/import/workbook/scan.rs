//! The cells of a new workbook's sheet (ECMA-376 Part 1, 18.3), read from its bytes in one pass: a sheet may have millions,
//! so nothing is built on the way to a cell. Looks only at what it needs, and takes the rest of the XML as it comes.

use memchr::{memchr, memchr3, memmem};

/// One cell as the file tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Raw<'a> {
    /// Row, 0-based.
    pub(super) row: u32,
    /// Column, 0-based.
    pub(super) column: u32,
    /// Its style's number.
    pub(super) style: u32,
    /// Its type: `s`, `str`, `inlineStr`, `b`, `e`, `d`, `n`; empty for a number.
    pub(super) kind: &'a [u8],
    /// Its value, or the XML of the words within it; `None` where it has none.
    pub(super) value: Option<&'a [u8]>,
    /// Whether it is computed.
    pub(super) formula: bool,
}

/// What a sheet holds, in the order of the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A cell.
    Cell(Raw<'a>),
    /// A merged area: first row and column, last row and column.
    Merge([u32; 4]),
}

/// Walks a sheet.
pub(super) struct Scan<'a> {
    rest: &'a [u8],
    row: u32,
    column: u32,
    /// Whether the XML broke off within a tag or a cell.
    pub(super) broken: bool,
}

/// A tag: its name without prefix, what follows the name, and whether it closes itself.
struct Tag<'a> {
    name: &'a [u8],
    attributes: &'a [u8],
    empty: bool,
}

impl<'a> Scan<'a> {
    /// Begins at a sheet's first byte.
    pub(super) fn new(sheet: &'a [u8]) -> Self {
        Self { rest: sheet, row: 0, column: 0, broken: false }
    }

    /// The next tag, passing over words, comments and declarations.
    fn tag(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = memchr(b'<', self.rest)?;
            let rest = self.rest.get(start + 1..)?;
            let skip = match rest {
                [b'!', b'-', b'-', ..] => Some(&b"-->"[..]),
                [b'!', b'[', ..] => Some(&b"]]>"[..]),
                [b'?', ..] => Some(&b"?>"[..]),
                _ => None,
            };
            if let Some(end) = skip {
                let Some(at) = memmem::find(rest, end) else { return self.give_up() };
                self.rest = rest.get(at + end.len()..)?;
                continue;
            }
            let Some(end) = tag_end(rest) else { return self.give_up() };
            let inside = rest.get(..end)?;
            self.rest = rest.get(end + 1..)?;
            let (inside, empty) = inside.strip_suffix(b"/").map_or((inside, false), |inside| (inside, true));
            let length = inside.iter().position(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')).unwrap_or(inside.len());
            let (name, attributes) = inside.split_at(length);
            return Some(Tag { name: bare(name), attributes, empty });
        }
    }

    fn give_up<T>(&mut self) -> Option<T> {
        self.broken = true;
        self.rest = &[];
        None
    }

    /// What stands before the end of an element named `name`, which has begun.
    fn inside(&mut self, name: &[u8]) -> Option<&'a [u8]> {
        let all = self.rest;
        let mut at = 0;
        loop {
            let Some(next) = all.get(at..).and_then(|rest| memchr(b'<', rest)) else { return self.give_up() };
            let start = at + next;
            if all.get(start + 1) != Some(&b'/') {
                at = start + 1;
                continue;
            }
            let rest = all.get(start + 2..)?;
            let Some(end) = memchr(b'>', rest) else { return self.give_up() };
            if bare(rest.get(..end)?.trim_ascii_end()) == name {
                self.rest = rest.get(end + 1..)?;
                return all.get(..start);
            }
            at = start + 2;
        }
    }

    /// The cell that begins here, where it is written as most programs write it: `<c r="B2" s="1" t="s"><v>7</v></c>`. Any other is left
    /// to the long way, which gives the same.
    fn plain_cell(&mut self) -> Option<Raw<'a>> {
        let mut rest = self.rest.strip_prefix(b"<c r=\"")?;
        let length = rest.iter().take(12).position(|&b| b == b'"')?;
        let (row, column) = plain_address(rest.get(..length)?)?;
        let mut cell = Raw { row, column, ..Raw::default() };
        rest = rest.get(length + 1..)?;
        loop {
            let (slot, after) = match rest {
                [b' ', slot @ (b's' | b't'), b'=', b'"', after @ ..] => (*slot, after),
                [b'>', after @ ..] => {
                    rest = after;
                    break;
                }
                _ => return None,
            };
            let length = after.iter().take(12).position(|&b| b == b'"')?;
            let value = after.get(..length)?;
            if slot == b's' {
                cell.style = number(value)?;
            } else {
                cell.kind = value;
            }
            rest = after.get(length + 1..)?;
        }
        let (inside, end) = match rest {
            [b'<', b'v', b'>', inside @ ..] => (inside, &b"</v></c>"[..]),
            [b'<', b'i', b's', b'>', b'<', b't', b'>', ..] => (rest.get(7..)?, &b"</t></is></c>"[..]),
            _ => return None,
        };
        let length = memchr(b'<', inside)?;
        let after = inside.get(length..)?.strip_prefix(end)?;
        cell.value = if end.len() == 8 { inside.get(..length) } else { rest.get(4..7 + length + 4) };
        (self.row, self.column, self.rest) = (row, column.saturating_add(1), after);
        Some(cell)
    }

    fn cell(&mut self, tag: &Tag<'a>) -> Option<Raw<'a>> {
        let mut cell = Raw { row: self.row, column: self.column, ..Raw::default() };
        for (name, value) in attributes(tag.attributes) {
            match name {
                b"r" => {
                    if let Some((row, column)) = address(value) {
                        (cell.row, cell.column) = (row, column);
                    }
                }
                b"s" => cell.style = number(value).unwrap_or(0),
                b"t" => cell.kind = value,
                _ => {}
            }
        }
        (self.row, self.column) = (cell.row, cell.column.saturating_add(1));
        if tag.empty {
            return Some(cell);
        }
        loop {
            // The end of the cell comes first, or a tag within it.
            let Some(start) = memchr(b'<', self.rest) else { return self.give_up() };
            if self.rest.get(start + 1) == Some(&b'/') {
                self.inside(b"c")?;
                return Some(cell);
            }
            let inner = self.tag()?;
            match inner.name {
                b"v" | b"is" if !inner.empty => cell.value = Some(self.inside(inner.name)?),
                b"f" => {
                    cell.formula = true;
                    if !inner.empty {
                        self.inside(b"f")?;
                    }
                }
                _ if !inner.empty => drop(self.inside(inner.name)?),
                _ => {}
            }
        }
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        loop {
            if let Some(cell) = self.plain_cell() {
                return Some(Found::Cell(cell));
            }
            let tag = self.tag()?;
            match tag.name {
                b"c" => return self.cell(&tag).map(Found::Cell),
                b"row" => {
                    let told = attributes(tag.attributes).find(|(name, _)| *name == b"r").and_then(|(_, value)| number(value));
                    self.row = told.map_or_else(|| self.row.saturating_add(u32::from(self.column > 0)), |row| row.saturating_sub(1));
                    self.column = 0;
                }
                b"mergeCell" => {
                    let area = attributes(tag.attributes).find(|(name, _)| *name == b"ref").map(|(_, value)| value);
                    let mut corners = area.unwrap_or(&[]).split(|&b| b == b':').map(address);
                    if let (Some(Some(first)), Some(Some(last))) = (corners.next(), corners.next()) {
                        return Some(Found::Merge([first.0, first.1, last.0, last.1]));
                    }
                }
                _ => {}
            }
        }
    }
}

/// Where a tag ends: at the first `>` outside of quotes.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
        match bytes.get(found)? {
            b'>' => return Some(found),
            quote => at = found + 2 + memchr(*quote, bytes.get(found + 1..)?)?,
        }
    }
}

/// A name without its prefix.
fn bare(name: &[u8]) -> &[u8] {
    // Names are a few letters long.
    name.iter().position(|&b| b == b':').and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}

/// Names and values of a tag's attributes.
fn attributes(mut rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let equals = rest.iter().position(|&b| b == b'=')?;
        let name = rest.get(..equals)?.trim_ascii();
        let after = rest.get(equals + 1..)?.trim_ascii_start();
        let quote = *after.first().filter(|q| matches!(q, b'"' | b'\''))?;
        let end = after.get(1..)?.iter().position(|&b| b == quote)?;
        rest = after.get(end + 2..)?;
        Some((name, after.get(1..=end)?))
    })
}

/// A whole number in plain digits.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u32, |n, d| d.is_ascii_digit().then(|| n.checked_mul(10)?.checked_add(u32::from(d - b'0')))?)
}

/// Row and column, 0-based, of an address in capitals within what a sheet can hold; `None` for others.
fn plain_address(words: &[u8]) -> Option<(u32, u32)> {
    let (mut row, mut column) = (0_u32, 0_u32);
    for &b in words {
        match b {
            b'A'..=b'Z' if row == 0 && column <= 16_384 => column = column * 26 + u32::from(b - b'A') + 1,
            b'1'..=b'9' if column > 0 && row <= 1_048_576 => row = row * 10 + u32::from(b - b'0'),
            b'0' if row > 0 && row <= 1_048_576 => row *= 10,
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// Row and column, 0-based, of an address such as `C5`.
fn address(words: &[u8]) -> Option<(u32, u32)> {
    let words =
        if words.contains(&b'$') { return address(&words.iter().copied().filter(|b| *b != b'$').collect::<Vec<_>>()) } else { words };
    let letters = words.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (letters, digits) = words.split_at(letters);
    let column = letters.iter().try_fold(0_u32, |n, c| n.checked_mul(26)?.checked_add(u32::from(c.to_ascii_uppercase() - b'A') + 1))?;
    Some((number(digits)?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_and_areas_are_found() {
        let sheet = br#"<?xml version="1.0"?><x:worksheet><!-- <c r="Z9"><v>1</v></c> --><x:dimension ref="A1:XFD1048576"/><x:sheetData>
            <x:row r="2" spans="1:3"><x:c r="B2" s="3" t="s"><x:v>7</x:v></x:c><x:c><x:f t="shared" si="0">A1&gt;"b"</x:f></x:c>
            <x:c r="E2" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="F2" s="1"/></x:row><x:row><x:c t='b'><x:f/><x:v>1</x:v></x:c></x:row>
            </x:sheetData><x:mergeCells><x:mergeCell ref="A1:$C$4"/></x:mergeCells></x:worksheet>"#;
        let mut scan = Scan::new(sheet);
        let found: Vec<Found<'_>> = scan.by_ref().collect();
        let cell = |row, column, style, kind, value, formula| Found::Cell(Raw { row, column, style, kind, value, formula });
        assert_eq!(
            found,
            [
                cell(1, 1, 3, b"s", Some(&b"7"[..]), false),
                cell(1, 2, 0, b"", None, true),
                cell(1, 4, 0, b"inlineStr", Some(&b"<x:t>a</x:t>"[..]), false),
                cell(1, 5, 1, b"", None, false),
                cell(2, 0, 0, b"b", Some(&b"1"[..]), true),
                Found::Merge([0, 0, 3, 2]),
            ]
        );
        assert!(!scan.broken);
    }

    proptest! {
        #[test]
        fn a_plain_cell_is_read_like_any_other(words in prop::collection::vec(prop::sample::select(vec![
            "<c r=\"B7\"", "<c r=\"AB1048576\"", "<c r=\"ZZZZ9\"", "<c r=\"b07\"", "<c", " s=\"2\"", " s=\"x\"", " t=\"str\"", " t=\"inlineStr\"", ">", "/>",
            "<v>", "<v>1</v></c>", "</v>", "5.5", "甲&amp;", "</c>", "<is><t>", "<is><t>乙</t></is></c>", "</t></is></c>", "<row r=\"3\">", "</row>", "\n",
        ]), 0..30)) {
            let sheet = words.concat();
            // With a prefix no cell is plain.
            let long = sheet.replace("<c", "<x:c");
            let told = |sheet: &str| -> Vec<String> {
                let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("<x:c", "<c");
                let cell = |c: Raw<'_>| format!("{} {} {} {} {:?} {}", c.row, c.column, c.style, words(c.kind), c.value.map(words), c.formula);
                Scan::new(sheet.as_bytes()).map(|found| match found {
                    Found::Cell(raw) => cell(raw),
                    other => format!("{other:?}"),
                }).collect()
            };
            prop_assert_eq!(told(&sheet), told(&long));
        }

        #[test]
        fn any_bytes_come_to_an_end(words in prop::collection::vec(prop::sample::select(vec![
            "<c", " r=\"B7\"", " t='s'", ">", "/>", "<v>", "</v>", "1", "</c>", "<row", "</row>", "<!--", "-->", "<f>", "</f>", "<", "\"", "<is>", "</is>",
        ]), 0..30)) {
            let sheet = words.concat();
            prop_assert!(Scan::new(sheet.as_bytes()).count() <= sheet.len());
        }
    }
}
