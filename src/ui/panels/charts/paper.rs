//! A chart on the screen as it lies on paper: the scene itself, painted by the window in the colours of its theme. Every mark
//! leads to its source.

use super::marks::{self, Placed};
use crate::chart::fonts::Font;
use crate::chart::layout;
use crate::chart::palette::{self, Colour};
use crate::chart::scene::{self, Item, Scene, Shape, Step};
use crate::chart::spec::ChartSpec;
use crate::chart::text;
use crate::indicator::catalogue::Category;
use crate::library::ObservationRef;
use crate::ui::Cx;
use crate::ui::theme::{self, GAP, Theme};
use eframe::egui::{self, Color32, Painter, Pos2, Rect, Stroke, Ui, vec2};
use std::collections::{HashMap, VecDeque};

/// Points of the screen to a mm of the scene: labels of 9 pt come out as small text does, as running text where there is room.
const SCALE: std::ops::RangeInclusive<f32> = 4.0..=4.75;
/// The height in mm up to which a chart that has room is shown larger.
const HEIGHT: f32 = 120.0;

/// The scene last laid out, and of what.
#[derive(Default)]
pub struct Paper {
    laid: Option<(Laid, Scene)>,
}

/// What a scene was laid out of: which chart, where, and on which ground.
#[derive(PartialEq)]
struct Laid {
    chart: ChartSpec,
    frame: Rect,
    dark: bool,
}

/// Where a scene lies on the screen.
#[derive(Clone, Copy)]
struct View {
    origin: Pos2,
    scale: f32,
}

impl View {
    fn at(self, p: scene::Point) -> Pos2 {
        self.origin + vec2(p.x, p.y) * self.scale
    }
}

impl Paper {
    /// Shows the chart and makes its marks lead to their sources.
    pub fn show(&mut self, ui: &mut Ui, chart: &ChartSpec, frame: Rect, cx: &mut Cx<'_>) {
        let inner = frame.shrink2(vec2(2.0 * GAP, GAP));
        let view = View { origin: inner.min, scale: (inner.height() / HEIGHT).clamp(*SCALE.start(), *SCALE.end()) };
        let dark = cx.theme.dark;
        if self.laid.as_ref().is_none_or(|(of, _)| of.chart != *chart || of.frame != frame || of.dark != dark) {
            let size = inner.size() / view.scale;
            let mut scene = Scene::new(size.x.max(20.0), size.y.max(20.0));
            let area = scene::Rect::new(0.0, 0.0, scene.width, scene.height);
            layout::draw(chart, area, &mut scene);
            take_on(&mut scene, cx.theme);
            self.laid = Some((Laid { chart: chart.clone(), frame, dark }, scene));
        }
        let Some((_, scene)) = &self.laid else { return };
        let painter = ui.painter().with_clip_rect(frame.intersect(ui.clip_rect()));
        for item in &scene.items {
            paint(item, view, &painter);
        }
        marks::interact(ui, chart, &placed(scene, chart, view), cx);
    }
}

/// Gives the scene the colours of a theme. Ink is made for paper: each theme has an ink and a paper of its own, and the colours
/// of categories; what is mixed of those goes between ink and paper.
fn take_on(scene: &mut Scene, theme: &Theme) {
    let of_screen = |c: Color32| Colour(c.r(), c.g(), c.b());
    let (ink, paper) = (of_screen(theme.text), of_screen(theme.paper));
    let category = |category| of_screen(theme.category(Some(category)));
    let named = [
        (palette::NAVY, category(Category::Macro)),
        (palette::BRICK, category(Category::Industry)),
        (palette::OCHRE, category(Category::Project)),
        (palette::STEEL, category(Category::Innovation)),
        (palette::TARGET, of_screen(theme.error)),
    ];
    scene.recolour(|c| named.iter().find(|(ours, _)| *ours == c).map_or_else(|| c.between_inks(ink, paper), |(_, theirs)| *theirs));
    // Words on a mark: whichever of the two inks is read better there.
    let grounds: Vec<Option<Colour>> = (0..scene.items.len())
        .map(|i| match &scene.items.get(i)?.shape {
            Shape::Text(run) if run.colour == ink || run.colour == paper => scene.ground_of(i, run.bounds().centre()),
            _ => None,
        })
        .collect();
    let away = |from: Colour, other: Colour| (from.lightness() - other.lightness()).abs();
    for (item, ground) in scene.items.iter_mut().zip(grounds) {
        if let (Shape::Text(run), Some(ground)) = (&mut item.shape, ground) {
            run.colour = if away(ground, ink) > away(ground, paper) { ink } else { paper };
        }
    }
}

