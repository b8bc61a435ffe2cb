"""The network of claims: figures of one quantity tied together, and which claims concern which quantity.

Mentions of one subject, and figures that a holding claim says are equal, fall together: if the quantity is wrong, all of them
are. A sum whose other terms are printed nothings ties its one term to its total in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, overload

from gouji.diagnose.evaluate import evaluate
from gouji.model.claim import Claim, Kind, Linear, Outcome, Source, Term, Verdict
from gouji.model.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from gouji.model.subject import Quantity

HOLDS = frozenset((Outcome.AGREES, Outcome.ROUNDING))
_PAIR = 2


class Overlay(Sequence[Figure]):
    """The figures of a document with some of them changed; the others are looked up, never copied."""

    def __init__(self, figures: Sequence[Figure], values: Mapping[int, Decimal]) -> None:
        self._figures = figures
        self._changed = {number: replace(figures[number], value=value) for number, value in values.items()}

    @overload
    def __getitem__(self, number: int) -> Figure: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Figure]: ...
    def __getitem__(self, number: int | slice) -> Figure | Sequence[Figure]:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        return self._changed.get(number) or self._figures[number]

    def __len__(self) -> int:
        return len(self._figures)


@dataclass
class Steps:
    """How many claims diagnosis may still evaluate; it never asks the clock."""

    left: int
    used: int = 0

    def take(self, count: int = 1) -> None:
        """Count some evaluations."""
        self.left -= count
        self.used += count


@dataclass(frozen=True, eq=False)
class Network:
    """The checkable verdicts of a document, in an order of their own, over quantities.

    A quantity is named by the least id of its figures; ``quantity[i]`` is that of figure ``i``, itself where nothing ties it.
    ``directed`` are the figures before which a word says the direction, with it: their other sign is a slip of that word.
    ``firm`` are the quantities that another document bears out.
    """

    figures: Sequence[Figure]
    verdicts: tuple[Verdict, ...]
    steps: Steps
    quantity: Mapping[int, int] = field(default_factory=dict)
    directed: Mapping[int, int] = field(default_factory=dict)
    firm: frozenset[int] = frozenset()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims as hypotheses are tried on them: a difference of two years may turn with the repair."""
        return tuple(_turnable(verdict.claim) for verdict in self.verdicts)

    @cached_property
    def holds(self) -> tuple[bool, ...]:
        """Whether each claim holds as printed."""
        return tuple(verdict.outcome in HOLDS for verdict in self.verdicts)

    @cached_property
    def concerned(self) -> tuple[tuple[int, ...], ...]:
        """The quantities of each claim, in the order of its figures."""
        return tuple(
            tuple(dict.fromkeys(self.root(number) for number in verdict.claim.figures)) for verdict in self.verdicts
        )

    @cached_property
    def of_quantity(self) -> dict[int, tuple[int, ...]]:
        """The claims that concern a quantity, by index."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, concerned in enumerate(self.concerned):
            for root in concerned:
                found[root].append(index)
        return {root: tuple(indices) for root, indices in found.items()}

    @cached_property
    def mentions(self) -> dict[int, tuple[int, ...]]:
        """The figures of each quantity that has several, in order of the text."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in sorted(self.quantity):
            found[self.quantity[number]].append(number)
        return {root: tuple(numbers) for root, numbers in found.items()}

    @cached_property
    def at(self) -> dict[tuple[int, int, int], int]:
        """Table, row and column to the figure there."""
        return {
            (figure.table, figure.row, figure.column): figure.id
            for figure in self.figures
            if figure.table is not None and figure.row is not None and figure.column is not None
        }

    @cached_property
    def of_amount(self) -> dict[Decimal, tuple[int, ...]]:
        """The exact amounts printed, each with its figures."""
        found: dict[Decimal, list[int]] = defaultdict(list)
        for figure in self.figures:
            if figure.exact and figure.amount:
                found[figure.amount].append(figure.id)
        return {amount: tuple(numbers) for amount, numbers in found.items()}

    def root(self, number: int) -> int:
        """Return the quantity of a figure."""
        return self.quantity.get(number, number)

    def figures_of(self, root: int) -> tuple[int, ...]:
        """Return the mentions of a quantity."""
        return self.mentions.get(root, (root,))

    def try_(self, index: int, overlay: Overlay) -> Verdict:
        """Return the verdict of a claim on changed figures: one step."""
        self.steps.take()
        return evaluate(self.claims[index], overlay)


def network(
    verdicts: Iterable[Verdict],
    figures: Sequence[Figure],
    quantities: Iterable[Quantity],
    steps: Steps,
    directed: Mapping[int, int],
    firm: Iterable[int] = (),
) -> Network:
    """Return the network of all claims that could be evaluated; the order in which they come does not matter."""
    kept = sorted((verdict for verdict in verdicts if verdict.outcome is not Outcome.UNCHECKABLE), key=_order)
    tied = _tied(_ties(kept, figures, quantities))
    return Network(figures, tuple(kept), steps, tied, directed, frozenset(tied.get(number, number) for number in firm))


def _order(verdict: Verdict) -> tuple[str, int, int, tuple[int, ...], str]:
    claim = verdict.claim
    return claim.rule, claim.start, claim.end, claim.figures, repr(claim.shape)


def _ties(
    verdicts: Iterable[Verdict], figures: Sequence[Figure], quantities: Iterable[Quantity]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of figures that state one quantity with one amount."""
    for verdict in verdicts:
        if verdict.outcome in HOLDS and isinstance(verdict.claim.shape, Linear):
            yield from _equal(verdict.claim.shape, figures)
    for quantity in quantities:
        first: dict[Decimal, int] = {}
        for number in quantity.mentions if quantity.subject.known else ():
            amount = figures[number].amount
            if amount and figures[number].exact:
                yield number, first.setdefault(amount, number)


def _equal(shape: Linear, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Yield the two figures that a sum makes equal because everything else in it is nothing."""
    if shape.at_most or shape.constant or not figures[shape.result].value:
        return
    terms = [term for term in shape.terms if figures[term.figure].value]
    if len(terms) == 1 and terms[0].coefficient == 1 and terms[0].figure != shape.result:
        yield terms[0].figure, shape.result


def _tied(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Join pairs to sets, each named by its least member."""
    parent: dict[int, int] = {}

    def find(number: int) -> int:
        while parent.setdefault(number, number) != number:
            parent[number] = number = parent[parent[number]]
        return number

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        parent[high] = low
    return {number: find(number) for number in parent}


def _turnable(claim: Claim) -> Claim:
    """Return the claim of a change in words with its difference readable either way: the word has a claim of its own."""
    shape = claim.shape
    if claim.kind is not Kind.CHANGE or claim.source is not Source.SENTENCE or not isinstance(shape, Linear):
        return claim
    if len(shape.terms) != _PAIR or shape.terms[0].coefficient + shape.terms[1].coefficient:
        return claim
    turned = tuple(Term(term.figure, -term.coefficient) for term in shape.terms)
    other = replace(shape, terms=turned, constant=-shape.constant)
    return replace(claim, alternatives=(*claim.alternatives, other))
