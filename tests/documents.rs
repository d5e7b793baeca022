//! Word documents and saved web pages become the text that their readers see: the same figures and headings as in the text they
//! were made from, and each construct of the formats as Word and browsers show it. `tests/documents/make_pages.py` makes the pages.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

#[path = "support/told.rs"]
mod told;

use gangmu::base::Progress;
use gangmu::document::{Document, Format};
use gangmu::import::{self, ImportError};
use gangmu::library::Report;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use told::{front, told};

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

/// Each was made from the text beside it, by an office program or in the manner of a site, with menus and lists around it.
#[test]
fn a_document_says_what_its_text_said() {
    for (file, text, format, encoding, said) in [
        (
            "park-2021.docx",
            "park-2021.txt",
            Format::Docx,
            None,
            "云港高新技术产业开发区2021年度发展情况报告 |  |  | 云港高新技术产业开发区 None",
        ),
        (
            "months-2024.docx",
            "months-2024.txt",
            Format::Docx,
            None,
            "锦湾区2024年1-9月工业经济运行分析 | 锦湾区工业和信息化局 | JW2024-1030 | 锦湾区 Some((2024, 10, 23))",
        ),
        (
            "park-2021.html",
            "park-2021.txt",
            Format::Html,
            Some("UTF-8"),
            "云港高新技术产业开发区2021年度发展情况报告 | 云港高新区管委会 |  | 云港高新技术产业开发区 Some((2022, 1, 20))",
        ),
        (
            "county-2010.htm",
            "county-2010.txt",
            Format::Html,
            Some("GB18030"),
            "桐阳县经济贸易局2010年工业经济运行和节能降耗工作总结 | 桐阳县经济贸易局 | TY010-0203-2011-0006 | 桐阳县 Some((2011, 2, 15))",
        ),
        (
            "district-2022.mhtml",
            "district-2022.txt",
            Format::Mhtml,
            Some("GB18030"),
            "临江区科工信局2022年工作总结及2023年工作计划 | 临江区科技和工业信息化局 | LJ0107/2023-00042 | 临江区 Some((2023, 1, 16))",
        ),
        (
            "city-science-2023.htm",
            "city-science-2023.txt",
            Format::Html,
            Some("GB18030"),
            "青岚市科学技术局2023年工作总结和2024年工作安排 | 青岚市科学技术局 |  | 青岚市 None",
        ),
    ] {
        let (document, text) = (report(file), report(text));
        assert_eq!((document.document.format, document.document.encoding), (format, encoding), "{file}");
        assert!(text.observations.len() > 50 && text.outline.headings.len() > 10);
        assert_eq!(told(&document), told(&text), "{file}");
        assert_eq!(document.periods, text.periods, "{file}");
        assert_eq!(front(&document), said, "{file}");
        for apart in ["脚本", "99亿元", "季度工业统计报表", "项目推进会", "网站地图", "招商引资\n", "请输入", "微信"]
        {
            assert!(!document.document.text.contains(apart), "{file} has {apart} of the page's furniture");
        }
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
fn each_construct_shows_as_in_a_browser() {
    for (what, body, text) in [
        ("paragraphs", "<p>增长<b>5.6</b>%</p><p>完<br>了", "增长5.6%\n完\n了\n"),
        ("blanks", "<p>  甲\n   乙 a\n b\u{3000}丙  </p>", "甲乙 a b\u{3000}丙\n"),
        ("blanks that stay", "<p>&nbsp;&nbsp;甲&nbsp;&nbsp;乙&nbsp;</p>", "甲\u{A0}\u{A0}乙\n"),
        ("characters by name and number", "<p>甲&amp;&times;&#20057;&#x4E59;&ldquo;&unknown;</p>", "甲&×乙乙“&unknown;\n"),
        ("tags left out", "<ul><li>甲<li>乙</ul><table><tr><td>丙<td>丁<tr><td>戊</table>", "甲\n乙\n丙\t丁\n戊\n"),
        ("tags that cross", "<b><p>甲</b>乙</p></div></td><i>丙", "甲乙\n丙\n"),
        (
            "numbered lists",
            "<ol start=3><li>甲</li><li value=7><p>乙</p></li></ol><ol type=a><li>丙</ol><ol style='list-style:none'><li>丁</ol>",
            "3. 甲\n7. 乙\na. 丙\n丁\n",
        ),
        ("raised digits", "<p>面积12m<sup>2</sup>，增长5%<sup>1</sup></p>", "面积12m²，增长5%¹\n"),
        ("verbatim", "<pre>甲  乙\n丙</pre>", "甲 乙\n丙\n"),
        (
            "what is not seen",
            "<p>甲</p><script>乙</script><style>丙</style><p hidden>丁</p><p style='display: none'>戊</p><!-- 己 --><select><option>庚</select><textarea>辛</textarea>",
            "甲\n",
        ),
        (
            "Word's conditions",
            "<p><!--[if !mso]>甲<![endif]--><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>乙<o:p></o:p></p>",
            "1. 乙\n",
        ),
        ("words within a table", "<table>甲<tr><td>乙</td></tr></table>", "甲\n乙\n"),
        ("no element at all", "<p>", ""),
    ] {
        let page = format!("<html><body>{body}</body></html>");
        match read("a.html", page.as_bytes()) {
            Ok(document) => assert_eq!((document.text.as_str(), document.tables.len()), (text, 0), "{what}"),
            Err(error) => assert_eq!((error, ""), (ImportError::Empty, text), "{what}"),
        }
    }
}

#[test]
fn pages_are_told_by_content_and_read_in_their_encoding() {
    let page = |charset: &str| format!("<!DOCTYPE html><meta charset={charset}><title>t</title><p>云岭县工业增加值增长5.6%。</p>");
    let gbk = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    for (name, bytes, encoding) in [
        ("a.html", page("utf-8").into_bytes(), "UTF-8"),
        ("a.txt", page("gb2312").into_bytes(), "UTF-8"),
        ("a.doc", gbk(&page("gb2312")), "GB18030"),
        ("a.htm", gbk(&page("utf-8")), "GB18030"),
        ("a.htm", gbk(&page("iso-8859-1")), "GB18030"),
        ("a", format!("\u{FEFF}{}", page("gbk")).encode_utf16().flat_map(u16::to_le_bytes).collect(), "UTF-16LE"),
        ("a.xls", gbk("<table><tr><td>指标</td><td>产值</td></tr><tr><td>工业</td><td>1.5</td></tr></table>"), "GB18030"),
    ] {
        let document = read(name, &bytes).unwrap();
        assert_eq!((document.format, document.encoding), (Format::Html, Some(encoding)), "{name}");
        assert!(document.text.contains("工业"), "{name}: {}", document.text);
    }
    for (name, text) in [("a.txt", "一、如何写 <html> 标签"), ("a.txt", "来源：MIME-Version: 1.0"), ("a.txt", "<5%的企业")] {
        assert_eq!(read(name, text.as_bytes()).unwrap().format, Format::Text, "{text}");
    }
}

/// Pages that would cost much if each element cost more than a little.
#[test]
fn hostile_pages_do_no_harm() {
    for (what, page) in [
        ("depth", format!("<html>{}甲", "<div>".repeat(200_000))),
        (
            "formats that are never closed",
            format!("<html>{}{}", (0..20_000).map(|n| format!("<b id={n}>")).collect::<String>(), "<p>甲".repeat(20_000)),
        ),
        ("tables in tables", format!("<html>{}甲", "<table><tr><td>".repeat(50_000))),
        ("stray ends", format!("<html><p>甲{}", "</div></td></table>".repeat(100_000))),
        ("attributes", format!("<html><p {}>甲", (0..50_000).map(|n| format!("a{n}=1 ")).collect::<String>())),
        ("wide cells", format!("<html>甲<table>{}</table>", "<tr><td colspan=1000 rowspan=0>1<td colspan=1000>2".repeat(2000))),
        ("references", format!("<html><p>甲{}", "&amp;&#x;&#99999999;&lt".repeat(100_000))),
    ] {
        let start = std::time::Instant::now();
        let document = read("a.html", page.as_bytes()).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(document.text.contains('甲'), "{what}");
        assert!(start.elapsed().as_secs() < 20, "{what} took {:?}", start.elapsed());
    }
    let many = format!("<html>{}", "<i>".repeat(1_100_000));
    assert_eq!(read("a.html", many.as_bytes()).unwrap_err().kind(), "too_many_elements");
    assert_eq!(
        read("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nabc")
            .unwrap_err()
            .kind(),
        "empty"
    );
    let nested = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n".repeat(5000);
    assert_eq!(read("a.mht", nested.as_bytes()).unwrap_err().kind(), "empty");
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

    #[test]
    fn damaged_pages_do_no_harm(which in 0..3_usize, hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12), cut in any::<prop::sample::Index>(), short in any::<bool>()) {
        let name = ["park-2021.html", "county-2010.htm", "district-2022.mhtml"][which];
        let mut damaged = bytes(name);
        for (at, byte) in hits {
            let at = at.index(damaged.len());
            damaged[at] = byte;
        }
        if short {
            damaged.truncate(cut.index(damaged.len()));
        }
        let _ = read(name, &damaged);
    }

    /// Tags in any order.
    #[test]
    fn any_page_is_read_or_refused(steps in prop::collection::vec((0..22_usize, 0..3_u8), 0..80)) {
        const NAMES: [&str; 22] = ["p", "div", "table", "tr", "td rowspan=3", "th colspan=2", "tbody", "caption", "li", "ol", "ul", "a href=x", "b", "sup",
            "pre", "h1", "br", "select", "title", "form", "dd", "td rowspan=0"];
        let mut page = String::from("<html>");
        for (name, step) in steps {
            match step {
                0 => page += &format!("<{}>", NAMES[name]),
                1 => page += &format!("</{}>", NAMES[name].split(' ').next().unwrap()),
                _ => page += "增长5.6%，产值12 亿元",
            }
        }
        if let Ok(document) = read("a.html", page.as_bytes()) {
            for table in &document.tables {
                prop_assert_eq!(table.cells.len(), table.sheet.cells.len());
                for (cell, span) in table.sheet.cells.iter().zip(&table.cells) {
                    prop_assert_eq!(span.of(&document.text), cell.shown.as_str());
                }
            }
            prop_assert_eq!(document.prose().len(), document.text.len());
        }
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
