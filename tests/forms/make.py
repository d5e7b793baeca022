"""Makes the forms that statistics offices fill in every month, as .xls and .xlsx, and beside each what must be read from it.

    python3 make.py        (needs openpyxl and xlwt)

The districts and their figures are invented. What must be read is told here by hand, row by row: the indicator's name and scope.
"""

from pathlib import Path

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

HERE = Path(__file__).parent

# As written; unit; this month; the year so far; the same months of the year before; growth; the indicator; its scope.
SHORT = [
    ("一、规模以上工业总产值", "万元", 183450.2, 986320.5, 921800, 7, "规模以上工业总产值", ""),
    ("    其中：轻工业", "万元", 61020.1, 301254, 289000.3, 4.2, "规模以上工业总产值", "轻工业"),
    ("          重工业", "万元", 122430.1, 685066.5, 632799.7, 8.3, "规模以上工业总产值", "重工业"),
    ("二、规模以上工业增加值", "%", None, None, None, 6.8, "规模以上工业增加值", ""),
    ("三、规模以上工业营业收入", "万元", None, 912045, 880123, 3.6, "规模以上工业营业收入", ""),
    ("四、规模以上工业利润总额", "万元", "-", 45012, 47120, -4.5, "规模以上工业利润总额", ""),
    ("五、工业用电量", "万千瓦时", 8012.5, 45210.3, 43011.9, 5.1, "工业用电量", ""),
    ("六、固定资产投资", "万元", "…", 512300, 489000, 4.8, "固定资产投资", ""),
    ("    其中：工业投资", "万元", None, 213400, 190200, 12.2, "工业投资", ""),
    ("          技改投资", "万元", None, 88120, 70010, 25.9, "技改投资", ""),
    ("七、社会消费品零售总额", "万元", 60210, 370215, 352010, 5.2, "社会消费品零售总额", ""),
    ("八、一般公共预算收入", "万元", 12010, 81230, 79012, 2.8, "一般公共预算收入", ""),
]

