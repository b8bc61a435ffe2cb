"""部门只有本级一个单位，单位公布的数与部门公布的数不一致。

A department whose document says that it covers its own 本级 and nothing else publishes the same figures twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.finding import Severity
from gouji.rules.beside import covers, covers_itself_only, equal, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.rules.beside import Shelf, Tie
    from gouji.rules.rule import Context

TITLE = "部门与其唯一单位的数不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预决算由本级和所属单位汇总而成"
GOOD = """=== department.md ===
# 虚构市青禾县林业局2024年度部门决算

纳入本部门决算编制范围的单位共1家，即青禾县林业局本级。

## 支出决算情况说明

2024年一般公共预算财政拨款支出100.00万元。
=== unit.md ===
# 青禾县林业局（本级）2024年度单位决算

2024年一般公共预算财政拨款支出100.00万元。
"""
BAD = """=== department.md ===
# 虚构市青禾县林业局2024年度部门决算

纳入本部门决算编制范围的单位共1家，即青禾县林业局本级。

## 支出决算情况说明

2024年一般公共预算财政拨款支出100.00万元。
=== unit.md ===
# 青禾县林业局（本级）2024年度单位决算

2024年一般公共预算财政拨款支出«90.00万元»。
"""


def relate(shelf: Shelf, context: Context) -> Iterator[Tie]:
    """Tie the figures of the one unit to those of its department."""
    del context
    for home in shelf.below:
        only = [other for other in shelf.ledgers if covers(other, home) and covers_itself_only(other)]
        for entry, found in pairs([(entry, entry.subject) for entry in home.own], only):
            words = (
                f"本单位是部门的唯一单位，此处与《{found[0][0].title}》公布的{found[0][1].mention.figure.text}不一致"
            )
            tie = equal("EQ304", home, entry, found, f"{words}，请核实。", Severity.WARNING, either=True)
            if tie is not None:
                yield tie
