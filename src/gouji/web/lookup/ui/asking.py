"""What has to be asked about documents' figures, as a card shows it, and the step to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gouji.web.core.errors import Refused
from gouji.web.filings.access import access_filing
from gouji.web.lookup.asking import open_in
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponse

    from gouji.web.filings.models import Filing
    from gouji.web.lookup.asking import Question
    from gouji.web.lookup.dossier import Said
    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights


def shown(questions: Iterable[Question], rights: Rights) -> list[dict[str, Any]]:
    """Return by document what there is to ask: each figure in words with its place, what is asked already, and whether this person may ask."""
    return [
        {
            "filing": one.filing,
            "rows": [(row.one.words, place_address(row.one.said, linked=True), row) for row in one.rows],
            "sure": one.sure,
            "may": bool(one.fresh) and _may_ask(rights, one.filing),
        }
        for one in open_in(questions)
    ]


def asked(
    request: HttpRequest,
    pk: int,
    ask: Callable[[User, Filing, dt.date], Matter],
    back: Callable[[Filing], str],
) -> HttpResponse:
    """Draft the 核实函 about a document's figures and lead to it, or ``back`` with the reason where there is none."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    filing = access_filing(user, pk)
    if not _may_ask(rights_of(user), filing):
        raise Http404
    try:
        matter = ask(user, filing, timezone.localdate())
    except Refused as error:
        messages.error(request, str(error))
        return redirect(back(filing))
    messages.success(request, _("已起草核实函，请核对后送签。"))
    return redirect("matter_page", matter.pk)


def place_address(said: Said | None, *, linked: bool) -> str:
    """Return where a figure stands in its document; "" where the person may not read it."""
    if said is None or not linked:
        return ""
    return reverse("filing_place", args=[said.version_id, said.place.get("start", 0)])


def _may_ask(rights: Rights, filing: Filing) -> bool:
    """Whether a person may put a problem down and open a letter about it."""
    return rights.in_region(Right.MATTER_OPEN, filing.unit.region) and rights.at(Right.FILING_REVIEW, filing.unit)
