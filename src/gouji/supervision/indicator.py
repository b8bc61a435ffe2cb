"""What an indicator is: a question to the facts, thresholds that are settings, and signals with the figures behind them."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gouji.supervision.store import Facts


class Level(StrEnum):
    """How urgent a signal is: 红, 橙, 黄, 蓝, as fiscal supervision systems colour them."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A setting of an indicator: its name, words, default and unit (``%``, ``点``, ``元``, ``月``, ``天``, ``个``), and where it is from."""

    name: str
    zh: str
    default: Decimal
    unit: str
    basis: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure behind a signal: its words, value and unit; amounts in 元."""

    zh: str
    value: Decimal
    unit: str = "元"


@dataclass(frozen=True, slots=True)
class Signal:
    """What an indicator raises about one thing.

    ``about`` names it by axis (``unit_name``, ``project_name``, ``category``, …): with indicator, region and year it is the
    signal's identity, so that it does not repeat while it stands. ``value`` is what was held against the threshold.
    """

    level: Level
    about: Mapping[str, str]
    value: Decimal | None
    message: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the region (code), the year, the last day that counts, and the thresholds in force by name."""

    region: str
    year: int
    until: dt.date
    thresholds: Mapping[str, Decimal]

    @property
    def day(self) -> dict[str, Any]:
        """Return region, year and last day as the parameters of a query."""
        return {"region": self.region, "year": self.year, "until": self.until}


@dataclass(frozen=True, slots=True)
class Example:
    """A small case that stands in the module: facts by item, the day, and the identities and levels that must come of it."""

    facts: Mapping[str, Sequence[Mapping[str, Any]]]
    until: dt.date
    signals: tuple[tuple[Level, Mapping[str, str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. ``needs`` are the data items without which it says nothing (and that it says so is shown)."""

    code: str
    title: str
    needs: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    basis: str
    run: Callable[[Facts, Asked], Iterator[Signal]]
    good: Example
    bad: Example
    page: str = field(default="", compare=False)

    def asked(self, region: str, year: int, until: dt.date, settings: Mapping[str, Decimal] | None = None) -> Asked:
        """Return a question with this indicator's thresholds: the defaults, then what the settings say."""
        chosen = {one.name: one.default for one in self.thresholds}
        return Asked(
            region, year, until, chosen | {name: value for name, value in (settings or {}).items() if name in chosen}
        )


@cache
def all_indicators() -> Mapping[str, Indicator]:
    """Return every indicator by code."""
    package = import_module("gouji.supervision.indicators")
    modules = [import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
    indicators: list[Indicator] = [module.INDICATOR for module in modules]
    return {one.code: one for one in sorted(indicators, key=lambda one: one.code)}


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return part / whole in percent, two decimals, rounded half up; ``whole`` is not zero."""
    return (part * 100 / whole).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
