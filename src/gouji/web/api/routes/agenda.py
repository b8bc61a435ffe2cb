"""The year: meetings, and what is due around them."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the schema reads it
from typing import TYPE_CHECKING, Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gouji.web.agenda.access import entries_seen, regions_seen
from gouji.web.agenda.entries import year_of
from gouji.web.agenda.models import Meeting
from gouji.web.api.frame import ERRORS, OneLine, Page, PagingQuery, asker, paged
from gouji.web.api.models import Scope

if TYPE_CHECKING:
    from gouji.web.agenda.entries import Entry

router = Router(tags=["年度日程 agenda"])


class ItemOut(Schema):
    """An item of an agenda."""

    topic: str = Field(description="议题", examples=["final"])
    year: int = Field(description="预算年度", examples=[2025])


class MeetingOut(Schema):
    """A meeting."""

    id: int = Field(examples=[3])
    region: str = Field(description="区划代码", examples=["990123"])
    kind: str = Field(description="congress, standing, council, committee", examples=["standing"])
    name: str = Field(examples=["县人大常委会第四次会议"])
    on: dt.date = Field(examples=["2026-03-16"])
    until: dt.date | None = Field(examples=[None])
    items: list[ItemOut]


class EntryOut(Schema):
    """What is due around a meeting."""

    step: str = Field(examples=["final_in"])
    stage: str = Field(description="环节", examples=["决算"])
    name: str = Field(examples=["送交决算草案"])
    who: str = Field(description="责任方：office, finance, departments, audit", examples=["finance"])
    year: int = Field(description="预算年度", examples=[2025])
    due: dt.date = Field(examples=["2026-03-16"])
    standing: str = Field(description="done, late, near, ahead, overdue, unknown（会期未登记）", examples=["done"])
    done_on: dt.date | None = Field(examples=["2026-03-16"])
    came: int | None = Field(description="已到份数；单位的令牌只数本单位的", examples=[38])
    expected: int | None = Field(description="应到份数", examples=[40])
    meeting: int | None = Field(description="会议 id；空的是会期未登记，按惯常日期推算", examples=[3])
    basis: str = Field(examples=["预算法第七十八条：常务委员会会议举行的三十日前"])
    law: bool = Field(description="期限是否法定", examples=[True])


class Wanted(Schema):
    """Which region and calendar year."""

    region: OneLine = Field(..., description="区划代码", examples=["990123"])
    year: int = Field(..., ge=2000, le=2099, description="公历年度", examples=[2026])


@router.get(
    "/meetings", response={200: Page[MeetingOut], **ERRORS}, summary="会议 Meetings", operation_id="list_meetings"
)
def meetings(request: HttpRequest, paging: PagingQuery) -> dict[str, Any]:
    """List the meetings of the regions whose year the token's person may see, the latest first; cancelled ones are left out."""
    _user, rights = asker(request, Scope.READ)
    rows = Meeting.objects.filter(region__in=regions_seen(rights), cancelled_at=None).order_by("-on", "-pk")
    return paged(rows.select_related("region").prefetch_related("items"), paging, _meeting)


@router.get(
    "/agenda", response={200: Page[EntryOut], **ERRORS}, summary="年度日程 The year", operation_id="list_agenda"
)
def agenda(request: HttpRequest, paging: PagingQuery, wanted: Annotated[Wanted, Query()]) -> dict[str, Any]:
    """List what is due in a region's calendar year, by day; a department's token is told what it owes itself."""
    _user, rights = asker(request, Scope.READ)
    region = regions_seen(rights).filter(code=wanted.region).first()
    if region is None:
        raise Http404
    today = timezone.localdate()
    return paged(entries_seen(rights, region, year_of(region, wanted.year, today), today), paging, _entry)


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.pk,
        "region": meeting.region.code,
        "kind": meeting.kind,
        "name": meeting.name,
        "on": meeting.on,
        "until": meeting.until,
        "items": [{"topic": one.topic, "year": one.year} for one in meeting.items.all()],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    counted = entry.come.of > 0
    return {
        "step": entry.step.code,
        "stage": entry.step.stage,
        "name": entry.step.name,
        "who": entry.step.who,
        "year": entry.year,
        "due": entry.due,
        "standing": str(entry.standing),
        "done_on": entry.done_on,
        "came": entry.come.count if counted else None,
        "expected": entry.come.of if counted else None,
        "meeting": entry.meeting.pk if entry.meeting else None,
        "basis": entry.step.basis,
        "law": entry.step.law,
    }
