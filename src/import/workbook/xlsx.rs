//! Excel 2007 and later (.xlsx), and WPS.

use super::grid::{At, Gatherer, Sparse, check_size};
use super::parts::{Language, Listed, Parts};
use super::scan::{self, Found, Raw, Scan};
use super::shown;
use super::styles::{self, Kind, LANGUAGE, Style};
use crate::base::{Progress, share};
use crate::document::{Cell, CellValue, Merge, Sheet};
use crate::import::xml::{self, Node, Xml};
use crate::import::{ImportError, limits};
use calamine::Dimensions;
use std::borrow::Cow;

/// Cells between two looks at whether the user stopped it.
const STRIDE: usize = 65_536;

/// What is shared by the sheets of a workbook.
struct Shared {
    /// The cells that the shared strings make.
    strings: Vec<Cell>,
    styles: Vec<Style>,
    /// Whether days count from 1904.
    from_1904: bool,
}

/// What was read of a workbook.
#[derive(Default)]
pub(super) struct Read {
    /// The sheets.
    pub(super) sheets: Vec<Sheet>,
    /// Computed cells whose value was not saved.
    pub(super) uncomputed: usize,
}

/// Reads the sheets.
pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<Read, ImportError> {
    let mut parts = Parts::open(bytes, Language::Xml)?;
    let (listed, from_1904) = read_list(&xml::decode(&parts.list()?))?;
    let sheets = parts.sheets(listed)?;
    let styles = styles::read(&xml::decode(&parts.beside("styles")?))?;
    let strings = shared_strings(&xml::decode(&parts.beside("sharedStrings")?))?;
    let shared = Shared { strings, styles, from_1904 };
    progress.set_total(sheets.len());
    let (mut gatherer, mut out) = (Gatherer::default(), Read::default());
    for Listed { name, link, .. } in sheets {
        let part = parts.linked(&link)?;
        let (sheet, uncomputed) = read_sheet(&xml::decode(&part), &name, &shared, &mut gatherer, progress)?;
        out.sheets.push(sheet);
        out.uncomputed += uncomputed;
        progress.advance();
    }
    Ok(out)
}

/// The sheets in their order, and whether days count from 1904.
fn read_list(part: &str) -> Result<(Vec<Listed>, bool), ImportError> {
    let mut xml = Xml::new(part, LANGUAGE.0, LANGUAGE.1);
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    loop {
        match xml.next()? {
            Node::Start(tag) => match xml.name(&tag) {
                "sheet" => sheets.push(Listed {
                    name: tag.attribute("name").unwrap_or_default(),
                    hidden: tag.attribute("state").is_some_and(|state| state != "visible"),
                    link: tag.attribute("id").unwrap_or_default(),
                }),
                "workbookPr" => from_1904 = matches!(tag.attribute("date1904").as_deref(), Some("1" | "true" | "on")),
                _ => {}
            },
            Node::Eof => return Ok((sheets, from_1904)),
            _ => {}
        }
    }
}

/// The cells that the shared strings make.
fn shared_strings(part: &str) -> Result<Vec<Cell>, ImportError> {
    match plain_strings(part) {
        Some(cells) => Ok(cells),
        None => Ok(read_strings(part)?.iter().map(|words| shown::text(words)).collect()),
    }
}

