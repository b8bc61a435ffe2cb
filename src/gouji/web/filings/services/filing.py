"""Handing in: a file becomes the next version of its unit's filing of a kind and year (and number, where there are several)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.filings.models import MOST_OF_A_KIND, SEVERAL, Check, Filing, Kind, Stage, Version
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from gouji.web.filings.models import Original
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights
    from gouji.web.units.models import Unit

_LONGEST_NAME = 255
_NUMBERS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Handed:
    """What a file became: its version, the check that is to run over it, and whether the version is new."""

    version: Version
    check: Check
    new: bool


def file_document(  # noqa: PLR0913  what a person fills in
    actor: User | None,
    unit: Unit,
    kind: str,
    year: int,
    original: Original,
    file_name: str,
    *,
    ordinal: int | None = None,
    note: str = "",
    queue: bool = True,
) -> Handed:
    """Make a file the next version of a filing, found or made by unit, kind, year and number, and queue its check.

    Of kinds of which there may be several, a file without a number is a new one, never the next version of another. The file
    that is the current version already changes nothing. ``actor`` None is the desk itself. A filing that was
    handed in is replaced by the unit only after it was returned. Raises PermissionDenied, Refused.
    """
    _may_file(actor, unit)
    with transaction.atomic():
        filing = _filing(actor, unit, kind, year, _number(unit, kind, year, original, ordinal))
        current = filing.versions.first()
        if current is not None and current.original_id == original.sha256:
            return Handed(current, current.checks.first() or _checked_anew(current, queue=queue), new=False)
        if current is not None:
            _may_replace(actor, filing)
        version = filing.versions.create(
            number=current.number + 1 if current else 1,
            original=original,
            file_name=file_name.replace("\\", "/").rsplit("/", 1)[-1][-_LONGEST_NAME:],
            note=note,
            filed_by=actor,
        )
        if current is not None:
            _withdraw_clearance(filing)
        record(actor, "filing.filed", filing, version=version.number, sha256=original.sha256, file=version.file_name)
        return Handed(version, _checked_anew(version, queue=queue), new=True)


def check_again(version: Version) -> Check:
    """Queue another check of a version: the engine or the corrections changed. Runs in the caller's transaction."""
    return _checked_anew(version, queue=True)


def may_replace(rights: Rights, filing: Filing) -> bool:
    """Whether a person with these rights may hand in the next version: a draft, or anything that he approves himself."""
    if filing.stage == Stage.DRAFT:
        return rights.at(Right.FILING_SUBMIT, filing.unit)
    return rights.at(Right.FILING_SUBMIT, filing.unit) and rights.at(Right.FILING_APPROVE, filing.unit)


def title_of(unit: Unit, kind: str, year: int, ordinal: int = 1) -> str:
    """Return how a filing is called: 青禾县林业局2025年部门预算, 青禾县人民政府2025年第二次预算调整方案."""
    return f"{unit.name}{year}年{label_of(unit, kind, ordinal)}"


def label_of(unit: Unit, kind: str, ordinal: int = 1) -> str:
    """Return the name of a kind of filing as a unit's title has it: 单位预算, 第二次预算调整方案."""
    label = str(Kind(kind).label)
    if unit.parent_id is not None:
        label = label.replace("部门", "单位")
    if ordinal > 1:
        nth = _NUMBERS[ordinal]
        label = f"第{nth}次{label}" if kind == Kind.ADJUSTMENT else f"{label}（{nth}）"
    return label


def number_of(unit: Unit, kind: str, year: int, original: Original) -> int:
    """Return which of its kind in the year a file is: the one whose current version it is, else the next."""
    others = Filing.objects.filter(unit=unit, kind=kind, year=year).order_by("ordinal").prefetch_related("versions")
    same = (one.ordinal for one in others if one.versions.all()[0].original_id == original.sha256)
    return next(same, max((one.ordinal for one in others), default=0) + 1)


def _number(unit: Unit, kind: str, year: int, original: Original, said: int | None) -> int:
    most = MOST_OF_A_KIND if kind in SEVERAL else 1
    number = said if said is not None else 1 if most == 1 else number_of(unit, kind, year, original)
    if not 1 <= number <= most:
        raise Refused("no_such_number", _("这种材料一年最多%(most)d份，请核对第几份。") % {"most": most})
    return number


def _may_file(actor: User | None, unit: Unit) -> None:
    if actor is not None and not rights_of(actor).at(Right.FILING_SUBMIT, unit):
        raise PermissionDenied
    if unit.until is not None:
        raise Refused("unit_closed", _("%(unit)s已撤销，请选择承接的单位。") % {"unit": unit})


def _may_replace(actor: User | None, filing: Filing) -> None:
    """Refuse to let a unit replace what it handed in; those who review may."""
    if actor is not None and not may_replace(rights_of(actor), filing):
        raise Refused(
            "already_submitted", _("“%(title)s”已经报送，请先请审核人员退回，再报送新的版本。") % {"title": filing}
        )


def _filing(actor: User | None, unit: Unit, kind: str, year: int, ordinal: int) -> Filing:
    """Return the filing, locked, made by whoever hands in first; a new one handed in by a reviewer is no draft."""
    found = Filing.objects.select_for_update(of=("self",)).select_related("unit__region")

    def stage() -> Stage:
        reviewed = actor is None or rights_of(actor).at(Right.FILING_REVIEW, unit)
        return Stage.SUBMITTED if reviewed else Stage.DRAFT

    made = {"title": title_of(unit, kind, year, ordinal), "stage": stage, "created_by": actor}
    return found.get_or_create(unit=unit, kind=Kind(kind), year=year, ordinal=ordinal, defaults=made)[0]


def _checked_anew(version: Version, *, queue: bool) -> Check:
    from gouji.web.filings.tasks import run_check  # noqa: PLC0415  the task calls services itself

    check = version.checks.create()
    if queue:
        run_check.enqueue(check.pk)
    return check


def _withdraw_clearance(filing: Filing) -> None:
    """Take back what was given to the version before: secrecy check and release."""
    filing.secrecy_checked_at = filing.secrecy_checked_by = filing.released_at = filing.released_by = None
    filing.save(update_fields=["secrecy_checked_at", "secrecy_checked_by", "released_at", "released_by"])
