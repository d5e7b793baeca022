//! A workbook: one sheet a chart with its data and a native chart, one with every figure shown, one with their places.

use super::grid::{Grid, table_of};
use super::native::{Range, chart, write_grid};
use super::{failed, foot, numbered, unit_line};
use crate::chart::numbers::position;
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::export::csv::status;
use crate::export::{ExportError, Exporter, Material, Takes};
use crate::page::{Citations, PageItem};
use rust_xlsxwriter::{
    ConditionalFormat3ColorScale, ConditionalFormatType, DocProperties, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet,
};

/// Writes XLSX.
pub struct Xlsx;

/// The row of a grid's head in its sheet.
const HEAD: u32 = 3;
/// The most cells of a sheet that get a note: more only slow the program that opens it.
const NOTES: usize = 400;

/// The last column that notes and sources below a chart run to.
const FOOT_COLUMNS: u16 = 3;

/// The height in points of words wrapped into so many half-width characters: programs measure no merged cells.
fn height(words: &str, width: usize) -> f64 {
    let used: usize = words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    (used.div_ceil(width.max(1)).clamp(1, 26) * 15) as f64
}

/// The looks that the sheets share.
struct Looks {
    title: Format,
    soft: Format,
    head: Format,
    body: Format,
    wrapped: Format,
    foot: Format,
}

impl Looks {
    fn new() -> Self {
        let body = Format::new().set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            soft: Format::new().set_font_color(0x66_6666),
            head: Format::new()
                .set_bold()
                .set_border_top(FormatBorder::Medium)
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            wrapped: Format::new().set_align(FormatAlign::Top).set_text_wrap(),
            foot: Format::new().set_font_color(0x66_6666).set_align(FormatAlign::Top).set_text_wrap(),
            body,
        }
    }
}

impl Exporter for Xlsx {
    fn id(&self) -> &'static str {
        "xlsx"
    }

    fn ending(&self) -> &'static str {
        "xlsx"
    }

    fn takes(&self) -> Takes {
        Takes::Pages
    }

    fn export(&self, material: &Material<'_>) -> Result<Vec<u8>, ExportError> {
        let items = numbered(material.pages)?;
        let citations = Citations::of(material.charts().flat_map(ChartSpec::sources), material.library);
        let looks = Looks::new();
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_title(material.title).set_author("Gangmu 纲目"));
        for (page, items) in material.pages.iter().zip(&items) {
            for item in items {
                let sheet = book.add_worksheet();
                sheet.set_name(&item.label).map_err(failed)?;
                sheet.write_string_with_format(0, 0, format!("{}　{}", item.label, item.title), &looks.title).map_err(failed)?;
                let below = match item.item {
                    PageItem::Chart(spec) => chart_sheet(sheet, spec, &format!("{}　{}", item.label, item.title), &citations, &looks)?,
                    PageItem::Table(_) => table_sheet(sheet, item.item, &looks)?,
                };
                for (row, line) in (below + 1..).zip(foot(page)) {
                    sheet.merge_range(row, 0, row, FOOT_COLUMNS, &line, &looks.foot).map_err(failed)?;
                    sheet.set_row_height(row, height(&line, 26 + 13 * usize::from(FOOT_COLUMNS))).map_err(failed)?;
                }
                sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
            }
        }
        figures_sheet(book.add_worksheet(), material, &items, &citations, &looks)?;
        sources_sheet(book.add_worksheet(), &citations, &looks)?;
        book.save_to_buffer().map_err(failed)
    }
}

/// Data at the left, the chart at the right; gives the row below the data.
fn chart_sheet(sheet: &mut Worksheet, spec: &ChartSpec, title: &str, citations: &Citations, looks: &Looks) -> Result<u32, ExportError> {
    let grid = Grid::of(spec);
    sheet.write_string_with_format(1, 0, unit_line(spec), &looks.soft).map_err(failed)?;
    write_grid(&grid, HEAD, sheet, &looks.head, &looks.body)?;
    if let (ChartKind::Heat, Some(last)) = (spec.kind, u16::try_from(spec.series.len()).ok()) {
        // White at zero, warm below, cold above.
        let scale = ConditionalFormat3ColorScale::new()
            .set_minimum_color(0xA2_3E2B)
            .set_midpoint_color(0xFF_FFFF)
            .set_maximum_color(0x50_93B0)
            .set_midpoint(ConditionalFormatType::Number, 0);
        let bottom = HEAD + u32::try_from(grid.order.len()).unwrap_or(0);
        sheet.add_conditional_format(HEAD + 1, 1, bottom, last, &scale).map_err(failed)?;
    }
    let mut notes = 0;
    for (row, (_, _, marks, _)) in (HEAD + 1..).zip(grid.rows()) {
        for (column, mark) in (1_u16..).zip(marks) {
            let Some(number) = mark.and_then(|m| citations.number(m.source)) else { continue };
            let Some(citation) = citations.list().get(number - 1).filter(|_| notes < NOTES) else { continue };
            let words = format!("〔{number}〕{}\n{}", citation.place(), citation.excerpt());
            sheet.insert_note(row, column, &Note::new(words).set_author("纲目").set_width(320).set_height(120)).map_err(failed)?;
            notes += 1;
        }
    }
    sheet.set_column_width(0, 26).map_err(failed)?;
    let last = u16::try_from(grid.head.len()).unwrap_or(u16::MAX).min(40);
    sheet.set_column_range_width(1, last.max(FOOT_COLUMNS), 13).map_err(failed)?;
    // As high as its longest name needs: programs do not measure when a file is opened.
    let lines = grid.head.iter().skip(1).map(|name| height(name, 13)).fold(15.0, f64::max);
    sheet.set_row_height(HEAD, lines).map_err(failed)?;
    let sheet_name = sheet.name();
    if let Some(mut chart) = chart(&grid, Range { sheet: &sheet_name, head: HEAD }, title, 10) {
        chart.set_width(760).set_height(430).set_alt_text(&spec.title);
        sheet.insert_chart(HEAD, last.max(FOOT_COLUMNS) + 1, &chart).map_err(failed)?;
    }
    Ok(HEAD + u32::try_from(grid.order.len()).unwrap_or(0) + 1)
}

