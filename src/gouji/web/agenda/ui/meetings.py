"""Meetings: entered, moved, cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gouji.web.agenda.access import access_meeting, access_region
from gouji.web.agenda.services import meetings
from gouji.web.agenda.steps import topics
from gouji.web.agenda.ui.forms import MeetingForm
from gouji.web.agenda.ui.year import number_of
from gouji.web.core.errors import Refused
from gouji.web.core.forms import attempt
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gouji.web.agenda.models import Meeting
    from gouji.web.people.models import User

_READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@_READ_AND_WRITE
def new(request: HttpRequest) -> HttpResponse:
    """Enter a meeting."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    region = access_region(user, request.GET.get("region", ""), Right.AGENDA_KEEP)
    asked = request.GET.get("item", "")
    year = number_of(request.GET.get("year"), timezone.localdate().year)
    kept = [asked] if _is_item(asked) else []
    form = MeetingForm(year, kept, request.POST or None, initial={"items": kept, "kind": "standing"})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: meetings.plan_meeting(user, region, form.plan()))
        if made is not None:
            messages.success(request, _("已登记会议，有关期限已按会议日期排好。"))
            return redirect(_there(made))
    return render(request, "agenda/meeting_form.html", {**_around(region.code), "form": form, "title": _("登记会议")})


@_READ_AND_WRITE
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a meeting or change its agenda."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    meeting = access_meeting(user, pk)
    kept = [f"{one.topic}-{one.year}" for one in meeting.items.all()]
    initial = {name: getattr(meeting, name) for name in ("kind", "name", "on", "until", "note")}
    form = MeetingForm(meeting.on.year, kept, request.POST or None, initial={**initial, "items": kept})
    if request.method == "POST" and form.is_valid():
        changed = attempt(form, lambda: meetings.change_meeting(user, meeting, form.plan()))
        if changed is not None:
            messages.success(request, _("已保存，有关期限已随会议日期变动。"))
            return redirect(_there(changed))
    context = {**_around(meeting.region.code), "form": form, "title": _("变动会议"), "meeting": meeting}
    return render(request, "agenda/meeting_form.html", context)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a meeting."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    meeting = access_meeting(user, pk)
    try:
        meetings.cancel_meeting(user, meeting, request.POST.get("reason", ""), timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("meeting_edit", pk)
    messages.success(request, _("会议已取消。"))
    return redirect(_there(meeting))


def _is_item(asked: str) -> bool:
    topic, _dash, year = asked.rpartition("-")
    return topic in topics() and number_of(year, 0) > 0


def _there(meeting: Meeting) -> str:
    return f"{reverse('agenda')}?region={meeting.region.code}&year={meeting.on.year}"


def _around(code: str) -> dict[str, str]:
    return {"back": f"{reverse('agenda')}?region={code}", "back_label": _("年度日程")}
