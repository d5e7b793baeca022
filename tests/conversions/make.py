"""Makes the files of this folder from its texts: reports as LibreOffice writes them in each format, as a plain text was saved
anew (`plain`), or set as an office sets it, in one column (`set`) or in two (`columns`).

    python3 make.py        (needs LibreOffice and the font Noto Serif CJK SC)
"""

import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "documents"))

from office import convert, docx  # noqa: E402

# Which formats of which text, so that the folder stays small: a PDF holds the glyphs of its font.
WANTED = {
    "linjiang-2022": ["plain.doc", "plain.odt.docx", "set.docx", "set.html", "columns.pdf"],
    "jinwan-2024m09": ["plain.docx", "plain.html", "plain.pdf", "set.doc", "set.odt.docx"],
    "yungang-2021": ["plain.html", "set.doc", "set.docx", "set.pdf", "columns.pdf"],
}
FILTERS = {"docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97", "odt": "odt", "html": "html:HTML (StarWriter)", "pdf": "pdf"}
TEXT = "Text (encoded):UTF8,LF,,,"

with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    for name, wanted in WANTED.items():
        source = HERE / f"{name}.txt"
        text = source.read_text(encoding="utf-8-sig")
        for target in wanted:
            how, *formats = target.split(".")
            made, infilter = (source, TEXT) if how == "plain" else (folder / f"{name}.docx", None)
            if how != "plain":
                columns, size = (2, 11) if how == "columns" else (1, 16)
                docx(made, text, columns, size)
            for step, kind in enumerate(formats):
                after = folder / f"{step}.{kind}"
                convert(made, FILTERS[kind], after, infilter)
                made, infilter = after, None
            shutil.move(made, HERE / f"{name}.{target}")
