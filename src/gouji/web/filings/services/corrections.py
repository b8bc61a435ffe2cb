"""Figures that the engine misread, as a person reads them; the version is checked again at once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.filings.models import Correction
from gouji.web.filings.services.filing import check_again
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.filings.models import Filing, Version
    from gouji.web.people.models import User

UNITS = ("", "元", "万元", "亿元", "%", "个", "人", "辆", "台", "批次", "人次", "平方米")
"""Units that a corrected figure may be given; "" leaves the one that was read."""
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person reads at a place, as typed; ``unit`` "" keeps the unit that the engine read."""

    value: str
    unit: str
    reason: str


def correct(
    actor: User, version: Version, span: tuple[int, int], printed: str, read: Reading, now: dt.datetime
) -> Correction:
    """Say what stands at a span (start, end) of a version's text; an earlier correction of the same figure is withdrawn.

    Raises PermissionDenied, Refused.
    """
    _may_correct(actor, version.filing)
    start, end = span
    value = _decimal(read.value)
    if read.unit not in UNITS:
        raise Refused("unknown_unit", _("没有这个计量单位，请从列表中选择。"))
    if not read.reason.strip():
        raise Refused("reason_missing", _("请写明理由，例如“扫描件第3页此处印的是36.25”。"))
    if not 0 <= start < end:
        raise Refused("no_figure", _("请先在正文中点选要校正的数字。"))
    with transaction.atomic():
        same = version.filing.corrections.filter(
            original_id=version.original_id, start=start, end=end, withdrawn_at=None
        )
        earlier = same.first()
        if earlier is not None:
            same.update(withdrawn_at=now)
        correction = Correction.objects.create(
            filing=version.filing,
            original_id=version.original_id,
            start=start,
            end=end,
            printed=printed[:200],
            value=format(value, "f"),
            unit=read.unit,
            reason=read.reason.strip()[:200],
            by=actor,
        )
        record(
            actor,
            "figure.corrected",
            version.filing,
            place=[start, end],
            value=[f"{earlier.value}{earlier.unit}" if earlier else printed, f"{correction.value}{correction.unit}"],
            reason=correction.reason,
        )
        check_again(version)
    return correction


def withdraw(actor: User, correction: Correction, now: dt.datetime) -> None:
    """Take a correction back; what the engine reads counts again. Raises PermissionDenied."""
    _may_correct(actor, correction.filing)
    with transaction.atomic():
        left = Correction.objects.filter(pk=correction.pk, withdrawn_at=None).update(withdrawn_at=now)
        current = correction.filing.versions.first()
        if left and current is not None:
            record(actor, "figure.correction_withdrawn", correction.filing, value=str(correction))
            check_again(current)


def _may_correct(actor: User, filing: Filing) -> None:
    if not rights_of(actor).at(Right.FILING_SUBMIT, filing.unit):
        raise PermissionDenied


def _decimal(value: str) -> Decimal:
    """Return the value as written; an exponent or a mark that is no number is refused."""
    text = value.strip().replace(",", "").replace("，", "")
    try:
        read = Decimal(text)
    except InvalidOperation:
        read = Decimal("NaN")
    if not read.is_finite() or "e" in text.lower() or len(text) > _LONGEST:
        raise Refused("not_a_number", _("“%(value)s”不是一个数，请写成 36.25 这样。") % {"value": value})
    return read
