"""The debt that was imported beside what the government's papers say of it: limit and balance by kind.

Imported rows say whose debt they are by 对方地区 (the place, its own level; nothing: either), never of the areas below. A limit is
held against one that was approved (调整预算, 执行, 决算), a balance against one of a year's end that was reached (执行, 决算).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.supervision.store import Facts
from gouji.web.execution.services.places import live_facts
from gouji.web.lookup.debts import debt_told
from gouji.web.lookup.facts import level_words
from gouji.web.lookup.measures import ALL_LEVELS, DEBT, DEBT_KINDS, DEBTS, OWN_LEVEL, PHASES, WHOLE
from gouji.web.lookup.summary import slack_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from django_stubs_ext import StrOrPromise

    from gouji.web.lookup.debts import Told
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
    """An imported amount in 元 with what is told of it at both levels (全, 本级), None where nothing is; ``by`` leads to its rows."""

    name: str
    value: Decimal
    told: tuple[Told | None, Told | None]
    standing: Standing
    by: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Debts:
    """The imported debt of a region's year beside its papers; ``levels`` are the words for both levels."""

    levels: tuple[str, str]
    lines: tuple[Line, ...]


def debts(region: Region, year: int) -> Debts | None:
    """Return the debt of a year, None where either nothing was imported or no paper tells any of it."""
    with Facts(live_facts(region, years=(year,))) as facts:
        rows = facts.rows(_QUERY, {"region": region.code, "year": year})
    told = debt_told(region, year) if rows else {}
    lines = tuple(line for row in rows for line in _lines(row, region, told)) if told else ()
    place = region.name.partition("（")[0]
    return Debts((level_words(ALL_LEVELS, place), level_words(OWN_LEVEL, place)), lines) if lines else None


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
        yield Line(f"{words}（{party}）" if party else words, value, (both[0], both[1]), _standing(value, held), by)


def _standing(value: Decimal, held: list[Told]) -> Standing:
    if not held:
        return Standing.OPEN
    agrees = any(abs(value - one.said.value) <= slack_of(one.said) for one in held)
    return Standing.AGREES if agrees else Standing.DIFFERS
