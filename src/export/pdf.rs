//! PDF: vectors, fonts embedded as subsets, text that can be selected and searched.

use super::{ExportError, Exporter, Material, Takes};
use crate::chart::fonts::Font;
use crate::chart::palette::Colour;
use crate::chart::scene::{Item, Point, Rect, Shape, Step, Stroke, TextRun};
use crate::chart::spare::Spare;
use crate::chart::text::{self, Glyph};
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point as PdfPoint, Rect as PdfRect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke as PdfStroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font as PdfFont, GlyphId, KrillaGlyph};
use std::collections::HashMap;

/// Writes PDF.
pub struct Pdf;

/// Points in a mm.
const MM: f32 = 72.0 / 25.4;

impl Exporter for Pdf {
    fn id(&self) -> &'static str {
        "pdf"
    }

    fn ending(&self) -> &'static str {
        "pdf"
    }

    fn takes(&self) -> Takes {
        Takes::Scenes
    }

    fn export(&self, material: &Material<'_>) -> Result<Vec<u8>, ExportError> {
        if material.scenes.is_empty() {
            return Err(ExportError::NoPage);
        }
        // PDF/A-2u, to be kept; what it does not allow is still a PDF.
        write(material, Some(Archival::A2_U)).or_else(|_| write(material, None))
    }
}

/// Writes the pages, after an archival standard or not.
fn write(material: &Material<'_>, standard: Option<Archival>) -> Result<Vec<u8>, ExportError> {
    let mut fonts = Fonts::new();
    let refused = |why: String| ExportError::Writer(why);
    let mut settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    if let Some(standard) = standard {
        let configuration = ConfigurationBuilder::new().with_archival_validator(standard).finish();
        settings.configuration = configuration.map_err(|error| refused(format!("{error:?}")))?;
    }
    let mut document = krilla::Document::new_with(settings);
    document.set_metadata(
        Metadata::new()
            .title(material.title.to_owned())
            .language("zh-CN".to_owned())
            .creation_date(today())
            .creator(format!("Gangmu {}", env!("CARGO_PKG_VERSION"))),
    );
    for scene in material.scenes {
        let settings = PageSettings::from_wh(scene.width * MM, scene.height * MM).ok_or(ExportError::Size)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for item in &scene.items {
            draw(item, &mut fonts, &mut surface);
        }
        surface.finish();
        page.finish();
    }
    document.set_outline(bookmarks(material));
    document.finish().map_err(|error| refused(format!("{error:?}")))
}

/// The day, which archives ask for. No time: the same pages give the same bytes all day.
fn today() -> DateTime {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    DateTime::new(year).month(month).day(day)
}

