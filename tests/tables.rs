//! Tables as their readers meet them: each file of `tests/tables` is a small grid with every figure that must be read
//! from it, and nothing else may be.
//!
//! A line `@ name` begins a sheet (`@@ name` names the file). Cells stand between `|`; `<` is merged with the cell to
//! its left, `^` with the one above; `·` is a blank; digits alone are a number, `5.3%` a number that shows so,
//! `'5.3` a text, `d2020-04-30` a date. Under the grid each line `B4: indicator | scope | period | unit | measure |
//! status | value` is a figure, sheets in order.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test may fail loudly"
)]

use gangmu::document::{Cell, CellValue, Document, Format, Merge, Sheet};
use gangmu::indicator::{self, Observation, Place, Value};
use gangmu::outline::{Front, Outline};
use proptest::prelude::*;
use std::fmt::Write;

fn cell(words: &str) -> Cell {
    let shown = words.replace('·', " ");
    if shown.is_empty() {
        return Cell::default();
    }
    if let Some(text) = shown.strip_prefix('\'') {
        return Cell { value: CellValue::Text, shown: text.into() };
    }
    if let Some(date) = shown.strip_prefix('d') {
        let parts: Vec<i16> = date.split('-').filter_map(|p| p.parse().ok()).collect();
        if let [year, month, day] = parts[..] {
            return Cell { value: CellValue::Date(year, month as u8, day as u8), shown: date.into() };
        }
    }
    if let Some(percent) = shown.strip_suffix('%')
        && let Ok(number) = percent.parse::<gangmu::base::Decimal>()
    {
        return Cell { value: CellValue::Number(number / gangmu::base::Decimal::ONE_HUNDRED), shown: shown.into() };
    }
    match shown.parse() {
        Ok(number) => Cell { value: CellValue::Number(number), shown: shown.into() },
        Err(_) => Cell { value: CellValue::Text, shown: shown.into() },
    }
}

fn sheet(name: &str, lines: &[&str]) -> Sheet {
    let rows: Vec<Vec<&str>> = lines.iter().map(|l| l.split('|').map(str::trim).collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut sheet = Sheet { name: name.to_owned(), height: rows.len() as u32, width: width as u32, ..Sheet::default() };
    for row in &rows {
        for column in 0..width {
            let words = row.get(column).copied().unwrap_or("");
            sheet.cells.push(if words == "<" || words == "^" { Cell::default() } else { cell(words) });
        }
    }
    let at = |row: usize, column: usize| rows.get(row).and_then(|r| r.get(column)).copied().unwrap_or("");
    for top in 0..rows.len() {
        for left in 0..width {
            if at(top, left) == "<" || at(top, left) == "^" {
                continue;
            }
            let right = (left + 1..width).take_while(|&c| at(top, c) == "<").last().unwrap_or(left);
            let bottom = (top + 1..rows.len()).take_while(|&r| at(r, left) == "^").last().unwrap_or(top);
            if (right, bottom) != (left, top) {
                sheet.merges.push(Merge { top: top as u32, left: left as u32, bottom: bottom as u32, right: right as u32 });
            }
        }
    }
    sheet
}

fn document(name: &str, sheets: Vec<Sheet>) -> Document {
    Document::of_sheets(name, Format::Xlsx, None, sheets, b"")
}

fn read(document: &Document) -> Vec<Observation> {
    indicator::read(document, &Front::default(), &Outline::default()).observations
}

fn line(o: &Observation) -> String {
    let Place::Cell(at) = o.place else { panic!("a figure of a table stands in a cell") };
    let value = match &o.value {
        Value::Number(n) => n.to_string(),
        Value::Range(a, b) => format!("{a}~{b}"),
        Value::Masked => "masked".to_owned(),
    };
    let period = o.period.map(|p| p.to_string()).unwrap_or_default();
    let (scope, unit) = (o.scope.as_deref().unwrap_or(""), &*o.unit);
    let measure = o.basis.map_or_else(|| o.measure.name().to_owned(), |b| format!("{} {}", o.measure.name(), b.name()));
    format!("{}: {} | {scope} | {period} | {unit} | {measure} | {} | {value}", at.a1(), o.indicator.name(), o.status.name())
}

fn check(text: &str) -> (String, String) {
    let (mut file, mut sheets, mut want) = ("table.xlsx", Vec::<(&str, Vec<&str>)>::new(), String::new());
    for line in text.lines().filter(|l| !l.starts_with("# ")) {
        if let Some(name) = line.strip_prefix("@@ ") {
            file = name;
        } else if let Some(name) = line.strip_prefix("@ ") {
            sheets.push((name, Vec::new()));
        } else if line.split_once(": ").is_some_and(|(cell, _)| cell.len() <= 5 && cell.bytes().all(|b| b.is_ascii_alphanumeric())) {
            writeln!(want, "{line}").unwrap();
        } else if let Some((_, rows)) = sheets.last_mut() {
            rows.push(line);
        }
    }
    let sheets = sheets
        .into_iter()
        .map(|(name, mut rows)| {
            while rows.last().is_some_and(|r| r.trim().is_empty()) {
                rows.pop();
            }
            sheet(name, &rows)
        })
        .collect();
    let got: String = read(&document(file, sheets)).iter().map(|o| line(o) + "\n").collect();
    (want, got)
}

#[test]
fn every_figure_of_every_table_is_read_right() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "grid")).collect();
    files.sort();
    assert!(files.len() >= 10, "the tables are missing");
    let mut report = String::new();
    for path in files {
        let (want, got) = check(&std::fs::read_to_string(&path).unwrap());
        let missed: Vec<&str> = want.lines().filter(|l| !got.lines().any(|g| g == *l)).collect();
        let extra: Vec<&str> = got.lines().filter(|l| !want.lines().any(|w| w == *l)).collect();
        if !missed.is_empty() || !extra.is_empty() {
            writeln!(report, "{}\n  expected {}\n  got      {}", path.display(), missed.join("\n           "), extra.join("\n           "))
                .unwrap();
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// The forms of `tests/forms`, which its `make.py` makes as .xls and as .xlsx, with what must be read from each.
#[test]
fn every_figure_of_every_form_is_read_right() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "xls" || e == "xlsx"));
    files.sort();
    assert!(files.len() >= 8, "the forms are missing");
    for path in files {
        let want = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        let document = gangmu::import::read("月报.xls", &std::fs::read(&path).unwrap(), &gangmu::base::Progress::default()).unwrap();
        assert_eq!(document.format == Format::Xls, path.extension().is_some_and(|e| e == "xls"), "{}", path.display());
        let got: String = read(&document).iter().map(|o| line(o) + "\n").collect();
        assert!(got == want, "{}\n{}", path.display(), difference(&want, &got));
    }
}

