//! Columns, lines, plans and actuals on egui_plot. The plot draws grid, bars and lines; names, ticks and values are set by us,
//! since its axes drop labels that are wide and fade others.

use super::marks::{self, Labels, Placed, Sample};
use crate::base::{Decimal, decimal};
use crate::chart::layout::axis::Axis;
use crate::chart::numbers::{position, show as number};
use crate::chart::spec::{ChartKind, ChartSpec, Mark};
use crate::indicator::Status;
use crate::ui::Cx;
use crate::ui::theme::{self, GAP, GRID, size};
use eframe::egui::{self, Align2, Color32, Pos2, Rect, Sense, Ui, pos2, vec2};
use egui_plot::{GridMark, HLine, Line, LineStyle, Plot, PlotPoint, PlotPoints, PlotTransform};
use std::sync::Arc;

/// The least distance of points that are drawn as such.
const DENSE: f32 = 4.0;
/// The share of a slot that bars take.
const BARS: f64 = 0.62;

/// Shows the chart and makes its marks lead to their sources.
pub fn show(ui: &mut Ui, chart: &ChartSpec, frame: Rect, cx: &mut Cx<'_>) {
    let body = marks::top_row(ui, chart, &legend(chart, cx), frame, cx);
    let values = chart.marks().map(|(_, m)| position(m.value)).chain(chart.target.iter().map(|t| position(t.mark.value)));
    let line = chart.kind == ChartKind::Line;
    let axis = Axis::over(values, !line, ((body.height() / 60.0) as usize).clamp(2, 6));
    let ticks: Vec<(f64, Arc<egui::Galley>)> =
        axis.ticks().map(|(tick, words)| (tick, ui.painter().layout_no_wrap(words, theme::plain(size::SMALL), cx.theme.weak))).collect();
    let left = ticks.iter().map(|(_, galley)| galley.size().x).fold(0.0, f32::max) + GAP;
    let count = chart.categories.len();
    let slot = (body.width() - left) / count.max(1) as f32;
    let names = names(ui, chart, slot, cx);
    let named = names.iter().flatten().map(|galley| galley.size().y).fold(0.0, f32::max) + GRID;
    let below = named + GRID + if plan(chart) { 20.0 } else { 0.0 };
    let area =
        Rect::from_min_max(pos2(body.left() + left, body.top() + 10.0), pos2(body.right(), (body.bottom() - below).max(body.top() + 40.0)));

    let under = area.bottom() + named;
    let transform = grid(ui, chart, &axis, area, cx);
    for (tick, galley) in ticks {
        let y = transform.position_from_point_y(tick);
        let at = pos2(area.left() - GAP - galley.size().x, y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, cx.theme.weak);
    }
    for (index, galley) in names.into_iter().enumerate() {
        let Some(galley) = galley else { continue };
        let x = transform.position_from_point_x(index as f64);
        // A galley set in the middle hangs around its place.
        let x = x.clamp(body.left() + galley.size().x / 2.0, body.right() - galley.size().x / 2.0);
        ui.painter().galley(pos2(x, area.bottom() + GRID), galley, cx.theme.text);
    }
    let across = transform.position_from_point_y(chart.target.as_ref().map_or(0.0, |target| position(target.mark.value)));
    let mut placed: Vec<Placed<'_>> =
        Placed::target(chart, Rect::from_x_y_ranges(area.x_range(), across - 3.0..=across + 3.0)).into_iter().collect();
    placed.extend(if line { points(ui, chart, &transform, area, cx) } else { bars(ui, chart, &transform, (area, under), cx) });
    marks::interact(ui, chart, &placed, cx);
}

fn plan(chart: &ChartSpec) -> bool {
    chart.kind == ChartKind::PlanActual
}

