"""Open a matter: by hand, or from confirmed findings; the same problem again is linked or reopens the old one."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction

from gouji.web.filings.models import Finding
from gouji.web.matters.kinds import kind_of
from gouji.web.matters.models import Matter
from gouji.web.matters.services.base import note, write
from gouji.web.matters.services.errors import MissingError, NotAllowedError, NotNowError
from gouji.web.people.rights import rights_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from gouji.web.matters.kinds.shape import Kind
    from gouji.web.people.models import User
    from gouji.web.units.models import Region, Unit

_NO_MEANING = re.compile(r"[\W\d_〇一二三四五六七八九十]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new matter says: its kind, place, words, and the confirmed findings that it rests on."""

    kind: str
    region: Region
    title: str
    unit: Unit | None = None
    body: str = ""
    findings: Sequence[Finding] = ()
    importance: str = Matter.Importance.NORMAL
    own_list: bool = False  # its items tell what came again, not its title


def key_of(text: str) -> str:
    """Return the key under which the same problem comes again: the words without digits, years and punctuation.

    >>> key_of("2024年决算公开超期3天") == key_of("2025年，决算公开超期11天")
    True
    """
    return hashlib.sha256(_NO_MEANING.sub("", text).encode()).hexdigest()


@transaction.atomic
def open_matter(draft: Draft, actor: User, *, today: dt.date) -> Matter:
    """Open a matter and return it; where its kind says so, the closed matter of the same problem is reopened instead.

    Raises NotAllowedError, MissingError, and NotNowError where a finding is not confirmed or already stands in an open matter.
    """
    kind = kind_of(draft.kind)
    if not rights_of(actor, today).in_region(kind.opens, draft.region):
        raise NotAllowedError(f"您的岗位不能在{draft.region}提出{kind.name}。")
    _sense(kind, draft)
    earlier = None if draft.own_list else earlier_of(draft)
    if earlier and kind.recurs == "reopen":
        return _come_again(earlier, draft, actor, today)
    matter = _create(kind, draft, actor, earlier, today)
    reason = f"与{earlier.opened_on.year}年的“{earlier}”同类" if earlier else ""
    note(
        matter,
        actor,
        "opened",
        "提出" if kind.opens.startswith("suggestion") else "立项",
        today=today,
        was=("", None),
        reason=reason,
    )
    return matter


@transaction.atomic
def open_from_findings(
    kind: str, findings: Iterable[Finding], actor: User, *, title: str, today: dt.date
) -> list[Matter]:
    """Open one matter a unit from confirmed findings of any number of units."""
    ordered = sorted(findings, key=lambda finding: (finding.filing.unit_id, finding.pk))
    opened = []
    for _, group in groupby(ordered, key=lambda finding: finding.filing.unit_id):
        own = list(group)
        unit = own[0].filing.unit
        opened.append(open_matter(Draft(kind, unit.region, title, unit, findings=own), actor, today=today))
    return opened


def earlier_of(draft: Draft) -> Matter | None:
    """Return the latest matter of the same kind and unit with the same problem: by its findings, otherwise by its title."""
    same = Matter.objects.filter(kind=draft.kind, region=draft.region, unit=draft.unit).order_by("-pk")
    if draft.findings:
        keys = {finding.recurrence_key for finding in draft.findings} - {""}
        return same.filter(findings__recurrence_key__in=keys).first()
    return same.filter(recurrence_key=key_of(draft.title)).first()


def _sense(kind: Kind, draft: Draft) -> None:
    if not draft.title.strip():
        raise MissingError(f"请填写{kind.subject}。")
    if kind.unit_first and draft.unit is None:
        raise MissingError("请选择单位。")
    if draft.unit and draft.unit.region_id != draft.region.pk:
        raise MissingError("单位不在这个地区。")
    if draft.findings and not kind.findings:
        raise MissingError(f"{kind.name}不由疑点提出。")
    # Locked until the matter stands: of two people who ask about one finding at once, the second sees the first one's matter.
    pks = [finding.pk for finding in draft.findings]
    for finding in Finding.objects.select_for_update().filter(pk__in=pks).order_by("pk"):
        if finding.state != Finding.State.CONFIRMED:
            raise NotNowError(f"疑点“{finding}”还没有确认为问题，请先复核。")
        taken = finding.matters.filter(is_open=True).first()
        if taken:
            raise NotNowError(f"问题“{finding}”已在“{taken}”中办理。")


def _create(kind: Kind, draft: Draft, actor: User, earlier: Matter | None, today: dt.date) -> Matter:
    matter = Matter.objects.create(
        kind=kind.code,
        title=draft.title.strip(),
        body=draft.body,
        region=draft.region,
        unit=draft.unit,
        state=kind.start,
        year=today.year,
        importance=draft.importance,
        recurrence_key=key_of(draft.title),
        follows=earlier,
        raised_by=actor if kind.opens.startswith("suggestion") else None,
        opened_by=actor,
        opened_on=today,
    )
    matter.findings.set(draft.findings)
    return matter


def _come_again(earlier: Matter, draft: Draft, actor: User, today: dt.date) -> Matter:
    """Take the problem into the matter it already had, reopened where that was closed."""
    was = (earlier.state, earlier.due_on)
    if not earlier.is_open:
        fresh = {"is_open": True, "closed_on": None, "deadline": "", "started_on": None, "due_on": None}
        write(earlier, earlier.version, state=earlier.the_kind.reopened, year=today.year, **fresh)
    earlier.findings.add(*draft.findings)
    note(
        earlier,
        actor,
        "recurred",
        "同类问题再次出现",
        today=today,
        was=was,
        reason=draft.body or draft.title,
    )
    return earlier
