//! Office files that can be edited further: charts are native ones over their own data, tables are tables, and the place
//! of every figure stands beside it. `rust_xlsxwriter` writes workbooks and chart parts; the packages of slides and text are
//! our own, few and strict parts (ECMA-376).

mod docx;
mod explicit;
mod grid;
mod native;
mod notes;
mod package;
mod pptx;
mod xlsx;

pub use docx::Docx;
pub use pptx::Pptx;
pub use xlsx::Xlsx;

use super::ExportError;
use crate::chart::spec::ChartSpec;
use crate::page::{Page, PageItem};

/// English Metric Units in a mm (ECMA-376 Part 1, 20.1.2.1).
const EMU: f32 = 36_000.0;

/// A length in mm as EMU.
fn emu(mm: f32) -> i64 {
    (mm * EMU).round() as i64
}

/// What stands on a page, with its number (图 and 表 are counted each by itself, through all pages).
struct Numbered<'a> {
    /// 图1, 表2
    label: String,
    /// The title after it.
    title: &'a str,
    item: &'a PageItem,
}

/// The items of all pages, page by page.
///
/// # Errors
/// When no page has any.
fn numbered(pages: &[Page]) -> Result<Vec<Vec<Numbered<'_>>>, ExportError> {
    let of = |page| Page::labels(page).map(|(label, item)| Numbered { label, title: item.title(), item }).collect();
    let items: Vec<Vec<_>> = pages.iter().map(of).collect();
    if items.iter().all(Vec::is_empty) { Err(ExportError::NoPage) } else { Ok(items) }
}

/// The words of a failing writer.
fn failed(error: impl std::fmt::Display) -> ExportError {
    ExportError::Writer(error.to_string())
}

/// The unit in words, where there is one: 单位：亿元.
fn unit_line(spec: &ChartSpec) -> String {
    if spec.unit.is_empty() || !spec.units.is_empty() || spec.second.is_some() { String::new() } else { format!("单位：{}", spec.unit) }
}

/// 注：…… and 数据来源：…… of a page, as they stand at its foot.
fn foot(page: &Page) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(notes) = page.notes_line() {
        lines.push(notes);
    }
    if !page.source.is_empty() {
        lines.push(format!("数据来源：{}", page.source));
    }
    lines
}
