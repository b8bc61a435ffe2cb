"""同一单位、同一年度、同一种材料有两份，数额不同：送审稿与公布稿，或先后两次公布。

One note a pair of documents, with what differs; ``gouji compare`` shows all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.finding import Severity
from gouji.rules.beside import Remark, differs, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.model.ledger import Ledger
    from gouji.rules.beside import Shelf
    from gouji.rules.rule import Context

TITLE = "同一材料的两份文本数额不同"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """=== draft.md ===
# 虚构市青禾县林业局2024年部门预算

2024年支出预算100.00万元。
=== published.md ===
# 青禾县林业局2024年部门预算

2024年支出预算100.00万元。公务接待费预算2.00万元。
"""
BAD = """=== draft.md ===
# 虚构市青禾县林业局2024年部门预算

2024年支出预算100.00万元。
=== published.md ===
# 青禾县林业局2024年部门预算

2024年支出预算«110.00万元»。
"""


def relate(shelf: Shelf, context: Context) -> Iterator[Remark]:
    """Say of each two versions of one publication how many of their common subjects differ."""
    del context
    for at, first in enumerate(shelf.ledgers):
        if first.kind == "government":
            continue  # draft, adjustment and account of one year are no versions of one paper
        later = [other for other in shelf.of(first.kind, first.year, first) if shelf.ledgers.index(other) > at]
        for other in later:
            if other.sha256 != first.sha256:
                yield from _remark(first, other)


def _remark(first: Ledger, other: Ledger) -> Iterator[Remark]:
    entries = [(entry, entry.subject) for entry in other.own]
    found = [(entry, values[0][1]) for entry, values in pairs(entries, [first])]
    changed = [(new.mention, old.mention) for new, old in found if differs(new.mention.figure, old.mention.figure)]
    by_place = {new.place.start: (new, old) for new, old in changed}
    if not by_place:
        return
    shown = [by_place[start] for start in sorted(by_place)]
    rows = "；".join(f"{old.figure.text} → {new.figure.text}" for new, old in shown[:_SHOWN])
    more = f"；等{len(shown)}处" if len(shown) > _SHOWN else ""
    yield Remark(
        rule="EQ305",
        home=other,
        at=shown[0][0],
        message=f"与《{first.title}》的另一份文本（{first.document}）有{len(shown)}处数额不同，请核实以哪一份为准。",
        severity=Severity.NOTE,
        related=tuple(mention for pair in shown for mention in pair)[1:],
        working=rows + more,
    )


_SHOWN = 5
