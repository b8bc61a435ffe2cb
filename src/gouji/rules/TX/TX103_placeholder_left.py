"""占位符未替换：XX、××、20XX年、____万元 等仍留在正文中。

The template writes XX where the writer's own name or figure belongs. A document may also hide figures on purpose; where ten
or more figures are hidden in the same way, an XX before a unit is taken as hidden, not as forgotten. Stars always hide. One finding a
paragraph or cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import Plain, cells, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "占位符未替换"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式的填写要求"
GOOD = """# 青禾县林业局2026年部门预算

购置TXX型设备2台，采购5×20米围栏；**项目支出**万元（涉密）。
"""
BAD = """# 青禾县林业局2026年部门预算

«XX»局2026年部门预算为30万元，比20XX年增加XX万元。

收入用于«___»。
"""
_MARK = re.compile(
    r"(?<![A-Za-z0-9])(?:20[XxＸ×]{2}|[XxＸ×]{2,}|[〇○]{2,}|[_＿]{2,})(?![A-Za-z0-9])|^[（(]?[\d一二三四五六七八九十]{0,3}[）)]?[.、．]?(?:…|\.{3})+[。；]?$"
)
_SIGN = re.compile("[XxＸ×〇○_＿….]")
_UNIT = re.compile(r"(?:万|亿|元|%|％|个|人|辆|批|次|台|平方|件|项)")
_HIDDEN = 10


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each placeholder."""
    found = [
        (plain, match)
        for plain in (*prose(extraction), *cells(extraction))
        if _SIGN.search(plain.text)
        for match in plain.find(_MARK)
    ]
    hidden = sum(_figure(plain, match) for plain, match in found) >= _HIDDEN
    told = [(plain, match) for plain, match in found if not (hidden and _figure(plain, match))]
    spans: dict[int, list[tuple[int, int]]] = {}
    for plain, match in told:
        spans.setdefault(plain.start, []).append(plain.span(*match.span()))
    for first, *others in spans.values():
        printed = extraction.document.text[slice(*first)]
        yield Hit(*first, f"“{printed}”是占位符，请填写实际内容后删去。", related=tuple(others))


def _figure(plain: Plain, match: re.Match[str]) -> bool:
    return _UNIT.match(plain.text, match.end()) is not None
