"""Which events a person may read, and what they say in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gouji.web.audit.models import Event
from gouji.web.audit.words import field_word
from gouji.web.people.roles import RIGHTS, Right

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django_stubs_ext import StrOrPromise

    from gouji.web.people.rights import Rights

_PAIR = 2
_OWN_WORDS: dict[str, StrOrPromise] = {"reason": _("理由"), "note": _("说明"), "name": _("名称")}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an event says: what it is called, its old value (empty where there was none) and its new one."""

    label: StrOrPromise
    old: str
    new: str


def readable(rights: Rights) -> QuerySet[Event]:
    """Return the events of the regions where the person may read them; those of no region are for the topmost region."""
    found = Q(pk__in=())
    for seat in rights.seats:
        if Right.AUDIT_READ in RIGHTS[seat.role] and seat.region:
            found |= Q(region__startswith=seat.region)
            if seat.region.count("/") == 1:
                found |= Q(region="")
    return Event.objects.filter(found)


def of_thing(rights: Rights, thing: Model) -> QuerySet[Event]:
    """Return what happened to one thing, the newest first, as far as the person may read it."""
    label, key = thing._meta.label_lower, str(thing.pk)
    return readable(rights).filter(object_type=label, object_id=key).order_by("-number")


def changes(event: Event) -> list[Change]:
    """Return what an event says beyond who, what and when: changed fields with both values, then the reason."""
    told = [_change(event.object_type, name, value) for name, value in event.detail.items() if value not in ("", None)]
    return sorted(told, key=lambda change: change.label == _OWN_WORDS["reason"])


def _change(object_type: str, name: str, value: object) -> Change:
    label = _OWN_WORDS.get(name) or field_word(object_type, name)
    if isinstance(value, list) and len(value) == _PAIR:
        return Change(label, _words(value[0]), _words(value[1]))
    return Change(label, "", _words(value))


def _words(value: object) -> str:
    if isinstance(value, list):
        return "、".join(_words(one) for one in value)
    if isinstance(value, dict):
        return "；".join(f"{key}：{_words(one)}" for key, one in value.items())
    if isinstance(value, bool):
        return str(_("是") if value else _("否"))
    return "" if value is None else str(value)
