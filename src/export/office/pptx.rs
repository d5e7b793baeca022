//! Slides, one a page: native charts with the workbook they are edited in, tables, notes and sources at the foot; the places
//! of all figures on the last slides.

use super::grid::table_of;
use super::package::{Package, escaped};
use super::{Numbered, emu, foot, native, notes, numbered};
use crate::chart::scene::Rect;
use crate::chart::spec::ChartSpec;
use crate::export::{ExportError, Exporter, Material, Takes};
use crate::page::{Citations, Page, PageItem, Table};
use std::fmt::Write;

/// Writes PPTX.
pub struct Pptx;

pub(super) const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
pub(super) const TYPES: &str = "application/vnd.openxmlformats-officedocument.";

/// The slide, 16:9, in mm.
const SLIDE: Rect = Rect { x: 0.0, y: 0.0, w: 338.667, h: 190.5 };
/// Left and right margin in mm.
const MARGIN: f32 = 12.0;
/// The most tables rows a slide can show in its frame; the rest is told of.
const ROWS: usize = 18;
/// How many lines of places a slide takes, and how many characters stand on one.
const LINES: usize = 26;
const LINE: usize = 70;

impl Exporter for Pptx {
    fn id(&self) -> &'static str {
        "pptx"
    }

    fn ending(&self) -> &'static str {
        "pptx"
    }

    fn takes(&self) -> Takes {
        Takes::Pages
    }

    fn export(&self, material: &Material<'_>) -> Result<Vec<u8>, ExportError> {
        let items = numbered(material.pages)?;
        let mut package = Package::default();
        let mut charts = 0;
        let mut slides = Vec::new();
        for (page, items) in material.pages.iter().zip(&items) {
            let body = slide(page, items, slides.len() + 1, &mut charts, &mut package)?;
            slides.push(Slide { body, speech: page.speech() });
        }
        let citations = Citations::of(material.charts().flat_map(ChartSpec::sources), material.library);
        let numbers: Vec<(usize, String, String)> =
            citations.list().iter().enumerate().map(|(i, c)| (i + 1, c.excerpt(), c.place())).collect();
        let mut from = 0;
        while from < numbers.len() {
            let mut lines = 0;
            let fitting = numbers.iter().skip(from).take_while(|(_, excerpt, _)| {
                lines += excerpt.chars().count().div_ceil(LINE) + 1;
                lines <= LINES
            });
            let count = fitting.count().max(1);
            slides.push(Slide { body: places_slide(numbers.get(from..from + count).unwrap_or_default()), speech: Vec::new() });
            from += count;
        }
        frame(&slides, material.title, &mut package);
        package.finish()
    }
}

/// A slide's part, and what is said to it.
struct Slide {
    body: String,
    speech: Vec<String>,
}

/// The presentation around its slides.
fn frame(slides: &[Slide], title: &str, package: &mut Package) {
    let presentation = "ppt/presentation.xml";
    package.relate("", "officeDocument", presentation);
    package.properties(title);
    let master = package.relate(presentation, "slideMaster", "slideMasters/slideMaster1.xml");
    let mut list = String::new();
    for (index, Slide { body, .. }) in slides.iter().enumerate() {
        let name = format!("slides/slide{}.xml", index + 1);
        let id = package.relate(presentation, "slide", &name);
        let _ = write!(list, "<p:sldId id=\"{}\" r:id=\"{id}\"/>", 256 + index);
        package.xml(&format!("ppt/{name}"), &format!("{TYPES}presentationml.slide+xml"), body);
        package.relate(&format!("ppt/{name}"), "slideLayout", "../slideLayouts/slideLayout1.xml");
    }
    package.relate(presentation, "theme", "theme/theme1.xml");
    let notes = notes::write(slides.iter().map(|slide| slide.speech.as_slice()), presentation, package);
    let body = format!(
        "<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"{master}\"/></p:sldMasterIdLst>{notes}\
         <p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"{}\" cy=\"{}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>",
        emu(SLIDE.w),
        emu(SLIDE.h)
    );
    package.xml(presentation, &format!("{TYPES}presentationml.presentation.main+xml"), &body);
    let parts = [
        ("ppt/slideMasters/slideMaster1.xml", "presentationml.slideMaster+xml", include_str!("../../../assets/office/slide-master.xml")),
        ("ppt/slideLayouts/slideLayout1.xml", "presentationml.slideLayout+xml", include_str!("../../../assets/office/slide-layout.xml")),
        ("ppt/theme/theme1.xml", "theme+xml", include_str!("../../../assets/office/theme.xml")),
    ];
    for (path, kind, body) in parts {
        package.xml(path, &format!("{TYPES}{kind}"), body);
    }
    package.relate("ppt/slideMasters/slideMaster1.xml", "slideLayout", "../slideLayouts/slideLayout1.xml");
    package.relate("ppt/slideMasters/slideMaster1.xml", "theme", "../theme/theme1.xml");
    package.relate("ppt/slideLayouts/slideLayout1.xml", "slideMaster", "../slideMasters/slideMaster1.xml");
}

