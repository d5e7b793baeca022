//! SVG: text stays text, set in the system's own fonts where ours are not installed.

use super::{ExportError, Exporter, Material, Takes, only};
use crate::chart::fonts::Font;
use crate::chart::scene::{Item, Scene, Shape, Step, TextRun};
use crate::chart::text;
use std::fmt::Write;

/// Writes SVG.
pub struct Svg;

impl Exporter for Svg {
    fn id(&self) -> &'static str {
        "svg"
    }

    fn ending(&self) -> &'static str {
        "svg"
    }

    fn takes(&self) -> Takes {
        Takes::OneScene
    }

    fn export(&self, material: &Material<'_>) -> Result<Vec<u8>, ExportError> {
        let scene = only(material.scenes)?;
        let mut out = String::new();
        write(scene, material.title, &mut out).map_err(|error| ExportError::Writer(error.to_string()))?;
        Ok(out.into_bytes())
    }
}

fn write(scene: &Scene, title: &str, out: &mut String) -> std::fmt::Result {
    let (w, h) = (scene.width, scene.height);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}mm" height="{h}mm" viewBox="0 0 {w} {h}" xml:lang="zh-CN">"#)?;
    writeln!(out, "<title>{}</title>", escaped(title))?;
    writeln!(out, r##"<rect width="{w}" height="{h}" fill="#FFFFFF"/>"##)?;
    for item in &scene.items {
        write_item(item, out)?;
    }
    writeln!(out, "</svg>")
}

fn write_item(item: &Item, out: &mut String) -> std::fmt::Result {
    match &item.shape {
        Shape::Text(run) => return write_text(run, out),
        Shape::Rect(r) => write!(out, r#"<rect x="{:.3}" y="{:.3}" width="{:.3}" height="{:.3}""#, r.x, r.y, r.w, r.h)?,
        Shape::Circle(c, r) => write!(out, r#"<circle cx="{:.3}" cy="{:.3}" r="{r:.3}""#, c.x, c.y)?,
        Shape::Path(steps) => {
            write!(out, r#"<path d=""#)?;
            for step in steps {
                match step {
                    Step::Move(p) => write!(out, "M{:.3} {:.3}", p.x, p.y)?,
                    Step::Line(p) => write!(out, "L{:.3} {:.3}", p.x, p.y)?,
                    Step::Curve(a, b, p) => write!(out, "C{:.3} {:.3} {:.3} {:.3} {:.3} {:.3}", a.x, a.y, b.x, b.y, p.x, p.y)?,
                    Step::Close => write!(out, "Z")?,
                }
            }
            write!(out, "\"")?;
        }
    }
    match item.fill {
        Some(fill) => write!(out, r#" fill="{}""#, fill.hex())?,
        None => write!(out, r#" fill="none""#)?,
    }
    if let Some(stroke) = item.stroke {
        write!(out, r#" stroke="{}" stroke-width="{}""#, stroke.colour.hex(), stroke.width)?;
        if let Some((dash, gap)) = stroke.dash {
            write!(out, r#" stroke-dasharray="{dash} {gap}""#)?;
        }
    }
    writeln!(out, "/>")
}

/// One element a run; a piece begins anew wherever we move the pen ourselves (between Han and Latin, at squeezed
/// marks), so that another font keeps the places.
fn write_text(run: &TextRun, out: &mut String) -> std::fmt::Result {
    let (family, weight) = match run.font {
        Font::SerifBold => ("'Noto Serif SC','Noto Serif CJK SC','Source Han Serif SC',SimSun,serif", " font-weight=\"bold\""),
        Font::SansBold => ("'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif", " font-weight=\"bold\""),
        Font::Sans => ("'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif", ""),
    };
    write!(
        out,
        r#"<text y="{:.3}" font-family="{family}" font-size="{:.3}"{weight} fill="{}" xml:space="preserve">"#,
        run.at.y,
        run.size,
        run.colour.hex()
    )?;
    let glyphs = text::shape(&run.text, run.font);
    let (mut x, mut piece_x, mut from) = (run.at.x, run.at.x, 0);
    for (i, glyph) in glyphs.iter().enumerate() {
        x += glyph.advance * run.size;
        let natural = glyph.natural_advance(run.font);
        let moved = (glyph.advance - natural).abs() > 1e-4;
        if moved || i + 1 == glyphs.len() {
            write!(out, r#"<tspan x="{piece_x:.3}">{}</tspan>"#, escaped(run.text.get(from..glyph.end).unwrap_or("")))?;
            (piece_x, from) = (x, glyph.end);
        }
    }
    writeln!(out, "</text>")
}

/// The text without what XML reserves or forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
