//! PDFs become running text as a reader reads it. Small ones are written here, place by place; `tests/documents/make.py`
//! makes those of an office program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use gangmu::base::Progress;
use gangmu::document::{Document, Format, Inset};
use gangmu::import::{self, ImportError};
use gangmu::library::Report;
use proptest::prelude::*;
use std::fmt::Write;

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/documents/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(bytes: &[u8]) -> Result<Document, ImportError> {
    import::read("报告.pdf", bytes, &Progress::default())
}

/// How the words of a small PDF are written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Coding {
    /// The codes are Unicode, by a CMap every reader of PDF knows.
    Unicode,
    /// The codes are GBK, likewise.
    Gbk,
    /// The codes are numbers of glyphs, and the font lists what they say.
    Listed,
    /// The codes are numbers of glyphs, and only the embedded font's own table tells what they say.
    Embedded,
    /// The codes are numbers of glyphs, and nothing tells what they say.
    Untold,
}

const CODINGS: [Coding; 4] = [Coding::Unicode, Coding::Gbk, Coding::Listed, Coding::Embedded];

/// Words at a place: left edge and baseline from the lower left corner of an A4 page, in points, and their size.
type Words<'a> = (f32, f32, f32, &'a str);

/// A PDF with these objects; the first is the catalogue.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", index + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<</Size {} /Root 1 0 R>>\nstartxref\n{table}\n%%EOF", places.len() + 1).bytes());
    out
}

