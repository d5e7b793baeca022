//! Workbooks and separated values become grids as their readers see them, and what cannot be read is refused with its
//! reason. `tests/workbooks/make.py` makes the files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

#[path = "support/compound.rs"]
mod compound;

use compound::compound;
use gangmu::base::Progress;
use gangmu::document::{CellValue, Document, Format, Merge, Notice, Sheet};
use gangmu::import::{self, ImportError};
use proptest::prelude::*;
use std::io::{Cursor, Write};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/workbooks/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(name: &str, bytes: &[u8]) -> Result<Document, ImportError> {
    import::read(name, bytes, &Progress::default())
}

fn shown(sheet: &Sheet, row: u32) -> Vec<&str> {
    (0..sheet.width).map(|c| sheet.cell(row, c).unwrap().shown.as_str()).collect()
}

#[test]
fn a_new_workbook_is_read_as_shown() {
    let document = read("投资.xlsx", &bytes("investment.xlsx")).unwrap();
    assert_eq!((document.format, document.encoding), (Format::Xlsx, None));
    let names: Vec<&str> = document.sheets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["投资", "空表"], "the hidden sheet is left out, the empty one kept");
    let sheet = &document.sheets[0];
    assert_eq!(shown(sheet, 2), ["指标", "2021年1月", "2021年2月", "2021年3月", "完成年计划"]);
    assert_eq!(shown(sheet, 3), ["工业投资", "1200.5", "", "6.90", "25.3%"]);
    assert_eq!(shown(sheet, 4), ["技改投资", "300", "…", "4 21.5", "40.0%"]);
    assert_eq!(sheet.cell(2, 1).unwrap().value, CellValue::Date(2021, 1, 31));
    assert_eq!(sheet.cell(3, 4).unwrap().value, CellValue::Number("0.253".parse().unwrap()));
    assert_eq!(sheet.merges, [Merge { top: 0, left: 0, bottom: 0, right: 4 }]);
    assert_eq!((document.sheets[1].height, document.sheets[1].width), (0, 0));
}

#[test]
fn an_old_workbook_is_read_as_shown() {
    // Told by content: the name may say otherwise.
    let document = read("power.xlsx", &bytes("power.xls")).unwrap();
    assert_eq!(document.format, Format::Xls);
    assert_eq!(document.sheets.len(), 1);
    let sheet = &document.sheets[0];
    assert_eq!(shown(sheet, 2), ["2021年3月", "812.5", "5.3%"]);
    assert_eq!(shown(sheet, 3), ["2021年4月", "801", "-1.2%"]);
    // Merged over four columns; the grid ends at the third.
    assert_eq!(sheet.merges, [Merge { top: 0, left: 0, bottom: 0, right: 2 }]);
}

#[test]
fn a_binary_workbook_says_what_the_other_says() {
    assert_same_as_new("investment.xlsb", Format::Xlsb);
    assert_eq!(read("a.xlsb", &bytes("investment.xlsb")[..3000]).unwrap_err().kind(), "damaged");
}

/// A copy of the new workbook under another format shows the same, and its hidden sheet is left out too.
fn assert_same_as_new(name: &str, format: Format) {
    let (new, other) = (read("a.xlsx", &bytes("investment.xlsx")).unwrap(), read("a", &bytes(name)).unwrap());
    assert_eq!(other.format, format);
    assert_eq!(other.sheets.len(), new.sheets.len(), "the hidden sheet is left out");
    for (other, new) in other.sheets.iter().zip(&new.sheets) {
        assert_eq!((&other.name, other.height, other.width, &other.merges), (&new.name, new.height, new.width, &new.merges));
        let kinds = |sheet: &Sheet| sheet.cells.iter().map(|c| std::mem::discriminant(&c.value)).collect::<Vec<_>>();
        assert_eq!(kinds(other), kinds(new));
        let rows = |sheet: &Sheet| (0..sheet.height).map(|row| shown(sheet, row).join("¦")).collect::<Vec<_>>();
        assert_eq!(rows(other), rows(new));
    }
}

