"""Files that come together, each to be placed by what it says itself: unit, kind, year. What it leaves open waits (待认领)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.core.failures import counted_try
from gouji.web.filings.errors import DamagedError
from gouji.web.filings.models import SEVERAL, Check, Filing, Intake, Kind, Original
from gouji.web.filings.services import checking, engine
from gouji.web.filings.services.derived import corrections_of
from gouji.web.filings.services.filing import file_document, number_of
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.units.services import below, find_unit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from gouji import api
    from gouji.web.filings.services.filing import Handed
    from gouji.web.people.models import User
    from gouji.web.units.models import Region, Unit

_GIVEN_UP = "三次识别都中途停止，请换一份文件或反馈。"
_PLACED = {kind for kind in Kind.values if kind != Kind.OTHER}


def take_in(
    actor: User | None,
    region: Region,
    files: Iterable[tuple[str, Original]],
    note: str = "",
    batch: uuid.UUID | None = None,
) -> list[Intake]:
    """Take files in under one batch and queue their placing; all or none. Raises PermissionDenied."""
    if actor is not None and not rights_of(actor).anywhere(Right.FILING_SUBMIT):
        raise PermissionDenied
    together = batch or uuid.uuid4()
    with transaction.atomic():
        return [_received(actor, region, name, original, note, together) for name, original in files]


def place(intake_id: int, now: dt.datetime, today: dt.date) -> None:
    """Place one file, or unpack it where it is an archive.

    Of one that was dealt with only what a process killed on the way left unsaid is made up for.
    """
    intake = Intake.objects.select_related("by", "region", "original").get(pk=intake_id)
    if intake.ended or intake.original is None:
        _make_heard(intake, now, today)
        return
    if intake.attempts >= checking.MOST_ATTEMPTS:
        _end(intake, Intake.State.REFUSED, _GIVEN_UP)
        return
    with counted_try(Intake.objects.filter(pk=intake_id), problem=checking.NO_ROOM):
        _place(intake, now, today)


def _make_heard(intake: Intake, now: dt.datetime, today: dt.date) -> None:
    """Tell of the checks that were stored when a file was placed, and that nobody was told of."""
    for check in Check.objects.filter(version=intake.version_id, state=Check.State.DONE, told=False):
        checking.run(check.pk, now, today)


def _place(intake: Intake, now: dt.datetime, today: dt.date) -> None:
    if intake.original is None:
        return
    try:
        members = engine.unpack(intake.original, intake.file_name)
        if members is not None:
            _unpacked(intake, members)
            return
        checked = engine.examine(
            intake.original, intake.file_name, today, told=lambda done, total: _progress(intake.pk, done, total)
        )
    except DamagedError:
        _end(intake, Intake.State.REFUSED, checking.DAMAGED)
        return
    if checked is None or checked.extraction is None:
        problems = [] if checked is None else [problem.zh for problem in checked.document.problems]
        _end(intake, Intake.State.REFUSED, "".join(problems) or "没有读到内容，请核对文件。")
        return
    _by_itself(intake, checked, now, today)


def claim(actor: User, intake: Intake, unit: Unit, kind: str, year: int, ordinal: int | None = None) -> Handed:
    """Place a file by hand (认领). Raises PermissionDenied, Refused."""
    if intake.state not in {Intake.State.UNPLACED, Intake.State.REFUSED} or intake.original is None:
        raise Refused("already_dealt_with", _("这份文件已经处理过，请刷新页面。"))
    with transaction.atomic():
        handed = file_document(
            actor, unit, kind, year, intake.original, intake.file_name, ordinal=ordinal, note=intake.note
        )
        done = Intake.objects.filter(pk=intake.pk, state=intake.state).update(
            state=Intake.State.PLACED,
            version=handed.version,
            kind=kind,
            year=year,
            ordinal=handed.version.filing.ordinal,
            problem="",
        )
        if not done:
            raise Refused("changed_meanwhile", _("这份文件已由他人处理，请刷新页面。"))
        record(
            actor, "intake.claimed", intake, unit=str(unit), kind=kind, year=year, ordinal=handed.version.filing.ordinal
        )
    return handed


def dismiss(actor: User, intake: Intake, reason: str) -> None:
    """Say that a file is nobody's filing (不收). Raises PermissionDenied, Refused."""
    if not (intake.by_id == actor.pk or rights_of(actor).in_region(Right.FILING_SUBMIT, intake.region)):
        raise PermissionDenied
    if not reason.strip():
        raise Refused("reason_missing", _("请写明理由。"))
    with transaction.atomic():
        waiting = Intake.objects.filter(pk=intake.pk, state__in=(Intake.State.UNPLACED, Intake.State.REFUSED))
        if waiting.update(state=Intake.State.DISMISSED, problem=reason.strip()):
            record(actor, "intake.dismissed", intake, reason=reason.strip())


def _received(actor: User | None, region: Region, name: str, original: Original, note: str, batch: uuid.UUID) -> Intake:
    intake = Intake.objects.create(
        batch=batch, region=region, original=original, file_name=name[-400:], note=note[:200], by=actor
    )
    record(actor, "intake.received", intake, sha256=original.sha256, size=original.size)
    _queue(intake)
    return intake


