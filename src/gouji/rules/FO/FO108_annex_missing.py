"""所称附件没有：“见附件3”，文中没有附件3。

A document that refers to an annex contains it or names where it is. Annexes are often published as files of their own, so it is
one note for all; where other numbered annexes are in the document and only this one is not, a warning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.model.finding import Severity
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import cells, prose
from gouji.rules.YR.years import dated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "所称附件、附表没有"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "公开材料应当完整"
GOOD = """# 青禾县林业局2026年部门预算

绩效目标详见附件1。

附件1 项目绩效目标表
"""
BAD = """# 青禾县林业局2026年部门预算

绩效目标详见«附件2»。

附件1 部门整体绩效目标表
"""
_NAMED = re.compile(
    r"(?:详见|参见|见|如)(?P<what>(?P<kind>附件|附表)(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})?)(?![\u3400-\u9fff]*号)"
)
_OWN = re.compile(r"^[（(]?(?P<kind>附件|附表|附)(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})?")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield one hit at the first mention of an annex that does not stand in the document."""
    plains = prose(extraction)
    own = {
        (match["kind"], match["number"])
        for plain in (*plains, *cells(extraction))
        if (match := _OWN.match(plain.text)) and not _NAMED.search(plain.text)
    }
    numbers = {number for _, number in own}
    missing = [
        (plain, match)
        for plain in plains
        if dated(extraction, plain.start)
        for match in plain.find(_NAMED)
        if not _present(match, numbers, tables=bool(extraction.document.tables), any_own=bool(own))
    ]
    if not missing:
        return
    spans = [plain.span(*match.span("what")) for plain, match in missing]
    names = "、".join(dict.fromkeys(match["what"] for _, match in missing))
    severity = Severity.WARNING if missing[0][1]["number"] and numbers - {None} else None
    message = f"文中称见“{names}”，本材料中没有找到，请核实是否漏附或另行公开。"
    yield Hit(*spans[0], message, severity=severity, related=tuple(spans[1:]))


def _present(match: re.Match[str], numbers: set[str | None], *, tables: bool, any_own: bool) -> bool:
    if match["number"]:
        return match["number"] in numbers or (match["kind"] == "附表" and tables and not any_own)
    return any_own or (match["kind"] == "附表" and tables)
