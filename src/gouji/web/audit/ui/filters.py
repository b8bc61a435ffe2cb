"""How the events are searched: who, what, when, which thing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gouji.web.audit import words
from gouji.web.audit.models import Event

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

_TEXT = forms.TextInput(attrs={"class": "form-control"})
_CHOICE = forms.Select(attrs={"class": "form-select"})
_DAY = forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d")


class EventFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    """Person, action, thing, and days from and to."""

    who = django_filters.CharFilter(field_name="actor_name", lookup_expr="icontains", label=_("操作人"), widget=_TEXT)
    what = django_filters.ChoiceFilter(
        field_name="action",
        label=_("操作"),
        empty_label=_("全部"),
        choices=lambda: _sorted(words.actions()),
        widget=_CHOICE,
    )
    thing = django_filters.CharFilter(method="of_thing", label=_("对象"), widget=_TEXT)
    since = django_filters.DateFilter(method="from_day", label=_("从"), widget=_DAY)
    until = django_filters.DateFilter(method="to_day", label=_("到"), widget=_DAY)
    object_type = django_filters.CharFilter(widget=forms.HiddenInput)
    object_id = django_filters.CharFilter(widget=forms.HiddenInput)

    class Meta:
        """Only the filters named above."""

        model = Event
        fields = ()

    def from_day(self, events: QuerySet[Event], _name: str, value: dt.date) -> QuerySet[Event]:
        """Leave the events from the first minute of a day on."""
        return events.filter(at__gte=_midnight(value))

    def to_day(self, events: QuerySet[Event], _name: str, value: dt.date) -> QuerySet[Event]:
        """Leave the events up to the end of a day."""
        return events.filter(at__lt=_midnight(value + dt.timedelta(days=1)))

    def of_thing(self, events: QuerySet[Event], _name: str, value: str) -> QuerySet[Event]:
        """Leave the events of things so named, or of that number in the chain."""
        number = Q(number=int(value)) if value.isdecimal() and len(value) < 19 else Q()  # noqa: PLR2004  a 64-bit number
        return events.filter(Q(object_name__icontains=value) | number)


def _midnight(day: dt.date) -> dt.datetime:
    """Return when a day begins here: a bound that the index on time can use."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _sorted(named: dict[str, StrOrPromise]) -> list[tuple[str, StrOrPromise]]:
    return sorted(named.items(), key=lambda pair: pair[0])
