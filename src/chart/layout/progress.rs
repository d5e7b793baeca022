//! How far each target has been reached: a bar up to its rate on a track of 100 %, the target under the name, a line for
//! where it should be by now. What lags is hatched and marked, not only coloured.

use super::board::{Board, centred, room_for_names};
use super::header;
use super::{Layout, Unfit};
use crate::base::Decimal;
use crate::chart::fonts::Font;
use crate::chart::numbers::{position, show};
use crate::chart::palette::{BAND, BRICK, NAVY, RULE, TARGET};
use crate::chart::scene::{Anchor, Rect, Step, Stroke, at, hatch};
use crate::chart::spec::{ChartKind, ChartSpec};
use crate::chart::text;
use crate::indicator::Status;

/// Lays out progress: the first run is the targets, the second the actuals.
pub struct Progress;

/// Rows lower than this many mm cannot be read.
const LEAST_ROW: f32 = 3.2;

impl Layout for Progress {
    fn kind(&self) -> ChartKind {
        ChartKind::Progress
    }

    fn refuses(&self, spec: &ChartSpec) -> Option<Unfit> {
        let run = |i: usize| spec.series.get(i).into_iter().flat_map(|s| s.marks.iter().flatten());
        let held = run(0).all(|m| m.status == Status::Target)
            && run(1).all(|m| m.status != Status::Target)
            && (0..spec.categories.len()).any(|i| spec.completion(i).is_some());
        super::categories(spec, 1..=super::MANY)
            .or_else(|| super::runs(spec, 2..=2))
            .or_else(|| (!held).then_some(Unfit::Targets))
            .or_else(|| run(1).any(|m| m.value < Decimal::ZERO).then_some(Unfit::Negative))
    }