fn stream(about: &str, data: &[u8]) -> Vec<u8> {
    [format!("<<{about} /Length {}>>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// A PDF with words at places, every character as wide as high.
fn pdf(pages: &[&[Words<'_>]], coding: Coding) -> Vec<u8> {
    let mut said: Vec<char> = pages.iter().flat_map(|page| page.iter().flat_map(|words| words.3.chars())).collect();
    said.sort_unstable();
    said.dedup();
    let font = std::fs::read(format!("{}/assets/fonts/NotoSansSC-Regular.ttf", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let face = ttf_parser::Face::parse(&font, 0).unwrap();
    let code = |c: char| match coding {
        Coding::Unicode => format!("{:04X}", c as u32),
        Coding::Gbk => encoding_rs::GB18030.encode(&c.to_string()).0.iter().fold(String::new(), |all, byte| all + &format!("{byte:02X}")),
        Coding::Listed | Coding::Untold => format!("{:04X}", said.binary_search(&c).unwrap() + 1),
        Coding::Embedded => format!("{:04X}", face.glyph_index(c).unwrap().0),
    };
    let kids: String = (0..pages.len()).fold(String::new(), |all, i| all + &format!("{} 0 R ", 7 + i * 2));
    let (encoding, ordering, more) = match coding {
        Coding::Unicode => ("UniGB-UCS2-H", "GB1", ""),
        Coding::Gbk => ("GBK-EUC-H", "GB1", ""),
        Coding::Listed => ("Identity-H", "Identity", "/ToUnicode 5 0 R"),
        Coding::Embedded | Coding::Untold => ("Identity-H", "Identity", ""),
    };
    let list = said.iter().enumerate().fold("1 begincodespacerange <0000> <FFFF> endcodespacerange\n".to_owned(), |all, (i, c)| {
        format!("{all}1 beginbfchar <{:04X}> <{:04X}> endbfchar\n", i + 1, *c as u32)
    });
    let descriptor = if coding == Coding::Embedded { "/FontFile2 5 0 R" } else { "" };
    let fifth = if coding == Coding::Embedded { font.clone() } else { list.into_bytes() };
    let mut objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        format!("<</Type /Pages /Kids [{kids}] /Count {} /MediaBox [0 0 595 842]>>", pages.len()).into_bytes(),
        format!("<</Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /{encoding} /DescendantFonts [4 0 R] {more}>>").into_bytes(),
        format!(
            "<</Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [1 94 1000 814 939 1000] /CIDSystemInfo <</Registry (Adobe) \
             /Ordering ({ordering}) /Supplement 0>> /FontDescriptor 6 0 R>>"
        )
        .into_bytes(),
        stream("", &fifth),
        format!("<</Type /FontDescriptor /FontName /Song /Flags 4 {descriptor}>>").into_bytes(),
    ];
    for (index, page) in pages.iter().enumerate() {
        let mut content = String::from("BT\n");
        for (x, y, size, words) in *page {
            let codes: String = words.chars().map(code).collect();
            writeln!(content, "/F {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj").unwrap();
        }
        content.push_str("ET");
        objects
            .push(format!("<</Type /Page /Parent 2 0 R /Resources <</Font <</F 3 0 R>>>> /Contents {} 0 R>>", 8 + index * 2).into_bytes());
        objects.push(stream("", content.as_bytes()));
    }
    file(&objects)
}

fn text(pages: &[&[Words<'_>]]) -> String {
    read(&pdf(pages, Coding::Unicode)).unwrap().text
}

/// Lines of ten characters' size, one below the other, from the left edge and first baseline.
fn block<'a>(x: f32, top: f32, lines: &[&'a str]) -> Vec<Words<'a>> {
    lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            let words = line.trim_start_matches('\u{3000}');
            (x + 10.0 * (line.chars().count() - words.chars().count()) as f32, top - 16.0 * i as f32, 10.0, words)
        })
        .collect()
}

const LINES: [&str; 8] = [
    "一、工业经济平稳运行",
    "\u{3000}\u{3000}（一）产值稳步增长。全年完成规上",
    "工业总产值三百一十一亿元，同比增长八个",
    "百分点。",
    "\u{3000}\u{3000}（二）投资结构优化。全年完成工业",
    "投资五十六亿元，其中技改投资三十二亿元，",
    "占比过半，比上年提高两个百分点，居全市",
    "首位。",
];

const PARAGRAPHS: &str = "一、工业经济平稳运行\n\
    （一）产值稳步增长。全年完成规上工业总产值三百一十一亿元，同比增长八个百分点。\n\
    （二）投资结构优化。全年完成工业投资五十六亿元，其中技改投资三十二亿元，占比过半，比上年提高两个百分点，居全市首位。\n";

#[test]
fn lines_become_paragraphs_in_every_coding() {
    let page = block(90.0, 700.0, &LINES);
    for coding in CODINGS {
        let document = read(&pdf(&[&page], coding)).unwrap();
        assert_eq!((document.format, document.text.as_str()), (Format::Pdf, PARAGRAPHS), "{coding:?}");
    }
    assert_eq!(read(&pdf(&[&page], Coding::Untold)).unwrap_err(), ImportError::NoText);
}

#[test]
fn heads_feet_and_page_numbers_are_no_text() {
    let numbers = ["— 1 —", "— 2 —", "— 3 —"];
    let pages: Vec<Vec<Words<'_>>> = (0..3)
        .map(|i| {
            let mut page = vec![(250.0, 790.0, 9.0, "云岭县统计资料"), (280.0, 50.0, 9.0, numbers[i])];
            // The second paragraph goes on over the page's end.
            page.extend(block(
                90.0,
                700.0,
                match i {
                    0 => &LINES[..5],
                    1 => &LINES[5..],
                    _ => &["2025年2月1日"],
                },
            ));
            page
        })
        .collect();
    let pages: Vec<&[Words<'_>]> = pages.iter().map(Vec::as_slice).collect();
    let document = read(&pdf(&pages, Coding::Unicode)).unwrap();
    assert_eq!(document.text, format!("{PARAGRAPHS}2025年2月1日\n"));
    let page_of = |words: &str| document.page_of(document.text.find(words).unwrap());
    assert_eq!([page_of("一、"), page_of("（二）"), page_of("投资五十六"), page_of("2025")], [Some(1), Some(1), Some(2), Some(3)]);
    assert_eq!(document.page_of(usize::MAX), Some(3));
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut page = vec![(200.0, 760.0, 16.0, "云岭县工业工作总结")];
    page.extend(block(60.0, 700.0, &LINES));
    // The lines of the second column lie between those of the first.
    page.extend(block(290.0, 693.0, &LINES.map(|line| if line.starts_with('一') { "二、下一年工作安排" } else { line })));
    let second = PARAGRAPHS.replace("一、工业经济平稳运行", "二、下一年工作安排");
    assert_eq!(text(&[&page]), format!("云岭县工业工作总结\n{PARAGRAPHS}{second}"));
}

#[test]
fn titles_rows_and_doubled_words_keep_their_shape() {
    for (page, is) in [
        // A title of two lines in the middle, the text below it.
        (
            [vec![(97.0, 740.0, 16.0, "云岭县工业和信息化局二"), (145.0, 715.0, 16.0, "〇二三总结")], block(90.0, 680.0, &LINES)].concat(),
            format!("云岭县工业和信息化局二〇二三总结\n{PARAGRAPHS}"),
        ),
        // Cells of a row, and the paragraph below.
        (
            [
                vec![(90.0, 740.0, 10.0, "指标"), (180.0, 740.0, 10.0, "单位"), (240.0, 740.0, 10.0, "一月")],
                vec![(90.0, 724.0, 10.0, "产值"), (180.0, 724.0, 10.0, "亿元"), (240.0, 724.0, 10.0, "3.5")],
                block(90.0, 700.0, &LINES),
            ]
            .concat(),
            format!("指标\t单位\t一月\n产值\t亿元\t3.5\n{PARAGRAPHS}"),
        ),
        // Printed twice, a little apart, to look bold.
        (block(90.0, 700.0, &LINES).into_iter().chain(block(90.4, 700.0, &LINES)).collect(), PARAGRAPHS.to_owned()),
        // A power stands higher and smaller.
        (vec![(90.0, 700.0, 10.0, "共12万m"), (140.0, 704.0, 6.0, "2"), (146.0, 700.0, 10.0, "厂房")], "共12万m2厂房\n".to_owned()),
    ] {
        assert_eq!(text(&[&page]), is);
    }
}

/// The rows of a table, cells between bars.
fn rows(table: &Inset) -> Vec<String> {
    let cells = table.sheet.cells.chunks(table.sheet.width as usize);
    cells.map(|row| row.iter().map(|cell| cell.shown.as_str()).collect::<Vec<_>>().join("¦")).collect()
}

#[test]
fn tables_are_those_of_the_document_it_was_printed_from() {
    let read = |name: &str| import::read(name, &bytes(name), &Progress::default()).unwrap();
    let (written, printed) = (read("tables-2021.docx"), read("tables-2021.pdf"));
    let grids = |document: &Document| document.tables.iter().map(rows).collect::<Vec<_>>();
    let (written_grids, mut grids) = (grids(&written), grids(&printed));
    // A head wrapped over two lines is two rows where no rule is around it.
    assert_eq!(grids[1].drain(..2).collect::<Vec<_>>(), ["园区¦总产值（亿元）¦增长（%）¦高新技术企业", "¦¦¦（家）"]);
    assert_eq!(grids[1], written_grids[1][1..]);
    assert_eq!((&grids[0], &grids[2]), (&written_grids[0], &written_grids[2]));
    assert_eq!(printed.tables[0].sheet.merges, written.tables[0].sheet.merges);
    let names: Vec<&str> = printed.tables.iter().map(|table| table.sheet.name.as_str()).collect();
    assert_eq!(names, ["表1 主要工业指标完成情况", "表2 各园区主要指标", "表3 分行业产值"]);
    // The third begins on the second page and goes on: its head, told again, counts once.
    let last = printed.tables[2].cells.last().unwrap().start as usize;
    assert_eq!((printed.page_of(printed.tables[2].span.start as usize), printed.page_of(last)), (Some(2), Some(3)));
    let report = |document: Document| Report::read(document, Vec::new().into());
    assert_eq!(facts(&report(printed)), facts(&report(written)));
}

#[test]
fn a_table_in_line_goes_on_over_the_page() {
    let row = |y: f32, cells: [&'static str; 3]| vec![(90.0, y, 10.0, cells[0]), (220.0, y, 10.0, cells[1]), (300.0, y, 10.0, cells[2])];
    let head = |y: f32| row(y, ["园区", "产值", "增长"]);
    let names = ["东山园", "西河园", "北岭园", "南湖新区", "中关园"];
    let figures = ["102.5", "1188.1", "65.7", "8.4", "212.6"];
    let body = |which: std::ops::Range<usize>, top: f32| -> Vec<Words<'static>> {
        which.enumerate().flat_map(|(at, i)| row(top - 16.0 * at as f32, [names[i], figures[i], "9.3%"])).collect()
    };
    let first = [block(90.0, 700.0, &LINES), head(540.0), body(0..3, 524.0)].concat();
    let whole: Vec<String> =
        std::iter::once("园区¦产值¦增长".to_owned()).chain((0..5).map(|i| format!("{}¦{}¦9.3%", names[i], figures[i]))).collect();
    for (case, second) in [("figures at once", body(3..5, 700.0)), ("the head again", [head(700.0), body(2..5, 684.0)].concat())] {
        let told = if case == "figures at once" { whole.clone() } else { [&whole[..4], &whole[3..]].concat() };
        let second = [second, block(90.0, 600.0, &LINES)].concat();
        let document = read(&pdf(&[&first, &second], Coding::Unicode)).unwrap();
        assert_eq!(document.tables.iter().map(rows).collect::<Vec<_>>(), [told], "{case}");
        let at = document.text.find("南湖新区").unwrap();
        assert_eq!((document.page_of(at), document.page_of(document.text.find("东山园").unwrap())), (Some(2), Some(1)), "{case}");
        assert!(document.text.ends_with(PARAGRAPHS), "{case}: {}", document.text);
    }
    // Words between the two, or other columns: two tables, or lines.
    let other = [(90.0, 700.0, 10.0, "东山园"), (160.0, 700.0, 10.0, "12.5"), (400.0, 700.0, 10.0, "3.0%")].to_vec();
    let apart = [block(90.0, 740.0, &LINES[..1]), body(3..5, 700.0)].concat();
    for (case, second) in [("other columns", other), ("words between", apart)] {
        let document = read(&pdf(&[&first, &second], Coding::Unicode)).unwrap();
        assert_eq!(document.tables.iter().map(rows).collect::<Vec<_>>(), [&whole[..4]], "{case}");
    }
}

#[test]
fn only_what_is_plainly_a_table_becomes_one() {
    let row = |y: f32, cells: [&'static str; 3]| vec![(90.0, y, 10.0, cells[0]), (220.0, y, 10.0, cells[1]), (300.0, y, 10.0, cells[2])];
    let body = [row(684.0, ["东山园", "102.5", "9.3%"]), row(668.0, ["西河园", "188.1", "6.4%"]), row(652.0, ["北岭园", "165.7", "2.8%"])]
        .concat();
    let head = row(700.0, ["园区", "产值", "增长"]);
    let grids = |page: &[Words<'_>]| read(&pdf(&[page], Coding::Unicode)).unwrap().tables.iter().map(rows).collect::<Vec<_>>();
    assert_eq!(
        grids(&[head.clone(), body.clone()].concat()),
        [["园区¦产值¦增长", "东山园¦102.5¦9.3%", "西河园¦188.1¦6.4%", "北岭园¦165.7¦2.8%"]]
    );
    let contents: Vec<Words<'_>> = [(700.0, "工作回顾", "1"), (684.0, "存在问题", "8"), (668.0, "工作安排", "12"), (652.0, "附表", "15")]
        .into_iter()
        .flat_map(|(y, title, page)| [(90.0, y, 10.0, title), (400.0, y, 10.0, page)])
        .collect();
    let told: Vec<Words<'_>> = [block(60.0, 700.0, &LINES), block(290.0, 700.0, &LINES)].concat();
    // Values at the ends of bars stand anywhere.
    let bars = vec![
        (90.0, 700.0, 10.0, "园区"),
        (300.0, 700.0, 10.0, "产值"),
        (90.0, 684.0, 10.0, "东山园"),
        (200.0, 684.0, 10.0, "102.5"),
        (90.0, 668.0, 10.0, "西河园"),
        (320.0, 668.0, 10.0, "188.1"),
        (90.0, 652.0, 10.0, "北岭园"),
        (260.0, 652.0, 10.0, "165.7"),
        (90.0, 636.0, 10.0, "南湖园"),
        (420.0, 636.0, 10.0, "265.7"),
    ];
    for (case, page) in [("no head", body), ("contents", contents), ("two columns", told), ("bars", bars)] {
        assert_eq!(grids(&page), Vec::<Vec<String>>::new(), "{case}");
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let page = block(90.0, 700.0, &LINES);
    let whole = pdf(&[&page], Coding::Unicode);
    // A picture in the place of words.
    let picture = stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\xFF");
    let scan = file(&[
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /Resources <</XObject <</P 4 0 R>>>> /Contents 5 0 R>>".to_vec(),
        picture,
        stream("", b"595 0 0 842 0 0 cm /P Do"),
    ]);
    for (case, bytes, kind) in [
        ("a scan", scan, "no_text"),
        ("a password", bytes("password.pdf"), "protected"),
        ("a head alone", whole[..20].to_vec(), "damaged"),
        ("no page left", whole.iter().copied().take(60).collect(), "damaged"),
    ] {
        assert_eq!(read(&bytes).map(|d| d.text).map_err(|e| e.kind()), Err(kind), "{case}");
    }
    // Protected against changes, not against readers.
    assert_eq!(read(&bytes("restricted.pdf")).unwrap().text, "All words 12.5% of it.\n");
    // The list of places lost: the objects are still there.
    let listless = whole[..whole.len() - 80].to_vec();
    assert_eq!(read(&listless).unwrap().text, PARAGRAPHS);
    let progress = Progress::default();
    progress.cancel();
    assert_eq!(import::read("a.pdf", &whole, &progress).unwrap_err(), ImportError::Cancelled);
}

#[test]
fn what_grows_without_end_is_stopped() {
    // A drawing that draws itself, twice.
    let circle = file(&[
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Kids [3 0 R 2 0 R] /Count 1>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /Resources <</XObject <</P 4 0 R>>>> /Contents 5 0 R>>".to_vec(),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</P 4 0 R>>>>", b"/P Do /P Do"),
        stream("", b"/P Do"),
    ]);
    assert_eq!(read(&circle).unwrap_err(), ImportError::NoText);
    // A page that unpacks to more than is allowed.
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packed, &vec![b' '; 1 << 20]).unwrap();
    std::io::Write::flush(&mut packed).unwrap();
    let start = packed.get_ref().clone();
    // What follows the two bytes at the start stands by itself and may come again.
    let packed = [&start[..2], &start[2..].repeat((import::limits::PDF_UNPACKED >> 20) as usize + 1)].concat();
    let bomb = file(&[
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /Contents 4 0 R>>".to_vec(),
        stream("/Filter /FlateDecode", &packed),
    ]);
    assert_eq!(read(&bomb).unwrap_err().kind(), "too_much_inside");
}

/// What was read out of a report, without places.
fn facts(report: &Report) -> Vec<String> {
    report
        .observations
        .iter()
        .map(|o| {
            format!(
                "{} {:?} {:?} {:?} {} {:?} {:?} {:?}",
                o.indicator.name(),
                o.measure,
                o.basis,
                o.value,
                o.unit,
                o.status,
                o.period,
                o.scope
            )
        })
        .collect()
}

#[test]
fn a_report_says_the_same_as_pdf() {
    let sample = std::fs::read(format!("{}/assets/samples/report-2021.txt", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let report = |name: &str, bytes: Vec<u8>| Report::read(import::read(name, &bytes, &Progress::default()).unwrap(), bytes.into());
    let plain = report("报告.txt", sample);
    let headings = |r: &Report| r.outline.headings.iter().map(|h| (h.level, h.title.of(&r.document.text).to_owned())).collect::<Vec<_>>();
    for name in ["report-2021.pdf", "report-2021-columns.pdf"] {
        let printed = report("报告.pdf", bytes(name));
        assert_eq!(headings(&printed), headings(&plain), "{name}");
        assert_eq!(facts(&printed), facts(&plain), "{name}");
        assert!(printed.document.pages.len() > 1 && printed.document.pages.is_sorted(), "{name}");
    }
}

/// Small files for the fuzzers to start from; run by hand when the builder above changes.
#[test]
#[ignore = "writes fuzz/corpus/pdf"]
fn write_seeds() {
    let page = block(90.0, 700.0, &LINES[..4]);
    let columns = [block(60.0, 700.0, &LINES), block(290.0, 693.0, &LINES)].concat();
    let cells: Vec<Words<'_>> = (0..4_u8)
        .flat_map(|row| {
            let y = 500.0 - 16.0 * f32::from(row);
            let words = if row == 0 { ["园区", "产值", "增长"] } else { ["东山园", "102.5", "9.3%"] };
            [(90.0, y, 10.0, words[0]), (220.0, y, 10.0, words[1]), (300.0, y, 10.0, words[2])]
        })
        .collect();
    for (name, bytes) in [
        ("unicode", pdf(&[&page], Coding::Unicode)),
        ("gbk", pdf(&[&page], Coding::Gbk)),
        ("listed-columns", pdf(&[&columns, &page], Coding::Listed)),
        ("untold", pdf(&[&page], Coding::Untold)),
        ("table-in-line", pdf(&[&[page.clone(), cells.clone()].concat(), &cells[3..]], Coding::Unicode)),
    ] {
        std::fs::write(format!("{}/fuzz/corpus/pdf/{name}.pdf", env!("CARGO_MANIFEST_DIR")), bytes).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn damaged_files_do_no_harm(
        which in 0..3_usize,
        cut in 0.0..1.0_f64,
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let page = block(90.0, 700.0, &LINES);
        let mut damaged = match which {
            0 => pdf(&[&page, &page], Coding::Listed),
            1 => pdf(&[&page], Coding::Gbk),
            _ => bytes("restricted.pdf"),
        };
        for (at, byte) in hits {
            let at = at.index(damaged.len());
            damaged[at] = byte;
        }
        if cut < 0.3 {
            damaged.truncate((cut / 0.3 * damaged.len() as f64) as usize);
        }
        if let Ok(document) = read(&damaged) {
            prop_assert!(document.pages.is_sorted());
            prop_assert!(document.pages.iter().all(|&start| document.text.is_char_boundary(start)));
        }
    }

    #[test]
    fn any_drawing_is_walked(words in prop::collection::vec(prop::sample::select(vec![
        "BT", "ET", "q", "Q", "/F 9 Tf", "<00410042> Tj", "[<0041> -900 <0042>] TJ", "1 0 0 1 5 5 Tm", "0 -12 Td", "T*", "(a) '",
        "9 0 0 9 0 0 cm", "0 0 0 0 0 0 cm", "-1e30 Tc", "1e38 TL", "[", "<<", "(", ")", "BI", "ID", "EI", "/F Do",
    ]), 0..40)) {
        let content = words.join(" ");
        let page = file(&[
            b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>".to_vec(),
            b"<</Type /Page /Parent 2 0 R /Resources <</Font <</F 5 0 R>>>> /Contents 4 0 R>>".to_vec(),
            stream("", content.as_bytes()),
            b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>".to_vec(),
        ]);
        let _ = read(&page);
    }
}
