//! Tables typed into a plain text: lines one after the other whose cells stand between tabs, bars or wide blanks, as a table pasted from a
//! workbook, written in Markdown, or kept of a page whose rules were lost.

use super::{csv, flow, limits};
use crate::base::Span;
use crate::document::{Cell, Inset, Sheet};

/// So many lines make a table.
const FEWEST_ROWS: usize = 3;
/// A longer line, in bytes, is no row.
const LONGEST_ROW: usize = 2000;
/// What stands between cells.
const SEPARATORS: [char; 4] = ['\t', '|', '│', '┃'];

/// Stands for blanks as wide as a character or two spaces; so many cells, no longer than so many bytes and without these marks, make a
/// line of them a row.
const WIDE: char = '\u{3000}';
const WIDE_CELLS: usize = 3;
const WIDE_CELL: usize = 24 * 3;
const SENTENCE: [char; 4] = ['。', '，', '；', '：'];

/// The tables of figures in a text, in its order.
pub(super) fn tables(text: &str) -> Vec<Inset> {
    let mut found = Vec::new();
    if !text.contains(SEPARATORS) && !text.contains(WIDE) && !text.contains("  ") {
        return found;
    }
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let (mut separator, mut budget, mut from) = ('\t', limits::SHEET_CELLS, 0);
    for line in text.split_inclusive('\n') {
        let start = from;
        from += line.len();
        let line = line.trim_end_matches('\n');
        if is_rule(line) {
            continue;
        }
        let own = if line.len() > LONGEST_ROW {
            None
        } else {
            SEPARATORS.into_iter().find(|&s| line.trim_matches(is_blank).contains(s)).or_else(|| is_wide_row(line).then_some(WIDE))
        };
        match own {
            Some(own) if rows.is_empty() || own == separator => {
                separator = own;
                rows.push(cells(line, start, own));
            }
            _ => {
                found.extend(table(text, &rows, &mut budget));
                rows.clear();
                if let Some(own) = own {
                    separator = own;
                    rows.push(cells(line, start, own));
                }
            }
        }
    }
    found.extend(table(text, &rows, &mut budget));
    found
}

/// Whether a line's cells stand between wide blanks: 水泥　万吨　1286.40　1.1.
fn is_wide_row(line: &str) -> bool {
    // 其中：新能源汽车　万辆　1.08: the colon is the label's.
    let told = line.trim_start();
    if told.strip_prefix("其中：").unwrap_or(told).contains(SENTENCE) {
        return false;
    }
    let mut cells = 0;
    wide_cells(line).all(|(_, cell)| {
        cells += 1;
        cell.len() <= WIDE_CELL
    }) && cells >= WIDE_CELLS
}

/// The cells between wide blanks, each with where it begins.
fn wide_cells(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..)?;
        let from = at + (rest.len() - rest.trim_start().len());
        let cell = line.get(from..).filter(|cell| !cell.is_empty())?;
        let end = cell.find([WIDE, '\u{2003}']).into_iter().chain(cell.find("  ")).min().unwrap_or(cell.len());
        let cell = cell.get(..end)?.trim_end();
        at = from + end;
        Some((from, cell))
    })
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\t'
}

/// Whether a line only draws: `|---|:--:|`, `├──┼──┤`.
fn is_rule(line: &str) -> bool {
    !line.trim().is_empty() && line.chars().all(|c| c.is_whitespace() || ('\u{2500}'..='\u{257F}').contains(&c) || "|-:=+".contains(c))
}

/// Where the cells of a line stand, blanks around them left out. Bars at the ends of a line frame it.
fn cells(line: &str, start: usize, separator: char) -> Vec<Span> {
    if separator == WIDE {
        return wide_cells(line).map(|(from, cell)| Span::new(start + from, start + from + cell.len())).collect();
    }
    let mut spans = Vec::new();
    let mut at = 0;
    for part in line.split(separator) {
        let words = part.trim();
        let lead = part.len() - part.trim_start().len();
        let from = start + at + if words.is_empty() { 0 } else { lead };
        spans.push(Span::new(from, from + words.len()));
        at += part.len() + separator.len_utf8();
    }
    if separator != '\t' {
        if spans.first().is_some_and(|span| span.is_empty()) {
            spans.remove(0);
        }
        if spans.last().is_some_and(|span| span.is_empty()) {
            spans.pop();
        }
    }
    spans
}