/// One page as a slide; its charts' parts go into the package.
fn slide(page: &Page, items: &[Numbered<'_>], number: usize, charts: &mut usize, package: &mut Package) -> Result<String, ExportError> {
    let path = format!("ppt/slides/slide{number}.xml");
    let mut shapes = title_shape(&page.title);
    let mut top = 24.0;
    if !page.subtitle.is_empty() {
        let area = Rect::new(MARGIN, top, SLIDE.w - 2.0 * MARGIN, 8.0);
        shapes.push_str(&text_box(3, "副标题", area, &[Line::soft(&page.subtitle, 14).centred()]));
        top += 8.0;
    }
    let lines = foot(page);
    let foot: Vec<Line<'_>> = lines.iter().map(|line| Line::soft(line, 10)).collect();
    let bottom = SLIDE.h - 8.0 - 12.0 * foot.len().min(2) as f32;
    let body = Rect::new(MARGIN, top + 2.0, SLIDE.w - 2.0 * MARGIN, bottom - top - 4.0);
    for (index, (item, area)) in items.iter().zip(areas(items.len(), body)).enumerate() {
        let id = 10 + index;
        let title = format!("{}　{}", item.label, item.title);
        let part = match item.item {
            PageItem::Chart(spec) => native::part(spec, &title, [14, 14, 12].get(items.len()).copied().unwrap_or(10))?,
            PageItem::Table(_) => None,
        };
        match part {
            Some(part) => {
                *charts += 1;
                let chart = format!("ppt/charts/chart{charts}.xml");
                let relation = package.relate(&path, "chart", &format!("../charts/chart{charts}.xml"));
                package.xml(&chart, &format!("{TYPES}drawingml.chart+xml"), &part.chart);
                package.relate(&chart, "package", &format!("../embeddings/workbook{charts}.xlsx"));
                package.bytes(&format!("ppt/embeddings/workbook{charts}.xlsx"), part.workbook);
                let graphic = format!("<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{relation}\"/>");
                shapes.push_str(&graphic_frame(id, &title, area, "chart", &graphic));
            }
            None => shapes.push_str(&table_shapes(id, &title, &table_of(item.item), area)),
        }
    }
    if !foot.is_empty() {
        shapes.push_str(&text_box(4, "注与数据来源", Rect::new(MARGIN, bottom, SLIDE.w - 2.0 * MARGIN, SLIDE.h - 4.0 - bottom), &foot));
    }
    Ok(whole(&shapes))
}

/// The places of figures, as a slide.
fn places_slide(places: &[(usize, String, String)]) -> String {
    let mut shapes = title_shape("数据出处");
    let words: Vec<String> = places.iter().map(|(number, excerpt, _)| format!("〔{number}〕{excerpt}")).collect();
    let mut lines = Vec::new();
    for (words, (_, _, place)) in words.iter().zip(places) {
        lines.push(Line { words, points: 12, soft: false, centred: false, bold: false });
        lines.push(Line::soft(place, 10));
    }
    shapes.push_str(&text_box(3, "出处", Rect::new(MARGIN, 26.0, SLIDE.w - 2.0 * MARGIN, SLIDE.h - 34.0), &lines));
    whole(&shapes)
}

fn whole(shapes: &str) -> String {
    format!(
        "<p:sld {NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
         <p:grpSpPr/>{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )
}

/// One item fills the body, up to four stand in two columns, more in three.
fn areas(count: usize, body: Rect) -> Vec<Rect> {
    const GAP: f32 = 4.0;
    let columns = match count {
        0 | 1 => 1,
        2..=4 => 2,
        _ => 3,
    };
    let rows = count.div_ceil(columns).max(1);
    let (w, h) = ((body.w - GAP * (columns - 1) as f32) / columns as f32, (body.h - GAP * (rows - 1) as f32) / rows as f32);
    (0..count)
        .map(|i| {
            let (row, column) = (i / columns, i % columns);
            Rect::new(body.x + (w + GAP) * column as f32, body.y + (h + GAP) * row as f32, w, h)
        })
        .collect()
}

fn title_shape(words: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"标题\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/>\
         </p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"zh-CN\"/><a:t>{}</a:t></a:r></a:p>\
         </p:txBody></p:sp>",
        escaped(words)
    )
}

/// A paragraph of a text box.
struct Line<'a> {
    words: &'a str,
    points: u32,
    soft: bool,
    centred: bool,
    bold: bool,
}

impl<'a> Line<'a> {
    fn soft(words: &'a str, points: u32) -> Self {
        Self { words, points, soft: true, centred: false, bold: false }
    }

