//! OpenDocument spreadsheets (.ods): each sheet's cells as they are shown, which the file keeps beside their values.
//!
//! A cell, or a row, may stand for many alike: empty ones only move on, full ones are repeated within the limits.

use super::grid::{Gatherer, Sparse};
use crate::base::{Decimal, Progress, Text};
use crate::document::{Cell, CellValue, Merge, Sheet};
use crate::import::package::Package;
use crate::import::xml::{self, Node, Tag, Xml};
use crate::import::{ImportError, limits};
use std::collections::HashSet;

/// What the package says it is.
const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// How the namespace of tables ends, and what it is usually called.
const LANGUAGE: (&str, &str) = ("opendocument:xmlns:table:1.0", "table");

/// Whether the package is an OpenDocument spreadsheet, or a template of one.
pub(super) fn is_workbook(package: &mut Package<'_>) -> bool {
    matches!(package.part("mimetype", 1024), Ok(Some(kind)) if kind.starts_with(KIND))
}

/// A cell being read.
#[derive(Default)]
struct Open {
    value: CellValue,
    shown: String,
    paragraphs: usize,
    repeated: u32,
    columns: u32,
    rows: u32,
    /// Whether it is computed, and the file does not say what came of it.
    uncomputed: bool,
}

/// A sheet being read.
#[derive(Default)]
struct Table {
    name: String,
    hidden: bool,
    cells: Sparse,
    merges: Vec<Merge>,
    row: u32,
    column: u32,
    /// How often the row that is open stands, and what it holds, to be repeated.
    repeated: u32,
    line: Vec<(u32, Cell)>,
    uncomputed: usize,
}

/// Reads the sheets; tells also of how many computed cells the value was not saved.
pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<(Vec<Sheet>, usize), ImportError> {
    let mut package = Package::open(bytes)?;
    if let Ok(Some(manifest)) = package.part("META-INF/manifest.xml", limits::PACKAGE_PART)
        && memchr::memmem::find(&manifest, b"encryption-data").is_some()
    {
        return Err(ImportError::Protected);
    }
    let lost = || ImportError::Damaged("it has no part content.xml".to_owned());
    let content = package.part("content.xml", limits::PACKAGE_PART)?.ok_or_else(lost)?;
    let content = xml::decode(&content);
    let mut walk = Walk { xml: Xml::new(&content, LANGUAGE.0, LANGUAGE.1), hidden: HashSet::new(), style: String::new(), depth: 0 };
    let (mut gatherer, mut sheets, mut count) = (Gatherer::default(), Vec::new(), 0);
    while let Some(table) = walk.table(&mut gatherer, progress)? {
        count += 1;
        if count > limits::SHEETS {
            return Err(ImportError::TooManySheets(count));
        }
        sheets.push((table.hidden, gatherer.finish(table.cells, &table.name, table.merges)?, table.uncomputed));
    }
    let seen = sheets.iter().any(|(hidden, ..)| !hidden);
    sheets.retain(|(hidden, ..)| !seen || !hidden);
    let uncomputed = sheets.iter().map(|(.., uncomputed)| uncomputed).sum();
    Ok((sheets.into_iter().map(|(_, sheet, _)| sheet).collect(), uncomputed))
}

struct Walk<'a> {
    xml: Xml<'a>,
    /// Styles of sheets that are not shown.
    hidden: HashSet<String>,
    /// The style that is open.
    style: String,
    /// Notes and drawings that are open: their words are not the cell's.
    depth: usize,
}

/// Elements within a cell that hold other words than its own.
const ASIDE: [&str; 3] = ["office:annotation", "draw:frame", "shapes"];

