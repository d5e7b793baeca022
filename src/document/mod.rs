//! A source as the program shows it. Pure data: knows no file system, no formats' insides, no meaning.

mod inset;
mod sheet;

pub use inset::Inset;
pub use sheet::{Cell, CellAddress, CellValue, Merge, Sheet};

use std::borrow::Cow;
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
    /// The tables that stand within the text, in its order, none inside another. Empty for a workbook.
    pub tables: Vec<Inset>,
    /// Where in the text each page begins, in bytes, first page first; never falling. Empty where the file has no pages.
    pub pages: Vec<usize>,
    /// The sheets of a workbook, in their order. Empty for a text.
    pub sheets: Vec<Sheet>,
    /// What the user should know of how it was read.
    pub notices: Vec<Notice>,
    /// Hash of the bytes it was read from.
    pub hash: ContentHash,
}

impl Document {
    /// A source that is shown as text. `bytes` are those it was read from.
    #[must_use]
    pub fn of_text(name: &str, format: Format, encoding: Option<&'static str>, text: String, bytes: &[u8]) -> Self {
        let hash = ContentHash::of(bytes);
        Self {
            name: name.to_owned(),
            format,
            encoding,
            text,
            tables: Vec::new(),
            pages: Vec::new(),
            sheets: Vec::new(),
            notices: Vec::new(),
            hash,
        }
    }

    /// A source that is shown as grids. `bytes` are those it was read from.
    #[must_use]
    pub fn of_sheets(name: &str, format: Format, encoding: Option<&'static str>, sheets: Vec<Sheet>, bytes: &[u8]) -> Self {
        Self { sheets, ..Self::of_text(name, format, encoding, String::new(), bytes) }
    }

    /// The cell of a table within the text that holds the byte; `sheet` of the address is the table's index.
    #[must_use]
    pub fn table_cell(&self, offset: usize) -> Option<CellAddress> {
        let at = self.tables.partition_point(|table| table.span.start as usize <= offset).checked_sub(1)?;
        let (row, column) = self.tables.get(at)?.cell_at(offset)?;
        Some(CellAddress { sheet: u32::try_from(at).ok()?, row, column })
    }

    /// The text without what its tables hold in cells: as long, byte for byte, and with the same lines. A cell that tells
    /// something in sentences stays.
    #[must_use]
    pub fn prose(&self) -> Cow<'_, str> {
        if self.tables.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let (mut prose, mut from) = (String::with_capacity(self.text.len()), 0);
        for table in &self.tables {
            for cell in table.cells.iter().filter(|cell| !cell.is_empty()) {
                let (Some(before), words) = (self.text.get(from..cell.start as usize), cell.of(&self.text)) else { continue };
                prose.push_str(before);
                if is_told(words) {
                    prose.push_str(words);
                } else {
                    prose.extend(std::iter::repeat_n(' ', words.len()));
                }
                from = cell.start as usize + words.len();
            }
        }
        prose.push_str(self.text.get(from..).unwrap_or(""));
        Cow::Owned(prose)
    }

    /// Whether it is shown as grids.
    #[must_use]
    pub fn is_workbook(&self) -> bool {
        !self.sheets.is_empty()
    }

    /// The page that a byte of the text stands on, 1 the first; `None` where the file has no pages.
    #[must_use]
    pub fn page_of(&self, offset: usize) -> Option<usize> {
        (!self.pages.is_empty()).then(|| self.pages.partition_point(|&start| start <= offset).max(1))
    }
}

/// What could not be read of a source that was read all the same. The window and the command line put it into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// So many cells are computed, but the file does not hold their values: they are read as empty.
    Uncomputed(usize),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Notice::Uncomputed(count) => write!(
                f,
                "{count} computed cells have no saved value and are read as empty; open the file in a spreadsheet program and save it"
            ),
        }
    }
}

/// Whether a cell's words are sentences: a table of projects tells how each stands.
fn is_told(words: &str) -> bool {
    words.len() > 80 && words.contains(['，', '。', '；'])
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

    /// Reads the hex that its display writes.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        let mut hash = [0; 32];
        if hex.len() != 64 {
            return None;
        }
        for (at, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Self(hash))
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
    /// Markdown.
    Markdown,
    /// Word 97–2003.
    Doc,
    /// Portable Document Format.
    Pdf,
    /// Excel 2007 and later.
    Xlsx,
    /// Excel 2007 and later, in its binary form.
    Xlsb,
    /// Excel 97–2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Comma- or tab-separated values.
    Csv,
    /// Word 2007 and later.
    Docx,
    /// A web page.
    Html,
    /// A web page saved with all its parts in one file.
    Mhtml,
}

impl Format {
    /// The short name used in `extract`'s output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Doc => "doc",
            Format::Pdf => "pdf",
            Format::Xlsx => "xlsx",
            Format::Xlsb => "xlsb",
            Format::Xls => "xls",
            Format::Ods => "ods",
            Format::Csv => "csv",
            Format::Docx => "docx",
            Format::Html => "html",
            Format::Mhtml => "mhtml",
        }
    }
}
