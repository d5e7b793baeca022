//! The line 数据来源: report and section (or sheet and cells) of every number shown, each named once.

use super::Citations;
use crate::document::CellAddress;
use crate::indicator::Place;
use crate::library::{Library, ObservationRef, Report, ReportId};

/// How many characters of a heading are quoted.
const HEADING_CHARS: usize = 18;

/// 《…工作总结》“一、…”“（二）…”；《月报》工业!B3—B14。 In the order of the numbers; empty when none has a source.
#[must_use]
/// With citations, the numbers of each report's places stand after it: 〔1〕〔3—5〕.
pub fn source_line(numbers: impl IntoIterator<Item = ObservationRef>, library: &Library, citations: Option<&Citations>) -> String {
    let mut reports: Vec<(ReportId, Vec<ObservationRef>)> = Vec::new();
    for number in numbers {
        match reports.iter_mut().find(|(id, _)| *id == number.report) {
            Some((_, list)) => list.push(number),
            None => reports.push((number.report, vec![number])),
        }
    }
    let told =
        |numbers: &[ObservationRef]| citations.map_or(String::new(), |c| places(numbers.iter().filter_map(|n| c.number(*n)).collect()));
    let part =
        |(id, numbers): &(ReportId, Vec<ObservationRef>)| Some(format!("{}{}", report_part(library.report(*id)?, numbers), told(numbers)));
    let parts: Vec<String> = reports.iter().filter_map(part).collect();
    if parts.is_empty() { String::new() } else { format!("{}。", parts.join("；")) }
}

/// 〔1〕〔3—5〕
fn places(mut numbers: Vec<usize>) -> String {
    numbers.sort_unstable();
    numbers.dedup();
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    runs.map(|run| match run {
        [first, .., last] => format!("〔{first}—{last}〕"),
        [only] => format!("〔{only}〕"),
        [] => String::new(),
    })
    .collect()
}

fn report_part(report: &Report, numbers: &[ObservationRef]) -> String {
    let mut sections: Vec<String> = Vec::new();
    let mut cells: Vec<CellAddress> = Vec::new();
    // In the order of the report, not of the charts.
    let mut numbers: Vec<u32> = numbers.iter().map(|n| n.index).collect();
    numbers.sort_unstable();
    for observation in numbers.iter().filter_map(|n| report.observations.get(*n as usize)) {
        match observation.place {
            Place::Cell(at) => cells.push(at),
            Place::Text(_) => {
                let heading = observation.heading.and_then(|h| report.outline.headings.get(h as usize));
                if let Some(heading) = heading {
                    let (marker, title) = (heading.marker.of(&report.document.text), heading.title.of(&report.document.text));
                    let words = quoted(marker, title);
                    if !sections.contains(&words) {
                        sections.push(words);
                    }
                }
            }
        }
    }
    sections.extend(areas(report, cells));
    let title: String = report.title().split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.starts_with('《') { title } else { format!("《{title}》") };
    format!("{title}{}", sections.concat())
}

/// “（二）聚力项目攻坚”: the mark and the heading's first clause.
pub(super) fn quoted(marker: &str, title: &str) -> String {
    let clause = title.split(['，', ',', '。', '；', '\n']).next().unwrap_or(title).trim();
    let mut words: String = clause.chars().take(HEADING_CHARS).collect();
    if clause.chars().count() > HEADING_CHARS {
        words.push('…');
    }
    format!("“{}{words}”", marker.trim())
}

/// Sheets with the smallest area that holds the cells: 工业!B3:C14.
fn areas(report: &Report, mut cells: Vec<CellAddress>) -> Vec<String> {
    cells.sort_unstable();
    let mut parts = Vec::new();
    for of_sheet in cells.chunk_by(|a, b| a.sheet == b.sheet) {
        let Some(first) = of_sheet.first() else { continue };
        let corner = |pick: fn(u32, u32) -> u32| {
            let row = of_sheet.iter().map(|c| c.row).reduce(pick).unwrap_or(first.row);
            let column = of_sheet.iter().map(|c| c.column).reduce(pick).unwrap_or(first.column);
            CellAddress { sheet: first.sheet, row, column }
        };
        let (low, high) = (corner(u32::min), corner(u32::max));
        let sheet = report.document.sheets.get(first.sheet as usize).map_or("", |s| s.name.as_str());
        let range = if low == high { low.a1() } else { format!("{}:{}", low.a1(), high.a1()) };
        parts.push(format!("“{sheet}”{range}"));
    }
    parts
}
