"""Filings, their versions and checks, what was found in them, and what is decided about it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the schema reads it
from typing import TYPE_CHECKING, Annotated, Any

from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest
from ninja import Field, File, Form, Query, Router, Schema, Status
from ninja.errors import Throttled
from ninja.files import UploadedFile  # noqa: TC002  the route reads it

from gouji.web.api.frame import (
    ERRORS,
    IdempotencyKey,
    OneLine,
    Page,
    PagingQuery,
    Text,
    asker,
    paged,
)
from gouji.web.api.models import Scope
from gouji.web.core.rates import seconds_to_wait
from gouji.web.filings.access import access_filing, access_finding, filings_seen
from gouji.web.filings.models import MOST_OF_A_KIND, SEVERAL, Check, Filing, Finding, Kind, Stage, Version
from gouji.web.filings.services import findings as finding_services
from gouji.web.filings.services import store
from gouji.web.filings.services.filing import file_document
from gouji.web.people.roles import Right
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router(tags=["材料 filings"])
_UPLOADS, _AN_HOUR = 300, 3600


class CheckOut(Schema):
    """A run of the engine over a version."""

    state: str = Field(description="waiting, running, done, failed", examples=["done"])
    engine: str = Field(description="引擎版本", examples=["0.1.0"])
    figures: dict[str, Any] = Field(
        description="数字清点，与 gouji check 的 figures 相同",
        examples=[{"total": 412, "verified": 260, "contradicted": 2}],
    )
    problems: list[Any] = Field(description="读取中的问题", examples=[[]])
    finished_at: dt.datetime | None = Field(examples=["2026-03-16T09:30:00+08:00"])


class VersionOut(Schema):
    """A file handed in."""

    number: int = Field(examples=[1])
    file_name: str = Field(examples=["青禾县林业局2025年部门预算.docx"])
    sha256: str = Field(
        description="原件的 SHA-256", examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
    )
    size: int = Field(examples=[81920])
    filed_at: dt.datetime = Field(examples=["2026-03-16T09:30:00+08:00"])
    filed_by: str = Field(examples=["张三"])
    note: str = Field(examples=[""])
    check: CheckOut | None


class FilingOut(Schema):
    """A unit's document of one kind and year."""

    id: int = Field(examples=[7])
    unit: int = Field(description="单位 id", examples=[12])
    unit_name: str = Field(examples=["青禾县林业局"])
    kind: str = Field(description=", ".join(Kind.values), examples=["budget"])
    kind_name: str = Field(description="种类，中文", examples=["部门预算"])
    year: int = Field(examples=[2025])
    ordinal: int = Field(description="第几份；一年有几份的种类里大于 1，如第二次预算调整方案", examples=[1])
    title: str = Field(examples=["青禾县林业局2025年部门预算"])
    stage: str = Field(description=", ".join(Stage.values), examples=["submitted"])
    approved_on: dt.date | None = Field(examples=["2026-03-16"])
    published_on: dt.date | None = Field(examples=["2026-03-16"])
    released_at: dt.datetime | None = Field(examples=["2026-03-16T09:30:00+08:00"])
    findings: dict[str, int] = Field(
        description="疑点条数，按状态", examples=[{"open": 2, "confirmed": 1, "rejected": 0, "settled": 0}]
    )


class FilingWithVersions(FilingOut):
    """A filing with its versions, newest first."""

    versions: list[VersionOut]


class CitedOut(Schema):
    """A figure of another document that a finding was held against."""

    title: str = Field(examples=["青禾县林业局2024年部门预算"])
    version: int = Field(description="那份材料的版本 id", examples=[12])
    start: int = Field(description="数字在那份材料文本里的位置", examples=[512])
    text: str = Field(examples=["4.00万元"])
    where: str = Field(description="位置，一句话", examples=["第3页"])


class FindingOut(Schema):
    """A finding; ``place`` is a place as ``gouji check`` prints it."""

    id: int = Field(examples=[31])
    filing: int = Field(examples=[7])
    rule: str = Field(examples=["SU101"])
    severity: str = Field(description="error, warning, note", examples=["error"])
    state: str = Field(description=", ".join(Finding.State.values), examples=["open"])
    message: str = Field(examples=["分项之和与合计不一致，请核实。"])
    printed: str = Field(examples=["30.15万元"])
    expected: str = Field(description="参考值，拿不准时为空", examples=["6.10"])
    working: str = Field(examples=["41.20 - 30.15 - 4.05 - 0.90 = 6.10"])
    where: str = Field(description="位置，一句话", examples=["三、收支预算情况说明"])
    place: dict[str, Any] = Field(
        description="位置，与 gouji check 的 place 相同",
        examples=[{"page": 6, "start": 1024, "end": 1032, "text": "30.15万元"}],
    )
    beside: list[CitedOut] = Field(
        description="与哪些材料的哪些数对照得出；只凭本材料得出时为空",
        examples=[
            [{"title": "青禾县林业局2024年部门预算", "version": 12, "start": 512, "text": "4.00万元", "where": ""}]
        ],
    )
    by_hand: bool = Field(examples=[False])
    fingerprint: str = Field(
        description="同一疑点在各版本里相同",
        examples=["3b5d5c3712955042212316173ccf37be800c6c1ef0c5d5d8a4f4d6f6f0f2a9b1"],
    )
    first_version: int = Field(examples=[1])
    last_version: int = Field(examples=[2])
    found_at: dt.datetime = Field(examples=["2026-03-16T09:30:00+08:00"])


