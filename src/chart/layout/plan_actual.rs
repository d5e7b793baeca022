//! Plans as outlines, actuals filled inside them, the rate of completion under each name.

use super::axis::Axis;
use super::board::{Board, beyond};
use super::header::{self, Sample};
use super::plane::Plane;
use super::{Layout, Unfit};
use crate::base::Decimal;
use crate::chart::numbers::{position, show};
use crate::chart::palette::{INK_SOFT, NAVY, PAPER, TARGET};
use crate::chart::scene::{Anchor, Rect, Stroke, at};
use crate::chart::spec::{ChartKind, ChartSpec, Mark};
use crate::chart::text;
use crate::indicator::Status;

/// Lays out plans and actuals: the first run is the plan, the second the actual.
pub struct PlanActual;

impl Layout for PlanActual {
    fn kind(&self) -> ChartKind {
        ChartKind::PlanActual
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        super::categories(spec, 1..=super::MANY)
            .or_else(|| super::runs(spec, 2..=2))
            .or_else(|| (!plan_first(spec)).then_some(Unfit::Targets))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let name = |i: usize| spec.series.get(i).map_or(String::new(), |s| s.name.clone());
        let legend = [(Sample::Bar(NAVY, Status::Target), name(0)), (Sample::Bar(NAVY, Status::Actual), name(1))];
        let body = header::draw(&spec.unit, &legend, frame, board);
        let axis = Axis::over(spec.marks().map(|(_, m)| position(m.value)), true, Axis::wanted(body.h));
        let rate_style = |slot: f32, board: &Board| board.soft().scaled((slot / board.soft().width("完成▼100.0%") * 0.96).clamp(0.5, 1.0));
        let Plane { axis, plot, slot, names } =
            Plane::draw(spec, axis, body, frame, board, |slot, board| rate_style(slot, board).size * 1.3);
        let soft = rate_style(slot, board);
        let width = (slot * 0.5).min(13.0);
        let zero = axis.y(0.0, plot);
        let label = board.label();
        for category in 0..spec.categories.len() {
            let x = plot.x + slot * (category as f32 + 0.5);
            let (plan, actual) = (spec.mark(0, category), spec.mark(1, category));
            let end = |m: &Mark| axis.y(position(m.value), plot);
            if let Some(plan) = plan {
                let bar = Rect::new(x - width / 2.0, end(plan).min(zero), width, (end(plan) - zero).abs());
                board.scene.outline(bar, Some(PAPER), Stroke::new(NAVY, 0.35), Some(plan.source));
            }
            if let Some(actual) = actual {
                let bar = Rect::new(x - width * 0.32, end(actual).min(zero), width * 0.64, (end(actual) - zero).abs());
                board.bar(bar, NAVY, actual.status, Some(actual.source));
            }
            let value = |m: Option<&Mark>| m.map_or("…".to_owned(), |m| show(m.value, spec.decimals));
            let highest = [plan, actual].into_iter().flatten().map(end).fold(zero, f32::min);
            // 完成／计划 in one label, or one above the other where the slot is narrow.
            let (done, planned) = (value(actual), value(plan));
            let both = format!("{done}／{planned}");
            if label.width(&both) <= slot - 0.6 {
                board.place(&both, label, &beyond(x, highest, false, label), &[]);
            } else {
                board.place(&planned, label.in_colour(INK_SOFT), &beyond(x, highest, false, label), &[]);
                board.place(&done, label, &beyond(x, highest - label.size * 1.1, false, label), &[]);
            }
            if let Some(rate) = spec.completion(category) {
                // A mark besides the colour: a grey print tells it too.
                let missed = rate < Decimal::ONE_HUNDRED;
                let style = if missed { soft.in_colour(TARGET) } else { soft };
                let y = plot.bottom() + names + style.size * text::ASCENT + style.size * 0.2;
                let short = format!("{}{}%", if missed { "▼" } else { "" }, show(rate, 1));
                let long = format!("完成{short}");
                let words = if style.width(&long) <= slot - 0.4 { long } else { short };
                board.place(&words, style, &[(at(x, y), Anchor::Middle)], &[]);
            }
        }
    }
}

/// Whether the first run holds no actuals (and is no more than the second by status alone).
fn plan_first(spec: &ChartSpec) -> bool {
    let run = |i: usize| spec.series.get(i).into_iter().flat_map(|s| s.marks.iter().flatten());
    run(0).all(|m| m.status == Status::Target && !m.value.is_sign_negative())
        && run(1).all(|m| m.status != Status::Target && !m.value.is_sign_negative())
}
