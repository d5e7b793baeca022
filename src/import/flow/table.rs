//! Where the cells of a table lie, and whether it is a grid of figures or only arranges words.

use super::{Block, Flow};
use crate::base::Span;
use crate::document::{self, Inset, Merge, Sheet};
use crate::import::{ImportError, csv, limits};

/// A table as a document tells it: row by row, cells from left to right.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Table {
    pub(in crate::import) rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::import) struct Cell {
    pub(in crate::import) blocks: Vec<Block>,
    /// Columns it covers, at least 1.
    pub(in crate::import) columns: u32,
    /// Rows it covers, at least 1.
    pub(in crate::import) rows: u32,
    /// Whether it only goes on with the cell above it.
    pub(in crate::import) continued: bool,
}

impl Table {
    /// Columns of its widest row.
    pub(in crate::import) fn columns(&self) -> u32 {
        let wide = |row: &Vec<Cell>| row.iter().fold(0_u32, |sum, cell| sum.saturating_add(cell.columns));
        self.rows.iter().map(wide).max().unwrap_or(0)
    }
}

impl Default for Cell {
    fn default() -> Self {
        Self { blocks: Vec::new(), columns: 1, rows: 1, continued: false }
    }
}

/// A cell with its words, in its place.
struct Placed {
    row: u32,
    column: u32,
    bottom: u32,
    right: u32,
    words: String,
}

/// The cells of a table in their places, by row and column.
struct Grid {
    height: u32,
    width: u32,
    cells: Vec<Placed>,
}

/// A cell with more lines arranges text.
const MOST_LINES: usize = 12;
/// A cell with more text, in bytes, is text.
const LONGEST_CELL: usize = 1500;
/// The longest line that may be a caption, in bytes.
const LONGEST_CAPTION: usize = 60 * 3;

impl Flow {
    /// Lays a table out: as a grid where it is one of figures, else as lines.
    pub(in crate::import) fn table(&mut self, table: &Table) -> Result<(), ImportError> {
        match place(table).filter(|grid| self.cells + grid.size() <= limits::SHEET_CELLS && grid.has_figures()) {
            Some(grid) => self.grid(&grid),
            None => self.lines(table)?,
        }
        Ok(())
    }

    /// The rows of a table that arranges words: a line where every cell has one line, else each cell's own lines.
    fn lines(&mut self, table: &Table) -> Result<(), ImportError> {
        for row in &table.rows {
            let plain = |cell: &Cell| match cell.blocks.as_slice() {
                [] => true,
                [Block::Line(words)] => !words.contains('\n'),
                _ => false,
            };
            if row.iter().all(plain) {
                let from = self.text.len();
                for words in row.iter().flat_map(|cell| &cell.blocks) {
                    if let Block::Line(words) = words
                        && !words.trim().is_empty()
                    {
                        if self.text.len() > from {
                            self.text.push('\t');
                        }
                        self.push(words.trim());
                    }
                }
                if self.text.len() > from {
                    self.text.push('\n');
                }
            } else {
                for cell in row {
                    self.blocks(&cell.blocks)?;
                }
            }
        }
        Ok(())
    }

    fn grid(&mut self, grid: &Grid) {
        self.cells += grid.size();
        let size = usize::try_from(grid.size()).unwrap_or(0);
        let mut sheet = Sheet { name: caption(&self.text).to_owned(), height: grid.height, width: grid.width, ..Sheet::default() };
        let (mut cells, mut spans) = (Vec::with_capacity(size), Vec::with_capacity(size));
        let start = self.text.len();
        let mut placed = grid.cells.iter().peekable();
        for row in 0..grid.height {
            for column in 0..grid.width {
                if column > 0 {
                    self.text.push('\t');
                }
                let from = self.text.len();
                match placed.next_if(|cell| (cell.row, cell.column) == (row, column)) {
                    Some(cell) => {
                        self.push(&cell.words);
                        let shown = self.text.get(from..).unwrap_or("").to_owned();
                        cells.push(csv::cell(shown));
                        if (cell.bottom, cell.right) != (row, column) {
                            sheet.merges.push(Merge { top: row, left: column, bottom: cell.bottom, right: cell.right });
                        }
                    }
                    None => cells.push(document::Cell::default()),
                }
                // A cell of blanks counts as empty.
                let to = if cells.last().is_some_and(|c| c.shown.is_empty()) { from } else { self.text.len() };
                spans.push(Span::new(from, to));
            }
            self.text.push('\n');
        }
        sheet.merges.truncate(limits::SHEET_MERGES);
        sheet.cells = cells;
        self.tables.push(Inset { sheet, span: Span::new(start, self.text.len().saturating_sub(1)), cells: spans });
    }
}

