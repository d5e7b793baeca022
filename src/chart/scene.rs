//! What lies on a page, in millimetres from its top left corner: painted the same way to screen, PDF, PNG and SVG.
//! Knows nothing of charts; a mark remembers which observation it shows.

use super::fonts::Font;
use super::palette::Colour;
use super::text;
use crate::library::ObservationRef;
use std::fmt;

/// A point in mm, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
}

/// Short for a [`Point`].
#[must_use]
pub fn at(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// An upright rectangle in mm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Rect {
    /// From its left top corner and size.
    #[must_use]
    pub fn new(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self { x, y, w, h }
    }

    /// Right edge.
    #[must_use]
    pub fn right(self) -> f32 {
        self.x + self.w
    }

    /// Bottom edge.
    #[must_use]
    pub fn bottom(self) -> f32 {
        self.y + self.h
    }

    /// The middle.
    #[must_use]
    pub fn centre(self) -> Point {
        at(self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Whether the two share more than a hair (0.01 mm).
    #[must_use]
    pub fn overlaps(self, other: Rect) -> bool {
        const HAIR: f32 = 0.01;
        self.x + HAIR < other.right() && other.x + HAIR < self.right() && self.y + HAIR < other.bottom() && other.y + HAIR < self.bottom()
    }

    /// Whether the other lies inside, to a hair.
    #[must_use]
    pub fn holds(self, other: Rect) -> bool {
        const HAIR: f32 = 0.01;
        other.x >= self.x - HAIR
            && other.y >= self.y - HAIR
            && other.right() <= self.right() + HAIR
            && other.bottom() <= self.bottom() + HAIR
    }

    /// Whether the point lies inside.
    #[must_use]
    pub fn has(self, p: Point) -> bool {
        p.x >= self.x && p.x <= self.right() && p.y >= self.y && p.y <= self.bottom()
    }

    /// Whether the straight line touches it.
    #[must_use]
    pub fn crossed_by(self, a: Point, b: Point) -> bool {
        let (mut from, mut to) = (0.0_f32, 1.0_f32);
        for (start, delta, low, high) in [(a.x, b.x - a.x, self.x, self.right()), (a.y, b.y - a.y, self.y, self.bottom())] {
            if delta.abs() < f32::EPSILON {
                if start < low || start > high {
                    return false;
                }
            } else {
                let (one, two) = ((low - start) / delta, (high - start) / delta);
                from = from.max(one.min(two));
                to = to.min(one.max(two));
            }
        }
        from <= to
    }

    /// The four corners, clockwise.
    #[must_use]
    pub fn corners(self) -> [Point; 4] {
        [at(self.x, self.y), at(self.right(), self.y), at(self.right(), self.bottom()), at(self.x, self.bottom())]
    }

    /// Smaller by `by` mm on each side, not below nothing.
    #[must_use]
    pub fn inset(self, by: f32) -> Rect {
        let (dx, dy) = (by.min(self.w / 2.0), by.min(self.h / 2.0));
        Rect::new(self.x + dx, self.y + dy, self.w - 2.0 * dx, self.h - 2.0 * dy)
    }
}

/// A line's look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its width in mm.
    pub width: f32,
    /// Dash and gap in mm; `None` for a full line.
    pub dash: Option<(f32, f32)>,
}

impl Stroke {
    /// A full line.
    #[must_use]
    pub fn new(colour: Colour, width: f32) -> Self {
        Self { colour, width, dash: None }
    }
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Lift the pen.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A Bézier curve: two control points, and the end.
    Curve(Point, Point, Point),
    /// Back to the last move.
    Close,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle.
    Rect(Rect),
    /// A path: lines, polygons, sectors.
    Path(Vec<Step>),
    /// A circle: its middle and radius.
    Circle(Point, f32),
    /// One line of text.
    Text(TextRun),
}

/// Where a text's point lies in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// At its left end.
    #[default]
    Start,
    /// In its middle.
    Middle,
    /// At its right end.
    End,
}

/// One line of text in one font.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// The words.
    pub text: String,
    /// The left end of its base line; anchors are resolved when it is made.
    pub at: Point,
    /// Its font.
    pub font: Font,
    /// The font's size in mm (1 pt = 0.3528 mm).
    pub size: f32,
    /// Its width in mm.
    pub width: f32,
    /// Its colour.
    pub colour: Colour,
}

impl TextRun {
    /// The box it takes: its width by one em, as Chinese characters fill it.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        Rect::new(self.at.x, self.at.y - text::ASCENT * self.size, self.width, self.size)
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The font.
    pub font: Font,
    /// Its size in mm.
    pub size: f32,
    /// The colour.
    pub colour: Colour,
}

impl Style {
    /// A style from a size in points.
    #[must_use]
    pub fn new(font: Font, points: f32, colour: Colour) -> Self {
        Self { font, size: points * text::POINT, colour }
    }