/// The places of marks. What leads to the same figure twice has as many places.
fn placed<'a>(scene: &Scene, chart: &'a ChartSpec, view: View) -> Vec<Placed<'a>> {
    let mut places: HashMap<ObservationRef, VecDeque<Rect>> = HashMap::new();
    for item in &scene.items {
        if let (Some(link), Some(rect)) = (item.link, extent(&item.shape, view)) {
            places.entry(link).or_default().push_back(rect);
        }
    }
    // A mark drawn by several shapes is where its first one is.
    let mut next =
        |source: ObservationRef| places.get_mut(&source).and_then(|own| if own.len() > 1 { own.pop_front() } else { own.front().copied() });
    let mut placed: Vec<Placed<'a>> = Vec::new();
    if let Some(target) = &chart.target {
        placed.extend(next(target.mark.source).and_then(|rect| Placed::target(chart, rect)));
    }
    for (run, series) in chart.series.iter().enumerate() {
        for (category, mark) in series.marks.iter().enumerate() {
            let rect = mark.as_ref().and_then(|mark| next(mark.source));
            placed.extend(rect.and_then(|rect| Placed::of(chart, run, category, rect)));
        }
    }
    placed
}

/// The box of a shape that can be pointed at; points of lines are small and get a larger one.
fn extent(shape: &Shape, view: View) -> Option<Rect> {
    match shape {
        Shape::Rect(r) => Some(Rect::from_min_size(view.at(scene::at(r.x, r.y)), vec2(r.w, r.h) * view.scale)),
        Shape::Circle(c, r) => Some(Rect::from_center_size(view.at(*c), vec2(1.0, 1.0) * (r * 3.0 * view.scale))),
        Shape::Path(steps) => scene::flatten(steps).into_iter().map(|p| Rect::from_pos(view.at(p))).reduce(Rect::union),
        Shape::Text(_) => None,
    }
}

/// A colour of the scene as the window shows it.
fn colour(c: Colour) -> Color32 {
    Color32::from_rgb(c.0, c.1, c.2)
}

fn paint(item: &Item, view: View, painter: &Painter) {
    let stroke = item.stroke.map_or(Stroke::NONE, |s| Stroke::new(s.width * view.scale, colour(s.colour)));
    let fill = item.fill.map_or(Color32::TRANSPARENT, colour);
    match &item.shape {
        Shape::Rect(_) => {
            if let Some(rect) = extent(&item.shape, view) {
                painter.rect(rect, 0.0, fill, stroke, egui::StrokeKind::Middle);
            }
        }
        Shape::Circle(c, r) => drop(painter.circle(view.at(*c), r * view.scale, fill, stroke)),
        Shape::Path(steps) => {
            let points: Vec<Pos2> = scene::flatten(steps).into_iter().map(|p| view.at(p)).collect();
            let closed = matches!(steps.last(), Some(Step::Close));
            match item.stroke.and_then(|s| s.dash) {
                Some((dash, gap)) => painter.extend(egui::Shape::dashed_line(&points, stroke, dash * view.scale, gap * view.scale)),
                None if closed => drop(painter.add(egui::Shape::convex_polygon(points, fill, stroke))),
                None => drop(painter.line(points, stroke)),
            }
        }
        Shape::Text(run) => {
            // Glyph by glyph, as it is set: the font is the same one, its advances are ours.
            let size = run.size * view.scale;
            let font = if run.font == Font::Sans { theme::plain(size) } else { theme::strong(size) };
            let put = |piece: &mut String, from: f32| {
                words(piece, view.at(run.at) + vec2(from, 0.0), &font, colour(run.colour), painter);
                piece.clear();
            };
            let (mut x, mut from, mut piece) = (0.0, 0.0, String::new());
            for glyph in text::shape(&run.text, run.font) {
                piece.push_str(run.text.get(glyph.start..glyph.end).unwrap_or(""));
                x += glyph.advance * size;
                let natural = glyph.natural_advance(run.font);
                if (glyph.advance - natural).abs() > 1e-4 {
                    put(&mut piece, from);
                    from = x;
                }
            }
            put(&mut piece, from);
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
