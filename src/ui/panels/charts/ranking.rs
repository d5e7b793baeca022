//! Lying bars on the screen, the longest first.

use super::marks::{self, Placed};
use crate::chart::layout::axis::Axis;
use crate::chart::numbers::{position, show as number};
use crate::chart::spec::ChartSpec;
use crate::ui::theme::{self, GAP, size};
use crate::ui::{Cx, widgets};
use eframe::egui::{self, Align2, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{Plot, VLine};

/// The least height of a row; more rows than fit are scrolled to.
const ROW: f32 = 26.0;

/// Shows the chart and makes its marks lead to their sources.
pub fn show(ui: &mut Ui, chart: &ChartSpec, frame: Rect, cx: &mut Cx<'_>) {
    let body = marks::top_row(ui, chart, &marks::status_entries(chart, cx, false), frame, cx);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(body));
    ScrollArea::vertical().id_salt("ranking").auto_shrink([false, false]).show(&mut child, |ui| {
        let rows = chart.categories.len().max(1) as f32;
        let height = (body.height() / rows).clamp(ROW, 48.0);
        let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height * rows), Sense::hover());
        bars(ui, chart, area, height, cx);
    });
}

fn bars(ui: &mut Ui, chart: &ChartSpec, area: Rect, height: f32, cx: &mut Cx<'_>) {
    let mut order: Vec<usize> = (0..chart.categories.len()).collect();
    let value = |i: usize| chart.mark(0, i).map(|m| m.value);
    order.sort_by_key(|&i| std::cmp::Reverse(value(i)));
    let width = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), theme::plain(size::BODY), cx.theme.text).size().x;
    let named = chart.categories.iter().map(|name| width(name)).fold(0.0, f32::max).min(area.width() * 0.4) + GAP;
    let valued = chart.marks().map(|(_, m)| width(&number(m.value, chart.decimals))).fold(0.0, f32::max) + 2.0 * GAP;
    let falling = chart.marks().any(|(_, m)| m.value.is_sign_negative());
    let left = area.left() + named + GAP + if falling { valued } else { 0.0 };
    let bars = Rect::from_min_max(pos2(left, area.top()), pos2((area.right() - valued).max(left + 20.0), area.bottom()));
    let axis = Axis::exact(chart.marks().map(|(_, m)| position(m.value)));
    let (low, high) = axis.range();
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(bars));
    let plot = Plot::new("ranking").width(bars.width()).height(bars.height()).show_axes(false).show_grid(false).show_background(false);
    let plot =
        plot.show_crosshair(false).label_formatter(|_| None).allow_zoom(false).allow_drag(false).allow_scroll(false).sense(Sense::hover());
    let response = plot.allow_boxed_zoom(false).set_margin_fraction(vec2(0.0, 0.0)).show(&mut inner, |plot| {
        plot.set_plot_bounds_x(low..=high);
        plot.set_plot_bounds_y(0.0..=1.0);
        plot.vline(VLine::new("zero", 0.0).color(cx.theme.weak).width(1.0).allow_hover(false));
    });
    let zero = response.transform.position_from_point_x(0.0);
    let mut placed = Vec::new();
    for (row, index) in order.into_iter().enumerate() {
        let y = area.top() + height * (row as f32 + 0.5);
        let name = chart.categories.get(index).map_or("", String::as_str);
        let font = theme::plain(size::BODY);
        let right = area.left() + named;
        let galley_width = width_of(ui, name, cx);
        if galley_width <= named {
            widgets::line_right(ui.painter(), pos2(right, y), name, font.clone(), cx.theme.text);
        } else {
            widgets::line(ui.painter(), pos2(area.left(), y), named, name, font.clone(), cx.theme.text);
        }
        let Some(mark) = chart.mark(0, index) else {
            ui.painter().text(pos2(zero + GAP, y), Align2::LEFT_CENTER, "…", font, cx.theme.weak);
            continue;
        };
        let end = response.transform.position_from_point_x(position(mark.value));
        let rect = Rect::from_two_pos(pos2(zero, y - height * 0.3), pos2(end, y + height * 0.3));
        let colour = if chart.steps_back(index) { marks::stepped_back(cx.theme) } else { marks::run_colour(0, 1, cx.theme) };
        marks::bar(ui.painter(), rect, colour, mark.status);
        let (x, anchor) = if end < zero { (end - GAP, Align2::RIGHT_CENTER) } else { (end + GAP, Align2::LEFT_CENTER) };
        ui.painter().text(pos2(x, y), anchor, number(mark.value, chart.decimals), font, cx.theme.text);
        placed.extend(Placed::of(chart, 0, index, rect));
    }
    if falling {
        ui.painter().vline(zero, area.y_range(), Stroke::new(1.0, cx.theme.text));
    }
    marks::interact(ui, chart, &placed, cx);
}

fn width_of(ui: &Ui, text: &str, cx: &Cx<'_>) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), theme::plain(size::BODY), cx.theme.text).size().x
}
