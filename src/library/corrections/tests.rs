//! Corrections of a small report.

use super::*;
use crate::base::Span;
use crate::document::{Document, Format};
use crate::library::Report;
use std::sync::Arc;

const TEXT: &str = "云岭县2022年工作总结\n一、工业运行\n规模以上工业增加值增长8.1%。完成固定资产投资25.3亿元。\n二、存在问题\n企业12家停产。\n三、下一步打算\n全年规模以上工业增加值增长9%。\n";

fn read(text: &str) -> Report {
    Report::read(Document::of_text("a.txt", Format::Text, None, text.to_owned(), text.as_bytes()), text.as_bytes().into())
}

fn place(report: &Report, words: &str) -> Place {
    let at = report.document.text.find(words).unwrap();
    Place::Text(Span::new(at, at + words.len()))
}

fn anchor(report: &Report, words: &str) -> Anchor {
    Anchor::of(&report.document, place(report, words))
}

fn index(report: &Report, words: &str) -> usize {
    report.observations.iter().position(|o| o.place == place(report, words)).unwrap()
}

fn with(report: &Report, change: impl FnOnce(&mut Corrections)) -> Report {
    let mut corrections = (*report.review.corrections).clone();
    change(&mut corrections);
    report.corrected(&Arc::new(corrections))
}

#[test]
fn a_corrected_figure_reads_as_told_and_remembers_how_it_read() {
    let report = read(TEXT);
    let before = report.observations[index(&report, "25.3亿元")].clone();
    let told = Reading { value: Value::Number("23.5".parse().unwrap()), ..Reading::of(&before) };
    let corrected = with(&report, |c| c.decide(anchor(&report, "25.3亿元"), Decision::Corrected(told.clone())));
    let at = index(&corrected, "25.3亿元");
    let o = &corrected.observations[at];
    assert_eq!((Reading::of(o), o.confidence, o.heading), (told, 1.0, before.heading));
    let mark = &corrected.review.marks[&u32::try_from(at).unwrap()];
    assert_eq!((mark.made, mark.former.as_deref()), (Made::Corrected, Some(&before)));
    assert_eq!(corrected.observations.len(), report.observations.len());
}

#[test]
fn of_several_figures_at_one_place_each_is_decided_by_itself() {
    let report = read("云岭县2022年工作总结\n一、工业运行\n规模以上工业增加值、固定资产投资均增长8.1%。\n");
    let names = |report: &Report| report.observations.iter().map(|o| o.indicator.name().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&report), ["规模以上工业增加值", "固定资产投资"]);
    let told_by = |o: &crate::indicator::Observation| {
        let named = o.evidence.iter().find(|e| e.attribute == crate::indicator::Attribute::Indicator).map(|e| e.place);
        report.words(named.unwrap()).to_owned()
    };
    assert_eq!(report.observations.iter().map(told_by).collect::<Vec<_>>(), ["规模以上工业增加值", "固定资产投资"]);
    let of = |report: &Report, at: usize| Anchor::of_figure(report, &report.observations[at]);
    let told = Reading { indicator: "工业投资".into(), ..Reading::of(&report.observations[1]) };
    let corrected = with(&report, |c| c.decide(of(&report, 1), Decision::Corrected(told)));
    assert_eq!(names(&corrected), ["规模以上工业增加值", "工业投资"]);
    let gone = with(&corrected, |c| c.decide(of(&report, 0), Decision::Discarded));
    assert_eq!((names(&gone), gone.review.discarded.len()), (vec!["工业投资".to_owned()], 1));
}

#[test]
fn a_discarded_figure_is_gone_and_an_added_one_stands_in_its_place() {
    let report = read(TEXT);
    let gone = with(&report, |c| c.decide(anchor(&report, "12家"), Decision::Discarded));
    assert_eq!(gone.observations.len() + 1, report.observations.len());
    assert_eq!((gone.review.discarded.len(), gone.review.done()), (1, 1));
    let reading = Reading { indicator: "规模以上工业增加值".into(), ..Reading::unknown() };
    let added = with(&gone, |c| c.decide(anchor(&report, "2022年"), Decision::Added(reading)));
    let o = &added.observations[0];
    assert_eq!((o.place, o.indicator.name(), o.heading), (place(&report, "2022年"), "规模以上工业增加值", None));
    // What the user added is forgotten, not kept as discarded.
    let forgotten = with(&added, |c| c.decide(anchor(&report, "2022年"), Decision::Discarded));
    assert_eq!(forgotten.review.corrections.figures.len(), 1);
}

