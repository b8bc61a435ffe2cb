"""The page of a matter, its moves, its letters and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from gouji.web.filings.errors import DamagedError
from gouji.web.filings.services.store import read
from gouji.web.matters import letters
from gouji.web.matters.access import access_attachment, access_matter
from gouji.web.matters.parties import moves_for
from gouji.web.matters.queries import matters_seen
from gouji.web.matters.services.errors import MatterError
from gouji.web.matters.services.moving import move
from gouji.web.matters.similar import similar_to
from gouji.web.matters.ui.forms import MoveForm
from gouji.web.matters.ui.shown import letters_of, shown
from gouji.web.people.rights import rights_of

if TYPE_CHECKING:
    from gouji.web.matters.kinds.shape import Move
    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def person(request: HttpRequest) -> User:
    """Return who asks; the middleware lets nobody else in."""
    user: User = request.user  # type: ignore[assignment]
    return user


@require_safe
def matter_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a matter: what to do now and by whom first."""
    user = person(request)
    return render(
        request, "matters/page.html", shown(user, rights_of(user), access_matter(user, pk), timezone.localdate())
    )


@require_http_methods(["GET", "HEAD", "POST"])
def matter_move(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Ask for what a move needs, and make it."""
    user = person(request)
    matter = access_matter(user, pk)
    step = _step(user, matter, code)
    if step is None:
        return _gone(request, matter)
    form = MoveForm(matter, step, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            row = move(matter, code, user, form.given(), seen=seen, today=timezone.localdate())
        except MatterError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已办理：{row.label}。")
            return redirect("matter_page", pk)
    here = {
        "matter": matter,
        "kind": matter.the_kind,
        "step": step,
        "form": form,
        "similar": _similar(user, matter, step),
    }
    template = "matters/move_form.html" if request.htmx else "matters/move.html"  # type: ignore[attr-defined]
    return render(request, template, here)


def _step(user: User, matter: Matter, code: str) -> Move | None:
    """Return the move if the person may make it now; raises Http404 for one that the kind has not."""
    if code not in matter.the_kind.moves:
        raise Http404
    allowed = {step.code: step for step in moves_for(rights_of(user), user, matter)}
    return allowed.get(code)


def _gone(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Lead back to the page with a word: the matter has moved on, or it is not this person's turn."""
    messages.warning(request, f"事项现在是“{matter.the_state.label}”，这一步不能由您办理；请看最新情况。")
    return redirect("matter_page", matter.pk)


def _similar(user: User, matter: Matter, step: Move) -> list[object]:
    """Return similar matters where units are about to be chosen: what was assigned to whom before."""
    if "assignees" not in step.needs:
        return []
    others = matters_seen(user, rights_of(user)).filter(kind=matter.kind).exclude(pk=matter.pk)
    return list(similar_to(matter.title, matter.body, others))


@require_safe
def matter_letter(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Give the draft of a letter, to read before it is signed."""
    user = person(request)
    matter = access_matter(user, pk)
    if code not in dict(letters_of(user, rights_of(user), matter)):
        raise Http404
    data = letters.draft(matter, code, timezone.localdate())
    return download(data, letters.file_name_of(matter, code, ""), WORD)


@require_safe
def matter_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a file of a matter."""
    attachment = access_attachment(person(request), pk)
    try:
        data = read(attachment.original)
    except DamagedError as error:
        raise Http404 from error
    return download(data, attachment.file_name, "application/octet-stream")


def download(data: bytes, name: str, kind: str) -> HttpResponse:
    """Return bytes to be saved, never to be shown in the page's place."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer
