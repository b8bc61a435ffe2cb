"""限额 and 余额 side by side: in a table by areas, each debt beside the limit that it must not exceed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.extract.tables.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Column
    from gouji.extract.tables.sheets import Sheet

_LIMIT = re.compile(r"限额(?!.*表$)")
_BALANCE = re.compile(r"余额(?!.*表$)")
_NEW = re.compile(r"新增|提前|调整|收回|下达|分配|上年|年初")
_YEAR = re.compile(r"20\d\d")
_KINDS = ("一般", "专项")
_DEBT = re.compile(r"限额|余额")
_TOTAL = re.compile(r"合计|小计|总额|总计")
_FORMULA = re.compile(r"[A-Z](?:=[A-Z](?:[+-][A-Z])+)?")
_TWO = 2


def ceilings(sheet: Sheet) -> Iterator[Relation]:
    """Yield 余额 <= 限额 for every line, for each kind of debt that both columns name (一般, 专项, all)."""
    limits = [(at, column) for at, column in enumerate(sheet.columns) if _is(column, _LIMIT, _BALANCE)]
    balances = [(at, column) for at, column in enumerate(sheet.columns) if _is(column, _BALANCE, _LIMIT)]
    for low, limit in limits:
        fitting = [(high, balance) for high, balance in balances if _kind(balance) == _kind(limit)]
        same = [(high, balance) for high, balance in fitting if _years(balance) == _years(limit)]
        if len(same) != 1:
            continue
        for node in sheet.nodes:
            if node.role in {"item", "total", "of_which"}:
                key = ("ceiling", sheet.grids[0].table.index, sheet.grids[0].block, low)
                yield Relation(node.cells[low], ((node.cells[same[0][0]], 1),), key, stated=True, at_most=True)


def kinds_of_debt(sheet: Sheet) -> Iterator[Relation]:
    """Yield 债务限额 = 一般 + 专项 (余额 likewise): of the two lines right under its own, and of the columns beside one another."""
    key = (sheet.grids[0].table.index, sheet.grids[0].block)
    for at, node in enumerate(sheet.nodes[:-_TWO]):
        below = sheet.nodes[at + 1 : at + 1 + _TWO]
        if _whole(node.line.label) and sorted(_kind_in(child.line.label) for child in below) == sorted(_KINDS):
            for index, cell in enumerate(node.cells):
                parts = tuple((child.cells[index], 1) for child in below)
                yield Relation(cell, parts, ("kinds of debt", *key), printed=True)
    heads = [tuple(text for text in column.path if not _FORMULA.fullmatch(text)) for column in sheet.columns]
    for at, head in enumerate(heads):
        beside = {_kind_in(other[-1]): to for to, other in enumerate(heads) if other and other[:-1] == head[:-1]}
        family = [other for other in heads if other[:-1] == head[:-1]]
        whole = len(head) > 1 and _TOTAL.fullmatch(head[-1]) and _DEBT.search("".join(head))
        if whole and len(family) == len(_KINDS) + 1 and set(_KINDS) <= beside.keys():
            for node in sheet.nodes:
                parts = tuple((node.cells[beside[kind]], 1) for kind in _KINDS)
                yield Relation(node.cells[at], parts, ("columns of debt", *key, at), printed=True)


def _whole(label: str) -> bool:
    return _DEBT.search(label) is not None and "债" in label and not _kind_in(label)


def _kind_in(text: str) -> str:
    kinds = [kind for kind in _KINDS if kind in text]
    return kinds[0] if len(kinds) == 1 else ""


def _is(column: Column, wanted: re.Pattern[str], other: re.Pattern[str]) -> bool:
    heads = [text for text in column.path if wanted.search(text) and not other.search(text)]
    return bool(heads) and not _NEW.search("".join(heads))


def _kind(column: Column) -> str:
    text = "".join(text for text in column.path if not text.endswith("表"))
    return next((kind for kind in _KINDS if kind in text), "")


def _years(column: Column) -> frozenset[str]:
    return frozenset(_YEAR.findall("".join(text for text in column.path if not text.endswith("表"))))