/// Shared strings written as most programs write them, one `<si>` after the other; `None` for a part that holds anything else. A string
/// that is not plain is read by itself, the long way.
fn plain_strings(part: &str) -> Option<Vec<Cell>> {
    let (open, close) = ("<si>", "</si>");
    let start = part.find(open)?;
    let head = part.get(..start)?;
    let (declaration, root) = head.split_at(head.find("<sst")?);
    if declaration.contains("<!") || !root.get(4..)?.starts_with([' ', '>']) || root.find('>')? + 1 != root.trim_end().len() {
        return None;
    }
    let mut rest = part.get(start..)?;
    let mut cells = Vec::new();
    while let Some(inside) = rest.strip_prefix(open) {
        let plain = ["<t>", "<t xml:space=\"preserve\">"].iter().find_map(|start| inside.strip_prefix(start)).and_then(|words| {
            let end = memchr::memchr(b'<', words.as_bytes())?;
            let (words, after) = words.split_at_checked(end)?;
            Some((words, after.strip_prefix("</t></si>")?))
        });
        match plain.filter(|(words, _)| memchr::memchr2(b'&', b'\r', words.as_bytes()).is_none()) {
            Some((words, after)) => {
                cells.push(if words.contains("_x") { shown::text(&unescape(words.to_owned())) } else { shown::text(words) });
                rest = after;
            }
            None => {
                let length = inside.find(close)? + open.len() + close.len();
                let (piece, after) = rest.split_at_checked(length)?;
                if piece.contains("<!") {
                    return None;
                }
                cells.extend(read_strings(piece).ok()?.iter().map(|words| shown::text(words)));
                rest = after;
            }
        }
        rest = rest.trim_start();
    }
    (rest.trim_end() == "</sst>").then_some(cells)
}

/// The shared strings, read step by step. Words above others to say how they are read (phonetic) are left out.
fn read_strings(part: &str) -> Result<Vec<String>, ImportError> {
    let mut strings = Vec::new();
    if part.is_empty() {
        return Ok(strings);
    }
    let mut xml = Xml::new(part, LANGUAGE.0, LANGUAGE.1);
    let (mut words, mut path) = (None, Vec::new());
    loop {
        match xml.next()? {
            Node::Start(tag) => match xml.name(&tag) {
                "rPh" => xml.skip()?,
                "si" => {
                    words = Some(String::new());
                    path.push('s');
                }
                "t" => path.push('t'),
                _ => path.push(' '),
            },
            Node::Text(text) => {
                if let Some(words) = words.as_mut().filter(|_| path.last() == Some(&'t')) {
                    words.push_str(&text);
                }
            }
            Node::End => {
                if path.pop() == Some('s') {
                    strings.push(unescape(words.take().unwrap_or_default()));
                }
            }
            Node::Eof => return Ok(strings),
        }
    }
}

/// Characters that XML cannot hold stand as `_x000D_` (ECMA-376 Part 1, 22.9.2.19).
fn unescape(words: String) -> String {
    if !words.contains("_x") {
        return words;
    }
    let mut parts = words.split("_x");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..4).filter(|_| part.get(4..5) == Some("_")).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match (code.and_then(char::from_u32), part.get(5..)) {
            (Some(c), Some(rest)) => {
                out.push(c);
                out.push_str(rest);
            }
            _ => {
                out.push_str("_x");
                out.push_str(part);
            }
        }
    }
    out
}

/// What a piece of a sheet holds.
#[derive(Default)]
struct Piece {
    cells: Vec<At>,
    merges: Vec<Merge>,
    uncomputed: usize,
    broken: bool,
}

/// A sheet of more bytes is read in pieces, by several threads.
const LONG_SHEET: usize = 2 * 1024 * 1024;

fn read_sheet(
    part: &str,
    name: &str,
    shared: &Shared,
    gatherer: &mut Gatherer,
    progress: &Progress,
) -> Result<(Sheet, usize), ImportError> {
    let (mut cells, mut merges, mut uncomputed) = (Sparse::default(), Vec::new(), 0);
    let mut take = |piece: Piece| -> Result<(), ImportError> {
        gatherer.add_all(&mut cells, name, piece.cells)?;
        merges.extend(piece.merges);
        uncomputed += piece.uncomputed;
        if piece.broken { Err(ImportError::Damaged(format!("sheet {name} ends within a cell"))) } else { Ok(()) }
    };
    let read = |bytes| read_piece(bytes, name, shared, progress);
    let pieces = pieces(part.as_bytes());
    if let [whole] = *pieces.as_slice() {
        take(read(whole)?)?;
    } else {
        std::thread::scope(|scope| {
            let jobs: Vec<_> = pieces.iter().map(|&bytes| scope.spawn(move || read(bytes))).collect();
            let broken = || ImportError::Damaged("its records do not fit together".to_owned());
            jobs.into_iter().try_for_each(|job| take(job.join().map_err(|_| broken())??))
        })?;
    }
    merges.truncate(limits::SHEET_MERGES);
    Ok((gatherer.finish(cells, name, merges)?, uncomputed))
}

