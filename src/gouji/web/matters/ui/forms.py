"""Forms: what a move asks for comes from its kind's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gouji.web.filings.services.store import keep
from gouji.web.matters.models import Matter, Part
from gouji.web.matters.services.needs import RATINGS, Given
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

    from gouji.web.matters.kinds.shape import Kind, Move

MOST_BYTES = 50 * 1024 * 1024
_TEXT = {"class": "form-control"}
_SELECT = {"class": "form-select"}


def day_field(label: Any, *, required: bool = False) -> forms.DateField:  # noqa: ANN401  a lazy string
    """Return a field for a day, with the browser's calendar."""
    widget = forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


def text_field(label: Any, *, rows: int = 3, required: bool = False) -> forms.CharField:  # noqa: ANN401
    """Return a field for some sentences."""
    widget = forms.Textarea(attrs=_TEXT | {"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, max_length=20_000)


def line_field(label: Any, *, required: bool = False, most: int = 200) -> forms.CharField:  # noqa: ANN401
    """Return a field for one line."""
    return forms.CharField(label=label, required=required, max_length=most, widget=forms.TextInput(attrs=_TEXT))


class Files(forms.ClearableFileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each of a bounded size."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        """Take several."""
        super().__init__(widget=Files(attrs=_TEXT | {"multiple": True}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401  Django's signature
        """Return a list of files."""
        given = data if isinstance(data, (list, tuple)) else [data]
        files = [file for one in given if (file := super(FilesField, self).clean(one, initial))]
        if any(file.size > MOST_BYTES for file in files):
            raise forms.ValidationError(_("单个文件不能超过 50 MB。"))
        return files


def radio_field(label: Any, choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:  # noqa: ANN401
    """Return one of a few, all seen at once."""
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)


class MoveForm(forms.Form):
    """What one move of a kind asks for; ``seen`` is the version of the matter that the person looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, matter: Matter, step: Move, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Build the fields that the move's data names."""
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = matter.version
        for need in (*step.needs, *step.asks):
            self._add(need, matter, step)

    def _add(self, need: str, matter: Matter, step: Move) -> None:
        kind, wanted = matter.the_kind, need in step.needs
        made: dict[str, forms.Field] = {
            "reason": text_field(_("理由或意见")),
            "answer": text_field(_("说明"), rows=6),
            "date": day_field(_("期限")),
            "document_number": line_field(_("文号"), most=60),
            "rating": radio_field(_("评价"), [(one, one) for one in RATINGS]),
            "result": radio_field(_("答复类别"), result_choices(kind)),
            "attachment": FilesField(label=_("附件"), required=False),
        }
        if need in made:
            self.fields[need] = made[need]
            self.fields[need].help_text = "" if wanted else _("可不填")
        if need == "assignees":
            units = Unit.objects.filter(region=matter.region, until=None).order_by("code")
            self.fields["main"] = _unit_field(_("主办单位"), units)
            self.fields["helpers"] = _units_field(_("会办单位"), units)
            self.fields["separate"] = _units_field(_("分办单位（各自答复，不设主办）"), units)

    def given(self) -> Given:
        """Return what was filled in; files are kept in the store first."""
        said = self.cleaned_data
        main = [(said["main"], Part.MAIN)] if said.get("main") else []
        others = [(unit, Part.SEPARATE) for unit in said.get("separate") or ()]
        helpers = [(unit, Part.HELPER) for unit in said.get("helpers") or ()]
        return Given(
            reason=said.get("reason", ""),
            answer=said.get("answer", ""),
            date=said.get("date"),
            document_number=said.get("document_number", ""),
            rating=said.get("rating", ""),
            result=said.get("result", ""),
            assignees=tuple((unit, str(part)) for unit, part in (*main, *others, *helpers)),
            files=kept(said.get("attachment") or ()),
        )


def kept(files: Sequence[UploadedFile[Any]]) -> tuple[tuple[str, Any], ...]:
    """Store uploaded files and return their names with their originals."""
    return tuple((str(file.name), keep(file.chunks(), str(file.name), MOST_BYTES)) for file in files)


def result_choices(kind: Kind) -> list[tuple[str, str]]:
    """Return the classes of answers as choices."""
    return [(code, f"{code}　{words}") for code, words in kind.results.items()]


def _unit_field(label: Any, units: QuerySet[Unit]) -> forms.Field:  # noqa: ANN401
    return forms.ModelChoiceField(units, label=label, required=False, widget=forms.Select(attrs=_SELECT))


def _units_field(label: Any, units: QuerySet[Unit]) -> forms.Field:  # noqa: ANN401
    return forms.ModelMultipleChoiceField(units, label=label, required=False, widget=forms.CheckboxSelectMultiple)


class DraftForm(forms.Form):
    """A new matter."""

    title = line_field(_("标题"), required=True)
    body = text_field(_("内容"), rows=8)
    importance = forms.ChoiceField(
        label=_("重要程度"), choices=Matter.Importance.choices, widget=forms.Select(attrs=_SELECT)
    )

    def __init__(self, kind: Kind, units: QuerySet[Unit] | None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Name the title as the kind does; ask for the unit where the kind begins at one."""
        super().__init__(*args, **kwargs)
        self.fields["title"].label = kind.subject
        if units is not None:
            self.fields["unit"] = _unit_field(_("承办单位"), units)
            self.order_fields(["unit", "title", "body", "importance"])
        if kind.opens.startswith("suggestion"):
            del self.fields["importance"]
            self.fields["body"].required = True


class LetterForm(forms.Form):
    """What letters on chosen findings are about."""

    title = line_field(_("事由"), required=True)


class ReplyForm(forms.Form):
    """A unit's answer to its assignment."""

    text = text_field(_("答复内容"), rows=8, required=True)
    met_on = day_field(_("与代表面商日期"))

    def __init__(self, kind: Kind, *args: Any, helper: bool, **kwargs: Any) -> None:  # noqa: ANN401
        """Ask a unit in charge for the class of what it did."""
        super().__init__(*args, **kwargs)
        if helper:
            del self.fields["met_on"]
        elif kind.results:
            self.fields["result"] = radio_field(_("答复类别"), result_choices(kind))
            self.order_fields(["result", "text", "met_on"])


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = text_field(_("理由"), required=True)


class ExtensionForm(forms.Form):
    """Until when, and why."""

    until = day_field(_("延至"), required=True)
    reason = text_field(_("理由"), required=True)


class ItemForm(forms.Form):
    """A line of the list."""

    problem = text_field(_("问题"), rows=2, required=True)
    due_on = day_field(_("时限"))


class MeasureForm(forms.Form):
    """What is done about a line of the list, by whom, by when, and what shows it."""

    measure = text_field(_("措施"), rows=2)
    responsible = line_field(_("责任人"), most=60)
    due_on = day_field(_("时限"))
    evidence = FilesField(label=_("佐证材料"), required=False)


class BallotForm(forms.Form):
    """The counts of a vote."""

    meeting = line_field(_("会议"), required=True, most=120)
    on = day_field(_("日期"), required=True)
    satisfied = forms.IntegerField(label=_("满意"), min_value=0, widget=forms.NumberInput(attrs=_TEXT))
    fair = forms.IntegerField(label=_("基本满意"), min_value=0, widget=forms.NumberInput(attrs=_TEXT))
    unsatisfied = forms.IntegerField(label=_("不满意"), min_value=0, widget=forms.NumberInput(attrs=_TEXT))
    abstained = forms.IntegerField(label=_("弃权"), min_value=0, initial=0, widget=forms.NumberInput(attrs=_TEXT))


class OfficeForm(forms.Form):
    """How the office signs its letters."""

    name = line_field(_("发文机关"), required=True, most=100)
    number_prefix = line_field(_("文号代字"), required=True, most=20)
    contact = line_field(_("联系人"), most=40)
    phone = line_field(_("电话"), most=40)


class TemplateForm(forms.Form):
    """An office's own form of a letter."""

    letter = forms.ChoiceField(label=_("函件"), widget=forms.Select(attrs=_SELECT))
    file = forms.FileField(label=_("模板（docx）"), widget=forms.ClearableFileInput(attrs=_TEXT))

    def __init__(self, letters: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer the letters of all kinds."""
        super().__init__(*args, **kwargs)
        field = self.fields["letter"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(letters)
