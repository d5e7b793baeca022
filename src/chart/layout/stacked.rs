//! Runs on top of each other: as amounts with their sum above, or as shares of it.

use super::axis::Axis;
use super::board::{Board, beyond, centred};
use super::header;
use super::plane::Plane;
use super::{Layout, Unfit};
use crate::base::Decimal;
use crate::chart::fonts::Font;
use crate::chart::numbers::{position, show};
use crate::chart::palette;
use crate::chart::scene::{Anchor, Rect, at};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::indicator::Status;

/// Lays out amounts on top of each other.
pub struct Stacked;

/// Lays out shares of 100 %.
pub struct Shares;

impl Layout for Stacked {
    fn kind(&self) -> ChartKind {
        ChartKind::Stacked
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        refuses(spec)
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        draw(spec, false, frame, board);
    }
}

impl Layout for Shares {
    fn kind(&self) -> ChartKind {
        ChartKind::Shares
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        let nothing = !(0..spec.categories.len()).any(|i| sum(spec, i).is_some_and(|sum| sum > Decimal::ZERO));
        refuses(spec).or_else(|| nothing.then_some(Unfit::Negative))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        draw(spec, true, frame, board);
    }
}

/// Several runs of nothing negative, each sum within a decimal.
fn refuses(spec: &ChartSpec) -> Option<Unfit> {
    let falls = spec.marks().any(|(_, m)| m.value < Decimal::ZERO) || (0..spec.categories.len()).any(|i| sum(spec, i).is_none());
    super::categories(spec, 1..=super::MANY).or_else(|| super::runs(spec, 2..=5)).or_else(|| falls.then_some(Unfit::Negative))
}

/// What is told of a category, together; `None` when it is too large.
fn sum(spec: &ChartSpec, category: usize) -> Option<Decimal> {
    (0..spec.series.len()).filter_map(|run| spec.mark(run, category)).try_fold(Decimal::ZERO, |sum, m| sum.checked_add(m.value))
}

fn draw(spec: &ChartSpec, shares: bool, frame: Rect, board: &mut Board) {
    let runs = spec.series.len();
    let unit = if shares { "%" } else { &spec.unit };
    let body = header::draw(unit, &header::bars(spec, |i| palette::part(i, runs)), frame, board);
    let sums: Vec<Decimal> = (0..spec.categories.len()).map(|i| sum(spec, i).unwrap_or_default()).collect();
    let highest = if shares { vec![100.0] } else { sums.iter().map(|&s| position(s)).collect() };
    let axis = if shares { Axis::percent() } else { Axis::over(highest, true, Axis::wanted(body.h)) };
    let Plane { axis, plot, slot, .. } = Plane::draw(spec, axis, body, frame, board, |_, _| 0.0);
    let width = (slot * 0.55).min(16.0);
    let label = board.label();
    for (category, &total) in sums.iter().enumerate() {
        let x = plot.x + slot * (category as f32 + 0.5);
        let mut below = 0.0_f64;
        for run in 0..runs {
            let Some(mark) = spec.mark(run, category) else { continue };
            let share = if shares {
                let Some(share) = mark.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(total)) else { continue };
                Some(share)
            } else {
                None
            };
            let value = position(share.unwrap_or(mark.value));
            let (top, bottom) = (axis.y(below + value, plot), axis.y(below, plot));
            below += value;
            let bar = Rect::new(x - width / 2.0, top, width, bottom - top);
            let colour = palette::part(run, runs);
            board.bar(bar, colour, mark.status, Some(mark.source));
            let words = share.map_or_else(|| show(mark.value, spec.decimals), |share| show(share, 1));
            let ink = if mark.status == Status::Actual { colour.ink_on() } else { palette::INK };
            let style = label.in_colour(ink).scaled((width * 0.94 / label.width(&words).max(0.1)).clamp(0.6, 1.0));
            if bar.h > style.size * 1.15 && style.width(&words) < width {
                board.place(&words, style, &[(at(x, centred(bar.y + bar.h / 2.0, style)), Anchor::Middle)], &[]);
            }
        }
        let told = (0..runs).filter(|&run| spec.mark(run, category).is_some()).count();
        if told == 0 {
            board.place("…", board.soft(), &[(at(x, plot.bottom() - 1.0), Anchor::Middle)], &[]);
        } else if !shares && told == runs {
            let style = label.in_font(Font::SansBold);
            board.place(&show(total, spec.decimals), style, &beyond(x, axis.y(below, plot), false, style), &[]);
        }
    }
}