/// The line that names the table below the text; empty where none does.
pub(in crate::import) fn caption(text: &str) -> &str {
    let is_caption = |line: &&str| {
        let named = ["表", "附表", "续表", "附件"].iter().any(|word| line.starts_with(word)) || line.ends_with('表');
        named && line.len() <= LONGEST_CAPTION
    };
    text.lines().rev().map(str::trim).filter(|line| !line.is_empty()).take(2).find(is_caption).unwrap_or("")
}

impl Grid {
    fn size(&self) -> u64 {
        u64::from(self.height) * u64::from(self.width)
    }

    fn has_figures(&self) -> bool {
        has_figures(self.height, self.width, self.cells.iter().map(|cell| (cell.row, cell.column, cell.words.as_str())))
    }
}

/// Puts each cell where it lies. `None` for a table that is no grid: with another inside a cell, or with more columns than
/// any table has.
fn place(table: &Table) -> Option<Grid> {
    let height = u32::try_from(table.rows.len()).ok()?;
    // For each column, the first row that is free again, and the cell that covers it until then.
    let mut taken: Vec<(u32, usize)> = Vec::new();
    let mut cells: Vec<Placed> = Vec::new();
    for (row, line) in (0_u32..).zip(&table.rows) {
        let mut column = 0_u32;
        for cell in line {
            if cell.continued {
                let above = taken.get(column as usize).map(|&(_, above)| above);
                if let Some(above) =
                    above.and_then(|at| cells.get_mut(at)).filter(|above| above.column == column && above.bottom + 1 == row)
                {
                    above.bottom = row;
                }
                column = column.checked_add(cell.columns)?;
                continue;
            }
            while taken.get(column as usize).is_some_and(|&(free, _)| free > row) {
                column += 1;
            }
            let right = column.checked_add(cell.columns.max(1))?;
            if right > limits::TABLE_COLUMNS {
                return None;
            }
            let bottom = row.saturating_add(cell.rows.max(1)).min(height);
            if taken.len() < right as usize {
                taken.resize(right as usize, (0, usize::MAX));
            }
            for slot in taken.get_mut(column as usize..right as usize)? {
                *slot = (bottom, cells.len());
            }
            cells.push(Placed { row, column, bottom: bottom - 1, right: right - 1, words: words(cell)? });
            column = right;
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    // Where a spanning cell lies over another, only the first keeps the place.
    cells.dedup_by_key(|cell| (cell.row, cell.column));
    Some(Grid { height, width: u32::try_from(taken.len()).ok()?, cells })
}

/// A cell's words in one line; `None` where it holds a table, or text of its own.
fn words(cell: &Cell) -> Option<String> {
    let mut out = String::new();
    let mut count = 0;
    for block in &cell.blocks {
        let Block::Line(words) = block else { return None };
        for line in words.split(['\n', '\t']).map(str::trim).filter(|line| !line.is_empty()) {
            count += 1;
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(line);
        }
    }
    (count <= MOST_LINES && out.len() <= LONGEST_CELL).then_some(out)
}

/// Whether a table has a column of figures below its first row, other than one that counts the rows. `cells` are its cells
/// with their rows and columns, from the top.
pub(in crate::import) fn has_figures<'a>(height: u32, width: u32, cells: impl Iterator<Item = (u32, u32, &'a str)>) -> bool {
    #[derive(Clone, Copy, Default)]
    struct Column {
        used: u32,
        figures: u32,
        counting: u32,
    }
    if height < 2 || width < 2 {
        return false;
    }
    let mut columns = vec![Column::default(); width as usize];
    for (_, column, words) in cells.filter(|(row, _, words)| *row > 0 && !words.is_empty()) {
        let Some(column) = columns.get_mut(column as usize) else { continue };
        let look = look(words);
        if look != Look::Missing {
            column.used += 1;
            column.figures += u32::from(look == Look::Figure);
            column.counting += u32::from(words.parse() == Ok(column.counting + 1));
        }
    }
    columns.iter().any(|c| c.figures > 0 && c.figures * 2 >= c.used && c.counting < c.figures.max(2))
}

/// Whether a cell's words are a figure, alone or with its unit.
pub(in crate::import) fn is_figure(words: &str) -> bool {
    look(words) == Look::Figure
}

/// What a cell looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A number, alone or with its unit, or a hidden one.
    Figure,
    /// A mark for a figure that is not there.
    Missing,
    Words,
}

fn look(words: &str) -> Look {
    let plain = words.trim_matches(|c: char| c.is_whitespace() || "()（）*＊".contains(c));
    if plain.is_empty() || ["-", "—", "——", "－", "…", "……", "/", "\\", "--"].contains(&plain) {
        return Look::Missing;
    }
    let unsigned = plain.trim_start_matches(['-', '−', '－', '+', '＋', '↑', '↓', '▲', '▼']);
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let masked = unsigned.starts_with(['x', 'X', '×', '*']) && unsigned.chars().all(|c| "xX×*.．%％,".contains(c));
    let number: usize = unsigned.chars().take_while(|&c| is_digit(c) || ".,，．".contains(c)).map(char::len_utf8).sum();
    let unit = unsigned.get(number..).unwrap_or("").trim_start();
    let dated = unit.starts_with(['年', '月', '日', '-', '/', ':', '：', '、', '～', '~', '.']);
    let figure = unsigned.starts_with(is_digit) && unit.chars().count() <= 6 && !dated && !unit.contains(is_digit);
    if figure || masked { Look::Figure } else { Look::Words }
}

