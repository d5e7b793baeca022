//! Points joined over periods; a gap breaks the line, what is not actual is dashed and open.

use super::axis::Axis;
use super::board::Board;
use super::header::{self, Sample};
use super::plane::Plane;
use super::{Layout, Unfit};
use crate::chart::numbers::{position, show};
use crate::chart::palette::{self, INK_SOFT, PAPER, TARGET};
use crate::chart::scene::{Anchor, Point, Rect, Step, Stroke, at};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::chart::text;
use crate::indicator::Status;

/// Lays out lines.
pub struct Line;

impl Layout for Line {
    fn kind(&self) -> ChartKind {
        ChartKind::Line
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        super::categories(spec, 2..=super::MANY).or_else(|| super::runs(spec, 1..=4))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let mut legend: Vec<(Sample, String)> = Vec::new();
        if spec.series.len() > 1 || spec.series.iter().any(|s| !s.name.is_empty()) {
            legend.extend(spec.series.iter().enumerate().map(|(i, s)| (Sample::Line(palette::line(i)), s.name.clone())));
        }
        legend.extend(header::statuses(spec).map(|(_, name)| (Sample::OpenLine(INK_SOFT), name)));
        let body = header::draw(&spec.unit, &legend, frame, board);
        let values = spec.marks().map(|(_, m)| position(m.value)).chain(spec.target.iter().map(|t| position(t.mark.value)));
        let axis = Axis::over(values, false, Axis::wanted(body.h));
        let Plane { axis, plot, slot, .. } = Plane::draw(spec, axis, body, frame, board, |_, _| 0.0);
        let points: Vec<Vec<Option<(Point, Status)>>> = spec
            .series
            .iter()
            .map(|s| {
                let place = |(i, m): (usize, &Option<crate::chart::spec::Mark>)| {
                    m.as_ref().map(|m| (at(plot.x + slot * (i as f32 + 0.5), axis.y(position(m.value), plot)), m.status))
                };
                s.marks.iter().enumerate().map(place).collect()
            })
            .collect();
        let mut avoid = draw_target(spec, &axis, plot, board);
        for (i, run) in points.iter().enumerate() {
            draw_run(run, palette::line(i), board, &mut avoid);
        }
        for (i, (run, series)) in points.iter().zip(&spec.series).enumerate() {
            for (place, mark) in run.iter().zip(&series.marks) {
                if let (Some((p, status)), Some(mark)) = (place, mark) {
                    let fill = if *status == Status::Actual { palette::line(i) } else { PAPER };
                    board.scene.circle(*p, 0.85, fill, Some(Stroke::new(palette::line(i), 0.4)), Some(mark.source));
                    board.block(Rect::new(p.x - 0.9, p.y - 0.9, 1.8, 1.8));
                }
            }
        }
        label_points(spec, &points, &avoid, board);
    }
}

/// The strokes between neighbours of a run.
fn draw_run(run: &[Option<(Point, Status)>], colour: palette::Colour, board: &mut Board, avoid: &mut Vec<(Point, Point)>) {
    for pair in run.windows(2) {
        if let [Some((a, _)), Some((b, status))] = pair {
            let dash = (*status != Status::Actual).then_some((1.4, 1.0));
            board.scene.path(vec![Step::Move(*a), Step::Line(*b)], None, Some(Stroke { dash, ..Stroke::new(colour, 0.55) }), None);
            avoid.push((*a, *b));
        }
    }
}

/// Values beside their points: ends first, then the rest; above where the line comes from below, else below.
fn label_points(spec: &ChartSpec, points: &[Vec<Option<(Point, Status)>>], avoid: &[(Point, Point)], board: &mut Board) {
    let style = board.label();
    for (run, series) in points.iter().zip(&spec.series) {
        let count = run.len();
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|&i| (i != count - 1 && i != 0, i));
        for i in order {
            let (Some(Some((p, _))), Some(Some(mark))) = (run.get(i), series.marks.get(i)) else { continue };
            let near = |j: Option<usize>| j.and_then(|j| run.get(j)).and_then(Option::as_ref).map_or(p.y, |(q, _)| q.y);
            // y grows downwards: neighbours with larger y lie lower.
            let valley = near(i.checked_sub(1)) + near(Some(i + 1)) < 2.0 * p.y - 0.01;
            let above = (at(p.x, p.y - 1.5 - style.size * 0.12), Anchor::Middle);
            let below = (at(p.x, p.y + 1.5 + style.size * text::ASCENT), Anchor::Middle);
            let right = (at(p.x + 1.6, p.y + style.size * 0.38), Anchor::Start);
            let left = (at(p.x - 1.6, p.y + style.size * 0.38), Anchor::End);
            let places = if valley { [below, above, right, left] } else { [above, below, right, left] };
            board.place(&show(mark.value, spec.decimals), style, &places, avoid);
        }
    }
}

/// The target's dashed line with its label, at whichever end is free. Gives the line, for labels to avoid.
pub fn draw_target(spec: &ChartSpec, axis: &Axis, plot: Rect, board: &mut Board) -> Vec<(Point, Point)> {
    let Some(target) = &spec.target else { return Vec::new() };
    let y = axis.y(position(target.mark.value), plot);
    let stroke = Stroke { dash: Some((1.8, 1.0)), ..Stroke::new(TARGET, 0.3) };
    let steps = vec![Step::Move(at(plot.x, y)), Step::Line(at(plot.right(), y))];
    board.scene.path(steps, None, Some(stroke), Some(target.mark.source));
    let style = board.label().in_colour(TARGET);
    let words = text::fit(&target.label, style.font, style.size, plot.w * 0.6);
    let (over, under) = (y - 0.8 - style.size * 0.12, y + 0.8 + style.size * text::ASCENT);
    let places = [
        (at(plot.x + 1.0, over), Anchor::Start),
        (at(plot.right() - 1.0, over), Anchor::End),
        (at(plot.x + 1.0, under), Anchor::Start),
        (at(plot.right() - 1.0, under), Anchor::End),
    ];
    // Marks not drawn yet count too.
    let marks: Vec<(Point, Point)> = points_of(spec, axis, plot);
    let _placed = board.place(&words, style, &places, &marks) || board.place(&words, style, &places, &[]);
    vec![(at(plot.x, y), at(plot.right(), y))]
}

/// Where the marks lie, as strokes: bars from zero up, lines between neighbours.
fn points_of(spec: &ChartSpec, axis: &Axis, plot: Rect) -> Vec<(Point, Point)> {
    let slot = plot.w / spec.categories.len().max(1) as f32;
    let mut strokes = Vec::new();
    for series in &spec.series {
        let mut before: Option<Point> = None;
        for (i, mark) in series.marks.iter().enumerate() {
            let point = mark.as_ref().map(|m| at(plot.x + slot * (i as f32 + 0.5), axis.y(position(m.value), plot)));
            if let (Some(a), Some(b)) = (before, point) {
                strokes.push((a, b));
            }
            strokes.extend(point.map(|p| (p, p)));
            before = point;
        }
    }
    strokes
}