impl Walk<'_> {
    /// The next sheet; `None` at the end.
    fn table(&mut self, gatherer: &mut Gatherer, progress: &Progress) -> Result<Option<Table>, ImportError> {
        let mut table: Option<Table> = None;
        let mut cell: Option<Open> = None;
        let mut open: Vec<&'static str> = Vec::new();
        loop {
            match self.xml.next()? {
                Node::Start(tag) => open.push(self.start(&tag, &mut table, &mut cell)?),
                Node::Text(words) => {
                    if let Some(cell) = cell.as_mut().filter(|_| self.depth == 0 && open.contains(&"p")) {
                        cell.shown.push_str(&words);
                    }
                }
                Node::End => match (open.pop(), &mut table) {
                    (Some("aside"), _) => self.depth = self.depth.saturating_sub(1),
                    (Some("cell"), Some(table)) => table.end_cell(cell.take().unwrap_or_default()),
                    (Some("row"), Some(table)) => {
                        table.end_row(gatherer)?;
                        if progress.is_cancelled() {
                            return Err(ImportError::Cancelled);
                        }
                    }
                    (Some("table"), Some(_)) => return Ok(table),
                    _ => {}
                },
                Node::Eof => return Ok(None),
            }
        }
    }

    /// Takes an element in; gives its name where its end matters.
    fn start(&mut self, tag: &Tag<'_>, table: &mut Option<Table>, cell: &mut Option<Open>) -> Result<&'static str, ImportError> {
        let name = self.xml.name(tag).to_owned();
        if cell.is_some() && (self.depth > 0 || ASIDE.contains(&name.as_str())) {
            self.depth += 1;
            return Ok("aside");
        }
        let number = |name: &str| tag.number(name).unwrap_or(1).max(1);
        match (name.as_str(), table.as_mut(), cell.as_mut()) {
            ("style:style", ..) => self.style = tag.attribute("name").unwrap_or_default(),
            ("style:table-properties", ..) if tag.attribute("display").as_deref() == Some("false") => {
                self.hidden.insert(std::mem::take(&mut self.style));
            }
            ("table", None, _) => {
                let hidden = tag.attribute("style-name").is_some_and(|style| self.hidden.contains(&style));
                *table = Some(Table { name: tag.attribute("name").unwrap_or_default(), hidden, ..Table::default() });
                return Ok("table");
            }
            ("table-row", Some(table), _) => {
                (table.column, table.repeated) = (0, number("number-rows-repeated"));
                return Ok("row");
            }
            ("table-cell" | "covered-table-cell", Some(_), None) => {
                *cell = Some(Open {
                    value: value(tag),
                    repeated: number("number-columns-repeated"),
                    columns: number("number-columns-spanned"),
                    rows: number("number-rows-spanned"),
                    uncomputed: tag.attribute("formula").is_some() && tag.attribute("value-type").is_none(),
                    ..Open::default()
                });
                return Ok("cell");
            }
            ("text:p", _, Some(cell)) => {
                if cell.paragraphs > 0 {
                    cell.shown.push('\n');
                }
                cell.paragraphs += 1;
                return Ok("p");
            }
            ("text:s", _, Some(cell)) => cell.shown.extend(std::iter::repeat_n(' ', number("c").min(100) as usize)),
            ("text:tab", _, Some(cell)) => cell.shown.push('\t'),
            ("text:line-break", _, Some(cell)) => cell.shown.push('\n'),
            _ => {}
        }
        Ok("")
    }
}

/// What a cell holds; words until it is known that it shows any.
fn value(tag: &Tag<'_>) -> CellValue {
    match tag.attribute("value-type").as_deref() {
        Some("float" | "percentage" | "currency") => {
            let number = tag.attribute("value").and_then(|v| v.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&v)).ok());
            number.map_or(CellValue::Text, |n| CellValue::Number(n.normalize()))
        }
        Some("date") => {
            let date = tag.attribute("date-value").unwrap_or_default();
            let mut parts = date.split(['-', 'T']).map(|part| part.parse::<i16>().ok());
            match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten()) {
                (Some(year), Some(month @ 1..=12), Some(day @ 1..=31)) => {
                    CellValue::Date(year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
                }
                _ => CellValue::Text,
            }
        }
        Some("boolean") => CellValue::Bool(tag.attribute("boolean-value").as_deref() == Some("true")),
        _ => CellValue::Text,
    }
}

impl Table {
    fn end_cell(&mut self, open: Open) {
        let right = self.column.saturating_add(open.columns - 1);
        if open.columns > 1 || open.rows > 1 {
            let bottom = self.row.saturating_add(open.rows - 1);
            self.merges.push(Merge { top: self.row, left: self.column, bottom, right });
        }
        if !open.shown.trim().is_empty() && self.line.len() < limits::ROW_CELLS {
            let shown = Text::from(plain(open.shown, &open.value));
            for at in 0..open.repeated.min(u32::try_from(limits::ROW_CELLS).unwrap_or(u32::MAX)) {
                self.line.push((self.column.saturating_add(at), Cell { value: open.value.clone(), shown: shown.clone() }));
            }
        }
        self.uncomputed += usize::from(open.uncomputed && open.paragraphs == 0);
        self.column = self.column.saturating_add(open.repeated);
    }

    fn end_row(&mut self, gatherer: &mut Gatherer) -> Result<(), ImportError> {
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            for at in 0..self.repeated {
                for (column, cell) in &line {
                    gatherer.add(&mut self.cells, &self.name, self.row.saturating_add(at), *column, cell.clone())?;
                }
            }
        }
        self.row = self.row.saturating_add(self.repeated);
        Ok(())
    }
}

/// A number as other workbooks show it: without separators of thousands.
fn plain(shown: String, value: &CellValue) -> String {
    let grouped =
        matches!(value, CellValue::Number(_)) && shown.contains(',') && shown.chars().all(|c| c.is_ascii_digit() || "-,.%".contains(c));
    if grouped { shown.replace(',', "") } else { shown }
}