class DecisionIn(Schema):
    """What is decided about a finding."""

    state: Finding.State = Field(description="改为哪个状态", examples=["confirmed"])
    reason: Text = Field("", description="理由；不予采纳、已更正和重新打开时必须写", examples=["与附表一致，属实。"])
    seen: Finding.State = Field(description="决定时看到的状态；别人先改过就不办理", examples=["open"])


class DecisionOut(Schema):
    """A decision that was made."""

    finding: int = Field(examples=[31])
    before: str = Field(examples=["open"])
    after: str = Field(examples=["confirmed"])
    reason: str = Field(examples=[""])
    at: dt.datetime = Field(examples=["2026-03-16T09:30:00+08:00"])
    by: str = Field(examples=["李四"])


class Wanted(Schema):
    """Which filings."""

    unit: int | None = Field(None, ge=1, le=2**63 - 1, description="单位 id，含所属单位", examples=[12])
    kind: Kind | None = Field(None, description="种类", examples=["budget"])
    year: int | None = Field(None, ge=1990, le=2100, description="年度", examples=[2025])
    stage: Stage | None = Field(None, description="阶段", examples=["submitted"])
    q: OneLine = Field("", description="标题里的字", examples=["林业"])


class WantedFindings(Schema):
    """Which findings."""

    state: Finding.State | None = Field(None, description="状态", examples=["open"])
    severity: Finding.Severity | None = Field(None, description="等级", examples=["error"])


class NewVersion(Schema):
    """Whose document a file is."""

    unit: int = Field(ge=1, le=2**63 - 1, description="单位 id", examples=[12])
    kind: Kind = Field(description="种类", examples=["budget"])
    year: int = Field(ge=1990, le=2100, description="年度", examples=[2025])
    ordinal: int | None = Field(
        None,
        ge=1,
        le=MOST_OF_A_KIND,
        description=f"第几份；{'、'.join(sorted(SEVERAL))} 一年可有几份，空着就是新的一份",
        examples=[1],
    )
    note: OneLine = Field("", description="说明", examples=["按审核意见修改"])


@router.get("/filings", response={200: Page[FilingOut], **ERRORS}, summary="材料 Filings", operation_id="list_filings")
def filings(request: HttpRequest, paging: PagingQuery, wanted: Annotated[Wanted, Query()]) -> dict[str, Any]:
    """List the filings that the token's person may read, newest year first."""
    _user, rights = asker(request, Scope.READ)
    rows = filings_seen(rights)
    if wanted.unit:
        unit = Unit.objects.filter(pk=wanted.unit).first()
        rows = rows.filter(unit__path__startswith=unit.path) if unit else rows.none()
    for field in ("kind", "year", "stage"):
        if (value := getattr(wanted, field)) is not None:
            rows = rows.filter(**{field: value})
    if wanted.q:
        rows = rows.filter(title__icontains=wanted.q)
    return paged(_counted(rows).order_by("-year", "unit__code", "kind", "ordinal", "pk"), paging, _filing)


@router.get(
    "/filings/{int:filing_id}",
    response={200: FilingWithVersions, **ERRORS},
    summary="一份材料 A filing",
    operation_id="get_filing",
)
def filing(request: HttpRequest, filing_id: int) -> dict[str, Any]:
    """Return one filing with its versions and their checks."""
    user, _rights = asker(request, Scope.READ)
    access_filing(user, filing_id)
    return _whole(filing_id)


@router.post(
    "/filings",
    response={201: FilingWithVersions, **ERRORS},
    summary="报送一个版本 Hand in a version",
    operation_id="file_version",
)
def file_version(
    request: HttpRequest,
    key: IdempotencyKey,  # noqa: ARG001  the door reads it
    about: Annotated[NewVersion, Form()],
    file: Annotated[UploadedFile, File(description="docx, pdf, xlsx, html, txt…")],
) -> Status[dict[str, Any]]:
    """Hand in a file as the next version of the unit's filing of this kind, year and number; its check is queued.

    The bytes of the current version again change nothing and are answered alike.
    """
    user, rights = asker(request, Scope.FILE)
    if wait := seconds_to_wait("api_upload", f"user{user.pk}", _UPLOADS, _AN_HOUR):
        raise Throttled(wait)
    unit = (
        Unit.objects.filter(rights.reach(Right.FILING_READ), pk=about.unit).select_related("region", "parent").first()
    )
    if unit is None:
        raise Http404
    original = store.keep(file.chunks(), file.name or "file")
    handed = file_document(
        user, unit, about.kind, about.year, original, file.name or "file", ordinal=about.ordinal, note=about.note
    )
    return Status(201, _whole(handed.version.filing_id))


