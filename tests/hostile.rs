//! What a file holds never hurts: each ends with its message, within the memory that `limits` states, in a program of its own.
//! The files are made here; those locked with passwords lie in `tests/protected`, made by its `make.py`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::cast_possible_truncation, reason = "a test may fail loudly")]

use gangmu::import::limits;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs `extract` on a file with so much memory and no more.
fn extract(file: &Path, memory: u64) -> Output {
    let limited = "ulimit -v \"$1\"; shift; exec \"$@\"";
    let kilobytes = (memory >> 10).to_string();
    let program = env!("CARGO_BIN_EXE_gangmu");
    Command::new("sh").args(["-c", limited, "sh", &kilobytes, program, "extract"]).arg(file).output().unwrap()
}

/// What came of each report in a file: the end of its path and why it could not be read, or `read`.
fn ends(file: &Path, memory: u64) -> Vec<String> {
    let output = extract(file, memory);
    let complaints = String::from_utf8_lossy(&output.stderr);
    let lines = std::str::from_utf8(&output.stdout).unwrap().lines();
    let objects: Vec<serde_json::Value> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}: {:?} {complaints}", file.display(), output.status);
    let folder = file.parent().unwrap().to_string_lossy().into_owned() + "/";
    objects
        .iter()
        .map(|object| {
            let path = object["source"]["path"].as_str().unwrap();
            let Some(error) = object["error"]["kind"].as_str() else { return format!("{} read", path.trim_start_matches(&folder)) };
            // The message names the file and says more than the kind.
            let told = complaints.lines().find(|line| line.contains(path)).unwrap_or_default();
            assert!(told.len() > path.len() + error.len() + 10, "{path}: {complaints}");
            format!("{} {error}", path.trim_start_matches(&folder))
        })
        .collect()
}

/// Each file ends as it should.
fn assert_ends(cases: Vec<(PathBuf, String)>) {
    let (files, wanted): (Vec<PathBuf>, Vec<String>) = cases.into_iter().unzip();
    let told: Vec<String> = files.iter().flat_map(|file| ends(file, limits::IMPORT_MEMORY)).collect();
    assert_eq!(told, wanted);
}

/// Files in a folder of their own.
struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

#[test]
fn locked_files_say_so() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protected");
    let mut names: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "make.py");
    names.sort();
    let told: Vec<String> = names.iter().flat_map(|name| ends(&folder.join(name), limits::IMPORT_MEMORY)).collect();
    assert_eq!(
        told,
        [
            "aes-128.pdf protected",
            "aes-256.pdf protected",
            // An archive locked as a whole is told once, one that is locked in part file by file.
            "aes.zip protected",
            "mixed.zip/乙.txt read",
            "mixed.zip/甲.txt protected",
            "office.doc protected",
            "office.docx protected",
            "office.ods protected",
            "office.xls protected",
            "office.xlsx protected",
            "rc4-128.pdf protected",
            "rc4-40.pdf protected",
            "zip.zip protected",
        ]
    );
}

/// A part of a package that unpacks to so many MiB of one piece, and claims to unpack to `claimed` bytes.
struct Bomb<'a> {
    name: &'a str,
    piece: &'a str,
    megabytes: usize,
    claimed: u32,
}

/// Packed bytes that unpack to the piece again and again, and the checksum of what they unpack to.
fn packed(piece: &str, megabytes: usize) -> (Vec<u8>, u32) {
    let mut whole = piece.as_bytes().repeat((1 << 20) / piece.len());
    whole.resize(1 << 20, b' ');
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, &whole).unwrap();
    std::io::Write::flush(&mut packer).unwrap();
    // Flushed, a piece ends at a byte and may come again.
    let once = packer.get_ref().clone();
    let (mut one, mut sum) = (flate2::Crc::new(), flate2::Crc::new());
    one.update(&whole);
    (0..megabytes).for_each(|_| sum.combine(&one));
    ([once.repeat(megabytes), vec![3, 0]].concat(), sum.sum())
}

/// A package's part: its name, its bytes as packed and how, what it claims to unpack to, and the checksum of that.
type Part<'a> = (&'a str, Vec<u8>, u16, u32, u32);

