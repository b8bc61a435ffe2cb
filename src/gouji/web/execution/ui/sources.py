"""Where execution data is fetched from (数据源): what ``sources.toml`` names, and what the last night brought."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.shortcuts import render
from django.views.decorators.http import require_safe

from gouji.web.core.errors import Refused
from gouji.web.execution.access import access_anywhere, loads_seen, regions_seen
from gouji.web.execution.services import pulling
from gouji.web.execution.ui.loads import COLOUR
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gouji.web.execution.models import Load
    from gouji.web.people.models import User


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show the sources of the person's regions; nobody writes them here: who runs the machine does."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    rights = rights_of(user)
    access_anywhere(rights, Right.DATA_LOAD)
    regions = {one.code: one for one in regions_seen(rights, Right.DATA_LOAD)}
    problem = ""
    try:
        found = pulling.sources()
    except Refused as error:
        found, problem = [], str(error)
    rows = [
        (one, regions[one.region], _place(one.address), _last(user, one), pulling.failure(one))
        for one in found
        if one.region in regions
    ]
    return render(request, "execution/sources.html", {"rows": rows, "problem": problem, "colours": COLOUR})


def _place(address: str) -> str:
    """Return the machine and the database, or the file's name: never the account."""
    said = urlsplit(address)
    return f"{said.hostname}{said.path}" if said.hostname else PurePosixPath(said.path).name


def _last(user: User, source: pulling.Source) -> Load | None:
    fetched = loads_seen(user).filter(region__code=source.region, made_by=None)
    return fetched.filter(file_name__startswith=f"{source.name}-").order_by("-pk").first()
