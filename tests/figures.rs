//! Figures in sentences: what a careful reader takes out of them, as data through one check.
//!
//! `figures/*.txt` hold cases: a line of text led by `> `, then one line for each figure a reader finds in it:
//! `words | indicator | measure | value unit | status | period | scope`. A report's title may be given once with `# `.

use gangmu::document::{Document, Format};
use gangmu::indicator::{Observation, Place, Value};
use gangmu::library::Report;
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::Arc;

fn read(text: &str) -> Report {
    let document = Document::of_text("case.txt", Format::Text, Some("UTF-8"), text.to_owned(), text.as_bytes());
    Report::read(document, Arc::from(text.as_bytes()))
}

/// One figure as a line.
fn told(report: &Report, o: &Observation) -> String {
    let value = match &o.value {
        Value::Number(v) => v.to_string(),
        Value::Range(a, b) => format!("{a}~{b}"),
        Value::Masked => "masked".into(),
    };
    let period = o.period.map_or_else(|| "?".into(), |p| p.to_string());
    format!(
        "{} | {} | {} | {value} {} | {} | {period} | {}",
        report.words(o.place),
        o.indicator.name(),
        o.measure.name(),
        o.unit,
        o.status.name(),
        o.scope.as_deref().unwrap_or("")
    )
}

#[test]
fn figures_are_read_as_a_careful_reader_does() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures");
    let mut wrong = String::new();
    let mut cases = 0;
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let file = std::fs::read_to_string(&path).unwrap();
        let title = file.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or("澄渡区2022年工作总结");
        let mut lines = file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).peekable();
        while let Some(line) = lines.next() {
            let text = line.strip_prefix("> ").unwrap_or_else(|| panic!("{}: not a case: {line}", path.display()));
            let mut want: Vec<String> = Vec::new();
            while let Some(figure) = lines.next_if(|l| !l.starts_with("> ")) {
                want.push(figure.trim().to_owned());
            }
            let report = read(&format!("{title}\n\n{}\n", text.replace("\\n", "\n")));
            let got: Vec<String> = report.observations.iter().map(|o| told(&report, o).trim().to_owned()).collect();
            let want: Vec<String> = want.iter().map(|w| w.trim_end_matches(' ').to_owned()).collect();
            cases += 1;
            if got != want {
                let _ = writeln!(wrong, "> {text}\n  want\n{}\n  got\n{}\n", want.join("\n"), got.join("\n"));
            }
        }
    }
    assert!(cases > 30, "only {cases} cases found");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Pieces that texts are made of: figures, words, marks and damage.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("规模以上工业增加值"),
        Just("同比"),
        Just("分别增长"),
        Just("5.4%"),
        Just("311.25亿元"),
        Just("、"),
        Just("，"),
        Just("。"),
        Just("和"),
        Just("其中"),
        Just("（"),
        Just("）"),
        Just("2020年"),
        Just("1-9月"),
        Just("xx.x%"),
        Just("**家"),
        Just("第"),
        Just("三"),
        Just("百分之"),
        Just("亿"),
        Just("万"),
        Just("由"),
        Just("增加到"),
        Just("占"),
        Just("的"),
        Just("比重"),
        Just("“"),
        Just("”"),
        Just("8%-10%"),
        Just("1，234"),
        Just("0.9：63.1：36.0"),
        Just("翻两番"),
        Just("项目"),
        Just("\n"),
        Just("一、"),
        Just("（一）"),
        Just("一是"),
        Just(" "),
        Just("１２．５"),
        Just("-"),
        Just("—"),
        Just("𠀀"),
        Just("é"),
        Just("5G"),
        Just("个百分点"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Whether the words of a figure, read by themselves, give its value again, but for the sign that other words gave it.
fn reads_back(text: &str, span: gangmu::base::Span, value: &Value) -> bool {
    use gangmu::quantity::{Found, Number, read_at};
    let found = match read_at(span.of(text), 0) {
        Some(Found::One(quantity)) => vec![quantity],
        Some(Found::Ratio(parts)) => parts,
        _ => Vec::new(),
    };
    found.iter().any(|quantity| {
        quantity.span.start == 0
            && match (quantity.number, value) {
                (Number::Exact(read), Value::Number(told)) => read.abs() == told.abs(),
                (Number::Range(low, high), Value::Range(a, b)) => {
                    let mut told = [a.abs(), b.abs()];
                    told.sort();
                    let mut read = [low.abs(), high.abs()];
                    read.sort();
                    told == read
                }
                (Number::Masked, Value::Masked) => true,
                _ => false,
            }
    })
}

fn hold(text: &str) {
    let report = read(text);
    for o in &report.observations {
        let sound = |place: Place| matches!(place, Place::Text(span) if text.get(span.range()).is_some());
        assert!(sound(o.place) && !report.words(o.place).is_empty(), "{:?} of {text:?}", o.place);
        assert!((0.0..=1.0).contains(&o.confidence));
        if let Place::Text(span) = o.place {
            assert!(reads_back(text, span, &o.value), "{:?} of {:?} in {text:?}", o.value, span.of(text));
        }
        for evidence in &o.evidence {
            assert!(sound(evidence.place), "evidence {:?} of {text:?}", evidence.place);
        }
    }
    assert!(report.observations.windows(2).all(|pair| match (pair[0].place, pair[1].place) {
        (Place::Text(a), Place::Text(b)) => a.end <= b.start,
        _ => false,
    }));
}

proptest! {
    #[test]
    fn any_text_gives_sound_spans(text in "\\PC{0,80}") {
        hold(&text);
    }

    #[test]
    fn any_mix_of_report_words_gives_sound_spans(text in pieces()) {
        hold(&text);
    }
}
