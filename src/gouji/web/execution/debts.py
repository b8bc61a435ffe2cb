"""The debt that was imported beside what the government's papers say of it: limit and balance by kind.

Imported rows say whose debt they are by 对方地区 (the place, its own level; nothing: either), never of the areas below. A limit is
held against one that was approved (调整预算, 执行, 决算), a balance against one of a year's end that was reached (执行, 决算).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gouji.supervision.store import Facts
from gouji.web.execution.services.places import live_facts
from gouji.web.lookup.asking import Question
from gouji.web.lookup.asking import ask as ask_about
from gouji.web.lookup.debts import debt_told
from gouji.web.lookup.facts import level_words
from gouji.web.lookup.measures import ALL_LEVELS, DEBT, DEBT_KINDS, DEBTS, OWN_LEVEL, PHASES, WHOLE
from gouji.web.lookup.summary import in_wan, slack_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from django_stubs_ext import StrOrPromise

    from gouji.web.filings.models import Filing
    from gouji.web.lookup.debts import Told
    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User
    from gouji.web.units.models import Region

_QUERY = """
    SELECT category, coalesce(party, '') AS party, sum("limit") AS "limit", sum(balance) AS balance FROM debt
    WHERE region = $region AND year = $year GROUP BY ALL ORDER BY ALL
"""
_REACHED = {"limit": {"adjusted", "executed", "final"}, "balance": {"executed", "final"}}
_OWN = re.compile(r".{0,20}本级")


class Standing(models.TextChoices):
    """How an imported amount stands to what the papers say."""

    AGREES = "agrees", _("一致")
    DIFFERS = "differs", _("不一致")
    OPEN = "open", _("没有可比的数")


@dataclass(frozen=True, slots=True)
class Line:
    """An imported amount in 元 with what is told of it at both levels (全, 本级), None where nothing is; ``by`` leads to its rows.

    ``against`` is what it is held against, of two levels the nearer; None where nothing can be.
    """

    name: str
    value: Decimal
    told: tuple[Told | None, Told | None]
    against: Told | None
    by: Mapping[str, str]

    @property
    def standing(self) -> Standing:
        """Whether both are the same within what the paper prints."""
        if self.against is None:
            return Standing.OPEN
        said = self.against.said
        return Standing.AGREES if abs(self.value - said.value) <= slack_of(said) else Standing.DIFFERS


@dataclass(frozen=True, slots=True)
class Debts:
    """The imported debt of a region's year beside its papers; ``levels`` are the words for both levels."""

    year: int
    levels: tuple[str, str]
    lines: tuple[Line, ...]


def debts(region: Region, year: int) -> Debts | None:
    """Return the debt of a year, None where either nothing was imported or no paper tells any of it."""
    with Facts(live_facts(region, years=(year,))) as facts:
        rows = facts.rows(_QUERY, {"region": region.code, "year": year})
    told = debt_told(region, year) if rows else {}
    lines = tuple(line for row in rows for line in _lines(row, region, told)) if told else ()
    place = region.name.partition("（")[0]
    return Debts(year, (level_words(ALL_LEVELS, place), level_words(OWN_LEVEL, place)), lines) if lines else None


def questions_of(found: Debts) -> Iterator[Question]:
    """Yield what the papers have to answer for: an amount that the imported data contradicts."""
    for line in found.lines:
        if line.against is None or line.standing != Standing.DIFFERS:
            continue
        said = line.against.said
        figures = {
            "what": line.name,
            "phase": phase_of(line.against),
            "told": f"{in_wan(said.value):f}",
            "value": f"{in_wan(line.value):f}",
            "gap": f"{in_wan(abs(line.value - said.value)):f}",
        }
        words = (
            gettext(
                "%(what)s：材料列示%(told)s万元（%(phase)s），导入的财政数据为%(value)s万元，相差%(gap)s万元，请核实。"
            )
            % figures
        )
        about = (str(found.year), str(line.told.index(line.against)), said.topic, *line.by.values())
        yield Question(said, f"debt-{sha256(chr(31).join(about).encode()).hexdigest()[:32]}", line.name, words, words)


def ask(actor: User, filing: Filing, today: dt.date) -> Matter:
    """Draft a 核实函 about the debt that a paper tells otherwise than the imported data; raises PermissionDenied, Refused."""
    return ask_about(actor, filing, _questions_to, today, gettext("政府债务"))


def _questions_to(filing: Filing) -> Iterator[Question]:
    for year in (filing.year, filing.year - 1):  # a paper tells of its own year and of the one before
        found = debts(filing.unit.region, year)
        yield from questions_of(found) if found else ()


def phase_of(told: Told) -> StrOrPromise:
    """Return the stage of what a paper tells, in words."""
    return PHASES[told.phase][0]


def _lines(row: Mapping[str, object], region: Region, told: Mapping[tuple[str, str, str], Told]) -> Iterator[Line]:
    category, party = str(row["category"]), str(row["party"])
    place = region.name.partition("（")[0]
    if party and not _OWN.fullmatch(party) and party not in {place, region.name, level_words(ALL_LEVELS, place)}:
        return
    levels = [OWN_LEVEL] if _OWN.fullmatch(party) else [ALL_LEVELS] if party else [ALL_LEVELS, OWN_LEVEL]
    kind = next((kind for kind in DEBT_KINDS.values() if kind != WHOLE and kind[:2] in category), WHOLE)
    for name in ("limit", "balance"):
        value: Decimal | None = row[name]  # type: ignore[assignment]  # a sum of amounts
        if value is None:
            continue
        topic = DEBTS[name]
        both = tuple(told.get((level, topic, kind)) for level in (ALL_LEVELS, OWN_LEVEL))
        held = [one for level in levels if (one := told.get((level, topic, kind))) and one.phase in _REACHED[name]]
        words = topic if kind == WHOLE else topic.replace(DEBT, kind)
        by = {"category": category, **({"party": party} if party else {})}
        # What agrees at one level need not agree at the other: how far beyond rounding each is decides.
        against = min(held, key=lambda one: abs(value - one.said.value) - slack_of(one.said), default=None)
        yield Line(f"{words}（{party}）" if party else words, value, (both[0], both[1]), against, by)
