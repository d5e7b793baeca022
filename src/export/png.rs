//! PNG, and the same dots for the preview on the screen.

use super::{ExportError, Exporter, Material, Picture, Takes, only};
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

    fn has_dots(&self) -> bool {
        true
    }

    fn export(&self, material: &Material<'_>) -> Result<Vec<u8>, ExportError> {
        let pixmap = paint(only(material.scenes)?, material.picture)?;
        let png = pixmap.encode_png().map_err(|error| ExportError::Writer(error.to_string()))?;
        Ok(with_density(&png, material.picture.dpi))
    }
}

/// The end of a PNG's header: signature, and the chunk IHDR of 13 bytes (PNG 3, 5.2 and 11.2.1).
const HEADER: usize = 8 + 12 + 13;

/// Puts the chunk pHYs behind the header: without it, programs take 96 dots for an inch and show the page too large.
fn with_density(png: &[u8], dpi: u16) -> Vec<u8> {
    let Some((header, rest)) = png.split_at_checked(HEADER) else { return png.to_vec() };
    // Dots a metre, to the nearest.
    let density = (u32::from(dpi) * 10_000 + 127) / 254;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend([density.to_be_bytes(), density.to_be_bytes()].concat());
    chunk.push(1);
    let mut sum = flate2::Crc::new();
    sum.update(&chunk);
    [header, &9_u32.to_be_bytes(), &chunk, &sum.sum().to_be_bytes(), rest].concat()
}

/// A page as dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Dots across.
    pub width: usize,
    /// Dots down.
    pub height: usize,
    /// Red, green, blue, alpha for each dot, row by row; premultiplied.
    pub rgba: Vec<u8>,
}

/// The page as dots.
///
/// # Errors
/// When the page has no size or would be too large.
pub fn pixels(scene: &Scene, picture: Picture) -> Result<Pixels, ExportError> {
    let pixmap = paint(scene, picture)?;
    Ok(Pixels { width: pixmap.width() as usize, height: pixmap.height() as usize, rgba: pixmap.take() })
}

fn paint(scene: &Scene, picture: Picture) -> Result<Pixmap, ExportError> {
    let scale = f32::from(picture.dpi) / 25.4;
    let (width, height) = ((scene.width * scale).round(), (scene.height * scale).round());
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS) {
        return Err(ExportError::Size);
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or(ExportError::Size)?;
    if !picture.transparent {
        pixmap.fill(Color::WHITE);
    }
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
    let mut pen = Outline { builder: PathBuilder::new(), x: run.at.x, y: run.at.y, scale: 1.0 };
    for glyph in text::shape(&run.text, run.font) {
        let face = glyph.face(run.font)?;
        pen.scale = run.size / f32::from(face.units_per_em());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::scene::Rect as Box;

    /// A page of 25.4 mm with a mark in its middle.
    fn png(dpi: u16, transparent: bool) -> (Vec<u8>, Pixmap) {
        let mut scene = Scene::new(25.4, 25.4);
        scene.rect(Box::new(10.0, 10.0, 5.0, 5.0), Colour(0x17, 0x3F, 0x5F), None);
        let library = crate::library::Library::default();
        let picture = Picture { dpi, transparent };
        let material = Material { title: "", pages: &[], scenes: &[scene], figures: &[], library: &library, picture };
        let bytes = Png.export(&material).expect("a picture");
        let read = Pixmap::decode_png(&bytes).expect("a PNG");
        (bytes, read)
    }

    #[test]
    fn an_inch_has_so_many_dots_and_says_so() {
        for (dpi, metre) in [(96, 3780_u32), (150, 5906), (300, 11811)] {
            let (bytes, read) = png(dpi, false);
            assert_eq!((read.width(), read.height()), (u32::from(dpi), u32::from(dpi)));
            let told = [&9_u32.to_be_bytes()[..], b"pHYs", &metre.to_be_bytes(), &metre.to_be_bytes(), &[1]].concat();
            assert!(bytes.windows(told.len()).any(|window| window == told), "{dpi}");
        }
    }

    #[test]
    fn the_paper_is_white_or_left_out() {
        for (transparent, alpha) in [(false, 255), (true, 0)] {
            let read = png(96, transparent).1;
            let at = |x, y| read.pixel(x, y).map(|p| p.alpha());
            assert_eq!((at(2, 2), at(48, 48)), (Some(alpha), Some(255)));
        }
    }
}
