"""决算材料所列的年初预算数与年初公布的预算不一致。

The opening budget that a final account states is the one that the unit's own budget published. Where the account only says
预算数, the adjusted budget may be meant: a difference is a note. Where the account's own calculations come to its figure and
nothing in the budget does, the budget's is held to be the wrong one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.funds import OF_YEAR
from gouji.model.finding import Severity
from gouji.rules.beside import equal, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.model.ledger import Entry
    from gouji.model.subject import Subject
    from gouji.rules.beside import Shelf, Tie
    from gouji.rules.rule import Context

TITLE = "决算所列预算数与公布的预算不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；年初预算数应与公布的部门预算一致"
GOOD = """=== budget.md ===
# 虚构市青禾县林业局2024年部门预算

2024年公务接待费预算3.00万元。
=== final.md ===
# 青禾县林业局2024年度部门决算

2024年公务接待费年初预算为3.00万元，支出决算为2.40万元，完成年初预算的80%。
"""
BAD = """=== budget.md ===
# 虚构市青禾县林业局2024年部门预算

2024年公务接待费预算4.00万元。
=== final.md ===
# 青禾县林业局2024年度部门决算

2024年公务接待费年初预算为«3.00万元»，支出决算为2.40万元，完成年初预算的80%。
"""


def relate(shelf: Shelf, context: Context) -> Iterator[Tie]:
    """Tie each budget figure of an account to the published budget of that year."""
    del context
    for home in shelf.ledgers:
        if home.kind != "final":
            continue
        stated = [
            (entry, entry.subject._replace(basis="预算")) for entry in home.own if entry.subject.basis in _SEVERITY
        ]
        budgets = shelf.of("budget", home.year, home)
        of_year = dict(pairs(map(_of_year, stated), budgets))
        for entry, whole in pairs(stated, budgets):
            found = [*whole, *of_year.get(entry, ())]
            basis = entry.subject.basis
            words = f"本处{basis}数与《{found[0][0].title}》公布的{found[0][1].mention.figure.text}不一致"
            tie = equal(
                "EQ303",
                home,
                entry,
                found,
                f"{words}，如为调整后预算请说明，否则请核实。",
                _SEVERITY[basis],
                either=True,
            )
            if tie is not None:
                yield tie


def _of_year(stated: tuple[Entry, Subject]) -> tuple[Entry, Subject]:
    """Return what is sought without the money carried over: a budget may print both, and an account means either."""
    entry, sought = stated
    return entry, sought._replace(funds=sought.funds + OF_YEAR)


_SEVERITY = {"年初预算": Severity.WARNING, "预算": Severity.NOTE}
