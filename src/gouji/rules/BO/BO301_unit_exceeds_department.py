"""单位公布的财政拨款数大于其所属部门公布的数。

A department's account is the sum of its own 本级 and the units it covers; of money from the treasury no unit can have more than
its department. Money that units pay one another is left out of the comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.finding import Severity
from gouji.rules.beside import bounded, by_subject, covers, covers_itself_only, is_treasury

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.rules.beside import Shelf, Tie
    from gouji.rules.rule import Context

TITLE = "单位的数大于部门的数"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预决算由本级和所属单位汇总而成"
GOOD = """=== department.md ===
# 虚构市青禾县林业局2024年度部门决算

纳入本部门决算编制范围的单位包括：青禾县林业局本级、青禾县木材检查站。

## 支出决算情况说明

2024年一般公共预算财政拨款支出100.00万元。
=== unit.md ===
# 青禾县木材检查站2024年度单位决算

2024年一般公共预算财政拨款支出30.00万元。
"""
BAD = """=== department.md ===
# 虚构市青禾县林业局2024年度部门决算

纳入本部门决算编制范围的单位包括：青禾县林业局本级、青禾县木材检查站。

## 支出决算情况说明

2024年一般公共预算财政拨款支出100.00万元。
=== unit.md ===
# 青禾县木材检查站2024年度单位决算

2024年一般公共预算财政拨款支出«130.00万元»。
"""


def relate(shelf: Shelf, context: Context) -> Iterator[Tie]:
    """Tie the treasury's money of each unit to that of the department that covers it."""
    del context
    for department in shelf.ledgers:
        whole = by_subject(department)
        for home in shelf.below:
            if not covers(department, home) or covers_itself_only(department):
                continue
            for entry in home.own:
                other = whole.get(entry.subject)
                if other is not None and is_treasury(entry) and (entry.mention.figure.value or 0) > 0:
                    words = f"本单位此数大于《{department.title}》的{other.mention.figure.text}，请核实。"
                    yield bounded("BO301", home, entry, (department, other), words, Severity.WARNING)
