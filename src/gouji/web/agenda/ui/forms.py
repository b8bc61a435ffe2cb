"""What the pages of the year ask for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gouji.web.agenda.folder.drafting import forms as drafts
from gouji.web.agenda.models import Meeting
from gouji.web.agenda.services.meetings import Plan
from gouji.web.agenda.services.terms import MOST
from gouji.web.agenda.steps import steps, topics
from gouji.web.core.forms import DayField

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST, _LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)


class MeetingForm(forms.Form):
    """A meeting with its agenda. Topics of the calendar year ``year`` and of the next are offered after ``kept``, those that it has."""

    kind = forms.ChoiceField(label=_("种类"), choices=Meeting.Kind.choices)
    name = forms.CharField(label=_("名称"), max_length=100)
    on = DayField(label=_("开始日期"))
    until = DayField(
        label=_("结束日期"), required=False, help_text=_("只开一天的不用填；批复、公开等期限从结束日期起算。")
    )
    items = forms.MultipleChoiceField(
        label=_("议题"), widget=forms.CheckboxSelectMultiple, help_text=_("与议题有关的期限都随会议日期变动。")
    )
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, year: int, kept: Iterable[str], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  a form's own
        super().__init__(*args, **kwargs)
        offered = dict.fromkeys([*kept, *_offered(year), *_offered(year + 1)])
        self.fields["items"].choices = [(one, words_of(one)) for one in offered]  # type: ignore[attr-defined]

    def clean_on(self) -> dt.date:
        """Refuse a day that nobody means."""
        return _sane(self.cleaned_data["on"])

    def clean_until(self) -> dt.date | None:
        """Likewise."""
        until = self.cleaned_data["until"]
        return _sane(until) if until else None

    def plan(self) -> Plan:
        """Return what was filled in."""
        said = self.cleaned_data
        items = tuple((topic, int(year)) for topic, _dash, year in (one.rpartition("-") for one in said["items"]))
        return Plan(said["kind"], said["name"], said["on"], said["until"], items, said["note"])


class ReceiptForm(forms.Form):
    """What was done, and on which day."""

    step = forms.ChoiceField(choices=[(code, code) for code in steps()])
    year = forms.IntegerField(min_value=_FIRST.year, max_value=_LAST.year)
    occasion = forms.IntegerField(min_value=0, max_value=2**31, required=False)
    on = DayField()
    note = forms.CharField(max_length=200, required=False)


class DraftTemplateForm(forms.Form):
    """An office's own form of a draft."""

    draft = forms.ChoiceField(label=_("草稿"), choices=[(one.code, one.name) for one in drafts().values()])
    file = forms.FileField(label=_("模板（docx）"))


class TermForm(forms.Form):
    """A region's own term of a step."""

    step = forms.ChoiceField(
        label=_("事项"), choices=[(one.code, f"{one.stage}　{one.name}") for one in steps().values()]
    )
    n = forms.IntegerField(
        label=_("期限"),
        min_value=-MOST,
        max_value=MOST,
        help_text=_("负数是会前，正数是会后（或上一事项之后），0是当日。"),
    )
    unit = forms.ChoiceField(label=_("计量"), choices=[("days", _("日")), ("working_days", _("工作日"))])
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("文件名和条款，或常委会议事规则。"))
    used = forms.BooleanField(label=_("列入本地日程"), required=False, initial=True)


def words_of(item: str) -> str:
    """Return how an offered item reads: 审查和批准预算（2026年）."""
    topic, _dash, year = item.rpartition("-")
    return f"{topics()[topic].name}（{year}年）" if topic in topics() else item


def _offered(year: int) -> list[str]:
    """Return the topics that come up in a calendar year, each of its fiscal year."""
    return [f"{one.code}-{year - (one.usual.years if one.usual else 0)}" for one in topics().values()]


def _sane(day: dt.date) -> dt.date:
    if not _FIRST <= day <= _LAST:
        raise forms.ValidationError(_("请核对年份。"))
    return day