#[test]
fn corrections_find_their_words_in_another_reading_and_are_kept_where_they_do_not() {
    let report = read(TEXT);
    let reading = Reading::of(&report.observations[index(&report, "25.3亿元")]);
    let mut corrections = Corrections::default();
    corrections.decide(anchor(&report, "25.3亿元"), Decision::Confirmed(reading.clone()));
    corrections.decide(anchor(&report, "12家"), Decision::Discarded);
    let moved = read(&format!("目录页\n{}", TEXT.replace("企业12家停产。", "")));
    let corrected = moved.corrected(&Arc::new(corrections.clone()));
    assert_eq!(corrected.review.marks.len(), 1);
    assert_eq!((corrected.review.unfit_figures.as_slice(), corrected.review.corrections.figures.len()), ([1].as_slice(), 2));
}

#[test]
fn a_told_period_moves_the_figures_that_hang_on_it() {
    let report = read(TEXT);
    let period = |report: &Report, words: &str| report.observations[index(report, words)].period.map(|p| p.to_string());
    assert_eq!((period(&report, "8.1%").as_deref(), period(&report, "9%").as_deref()), (Some("2022"), Some("2023")));
    let told = with(&report, |c| c.about = About { period: "2021".parse().ok(), place: Some("东岭县".into()), ..About::default() });
    assert_eq!((period(&told, "8.1%").as_deref(), period(&told, "9%").as_deref()), (Some("2021"), Some("2022")));
    assert_eq!((told.region(), report.region()), ("东岭县", "云岭县"));
}

fn outline(report: &Report) -> Vec<(u8, String, Option<usize>)> {
    let text = &report.document.text;
    report.outline.headings.iter().map(|h| (h.level, h.title.of(text).to_owned(), h.parent)).collect()
}

fn heading(report: &Report, at: usize) -> Anchor {
    Anchor::of(&report.document, Place::Text(headings::span_of(&report.outline.headings[at])))
}

fn told(report: &Report, level: u8, title: &str) -> Option<HeadingTold> {
    Some(HeadingTold { level, title: anchor(report, title) })
}

#[test]
fn headings_are_moved_removed_added_and_split() {
    let report = read(TEXT);
    assert_eq!(outline(&report).len(), 3);
    let lower = with(&report, |c| c.decide_heading(heading(&report, 1), told(&report, 2, "存在问题")));
    assert_eq!(outline(&lower)[1], (2, "存在问题".into(), Some(0)));
    assert_eq!(lower.outline.headings[0].section.end, lower.outline.headings[2].section.start);
    let removed = with(&report, |c| c.decide_heading(heading(&report, 2), None));
    assert_eq!(outline(&removed).len(), 2);
    // Nothing is planned any more: the target has become a figure of the report's own year.
    assert_eq!(removed.observations[index(&removed, "9%")].heading, Some(1));
    let added = with(&report, |c| c.decide_heading(anchor(&report, "企业12家停产"), told(&report, 2, "企业12家停产")));
    assert_eq!(outline(&added)[2], (2, "企业12家停产".into(), Some(1)));
    let split = with(&report, |c| {
        c.decide_heading(heading(&report, 0), told(&report, 1, "工业"));
        c.decide_heading(anchor(&report, "运行"), told(&report, 2, "运行"));
    });
    assert_eq!(outline(&split)[..2], [(1, "工业".into(), None), (2, "运行".into(), Some(0))]);
    let sections = &split.outline.headings;
    assert!(sections[0].section.start < sections[1].section.start && sections[1].section.end <= sections[0].section.end);
}

