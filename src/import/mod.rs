//! Bytes and a name become a [`Document`]. One file per format behind [`Importer`]; the registry asks each in turn
//! whether the bytes are its own. The name decides only between formats that look the same inside.

mod apart;
pub mod archive;
mod csv;
mod doc;
mod docx;
mod encoding;
mod flow;
mod html;
pub mod limits;
mod markdown;
mod numerals;
mod ole;
mod package;
mod pdf;
mod text;
mod typed;
mod workbook;
mod xml;

pub use apart::Apart;

use crate::base::Progress;
use crate::document::Document;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads one format.
pub trait Importer: Sync {
    /// The formats' usual file endings, lower case, without the dot.
    fn endings(&self) -> &'static [&'static str];

    /// Whether the bytes are this format's, from their content; `name` may settle what content cannot.
    fn accepts(&self, name: &str, bytes: &[u8]) -> bool;

    /// Reads the bytes.
    ///
    /// # Errors
    /// When the bytes are damaged, protected, empty or beyond the limits.
    fn read(&self, name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError>;
}

/// Every importer, asked in this order. Text is last: it accepts what is no known binary.
pub static REGISTRY: &[&dyn Importer] = &[
    &pdf::PdfImporter,
    &doc::DocImporter,
    &workbook::WorkbookImporter,
    &docx::DocxImporter,
    &html::HtmlImporter,
    &csv::CsvImporter,
    &markdown::MarkdownImporter,
    &text::TextImporter,
];

/// Why a file could not be read. The window and the command line put it into the user's language
/// (`assets/locales`, keys `import.error.*`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// Nothing in it.
    Empty,
    /// Larger than [`limits::FILE_BYTES`]; holds its size in bytes.
    TooLarge(u64),
    /// A workbook's sheet has more cells than [`limits::SHEET_CELLS`], or the workbook more than [`limits::WORKBOOK_CELLS`].
    TooManyCells {
        /// The sheet's name, or its number, 1 the first.
        sheet: String,
        /// Its rows.
        rows: u32,
        /// Its columns.
        columns: u32,
    },
    /// More sheets than [`limits::SHEETS`]; holds how many.
    TooManySheets(usize),
    /// Unpacks to more than [`limits::EXPANDED_BYTES`], or holds more text than [`limits::WORKBOOK_TEXT`]; holds the
    /// bytes counted until it was given up.
    TooMuchInside(u64),
    /// Its elements are nested deeper than [`limits::ELEMENT_DEPTH`].
    TooDeep,
    /// An archive within archives, deeper than [`limits::ARCHIVE_DEPTH`].
    NestedArchive,
    /// A page with more elements than [`limits::PAGE_NODES`].
    TooManyElements,
    /// No importer knows it.
    Unsupported,
    /// A known format whose inside is broken; holds the reader's own words.
    Damaged(String),
    /// More pages, characters or drawing instructions than [`limits`] allows.
    TooLong,
    /// Reading took longer than [`limits::FILE_TIME`] and was given up.
    TooSlow,
    /// A scan: pictures of pages without the words in them, or with words that its fonts do not tell.
    NoText,
    /// Needs a password.
    Protected,
    /// The file system refused; holds the system's own words.
    Unreadable(String),
    /// The user stopped it.
    Cancelled,
}

