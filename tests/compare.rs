//! Reports held beside each other: two years of two districts that are made up, with cases laid into them.
//!
//! `compare/told/*.txt` hold what is to be told, a line each; `GANGMU_UPDATE=1 cargo test --test compare` writes them anew, to be read
//! before they are kept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use gangmu::analysis::compare::{self, Change, When};
use gangmu::analysis::spread::{self, Months};
use gangmu::analysis::{Difference, Matter, outlines, targets};
use gangmu::document::{Document, Format};
use gangmu::indicator::{IndicatorName, Measure, Value};
use gangmu::library::table::Cell;
use gangmu::library::{Library, Report, ReportId};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// The reports, by the names of their files.
fn library() -> (Library, impl Fn(&str) -> ReportId) {
    let mut library = Library::default();
    let mut ids = Vec::new();
    for name in ["chengdu-2021", "chengdu-2022", "heyuan-2021", "heyuan-2022"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/compare/{name}.txt"));
        let text = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        ids.push((name, library.add(read(name, &text))));
    }
    (library, move |name: &str| ids.iter().find(|(known, _)| *known == name).unwrap().1)
}

fn read(name: &str, text: &str) -> Report {
    let document = Document::of_text(name, Format::Text, None, text.to_owned(), text.as_bytes());
    Report::read(document, Arc::from(text.as_bytes()))
}

