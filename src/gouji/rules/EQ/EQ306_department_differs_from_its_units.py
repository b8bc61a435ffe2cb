"""部门公布的数不等于本级和所属单位之和：部门100.00万元，本级60.00万元、下属单位30.00万元。

Asked only where the documents of all the units that a department says it covers are in the run, its own 本级 among them, and of
money from the treasury alone: what units pay one another is taken out of the department's other income and spending, lawfully.
Where one of the units does not state the subject, agreement proves and a difference says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.beside import by_subject, circle, is_treasury, level, summed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.rules.beside import Shelf, Tie
    from gouji.rules.rule import Context

TITLE = "部门的数与所属各单位之和不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预决算由本级和所属单位汇总而成"
_DEPARTMENT = """=== department.md ===
# 虚构市青禾县林业局2024年度部门决算

纳入本部门决算编制范围的单位共2家，包括：青禾县林业局本级、青禾县木材检查站。

## 支出决算情况说明

2024年一般公共预算财政拨款支出{}。
=== home.md ===
# 青禾县林业局（本级）2024年度单位决算

2024年一般公共预算财政拨款支出70.00万元。
=== station.md ===
# 青禾县木材检查站2024年度单位决算

2024年一般公共预算财政拨款支出30.00万元。
"""
GOOD = _DEPARTMENT.format("100.00万元")
BAD = _DEPARTMENT.format("«110.00万元»")


def relate(shelf: Shelf, context: Context) -> Iterator[Tie]:
    """Tie the treasury's money of each department to that of its units."""
    del context
    for department in shelf.ledgers:
        units = circle(department, shelf.below) if level(department) != "单位" else ()
        tables = [(unit, by_subject(unit)) for unit in units]
        for entry in department.own if units else ():
            parts = [(unit, table[entry.subject]) for unit, table in tables if entry.subject in table]
            if not is_treasury(entry) or not parts:
                continue
            names = "、".join(f"《{unit.title}》" for unit, _ in parts)
            words = f"部门此数与{names}之和不一致，如有内部往来抵销等情况请说明，否则请核实。"
            tie = summed("EQ306", department, entry, parts, words, certain=len(parts) == len(units))
            if tie is not None:
                yield tie