def _queue(intake: Intake) -> None:
    from gouji.web.filings.tasks import place_intake  # noqa: PLC0415  the task calls this module

    place_intake.enqueue(intake.pk)


def _unpacked(intake: Intake, members: list[tuple[str, Original | str]]) -> None:
    """Make an intake of each document of an archive, each once however often this runs."""
    with transaction.atomic():
        if not Intake.objects.filter(pk=intake.pk, state=Intake.State.WAITING).update(state=Intake.State.UNPACKED):
            return
        for name, content in members:
            held = content if isinstance(content, Original) else None
            member = Intake.objects.create(
                batch=intake.batch,
                parent=intake,
                region=intake.region,
                original=held,
                file_name=name[-400:],
                note=intake.note,
                by=intake.by,
                state=Intake.State.WAITING if held else Intake.State.REFUSED,
                problem="" if held else str(content),
            )
            if held:
                _queue(member)
        record(intake.by, "intake.unpacked", intake, members=len(members))


def _by_itself(intake: Intake, checked: api.Checked, now: dt.datetime, today: dt.date) -> None:
    """Place a file by its own first part; say what is missing where it cannot be placed."""
    part = checked.extraction.parts[0] if checked.extraction else None
    if part is None or intake.original is None:
        return
    said = part.paper or part
    name = f"{part.region}人民政府" if part.paper and part.region else part.unit
    intake.unit_name, intake.kind = name[:200], said.kind if said.kind in Kind.values else Kind.OTHER
    intake.year = said.year
    reach = rights_of(intake.by).reach(Right.FILING_SUBMIT) if intake.by else below(intake.region)
    unit = find_unit(name, reach, today, part.level)
    department = None if unit else find_unit(name, reach, today)
    intake.ordinal = _ordinal(intake, unit, part.paper.nth if part.paper else None)
    missing = _missing(intake, unit, department)
    if missing or unit is None or intake.year is None or intake.ordinal is None:
        _end(intake, Intake.State.UNPLACED, missing)
        return
    try:
        with transaction.atomic():
            handed = file_document(
                intake.by,
                unit,
                intake.kind,
                intake.year,
                intake.original,
                intake.file_name,
                ordinal=intake.ordinal,
                note=intake.note,
                queue=False,
            )
            checking.store(handed.check, checked, corrections_of(handed.version), now)
            intake.version = handed.version
            _end(intake, Intake.State.PLACED, "" if handed.new else "与现有版本相同，没有新增版本。")
        checking.tell(handed.check, checked)
    except (Refused, PermissionDenied) as error:
        intake.version = None
        _end(intake, Intake.State.UNPLACED, str(error) or "您不能为这个单位报送。")


def _ordinal(intake: Intake, unit: Unit | None, said: int | None) -> int | None:
    """Return which of its kind in the year a file is; None where there may be another one and the file does not say."""
    if said is not None or intake.kind not in SEVERAL:
        return said or 1
    if unit is None or intake.year is None or intake.original is None:
        return None
    number = number_of(unit, intake.kind, intake.year, intake.original)
    filed = Filing.objects.filter(unit=unit, kind=intake.kind, year=intake.year)
    return number if not filed.exists() or filed.filter(ordinal=number).exists() else None


def _missing(intake: Intake, unit: Unit | None, department: Unit | None) -> str:
    """Return what a person has to say about a file, "" where it says all itself.

    A document of a department alone, without its subordinate units, is no version of the department's own.
    """
    if unit is None and department is not None:
        return f"文中写的是“{department}”本级的材料，单位名录里它下面没有本级单位，请先添加，或选择单位。"
    if unit is None and intake.unit_name:
        return f"文中的单位“{intake.unit_name}”不在您负责的单位名录中，请选择单位。"
    if unit is None:
        return "没有认出单位，请选择。"
    if intake.kind not in _PLACED:
        return "没有认出是哪一种材料，请选择。"
    if not intake.year:
        return "没有认出年度，请填写。"
    label = Kind(intake.kind).label
    return "" if intake.ordinal else f"{unit}{intake.year}年已有{label}，请写明这是第几份：与已有的同号即为它的新版本。"


def _end(intake: Intake, state: Intake.State, problem: str) -> None:
    """Store what became of a waiting file; one that was dealt with meanwhile is left alone."""
    with transaction.atomic():
        found = Intake.objects.filter(pk=intake.pk, state=Intake.State.WAITING).update(
            state=state,
            problem=problem,
            unit_name=intake.unit_name,
            kind=intake.kind,
            year=intake.year,
            ordinal=intake.ordinal,
            version=intake.version,
        )
        if found:
            record(intake.by, f"intake.{state}", intake, unit=intake.unit_name, problem=problem)


def _progress(intake_id: int, done: int, total: int) -> None:
    Intake.objects.filter(pk=intake_id).update(pages_done=done, pages_total=total)
