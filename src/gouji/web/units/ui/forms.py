"""What the steward's pages about units ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gouji.web.core.forms import DayField
from gouji.web.units.models import Region, Unit
from gouji.web.units.services import UnitFacts

if TYPE_CHECKING:
    from django.db.models import QuerySet


class FactsForm(forms.Form):
    """A unit's code, name and nature."""

    code = forms.CharField(label=_("单位编码"), max_length=20, help_text=_("预算一体化系统里的编码，例如 101001。"))
    name = forms.CharField(label=_("单位名称"), max_length=100, help_text=_("公开材料封面上的全称。"))
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False)
    nature = forms.ChoiceField(
        label=_("单位性质"),
        choices=Unit.Nature.choices,
        help_text=_("“一级政府”指本地人民政府：报送和公开政府预决算，不是部门。"),
    )
    since = DayField(label=_("设立日期"), required=False)
    publishes = forms.BooleanField(
        label=_("须公开预决算"),
        required=False,
        initial=True,
        help_text=_("不选的（如涉密单位），公开台账不列，材料也不能发布到公开页。"),
    )

    def facts(self) -> UnitFacts:
        """Return what was filled in."""
        return UnitFacts(**{field: self.cleaned_data[field] for field in FactsForm.base_fields})


class NewUnitForm(FactsForm):
    """A new unit, below a department or a department itself."""

    parent = forms.ModelChoiceField(
        label=_("主管部门"), queryset=Unit.objects.none(), required=False, empty_label=_("（本身是部门）")
    )

    def __init__(self, region: Region, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  a form's own arguments
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = open_units(region)  # type: ignore[attr-defined]


class EditUnitForm(FactsForm):
    """What may be corrected; the name is history and has its own page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  a form's own arguments
        super().__init__(*args, **kwargs)
        self.fields["name"].disabled = True
        self.fields["name"].help_text = _("改名请用“更名”，原名称会保留。")


class ChangeForm(forms.Form):
    """When something happens to a unit, and by which document."""

    on = DayField(label=_("从哪一天起"))
    basis = forms.CharField(label=_("文号或依据"), max_length=200, required=False)


class RenameForm(ChangeForm):
    """A new name."""

    name = forms.CharField(label=_("新名称"), max_length=100)
    field_order = ("name", "on", "basis")


class MoveForm(ChangeForm):
    """Another department."""

    parent = forms.ModelChoiceField(
        label=_("新的主管部门"), queryset=Unit.objects.none(), required=False, empty_label=_("（本身成为部门）")
    )
    field_order = ("parent", "on", "basis")

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  a form's own arguments
        super().__init__(*args, **kwargs)
        others = open_units(unit.region).exclude(path__startswith=unit.path)
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]


class MergeForm(ChangeForm):
    """Several units into one of them, or into a new one."""

    units = forms.ModelMultipleChoiceField(
        label=_("合并哪些单位"),
        queryset=Unit.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text=_("按住 Ctrl 可选多个。"),
    )
    into = forms.ModelChoiceField(
        label=_("合并到其中哪一个"), queryset=Unit.objects.none(), required=False, empty_label=_("（合并成一个新单位）")
    )
    code = forms.CharField(label=_("新单位编码"), max_length=20, required=False)
    name = forms.CharField(label=_("新单位名称"), max_length=100, required=False)
    field_order = ("units", "into", "code", "name", "on", "basis")

    def __init__(self, region: Region, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  a form's own arguments
        super().__init__(*args, **kwargs)
        for field in ("units", "into"):
            self.fields[field].queryset = open_units(region)  # type: ignore[attr-defined]

    def heir(self) -> Unit | UnitFacts:
        """Return the unit that remains, or the facts of the new one."""
        found: Unit | None = self.cleaned_data["into"]
        return found or UnitFacts(self.cleaned_data["code"], self.cleaned_data["name"], since=self.cleaned_data["on"])


class SplitForm(ChangeForm):
    """New units out of one, a line each."""

    new = forms.CharField(
        label=_("分设出的新单位"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("每行一个：编码、空格、名称。例如 118 青禾县水利局。"),
    )
    stays = forms.BooleanField(label=_("原单位继续存在"), required=False, initial=True)
    field_order = ("new", "stays", "on", "basis")

    def clean_new(self) -> list[tuple[str, str]]:
        """Return codes and names; a line without both is refused."""
        lines = [line.split(maxsplit=1) for line in self.cleaned_data["new"].splitlines() if line.strip()]
        if any(len(parts) != len(("code", "name")) for parts in lines):
            raise forms.ValidationError(_("每行要有编码和名称，中间空一格。"))
        return [(code, name.strip()) for code, name in lines]


class RegionForm(forms.Form):
    """A region below another one."""

    code = forms.CharField(label=_("区划代码"), max_length=12, help_text=_("六位；乡镇九位，例如 511523100。"))
    name = forms.CharField(label=_("名称"), max_length=60)


class ListForm(forms.Form):
    """A file of units."""

    file = forms.FileField(
        label=_("单位清单"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_(
            "xlsx 或 csv，表头要有“单位编码”“单位名称”，可有“主管部门”“单位性质”“简称”“是否公开”。先预览，确认后才导入。"
        ),
    )


def open_units(region: Region) -> QuerySet[Unit]:
    """Return the units of a region that are not closed."""
    return Unit.objects.filter(region=region, until=None).order_by("code")
