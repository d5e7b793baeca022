//! Golden outlines: each `tests/outline/NAME.txt` beside what a careful reader takes out of it, `NAME.outline`.
//!
//! Its first lines are the front matter, where there is any: `title: …`. Then a line a heading: level, mark in brackets, number
//! (`-` for none), title, and `!` where the mark was mended; indented two spaces a depth.

#![expect(clippy::unwrap_used, reason = "a golden file that cannot be read fails the test")]

use gangmu::outline::{Front, Outline, read};
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;

/// The outline as written in the golden files.
fn shown(text: &str, front: &Front, outline: &Outline) -> String {
    let mut out = String::new();
    let fields = [("title", front.title), ("issuer", front.issuer)];
    let more = [("document_number", front.document_number), ("index_number", front.index_number), ("region", front.region)];
    let words = |span: gangmu::base::Span| span.of(text).replace('\n', "");
    for (name, span) in fields {
        span.map(|s| writeln!(out, "{name}: {}", words(s)));
    }
    front.issued_on.map(|(year, month, day)| writeln!(out, "issued_on: {year:04}-{month:02}-{day:02}"));
    for (name, span) in more {
        span.map(|s| writeln!(out, "{name}: {}", words(s)));
    }
    let mut depths: Vec<usize> = Vec::new();
    for h in &outline.headings {
        let depth = h.parent.map_or(0, |p| depths[p] + 1);
        depths.push(depth);
        let number = h.number.map_or("-".to_owned(), |n| n.to_string());
        let mended = if h.repaired { " !" } else { "" };
        writeln!(out, "{}{} [{}] {number} {}{mended}", "  ".repeat(depth), h.level, h.marker.of(text), h.title.of(text)).unwrap();
    }
    out
}

fn check(text: &Path) -> Result<(), String> {
    let words = std::fs::read_to_string(text).unwrap();
    let (front, outline) = read(&words);
    let got = shown(&words, &front, &outline);
    let wanted = std::fs::read_to_string(text.with_extension("outline")).unwrap();
    if got == wanted { Ok(()) } else { Err(format!("{}\n--- wanted\n{wanted}--- got\n{got}", text.display())) }
}

#[test]
fn outlines_are_read_as_a_careful_reader_would() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outline");
    let mut texts: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    texts.sort();
    assert!(texts.len() >= 12, "{} golden texts", texts.len());
    let wrong: Vec<String> = texts.iter().filter_map(|text| check(text).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Marks, words and line ends in any order.
fn scraps() -> impl Strategy<Value = String> {
    let pieces = vec![
        "一、",
        "二、",
        "三",
        "（一）",
        "(二)",
        "二)",
        ")",
        "、",
        "1.",
        "2.",
        "1.1",
        "（1）",
        "（2）",
        "1.甲。2.",
        "①",
        "②",
        "一是",
        "二是",
        "是",
        "第一，",
        "第二，",
        "首先",
        "其次",
        "最后",
        "第一部分",
        "第部分",
        "◆",
        "——",
        "目录",
        "工作打算",
        "项目建设",
        "项目建设提速。",
        "全年完成产值12.5亿元，同比增长5.6%",
        "。",
        "；",
        "：",
        "，",
        "\n",
        "\n\n",
        "  ",
        "\u{3000}",
        "\t",
        "2021年",
        "来源: 某某局",
        "2021-01-28",
        "首页 > 政务",
        "云岭县",
        "责任编辑",
        "a",
        "𬭛",
        "\u{feff}",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_gives_a_sound_tree(text in scraps()) {
        let (front, outline) = read(&text);
        for span in front.furniture.iter().chain([&front.title, &front.issuer, &front.region].into_iter().flatten()) {
            prop_assert!(text.get(span.range()).is_some());
        }
        let mut last = None;
        for (i, h) in outline.headings.iter().enumerate() {
            for span in [h.marker, h.title, h.section] {
                prop_assert!(text.get(span.range()).is_some(), "{:?} of {}", span, text);
            }
            prop_assert!(h.marker.start == h.section.start && h.marker.end <= h.title.start && h.title.end <= h.section.end, "{:?}", h);
            prop_assert!(last < Some(h.section.start));
            last = Some(h.section.start);
            if let Some(p) = h.parent {
                let parent = &outline.headings[p];
                prop_assert!(p < i && parent.level < h.level);
                prop_assert!(parent.section.start < h.section.start && h.section.end <= parent.section.end, "{:?} in {:?}", h, parent);
            }
        }
    }
}
