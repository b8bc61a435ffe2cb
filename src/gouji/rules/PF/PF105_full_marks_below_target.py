"""未达指标值而得满分：指标值≥95%，完成值90%，得分仍是满分。

A target that says which way it goes (≥, 不低于, 以上; ≤, 不超过, 以内; or a column 指标性质), a result in the same unit that does
not reach it, and all the points of the indicator: a note, since the rules of scoring may allow it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gouji.rules.PF import PF101_weights_do_not_add_up as weights
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.forms.evaluation import Row

TITLE = "完成值未达到指标值而得满分"
SEVERITY = "note"
SINCE = "0.1"
BASIS = weights.BASIS
_TABLE = """
# 虚构市示例局2024年部门决算

项目支出绩效自评表

| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|
| 产出指标 | 示例热线接听数 | ≥300次 | 310次 | 50 | 50 |
| 效益指标 | 示例群众知晓率 | ≥90% | {} | 30 | {} |
| 满意度指标 | 示例群众满意度 | 95%以上 | 95% | 20 | 20 |
"""
GOOD = _TABLE.format("88%", "29")
BAD = _TABLE.format("88%", "«30»")
_SIGNS = {
    1: ("≥", ">=", "＞", ">", "不低于", "不少于", "大于", "超过", "以上"),
    -1: ("≤", "<=", "＜", "<", "不高于", "不超过", "不多于", "小于", "以内", "以下"),
}
_VALUE = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<unit>[^\d，,；;。]{0,6})")


class _Read(NamedTuple):
    value: Decimal
    unit: str


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each score that is full while the result falls short."""
    for table in extraction.evaluations:
        for row in table.rows:
            weight, score = row.amounts.get("weight"), row.amounts.get("score")
            if weight and score and weight.value and score.value == weight.value and _falls_short(row):
                target, result = row.words["target"], row.words["result"]
                yield Hit(
                    score.start,
                    score.end,
                    f"指标值为“{target}”，完成值为“{result}”，得分却是满分{score.value}，请核实。",
                )


def _falls_short(row: Row) -> bool:
    target, result = row.words.get("target", ""), row.words.get("result", "")
    way = _way(target) or _way(row.words.get("nature", ""))
    goal, done = _read(target), _read(result)
    if not way or goal is None or done is None or (goal.unit and done.unit and goal.unit != done.unit):
        return False
    return (done.value - goal.value) * way < 0


def _way(text: str) -> int:
    """Return 1 where more is better, -1 where less is, 0 where nothing says it or both do."""
    ways = {way for way, signs in _SIGNS.items() if any(sign in text for sign in signs)}
    return ways.pop() if len(ways) == 1 else 0


def _read(text: str) -> _Read | None:
    """Return the one number of a cell with its unit, None where it holds none or several."""
    for signs in _SIGNS.values():
        for sign in signs:
            text = text.replace(sign, "")
    found = list(_VALUE.finditer(text.strip("=＝ ")))
    if len(found) != 1 or found[0].start():
        return None
    return _Read(Decimal(found[0]["value"]), found[0]["unit"].strip())
