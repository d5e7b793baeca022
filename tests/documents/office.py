"""A text set as an office sets it, and conversions by LibreOffice: shared by the scripts that make documents for tests."""

import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FONT = "Noto Serif CJK SC"
HEADING = re.compile(r"^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")


def paragraph(text, first, size):
    heading = HEADING.match(text) and len(text) < 40 and not text.endswith("。")
    place = '<w:jc w:val="center"/>' if first else f'<w:jc w:val="both"/><w:ind w:firstLine="{size * 40}"/>'
    bold = "<w:b/>" if first or heading else ""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"/>'
    style = f'{fonts}{bold}<w:sz w:val="{size * 2 + (12 if first else 0)}"/>'
    return f'<w:p><w:pPr>{place}</w:pPr><w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(path, text, columns, size):
    """The lines of a text as paragraphs on A4: first lines stand in, a running head, page numbers."""
    lines = [line.strip(" \u3000") for line in text.splitlines()]
    body = "".join(paragraph(line, n == 0, size) for n, line in enumerate(filter(None, lines)))
    parted = f'<w:cols w:num="{columns}" w:space="425"/>' if columns > 1 else ""
    body += (
        '<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="default" r:id="f"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992"/>'
        f"{parted}</w:sectPr>"
    )
    head = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>工业和科技工作资料汇编</w:t></w:r></w:p>'
    number = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    number = number.replace("</w:r><w:r>", "</w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r>")
    foot = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>{number}<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
    link = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    links = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
        f'<Override PartName="/word/head.xml" ContentType="{WORD}.header+xml"/>'
        f'<Override PartName="/word/foot.xml" ContentType="{WORD}.footer+xml"/></Types>',
        "_rels/.rels": links.format(link.format("d", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": links.format(link.format("h", "header", "head.xml") + link.format("f", "footer", "foot.xml")),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/head.xml": f"<w:hdr {NAMES}>{head}</w:hdr>",
        "word/foot.xml": f"<w:ftr {NAMES}>{foot}</w:ftr>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)


def convert(source, kind, target, infilter=None):
    """What LibreOffice makes of a file, as another."""
    with tempfile.TemporaryDirectory() as folder:
        given = [f"--infilter={infilter}"] if infilter else []
        command = ["soffice", "--headless", *given, "--convert-to", kind, "--outdir", folder, source]
        subprocess.run(command, check=True, capture_output=True)
        shutil.move(next(Path(folder).iterdir()), target)
