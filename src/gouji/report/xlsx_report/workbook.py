"""The workbook itself: A4 landscape, the header on every page, and every text written as text.

Nothing of a document becomes a formula, a number or a link: amounts stand as they are printed, and a text that a spreadsheet
might take for a formula carries its quote prefix.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import xlsxwriter

from gouji.model.finding import Severity
from gouji.report.width import columns
from gouji.report.wording import ENTRIES, aside_words, linked_share, word
from gouji.report.xlsx_report.rows import LIST_HEADS, PRINTED, Row, UnitLine, list_rows, material, parts_of, unit_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.diagnose.checked import Checked

CLOSED = ("待办", "整改中", "办结", "不予采纳")
"""What may stand in 办结情况."""
_WIDTHS = (5, 16, 18, 26, 16, 36, 14, 6, 20, 9, 11, 10, 8, 18)
_A4, _LONGEST, _LINE, _TALLEST = 9, 32_000, 14, 400
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "−")
_UNDATED = date(1980, 1, 1)
_TITLE_ROW, _HEAD_ROW = 0, 2
_FILLED_IN = tuple(LIST_HEADS.index(head) for head in ("情况说明", "责任人", "办结情况"))
_DUE = LIST_HEADS.index("时限")


def report(run: Iterable[Checked], today: date | None = None) -> bytes:
    """Return the workbook's bytes; the same documents and the same ``today`` give the same bytes."""
    book = _Book(today)
    for checked in run:
        book.add(checked)
    return book.finish()


def list_of(rows: Iterable[Row], units: Iterable[UnitLine], today: date | None = None) -> bytes:
    """Return the workbook of findings that were decided on elsewhere: their rows, and a line for each unit that counts them."""
    book = _Book(today)
    for row in rows:
        book.add_row(row)
    for line in units:
        book.add_line(line)
    return book.finish()


class _Book:
    """Collects the documents; ``finish`` writes the sheets."""

    def __init__(self, today: date | None) -> None:
        self._today = today
        self._rows: list[Row] = []
        self._units: dict[str, UnitLine] = {}
        self._unread: list[tuple[str, str, str]] = []
        self._total = UnitLine("合计")

    def add_row(self, row: Row) -> None:
        self._rows.append(row)

    def add_line(self, line: UnitLine) -> None:
        self._units.setdefault(line.unit, UnitLine(line.unit)).add(line)
        self._total.add(line)

    def add(self, checked: Checked) -> None:
        self._rows += list_rows(checked)
        lines = unit_lines(checked)
        for line in lines:
            self.add_line(line)
        self._total.documents -= len(lines) - 1
        if checked.document.problems:
            said = "".join(problem.zh for problem in checked.document.problems)
            self._unread.append((material(checked), parts_of(checked), f"{word(checked.document.status)}：{said}"))

    def finish(self) -> bytes:
        stream = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_numbers": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        book = xlsxwriter.Workbook(stream, options)
        made = datetime.combine(self._today or _UNDATED, time())
        book.set_properties({"title": "问题清单", "author": "Gouji 勾稽", "created": made})
        looks = _Looks(book)
        self._list(book.add_worksheet("问题清单"), looks)
        self._summary(book.add_worksheet("分单位汇总"), looks)
        if self._unread:
            self._problems(book.add_worksheet("读取情况"), looks)
        book.close()
        return stream.getvalue()

    def _list(self, sheet: Any, looks: _Looks) -> None:  # noqa: ANN401  the library's own sheets are untyped
        _page(sheet, "问题清单", PRINTED)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        _title(sheet, looks, "问题清单", self._counts(), PRINTED)
        _heads(sheet, looks, LIST_HEADS)
        for at, row in enumerate(self._rows, _HEAD_ROW + 1):
            self._row(sheet, looks, at, row)
        last = max(_HEAD_ROW + len(self._rows), _HEAD_ROW + 1)
        sheet.autofilter(_HEAD_ROW, 0, last, len(LIST_HEADS) - 1)
        closed = _FILLED_IN[-1]
        sheet.data_validation(_HEAD_ROW + 1, closed, last, closed, _one_of(CLOSED))
        sheet.data_validation(_HEAD_ROW + 1, _DUE, last, _DUE, _A_DATE)
        sheet.print_area(0, 0, last, PRINTED - 1)

    def _row(self, sheet: Any, looks: _Looks, at: int, row: Row) -> None:  # noqa: ANN401
        texts = (row.unit, row.material, row.place, row.printed, row.working, row.reference, row.level)
        sheet.write_number(at, 0, at - _HEAD_ROW, looks.number)
        for column, text in enumerate(texts, 1):
            _write(sheet, at, column, text, looks)
        for column, text in zip(_FILLED_IN, (row.remark, row.owner, row.closed), strict=True):
            if text:
                _write(sheet, at, column, text, looks)
            else:
                sheet.write_blank(at, column, None, looks.cell)
        if row.due:
            sheet.write_datetime(at, _DUE, row.due, looks.date)
        else:
            sheet.write_blank(at, _DUE, None, looks.date)
        for column, text in enumerate((row.rule, row.fingerprint), PRINTED):
            _write(sheet, at, column, text, looks)
        sheet.set_row(at, _height((*texts, row.remark), _WIDTHS[1:]))

    def _summary(self, sheet: Any, looks: _Looks) -> None:  # noqa: ANN401
        levels = [str(level) for level in Severity]
        heads = (
            *("序号", "单位", "材料"),
            *(word(level) for level in levels),
            *(word(by) for by in _ASIDE),
            *("数字", *(word(name) for name in ENTRIES), "已勾稽（%）"),
        )
        _page(sheet, "分单位汇总", len(heads))
        sheet.set_column(0, 0, 5)
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, len(heads) - 1, 9)
        _title(sheet, looks, "分单位汇总", self._counts(), len(heads))
        _heads(sheet, looks, heads)
        for at, line in enumerate((*self._units.values(), self._total), _HEAD_ROW + 1):
            if line is not self._total:
                sheet.write_number(at, 0, at - _HEAD_ROW, looks.number)
            else:
                sheet.write_blank(at, 0, None, looks.number)
            _write(sheet, at, 1, line.unit, looks)
            numbers = (
                line.documents,
                *(line.findings[level] for level in levels),
                *(line.aside[by] for by in _ASIDE),
                line.account["total"],
                *(line.account[name] for name in ENTRIES),
                linked_share(line.account),
            )
            for column, number in enumerate(numbers, 2):
                if number is None:
                    sheet.write_blank(at, column, None, looks.number)
                else:
                    sheet.write_number(at, column, number, looks.number)

    def _problems(self, sheet: Any, looks: _Looks) -> None:  # noqa: ANN401
        heads, widths = ("序号", "材料名称", "单位与年度", "读取情况"), (5, 40, 40, 70)
        _page(sheet, "读取情况", len(heads))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        _title(sheet, looks, "读取情况", f"未能完整读出或有说明的材料 {len(self._unread)} 份", len(heads))
        _heads(sheet, looks, heads)
        for at, texts in enumerate(self._unread, _HEAD_ROW + 1):
            sheet.write_number(at, 0, at - _HEAD_ROW, looks.number)
            for column, text in enumerate(texts, 1):
                _write(sheet, at, column, text, looks)
            sheet.set_row(at, _height(texts, widths[1:]))

    def _counts(self) -> str:
        total = self._total
        levels = "，".join(f"{word(level)} {total.findings[str(level)]}" for level in Severity)
        aside = aside_words(total.aside)
        words = f"材料 {total.documents} 份，疑点 {total.findings.total()} 条（{levels}）"
        return words + (f"，{aside}" if aside else "")


