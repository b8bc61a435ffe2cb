"""Let the made-up matters take their course, day by day, through the services that people use."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from gouji.web.demo.cases import CASES, UNIT, Case, Step
from gouji.web.demo.cast import COUNTY, COUNTY_CODE, accountant_of
from gouji.web.filings.models import Finding, Original
from gouji.web.filings.services import store
from gouji.web.filings.services.findings import decide
from gouji.web.matters.models import Matter, Part
from gouji.web.matters.services import assigning, balloting, items, moving, opening
from gouji.web.matters.services.needs import Given
from gouji.web.people.models import User
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 3
"""Findings that one letter asks about."""


@transaction.atomic
def tell(today: dt.date) -> None:
    """Open the matters and make their moves in the order of the days; all or nothing, and once, whatever visitors have opened before."""
    county = Region.objects.get(code=COUNTY_CODE)
    if Matter.objects.filter(region=county, title__in=[case.title for case in CASES]).exists():
        return
    acts: list[tuple[int, int, Case, Step | None]] = [(case.ago, at, case, None) for at, case in enumerate(CASES)]
    acts += [(step.ago, at, case, step) for at, case in enumerate(CASES) for step in case.steps]
    opened = dict[int, Matter]()
    # Of one day the openings come first; sorting is stable, so that steps of one case keep their order.
    for ago, at, case, step in sorted(acts, key=lambda act: (-act[0], act[3] is not None)):
        day = today - dt.timedelta(days=ago)
        if step is None:
            opened[at] = _open(case, county, day)
        else:
            _act(opened[at], case, step, day)


def _open(case: Case, county: Region, day: dt.date) -> Matter:
    unit = _unit(case.unit) if case.unit else None
    findings = _confirmed(unit, case.paper) if unit and case.paper else []
    title = case.title
    if findings:
        filing = findings[0].filing
        title = f"{filing.year}年{'度' if case.paper == 'final' else ''}{case.title}"
    draft = opening.Draft(case.kind, county, title, unit, case.body, findings)
    return opening.open_matter(draft, _person(case.who, case), today=day)


def _confirmed(unit: Unit, paper: str) -> list[Finding]:
    """Confirm what the engine found in the unit's last document of a kind that has findings, and return it."""
    open_ones = Finding.objects.filter(filing__unit=unit, filing__kind=paper, state=Finding.State.OPEN)
    newest = (
        open_ones.exclude(severity=Finding.Severity.NOTE)
        .order_by("-filing__year", "pk")
        .select_related("filing__unit__region")
    )
    found = [one for one in newest if one.filing_id == newest[0].filing_id][:_MOST]
    office = User.objects.get(username="office")
    for finding in found:
        decide(office, finding, Finding.State.CONFIRMED)
    return found


def _act(matter: Matter, case: Case, step: Step, day: dt.date) -> None:
    actor = _person(step.who, case)
    matter.refresh_from_db()
    if step.code in _OTHERS:
        _OTHERS[step.code](matter, actor, step, day)
        return
    files: tuple[tuple[str, Original], ...] = ()
    if step.code == "report":
        files = (("整改情况（虚构）.txt", store.keep(["整改情况和凭证（虚构）".encode()], "整改情况.txt")),)
    given = Given(
        reason=step.words,
        answer=step.words,
        date=day + dt.timedelta(days=step.within) if step.within else None,
        document_number=step.number,
        rating=step.rating,
        result=step.result,
        assignees=tuple((_unit(name), Part.HELPER if at else Part.MAIN) for at, name in enumerate(step.units)),
        files=files,
    )
    moving.move(matter, step.code, actor, given, seen=matter.version, today=day)


def _item(matter: Matter, actor: User, step: Step, day: dt.date) -> None:
    items.add_item(matter, actor, step.words, today=day)


def _measure(matter: Matter, actor: User, step: Step, day: dt.date) -> None:
    item = matter.items.filter(measure="").order_by("number")[0]
    items.set_measure(item, actor, step.words, actor.name, today=day)


def _close(matter: Matter, actor: User, step: Step, day: dt.date) -> None:
    items.close_item(matter.items.exclude(state="closed").order_by("number")[0], actor, step.words, today=day)


def _reply(matter: Matter, actor: User, step: Step, day: dt.date) -> None:
    assignment = matter.assignments.get(unit=_unit(step.who))
    assigning.answer_assignment(assignment, actor, step.words, today=day, result=step.result)


def _vote(matter: Matter, actor: User, step: Step, day: dt.date) -> None:
    balloting.hold_ballot(matter, actor, step.words, day, step.counts, today=day)


_OTHERS: dict[str, Callable[[Matter, User, Step, dt.date], None]] = {
    "+item": _item,
    "+measure": _measure,
    "+close": _close,
    "+reply": _reply,
    "+vote": _vote,
}


def _unit(short: str) -> Unit:
    return Unit.objects.select_related("region").get(region__code=COUNTY_CODE, short_name=short)


def _person(who: str, case: Case) -> User:
    """Return the account; a department stands for its accountant."""
    short = case.unit if who == UNIT else who
    department = Unit.objects.filter(region__code=COUNTY_CODE, short_name=short).exists()
    return User.objects.get(username=accountant_of(f"{COUNTY}{short}") if department else who)
