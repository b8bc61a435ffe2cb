"""The congress's budget work of a fiscal year as data (data/steps.toml): topics of meetings, and steps counted from them."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gouji.web.core.calendar import working_day_from, working_days_after, working_days_before

if TYPE_CHECKING:
    from collections.abc import Mapping

DAYS, WORKING_DAYS = "days", "working_days"
UNITS = {DAYS: "日", WORKING_DAYS: "个工作日"}
OWERS = {"office": "人大办公室、工委", "finance": "财政部门", "departments": "各部门", "audit": "审计机关"}


@dataclass(frozen=True, slots=True)
class Usual:
    """The day on which a topic is counted while no meeting is set: ``day`` (MM-DD) so many years after the fiscal year."""

    years: int
    day: str

    def of(self, year: int) -> dt.date:
        """Return the day for a fiscal year."""
        return dt.date.fromisoformat(f"{year + self.years}-{self.day}")


@dataclass(frozen=True, slots=True)
class Topic:
    """What stands on an agenda (议题). One without a usual day comes up only when a meeting has it, and may come up again."""

    code: str
    name: str
    usual: Usual | None


@dataclass(frozen=True, slots=True)
class Paper:
    """Which filing shows that a step is done: its kind, the years after the fiscal year, the stage that counts, whose."""

    kind: str
    of: str
    stage: str
    years: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """So many days or working days from an anchor, before it where ``n`` is negative.

    A term in days that ends on a day off ends on the next working day; one before a meeting is never shortened by that.
    """

    n: int
    unit: str

    def due(self, anchor: dt.date) -> dt.date:
        """Return the last day.

        >>> Term(-30, DAYS).due(dt.date(2026, 1, 31)), Term(5, WORKING_DAYS).due(dt.date(2026, 9, 28))
        (datetime.date(2026, 1, 1), datetime.date(2026, 10, 9))
        """
        if self.unit == WORKING_DAYS:
            return working_days_before(anchor, -self.n) if self.n < 0 else working_days_after(anchor, self.n)
        day = anchor + dt.timedelta(days=self.n)
        return working_day_from(day) if self.n > 0 else day

    def __str__(self) -> str:
        if not self.n:
            return "当日"
        return f"{'前' if self.n < 0 else '后'}{abs(self.n)}{UNITS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody owes around a meeting. ``topic`` is the topic at the end of its anchors; ``law`` whether a law sets the term."""

    code: str
    stage: str
    name: str
    who: str
    anchor: str
    topic: str
    term: Term
    basis: str
    law: bool = True
    paper: Paper | None = None
    reply: str = ""

    def at(self, term: Term, basis: str) -> Step:
        """Return the step with a region's own term."""
        return replace(self, term=term, basis=basis, law=False)


@cache
def topics() -> Mapping[str, Topic]:
    """Return the topics by code, in the order of the fiscal year."""
    return {
        one["code"]: Topic(one["code"], one["name"], Usual(**one["usual"]) if "usual" in one else None)
        for one in _data()["topic"]
    }


@cache
def steps() -> Mapping[str, Step]:
    """Return the steps by code; an anchor stands before the step that hangs on it. Raises KeyError for one that does not."""
    found: dict[str, Step] = {}
    for one in _data()["step"]:
        anchor = one["anchor"]
        topic = anchor if anchor in topics() else found[anchor].topic
        paper = one.pop("paper", None)
        term = Term(one.pop("n"), one.pop("unit"))
        found[one["code"]] = Step(**one, topic=topic, term=term, paper=Paper(**paper) if paper else None)
    return found


def _data() -> dict[str, Any]:
    text = (files("gouji.web.agenda") / "data" / "steps.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