# Sections are rows of their own, without figures.
LONG = [
    "一、工业",
    ("规模以上工业总产值", "亿元", 42.36, 121.58, 113.62, 7.0, "规模以上工业总产值", ""),
    ("规模以上工业增加值", "亿元", 10.12, 29.85, 28.01, 6.6, "规模以上工业增加值", ""),
    ("规模以上工业销售产值", "亿元", 41.5, 118.9, 112.2, 6.0, "规模以上工业销售产值", ""),
    ("工业产销率", "%", 98.0, 97.8, 98.8, -1.0, "工业产销率", ""),
    ("出口交货值", "亿元", 3.21, 9.05, 9.66, -6.3, "出口交货值", ""),
    ("规模以上工业营业收入", "亿元", 40.22, 115.3, 109.8, 5.0, "规模以上工业营业收入", ""),
    ("规模以上工业利润总额", "亿元", 2.31, 6.08, 6.35, -4.3, "规模以上工业利润总额", ""),
    ("规模以上工业利税总额", "亿元", 3.9, 10.77, 10.6, 1.6, "规模以上工业利税总额", ""),
    ("制造业增加值", "亿元", 8.33, 24.6, 22.9, 7.4, "制造业增加值", ""),
    ("高新技术产业增加值", "亿元", 4.02, 11.9, 10.8, 10.2, "高新技术产业增加值", ""),
    ("战略性新兴产业增加值", "亿元", 2.5, 7.4, 6.7, 10.4, "战略性新兴产业增加值", ""),
    ("园区规模工业总产值", "亿元", 30.1, 88.7, 82.0, 8.2, "园区规模工业总产值", ""),
    ("工业用电量", "万千瓦时", 9120, 26310, 25010, 5.2, "工业用电量", ""),
    ("全社会用电量", "万千瓦时", 15230, 44120, 42600, 3.6, "全社会用电量", ""),
    ("综合能源消费量", "万吨标准煤", 5.2, 15.1, 15.3, -1.3, "综合能源消费量", ""),
    "二、投资与项目",
    ("固定资产投资", "亿元", None, 60.5, 57.1, 6.0, "固定资产投资", ""),
    ("工业投资", "亿元", None, 25.2, 22.3, 13.0, "工业投资", ""),
    ("技改投资", "亿元", None, 12.1, 10.2, 18.6, "技改投资", ""),
    ("制造业投资", "亿元", None, 20.3, 18.1, 12.2, "制造业投资", ""),
    ("高新技术产业投资", "亿元", None, 8.8, 7.1, 23.9, "高新技术产业投资", ""),
    ("民间投资", "亿元", None, 33.1, 32.0, 3.4, "民间投资", ""),
    ("新开工项目数", "个", 6, 21, 18, 16.7, "新开工项目数", ""),
    ("竣工投产项目数", "个", 3, 9, 8, 12.5, "竣工投产项目数", ""),
    ("签约项目数", "个", 5, 14, 15, -6.7, "签约项目数", ""),
    ("实际利用外资", "万美元", 120, 410, 388, 5.7, "实际利用外资", ""),
    ("到位内资", "亿元", 4.4, 13.2, 12.1, 9.1, "到位内资", ""),
    "三、财税与贸易",
    ("一般公共预算收入", "亿元", 3.31, 11.02, 10.6, 4.0, "一般公共预算收入", ""),
    ("税收收入", "亿元", 2.2, 7.9, 7.7, 2.6, "税收收入", ""),
    ("社会消费品零售总额", "亿元", 14.4, 43.9, 41.8, 5.0, "社会消费品零售总额", ""),
    ("进出口总额", "亿元", 5.1, 15.9, 16.2, -1.9, "进出口总额", ""),
    ("出口总额", "亿元", 4.0, 12.5, 12.9, -3.1, "出口总额", ""),
    "四、科技创新",
    ("技术合同成交额", "亿元", 1.8, 6.2, 5.0, 24.0, "技术合同成交额", ""),
    ("专利授权量", "件", 55, 160, 171, -6.4, "专利授权量", ""),
    ("发明专利授权量", "件", 12, 33, 30, 10.0, "发明专利授权量", ""),
    ("新增高新技术企业数", "家", 0, 2, 1, 100.0, "新增高新技术企业数", ""),
]


class Form:
    """A sheet as it is filled in: cells from A1, and merged areas (top, left, bottom, right)."""

    def __init__(self, sheet):
        self.sheet, self.cells, self.merges, self.wanted = sheet, {}, [], []

    def put(self, row, column, value, to=None):
        if value is not None:
            self.cells[row, column] = value
        if to:
            self.merges.append((row, column, *to))

    def want(self, row, column, name, scope, period, unit, measure, value):
        number = f"{value:.10f}".rstrip("0").rstrip(".")
        self.wanted.append(f"{get_column_letter(column + 1)}{row + 1}: {name} | {scope} | {period} | {unit} | {measure} | actual | {number}\n")

    def fill(self, top, rows, columns):
        """The rows from a row on. `columns`: for each column of figures, which of a row's four it holds and its period."""
        for row, line in enumerate(rows, top):
            if isinstance(line, str):
                self.put(row, 0, line)
                continue
            written, unit, *figures, name, scope = line
            self.put(row, 0, written)
            self.put(row, 1, unit)
            for column, (which, period) in enumerate(columns, 2):
                value = figures[which] if which is not None else None
                self.put(row, column, value)
                if isinstance(value, (int, float)):
                    measure = "growth 同比" if which == 3 else "share" if unit == "%" else "level"
                    self.want(row, column, name, scope, period, "%" if which == 3 else unit, measure, value)
        return top + len(rows)

    def save(self, stem):
        book = Workbook()
        sheet = book.active
        sheet.title = self.sheet
        thin = Side(style="thin")
        for (row, column), value in self.cells.items():
            cell = sheet.cell(row + 1, column + 1, value)
            cell.border = Border(thin, thin, thin, thin)
            cell.alignment = Alignment(horizontal="left" if column == 0 else "center", vertical="center")
            if row == 0:
                cell.font = Font(size=16, bold=True)
        for top, left, bottom, right in self.merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        sheet.column_dimensions["A"].width = 32
        book.save(HERE / f"{stem}.xlsx")
        old = xlwt.Workbook(encoding="utf-8")
        sheet = old.add_sheet(self.sheet)
        style = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin; align: vert centre")
        merged = {(top, left): (bottom, right) for top, left, bottom, right in self.merges}
        for (row, column), value in self.cells.items():
            if (row, column) in merged:
                bottom, right = merged[row, column]
                sheet.write_merge(row, bottom, column, right, value, style)
            else:
                sheet.write(row, column, value, style)
        sheet.col(0).width = 32 * 256
        old.save(str(HERE / f"{stem}.xls"))
        (HERE / f"{stem}.txt").write_text("".join(self.wanted), encoding="utf-8")


