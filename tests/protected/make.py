"""Makes the files of this folder: one small text and one small sheet, locked with a password by the programs that users have.

    python3 make.py        (needs LibreOffice with its Python, qpdf, zip, and msoffcrypto-tool and pyzipper of pip)
"""

import subprocess
import tempfile
import time
from pathlib import Path

import msoffcrypto.format.ooxml
import pyzipper
import uno
from com.sun.star.beans import PropertyValue

HERE = Path(__file__).parent
PASSWORD = "word"
TEXT = "云岭县2023年工业总产值12.5亿元。\n"
OFFICE = {
    "office.docx": ("text.txt", "MS Word 2007 XML"),
    "office.doc": ("text.txt", "MS Word 97"),
    "office.xlsx": ("sheet.csv", "Calc MS Excel 2007 XML"),
    "office.xls": ("sheet.csv", "MS Excel 97"),
    "office.ods": ("sheet.csv", "calc8"),
}
# Of PDF: what each generation of programs writes.
PDFS = {"rc4-40.pdf": ["40"], "rc4-128.pdf": ["128", "--use-aes=n"], "aes-128.pdf": ["128", "--use-aes=y"], "aes-256.pdf": ["256"]}


def properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def desktop():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            context = resolver.resolve("uno:pipe,name=gangmu;urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not start")


with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sheet.csv").write_text("指标,单位,2023年\n工业总产值,亿元,12.5\n", encoding="utf-8")
    office = subprocess.Popen(["soffice", "--headless", "--norestore", "--accept=pipe,name=gangmu;urp"])
    programs = desktop()
    for name, (source, kind) in OFFICE.items():
        given = properties(Hidden=True, FilterOptions="44,34,UTF8" if source.endswith("csv") else "UTF8,LF,,,")
        document = programs.loadComponentFromURL((folder / source).as_uri(), "_blank", 0, given)
        # What Office packs whole, LibreOffice locks only by hand.
        packed = name.endswith("x")
        lock = {} if packed else {"Password": PASSWORD}
        target = (folder if packed else HERE) / name
        document.storeToURL(target.as_uri(), properties(FilterName=kind, **lock))
        document.close(True)
        if packed:
            with target.open("rb") as plain, (HERE / name).open("wb") as locked:
                msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(PASSWORD, locked)
    programs.terminate()
    office.wait()
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "text.txt"], check=True)
    for name, (bits, *more) in PDFS.items():
        weak = ["--allow-weak-crypto"] if name.startswith("rc4") else []
        lock = ["--encrypt", PASSWORD, "owner", bits, *more, "--"]
        subprocess.run(["qpdf", *weak, *lock, folder / "text.pdf", HERE / name], check=True)
    (folder / "甲.txt").write_text(TEXT, encoding="utf-8")
    (folder / "乙.txt").write_text(TEXT, encoding="utf-8")
    for name in ("zip.zip", "mixed.zip"):
        (HERE / name).unlink(missing_ok=True)
    subprocess.run(["zip", "-q", "-P", PASSWORD, HERE / "zip.zip", "甲.txt", "乙.txt"], cwd=folder, check=True)
    subprocess.run(["zip", "-q", "-P", PASSWORD, HERE / "mixed.zip", "甲.txt"], cwd=folder, check=True)
    subprocess.run(["zip", "-q", HERE / "mixed.zip", "乙.txt"], cwd=folder, check=True)
    with pyzipper.AESZipFile(HERE / "aes.zip", "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as locked:
        locked.setpassword(PASSWORD.encode())
        for name in ("甲.txt", "乙.txt"):
            locked.write(folder / name, name)
