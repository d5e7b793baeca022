"""Makes monthly-2022.xlsx: three months of one invented district, in the form of a bureau's indicator sheet.

    python3 monthly.py        (needs openpyxl)

December's running totals are the year's figures in report-2022.txt, and its previous-year column those in
report-2021.txt. Running totals add up from month to month, and growth is worked out from the two columns beside it.
"""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

# name, unit, decimals, running totals at the end of September to December 2022, then of October to December 2021.
# A stock (counts at a date) has no month of its own; a pure rate has only its growth.
FLOW = "flow"
STOCK = "stock"
ROWS = [
    (FLOW, "规模以上工业总产值", "亿元", 1, ["333.6", "371.9", "412.8", "455.1"], ["345.2", "381.9", "420.6"]),
    (FLOW, "  其中：铝基新材料", "亿元", 1, ["123.7", "137.8", "152.9", "168.4"], ["127.6", "141.0", "155.2"]),
    (FLOW, "        食品加工", "亿元", 1, ["82.4", "92.0", "102.2", "112.7"], ["87.5", "97.0", "106.9"]),
    (FLOW, "        智能装备", "亿元", 1, ["63.1", "70.5", "78.3", "86.5"], ["61.2", "67.8", "74.8"]),
    ("rate", "规模以上工业增加值", "%", 1, ["", "7.8", "7.6", "7.4"], []),
    (FLOW, "规模以上工业销售产值", "亿元", 1, ["326.0", "363.3", "403.1", "444.2"], ["338.0", "373.8", "411.8"]),
    (FLOW, "规模以上工业营业收入", "亿元", 1, ["306.5", "341.6", "379.0", "417.8"], ["321.4", "355.5", "391.2"]),
    (FLOW, "规模以上工业利润总额", "亿元", 2, ["14.86", "16.52", "18.28", "20.13"], ["17.24", "19.10", "21.06"]),
    (FLOW, "出口交货值", "亿元", 2, ["18.42", "20.37", "22.19", "24.06"], ["18.95", "20.84", "22.71"]),
    (STOCK, "规模以上工业企业数", "家", 0, ["", "146", "149", "152"], ["135", "138", "141"]),
    (STOCK, "亏损企业数", "家", 0, ["", "27", "25", "24"], ["22", "21", "19"]),
    (FLOW, "工业用电量", "万千瓦时", 0, ["49860", "55410", "61240", "67300"], ["52870", "58390", "64100"]),
    (FLOW, "工业投资", "亿元", 1, ["43.1", "48.6", "53.8", "58.9"], ["44.4", "49.4", "54.3"]),
    (FLOW, "技改投资", "亿元", 1, ["17.9", "20.3", "22.6", "24.9"], ["17.5", "19.6", "21.6"]),
    (FLOW, "重点工业项目完成投资", "亿元", 1, ["30.8", "34.7", "38.6", "42.3"], ["33.6", "37.5", "41.2"]),
    (FLOW, "新开工项目数", "个", 0, ["10", "11", "12", "13"], ["13", "14", "15"]),
    (STOCK, "高新技术企业数", "家", 0, ["", "83", "88", "97"], ["67", "71", "76"]),
    (FLOW, "技术合同成交额", "亿元", 2, ["5.61", "6.35", "7.08", "7.92"], ["5.06", "5.71", "6.37"]),
    (FLOW, "专利授权量", "件", 0, ["604", "672", "741", "811"], ["612", "675", "738"]),
    (FLOW, "其中：发明专利授权量", "件", 0, ["70", "78", "87", "96"], ["63", "70", "77"]),
    (FLOW, "新建5G基站数", "个", 0, ["121", "133", "146", "158"], ["112", "123", "134"]),
    (FLOW, "新增上云企业数", "家", 0, ["176", "196", "216", "235"], ["214", "237", "260"]),
]
HEAD = ["指标名称", "计量单位", "本月", "本月止累计", "上年同期", "同比增长(%)"]
MADE_ON = ["2022年11月11日", "2022年12月12日", "2023年1月12日"]
thin, thick = Side(style="thin"), Side(style="medium")


def growth(now, before):
    return ((Decimal(now) / Decimal(before) - 1) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def put(sheet, row, column, value, decimals=None):
    cell = sheet.cell(row, column)
    if decimals is None:
        cell.value = value
        cell.alignment = Alignment(horizontal="left" if column == 1 else "center", vertical="center")
    else:
        cell.value = float(value)
        cell.number_format = "0" + ("." + "0" * decimals if decimals else "")
        cell.alignment = Alignment(horizontal="right", vertical="center")
    cell.font = Font(name="宋体", size=11)
    return cell


def month(book, index):
    number = 10 + index
    sheet = book.create_sheet(f"{number}月")
    sheet.merge_cells("A1:F1")
    title = put(sheet, 1, 1, f"澄渡区工业和科技主要指标月报（2022年{number}月）")
    title.font = Font(name="黑体", size=16)
    title.alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 32
    sheet.merge_cells("A2:D2")
    put(sheet, 2, 1, "填报单位：澄渡区科技和工业信息化局")
    sheet.merge_cells("E2:F2")
    put(sheet, 2, 5, "单位：亿元（另注明者除外）").alignment = Alignment(horizontal="right")
    for column, name in enumerate(HEAD, 1):
        cell = put(sheet, 3, column, name)
        cell.font = Font(name="黑体", size=11)
        cell.alignment = Alignment(horizontal="center", vertical="center")
        cell.border = Border(top=thick, bottom=thin)
    for row, (kind, name, unit, decimals, now, before) in enumerate(ROWS, 4):
        put(sheet, row, 1, name)
        put(sheet, row, 2, unit)
        if kind == "rate":
            for column in (3, 4, 5):
                put(sheet, row, column, "—")
            put(sheet, row, 6, now[index + 1], 1)
            continue
        if kind == STOCK:
            put(sheet, row, 3, "—")
        else:
            put(sheet, row, 3, Decimal(now[index + 1]) - Decimal(now[index]), decimals)
        put(sheet, row, 4, now[index + 1], decimals)
        put(sheet, row, 5, before[index], decimals)
        put(sheet, row, 6, growth(now[index + 1], before[index]), 1)
    last = 3 + len(ROWS)
    for column in range(1, 7):
        sheet.cell(last, column).border = Border(bottom=thick)
    sheet.merge_cells(start_row=last + 1, start_column=1, end_row=last + 1, end_column=6)
    put(sheet, last + 1, 1, "注：规模以上工业增加值增速按可比价格计算；企业数为期末数。")
    put(sheet, last + 2, 1, f"填报日期：{MADE_ON[index]}")
    for column, width in zip("ABCDEF", [30, 12, 12, 14, 12, 14]):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "B4"


book = Workbook()
book.remove(book.active)
for index in range(3):
    month(book, index)
book.properties.creator = "澄渡区科技和工业信息化局"
book.properties.created = book.properties.modified = datetime(2023, 1, 12)
book.save(Path(__file__).parent / "monthly-2022.xlsx")
