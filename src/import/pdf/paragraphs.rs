//! Lines become paragraphs: a line goes on with the next one unless something shows that it ends there.

use super::Read;
use super::columns::Region;
use super::rows::Line;
use crate::import::flow::{Flow, Table};
use crate::import::{ImportError, limits};
use std::collections::HashMap;

/// The edges that lines of a column run between.
#[derive(Clone, Copy, Debug)]
struct Edges {
    left: f32,
    right: f32,
}

/// A line begins a paragraph when it stands in by more than so many sizes.
const INDENT: f32 = 0.75;
/// A line in the middle of the column stands in by more than the first line of a paragraph does.
const TITLE_INDENT: f32 = 2.3;
/// Paragraphs are so much further apart than lines are.
const WIDE_GAP: f32 = 1.5;
/// Tables of one width have edges that differ by less than this, in points.
const SAME_EDGE: f32 = 4.0;
/// Fewer lines do not show where their column ends.
const FEW_LINES: usize = 4;
/// Further than this from the outermost line's end, in points, an edge must be plain.
const FAR_INSIDE: f32 = 36.0;
/// Sizes that differ by more than this part are of different paragraphs.
const SAME_SIZE: f32 = 1.15;

/// The text of all pages with the tables in it, and where each page begins.
///
/// # Errors
/// When there is more text than the limit.
pub(super) fn join(mut pages: Vec<Vec<Region>>, mut tables: Vec<Table>) -> Result<Read, ImportError> {
    let edges = edges(&pages);
    let usual = Edges { left: 0.0, right: 0.0 };
    let (pitch, body) = (pitch(&pages), body_size(&pages));
    let going_on = tables_going_on(&mut pages, &mut tables);
    let (mut flow, mut starts) = (Flow::default(), Vec::with_capacity(pages.len()));
    let mut before: Option<(&Line, Edges)> = None;
    for (page, regions) in pages.iter().enumerate() {
        if starts.len() == page {
            starts.push(flow.text.len());
        }
        for (index, region) in regions.iter().enumerate() {
            let here = edges.get(&key(region, page)).copied().unwrap_or(usual);
            for (place, line) in region.lines.iter().enumerate() {
                if let Some((last, there)) = before {
                    let gap = (place > 0).then(|| (last.y - line.y) / last.size.max(1.0));
                    let apart = gap.is_some_and(|gap| gap > pitch * WIDE_GAP);
                    if last.table.is_some() {
                        // Its last row has ended the line.
                    } else if apart || ends((last, there), (line, here), body) {
                        flow.text.push('\n');
                    } else if needs_space(&last.text, &line.text) {
                        flow.text.push(' ');
                    }
                    if place == 0 && index == 0 && starts.len() == page + 1 && !going_on.iter().any(|part| part.page == page) {
                        // The page begins after the line end, or within the paragraph that goes on.
                        starts.pop();
                        starts.push(flow.text.len());
                    }
                }
                match line.table.and_then(|at| tables.get(at).map(|table| (at, table))) {
                    Some((at, table)) => {
                        flow.table(table)?;
                        starts.extend(going_on.iter().filter(|part| part.table == at).map(|part| row_start(&flow, part.row)));
                    }
                    None => flow.text.push_str(line.text.trim()),
                }
                before = Some((line, here));
            }
        }
        if flow.text.len() as u64 > limits::DOCUMENT_TEXT {
            return Err(ImportError::TooLong);
        }
    }
    if !flow.text.is_empty() && !flow.text.ends_with('\n') {
        flow.text.push('\n');
    }
    Ok(Read { text: flow.text, tables: flow.tables, pages: starts })
}

/// Where a row of the table laid out last begins; the text's end where it is no grid.
fn row_start(flow: &Flow, row: usize) -> usize {
    let last = flow.tables.last().filter(|table| table.span.end as usize + 1 >= flow.text.len());
    let cell = last.and_then(|table| table.cells.get(row * table.sheet.width as usize));
    cell.map_or(flow.text.len(), |span| span.start as usize)
}

