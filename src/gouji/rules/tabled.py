"""What a paper tells in text beside what its own tables print of the same thing: which cell is meant, and which columns bear it out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.extract.once import once
from gouji.extract.papers.facts import plain_level
from gouji.extract.papers.tabled import Cell, cells, plain_name
from gouji.model.figure import comparable
from gouji.rules.papers import facts_of

if TYPE_CHECKING:
    from gouji.extract.extraction import Extraction
    from gouji.extract.papers.facts import Fact, Key

_TOTAL = "总计"
_FEW = 2
_MANY = 4


@dataclass(frozen=True, slots=True)
class Told:
    """An amount told in text with the one cell of the tables that prints it; ``agrees`` within a unit of the last digit told.

    ``sure`` where other amounts of the text agree with the same column of the same table, one of them in the same paragraph unless the
    words themselves name level and fund, and hardly one does not; more of them where the table names no level.
    """

    fact: Fact
    cell: Cell
    agrees: bool
    sure: bool


@once
def told_of(extraction: Extraction) -> tuple[Told, ...]:
    """Return the amounts of a paper's text that its tables print too."""
    by_key: dict[tuple[Key, str], list[Cell]] = defaultdict(list)
    for printed in cells(extraction) if extraction.governmental else ():
        by_key[printed.key, printed.basis].append(printed)
    found = [
        (fact, cell)
        for key, facts in facts_of(extraction).items()
        for fact in facts
        if key.name != _TOTAL and (cell := _cell(extraction, by_key, fact)) is not None
    ]
    agreed = [_agrees(extraction, fact, cell) for fact, cell in found]
    held = Counter(_at(cell) for (_, cell), good in zip(found, agreed, strict=True) if good)
    off = Counter(_at(cell) for (_, cell), good in zip(found, agreed, strict=True) if not good)
    beside = {(fact.passage, _at(cell)) for (fact, cell), good in zip(found, agreed, strict=True) if good}

    def sure(fact: Fact, cell: Cell) -> bool:
        at = _at(cell)
        spoken_of = fact.explicit or (fact.passage, at) in beside
        few = _FEW if cell.key.level else _MANY
        return spoken_of and held[at] >= max(few, off[at] * _MANY if off[at] > 1 else 0)

    return tuple(Told(fact, cell, good, sure(fact, cell)) for (fact, cell), good in zip(found, agreed, strict=True))


def _at(cell: Cell) -> tuple[int, int]:
    return cell.table, cell.column


def _cell(extraction: Extraction, by_key: dict[tuple[Key, str], list[Cell]], fact: Fact) -> Cell | None:
    """Return the cell that prints a fact: of its level, else of a table that names none; None where cells differ."""
    key = fact.key._replace(level=plain_level(fact.key.level), name=plain_name(fact.key.name))
    found = by_key.get((key, fact.basis)) or by_key.get((key._replace(level=""), fact.basis)) or []
    amounts = {extraction.figures[cell.figure].amount for cell in found}
    exact = all(extraction.figures[cell.figure].exact for cell in found)
    return found[0] if len(amounts) == 1 and exact and extraction.figures[fact.item.figure].exact else None


def _agrees(extraction: Extraction, fact: Fact, cell: Cell) -> bool:
    told, printed = extraction.figures[fact.item.figure], extraction.figures[cell.figure]
    if not comparable(told, printed) or told.amount is None or printed.amount is None:
        return False
    return abs(told.amount - printed.amount) <= 2 * told.slack + printed.slack
