//! The names along the category axis: wrapped in their slots, set smaller, upright or thinned when there are many.

use super::board::Board;
use crate::chart::scene::{Anchor, Rect, Style, at};
use crate::chart::text;

/// Names cut into lines, ready to be put under a plot.
pub struct Names {
    style: Style,
    lines: Vec<Vec<String>>,
    rows: usize,
}

/// Line height in em.
const LEADING: f32 = 1.15;

impl Names {
    /// Sets the names for slots of this width in mm, in at most half of `height` mm. Times are cut only after their year, and
    /// rather left out one by one; as heads of columns, where each is wanted, after their dash too.
    pub fn new(names: &[String], slot: f32, (height, heads): (f32, bool), style: Style) -> Self {
        let room = (slot - 0.8).max(0.5);
        for (factor, most) in [(1.0, 2), (0.9, 3), (0.8, 4)] {
            let style = style.scaled(factor);
            let cut: Vec<_> = names.iter().map(|name| cut(name, room, (most, heads), style)).collect();
            let whole =
                cut.iter().zip(names).all(|(lines, name)| fits(lines, name, style, room) && (!is_time(name) || is_cut_well(lines, heads)));
            if whole {
                return Self::of(style, cut);
            }
        }
        let style = style.scaled(0.8);
        if names.iter().all(|name| is_time(name)) {
            return Self::thinned(names, slot, style);
        }
        // One character a line, as upright Chinese is set.
        let most = ((height * 0.4 / (style.size * LEADING)) as usize).max(2);
        let style = if room < style.size * 1.05 { style.scaled((room / 1.05 / style.size).max(0.3)) } else { style };
        Self::of(style, names.iter().map(|name| upright(name, style, room.max(style.size * 1.05), most)).collect())
    }

    /// Every n-th name, counted so that the last one stands.
    fn thinned(names: &[String], slot: f32, style: Style) -> Self {
        let widest = names.iter().map(|name| style.width(name)).fold(0.0, f32::max) + 1.5;
        let every = (widest / slot.max(0.1)).ceil().max(1.0) as usize;
        let last = names.len().saturating_sub(1);
        let lines = names
            .iter()
            .enumerate()
            .map(|(i, name)| if (last - i).is_multiple_of(every) { vec![name.clone()] } else { Vec::new() })
            .collect();
        Self::of(style, lines)
    }

    fn of(style: Style, lines: Vec<Vec<String>>) -> Self {
        let rows = lines.iter().map(Vec::len).max().unwrap_or(0);
        Self { style, lines, rows }
    }

    /// How high they stand, with the gap to the plot, in mm.
    pub fn height(&self) -> f32 {
        1.4 + self.rows as f32 * self.style.size * LEADING
    }

    /// Puts them under the plot, each in the middle of its slot; names at the ends are moved inwards to stay in the frame.
    pub fn draw(&self, plot: Rect, frame: Rect, board: &mut Board) {
        let slot = plot.w / self.lines.len().max(1) as f32;
        for (i, lines) in self.lines.iter().enumerate() {
            let middle = plot.x + slot * (i as f32 + 0.5);
            for (row, line) in lines.iter().enumerate() {
                let half = self.style.width(line) / 2.0;
                let x = middle.min(frame.right() - half).max(frame.x + half);
                let y = plot.bottom() + 1.4 + self.style.size * (text::ASCENT + row as f32 * LEADING);
                board.put(line, at(x, y), Anchor::Middle, self.style);
            }
        }
    }
}

/// As many characters a line as fit, at least one, whatever they are; at most `most` lines.
fn upright(name: &str, style: Style, room: f32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for c in name.chars().filter(|c| !c.is_whitespace()) {
        if let Some(line) = lines.last_mut().filter(|line| style.width(&format!("{line}{c}")) <= room) {
            line.push(c);
        } else if lines.len() < most {
            lines.push(c.to_string());
        } else {
            lines.pop();
            lines.push("…".to_owned());
            break;
        }
    }
    lines
}

/// Whether nothing was cut off, no line is too wide, and no name is torn into single characters.
fn fits(lines: &[String], name: &str, style: Style, room: f32) -> bool {
    let kept: usize = lines.iter().map(|line| line.chars().filter(|c| !c.is_whitespace()).count()).sum();
    kept == name.chars().filter(|c| !c.is_whitespace()).count()
        && lines.iter().all(|line| style.width(line) <= room + 0.01)
        && (lines.len() == 1 || lines.iter().all(|line| line.chars().count() > 1))
}

/// A name in lines: as text is cut, but a time that is a head after its dash, where no text is.
fn cut(name: &str, room: f32, (most, heads): (usize, bool), style: Style) -> Vec<String> {
    match name.split_once('—') {
        Some((first, last)) if heads && is_time(name) && !name.contains('年') && style.width(name) > room => {
            vec![format!("{first}—"), last.to_owned()]
        }
        _ => text::wrap(name, style.font, style.size, room, most),
    }
}

/// Whether a name tells a time: 2022年, 1—9月.
fn is_time(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a time is cut where it may be: 2022年 | 1—9月, of heads 1— | 9月 as well, never 1—1 | 0月.
fn is_cut_well(lines: &[String], heads: bool) -> bool {
    let may_end = |line: &String| line.ends_with('年') || heads && line.ends_with('—');
    lines.split_last().is_none_or(|(_, before)| before.iter().all(may_end)) && lines.iter().all(|line| is_time(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fonts::Font;
    use crate::chart::palette::INK;

    #[test]
    fn times_are_cut_after_their_year_or_left_out() {
        let months: Vec<String> = (2..=12).map(|month| format!("1—{month}月")).collect();
        let told = |names: &[String], slot: f32, heads: bool| -> Vec<String> {
            let names = Names::new(names, slot, (50.0, heads), Style::new(Font::Sans, 9.0, INK));
            names.lines.iter().map(|lines| lines.join("|")).collect()
        };
        assert_eq!(told(&months, 6.0, false), ["1—2月", "", "1—4月", "", "1—6月", "", "1—8月", "", "1—10月", "", "1—12月"]);
        assert_eq!(told(&months, 8.0, true)[8], "1—|10月");
        let years: Vec<String> = (1..=9).map(|month| format!("2022年1—{month}月")).collect();
        assert_eq!(told(&years, 13.0, false)[8], "2022年|1—9月");
    }
}
