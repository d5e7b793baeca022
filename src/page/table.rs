//! A plain three-line table.

use crate::chart::fonts::Font;
use crate::chart::palette::{INK, RULE};
use crate::chart::scene::{Anchor, Rect, Scene, Stroke, Style, at};
use crate::chart::text;

/// Rows of words and numbers under a head. Columns of numbers are set to the right, others to the left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Without its number.
    pub title: String,
    /// 单位, once for the whole table; may be empty.
    pub unit: String,
    /// The head, one cell a column.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
}

/// The height of a row in mm.
const ROW: f32 = 5.6;

impl Table {
    /// How high it stands in mm, without its title.
    #[must_use]
    pub fn height(&self) -> f32 {
        (self.rows.len() + 1) as f32 * ROW + if self.unit.is_empty() { 1.0 } else { 6.0 }
    }

    /// Draws it into a frame; rows that do not fit are left out.
    pub(super) fn draw(&self, frame: Rect, scene: &mut Scene) {
        let label = Style::new(Font::Sans, 9.0, INK);
        let mut y = frame.y;
        if !self.unit.is_empty() {
            scene.text(&format!("单位：{}", self.unit), at(frame.right(), y + 3.6), Anchor::End, label);
            y += 5.0;
        }
        let rows = self.rows.len().min((((frame.bottom() - y) / ROW) as usize).saturating_sub(1));
        let widths = self.widths(frame.w, label);
        let rule = |scene: &mut Scene, y: f32, stroke| scene.line(at(frame.x, y), at(frame.right(), y), stroke);
        rule(scene, y, Stroke::new(INK, 0.4));
        self.draw_row(&self.head, &widths, at(frame.x, y), label.in_font(Font::SansBold), scene);
        rule(scene, y + ROW, Stroke::new(INK, 0.25));
        for (i, row) in self.rows.iter().take(rows).enumerate() {
            let top = y + ROW * (i as f32 + 1.0);
            self.draw_row(row, &widths, at(frame.x, top), label, scene);
            let last = i + 1 == rows;
            rule(scene, top + ROW, if last { Stroke::new(INK, 0.4) } else { Stroke::new(RULE, 0.15) });
        }
    }

    fn draw_row(&self, cells: &[String], widths: &[f32], corner: crate::chart::scene::Point, style: Style, scene: &mut Scene) {
        let mut x = corner.x;
        for (column, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            let words = text::fit(cell, style.font, style.size, width - 4.0);
            let base = corner.y + ROW / 2.0 + style.size * 0.38;
            if self.is_numeric(column) {
                scene.text(&words, at(x + width - 2.0, base), Anchor::End, style);
            } else {
                scene.text(&words, at(x + 2.0, base), Anchor::Start, style);
            }
            x += width;
        }
    }

    /// Whether every cell of a column begins as a number does, or says that there is none.
    fn is_numeric(&self, column: usize) -> bool {
        let cells = || self.rows.iter().filter_map(|row| row.get(column));
        cells().all(|cell| cell.is_empty() || cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '−' | '—' | '…' | '*' | 'x')))
            && cells().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit() || c == '−'))
    }

    /// Column widths in proportion to their widest cell.
    fn widths(&self, total: f32, style: Style) -> Vec<f32> {
        let natural: Vec<f32> = (0..self.head.len())
            .map(|c| {
                std::iter::once(&self.head).chain(&self.rows).filter_map(|row| row.get(c)).map(|w| style.width(w)).fold(8.0, f32::max) + 6.0
            })
            .collect();
        let sum: f32 = natural.iter().sum();
        natural.iter().map(|w| w / sum * total).collect()
    }
}
