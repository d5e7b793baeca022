"""Makes the small workbooks of this folder: one invented district, the shapes that import must keep.

    python3 make.py        (needs openpyxl and xlwt)
    soffice --headless --convert-to ods investment.xlsx
    node make_xlsb.js     (needs the package xlsx of npm)
"""

from datetime import date
from pathlib import Path

import xlwt
from openpyxl import Workbook

HERE = Path(__file__).parent


def xlsx():
    book = Workbook()
    sheet = book.active
    sheet.title = "投资"
    sheet["A1"] = "青石区2021年投资进度"
    sheet.merge_cells("A1:E1")
    sheet["E2"] = "单位：万元"
    for column, day in zip("BCD", [date(2021, 1, 31), date(2021, 2, 28), date(2021, 3, 31)]):
        sheet[f"{column}3"] = day
        sheet[f"{column}3"].number_format = 'yyyy"年"m"月"'
    sheet["A3"], sheet["E3"] = "指标", "完成年计划"
    rows = [("工业投资", 1200.5, None, 6.9 + 1e-15 * 6, 0.253), ("技改投资", 300, "…", "4 21.5", 0.4)]
    for at, row in enumerate(rows, 4):
        for column, value in zip("ABCDE", row):
            sheet[f"{column}{at}"] = value
        sheet[f"E{at}"].number_format = "0.0%"
    sheet["D4"].number_format = "0.00"
    sheet["B5"].number_format = "#,##0"
    empty = book.create_sheet("空表")
    hidden = book.create_sheet("底稿")
    hidden["A1"] = "不给人看"
    hidden.sheet_state = "hidden"
    assert empty.title
    book.save(HERE / "investment.xlsx")


def xls():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("季度")
    bold = xlwt.easyxf("font: bold on")
    percent = xlwt.easyxf(num_format_str="0.0%")
    month = xlwt.easyxf(num_format_str='yyyy"年"m"月"')
    sheet.write_merge(0, 0, 0, 3, "青石区用电情况", bold)
    for column, words in enumerate(["月份", "工业用电量(万千瓦时)", "同比增长"]):
        sheet.write(1, column, words)
    for row, (day, amount, growth) in enumerate([(date(2021, 3, 1), 812.5, 0.053), (date(2021, 4, 1), 801, -0.012)], 2):
        sheet.write(row, 0, day, month)
        sheet.write(row, 1, amount)
        sheet.write(row, 2, growth, percent)
    book.add_sheet("底稿").write(0, 0, "不给人看")
    book.get_sheet(1).visibility = 1
    book.save(str(HERE / "power.xls"))
    # One stray cell at the far corner of the sheet.
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("远")
    sheet.write(0, 0, 1)
    sheet.write(65535, 255, 1)
    book.save(str(HERE / "far-corner.xls"))


xlsx()
xls()
book = Workbook()
book.active["A1"] = 1
book.active["XFD1048576"] = 1
book.save(HERE / "far-corner.xlsx")
