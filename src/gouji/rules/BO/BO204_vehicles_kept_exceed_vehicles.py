"""公务用车保有量大于车辆总数：决算说开支运行费的公务用车保有3辆，国有资产占用情况却说共有车辆2辆。

The cars that appropriations keep running are among the vehicles that the body has; both are stated as of the year's end. Cars on
loan are explained then: a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source, Verdict
from gouji.rules.prose import plus
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.rule import Context

TITLE = "公务用车保有量大于车辆总数"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
_TEXT = """# 虚构市青禾县林业局2024年度部门决算

公务用车运行维护费支出6.00万元。截至2024年12月31日，公务用车保有量为{}。

国有资产占用情况：截至2024年12月31日，共有车辆2辆。
"""
GOOD = _TEXT.format("2辆")
BAD = _TEXT.format("«3辆»")
_KEPT = re.compile(r"公务用车保有(?:量|数量)?(?:共|为|是)?(?P<number>\d+)[辆台]")
_OWNED = re.compile(r"(?:共有|拥有)(?:各类|公务)?(?:车辆|用车)(?P<number>\d+)[辆台]")


def check(extraction: Extraction, _context: Context) -> Iterator[Claim]:
    """Claim that of the one number of cars kept in a final account, and the one of vehicles owned."""
    if extraction.parts[0].kind != "final":
        return
    kept, owned = _numbers(extraction, _KEPT), _numbers(extraction, _OWNED)
    if len(kept) == len(owned) == 1:
        part, whole = extraction.figures[kept[0]], extraction.figures[owned[0]]
        shape = Linear(plus(kept), owned[0], at_most=True)
        if part.exact and whole.exact and part.unit == whole.unit:
            yield Claim(
                "BO204", Kind.BOUND, Source.FORM, shape, part.start, part.end, suspect=kept[0], falsifiable=False
            )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for more cars kept than owned."""
    kept, owned = (extraction.figures[number].text for number in verdict.claim.figures)
    return f"公务用车保有量{kept}大于车辆总数{owned}，如有借用等情况请说明，否则请核实。"


def _numbers(extraction: Extraction, pattern: re.Pattern[str]) -> list[int]:
    return [
        figure.id
        for plain in prose(extraction)
        for match in plain.find(pattern)
        for figure in extraction.figures_in(*plain.span(*match.span("number")))[:1]
    ]
