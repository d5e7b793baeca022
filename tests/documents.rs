//! Word documents become the text that their readers see: the same figures and headings as in the text they were made from,
//! and each construct of the format as Word shows it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use gangmu::base::Progress;
use gangmu::document::{Document, Format};
use gangmu::import::{self, ImportError};
use gangmu::library::Report;
use proptest::prelude::*;
use std::io::{Cursor, Write};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/documents/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(name: &str, bytes: &[u8]) -> Result<Document, ImportError> {
    import::read(name, bytes, &Progress::default())
}

fn report(name: &str) -> Report {
    let bytes = bytes(name);
    Report::read(read(name, &bytes).unwrap(), bytes.into())
}

/// What is said of every heading and figure, without where it stands.
fn told(report: &Report) -> Vec<String> {
    let text = &report.document.text;
    let headings = report.outline.headings.iter().map(|h| format!("{} {:?} {} {}", h.level, h.number, h.marker.of(text), h.title.of(text)));
    let figures = report.observations.iter().map(|o| {
        let words = report.words(o.place);
        format!(
            "{words} | {:?} {:?} {:?} {:?} {} {:?} {:?} {:?}",
            o.indicator, o.measure, o.basis, o.value, o.unit, o.status, o.period, o.scope
        )
    });
    let front = &report.front;
    let head = [front.title, front.issuer, front.document_number, front.index_number, front.region];
    let head = head.map(|span| span.map_or("", |s| s.of(text)).split_whitespace().collect::<String>());
    std::iter::once(format!("{head:?} {:?} {:?}", front.issued_on, report.periods)).chain(headings).chain(figures).collect()
}

/// Each was made by an office program from the text of the same name.
#[test]
fn a_document_says_what_its_text_said() {
    for (file, text, format) in [("park-2021.docx", "park-2021.txt", Format::Docx), ("months-2024.docx", "months-2024.txt", Format::Docx)] {
        let (document, text) = (report(file), report(text));
        assert_eq!(document.document.format, format);
        assert!(text.observations.len() > 50 && text.outline.headings.len() > 10);
        assert_eq!(told(&document), told(&text), "{file}");
    }
}

/// A package with these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="mc" xmlns:m="m" xmlns:v="v""#;

const STYLES: &str = r#"<w:style w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>"#;

const NUMBERING: &str = r#"<w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="h1"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;

const FOOTNOTES: &str = r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> 口径有调整。</w:t></w:r></w:p></w:footnote>"#;

fn docx(body: &str) -> Vec<u8> {
    let part = |root: &str, inside: &str| format!("<?xml version=\"1.0\"?><w:{root} {NAMESPACES}>{inside}</w:{root}>");
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/styles.xml", &part("styles", STYLES)),
        ("word/numbering.xml", &part("numbering", NUMBERING)),
        ("word/footnotes.xml", &part("footnotes", FOOTNOTES)),
    ])
}

/// Short for runs and paragraphs: `[words]` is a run, `{…}` a paragraph.
fn short(body: &str) -> String {
    let body = body.replace('{', "<w:p>").replace('}', "</w:p>");
    body.replace('[', "<w:r><w:t xml:space=\"preserve\">").replace(']', "</w:t></w:r>")
}

