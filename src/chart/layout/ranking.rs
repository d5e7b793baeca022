//! Lying bars, the longest first.

use super::axis::Axis;
use super::board::{Board, centred, room_for_names};
use super::header;
use super::{Layout, Unfit};
use crate::chart::fonts::Font;
use crate::chart::numbers::{position, show};
use crate::chart::palette::{INK, NAVY, RULE, STEEL};
use crate::chart::scene::{Anchor, Rect, Stroke, at};
use crate::chart::spec::{ChartKind, ChartSpec, Mark};
use crate::chart::text;

/// Lays out a ranking.
pub struct Ranking;

/// Rows lower than this many mm cannot be read; the ones at the end are left out and told of.
const LEAST_ROW: f32 = 2.3;

impl Layout for Ranking {
    fn kind(&self) -> ChartKind {
        ChartKind::Ranking
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        super::categories(spec, 1..=super::MANY).or_else(|| super::runs(spec, 1..=1))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let body = header::draw(&spec.unit, &header::bars(spec, |_| NAVY), frame, board);
        let mut rows: Vec<(&str, Option<&Mark>)> =
            spec.categories.iter().enumerate().map(|(i, name)| (name.as_str(), spec.mark(0, i))).collect();
        let chosen = spec.highlight.and_then(|i| spec.categories.get(i)).map(String::as_str);
        // Gaps last; equal values keep their order.
        rows.sort_by(|a, b| b.1.map(|m| m.value).cmp(&a.1.map(|m| m.value)));
        let most = ((body.h / LEAST_ROW) as usize).max(1);
        let left_out = if rows.len() > most { rows.len() + 1 - most } else { 0 };
        rows.truncate(rows.len() - left_out);
        let height = (body.h / (rows.len() + usize::from(left_out > 0)) as f32).min(11.0);
        let style = board.label().scaled((height / 1.3 / board.label().size).min(1.0));
        let lines = if height >= style.size * 2.3 { 2 } else { 1 };
        let bold = style.in_font(Font::SansBold);
        let values: Vec<String> = rows.iter().map(|(_, m)| m.map_or("…".to_owned(), |m| show(m.value, spec.decimals))).collect();
        let value_width = values.iter().map(|v| bold.width(v)).fold(0.0, f32::max).min(body.w * 0.3) + 1.5;
        let axis = Axis::exact(rows.iter().filter_map(|(_, m)| m.map(|m| position(m.value))));
        let falling = rows.iter().any(|(_, m)| m.is_some_and(|m| m.value.is_sign_negative()));
        let before = if falling { value_width } else { 0.0 };
        let widest = rows.iter().map(|(name, _)| bold.width(name)).fold(0.0, f32::max);
        let most = (body.w * 0.46).min(body.w * 0.75 - before - value_width);
        let (widest, names) = room_for_names(widest, (body.w * 0.36, most), lines);
        let left = body.x + widest + 2.0 + before;
        let plot = Rect::new(left, body.y, (body.right() - value_width - left).max(5.0), height * rows.len() as f32);
        let zero = plot.x + axis.fraction(0.0) * plot.w;
        for (row, ((name, mark), value)) in rows.iter().zip(&values).enumerate() {
            let y = plot.y + height * (row as f32 + 0.5);
            // The others step back in lightness, so that a grey print shows it too.
            let stands_out = chosen == Some(*name);
            let colour = if chosen.is_some() && !stands_out { STEEL } else { NAVY };
            let style = if stands_out { style.in_font(Font::SansBold) } else { style };
            let own = style.scaled(names);
            let cut = text::wrap(name, own.font, own.size, widest + 0.05, lines);
            for (i, line) in cut.iter().enumerate() {
                let off = (i as f32 - (cut.len() as f32 - 1.0) / 2.0) * own.size * 1.1;
                board.put(line, at(body.x + widest, centred(y + off, own)), Anchor::End, own);
            }
            let value = text::fit(value, style.font, style.size, value_width);
            let Some(mark) = mark else {
                board.put(&value, at(zero + 1.2, centred(y, style)), Anchor::Start, board.soft().scaled(style.size / board.soft().size));
                continue;
            };
            let end = plot.x + axis.fraction(position(mark.value)) * plot.w;
            let bar = Rect::new(end.min(zero), y - height * 0.31, (end - zero).abs(), height * 0.62);
            board.bar(bar, colour, mark.status, Some(mark.source));
            let (x, anchor) = if end < zero { (end - 1.2, Anchor::End) } else { (end + 1.2, Anchor::Start) };
            board.put(&value, at(x, centred(y, style)), anchor, style);
        }
        board.scene.line(at(zero, plot.y), at(zero, plot.bottom()), Stroke::new(if falling { INK } else { RULE }, 0.3));
        if left_out > 0 {
            let soft = board.soft().scaled(style.size / board.soft().size);
            board.put(&format!("另有{left_out}项未列"), at(body.x, centred(plot.bottom() + height / 2.0, soft)), Anchor::Start, soft);
        }
    }
}
