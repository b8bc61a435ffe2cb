"""The statements of a document laid out flat, with their ancestors, and findable by what their labels mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.extract.labels import explain
from gouji.extract.names import own_label
from gouji.extract.subjects import subject_of
from gouji.model.figure import Dimension, Figure, Nature, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Statement

Meaning = tuple[frozenset[tuple[str, str]], str]  # the axes of a label, and what they leave unexplained
_INCOME, _SPENDING, _BOTH = (frozenset({("flow", side)}) for side in ("收入", "支出", "收支"))


@dataclass(frozen=True, slots=True)
class Node:
    """A statement with the statements above it, outermost first."""

    statement: Statement
    above: tuple[Statement, ...]

    @property
    def parent(self) -> Statement | None:
        """The statement directly above that has a value; nameless headings are passed over."""
        return next((other for other in reversed(self.above) if other.value is not None), None)


class StatementIndex:
    """All statements of one extraction in text order."""

    def __init__(self, extraction: Extraction) -> None:
        """Lay out the trees."""
        self.extraction = extraction
        self.nodes = tuple(node for root in extraction.statements for node in _walk(root, ()))
        self._named: dict[Meaning, list[Statement]] = defaultdict(list)
        for node in self.nodes:
            if node.statement.value is not None:
                self._named[self._meaning(node.statement)].append(node.statement)
        for statement, told in self._both_sides():
            self._named[told].append(statement)

    def _meaning(self, statement: Statement) -> Meaning:
        return meaning(own_label(statement.label, self.extraction.part(statement.start)))

    def _both_sides(self) -> Iterator[tuple[Statement, Meaning]]:
        """Yield each 收入总计 that the 支出总计 told next equals: it states what both together are called (收入支出总体)."""
        told = [statement for statement in self.extraction.statements if statement.value is not None]
        for income, spending in pairwise(told):
            axes, residue = self._meaning(income)
            sides = axes - self._meaning(spending)[0], self._meaning(spending)[0] - axes
            totals = "总计" in income.label and "总计" in spending.label and not residue
            amounts = {self.figure(side.value).amount for side in (income, spending) if side.value is not None}
            if totals and sides == (_INCOME, _SPENDING) and len(amounts) == 1:
                yield income, (axes - _INCOME | _BOTH, residue)

    def label_at(self, offset: int) -> str:
        """Return the label of the first statement that holds this offset, "" outside of statements."""
        found = (node.statement for node in self.nodes if node.statement.start <= offset <= node.statement.end)
        return next((statement.label for statement in found), "")

    def figure(self, number: int) -> Figure:
        """Return a figure by id."""
        return self.extraction.figures[number]

    def is_money(self, number: int | None) -> bool:
        """Whether a figure is an amount of money."""
        unit = self.figure(number).unit if number is not None else None
        return unit is not None and unit.dimension is Dimension.MONEY

    def named(self, label: str, offset: int) -> tuple[int, ...]:
        """Return the values of the statements whose label means the same, the nearest before ``offset`` first."""
        found = self._named.get(meaning(own_label(label, self.extraction.part(offset))), [])
        before = [statement for statement in found if statement.start <= offset]
        after = [statement for statement in found if statement.start > offset]
        ordered = [*reversed(before), *after]
        return tuple(dict.fromkeys(statement.value for statement in ordered if statement.value is not None))

    def stating(self, label: str, offset: int) -> tuple[int, ...]:
        """Return the figures that state what a label is about (口径), whatever words they stand under; () if unsure."""
        part = self.extraction.part(offset)
        found = explain(own_label(label, part))
        if found.residue or part.year is None or not found.axes.keys() & {"funds", "nature", "function", "topic"}:
            return ()
        bare = Figure(0, offset, offset, "", Nature.QUANTITY, unit=Unit("元", Dimension.MONEY))
        wanted = subject_of(found, (), (), part, bare, "", label)
        held = (quantity.mentions for quantity in self.extraction.quantities if quantity.subject == wanted)
        return next(held, ()) if wanted.known else ()


def meaning(label: str) -> Meaning:
    """Return what a label means, whatever its wording: axes without time and basis, and the unexplained rest."""
    found = explain(label)
    axes = frozenset((axis, value) for axis, value in found.axes.items() if axis not in {"basis", "period"})
    return axes, found.residue


def _walk(statement: Statement, above: tuple[Statement, ...]) -> Iterator[Node]:
    yield Node(statement, above)
    for part in (*statement.parts, *statement.reasons):
        yield from _walk(part, (*above, statement))
