"""Meetings of the made-up county, and filings at a stage."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from gouji.web.agenda.services.meetings import Plan, plan_meeting
from gouji.web.filings.models import Filing, Stage

if TYPE_CHECKING:
    from tests.web.conftest import District

    from gouji.web.agenda.models import Meeting
    from gouji.web.units.models import Unit

TODAY = dt.date(2026, 2, 20)


def congress(district: District, on: str = "2026-01-20", until: str = "2026-01-23") -> Meeting:
    days = dt.date.fromisoformat(on), dt.date.fromisoformat(until)
    plan = Plan("congress", "第三次会议", *days, items=(("budget", 2026),))
    return plan_meeting(district.people["office"], district.county, plan)


def standing(district: District, on: str, *items: tuple[str, int]) -> Meeting:
    plan = Plan("standing", "常委会会议", dt.date.fromisoformat(on), items=items)
    return plan_meeting(district.people["office"], district.county, plan)


def filed(
    unit: Unit,
    kind: str = "budget",
    year: int = 2026,
    stage: str = Stage.SUBMITTED,
    ordinal: int = 1,
    **days: dt.date,
) -> Filing:
    return Filing.objects.create(
        unit=unit, kind=kind, year=year, ordinal=ordinal, stage=stage, title=f"{unit}{year}年材料", **days
    )
