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

/// The least that a name's column takes of the table, and the least size of numbers, in parts of what they would be.
const LEAST_NAME: f32 = 0.22;
const LEAST_SIZE: f32 = 0.75;
/// The most lines of a head.
const HEAD_LINES: usize = 3;

impl ThreeLines {
    /// Draws it into a frame; rows and columns that do not fit are told of.
    pub fn draw(&self, frame: Rect, board: &mut Board) {
        let wide = self.columns_within(frame.w, board.label());
        if wide > 0 {
            let without = |row: &[Cell]| -> Vec<Cell> { kept(row, &self.head, wide) };
            let head: Vec<Cell> = self.head.iter().map(|words| Cell::of(words.as_str())).collect();
            let head = without(&head).into_iter().map(|cell| cell.words).collect();
            let rows = self.rows.iter().map(|row| without(row)).collect();
            let soft = board.soft();
            let note = soft.size * 1.5;
            board.put(&format!("另有{wide}列未列"), at(frame.x, frame.bottom() - note * 0.3), Anchor::Start, soft);
            let frame = Rect { h: (frame.h - note).max(LEAST_ROW), ..frame };
            return Self { head, rows, highlight: self.highlight }.draw(frame, board);
        }
        let most = ((frame.h / LEAST_ROW) as usize).saturating_sub(1).max(1);
        let left_out = if self.rows.len() > most { self.rows.len() + 1 - most } else { 0 };
        let shown = self.rows.len() - left_out;
        let below = (shown + usize::from(left_out > 0)) as f32;
        let label = board.label();
        let sized = |height: f32| label.scaled((height / 1.35 / label.size).min(1.0));
        let height = (frame.h / (below + 1.0)).min(ROW);
        let style = sized(height);
        let widths = self.widths(frame.w, style);
        let heads = self.heads(&widths, style);
        let lines = heads.iter().map(Vec::len).max().unwrap_or(1).max(1);
        // A head of several lines takes its room from all rows.
        let added = (lines - 1) as f32 * style.size * 1.25;
        let height = ((frame.h - added) / (below + 1.0)).min(height).max(LEAST_ROW * 0.6);
        let style = sized(height);
        let rule = |board: &mut Board, y: f32, stroke| board.scene.line(at(frame.x, y), at(frame.right(), y), stroke);
        rule(board, frame.y, Stroke::new(INK, 0.4));
        let body = frame.y + height + added;
        for line in 0..lines {
            let of = |head: &Vec<String>| {
                let above = lines - head.len();
                Cell::of(line.checked_sub(above).and_then(|i| head.get(i)).map_or("", String::as_str))
            };
            let cells: Vec<Cell> = heads.iter().map(of).collect();
            let top = frame.y + line as f32 * style.size * 1.25;
            self.row(&cells, &widths, (frame.x, top, height), style.in_font(Font::SansBold), board);
        }
        for (index, row) in self.rows.iter().take(shown).enumerate() {
            let top = body + height * index as f32;
            let stands_out = self.highlight == Some(index);
            if stands_out {
                board.scene.rect(Rect::new(frame.x, top, frame.w, height), BAND, None);
            }
            if index > 0 {
                rule(board, top, Stroke::new(RULE, 0.15));
            }
            self.row(row, &widths, (frame.x, top, height), if stands_out { style.in_font(Font::SansBold) } else { style }, board);
        }
        rule(board, body, Stroke::new(INK, 0.25));
        let bottom = body + height * shown as f32;
        rule(board, bottom, Stroke::new(INK, 0.4));
        if left_out > 0 {
            let soft = board.soft().scaled(style.size / board.soft().size);
            board.put(&format!("另有{left_out}项未列"), at(frame.x, centred(bottom + height / 2.0, soft)), Anchor::Start, soft);
        }
    }

