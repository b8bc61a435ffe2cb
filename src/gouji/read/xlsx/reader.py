"""The xlsx reader: every visible sheet as a heading and a table, or as text where it is one column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.document import Document, Message, Status
from gouji.read.builder import CellContent, DocumentBuilder, Piece
from gouji.read.failure import failed
from gouji.read.joints import joined, paragraphs
from gouji.read.package import Package, PackageError, missing_part
from gouji.read.shape import Grid, shaped, squeezed
from gouji.read.sniff import Kind, sniff
from gouji.read.titles import heading_level
from gouji.read.xlsx.exported import hide_helpers
from gouji.read.xlsx.sheet import Raw, grid, outside, read_sheet
from gouji.read.xlsx.workbook import Sheet, Workbook, workbook

if TYPE_CHECKING:
    from gouji.read.reader import Limits

_NAMED = 5
_EMPTY = Message(
    "工作簿里没有内容（可见的工作表都是空的），请核对是否选错了文件。",
    "The workbook is empty (no visible sheet holds anything); see whether it is the right file.",
)


class XlsxReader:
    """Reads .xlsx and .xlsm."""

    format = "xlsx"

    def accepts(self, data: bytes, path: str) -> bool:
        """Whether the bytes are an Excel package."""
        return sniff(data, path) is Kind.XLSX

    def read(self, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document; FAILED where a needed part is missing or damaged or nothing is visible."""
        try:
            with Package(data, limits) as package:
                return _document(package, data, path, limits)
        except PackageError as error:
            return failed(path, data, self.format, error.message)


def _document(package: Package, data: bytes, path: str, limits: Limits) -> Document:
    book = workbook(package)
    builder = DocumentBuilder(path, data, "xlsx")
    hidden = [sheet.name for sheet in book.sheets if sheet.hidden]
    hiding: list[str] = []
    unprinted: list[str] = []
    uncomputed = 0
    some = False
    for sheet in book.sheets:
        if sheet.hidden:
            continue
        raw = _raw(package, sheet, book, limits)
        hide_helpers(raw)
        if outside(raw, sheet.printed):
            unprinted.append(sheet.name)
        elif raw.hides:
            hiding.append(sheet.name)
        uncomputed += raw.uncomputed
        some |= _write(builder, sheet.name, grid(raw))
    if not some:
        return failed(path, data, "xlsx", _EMPTY)
    _left_out(builder, hidden, hiding, unprinted)
    if uncomputed:
        builder.problem(_uncomputed(uncomputed))
    return builder.finish(status=Status.PARTIAL if uncomputed else Status.OK)


def _raw(package: Package, sheet: Sheet, book: Workbook, limits: Limits) -> Raw:
    data = package.bytes(sheet.part)
    if data is None:
        raise PackageError(missing_part(sheet.part or sheet.name))
    return read_sheet(data, sheet.part, book, limits.cells)


def _write(builder: DocumentBuilder, name: str, found: Grid) -> bool:
    if not found.cells:
        return False
    builder.heading([Piece(name)], 1)
    whole = squeezed(found)
    if whole.columns == 1:
        for cell in whole.cells:
            for line in paragraphs(_text(cell).split("\n")):
                _line(builder, line)
        return True
    for part in shaped(found):
        flat = [cell._replace(pieces=(Piece(joined(_text(cell).split("\n"))),)) for cell in part.cells]
        builder.table(part.rows, part.columns, flat)
    return True


def _text(cell: CellContent) -> str:
    return "".join(piece.text for piece in cell.pieces)


def _line(builder: DocumentBuilder, text: str) -> None:
    level = heading_level(text, None)
    if level is None:
        builder.paragraph([Piece(text)])
    else:
        builder.heading([Piece(text)], level)


def _left_out(builder: DocumentBuilder, hidden: list[str], hiding: list[str], unprinted: list[str]) -> None:
    for names, zh, en in (
        (hidden, "隐藏的工作表没有检查", "Hidden sheets were not checked"),
        (hiding, "下列工作表中隐藏的行、列没有检查", "Hidden rows and columns were not checked in"),
        (
            unprinted,
            "下列工作表中打印区域以外的列和隐藏的行、列没有检查",
            "Columns outside the print area were not checked in",
        ),
    ):
        if names:
            shown_zh, shown_en = "、".join(names[:_NAMED]), ", ".join(names[:_NAMED])
            if len(names) > _NAMED:
                shown_zh, shown_en = f"{shown_zh}等 {len(names)} 个", f"{shown_en} and {len(names) - _NAMED} more"
            builder.problem(Message(f"{zh}：{shown_zh}。", f"{en}: {shown_en}."))


def _uncomputed(count: int) -> Message:
    return Message(
        f"有 {count} 个公式没有保存计算结果，请在 Excel 或 WPS 中打开并保存后再检查。",
        f"{count} formulas have no stored result; open the workbook in Excel or WPS, save it and check again.",
    )