    /// The same in another colour.
    #[must_use]
    pub fn in_colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    /// The same in another font.
    #[must_use]
    pub fn in_font(self, font: Font) -> Self {
        Self { font, ..self }
    }

    /// The same at `factor` of its size.
    #[must_use]
    pub fn scaled(self, factor: f32) -> Self {
        Self { size: self.size * factor, ..self }
    }

    /// How wide a text is in it, in mm.
    #[must_use]
    pub fn width(self, text: &str) -> f32 {
        text::width(text, self.font, self.size)
    }
}

/// One thing on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What.
    pub shape: Shape,
    /// How it is filled.
    pub fill: Option<Colour>,
    /// How it is outlined.
    pub stroke: Option<Stroke>,
    /// Which observation it shows.
    pub link: Option<ObservationRef>,
}

/// All that lies on one page, painted in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width of the page in mm.
    pub width: f32,
    /// Height of the page in mm.
    pub height: f32,
    /// From the ground up.
    pub items: Vec<Item>,
}

impl Scene {
    /// An empty page.
    #[must_use]
    pub fn new(width: f32, height: f32) -> Self {
        Self { width, height, items: Vec::new() }
    }

    /// Adds a filled rectangle.
    pub fn rect(&mut self, rect: Rect, fill: Colour, link: Option<ObservationRef>) {
        self.items.push(Item { shape: Shape::Rect(rect), fill: Some(fill), stroke: None, link });
    }

    /// Adds a field that shows nothing, and yet leads to a figure.
    pub fn field(&mut self, rect: Rect, link: Option<ObservationRef>) {
        self.items.push(Item { shape: Shape::Rect(rect), fill: None, stroke: None, link });
    }

    /// Adds an outlined rectangle, filled with the paper's white.
    pub fn outline(&mut self, rect: Rect, fill: Option<Colour>, stroke: Stroke, link: Option<ObservationRef>) {
        self.items.push(Item { shape: Shape::Rect(rect), fill, stroke: Some(stroke), link });
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.path(vec![Step::Move(from), Step::Line(to)], None, Some(stroke), None);
    }

    /// Adds a path.
    pub fn path(&mut self, steps: Vec<Step>, fill: Option<Colour>, stroke: Option<Stroke>, link: Option<ObservationRef>) {
        self.items.push(Item { shape: Shape::Path(steps), fill, stroke, link });
    }

    /// Adds a circle.
    pub fn circle(&mut self, centre: Point, radius: f32, fill: Colour, stroke: Option<Stroke>, link: Option<ObservationRef>) {
        self.items.push(Item { shape: Shape::Circle(centre, radius), fill: Some(fill), stroke, link });
    }

    /// Adds a line of text, and gives the box it takes. An empty text adds nothing.
    pub fn text(&mut self, words: &str, place: Point, anchor: Anchor, style: Style) -> Rect {
        let run = run(words, place, anchor, style);
        let bounds = run.bounds();
        if !words.is_empty() {
            self.items.push(Item { shape: Shape::Text(run), fill: Some(style.colour), stroke: None, link: None });
        }
        bounds
    }

    /// Puts another colour in the place of each.
    pub fn recolour(&mut self, of: impl Fn(Colour) -> Colour) {
        for item in &mut self.items {
            item.fill = item.fill.map(&of);
            item.stroke = item.stroke.map(|stroke| Stroke { colour: of(stroke.colour), ..stroke });
            if let Shape::Text(run) = &mut item.shape {
                run.colour = of(run.colour);
            }
        }
    }

    /// Turns every colour into the grey that a grey printer makes of it.
    pub fn turn_grey(&mut self) {
        self.recolour(Colour::grey);
    }

    /// All texts, in order.
    pub fn texts(&self) -> impl Iterator<Item = &TextRun> {
        self.items.iter().filter_map(|item| match &item.shape {
            Shape::Text(run) => Some(run),
            _ => None,
        })
    }

    /// The colour that an item lies on at a point: of the topmost filled shape below it; `None` for the bare paper.
    #[must_use]
    pub fn ground_of(&self, index: usize, p: Point) -> Option<Colour> {
        let below = self.items.get(..index).unwrap_or_default().iter().rev();
        below.filter(|item| !matches!(item.shape, Shape::Text(_))).find(|item| item.fill.is_some() && item.covers(p))?.fill
    }

    /// The observation shown by the topmost mark at a point.
    #[must_use]
    pub fn link_at(&self, p: Point) -> Option<ObservationRef> {
        self.items.iter().rev().filter(|item| item.link.is_some()).find(|item| item.covers(p)).and_then(|item| item.link)
    }
}

impl Item {
    /// Whether a click at the point means this mark. Circles are taken twice as large, paths by their corners' polygon.
    fn covers(&self, p: Point) -> bool {
        match &self.shape {
            Shape::Rect(rect) => rect.has(p),
            Shape::Circle(centre, radius) => (centre.x - p.x).hypot(centre.y - p.y) <= radius * 2.0,
            Shape::Path(steps) => inside(&flatten(steps), p),
            Shape::Text(run) => run.bounds().has(p),
        }
    }
}

