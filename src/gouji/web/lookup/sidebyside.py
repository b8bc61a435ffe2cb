"""Filings side by side, subject by subject: other units, other years, budget and account; differences are from the first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gouji.web.lookup.fields import trimmed
from gouji.web.lookup.measures import WHOLE
from gouji.web.lookup.models import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from django.db.models import Q

MOST = 6
"""Filings that stand side by side."""
_AXES = ("scope", "flow", "funds", "function", "economic", "nature", "topic", "measure")
_FUNDS = ("一般公共", "政府性基金", "国有资本", "财政拨款", "全部", WHOLE)


class Value(NamedTuple):
    """A value in one filing, its difference from the first filing's, and that difference in per cent of it."""

    value: Decimal | None
    difference: Decimal | None
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class Row:
    """One subject. ``values`` are in the order of the filings, money in 万元; ``whole`` where it is no part by code."""

    words: str
    unit: str
    whole: bool
    values: tuple[Value, ...]

    @property
    def differs(self) -> bool:
        """Whether not all filings say the same."""
        return len({value.value for value in self.values}) > 1


class _Said(NamedTuple):
    axes: tuple[str, ...]
    filing: int
    words: str
    value: Decimal
    unit: str
    start: int


def side_by_side(filings: Sequence[int], allowed: Q) -> list[Row]:
    """Return the subjects of filings (by their numbers), those of the whole first; one query.

    A figure that a filing says under several subjects makes one row: that of the narrowest fund.
    """
    return _rows(_said(filings, allowed), filings)


def pairs_side_by_side(pairs: Sequence[tuple[int, int]], allowed: Q) -> list[list[Row]]:
    """Return what ``side_by_side`` returns for each of these pairs; one query for all of them."""
    of: dict[int, list[_Said]] = defaultdict(list)
    for said in _said([filing for pair in pairs for filing in pair], allowed):
        of[said.filing].append(said)
    return [_rows([*of[first], *of[second]], (first, second)) for first, second in pairs]


def _said(filings: Sequence[int], allowed: Q) -> list[_Said]:
    facts = Fact.objects.filter(allowed, filing__in=filings, main=True, own=True).order_by("pk")
    return [
        _Said(tuple(row[:8]), row[8], row[9], row[10], row[11], row[12].get("start", -1))
        for row in facts.values_list(*_AXES, "filing_id", "words", "value", "measure_unit", "place")
    ]


def _rows(found: Iterable[_Said], filings: Sequence[int]) -> list[Row]:
    by_axes: dict[tuple[str, ...], dict[int, _Said]] = {}
    for said in found:
        by_axes.setdefault(said.axes, {}).setdefault(said.filing, said)
    kept: dict[tuple[tuple[int, int], ...], dict[int, _Said]] = {}
    for axes in sorted(by_axes, key=_narrowness):
        row = by_axes[axes]
        kept.setdefault(tuple(sorted((filing, said.start) for filing, said in row.items())), row)
    rows = [_row(row, filings) for row in kept.values()]
    return sorted(rows, key=lambda row: not row.whole)


def _narrowness(axes: tuple[str, ...]) -> tuple[int, int]:
    funds = axes[_AXES.index("funds")]
    return (_FUNDS.index(funds) if funds in _FUNDS else len(_FUNDS)), -sum(axis != WHOLE for axis in axes)


def _row(said: dict[int, _Said], filings: Sequence[int]) -> Row:
    one = next(iter(said.values()))
    money = one.unit == "元"
    values = [_shown(said[filing].value, money=money) if filing in said else None for filing in filings]
    axes = dict(zip(_AXES, one.axes, strict=True))
    whole = axes["function"] == axes["economic"] == WHOLE
    compared = [Value(values[0], None, None), *(_compared(value, values[0]) for value in values[1:])]
    return Row(one.words, "万元" if money else one.unit, whole, tuple(compared))


def _shown(value: Decimal, *, money: bool) -> Decimal:
    return trimmed(value.scaleb(-4)) if money else value


def _compared(value: Decimal | None, first: Decimal | None) -> Value:
    if value is None or first is None:
        return Value(value, None, None)
    return Value(value, value - first, (value - first) / abs(first) * 100 if first else None)
