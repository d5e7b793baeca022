//! Parts of a whole as a ring, the total in its middle, the parts listed at the right.

use super::board::{Board, centred};
use super::header;
use super::{Layout, Unfit};
use crate::base::Decimal;
use crate::chart::fonts::Font;
use crate::chart::numbers::{position, show};
use crate::chart::palette::{self, PAPER};
use crate::chart::scene::{Anchor, Point, Rect, Step, Stroke, at, flatten, hatch};
use crate::chart::spec::{ChartKind, ChartSpec, Mark};
use crate::chart::text;
use crate::indicator::Status;
use std::f32::consts::{FRAC_PI_2, TAU};

/// Lays out a structure.
pub struct Structure;

impl Layout for Structure {
    fn kind(&self) -> ChartKind {
        ChartKind::Structure
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        let falls = spec.marks().any(|(_, m)| m.value.is_sign_negative() && !m.value.is_zero());
        let nothing = spec.marks().all(|(_, m)| m.value.is_zero()) || total(spec).is_none();
        super::categories(spec, 2..=super::MANY)
            .or_else(|| super::runs(spec, 1..=1))
            .or_else(|| (falls || nothing).then_some(Unfit::Negative))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let Some(total) = total(spec) else { return };
        let body = header::draw(&spec.unit, &header::bars(spec, |_| palette::NAVY), frame, board);
        let ring = body.h.min(body.w * 0.56);
        let outer = ring / 2.0 - 0.5;
        let middle = at(body.x + (body.w * 0.56 - ring) / 2.0 + ring / 2.0, body.y + body.h / 2.0);
        let inner = outer * 0.6;
        draw_middle(spec, total, middle, inner, board);
        let count = spec.categories.len();
        let whole = position(total);
        let mut from = -FRAC_PI_2;
        for index in 0..count {
            let Some(mark) = spec.mark(0, index) else { continue };
            let angle = (position(mark.value) / whole) as f32 * TAU;
            if angle <= 0.0 {
                continue;
            }
            draw_part(mark, palette::part(index, count), (middle, inner, outer), (from, from + angle), board);
            let words = show(mark.value, spec.decimals);
            let colour = palette::part(index, count);
            let ink = if mark.status == Status::Actual { colour.ink_on() } else { palette::INK };
            let style = board.label().in_font(Font::SansBold).in_colour(ink);
            let (radius, turn) = ((inner + outer) / 2.0, from + angle / 2.0);
            let room = (angle.min(1.6) * radius).min(f32::MAX);
            if style.width(&words) < (outer - inner) * 0.96 && style.size * 1.2 < room {
                let p = at(middle.x + radius * turn.cos(), middle.y + radius * turn.sin());
                board.place(&words, style, &[(at(p.x, centred(p.y, style)), Anchor::Middle)], &[]);
            }
            from += angle;
        }
        let list = Rect::new(body.x + body.w * 0.56 + 4.0, body.y, body.w * 0.44 - 4.0, body.h);
        draw_list(spec, total, list, board);
    }
}

/// The sum of the parts; `None` when it is too large.
fn total(spec: &ChartSpec) -> Option<Decimal> {
    spec.marks().try_fold(Decimal::ZERO, |sum, (_, mark)| sum.checked_add(mark.value))
}

/// 合计 and the total with its unit. Shares of 100 % need no total.
fn draw_middle(spec: &ChartSpec, total: Decimal, middle: Point, inner: f32, board: &mut Board) {
    let words = format!("{}{}", show(total, spec.decimals), spec.unit);
    let bold = board.label().in_font(Font::SansBold).scaled(1.3);
    let bold = bold.scaled((inner * 1.7 / bold.width(&words).max(0.1)).min(1.0));
    let soft = board.soft();
    let off = (bold.size + soft.size) * 0.3;
    if soft.width("合计") < inner && bold.size > 1.2 {
        board.put("合计", at(middle.x, centred(middle.y - off - 0.5, soft)), Anchor::Middle, soft);
        board.put(&words, at(middle.x, centred(middle.y + off + 0.3, bold)), Anchor::Middle, bold);
    }
}

