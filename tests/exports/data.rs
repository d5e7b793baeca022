//! Lists of figures: CSV and SDMX-CSV, read by a reader of their grammar.

use super::Exported;
use gangmu::indicator::Value;

/// The records of a CSV file after RFC 4180.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            c => field.push(c),
        }
    }
    assert!(!quoted && field.is_empty() && record.is_empty(), "the last record ends");
    records
}

#[test]
fn csv_lists_every_figure_with_its_sentence() {
    let exported = Exported::of_samples();
    let text = String::from_utf8(exported.write("csv")).unwrap();
    let records = records(text.strip_prefix('\u{feff}').expect("a byte order mark"));
    assert_eq!(records.len(), exported.figures.len() + 1);
    let column = |name: &str| records[0].iter().position(|n| n == name).expect("a column");
    for (record, &at) in records[1..].iter().zip(&exported.figures) {
        assert_eq!(record.len(), records[0].len());
        let (report, o) = exported.library.observation(at).unwrap();
        let value = if let Value::Number(value) = &o.value { value.to_string() } else { record[column("数值")].clone() };
        assert_eq!(record[column("数值")], value);
        assert_eq!(record[column("指标")], o.indicator.name());
        assert_eq!(record[column("文件")], report.document.name);
        assert!(!record[column("原文")].is_empty() && record[column("原句")].contains(&record[column("原文")]), "{record:?}");
    }
}

#[test]
fn sdmx_has_a_key_for_each_observation() {
    let exported = Exported::of_samples();
    let text = String::from_utf8(exported.write("sdmx")).unwrap();
    let records = records(&text);
    assert_eq!(records.len(), exported.figures.len() + 1);
    assert_eq!(records[0][..3], ["STRUCTURE", "STRUCTURE_ID", "ACTION"]);
    let time = records[0].iter().position(|n| n == "TIME_PERIOD").unwrap();
    let mut keys = std::collections::BTreeSet::new();
    for record in &records[1..] {
        assert_eq!(record[..3], ["dataflow", "GANGMU:FIGURES(1.0)", "I"]);
        let key = record[3..=time].to_vec();
        assert!(key.iter().all(|part| !part.is_empty()), "{key:?}");
        assert!(keys.insert(key), "twice: {record:?}");
    }
}