    /// How wide the cells of a column are below its head.
    fn widest(&self, column: usize, style: Style) -> f32 {
        let cells = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| style.width(&cell.words));
        cells.fold(6.0, f32::max)
    }

    /// How many columns of numbers must be left out, the first ones, that no number is cut short: 10… would read as ten.
    fn columns_within(&self, total: f32, style: Style) -> usize {
        let is_name = |head: &String| head.starts_with('<');
        let names = self.head.iter().filter(|head| is_name(head)).count();
        let room = total * (1.0 - if names > 0 { LEAST_NAME } else { 0.0 });
        let mut numbers: Vec<f32> = (0..self.head.len())
            .filter(|&c| self.head.get(c).is_some_and(|head| !is_name(head)))
            .map(|c| self.widest(c, style) * LEAST_SIZE + 2.2)
            .collect();
        let all = numbers.len();
        while numbers.len() > 1 && numbers.iter().sum::<f32>() > room {
            numbers.remove(0);
        }
        all - numbers.len()
    }

    /// The head's words, cut into lines.
    fn heads(&self, widths: &[f32], style: Style) -> Vec<Vec<String>> {
        let bold = style.in_font(Font::SansBold);
        let cut = |(words, width): (&String, &f32)| {
            let words = words.trim_start_matches('<');
            let room = (width - 2.0).max(0.5);
            // What a smaller size brings into the line stays in it.
            if bold.width(words) * LEAST_SIZE <= room {
                vec![words.to_owned()]
            } else {
                text::wrap(words, bold.font, bold.size, room, HEAD_LINES)
            }
        };
        self.head.iter().zip(widths).map(cut).collect()
    }

    fn row(&self, cells: &[Cell], widths: &[f32], (left, top, height): (f32, f32, f32), style: Style, board: &mut Board) {
        let mut x = left;
        for ((cell, &width), head) in cells.iter().zip(widths).zip(&self.head) {
            if let Some(link) = cell.link {
                // The whole cell leads to its source.
                board.scene.field(Rect::new(x, top, width, height), Some(link));
            }
            let room = (width - 2.0).max(0.5);
            let fitted = style.scaled((room / style.width(&cell.words).max(0.1)).clamp(LEAST_SIZE, 1.0));
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

    /// Column widths in proportion to their widest cell; where that is too much for all, numbers before names and heads.
    fn widths(&self, total: f32, style: Style) -> Vec<f32> {
        let head = |c: usize| style.in_font(Font::SansBold).width(self.head.get(c).map_or("", |h| h.trim_start_matches('<')));
        let columns = || 0..self.head.len();
        let natural: Vec<f32> = columns().map(|c| self.widest(c, style).max(head(c)).min(total * 0.5) + 4.0).collect();
        let sum: f32 = natural.iter().sum();
        let shared: Vec<f32> = natural.iter().map(|w| w / sum * total).collect();
        let is_name = |c: usize| self.head.get(c).is_some_and(|head| head.starts_with('<'));
        let least = |c: usize| if is_name(c) { 0.0 } else { self.widest(c, style) + 2.2 };
        if columns().zip(&shared).all(|(c, width)| *width >= least(c)) {
            return shared;
        }
        // Numbers in full, or all of them smaller; names get what is left.
        let names: f32 = columns().filter(|&c| is_name(c)).map(|c| natural.get(c).copied().unwrap_or(0.0)).sum();
        let numbers: f32 = columns().map(least).sum();
        let reserved = if names > 0.0 { total * LEAST_NAME } else { 0.0 };
        let scale = ((total - reserved) / numbers.max(0.1)).min(1.0);
        let left = total - numbers * scale;
        columns().map(|c| if is_name(c) { natural.get(c).copied().unwrap_or(0.0) / names * left } else { least(c) * scale }).collect()
    }
}

/// The cells without the first columns of numbers.
fn kept(cells: &[Cell], head: &[String], without: usize) -> Vec<Cell> {
    let mut numbers = 0;
    let mut keep = |head: &String| {
        numbers += usize::from(!head.starts_with('<'));
        head.starts_with('<') || numbers > without
    };
    cells.iter().zip(head).filter(|(_, head)| keep(head)).map(|(cell, _)| cell.clone()).collect()
}
