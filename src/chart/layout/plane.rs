//! The ground of every chart with a value axis at the left and categories below: rows, axis labels, names.

use super::axis::Axis;
use super::board::Board;
use super::categories::Names;
use crate::chart::scene::Rect;
use crate::chart::spec::ChartSpec;

/// Where marks are drawn, and how wide each category is; in millimetres.
pub struct Plane {
    /// The values' axis.
    pub axis: Axis,
    /// The area of the marks.
    pub plot: Rect,
    /// The width of one category.
    pub slot: f32,
    /// The height of the names below.
    pub names: f32,
}

impl Plane {
    /// Draws rows, axis labels and names into `body`; `beneath` tells, from a category's width, the room kept below the names.
    pub fn draw(spec: &ChartSpec, axis: Axis, body: Rect, frame: Rect, board: &mut Board, beneath: impl Fn(f32, &Board) -> f32) -> Self {
        let left = axis.label_width(board);
        let slot = (body.w - left) / spec.categories.len() as f32;
        let names = Names::new(&spec.categories, slot, (body.h, false), board.label());
        let below = names.height() + beneath(slot, board);
        let top = board.label().size * 0.6;
        let plot = Rect::new(body.x + left, body.y + top, body.w - left, (body.h - top - below).max(4.0));
        axis.draw_rows(plot, board);
        names.draw(plot, frame, board);
        Self { axis, plot, slot, names: names.height() }
    }
}