/// A long sheet cut before rows that say their number; others whole.
fn pieces(sheet: &[u8]) -> Vec<&[u8]> {
    let count = share::threads();
    // What looks like a row within a comment is none.
    if sheet.len() < LONG_SHEET || count < 2 || memchr::memmem::find(sheet, b"<!").is_some() {
        return vec![sheet];
    }
    let (mut pieces, mut rest) = (Vec::with_capacity(count), sheet);
    for left in (2..=count).rev() {
        let from = rest.len() / left;
        let Some(at) = rest.get(from..).and_then(|tail| memchr::memmem::find(tail, b"<row r=\"")) else { break };
        let (piece, after) = rest.split_at(from + at);
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

fn read_piece(bytes: &[u8], name: &str, shared: &Shared, progress: &Progress) -> Result<Piece, ImportError> {
    let (mut piece, mut text) = (Piece::default(), 0_u64);
    let mut scan = Scan::new(bytes);
    for (step, found) in scan.by_ref().enumerate() {
        if step.is_multiple_of(STRIDE) && progress.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        match found {
            Found::Cell(raw) => {
                let cell = cell(&raw, shared)?;
                piece.uncomputed += usize::from(raw.formula && raw.kind != b"str" && raw.value.is_none_or(<[u8]>::is_empty));
                if !cell.shown.is_empty() {
                    check_size(name, raw.row.saturating_add(1), raw.column.saturating_add(1))?;
                    text += cell.shown.len() as u64;
                    if text > limits::WORKBOOK_TEXT {
                        return Err(ImportError::TooMuchInside(text));
                    }
                    piece.cells.push((raw.row, raw.column, cell));
                }
                // A file may tell one cell again and again.
                if piece.cells.len() as u64 > limits::SHEET_CELLS {
                    return Err(ImportError::TooManyCells { sheet: name.to_owned(), rows: raw.row + 1, columns: raw.column + 1 });
                }
            }
            Found::Merge([top, left, bottom, right]) => {
                if piece.merges.len() < limits::SHEET_MERGES {
                    piece.merges.push(Merge { top, left, bottom, right });
                }
            }
        }
    }
    piece.broken = scan.broken;
    Ok(piece)
}

fn cell(raw: &Raw<'_>, shared: &Shared) -> Result<Cell, ImportError> {
    let Some(value) = raw.value else { return Ok(Cell::default()) };
    let words = || String::from_utf8_lossy(value);
    let style = || shared.styles.get(raw.style as usize).copied().unwrap_or_default();
    Ok(match raw.kind {
        b"s" => {
            let at = scan::number(value).map(|at| at as usize).or_else(|| words().trim().parse().ok());
            let string = at.and_then(|at| shared.strings.get(at));
            string.cloned().unwrap_or_default()
        }
        b"inlineStr" => shown::text(&inline(&words())?),
        b"str" => shown::text(&unescape(text(&words())?)),
        b"b" => {
            let yes = words().trim() == "1";
            Cell { value: CellValue::Bool(yes), shown: if yes { "TRUE" } else { "FALSE" }.into() }
        }
        b"e" => Cell { value: CellValue::Error, shown: text(&words())?.into() },
        b"d" => shown::iso_date(words().trim(), style().format),
        _ => {
            let style = style();
            if let (Kind::Plain, Some(cell)) = (style.kind, shown::plain_number(value, style.format)) {
                return Ok(cell);
            }
            let words = words();
            let Ok(number) = words.trim().parse::<f64>() else { return Ok(shown::text(&text(&words)?)) };
            style.number(number, shared.from_1904)
        }
    })
}

/// Characters of a value, references resolved.
fn text(words: &str) -> Result<String, ImportError> {
    if !words.contains(['&', '<']) {
        return Ok(words.to_owned());
    }
    let mut out = String::new();
    let mut xml = Xml::new(words, LANGUAGE.0, LANGUAGE.1);
    loop {
        match xml.next()? {
            Node::Text(words) => out.push_str(&words),
            Node::Eof => return Ok(out),
            _ => {}
        }
    }
}

/// The words of a cell that holds them itself.
fn inline(inside: &str) -> Result<String, ImportError> {
    let plain = ["<t>", "<t xml:space=\"preserve\">"].iter().find_map(|start| inside.strip_prefix(start));
    if let Some(words) = plain.and_then(|rest| rest.strip_suffix("</t>")).filter(|words| !words.contains(['<', '&', '\r'])) {
        return Ok(unescape(words.to_owned()));
    }
    let whole: Cow<'_, str> = Cow::Owned(format!("<si>{inside}</si>"));
    let strings = read_strings(&strip_prefixes(&whole))?;
    Ok(strings.into_iter().next().unwrap_or_default())
}

/// Tags without their prefixes, so that a piece of a part reads like a part.
fn strip_prefixes(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    for (index, part) in piece.split('<').enumerate() {
        if index > 0 {
            out.push('<');
        }
        let name = part.find(|c: char| !(c.is_alphanumeric() || "/_-.".contains(c))).unwrap_or(part.len());
        match part.split_at_checked(name) {
            Some((prefix, rest)) if index > 0 && rest.starts_with(':') => {
                if prefix.starts_with('/') {
                    out.push('/');
                }
                out.push_str(rest.get(1..).unwrap_or(""));
            }
            _ => out.push_str(part),
        }
    }
    out
}

/// A merged area as the reader of old workbooks tells it.
pub(super) fn merge(area: &Dimensions) -> Merge {
    Merge { top: area.start.0, left: area.start.1, bottom: area.end.0, right: area.end.1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_shared_strings_are_read_like_others(words in prop::collection::vec(prop::sample::select(vec![
            "<si>", "</si>", "<t>", "</t>", "<si><t>甲</t></si>", "<si><t xml:space=\"preserve\"> 乙 </t></si>", "<si><r><t>丙</t></r><r><t>丁</t></r></si>",
            "<si><t>a&amp;b</t></si>", "<si><t>_x000D_</t></si>", "<si><t>a</t><rPh><t>b</t></rPh></si>", "<si/>", "<si><t/></si>", "\n", "\r\n", "<!-- <si> -->", "&amp;", "x",
        ]), 0..12), end in prop::sample::select(vec!["</sst>", "", "</sst>\n"])) {
            let part = format!("<?xml version=\"1.0\"?>\n<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{}{end}", words.concat());
            if let Some(plain) = plain_strings(&part) {
                let long: Vec<Cell> = read_strings(&part).unwrap().iter().map(|words| shown::text(words)).collect();
                prop_assert_eq!(plain, long);
            }
        }

        #[test]
        fn most_shared_strings_are_plain(words in prop::collection::vec("[a甲 &<\r]{0,4}", 1..5)) {
            let escaped = |w: &String| w.replace('&', "&amp;").replace('<', "&lt;");
            let items: String = words.iter().map(|w| format!("<si><t>{}</t></si>", escaped(w))).collect();
            prop_assert_eq!(plain_strings(&format!("<sst count=\"1\">{items}</sst>")).unwrap().len(), words.len());
        }
    }
}
