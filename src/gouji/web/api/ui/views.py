"""One's own tokens: made, told once, revoked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouji.web.api.models import Scope, Token
from gouji.web.api.services import make_token, revoke_token
from gouji.web.core.forms import attempt
from gouji.web.people.step_up import needs_step_up, proof_of

if TYPE_CHECKING:
    from gouji.web.people.models import User

_DAYS = (30, 90, 180, 365)


class TokenForm(forms.Form):
    """What a token is for, how far it goes and how long it counts."""

    name = forms.CharField(
        label=gettext_lazy("用途"), max_length=60, help_text=gettext_lazy("例如：财务系统每晚报送。")
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("范围"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (Scope.READ, gettext_lazy("读取：查看您能看到的材料、疑点和事项")),
            (Scope.FILE, gettext_lazy("报送：上传材料的新版本")),
            (Scope.DECIDE, gettext_lazy("办理：确认或不予采纳疑点，办理事项")),
        ],
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("有效期"),
        coerce=int,
        choices=[(days, gettext_lazy("%s 天") % days) for days in _DAYS],
        initial=90,
    )


@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's own tokens."""
    found = Token.objects.filter(user=_person(request))
    return render(request, "api/tokens.html", {"tokens": found, "now": timezone.now(), "scopes": dict(Scope.choices)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs_step_up
@sensitive_variables("made")
def token_new(request: HttpRequest) -> HttpResponse:
    """Make a token, and tell it once."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        until = now + dt.timedelta(days=data["days"])
        made = attempt(
            form,
            lambda: make_token(_person(request), data["name"], data["scopes"], until, now=now, proof=proof_of(request)),
        )
        if made is not None:
            return render(request, "api/token.html", {"token": made[0], "secret": made[1]})
    context = {"form": form, "title": _("生成接口令牌"), "back": reverse("tokens"), "submit": _("生成")}
    return render(request, "core/form_page.html", context)


@require_POST
def token_revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """End a token of one's own."""
    token = Token.objects.filter(pk=token_id, user=_person(request)).first()
    if token is None:
        raise Http404
    revoke_token(_person(request), token, now=timezone.now())
    messages.success(request, _("令牌已作废：%(name)s") % {"name": token.name})
    return redirect("tokens")


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the middleware lets nobody else in
