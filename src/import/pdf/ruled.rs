//! Tables whose cells stand between rules: with a frame or open at the sides, cells over several rows or columns, and
//! bodies that have no rules between their rows.

use super::content::{Drawn, Glyph};
use super::paragraphs::needs_space;
use super::rows::{Row, rows};
use super::rules::{Rule, Rules};
use crate::import::flow::{self, Block, Table};
use crate::import::limits;

/// A table, and where on its page it stands.
#[derive(Debug)]
pub(super) struct Placed {
    /// Its cells.
    pub(super) table: Table,
    /// Its left edge.
    pub(super) x0: f32,
    /// Its right edge.
    pub(super) x1: f32,
    /// Its upper edge.
    pub(super) top: f32,
}

/// Rules so close to one another, in points, touch.
const TOUCH: f32 = 2.5;
/// Rules less than so many points apart make one edge of cells.
const EDGE: f32 = 4.0;
/// A cell with more characters is text in a frame.
const LONGEST_CELL: usize = 400;
/// Of so many cells at least one holds words; the fields of a chart are empty.
const FILLED: usize = 3;

/// Takes the tables out of what a page holds, from the top.
pub(super) fn take(drawn: &mut Drawn) -> Vec<Placed> {
    let mut found = Vec::new();
    for rules in groups(std::mem::take(&mut drawn.rules)) {
        let Some(mut grid) = Grid::of(&rules) else { continue };
        let (inside, outside): (Vec<Glyph>, Vec<Glyph>) = drawn.glyphs.iter().partition(|glyph| grid.box_of(glyph).is_some());
        grid.part_bodies(&inside);
        if let Some(table) = grid.table(&inside) {
            drawn.glyphs = outside;
            let edge = |edges: &[f32], last: bool| if last { edges.last() } else { edges.first() }.copied().unwrap_or(0.0);
            found.push(Placed { table, x0: edge(&grid.xs, false), x1: edge(&grid.xs, true), top: edge(&grid.ys, false) });
        }
    }
    found.sort_by(|a, b| b.top.total_cmp(&a.top));
    found
}

