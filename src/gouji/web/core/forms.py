"""How every form of the desk looks and answers: ``{{ form }}`` prints labels, inputs, hints and errors in the desk's own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.forms.renderers import TemplatesSetting

from gouji.web.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Renderer(TemplatesSetting):
    """Django's forms with the desk's templates."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  a field's own options
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{"widget": widget, **options})


def attempt(form: forms.BaseForm, action: Callable[[], T]) -> T | None:
    """Return what a service answers; where it refuses, the sentence stands over the form and None is returned."""
    try:
        return action()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
