//! The samples show what they are meant to show, and their numbers fit each other.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use gangmu::base::{Decimal, Progress};
use gangmu::indicator::{Measure, Observation, Place, Status, Value};
use gangmu::library::Report;
use gangmu::{import, project::samples::SAMPLES};

fn reports() -> Vec<Report> {
    let read = |(name, bytes): &(&str, &[u8])| {
        let document = import::read(name, bytes, &Progress::default()).unwrap();
        Report::read(document, (*bytes).into())
    };
    SAMPLES.iter().map(read).collect()
}

/// A report says the same in whatever encoding it was saved, with and without byte order mark.
#[test]
fn encodings_make_no_difference() {
    for (name, bytes) in SAMPLES.iter().filter(|(name, _)| name.ends_with(".txt")) {
        let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
        let wide = |little: bool, mark: &str| -> Vec<u8> {
            let units = mark.encode_utf16().chain(text.encode_utf16());
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
        };
        let read = |bytes: Vec<u8>| {
            let document = import::read(name, &bytes, &Progress::default()).unwrap();
            let report = Report::read(document, bytes.into());
            (report.document.text.clone(), format!("{:?}", report.outline), format!("{:?}", report.observations))
        };
        let plain = read(text.as_bytes().to_vec());
        let gb18030 = encoding_rs::GB18030.encode(text).0.into_owned();
        for (coding, bytes) in [
            ("GB18030", gb18030),
            ("UTF-16LE", wide(true, "")),
            ("UTF-16BE", wide(false, "")),
            ("UTF-16LE with mark", wide(true, "\u{feff}")),
            ("UTF-16BE with mark", wide(false, "\u{feff}")),
        ] {
            assert_eq!(read(bytes), plain, "{name} in {coding}");
        }
    }
}

/// The one value of an indicator in a report, of its own area.
fn value(report: &Report, indicator: &str, measure: Measure, status: Status, period: &str) -> Decimal {
    let fits = |o: &&Observation| {
        (o.indicator.name(), o.measure, o.status) == (indicator, measure, status)
            && o.scope.is_none()
            && o.period.is_some_and(|p| p.to_string() == period)
    };
    let found: Vec<&Decimal> = report
        .observations
        .iter()
        .filter(fits)
        .filter_map(|o| match &o.value {
            Value::Number(number) => Some(number),
            _ => None,
        })
        .collect();
    let Some(first) = found.first() else { panic!("{}: no {indicator} {measure:?} {status:?} {period}", report.document.name) };
    assert!(found.iter().all(|v| v == first), "{}: {indicator} {measure:?} {status:?} {period} is told as {found:?}", report.document.name);
    **first
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn each_opens_with_its_title_place_and_headings() {
    let reports = reports();
    for (report, year) in reports.iter().zip(["2020", "2021", "2022"]) {
        assert!(report.title().contains(&format!("{year}年工作总结")), "{}", report.title());
        assert_eq!(report.region(), "澄渡区");
        assert_eq!(report.periods.period.map(|p| p.to_string()).as_deref(), Some(year));
        assert!(report.outline.headings.len() >= 17, "{year}: {} headings", report.outline.headings.len());
        assert!(report.observations.len() > 60, "{year}: {} figures", report.observations.len());
    }
    let workbook = reports.last().unwrap();
    assert_eq!((workbook.title(), workbook.region()), ("澄渡区工业和科技主要指标月报", "澄渡区"));
    assert_eq!(workbook.document.sheets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["10月", "11月", "12月"]);
    assert!(workbook.observations.len() > 150, "{} figures", workbook.observations.len());
}

#[test]
fn one_heading_is_damaged_and_one_figure_masked() {
    let reports = reports();
    let repaired: Vec<&str> =
        reports.iter().flat_map(|r| r.outline.headings.iter().filter(|h| h.repaired).map(|h| h.title.of(&r.document.text))).collect();
    assert_eq!(repaired, ["企业培育成效明显"]);
    let masked: Vec<&str> =
        reports.iter().flat_map(|r| r.observations.iter().filter(|o| o.value == Value::Masked).map(|o| o.indicator.name())).collect();
    assert_eq!(masked, ["规模以上工业税收"]);
}

#[test]
fn the_numbers_fit_each_other() {
    let reports = reports();
    let [first, second, third, workbook] = &reports[..] else { panic!("four samples") };
    let years = [(first, "2020"), (second, "2021"), (third, "2022")];
    for (report, year) in years {
        let level = |name| value(report, name, Measure::Level, Status::Actual, year);
        let sectors = ["第一产业增加值", "第二产业增加值", "第三产业增加值"].map(level);
        assert_eq!(sectors.iter().sum::<Decimal>(), level("地区生产总值"), "{year}: three sectors and the whole");
        // All projects together come first, then each by its name.
        let first = |name, measure| {
            let mut found = report.observations.iter().filter(|o| o.indicator.name() == name && o.measure == measure);
            match found.next().map(|o| &o.value) {
                Some(Value::Number(number)) => *number,
                other => panic!("{year}: {name} {measure:?} is {other:?}"),
            }
        };
        let done = first("项目完成投资", Measure::Level) / first("项目年度计划投资", Measure::Level);
        let told = first("项目完成投资", Measure::Completion);
        assert!((done * decimal("100") - told).abs() < decimal("0.05"), "{year}: {told} % of the plan");
    }
    for (pair, name) in [(0, "规模以上工业总产值"), (1, "规模以上工业总产值"), (0, "工业投资"), (1, "工业投资"), (1, "技术合同成交额")]
    {
        let ((before, was), (after, is)) = (years[pair], years[pair + 1]);
        let ratio = value(after, name, Measure::Level, Status::Actual, is) / value(before, name, Measure::Level, Status::Actual, was);
        let told = value(after, name, Measure::Growth, Status::Actual, is);
        assert!(((ratio - decimal("1")) * decimal("100") - told).abs() < decimal("0.05"), "{name} {is}: growth {told}");
    }
    // Last year's target beside this year's actual: one passed, one missed.
    let output = |report, status, year| value(report, "规模以上工业总产值", Measure::Level, status, year);
    assert!(output(second, Status::Actual, "2021") > output(first, Status::Target, "2021"));
    assert!(output(third, Status::Actual, "2022") < output(second, Status::Target, "2022"));
    // December's running total is the year.
    assert_eq!(output(workbook, Status::Actual, "2022"), output(third, Status::Actual, "2022"));
    assert!(workbook.observations.iter().all(|o| matches!(o.place, Place::Cell(_))));
}
