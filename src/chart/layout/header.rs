//! The row above a plot: legend at the left, unit at the right.

use super::board::{Board, centred};
use crate::chart::palette::{Colour, INK_SOFT};
use crate::chart::scene::{Anchor, Rect, Stroke, at};
use crate::chart::spec::ChartSpec;
use crate::chart::text;
use crate::indicator::Status;

/// The sample beside a legend's words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sample {
    /// A bar of this look.
    Bar(Colour, Status),
    /// A line with a point.
    Line(Colour),
    /// A dashed line with an open point.
    OpenLine(Colour),
}

/// Height of one row in mm.
const ROW: f32 = 5.0;

/// Draws the row and gives the frame left below it.
pub fn draw(unit: &str, legend: &[(Sample, String)], frame: Rect, board: &mut Board) -> Rect {
    let style = board.label();
    let words = if unit.is_empty() { String::new() } else { text::fit(&format!("单位：{unit}"), style.font, style.size, frame.w * 0.5) };
    let baseline = |row: f32| centred(frame.y + row * ROW + ROW / 2.0, style);
    let unit_box = board.put(&words, at(frame.right(), baseline(0.0)), Anchor::End, style);
    let (mut x, mut row) = (frame.x, 0.0);
    for (sample, name) in legend {
        let swatch = if matches!(sample, Sample::Bar(..)) { 3.0 } else { 5.6 };
        let name = text::fit(name, style.font, style.size, frame.w * 0.6);
        let needed = swatch + 1.2 + style.width(&name);
        let limit = if row == 0.0 && !words.is_empty() { unit_box.x - 2.0 } else { frame.right() };
        if x + needed > limit && (x > frame.x || row == 0.0 && needed > limit - frame.x) {
            (x, row) = (frame.x, row + 1.0);
        }
        let y = frame.y + row * ROW + ROW / 2.0;
        draw_sample(*sample, Rect::new(x, y - 1.5, swatch, 3.0), board);
        board.put(&name, at(x + swatch + 1.2, baseline(row)), Anchor::Start, style);
        x += needed + 4.0;
    }
    let used = if words.is_empty() && legend.is_empty() { 0.0 } else { (row + 1.0) * ROW + 1.0 };
    Rect::new(frame.x, frame.y + used, frame.w, (frame.h - used).max(1.0))
}

fn draw_sample(sample: Sample, area: Rect, board: &mut Board) {
    match sample {
        Sample::Bar(colour, status) => board.bar(area, colour, status, None),
        Sample::Line(colour) | Sample::OpenLine(colour) => {
            let y = area.centre().y;
            let open = matches!(sample, Sample::OpenLine(_));
            let stroke = Stroke { dash: open.then_some((1.2, 0.8)), ..Stroke::new(colour, 0.5) };
            board.scene.line(at(area.x, y), at(area.right(), y), stroke);
            let fill = if open { crate::chart::palette::PAPER } else { colour };
            board.scene.circle(area.centre(), 0.75, fill, Some(Stroke::new(colour, 0.4)), None);
        }
    }
}

/// The legend's entries for what is not actual, where marks of several statuses stand together.
pub fn statuses(spec: &ChartSpec) -> impl Iterator<Item = (Status, String)> + '_ {
    let has = |status| spec.series.iter().flat_map(|s| &s.marks).flatten().any(|mark| mark.status == status);
    let mixed = has(Status::Actual) || (has(Status::Target) && has(Status::Forecast));
    [(Status::Target, "目标"), (Status::Forecast, "预计")]
        .into_iter()
        .filter(move |&(status, _)| mixed && has(status))
        .map(|(status, name)| (status, name.to_owned()))
}

/// The legend of bars: one entry a run when there are several, and entries for what is not actual.
pub fn bars(spec: &ChartSpec, colour: impl Fn(usize) -> Colour) -> Vec<(Sample, String)> {
    let mut legend = Vec::new();
    if spec.series.len() > 1 {
        legend.extend(spec.series.iter().enumerate().map(|(i, s)| {
            let status = s.marks.iter().flatten().next().map_or(Status::Actual, |m| m.status);
            let uniform = s.marks.iter().flatten().all(|m| m.status == status);
            (Sample::Bar(colour(i), if uniform { status } else { Status::Actual }), s.name.clone())
        }));
        // Where each run has one status, its own sample says it.
        let told = spec.series.iter().all(|s| {
            let mut statuses = s.marks.iter().flatten().map(|m| m.status);
            statuses.next().is_none_or(|first| statuses.all(|other| other == first))
        });
        if told {
            return legend;
        }
    }
    legend.extend(statuses(spec).map(|(status, name)| (Sample::Bar(INK_SOFT, status), name)));
    legend
}