def one_line():
    """Heads in one line, as most districts have them."""
    form = Form("6月")
    form.put(0, 0, "青石区2024年6月主要经济指标完成情况", (0, 5))
    form.put(1, 0, "制表单位：青石区统计局")
    for column, head in enumerate(["指标名称", "计量单位", "本月", "本月止累计", "上年同期", "同比增长(%)"]):
        form.put(2, column, head)
    end = form.fill(3, SHORT, [(0, "2024-06"), (1, "2024-01/2024-06"), (2, "2023-01/2023-06"), (3, "2024-01/2024-06")])
    form.put(end, 0, "注：规模以上工业增加值增速按可比价格计算。", (end, 5))
    form.put(end + 1, 0, "单位负责人：×××      统计负责人：×××      填表人：×××", (end + 1, 5))
    form.save("one-line-2024m06")


def merged_heads():
    """Heads on two lines, those of one kind merged above, and a line of column numbers."""
    form = Form("Sheet1")
    form.put(0, 0, "澄渡区主要经济指标月报", (0, 5))
    form.put(1, 0, "2024年9月", (1, 5))
    form.put(2, 0, "指标名称", (3, 0))
    form.put(2, 1, "计量单位", (3, 1))
    form.put(2, 2, "本年实绩", (2, 3))
    form.put(3, 2, "本月")
    form.put(3, 3, "本月止累计")
    form.put(2, 4, "上年同期", (3, 4))
    form.put(2, 5, "同比增长(%)", (3, 5))
    form.fill(4, SHORT, [(0, "2024-09"), (1, "2024-01/2024-09"), (2, "2023-01/2023-09"), (3, "2024-01/2024-09")])
    form.save("merged-heads-2024m09")


def thirty_five():
    """Thirty-five indicators in sections; that the figures are of March 2025 stands in a line by itself."""
    assert sum(not isinstance(line, str) for line in LONG) == 35
    form = Form("主要指标")
    form.put(0, 0, "禾原区主要经济指标", (0, 5))
    form.put(1, 0, "（2025年1-3月）", (1, 5))
    for column, head in enumerate(["指标名称", "计量单位", "本月", "本月止累计", "上年同期", "同比增长(%)"]):
        form.put(2, column, head)
    form.fill(3, LONG, [(0, "2025-03"), (1, "2025-01/2025-03"), (2, "2024-01/2024-03"), (3, "2025-01/2025-03")])
    form.save("thirty-five-2025m03")


def sheet_tells_month():
    """Only the sheet's name tells the month, and the column before the figures is the unit."""
    form = Form("2025年8月")
    form.put(0, 0, "主要经济指标", (0, 5))
    heads = [("指标名称", 0), ("计量单位", 1), ("本月", 2), ("本月止累计", 3), ("上年同期", 4), ("同比增长(%)", 5)]
    for head, column in heads:
        form.put(1, column, head, (2, column))
    form.fill(3, SHORT, [(0, "2025-08"), (1, "2025-01/2025-08"), (2, "2024-01/2024-08"), (3, "2025-01/2025-08")])
    form.save("sheet-tells-month")


one_line()
merged_heads()
thirty_five()
sheet_tells_month()
