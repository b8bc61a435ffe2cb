"""年初结转和结余与上年决算公布的年末结转和结余不一致。

What is carried over into a year is what the year before closed with. Corrections, mergers and money taken back by the treasury
change it lawfully and are explained then: a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.finding import Severity
from gouji.rules.beside import equal, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.rules.beside import Shelf, Tie
    from gouji.rules.rule import Context

TITLE = "年初结转与上年年末结转不一致"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "部门决算编制要求：年初结转和结余应与上年年末数衔接"
GOOD = """=== 2023.md ===
# 虚构市青禾县林业局2023年度部门决算

2023年年末结转和结余8.00万元。
=== 2024.md ===
# 青禾县林业局2024年度部门决算

2024年年初结转和结余8.00万元。
"""
BAD = """=== 2023.md ===
# 虚构市青禾县林业局2023年度部门决算

2023年年末结转和结余8.00万元。
=== 2024.md ===
# 青禾县林业局2024年度部门决算

2024年年初结转和结余«9.00万元»。
"""


def relate(shelf: Shelf, context: Context) -> Iterator[Tie]:
    """Tie each opening balance to the closing balance of the year before."""
    del context
    for home in shelf.ledgers:
        if home.kind != "final":
            continue
        before = str(home.year - 1)
        opening = [
            (entry, entry.subject._replace(flow="年末结转", period=before))
            for entry in home.own
            if entry.subject.flow == "年初结转"
        ]
        for entry, found in pairs(opening, shelf.of("final", home.year - 1, home)):
            words = f"年初结转和结余与《{found[0][0].title}》公布的年末数{found[0][1].mention.figure.text}不一致"
            tie = equal("EQ302", home, entry, found, f"{words}，如有调整请说明，否则请核实。", Severity.NOTE)
            if tie is not None:
                yield tie
