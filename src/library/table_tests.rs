//! The table of a small library made by hand.

use super::*;
use crate::base::Span;
use crate::document::{Document, Format};
use crate::indicator::{Place, catalogue};

fn known(name: &str) -> IndicatorName {
    IndicatorName::Known(catalogue::builtin().find(name).unwrap())
}

/// 指标 度量 值 单位 状态 时期, in one line.
fn observation(line: &str) -> Observation {
    let part: Vec<&str> = line.split(' ').collect();
    Observation {
        indicator: part[0].strip_prefix('~').map_or_else(|| known(part[0]), |phrase| IndicatorName::Phrase(phrase.into())),
        measure: Measure::ALL.into_iter().find(|m| m.name() == part[1]).unwrap(),
        basis: None,
        value: if part[2] == "masked" { Value::Masked } else { Value::Number(part[2].parse().unwrap()) },
        unit: part[3].into(),
        status: [Status::Actual, Status::Target].into_iter().find(|s| s.name() == part[4]).unwrap(),
        period: part.get(5).map(|p| p.parse().unwrap()),
        scope: None,
        qualifier: None,
        confidence: 0.9,
        place: Place::Text(Span::new(0, 1)),
        heading: None,
        evidence: crate::indicator::Evidences::new(),
    }
}

fn library(reports: &[(&str, &[&str])]) -> Library {
    let mut library = Library::default();
    for (year, lines) in reports {
        let text = format!("报告{year}");
        let document = Document::of_text(&format!("{year}.txt"), Format::Text, None, text.clone(), text.as_bytes());
        let mut report = Report::read(document, text.as_bytes().into());
        report.observations = lines.iter().map(|line| observation(line)).collect();
        report.periods.period = Some(year.parse().unwrap());
        library.add(report);
    }
    library
}

fn shown(table: &Table) -> String {
    let column = |c: &Column| match c {
        Column::Period(p) => p.map_or_else(|| "?".to_owned(), |p| p.to_string()),
        Column::Report(_) => "report".to_owned(),
    };
    let row = |r: &Row| r.tsv(&format!("{} {}", r.indicator.name(), r.status.name()), "x");
    table.tsv_head(["", "unit"], column) + &table.rows.iter().map(row).collect::<String>()
}

const TWO_YEARS: [(&str, &[&str]); 2] = [
    (
        "2020",
        &[
            "规模以上工业总产值 level 311.25 亿元 actual 2020",
            "规模以上工业总产值 growth 5.8 % actual 2020",
            "规模以上工业总产值 level 360 亿元 target 2021",
            "地区生产总值 level 329.4 亿元 actual 2020",
            "~减免房租 level 1240 万元 actual 2020",
        ],
    ),
    (
        "2021",
        &[
            "规模以上工业总产值 level 311.3 亿元 actual 2020",
            "规模以上工业总产值 level 355.1 亿元 actual 2021",
            "规模以上工业总产值 level 250 亿元 actual 2021-01/2021-09",
            "地区生产总值 level masked 亿元 actual 2021",
            "工业用电量 level 5 亿千瓦时 actual",
        ],
    ),
];

#[test]
fn rows_are_indicators_and_columns_periods() {
    let table = table(&library(&TWO_YEARS), &Query::default());
    let expected = "\tunit\t2020\t2021-01/2021-09\t2021\t?\n\
        地区生产总值 actual\t亿元\t329.4\t\tx\t\n\
        规模以上工业总产值 actual\t亿元\t311.25\t250\t355.1\t\n\
        规模以上工业总产值 target\t亿元\t\t\t360\t\n\
        工业用电量 actual\t亿千瓦时\t\t\t\t5\n";
    assert_eq!(shown(&table), expected);
    let output = &table.rows[1];
    assert!(output.cells[0].as_ref().unwrap().differs, "311.25 and 311.3 of one year differ");
    assert_eq!((output.cells[0].as_ref().unwrap().figures.len(), output.decimals()), (2, 2));
}

#[test]
fn a_report_column_holds_its_own_period_only() {
    let query = Query { by: By::Report, category: Some(Category::Macro), ..Query::default() };
    assert_eq!(shown(&table(&library(&TWO_YEARS), &query)), "\tunit\treport\treport\n地区生产总值 actual\t亿元\t329.4\tx\n");
}

#[test]
fn measure_search_and_phrases_choose_rows() {
    let library = library(&TWO_YEARS);
    let names = |query: Query| table(&library, &query).rows.iter().map(|r| r.indicator.name().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(Query { measure: Measure::Growth, ..Query::default() }), ["规模以上工业总产值"]);
    assert_eq!(names(Query { place: Some("别处".into()), ..Query::default() }), Vec::<String>::new());
    assert_eq!(names(Query { search: "用电".into(), ..Query::default() }), ["工业用电量"]);
    assert_eq!(names(Query { phrases: true, search: "房租".into(), ..Query::default() }), ["减免房租"]);
    assert!(names(Query { measure: Measure::Rank, ..Query::default() }).is_empty());
}

#[test]
fn a_query_reads_back_from_a_project() {
    let place = Some("冷水滩区".to_owned());
    let query =
        Query { measure: Measure::Share, by: By::Report, category: Some(Category::Project), place, phrases: true, ..Query::default() };
    assert_eq!(Query::from_settings(&query.settings()), query);
    assert_eq!(Query::from_settings(&BTreeMap::new()), Query::default());
}