/// A package with these plain parts and bombs.
fn package<'a>(parts: &[(&'a str, &str)], bombs: &[Bomb<'a>]) -> Vec<u8> {
    let stored = |(name, words): &(&'a str, &str)| -> Part<'a> {
        let mut crc = flate2::Crc::new();
        crc.update(words.as_bytes());
        (name, words.as_bytes().to_vec(), 0, words.len() as u32, crc.sum())
    };
    let deflated = |bomb: &Bomb<'a>| -> Part<'a> {
        let (bytes, crc) = packed(bomb.piece, bomb.megabytes);
        (bomb.name, bytes, 8, bomb.claimed, crc)
    };
    let (mut out, mut list, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for (name, bytes, method, claimed, crc) in parts.iter().map(stored).chain(bombs.iter().map(deflated)) {
        let mut about = vec![20, 0, 0, 8];
        about.extend(method.to_le_bytes());
        about.extend([0; 4]);
        for number in [crc, bytes.len() as u32, claimed] {
            about.extend(number.to_le_bytes());
        }
        about.extend((name.len() as u16).to_le_bytes());
        about.extend([0, 0]);
        let at = out.len() as u32;
        out.extend([b"PK\x03\x04", about.as_slice(), name.as_bytes(), &bytes].concat());
        list.extend([b"PK\x01\x02\x14\x00", about.as_slice(), &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat());
        count += 1;
    }
    let at = out.len() as u32;
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    for number in [count, count] {
        out.extend(number.to_le_bytes());
    }
    for number in [list.len() as u32, at] {
        out.extend(number.to_le_bytes());
    }
    out.extend([0, 0]);
    out
}

/// What every package of an office program holds, and no archive.
const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");
const BOOK: (&str, &str) =
    ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>"#);
const LINKS: (&str, &str) =
    ("xl/_rels/workbook.xml.rels", r#"<Relationships><Relationship Id="a" Type="t/worksheet" Target="sheet.xml"/></Relationships>"#);
const ODS: (&str, &str) = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
/// Each entity ten of the one before: a thousand million words.
const ENTITIES: &str = r#"<!DOCTYPE d [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
    <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
    <!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>"#;

#[test]
fn bombs_end_within_the_memory_stated() {
    let files = Files::new();
    let more = (limits::EXPANDED_BYTES >> 20) as usize + 8;
    let honest = (more as u32) << 20;
    let bomb = |name, piece, claimed| Bomb { name, piece, megabytes: more, claimed };
    let document = |inside: &str| format!(r#"{ENTITIES}<w:document xmlns:w="w"><w:body>{inside}</w:body></w:document>"#);
    let paragraph = "<w:p><w:r><w:t>产值12亿元&h;</w:t></w:r></w:p>";
    let strings = format!("{ENTITIES}<sst><si><t>甲&h;</t></si></sst>");
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    let content = format!(
        r#"{ENTITIES}<office:document-content xmlns:office="o" xmlns:table="table" xmlns:text="t"><table:table table:name="一"><table:table-row>
        <table:table-cell><text:p>甲&h;</text:p></table:table-cell></table:table-row></table:table></office:document-content>"#
    );
    let mut cases = Vec::new();
    for (name, bytes, end) in [
        ("honest.zip", package(&[], &[bomb("报告.txt", "产值12亿元。\n", honest)]), "too_much_inside"),
        ("lying.zip", package(&[], &[bomb("报告.txt", "产值12亿元。\n", 1000)]), "too_much_inside"),
        ("lying.docx", package(&[TYPES], &[bomb("word/document.xml", paragraph, 1000)]), "too_much_inside"),
        ("lying.xlsx", package(&[TYPES, BOOK, LINKS], &[bomb("xl/sheet.xml", "<row><c><v>1</v></c></row>", 1000)]), "too_much_inside"),
        ("lying.ods", package(&[ODS], &[bomb("content.xml", "<table:table-row/>", 1000)]), "too_much_inside"),
        ("entities.docx", package(&[TYPES, ("word/document.xml", &document(paragraph))], &[]), "read"),
        ("entities.xlsx", package(&[TYPES, BOOK, LINKS, ("xl/sharedStrings.xml", &strings), ("xl/sheet.xml", sheet)], &[]), "read"),
        ("entities.ods", package(&[ODS, ("content.xml", &content)], &[]), "read"),
    ] {
        cases.push((files.write(name, &bytes), format!("{name} {end}")));
    }
    assert_ends(cases);
}

#[test]
fn what_claims_or_holds_too_much_ends_within_the_memory_stated() {
    let files = Files::new();
    let sheet = |rows: &str| {
        let sheet = format!(r#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#);
        package(&[TYPES, BOOK, LINKS, ("xl/sheet.xml", &sheet)], &[])
    };
    let near = sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    let far = sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    let full =
        Bomb { name: "xl/sheet.xml", piece: "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>", megabytes: 80, claimed: 80 << 20 };
    let deep = |open: &str, close: &str, times: usize| format!("{}甲{}", open.repeat(times), close.repeat(times));
    let word = |inside: &str| package(&[TYPES, ("word/document.xml", &format!(r#"<w:document xmlns:w="w">{inside}</w:document>"#))], &[]);
    let tables =
        ["<w:tbl><w:tr><w:tc>".repeat(200), "<w:p><w:r><w:t>甲</w:t></w:r></w:p>".to_owned(), "</w:tc></w:tr></w:tbl>".repeat(200)]
            .concat();
    let strings = format!("<sst><si>{}</si></sst>", deep("<r>", "</r>", 500_000));
    let nested = (0..9).fold(package(&[("报告.txt", "一、工作回顾")], &[]), |inner, depth| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(format!("{depth}.zip"), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, &inner).unwrap();
        zip.finish().unwrap().into_inner()
    });
    let page = |inside: &str| format!("<html><body>{inside}</body></html>").into_bytes();
    let pdf = |catalogue: &str, pages: &str| {
        format!("%PDF-1.5\n1 0 obj\n{catalogue}\nendobj\n2 0 obj\n{pages}\nendobj\ntrailer\n<</Size 3 /Root 1 0 R>>\n%%EOF").into_bytes()
    };
    let (opened, closed) = ("[".repeat(300_000), "]".repeat(300_000));
    let mut cases = Vec::new();
    for (name, bytes, end) in [
        ("claims.xlsx", near, "claims.xlsx read"),
        ("far.xlsx", far, "far.xlsx too_many_cells"),
        ("full.xlsx", package(&[TYPES, BOOK, LINKS], &[full]), "full.xlsx too_many_cells"),
        ("deep.docx", word(&deep("<w:ins>", "</w:ins>", 500_000)), "deep.docx too_deep"),
        ("tables.docx", word(&tables), "tables.docx read"),
        ("deep.xlsx", package(&[TYPES, BOOK, LINKS, ("xl/sharedStrings.xml", &strings)], &[]), "deep.xlsx too_deep"),
        ("deep.html", page(&deep("<div>", "</div>", 300_000)), "deep.html read"),
        ("tables.html", page(&deep("<table><tr><td>", "", 100_000)), "tables.html read"),
        ("deep.md", deep("> - ", "", 100_000).into_bytes(), "deep.md read"),
        ("deep.zip", nested, "deep.zip/8.zip/7.zip/6.zip nested_archive"),
        ("deep.pdf", pdf("<</Type /Catalog /Pages 2 0 R>>", &format!("<</Type /Pages /Kids {opened}{closed}>>")), "deep.pdf damaged"),
        ("circle.pdf", pdf("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9>>"), "circle.pdf no_text"),
        ("many.pdf", pdf("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [2 0 R] /Count 2147483647>>"), "many.pdf no_text"),
    ] {
        cases.push((files.write(name, &bytes), end.to_owned()));
    }
    // Sparse: as large as they say, and hardly anything on the disk.
    for (name, size, end) in
        [("long.txt", 1 << 30, "too_large"), ("long.csv", 1 << 30, "too_large"), ("zeros.txt", limits::FILE_BYTES, "too_long")]
    {
        let path = files.write(name, b"");
        std::fs::File::options().write(true).open(&path).unwrap().set_len(size).unwrap();
        cases.push((path, format!("{name} {end}")));
    }
    assert_ends(cases);
}

#[test]
fn the_name_of_a_file_hides_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = [
        ("documents/park-2021.docx", "docx"),
        ("documents/park-2021.doc", "doc"),
        ("documents/report-2021.pdf", "pdf"),
        ("documents/park-2021.html", "html"),
        ("documents/district-2022.mhtml", "mhtml"),
        ("forms/one-line-2024m06.xls", "xls"),
        ("forms/one-line-2024m06.xlsx", "xlsx"),
        ("workbooks/investment.xlsb", "xlsb"),
        ("workbooks/investment.ods", "ods"),
    ];
    let endings: Vec<&str> = gangmu::import::endings().chain(["exe", "jpg", ""]).collect();
    for (file, format) in files {
        let bytes = std::fs::read(root.join(file)).unwrap();
        for ending in &endings {
            let name = format!("报告.{ending}");
            let read = gangmu::import::read(&name, &bytes, &gangmu::base::Progress::default());
            assert_eq!(read.map(|document| document.format.name()), Ok(format), "{file} as {name}");
            assert!(!gangmu::import::archive::is_archive(&name, &bytes), "{file} as {name}");
        }
    }
}

#[test]
fn files_are_called_as_anyone_likes() {
    let files = Files::new();
    let text = "云岭县2023年工作总结\n一、工作回顾\n";
    let mut names = vec![
        "تقرير.txt",
        "отчёт 2023.TXT",
        "รายงาน.md",
        "報告😀.txt",
        "é\u{301}.txt",
        "\u{202E}txt.报告.txt",
        "-o",
        "a\nb.txt",
        "%s{file}.txt",
    ];
    let long = format!("{}.txt", "长".repeat(80));
    names.push(&long);
    let cases: Vec<(PathBuf, String)> = names.iter().map(|name| (files.write(name, text.as_bytes()), format!("{name} read"))).collect();
    assert_ends(cases);
    // The same within an archive, with a way out of it.
    let climbing: Vec<String> = names.iter().map(|name| format!("../../{}", name.replace('\n', ""))).collect();
    let parts: Vec<(&str, &str)> = climbing.iter().map(|name| (name.as_str(), text)).collect();
    let archive = files.write("名字.zip", &package(&parts, &[]));
    let mut wanted: Vec<String> = climbing
        .iter()
        .map(|name| name.trim_start_matches("../"))
        .filter(|name| *name != "-o")
        .map(|name| format!("名字.zip/{name} read"))
        .collect();
    wanted.sort();
    let mut told = ends(&archive, limits::IMPORT_MEMORY);
    told.sort();
    assert_eq!(told, wanted);
}
