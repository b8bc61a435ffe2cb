"""绩效管理的年份与材料年份不符：2026年决算中“在2025年度预算编制阶段，组织对3个项目编制了绩效目标”。

What an account tells of its performance management (绩效目标, 绩效自评) is that of its own budget; what a budget tells of its goals
is that of its own year. Where one sentence lists several such years, only the one that departs from the others, which are the
document's, is questioned; goals of the year after, which are set in an account's year, never are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose
from gouji.rules.YR.years import YEAR, dated, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.wording import Plain

TITLE = "绩效管理的年份与材料年份不符"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法实施条例第二十条：绩效目标、绩效评价结果随本年度预算、决算公开"
GOOD = """# 青禾县林业局2026年度部门决算

根据预算绩效管理要求，本部门在2026年度预算编制阶段，组织对3个项目编制了绩效目标。

编报绩效目标的2026年度项目3个，绩效自评的2026年度项目3个。

编报绩效目标的2027年度项目3个，绩效自评的2026年度项目3个。
"""
BAD = """# 青禾县林业局2026年度部门决算

根据预算绩效管理要求，本部门在«2025年»度预算编制阶段，组织对3个项目编制了绩效目标。

编报绩效目标的2026年度项目3个，绩效自评的«2025年»度项目3个。
"""
_YEAR = r"(?P<year>(?<!\d)20\d\d年)度?"
_OWN = {
    "final": re.compile(rf"在{_YEAR}(?:部门)?预算编制阶段|{_YEAR.replace('year', 'work')}预算绩效管理工作开展情况"),
    "budget": re.compile(rf"{_YEAR}[^，。；\d]{{0,20}}(?:实行|编制|编报|设置)(?:了)?绩效目标(?:管理)?的?项目(?=\d)"),
}
_LISTED = re.compile(rf"(?:(?P<goals>绩效目标)|绩效自评|绩效跟踪评价)的{_YEAR}项目")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each such year that is the one before or after the document's."""
    for plain in prose(extraction):
        found = dated(extraction, plain.start) if "绩效" in plain.text else None
        if found is None:
            continue
        part, year = found
        for start, end in (*_alone(plain, part.kind, year), *(_odd(plain, year) if part.kind == "final" else ())):
            printed = plain.text[start:end]
            if abs(int(printed[:4]) - year) == 1:
                message = f"此处绩效管理写的是“{printed}”，本材料是{year}年，请核实年份。"
                yield Hit(*plain.span(start, end), message, expected=f"{year}年")


def _alone(plain: Plain, kind: str, year: int) -> Iterator[tuple[int, int]]:
    """Yield the years of sentences that name no other; the work may be told with the projects of the document's year."""
    for match in plain.find(_OWN[kind]):
        group = "work" if match.groupdict().get("work") else "year"
        named = {int(found) for found in YEAR.findall(plain.text[slice(*sentence(plain, match.start()))])}
        others = named - {int(match[group][:4])}
        if int(match[group][:4]) != year and not others - ({year} if group == "work" else set()):
            yield match.span(group)


def _odd(plain: Plain, year: int) -> Iterator[tuple[int, int]]:
    """Yield the one year of a list of projects that is not the document's where all others are."""
    listed = list(plain.find(_LISTED))
    odd = [match for match in listed if int(match["year"][:4]) != year]
    if len(odd) == 1 < len(listed) and not (odd[0]["goals"] and int(odd[0]["year"][:4]) > year):
        yield odd[0].span("year")
