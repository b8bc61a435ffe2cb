"""本年材料所用的上年数与上年公布的数不一致：2024年决算称“比上年增加20万元”，由此推出的上年数不是2023年决算公布的数。

What a document says of the year before, printed or implied by a change, is what that year's own document published. Where the
words around it say that the base was adjusted (同口径, 机构改革, 划转), agreement still counts and a difference does not. Where the
words do not say whether budget or account is meant, a difference is a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.finding import Severity
from gouji.model.ledger import Certainty
from gouji.rules.beside import equal, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.rules.beside import Shelf, Tie
    from gouji.rules.rule import Context

TITLE = "上年数与上年公布的数不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；上年数应与上年公布的数一致"
GOOD = """=== 2023.md ===
# 虚构市青禾县林业局2023年度部门决算

2023年一般公共预算财政拨款支出100.00万元。
=== 2024.md ===
# 青禾县林业局2024年度部门决算

2024年一般公共预算财政拨款支出120.00万元，比2023年度决算数增加20.00万元。
"""
BAD = """=== 2023.md ===
# 虚构市青禾县林业局2023年度部门决算

2023年一般公共预算财政拨款支出100.00万元。
=== 2024.md ===
# 青禾县林业局2024年度部门决算

2024年一般公共预算财政拨款支出«120.00万元»，比2023年度决算数增加30.00万元。
"""


def relate(shelf: Shelf, context: Context) -> Iterator[Tie]:
    """Tie what each document says of the year before to that year's own documents."""
    del context
    for home in shelf.ledgers:
        for kind, basis in _KINDS:
            entries = [(entry, entry.subject) for entry in home.earlier if entry.subject.basis == basis]
            for entry, found in pairs(entries, shelf.of(kind, home.year - 1, home)):
                stated = entry.certainty is Certainty.STATED
                severity = Severity.WARNING if stated else Severity.NOTE
                words = f"本处所用的上年{basis}数与《{found[0][0].title}》公布的{found[0][1].mention.figure.text}不一致"
                tie = equal("EQ301", home, entry, found, f"{words}，如口径有调整请说明，否则请核实。", severity)
                if tie is not None:
                    yield tie


_KINDS = (("budget", "预算"), ("final", "决算"))
