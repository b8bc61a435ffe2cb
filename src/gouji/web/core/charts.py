"""A chart as one description: drawn by ``static/desk/chart.js``, read by everyone in the table beside it.

A page puts ``{% include "core/chart.html" with chart=chart %}`` where the chart belongs and, once,
``{% include "core/chart_scripts.html" %}`` into its block ``scripts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

Shape = Literal["bar", "line", "stack", "share"]
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one colour of bars: its name and a value for each category, None where nothing is known."""

    name: StrOrPromise
    values: Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows. ``unit`` is that of all values; axes of amounts begin at zero. ``key`` is its id on the page."""

    key: str
    title: StrOrPromise
    unit: str
    categories: Sequence[str]
    series: Sequence[Series]
    shape: Shape = "bar"
    heading: StrOrPromise = ""
    note: StrOrPromise = ""

    @property
    def description(self) -> dict[str, Any]:
        """The chart as JSON; values are exact decimals in text."""
        return {
            "title": str(self.title),
            "unit": self.unit,
            "shape": self.shape,
            "categories": [str(category) for category in self.categories],
            "series": [
                {
                    "name": str(one.name),
                    "values": [None if value is None else format(value, "f") for value in one.values],
                }
                for one in self.series
            ],
        }

    @property
    def data_id(self) -> str:
        """The id of the element that holds the description."""
        return f"{self.key}-data"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(value is None for one in self.series for value in one.values)

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """The table's rows: a category and its values as printed."""
        return [
            (str(category), [printed(one.values[at], counted=self.unit in _COUNTED) for one in self.series])
            for at, category in enumerate(self.categories)
        ]


_COUNTED = frozenset(("人", "条", "项", "件", "个"))


def printed(value: Decimal | None, *, counted: bool = False) -> str:
    """Return a value as a table prints it: two decimals half up and thousands marks, a count bare, nothing as a dash."""
    if value is None:
        return "—"
    if counted and value == value.to_integral_value():
        return f"{value:,.0f}"
    return f"{value.quantize(_CENT, ROUND_HALF_UP):,}"
