"""Matters: read, and moved by whoever's turn it is."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the schema reads it
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest  # noqa: TC002  the routes read it
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from gouji.web.api.frame import ERRORS, IdempotencyKey, OneLine, Page, PagingQuery, Text, asker, paged
from gouji.web.api.models import Scope
from gouji.web.audit.unchanged import CountedOnce
from gouji.web.core.errors import Refused
from gouji.web.matters.access import access_matter
from gouji.web.matters.parties import moves_for
from gouji.web.matters.queries import matters_seen
from gouji.web.matters.services.moving import move as make_move
from gouji.web.matters.services.needs import Given
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from gouji.web.matters.models import Matter, Move
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights

router = Router(tags=["事项 matters"])


class MatterOut(Schema):
    """A matter."""

    id: int = Field(examples=[5])
    kind: str = Field(examples=["verification"])
    kind_name: str = Field(examples=["核实函"])
    number: str = Field(description="文号", examples=["青人财函〔2026〕3号"])
    title: str = Field(examples=["关于核实青禾县林业局2025年部门决算有关情况的函"])
    region: str = Field(description="区划代码", examples=["990123"])
    unit: int | None = Field(description="承办单位 id", examples=[12])
    state: str = Field(examples=["sent"])
    state_name: str = Field(examples=["已发函"])
    open: bool = Field(examples=[True])
    year: int = Field(examples=[2026])
    due_on: dt.date | None = Field(examples=["2026-03-16"])
    overdue: bool = Field(examples=[False])
    opened_on: dt.date = Field(examples=["2026-03-16"])
    closed_on: dt.date | None = Field(examples=["2026-03-16"])
    version: int = Field(description="办理时作为 seen 交回；别人先动过就不办理", examples=[3])


class MoveOut(Schema):
    """One step that was made."""

    code: str = Field(examples=["send"])
    label: str = Field(examples=["签发"])
    before: str = Field(examples=["drafted"])
    after: str = Field(examples=["sent"])
    reason: str = Field(examples=[""])
    on: dt.date = Field(examples=["2026-03-16"])
    by: str = Field(description="办理人", examples=["李四"])


class NextOut(Schema):
    """A step that the token's person may make now."""

    code: str = Field(examples=["answer"])
    label: str = Field(examples=["答复"])
    needs: list[str] = Field(description="必须给的内容", examples=[["answer"]])


class MatterWithMoves(MatterOut):
    """A matter with its steps and what may come next."""

    body: str = Field(examples=["请核实下列数据。"])
    findings: list[int] = Field(description="疑点 id", examples=[[31]])
    moves: list[MoveOut]
    next: list[NextOut]


class AssigneeIn(Schema):
    """A unit with its part."""

    unit: int = Field(ge=1, le=2**63 - 1, examples=[12])
    part: OneLine = Field(description="main, separate, helper", examples=["main"])


class MoveIn(Schema):
    """What a move is given; what it does not need stays empty."""

    code: OneLine = Field(description="办理哪一步，见事项的 next", examples=["answer"])
    seen: int = Field(ge=0, le=2**31 - 1, description="办理时看到的 version", examples=[3])
    reason: Text = Field("", examples=[""])
    answer: Text = Field("", examples=["经核实，系附表漏列，已更正。"])
    date: dt.date | None = Field(None, examples=[None])
    document_number: OneLine = Field("", examples=[""])
    rating: OneLine = Field("", examples=[""])
    result: OneLine = Field("", examples=[""])
    assignees: list[AssigneeIn] = Field(default_factory=list, max_length=50, examples=[[]])


class Wanted(Schema):
    """Which matters."""

    kind: OneLine = Field("", description="种类", examples=["verification"])
    state: OneLine = Field("", description="状态", examples=["sent"])
    open: bool | None = Field(None, description="是否未办结", examples=[True])
    overdue: bool | None = Field(None, description="是否逾期", examples=[False])
    unit: int | None = Field(None, ge=1, le=2**63 - 1, description="承办单位 id，含所属单位", examples=[12])
    year: int | None = Field(None, ge=1990, le=2100, description="年度", examples=[2026])
    q: OneLine = Field("", description="标题或文号里的字", examples=["林业"])


