//! A chart on the screen as it lies on paper: the scene itself, painted by the window. Every mark leads to its source.

use super::marks::{self, Placed};
use crate::chart::fonts::Font;
use crate::chart::layout;
use crate::chart::palette::Colour;
use crate::chart::scene::{self, Item, Scene, Shape, Step};
use crate::chart::spec::ChartSpec;
use crate::chart::text;
use crate::ui::Cx;
use crate::ui::theme::{self, GAP};
use eframe::egui::{self, Color32, Painter, Pos2, Rect, Stroke, Ui, pos2, vec2};

/// Points of the screen to a mm of the scene: labels of 9 pt come out as small text does.
const SCALE: f32 = 4.0;

/// The scene last laid out.
#[derive(Default)]
pub struct Paper {
    laid: Option<(String, Rect, Scene)>,
}

impl Paper {
    /// Shows the chart and makes its marks lead to their sources.
    pub fn show(&mut self, ui: &mut Ui, chart: &ChartSpec, frame: Rect, cx: &mut Cx<'_>) {
        let key = chart.key();
        if self.laid.as_ref().is_none_or(|(known, area, _)| *known != key || *area != frame) {
            let inner = frame.shrink(2.0 * GAP).size() / SCALE;
            let mut scene = Scene::new(inner.x.max(20.0), inner.y.max(20.0));
            let area = scene::Rect::new(0.0, 0.0, scene.width, scene.height);
            layout::draw(chart, area, &mut scene);
            self.laid = Some((key, frame, scene));
        }
        let Some((_, _, scene)) = &self.laid else { return };
        let painter = ui.painter().with_clip_rect(frame.intersect(ui.clip_rect()));
        if cx.theme.dark {
            // Ink is made for paper.
            painter.rect_filled(frame, theme::RADIUS, Color32::WHITE);
        }
        let origin = frame.shrink(2.0 * GAP).min;
        for item in &scene.items {
            paint(item, origin, &painter);
        }
        marks::interact(ui, chart, &placed(scene, chart, origin), cx);
    }
}

/// The places of marks, each once, with category and run.
fn placed<'a>(scene: &Scene, chart: &'a ChartSpec, origin: Pos2) -> Vec<Placed<'a>> {
    let mut found: Vec<Placed<'a>> = Vec::new();
    for item in &scene.items {
        let Some(link) = item.link else { continue };
        let Some(rect) = extent(&item.shape, origin) else { continue };
        for series in &chart.series {
            for (category, mark) in chart.categories.iter().zip(&series.marks) {
                let Some(mark) = mark.as_ref().filter(|m| m.source == link) else { continue };
                if !found.iter().any(|p| std::ptr::eq(p.mark, mark)) {
                    let name = if series.name.is_empty() { category.clone() } else { format!("{category} {}", series.name) };
                    found.push(Placed { rect, mark, name });
                }
            }
        }
    }
    found
}

fn extent(shape: &Shape, origin: Pos2) -> Option<Rect> {
    match shape {
        Shape::Rect(r) => Some(Rect::from_min_size(origin + vec2(r.x, r.y) * SCALE, vec2(r.w, r.h) * SCALE)),
        Shape::Circle(c, r) => Some(Rect::from_center_size(at(*c, origin), vec2(1.0, 1.0) * (r * 3.0 * SCALE))),
        Shape::Path(_) | Shape::Text(_) => None,
    }
}

fn at(p: scene::Point, origin: Pos2) -> Pos2 {
    origin + vec2(p.x, p.y) * SCALE
}

fn colour(c: Colour) -> Color32 {
    Color32::from_rgb(c.0, c.1, c.2)
}

fn paint(item: &Item, origin: Pos2, painter: &Painter) {
    let stroke = item.stroke.map_or(Stroke::NONE, |s| Stroke::new(s.width * SCALE, colour(s.colour)));
    let fill = item.fill.map_or(Color32::TRANSPARENT, colour);
    match &item.shape {
        Shape::Rect(_) => {
            if let Some(rect) = extent(&item.shape, origin) {
                painter.rect(rect, 0.0, fill, stroke, egui::StrokeKind::Middle);
            }
        }
        Shape::Circle(c, r) => drop(painter.circle(at(*c, origin), r * SCALE, fill, stroke)),
        Shape::Path(steps) => {
            let points: Vec<Pos2> = scene::flatten(steps).into_iter().map(|p| at(p, origin)).collect();
            let closed = matches!(steps.last(), Some(Step::Close));
            match item.stroke.and_then(|s| s.dash) {
                Some((dash, gap)) => painter.extend(egui::Shape::dashed_line(&points, stroke, dash * SCALE, gap * SCALE)),
                None if closed => drop(painter.add(egui::Shape::convex_polygon(points, fill, stroke))),
                None => drop(painter.line(points, stroke)),
            }
        }
        Shape::Text(run) => {
            // Glyph by glyph, as it is set: the font is the same one, its advances are ours.
            let size = run.size * SCALE;
            let font = if run.font == Font::Sans { theme::plain(size) } else { theme::strong(size) };
            let mut x = run.at.x * SCALE;
            let mut piece = String::new();
            let mut from = x;
            for glyph in text::shape(&run.text, run.font) {
                piece.push_str(run.text.get(glyph.start..glyph.end).unwrap_or(""));
                x += glyph.advance * size;
                let natural = text::natural_advance(glyph.id, run.font);
                if (glyph.advance - natural).abs() > 1e-4 {
                    words(&piece, pos2(origin.x + from, origin.y + run.at.y * SCALE), &font, colour(run.colour), painter);
                    piece.clear();
                    from = x;
                }
            }
            words(&piece, pos2(origin.x + from, origin.y + run.at.y * SCALE), &font, colour(run.colour), painter);
        }
    }
}

/// Words with their base line at a place.
fn words(piece: &str, place: Pos2, font: &egui::FontId, ink: Color32, painter: &Painter) {
    if piece.is_empty() {
        return;
    }
    let galley = painter.layout_no_wrap(piece.to_owned(), font.clone(), ink);
    let ascent = galley.rows.first().and_then(|row| row.glyphs.first()).map_or(font.size, |glyph| glyph.pos.y);
    painter.galley(place - vec2(0.0, ascent), galley, ink);
}
