"""资产时点不符：2020年决算写“截至2019年12月31日共有车辆”。

What a body owns is stated at the end of the year of the final account; in a budget at a day of the year before, or shortly
before publication. An older day, or one that a budget cannot know yet, was left from another document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose
from gouji.rules.YR.years import dated, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "资产时点与材料年份不符"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "部门预算决算公开格式：国有资产占用情况"
GOOD = """# 青禾县林业局2026年部门预算

截至2025年8月31日，本部门共有车辆2辆。截至2023年12月31日已完成造林设备采购项目评审。
"""
BAD = """# 青禾县林业局2026年部门预算

截至«2023年12月31日»，本部门共有车辆2辆，单价100万元以上设备0台。
"""
_PATTERN = re.compile(
    r"截(?:至|止|到|止到|止至)(?P<date>(?<!\d)(?P<year>20\d\d)年度?(?P<end>12月(?:31日|底|末)|年?[底末]|底|末)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?)?)"
)
_ASSETS = re.compile(
    r"(?:共有|拥有|保有|实有|有|占用)[^。；]{0,12}(?:车辆|用车|汽车|机动车|车\d|设备)|固定资产|资产总额|保有量"
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each day of assets that does not fit the document's year."""
    for plain in prose(extraction):
        for match in plain.find(_PATTERN):
            found = dated(extraction, plain.offsets[match.start()])
            if not found or not _ASSETS.search(plain.text, match.end(), sentence(plain, match.start())[1]):
                continue
            if _misfit(found[0].kind, found[1], int(match["year"]), at_end=bool(match["end"])):
                right = found[1] if found[0].kind == "final" else found[1] - 1
                message = f"资产时点“{match['date']}”与本材料年份{found[1]}年不符，请核实。"
                yield Hit(
                    *plain.span(*match.span("date")), message, expected=match["date"].replace(match["year"], str(right))
                )


def _misfit(kind: str, year: int, printed: int, *, at_end: bool) -> bool:
    if kind == "final":
        return printed < year or (printed > year and at_end)
    return printed < year - 1 or (printed >= year and at_end)
