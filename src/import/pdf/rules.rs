//! The straight lines that a page draws, upright and level, as the rules of its tables are drawn: stroked, or as thin filled
//! boxes. Curves, slanted lines and areas are left out.

use crate::import::limits;

/// A point of the page.
type Point = (f64, f64);

/// A level or upright line, in points: where it stands across its direction, and where it begins and ends along it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    /// The height of a level line, the distance from the left of an upright one.
    pub(super) at: f32,
    /// Where it begins.
    pub(super) from: f32,
    /// Where it ends.
    pub(super) to: f32,
}

/// The rules of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    /// Level ones.
    pub(super) level: Vec<Rule>,
    /// Upright ones.
    pub(super) upright: Vec<Rule>,
}

/// What is drawn thinner than this, in points, is a line.
const THIN: f64 = 3.0;
/// Lines that lean no more than this, in points, are level or upright.
const LEAN: f64 = 0.6;
/// Pieces of a line are so close, in points: dashes, and the sides of neighbouring cells.
const JOINT: f32 = 3.0;
/// Lines less than so many points apart are one, drawn twice.
const SAME: f32 = 1.6;
/// Shorter lines, in points, are parts of a drawing.
const SHORTEST: f32 = 8.0;

/// A path that is being drawn, and the straight lines of those that were painted.
#[derive(Debug, Default)]
pub(super) struct Paths {
    start: Point,
    at: Point,
    /// Straight pieces of the path, each with the number of the part it belongs to.
    pieces: Vec<(usize, Point, Point)>,
    parts: usize,
    /// Parts that are curved somewhere.
    curved: Vec<usize>,
    painted: Vec<(Point, Point)>,
}

impl Paths {
    /// Begins a part.
    pub(super) fn go(&mut self, to: Point) {
        self.parts += 1;
        (self.start, self.at) = (to, to);
    }

    /// Draws on, straight or curved.
    pub(super) fn draw(&mut self, to: Point, curved: bool) {
        if curved {
            if self.curved.last() != Some(&self.parts) {
                self.curved.push(self.parts);
            }
        } else if self.pieces.len() < limits::PDF_RULES {
            self.pieces.push((self.parts, self.at, to));
        }
        self.at = to;
    }

    /// Back to where the part began.
    pub(super) fn close(&mut self) {
        self.draw(self.start, false);
    }

    /// The path ends, painted or not.
    pub(super) fn paint(&mut self, stroked: bool, filled: bool) {
        if stroked {
            self.painted.extend(self.pieces.iter().map(|&(_, from, to)| (from, to)));
        } else if filled {
            for part in self.pieces.chunk_by(|a, b| a.0 == b.0) {
                let straight = part.iter().all(|(number, from, to)| is_straight(*from, *to) && !self.curved.contains(number));
                if straight {
                    self.painted.extend(thin_box(part));
                }
            }
        }
        self.painted.truncate(limits::PDF_RULES);
        self.pieces.clear();
        self.curved.clear();
    }

    /// The rules that were painted, on the page as `turn` turns it; pieces of one line joined.
    pub(super) fn rules(self, turn: impl Fn(Point) -> Point) -> Rules {
        let mut rules = Rules::default();
        for (from, to) in self.painted {
            let ((x0, y0), (x1, y1)) = (turn(from), turn(to));
            if ![x0, y0, x1, y1].iter().all(|n| n.is_finite() && n.abs() < 1e5) || !is_straight((x0, y0), (x1, y1)) {
                continue;
            }
            #[expect(clippy::cast_possible_truncation, reason = "points on a page, checked above")]
            let rule = |at: f64, a: f64, b: f64| Rule { at: at as f32, from: a.min(b) as f32, to: a.max(b) as f32 };
            if (x1 - x0).abs() >= (y1 - y0).abs() {
                rules.level.push(rule((y0 + y1) / 2.0, x0, x1));
            } else {
                rules.upright.push(rule((x0 + x1) / 2.0, y0, y1));
            }
        }
        rules.level = joined(rules.level);
        rules.upright = joined(rules.upright);
        rules
    }
}

fn is_straight(from: Point, to: Point) -> bool {
    (from.0 - to.0).abs() < LEAN || (from.1 - to.1).abs() < LEAN
}

/// The middle line of a part that goes around a thin box.
fn thin_box(part: &[(usize, Point, Point)]) -> Option<(Point, Point)> {
    let ends = || part.iter().flat_map(|(_, from, to)| [*from, *to]);
    let (left, right) = ends().fold((f64::MAX, f64::MIN), |(l, r), p| (l.min(p.0), r.max(p.0)));
    let (low, high) = ends().fold((f64::MAX, f64::MIN), |(l, h), p| (l.min(p.1), h.max(p.1)));
    let (width, height) = (right - left, high - low);
    let (x, y) = (f64::midpoint(left, right), f64::midpoint(low, high));
    match width.min(height) < THIN {
        true if width >= height => Some(((left, y), (right, y))),
        true => Some(((x, low), (x, high))),
        false => None,
    }
}

/// Pieces of one line as one, the short ones left out.
fn joined(mut pieces: Vec<Rule>) -> Vec<Rule> {
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut rules: Vec<Rule> = Vec::new();
    for line in pieces.chunk_by_mut(|a, b| b.at - a.at < SAME) {
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = rules.len();
        for piece in line.iter() {
            match rules.get_mut(first..).and_then(<[Rule]>::last_mut).filter(|last| piece.from - last.to < JOINT) {
                Some(last) => last.to = last.to.max(piece.to),
                None => rules.push(*piece),
            }
        }
    }
    rules.retain(|rule| rule.to - rule.from >= SHORTEST);
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_from_areas_and_curves() {
        let mut paths = Paths::default();
        let mut draw = |points: &[(f64, f64)], curved: bool, stroked: bool| {
            paths.go(points[0]);
            points[1..].iter().for_each(|&to| paths.draw(to, curved));
            paths.close();
            paths.paint(stroked, !stroked);
        };
        draw(&[(10.0, 100.0), (60.0, 100.2)], false, true);
        // Goes on after a joint; a thin box; an area; a slant; a curve.
        draw(&[(62.0, 100.0), (90.0, 100.0)], false, true);
        draw(&[(10.0, 10.0), (11.0, 10.0), (11.0, 80.0), (10.0, 80.0)], false, false);
        draw(&[(10.0, 10.0), (50.0, 10.0), (50.0, 80.0), (10.0, 80.0)], false, false);
        draw(&[(10.0, 10.0), (50.0, 60.0)], false, true);
        draw(&[(10.0, 10.0), (50.0, 10.0)], true, false);
        let rules = paths.rules(|point| point);
        assert_eq!(rules.upright, [Rule { at: 10.5, from: 10.0, to: 80.0 }]);
        assert_eq!(rules.level.len(), 1);
        assert!((rules.level[0].from - 10.0).abs() < 0.1 && (rules.level[0].to - 90.0).abs() < 0.1, "{:?}", rules.level);
    }
}
