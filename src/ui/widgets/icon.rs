//! Icons, drawn with lines so that they need no font and take any colour. Each button has its name for those who cannot see it.

use crate::ui::theme::{GRID, RADIUS, ROW};
use eframe::egui::{self, Color32, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// What to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Take away.
    Cross,
    /// Unfolded.
    Down,
    /// Folded.
    Right,
    /// To the one before.
    Left,
    /// Settings.
    Sliders,
    /// Half light, half dark.
    Contrast,
    /// Search.
    Glass,
    /// Copy.
    Sheets,
    /// What is said.
    Speech,
    /// Made by hand.
    Pencil,
}

/// Draws the icon around a point, about 16 points wide.
pub fn paint(painter: &Painter, icon: Icon, c: Pos2, colour: Color32) {
    let stroke = Stroke::new(1.5, colour);
    let line = |points: &[(f32, f32)]| {
        painter.line(points.iter().map(|&(x, y)| c + vec2(x, y)).collect(), stroke);
    };
    match icon {
        Icon::Cross => {
            line(&[(-4.0, -4.0), (4.0, 4.0)]);
            line(&[(-4.0, 4.0), (4.0, -4.0)]);
        }
        Icon::Down => line(&[(-4.0, -2.0), (0.0, 2.0), (4.0, -2.0)]),
        Icon::Right => line(&[(-2.0, -4.0), (2.0, 0.0), (-2.0, 4.0)]),
        Icon::Left => line(&[(2.0, -4.0), (-2.0, 0.0), (2.0, 4.0)]),
        Icon::Sliders => {
            for (y, knob) in [(-5.0, 2.0), (0.0, -3.0), (5.0, 3.0)] {
                line(&[(-7.0, y), (7.0, y)]);
                painter.circle_filled(c + vec2(knob, y), 2.5, colour);
            }
        }
        Icon::Contrast => {
            painter.circle_stroke(c, 6.5, stroke);
            let half = (0..=16).map(|i| -0.5 + f64::from(i) / 16.0).map(|turn| turn * std::f64::consts::PI);
            #[expect(clippy::cast_possible_truncation, reason = "points on a circle of six pixels")]
            let points = half.map(|a| c + vec2(a.cos() as f32, a.sin() as f32) * 6.5).collect();
            painter.add(egui::Shape::convex_polygon(points, colour, Stroke::NONE));
        }
        Icon::Glass => {
            painter.circle_stroke(c + vec2(-1.0, -1.0), 4.5, stroke);
            line(&[(2.5, 2.5), (6.0, 6.0)]);
        }
        Icon::Speech => {
            line(&[(-6.0, -5.0), (6.0, -5.0), (6.0, 3.0), (0.0, 3.0), (-3.0, 6.0), (-3.0, 3.0), (-6.0, 3.0), (-6.0, -5.0)]);
            line(&[(-3.0, -1.0), (3.0, -1.0)]);
        }
        Icon::Pencil => {
            line(&[(-5.0, 5.0), (-4.0, 1.5), (3.0, -5.5), (5.5, -3.0), (-1.5, 4.0), (-5.0, 5.0)]);
            line(&[(1.0, -3.5), (3.5, -1.0)]);
        }
        Icon::Sheets => {
            painter.rect_stroke(Rect::from_min_max(c + vec2(-5.0, -2.0), c + vec2(3.0, 6.0)), 1.0, stroke, egui::StrokeKind::Middle);
            line(&[(-2.0, -2.0), (-2.0, -6.0), (6.0, -6.0), (6.0, 3.0), (3.0, 3.0)]);
        }
    }
}

/// A square button with an icon; `name` is told to screen readers and shown on hover.
pub fn button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ROW, ROW), Sense::click());
    let visuals = ui.style().interact(&response);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.shrink(0.5 * GRID), RADIUS, visuals.weak_bg_fill);
    }
    paint(ui.painter(), icon, pos2(rect.center().x, rect.center().y), visuals.fg_stroke.color);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name)
}
