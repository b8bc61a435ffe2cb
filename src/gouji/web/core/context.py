"""What every page's frame needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from gouji.web.core.menu import menu_for
from gouji.web.people.rights import rights_for

if TYPE_CHECKING:
    from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return the person's rights and the menu that they leave."""
    rights = rights_for(request)
    return {"demo": settings.DESK_DEMO, "rights": rights, "menu": menu_for(rights, request.path)}
