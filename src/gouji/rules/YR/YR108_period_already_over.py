"""项目实施周期早于预算年度：2026年预算项目的实施周期写成2025年。

Money budgeted for a year pays for what is done in that year; a period that ended before it began was left from the year
before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose
from gouji.rules.YR.years import dated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.wording import Plain

TITLE = "项目实施周期不在预算年度内"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "项目支出预算按年度编制"
GOOD = """# 青禾县林业局2026年部门预算

实施周期：2025年7月1日至2026年6月30日。
"""
BAD = """# 青禾县林业局2026年部门预算

实施周期：«2025年1月1日至2025年12月31日»。
"""
_LABEL = re.compile(r"(?:实施|项目|执行|建设|起止|完成)(?:周期|期限|时间|年限|期间|日期)(?:安排)?(?:为|是|：|:|$)*")
_POINT = r"20\d\d(?:年度?(?:\d{1,2}月?(?:\d{1,2}日)?)?|[./-]\d{1,2}(?:[./-]\d{1,2})?)"
_PERIOD = re.compile(rf"{_POINT}(?:[-—–~～－至到]+(?:{_POINT}|\d{{1,2}}月(?:\d{{1,2}}日)?))?(?=[。；，,）]|$)")
_HEADING = 16
_YEARS = re.compile(r"(?<!\d)20\d\d(?=[年./-])")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each period of a budgeted project that ended before the budget's year, or begins after it."""
    before: Plain | None = None
    for plain in prose(extraction):
        for at in _starts(plain, before):
            period = _PERIOD.match(plain.text, at)
            found = dated(extraction, plain.start)
            if not period or not found or found[0].kind != "budget":
                continue
            years = [int(year) for year in _YEARS.findall(period[0])] or [found[1]]
            if max(years) < found[1] or min(years) > found[1]:
                order = "早" if max(years) < found[1] else "晚"
                message = f"实施周期“{period[0]}”{order}于预算年度{found[1]}年，请核实。"
                yield Hit(*plain.span(*period.span()), message)
        before = plain


def _starts(plain: Plain, before: Plain | None) -> list[int]:
    """Return where a period may begin: behind a label, or at the head of a block whose heading is the label."""
    found = [match.end() for match in plain.find(_LABEL)]
    if (
        before
        and len(before.text) < _HEADING
        and (label := _LABEL.search(before.text))
        and label.end() == len(before.text)
    ):
        found.append(0)
    return found
