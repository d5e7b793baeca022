//! Workbooks (.xlsx, .xlsb, .xls, .ods): each sheet a grid of what its cells hold and show. Told by content, not by name.
//!
//! Knows no meaning: dates are dates, numbers numbers, merged areas rectangles. Hidden sheets are left out, as a
//! reader of the workbook does not see them, unless all are hidden. Charts, pictures, notes and formulas are not
//! read; a formula counts as the value that was saved with it.

mod grid;
mod ods;
mod parts;
mod records;
mod scan;
mod shown;
mod styles;
mod xls;
mod xlsb;
mod xlsx;

use super::ole::{self, Compound};
use super::package::{self, Package};
use super::{ImportError, Importer};
use crate::base::Progress;
use crate::document::{Document, Format, Notice, Sheet};
use parts::Language;

/// Reads Excel workbooks, old and new.
pub struct WorkbookImporter;

impl Importer for WorkbookImporter {
    fn endings(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xlsb", "xls", "et", "ods"]
    }

    fn accepts(&self, name: &str, bytes: &[u8]) -> bool {
        kind(name, bytes).is_some()
    }

    fn read(&self, name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError> {
        let format = kind(name, bytes).ok_or(ImportError::Unsupported)?;
        let (sheets, uncomputed) = match format {
            Format::Xls => xls::read(bytes, progress).map(|sheets| (sheets, 0)),
            Format::Xlsb => xlsb::read(bytes, progress).map(|sheets| (sheets, 0)),
            Format::Ods => ods::read(bytes, progress),
            _ => xlsx::read(bytes, progress).map(|read| (read.sheets, read.uncomputed)),
        }?;
        let sheets = if sheets.is_empty() { vec![Sheet::default()] } else { sheets };
        let notices = if uncomputed > 0 { vec![Notice::Uncomputed(uncomputed)] } else { Vec::new() };
        Ok(Document { notices, ..Document::of_sheets(name, format, None, sheets, bytes) })
    }
}

/// What kind of workbook it is; `None` when it is none.
fn kind(name: &str, bytes: &[u8]) -> Option<Format> {
    let named = |endings: &[&str]| endings.iter().any(|e| super::has_ending(name, e));
    if bytes.starts_with(package::MAGIC) {
        let Ok(mut package) = Package::open(bytes) else {
            // A package cut short has lost its list of parts: only its name still says what it was.
            let cut = [(Format::Xlsx, ["xlsx", "xlsm"].as_slice()), (Format::Xlsb, &["xlsb"])];
            return cut.into_iter().find(|(_, endings)| named(endings)).map(|(format, _)| format);
        };
        return match parts::language(&package) {
            Some(Language::Xml) => Some(Format::Xlsx),
            Some(Language::Binary) => Some(Format::Xlsb),
            None => ods::is_workbook(&mut package).then_some(Format::Ods),
        };
    }
    if bytes.starts_with(&ole::MAGIC) {
        let holds = |file: Compound<'_>| file.has("Workbook") || file.has("Book") || file.has("EncryptedPackage");
        return match Compound::open(bytes).map(holds) {
            Some(true) => Some(Format::Xls),
            Some(false) => None,
            None => named(&["xls", "xlsx", "xlsm", "xlsb", "et"]).then_some(Format::Xls),
        };
    }
    None
}
