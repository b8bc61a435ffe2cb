"""编码与名称不一致：编码列为“71102”，名称为“事业单位医疗”。

Code and name of one row (or 卫生健康支出（208类） in running text) must be of one item, in whatever year. Only tables most of
whose rows carry codes that fit are read so; each pair is told once. Where the list of the code rests on general knowledge, the finding is a note.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.model.finding import Severity
from gouji.rules.CL.coded import coded_lines, codes_of, span_of
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Grid, Line

TITLE = "科目编码与名称不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "当年《政府收支分类科目》"
GOOD = """# 青禾县林业局2026年部门预算

卫生健康支出（210类）行政事业单位医疗（11款）3万元。
"""
BAD = """# 青禾县林业局2026年部门预算

卫生健康支出（«208»类）行政事业单位医疗（11款）3万元。
"""
_PRINTED = re.compile(r"(?P<name>[\u3400-\u9fff]{2,24})[（(](?P<code>\d{3})类[）)]")
_CODES = {3, 5, 7}


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each code whose item has another name."""
    for plain in prose(extraction):
        for match in plain.find(_PRINTED, "类"):
            right = codes_of(match["name"])
            if right and match["code"] not in right and not any(code.startswith(match["code"]) for code in right):
                expected = min(right) if len(right) == 1 else None
                message = f"“{match['name']}”的编码不是“{match['code']}”，请核对。"
                yield Hit(*plain.span(*match.span("code")), message, expected=expected)
    told: set[tuple[str, str]] = set()
    for grid in extraction.grids:
        for line, hit in _rows(grid):
            if (line.code, line.label) not in told:
                told.add((line.code, line.label))
                yield hit


def _rows(grid: Grid) -> Iterator[tuple[Line, Hit]]:
    coded = coded_lines(grid)
    systems = {line.code[0] for line in coded if line.code in codes_of(line.label)}
    for line in coded:
        right = {code for code in codes_of(line.label) if code[0] in systems}
        if not right or line.code in right or not _whole(line):
            continue
        start, end = span_of(grid, line, "code")
        severity = None if _sure(line) else Severity.NOTE
        expected = next(iter(right)) if len(right) == 1 else None
        message = f"“{line.label}”的编码不是“{line.code}”，请与当年科目表核对。"
        yield line, Hit(start, end, message, expected=expected, severity=severity)


def _whole(line: Line) -> bool:
    """Whether the code surely is another's: a listed one with another name, or one whose 类 does not exist at all.

    A code that we do not list under a 类 that we do may be new; a name cut off by the cell is no other name.
    """
    own = [item.name for item in classification.lookup_code(line.code)]
    label = classification.normal(line.label)
    if len(line.code) not in _CODES:
        return False
    if not own:
        return (
            not any(classification.lookup_code(line.code[:size]) for size in (3, 5)) and line.code[:3] not in _printed()
        )
    return not any(name.startswith(label) or label.startswith(name) for name in own)


@cache
def _printed() -> frozenset[str]:
    return frozenset(entry.code[:3] for entry in classification.seen())


def _sure(line: Line) -> bool:
    own = classification.lookup_code(line.code)
    printed = any(entry.code == line.code for entry in classification.seen())
    return not own or printed or any(item.basis == classification.VERIFIED for item in own)
