//! Comma-, semicolon- and tab-separated values: a text whose name says so and whose lines share a separator.
//!
//! Quoting after RFC 4180: a quoted field may hold separators, line ends and doubled quotes. A file named .xls that is
//! in truth tab-separated text, as many systems export it, is read here too.

use super::{ImportError, Importer, limits, text};
use crate::base::{Decimal, Progress};
use crate::document::{Cell, CellValue, Document, Format, Sheet};

/// Reads separated values.
pub struct CsvImporter;

/// Lines looked at to find the separator.
const SAMPLE_LINES: usize = 50;
/// Bytes looked at to find the separator.
const SAMPLE_BYTES: usize = 64 * 1024;

impl Importer for CsvImporter {
    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    fn accepts(&self, name: &str, bytes: &[u8]) -> bool {
        let disguised = super::has_ending(name, "xls");
        if !disguised && !self.endings().iter().any(|e| super::has_ending(name, e)) {
            return false;
        }
        text::decode(sample(bytes)).ok().and_then(|(words, _)| separator(&words)).is_some_and(|s| !disguised || s == '\t')
    }

    fn read(&self, name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError> {
        let (words, encoding) = text::decode(bytes)?;
        let separator = separator(&words).ok_or(ImportError::Unsupported)?;
        let title = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let sheet = read_sheet(&words, separator, title, progress)?;
        Ok(Document::of_sheets(name, Format::Csv, Some(encoding), vec![sheet], bytes))
    }
}

/// Whole lines from the start, to look at.
fn sample(bytes: &[u8]) -> &[u8] {
    let Some(start) = bytes.get(..SAMPLE_BYTES) else { return bytes };
    let end = memchr::memrchr(b'\n', start).unwrap_or(start.len());
    bytes.get(..end).unwrap_or(start)
}

/// The separator that the most lines have, and as often as one another; `None` where no line has any.
fn separator(words: &str) -> Option<char> {
    let mut best = None;
    for candidate in ['\t', ',', ';', '|'] {
        let mut counts = Vec::new();
        let mut quoted = false;
        for line in words.lines().take(SAMPLE_LINES) {
            let mut count = 0_u32;
            for c in line.chars() {
                match c {
                    '"' => quoted = !quoted,
                    c if c == candidate && !quoted => count += 1,
                    _ => {}
                }
            }
            if !line.trim().is_empty() && !quoted {
                counts.push(count);
            }
        }
        counts.sort_unstable();
        let Some(&middle) = counts.get(counts.len() / 2) else { continue };
        let agree = counts.iter().filter(|&&n| n == middle && n > 0).count();
        let most = counts.last().copied().unwrap_or(0);
        if most > 0 && best.is_none_or(|(before, _)| agree > before) {
            best = Some((agree, candidate));
        }
    }
    best.map(|(_, separator)| separator)
}

fn read_sheet(words: &str, separator: char, title: &str, progress: &Progress) -> Result<Sheet, ImportError> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut width = 0;
    let mut row = Vec::new();
    let mut field = String::new();
    let (mut quoted, mut was_quoted) = (false, false);
    let mut chars = words.chars().peekable();
    let too_large = |rows: usize, width: usize| ImportError::TooManyCells {
        sheet: title.to_owned(),
        rows: u32::try_from(rows).unwrap_or(u32::MAX),
        columns: u32::try_from(width).unwrap_or(u32::MAX),
    };
    loop {
        let c = chars.next();
        match c {
            Some('"') if quoted => {
                if chars.next_if_eq(&'"').is_some() {
                    field.push('"');
                } else {
                    quoted = false;
                }
            }
            Some(c) if quoted => field.push(c),
            Some('"') if field.is_empty() && !was_quoted => (quoted, was_quoted) = (true, true),
            Some(c) if c != separator && c != '\n' => field.push(c),
            end => {
                row.push(cell(std::mem::take(&mut field)));
                was_quoted = false;
                if row.len() > limits::ROW_CELLS {
                    return Err(too_large(rows.len() + 1, row.len()));
                }
                if end == Some(separator) {
                    continue;
                }
                if end.is_none() && row.len() == 1 && row.first().is_some_and(|c| c.shown.is_empty()) {
                    break;
                }
                let used = row.iter().rposition(|c| !c.shown.is_empty()).map_or(0, |last| last + 1);
                row.truncate(used);
                width = width.max(used);
                rows.push(std::mem::take(&mut row));
                if rows.len() as u64 * width as u64 > limits::SHEET_CELLS {
                    return Err(too_large(rows.len(), width));
                }
                if rows.len().is_multiple_of(4096) && progress.is_cancelled() {
                    return Err(ImportError::Cancelled);
                }
                if end.is_none() {
                    break;
                }
            }
        }
    }
    let used = rows.iter().rposition(|r| !r.is_empty()).map_or(0, |last| last + 1);
    rows.truncate(used);
    let (Ok(height), Ok(columns)) = (u32::try_from(rows.len()), u32::try_from(width)) else { return Err(too_large(rows.len(), width)) };
    let mut cells = Vec::with_capacity(rows.len() * width);
    for mut row in rows {
        row.resize(width, Cell::default());
        cells.append(&mut row);
    }
    Ok(Sheet { name: title.to_owned(), height, width: columns, cells, merges: Vec::new() })
}

/// What a field holds: a number where it is written as one in ASCII, else words.
pub(super) fn cell(shown: String) -> Cell {
    if shown.trim().is_empty() {
        return Cell::default();
    }
    let plain = shown.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    let value = match shown.parse::<Decimal>() {
        Ok(number) if plain && !has_leading_zero(&shown) => CellValue::Number(number),
        _ => CellValue::Text,
    };
    Cell { value, shown: shown.into() }
}

/// 007 is a code, 0.7 a number.
fn has_leading_zero(shown: &str) -> bool {
    let digits = shown.trim_start_matches(['-', '+']);
    digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.")
}
