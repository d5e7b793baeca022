//! What the fuzz targets do with bytes, and what must hold whatever the bytes are. Shared with `tests/corpus.rs`.

use gangmu::base::Progress;
use gangmu::indicator::Place;
use gangmu::library::Report;
use gangmu::{import, project};
use std::io::{Cursor, Write};

/// Reads the bytes as a plain text and as Markdown to the last figure.
pub fn text(bytes: &[u8]) {
    for name in ["报告.txt", "报告.md"] {
        read(name, bytes);
    }
}

/// Reads the bytes as an archive, every file in it to the last figure; bytes that are none as a file of a kind that only
/// they tell.
pub fn archive(bytes: &[u8]) {
    if !import::archive::is_archive("报告.zip", bytes) {
        return read("报告", bytes);
    }
    let _ = import::archive::visit(bytes, &Progress::default(), &mut |path, inner| {
        assert!(!path.split('/').any(|part| part.is_empty() || part == ".."), "a path climbs out: {path}");
        if let Ok(inner) = inner {
            read(path.rsplit('/').next().unwrap_or(path), &inner);
        }
    });
}

/// Reads the bytes as a workbook to the last cell; the name's ending may matter to what looks the same inside. XML, and the records of a
/// binary sheet, are read as the parts of a package: one that was changed is refused by its checksums before its parts are read.
pub fn workbook(bytes: &[u8]) {
    let links = br#"<Relationships><Relationship Id="a" Type="t/worksheet" Target="sheet"/></Relationships>"#.as_slice();
    match bytes {
        [b'<', ..] => {
            let list = br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>"#.as_slice();
            let fixed = [("xl/workbook.xml", list), ("xl/_rels/workbook.xml.rels", links)];
            let parts = ["xl/sharedStrings.xml", "xl/styles.xml", "xl/sheet"].map(|name| (name, bytes));
            read("表.xlsx", &package(fixed.into_iter().chain(parts)));
            let kind = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
            read("表.ods", &package([("mimetype", kind), ("content.xml", bytes)]));
        }
        [0x81 | 0x83 | 0x9F, 1, ..] | [0x96, 2, ..] => {
            // One sheet `一`, by the link `a`.
            let list = b"\x9c\x01\x12\0\0\0\0\0\0\0\0\x01\0\0\0a\0\x01\0\0\0\0\x4e".as_slice();
            let fixed = [("xl/workbook.bin", list), ("xl/_rels/workbook.bin.rels", links)];
            let parts = ["xl/sharedStrings.bin", "xl/styles.bin", "xl/sheet"].map(|name| (name, bytes));
            read("表.xlsb", &package(fixed.into_iter().chain(parts)));
        }
        _ => {}
    }
    for name in ["表.xlsx", "表.xlsb", "表.xls", "表.csv"] {
        read(name, bytes);
    }
}

/// Reads the bytes as a Word document to the last figure; bytes that are no package as the body of one, for a package that was
/// changed is refused by its checksums before its XML is read.
pub fn docx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return read("报告.docx", bytes);
    }
    let parts = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"];
    read("报告.docx", &package(parts.map(|name| (name, bytes))));
}

/// A package of these parts, as they are.
fn package<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        package.start_file(name, plain).expect("a part can be begun");
        package.write_all(bytes).expect("a part can be written");
    }
    package.finish().expect("a package can be finished").into_inner()
}

/// Reads the bytes as an old Word document to the last figure.
pub fn doc(bytes: &[u8]) {
    read("报告.doc", bytes);
}

/// Reads the bytes as a PDF to the last figure.
pub fn pdf(bytes: &[u8]) {
    read("报告.pdf", bytes);
}

/// Reads the bytes as a saved web page to the last figure.
pub fn html(bytes: &[u8]) {
    read("报告.html", bytes);
}

/// Opens the bytes as a project; what opens must pack and open again as the same.
pub fn project(bytes: &[u8]) {
    if let Ok(opened) = project::open(bytes) {
        let packed = project::pack(&opened).expect("what could be opened can be packed");
        let again = project::open(&packed).expect("what was packed can be opened");
        assert_eq!((opened.sources, opened.deck), (again.sources, again.deck));
    }
}

fn read(name: &str, bytes: &[u8]) {
    let Ok(document) = import::read(name, bytes, &Progress::default()) else { return };
    let report = Report::read(document, bytes.into());
    let text = report.document.text.as_str();
    let pages = &report.document.pages;
    assert!(pages.is_sorted() && pages.iter().all(|&start| text.is_char_boundary(start)), "a page begins outside the text: {pages:?}");
    for (index, heading) in report.outline.headings.iter().enumerate() {
        for span in [heading.marker, heading.title, heading.section] {
            assert!(text.get(span.range()).is_some(), "a heading lies outside the text or cuts a character: {heading:?}");
        }
        assert!(heading.parent.is_none_or(|parent| parent < index), "a heading before its parent: {heading:?}");
    }
    for observation in &report.observations {
        match observation.place {
            Place::Text(span) => {
                assert!(!span.is_empty() && text.get(span.range()).is_some(), "a figure lies outside the text: {observation:?}");
                assert!(
                    report.sentence(observation.place).contains(span.of(text).trim()),
                    "a figure outside its sentence: {observation:?}"
                );
            }
            Place::Cell(at) => {
                let sheet = report.document.sheets.get(at.sheet as usize).expect("the figure's sheet");
                assert!(sheet.cell(at.row, at.column).is_some(), "a figure in no cell: {observation:?}");
            }
        }
        assert!((0.0..=1.0).contains(&observation.confidence), "{observation:?}");
    }
    for table in &report.document.tables {
        assert_eq!(table.cells.len(), table.sheet.cells.len(), "a table's cells have lost their places");
        for (cell, span) in table.sheet.cells.iter().zip(&table.cells) {
            assert_eq!(text.get(span.range()), Some(cell.shown.as_str()), "a cell is not where it is said to stand");
        }
    }
    assert_eq!(report.document.prose().len(), text.len());
    assert!(!report.title().is_empty() || report.document.name.is_empty());
}