@router.get("/matters", response={200: Page[MatterOut], **ERRORS}, summary="事项 Matters", operation_id="list_matters")
def matters(request: HttpRequest, paging: PagingQuery, wanted: Annotated[Wanted, Query()]) -> dict[str, Any]:
    """List the matters that the token's person may read, what is due first, first."""
    user, rights = asker(request, Scope.READ)
    today = timezone.localdate()
    rows = matters_seen(user, rights)
    if wanted.open is not None:
        rows = rows.filter(is_open=wanted.open)
    if wanted.overdue is not None:
        late = {"is_open": True, "due_on__lt": today}
        rows = rows.filter(**late) if wanted.overdue else rows.exclude(**late)
    if wanted.unit:
        unit = Unit.objects.filter(pk=wanted.unit).first()
        rows = rows.filter(unit__path__startswith=unit.path) if unit else rows.none()
    for field in ("kind", "state", "year"):
        if value := getattr(wanted, field):
            rows = rows.filter(**{field: value})
    if wanted.q:
        rows = rows.filter(title__icontains=wanted.q) | rows.filter(number__icontains=wanted.q)
    return paged(rows.order_by("due_on", "pk"), paging, lambda row: _matter(row, today), CountedOnce)


@router.get(
    "/matters/{int:matter_id}",
    response={200: MatterWithMoves, **ERRORS},
    summary="一个事项 A matter",
    operation_id="get_matter",
)
def matter(request: HttpRequest, matter_id: int) -> dict[str, Any]:
    """Return one matter with its steps, and those that the token's person may make now."""
    user, rights = asker(request, Scope.READ)
    return _whole(user, rights, matter_id)


@router.post(
    "/matters/{int:matter_id}/moves",
    response={201: MatterWithMoves, **ERRORS},
    summary="办理 Move",
    operation_id="move_matter",
)
def move(
    request: HttpRequest,
    matter_id: int,
    key: IdempotencyKey,  # noqa: ARG001  the door reads it
    given: MoveIn,
) -> Status[dict[str, Any]]:
    """Make the next step; what it lacks is said, and nothing is done where somebody else was faster."""
    user, rights = asker(request, Scope.DECIDE)
    found = access_matter(user, matter_id)
    said = Given(
        reason=given.reason,
        answer=given.answer,
        date=given.date,
        document_number=given.document_number,
        rating=given.rating,
        result=given.result,
        assignees=_assignees(given, found),
    )
    make_move(found, given.code, user, said, seen=given.seen, today=timezone.localdate())
    return Status(201, _whole(user, rights, matter_id))


def _assignees(given: MoveIn, found: Matter) -> tuple[tuple[Unit, str], ...]:
    units = Unit.objects.filter(region_id=found.region_id, until=None).in_bulk([one.unit for one in given.assignees])
    if any(one.unit not in units for one in given.assignees):
        raise Refused("assignees", "承办单位应是同一区划、没有撤销的单位。")
    return tuple((units[one.unit], one.part) for one in given.assignees)


def _matter(row: Matter, today: dt.date) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "kind_name": row.the_kind.name,
        "number": row.number,
        "title": row.title,
        "region": row.region.code,
        "unit": row.unit_id,
        "state": row.state,
        "state_name": row.the_state.label,
        "open": row.is_open,
        "year": row.year,
        "due_on": row.due_on,
        "overdue": row.is_overdue(today),
        "opened_on": row.opened_on,
        "closed_on": row.closed_on,
        "version": row.version,
    }


def _whole(user: User, rights: Rights, matter_id: int) -> dict[str, Any]:
    row = access_matter(user, matter_id)
    return {
        **_matter(row, timezone.localdate()),
        "body": row.body,
        "findings": list(row.findings.values_list("pk", flat=True)),
        "moves": [_move(one) for one in row.moves.select_related("actor")],
        "next": [
            {"code": step.code, "label": step.label, "needs": list(step.needs)} for step in moves_for(rights, user, row)
        ],
    }


def _move(row: Move) -> dict[str, Any]:
    return {
        "code": row.code,
        "label": row.label,
        "before": row.before,
        "after": row.after,
        "reason": row.reason,
        "on": row.on,
        "by": str(row.actor or ""),
    }
