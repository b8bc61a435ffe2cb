"""类级清单中混入非类：“住房保障支出…、项目支出…”。

A list of classes (类) says by function what the money is for. An item of another level, or a nature such as 项目支出, among
them counts the money by another measure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.CL.names import levels
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import Plain, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "类级科目清单中混入其他口径"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "支出按功能分类列示到类"
GOOD = """# 青禾县林业局2026年部门预算

支出包括：农林水支出20万元、卫生健康支出3万元、住房保障支出4万元。其中：基本支出20万元、项目支出7万元。
"""
BAD = """# 青禾县林业局2026年部门预算

支出包括：农林水支出20万元、卫生健康支出3万元、住房保障支出4万元、«项目支出»7万元。
"""
_HAN = r"[\u3400-\u9fff]"
_ITEM = re.compile(
    rf"(?P<name>{_HAN}[\u3400-\u9fff（）()]{{2,23}}?)(?:[（(]类[）)](?:支出)?)?为?(?P<sum>\d[\d,]*(?:\.\d+)?万?元)(?:，占[^，。；、]{{0,14}}?[\d.]+[%％])?(?P<next>[、，；。]|$)"
)
_NAME = re.compile(r"[\u3400-\u9fff（）()]+")
_NUMBER = re.compile(r"^[（(]?[\d一二三四五六七八九十]{1,2}[）)]?[.．、]?")
_NATURE = re.compile(r"(?:基本|项目)支出$|人员经费$|公用经费$")
_CLASSES = 3


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each item of another kind in a run of classes."""
    numbered: list[tuple[Plain, re.Match[str]]] = []
    for plain in prose(extraction):
        for run in _runs(plain):
            yield from _strangers([(plain, match) for match in run])
        number = _NUMBER.match(plain.text)
        item = _ITEM.match(plain.text, number.end()) if number and number.end() else None
        if item:
            numbered.append((plain, item))
        else:
            yield from _strangers(numbered)
            numbered = []
    yield from _strangers(numbered)


def _runs(plain: Plain) -> Iterator[list[re.Match[str]]]:
    """Yield the runs of items that follow each other directly in one sentence."""
    run: list[re.Match[str]] = []
    for match in _items(plain.text):
        if run and (match.start() != run[-1].end() or run[-1]["next"] == "。"):
            yield run
            run = []
        run.append(match)
    yield run


def _items(text: str) -> Iterator[re.Match[str]]:
    """Yield the items in order; only a stretch of name characters before a digit can hold one, and few stand before one."""
    at = 0
    match: re.Match[str] | None = None
    for name in _NAME.finditer(text):
        if name.end() <= at or not text[name.end() : name.end() + 1].isdigit():
            continue
        start = max(name.start(), at)
        if match is None or match.start() < start:
            match = _ITEM.search(text, start)
        if match is None:
            return
        if match.start() < name.end():
            yield match
            at = match.end()


def _strangers(run: list[tuple[Plain, re.Match[str]]]) -> Iterator[Hit]:
    classes = sum("类" in levels(match["name"]) for _, match in run)
    others = [(plain, match) for plain, match in run if _other(match["name"])]
    if classes < _CLASSES or classes < _CLASSES * len(others):
        return
    for plain, match in others:
        yield Hit(*plain.span(*match.span("name")), f"“{match['name']}”不是类级科目，与其他类级科目并列，请核对。")


def _other(name: str) -> bool:
    found = levels(name)
    return (bool(found) and "类" not in found) or _NATURE.search(name) is not None
