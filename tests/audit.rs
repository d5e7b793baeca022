//! The checks of a report: what they find and what they leave alone, as data through one check.
//!
//! `audit/*.txt` hold cases: a line of text led by `> `, then one line for each finding: `severity check | arithmetic`, for a
//! note the number of its places: `×2`.
//! A line led by `< ` before a case is what last year's report of the same place says.
//! Lines led by `//` say why. In the text, `\n` stands for a line end.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use gangmu::audit::{self, Severity};
use gangmu::base::Progress;
use gangmu::document::{Document, Format};
use gangmu::import;
use gangmu::library::{Library, Report};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::Arc;

fn read(text: &str) -> Report {
    let document = Document::of_text("case.txt", Format::Text, Some("UTF-8"), text.to_owned(), text.as_bytes());
    Report::read(document, Arc::from(text.as_bytes()))
}

/// As from a file, with the tables typed into it.
fn imported(text: &str) -> Report {
    let document = import::read("case.txt", text.as_bytes(), &Progress::default()).unwrap();
    Report::read(document, Arc::from(text.as_bytes()))
}

/// The findings of a text under a title, one a line; with last year's where there is one.
fn found(before: Option<&str>, text: &str) -> Vec<String> {
    let titled = |year: i16, text: &str| imported(&format!("澄渡区{year}年工作总结\n\n{}\n", text.replace("\\n", "\n")));
    let report = titled(2022, text);
    let library: Library = before.map(|before| titled(2021, before)).into_iter().chain([report.clone()]).map(Arc::new).collect();
    let findings = audit::check_among(&report, &library);
    let there = |f: &audit::Finding| f.others.iter().all(|at| at.report != report.id() && library.observation(*at).is_some());
    assert!(findings.iter().all(there), "a finding held against nothing: {text}");
    assert!(findings.iter().all(|f| !f.figures.is_empty() || !f.places.is_empty()), "a finding without a place: {text}");
    let line = |f: &audit::Finding| {
        // A note has no arithmetic; it tells of how many places.
        let more = if f.lists() { format!("×{}", f.figures.len() + f.places.len()) } else { f.arithmetic.clone() };
        format!("{} {} | {more}", f.severity.name(), f.check).trim_end().to_owned()
    };
    findings.iter().map(line).collect()
}

#[test]
fn findings_are_those_of_a_careful_reader() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit");
    let (mut wrong, mut cases) = (String::new(), 0);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let file = std::fs::read_to_string(&path).unwrap();
        let mut lines = file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("//")).peekable();
        while let Some(mut line) = lines.next() {
            let before = line.strip_prefix("< ");
            if before.is_some() {
                line = lines.next().unwrap_or_default();
            }
            let text = line.strip_prefix("> ").unwrap_or_else(|| panic!("{}: not a case: {line}", path.display()));
            let mut want: Vec<String> = Vec::new();
            while let Some(finding) = lines.next_if(|l| !l.starts_with(['>', '<'])) {
                want.push(finding.trim_end().to_owned());
            }
            let got = found(before, text);
            cases += 1;
            if got != want {
                let _ = writeln!(wrong, "> {text}\n  want\n{}\n  got\n{}\n", want.join("\n"), got.join("\n"));
            }
        }
    }
    assert!(cases > 20, "only {cases} cases found");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A number with one decimal.
fn tenths(n: u32) -> String {
    format!("{}.{}", n / 10, n % 10)
}

/// `part ÷ whole` in %, rounded half up to one decimal.
fn percent(part: u32, whole: u32) -> String {
    tenths((2000 * part + whole) / (2 * whole))
}

/// Pieces that texts are made of: figures, words, marks and damage.
fn pieces() -> impl Strategy<Value = String> {
    let words = [
        "其中",
        "占",
        "占工业投资的",
        "占比",
        "由",
        "增加到",
        "完成年度计划的",
        "年度计划投资",
        "完成投资",
        "工业投资",
        "高新技术企业",
        "新建",
        "续建",
        "三次产业结构",
        "1—8月",
        "居全省14个市州第",
        "同比增长",
        "年均",
        "79228162514264337593543950335亿元",
        "0.0000000000000000000000000001%",
        "xx亿元",
        "0家",
        "-5%",
        "3位",
        "36.9%",
        "86.5亿元",
        "58家",
        "72家",
        "、",
        "，",
        "。",
        "\n",
        "一、",
        "三、",
        "（",
        "）",
        "：",
        "分别",
    ];
    prop_oneof![4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever is read is checked to the end, each finding of figures that there are.
    #[test]
    fn any_report_is_checked(text in prop::collection::vec(pieces(), 0..80)) {
        let report = read(&text.concat());
        for finding in audit::check(&report) {
            prop_assert!(finding.figures.iter().all(|i| (*i as usize) < report.observations.len()));
            prop_assert!(audit::REGISTRY.iter().any(|check| check.name() == finding.check));
        }
    }

    /// A report whose rates are worked out from its amounts and rounded as usual gives no alarm, and its rates are seen to hold.
    #[test]
    fn a_report_that_agrees_gives_no_alarm(
        plan in 100..5000_u32, done in 100..5000_u32, whole in 500..9000_u32, part in 50..500_u32, before in 20..300_u32, more in 1..200_u32, new in 1..90_u32, old in 1..90_u32,
    ) {
        let text = format!(
            "澄渡区2022年工作总结\n\n一、工作回顾\n重点项目年度计划投资{}亿元，完成投资{}亿元，完成年度计划的{}%。\n\
             全社会用电量{}亿千瓦时，其中工业用电量{}亿千瓦时，占比{}%。\n\
             高新技术企业由{before}家增加到{}家，净增{more}家，增长{}%。\n在库工业项目{}个（其中新建{new}个、续建{old}个）。\n",
            tenths(plan), tenths(done), percent(done, plan), tenths(whole), tenths(part), percent(part, whole),
            before + more, percent(more, before), new + old,
        );
        let findings = audit::check(&read(&text));
        let alarms: Vec<_> = findings.iter().filter(|f| f.severity != Severity::Holds).collect();
        prop_assert!(alarms.is_empty(), "{}\n{:?}", text, alarms);
        prop_assert!(findings.len() >= 4, "{}\nonly {:?}", text, findings);
    }
}