_ASIDE = ("suppression", "baseline")
_A_DATE = {
    "validate": "date",
    "criteria": ">=",
    "value": date(2000, 1, 1),
    "ignore_blank": True,
    "error_title": "时限",
    "error_message": "请填写日期，如 2026-06-30。",
}


def _one_of(words: Sequence[str]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(words),
        "ignore_blank": True,
        "error_message": f"请选择：{'、'.join(words)}",
    }


class _Looks:
    """The cell formats, made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401
        base = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "top", "text_wrap": True}
        self.cell = book.add_format(base | {"num_format": "@"})
        self.quoted = book.add_format(base | {"num_format": "@", "quote_prefix": True})
        self.number = book.add_format(base | {"align": "center"})
        self.date = book.add_format(base | {"num_format": "yyyy-mm-dd"})
        self.head = book.add_format(
            base | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"}
        )
        self.title = book.add_format(
            {"font_name": "宋体", "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"}
        )
        self.counts = book.add_format({"font_name": "宋体", "font_size": 10})


def _page(sheet: Any, name: str, width: int) -> None:  # noqa: ANN401
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.freeze_panes(_HEAD_ROW + 1, min(2, width))
    sheet.set_footer(f"&L{name}&R第 &P 页，共 &N 页")


def _title(sheet: Any, looks: _Looks, title: str, counts: str, width: int) -> None:  # noqa: ANN401
    sheet.merge_range(_TITLE_ROW, 0, _TITLE_ROW, width - 1, title, looks.title)
    sheet.set_row(_TITLE_ROW, 28)
    sheet.write_string(_TITLE_ROW + 1, 0, counts, looks.counts)


def _heads(sheet: Any, looks: _Looks, heads: Sequence[str]) -> None:  # noqa: ANN401
    sheet.set_row(_HEAD_ROW, 32)
    for column, head in enumerate(heads):
        sheet.write_string(_HEAD_ROW, column, head, looks.head)


def _write(sheet: Any, row: int, column: int, text: str, looks: _Looks) -> None:  # noqa: ANN401
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    sheet.write_string(row, column, shown, looks.quoted if shown.startswith(_FORMULA) else looks.cell)


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Return the height in points that shows every text in full, columns being as wide as given in characters."""
    lines = (
        sum(max(1, -(-columns(line) // max(width - 1, 1))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=False)
    )
    return min(max(lines, default=1) * _LINE + 4, _TALLEST)
