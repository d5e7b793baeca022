//! Parts of a whole on the screen: a ring as a mesh (the painter fills only convex shapes), the total in its middle, the
//! parts listed beside it.

use super::marks::{self, Placed};
use crate::base::Decimal;
use crate::chart::numbers::{position, show as number};
use crate::chart::spec::ChartSpec;
use crate::indicator::Status;
use crate::ui::Cx;
use crate::ui::theme::{self, GAP, GRID, size};
use eframe::egui::{Align2, Color32, Mesh, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};
use std::f32::consts::{FRAC_PI_2, TAU};

/// Height of a part's entry in the list.
const ENTRY: f32 = 46.0;

/// Shows the chart and makes its marks lead to their sources.
pub fn show(ui: &Ui, chart: &ChartSpec, frame: Rect, cx: &mut Cx<'_>) {
    let body = marks::top_row(ui, chart, &[], frame, cx);
    let total = chart.marks().try_fold(Decimal::ZERO, |sum, (_, mark)| sum.checked_add(mark.value));
    let Some(total) = total.filter(|total| !total.is_zero()) else { return };
    let (outer, count) = ((body.height().min(body.width() * 0.55) / 2.0 - GAP).max(20.0), chart.categories.len());
    let inner = outer * 0.6;
    let listed = 240.0_f32.min(body.width() * 0.42);
    let middle = pos2(body.left() + (body.width() - listed) / 2.0, body.center().y);
    let painter = ui.painter();
    let mut placed = Vec::new();
    let mut from = -FRAC_PI_2;
    for index in 0..count {
        let Some(mark) = chart.mark(0, index) else { continue };
        let colour = marks::part_colour(index, count, cx.theme);
        let angle = (position(mark.value) / position(total)) as f32 * TAU;
        let ring = (middle, inner, outer);
        if angle > 0.0 {
            painter.add(sector(
                ring,
                (from, from + angle),
                if mark.status == Status::Actual { colour } else { colour.gamma_multiply(0.35) },
            ));
            let edge = |turn: f32| [inner, outer].map(|r| middle + vec2(turn.cos(), turn.sin()) * r);
            painter.line_segment(edge(from), Stroke::new(2.0, cx.theme.paper));
            painter.line_segment(edge(from + angle), Stroke::new(2.0, cx.theme.paper));
            let turn = from + angle / 2.0;
            let at = middle + vec2(turn.cos(), turn.sin()) * (inner + outer) / 2.0;
            let words = number(mark.value, chart.decimals);
            let galley = painter.layout_no_wrap(words, theme::strong(size::BODY), ink_on(colour));
            if galley.size().x < outer - inner && angle * (inner + outer) / 2.0 > 22.0 {
                painter.galley(at - galley.size() / 2.0, galley, Color32::PLACEHOLDER);
            }
            from += angle;
        }
        let y = body.center().y + ENTRY * (index as f32 - count as f32 / 2.0);
        let entry = Rect::from_min_size(pos2(body.right() - listed + GAP, y), vec2(listed - GAP, ENTRY));
        if entry.top() >= body.top() - ENTRY && entry.bottom() <= frame.bottom() + ENTRY {
            list_entry(ui, chart, index, (entry, colour, total), cx);
            placed.extend(Placed::of(chart, 0, index, entry.shrink2(vec2(0.0, 2.0))));
        }
    }
    let words = format!("{}{}", number(total, chart.decimals), chart.unit);
    painter.text(middle - vec2(0.0, 4.0), Align2::CENTER_BOTTOM, cx.t.say("charts.total"), theme::plain(size::SMALL), cx.theme.weak);
    painter.text(middle - vec2(0.0, 2.0), Align2::CENTER_TOP, words, theme::strong(size::TITLE), cx.theme.text);
    // A sector is reached through its entry in the list, and by pointing at it.
    pointed(ui, chart, (middle, inner, outer), total, &mut placed);
    marks::interact(ui, chart, &placed, cx);
}

/// Adds the sector under the pointer as a place that can be clicked.
fn pointed<'a>(ui: &Ui, chart: &'a ChartSpec, (middle, inner, outer): (Pos2, f32, f32), total: Decimal, placed: &mut Vec<Placed<'a>>) {
    let Some(pointer) = ui.ctx().pointer_hover_pos() else { return };
    let away = pointer - middle;
    if !(inner..=outer).contains(&away.length()) {
        return;
    }
    let share = (away.angle() + FRAC_PI_2).rem_euclid(TAU) / TAU;
    let mut sum = 0.0;
    for index in 0..chart.categories.len() {
        let Some(mark) = chart.mark(0, index) else { continue };
        sum += (position(mark.value) / position(total)) as f32;
        if share < sum {
            placed.extend(Placed::of(chart, 0, index, Rect::from_center_size(pointer, vec2(4.0, 4.0))));
            return;
        }
    }
}

fn list_entry(ui: &Ui, chart: &ChartSpec, index: usize, (area, colour, total): (Rect, Color32, Decimal), cx: &Cx<'_>) {
    let Some(mark) = chart.mark(0, index) else { return };
    let painter = ui.painter();
    let swatch = Rect::from_min_size(area.min + vec2(0.0, 8.0), vec2(12.0, 12.0));
    marks::bar(painter, swatch, colour, mark.status);
    let left = swatch.right() + GAP;
    let name = chart.categories.get(index).map_or("", String::as_str);
    crate::ui::widgets::line(painter, pos2(left, swatch.center().y), area.right() - left, name, theme::plain(size::BODY), cx.theme.text);
    let share = mark.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(total)).map(|s| number(s, 1));
    let share = share.map_or(String::new(), |share| cx.t.tell("charts.share", &[("share", &share)]));
    let words = format!("{}{}，{share}", number(mark.value, chart.decimals), chart.unit);
    painter.text(pos2(left, swatch.bottom() + GRID), Align2::LEFT_TOP, words, theme::plain(size::SMALL), cx.theme.weak);
}

/// A piece of the ring.
fn sector((middle, inner, outer): (Pos2, f32, f32), (from, to): (f32, f32), colour: Color32) -> Shape {
    let steps = ((to - from) / 0.03).ceil().clamp(1.0, 256.0) as u32;
    let mut mesh = Mesh::default();
    for i in 0..=steps {
        let turn = from + (to - from) * i as f32 / steps as f32;
        let way = vec2(turn.cos(), turn.sin());
        mesh.colored_vertex(middle + way * inner, colour);
        mesh.colored_vertex(middle + way * outer, colour);
        if i > 0 {
            let at = 2 * i;
            mesh.add_triangle(at - 2, at - 1, at);
            mesh.add_triangle(at - 1, at, at + 1);
        }
    }
    Shape::mesh(mesh)
}

/// Black or white, whichever is read better on the ground.
fn ink_on(ground: Color32) -> Color32 {
    crate::chart::palette::Colour(ground.r(), ground.g(), ground.b()).ink_on().into_screen()
}

trait IntoScreen {
    fn into_screen(self) -> Color32;
}

impl IntoScreen for crate::chart::palette::Colour {
    fn into_screen(self) -> Color32 {
        Color32::from_rgb(self.0, self.1, self.2)
    }
}