/// The date so many days after 1 January 1970, by eras of 400 years that begin in March.
fn civil(days: u64) -> (u16, u8, u8) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (u16::try_from(year).unwrap_or(u16::MAX), u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

/// A bookmark a page, under it one a chart; the places of figures last.
fn bookmarks(material: &Material<'_>) -> Outline {
    let mut outline = Outline::new();
    let to = |page: usize| XyzDestination::new(page, PdfPoint::from_xy(0.0, 0.0));
    for (index, page) in material.pages.iter().enumerate().take(material.scenes.len()) {
        let mut node = OutlineNode::new(page.title.clone(), to(index));
        for (label, item) in page.labels() {
            node.push_child(OutlineNode::new(format!("{label}　{}", item.title()), to(index)));
        }
        outline.push_child(node);
    }
    if !material.pages.is_empty() && material.scenes.len() > material.pages.len() {
        outline.push_child(OutlineNode::new("数据出处".to_owned(), to(material.pages.len())));
    }
    outline
}

/// The fonts of one document.
struct Fonts {
    ours: [Option<PdfFont>; 3],
    /// The system's, for characters that ours lack.
    spare: HashMap<&'static str, Option<PdfFont>>,
}

impl Fonts {
    fn new() -> Self {
        Self { ours: Font::ALL.map(|font| PdfFont::new(font.bytes().into(), 0)), spare: HashMap::new() }
    }

    /// The font of a glyph in a line that is set in one of ours.
    fn of(&mut self, font: Font, spare: Option<&'static Spare>) -> Option<PdfFont> {
        match spare {
            None => self.ours.get(font as usize).cloned().flatten(),
            Some(spare) => self.spare.entry(&spare.name).or_insert_with(|| PdfFont::new(spare.bytes.into(), spare.index)).clone(),
        }
    }
}

fn draw(item: &Item, fonts: &mut Fonts, surface: &mut Surface) {
    surface.set_fill(item.fill.map(fill));
    surface.set_stroke(item.stroke.map(stroke));
    match &item.shape {
        Shape::Text(run) => draw_text(run, fonts, surface),
        shape => {
            if let Some(path) = path(shape) {
                surface.draw_path(&path);
            }
        }
    }
}

/// One piece a font: nearly always the whole line.
fn draw_text(run: &TextRun, fonts: &mut Fonts, surface: &mut Surface) {
    let mut x = run.at.x;
    for piece in text::shape(&run.text, run.font).chunk_by(|a, b| a.spare == b.spare) {
        let glyph = |g: &Glyph| KrillaGlyph::new(GlyphId::new(u32::from(g.id)), g.advance, 0.0, 0.0, 0.0, g.start..g.end, None);
        let glyphs: Vec<KrillaGlyph> = piece.iter().map(glyph).collect();
        if let Some(font) = piece.first().and_then(|first| fonts.of(run.font, first.spare)) {
            surface.draw_glyphs(point(Point { x, y: run.at.y }), &glyphs, font, &run.text, run.size * MM, false);
        }
        x += piece.iter().map(|g| g.advance).sum::<f32>() * run.size;
    }
}

/// The shape in points; `None` for one without extent.
fn path(shape: &Shape) -> Option<Path> {
    let mut builder = PathBuilder::new();
    match shape {
        Shape::Rect(rect) => builder.push_rect(pdf_rect(*rect)?),
        Shape::Circle(centre, radius) => {
            // Four Bézier quarters; their pull is 4/3 · (√2 − 1) of the radius.
            let (x, y, r, k) = (centre.x * MM, centre.y * MM, radius * MM, radius * MM * 0.552_285);
            builder.move_to(x + r, y);
            builder.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
            builder.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
            builder.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
            builder.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
            builder.close();
        }
        Shape::Path(steps) => {
            for step in steps {
                match *step {
                    Step::Move(p) => builder.move_to(p.x * MM, p.y * MM),
                    Step::Line(p) => builder.line_to(p.x * MM, p.y * MM),
                    Step::Curve(a, b, p) => builder.cubic_to(a.x * MM, a.y * MM, b.x * MM, b.y * MM, p.x * MM, p.y * MM),
                    Step::Close => builder.close(),
                }
            }
        }
        Shape::Text(_) => return None,
    }
    builder.finish()
}

fn pdf_rect(rect: Rect) -> Option<PdfRect> {
    PdfRect::from_xywh(rect.x * MM, rect.y * MM, rect.w * MM, rect.h * MM)
}

fn point(p: Point) -> PdfPoint {
    PdfPoint::from_xy(p.x * MM, p.y * MM)
}

fn fill(colour: Colour) -> Fill {
    Fill { paint: rgb::Color::new(colour.0, colour.1, colour.2).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn stroke(stroke: Stroke) -> PdfStroke {
    PdfStroke {
        paint: rgb::Color::new(stroke.colour.0, stroke.colour.1, stroke.colour.2).into(),
        width: stroke.width * MM,
        miter_limit: 4.0,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Miter,
        opacity: NormalizedF32::ONE,
        dash: stroke.dash.map(|(dash, gap)| StrokeDash { array: vec![dash * MM, gap * MM], offset: 0.0 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::scene::{Anchor, Scene, Style, at};
    use crate::export::Picture;

    #[test]
    fn days_are_counted_right() {
        assert_eq!((civil(0), civil(19_782), civil(20_088)), ((1970, 1, 1), (2024, 2, 29), (2024, 12, 31)));
    }

    /// krilla holds the page against the standard itself: what it refuses is no PDF/A.
    #[test]
    fn pages_are_fit_for_archives() {
        let mut scene = Scene::new(297.0, 210.0);
        for (row, font) in (1_u8..).zip(Font::ALL) {
            let style = Style::new(font, 12.0, Colour(20, 60, 90));
            scene.text("规模以上工业增加值 4.8%，▼63.8", at(20.0, 20.0 * f32::from(row)), Anchor::Start, style);
        }
        scene.rect(Rect::new(20.0, 100.0, 30.0, 40.0), Colour(200, 100, 0), None);
        let library = crate::library::Library::default();
        let material =
            Material { title: "指标", pages: &[], scenes: &[scene], figures: &[], library: &library, picture: Picture::default() };
        let bytes = write(&material, Some(Archival::A2_U)).expect("a PDF/A-2u");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("pdfaid:part") && text.contains("pdfaid:conformance"));
    }
}
