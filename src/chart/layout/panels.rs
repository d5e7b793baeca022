//! Small multiples: a panel for each run, all on one scale; first, last, highest and lowest value told.

use super::axis::Axis;
use super::board::{Board, centred};
use super::header;
use super::{Layout, Unfit};
use crate::chart::fonts::Font;
use crate::chart::numbers::{position, show};
use crate::chart::palette::{BRICK, INK, NAVY, PAPER, RULE};
use crate::chart::scene::{Anchor, Point, Rect, Step, Stroke, Style, at};
use crate::chart::spec::{ChartKind, ChartSpec, Mark};
use crate::chart::text;
use crate::indicator::Status;

/// Lays out small multiples.
pub struct Panels;

impl Layout for Panels {
    fn kind(&self) -> ChartKind {
        ChartKind::Panels
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        let apart = spec.second.is_some() || !spec.units.is_empty();
        apart.then_some(Unfit::Units).or_else(|| super::categories(spec, 2..=super::MANY)).or_else(|| super::runs(spec, 2..=12))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let body = header::draw(&spec.unit, &[], frame, board);
        let count = spec.series.len();
        let columns = match count {
            2 | 4 => 2,
            3 | 5..=9 => 3,
            _ => 4,
        };
        let rows = count.div_ceil(columns);
        let (gap_x, gap_y) = (4.0, 2.0);
        let w = (body.w - gap_x * (columns - 1) as f32) / columns as f32;
        let h = (body.h - gap_y * (rows - 1) as f32) / rows as f32;
        let axis = Axis::tight(spec.marks().map(|(_, m)| position(m.value)));
        // Names that are cut alike tell nothing apart: where one is too long, all have two lines.
        let title = title(h, board);
        let lines = if spec.series.iter().any(|run| title.width(&run.name) > w) { 2 } else { 1 };
        for index in 0..count {
            let (row, column) = (index / columns, index % columns);
            let area = Rect::new(body.x + (w + gap_x) * column as f32, body.y + (h + gap_y) * row as f32, w, h);
            let last_row = index + columns >= count;
            panel(spec, index, (area, lines), (&axis, last_row), board);
        }
    }
}

/// The style of the names of panels of a height.
fn title(height: f32, board: &Board) -> Style {
    let label = board.label();
    label.in_font(Font::SansBold).scaled((height / 6.0 / label.size).clamp(0.5, 1.0))
}

fn panel(spec: &ChartSpec, index: usize, (area, lines): (Rect, usize), (axis, names): (&Axis, bool), board: &mut Board) {
    let Some(series) = spec.series.get(index) else { return };
    let label = board.label();
    let title = title(area.h, board);
    let small = label.scaled(title.size / label.size * 0.88);
    for (row, line) in text::wrap(&series.name, title.font, title.size, area.w, lines).iter().enumerate() {
        board.put(line, at(area.x, area.y + title.size * (text::ASCENT + 1.1 * row as f32)), Anchor::Start, title);
    }
    let below = small.size * 1.4;
    let top = area.y + title.size * (1.3 + 1.1 * (lines - 1) as f32) + small.size;
    let plot = Rect::new(area.x + 1.5, top, (area.w - 3.0).max(1.0), (area.bottom() - below - small.size * 0.9 - top).max(1.0));
    let (low, high) = axis.range();
    let (base, stroke) = if low < 0.0 && high > 0.0 {
        (axis.y(0.0, plot), Stroke::new(INK, 0.2))
    } else {
        (plot.bottom() + small.size * 0.6, Stroke::new(RULE, 0.2))
    };
    board.scene.line(at(area.x, base), at(area.right(), base), stroke);
    let step = plot.w / (spec.categories.len() - 1).max(1) as f32;
    let points: Vec<Option<(Point, &Mark)>> = (0..spec.categories.len())
        .map(|i| spec.mark(index, i).map(|m| (at(plot.x + step * i as f32, axis.y(position(m.value), plot)), m)))
        .collect();
    let colour = if spec.highlight == Some(index) { BRICK } else { NAVY };
    let mut strokes = Vec::new();
    for pair in points.windows(2) {
        if let [Some((a, _)), Some((b, mark))] = pair {
            let dash = (mark.status != Status::Actual).then_some((1.2, 0.8));
            board.scene.path(vec![Step::Move(*a), Step::Line(*b)], None, Some(Stroke { dash, ..Stroke::new(colour, 0.45) }), None);
            strokes.push((*a, *b));
        }
    }
    for (p, mark) in points.iter().flatten() {
        let fill = if mark.status == Status::Actual { colour } else { PAPER };
        board.scene.circle(*p, 0.55, fill, Some(Stroke::new(colour, 0.25)), Some(mark.source));
    }
    // Values keep off the line of nothing too.
    strokes.push((at(area.x, base), at(area.right(), base)));
    let told: Vec<(Point, &Mark)> = points.iter().flatten().copied().collect();
    if told.is_empty() {
        board.place("…", board.soft(), &[(at(plot.centre().x, centred(plot.centre().y, label)), Anchor::Middle)], &[]);
    }
    // The ends first, then the extremes; each once.
    let extreme = |higher: bool| {
        let value = |i: &usize| told.get(*i).map(|(_, mark)| mark.value);
        (0..told.len()).reduce(|a, b| if (value(&b) > value(&a)) == higher && value(&b) != value(&a) { b } else { a })
    };
    let mut labelled: Vec<usize> = Vec::new();
    for index in [told.len().checked_sub(1), Some(0), extreme(true), extreme(false)].into_iter().flatten() {
        let Some((p, mark)) = told.get(index).filter(|_| !labelled.contains(&index)) else { continue };
        labelled.push(index);
        let over = at(p.x, p.y - 0.9 - small.size * 0.12);
        let under = at(p.x, p.y + 0.9 + small.size * text::ASCENT);
        // At the edges of a panel a value stays inside it.
        let anchors = match index {
            0 => [Anchor::Start, Anchor::Middle, Anchor::End],
            last if last + 1 == told.len() => [Anchor::End, Anchor::Middle, Anchor::Start],
            _ => [Anchor::Middle, Anchor::End, Anchor::Start],
        };
        let places: Vec<_> = anchors.into_iter().flat_map(|anchor| [over, under].map(|place| (place, anchor))).collect();
        board.place(&show(mark.value, spec.decimals), small, &places, &strokes);
    }
    if names {
        let y = area.bottom() - small.size * 0.2;
        let soft = board.soft().scaled(small.size / board.soft().size);
        if let (Some(first), Some(last)) = (spec.categories.first(), spec.categories.last()) {
            let half = area.w * 0.48;
            board.place(&text::fit(first, soft.font, soft.size, half), soft, &[(at(area.x, y), Anchor::Start)], &[]);
            board.place(&text::fit(last, soft.font, soft.size, half), soft, &[(at(area.right(), y), Anchor::End)], &[]);
        }
    }
}