/// The rows of a table from one on stand on a page.
struct GoingOn {
    table: usize,
    row: usize,
    page: usize,
}

/// Joins tables that go on at the top of the next page, as wide and with as many columns; a head told again is left out.
fn tables_going_on(pages: &mut [Vec<Region>], tables: &mut [Table]) -> Vec<GoingOn> {
    let mut parts = Vec::new();
    // The table at the end of the page before, with its edges.
    let mut open: Option<(usize, f32, f32)> = None;
    for (page, regions) in pages.iter_mut().enumerate() {
        let first = regions.first().and_then(|region| region.lines.first());
        let next = first.and_then(|line| Some((line.table?, line.x0, line.x1)));
        if let (Some((table, x0, x1)), Some((more, left, right))) = (open, next)
            && (x0 - left).abs() < SAME_EDGE
            && (x1 - right).abs() < SAME_EDGE
            && tables.get(table).map(Table::columns) == tables.get(more).map(Table::columns)
        {
            let mut rows = tables.get_mut(more).map(|more| std::mem::take(&mut more.rows)).unwrap_or_default();
            if let Some(table_rows) = tables.get_mut(table).map(|table| &mut table.rows) {
                let told = rows.iter().zip(table_rows.iter()).take_while(|(again, head)| again == head).count();
                rows.drain(..told);
                parts.push(GoingOn { table, row: table_rows.len(), page });
                table_rows.append(&mut rows);
            }
            if let Some(region) = regions.first_mut() {
                region.lines.remove(0);
                if region.lines.is_empty() {
                    regions.remove(0);
                }
            }
            if regions.is_empty() {
                continue;
            }
        }
        let last = regions.last().and_then(|region| region.lines.last());
        open = last.and_then(|line| Some((line.table?, line.x0, line.x1)));
    }
    parts
}

/// Whether a paragraph ends with a line, seen the next one, each with the edges of its column; `body` is the usual size.
fn ends((last, there): (&Line, Edges), (next, here): (&Line, Edges), body: f32) -> bool {
    if last.cells || next.cells || last.size > next.size * SAME_SIZE || next.size > last.size * SAME_SIZE {
        return true;
    }
    let size = next.size;
    let sentence = last.text.ends_with(['。', '！', '？', '；', '：', '”', ')', '）', '.', ':', ';']);
    // A title goes on in the middle of the next line; in a narrow column it fills most of it.
    let is_title = next.x0 - here.left > TITLE_INDENT * size || (size > body * SAME_SIZE && next.x0 > here.left);
    let centred = is_centred(last, there) && is_centred(next, here) && is_title;
    let room = if centred { there.right - there.left - (last.x1 - last.x0) } else { there.right - last.x1 };
    // What begins the next line would have had room on this one.
    if room > next.head + 0.4 * size {
        return true;
    }
    if centred && !sentence {
        return false;
    }
    if next.x0 - here.left > INDENT * size {
        return true;
    }
    sentence && leads(&next.text)
}

/// Whether a line stands in the middle of its column, or fills it.
fn is_centred(line: &Line, edges: Edges) -> bool {
    ((line.x0 - edges.left) - (edges.right - line.x1)).abs() < 0.8 * line.size
}

/// Whether a line begins with the mark of a heading or of an item: 一、 （二） 3. ④ 第五章.
fn leads(text: &str) -> bool {
    let text = text.trim_start();
    let inner = text.strip_prefix(['（', '(']);
    let mut rest = inner.unwrap_or(text);
    let ordinal = rest.strip_prefix('第');
    rest = ordinal.unwrap_or(rest);
    if rest.starts_with(|c| ('①'..='⑳').contains(&c)) {
        return true;
    }
    let after = rest.trim_start_matches(|c: char| "一二三四五六七八九十百".contains(c));
    let han = after.len() < rest.len();
    let after = if han { after } else { rest.trim_start_matches(|c: char| c.is_ascii_digit()) };
    let length = rest.len() - after.len();
    if length == 0 || length > 9 {
        return false;
    }
    if inner.is_some() {
        return after.starts_with(['）', ')']);
    }
    if ordinal.is_some() {
        return after.starts_with(['章', '节', '部', '条', '、', '，']);
    }
    let mut marks = after.chars();
    match marks.next() {
        Some('、') => true,
        Some('.' | '．') => !han && !marks.next().is_some_and(|c| c.is_ascii_digit()),
        Some('是') => han,
        _ => false,
    }
}

