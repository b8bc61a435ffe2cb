"""What is done with the parts of a matter: assignments, items, votes, more time. Each answers with the matter's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gouji.web.matters.access import access_assignment, access_extension, access_item, access_matter, access_part
from gouji.web.matters.services import assigning, balloting, explaining, extending, items
from gouji.web.matters.services.errors import MatterError
from gouji.web.matters.ui import forms
from gouji.web.matters.ui.page import person
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from gouji.web.matters.models import Matter


def _ask(
    request: HttpRequest, matter: Matter, form: Form, title: str, do: Callable[[], object], part: str
) -> HttpResponse:
    """Show a small form, or do what it asks and lead back to the matter's page."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except MatterError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已办理：{title}。")
            return redirect("matter_page", matter.pk)
    here = {"matter": matter, "kind": matter.the_kind, "form": form, "title": title, "part": part}
    template = "matters/small_form.html" if request.htmx else "matters/small.html"  # type: ignore[attr-defined]
    return render(request, template, here)


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer for a unit."""
    user, one = person(request), access_assignment(person(request), pk)
    helper = one.part == "helper"
    form = forms.ReplyForm(one.matter.the_kind, request.POST or None, helper=helper)

    def do() -> None:
        said = form.cleaned_data
        assigning.answer_assignment(
            one,
            user,
            said["text"],
            today=timezone.localdate(),
            result=said.get("result", ""),
            met_on=said.get("met_on"),
        )

    title = "会办意见" if helper else "拟写答复"
    return _ask(request, one.matter, form, title, do, f"{one.unit}（{one.get_part_display()}）")


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return an assignment because the unit is not competent."""
    user, one = person(request), access_assignment(person(request), pk)
    form = forms.ReasonForm(request.POST or None)

    def do() -> None:
        assigning.return_assignment(one, user, form.cleaned_data["reason"], today=timezone.localdate())

    return _ask(request, one.matter, form, "退回", do, "写明不属于本单位职责的理由，和建议的承办单位。")


@require_POST
def helper(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one more unit help."""
    user, matter = person(request), access_matter(person(request), pk)
    access_part(user, matter, Right.MATTER_LEAD)
    unit = get_object_or_404(Unit, pk=request.POST.get("unit") or 0, region=matter.region)
    return _do(request, matter, lambda: assigning.assign_helper(matter, unit, user, today=timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
def extension(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for more time, or give it."""
    user, matter = person(request), access_matter(person(request), pk)
    access_part(user, matter, Right.MATTER_LEAD, Right.MATTER_ANSWER)
    lead = rights_of(user).in_region(Right.MATTER_LEAD, matter.region)
    form = forms.ExtensionForm(request.POST or None)

    def do() -> None:
        until, reason = form.cleaned_data["until"], form.cleaned_data["reason"]
        if lead:
            extending.extend(matter, user, until, reason, today=timezone.localdate())
        else:
            extending.ask_extension(matter, user, until, reason, today=timezone.localdate())

    return _ask(request, matter, form, "延期" if lead else "申请延期", do, "")


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse more time."""
    user, one = person(request), access_extension(person(request), pk)
    access_part(user, one.matter, Right.MATTER_LEAD)
    grant, said = request.POST.get("grant") == "1", request.POST.get("note", "")[:2000]
    return _do(
        request,
        one.matter,
        lambda: extending.decide_extension(one, user, grant=grant, note_text=said, today=timezone.localdate()),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def explain(request: HttpRequest, pk: int, finding_id: int) -> HttpResponse:
    """Say what there is to say about one finding."""
    user, matter = person(request), access_matter(person(request), pk)
    access_part(user, matter, Right.MATTER_ANSWER)
    finding = get_object_or_404(matter.findings, pk=finding_id)
    form = forms.ReasonForm(request.POST or None)
    form.fields["reason"].label = "情况说明"

    def do() -> None:
        explaining.explain(matter, finding, user, form.cleaned_data["reason"], today=timezone.localdate())

    return _ask(request, matter, form, "情况说明", do, finding.message)


@require_http_methods(["GET", "HEAD", "POST"])
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a line of the list."""
    user, matter = person(request), access_matter(person(request), pk)
    access_part(user, matter, Right.MATTER_OPEN)
    form = forms.ItemForm(request.POST or None)

    def do() -> None:
        said = form.cleaned_data
        items.add_item(matter, user, said["problem"], today=timezone.localdate(), due_on=said["due_on"])

    return _ask(request, matter, form, "登记清单", do, "")


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what is done about a line of the list, and put files with it."""
    user, item = person(request), access_item(person(request), pk)
    access_part(user, item.matter, Right.MATTER_ANSWER)
    initial = {"measure": item.measure, "responsible": item.responsible, "due_on": item.due_on}
    form = forms.MeasureForm(request.POST or None, request.FILES or None, initial=initial)

    def do() -> None:
        said, today = form.cleaned_data, timezone.localdate()
        items.set_measure(item, user, said["measure"], said["responsible"], today=today, due_on=said["due_on"])
        for name, original in forms.kept(said["evidence"]):
            items.add_evidence(item, user, name, original, today=today)

    return _ask(request, item.matter, form, f"第{item.number}项的措施", do, item.problem)


@require_http_methods(["GET", "HEAD", "POST"])
def close_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a line of the list, or take the closing back."""
    user, item = person(request), access_item(person(request), pk)
    access_part(user, item.matter, Right.MATTER_REVIEW)
    form = forms.ReasonForm(request.POST or None)
    closed = item.state == "closed"
    form.fields["reason"].label = "恢复的理由" if closed else "核查情况"

    def do() -> None:
        act = items.reopen_item if closed else items.close_item
        act(item, user, form.cleaned_data["reason"], today=timezone.localdate())

    return _ask(request, item.matter, form, f"第{item.number}项{'恢复未销号' if closed else '销号'}", do, item.problem)


@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the counts of a vote."""
    user, matter = person(request), access_matter(person(request), pk)
    access_part(user, matter, Right.MATTER_OPEN)
    form = forms.BallotForm(request.POST or None)

    def do() -> None:
        said = form.cleaned_data
        counts = (said["satisfied"], said["fair"], said["unsatisfied"], said["abstained"])
        balloting.hold_ballot(matter, user, said["meeting"], said["on"], counts, today=timezone.localdate())

    return _ask(request, matter, form, "登记测评票数", do, "只登记票数，不记名。")


def _do(request: HttpRequest, matter: Matter, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except MatterError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "已办理。")
    return redirect("matter_page", matter.pk)
