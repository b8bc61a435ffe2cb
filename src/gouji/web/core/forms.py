"""How every form of the desk looks: ``{{ form }}`` prints labels, inputs, hints and errors in the desk's own way."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Django's forms with the desk's templates."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
