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
    from collections.abc import Iterable

    from gouji.extract.extraction import Extraction
    from gouji.extract.papers.facts import Fact, Key

_TOTAL = "总计"
_FEW = 2
_MANY = 4
_Column = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the text says of the columns (table, column) of a paper's tables: how often it agrees with each, how often not, and where."""

    held: Counter[_Column]
    off: Counter[_Column]
    places: frozenset[tuple[int, _Column]]

    @classmethod
    def of(cls, told: Iterable[tuple[int, _Column, bool]]) -> Proof:
        """Return the proof of what is told: its paragraph, the column that prints it, whether they agree."""
        said = list(told)
        return cls(
            Counter(column for _, column, good in said if good),
            Counter(column for _, column, good in said if not good),
            frozenset((passage, column) for passage, column, good in said if good),
        )

    def beside(self, passage: int, column: _Column) -> bool:
        """Whether something in this paragraph agrees with the column."""
        return (passage, column) in self.places

    def bears_out(self, column: _Column, few: int = _FEW) -> bool:
        """Whether so many amounts at least agree with the column, and hardly any does not."""
        off = self.off[column]
        return self.held[column] >= max(few, off * _MANY if off > 1 else 0)


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
    proof = Proof.of((fact.passage, _at(cell), good) for (fact, cell), good in zip(found, agreed, strict=True))

    def sure(fact: Fact, cell: Cell) -> bool:
        few = _FEW if cell.key.level else _MANY
        return (fact.explicit or proof.beside(fact.passage, _at(cell))) and proof.bears_out(_at(cell), few)

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
