//! PNG, and the same dots for the preview on the screen.

use super::{ExportError, Exporter, Material, Takes, only};
use crate::chart::palette::Colour;
use crate::chart::scene::{Scene, Shape, Step, Stroke, TextRun};
use crate::chart::text;
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, StrokeDash, Transform};

/// Writes PNG.
pub struct Png;

/// The most dots a page may have: 400 dpi on A3.
const MOST_PIXELS: f32 = 4700.0 * 6700.0;

impl Exporter for Png {
    fn id(&self) -> &'static str {
        "png"
    }

    fn ending(&self) -> &'static str {
        "png"
    }

    fn takes(&self) -> Takes {
        Takes::OneScene
    }

    fn export(&self, material: &Material<'_>) -> Result<Vec<u8>, ExportError> {
        let pixmap = paint(only(material.scenes)?, material.dpi / 25.4)?;
        pixmap.encode_png().map_err(|error| ExportError::Writer(error.to_string()))
    }
}

/// A page as dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Dots across.
    pub width: usize,
    /// Dots down.
    pub height: usize,
    /// Red, green, blue, alpha for each dot, row by row; opaque.
    pub rgba: Vec<u8>,
}

/// The page as dots, `scale` of them a mm.
///
/// # Errors
/// When the page has no size or would be too large.
pub fn pixels(scene: &Scene, scale: f32) -> Result<Pixels, ExportError> {
    let pixmap = paint(scene, scale)?;
    Ok(Pixels { width: pixmap.width() as usize, height: pixmap.height() as usize, rgba: pixmap.take() })
}

fn paint(scene: &Scene, scale: f32) -> Result<Pixmap, ExportError> {
    let (width, height) = ((scene.width * scale).round(), (scene.height * scale).round());
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS) {
        return Err(ExportError::Size);
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or(ExportError::Size)?;
    pixmap.fill(Color::WHITE);
    let to_dots = Transform::from_scale(scale, scale);
    for item in &scene.items {
        if let Shape::Text(run) = &item.shape {
            if let Some(path) = glyphs(run) {
                pixmap.fill_path(&path, &ink(run.colour), FillRule::Winding, to_dots, None);
            }
            continue;
        }
        let Some(path) = path(&item.shape) else { continue };
        if let Some(fill) = item.fill {
            pixmap.fill_path(&path, &ink(fill), FillRule::Winding, to_dots, None);
        }
        if let Some(stroke) = item.stroke {
            pixmap.stroke_path(&path, &ink(stroke.colour), &pen(stroke), to_dots, None);
        }
    }
    Ok(pixmap)
}

fn ink(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(colour.0, colour.1, colour.2, 255);
    paint
}

fn pen(stroke: Stroke) -> tiny_skia::Stroke {
    let dash = stroke.dash.and_then(|(dash, gap)| StrokeDash::new(vec![dash, gap], 0.0));
    tiny_skia::Stroke { width: stroke.width, dash, ..tiny_skia::Stroke::default() }
}

fn path(shape: &Shape) -> Option<Path> {
    match shape {
        Shape::Rect(r) => Some(PathBuilder::from_rect(Rect::from_xywh(r.x, r.y, r.w, r.h)?)),
        Shape::Circle(c, r) => PathBuilder::from_circle(c.x, c.y, *r),
        Shape::Path(steps) => {
            let mut builder = PathBuilder::new();
            for step in steps {
                match *step {
                    Step::Move(p) => builder.move_to(p.x, p.y),
                    Step::Line(p) => builder.line_to(p.x, p.y),
                    Step::Curve(a, b, p) => builder.cubic_to(a.x, a.y, b.x, b.y, p.x, p.y),
                    Step::Close => builder.close(),
                }
            }
            builder.finish()
        }
        Shape::Text(_) => None,
    }
}

/// The outlines of a line of text, in mm.
fn glyphs(run: &TextRun) -> Option<Path> {
    let face = text::face(run.font)?;
    let scale = run.size / f32::from(face.units_per_em());
    let mut pen = Outline { builder: PathBuilder::new(), x: run.at.x, y: run.at.y, scale };
    for glyph in text::shape(&run.text, run.font) {
        face.outline_glyph(ttf_parser::GlyphId(glyph.id), &mut pen);
        pen.x += glyph.advance * run.size;
    }
    pen.builder.finish()
}

/// Turns a font's units, y upwards, into mm.
struct Outline {
    builder: PathBuilder,
    x: f32,
    y: f32,
    scale: f32,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.builder.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.builder.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}
