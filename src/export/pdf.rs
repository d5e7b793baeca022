//! PDF: vectors, fonts embedded as subsets, text that can be selected and searched.

use super::{ExportError, Exporter, Material, Takes};
use crate::chart::fonts::Font;
use crate::chart::palette::Colour;
use crate::chart::scene::{Item, Point, Rect, Shape, Step, Stroke, TextRun};
use crate::chart::text;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point as PdfPoint, Rect as PdfRect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke as PdfStroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font as PdfFont, GlyphId, KrillaGlyph};

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
        let fonts = Font::ALL.map(|font| PdfFont::new(font.bytes().into(), 0));
        let mut document = krilla::Document::new();
        document.set_metadata(
            Metadata::new()
                .title(material.title.to_owned())
                .language("zh-CN".to_owned())
                .creator(format!("Gangmu {}", env!("CARGO_PKG_VERSION"))),
        );
        for scene in material.scenes {
            let settings = PageSettings::from_wh(scene.width * MM, scene.height * MM).ok_or(ExportError::Size)?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for item in &scene.items {
                draw(item, &fonts, &mut surface);
            }
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|error| ExportError::Writer(format!("{error:?}")))
    }
}

fn draw(item: &Item, fonts: &[Option<PdfFont>; 3], surface: &mut Surface) {
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

fn draw_text(run: &TextRun, fonts: &[Option<PdfFont>; 3], surface: &mut Surface) {
    let Some(font) = fonts.get(run.font as usize).and_then(Option::as_ref) else { return };
    let glyphs: Vec<KrillaGlyph> = text::shape(&run.text, run.font)
        .into_iter()
        .map(|g| KrillaGlyph::new(GlyphId::new(u32::from(g.id)), g.advance, 0.0, 0.0, 0.0, g.start..g.end, None))
        .collect();
    surface.draw_glyphs(point(run.at), &glyphs, font.clone(), &run.text, run.size * MM, false);
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