#[test]
fn each_construct_shows_as_in_word() {
    let numbered = |level: u32| format!("<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>");
    let (top, below) = (numbered(0), numbered(1));
    for (what, body, text) in [
        ("paragraphs and runs", "{[增长][5.6][%]}{}{[完]}", "增长5.6%\n\n完\n"),
        ("a blank that is not kept", "{<w:r><w:t> 甲 </w:t></w:r>[乙]}", "甲乙\n"),
        ("references", "{[甲&amp;乙&#x4E59;&unknown;]}", "甲&乙乙\n"),
        (
            "numbers",
            &format!("{{{top}[回顾]}}{{{below}[工业]}}{{{below}[投资]}}{{{top}[打算]}}{{{below}[工业]}}"),
            "一、回顾\n1. 工业\n2. 投资\n二、打算\n1. 工业\n",
        ),
        (
            "numbers through a style",
            "{<w:pPr><w:pStyle w:val=\"h1\"/></w:pPr>[回顾]}{[文]}{<w:pPr><w:pStyle w:val=\"h1\"/></w:pPr>[打算]}",
            "一、回顾\n文\n二、打算\n",
        ),
        ("breaks", "{[甲]<w:r><w:tab/><w:br/></w:r>[乙]<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>[丙]}", "甲\t\n乙-丙\n"),
        ("a page break that begins a paragraph", "{<w:r><w:br w:type=\"page\"/></w:r>[甲]}", "甲\n"),
        (
            "a field shows its result",
            "{<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE 12亿元</w:instrText></w:r>[不见]<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>[3]<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>[页]}",
            "3页\n",
        ),
        (
            "links and fill-ins",
            "{<w:hyperlink>[甲]</w:hyperlink><w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>[乙]</w:sdtContent></w:sdt>}",
            "甲乙\n",
        ),
        ("a prompt", "{[甲]<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>[单击此处]</w:sdtContent></w:sdt>[乙]}", "甲乙\n"),
        (
            "changes count as accepted",
            "{[增长]<w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins>[6]</w:ins><w:moveFrom>[不]</w:moveFrom><w:moveTo>[%]</w:moveTo>}",
            "增长6%\n",
        ),
        ("a deleted paragraph end", "{<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>[上半]}{[下半]}", "上半下半\n"),
        (
            "former properties",
            "{<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"h1\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>}",
            "甲\n",
        ),
        (
            "hidden text",
            "{[甲]<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"secret\"/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>乙</w:t></w:r>}",
            "甲乙\n",
        ),
        ("symbols", "{<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>[甲]}", "✓甲\n"),
        (
            "a text box once, after its paragraph",
            "{[上]<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{[框]}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{[框]}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>[文]}{[下]}",
            "上文\n框\n下\n",
        ),
        ("an old text box", "{<w:r><w:pict><v:textbox><w:txbxContent>{[框]}</w:txbxContent></v:textbox></w:pict></w:r>[文]}", "文\n框\n"),
        ("a formula", "{[面积]<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>}", "面积x+1\n"),
        ("notes at the end", "{[增长5%]<w:r><w:footnoteReference w:id=\"2\"/></w:r>[。]}{[完]}", "增长5%¹。\n完\n¹ 口径有调整。\n"),
        ("a ruby", "{<w:r><w:ruby><w:rt>[xiá]</w:rt><w:rubyBase>[辖]</w:rubyBase></w:ruby></w:r>[区]}", "辖区\n"),
    ] {
        match read("报告.docx", &docx(&short(body))) {
            Ok(document) => assert_eq!((document.text.as_str(), document.tables.len()), (text, 0), "{what}"),
            Err(error) => panic!("{what}: {error}"),
        }
    }
}

#[test]
fn a_table_of_figures_stands_within_the_text() {
    let cell = |properties: &str, words: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{{[{words}]}}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let gone = row(&[cell("", "删去"), cell("", "9"), cell("", "9")]).replacen("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1);
    let rows = [
        row(&[cell("<w:vMerge w:val=\"restart\"/>", "指标"), cell("<w:gridSpan w:val=\"2\"/>", "产值")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "本月"), cell("", "累计")]),
        gone,
        row(&[cell("", "工业"), cell("", "1.5"), cell("", "20")]),
    ];
    let body = format!("{{[表1 主要指标]}}<w:tbl><w:tblGrid/>{}</w:tbl>{{[完]}}", rows.concat());
    let document = read("a.docx", &docx(&short(&body))).unwrap();
    assert_eq!(document.text, "表1 主要指标\n指标\t产值\t\n\t本月\t累计\n工业\t1.5\t20\n完\n");
    assert_eq!(document.tables[0].sheet.merges.len(), 2);
    assert_eq!(document.prose().lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>(), ["表1 主要指标", "完"]);
    assert_eq!(document.tables[0].sheet.name, "表1 主要指标");
    let at = document.text.find("20").unwrap();
    assert_eq!(document.table_cell(at).map(|cell| cell.a1()), Some("C3".to_owned()));
}

/// Figures of a table: in the order of the text, each with its words there and its cell; unit and title from the lines above,
/// the period from the report.
#[test]
fn figures_of_a_table_stand_in_text_and_cell() {
    let row = |cells: [&str; 4]| format!("<w:tr>{}</w:tr>", cells.map(|c| format!("<w:tc>{{[{c}]}}</w:tc>")).concat());
    let rows = [
        row(["指标", "1-9月", "增长（%）", "备注"]),
        row(["规模以上工业增加值", "45.6", "6.5", ""]),
        row(["工业投资", "15.2", "-3.1", "全年计划投资20亿元，其中设备购置5亿元，技术改造投资3亿元，年底前完成。"]),
    ];
    let head = "{[云岭县2023年1-9月工业经济运行情况]}{[一、主要指标]}{[工业投资增长12%。]}{[主要指标完成情况表]}{[单位：亿元]}";
    let bytes = docx(&short(&format!("{head}<w:tbl>{}</w:tbl>{{[二、打算]}}{{[力争增加值增长7%。]}}", rows.concat())));
    let report = Report::read(read("a.docx", &bytes).unwrap(), bytes.into());
    let figures: Vec<String> = report
        .observations
        .iter()
        .map(|o| {
            let cell = report.cell(o.place).map(|(table, at)| format!("{table}!{at}")).unwrap_or_default();
            let period = o.period.map(|p| p.to_string()).unwrap_or_default();
            format!("{} {cell} {} {} {} {period}", report.words(o.place), o.indicator.name(), o.measure.name(), o.unit)
        })
        .collect();
    let table = "主要指标完成情况表";
    let nine = "2023-01/2023-09";
    assert_eq!(
        figures[..5],
        [
            format!("12%  工业投资 growth % {nine}"),
            format!("45.6 {table}!B2 规模以上工业增加值 level 亿元 {nine}"),
            format!("6.5 {table}!C2 规模以上工业增加值 growth % {nine}"),
            format!("15.2 {table}!B3 工业投资 level 亿元 {nine}"),
            format!("-3.1 {table}!C3 工业投资 growth % {nine}"),
        ]
    );
    assert!(figures.iter().any(|f| f.starts_with("5亿元 主要指标完成情况表!D3")), "a cell that tells something is read as text");
    assert_eq!(report.outline.headings.len(), 2);
    assert_eq!(report.observations[1].heading, Some(0));
}

