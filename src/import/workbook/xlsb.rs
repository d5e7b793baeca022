//! Excel's binary workbooks (.xlsb, MS-XLSB): the parts of a new workbook, each a run of records in place of XML.
//!
//! Read here and not by calamine, which tells neither the formats of numbers (5.3% is 0.053 to it) nor merged areas.

use super::grid::{Gatherer, Sparse};
use super::parts::{Language, Listed, Parts};
use super::shown;
use super::styles::{self, Style};
use crate::base::Progress;
use crate::document::{Cell, CellValue, Merge, Sheet};
use crate::import::ole::{u16_at, u32_at};
use crate::import::{ImportError, limits};
use std::collections::HashMap;

// Kinds of records (MS-XLSB 2.3.2).
const ROW: u16 = 0;
const FIRST_CELL: u16 = 1;
const LAST_CELL: u16 = 11;
/// Cells that stand in the column after the one before.
const FIRST_SHORT_CELL: u16 = 12;
const LAST_SHORT_CELL: u16 = 18;
const STRING: u16 = 19;
const FORMAT: u16 = 44;
const STYLE: u16 = 47;
const RICH_CELL: u16 = 62;
const SHEET_DATA_END: u16 = 146;
const BOOK: u16 = 153;
const SHEET: u16 = 156;
const MERGE: u16 = 176;
const CELL_STYLES: u16 = 617;
const CELL_STYLES_END: u16 = 618;

/// Records between two looks at whether the user stopped it.
const STRIDE: usize = 65_536;

/// The records of a part.
struct Records<'a> {
    rest: &'a [u8],
    /// Whether the part broke off within a record.
    broken: bool,
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

impl<'a> Records<'a> {
    fn new(part: &'a [u8]) -> Self {
        Self { rest: part, broken: false }
    }

