//! Values in coloured fields: categories across, runs down. Below zero warm and bold, above cold, so that a grey print tells
//! the sign by the minus and the weight.

use super::board::{Board, centred, room_for_names};
use super::categories::Names;
use super::header;
use super::{Layout, Unfit};
use crate::chart::fonts::Font;
use crate::chart::numbers::{position, show};
use crate::chart::palette::{BRICK, NAVY, PAPER, RULE, between};
use crate::chart::scene::{Anchor, Rect, Stroke, at};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::chart::text;
use crate::indicator::Status;

/// Lays out a heat table.
pub struct Heat;

/// How strong the strongest field is: 1 would be the full colour.
const STRENGTH: f32 = 0.72;

impl Layout for Heat {
    fn kind(&self) -> ChartKind {
        ChartKind::Heat
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        let named = spec.series.len() == 1 || spec.series.iter().all(|s| !s.name.is_empty());
        super::categories(spec, 2..=24).or_else(|| super::runs(spec, 1..=16)).or_else(|| (!named).then_some(Unfit::Runs(1, 1)))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let body = header::draw(&spec.unit, &[], frame, board);
        let label = board.label();
        let rows = spec.series.len();
        // As many lines as the rows will be high enough for, below the heads.
        let lines = if body.h * 0.85 / rows as f32 >= label.size * 2.3 { 2 } else { 1 };
        let widest = spec.series.iter().map(|s| label.width(&s.name)).fold(0.0, f32::max);
        let (named, names) = room_for_names(widest, (body.w * 0.3, body.w * 0.42), lines);
        let left = if named > 0.0 { named + 2.0 } else { 0.0 };
        let slot = (body.w - left) / spec.categories.len() as f32;
        let along = Names::new(&spec.categories, slot, (body.h, true), label);
        let heads = along.height() + 0.6;
        let area = Rect::new(body.x + left, body.y + heads, body.w - left, (body.h - heads).max(2.0));
        along.draw(Rect::new(area.x, body.y - 1.4, area.w, 0.0), frame, board);
        let height = (area.h / rows as f32).min(11.0);
        let strongest = spec.marks().map(|(_, m)| position(m.value).abs()).fold(0.0, f64::max);
        let style = label.scaled((height / 1.2 / label.size).min(1.0));
        let own = style.scaled(names);
        let lines = if height >= own.size * 2.3 { 2 } else { 1 };
        for (row, series) in spec.series.iter().enumerate() {
            let y = area.y + height * row as f32;
            let cut = text::wrap(&series.name, own.font, own.size, named + 0.05, lines);
            for (i, line) in cut.iter().enumerate() {
                let off = (i as f32 - (cut.len() as f32 - 1.0) / 2.0) * own.size * 1.1;
                board.put(line, at(area.x - 2.0, centred(y + height / 2.0 + off, own)), Anchor::End, own);
            }
            for column in 0..spec.categories.len() {
                let field = Rect::new(area.x + slot * column as f32, y, slot, height).inset(0.2);
                let middle = field.centre();
                let Some(mark) = spec.mark(row, column) else {
                    board.scene.outline(field, Some(PAPER), Stroke::new(RULE, 0.15), None);
                    board.place("…", board.soft(), &[(at(middle.x, centred(middle.y, label)), Anchor::Middle)], &[]);
                    continue;
                };
                let value = position(mark.value);
                let part = if strongest > 0.0 { (value.abs() / strongest) as f32 * STRENGTH } else { 0.0 };
                let colour = between(PAPER, if value < 0.0 { BRICK } else { NAVY }, 0.06 + part);
                board.scene.rect(field, colour, Some(mark.source));
                if mark.status != Status::Actual {
                    board.scene.outline(field.inset(0.15), None, Stroke { dash: Some((0.8, 0.6)), ..Stroke::new(NAVY, 0.25) }, None);
                }
                let words = show(mark.value, spec.decimals);
                let font = if value < 0.0 { Font::SansBold } else { Font::Sans };
                let style = style.in_font(font).in_colour(colour.ink_on());
                let style = style.scaled((field.w * 0.92 / style.width(&words).max(0.1)).clamp(0.55, 1.0));
                if style.width(&words) <= field.w {
                    board.place(&words, style, &[(at(middle.x, centred(middle.y, style)), Anchor::Middle)], &[]);
                }
            }
        }
    }
}
