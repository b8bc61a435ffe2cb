"""What the steward's pages about people ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gouji.web.core.forms import DayField
from gouji.web.people.roles import AT_A_UNIT, Right, Role
from gouji.web.people.services import Place
from gouji.web.units.models import Region, Unit
from gouji.web.units.queries import regions_in_reach

if TYPE_CHECKING:
    from gouji.web.people.rights import Rights

_USERNAME = re.compile(r"[\w.@+-]+")


class PersonForm(forms.Form):
    """A person's name and telephone."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)


class PostForm(forms.Form):
    """A role, where it is held, and from when."""

    role = forms.ChoiceField(label=_("角色"), choices=Role.choices)
    region = forms.ModelChoiceField(
        label=_("区划"),
        queryset=Region.objects.none(),
        required=False,
        help_text=_("人大、财政、审计、代表和系统管理员任在区划。"),
    )
    unit = forms.ModelChoiceField(
        label=_("单位"), queryset=Unit.objects.none(), required=False, help_text=_("部门财务和部门负责人任在单位。")
    )
    since = DayField(label=_("任职日期"))
    until = DayField(label=_("离任日期"), required=False, help_text=_("不写就一直任职，到办理离任为止。"))

    def __init__(self, rights: Rights, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  a form's own arguments
        super().__init__(*args, **kwargs)
        regions = regions_in_reach(rights, Right.PEOPLE_MANAGE)
        units = (
            Unit.objects.filter(region__in=regions, until=None)
            .select_related("region")
            .order_by("region__code", "code")
        )
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["since"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """Ask for the place that the role needs; the other one does not count."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        needed = "unit" if data.get("role") in AT_A_UNIT else "region"
        if data.get("role") and not data.get(needed):
            self.add_error(needed, _("这种角色要选这一项。"))
        return data

    def place(self) -> Place:
        """Return where the post is held."""
        data = self.cleaned_data
        return Place(unit=data["unit"]) if data["role"] in AT_A_UNIT else Place(region=data["region"])


class NewPersonForm(PostForm):
    """An account with its first post."""

    username = forms.CharField(
        label=_("用户名"), max_length=150, help_text=_("登录用，可以是姓名拼音或工号；字母、数字和 @ . + - _。")
    )
    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)
    field_order = ("name", "username", "phone", "role", "region", "unit", "since", "until")

    def clean_username(self) -> str:
        """Refuse what cannot be typed at every login."""
        username: str = self.cleaned_data["username"]
        if not _USERNAME.fullmatch(username):
            raise forms.ValidationError(_("用户名只能用字母、数字和 @ . + - _，不能有空格。"))
        return username


class EndForm(forms.Form):
    """The last day of a post."""

    until = DayField(label=_("离任日期"), help_text=_("这一天仍有权限，从第二天起没有。"))


class ReasonForm(forms.Form):
    """Why an account is locked or unlocked."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class NoForm(forms.Form):
    """Nothing to fill in: only to confirm."""


class FilterForm(forms.Form):
    """What the list of people is narrowed by."""

    q = forms.CharField(required=False)
    role = forms.ChoiceField(required=False, choices=[("", _("所有角色")), *Role.choices])
    state = forms.ChoiceField(
        required=False,
        choices=[("", _("所有状态")), ("active", _("在任")), ("ended", _("无现任")), ("locked", _("已停用"))],
    )
