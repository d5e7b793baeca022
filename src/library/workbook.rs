//! What a workbook is called: by the titles above its sheets, since it has no front matter.

use crate::document::{Document, Sheet};

/// A title stands in one of the first rows that hold anything.
const ROWS: u32 = 3;

/// How many Chinese characters words must have to be a title: 月度数据 names no report.
const LEAST: usize = 6;

/// The longest title, in characters; longer words are a note.
const MOST: usize = 60;

/// The words a title does not hold: 单位：亿元, 时间：最近13个月.
const NOT_IN_TITLES: [char; 4] = ['：', ':', '。', '；'];

/// The title of a workbook: its sheets' title, or what the titles of all sheets begin with (月报（2022年10月） and
/// 月报（2022年11月） are 月报); empty where they have none in common.
pub(super) fn title(document: &Document) -> String {
    let mut titles = document.sheets.iter().filter_map(of_sheet);
    let Some(mut shared) = titles.next() else { return String::new() };
    for title in titles {
        let same =
            shared.char_indices().zip(title.chars()).find(|((_, a), b)| a != b).map_or(title.len().min(shared.len()), |((at, _), _)| at);
        if same == shared.len() && same == title.len() {
            continue;
        }
        let head = shared.get(..same).unwrap_or("");
        // What stands in a bracket that is left open differs from sheet to sheet, and so do digits cut short.
        let head = head
            .rfind(['（', '('])
            .filter(|&at| !head.get(at..).unwrap_or("").contains(['）', ')']))
            .map_or(head, |at| head.get(..at).unwrap_or(""));
        shared = head.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "年月第之、—-".contains(c));
    }
    if han(shared) >= LEAST { shared.split_whitespace().collect::<Vec<_>>().join(" ") } else { String::new() }
}

/// The words that stand alone in one of a sheet's first rows.
fn of_sheet(sheet: &Sheet) -> Option<&str> {
    let row = |row: u32| {
        (0..sheet.width).filter_map(move |column| sheet.cell(row, column)).map(|cell| cell.shown.trim()).filter(|s| !s.is_empty())
    };
    let rows = (0..sheet.height.min(4 * ROWS)).filter(|&r| row(r).next().is_some()).take(ROWS as usize);
    rows.filter_map(|r| {
        let mut words = row(r);
        let first = words.next()?;
        words.next().is_none().then_some(first)
    })
    .find(|words| han(words) >= LEAST && words.chars().nth(MOST).is_none() && !words.contains(NOT_IN_TITLES))
}

fn han(words: &str) -> usize {
    words.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Format};

    /// A workbook of sheets, each as rows of cells parted by `|`.
    fn titled(sheets: &[&[&str]]) -> String {
        let mut document = Document::of_text("a.xlsx", Format::Xlsx, None, String::new(), b"");
        document.sheets = sheets
            .iter()
            .map(|rows| {
                let cell = |shown: &str| Cell { shown: shown.into(), ..Cell::default() };
                let cells: Vec<Cell> = rows.iter().flat_map(|row| row.split('|').map(cell)).collect();
                let height = u32::try_from(rows.len()).unwrap();
                let width = u32::try_from(cells.len()).unwrap() / height;
                Sheet { name: String::new(), height, width, cells, merges: Vec::new() }
            })
            .collect();
        title(&document)
    }

    #[test]
    fn a_workbook_is_called_what_its_sheets_are() {
        let first: &[&str] = &["澄渡区主要经济指标月报（2022年10月）|", "指标|本月", "工业投资|5.1"];
        let second: &[&str] = &["澄渡区主要经济指标月报（2022年11月）|", "指标|本月", "工业投资|5.1"];
        for (sheets, want) in [
            (&[first][..], "澄渡区主要经济指标月报（2022年10月）"),
            (&[first, first], "澄渡区主要经济指标月报（2022年10月）"),
            (&[first, second], "澄渡区主要经济指标月报"),
            (&[first, &["指标|本月", "工业投资|5.1"]], "澄渡区主要经济指标月报（2022年10月）"),
            (&[&["|", "单位：亿元|", "云岭县规模以上  工业增加值|", "月份|值"]], "云岭县规模以上 工业增加值"),
            (&[first, &["城镇居民人均可支配收入|", "城镇|1"]], ""),
            (&[&["数据库：分省月度数据库|", "指标|值"]], ""),
            (&[&["月度数据|", "指标|值"]], ""),
            (&[&["指标名称和计量单位说明|本月", "工业投资|5.1"]], ""),
            (&[&["", ""]], ""),
            (&[&["（澄渡区主要经济指标|", "指标|值"], &["（云岭县主要经济指标|", "指标|值"]], ""),
            (&[], ""),
        ] {
            assert_eq!(titled(sheets), want, "{sheets:?}");
        }
    }
}