#[test]
fn binary_sheets_that_lie_are_refused() {
    let record = |kind: u16, data: &[u8]| -> Vec<u8> {
        let mut record = if kind < 128 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
        record.extend([(data.len() & 0x7F) as u8 | 0x80, (data.len() >> 7) as u8]);
        record.extend(data);
        record
    };
    let words = |words: &str| {
        let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&(units.len() as u32 / 2).to_le_bytes()[..], &units].concat()
    };
    let book = |sheet: &[u8]| {
        let listed = [&[0; 8][..], &words("a"), &words("一")].concat();
        let links: &[u8] = br#"<Relationships><Relationship Id="a" Type="t/worksheet" Target="sheet.bin"/></Relationships>"#;
        let parts = [("xl/workbook.bin", &*record(156, &listed)), ("xl/_rels/workbook.bin.rels", links), ("xl/sheet.bin", sheet)];
        read("a.xlsb", &package(&parts))
    };
    let (row, one) = (record(0, &[4, 0, 0, 0]), [1, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0]);
    let sheet = [&*row, &record(2, &one), &record(146, &[]), &record(2, &one)].concat();
    assert_eq!(shown(&book(&sheet).unwrap().sheets[0], 4), ["", "1"], "nothing counts after the end of the cells");
    let far = [record(0, &[0xFF, 0xFF, 0x0F, 0]), record(2, &[0xFF, 0x3F, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0])].concat();
    assert_eq!(book(&far).unwrap_err().kind(), "too_many_cells");
    assert_eq!(book(&[2, 0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3]).unwrap_err().kind(), "damaged", "a record that claims 256 MB");
    // Words that claim more characters than there are.
    let lie = [&*row, &record(6, &[0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 65, 0])].concat();
    assert_eq!(book(&lie).unwrap().sheets[0].cells.len(), 0);
}

#[test]
fn an_open_document_is_read_as_shown() {
    assert_same_as_new("investment.ods", Format::Ods);
    // A row that stands for a million, a cell that stands for sixteen thousand.
    let content = r#"<office:document-content xmlns:office="o" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="t">
        <table:table table:name="一"><table:table-row table:number-rows-repeated="REPEAT"><table:table-cell table:number-columns-repeated="16384">
        <text:p>甲</text:p></table:table-cell></table:table-row></table:table></office:document-content>"#;
    let repeated = |rows: &str| {
        let content = content.replace("REPEAT", rows);
        read("a.ods", &package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())]))
    };
    assert_eq!(repeated("2").unwrap().sheets[0].cells.len(), 32_768);
    assert_eq!(repeated("1048576").unwrap_err().kind(), "too_many_cells");
}

