"""How any list is narrowed by its unit: one field for the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from gouji.web.units.queries import called

if TYPE_CHECKING:
    from django.db.models import QuerySet


class UnitFilter(django_filters.CharFilter):  # type: ignore[misc]  # the library is untyped
    """Leaves what is of units so named now or once, or with that code."""

    def __init__(self) -> None:
        widget = forms.TextInput(attrs={"class": "form-control", "placeholder": _("单位名称或编码")})
        super().__init__(label=_("单位"), widget=widget)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Leave all where nothing is asked for."""
        return qs.filter(unit__in=called(value)) if value else qs