/// One sector of the ring.
fn draw_part(mark: &Mark, colour: palette::Colour, ring: (Point, f32, f32), angles: (f32, f32), board: &mut Board) {
    let ((middle, inner, outer), (from, to)) = (ring, angles);
    let on = |radius: f32, turn: f32| at(middle.x + radius * turn.cos(), middle.y + radius * turn.sin());
    let mut steps = vec![Step::Move(on(outer, from))];
    arc(&mut steps, middle, outer, from, to);
    steps.push(Step::Line(on(inner, to)));
    arc(&mut steps, middle, inner, to, from);
    steps.push(Step::Close);
    let edge = Stroke::new(PAPER, 0.35);
    if mark.status == Status::Actual {
        board.scene.path(steps, Some(colour), Some(edge), Some(mark.source));
    } else {
        let lines = hatch(&flatten(&steps), 1.2);
        board.scene.path(steps, Some(PAPER), Some(Stroke::new(colour, 0.35)), Some(mark.source));
        for (a, b) in lines {
            board.scene.line(a, b, Stroke::new(colour, 0.25));
        }
    }
}

/// An arc as Bézier curves of at most a quarter turn.
fn arc(steps: &mut Vec<Step>, middle: Point, radius: f32, from: f32, to: f32) {
    let pieces = ((to - from).abs() / FRAC_PI_2).ceil().clamp(1.0, 8.0);
    let step = (to - from) / pieces;
    let pull = 4.0 / 3.0 * (step / 4.0).tan() * radius;
    let mut turn = from;
    for _ in 0..pieces as u8 {
        let next = turn + step;
        let (a, b) = ((turn.cos(), turn.sin()), (next.cos(), next.sin()));
        let end = at(middle.x + radius * b.0, middle.y + radius * b.1);
        let c1 = at(middle.x + radius * a.0 - pull * a.1, middle.y + radius * a.1 + pull * a.0);
        let c2 = at(end.x + pull * b.1, end.y - pull * b.0);
        steps.push(Step::Curve(c1, c2, end));
        turn = next;
    }
}

/// The parts with their shares, one below the other, in the middle of the height.
fn draw_list(spec: &ChartSpec, total: Decimal, area: Rect, board: &mut Board) {
    let count = spec.categories.len() as f32;
    let row = (area.h / count).min(10.5);
    let two = row >= 8.5;
    let fit = (row / if two { 2.6 } else { 1.25 } / board.label().size).min(1.0);
    let (style, soft) = (board.label().scaled(fit), board.soft().scaled(fit));
    let top = area.y + (area.h - row * count) / 2.0;
    for (index, name) in spec.categories.iter().enumerate() {
        let y = top + row * (index as f32 + 0.5);
        let colour = palette::part(index, spec.categories.len());
        let mark = spec.mark(0, index);
        let swatch = style.size * 0.95;
        let details = match mark {
            Some(mark) => {
                let share = mark.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(total));
                share.map_or(String::new(), |s| format!("占{}%", show(s, 1)))
            }
            None => "…".to_owned(),
        };
        let line = if two { y - style.size * 0.58 } else { y };
        let status = mark.map_or(Status::Actual, |m| m.status);
        board.bar(Rect::new(area.x, line - swatch / 2.0, swatch, swatch), colour, status, mark.map(|m| m.source));
        let x = area.x + swatch + 1.4;
        let room = area.right() - x;
        if two {
            board.put(&text::fit(name, style.font, style.size, room), at(x, centred(line, style)), Anchor::Start, style);
            let value = mark.map_or(String::new(), |m| format!("{}{}，", show(m.value, spec.decimals), spec.unit));
            // No number is cut: where both do not fit, small as they may be, the share is told alone.
            let both = format!("{value}{details}");
            let tight = soft.scaled((room / soft.width(&both).max(0.1)).clamp(0.75, 1.0));
            let words = if tight.width(&both) <= room + 0.05 { both } else { details };
            let words = text::fit(&words, tight.font, tight.size, room + 0.05);
            board.put(&words, at(x, centred(y + soft.size * 0.58, tight)), Anchor::Start, tight);
        } else {
            let right = board.put(&details, at(area.right(), centred(y, soft)), Anchor::End, soft);
            let room = (right.x - 1.5 - x).max(style.size);
            board.put(&text::fit(name, style.font, style.size, room), at(x, centred(y, style)), Anchor::Start, style);
        }
    }
}