    fn centred(self) -> Self {
        Self { centred: true, ..self }
    }

    fn xml(&self) -> String {
        let colour = if self.soft { "666666" } else { "1F1F1F" };
        let align = if self.centred { " algn=\"ctr\"" } else { "" };
        let bold = if self.bold { " b=\"1\"" } else { "" };
        format!(
            "<a:p><a:pPr{align}/><a:r><a:rPr lang=\"zh-CN\" sz=\"{}\"{bold}><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>\
             </a:rPr><a:t>{}</a:t></a:r></a:p>",
            self.points * 100,
            escaped(self.words)
        )
    }
}

fn place(area: Rect) -> String {
    format!("<a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/>", emu(area.x), emu(area.y), emu(area.w.max(1.0)), emu(area.h.max(1.0)))
}

fn text_box(id: usize, name: &str, area: Rect, lines: &[Line<'_>]) -> String {
    let words: String = lines.iter().map(Line::xml).collect();
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{}</a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" \
         rIns=\"0\" bIns=\"0\"><a:normAutofit/></a:bodyPr><a:lstStyle/>{words}</p:txBody></p:sp>",
        place(area)
    )
}

fn graphic_frame(id: usize, name: &str, area: Rect, kind: &str, graphic: &str) -> String {
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"{0}\" descr=\"{0}\"/><p:cNvGraphicFramePr/><p:nvPr/>\
         </p:nvGraphicFramePr><p:xfrm>{1}</p:xfrm><a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/{kind}\">{graphic}</a:graphicData></a:graphic></p:graphicFrame>",
        escaped(name),
        place(area)
    )
}

/// Caption, unit and the three-line table below it.
fn table_shapes(id: usize, title: &str, table: &Table, area: Rect) -> String {
    let unit = if table.unit.is_empty() { String::new() } else { format!("（单位：{}）", table.unit) };
    let caption = format!("{title}{unit}");
    let line = Line { words: &caption, points: 12, soft: false, centred: true, bold: true };
    let mut out = text_box(id + 100, "表题", Rect::new(area.x, area.y, area.w, 7.0), &[line]);
    let body = Rect::new(area.x, area.y + 8.0, area.w, area.h - 8.0);
    let shown = table.rows.len().min(ROWS);
    let height = (body.h / (shown + 1) as f32).min(11.0);
    let points = match height {
        ..6.5 => 9,
        ..9.5 => 11,
        _ => 14,
    };
    let mut rows = row_xml(&table.head, height, points, true, true);
    for (index, row) in table.rows.iter().take(shown).enumerate() {
        rows.push_str(&row_xml(row, height, points, false, index + 1 == shown));
    }
    let columns = table.head.len().max(1);
    // The first column is twice as wide as the others.
    let part = emu(body.w) / (columns as i64 + 1);
    let widths: String = (0..columns).map(|c| format!("<a:gridCol w=\"{}\"/>", if c == 0 { 2 * part } else { part })).collect();
    let graphic = format!("<a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid>{widths}</a:tblGrid>{rows}</a:tbl>");
    out.push_str(&graphic_frame(id, title, Rect { h: height * (shown + 1) as f32, ..body }, "table", &graphic));
    out
}

/// A row: thick rule above the head, thin below it, thick below the last.
fn row_xml(cells: &[String], height: f32, points: u32, head: bool, last: bool) -> String {
    let rule = |name: &str, width: i64| {
        if width == 0 {
            format!("<a:{name} w=\"0\"><a:noFill/></a:{name}>")
        } else {
            format!("<a:{name} w=\"{width}\"><a:solidFill><a:srgbClr val=\"1F1F1F\"/></a:solidFill></a:{name}>")
        }
    };
    let below = match (head, last) {
        (true, _) => 9_525,
        (_, true) => 19_050,
        _ => 0,
    };
    let lines =
        format!("{}{}{}{}<a:noFill/>", rule("lnL", 0), rule("lnR", 0), rule("lnT", if head { 19_050 } else { 0 }), rule("lnB", below));
    let bold = if head { " b=\"1\"" } else { "" };
    let cells: String = cells
        .iter()
        .enumerate()
        .map(|(column, cell)| {
            let align = if column == 0 { "l" } else { "r" };
            format!(
                "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn=\"{align}\"/><a:r><a:rPr lang=\"zh-CN\" sz=\"{}\"{bold}/>\
                 <a:t>{}</a:t></a:r></a:p></a:txBody><a:tcPr marT=\"18000\" marB=\"18000\" anchor=\"ctr\">{lines}</a:tcPr></a:tc>",
                points * 100,
                escaped(cell)
            )
        })
        .collect();
    format!("<a:tr h=\"{}\">{cells}</a:tr>", emu(height))
}
