"""What the writer itself has said: relations between the printed numbers, known by construction, and whether they hold.

This is the truth's own arithmetic. It shares nothing with the checker: a benchmark asks here whether a planted defect breaks
anything that a reader could notice (``Relation.broken``), and then asks the checker whether it did notice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.compose.page import SCALE, Number, Word, Year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gouji.compose.page import Marked

Span = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Term:
    """``times`` the number, or times the sign of ``word`` where one is given: 减少3.20 counts -3.20."""

    times: int
    number: int
    word: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of printed numbers, by id.

    ``sum``: Σ left = 0. ``bound``: Σ left ≥ 0. ``rate``: Σ left / Σ right x 100 = the number ``rate``.
    ``sign``: the word ``rate`` fits the sign of Σ left. ``words``: the words ``left`` say the same direction.
    ``source`` is sentence, row or column (of a table), form (between places of one document) or pair (between documents).
    """

    kind: str
    source: str
    left: tuple[Term, ...]
    right: tuple[Term, ...] = ()
    rate: int = -1

    @property
    def members(self) -> frozenset[int]:
        """The ids of all numbers and words in the relation."""
        terms = (*self.left, *self.right)
        words = {term.word for term in terms if term.word is not None}
        return frozenset({term.number for term in terms} | words | ({self.rate} if self.rate >= 0 else set()))

    def broken(self, marked: Mapping[int, Marked]) -> bool:
        """Whether no values that print like this satisfy the relation.

        A row that was left out is missing from the sum over it, and says nothing in any other relation.
        """
        if self.kind == "sum" and self.source == "column" and self.left[0].number in marked:
            kept = tuple(term for term in self.left if term.number in marked)
            return _no_sum(replace(self, left=kept), marked)
        if not self.members <= marked.keys():
            return False
        return _BROKEN[self.kind](self, marked)


def pairs(marked: Mapping[int, Marked], others: Iterable[Mapping[int, Marked]]) -> tuple[Relation, ...]:
    """Return the disagreements of a document with others about one quantity; the terms name the first's number only."""
    known: dict[str, list[Number]] = {}
    for other in others:
        for piece in other.values():
            if isinstance(piece, Number):
                known.setdefault(piece.key, []).append(piece)
    return tuple(
        Relation("sum", "pair", (Term(1, piece.id),))
        for piece in marked.values()
        if isinstance(piece, Number) and any(_apart(piece, other) for other in known.get(piece.key, ()))
    )


def _apart(one: Number, other: Number) -> bool:
    (low, high), (below, above) = one.bounds, other.bounds
    return high < below or above < low


def agreements(marked: Iterable[Marked]) -> Iterator[Relation]:
    """Yield the agreement of all mentions of one quantity, one relation for each pair of neighbours."""
    by_key: dict[str, list[int]] = {}
    for piece in marked:
        if isinstance(piece, Number):
            by_key.setdefault(piece.key, []).append(piece.id)
    for ids in by_key.values():
        yield from (Relation("sum", "form", (Term(1, one), Term(-1, other))) for one, other in pairwise(ids))
        if len(ids) > 2:  # noqa: PLR2004  so that each mention is held by two others
            yield Relation("sum", "form", (Term(1, ids[0]), Term(-1, ids[-1])))


def years(marked: Iterable[Marked]) -> Iterator[Relation]:
    """Yield the agreement of every year with the first of its kind."""
    first: dict[str, int] = {}
    for piece in marked:
        if isinstance(piece, Year) and first.setdefault(piece.key, piece.id) != piece.id:
            yield Relation("years", "form", (Term(1, first[piece.key]), Term(-1, piece.id)))


def _number(piece: Marked) -> Span:
    if not isinstance(piece, Number):
        raise TypeError(piece)
    return piece.bounds


def _total(terms: Iterable[Term], marked: Mapping[int, Marked]) -> Span:
    low = high = Decimal(0)
    for term in terms:
        word = marked[term.word] if term.word is not None else None
        times = term.times * (word.sign if isinstance(word, Word) else 1)
        one, other = (times * end for end in _number(marked[term.number]))
        low, high = low + min(one, other), high + max(one, other)
    return low, high


def _no_sum(relation: Relation, marked: Mapping[int, Marked]) -> bool:
    low, high = _total(relation.left, marked)
    return low > 0 or high < 0


def _no_bound(relation: Relation, marked: Mapping[int, Marked]) -> bool:
    return _total(relation.left, marked)[1] < 0


def _no_rate(relation: Relation, marked: Mapping[int, Marked]) -> bool:
    low, high = _total(relation.left, marked)
    below, above = _total(relation.right, marked)
    if below <= 0 <= above:
        return False
    corners = [Fraction(100 * over) / Fraction(under) for over in (low, high) for under in (below, above)]
    least, most = _number(marked[relation.rate])
    return max(corners) < least or min(corners) > most


def _no_sign(relation: Relation, marked: Mapping[int, Marked]) -> bool:
    word = marked[relation.rate]
    low, high = _total(relation.left, marked)
    if not isinstance(word, Word):
        raise TypeError(word)
    if word.sign == 0:
        return low > 0 or high < 0
    return high < 0 if word.sign > 0 else low > 0


def _no_words(relation: Relation, marked: Mapping[int, Marked]) -> bool:
    signs = {word.sign for term in relation.left if isinstance(word := marked[term.number], Word)}
    return len(signs) > 1


def _no_years(relation: Relation, marked: Mapping[int, Marked]) -> bool:
    return len({marked[term.number].shown for term in relation.left}) > 1


_BROKEN = {
    "sum": _no_sum,
    "bound": _no_bound,
    "rate": _no_rate,
    "sign": _no_sign,
    "words": _no_words,
    "years": _no_years,
}


def in_unit(fen: int, unit: str) -> Decimal:
    """Return an amount in 分 as a decimal of 元 or 万元, exactly."""
    return Decimal(fen) / 100 / SCALE[unit]
