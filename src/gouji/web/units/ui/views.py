"""The tree of regions and units, one unit with its history, and what may be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gouji.web.core.export import FORMATS, answer
from gouji.web.core.forms import attempt
from gouji.web.people.rights import rights_for
from gouji.web.units import services
from gouji.web.units.access import access_region, access_unit
from gouji.web.units.queries import changes_of, regions_in_reach, tree_of, units_of
from gouji.web.units.ui import forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from gouji.web.people.models import User
    from gouji.web.units.models import Region, Unit

# The headings that a list handed in is read by.
_COLUMNS = ("单位编码", "单位名称", "单位简称", "主管部门编码", "单位性质", "须公开预决算", "设立日期", "撤销日期")
_READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def tree(request: HttpRequest) -> HttpResponseBase:
    """Show the regions in reach and the units of one; ``?export=`` gives the units as a file that can be handed in again."""
    regions = list(regions_in_reach(rights_for(request)))
    if not regions:
        raise Http404
    chosen = request.GET.get("region", "")
    region = next((one for one in regions if str(one.pk) == chosen), regions[0])
    words, closed = request.GET.get("q", "").strip(), request.GET.get("closed") == "1"
    units = tree_of(units_of(region, words=words, closed=closed))
    if (kind := request.GET.get("export", "")) in FORMATS:
        return answer(
            kind, _("%(region)s单位清单") % {"region": region}, _COLUMNS, [_row(one) for _depth, one in units]
        )
    context = {"regions": regions, "region": region, "units": units, "q": words, "closed": closed}
    return render(request, "units/tree.html", context)


def _row(one: Unit) -> tuple[object, ...]:
    parent = one.parent.code if one.parent else ""
    return one.code, one.name, one.short_name, parent, one.get_nature_display(), one.publishes, one.since, one.until


@require_safe
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show one unit: what is said of it, its names, its units, its history."""
    found = access_unit(_person(request), unit_id)
    context = {
        "unit": found,
        "names": found.names.all(),
        "children": found.children.order_by("until", "code"),
        "changes": changes_of(found),
    }
    return render(request, "units/unit.html", context)


@_READ_AND_WRITE
def unit_new(request: HttpRequest, region_id: int) -> HttpResponse:
    """Add a unit."""
    region = access_region(_person(request), region_id)
    form = forms.NewUnitForm(region, request.POST or None)

    def save() -> Unit:
        parent = form.cleaned_data["parent"]
        return services.add_unit(_person(request), region, form.facts(), parent, today=timezone.localdate())

    return _form(request, form, save, _("添加单位"), _tree_url(region))


@_READ_AND_WRITE
def unit_edit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Correct what is said of a unit."""
    found = access_unit(_person(request), unit_id)
    initial = {field: getattr(found, field) for field in forms.FactsForm.base_fields}
    form = forms.EditUnitForm(request.POST or None, initial=initial)

    def save() -> Unit:
        return services.change_unit(_person(request), found, form.facts(), today=timezone.localdate())

    return _form(request, form, save, _("修改 %(unit)s") % {"unit": found}, _unit_url(found))


@_READ_AND_WRITE
def unit_rename(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Give a unit a new name."""
    found = access_unit(_person(request), unit_id)
    form = forms.RenameForm(request.POST or None, initial={"name": found.name})

    def save() -> Unit:
        data = form.cleaned_data
        services.rename(_person(request), found, data["name"], data["on"], data["basis"], today=timezone.localdate())
        return found

    hint = _("原名称会保留，以前年度的材料仍能对上这个单位。")
    return _form(request, form, save, _("%(unit)s 更名") % {"unit": found}, _unit_url(found), hint=hint)


@_READ_AND_WRITE
def unit_move(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Put a unit below another department."""
    found = access_unit(_person(request), unit_id)
    form = forms.MoveForm(found, request.POST or None)

    def save() -> Unit:
        data = form.cleaned_data
        services.move(_person(request), found, data["parent"], data["on"], data["basis"], today=timezone.localdate())
        return found

    hint = _("任职在新主管部门的人，从此能看到这个单位和它的所属单位。")
    return _form(request, form, save, _("%(unit)s 改变隶属") % {"unit": found}, _unit_url(found), hint=hint)


@_READ_AND_WRITE
def unit_split(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Set up new units out of one."""
    found = access_unit(_person(request), unit_id)
    form = forms.SplitForm(request.POST or None)

    def save() -> Unit:
        data = form.cleaned_data
        new = [services.UnitFacts(code, name, nature=found.nature, since=data["on"]) for code, name in data["new"]]
        services.split(
            _person(request), found, new, data["on"], data["basis"], stays=data["stays"], today=timezone.localdate()
        )
        return found

    return _form(request, form, save, _("%(unit)s 分设") % {"unit": found}, _unit_url(found))


@_READ_AND_WRITE
def unit_close(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Close a unit."""
    found = access_unit(_person(request), unit_id)
    form = forms.ChangeForm(request.POST or None)

    def save() -> Unit:
        data = form.cleaned_data
        services.close_unit(_person(request), found, data["on"], data["basis"], today=timezone.localdate())
        return found

    hint = _("撤销后不再报送新的材料，以前的材料和事项都保留。")
    extra = {"danger": True, "submit": _("撤销单位")}
    return _form(request, form, save, _("撤销 %(unit)s") % {"unit": found}, _unit_url(found), hint=hint, **extra)


@_READ_AND_WRITE
def units_merge(request: HttpRequest, region_id: int) -> HttpResponse:
    """Merge units."""
    region = access_region(_person(request), region_id)
    form = forms.MergeForm(region, request.POST or None)

    def save() -> Unit:
        data = form.cleaned_data
        change = services.merge(
            _person(request), list(data["units"]), form.heir(), data["on"], data["basis"], today=timezone.localdate()
        )
        return change.after.get()

    return _form(request, form, save, _("合并单位"), _tree_url(region))


@_READ_AND_WRITE
def region_new(request: HttpRequest, region_id: int) -> HttpResponse:
    """Add a region below another one."""
    parent = access_region(_person(request), region_id)
    form = forms.RegionForm(request.POST or None)

    def save() -> Region:
        data = form.cleaned_data
        return services.add_region(_person(request), parent, data["code"], data["name"], today=timezone.localdate())

    return _form(request, form, save, _("在 %(region)s 下添加区划") % {"region": parent}, _tree_url(parent))


def _form(
    request: HttpRequest,
    form: Any,  # noqa: ANN401  any form
    save: Callable[[], Unit | Region],
    title: str,
    back: str,
    **extra: Any,  # noqa: ANN401  the template's own words
) -> HttpResponse:
    """Show the form, or save it and lead to what was saved."""
    if request.method == "POST" and form.is_valid():
        done = attempt(form, save)
        if done is not None:
            messages.success(request, _("已保存：%(name)s") % {"name": done})
            return redirect(
                _unit_url(done) if hasattr(done, "parent_id") and hasattr(done, "nature") else _tree_url(done)
            )
    return render(request, "core/form_page.html", {"form": form, "title": title, "back": back, **extra})


def _unit_url(found: Unit | Region) -> str:
    return reverse("unit", args=[found.pk])


def _tree_url(region: Unit | Region) -> str:
    return f"{reverse('units')}?region={region.pk}"


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the middleware lets nobody else in