#[cfg(test)]
mod tests {
    use super::super::lay;
    use super::*;

    /// Rows as lines, cells between bars. `>2` at a cell's end: over two columns; `v2`: over two rows; `^`: goes on above; ¶ between paragraphs.
    fn table(text: &str) -> Block {
        let cell = |words: &str| {
            let mut cell = Cell { continued: words == "^", ..Cell::default() };
            let mut words = words.trim_end_matches('^');
            if let Some((head, n)) = words.rsplit_once('>') {
                (words, cell.columns) = (head, n.parse().unwrap());
            }
            if let Some((head, n)) = words.rsplit_once('v') {
                (words, cell.rows) = (head, n.parse().unwrap());
            }
            cell.blocks = words.split('¶').filter(|w| !w.is_empty()).map(|w| Block::Line(w.to_owned())).collect();
            cell
        };
        Block::Table(Table { rows: text.lines().map(|row| row.trim().split('|').map(cell).collect()).collect() })
    }

    #[test]
    fn a_table_of_figures_is_a_grid_in_the_text() {
        let before = Block::Line("表1 主要指标".to_owned());
        let flow = lay(&[before, table("指标v2|产值>2\n本月|累计\n工业|1.5|20\n投资||…"), Block::Line("完。".to_owned())]).unwrap();
        assert_eq!(flow.text, "表1 主要指标\n指标\t产值\t\n\t本月\t累计\n工业\t1.5\t20\n投资\t\t…\n完。\n");
        let inset = &flow.tables[0];
        assert_eq!((inset.sheet.name.as_str(), inset.sheet.height, inset.sheet.width), ("表1 主要指标", 4, 3));
        assert_eq!(inset.sheet.merges, [Merge { top: 0, left: 0, bottom: 1, right: 0 }, Merge { top: 0, left: 1, bottom: 0, right: 2 }]);
        assert!(inset.span.of(&flow.text).starts_with("指标\t产值") && inset.span.of(&flow.text).ends_with('…'));
        for row in 0..4 {
            for column in 0..3 {
                let shown = &inset.sheet.cell(row, column).unwrap().shown;
                assert_eq!(inset.span_of(row, column).map_or("", |span| span.of(&flow.text)), shown);
            }
        }
        let at = flow.text.find("20").unwrap();
        assert_eq!((inset.cell_at(at), inset.cell_at(at + 2), inset.cell_at(0)), (Some((2, 2)), None, None));
    }

    #[test]
    fn cells_that_go_on_cover_their_column() {
        let flow = lay(&[table("指标|年份|产值\n工业|2019年|5\n^|2020年|6\n^|2021年|7")]).unwrap();
        assert_eq!(flow.tables[0].sheet.merges, [Merge { top: 1, left: 0, bottom: 3, right: 0 }]);
        assert_eq!(flow.text, "指标\t年份\t产值\n工业\t2019年\t5\n\t2020年\t6\n\t2021年\t7\n");
    }

    #[test]
    fn a_table_that_arranges_words_is_lines() {
        for (rows, text) in [
            ("索引号：|4301/2021-01|发布机构：|某某局\n名称：|总结>3", "索引号：\t4301/2021-01\t发布机构：\t某某局\n名称：\t总结\n"),
            ("正文第一段。¶正文第二段。|侧栏", "正文第一段。\n正文第二段。\n侧栏\n"),
            ("序号|任务\n1|项目建设\n2|招商引资\n3|科技创新", "序号\t任务\n1\t项目建设\n2\t招商引资\n3\t科技创新\n"),
            ("12.5", "12.5\n"),
        ] {
            let flow = lay(&[table(rows)]).unwrap();
            assert_eq!((flow.text.as_str(), flow.tables.len()), (text, 0), "{rows}");
        }
        let outer = Table { rows: vec![vec![Cell { blocks: vec![table("a|b\nc|1.5")], ..Cell::default() }]] };
        let flow = lay(&[Block::Table(outer)]).unwrap();
        assert_eq!((flow.text.as_str(), flow.tables.len()), ("a\tb\nc\t1.5\n", 1), "a grid within a layout");
    }

    #[test]
    fn cells_that_claim_much_cost_little() {
        let wide = Cell { columns: u32::MAX, rows: u32::MAX, blocks: vec![Block::Line("1".to_owned())], continued: false };
        let flow = lay(&[Block::Table(Table { rows: vec![vec![wide], vec![Cell::default()]] })]).unwrap();
        assert_eq!((flow.text.as_str(), flow.tables.len()), ("1\n", 0));
    }
}
