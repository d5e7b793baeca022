//! How much of anything is read. One place for all limits.

use std::time::Duration;

/// The largest file, in bytes.
pub const FILE_BYTES: u64 = 512 * 1024 * 1024;

/// The memory that reading one file takes at most, its report with every figure included, in bytes: what comes of all limits
/// below together. Reached only by what no office writes.
pub const IMPORT_MEMORY: u64 = 4 * 1024 * 1024 * 1024;

/// The longest that reading one file may take, its figures included; then it is given up. Reached only by what no office writes.
pub const FILE_TIME: Duration = Duration::from_secs(120);

/// How long a file of many may hold up those after it; then they are read beside it.
pub const FILE_PATIENCE: Duration = Duration::from_secs(3);

/// How many files that take long are read beside others at once.
pub const SLOW_FILES: usize = 2;

/// The stack of the thread that reads a file, in bytes.
pub const READER_STACK: usize = 16 * 1024 * 1024;

/// The most sources in one project.
pub const PROJECT_SOURCES: usize = 4096;

/// All sources of one project together, unpacked, in bytes.
pub const PROJECT_BYTES: u64 = 1024 * 1024 * 1024;

/// The most that a packed file may unpack to, in bytes.
pub const EXPANDED_BYTES: u64 = 512 * 1024 * 1024;

/// The most that the streams of a PDF may unpack to together, in bytes.
pub const PDF_UNPACKED: u64 = 256 * 1024 * 1024;

/// The most characters of an old Word document, and of its notes, together.
pub const DOC_CHARACTERS: usize = 16 * 1024 * 1024;

/// The most rows of one table of an old Word document; further ones are a table of their own.
pub const FLOW_ROWS: usize = 100_000;

/// The most pages of a PDF.
pub const PDF_PAGES: usize = 20_000;

/// The most characters on all pages of a PDF together.
pub const PDF_GLYPHS: usize = 8_000_000;

/// The most drawing instructions of a PDF, those of drawings within drawings counted each time they are drawn.
pub const PDF_INSTRUCTIONS: u64 = 50_000_000;

/// The most straight lines of one page of a PDF that are looked at.
pub const PDF_RULES: usize = 20_000;

/// The most lines of one page that may be rules of tables, their pieces joined; a page with more is a drawing.
pub const PDF_TABLE_RULES: usize = 1000;

/// The most fonts of a PDF; words in further ones are left out.
pub const PDF_FONTS: usize = 4096;

/// How deep drawings of a PDF may lie within drawings; deeper ones are left out.
pub const PDF_DEPTH: usize = 8;

/// The most sheets of one workbook.
pub const SHEETS: usize = 1024;

/// The most cells of one sheet: rows × columns from A1 to the last cell that holds something.
pub const SHEET_CELLS: u64 = 4_000_000;

/// The most cells of all sheets of a workbook together.
pub const WORKBOOK_CELLS: u64 = 5_000_000;

/// The most text of all cells of a workbook together, in bytes of UTF-8.
pub const WORKBOOK_TEXT: u64 = 256 * 1024 * 1024;

/// The most columns of a sheet, and the most cells of one row that are read; no program has more.
pub const ROW_CELLS: usize = 16_384;

/// The most merged areas of one sheet; the others are read as single cells.
pub const SHEET_MERGES: usize = 100_000;

/// The most files read from one folder and the folders in it.
pub const FOLDER_FILES: usize = 2000;

/// How many folders deep a folder is searched.
pub const FOLDER_DEPTH: usize = 8;

/// The most text of one document, in bytes: of a plain text, Markdown or separated values as the file has them, of others as
/// UTF-8.
pub const DOCUMENT_TEXT: u64 = 64 * 1024 * 1024;

/// The largest part of a word processor's package that is read, unpacked, in bytes.
pub const PACKAGE_PART: u64 = 256 * 1024 * 1024;

/// The most columns of a table within a text.
pub const TABLE_COLUMNS: u32 = 1024;

/// How deep tables within tables are told apart; what lies deeper counts to the table around it.
pub const TABLE_DEPTH: usize = 12;

/// How deep the elements of a document may be nested.
pub const ELEMENT_DEPTH: usize = 1000;

/// How deep the elements of a web page are told apart; what lies deeper counts to the element around it.
pub const PAGE_DEPTH: usize = 200;

/// The most elements and pieces of text of one web page.
pub const PAGE_NODES: usize = 1_000_000;

/// How deep the parts of a saved page's archive (.mhtml) may be nested.
pub const MIME_DEPTH: usize = 4;

/// The most files read from one archive and the archives in it.
pub const ARCHIVE_FILES: usize = 2000;

/// How deep archives within archives are opened: 1 would be none within another.
pub const ARCHIVE_DEPTH: usize = 3;
