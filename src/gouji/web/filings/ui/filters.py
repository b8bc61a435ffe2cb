"""How the list of filings is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models import Filing, Kind, Stage
from gouji.web.units.filters import UnitFilter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gouji.web.filings.queries import Listed

_CHOICE = forms.Select(attrs={"class": "form-select"})
_FINDINGS = (("open", _("有待核疑点")), ("confirmed", _("有问题")), ("none", _("没有疑点和问题")))


class FilingFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    """Year, kind, unit, stage and findings."""

    q = UnitFilter()
    year = django_filters.ChoiceFilter(label=_("年度"), empty_label=_("全部"), widget=_CHOICE)
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=_("种类"), empty_label=_("全部"), widget=_CHOICE)
    stage = django_filters.ChoiceFilter(choices=Stage.choices, label=_("阶段"), empty_label=_("全部"), widget=_CHOICE)
    findings = django_filters.ChoiceFilter(
        choices=_FINDINGS, method="with_findings", label=_("疑点"), empty_label=_("全部"), widget=_CHOICE
    )

    class Meta:
        """Only the filters named above."""

        model = Filing
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  the base's signature
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def with_findings(self, filings: QuerySet[Listed], _name: str, value: str) -> QuerySet[Listed]:
        """Leave the filings with open findings, with confirmed ones, or with neither."""
        if value == "none":
            return filings.filter(open_count=0, confirmed_count=0)
        return filings.filter(**{f"{value}_count__gt": 0})
