"""A claim (勾稽关系): a relation that must hold between printed figures; and its verdict.

Three shapes suffice: ``Linear``, ``Ratio`` and ``Sign``. Figures are named by ``Figure.id`` of their document.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Source(StrEnum):
    """What makes the claim."""

    SENTENCE = "sentence"
    TABLE = "table"
    FORM = "form"


class Kind(StrEnum):
    """The label that a person reads."""

    SUM = "Sum"
    SHARE = "Share"
    CHANGE = "Change"
    COMPLETION = "Completion"
    EQUAL = "Equal"
    BOUND = "Bound"
    COUNT = "Count"
    SIGN = "Sign"


class Outcome(StrEnum):
    """相符, 尾差, 不符, 无法核对."""

    AGREES = "agrees"
    ROUNDING = "rounding"
    DIFFERS = "differs"
    UNCHECKABLE = "uncheckable"


class Term(NamedTuple):
    """A coefficient times the figure of this id."""

    figure: int
    coefficient: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Linear:
    """``sum(terms) + constant = result``, or with ``at_most``: ``sum(terms) + constant <= result``; all of one dimension.

    ``constant`` is what a rule knows and nobody printed, exactly (the hundred points of an evaluation); in 元 for money.
    """

    terms: tuple[Term, ...]
    result: int
    at_most: bool = False
    constant: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Ratio:
    """``sum(numerator) / sum(denominator) * scale = result`` where result is a printed rate (scale 100 for %).

    With ``absolute`` both count without their signs: the size of a change against the size of its base.
    """

    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...]
    result: int
    scale: Decimal = Decimal(100)
    absolute: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """The word at ``start:end`` says that ``sum(terms)`` is positive (1), negative (-1) or nothing (0).

    ``near`` allows a small difference (基本持平).
    """

    terms: tuple[Term, ...]
    expected: int
    start: int
    end: int
    near: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation with its owner (``rule``), kind, source and evidence (``start:end`` of the words that state it).

    ``suspect`` is the figure at which a break is shown unless diagnosis knows better; None means the result.
    ``falsifiable`` is False where agreement proves nothing (the same wording repeated); ``certain`` is
    False where the words may not mean the relation: then it can verify but never accuse. ``alternatives`` are other readings
    of the same words; the claim holds if any reading does, and only the first is ever shown as broken.
    """

    rule: str
    kind: Kind
    source: Source
    shape: Linear | Ratio | Sign
    start: int
    end: int
    suspect: int | None = None
    title: str = ""
    falsifiable: bool = True
    certain: bool = True
    alternatives: tuple[Linear | Ratio | Sign, ...] = ()

    @property
    def figures(self) -> tuple[int, ...]:
        """The ids of all figures concerned, the result last."""
        shape = self.shape
        if isinstance(shape, Linear):
            return (*(term.figure for term in shape.terms), shape.result)
        if isinstance(shape, Ratio):
            both = (*shape.numerator, *shape.denominator)
            return (*dict.fromkeys(term.figure for term in both), shape.result)
        return tuple(term.figure for term in shape.terms)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim evaluated. Amounts are 元, rates in their printed unit.

    ``expected`` is what the result should read, rounded half up to its printed digits, in its printed unit;
    ``difference`` is printed minus expected; ``rounding`` the widest difference that rounding of the printed operands
    could explain; ``working`` the calculation in printed units; ``reason`` why it is uncheckable.
    """

    claim: Claim
    outcome: Outcome
    expected: Decimal | None = None
    difference: Decimal | None = None
    rounding: Decimal | None = None
    working: str = ""
    reason: str = ""
