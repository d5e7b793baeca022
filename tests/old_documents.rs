//! Word 97–2003 documents say what their text said, with each construct as Word shows it. `tests/documents/make.py` makes
//! the files; small ones of Word 95 are written here.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a test may fail loudly"
)]

#[path = "support/compound.rs"]
mod compound;

use compound::compound;
use gangmu::base::Progress;
use gangmu::document::{Document, Format};
use gangmu::import::{self, ImportError};
use proptest::prelude::*;

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/documents/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(name: &str, bytes: &[u8]) -> Result<Document, ImportError> {
    import::read(name, bytes, &Progress::default())
}

#[test]
fn a_report_says_what_its_text_said() {
    // Told by content: a name may say otherwise.
    for name in ["park.doc", "park.wps", "park.xls", "park"] {
        let document = read(name, &bytes("park-2021.doc")).unwrap();
        assert_eq!(document.format, Format::Doc, "{name}");
        assert_eq!(document.text, String::from_utf8(bytes("park-2021.txt")).unwrap(), "{name}");
    }
    let document = read("park.doc", &bytes("park-2021.docx")).unwrap();
    assert_eq!(document.format, Format::Docx, "a new document under an old name");
}

#[test]
fn constructs_are_read_as_shown() {
    let document = read("a.doc", &bytes("constructs.doc")).unwrap();
    assert_eq!(
        document.text.trim_end(),
        "云岭县2023年工业运行简报\n一、工业经济平稳运行\n（一）产值稳步增长\n全年完成产值12.5亿元，同比增长5.6%¹。\n（二）投资结构优化\n\
         详见附表，共\n三\t项𠮷。\n二、科技创新提速\n（一）主体培育\n表1 主要指标\n指标\t计量单位\t一季度\t\n\t\t总量\t增速\n\
         工业增加值\t亿元\t3.5\t6.1\n工业投资\t\t12\t-3.0\n注：数据为快报数。\n¹ 口径有调整。"
    );
    let [table] = document.tables.as_slice() else { panic!("one table") };
    assert_eq!((table.sheet.height, table.sheet.width, table.sheet.name.as_str()), (4, 4, "表1 主要指标"));
    let merges: Vec<_> = table.sheet.merges.iter().map(|m| (m.top, m.left, m.bottom, m.right)).collect();
    assert_eq!(merges, [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)]);
}

/// Where the main stream begins: at the start of a sector.
fn main_stream(file: &[u8]) -> usize {
    file.chunks(512).position(|sector| sector.starts_with(&[0xEC, 0xA5])).unwrap() * 512
}

#[test]
fn what_cannot_be_read_says_why() {
    let whole = bytes("constructs.doc");
    let mut protected = whole.clone();
    let at = main_stream(&whole);
    protected[at + 11] |= 1;
    let mut headless = whole.clone();
    headless[at] = 0;
    let mut pieceless = whole.clone();
    // The place of the piece table.
    pieceless[at + 0x1A2..at + 0x1AA].fill(0);
    for (case, bytes, kind) in [
        ("protected", protected, "protected"),
        ("no header", headless, "damaged"),
        ("no pieces", pieceless, "damaged"),
        ("cut short", whole[..1500].to_vec(), "damaged"),
    ] {
        assert_eq!(read("a.doc", &bytes).map(|d| d.text).map_err(|e| e.kind()), Err(kind), "{case}");
    }
    let progress = Progress::default();
    progress.cancel();
    assert_eq!(import::read("a.doc", &whole, &progress).unwrap_err(), ImportError::Cancelled);
}

#[test]
fn word_95_keeps_its_bytes_in_a_code_page() {
    let words = "工业总产值12.5亿元。\r同比增长5.6%。\r";
    for (language, encoding) in [(0x0804_u16, encoding_rs::GBK), (0x0404, encoding_rs::BIG5)] {
        let words = if language == 0x0404 {
            words.replace("业总产值", "業總產值").replace("亿", "億").replace("长", "長")
        } else {
            words.to_owned()
        };
        let (text, _, _) = encoding.encode(&words);
        let mut main = vec![0_u8; 0x300];
        main[..4].copy_from_slice(&[0xDC, 0xA5, 0x65, 0x00]);
        main[6..8].copy_from_slice(&language.to_le_bytes());
        main[0x18..0x1C].copy_from_slice(&0x300_u32.to_le_bytes());
        main[0x34..0x38].copy_from_slice(&(text.len() as u32).to_le_bytes());
        main.extend_from_slice(&text);
        let document = read("old.doc", &compound("WordDocument", &main)).unwrap();
        assert_eq!(document.text, words.replace('\r', "\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_documents_do_no_harm(
        park in any::<bool>(),
        cut in 0.0..1.0_f64,
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..16),
    ) {
        let mut damaged = bytes(if park { "park-2021.doc" } else { "constructs.doc" });
        for (at, byte) in hits {
            let at = at.index(damaged.len());
            damaged[at] = byte;
        }
        if cut < 0.2 {
            damaged.truncate((cut / 0.2 * damaged.len() as f64) as usize);
        }
        if let Ok(document) = read("a.doc", &damaged) {
            prop_assert!(!document.text.trim().is_empty() || document.is_workbook());
            for table in &document.tables {
                prop_assert!(document.text.get(table.span.range()).is_some());
            }
        }
    }
}
