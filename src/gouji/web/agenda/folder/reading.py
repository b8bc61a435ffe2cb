"""Read what a meeting needs: a fixed number of queries, however many departments there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, Q, When, prefetch_related_objects

from gouji.web.agenda.arrivals import owes
from gouji.web.agenda.entries import entries_of
from gouji.web.agenda.folder.shape import Focus, Folder, Line, Pair, Progress
from gouji.web.execution import queries
from gouji.web.execution.models import Alert
from gouji.web.filings.models import Filing, Finding, Kind, Stage
from gouji.web.lookup.dossier import figures_of
from gouji.web.matters.models import Matter
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from gouji.web.agenda.entries import Entry
    from gouji.web.agenda.models import Meeting
    from gouji.web.lookup.dossier import Said
    from gouji.web.units.models import Region

ABOUT = {"first_review": Kind.BUDGET, "budget": Kind.BUDGET, "final": Kind.FINAL}
"""Whose departments' papers a topic is about."""
_CARRIED_OUT = {"midyear": 6, "adjustment": 12}
"""Topics that ask how the year's budget is carried out, and the last month that matters to them."""
RECTIFICATION = "rectification"
MEASURES = ("expenditure", "three")
"""What a folder says of each department, in its table, its drafts and its workbook."""
_GRAVEST_FIRST = Case(When(severity=Finding.Severity.ERROR, then=0), default=1)


def folder_of(meeting: Meeting, today: dt.date, most_open: int | None = None) -> Folder:
    """Return the folder of a meeting as it is today; with only so many findings of each list that nobody has confirmed yet."""
    region = meeting.region
    entries = entries_of(meeting, today)
    items = list(meeting.items.all())
    about = dict.fromkeys((str(ABOUT[one.topic]), one.year) for one in items if one.topic in ABOUT)
    waiting = Matter.objects.filter(region=region, is_open=True).select_related("unit", "region")
    matters = list(waiting.order_by(F("due_on").asc(nulls_last=True), "pk"))
    filings = _filings(region, about)
    shown = [one for one in filings if (one.kind, one.year) in about]
    asked = _asked(shown)
    states = {
        (one["filing"], one["state"]): one["n"] for one in asked.values("filing", "state").annotate(n=Count("pk"))
    }
    own = _papers(entries)
    prefetch_related_objects(own, "unit")
    papers = _asked(own)
    rectified = 0
    if any(one.topic in {"audit", "rectification"} for one in items):
        rectified = Matter.objects.filter(region=region, kind=RECTIFICATION, is_open=False).count()
    return Folder(
        meeting,
        tuple(entries),
        tuple(_focus(region, kind, year, filings, states, matters) for kind, year in about),
        _read(asked, shown, most_open),
        _read(papers, own, most_open),
        sum(n for (_filing, state), n in states.items() if state == Finding.State.OPEN),
        papers.count(),
        tuple(matters),
        _progress(meeting),
        rectified,
    )


def _filings(region: Region, about: Iterable[tuple[str, int]]) -> list[Filing]:
    """Return the departments' papers of these kinds and years, and of the years before; a draft is still its unit's own."""
    wanted = Q(pk__in=())
    for kind, year in about:
        wanted |= Q(kind=kind, year__in=(year, year - 1))
    of_departments = Filing.objects.filter(wanted, unit__region=region, unit__parent=None)
    return list(of_departments.exclude(stage=Stage.DRAFT).select_related("unit").order_by("unit__code"))


def _asked(filings: Iterable[Filing]) -> QuerySet[Finding]:
    """Return what these papers still have to answer for, in no order."""
    states = (Finding.State.CONFIRMED, Finding.State.OPEN)
    return (
        Finding.objects.filter(filing__in=filings, state__in=states).exclude(severity=Finding.Severity.NOTE).order_by()
    )


def _read(asked: QuerySet[Finding], filings: Iterable[Filing], most_open: int | None) -> tuple[Finding, ...]:
    """Return what was confirmed, then what was not, each with the gravest first; all of them in these filings."""
    of = {one.pk: one for one in filings}
    found = asked.defer("place", "detail").order_by(_GRAVEST_FIRST, "filing__unit__code", "start", "pk")
    confirmed, waiting = (found.filter(state=state) for state in (Finding.State.CONFIRMED, Finding.State.OPEN))
    read = (*confirmed, *waiting[:most_open])
    for one in read:
        one.filing = of[one.filing_id]
    return read


def _papers(entries: Iterable[Entry]) -> list[Filing]:
    return [
        filing
        for entry in entries
        if entry.step.paper and entry.step.paper.of == "region"
        for filing in entry.come.filings
    ]


def _focus(
    region: Region,
    kind: str,
    year: int,
    filings: list[Filing],
    states: Mapping[tuple[int, str], int],
    matters: list[Matter],
) -> Focus:
    units = [
        one
        for one in Unit.objects.filter(region=region, parent=None).order_by("code")
        if owes(one, "departments", year)
    ]
    here = {(one.unit_id, one.year): one for one in filings if one.kind == kind}
    kinds = (kind, str(Kind.BUDGET)) if kind == Kind.FINAL else (kind,)
    figures = figures_of([one.pk for one in units], kinds, (year, year - 1), MEASURES)
    waiting = Counter(one.unit_id for one in matters)
    return Focus(
        kind,
        year,
        tuple(_line(unit, kind, year, here, figures.get(unit.pk, {}), states, waiting[unit.pk]) for unit in units),
    )


def _line(
    unit: Unit,
    kind: str,
    year: int,
    filings: dict[tuple[int, int], Filing],
    figures: dict[tuple[str, int, str], Said],
    states: Mapping[tuple[int, str], int],
    waiting: int,
) -> Line:
    now, before = filings.get((unit.pk, year)), filings.get((unit.pk, year - 1))
    key = now.pk if now else 0
    handed = {one.pk for one in (now, before) if one}

    def said(measure: str, of: int, paper: str = kind) -> Said | None:
        found = figures.get((measure, of, paper))
        return found if found and (paper != kind or found.filing_id in handed) else None

    pairs = {measure: Pair(said(measure, year), said(measure, year - 1)) for measure in MEASURES}
    planned = said("expenditure", year, Kind.BUDGET) if kind == Kind.FINAL else None
    return Line(
        unit,
        now,
        before,
        {measure: pair for measure, pair in pairs.items() if pair.now or pair.before},
        Pair(said("expenditure", year), planned),
        states.get((key, Finding.State.OPEN), 0),
        states.get((key, Finding.State.CONFIRMED), 0),
        waiting,
    )


def _progress(meeting: Meeting) -> Progress | None:
    """Return how the budget is carried out where a topic asks for it and there is data."""
    asked = [(one.year, _CARRIED_OUT[one.topic]) for one in meeting.items.all() if one.topic in _CARRIED_OUT]
    if not asked:
        return None
    year, most = asked[0]
    month = min(queries.last_month(meeting.region, year), most)
    if not month:
        return None
    execution = queries.execution(meeting.region, year, month)
    named = Unit.objects.filter(region=meeting.region, name__in=[one.name for one in execution.lines])
    alerts = Alert.objects.filter(region=meeting.region, year=year, state=Alert.State.OPEN).count()
    return Progress(year, month, execution, dict(named.values_list("name", "pk")), alerts)