    fn draw(&self, spec: &ChartSpec, frame: Rect, board: &mut Board) {
        let body = header::draw("%", &[], frame, board);
        let (label, soft) = (board.label(), board.soft());
        let count = spec.categories.len();
        let guide_row = if spec.guide.is_some() { label.size * 1.4 } else { 0.0 };
        let ticks_row = label.size * 1.5;
        let area = Rect::new(body.x, body.y + guide_row, body.w, (body.h - guide_row - ticks_row).max(LEAST_ROW));
        let most = ((area.h / LEAST_ROW) as usize).max(1);
        let left_out = if count > most { count + 1 - most } else { 0 };
        let shown = count - left_out;
        let height = (area.h / (shown + usize::from(left_out > 0)) as f32).min(13.0);
        let style = label.scaled((height / 1.25 / label.size).min(1.0));
        let two = height >= style.size * 2.3;
        // Two lines of one row stand closer to each other than to the next row.
        let style = if two { style.scaled((height / 2.75 / style.size).min(1.0)) } else { style };
        let small = soft.scaled(style.size / soft.size * 0.85);
        let target = |i: usize| {
            let (unit, decimals) = spec.unit_of(0, i);
            spec.mark(0, i).map_or("目标…".to_owned(), |m| format!("目标{}{unit}", show(m.value, decimals)))
        };
        let widest = (0..shown)
            .map(|i| style.width(spec.categories.get(i).map_or("", String::as_str)).max(if two { small.width(&target(i)) } else { 0.0 }));
        let widest = widest.fold(0.0, f32::max);
        let (named, names) = room_for_names(widest, (area.w * 0.36, area.w * 0.42), if two { 2 } else { 1 });
        let valued = label.in_font(Font::SansBold).width("▼1000.0").min(area.w * 0.3);
        // In rows of one line the amounts stand before the rate, where there is room for them.
        let amounts = |i: usize| {
            let (unit, decimals) = spec.unit_of(0, i);
            let both = spec.mark(0, i).zip(spec.mark(1, i));
            both.map_or(String::new(), |(aim, came)| format!("{}／{}{unit}", show(came.value, decimals), show(aim.value, decimals)))
        };
        let told = (0..shown).map(|i| small.width(&amounts(i))).fold(0.0, f32::max) + 2.0;
        let told = if two || named + valued + told + 5.0 > area.w * 0.75 { 0.0 } else { told };
        let track = Rect::new(area.x + named + 2.5, area.y, (area.w - named - valued - told - 5.0).max(4.0), height * shown as f32);
        let rates: Vec<Option<Decimal>> = (0..shown).map(|i| spec.completion(i)).collect();
        let highest = rates.iter().flatten().map(|&r| position(r)).fold(100.0, f64::max).min(200.0);
        let x_of = |rate: f64| track.x + (rate.clamp(0.0, highest) / (highest * 1.02)) as f32 * track.w;
        for tick in [0.0, 50.0, 100.0] {
            board.scene.line(at(x_of(tick), track.y), at(x_of(tick), track.bottom()), Stroke::new(RULE, 0.18));
            let words = format!("{tick}");
            board.place(&words, soft, &[(at(x_of(tick), track.bottom() + 1.0 + soft.size * text::ASCENT), Anchor::Middle)], &[]);
        }
        if told > 0.0 {
            let y = track.bottom() + 1.0 + soft.size * text::ASCENT;
            board.place("完成／目标", soft, &[(at(area.right() - valued, y), Anchor::End)], &[]);
        }
        for (row, rate) in rates.iter().enumerate() {
            let y = track.y + height * (row as f32 + 0.5);
            let own = style.scaled(names);
            let name = text::fit(spec.categories.get(row).map_or("", String::as_str), own.font, own.size, named + 0.05);
            let right = track.x - 2.5;
            if two {
                board.put(&name, at(right, centred(y - style.size * 0.5, style)), Anchor::End, style);
                let words = text::fit(&target(row), small.font, small.size, named);
                board.put(&words, at(right, centred(y + style.size * 0.62, small)), Anchor::End, small);
            } else {
                board.put(&name, at(right, centred(y, own)), Anchor::End, own);
            }
            let thick = (height * 0.46).min(5.0);
            let full = Rect::new(x_of(0.0), y - thick / 2.0, x_of(100.0) - x_of(0.0), thick);
            board.scene.rect(full, BAND, spec.mark(0, row).map(|m| m.source));
            let link = spec.mark(1, row).map(|m| m.source);
            let Some(rate) = rate else {
                board.scene.field(full, link);
                board.put("…", at(track.right() + 2.5 + valued, centred(y, style)), Anchor::End, soft.scaled(style.size / soft.size));
                continue;
            };
            let behind = spec.is_behind(row);
            let bar = Rect { w: x_of(position(*rate)) - full.x, ..full };
            if bar.w > 0.0 && behind {
                board.scene.outline(bar.inset(0.12), Some(crate::chart::palette::PAPER), Stroke::new(BRICK, 0.25), link);
                for (a, b) in hatch(&bar.corners(), 1.0) {
                    board.scene.line(a, b, Stroke::new(BRICK, 0.22));
                }
            } else {
                board.bar(bar, NAVY, Status::Actual, link);
            }
            let bold = style.in_font(Font::SansBold).in_colour(if behind { TARGET } else { style.colour });
            let words = format!("{}{}", if behind { "▼" } else { "" }, show(*rate, 1));
            let words = text::fit(&words, bold.font, bold.size, valued + 2.0);
            board.put(&words, at(area.right(), centred(y, bold)), Anchor::End, bold);
            if told > 0.0 {
                // A rate beyond its column leaves no room for them.
                board.place(&amounts(row), small, &[(at(area.right() - valued, centred(y, small)), Anchor::End)], &[]);
            }
        }
        if left_out > 0 {
            let soft = soft.scaled(style.size / soft.size);
            board.place(
                &format!("另有{left_out}项未列"),
                soft,
                &[(at(area.x, centred(track.bottom() + height / 2.0, soft)), Anchor::Start)],
                &[],
            );
        }
        draw_guide(spec, track, x_of, board);
    }
}

/// The dashed line with its words above the rows.
fn draw_guide(spec: &ChartSpec, track: Rect, x_of: impl Fn(f64) -> f32, board: &mut Board) {
    let Some(guide) = &spec.guide else { return };
    let x = x_of(position(guide.value));
    let stroke = Stroke { dash: Some((1.6, 0.9)), ..Stroke::new(TARGET, 0.35) };
    board.scene.path(vec![Step::Move(at(x, track.y - 0.8)), Step::Line(at(x, track.bottom()))], None, Some(stroke), None);
    let style = board.label().in_colour(TARGET);
    let words = format!("{}{}%", guide.label, show(guide.value, 1));
    let y = track.y - 1.4;
    board.place(&words, style, &[(at(x, y), Anchor::Middle), (at(x, y), Anchor::End), (at(x, y), Anchor::Start)], &[]);
}
