"""Makes documents of this folder: PDFs from the sample report of 2021, as an office writes it (A4, first lines stand in, a
running head, page numbers) and in two columns; old Word documents from a .docx here and from one with the constructs that
import must keep.

    python3 make.py        (needs LibreOffice and the font Noto Serif CJK SC)
"""

import tempfile
import zipfile
from pathlib import Path

from office import NAMES, OFFICE, PACKAGE, WORD, convert, docx

HERE = Path(__file__).parent
SAMPLE = HERE.parent.parent / "assets/samples/report-2021.txt"


def run(text, style=""):
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def plain(inside, style=""):
    return f"<w:p><w:pPr>{style}</w:pPr>{inside}</w:p>"


def cell(text, style="", width=2000):
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{style}</w:tcPr>{plain(run(text))}</w:tc>'


def constructs(path):
    """Automatic numbers, a deletion, an insertion, hidden words, a note, a field, breaks, a table with merged cells."""

    def level(at):
        return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>'

    def field(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    merged = '<w:vMerge w:val="restart"/>'
    rows = [
        cell("指标", merged) + cell("计量单位", merged) + cell("一季度", '<w:gridSpan w:val="2"/>', 4000),
        cell("", "<w:vMerge/>") + cell("", "<w:vMerge/>") + cell("总量") + cell("增速"),
        cell("工业增加值") + cell("亿元") + cell("3.5") + cell("6.1"),
        cell("工业投资") + cell("") + cell("12") + cell("-3.0"),
    ]
    link = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "http://x.example/" </w:instrText></w:r>'
    body = [
        plain(run("云岭县2023年工业运行简报"), '<w:jc w:val="center"/>'),
        plain(run("工业经济平稳运行"), level(0)),
        plain(run("产值稳步增长"), level(1)),
        plain(
            run("全年完成产值12.5亿元")
            + '<w:del w:id="1" w:author="a"><w:r><w:delText>删去的话</w:delText></w:r></w:del>'
            + f'<w:ins w:id="2" w:author="a">{run("，同比增长5.6%")}</w:ins>'
            + run("看不见", "<w:vanish/>")
            + '<w:r><w:footnoteReference w:id="2"/></w:r>'
            + run("。")
        ),
        plain(run("投资结构优化"), level(1)),
        plain(
            field("begin") + link + field("separate") + run("详见附表") + field("end") + run("，共")
            + "<w:r><w:br/></w:r>" + run("三") + "<w:r><w:tab/></w:r>" + run("项𠮷。")
        ),
        plain(run("科技创新提速"), level(0)),
        plain(run("主体培育"), level(1)),
        plain(run("表1 主要指标")),
        '<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid>'
        + '<w:gridCol w:w="2000"/>' * 4 + "</w:tblGrid>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>",
        plain(run("注：数据为快报数。")),
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>',
    ]
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, text in enumerate(["%1、", "（%2）"])
    )
    kinds = {"document": "document.main", "numbering": "numbering", "footnotes": "footnotes"}
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>' for name, kind in kinds.items())
    link = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    links = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for at, kind in enumerate(["separator", "continuationSeparator"])
    )
    note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" 口径有调整。")}</w:p></w:footnote>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": links.format(link.format("d", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": links.format(
            link.format("n", "numbering", "numbering.xml") + link.format("f", "footnotes", "footnotes.xml")
        ),
        "word/document.xml": f"<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/numbering.xml": f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f"<w:footnotes {NAMES}>{separators}{note}</w:footnotes>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)


def pdf(options):
    items = ",".join(f'"{key}":{{"type":"{kind}","value":"{value}"}}' for key, kind, value in options)
    return f"pdf:writer_pdf_Export:{{{items}}}"


with tempfile.TemporaryDirectory() as folder:
    one, two, short = (Path(folder) / f"{name}.docx" for name in ("one", "two", "short"))
    sample = SAMPLE.read_text(encoding="utf-8-sig")
    docx(one, sample, 1, 16)
    docx(two, sample, 2, 11)
    convert(one, "pdf", HERE / "report-2021.pdf")
    convert(two, "pdf", HERE / "report-2021-columns.pdf")
    convert(HERE / "park-2021.docx", "doc", HERE / "park-2021.doc")
    many = Path(folder) / "constructs.docx"
    constructs(many)
    convert(many, "doc", HERE / "constructs.doc")
    short = Path(folder) / "short.txt"
    short.write_text("All words 12.5% of it.\n")
    convert(short, pdf([("EncryptFile", "boolean", "true"), ("DocumentOpenPassword", "string", "word")]), HERE / "password.pdf")
    convert(short, pdf([("RestrictPermissions", "boolean", "true"), ("PermissionPassword", "string", "word")]), HERE / "restricted.pdf")