/// A text run with its anchor resolved.
#[must_use]
pub fn run(words: &str, place: Point, anchor: Anchor, style: Style) -> TextRun {
    let width = style.width(words);
    let x = match anchor {
        Anchor::Start => place.x,
        Anchor::Middle => place.x - width / 2.0,
        Anchor::End => place.x - width,
    };
    TextRun { text: words.to_owned(), at: at(x, place.y), font: style.font, size: style.size, width, colour: style.colour }
}

/// A path's corners, curves cut into eight.
#[must_use]
pub fn flatten(steps: &[Step]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for step in steps {
        match *step {
            Step::Move(p) | Step::Line(p) => points.push(p),
            Step::Curve(c1, c2, end) => {
                let start = points.last().copied().unwrap_or(c1);
                points.extend((1_u8..=8).map(|i| {
                    let t = f32::from(i) / 8.0;
                    let u = 1.0 - t;
                    let mix = |a: f32, b: f32, c: f32, d: f32| u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d;
                    at(mix(start.x, c1.x, c2.x, end.x), mix(start.y, c1.y, c2.y, end.y))
                }));
            }
            Step::Close => {}
        }
    }
    points
}

/// Whether the point lies in the polygon (even–odd).
fn inside(polygon: &[Point], p: Point) -> bool {
    let mut odd = false;
    let Some(mut before) = polygon.last().copied() else { return false };
    for &corner in polygon {
        if (corner.y > p.y) != (before.y > p.y) && p.x < (before.x - corner.x) * (p.y - corner.y) / (before.y - corner.y) + corner.x {
            odd = !odd;
        }
        before = corner;
    }
    odd
}

/// Rising hatch lines inside a polygon, `gap` mm apart.
#[must_use]
pub fn hatch(polygon: &[Point], gap: f32) -> Vec<(Point, Point)> {
    // In coordinates turned by 45° the lines are level: u along, v across.
    let turned: Vec<(f32, f32)> = polygon.iter().map(|p| (p.x - p.y, p.x + p.y)).collect();
    let (low, high) = turned.iter().fold((f32::MAX, f32::MIN), |(l, h), &(_, v)| (l.min(v), h.max(v)));
    let mut lines = Vec::new();
    if polygon.len() < 3 || gap <= 0.0 || (high - low) / gap > 5_000.0 {
        return lines;
    }
    let step = gap * std::f32::consts::SQRT_2;
    let mut v = (low / step).ceil() * step;
    while v < high {
        let mut cuts = Vec::new();
        for (i, &(u1, v1)) in turned.iter().enumerate() {
            let Some(&(u2, v2)) = turned.get((i + 1) % turned.len()) else { continue };
            if (v1 <= v) != (v2 <= v) {
                cuts.push(u1 + (u2 - u1) * (v - v1) / (v2 - v1));
            }
        }
        cuts.sort_by(f32::total_cmp);
        for pair in cuts.chunks_exact(2) {
            if let &[u1, u2] = pair {
                lines.push((at((u1 + v) / 2.0, (v - u1) / 2.0), at((u2 + v) / 2.0, (v - u2) / 2.0)));
            }
        }
        v += step;
    }
    lines
}

/// One line an item, for tests: numbers to a tenth of a mm.
impl fmt::Display for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "page {:.1} x {:.1}", self.width, self.height)?;
        for item in &self.items {
            match &item.shape {
                Shape::Rect(r) => write!(f, "rect {:.1} {:.1} {:.1} {:.1}", r.x, r.y, r.w, r.h)?,
                Shape::Circle(c, r) => write!(f, "circle {:.1} {:.1} {r:.1}", c.x, c.y)?,
                Shape::Text(t) => {
                    writeln!(f, "text {:.1} {:.1} {:.1}mm {:?} {}", t.at.x, t.at.y, t.size, t.font, t.text)?;
                    continue;
                }
                Shape::Path(steps) => {
                    write!(f, "path")?;
                    for step in steps {
                        match step {
                            Step::Move(p) => write!(f, " M{:.1},{:.1}", p.x, p.y)?,
                            Step::Line(p) => write!(f, " L{:.1},{:.1}", p.x, p.y)?,
                            Step::Curve(_, _, p) => write!(f, " C{:.1},{:.1}", p.x, p.y)?,
                            Step::Close => write!(f, " Z")?,
                        }
                    }
                }
            }
            if let Some(fill) = item.fill {
                write!(f, " fill {}", fill.hex())?;
            }
            if let Some(stroke) = item.stroke {
                write!(f, " stroke {}{}", stroke.colour.hex(), if stroke.dash.is_some() { " dashed" } else { "" })?;
            }
            writeln!(f, "{}", item.link.map_or(String::new(), |link| format!(" -> {}", link.index)))?;
        }
        Ok(())
    }
}