#[test]
fn what_cannot_be_read_says_why() {
    let kind = |name: &str, bytes: &[u8]| read(name, bytes).map(|d| d.text).unwrap_err().kind();
    let whole = bytes("park-2021.docx");
    // Told by content where there is any.
    assert_eq!(read("总结.txt", &whole).unwrap().format, Format::Docx);
    assert_eq!(kind("a.docx", &whole[..whole.len() / 2]), "damaged");
    assert_eq!(kind("a.docx", &docx("{")), "empty");
    assert_eq!(kind("a.docx", &docx("<w:p>")), "damaged");
    assert_eq!(kind("a.docx", &docx(&format!("{}{}", "<w:ins>".repeat(5000), "</w:ins>".repeat(5000)))), "too_deep");
    // Entities of its own are not followed, however many they claim to be.
    let bomb = r#"<!DOCTYPE d [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="w"><w:p><w:r><w:t>甲&b;&b;</w:t></w:r></w:p></w:document>"#;
    assert_eq!(read("a.docx", &package(&[("word/document.xml", bomb)])).unwrap().text, "甲\n");
    // Tables within tables within tables.
    let nested = format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(200), short("{[甲]}"), "</w:tc></w:tr></w:tbl>".repeat(200));
    assert_eq!(read("a.docx", &docx(&nested)).unwrap().text, "甲\n");
    // A body that unpacks to more than any document.
    let mut lie = docx(&short("{[甲]}"));
    let name = b"word/document.xml";
    let at = lie.windows(name.len()).rposition(|w| w == name).unwrap();
    lie[at - 22..at - 18].copy_from_slice(&(1_u32 << 30).to_le_bytes());
    assert_eq!(kind("a.docx", &lie), "too_much_inside");
    let progress = Progress::default();
    progress.cancel();
    let long = docx(&short("{[甲]}").repeat(5000));
    assert_eq!(import::read("a.docx", &long, &progress).unwrap_err(), ImportError::Cancelled);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn damaged_documents_do_no_harm(hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8), cut in any::<prop::sample::Index>(), short in any::<bool>()) {
        let mut damaged = bytes("park-2021.docx");
        for (at, byte) in hits {
            let at = at.index(damaged.len());
            damaged[at] = byte;
        }
        if short {
            damaged.truncate(cut.index(damaged.len()));
        }
        let _ = read("a.docx", &damaged);
    }

    /// Elements in any order, nested as XML must be.
    #[test]
    fn any_body_is_read_or_refused(steps in prop::collection::vec((0..24_usize, any::<bool>()), 0..60)) {
        const NAMES: [&str; 24] = ["p", "pPr", "numPr", "numId w:val=\"1\"", "r", "rPr", "t", "tbl", "tr", "tc", "tcPr", "gridSpan w:val=\"3\"",
            "vMerge", "hMerge", "txbxContent", "fldChar w:fldCharType=\"begin\"", "fldChar w:fldCharType=\"end\"", "sdt", "sdtContent",
            "footnoteReference w:id=\"2\"", "del", "ins", "br", "gridBefore w:val=\"2\""];
        let (mut body, mut open) = (String::new(), Vec::new());
        for (name, end) in steps {
            if end && let Some(name) = open.pop() {
                body += &format!("</w:{name}>");
            } else {
                body += &format!("<w:{}>12", NAMES[name]);
                open.push(NAMES[name].split(' ').next().unwrap());
            }
        }
        while let Some(name) = open.pop() {
            body += &format!("</w:{name}>");
        }
        if let Ok(document) = read("a.docx", &docx(&body)) {
            for table in &document.tables {
                prop_assert_eq!(table.cells.len(), table.sheet.cells.len());
                prop_assert!(document.text.get(table.span.range()).is_some());
            }
            prop_assert_eq!(document.prose().len(), document.text.len());
        }
    }
}
