"""The departments' figures added up beside the summary that the government prints (“三公”经费汇总): the register says who belongs to it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models import Kind
from gouji.web.lookup.dossier import FIELDS, Said, figures_of
from gouji.web.lookup.fields import trimmed
from gouji.web.lookup.measures import OWN_LEVEL, WHOLE, Measure, measures
from gouji.web.lookup.models import Fact
from gouji.web.units.models import Unit
from gouji.web.units.queries import departments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.web.units.models import Region

KEYS = ("three", "overseas", "vehicles", "vehicles_bought", "vehicles_kept", "reception", "running")
PAPERS = {str(Kind.BUDGET): (Kind.GOVERNMENT_BUDGET, "预算"), str(Kind.FINAL): (Kind.GOVERNMENT_FINAL, "决算")}
"""By kind of the departments' documents the government's paper that sums them up, and the basis of its figures."""
_NUMBER = re.compile(r"-?[\d,]*\d(?:\.\d+)?")
_OF_OFFICES = frozenset({Unit.Nature.ADMINISTRATIVE, Unit.Nature.CIVIL_SERVICE})


class Standing(models.TextChoices):
    """How a sum stands to the government's figure. Less may mean that the register lacks a department; more cannot be."""

    EQUAL = "equal", _("一致")
    ROUNDED = "rounded", _("尾差")
    LESS = "less", _("少于汇总数")
    OVER = "over", _("超过汇总数")
    OPEN = "open", _("未到齐")
    UNTOLD = "untold", _("政府材料未列")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: the departments' sum so far, the government's, and the departments that belong to it and do not state it.

    Amounts are in 元; ``slack`` is what rounding may explain of a difference.
    """

    measure: Measure
    total: Decimal
    count: int
    missing: tuple[Unit, ...]
    told: Said | None
    slack: Decimal

    @property
    def difference(self) -> Decimal | None:
        """What the departments have more than the government says, None where it says nothing or nobody says anything."""
        return self.total - self.told.value if self.told and self.count else None

    @property
    def standing(self) -> Standing:
        """How the sum stands: while some are missing only more than the whole says something."""
        gap = self.difference
        if self.told is None:
            return Standing.UNTOLD
        if gap is None or (self.missing and gap <= self.slack):
            return Standing.OPEN
        if abs(gap) <= self.slack:
            return Standing.ROUNDED if gap else Standing.EQUAL
        return Standing.OVER if gap > 0 else Standing.LESS


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure that somebody has to answer for: the government's, or that of the one department that ``alone`` is more than it."""

    line: Line
    told: Said
    said: Said
    alone: Unit | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A region's departments of a year beside its government's summary; ``figures`` by department and measure."""

    lines: tuple[Line, ...]
    departments: tuple[Unit, ...]
    figures: dict[int, dict[str, Said]]

    @property
    def contradictions(self) -> Iterator[Contradiction]:
        """What cannot be: more than the whole, alone or together, whoever is missing; less than it where nobody is missing.

        What one department has too much is asked of that department, and of the government only what the others have beyond that.
        The figure of a single department is no sum.
        """
        for line in self.lines:
            if line.told is None:
                continue
            alone = [
                (unit, said)
                for unit, said in self.stated(line.measure)
                if said.value - line.told.value > slack_of(said) + slack_of(line.told)
            ]
            rest = line.total - sum(said.value for _unit, said in alone)
            explained = len(alone) == 1 and rest - line.told.value <= line.slack
            if line.count > 1 and line.standing in {Standing.OVER, Standing.LESS} and not explained:
                yield Contradiction(line, line.told, line.told)
            for unit, said in alone:
                yield Contradiction(line, line.told, said, unit)

    def stated(self, measure: Measure) -> Iterator[tuple[Unit, Said]]:
        """Yield the departments that state a figure, with it."""
        for unit in self.departments:
            said = self.figures.get(unit.pk, {}).get(measure.key)
            if said:
                yield unit, said


def summary_of(region: Region, kind: str, year: int) -> Summary:
    """Return the sums of the departments' budgets or accounts (``kind``) of a year: three queries, however many there are."""
    here = [unit for unit in Unit.objects.filter(departments(), region=region).order_by("code") if _existed(unit, year)]
    found = figures_of([unit.pk for unit in here], (kind,), (year,), KEYS)
    figures = {
        unit: {key: said for (key, _year, _kind), said in stated.items() if key in KEYS}
        for unit, stated in found.items()
    }
    told = _told(region, kind, year)
    lines = (_line(measures()[key], here, figures, told.get(measures()[key].topic)) for key in KEYS)
    return Summary(tuple(line for line in lines if line.count or line.told), tuple(here), figures)


def _existed(unit: Unit, year: int) -> bool:
    began = unit.since is None or unit.since <= dt.date(year, 12, 31)
    return began and (unit.until is None or unit.until >= dt.date(year, 1, 1))


def _line(measure: Measure, here: Sequence[Unit], figures: dict[int, dict[str, Said]], told: Said | None) -> Line:
    """Return a figure's line; 机关运行经费 is asked of offices alone, and a part that is nothing need not be printed."""
    stated = {unit.pk: said for unit in here if (said := figures.get(unit.pk, {}).get(measure.key))}
    asked = [unit for unit in here if measure.topic.startswith("三公") or unit.nature in _OF_OFFICES]
    missing = (unit for unit in asked if unit.pk not in stated and not _is_nought(measure, figures.get(unit.pk, {})))
    slack = sum((slack_of(said) for said in stated.values()), slack_of(told) if told else Decimal(0))
    return Line(
        measure,
        sum((said.value for said in stated.values()), Decimal(0)),
        len(stated),
        tuple(missing),
        told,
        slack,
    )


def _is_nought(measure: Measure, stated: dict[str, Said]) -> bool:
    """Whether what a department prints leaves nothing for a part: its whole is nothing, or the other parts are all of it."""
    by_topic = {measures()[key].topic: said.value for key, said in stated.items()}
    above = measure.topic.rpartition(".")[0]
    if above not in by_topic:
        return bool(above) and _is_nought(replace(measure, topic=above), stated)
    return by_topic[above] == sum(value for topic, value in by_topic.items() if topic.rpartition(".")[0] == above)


def _told(region: Region, kind: str, year: int) -> dict[str, Said]:
    """Return what the government's paper of the year says of all its departments together, by topic."""
    paper, basis = PAPERS[kind]
    topics = {measures()[key].topic for key in KEYS}
    facts = Fact.objects.filter(
        Q(unit__region=region, unit__parent=None, kind=paper, year=year, period=year, basis=basis),
        scope=OWN_LEVEL,
        topic__in=topics,
        function=WHOLE,
        main=True,
    )
    found: dict[str, Said] = {}
    for row in facts.order_by("pk").values_list(*FIELDS):
        said = Said(*row)
        found.setdefault(said.topic, said)
    return found


def slack_of(said: Said) -> Decimal:
    """Return half of the last digit that a figure prints, in 元; nothing where that cannot be told."""
    match = _NUMBER.search(said.printed)
    number = Decimal(match.group().replace(",", "")) if match else Decimal(0)
    if not number:
        return Decimal(0)
    exponent = number.as_tuple().exponent
    return abs(said.value / number) * Decimal(1).scaleb(int(exponent)) / 2


def in_wan(value: Decimal | None) -> Decimal | None:
    """Return an amount in 万元."""
    return None if value is None else trimmed(value.scaleb(-4))
