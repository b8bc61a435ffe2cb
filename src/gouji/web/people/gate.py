"""Two things come before all others: a password of one's own, and a lead's second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect

from gouji.web.people.rights import rights_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_ALWAYS = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate", "set_language", "health"})
_PASSWORD = _ALWAYS | {"account_change_password"}
_SECOND_FACTOR = _PASSWORD | {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}


class GateMiddleware:
    """Leads a person who still owes one of the two to the page for it, whatever page was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Return the way to the page that comes first, None where nothing is owed. Public pages stay open."""
        del args, kwargs
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if request.user.must_change_password:
            return None if name in _PASSWORD else redirect("account_change_password")
        if name in _SECOND_FACTOR or not owes_second_factor(request):
            return None
        return redirect("mfa_activate_totp")


def owes_second_factor(request: HttpRequest) -> bool:
    """Whether the person is a lead without a second factor on a desk that asks for it."""
    return bool(settings.DESK_SECOND_FACTOR) and rights_for(request).leads and not is_mfa_enabled(request.user)
