"""Who is about to release, delete or change a role proves once more that it is he (within the last five minutes).

A view that such a change goes through::

    @needs_step_up
    def release(request, filing_id):
        stages.release(user, filing, now, proof=proof_of(request))

The decorator sends the person to confirm with password or code and then repeats what he had sent. The service takes the
``Proof``, which only a request can give, and calls ``require``: no other door leads to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gouji.web.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from gouji.web.people.models import User

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Proof:
    """That an account's person confirmed himself just now."""

    user_id: int


def proof_of(request: HttpRequest) -> Proof:
    """Return the proof of the person behind a request; raises ``ReauthenticationRequired``, which leads to the page for it."""
    if request.user.pk is None or not (settings.DESK_DEMO or did_recently_reauthenticate(request)):
        raise ReauthenticationRequired
    return Proof(request.user.pk)


def needs_step_up(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let a POST through to the view only from a person who confirmed himself; reading is not asked for proof."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST":
            proof_of(request)
        return view(request, *args, **kwargs)

    guarded.steps_up = True  # type: ignore[attr-defined]  # read by whoever lists the views with it
    return guarded


def require(proof: Proof | None, by: User) -> None:
    """Refuse a change without the proof of the person who makes it; services call it first."""
    if proof is None or proof.user_id != by.pk:
        raise Refused("step_up_required", _("这一步要先再次验证身份，请在页面上确认后重试。"))
