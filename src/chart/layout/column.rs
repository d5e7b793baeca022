//! Standing bars, one or several a category.

use super::axis::Axis;
use super::board::{Board, beyond};
use super::header;
use super::plane::Plane;
use super::{Layout, Unfit, line::draw_target};
use crate::chart::numbers::{position, show};
use crate::chart::palette;
use crate::chart::scene::{Anchor, Rect, at};
use crate::chart::spec::{ChartKind, ChartSpec};

/// Lays out columns.
pub struct Column;

impl Layout for Column {
    fn kind(&self) -> ChartKind {
        ChartKind::Column
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        super::categories(spec, 1..=super::MANY).or_else(|| super::runs(spec, 1..=5))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let runs = spec.series.len();
        let body = header::draw(&spec.unit, &header::bars(spec, |i| palette::run(i, runs)), frame, board);
        let values = spec.marks().map(|(_, m)| position(m.value)).chain(spec.target.iter().map(|t| position(t.mark.value)));
        let axis = Axis::over(values, true, Axis::wanted(body.h));
        let Plane { axis, plot, slot, .. } = Plane::draw(spec, axis, body, frame, board, |_, _| 0.0);
        let width = (slot * if runs == 1 { 0.5 } else { 0.76 } / runs as f32).min(13.0);
        let zero = axis.y(0.0, plot);
        let mut ends = Vec::new();
        for category in 0..spec.categories.len() {
            let first = plot.x + slot * (category as f32 + 0.5) - width * runs as f32 / 2.0;
            for run in 0..runs {
                let x = first + width * run as f32;
                let Some(mark) = spec.mark(run, category) else {
                    ends.push((x + width / 2.0, zero, None));
                    continue;
                };
                let end = axis.y(position(mark.value), plot);
                let gap = if runs > 1 { 0.15 } else { 0.0 };
                let bar = Rect::new(x + gap, end.min(zero), (width - 2.0 * gap).max(0.2), (end - zero).abs());
                let colour = if spec.steps_back(category) { palette::STEEL } else { palette::run(run, runs) };
                board.bar(bar, colour, mark.status, Some(mark.source));
                board.block(bar.inset(0.05));
                ends.push((x + width / 2.0, end, Some(mark)));
            }
        }
        let avoid = draw_target(spec, &axis, plot, board);
        let (label, soft) = (board.label(), board.soft());
        for (x, end, mark) in ends {
            match mark {
                Some(mark) => {
                    let places = beyond(x, end, mark.value.is_sign_negative() && !mark.value.is_zero(), label);
                    board.place(&show(mark.value, spec.decimals), label, &places, &avoid);
                }
                None => {
                    board.place("…", soft, &[(at(x, zero - 1.0), Anchor::Middle)], &avoid);
                }
            }
        }
    }
}
