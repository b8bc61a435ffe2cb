"""个数之和不符：绩效自评项目12个，各评级的项目数加起来是11个；发现问题3个，已整改和正在整改的共4个。

Each project self-evaluated has one grade, and each problem found is put right or being put right. Counted things have no
rounding.
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
    from gouji.rules.wording import Plain

TITLE = "个数与其各部分之和不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；《项目支出绩效评价管理办法》（财预〔2020〕10号）：评价结果分等级"
_TEXT = """# 虚构市青禾县林业局2024年度部门决算

## 预算绩效管理情况

绩效自评的2024年度项目12个，涉及预算金额80.00万元（其中，绩效评级为“优”的项目{}个；绩效评级为“良”的项目3个；\
绩效评级为“合格”的项目1个。绩效自评中共发现问题{}个，已经完成整改的2个，正在整改的1个）。
"""
GOOD = _TEXT.format("8", "3")
BAD = _TEXT.format("8", "3").replace("12个", "«14个»")
_WHOLE = re.compile(r"自评[^。；;]{0,24}?项目(?:共|总数|为|有)?(?P<whole>\d+)个")
_GRADE = re.compile(
    r"(?:评级|等级|结果|评定)?为?[“\"]?(?:优秀|优|良好|良|中|差|合格|不合格|较差)[”\"]?的?(?:项目)?(?P<part>\d+)个"
)
_FOUND = re.compile(
    r"发现问题(?P<whole>\d+)个[，,；;](?:其中[，,]?)?已(?:经)?(?:完成)?整改(?:完成)?的?(?P<first>\d+)个[，,；;](?:正在|尚未|未)(?:完成)?整改的?(?P<second>\d+)个"
)
_TWO = 2


def check(extraction: Extraction, _context: Context) -> Iterator[Claim]:
    """Claim the grades of the projects self-evaluated and what became of the problems found."""
    for plain in prose(extraction):
        for match in plain.find(_WHOLE):
            rest = _WHOLE.split(plain.text[match.end() :])[0]
            parts = [
                (match.end() + grade.start("part"), match.end() + grade.end("part")) for grade in _GRADE.finditer(rest)
            ]
            if len(parts) >= _TWO:
                yield from _claim(extraction, plain, [*parts, match.span("whole")])
        for match in plain.find(_FOUND):
            yield from _claim(extraction, plain, [match.span(name) for name in ("first", "second", "whole")])


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for counts that do not add up."""
    whole = extraction.figures[verdict.claim.figures[-1]]
    return f"“{whole.text}”与各部分之和{verdict.expected}不一致，请核实。"


def _claim(extraction: Extraction, plain: Plain, spans: list[tuple[int, int]]) -> Iterator[Claim]:
    """Yield the claim that all but the last of these numerals add up to it; none where one is no figure."""
    numbers = [figure.id for span in spans for figure in extraction.figures_in(*plain.span(*span))[:1] if figure.exact]
    if len(numbers) == len(spans):
        *parts, whole = numbers
        start, end = plain.span(0, len(plain.text))
        yield Claim("CN101", Kind.COUNT, Source.SENTENCE, Linear(plus(parts), whole), start, end)