/// The lines that only one of two has.
fn difference(want: &str, got: &str) -> String {
    let only = |sign: &str, of: &str, other: &str| -> String {
        of.lines().filter(|line| !other.lines().any(|o| o == *line)).map(|line| format!("{sign} {line}\n")).collect()
    };
    only("expected", want, got) + &only("got", got, want)
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("<".to_owned()),
        Just("^".to_owned()),
        prop::sample::select(vec![
            "指标",
            "地区",
            "年份",
            "单位",
            "单位：亿元",
            "本月",
            "累计",
            "同比增长(%)",
            "其中：轻工业",
            "全市",
            "2020年",
            "1-2月",
            "3月",
            "工业增加值(亿元)",
            "万元",
            "…",
            "-",
            "注：略",
            "GDP",
            "(",
            ")",
            "（",
            "#",
            "2020Q5",
            "占比重",
            "月份",
            "d2020-12-31",
            "5.3%",
            "xx.x",
            "序号",
            "一、",
            "（一）",
            "9999999999999999999999999999",
        ])
        .prop_map(str::to_owned),
        "[0-9]{1,5}(\\.[0-9])?",
        "\\PC{0,6}".prop_map(|s| s.replace(['|', '\n'], "")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_grid_is_read_without_harm(rows in prop::collection::vec(prop::collection::vec(any_cell(), 0..8), 0..10)) {
        let lines: Vec<String> = rows.iter().map(|r| r.join(" | ")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let document = document("任意2020年.xlsx", vec![sheet("表1", &lines)]);
        for o in read(&document) {
            let Place::Cell(at) = o.place else { panic!("not in a cell") };
            let cell = document.sheets[at.sheet as usize].cell(at.row, at.column).expect("outside the grid");
            prop_assert!(o.value == Value::Masked || cell.shown.chars().any(|c| c.is_numeric()), "{:?}", cell);
            prop_assert!(!o.indicator.name().is_empty());
            for e in &o.evidence {
                let Place::Cell(at) = e.place else { panic!("not in a cell") };
                prop_assert!(document.sheets[at.sheet as usize].cell(at.row, at.column).is_some());
            }
        }
    }
}
