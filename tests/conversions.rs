//! A report says the same in whatever format it is kept: texts, and what an office program made of them in each format, as
//! `tests/conversions/make.py` tells.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "support/told.rs"]
mod told;

use gangmu::base::Progress;
use gangmu::import;
use gangmu::library::Report;
use std::path::Path;
use told::{front, told};

fn read(name: &str, bytes: &[u8]) -> Report {
    Report::read(import::read(name, bytes, &Progress::default()).unwrap(), bytes.into())
}

/// Every heading, figure and line of the front that the text tells, the other tells too, and no more.
fn assert_same(case: &str, text: &Report, other: &Report) {
    assert_eq!(told(other), told(text), "{case}");
    assert_eq!(front(other), front(text), "{case}");
    assert_eq!(other.periods, text.periods, "{case}");
}

#[test]
fn every_format_says_what_the_text_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conversions");
    let mut names: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let bytes = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let mut compared = 0;
    for stem in names.iter().filter_map(|name| name.strip_suffix(".txt")) {
        let text = read("报告.txt", &bytes(&format!("{stem}.txt")));
        assert!(text.observations.len() > 90 && text.outline.headings.len() > 10, "{stem}");
        for name in names.iter().filter(|name| name.strip_prefix(stem).is_some_and(|rest| rest.starts_with('.') && rest != ".txt")) {
            assert_same(name, &text, &read(name, &bytes(name)));
            compared += 1;
        }
    }
    assert_eq!(compared, 15, "files are missing");
}

#[test]
fn every_encoding_says_what_the_text_says() {
    for name in ["linjiang-2022", "jinwan-2024m09", "yungang-2021"] {
        let bytes = std::fs::read(format!("{}/tests/conversions/{name}.txt", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let text = std::str::from_utf8(&bytes).unwrap();
        let plain = read("报告.txt", &bytes);
        let wide = |order: fn(u16) -> [u8; 2]| "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(order).collect::<Vec<u8>>();
        for (encoding, bytes) in [
            ("GB18030", encoding_rs::GB18030.encode(text).0.into_owned()),
            ("UTF-16LE", wide(u16::to_le_bytes)),
            ("UTF-16BE", wide(u16::to_be_bytes)),
        ] {
            let other = read("报告.txt", &bytes);
            assert_eq!(other.document.encoding, Some(encoding), "{name}");
            assert_eq!(other.document.text, plain.document.text, "{name} {encoding}");
            assert_same(encoding, &plain, &other);
        }
    }
}
