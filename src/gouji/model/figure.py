"""A figure (数字): one printed numeral with its unit, precision and state. Its value is an exact Decimal, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Dimension(StrEnum):
    """What a unit measures; only figures of one dimension can be added."""

    MONEY = "money"
    PERCENT = "percent"
    POINT = "point"  # 百分点: a difference of percentages
    COUNT = "count"  # 个, 辆, 人, 批次 …
    COMPOUND = "compound"  # 万元/人/月
    OTHER = "other"  # 平方米, 公里 …


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit. ``factor`` turns a value of money into 元; it is 1 for everything else."""

    name: str
    dimension: Dimension
    factor: Decimal = Decimal(1)


class Bound(StrEnum):
    """Whether the printed value is the value, or only limits it (≥99%, 90%以上, 200余, 0.04-0.1)."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"


class Nature(StrEnum):
    """What kind of numeral this is."""

    QUANTITY = "quantity"
    NOT_QUANTITY = "not_quantity"
    MASKED = "masked"
    UNREAD = "unread"


class State(StrEnum):
    """How the figure ended: the figure account (DESIGN 6)."""

    NOT_QUANTITY = "not_quantity"
    MASKED = "masked"
    UNREAD = "unread"
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    VERIFIED = "verified"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed numeral; ``text`` is ``Document.text[start:end]`` and covers numeral and printed unit.

    ``value`` is signed and in the printed unit (30.15 of 30.15万元), None where masked or unread; ``high`` is the other
    end of a range. ``step`` is the printed precision in the printed unit: 0.01 means that the true value lies within
    half of that around ``value``. ``reason`` says why a figure is no quantity, or where its unit came from.
    ``table``/``row``/``column`` are set for a figure in a table cell.
    """

    id: int
    start: int
    end: int
    text: str
    nature: Nature
    value: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = Bound.EXACT
    unit: Unit | None = None
    step: Decimal = Decimal(1)
    reason: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None

    @property
    def amount(self) -> Decimal | None:
        """The value in 元 for money, as printed for everything else."""
        if self.value is None or self.unit is None:
            return self.value
        return self.value * self.unit.factor

    @property
    def slack(self) -> Decimal:
        """Half of the printed precision, in 元 for money; counted things are exact."""
        if self.unit is not None and self.unit.dimension is Dimension.COUNT:
            return Decimal(0)
        return self.step / 2 * (self.unit.factor if self.unit else Decimal(1))

    @property
    def exact(self) -> bool:
        """Whether the printed value can enter an equation."""
        return self.nature is Nature.QUANTITY and self.bound is Bound.EXACT and self.value is not None


def comparable(first: Figure, second: Figure) -> bool:
    """Whether two figures measure in units that add up: money with money, else the same unit."""
    if first.unit is None or second.unit is None:
        return first.unit is second.unit
    if first.unit.dimension is Dimension.MONEY:
        return second.unit.dimension is Dimension.MONEY
    return first.unit.name == second.unit.name
