//! Amounts as bars in the lower part, the last run (their growth) as a line above them on an axis at the right.

use super::axis::{self, Axis};
use super::board::{Board, beyond};
use super::header::{self, Sample};
use super::plane::Plane;
use super::{Layout, Unfit};
use crate::chart::numbers::{position, show};
use crate::chart::palette::{self, BRICK, PAPER};
use crate::chart::scene::{Anchor, Point, Rect, Step, Stroke, at};
use crate::chart::spec::{ChartKind, ChartSpec, Mark};
use crate::chart::text;
use crate::indicator::Status;

/// Lays out level and growth.
pub struct LevelGrowth;

impl Layout for LevelGrowth {
    fn kind(&self) -> ChartKind {
        ChartKind::LevelGrowth
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        let bars = spec.series.len().saturating_sub(1);
        let told = spec.series.iter().take(bars).any(|s| s.marks.iter().any(Option::is_some));
        (spec.second.is_none() || !told)
            .then_some(Unfit::Second)
            .or_else(|| super::categories(spec, 2..=super::MANY))
            .or_else(|| super::runs(spec, 2..=4))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let Some(second) = &spec.second else { return };
        let runs = spec.series.len() - 1;
        let name = |i: usize| spec.series.get(i).map_or(String::new(), |s| s.name.clone());
        let mut legend: Vec<_> = (0..runs).map(|i| (Sample::Bar(palette::run(i, runs), Status::Actual), name(i))).collect();
        legend.push((Sample::Line(BRICK), format!("{}（右轴，{}）", name(runs), second.unit)));
        legend.extend(header::statuses(spec).map(|(status, name)| (Sample::Bar(palette::INK_SOFT, status), name)));
        let body = header::draw(&spec.unit, &legend, frame, board);
        let (left, right) = axis::pair(spec);
        let room = right.label_width(board);
        let body = Rect::new(body.x, body.y, (body.w - room).max(5.0), body.h);
        let Plane { axis, plot, slot, .. } = Plane::draw(spec, left, body, frame, board, |_, _| 0.0);
        right.draw_labels_right(plot, board);
        let ends = bars(spec, runs, &axis, (plot, slot), board);
        let points: Vec<Option<(Point, &Mark)>> = (0..spec.categories.len())
            .map(|i| spec.mark(runs, i).map(|m| (at(plot.x + slot * (i as f32 + 0.5), right.y(position(m.value), plot)), m)))
            .collect();
        let strokes = line(&points, board);
        let style = board.label();
        for (p, mark) in points.iter().flatten() {
            let over = (at(p.x, p.y - 1.5 - style.size * 0.12), Anchor::Middle);
            let under = (at(p.x, p.y + 1.5 + style.size * text::ASCENT), Anchor::Middle);
            board.place(&show(mark.value, second.decimals), style.in_colour(BRICK), &[over, under], &strokes);
        }
        for (x, end, mark) in ends {
            let falling = mark.value.is_sign_negative() && !mark.value.is_zero();
            board.place(&show(mark.value, spec.decimals), style, &beyond(x, end, falling, style), &strokes);
        }
    }
}

/// Draws the bars; gives the middle and the end of each.
fn bars<'a>(spec: &'a ChartSpec, runs: usize, axis: &Axis, (plot, slot): (Rect, f32), board: &mut Board) -> Vec<(f32, f32, &'a Mark)> {
    let width = (slot * if runs == 1 { 0.45 } else { 0.7 } / runs as f32).min(12.0);
    let zero = axis.y(0.0, plot);
    let mut ends = Vec::new();
    for category in 0..spec.categories.len() {
        let first = plot.x + slot * (category as f32 + 0.5) - width * runs as f32 / 2.0;
        for run in 0..runs {
            let Some(mark) = spec.mark(run, category) else { continue };
            let (x, end) = (first + width * run as f32, axis.y(position(mark.value), plot));
            let bar = Rect::new(x, end.min(zero), width, (end - zero).abs());
            board.bar(bar, palette::run(run, runs), mark.status, Some(mark.source));
            board.block(bar.inset(0.05));
            ends.push((x + width / 2.0, end, mark));
        }
    }
    ends
}

/// Draws the line with its points; gives its strokes.
fn line(points: &[Option<(Point, &Mark)>], board: &mut Board) -> Vec<(Point, Point)> {
    let mut strokes = Vec::new();
    for pair in points.windows(2) {
        if let [Some((a, _)), Some((b, mark))] = pair {
            let dash = (mark.status != Status::Actual).then_some((1.4, 1.0));
            board.scene.path(vec![Step::Move(*a), Step::Line(*b)], None, Some(Stroke { dash, ..Stroke::new(BRICK, 0.55) }), None);
            strokes.push((*a, *b));
        }
    }
    for (p, mark) in points.iter().flatten() {
        let fill = if mark.status == Status::Actual { BRICK } else { PAPER };
        board.scene.circle(*p, 0.85, fill, Some(Stroke::new(BRICK, 0.4)), Some(mark.source));
        board.block(Rect::new(p.x - 0.9, p.y - 0.9, 1.8, 1.8));
    }
    strokes
}