#[test]
fn a_sheet_that_reaches_too_far_is_refused() {
    for (name, size) in [("far-corner.xls", (65_536, 256)), ("far-corner.xlsx", (1_048_576, 16_384))] {
        match read(name, &bytes(name)) {
            Err(ImportError::TooManyCells { rows, columns, .. }) => assert_eq!((rows, columns), size),
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn a_sheet_wider_than_any_is_refused() {
    // One row of a million cells, as separated values that lost their line ends would be.
    let values = read("a.csv", "1,".repeat(1_000_000).as_bytes());
    let sheet = format!("<worksheet><sheetData><row>{}</row></sheetData></worksheet>", "<c><v>1</v></c>".repeat(1_000_000));
    let book = package(&[
        ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="a" Type="t/worksheet" Target="sheet.xml"/></Relationships>"#),
        ("xl/sheet.xml", sheet.as_bytes()),
    ]);
    for told in [values, read("a.xlsx", &book)] {
        assert!(matches!(&told, Err(ImportError::TooManyCells { rows: 1, columns: 16_385.., .. })), "{:?}", told.map(|d| d.sheets.len()));
    }
}

/// A package with these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn packages_that_lie_are_refused() {
    // A part that claims to unpack to 1 GiB.
    let mut bomb = package(&[("xl/workbook.xml", b"<workbook/>")]);
    let at = bomb.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    bomb[at + 24..at + 28].copy_from_slice(&(1_u32 << 30).to_le_bytes());
    assert_eq!(read("a.xlsx", &bomb).unwrap_err().kind(), "too_much_inside");
    // Shared strings that claim a count beyond any memory.
    let strings: &[u8] = br#"<sst uniqueCount="99999999999"><si><t>a</t></si></sst>"#;
    let lie = package(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", strings)]);
    assert_eq!(read("a.xlsx", &lie).unwrap_err().kind(), "damaged");
    // A package of something else is no workbook, whatever its name.
    let other = package(&[("ppt/presentation.xml", b"<p:presentation/>")]);
    assert_eq!(read("a.xlsx", &other).unwrap_err().kind(), "unsupported");
    // An old workbook cut short is still known by its name.
    assert_eq!(read("a.xls", &bytes("power.xls")[..1000]).unwrap_err().kind(), "damaged");
    assert_eq!(read("a.xlsx", &bytes("investment.xlsx")[..3000]).unwrap_err().kind(), "damaged");
}

#[test]
fn formulas_without_values_are_told() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>工业</t><rPh><t>x</t></rPh><r><t>总产值</t></r></is></c>
        <c r="B1"><f>SUM(C1:D1)</f></c><c r="C1"><f>1+1</f><v></v></c><c r="D1"><f>6/4</f><v>1.5</v></c><c r="E1" t="str"><f>""</f><v></v></c>
        <c r="F1"><v>1.2500000000000002E-2</v></c><c r="G1" s="1"><v>44197</v></c><c r="H1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    let book = package(&[
        ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="a" Type="t/worksheet" Target="worksheets/../sheet.xml"/></Relationships>"#,
        ),
        ("xl/styles.xml", br#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="17"/></cellXfs></styleSheet>"#),
        ("xl/sharedStrings.xml", "<sst uniqueCount=\"99999999999\"><si><t>甲&amp;乙_x000D_\n丙</t></si></sst>".as_bytes()),
        ("xl/sheet.xml", sheet.as_bytes()),
    ]);
    let document = read("a.xlsx", &book).unwrap();
    assert_eq!(shown(&document.sheets[0], 0), ["工业总产值", "", "", "1.5", "", "0.0125", "2021年1月", "甲&乙\n丙"]);
    assert_eq!(document.notices, [Notice::Uncomputed(2)]);
    assert_eq!(read("投资.xlsx", &bytes("investment.xlsx")).unwrap().notices, []);
    // An open document: one formula that was never computed, one that gives words, one a number.
    let content = r#"<office:document-content xmlns:office="o" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="t">
        <table:table table:name="一"><table:table-row><table:table-cell table:formula="of:=1+1"/>
        <table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"/>
        <table:table-cell table:formula="of:=6/4" office:value-type="float" office:value="1.5"><text:p>1.5</text:p></table:table-cell>
        </table:table-row></table:table></office:document-content>"#;
    let parts = [("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]), ("content.xml", content.as_bytes())];
    let document = read("a.ods", &package(&parts)).unwrap();
    assert_eq!(shown(&document.sheets[0], 0), ["", "", "1.5"]);
    assert_eq!(document.notices, [Notice::Uncomputed(1)]);
}

#[test]
fn a_long_sheet_is_read_like_a_short_one() {
    let rows = 30_000;
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in 1..=rows {
        // Every third row leaves its own number to be counted, and its cells theirs.
        let (row_at, a, b) = if row % 3 == 0 {
            (String::new(), String::new(), String::new())
        } else {
            (format!(" r=\"{row}\""), format!(" r=\"A{row}\""), format!(" r=\"B{row}\""))
        };
        sheet += &format!("<row{row_at}><c{a} t=\"str\"><v>第{row}行的工业总产值</v></c><c{b}><v>{row}.5</v></c><c><f>1+1</f></c></row>");
    }
    sheet += "</sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>";
    assert!(sheet.len() > 2 << 20);
    let book = package(&[
        ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="a" Type="t/worksheet" Target="sheet.xml"/></Relationships>"#),
        ("xl/sheet.xml", sheet.as_bytes()),
    ]);
    let document = read("a.xlsx", &book).unwrap();
    let sheet = &document.sheets[0];
    assert_eq!((sheet.height, sheet.width, sheet.merges.len()), (rows, 2, 1));
    for row in 0..rows {
        assert_eq!(shown(sheet, row), [format!("第{}行的工业总产值", row + 1), format!("{}.5", row + 1)]);
    }
    assert_eq!(document.notices, [Notice::Uncomputed(rows as usize)]);
}

#[test]
fn passwords_are_told() {
    // An old workbook whose records are encrypted (FILEPASS); a new one packed whole, as Excel and WPS do.
    let records = [&[0x09, 0x08, 16, 0, 0, 6, 5, 0][..], &[0; 12], &[0x2F, 0, 6, 0, 1, 0, 1, 0, 1, 0], &[0x85; 64]].concat();
    for (name, stream, bytes) in
        [("a.xls", "Workbook", &records[..]), ("a.xlsx", "EncryptedPackage", &[7; 5000]), ("a.et", "Workbook", &records)]
    {
        assert_eq!(read(name, &compound(stream, bytes)).unwrap_err(), ImportError::Protected, "{name} {stream}");
    }
    // A zip package whose parts are encrypted.
    let mut locked = package(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", b"<sst/>")]);
    for mark in [&b"PK\x03\x04"[..], b"PK\x01\x02"] {
        let flags = if mark[2] == 3 { 6 } else { 8 };
        let places: Vec<usize> = locked.windows(4).enumerate().filter(|(_, w)| *w == mark).map(|(at, _)| at).collect();
        places.into_iter().for_each(|at| locked[at + flags] |= 1);
    }
    assert_eq!(read("a.xlsx", &locked).unwrap_err(), ImportError::Protected);
}

#[test]
fn separated_values_are_told_by_name_and_separator() {
    let grid = |name: &str, text: &[u8]| {
        let document = read(name, text).unwrap();
        assert_eq!(document.format, Format::Csv, "{name}");
        let sheet = &document.sheets[0];
        (0..sheet.height).map(|r| shown(sheet, r).join("¦")).collect::<Vec<_>>()
    };
    assert_eq!(
        grid("a.csv", "\u{feff}指标,2020年\r\n\"甲,乙\",\"1,2\"\r\n\"说\"\"好\"\"\n二\",3\r\n".as_bytes()),
        ["指标¦2020年", "甲,乙¦1,2", "说\"好\"\n二¦3"]
    );
    assert_eq!(grid("a.TSV", "年份\t产值\n2020\t1.50\n\n".as_bytes()), ["年份¦产值", "2020¦1.50"]);
    assert_eq!(grid("导出.xls", "年份\t产值\n2020\t1.5\n".as_bytes()), ["年份¦产值", "2020¦1.5"]);
    let (gbk, _, _) = encoding_rs::GB18030.encode("指标,单位,二〇二〇年\n工业增加值,亿元,12.5\n");
    assert_eq!(grid("b.csv", &gbk), ["指标¦单位¦二〇二〇年", "工业增加值¦亿元¦12.5"]);
    let document = read("a.csv", b"a,007,1.50,-3,1e5\n").unwrap();
    let values: Vec<bool> = document.sheets[0].cells.iter().map(|c| matches!(c.value, CellValue::Number(_))).collect();
    assert_eq!(values, [false, false, true, true, false], "007 is a code");
    // A text without any separator stays a text.
    assert_eq!(read("a.csv", "没有分隔符的一句话。".as_bytes()).unwrap().format, Format::Text);
}

#[test]
fn a_stopped_import_says_so() {
    let progress = Progress::default();
    progress.cancel();
    for name in ["investment.xlsx", "investment.xlsb", "power.xls"] {
        assert_eq!(import::read(name, &bytes(name), &progress).unwrap_err(), ImportError::Cancelled);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn damaged_workbooks_do_no_harm(
        which in 0..4_usize,
        cut in 0.0..1.0_f64,
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let name = ["power.xls", "investment.xlsx", "investment.ods", "investment.xlsb"][which];
        let mut damaged = bytes(name);
        for (at, byte) in hits {
            let at = at.index(damaged.len());
            damaged[at] = byte;
        }
        if cut < 0.3 {
            damaged.truncate((cut / 0.3 * damaged.len() as f64) as usize);
        }
        if let Ok(document) = read(name, &damaged) {
            for sheet in &document.sheets {
                prop_assert_eq!(sheet.cells.len(), sheet.height as usize * sheet.width as usize);
                for merge in &sheet.merges {
                    prop_assert!(merge.bottom < sheet.height && merge.right < sheet.width);
                }
            }
        }
    }

    #[test]
    fn any_separated_text_becomes_a_whole_grid(text in "[a1,;\t\"\n\r 甲.]{0,60}") {
        if let Ok(document) = read("a.csv", text.as_bytes()) {
            for sheet in &document.sheets {
                prop_assert_eq!(sheet.cells.len(), sheet.height as usize * sheet.width as usize);
            }
        }
    }
}
