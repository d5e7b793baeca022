//! Office files: the package holds together, the workbook reads back by calamine, and by `readers.py` through openpyxl,
//! python-pptx and python-docx where `GANGMU_PYTHON` names an interpreter that has them.

use super::Exported;
use calamine::{Data, Reader};
use gangmu::chart::layout::kinds_for;
use gangmu::chart::numbers::{position, show};
use gangmu::chart::spec::{ChartKind, ChartSpec};
use gangmu::page::{self, PageItem, Setup};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|i| {
            let mut entry = zip.by_index(i).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().to_owned(), bytes)
        })
        .collect()
}

/// Every element of a part with its attributes.
fn elements(xml: &[u8]) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let mut found = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Start(e) => {
                depth += 1;
                found.push(e.into_owned());
            }
            quick_xml::events::Event::Empty(e) => found.push(e.into_owned()),
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    found
        .iter()
        .map(|e| {
            let attributes = e.attributes().map(|a| a.unwrap());
            (e.name().as_ref().to_owned(), attributes.map(|a| (a.key.as_ref().to_owned(), a.value.to_string())).collect())
        })
        .collect()
}

/// Where a relationship leads, from the part it belongs to.
fn resolved(from: &str, target: &str) -> String {
    let mut path: Vec<&str> = from.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect());
    for step in target.trim_start_matches('/').split('/') {
        match step {
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[test]
fn packages_hold_together() {
    let exported = Exported::of_samples();
    for id in ["pptx", "docx"] {
        let parts = parts(&exported.write(id));
        let types = elements(&parts["[Content_Types].xml"]);
        for (path, bytes) in &parts {
            if path.ends_with(".xml") || path.ends_with(".rels") {
                let ids: Vec<String> = elements(bytes).iter().flat_map(|(_, attributes)| attributes.get("r:id").cloned()).collect();
                let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
                let relations = parts.get(&format!("{folder}/_rels/{name}.rels")).map(|bytes| elements(bytes)).unwrap_or_default();
                for id in ids {
                    assert!(relations.iter().any(|(_, a)| a.get("Id") == Some(&id)), "{path}: {id} leads nowhere");
                }
                for (_, relation) in relations.iter().filter(|(name, _)| name == "Relationship") {
                    let target = resolved(path, &relation["Target"]);
                    assert!(parts.contains_key(&target), "{path}: {target} is not there");
                }
            }
            if path.ends_with(".xml") && path != "[Content_Types].xml" {
                let typed = types.iter().any(|(_, a)| a.get("PartName") == Some(&format!("/{path}")));
                assert!(typed, "{path} has no content type");
            }
        }
        let charts = parts.keys().filter(|path| path.contains("/charts/chart") && path.ends_with(".xml")).count();
        let books: Vec<_> = parts.iter().filter(|(path, _)| path.ends_with(".xlsx")).collect();
        assert!(charts >= 4 && books.len() == charts, "{id}: {charts} charts, {} workbooks", books.len());
        for (path, bytes) in books {
            let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook");
            let range = book.worksheet_range("Sheet1").unwrap();
            assert!(range.height() > 1 && range.width() > 1, "{path} is empty");
        }
    }
}

#[test]
fn the_workbook_holds_every_value_and_its_place() {
    let exported = Exported::of_samples();
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(exported.write("xlsx"))).unwrap();
    let figures = book.worksheet_range("数据").unwrap();
    let sources = book.worksheet_range("出处").unwrap();
    let told: Vec<f64> = figures.rows().skip(1).map(|row| if let Data::Float(v) = row[4] { v } else { panic!("{row:?}") }).collect();
    let expected: Vec<f64> =
        exported.charts().flat_map(|c| c.series.iter().flat_map(|s| s.marks.iter().flatten())).map(|m| position(m.value)).collect();
    assert_eq!(told, expected);
    for row in figures.rows().skip(1) {
        let Data::Float(number) = row[9] else { panic!("no place: {row:?}") };
        let place = sources.rows().nth(number as usize).expect("a place");
        let (sentence, words) = (place[4].to_string(), row[8].to_string());
        assert!(sentence.contains(&words), "{words} is not in {sentence}");
    }
    let (mut figures, mut tables) = (0, 0);
    for chart in exported.charts() {
        let (name, count) = if chart.kind.is_table() { ("表", &mut tables) } else { ("图", &mut figures) };
        *count += 1;
        let range = book.worksheet_range(&format!("{name}{count}")).unwrap();
        assert!(range.get_value((0, 0)).unwrap().to_string().ends_with(&chart.title));
    }
}

#[test]
fn outside_readers_agree() {
    let Some(python) = std::env::var_os("GANGMU_PYTHON") else { return };
    let mut exported = Exported::of_samples();
    if let PageItem::Chart(chart) = &mut exported.pages[0].items[0] {
        chart.speech = "先讲总量。".into();
    }
    let files = ["xlsx", "pptx", "docx"].map(|id| exported.file(id));
    let charts = exported.charts().count().to_string();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exports/readers.py");
    let output = Command::new(python).arg(script).args(files).arg(charts).output().expect("python runs");
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}

/// What is written to a chart stands in the notes of its slide; slides without any have no notes, and the file no master.
#[test]
fn speeches_are_notes_of_slides() {
    let mut exported = Exported::of_samples();
    assert!(!parts(&exported.write("pptx")).keys().any(|path| path.contains("notes")));
    let PageItem::Chart(chart) = &mut exported.pages[0].items[1] else { panic!("a chart") };
    chart.speech = "先讲总量。\n\n再讲<增速>。".into();
    let written = parts(&exported.write("pptx"));
    let notes = String::from_utf8_lossy(&written["ppt/notesSlides/notesSlide1.xml"]).into_owned();
    assert!(notes.contains("图2：先讲总量。</a:t>") && notes.contains("<a:t>再讲&lt;增速&gt;。"), "{notes}");
    assert_eq!(written.keys().filter(|path| path.contains("notesSlides/notesSlide")).count(), 1);
    let relations = String::from_utf8_lossy(&written["ppt/slides/_rels/slide1.xml.rels"]).into_owned();
    assert!(relations.contains("../notesSlides/notesSlide1.xml") && written.contains_key("ppt/notesMasters/notesMaster1.xml"));
}

/// The samples with one chart of this kind on a page, and that chart.
fn alone(kind: ChartKind, wanted: impl Fn(&ChartSpec) -> bool) -> (Exported, ChartSpec) {
    let mut exported = Exported::of_samples();
    let found = gangmu::chart::propose::propose(&exported.library).into_iter().filter(|chart| kinds_for(chart).any(|known| known == kind));
    let chart = found.map(|chart| ChartSpec { kind, ..chart }).find(wanted).expect("a chart of the kind");
    put(&mut exported, &chart);
    (exported, chart)
}

fn put(exported: &mut Exported, chart: &ChartSpec) {
    exported.pages = page::deck(std::slice::from_ref(chart), &exported.library, &Setup::default()).pages;
}

/// 95家 beside 7.92亿元: each row in its own unit's decimals, with the rate that stands on paper.
#[test]
fn a_table_keeps_the_decimals_of_every_row() {
    let differ = |chart: &ChartSpec| (0..chart.categories.len()).any(|i| chart.unit_of(0, i).1 != chart.unit_of(0, 0).1);
    let (exported, chart) = alone(ChartKind::Table, differ);
    for (id, path) in [("docx", "word/document.xml"), ("pptx", "ppt/slides/slide1.xml")] {
        let text = String::from_utf8_lossy(&parts(&exported.write(id))[path]).into_owned();
        for (category, name) in chart.categories.iter().enumerate() {
            let words: Vec<String> =
                (0..2).filter_map(|run| Some(show(chart.mark(run, category)?.value, chart.unit_of(run, category).1))).collect();
            let row = text.split(name.as_str()).nth(1).expect("a row").split("</w:tr>").next().and_then(|row| row.split("</a:tr>").next());
            let rate = show(chart.completion(category).expect("a rate"), 1);
            for word in words.iter().chain([&rate]) {
                assert!(row.is_some_and(|row| row.contains(&format!(">{word}<"))), "{id}: {name} without {word}");
            }
        }
    }
}

#[test]
fn a_table_of_ranks_tells_the_ranks() {
    let (mut exported, chart) = alone(ChartKind::Ranking, |_| true);
    let chart = ChartSpec { kind: ChartKind::RankTable, ..chart };
    put(&mut exported, &chart);
    let text = String::from_utf8_lossy(&parts(&exported.write("pptx"))["ppt/slides/slide1.xml"]).into_owned();
    let at: Vec<usize> = (1..=chart.categories.len()).filter_map(|rank| text.find(&format!("<a:t>{rank}</a:t>"))).collect();
    assert!(text.contains("<a:t>位次</a:t>") && at.len() == chart.categories.len() && at.is_sorted(), "{at:?}");
}

/// What the office programs draw like the paper: dots on lines, parts of a hundred in %, bars of plan and actual beside each other,
/// since a label within a low bar cannot be read.
#[test]
fn native_charts_look_like_those_on_paper() {
    let drawn = |kind: ChartKind| {
        let (exported, _) = alone(kind, |_| true);
        String::from_utf8_lossy(&parts(&exported.write("pptx"))["ppt/charts/chart1.xml"]).into_owned()
    };
    assert!(drawn(ChartKind::Line).contains("<c:symbol val=\"circle\"/>"));
    assert!(drawn(ChartKind::LevelGrowth).contains("<c:symbol val=\"circle\"/>"));
    assert!(drawn(ChartKind::Shares).contains("<c:numFmt formatCode=\"0%\""));
    let plan = drawn(ChartKind::PlanActual);
    assert!(!plan.contains("<c:overlap val=\"100\"/>") && !plan.contains("<c:dLblPos val=\"inBase\"/>"), "{plan}");
}