#[test]
fn drafts_give_readings_back_and_name_their_faults() {
    let report = read(TEXT);
    for o in &report.observations {
        assert_eq!(Draft::of(&Reading::of(o)).reading(), Ok(Reading::of(o)));
    }
    let draft = Draft::of(&Reading::of(&report.observations[0]));
    type Change<'a> = &'a dyn Fn(&mut Draft);
    let cases: [(Change<'_>, &[Fault]); 8] = [
        (&|d| d.value = "１２，３４５．６".into(), &[]),
        (&|d| d.value = "10～12".into(), &[]),
        (&|d| d.value = "xx.x".into(), &[]),
        (&|d| d.value = "12～10".into(), &[Fault::Value]),
        (&|d| d.unit = "亿圆圆".into(), &[Fault::Unit]),
        (&|d| d.unit = "亿元".into(), &[Fault::Measure]),
        (&|d| (d.indicator, d.period) = (" ".into(), "明天".into()), &[Fault::Indicator, Fault::Period]),
        (&|d| d.period = String::new(), &[]),
    ];
    for (change, faults) in cases {
        let mut draft = draft.clone();
        change(&mut draft);
        assert_eq!(draft.reading().err().unwrap_or_default(), faults, "{draft:?}");
    }
}

#[test]
fn periods_are_read_as_they_are_said() {
    for text in ["2020", "2020-H2", "2020-Q3", "2020-06", "2020-01/2020-09", "2016/2020", "2019-11/2020-02"] {
        let period: Period = text.parse().unwrap();
        assert_eq!(period_of(&period.in_chinese()), Some(period), "{}", period.in_chinese());
    }
    assert_eq!(period_of("2020年前三季度"), Some(Period::months(2020, 1, 9)));
    for text in ["", "年", "2020年13月", "2020年9-1月", "20年", "2020-2016年", "二〇二〇年"] {
        assert_eq!(period_of(text), None, "{text}");
    }
}

#[test]
fn a_missed_figure_is_proposed_as_the_engine_reads_its_words() {
    let report =
        read("云岭县2022年工作总结\n一、工业运行\n规模以上工业增加值增长8.1%。去年的规模以上工业营业收入为１，２８６．５亿元上下。\n");
    for pointed in ["８６", "１，２８６．５亿元", "５亿元上下"] {
        let (at, reading) = propose(&report, place(&report, pointed));
        assert_eq!(at, place(&report, "１，２８６．５亿元"), "{pointed}");
        let told = (reading.indicator.as_str(), reading.unit.as_str(), &reading.value, reading.period.map(|p| p.to_string()));
        let value = Value::Number("1286.5".parse().unwrap());
        assert_eq!(told, ("规模以上工业营业收入", "亿元", &value, Some("2022".to_owned())), "{pointed}");
    }
    let nothing = propose(&report, place(&report, "上下"));
    assert_eq!((nothing.0, nothing.1.value), (place(&report, "上下"), Value::Number(Decimal::ZERO)));
}

#[test]
fn a_unit_of_another_kind_is_doubted_and_no_other() {
    let draft = |indicator: &str, measure: Measure, unit: &str| {
        let reading = Reading { indicator: indicator.into(), measure, unit: unit.into(), ..Reading::unknown() };
        Draft::of(&reading).usual_unit()
    };
    for (indicator, measure, unit, usual) in [
        ("固定资产投资", Measure::Level, "万吨", Some("亿元")),
        // 21.3% of an amount is a growth that was not said to be one.
        ("固定资产投资", Measure::Level, "%", Some("亿元")),
        ("高新技术企业数", Measure::Level, "亿元", Some("家")),
        ("高企", Measure::Level, "亿元", Some("家")),
        ("固定资产投资", Measure::Level, "万元", None),
        ("固定资产投资", Measure::Level, "亿美元", None),
        ("固定资产投资", Measure::Growth, "%", None),
        ("固定资产投资", Measure::Rank, "位", None),
        ("研发投入强度", Measure::Change, "个百分点", None),
        ("自定的名字", Measure::Level, "万吨", None),
        ("固定资产投资", Measure::Level, "没有的单位", None),
    ] {
        assert_eq!(draft(indicator, measure, unit), usual, "{indicator} {unit}");
    }
}