/// Holds what is told against the file of this name.
fn check(name: &str, told: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/compare/told/{name}.txt"));
    if std::env::var_os("GANGMU_UPDATE").is_some() {
        std::fs::write(&file, told).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(told, kept, "{name} is not told as {}", file.display());
}

fn cell(cell: Option<&Cell>) -> String {
    let Some(cell) = cell else { return "–".to_owned() };
    let value = match &cell.value {
        Value::Number(n) => n.to_string(),
        Value::Range(a, b) => format!("{a}~{b}"),
        Value::Masked => "xx".to_owned(),
    };
    let more = match (cell.differs, cell.figures.len()) {
        (true, n) => format!("≠×{n}"),
        (false, 1) => String::new(),
        (false, n) => format!("×{n}"),
    };
    format!("{value}{}{more}", cell.unit)
}

fn difference(difference: &Difference) -> String {
    let percent = difference.percent.map(|p| format!(" {p}%")).unwrap_or_default();
    format!("{}{}{percent}", difference.value, difference.unit)
}

fn matter(matter: &Matter) -> String {
    let scope = matter.scope.as_deref().map(|s| format!("（{s}）")).unwrap_or_default();
    format!("{}{scope} {}", matter.indicator.name(), matter.measure.name())
}

fn compared(library: &Library, a: ReportId, b: ReportId) -> String {
    let comparison = compare::compare(library, a, b);
    let mut told = format!("undated {:?}{}\n", comparison.undated, if comparison.unlike { " unlike" } else { "" });
    for row in &comparison.rows {
        let when = match row.when {
            When::Months { years, first, last } => format!("{years:+} {first}–{last}"),
            When::Fixed(period) => period.to_string(),
        };
        let change = match &row.change {
            Change::Changed(by) => difference(by),
            other => other.key().to_owned(),
        };
        let aim = if row.target { " target" } else { "" };
        let [a, b] = &row.sides;
        let _ = writeln!(told, "{}{aim} [{when}] {} → {}: {change}", matter(&row.matter), cell(a.as_ref()), cell(b.as_ref()));
    }
    told
}

#[test]
fn a_report_stands_against_last_years_and_a_neighbours() {
    let (library, id) = library();
    check("chengdu-2021-2022", &compared(&library, id("chengdu-2021"), id("chengdu-2022")));
    check("heyuan-chengdu-2022", &compared(&library, id("heyuan-2022"), id("chengdu-2022")));
}

#[test]
fn an_outline_stands_against_another() {
    let (library, id) = library();
    let told = |a: ReportId, b: ReportId| {
        let reports = [library.report(a).unwrap(), library.report(b).unwrap()];
        let title = |side: usize, at: Option<usize>| {
            let report = reports[side];
            at.map_or("–".to_owned(), |at| {
                let heading = &report.outline.headings[at];
                format!("{}{}", heading.marker.of(&report.document.text), heading.title.of(&report.document.text))
            })
        };
        let lines = outlines::compare(reports[0], reports[1]);
        lines.iter().fold(String::new(), |told, line| {
            format!("{told}{}: {} | {}\n", line.fate.key(), title(0, line.sides[0]), title(1, line.sides[1]))
        })
    };
    check("outline-chengdu-2021-2022", &told(id("chengdu-2021"), id("chengdu-2022")));
    check("outline-heyuan-chengdu-2022", &told(id("heyuan-2022"), id("chengdu-2022")));
}

fn aimed(library: &Library) -> String {
    targets::targets(library).iter().fold(String::new(), |told, target| {
        let by = target.difference.as_ref().map(|d| format!(" {}", difference(d))).unwrap_or_default();
        format!(
            "{told}{} {} {} {} → {}: {}{by}\n",
            target.area.name(library),
            target.period,
            matter(&target.matter),
            cell(Some(&target.aim)),
            cell(target.actual.as_ref()),
            target.outcome.key(),
        )
    })
}

#[test]
fn a_plan_stands_against_what_came() {
    check("targets", &aimed(&library().0));
}

/// What is to fall, what is aimed at about, within a range, or hidden, and what nobody tells of later.
#[test]
fn each_kind_of_target_is_met_in_its_own_way() {
    let mut library = Library::default();
    let mut add = |year: i16, body: &str| library.add(read("x", &format!("澄渡区{year}年工作总结\n\n一、工作情况\n{body}\n")));
    add(
        2021,
        "2021年，高新技术企业达到46家。\n二、2022年工作计划\n2022年，固定资产投资增长7%，工业投资增长9%—10%，技改投资达到xx亿元，单位GDP能耗下降3%以上，城镇调查失业率控制在5.5%以内，规模以上工业增加值增长8%左右，\
         进出口总额达到20亿元，技术合同成交额达到9亿元。",
    );
    add(
        2022,
        "2022年，单位GDP能耗下降3.2%，城镇调查失业率为5.6%，规模以上工业增加值增长7.9%。工业投资增长9.5%，技改投资12亿元，进出口总额达到21亿元。\
         进出口总额达到23亿元。技术合同成交额达到0.3亿元。",
    );
    check("targets-kinds", &aimed(&library));
}

#[test]
fn an_indicator_is_spread_over_years_and_places() {
    let (library, _) = library();
    let choices = spread::choices(&library);
    let mut told = String::new();
    for (of, months) in choices.iter().filter(|(of, _)| matches!(of.indicator, IndicatorName::Known(_)) && of.measure == Measure::Level) {
        assert_eq!(months, &[Months::YEAR]);
        let spread = spread::spread(&library, of, Months::YEAR);
        let _ = writeln!(told, "{} {} {:?}", matter(of), spread.unit, spread.years);
        for row in &spread.rows {
            let cells: Vec<String> = row.cells.iter().map(|c| cell(c.as_ref())).collect();
            let _ = writeln!(told, "  {} {}", row.area.name(&library), cells.join(" "));
        }
    }
    check("spread", &told);
}

#[test]
fn a_report_is_held_against_the_last_of_its_place_else_a_neighbour() {
    let (mut library, id) = library();
    assert_eq!(compare::counterpart(&library, id("chengdu-2022")), Some(id("chengdu-2021")));
    // Of the first year there is none before; a neighbour tells of the same year.
    assert_eq!(compare::counterpart(&library, id("chengdu-2021")), Some(id("heyuan-2021")));
    library.remove(id("heyuan-2021"));
    assert_eq!(compare::counterpart(&library, id("chengdu-2021")), None);
    // The same months before the same place's latest.
    let half = library.add(read("h", "澄渡区2022年上半年工业经济运行分析\n\n一、总体情况\n上半年，规模以上工业增加值增长8.1%。\n"));
    let next = library.add(read("n", "澄渡区2023年上半年工业经济运行分析\n\n一、总体情况\n上半年，规模以上工业增加值增长7.1%。\n"));
    assert_eq!(compare::counterpart(&library, next), Some(half));
}

/// What is masked, ranged, told twice or undated is never made into a number.
#[test]
fn what_is_no_number_gives_no_difference() {
    let mut library = Library::default();
    let mut add = |year: i16, body: &str| library.add(read("x", &format!("澄渡区{year}年工作总结\n\n一、工作情况\n{body}\n")));
    let a = add(2021, "2021年，完成工业投资xx.x亿元。高新技术企业达到46家。\n二、其他\n全年完成技改投资20亿元，工业用电量8亿千瓦时。");
    let b = add(
        2022,
        "2022年，完成工业投资86.5亿元。高新技术企业达到58家。高新技术企业达到61家。\n二、其他\n全年完成技改投资310000万元，工业用电量90000万千瓦时。",
    );
    check("no-numbers", &compared(&library, a, b));
}
