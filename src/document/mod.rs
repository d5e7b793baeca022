//! A source as the program shows it. Pure data: knows no file system, no formats' insides, no meaning.

mod sheet;

pub use sheet::{Cell, CellAddress, CellValue, Merge, Sheet};

use std::fmt;

/// One imported source. Immutable after import: corrections never touch it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name, without its folders.
    pub name: String,
    /// What kind of file it was.
    pub format: Format,
    /// The text's encoding as a label such as `UTF-8` or `GB18030`; `None` where the format fixes it.
    pub encoding: Option<&'static str>,
    /// The text shown: decoded, no byte order mark, line ends as LF, else untouched. Empty for a workbook.
    pub text: String,
    /// The sheets of a workbook, in their order. Empty for a text.
    pub sheets: Vec<Sheet>,
    /// Hash of the bytes it was read from.
    pub hash: ContentHash,
}

impl Document {
    /// Whether it is shown as grids.
    #[must_use]
    pub fn is_workbook(&self) -> bool {
        !self.sheets.is_empty()
    }
}

/// SHA-256 of a source's bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// Hashes the bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest;
        Self(sha2::Sha256::digest(bytes).into())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What kind of file a source was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Excel 2007 and later.
    Xlsx,
    /// Excel 97–2003.
    Xls,
    /// Comma- or tab-separated values.
    Csv,
}

impl Format {
    /// The short name used in `extract`'s output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::Csv => "csv",
        }
    }
}
