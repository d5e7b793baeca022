//! A text to take figures and tables from: under each caption the native chart (or the table), its data as a three-line
//! table, notes and sources, and at the end the place of every figure.

use super::grid::table_of;
use super::package::{Package, escaped};
use super::{Numbered, emu, foot, native, numbered};
use crate::chart::spec::ChartSpec;
use crate::export::{ExportError, Exporter, Material, Takes};
use crate::page::{Citations, PageItem, Table};
use std::fmt::Write;

/// Writes DOCX.
pub struct Docx;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.";
const DOCUMENT: &str = "word/document.xml";

/// A chart's size in mm: the text area of an official document (GB/T 9704-2012) is 156 mm wide.
const CHART: (f32, f32) = (156.0, 88.0);
/// Twentieths of a point in a mm.
const TWIPS: f32 = 1440.0 / 25.4;

impl Exporter for Docx {
    fn id(&self) -> &'static str {
        "docx"
    }

    fn ending(&self) -> &'static str {
        "docx"
    }

    fn takes(&self) -> Takes {
        Takes::Pages
    }

    fn export(&self, material: &Material<'_>) -> Result<Vec<u8>, ExportError> {
        let items = numbered(material.pages)?;
        let mut package = Package::default();
        package.relate("", "officeDocument", DOCUMENT);
        package.properties(material.title);
        package.relate(DOCUMENT, "styles", "styles.xml");
        package.relate(DOCUMENT, "theme", "theme/theme1.xml");
        let (mut body, mut charts) = (String::new(), 0);
        for (index, (page, items)) in material.pages.iter().zip(&items).enumerate() {
            paragraph(&mut body, "Title", &page.title, index > 0);
            if !page.subtitle.is_empty() {
                paragraph(&mut body, "Subtitle", &page.subtitle, false);
            }
            for item in items {
                write_item(&mut body, item, &mut charts, &mut package)?;
            }
            for line in foot(page) {
                paragraph(&mut body, "Note", &line, false);
            }
        }
        let citations = Citations::of(material.charts().flat_map(ChartSpec::sources), material.library);
        if !citations.list().is_empty() {
            paragraph(&mut body, "Title", "数据出处", true);
            for (number, citation) in (1..).zip(citations.list()) {
                paragraph(&mut body, "Normal", &format!("〔{number}〕{}", citation.excerpt()), false);
                paragraph(&mut body, "Note", &citation.place(), false);
            }
        }
        let mm = |mm: f32| (mm * TWIPS).round() as i64;
        let section = format!(
            "<w:sectPr><w:pgSz w:w=\"{}\" w:h=\"{}\"/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"851\" \
             w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>",
            mm(210.0),
            mm(297.0),
            mm(37.0),
            mm(26.0),
            mm(35.0),
            mm(28.0)
        );
        let document = format!("<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>");
        package.xml(DOCUMENT, &format!("{TYPES}wordprocessingml.document.main+xml"), &document);
        let styles = include_str!("../../../assets/office/text-styles.xml");
        package.xml("word/styles.xml", &format!("{TYPES}wordprocessingml.styles+xml"), styles);
        package.xml("word/theme/theme1.xml", &format!("{TYPES}theme+xml"), include_str!("../../../assets/office/theme.xml"));
        package.finish()
    }
}

/// A figure with its data under it, or a table.
fn write_item(body: &mut String, item: &Numbered<'_>, charts: &mut usize, package: &mut Package) -> Result<(), ExportError> {
    let title = format!("{}　{}", item.label, item.title);
    let part = match item.item {
        PageItem::Chart(spec) => native::part(spec, &title, 10)?,
        PageItem::Table(_) => None,
    };
    match part {
        Some(part) => {
            *charts += 1;
            let path = format!("word/charts/chart{charts}.xml");
            let relation = package.relate(DOCUMENT, "chart", &format!("charts/chart{charts}.xml"));
            package.xml(&path, &format!("{TYPES}drawingml.chart+xml"), &part.chart);
            package.relate(&path, "package", &format!("../embeddings/workbook{charts}.xlsx"));
            package.bytes(&format!("word/embeddings/workbook{charts}.xlsx"), part.workbook);
            let _ = write!(
                body,
                "<w:p><w:pPr><w:pStyle w:val=\"Figure\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
                 <wp:extent cx=\"{}\" cy=\"{}\"/><wp:docPr id=\"{charts}\" name=\"{2}\" descr=\"{2}\"/><wp:cNvGraphicFramePr/><a:graphic>\
                 <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">\
                 <c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{relation}\"/></a:graphicData></a:graphic>\
                 </wp:inline></w:drawing></w:r></w:p>",
                emu(CHART.0),
                emu(CHART.1),
                escaped(&title)
            );
        }
        None => paragraph(body, "Caption", &title, false),
    }
    write_table(body, &table_of(item.item));
    Ok(())
}

fn paragraph(body: &mut String, style: &str, words: &str, new_page: bool) {
    let page = if new_page { "<w:pageBreakBefore/>" } else { "" };
    let _ = write!(
        body,
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{page}</w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escaped(words)
    );
}

/// 单位 at the upper right, then three lines: thick above and below, thin under the head, which is repeated on a new page.
fn write_table(body: &mut String, table: &Table) {
    if !table.unit.is_empty() {
        paragraph(body, "Unit", &format!("单位：{}", table.unit), false);
    }
    let columns = table.head.len().max(1);
    let part = (CHART.0 * TWIPS) as i64 / (columns as i64 + 1);
    let width = |column: usize| if column == 0 { 2 * part } else { part };
    body.push_str(
        "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"auto\"/>\
         <w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"auto\"/></w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
    );
    for column in 0..columns {
        let _ = write!(body, "<w:gridCol w:w=\"{}\"/>", width(column));
    }
    body.push_str("</w:tblGrid>");
    for (index, row) in std::iter::once(&table.head).chain(&table.rows).enumerate() {
        let head = index == 0;
        body.push_str(if head { "<w:tr><w:trPr><w:tblHeader/></w:trPr>" } else { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" });
        for (column, cell) in row.iter().enumerate() {
            let rule =
                if head { "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"auto\"/></w:tcBorders>" } else { "" };
            let align = if column == 0 { "left" } else { "right" };
            let bold = if head { "<w:rPr><w:b/></w:rPr>" } else { "" };
            let _ = write!(
                body,
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{rule}<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"Cell\"/>\
                 <w:jc w:val=\"{align}\"/></w:pPr><w:r>{bold}<w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:tc>",
                width(column),
                escaped(cell)
            );
        }
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl>");
    // Two tables in a row would grow together.
    body.push_str("<w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr></w:p>");
}
