"""What people fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.models import MOST_OF_A_KIND, Finding, Kind
from gouji.web.filings.services.corrections import UNITS
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    import datetime as dt

    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

_FIRST_YEAR = 2000
_SELECT = forms.Select(attrs={"class": "form-select"})


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The files of such an input, at least one."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:  # noqa: ANN401
        """Return the files."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given]


class PlaceForm(forms.Form):
    """Of which unit, kind and year a file is, and which of several of a kind."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("单位"), widget=_SELECT)
    kind = forms.ChoiceField(choices=Kind.choices, label=_("种类"), widget=_SELECT)
    year = forms.IntegerField(
        label=_("年度"), min_value=_FIRST_YEAR, widget=forms.NumberInput(attrs={"class": "form-control"})
    )

    ordinal = forms.IntegerField(
        label=_("第几份"),
        min_value=1,
        max_value=MOST_OF_A_KIND,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control", "placeholder": _("新的一份")}),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], today: dt.date, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.queryset = units  # type: ignore[attr-defined]  # a field of a model
        # A department and its own level (本级) bear one name.
        field.label_from_instance = lambda unit: f"{unit.code} {unit.name}"  # type: ignore[attr-defined]
        self.fields["year"].max_value = today.year + 1  # type: ignore[attr-defined]


class UploadForm(PlaceForm):
    """Files, and what they are where it shall not be read from them."""

    # Django keeps the declared fields aside; the form's own ``files`` is what was sent.
    files = FilesField(label=_("文件"), widget=ManyFiles(attrs={"class": "visually-hidden", "id": "files"}))  # type: ignore[assignment]
    region = forms.ModelChoiceField(Region.objects.none(), label=_("区划"), widget=_SELECT, required=False)
    note = forms.CharField(
        label=_("说明"), max_length=200, required=False, widget=forms.TextInput(attrs={"class": "form-control"})
    )

    def __init__(self, *args: Any, regions: QuerySet[Region], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        for name in ("unit", "kind", "year"):
            self.fields[name].required = False
        self.fields["unit"].empty_label = _("从文件中识别")  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("从文件中识别")), *Kind.choices]  # type: ignore[attr-defined]
        self.fields["year"].widget.attrs["placeholder"] = _("从文件中识别")

    def clean(self) -> dict[str, Any]:
        """Take unit, kind and year together or not at all, and then of one file only."""
        cleaned: dict[str, Any] = super().clean() or {}
        named = [bool(cleaned.get(name)) for name in ("unit", "kind", "year")]
        if any(named) and not all(named):
            raise forms.ValidationError(_("单位、种类、年度请一起选择，或都留空由系统识别。"))
        if all(named) and len(cleaned.get("files", ())) > 1:
            raise forms.ValidationError(_("指定单位、种类和年度时，一次只能上传一个文件。"))
        return cleaned


class MoveForm(forms.Form):
    """A step of the stage."""

    after = forms.CharField()
    on = forms.DateField(required=False)
    reason = forms.CharField(required=False)


class DecisionForm(forms.Form):
    """A decision on a finding."""

    after = forms.ChoiceField(choices=Finding.State.choices)
    before = forms.CharField(required=False)
    reason = forms.CharField(required=False, max_length=2000)


class HandForm(forms.Form):
    """A finding that a person adds; ``figure`` is the id of the figure that it is about, if any."""

    message = forms.CharField(max_length=2000)
    severity = forms.ChoiceField(choices=Finding.Severity.choices)
    expected = forms.CharField(required=False, max_length=60)
    figure = forms.IntegerField(required=False, min_value=0)


class CorrectionForm(forms.Form):
    """What a person reads at a figure."""

    figure = forms.IntegerField(min_value=0)
    value = forms.CharField(max_length=40)
    unit = forms.ChoiceField(choices=[(unit, unit) for unit in UNITS], required=False)
    reason = forms.CharField(max_length=200, required=False)


class ReplyForm(forms.Form):
    """The day of a region's reply (批复)."""

    region = forms.ModelChoiceField(Region.objects.none())
    kind = forms.ChoiceField(choices=Kind.choices)
    year = forms.IntegerField(min_value=_FIRST_YEAR, max_value=2100)
    on = forms.DateField()
    basis = forms.CharField(max_length=100, required=False)

    def __init__(self, *args: Any, regions: QuerySet[Region], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
