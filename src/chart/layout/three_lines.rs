//! Rows of words and numbers under a head, between three lines: thick above and below, thin under the head.

use super::board::{Board, centred};
use crate::chart::fonts::Font;
use crate::chart::palette::{BAND, INK, RULE};
use crate::chart::scene::{Anchor, Rect, Stroke, Style, at};
use crate::chart::text;
use crate::library::ObservationRef;

/// One cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its words.
    pub words: String,
    /// The figure it shows.
    pub link: Option<ObservationRef>,
}

impl Cell {
    /// A cell of words alone.
    pub fn of(words: impl Into<String>) -> Self {
        Self { words: words.into(), link: None }
    }
}

/// A table to be drawn.
pub struct ThreeLines {
    /// The head; a column whose head begins with `<` is set to the left.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
    /// The row that stands out.
    pub highlight: Option<usize>,
}

/// The height of a row in mm, and the least that can be read.
const ROW: f32 = 5.6;
const LEAST_ROW: f32 = 2.3;

impl ThreeLines {
    /// Draws it into a frame; rows that do not fit are told of.
    pub fn draw(&self, frame: Rect, board: &mut Board) {
        let most = ((frame.h / LEAST_ROW) as usize).saturating_sub(1).max(1);
        let left_out = if self.rows.len() > most { self.rows.len() + 1 - most } else { 0 };
        let shown = self.rows.len() - left_out;
        let height = (frame.h / (shown + 1 + usize::from(left_out > 0)) as f32).min(ROW);
        let label = board.label();
        let style = label.scaled((height / 1.35 / label.size).min(1.0));
        let widths = self.widths(frame.w, style);
        let rule = |board: &mut Board, y: f32, stroke| board.scene.line(at(frame.x, y), at(frame.right(), y), stroke);
        rule(board, frame.y, Stroke::new(INK, 0.4));
        let head: Vec<Cell> = self.head.iter().map(|words| Cell::of(words.trim_start_matches('<'))).collect();
        self.row(&head, &widths, (frame.x, frame.y, height), style.in_font(Font::SansBold), board);
        for (index, row) in self.rows.iter().take(shown).enumerate() {
            let top = frame.y + height * (index + 1) as f32;
            let stands_out = self.highlight == Some(index);
            if stands_out {
                board.scene.rect(Rect::new(frame.x, top, frame.w, height), BAND, None);
            }
            if index > 0 {
                rule(board, top, Stroke::new(RULE, 0.15));
            }
            self.row(row, &widths, (frame.x, top, height), if stands_out { style.in_font(Font::SansBold) } else { style }, board);
        }
        rule(board, frame.y + height, Stroke::new(INK, 0.25));
        let bottom = frame.y + height * (shown + 1) as f32;
        rule(board, bottom, Stroke::new(INK, 0.4));
        if left_out > 0 {
            let soft = board.soft().scaled(style.size / board.soft().size);
            board.put(&format!("另有{left_out}项未列"), at(frame.x, centred(bottom + height / 2.0, soft)), Anchor::Start, soft);
        }
    }

    fn row(&self, cells: &[Cell], widths: &[f32], (left, top, height): (f32, f32, f32), style: Style, board: &mut Board) {
        let mut x = left;
        for ((cell, &width), head) in cells.iter().zip(widths).zip(&self.head) {
            if let Some(link) = cell.link {
                // The whole cell leads to its source.
                board.scene.field(Rect::new(x, top, width, height), Some(link));
            }
            let room = (width - 2.0).max(0.5);
            let fitted = style.scaled((room / style.width(&cell.words).max(0.1)).clamp(0.75, 1.0));
            let words = text::fit(&cell.words, fitted.font, fitted.size, room);
            let y = centred(top + height / 2.0, fitted);
            if head.starts_with('<') {
                board.put(&words, at(x + 1.0, y), Anchor::Start, fitted);
            } else {
                board.put(&words, at(x + width - 1.0, y), Anchor::End, fitted);
            }
            x += width;
        }
    }

    /// Column widths in proportion to their widest cell.
    fn widths(&self, total: f32, style: Style) -> Vec<f32> {
        let natural: Vec<f32> = (0..self.head.len())
            .map(|c| {
                let cells = self.rows.iter().filter_map(|row| row.get(c)).map(|cell| style.width(&cell.words));
                let head = style.in_font(Font::SansBold).width(self.head.get(c).map_or("", |h| h.trim_start_matches('<')));
                cells.fold(head.max(6.0), f32::max).min(total * 0.5) + 4.0
            })
            .collect();
        let sum: f32 = natural.iter().sum();
        natural.iter().map(|w| w / sum * total).collect()
    }
}