fn table_sheet(sheet: &mut Worksheet, item: &PageItem, looks: &Looks) -> Result<u32, ExportError> {
    let table = table_of(item);
    let rows = std::iter::once(&table.head).chain(&table.rows);
    let mut row_number = HEAD;
    for (index, row) in rows.enumerate() {
        for (column, cell) in (0_u16..).zip(row) {
            let plain = cell.replace('−', "-");
            match plain.parse::<f64>().ok().filter(|value| index > 0 && value.is_finite()) {
                Some(number) => drop(sheet.write_number_with_format(row_number, column, number, &looks.body).map_err(failed)?),
                None => {
                    let look = if index == 0 { &looks.head } else { &looks.body };
                    sheet.write_string_with_format(row_number, column, cell, look).map_err(failed)?;
                }
            }
        }
        row_number += 1;
    }
    sheet.set_column_width(0, 26).map_err(failed)?;
    Ok(row_number)
}

/// 数据: every figure of every chart, one a line, with the number of its place.
fn figures_sheet(
    sheet: &mut Worksheet,
    material: &Material<'_>,
    items: &[Vec<super::Numbered<'_>>],
    citations: &Citations,
    looks: &Looks,
) -> Result<(), ExportError> {
    sheet.set_name("数据").map_err(failed)?;
    let head = ["图表", "项目", "系列", "指标", "数值", "单位", "状态", "时期", "原文", "出处"];
    for (column, name) in (0_u16..).zip(head) {
        sheet.write_string_with_format(0, column, name, &looks.head).map_err(failed)?;
    }
    let mut row = 1;
    for item in items.iter().flatten() {
        let PageItem::Chart(spec) = item.item else { continue };
        for series in &spec.series {
            for (category, mark) in spec.categories.iter().zip(&series.marks) {
                let Some(mark) = mark else { continue };
                let Some((report, observation)) = material.library.observation(mark.source) else { continue };
                let words = [
                    (0, item.label.as_str()),
                    (1, category),
                    (2, &series.name),
                    (3, observation.indicator.name()),
                    (5, &spec.unit),
                    (6, status(mark.status)),
                    (7, &observation.period.map_or(String::new(), |p| p.in_chinese())),
                    (8, report.words(observation.place).trim()),
                ];
                for (column, words) in words {
                    sheet.write_string_with_format(row, column, words, &looks.body).map_err(failed)?;
                }
                sheet.write_number_with_format(row, 4, position(mark.value), &looks.body).map_err(failed)?;
                if let Some(number) = citations.number(mark.source) {
                    sheet.write_number_with_format(row, 9, number as f64, &looks.body).map_err(failed)?;
                }
                row += 1;
            }
        }
    }
    for (column, width) in [(0, 8), (1, 24), (2, 20), (3, 28), (4, 12), (5, 10), (6, 8), (7, 16), (8, 16), (9, 8)] {
        sheet.set_column_width(column, width).map_err(failed)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    if row > 1 {
        sheet.autofilter(0, 0, row - 1, 9).map_err(failed)?;
    }
    Ok(())
}

/// 出处: the sentence or cell of every figure, by number.
fn sources_sheet(sheet: &mut Worksheet, citations: &Citations, looks: &Looks) -> Result<(), ExportError> {
    sheet.set_name("出处").map_err(failed)?;
    for (column, name) in (0_u16..).zip(["编号", "报告", "位置", "页", "原句", "文件"]) {
        sheet.write_string_with_format(0, column, name, &looks.head).map_err(failed)?;
    }
    for (row, citation) in (1..).zip(citations.list()) {
        sheet.write_number_with_format(row, 0, f64::from(row), &looks.body).map_err(failed)?;
        let sentence: String = citation.sentence.chars().take(32_000).collect();
        for (column, words) in [(1, &citation.report), (2, &citation.section), (4, &sentence), (5, &citation.file)] {
            sheet.write_string_with_format(row, column, words, &looks.wrapped).map_err(failed)?;
        }
        let rows = [(&citation.report, 32), (&citation.section, 24), (&sentence, 76)].map(|(words, width)| height(words, width));
        sheet.set_row_height(row, rows.into_iter().fold(15.0, f64::max)).map_err(failed)?;
        if let Some(page) = citation.page {
            sheet.write_number_with_format(row, 3, page as f64, &looks.body).map_err(failed)?;
        }
    }
    for (column, width) in [(0, 6), (1, 34), (2, 26), (3, 5), (4, 80), (5, 26)] {
        sheet.set_column_width(column, width).map_err(failed)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}
