//! Stages of cultivation as rising steps: the many at the foot, the few at the top. The steps' heights are of equal rise: the
//! numbers are told, not drawn.

use super::board::{Board, centred};
use super::header;
use super::{Layout, Unfit};
use crate::chart::fonts::Font;
use crate::chart::numbers::show;
use crate::chart::palette::{NAVY, PAPER, SKY, between};
use crate::chart::scene::{Anchor, Rect, Step, Stroke, at};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::chart::text;
use crate::indicator::Status;

/// Lays out a ladder.
pub struct Ladder;

/// The most that a step rises above the one before, in mm.
const MOST_RISE: f32 = 12.0;

impl Layout for Ladder {
    fn kind(&self) -> ChartKind {
        ChartKind::Ladder
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        super::runs(spec, 1..=1).or_else(|| super::categories(spec, 2..=7))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let body = header::draw(&spec.unit, &header::bars(spec, |_| NAVY), frame, board);
        let count = spec.categories.len();
        let width = body.w / count as f32;
        let label = board.label();
        let large = label.in_font(Font::SansBold).scaled(1.5);
        // The lowest step holds two lines of its name.
        let lowest = (label.size * 3.2).min(body.h * 0.4);
        let rise = ((body.h - lowest - large.size * 1.6) / (count - 1) as f32).clamp(0.0, MOST_RISE);
        // Where there is more room than it needs, it stands in the middle.
        let used = lowest + rise * (count - 1) as f32 + large.size * 1.6;
        let floor = body.bottom() - ((body.h - used) / 2.0).max(0.0);
        for (index, name) in spec.categories.iter().enumerate() {
            let height = lowest + rise * index as f32;
            let step = Rect::new(body.x + width * index as f32, floor - height, width - 0.6, height);
            let mark = spec.mark(0, index);
            let colour = between(SKY, NAVY, index as f32 / (count - 1) as f32);
            board.bar(step, colour, mark.map_or(Status::Actual, |m| m.status), mark.map(|m| m.source));
            let actual = mark.is_none_or(|m| m.status == Status::Actual);
            let ink = if actual { colour.ink_on() } else { label.colour };
            let style = label.in_colour(ink).scaled((width / 6.0 / label.size).clamp(0.6, 1.0));
            let lines =
                text::wrap(name, style.font, style.size, (step.w - 1.6).max(1.0), ((lowest / style.size / 1.15) as usize).clamp(1, 3));
            for (row, line) in lines.iter().enumerate() {
                let y = step.bottom() - lowest / 2.0 + (row as f32 - (lines.len() as f32 - 1.0) / 2.0) * style.size * 1.15;
                board.place(line, style, &[(at(step.centre().x, centred(y, style)), Anchor::Middle)], &[]);
            }
            let words = mark.map_or("…".to_owned(), |m| show(m.value, spec.decimals));
            let large = large.scaled((step.w * 0.92 / large.width(&words).max(0.1)).clamp(0.4, 1.0));
            board.place(&words, large, &[(at(step.centre().x, step.y - 0.8 - large.size * 0.12), Anchor::Middle)], &[]);
            if index > 0 && rise > 2.0 {
                arrow(step, rise, board);
            }
        }
    }
}

/// A small arrow up from the step before.
fn arrow(step: Rect, rise: f32, board: &mut Board) {
    let (x, from, to) = (step.x + 2.2, step.y + rise - 1.0, step.y + 1.2);
    if from - to < 1.5 {
        return;
    }
    let stroke = Stroke::new(PAPER, 0.35);
    board.scene.line(at(x, from), at(x, to), stroke);
    board.scene.path(
        vec![Step::Move(at(x - 0.9, to + 1.2)), Step::Line(at(x, to)), Step::Line(at(x + 0.9, to + 1.2))],
        None,
        Some(stroke),
        None,
    );
}
