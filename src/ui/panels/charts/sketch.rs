//! A small drawing of each kind of chart, for lists.

use crate::chart::spec::ChartKind;
use eframe::egui::{self, Pos2, Rect, Stroke, vec2};

/// Draws it into an area.
pub fn draw(painter: &egui::Painter, kind: ChartKind, area: Rect, colour: egui::Color32) {
    let bar = |x: f32, y: f32, w: f32, h: f32| {
        Rect::from_min_size(area.min + vec2(x * area.width(), y * area.height()), vec2(w * area.width(), h * area.height()))
    };
    let stroke = Stroke::new(1.5, colour);
    match kind {
        ChartKind::Column => {
            for (x, y) in [(0.05, 0.5), (0.4, 0.25), (0.75, 0.0)] {
                painter.rect_filled(bar(x, y, 0.2, 1.0 - y), 0.0, colour);
            }
        }
        ChartKind::Ranking => {
            for (y, w) in [(0.0, 1.0), (0.38, 0.7), (0.76, 0.4)] {
                painter.rect_filled(bar(0.0, y, w, 0.24), 0.0, colour);
            }
        }
        ChartKind::Line => {
            let points = [(0.0, 0.8), (0.35, 0.45), (0.65, 0.6), (1.0, 0.1)];
            let points: Vec<Pos2> = points.iter().map(|&(x, y)| area.min + vec2(x * area.width(), y * area.height())).collect();
            for p in &points {
                painter.circle_filled(*p, 2.0, colour);
            }
            painter.line(points, stroke);
        }
        ChartKind::Structure => {
            painter.circle_stroke(area.center(), area.height() * 0.42, Stroke::new(4.0, colour.gamma_multiply(0.5)));
            let points = (0_u8..=8).map(|i| {
                let turn = f32::from(i) / 8.0 * 2.2 - std::f32::consts::FRAC_PI_2;
                area.center() + vec2(turn.cos(), turn.sin()) * area.height() * 0.42
            });
            painter.line(points.collect(), Stroke::new(4.0, colour));
        }
        ChartKind::Stacked | ChartKind::Shares => {
            for (x, y) in [(0.05, 0.2), (0.4, 0.1), (0.75, 0.0)] {
                let top = if kind == ChartKind::Shares { 0.0 } else { y };
                painter.rect_filled(bar(x, top, 0.2, 0.5), 0.0, colour.gamma_multiply(0.45));
                painter.rect_filled(bar(x, 0.5 + y / 2.0, 0.2, 0.5 - y / 2.0), 0.0, colour);
            }
        }
        ChartKind::LevelGrowth => {
            for (x, y) in [(0.05, 0.65), (0.4, 0.55), (0.75, 0.45)] {
                painter.rect_filled(bar(x, y, 0.2, 1.0 - y), 0.0, colour.gamma_multiply(0.6));
            }
            let points = [(0.15, 0.3), (0.5, 0.05), (0.85, 0.2)].map(|(x, y)| area.min + vec2(x * area.width(), y * area.height()));
            painter.line(points.to_vec(), stroke);
        }
        ChartKind::Progress => {
            for (y, w) in [(0.0, 0.9), (0.38, 0.6), (0.76, 0.75)] {
                painter.rect_filled(bar(0.0, y, 1.0, 0.24), 0.0, colour.gamma_multiply(0.25));
                painter.rect_filled(bar(0.0, y, w, 0.24), 0.0, colour);
            }
        }
        ChartKind::Heat => {
            for (i, part) in [0.9, 0.5, 0.2, 0.4, 0.7, 1.0].into_iter().enumerate() {
                let (row, column) = ((i / 3) as f32, (i % 3) as f32);
                painter.rect_filled(bar(column * 0.34, row * 0.52, 0.3, 0.46), 0.0, colour.gamma_multiply(part));
            }
        }
        ChartKind::Panels => {
            for (x, y) in [(0.0, 0.0), (0.55, 0.0), (0.0, 0.55), (0.55, 0.55)] {
                let cell = bar(x, y, 0.45, 0.42);
                painter.line(vec![cell.left_bottom(), cell.center_top(), cell.right_center()], Stroke::new(1.2, colour));
            }
        }
        ChartKind::Ladder => {
            for (i, y) in [0.7, 0.4, 0.1].into_iter().enumerate() {
                painter.rect_filled(bar(0.34 * i as f32, y, 0.3, 1.0 - y), 0.0, colour);
            }
        }
        ChartKind::Table | ChartKind::RankTable => {
            for y in [0.0, 0.28, 0.98] {
                painter.hline(area.x_range(), area.top() + y * area.height(), stroke);
            }
            for y in [0.5, 0.74] {
                painter.hline(area.x_range(), area.top() + y * area.height(), Stroke::new(1.0, colour.gamma_multiply(0.4)));
            }
        }
        ChartKind::PlanActual => {
            for (x, y, done) in [(0.05, 0.0, 0.3), (0.55, 0.2, 0.2)] {
                painter.rect_stroke(bar(x, y, 0.38, 1.0 - y), 0.0, Stroke::new(1.0, colour), egui::StrokeKind::Inside);
                painter.rect_filled(bar(x + 0.09, y + done, 0.2, 1.0 - y - done), 0.0, colour);
            }
        }
    }
}
