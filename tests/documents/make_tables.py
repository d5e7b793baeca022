"""Makes tables-2021.docx, an invented district's report with three tables (ruled with merged heads, with three lines, and over a
page's end), and prints it.

    python3 make_tables.py        (needs python-docx, LibreOffice and the font Noto Serif CJK SC)
"""

import subprocess
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

HERE = Path(__file__).parent
FONT = "Noto Serif CJK SC"
MAIN = [
    ("指标", "2021年", None, "2020年"),
    (None, "总量", "同比增长", "总量"),
    ("规模以上工业总产值", "311.2", "8.1", "287.9"),
    ("规模以上工业增加值", "78.5", "7.2", "73.2"),
    ("工业投资（含技术改造投资和工业园区基础设施投资）", "56.3", "12.4", "50.1"),
    ("其中：技术改造投资", "32.1", "-3.5", "33.3"),
]
PARKS = [
    ("园区", "总产值（亿元）", "增长（%）", "高新技术企业（家）"),
    ("东山工业园", "102.5", "9.3", "21"),
    ("西河产业园", "88.1", "6.4", "13"),
    ("北岭科技园", "65.7", "12.8", "34"),
    ("南湖物流园", "54.9", "3.1", "5"),
]
NAMES = "农副食品加工业 食品制造业 纺织业 家具制造业 造纸和纸制品业 医药制造业 金属制品业 通用设备制造业 专用设备制造业 汽车制造业".split()
TRADES = [("行业", "产值（亿元）", "增长（%）")]
TRADES += [(f"{NAMES[n % 10]}{n // 10 + 1}组", f"{n * 1.3:.1f}", f"{n % 13 - 3.5:.1f}") for n in range(1, 46)]


def add_table(document, rows, ruled):
    table = document.add_table(len(rows), len(rows[0]))
    if ruled:
        table.style = "Table Grid"
    for cells, row in zip(table.rows, rows):
        for at, (cell, words) in enumerate(zip(cells.cells, row)):
            if words:
                cell.text = words
            if at and not ruled:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    return table


def draw(cell, side):
    borders = cell._tc.get_or_add_tcPr().find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        cell._tc.get_or_add_tcPr().append(borders)
    line = OxmlElement(f"w:{side}")
    line.set(qn("w:val"), "single")
    line.set(qn("w:sz"), "8")
    borders.append(line)


document = Document()
style = document.styles["Normal"]
style.font.name, style.font.size = FONT, Pt(12)
style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
say = document.add_paragraph
say("云岭县2021年工业经济运行分析")
say("一、工业经济平稳运行")
say("全年完成规模以上工业总产值311.2亿元，同比增长8.1%，其中装备制造业完成产值96.4亿元，同比增长10.3%，占规模以上工业的比重达到31.0%。")
say("表1 主要工业指标完成情况")
say("单位：亿元、%").alignment = WD_ALIGN_PARAGRAPH.RIGHT
table = add_table(document, MAIN, True)
table.cell(0, 0).merge(table.cell(1, 0))
table.cell(0, 1).merge(table.cell(0, 2))
say("注：数据为快报数。")
say("二、园区建设加快推进")
say("全县四个园区完成固定资产投资24.6亿元，同比增长15.2%。")
say("表2 各园区主要指标")
table = add_table(document, PARKS, False)
for column in range(4):
    draw(table.cell(0, column), "top")
    draw(table.cell(0, column), "bottom")
    draw(table.cell(4, column), "bottom")
say("三、分行业情况")
say("表3 分行业产值")
add_table(document, TRADES, True).rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
say("以上情况，特此报告。")
document.save(HERE / "tables-2021.docx")
subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", HERE, HERE / "tables-2021.docx"], check=True)