@router.get(
    "/filings/{int:filing_id}/findings",
    response={200: Page[FindingOut], **ERRORS},
    summary="疑点 Findings",
    operation_id="list_findings",
)
def findings(
    request: HttpRequest, filing_id: int, paging: PagingQuery, wanted: Annotated[WantedFindings, Query()]
) -> dict[str, Any]:
    """List a filing's findings in the order of the document."""
    user, _rights = asker(request, Scope.READ)
    rows = access_filing(user, filing_id).findings.select_related("first_seen", "last_seen")
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.severity:
        rows = rows.filter(severity=wanted.severity)
    return paged(rows, paging, _finding)


@router.get(
    "/findings/{int:finding_id}",
    response={200: FindingOut, **ERRORS},
    summary="一条疑点 A finding",
    operation_id="get_finding",
)
def finding(request: HttpRequest, finding_id: int) -> dict[str, Any]:
    """Return one finding."""
    user, _rights = asker(request, Scope.READ)
    return _finding(access_finding(user, finding_id))


@router.post(
    "/findings/{int:finding_id}/decisions",
    response={201: DecisionOut, **ERRORS},
    summary="对疑点作决定 Decide",
    operation_id="decide_finding",
)
def decide(
    request: HttpRequest,
    finding_id: int,
    key: IdempotencyKey,  # noqa: ARG001  the door reads it
    decision: DecisionIn,
) -> Status[dict[str, Any]]:
    """Confirm a finding, reject it with a reason, mark it as put right, or open it again."""
    user, _rights = asker(request, Scope.DECIDE)
    found = access_finding(user, finding_id)
    made = finding_services.decide(user, found, decision.state, decision.reason, decision.seen)
    said = {
        "finding": found.pk,
        "before": made.before,
        "after": made.after,
        "reason": made.reason,
        "at": made.at,
        "by": str(user),
    }
    return Status(201, said)


def _counted(rows: QuerySet[Filing]) -> QuerySet[Filing]:
    counts = {
        f"count_{state}": Count("findings", Q(findings__state=state), distinct=True) for state in Finding.State.values
    }
    return rows.annotate(**counts)


def _filing(row: Filing) -> dict[str, Any]:
    return {
        "id": row.pk,
        "unit": row.unit_id,
        "unit_name": row.unit.name,
        "kind": row.kind,
        "kind_name": row.get_kind_display(),
        "year": row.year,
        "ordinal": row.ordinal,
        "title": row.title,
        "stage": row.stage,
        "approved_on": row.approved_on,
        "published_on": row.published_on,
        "released_at": row.released_at,
        "findings": {state: getattr(row, f"count_{state}") for state in Finding.State.values},
    }


def _whole(filing_id: int) -> dict[str, Any]:
    checks = Prefetch("checks", Check.objects.order_by("-pk"))
    versions = Version.objects.select_related("original", "filed_by").prefetch_related(checks)
    row = (
        _counted(Filing.objects.select_related("unit"))
        .prefetch_related(Prefetch("versions", versions))
        .get(pk=filing_id)
    )
    return {**_filing(row), "versions": [_version(version) for version in row.versions.all()]}


def _version(row: Version) -> dict[str, Any]:
    checks = list(row.checks.all())
    return {
        "number": row.number,
        "file_name": row.file_name,
        "sha256": row.original_id,
        "size": row.original.size,
        "filed_at": row.filed_at,
        "filed_by": str(row.filed_by or ""),
        "note": row.note,
        "check": _check(checks[0]) if checks else None,
    }


def _check(row: Check) -> dict[str, Any]:
    return {
        "state": row.state,
        "engine": row.engine,
        "figures": row.account,
        "problems": row.problems,
        "finished_at": row.finished_at,
    }


def _finding(row: Finding) -> dict[str, Any]:
    return {
        "id": row.pk,
        "filing": row.filing_id,
        "rule": row.rule,
        "severity": row.severity,
        "state": row.state,
        "message": row.message,
        "printed": row.printed,
        "expected": row.expected,
        "working": row.working,
        "where": row.where,
        "place": row.place,
        "beside": row.cited,
        "by_hand": row.by_hand,
        "fingerprint": row.fingerprint,
        "first_version": row.first_seen.number,
        "last_version": row.last_seen.number,
        "found_at": row.found_at,
    }
