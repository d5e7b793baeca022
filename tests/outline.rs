//! Golden outlines: each `tests/outline/NAME.txt` beside what a careful reader takes out of it, `NAME.outline`.
//!
//! Its first lines are the front matter, where there is any: `title: …`. Then a line a heading: level, mark in brackets, number
//! (`-` for none), title, and `!` where the mark was mended; indented two spaces a depth.

use gangmu::outline::{Front, Outline, read};
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
    let mut texts: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    texts.sort();
    assert!(texts.len() >= 12, "{} golden texts", texts.len());
    let wrong: Vec<String> = texts.iter().filter_map(|text| check(text).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
