"""How an office signs its letters, and its own forms of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gouji.web.audit.chain import record
from gouji.web.filings.services.store import keep
from gouji.web.matters.letters.template import problems_of
from gouji.web.matters.models import Office, Template
from gouji.web.matters.services.errors import MissingError, NotAllowedError
from gouji.web.matters.services.numbering import office_of
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.people.models import User
    from gouji.web.units.models import Region

_MOST_BYTES = 5_000_000


@transaction.atomic
def save_office(
    region: Region, actor: User, *, today: dt.date, name: str, prefix: str, contact: str = "", phone: str = ""
) -> Office:
    """Set name, prefix of numbers and whom to ask; letters that went out keep what they said."""
    _require(region, actor, today)
    was = office_of(region)
    fields = {"name": name, "prefix": prefix, "contact": contact, "phone": phone}
    now, _ = Office.objects.update_or_create(region=region, defaults=fields)
    record(actor, "office.saved", now, **{key: [getattr(was, key), value] for key, value in fields.items()})
    return now


@transaction.atomic
def set_template(
    region: Region, actor: User, letter: tuple[str, str], name: str, data: bytes, *, today: dt.date
) -> Template:
    """Use a file as the form of a kind's letter from now on; raises MissingError with what is wrong with it."""
    _require(region, actor, today)
    if len(data) > _MOST_BYTES:
        raise MissingError("模板不能超过 5 MB。")
    if problems := problems_of(data):
        raise MissingError("".join(problems))
    office = office_of(region)
    if office.pk is None:
        office.save()
    kind, code = letter
    fields = {"original": keep([data], name), "file_name": name[:255]}
    made, _ = Template.objects.update_or_create(office=office, kind=kind, letter=code, defaults=fields)
    record(actor, "office.template", office, letter=[kind, code], file=[name, made.original_id])
    return made


def _require(region: Region, actor: User, today: dt.date) -> None:
    if not rights_of(actor, today).in_region(Right.MATTER_LEAD, region):
        raise NotAllowedError("只有本地区的人大负责人可以改发文设置。")
