"""日期不可能：6月31日、13月，或起止时间倒置。

A month has no more days than the calendar gives it, and a period does not end before it begins.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import cells, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "日期不可能"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "公历"
GOOD = """# 青禾县林业局2026年部门预算

实施周期2026年1月1日至2026年12月31日，2024年2月29日立项，共12个月30天。
"""
BAD = """# 青禾县林业局2026年部门预算

截至«2025年6月31日»共有车辆2辆，项目«2026年13月»完成，实施周期«2026年12月1日至2026年1月31日»。
"""
_DATE = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?!份?度)(?:(?P<day>\d{1,2})日)?")
_TO = re.compile(r"(?:[-—–~～－]+|至|到)")
_MONTHS = 12


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each date or period that the calendar does not have."""
    for plain in (*prose(extraction), *cells(extraction)):
        before: re.Match[str] | None = None
        for match in plain.find(_DATE, "月"):
            if not _exists(int(match["year"]), int(match["month"]), int(match["day"] or 1)):
                yield Hit(*plain.span(*match.span()), f"日期“{match[0]}”不存在，请核实。")
            elif (
                before and _TO.fullmatch(plain.text[before.end() : match.start()]) and _moment(before) > _moment(match)
            ):
                period = plain.text[before.start() : match.end()]
                yield Hit(*plain.span(before.start(), match.end()), f"起止时间“{period}”前后倒置，请核实。")
            before = match


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= calendar.monthrange(year, month)[1]


def _moment(match: re.Match[str]) -> tuple[int, int]:
    return int(match["year"]), int(match["month"])
