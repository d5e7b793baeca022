//! How much of anything is read. One place for all limits.

/// The largest file, in bytes.
pub const FILE_BYTES: u64 = 512 * 1024 * 1024;

/// The most sources in one project.
pub const PROJECT_SOURCES: usize = 4096;

/// All sources of one project together, unpacked, in bytes.
pub const PROJECT_BYTES: u64 = 1024 * 1024 * 1024;

/// The most that a packed file may unpack to, in bytes.
pub const EXPANDED_BYTES: u64 = 512 * 1024 * 1024;

/// The most sheets of one workbook.
pub const SHEETS: usize = 1024;

/// The most cells of one sheet: rows × columns from A1 to the last cell that holds something.
pub const SHEET_CELLS: u64 = 4_000_000;

/// The most cells of all sheets of a workbook together.
pub const WORKBOOK_CELLS: u64 = 8_000_000;

/// The most text of all cells of a workbook together, in bytes of UTF-8.
pub const WORKBOOK_TEXT: u64 = 256 * 1024 * 1024;

/// The most merged areas of one sheet; the others are read as single cells.
pub const SHEET_MERGES: usize = 100_000;

/// The most files read from one folder and the folders in it.
pub const FOLDER_FILES: usize = 2000;

/// How many folders deep a folder is searched.
pub const FOLDER_DEPTH: usize = 8;
