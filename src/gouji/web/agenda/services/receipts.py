"""What a person enters as done, and takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gouji.web.agenda.models import Item, Receipt
from gouji.web.agenda.steps import steps, topics
from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.people.models import User
    from gouji.web.units.models import Region


def enter_receipt(  # noqa: PLR0913  what a person fills in
    actor: User, region: Region, step: str, year: int, on: dt.date, *, today: dt.date, occasion: int = 0, note: str = ""
) -> Receipt:
    """Enter that a step of a fiscal year was done on a day; raises PermissionDenied, Refused."""
    _may(actor, region)
    if step not in steps() or not _has(region, step, year, occasion):
        raise Refused("no_such_step", _("日程里没有这一项，请刷新页面查看。"))
    if steps()[step].reply:
        raise Refused("a_reply", _("批复日期请在“公开台账”登记，公开期限从那里算起。"))
    if on > today:
        raise Refused("day_ahead", _("日期还没有到，请核对。"))
    try:
        with transaction.atomic():
            made = Receipt.objects.create(
                region=region, step=step, year=year, occasion=occasion, on=on, note=note.strip()[:200], by=actor
            )
            record(actor, "receipt.entered", made, step=step, year=year, on=on, note=made.note)
    except IntegrityError as error:
        raise Refused("entered", _("这一项已经登记过，请刷新页面查看。")) from error
    return made


def take_back(actor: User, receipt: Receipt, reason: str, now: dt.datetime) -> None:
    """Take an entered receipt back, with the reason; what the desk itself has seen counts again. Raises as above."""
    _may(actor, receipt.region)
    if not reason.strip():
        raise Refused("reason_missing", _("请写明理由。"))
    with transaction.atomic():
        if not Receipt.objects.filter(pk=receipt.pk, taken_back_at=None).update(taken_back_at=now):
            raise Refused("taken_back", _("这条登记已经撤销，请刷新页面查看。"))
        record(actor, "receipt.taken_back", receipt, reason=reason.strip())


def _may(actor: User, region: Region) -> None:
    if not rights_of(actor).in_region(Right.AGENDA_KEEP, region):
        raise PermissionDenied


def _has(region: Region, step: str, year: int, occasion: int) -> bool:
    """Whether the step comes up there: every year under 0, else at the agenda item of this number."""
    topic = topics()[steps()[step].topic]
    if topic.usual is not None:
        return occasion == 0
    return Item.objects.filter(pk=occasion, meeting__region=region, topic=topic.code, year=year).exists()
