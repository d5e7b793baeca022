//! Running heads and feet, and page numbers: what repeats at the edges of pages is no part of the text.

use super::rows::Row;
use std::collections::HashMap;

/// Rows looked at from each edge of a page.
const EDGE_ROWS: usize = 3;
/// Repeats are at the same height within so many points.
const SAME_HEIGHT: f32 = 4.0;
/// A lone number is a page's number only in this part of the page's height, from each edge.
const EDGE: f32 = 0.15;

/// Takes heads, feet and page numbers out of the pages. `heights`: each page's, in points.
pub(super) fn strip(pages: &mut [Vec<Row>], heights: &[f32]) {
    for top in [true, false] {
        let mut places: HashMap<String, Vec<f32>> = HashMap::new();
        for rows in pages.iter() {
            for index in (0..EDGE_ROWS.min(rows.len())).map(|i| from_edge(i, rows.len(), top)) {
                let Some(row) = rows.get(index).filter(|row| row.table.is_none()) else { continue };
                places.entry(without_digits(row)).or_default().push(row.y);
            }
        }
        let least = (pages.len().div_ceil(4)).max(2);
        for (rows, height) in pages.iter_mut().zip(heights) {
            let mut gone = 0;
            while gone < EDGE_ROWS && gone < rows.len() {
                let Some(row) = rows.get(from_edge(gone, rows.len(), top)).filter(|row| row.table.is_none()) else { break };
                let repeats = places
                    .get(&without_digits(row))
                    .is_some_and(|all| all.iter().filter(|y| (*y - row.y).abs() < SAME_HEIGHT).count() >= least);
                let edge = if top { height - row.y } else { row.y };
                let numbers = edge < height * EDGE && is_page_number(&row.packed());
                if !repeats && !numbers {
                    break;
                }
                gone += 1;
            }
            if top {
                rows.drain(..gone);
            } else {
                rows.truncate(rows.len() - gone);
            }
        }
    }
}

fn from_edge(index: usize, length: usize, top: bool) -> usize {
    if top { index } else { length - 1 - index }
}

/// The row's words with every number as one sign, so that heads that count are alike.
fn without_digits(row: &Row) -> String {
    let mut words = row.packed();
    words = words.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    while words.contains("00") {
        words = words.replace("00", "0");
    }
    words
}

/// Whether words are a page's number alone: `12`, `— 12 —`, `第12页`, `第 3 页 共 8 页`, `3/8`, `iv`.
fn is_page_number(packed: &str) -> bool {
    let bare: String = packed.chars().filter(|c| !"-—–－‐·.•|~〜～".contains(*c)).collect();
    let without = |words: &[&str]| words.iter().fold(bare.clone(), |rest, word| rest.replace(word, ""));
    let counted = without(&["第", "页", "共", "/", "Page", "page", "of", "頁"]);
    let digits = !counted.is_empty() && counted.len() <= 8 && counted.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let roman = !bare.is_empty() && bare.len() <= 6 && bare.chars().all(|c| "ivxIVX".contains(c));
    let number_alone = bare.len() <= 4 || bare.len() > counted.len();
    (digits && number_alone) || roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_figures() {
        for number in ["12", "—12—", "-3-", "第12页", "第3页共8页", "3/8", "iv", "·7·"] {
            assert!(is_page_number(number), "{number}");
        }
        for words in ["12.5亿元", "2023年", "一、", "第3章", "123456", ""] {
            assert!(!is_page_number(words), "{words}");
        }
    }
}
