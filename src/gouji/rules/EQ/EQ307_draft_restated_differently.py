"""A government's paper states the budget of a year otherwise than the draft of that year did.

The report on a year's execution, its adjustment and its account begin with the budget that the congress approved: for the
government's own level (市本级, 县级) that is the draft published the year before. The whole place's (全市) is put together anew when the
lower congresses have approved theirs, and is not compared. What a paper plans itself (安排) is no budget told again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.finding import Severity
from gouji.rules.beside import equal, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.rules.beside import Shelf, Tie
    from gouji.rules.rule import Context

TITLE = "年初预算数与上年报告的预算草案不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第五十二条、第六十七条：经批准的预算非经法定程序不得调整；年初预算应与批准的预算一致"
GOOD = """=== draft.md ===
# 关于虚构市2023年预算执行情况和2024年预算草案的报告

2024年市本级一般公共预算收入安排55.5亿元。
=== next.md ===
# 关于虚构市2024年预算执行情况和2025年预算草案的报告

2024年市本级一般公共预算收入年初预算为55.5亿元，市本级一般公共预算收入完成56亿元。
"""
BAD = """=== draft.md ===
# 关于虚构市2023年预算执行情况和2024年预算草案的报告

2024年市本级一般公共预算收入安排55.5亿元。
=== next.md ===
# 关于虚构市2024年预算执行情况和2025年预算草案的报告

2024年市本级一般公共预算收入年初预算为«52.5亿元»，市本级一般公共预算收入完成56亿元。
"""

_WHOLE = "全"


def relate(shelf: Shelf, context: Context) -> Iterator[Tie]:
    """Tie each budget that a paper restates to the draft of that year."""
    del context
    for home in shelf.ledgers:
        if home.kind != "government":
            continue
        stated = [
            (entry, entry.subject._replace(basis="预算"))
            for entry in home.own
            if entry.subject.basis == "年初预算"
            and entry.subject.period == str(home.year)
            and entry.subject.scope != _WHOLE
        ]
        for entry, found in pairs(stated, shelf.of("government", home.year - 1, home)):
            words = f"本处预算数与《{found[0][0].title}》所列草案{found[0][1].mention.figure.text}不一致"
            tie = equal("EQ307", home, entry, found, f"{words}，请核实。", Severity.WARNING)
            if tie is not None:
                yield tie