/// The rows as a table; `None` where they are too few or hold no figures.
fn table(text: &str, rows: &[Vec<Span>], budget: &mut u64) -> Option<Inset> {
    if rows.len() < FEWEST_ROWS {
        return None;
    }
    let width = u32::try_from(rows.iter().map(Vec::len).max()?).ok().filter(|&width| width <= limits::TABLE_COLUMNS)?;
    let height = u32::try_from(rows.len()).ok()?;
    let size = u64::from(width) * u64::from(height);
    // Most rows of a table are as long as its longest.
    let full = rows.iter().filter(|row| row.len() * 3 >= width as usize * 2).count();
    let words = || {
        let numbered = (0_u32..).zip(rows);
        numbered.flat_map(|(row, cells)| (0_u32..).zip(cells).map(move |(column, span)| (row, column, span.of(text))))
    };
    if size > *budget || full * 2 < rows.len() || !flow::has_figures(height, width, words()) {
        return None;
    }
    *budget -= size;
    let (start, end) = (rows.first()?.first()?.start as usize, rows.last()?.last()?.end as usize);
    let name = flow::caption(text.get(..start)?).to_owned();
    let mut sheet = Sheet { name, height, width, ..Sheet::default() };
    let mut spans = Vec::new();
    for row in rows {
        let last = row.last().map_or(0, |span| span.end as usize);
        for column in 0..width as usize {
            let span = row.get(column).copied().unwrap_or(Span::new(last, last));
            sheet.cells.push(if span.is_empty() { Cell::default() } else { csv::cell(span.of(text).to_owned()) });
            spans.push(span);
        }
    }
    Some(Inset { sheet, span: Span::new(start, end), cells: spans })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tables_typed_with_tabs_or_bars_are_grids() {
        for (what, text, rows) in [
            ("tabs", "表1 指标\n指标\t产值\t增长\n工业\t 1.5 \t5%\n投资\t\t3%\n完。", "指标¦产值¦增长/工业¦1.5¦5%/投资¦¦3%"),
            ("Markdown", "| 指标 | 产值 |\n|---|---:|\n| 工业 | 1.5 |\n| 投资 | 2 |\n", "指标¦产值/工业¦1.5/投资¦2"),
            ("drawn", "┌──┬──┐\n│指标│产值│\n├──┼──┤\n│工业│1.5│\n│投资│2│\n└──┴──┘", "指标¦产值/工业¦1.5/投资¦2"),
            (
                "wide blanks",
                "名称　单位　产量\n水泥　万吨　1286.4\n  钢材  万吨  73.15\n",
                "名称¦单位¦产量/水泥¦万吨¦1286.4/钢材¦万吨¦73.15",
            ),
            ("sentences", "　　产值12亿元，　增长5%。　甲\n　　产值13亿元，　增长5%。　乙\n　　产值1亿元，　增长5%。　丙\n", ""),
            ("words", "一\t二\n三\t四\n五\t六\n", ""),
            ("two lines", "指标\t产值\n工业\t1.5\n", ""),
            ("menus", "首页 | 公开 | 服务\n一、工业经济\n产值12.5亿元。\n", ""),
            ("an indent", "\t一、工业\n\t产值12.5\n\t二、投资\n", ""),
        ] {
            let tables = tables(text);
            let got: Vec<String> = tables
                .iter()
                .map(|t| {
                    let rows = t.cells.chunks(t.sheet.width as usize);
                    rows.map(|row| row.iter().map(|s| s.of(text)).collect::<Vec<_>>().join("¦")).collect::<Vec<_>>().join("/")
                })
                .collect();
            assert_eq!(got.join("//"), rows, "{what}");
        }
        assert_eq!(tables("表1 指标\n指标\t产值\n工业\t1.5\n投资\t2\n")[0].sheet.name, "表1 指标");
    }

    proptest! {
        #[test]
        fn every_cell_is_where_it_is_said_to_stand(text in "([甲1 .\t|│\n-]|12|产值){0,60}") {
            let mut before = 0;
            for table in tables(&text) {
                prop_assert!(table.span.start >= before && text.get(table.span.range()).is_some());
                before = table.span.end;
                prop_assert_eq!(table.cells.len(), table.sheet.cells.len());
                for (cell, span) in table.sheet.cells.iter().zip(&table.cells) {
                    prop_assert_eq!(text.get(span.range()), Some(cell.shown.as_str()));
                }
                prop_assert!(table.cells.windows(2).all(|pair| pair[0].start <= pair[1].start));
            }
        }
    }
}
