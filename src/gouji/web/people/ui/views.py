"""People and their posts: the list, one person, and what a steward may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from gouji.web.core.export import FORMATS, answer
from gouji.web.core.forms import attempt
from gouji.web.people import services
from gouji.web.people.access import access_person, access_post
from gouji.web.people.queries import has_second_factor, manages, narrowed, people_in_reach
from gouji.web.people.rights import rights_for
from gouji.web.people.roles import Right
from gouji.web.people.step_up import needs_step_up, proof_of
from gouji.web.people.ui import forms

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from django.http.response import HttpResponseBase

    from gouji.web.people.models import User

_READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])
_A_PAGE = 50
_COLUMNS = ("姓名", "用户名", "账号", "任职", "单位或区划", "起", "止", "最近登录")


@require_safe
def people(request: HttpRequest) -> HttpResponseBase:
    """List the people in reach; ``?export=`` gives them as a file, a line for each post."""
    rights = rights_for(request)
    if not rights.anywhere(Right.PEOPLE_MANAGE):
        raise Http404
    form = forms.FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = narrowed(
        people_in_reach(rights),
        words=wanted.get("q", ""),
        role=wanted.get("role", ""),
        state=wanted.get("state", ""),
        today=_today(),
    )
    if (kind := request.GET.get("export", "")) in FORMATS:
        return answer(kind, _("人员和任职"), _COLUMNS, [row for one in found for row in _rows(one)])
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"page": page, "form": form, "today": _today()})


def _rows(one: User) -> Iterator[tuple[object, ...]]:
    """Yield a line for each post of a person, past ones too, as the page shows them."""
    state = _("使用中") if one.is_active else _("已停用")
    for post in one.posts.all():
        place = str(post.unit or post.region)
        yield one.name, one.username, state, post.get_role_display(), place, post.since, post.until, one.last_login


@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show one account with its posts."""
    found = access_person(_person(request), person_id, _today())
    posts = list(found.posts.all())
    context = {
        "person": found,
        "posts": sorted(posts, key=lambda post: post.since, reverse=True),
        "today": _today(),
        "managed": manages(_person(request), posts, _today()),
        "second_factor": has_second_factor(found),
    }
    return render(request, "people/person.html", context)


@never_cache
@_READ_AND_WRITE
@needs_step_up
@sensitive_variables("answer")
def person_new(request: HttpRequest) -> HttpResponse:
    """Open an account, and tell its one-time password once."""
    rights = rights_for(request)
    if not rights.anywhere(Right.PEOPLE_MANAGE):
        raise Http404
    form = forms.NewPersonForm(rights, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = services.NewPerson(
            data["username"], data["name"], data["phone"], data["role"], form.place(), data["since"], data["until"]
        )
        answer = attempt(
            form, lambda: services.open_account(_person(request), new, today=_today(), proof=proof_of(request))
        )
        if answer is not None:
            return render(request, "people/password.html", {"person": answer[0], "password": answer[1], "new": True})
    context = {"form": form, "title": _("开通账号"), "back": reverse("people"), "submit": _("开通")}
    return render(request, "core/form_page.html", context)


@_READ_AND_WRITE
def person_edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """Correct a name or telephone."""
    found = access_person(_person(request), person_id, _today())
    form = forms.PersonForm(request.POST or None, initial={"name": found.name, "phone": found.phone})

    def save() -> object:
        return services.change_account(_person(request), found, **form.cleaned_data, today=_today())

    return _form(request, form, save, _("修改 %(person)s") % {"person": found}, found)


@never_cache
@_READ_AND_WRITE
@needs_step_up
@sensitive_variables("password")
def person_password(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a new one-time password, and tell it once."""
    found = access_person(_person(request), person_id, _today())
    form = forms.NoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        password = attempt(
            form, lambda: services.reset_password(_person(request), found, today=_today(), proof=proof_of(request))
        )
        if password is not None:
            return render(request, "people/password.html", {"person": found, "password": password})
    hint = _("会生成一个一次性密码，原密码立即失效，已登录的电脑都要重新登录。")
    return _show(request, form, _("重置 %(person)s 的密码") % {"person": found}, found, hint=hint, submit=_("重置密码"))


@_READ_AND_WRITE
@needs_step_up
def person_factor(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take a lost second factor away."""
    found = access_person(_person(request), person_id, _today())
    form = forms.NoForm(request.POST if request.method == "POST" else None)

    def save() -> object:
        services.remove_second_factor(_person(request), found, today=_today(), proof=proof_of(request))
        return found

    hint = _("手机丢失时用：取消后，他下次登录时重新设置。请先当面或电话确认是本人。")
    title = _("取消 %(person)s 的动态验证码") % {"person": found}
    return _form(request, form, save, title, found, hint=hint, submit=_("取消动态验证码"), danger=True)


@_READ_AND_WRITE
@needs_step_up
def person_lock(request: HttpRequest, person_id: int) -> HttpResponse:
    """Lock an account, or unlock it."""
    found = access_person(_person(request), person_id, _today())
    form = forms.ReasonForm(request.POST or None)
    act = services.lock if found.is_active else services.unlock

    def save() -> object:
        act(_person(request), found, form.cleaned_data["reason"], today=_today(), proof=proof_of(request))
        return found

    if found.is_active:
        title, hint = _("停用 %(person)s 的账号"), _("停用后立即不能登录；任职和办过的事都保留。")
        words: dict[str, Any] = {"submit": _("停用账号"), "danger": True}
    else:
        title, hint = _("恢复 %(person)s 的账号"), _("恢复后可以用原密码登录，有效的任职照旧。")
        words = {"submit": _("恢复账号")}
    return _form(request, form, save, title % {"person": found}, found, hint=hint, **words)


@_READ_AND_WRITE
@needs_step_up
def post_new(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a person a further post."""
    found = access_person(_person(request), person_id, _today())
    form = forms.PostForm(rights_for(request), request.POST or None)

    def save() -> object:
        data = form.cleaned_data
        return services.appoint(
            _person(request),
            found,
            data["role"],
            form.place(),
            since=data["since"],
            until=data["until"],
            today=_today(),
            proof=proof_of(request),
        )

    return _form(request, form, save, _("%(person)s 任职") % {"person": found}, found)


@_READ_AND_WRITE
@needs_step_up
def post_end(request: HttpRequest, post_id: int) -> HttpResponse:
    """Let a post end."""
    post = access_post(_person(request), post_id, _today())
    form = forms.EndForm(request.POST or None, initial={"until": _today()})

    def save() -> object:
        return services.end_post(
            _person(request), post, form.cleaned_data["until"], today=_today(), proof=proof_of(request)
        )

    title = _("%(person)s 离任：%(post)s") % {"person": post.user, "post": post}
    return _form(request, form, save, title, post.user, submit=_("办理离任"))


def _form(
    request: HttpRequest,
    form: Any,  # noqa: ANN401  any form
    save: Callable[[], object],
    title: str,
    found: User,
    **words: Any,  # noqa: ANN401  the template's own words
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and attempt(form, save) is not None:
        messages.success(request, _("已保存。"))
        return redirect("person", found.pk)
    return _show(request, form, title, found, **words)


def _show(request: HttpRequest, form: Any, title: str, found: User, **words: Any) -> HttpResponse:  # noqa: ANN401  as above
    context = {"form": form, "title": title, "back": reverse("person", args=[found.pk]), **words}
    return render(request, "core/form_page.html", context)


def _today() -> dt.date:
    return timezone.localdate()


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the middleware lets nobody else in