fn legend(chart: &ChartSpec, cx: &Cx<'_>) -> Vec<(Sample, String)> {
    let count = chart.series.len();
    let names = chart.series.iter().enumerate().filter(|(_, run)| !run.name.is_empty());
    if chart.kind == ChartKind::Line {
        let lines = names.map(|(i, run)| (Sample::Line(marks::run_colour(i, count, cx.theme), false), run.name.clone()));
        return lines.chain(marks::status_entries(chart, cx, true)).collect();
    }
    if plan(chart) {
        let colour = marks::run_colour(0, 1, cx.theme);
        let status = |i| if i == 0 { Status::Target } else { Status::Actual };
        return names.map(|(i, run)| (Sample::Bar(colour, status(i)), run.name.clone())).collect();
    }
    let uniform = |run: &crate::chart::spec::Series| {
        let mut statuses = run.marks.iter().flatten().map(|m| m.status);
        let first = statuses.next()?;
        statuses.all(|other| other == first).then_some(first)
    };
    if count == 1 {
        return marks::status_entries(chart, cx, false);
    }
    let told = chart.series.iter().all(|run| uniform(run).is_some());
    let own = names.map(|(i, run)| (Sample::Bar(bar_colour(i, count, cx), uniform(run).unwrap_or(Status::Actual)), run.name.clone()));
    own.chain(if told { Vec::new() } else { marks::status_entries(chart, cx, false) }).collect()
}

fn bar_colour(run: usize, count: usize, cx: &Cx<'_>) -> Color32 {
    marks::run_colour(run, count, cx.theme)
}

/// The names under the slots, wrapped; every n-th where periods are too many.
fn names(ui: &Ui, chart: &ChartSpec, slot: f32, cx: &Cx<'_>) -> Vec<Option<Arc<egui::Galley>>> {
    let set = |name: &str, width: f32| {
        let mut job = egui::text::LayoutJob::simple(name.to_owned(), theme::plain(size::SMALL), cx.theme.text, width);
        job.halign = egui::Align::Center;
        job.wrap.max_rows = 3;
        job.wrap.break_anywhere = false;
        ui.painter().layout_job(job)
    };
    let longest = chart.categories.iter().max_by_key(|name| name.len());
    let widest = longest.map_or(0.0, |name| set(name, f32::INFINITY).size().x) + GAP;
    let dated = chart.categories.iter().all(|name| name.starts_with(|c: char| c.is_ascii_digit()));
    let every = if dated { (widest / slot).ceil().max(1.0) as usize } else { 1 };
    let last = chart.categories.len().saturating_sub(1);
    let width = if dated { f32::INFINITY } else { (slot - GRID).max(16.0) };
    chart.categories.iter().enumerate().map(|(i, name)| (last - i).is_multiple_of(every).then(|| set(name, width))).collect()
}

/// The plot itself: grid, lines and the target; gives where its values lie on the screen.
fn grid(ui: &mut Ui, chart: &ChartSpec, axis: &Axis, area: Rect, cx: &Cx<'_>) -> PlotTransform {
    let (low, high) = axis.range();
    let ticks: Vec<f64> = axis.ticks().map(|(tick, _)| tick).collect();
    let step = ticks.windows(2).map(|w| w[1] - w[0]).next().unwrap_or(1.0);
    let count = chart.categories.len() as f64;
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(area));
    let plot = Plot::new("chart")
        .width(area.width())
        .height(area.height())
        .show_axes(false)
        .show_grid([false, true])
        .grid_color(cx.theme.line)
        .grid_fade(0.0)
        .y_grid_spacer(move |_| ticks.iter().map(|&value| GridMark { value, step_size: step }).collect())
        .show_background(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .set_margin_fraction(vec2(0.0, 0.0))
        .sense(Sense::hover());
    let response = plot.show(&mut child, |plot| {
        plot.set_plot_bounds_x(-0.5..=count - 0.5);
        plot.set_plot_bounds_y(low..=high);
        if low <= 0.0 && high >= 0.0 {
            plot.hline(HLine::new("zero", 0.0).color(cx.theme.text).width(1.2).allow_hover(false));
        }
        if chart.kind == ChartKind::Line {
            for (i, run) in chart.series.iter().enumerate() {
                let colour = marks::run_colour(i, chart.series.len(), cx.theme);
                for (points, open) in pieces(&run.marks) {
                    let style = if open { LineStyle::dashed_dense() } else { LineStyle::Solid };
                    let line = Line::new(run.name.clone(), PlotPoints::new(points)).color(colour).width(2.2).style(style);
                    plot.line(line.allow_hover(false));
                }
            }
        }
        if let Some(target) = &chart.target {
            let line = HLine::new("target", position(target.mark.value)).color(cx.theme.error).width(1.5);
            plot.hline(line.style(LineStyle::dashed_dense()).allow_hover(false));
        }
    });
    response.transform
}