pub(super) fn needs_space(last: &str, next: &str) -> bool {
    let end = last.trim_end().chars().next_back().unwrap_or(' ');
    let start = next.trim_start().chars().next().unwrap_or(' ');
    (end.is_ascii_alphabetic() || (end.is_ascii_punctuation() && end != '-')) && start.is_ascii_alphabetic()
}

/// Which lines share their edges: those of a column, on pages of one side, as books have wide inner margins.
type Key = (u8, u8, usize);

fn key(region: &Region, page: usize) -> Key {
    (region.column.0, region.column.1, page % 2)
}

fn edges(pages: &[Vec<Region>]) -> HashMap<Key, Edges> {
    let mut sides: HashMap<Key, (Vec<f32>, Vec<f32>)> = HashMap::new();
    for (page, regions) in pages.iter().enumerate() {
        for region in regions {
            let (lefts, rights) = sides.entry(key(region, page)).or_default();
            for line in region.lines.iter().filter(|line| !line.cells) {
                lefts.push(line.x0);
                // Marks may hang out of the column.
                if !line.text.ends_with(|c: char| c.is_ascii_punctuation() || "，。、；：！？）》”’】".contains(c)) {
                    rights.push(line.x1);
                }
            }
        }
    }
    // Where there are hardly any lines, a table tells how wide the column is.
    for (page, regions) in pages.iter().enumerate() {
        for region in regions {
            if let Some((_, rights)) = sides.get_mut(&key(region, page)).filter(|(_, rights)| rights.len() < FEW_LINES) {
                let widest = region.lines.iter().filter(|line| line.table.is_some()).map(|line| line.x1).fold(f32::MIN, f32::max);
                if widest > f32::MIN {
                    *rights = vec![rights.iter().copied().fold(widest, f32::max)];
                }
            }
        }
    }
    let edge = |mut all: Vec<f32>, sign: f32| {
        // The outermost place at which at least a few lines end.
        all.sort_by(|a, b| (a * sign).total_cmp(&(b * sign)));
        let least = (all.len() / 20).max(1);
        let outermost = all.first().copied().unwrap_or(0.0);
        let shared = all.iter().position(|at| {
            let count = all.iter().filter(|other| (*other - at).abs() < 3.0).count();
            // Two short lines may end alike by chance; what stands far inside must be where the text ends.
            count >= least.max(2) && (sign > 0.0 || (outermost - at).abs() < FAR_INSIDE || count * 2 > all.len())
        });
        shared.and_then(|i| all.get(i)).or(all.first()).copied().unwrap_or(0.0)
    };
    sides.into_iter().map(|(key, (lefts, rights))| (key, Edges { left: edge(lefts, 1.0), right: edge(rights, -1.0) })).collect()
}

/// The size of most of the text.
fn body_size(pages: &[Vec<Region>]) -> f32 {
    let mut sizes: Vec<f32> = pages.iter().flatten().flat_map(|region| &region.lines).map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}

/// How far apart lines usually are, in sizes.
fn pitch(pages: &[Vec<Region>]) -> f32 {
    let mut gaps: Vec<f32> = pages
        .iter()
        .flatten()
        .flat_map(|region| region.lines.windows(2))
        .filter_map(|pair| match pair {
            [a, b] => Some((a.y - b.y) / a.size.max(1.0)).filter(|gap| (0.5..5.0).contains(gap)),
            _ => None,
        })
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(2.0)
}