    /// A number in groups of seven bits, the lowest first, at most so many bytes long (MS-XLSB 2.1.4).
    fn number(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for place in 0..most {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }

    fn record(&mut self) -> Option<Record<'a>> {
        let kind = u16::try_from(self.number(2)?).ok()?;
        let length = self.number(4)? as usize;
        let (data, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(Record { kind, data })
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let record = self.record();
        if record.is_none() {
            self.broken = true;
            self.rest = &[];
        }
        record
    }
}

/// The words at a byte, after the count of their characters (in UTF-16), and the byte after them.
fn words(data: &[u8], at: usize) -> Option<(String, usize)> {
    let from = at.checked_add(4)?;
    let to = from.checked_add((u32_at(data, at)? as usize).checked_mul(2)?)?;
    let units = data.get(from..to)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some((char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(), to))
}

/// What is shared by the sheets of a workbook.
struct Shared {
    /// The cells that the shared strings make.
    strings: Vec<Cell>,
    styles: Vec<Style>,
    /// Whether days count from 1904.
    from_1904: bool,
}

/// Reads the sheets.
pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<Vec<Sheet>, ImportError> {
    let mut parts = Parts::open(bytes, Language::Binary)?;
    let (listed, from_1904) = read_list(&parts.list()?);
    let sheets = parts.sheets(listed)?;
    let shared =
        Shared { strings: read_strings(&parts.beside("sharedStrings")?)?, styles: read_styles(&parts.beside("styles")?), from_1904 };
    progress.set_total(sheets.len());
    let (mut gatherer, mut out) = (Gatherer::default(), Vec::new());
    for Listed { name, link, .. } in sheets {
        out.push(read_sheet(&parts.linked(&link)?, &name, &shared, &mut gatherer, progress)?);
        progress.advance();
    }
    Ok(out)
}

/// The sheets in their order, and whether days count from 1904.
fn read_list(part: &[u8]) -> (Vec<Listed>, bool) {
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    for Record { kind, data } in Records::new(part) {
        match kind {
            BOOK => from_1904 = data.first().is_some_and(|flags| flags & 1 != 0),
            SHEET => {
                // A state, a number, the link, the name.
                let found = words(data, 8).and_then(|(link, at)| Some((link, words(data, at)?.0)));
                let hidden = u32_at(data, 0) != Some(0);
                sheets.extend(found.map(|(link, name)| Listed { name, hidden, link }));
            }
            _ => {}
        }
    }
    (sheets, from_1904)
}

/// The shared strings; how they look and how they are pronounced is left out.
fn read_strings(part: &[u8]) -> Result<Vec<Cell>, ImportError> {
    let mut strings = Vec::new();
    let mut text = 0;
    for record in Records::new(part).filter(|record| record.kind == STRING) {
        let string = words(record.data, 1).map(|(string, _)| string).unwrap_or_default();
        // Three bytes of UTF-8 stand for two here.
        text += string.len() as u64;
        if text > limits::PACKAGE_PART {
            return Err(ImportError::TooMuchInside(text));
        }
        strings.push(shown::text(&string));
    }
    Ok(strings)
}

fn read_styles(part: &[u8]) -> Vec<Style> {
    let (mut codes, mut styles, mut inside) = (HashMap::new(), Vec::new(), false);
    for Record { kind, data } in Records::new(part) {
        match kind {
            FORMAT => codes.extend(u16_at(data, 0).zip(words(data, 2).map(|(code, _)| code))),
            CELL_STYLES | CELL_STYLES_END => inside = kind == CELL_STYLES,
            STYLE if inside => {
                let id = u16_at(data, 2).unwrap_or(0);
                styles.push(codes.get(&id).map_or_else(|| styles::builtin(u32::from(id)), |code| styles::custom(code)));
            }
            _ => {}
        }
    }
    styles
}

fn read_sheet(part: &[u8], name: &str, shared: &Shared, gatherer: &mut Gatherer, progress: &Progress) -> Result<Sheet, ImportError> {
    let (mut cells, mut merges) = (Sparse::default(), Vec::new());
    let (mut row, mut next, mut ended) = (0, 0_u32, false);
    let mut records = Records::new(part);
    for (step, Record { kind, data }) in records.by_ref().enumerate() {
        if step.is_multiple_of(STRIDE) && progress.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        match kind {
            ROW if !ended => (row, next) = (u32_at(data, 0).unwrap_or(row), 0),
            FIRST_CELL..=LAST_CELL | RICH_CELL if !ended => {
                let Some(column) = u32_at(data, 0) else { continue };
                next = column.saturating_add(1);
                gatherer.add(&mut cells, name, row, column, cell(kind, data.get(4..).unwrap_or(&[]), shared))?;
            }
            FIRST_SHORT_CELL..=LAST_SHORT_CELL if !ended => {
                gatherer.add(&mut cells, name, row, next, cell(kind - FIRST_SHORT_CELL + FIRST_CELL, data, shared))?;
                next = next.saturating_add(1);
            }
            SHEET_DATA_END => ended = true,
            MERGE if merges.len() < limits::SHEET_MERGES => {
                let at = |place: usize| u32_at(data, 4 * place);
                if let (Some(top), Some(bottom), Some(left), Some(right)) = (at(0), at(1), at(2), at(3)) {
                    merges.push(Merge { top, left, bottom, right });
                }
            }
            _ => {}
        }
    }
    if records.broken {
        return Err(ImportError::Damaged(format!("sheet {name} ends within a record")));
    }
    gatherer.finish(cells, name, merges)
}

/// A cell by the kind of its record; `data` begins with its style.
fn cell(kind: u16, data: &[u8], shared: &Shared) -> Cell {
    let number = |value: f64| {
        let style = u32_at(data, 0).map_or(0, |style| style & 0x00FF_FFFF);
        shared.styles.get(style as usize).copied().unwrap_or_default().number(value, shared.from_1904)
    };
    let value = data.get(4..).unwrap_or(&[]);
    let found = match kind {
        2 => u32_at(value, 0).map(|packed| number(unpack(packed))),
        3 | 11 => value.first().map(|&code| Cell { value: CellValue::Error, shown: error(code).into() }),
        4 | 10 => {
            value.first().map(|&yes| Cell { value: CellValue::Bool(yes != 0), shown: if yes == 0 { "FALSE" } else { "TRUE" }.into() })
        }
        5 | 9 => value.first_chunk().map(|bytes| number(f64::from_le_bytes(*bytes))),
        6 | 8 => words(value, 0).map(|(words, _)| shown::text(&words)),
        7 => u32_at(value, 0).and_then(|at| shared.strings.get(at as usize)).cloned(),
        RICH_CELL => words(value, 1).map(|(words, _)| shown::text(&words)),
        _ => None,
    };
    found.unwrap_or_default()
}

/// A number packed into 32 bits (MS-XLSB 2.5.122): a whole number, or the upper part of a float, perhaps of its hundredfold.
fn unpack(packed: u32) -> f64 {
    let value = if packed & 2 == 0 { f64::from_bits(u64::from(packed & !3) << 32) } else { f64::from(packed.cast_signed() >> 2) };
    if packed & 1 == 0 { value } else { value / 100.0 }
}

/// What stands in a cell with an error (MS-XLSB 2.5.97.2).
fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2B => "#GETTING_DATA",
        _ => "#N/A",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn packed_numbers_are_unpacked() {
        for (packed, value) in [(0x3FF0_0000, 1.0), (0x3FF0_0001, 0.01), (6, 1.0), (0xFFFF_FFFE, -1.0), (4 * 12_345 + 3, 123.45)] {
            assert!((unpack(packed) - value).abs() < 1e-12, "{packed:x}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(part in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(Records::new(&part).count() <= part.len());
            let shared = Shared { strings: vec![shown::text("甲")], styles: read_styles(&part), from_1904: false };
            let _ = (read_list(&part), read_strings(&part));
            let _ = read_sheet(&part, "一", &shared, &mut Gatherer::default(), &Progress::default());
        }
    }
}