/// Rules that touch one another, directly or by others. A page full of lines is a drawing and has none.
fn groups(rules: Rules) -> Vec<Rules> {
    let count = rules.level.len();
    if count + rules.upright.len() > limits::PDF_TABLE_RULES {
        return Vec::new();
    }
    let mut parent: Vec<usize> = (0..count + rules.upright.len()).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while let Some(&up) = parent.get(at).filter(|up| **up != at) {
            let above = parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = parent.get_mut(at) {
                *slot = above;
            }
            at = up;
        }
        at
    }
    for (i, level) in rules.level.iter().enumerate() {
        for (j, upright) in rules.upright.iter().enumerate() {
            if reaches(level, upright.at) && reaches(upright, level.at) {
                let (a, b) = (root(&mut parent, i), root(&mut parent, count + j));
                if let Some(slot) = parent.get_mut(a) {
                    *slot = b;
                }
            }
        }
    }
    let mut groups: Vec<(usize, Rules)> = Vec::new();
    let all = rules.level.into_iter().map(|rule| (rule, true)).chain(rules.upright.into_iter().map(|rule| (rule, false)));
    for (index, (rule, level)) in all.enumerate() {
        let root = root(&mut parent, index);
        let at = groups.iter().position(|(known, _)| *known == root).unwrap_or_else(|| {
            groups.push((root, Rules::default()));
            groups.len() - 1
        });
        if let Some((_, group)) = groups.get_mut(at) {
            if level { &mut group.level } else { &mut group.upright }.push(rule);
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Whether a rule reaches so far along its direction.
fn reaches(rule: &Rule, along: f32) -> bool {
    rule.from - TOUCH <= along && along <= rule.to + TOUCH
}

/// Where cells may begin and end, and the rules between them.
struct Grid<'r> {
    /// Left edges, and the last right one.
    xs: Vec<f32>,
    /// Upper edges, and the last lower one: falling.
    ys: Vec<f32>,
    /// Edges between rows without a rule.
    unruled: Vec<f32>,
    rules: &'r Rules,
}

/// A cell: first and last row and column.
#[derive(Clone, Copy)]
struct Area {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

impl<'r> Grid<'r> {
    /// `None` where the rules part no two rows or no two columns.
    fn of(rules: &'r Rules) -> Option<Self> {
        let ends = |rules: &[Rule]| rules.iter().fold((f32::MAX, f32::MIN), |(from, to), r| (from.min(r.from), to.max(r.to)));
        let edges = |across: &[Rule], (from, to): (f32, f32)| {
            let mut edges: Vec<f32> = across.iter().map(|rule| rule.at).chain([from, to]).collect();
            edges.sort_by(f32::total_cmp);
            edges.dedup_by(|b, a| *b - *a < EDGE);
            edges
        };
        if rules.level.is_empty() || rules.upright.is_empty() {
            return None;
        }
        let xs = edges(&rules.upright, ends(&rules.level));
        let mut ys = edges(&rules.level, ends(&rules.upright));
        ys.reverse();
        (xs.len() > 2 && ys.len() > 2).then_some(Self { xs, ys, unruled: Vec::new(), rules })
    }

    /// Row and column of the box that a character stands in.
    fn box_of(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let (x, y) = (f32::midpoint(glyph.x0, glyph.x1), glyph.y + 0.35 * glyph.size);
        let column = self.xs.partition_point(|&edge| edge <= x).checked_sub(1).filter(|&c| c + 1 < self.xs.len())?;
        let row = self.ys.partition_point(|&edge| edge >= y).checked_sub(1).filter(|&r| r + 1 < self.ys.len())?;
        Some((row, column))
    }

    /// Parts the rows of a body that has no rules between them: where a box holds figures below one another.
    fn part_bodies(&mut self, glyphs: &[Glyph]) {
        let mut boxes = vec![Vec::new(); (self.xs.len() - 1) * (self.ys.len() - 1)];
        for glyph in glyphs {
            if let Some(inside) = self.box_of(glyph).and_then(|(row, column)| boxes.get_mut(row * (self.xs.len() - 1) + column)) {
                inside.push(*glyph);
            }
        }
        let mut added = Vec::new();
        for band in boxes.chunks(self.xs.len() - 1) {
            let stacked = band.iter().map(|glyphs| rows(glyphs.clone())).filter(|rows| {
                let figures = rows.iter().filter(|row| flow::is_figure(&row.packed())).count();
                figures >= 2 && figures == rows.len()
            });
            let Some(longest) = stacked.max_by_key(Vec::len) else { continue };
            added.extend(longest.windows(2).filter_map(|pair| match pair {
                // Between the feet of a row and the heads of the next.
                [above, below] => Some(f32::midpoint(above.y, below.y + 0.8 * below.size)),
                _ => None,
            }));
        }
        self.ys.extend(&added);
        self.ys.sort_by(|a, b| b.total_cmp(a));
        self.unruled = added;
    }

    /// Whether a rule parts a column from the one before it, at a height.
    fn upright_at(&self, column: usize, y: f32) -> bool {
        let Some(&x) = self.xs.get(column).filter(|_| column > 0 && column + 1 < self.xs.len()) else { return true };
        self.rules.upright.iter().any(|rule| (rule.at - x).abs() < EDGE && reaches(rule, y))
    }

    /// Whether a rule parts a row from the one above it, at a place.
    fn level_at(&self, row: usize, x: f32) -> bool {
        let Some(&y) = self.ys.get(row).filter(|_| row > 0 && row + 1 < self.ys.len()) else { return true };
        self.unruled.contains(&y) || self.rules.level.iter().any(|rule| (rule.at - y).abs() < EDGE && reaches(rule, x))
    }

    /// The cells, each once, by row and column.
    fn areas(&self) -> Vec<Area> {
        let (height, width) = (self.ys.len() - 1, self.xs.len() - 1);
        let middle = |edges: &[f32], at: usize| match edges.get(at..at + 2) {
            Some([a, b]) => f32::midpoint(*a, *b),
            _ => 0.0,
        };
        let mut taken = vec![false; height * width];
        let mut areas = Vec::new();
        for top in 0..height {
            for left in 0..width {
                if taken.get(top * width + left).copied().unwrap_or(true) {
                    continue;
                }
                let mut area = Area { top, left, bottom: top, right: left };
                let is_free = |at: usize| taken.get(at).is_some_and(|taken| !taken);
                while !self.upright_at(area.right + 1, middle(&self.ys, top)) && is_free(top * width + area.right + 1) {
                    area.right += 1;
                }
                while (left..=area.right)
                    .all(|column| !self.level_at(area.bottom + 1, middle(&self.xs, column)) && is_free((area.bottom + 1) * width + column))
                {
                    area.bottom += 1;
                }
                for row in top..=area.bottom {
                    for slot in taken.iter_mut().skip(row * width + left).take(area.right + 1 - left) {
                        *slot = true;
                    }
                }
                areas.push(area);
            }
        }
        areas
    }

    /// The table with the characters in its cells; `None` where it only frames words, or hardly any.
    fn table(&self, glyphs: &[Glyph]) -> Option<Table> {
        let (height, width) = (self.ys.len() - 1, self.xs.len() - 1);
        let areas = self.areas();
        let mut owner = vec![usize::MAX; height * width];
        for (index, area) in areas.iter().enumerate() {
            for row in area.top..=area.bottom {
                owner.iter_mut().skip(row * width + area.left).take(area.right + 1 - area.left).for_each(|slot| *slot = index);
            }
        }
        let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); areas.len()];
        for glyph in glyphs {
            let (row, column) = self.box_of(glyph)?;
            inside.get_mut(*owner.get(row * width + column)?)?.push(*glyph);
        }
        let filled = inside.iter().filter(|glyphs| !glyphs.is_empty()).count();
        if filled * FILLED < areas.len() || inside.iter().any(|glyphs| glyphs.len() > LONGEST_CELL) {
            return None;
        }
        let mut table = Table { rows: Vec::new() };
        table.rows.resize_with(height, Vec::new);
        for (area, glyphs) in areas.iter().zip(inside) {
            let words = words(&rows(glyphs));
            table.rows.get_mut(area.top)?.push(flow::Cell {
                blocks: if words.is_empty() { Vec::new() } else { vec![Block::Line(words)] },
                columns: u32::try_from(area.right + 1 - area.left).ok()?,
                rows: u32::try_from(area.bottom + 1 - area.top).ok()?,
                continued: false,
            });
        }
        // A row that only parts of cells lie in is none.
        let columns = table.rows.iter().filter(|row| row.len() > 1).count();
        (columns > 1).then_some(table)
    }
}

/// The words of a cell in one line; what was wrapped is joined.
pub(super) fn words(rows: &[Row]) -> String {
    let mut all = String::new();
    for row in rows {
        let line = row.line().text.replace('\t', " ");
        if needs_space(&all, &line) {
            all.push(' ');
        }
        all.push_str(line.trim());
    }
    all
}
