"""Regions and units that the person may read filings of."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the schema reads it
from typing import TYPE_CHECKING, Annotated

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from gouji.web.api.frame import ERRORS, OneLine, Page, PagingQuery, asker, paged
from gouji.web.api.models import Scope
from gouji.web.people.roles import Right
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from gouji.web.people.rights import Rights

router = Router(tags=["单位 units"])


class RegionOut(Schema):
    """A region."""

    code: str = Field(description="区划代码（GB/T 2260）", examples=["990123"])
    name: str = Field(examples=["青禾县"])
    level: str = Field(description="province, city, county, township", examples=["county"])
    parent: str | None = Field(description="上级区划代码", examples=["990100"])


class UnitOut(Schema):
    """A unit."""

    id: int = Field(examples=[12])
    code: str = Field(description="单位编码", examples=["101"])
    name: str = Field(examples=["青禾县林业局"])
    short_name: str = Field(examples=["林业局"])
    region: str = Field(description="区划代码", examples=["990123"])
    parent: int | None = Field(description="主管部门的 id", examples=[None])
    nature: str = Field(description="administrative, civil_service, institution, other", examples=["administrative"])
    publishes: bool = Field(description="是否须公开预决算", examples=[True])
    since: dt.date | None = Field(description="设立日期", examples=["2019-03-01"])
    until: dt.date | None = Field(description="撤销的单位：存续的最后一天", examples=[None])
    former_names: list[str] = Field(examples=[["青禾县林业和园林局"]])


class Wanted(Schema):
    """Which units."""

    region: OneLine = Field("", description="区划代码，含下级", examples=["990123"])
    q: OneLine = Field("", description="名称、曾用名或编码的开头", examples=["林业"])


@router.get("/regions", response={200: Page[RegionOut], **ERRORS}, summary="区划 Regions", operation_id="list_regions")
def regions(request: HttpRequest, paging: PagingQuery) -> dict[str, Any]:
    """List the regions of the units that the token's person may read."""
    _user, rights = asker(request, Scope.READ)
    rows = Region.objects.filter(pk__in=_readable(rights).values("region")).select_related("parent").order_by("code")
    return paged(rows, paging, _region)


@router.get("/units", response={200: Page[UnitOut], **ERRORS}, summary="单位 Units", operation_id="list_units")
def units(request: HttpRequest, paging: PagingQuery, wanted: Annotated[Wanted, Query()]) -> dict[str, Any]:
    """List the units whose filings the token's person may read, closed ones too."""
    _user, rights = asker(request, Scope.READ)
    region, q = wanted.region, wanted.q
    rows = _readable(rights)
    if region:
        rows = rows.filter(
            Q(region__code=region) | Q(region__path__startswith=f"{region}/") | Q(region__path__contains=f"/{region}/")
        )
    if q:
        found = Q(name__icontains=q) | Q(names__name__icontains=q) | Q(code__startswith=q)
        rows = rows.filter(pk__in=Unit.objects.filter(found).values("pk"))
    return paged(rows.order_by("region__code", "code", "pk").prefetch_related("names"), paging, _unit)


@router.get(
    "/units/{int:unit_id}", response={200: UnitOut, **ERRORS}, summary="一个单位 A unit", operation_id="get_unit"
)
def unit(request: HttpRequest, unit_id: int) -> dict[str, Any]:
    """Return one unit."""
    _user, rights = asker(request, Scope.READ)
    found = _readable(rights).filter(pk=unit_id).first()
    if found is None:
        raise Http404
    return _unit(found)


def _readable(rights: Rights) -> QuerySet[Unit]:
    return Unit.objects.filter(rights.reach(Right.FILING_READ) | rights.reach(Right.UNITS_MANAGE)).select_related(
        "region"
    )


def _region(region: Region) -> dict[str, Any]:
    parent = region.parent.code if region.parent else None
    return {"code": region.code, "name": region.name, "level": region.level, "parent": parent}


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.pk,
        "code": unit.code,
        "name": unit.name,
        "short_name": unit.short_name,
        "region": unit.region.code,
        "parent": unit.parent_id,
        "nature": unit.nature,
        "publishes": unit.publishes,
        "since": unit.since,
        "until": unit.until,
        "former_names": [name.name for name in unit.names.all()],
    }