impl ImportError {
    /// The short name used in `extract`'s output and as the key of its message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            ImportError::Empty => "empty",
            ImportError::TooLarge(_) => "too_large",
            ImportError::TooManyCells { .. } => "too_many_cells",
            ImportError::TooManySheets(_) => "too_many_sheets",
            ImportError::TooMuchInside(_) => "too_much_inside",
            ImportError::TooDeep => "too_deep",
            ImportError::NestedArchive => "nested_archive",
            ImportError::TooManyElements => "too_many_elements",
            ImportError::Unsupported => "unsupported",
            ImportError::TooLong => "too_long",
            ImportError::TooSlow => "too_slow",
            ImportError::NoText => "no_text",
            ImportError::Damaged(_) => "damaged",
            ImportError::Protected => "protected",
            ImportError::Unreadable(_) => "unreadable",
            ImportError::Cancelled => "cancelled",
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::Empty => f.write_str("the file is empty"),
            ImportError::TooLarge(size) => write!(f, "the file has {size} bytes, more than the limit of {}", limits::FILE_BYTES),
            ImportError::TooManyCells { sheet, rows, columns } => write!(
                f,
                "sheet {sheet} reaches over {rows} rows and {columns} columns, more than can be read; delete what is not needed and save it again"
            ),
            ImportError::TooManySheets(count) => write!(f, "the workbook has {count} sheets, more than the limit of {}", limits::SHEETS),
            ImportError::TooMuchInside(size) => write!(f, "the file unpacks to {size} bytes or more, beyond the limit"),
            ImportError::TooDeep => {
                write!(f, "the file's elements are nested more than {} deep; no program writes such a file", limits::ELEMENT_DEPTH)
            }
            ImportError::NestedArchive => f.write_str("an archive within archives; unpack it first"),
            ImportError::TooManyElements => write!(f, "the page has more than {} elements", limits::PAGE_NODES),
            ImportError::Unsupported => f.write_str("no file of a kind that can be read"),
            ImportError::Damaged(why) => write!(f, "the file is damaged: {why}"),
            ImportError::TooLong => f.write_str("the file is too long: more pages or characters than can be read; split it"),
            ImportError::TooSlow => {
                write!(
                    f,
                    "reading took more than {} seconds and was given up; split the file, or save it anew",
                    limits::FILE_TIME.as_secs()
                )
            }
            ImportError::NoText => f.write_str("the pages are pictures without a text layer; text recognition (OCR) is needed first"),
            ImportError::Protected => {
                f.write_str("the file is protected by a password; open it in its own program and save it without one")
            }
            ImportError::Unreadable(why) => write!(f, "the file cannot be read: {why}"),
            ImportError::Cancelled => f.write_str("stopped"),
        }
    }
}

impl std::error::Error for ImportError {}

/// Reads one file's bytes. `name` is the file's name without folders.
///
/// # Errors
/// As [`Importer::read`], and when no importer accepts the bytes.
pub fn read(name: &str, bytes: &[u8], progress: &Progress) -> Result<Document, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(ImportError::TooLarge(bytes.len() as u64));
    }
    kept(|| {
        let importer = REGISTRY.iter().find(|i| i.accepts(name, bytes)).ok_or(ImportError::Unsupported)?;
        importer.read(name, bytes, progress)
    })
}

/// What reading gives. Bytes are of unknown origin, and some readers are other people's code: should one panic, its file counts as
/// damaged, and nothing else is lost.
///
/// # Errors
/// Those of reading, and when it panics.
pub(crate) fn kept<T>(read: impl FnOnce() -> Result<T, ImportError>) -> Result<T, ImportError> {
    let damaged = |_| Err(ImportError::Damaged("its records do not fit together".to_owned()));
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(damaged)
}

/// The endings of every file that may be opened, archives included.
pub fn endings() -> impl Iterator<Item = &'static str> {
    REGISTRY.iter().flat_map(|importer| importer.endings()).copied().chain(archive::ENDINGS)
}

/// Whether the name's ending is one that an importer knows.
fn is_known(name: &str) -> bool {
    REGISTRY.iter().flat_map(|importer| importer.endings()).any(|ending| has_ending(name, ending))
}

/// Whether a file's name ends in `.ending`, in upper or lower case.
fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, last)| last.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_panics_costs_its_file_alone() {
        let told = kept(|| if true { panic!("a fault on purpose") } else { Ok(()) });
        assert_eq!(told.unwrap_err().kind(), "damaged");
        assert_eq!((kept(|| Ok(1)), kept(|| Err::<(), _>(ImportError::Empty))), (Ok(1), Err(ImportError::Empty)));
    }
}
