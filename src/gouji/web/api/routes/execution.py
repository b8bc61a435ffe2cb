"""Execution data pushed by a finance system, and the alerts that stand."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the schema reads it
from typing import TYPE_CHECKING, Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Field, File, Form, Query, Router, Schema, Status
from ninja.errors import Throttled
from ninja.files import UploadedFile  # noqa: TC002  the route reads it

from gouji.web.api.frame import ERRORS, IdempotencyKey, OneLine, Page, PagingQuery, asker, paged
from gouji.web.api.models import Scope
from gouji.web.core.rates import seconds_to_wait
from gouji.web.execution.access import access_load, alerts_seen, regions_seen
from gouji.web.execution.models import Alert, Load
from gouji.web.execution.services import loading
from gouji.web.execution.tasks import process
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from gouji.web.units.models import Region

router = Router(tags=["预算执行 execution"])
_UPLOADS, _AN_HOUR = 300, 3600


class LoadOut(Schema):
    """A file of execution data and what became of it."""

    id: int = Field(examples=[7])
    region: str = Field(description="区划代码", examples=["511700"])
    year: int = Field(examples=[2026])
    file_name: str = Field(examples=["2026年3月国库支付.csv"])
    item: str = Field(description="数据项，读出以前为空", examples=["payment"])
    state: str = Field(description=", ".join(Load.State.values), examples=["live"])
    rows: int = Field(description="文件的行数", examples=[1200])
    kept: int = Field(description="可用的行数", examples=[1198])
    set_aside: dict[str, int] = Field(description="放在一边的行，按原因", examples=[{"repeated": 2}])
    remarks: list[str] = Field(description="须人工核对的事项", examples=[[]])


class NewLoad(Schema):
    """Whose data a file is."""

    region: OneLine = Field(description="区划代码", examples=["511700"])
    year: int = Field(ge=2000, le=2100, description="年度", examples=[2026])


class AlertOut(Schema):
    """A warning with the figures behind it."""

    id: int = Field(examples=[12])
    region: str = Field(examples=["511700"])
    unit: int | None = Field(description="单位 id", examples=[3])
    indicator: str = Field(examples=["EX101"])
    year: int = Field(examples=[2026])
    about: dict[str, str] = Field(description="对象", examples=[{"unit_name": "青禾县林业局"}])
    level: str = Field(description=", ".join(Alert.Level.values), examples=["red"])
    state: str = Field(description=", ".join(Alert.State.values), examples=["open"])
    message: str = Field(examples=["青禾县林业局截至3月支出进度12.00%，低于时间进度。"])
    figures: list[list[str]] = Field(
        description="依据的数字：名称、数值、单位", examples=[[["支出进度", "12.00", "%"]]]
    )
    first_on: dt.date = Field(examples=["2026-03-31"])
    last_on: dt.date = Field(examples=["2026-04-30"])


class WantedAlerts(Schema):
    """Which alerts."""

    region: OneLine = Field("", description="区划代码", examples=["511700"])
    year: int | None = Field(None, ge=2000, le=2100, description="年度", examples=[2026])
    state: Alert.State | None = Field(None, description="状态", examples=["open"])
    level: Alert.Level | None = Field(None, description="等级", examples=["red"])
    indicator: OneLine = Field("", description="指标", examples=["EX101"])


@router.post(
    "/execution/loads", response={201: LoadOut, **ERRORS}, summary="推送执行数据 Push data", operation_id="push_load"
)
def push(
    request: HttpRequest,
    key: IdempotencyKey,  # noqa: ARG001  the door reads it
    about: Annotated[NewLoad, Form()],
    file: Annotated[UploadedFile, File(description="xlsx, csv")],
) -> Status[dict[str, Any]]:
    """Send a file of execution data; it goes through the same steps as one that a person uploads.

    A file that was sent before changes nothing. Ask for the load to see what became of it.
    """
    user, rights = asker(request, Scope.FILE)
    if wait := seconds_to_wait("api_upload", f"user{user.pk}", _UPLOADS, _AN_HOUR):
        raise Throttled(wait)
    region: Region | None = regions_seen(rights, Right.DATA_LOAD).filter(code=about.region).first()
    if region is None:
        raise Http404
    load = loading.receive(user, region, about.year, file.name or "file", file.chunks())
    if load.state == Load.State.READING:
        process.enqueue(load.pk)
    return Status(201, _load(load))


@router.get(
    "/execution/loads/{int:load_id}",
    response={200: LoadOut, **ERRORS},
    summary="一次导入 A load",
    operation_id="get_load",
)
def load(request: HttpRequest, load_id: int) -> dict[str, Any]:
    """Return what became of a file."""
    user, _rights = asker(request, Scope.READ)
    return _load(access_load(user, load_id))


@router.get(
    "/execution/alerts", response={200: Page[AlertOut], **ERRORS}, summary="预警 Alerts", operation_id="list_alerts"
)
def alerts(request: HttpRequest, paging: PagingQuery, wanted: Annotated[WantedAlerts, Query()]) -> dict[str, Any]:
    """List the alerts that the token's person may see, the newest first."""
    _user, rights = asker(request, Scope.READ)
    rows = alerts_seen(rights)
    if wanted.region:
        rows = rows.filter(region__code=wanted.region)
    for field in ("year", "state", "level", "indicator"):
        if value := getattr(wanted, field):
            rows = rows.filter(**{field: value})
    return paged(rows, paging, _alert)


def _load(one: Load) -> dict[str, Any]:
    return {
        "id": one.pk,
        "region": one.region.code,
        "year": one.year,
        "file_name": one.file_name,
        "item": one.item,
        "state": one.state,
        "rows": one.tally.get("rows", 0),
        "kept": one.tally.get("kept", 0),
        "set_aside": one.tally.get("aside", {}),
        "remarks": one.remarks,
    }


def _alert(one: Alert) -> dict[str, Any]:
    fields = ("indicator", "year", "about", "level", "state", "message", "figures", "first_on", "last_on")
    return {
        "id": one.pk,
        "region": one.region.code,
        "unit": one.unit_id,
        **{field: getattr(one, field) for field in fields},
    }
