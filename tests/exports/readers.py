"""Reads exported office files with openpyxl, python-pptx and python-docx: xlsx pptx docx, and how many charts to find."""

import sys

import docx
import openpyxl
import pptx

xlsx, slides, text, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])

book = openpyxl.load_workbook(xlsx)
charts = [chart for sheet in book for chart in sheet._charts]
values = [cell for sheet in book if sheet.title.startswith("图") for row in sheet.iter_rows() for cell in row if cell.comment]
assert values, "no value has a note"
assert {"数据", "出处"} <= set(book.sheetnames), book.sheetnames
assert book["数据"].max_row > 10 and book["出处"].max_row > 3

show = pptx.Presentation(slides)
found = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
assert all(slide.shapes.title.text for slide in show.slides), "a slide has no title"
for chart in found:
    plot = chart.plots[0]
    assert len(list(plot.categories)) > 0 and any(v is not None for s in plot.series for v in s.values), "an empty chart"
    assert chart.part.chart_workbook.xlsx_part is not None, "a chart without its workbook"

told = show.slides[0].notes_slide.notes_text_frame.text
assert told.endswith("先讲总量。"), told

document = docx.Document(text)
assert len(document.tables) >= count, "a chart without its table"
inline = document.element.xpath("//c:chart") if False else document.part.rels.values()
drawn = [rel for rel in inline if rel.reltype.endswith("/chart")]
tables = count - len(found)
assert len(drawn) == len(found) and len(charts) >= len(found), (len(drawn), len(found), len(charts))
assert 0 <= tables <= count / 2, f"{len(found)} native charts of {count}"
print(f"{len(charts)} charts in sheets, {len(found)} on slides, {len(drawn)} in the text, {len(values)} values with notes")
