//! Excel 97–2003 workbooks (.xls).

use super::grid::{Gatherer, Sparse};
use super::records::{self, Overview};
use super::shown::{self, NumberFormat};
use super::xlsx::merge;
use crate::base::Progress;
use crate::document::{Cell, CellValue, Sheet};
use crate::import::ole::{self, Compound};
use crate::import::{ImportError, limits};
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;

/// Reads the sheets.
pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<Vec<Sheet>, ImportError> {
    let broken = || ImportError::Damaged("its table of contents is broken".to_owned());
    let file = Compound::open(bytes).ok_or_else(broken)?;
    if file.has("EncryptedPackage") {
        return Err(ImportError::Protected);
    }
    let stream = file.stream("Workbook").or_else(|| file.stream("Book")).ok_or_else(broken)?;
    drop(file);
    let overview = records::look_over(&stream)?;
    // The reader proper walks the chains of a file as it finds them; of those only the ones walked here are known to end.
    let sound = ole::packed("Workbook", &stream).ok_or(ImportError::TooMuchInside(stream.len() as u64))?;
    drop(stream);
    if progress.is_cancelled() {
        return Err(ImportError::Cancelled);
    }
    let mut book = Xls::new(Cursor::new(sound)).map_err(error)?;
    let all = book.sheets_metadata().to_vec();
    if all.len() > limits::SHEETS {
        return Err(ImportError::TooManySheets(all.len()));
    }
    let seen = all.iter().any(|s| s.visible == SheetVisible::Visible && s.typ == SheetType::WorkSheet);
    progress.set_total(all.len());
    let mut gatherer = Gatherer::default();
    let mut sheets = Vec::new();
    for (index, sheet) in all.iter().enumerate() {
        progress.advance();
        if progress.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        if sheet.typ != SheetType::WorkSheet || (seen && sheet.visible != SheetVisible::Visible) {
            continue;
        }
        let merges = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default().iter().map(merge).collect();
        let range = book.worksheet_range(&sheet.name).map_err(error)?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut cells = Sparse::default();
        for (row, column, value) in range.used_cells() {
            let row = top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
            let column = left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
            let format = format_at(&overview, index, row, column);
            gatherer.add(&mut cells, &sheet.name, row, column, cell(value, format))?;
        }
        sheets.push(gatherer.finish(cells, &sheet.name, merges)?);
    }
    Ok(sheets)
}

fn format_at(overview: &Overview, sheet: usize, row: u32, column: u32) -> NumberFormat {
    let Some(formats) = overview.formats.get(sheet) else { return NumberFormat::default() };
    let key = row << 16 | column;
    formats
        .binary_search_by_key(&key, |(cell, _)| *cell)
        .ok()
        .and_then(|at| formats.get(at))
        .map_or_else(NumberFormat::default, |(_, f)| *f)
}

fn cell(value: &Data, format: NumberFormat) -> Cell {
    match value {
        Data::Empty => Cell::default(),
        #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are binary floats")]
        Data::Int(n) => shown::number(*n as f64, format),
        Data::Float(n) => shown::number(*n, format),
        Data::String(words) | Data::DurationIso(words) => shown::text(words),
        Data::Bool(yes) => Cell { value: CellValue::Bool(*yes), shown: if *yes { "TRUE" } else { "FALSE" }.into() },
        Data::DateTime(serial) => shown::moment(serial, format),
        Data::DateTimeIso(words) => shown::iso_date(words, format),
        Data::Error(e) => Cell { value: CellValue::Error, shown: e.to_string().into() },
    }
}

fn error(e: XlsError) -> ImportError {
    match e {
        XlsError::Password => ImportError::Protected,
        e => ImportError::Damaged(e.to_string()),
    }
}
