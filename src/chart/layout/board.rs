//! A scene being drawn, with a memory of where labels stand: no label is put over another.

use crate::chart::fonts::Font;
use crate::chart::palette::Colour;
use crate::chart::palette::{INK, INK_SOFT, PAPER};
use crate::chart::scene::{Anchor, Point, Rect, Scene, Stroke, Style, at, hatch, run};
use crate::indicator::Status;
use crate::library::ObservationRef;

/// The size of labels in points.
pub const LABEL: f32 = 9.0;
/// From a label's vertical middle to its base line, in em.
pub const MIDDLE: f32 = 0.38;

/// The scene, the frame that nothing may leave, and the boxes taken.
pub struct Board<'a> {
    /// What is drawn on.
    pub scene: &'a mut Scene,
    frame: Rect,
    taken: Vec<Rect>,
}

impl<'a> Board<'a> {
    /// Starts with nothing taken.
    pub fn new(scene: &'a mut Scene, frame: Rect) -> Self {
        Self { scene, frame, taken: Vec::new() }
    }

    /// The style of labels and values.
    pub fn label(&self) -> Style {
        Style::new(Font::Sans, LABEL, INK)
    }

    /// The style of secondary words.
    pub fn soft(&self) -> Style {
        Style::new(Font::Sans, LABEL, INK_SOFT)
    }

    /// Puts a text that has its own place, and remembers its box.
    pub fn put(&mut self, words: &str, place: Point, anchor: Anchor, style: Style) -> Rect {
        let bounds = self.scene.text(words, place, anchor, style);
        if !words.is_empty() {
            self.taken.push(bounds);
        }
        bounds
    }

    /// Keeps labels off a box.
    pub fn block(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Puts a text at the first of the places where it covers no other label, no avoided line, and stays in the frame.
    /// Tries again smaller, down to three quarters. `false` when it fits nowhere.
    pub fn place(&mut self, words: &str, style: Style, places: &[(Point, Anchor)], avoid: &[(Point, Point)]) -> bool {
        for factor in [1.0, 0.88, 0.76] {
            let style = style.scaled(factor);
            for &(place, anchor) in places {
                let bounds = run(words, place, anchor, style).bounds();
                // Digits reach from the base line three quarters of an em up.
                let ink = Rect::new(bounds.x - 0.3, bounds.y + 0.1 * bounds.h, bounds.w + 0.6, 0.82 * bounds.h);
                let free = self.frame.holds(bounds)
                    && !self.taken.iter().any(|other| other.overlaps(bounds))
                    && !avoid.iter().any(|&(a, b)| ink.crossed_by(a, b));
                if free {
                    self.put(words, place, anchor, style);
                    return true;
                }
            }
        }
        false
    }

    /// A bar: filled for actuals, hatched and outlined for forecasts, outlined for targets. One of no length can be pointed at.
    pub fn bar(&mut self, rect: Rect, colour: Colour, status: Status, link: Option<ObservationRef>) {
        if rect.w <= 0.0 || rect.h <= 0.0 {
            self.scene.field(rect, link);
            return;
        }
        match status {
            Status::Actual => self.scene.rect(rect, colour, link),
            Status::Target | Status::Forecast => {
                // Light colours would not show as lines on paper.
                let colour = if colour.lightness() > 70.0 { crate::chart::palette::NAVY } else { colour };
                let stroke = Stroke::new(colour, 0.3);
                let inner = rect.inset(0.15);
                self.scene.outline(inner, Some(PAPER), stroke, link);
                if status == Status::Forecast {
                    for (a, b) in hatch(&inner.corners(), 1.1) {
                        self.scene.line(a, b, Stroke::new(colour, 0.22));
                    }
                }
            }
        }
    }
}

/// The base line that centres a label on a height.
pub fn centred(y: f32, style: Style) -> f32 {
    y + MIDDLE * style.size
}

/// Room for the names at the left of marks, between the usual and the most, and how large they are set in it: names of one line
/// get more room and a smaller size before any is cut, since often it is their ends that tell them apart.
pub fn room_for_names(widest: f32, (usual, most): (f32, f32), lines: usize) -> (f32, f32) {
    if lines > 1 {
        return (widest.min(usual), 1.0);
    }
    let room = widest.min(most.max(usual));
    (room, (room / widest.max(0.1)).clamp(0.75, 1.0))
}

/// Where a label may stand above (or, for a falling bar, below) the end of a bar: next to it, then farther off.
pub fn beyond(x: f32, end: f32, falling: bool, style: Style) -> Vec<(Point, Anchor)> {
    (0_u8..3)
        .map(|row| {
            let off = f32::from(row) * style.size * 1.05;
            let y = if falling { end + 0.8 + style.size * 0.88 + off } else { end - 0.8 - style.size * 0.12 - off };
            (at(x, y), Anchor::Middle)
        })
        .collect()
}
