//! The records of an old workbook (MS-XLS, BIFF5 and BIFF8), looked over before they are read: how large each sheet
//! is, how much text its cells hold, and which number format each number has.
//!
//! Reads no values: that is left to the reader proper, which allocates what the records claim and so must only be
//! given records that were found sane here.

use super::grid::check_size;
use super::shown::NumberFormat;
use crate::import::{ImportError, limits};
use std::collections::{BTreeMap, BTreeSet};

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000A;
const PROTECTED: u16 = 0x002F;
const CONTINUE: u16 = 0x003C;
const SHEET: u16 = 0x0085;
const MANY_NUMBERS: u16 = 0x00BD;
const STYLE: u16 = 0x00E0;
const STRINGS: u16 = 0x00FC;
const STRING_CELL: u16 = 0x00FD;
const SIZE: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027E;
const FORMAT: u16 = 0x041E;
const BEGIN: u16 = 0x0809;

/// What was found in a workbook's records.
#[derive(Default)]
pub(super) struct Overview {
    /// Each sheet's number formats, in the order of the workbook: cell (row × 65536 + column) and format, by cell;
    /// cells with a plain format are left out.
    pub(super) formats: Vec<Vec<(u32, NumberFormat)>>,
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

/// The records from a byte on; ends at the first that does not fit.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream.get(from..).unwrap_or(&[]);
    std::iter::from_fn(move || {
        let kind = u16_at(rest, 0)?;
        let length = usize::from(u16_at(rest, 2)?);
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some(Record { kind, data })
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Looks a workbook's stream over.
///
/// # Errors
/// When it is protected, beyond the limits, or claims what cannot be.
pub(super) fn look_over(stream: &[u8]) -> Result<Overview, ImportError> {
    let mut places = Vec::new();
    let mut styles = Vec::new();
    let mut codes = BTreeMap::new();
    let mut lengths = Vec::new();
    let mut wide = true;
    let mut all = records(stream, 0).peekable();
    while let Some(record) = all.next() {
        match record.kind {
            BEGIN => wide = u16_at(record.data, 0) != Some(0x0500),
            PROTECTED if u16_at(record.data, 0) != Some(0) => return Err(ImportError::Protected),
            SHEET => places.push(u32_at(record.data, 0).unwrap_or(0) as usize),
            STYLE => styles.push(u16_at(record.data, 2).unwrap_or(0)),
            FORMAT => {
                if let (Some(id), Some(code)) = (u16_at(record.data, 0), format_code(record.data, wide)) {
                    codes.insert(id, NumberFormat::parse(&code));
                }
            }
            STRINGS => {
                let mut parts = vec![record.data.get(8..).unwrap_or(&[])];
                while let Some(more) = all.next_if(|r| r.kind == CONTINUE) {
                    parts.push(more.data);
                }
                lengths = string_lengths(&parts);
            }
            END => break,
            _ => {}
        }
    }
    if places.len() > limits::SHEETS {
        return Err(ImportError::TooManySheets(places.len()));
    }
    if places.iter().collect::<BTreeSet<_>>().len() < places.len() {
        return Err(ImportError::Damaged("two sheets stand at the same place".to_owned()));
    }
    let formats: Vec<NumberFormat> = styles.iter().map(|id| codes.get(id).copied().unwrap_or_else(|| NumberFormat::builtin(*id))).collect();
    let mut overview = Overview::default();
    let (mut cells, mut text) = (0_u64, 0_u64);
    for (index, place) in places.into_iter().enumerate() {
        let found = look_over_sheet(stream, place, index, &formats, &lengths)?;
        cells += found.cells;
        text += found.text;
        if cells > limits::WORKBOOK_CELLS {
            return Err(ImportError::TooManyCells { sheet: (index + 1).to_string(), rows: found.height, columns: found.width });
        }
        if text > limits::WORKBOOK_TEXT {
            return Err(ImportError::TooMuchInside(text));
        }
        overview.formats.push(found.formats);
    }
    Ok(overview)
}

#[derive(Default)]
struct SheetOverview {
    height: u32,
    width: u32,
    cells: u64,
    text: u64,
    formats: Vec<(u32, NumberFormat)>,
}

fn look_over_sheet(
    stream: &[u8],
    place: usize,
    index: usize,
    styles: &[NumberFormat],
    lengths: &[u32],
) -> Result<SheetOverview, ImportError> {
    let name = (index + 1).to_string();
    let mut found = SheetOverview::default();
    let mut depth = 0_u32;
    for record in records(stream, place) {
        match record.kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => {}
            SIZE => {
                let (rows, columns) =
                    claimed_size(record.data).ok_or_else(|| ImportError::Damaged(format!("sheet {name} has no size that can be")))?;
                check_size(&name, rows, columns)?;
            }
            FORMULA | NUMBER | SHORT_NUMBER | STRING_CELL | 0x0204 | 0x00D6 | 0x0205 | MANY_NUMBERS => {
                let (Some(row), Some(first)) = (u16_at(record.data, 0), u16_at(record.data, 2)) else { continue };
                let mut last = first;
                let mut note = |column: u16, style: Option<u16>| {
                    let format = style.and_then(|s| styles.get(usize::from(s))).copied().unwrap_or_default();
                    if !format.is_plain() {
                        found.formats.push((u32::from(row) << 16 | u32::from(column), format));
                    }
                };
                match record.kind {
                    MANY_NUMBERS => {
                        for (i, part) in record.data.get(4..).unwrap_or(&[]).chunks_exact(6).enumerate() {
                            last = first.saturating_add(u16::try_from(i).unwrap_or(u16::MAX));
                            note(last, u16_at(part, 0));
                        }
                    }
                    FORMULA | NUMBER | SHORT_NUMBER => note(first, u16_at(record.data, 4)),
                    _ => {}
                }
                if record.kind == STRING_CELL {
                    let string = u32_at(record.data, 6).and_then(|i| lengths.get(i as usize)).copied().unwrap_or(0);
                    found.text += u64::from(string);
                }
                found.height = found.height.max(u32::from(row) + 1);
                found.width = found.width.max(u32::from(last) + 1);
                check_size(&name, found.height, found.width)?;
            }
            _ => {}
        }
    }
    found.cells = u64::from(found.height) * u64::from(found.width);
    found.formats.sort_by_key(|(cell, _)| *cell);
    Ok(found)
}

/// Rows and columns that a sheet claims to have; `None` for a claim that turns on itself.
fn claimed_size(data: &[u8]) -> Option<(u32, u32)> {
    let (top, bottom, left, right) = if data.len() >= 14 {
        (u32_at(data, 0)?, u32_at(data, 4)?, u16_at(data, 8)?, u16_at(data, 10)?)
    } else {
        (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?), u16_at(data, 4)?, u16_at(data, 6)?)
    };
    let left = if left > 0xFF || right < left { 0 } else { left };
    if bottom == 0 || right == 0 {
        return Some((1, 1));
    }
    Some((bottom.checked_sub(top).filter(|&rows| rows > 0 || top == bottom)?.max(1), u32::from(right.checked_sub(left)?).max(1)))
}

/// A number format's code: BIFF8 counts characters in two bytes and says how wide they are, BIFF5 in one byte.
fn format_code(data: &[u8], wide: bool) -> Option<String> {
    if !wide {
        let length = usize::from(*data.get(2)?);
        return Some(data.get(3..3 + length)?.iter().map(|&b| char::from(b)).collect());
    }
    let length = usize::from(u16_at(data, 2)?);
    if data.get(4)? & 1 == 0 {
        return Some(data.get(5..5 + length)?.iter().map(|&b| char::from(b)).collect());
    }
    let units: Vec<u16> = data.get(5..5 + length * 2)?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}

/// The length of each shared string in bytes of UTF-8, at most three for each character. Strings run on from one part
/// into the next; the next then begins with a new width of characters.
fn string_lengths(parts: &[&[u8]]) -> Vec<u32> {
    let mut lengths = Vec::new();
    let (mut part, mut at) = (0, 0);
    let step = |part: &mut usize, at: &mut usize, mut by: usize| {
        while by > 0 {
            let Some(data) = parts.get(*part) else { return };
            let here = by.min(data.len() - (*at).min(data.len()));
            *at += here;
            by -= here;
            if *at >= data.len() {
                *part += 1;
                *at = 0;
            }
        }
    };
    while let Some(data) = parts.get(part) {
        let (Some(count), Some(&flags)) = (u16_at(data, at), data.get(at + 2)) else {
            part += 1;
            at = 0;
            continue;
        };
        let mut header = 3;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(u16_at(data, at + header).unwrap_or(0)) };
        header += if flags & 8 == 0 { 0 } else { 2 };
        let extra = if flags & 4 == 0 { 0 } else { u32_at(data, at + header).unwrap_or(0) as usize };
        header += if flags & 4 == 0 { 0 } else { 4 };
        at += header;
        let mut left = usize::from(count);
        let mut width = 1 + usize::from(flags & 1);
        while left > 0 {
            let Some(data) = parts.get(part) else { break };
            let here = left.min(data.len().saturating_sub(at) / width);
            left -= here;
            at += here * width;
            if left > 0 {
                part += 1;
                width = parts.get(part).and_then(|d| d.first()).map_or(1, |f| 1 + usize::from(f & 1));
                at = 1;
            }
        }
        lengths.push(u32::from(count) * 3);
        step(&mut part, &mut at, runs * 4 + extra);
        if parts.get(part).is_some_and(|d| at >= d.len()) {
            part += 1;
            at = 0;
        }
    }
    lengths
}