/// The strokes of a run: a gap breaks it; a stroke that leads to what is not actual is open.
fn pieces(marks: &[Option<Mark>]) -> Vec<(Vec<[f64; 2]>, bool)> {
    let mut pieces: Vec<(Vec<[f64; 2]>, bool)> = Vec::new();
    for (i, pair) in marks.windows(2).enumerate() {
        if let [Some(a), Some(b)] = pair {
            let (from, to) = ([i as f64, position(a.value)], [(i + 1) as f64, position(b.value)]);
            let open = b.status != Status::Actual;
            match pieces.last_mut().filter(|(points, before)| *before == open && points.last() == Some(&from)) {
                Some((points, _)) => points.push(to),
                None => pieces.push((vec![from, to], open)),
            }
        }
    }
    pieces
}

/// `under` is where the rates of completion stand: below the names.
fn bars<'a>(ui: &Ui, chart: &'a ChartSpec, transform: &PlotTransform, (area, under): (Rect, f32), cx: &Cx<'_>) -> Vec<Placed<'a>> {
    let painter = ui.painter();
    let runs = chart.series.len().max(1);
    let zero = transform.position_from_point_y(0.0).clamp(area.top(), area.bottom());
    let slot = (transform.position_from_point_x(1.0) - transform.position_from_point_x(0.0)).abs();
    let width = if plan(chart) { (slot * 0.5).min(72.0) } else { (slot * BARS as f32 / runs as f32).min(72.0) };
    let frame = area.expand2(vec2(4.0, 10.0));
    let mut labels = Labels::default();
    let (mut placed, mut values): (Vec<Placed<'a>>, Vec<(Rect, String, bool)>) = (Vec::new(), Vec::new());
    for category in 0..chart.categories.len() {
        let middle = transform.position_from_point_x(category as f64);
        for (run, series) in chart.series.iter().enumerate() {
            let Some(mark) = series.marks.get(category).and_then(Option::as_ref) else {
                let x = if plan(chart) { middle } else { middle + width * (run as f32 + 0.5 - runs as f32 / 2.0) };
                labels.put(painter, frame, &[(pos2(x, zero - 2.0), Align2::CENTER_BOTTOM)], "…", cx.theme.weak);
                continue;
            };
            let (x, w, colour, status) = match (plan(chart), run) {
                (true, 0) => (middle, width, marks::run_colour(0, 1, cx.theme), Status::Target),
                (true, _) => (middle, width * 0.62, marks::run_colour(0, 1, cx.theme), mark.status),
                (false, _) => {
                    let colour = if chart.steps_back(category) { marks::stepped_back(cx.theme) } else { bar_colour(run, runs, cx) };
                    (middle + width * (run as f32 + 0.5 - runs as f32 / 2.0), width - 2.0, colour, mark.status)
                }
            };
            let end = transform.position_from_point_y(position(mark.value));
            let rect = Rect::from_two_pos(pos2(x - w / 2.0, end), pos2(x + w / 2.0, zero));
            marks::bar(painter, rect, colour, status);
            values.push((rect, number(mark.value, chart.decimals), mark.value.is_sign_negative() && !mark.value.is_zero()));
            placed.extend(Placed::of(chart, run, category, rect));
        }
        if plan(chart) {
            plan_labels(ui, chart, category, (middle, under, slot), &mut values, cx);
        }
    }
    target_label(ui, chart, transform, area, &mut labels, cx);
    for (rect, words, falling) in values {
        let (y, anchor, step) =
            if falling { (rect.bottom() + 2.0, Align2::CENTER_TOP, 15.0) } else { (rect.top() - 2.0, Align2::CENTER_BOTTOM, -15.0) };
        let places: Vec<_> = (0_u8..3).map(|row| (pos2(rect.center().x, y + step * f32::from(row)), anchor)).collect();
        labels.put(painter, frame, &places, &words, cx.theme.text);
    }
    placed
}

/// One label over both bars, 完成／计划, in place of their own; the rate of completion under the name, within the slot.
fn plan_labels(
    ui: &Ui,
    chart: &ChartSpec,
    category: usize,
    (middle, under, slot): (f32, f32, f32),
    values: &mut Vec<(Rect, String, bool)>,
    cx: &Cx<'_>,
) {
    let (planned, done) = (chart.mark(0, category), chart.mark(1, category));
    let (Some(planned), Some(done)) = (planned, done) else { return };
    let own = values.split_off(values.len().saturating_sub(2));
    let top = own.iter().map(|(rect, _, _)| *rect).reduce(Rect::union).unwrap_or(Rect::NOTHING);
    values.push((top, format!("{}／{}", number(done.value, chart.decimals), number(planned.value, chart.decimals)), false));
    if let Some(rate) = chart.completion(category) {
        let missed = rate < Decimal::ONE_HUNDRED;
        let told = format!("{}{}", if missed { "▼" } else { "" }, decimal::round(rate, 1));
        let ink = if missed { cx.theme.error } else { cx.theme.weak };
        let laid = |words: String| ui.painter().layout_no_wrap(words, theme::plain(size::SMALL), ink);
        // Where the slots are narrow the rate stands without its word: one must not run into the next.
        let mut words = laid(cx.t.tell("charts.completion", &[("rate", &told)]));
        if words.size().x > slot - 6.0 {
            words = laid(format!("{told}%"));
        }
        ui.painter().galley(pos2(middle - words.size().x / 2.0, under), words, ink);
    }
}

fn points<'a>(ui: &Ui, chart: &'a ChartSpec, transform: &PlotTransform, area: Rect, cx: &Cx<'_>) -> Vec<Placed<'a>> {
    let painter = ui.painter();
    let mut labels = Labels::default();
    let mut placed = Vec::new();
    target_label(ui, chart, transform, area, &mut labels, cx);
    // Where points would run into each other, the line alone says more.
    let dense = area.width() / (chart.categories.len().max(1) as f32) < DENSE;
    for (run, series) in chart.series.iter().enumerate() {
        let colour = marks::run_colour(run, chart.series.len(), cx.theme);
        for (category, mark) in series.marks.iter().enumerate() {
            let Some(mark) = mark else { continue };
            let at = transform.position_from_point(&PlotPoint::new(category as f64, position(mark.value)));
            if !dense {
                marks::point(painter, at, colour, mark.status != Status::Actual, cx.theme);
            }
            let rect = Rect::from_center_size(at, vec2(9.0, 9.0));
            labels.block(rect);
            placed.extend(Placed::of(chart, run, category, rect));
        }
    }
    let frame = area.expand2(vec2(20.0, 10.0));
    let value = |p: &&Placed<'_>| p.mark.value;
    let ends = [placed.first(), placed.last(), placed.iter().min_by_key(value), placed.iter().max_by_key(value)];
    for (i, p) in placed.iter().enumerate() {
        if dense && !ends.iter().flatten().any(|end| std::ptr::eq(*end, p)) {
            continue;
        }
        let at: Pos2 = p.rect.center();
        let near = |j: Option<usize>| j.and_then(|j| placed.get(j)).map_or(at.y, |q: &Placed<'_>| q.rect.center().y);
        let valley = near(i.checked_sub(1)) + near(Some(i + 1)) < 2.0 * at.y - 0.5;
        let (above, below) = ((at - vec2(0.0, 7.0), Align2::CENTER_BOTTOM), (at + vec2(0.0, 7.0), Align2::CENTER_TOP));
        let places = if valley { [below, above] } else { [above, below] };
        labels.put(painter, frame, &places, &number(p.mark.value, chart.decimals), cx.theme.text);
    }
    placed
}

fn target_label(ui: &Ui, chart: &ChartSpec, transform: &PlotTransform, area: Rect, labels: &mut Labels, cx: &Cx<'_>) {
    let Some(target) = &chart.target else { return };
    let y = transform.position_from_point_y(position(target.mark.value));
    let places = [(pos2(area.left() + GRID, y - 2.0), Align2::LEFT_BOTTOM), (pos2(area.left() + GRID, y + 2.0), Align2::LEFT_TOP)];
    labels.put(ui.painter(), area, &places, &target.label, cx.theme.error);
    labels.block(Rect::from_x_y_ranges(area.x_range(), y..=y).expand2(vec2(0.0, 1.0)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Language, Locale, State};
    use crate::chart::spec::Series;
    use crate::library::ObservationRef;
    use std::time::{Duration, Instant};

    /// The least time that a frame of a line of so many points takes, with its shapes made into triangles.
    fn frame_of(points: u32) -> Duration {
        let mark = |index| {
            let source = ObservationRef { report: crate::document::ContentHash([7; 32]), index };
            Some(Mark { value: Decimal::new(i64::from(index * index % 997), 1), source, status: Status::Actual })
        };
        let chart = ChartSpec {
            kind: ChartKind::Line,
            unit: "亿元".into(),
            categories: (0..points).map(|i| format!("{}年{}月", 1200 + i / 12, i % 12 + 1)).collect(),
            series: vec![Series { name: "产值".into(), marks: (0..points).map(mark).collect() }],
            decimals: 1,
            ..ChartSpec::default()
        };
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let (state, t, mut commands) = (State::default(), Locale::of(Language::Chinese), Vec::new());
        let frame = Rect::from_min_size(Pos2::ZERO, vec2(1000.0, 600.0));
        let mut least = Duration::MAX;
        for turn in 0_u8..30 {
            // A moving pointer: nothing is kept from the frame before.
            let events = vec![egui::Event::PointerMoved(pos2(300.0 + f32::from(turn), 300.0))];
            let input = egui::RawInput { screen_rect: Some(frame), events, ..Default::default() };
            let start = Instant::now();
            let output = ctx.run_ui(input, |ui| {
                let mut cx = Cx { state: &state, t, theme: &theme::LIGHT, commands: &mut commands };
                show(ui, &chart, frame.shrink(20.0), &mut cx);
            });
            let triangles = ctx.tessellate(output.shapes, output.pixels_per_point);
            assert!(!triangles.is_empty());
            least = least.min(start.elapsed());
        }
        least
    }

    #[test]
    fn dense_lines_are_drawn_whole() {
        let marks: Vec<Option<Mark>> = (0..6)
            .map(|i| {
                let source = ObservationRef { report: crate::document::ContentHash([7; 32]), index: i };
                let status = if i == 5 { Status::Forecast } else { Status::Actual };
                (i != 2).then_some(Mark { value: Decimal::from(i), source, status })
            })
            .collect();
        let pieces: Vec<(usize, bool)> = pieces(&marks).into_iter().map(|(points, open)| (points.len(), open)).collect();
        assert_eq!(pieces, [(2, false), (2, false), (2, true)]);
    }

    #[test]
    #[ignore = "measures, and needs optimised code: cargo test --release --lib frames_of_a_large_chart -- --ignored --nocapture"]
    fn frames_of_a_large_chart() {
        for points in [100, 1_000, 10_000] {
            println!("{points} points: {:.2} ms a frame", frame_of(points).as_secs_f64() * 1000.0);
        }
        assert!(frame_of(10_000) < Duration::from_millis(8));
    }
}
