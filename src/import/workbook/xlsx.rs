//! Office Open XML workbooks (.xlsx), cell by cell, so that a sheet's claimed size costs nothing.

use super::grid::{Gatherer, Sparse};
use super::shown::{self, NumberFormat};
use crate::base::Progress;
use crate::document::{Cell, CellValue, Merge, Sheet};
use crate::import::{ImportError, limits};
use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::{Cursor, Read};

/// The most that a deflated byte can unpack to.
const DEFLATE_RATIO: u64 = 1032;

/// Used cells from which a sheet is looked over before it is walked a second time.
const LONG_SHEET: usize = 50_000;

/// Whether the package is a workbook; `None` when it cannot be opened.
pub(super) fn is_workbook(bytes: &[u8]) -> Option<bool> {
    let package = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    Some(package.file_names().any(|part| part.to_ascii_lowercase().replace('\\', "/").trim_start_matches('/').starts_with("xl/workbook.")))
}

/// Reads the sheets.
pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<Vec<Sheet>, ImportError> {
    check_package(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(error)?;
    let all = book.sheets_metadata().to_vec();
    if all.len() > limits::SHEETS {
        return Err(ImportError::TooManySheets(all.len()));
    }
    let seen = all.iter().any(|s| s.visible == SheetVisible::Visible && s.typ == SheetType::WorkSheet);
    let wanted: Vec<_> =
        all.into_iter().filter(|s| s.typ == SheetType::WorkSheet && (!seen || s.visible == SheetVisible::Visible)).collect();
    progress.set_total(wanted.len());
    let mut gatherer = Gatherer::default();
    let mut merged = None;
    let mut formats: Vec<NumberFormat> = Vec::new();
    let mut sheets = Vec::with_capacity(wanted.len());
    for sheet in wanted {
        if progress.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        let mut cells = Sparse::default();
        let mut reader = match book.worksheet_cells_reader(&sheet.name) {
            Ok(reader) => reader,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(e) => return Err(error(e)),
        };
        if formats.is_empty() {
            formats = reader
                .styles()
                .iter()
                .map(|s| s.number_format.as_ref().map_or_else(NumberFormat::default, |f| NumberFormat::parse(&f.format_code)))
                .collect();
        }
        while let Some((found, style)) = reader.next_cell_with_style_id().map_err(error)? {
            let (row, column) = found.get_position();
            let cell = cell(found.get_value(), formats.get(style).copied().unwrap_or_default());
            gatherer.add(&mut cells, &sheet.name, row, column, cell)?;
        }
        drop(reader);
        // Merged areas stand behind the cells and need a second walk: a long one is spared where no sheet has any.
        let has_merges = cells.len() < LONG_SHEET || *merged.get_or_insert_with(|| has_merges(bytes));
        let areas = if has_merges { book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default() } else { Vec::new() };
        sheets.push(gatherer.finish(cells, &sheet.name, areas.iter().map(merge).collect())?);
        progress.advance();
    }
    Ok(sheets)
}

/// Refuses packages that unpack to more than the limit, and shared strings that claim a count they cannot hold.
fn check_package(bytes: &[u8]) -> Result<(), ImportError> {
    let damaged = |e: zip::result::ZipError| ImportError::Damaged(e.to_string());
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let (mut claimed, mut possible) = (0_u64, 0_u64);
    for index in 0..package.len() {
        let part = package.by_index_raw(index).map_err(damaged)?;
        if part.encrypted() {
            return Err(ImportError::Protected);
        }
        claimed = claimed.saturating_add(part.size());
        possible = possible.saturating_add(part.compressed_size().saturating_mul(DEFLATE_RATIO));
    }
    if claimed > limits::EXPANDED_BYTES {
        return Err(ImportError::TooMuchInside(claimed));
    }
    // What a part claims may be a lie, so where a lie could matter, and for the shared strings, unpack and count.
    let measure_all = possible > limits::EXPANDED_BYTES;
    let mut total = 0_u64;
    for index in 0..package.len() {
        let name = package.name_for_index(index).unwrap_or("").to_ascii_lowercase();
        let strings = name.ends_with("sharedstrings.xml");
        if !strings && !(measure_all && (name.ends_with(".xml") || name.ends_with(".rels"))) {
            continue;
        }
        let Ok(mut part) = package.by_index(index) else { continue };
        let (mut buffer, mut carried, mut size, mut count) = (vec![0_u8; 64 * 1024], 0_usize, 0_u64, 0_u64);
        while let Some(space) = buffer.get_mut(carried..) {
            let Ok(read @ 1..) = part.read(space) else { break };
            size += read as u64;
            total += read as u64;
            if total > limits::EXPANDED_BYTES {
                return Err(ImportError::TooMuchInside(total));
            }
            let filled = carried + read;
            if strings && let Some(chunk) = buffer.get(..filled) {
                count = count.max(claimed_count(chunk));
                carried = filled.min(64);
                buffer.copy_within(filled - carried..filled, 0);
            }
        }
        if count > size {
            return Err(ImportError::Damaged(format!("its shared strings claim to be {count}")));
        }
    }
    Ok(())
}

/// Whether any sheet of the package has merged areas.
fn has_merges(bytes: &[u8]) -> bool {
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else { return true };
    let mut buffer = vec![0_u8; 256 * 1024];
    for index in 0..package.len() {
        if !package.name_for_index(index).is_some_and(|name| name.contains("sheet")) {
            continue;
        }
        let Ok(mut part) = package.by_index(index) else { continue };
        let mut carried = 0;
        while let Some(space) = buffer.get_mut(carried..) {
            let Ok(read @ 1..) = part.read(space) else { break };
            let filled = carried + read;
            if buffer.get(..filled).is_some_and(|chunk| memchr::memmem::find(chunk, b"mergeCell").is_some()) {
                return true;
            }
            carried = filled.min(16);
            buffer.copy_within(filled - carried..filled, 0);
        }
    }
    false
}

/// The largest `uniqueCount` named in a piece of XML.
fn claimed_count(chunk: &[u8]) -> u64 {
    let name = b"uniqueCount";
    memchr::memmem::find_iter(chunk, name)
        .map(|at| {
            let digits = chunk.iter().skip(at + name.len()).skip_while(|b| !b.is_ascii_digit()).take_while(|b| b.is_ascii_digit());
            digits.fold(0_u64, |n, d| n.saturating_mul(10).saturating_add(u64::from(d - b'0')))
        })
        .max()
        .unwrap_or(0)
}

fn cell(value: &DataRef<'_>, format: NumberFormat) -> Cell {
    match value {
        DataRef::Empty => Cell::default(),
        #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are binary floats")]
        DataRef::Int(n) => shown::number(*n as f64, format),
        DataRef::Float(n) => shown::number(*n, format),
        DataRef::String(words) => shown::text(words),
        DataRef::SharedString(words) => shown::text(words),
        DataRef::Bool(yes) => Cell { value: CellValue::Bool(*yes), shown: if *yes { "TRUE" } else { "FALSE" }.to_owned() },
        DataRef::DateTime(serial) => shown::moment(serial, format),
        DataRef::DateTimeIso(words) => shown::iso_date(words, format),
        DataRef::DurationIso(words) => shown::text(words),
        DataRef::Error(e) => Cell { value: CellValue::Error, shown: e.to_string() },
    }
}

pub(super) fn merge(area: &Dimensions) -> Merge {
    Merge { top: area.start.0, left: area.start.1, bottom: area.end.0, right: area.end.1 }
}

fn error(e: XlsxError) -> ImportError {
    match e {
        XlsxError::Password => ImportError::Protected,
        e => ImportError::Damaged(e.to_string()),
    }
}
