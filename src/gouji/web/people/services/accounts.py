"""Accounts: opened by a steward with a one-time password, locked, unlocked; never deleted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.people.models import Post, User
from gouji.web.people.queries import manages, posts_of
from gouji.web.people.roles import Role
from gouji.web.people.services.posts import Place, check_post, give, require_other_steward
from gouji.web.people.step_up import Proof, require

if TYPE_CHECKING:
    import datetime as dt

# No character that is easily read as another one when copied by hand.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who gets an account, and the first post."""

    username: str
    name: str
    phone: str
    role: str
    place: Place
    since: dt.date
    until: dt.date | None = None


def open_account(by: User, person: NewPerson, *, today: dt.date, proof: Proof) -> tuple[User, str]:
    """Open an account with its first post; returns it and its one-time password, which is told once and kept nowhere."""
    require(proof, by)
    check_post(by, person.role, person.place, person.since, person.until, today)
    if User.objects.filter(username__iexact=person.username).exists():
        raise Refused("username_taken", _("这个用户名已有人用，请换一个。"))
    password = one_time_password()
    with transaction.atomic():
        user = User.objects.create_user(
            username=person.username,
            password=password,
            name=person.name,
            phone=person.phone,
            must_change_password=True,
        )
        record(by, "person.opened", user, username=[None, user.username], name=[None, user.name])
        give(by, user, person.role, person.place, since=person.since, until=person.until)
    return user, password


def change_account(by: User, user: User, *, name: str, phone: str, today: dt.date) -> User:
    """Correct a person's name or telephone."""
    _require_managed(by, user, today)
    changed = {
        field: [getattr(user, field), value]
        for field, value in {"name": name, "phone": phone}.items()
        if getattr(user, field) != value
    }
    if changed:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(name=name, phone=phone)
            user.name, user.phone = name, phone
            record(by, "person.changed", user, **changed)
    return user


def reset_password(by: User, user: User, *, today: dt.date, proof: Proof) -> str:
    """Give a new one-time password, which ends all logins of the account; it is told once and kept nowhere."""
    require(proof, by)
    _require_managed(by, user, today)
    password = one_time_password()
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        record(by, "person.password_reset", user)
    _forget_wrong_passwords(user)
    return password


def remove_second_factor(by: User, user: User, *, today: dt.date, proof: Proof) -> None:
    """Take a lost second factor away; a lead sets up a new one at the next login."""
    require(proof, by)
    _require_managed(by, user, today)
    with transaction.atomic():
        if Authenticator.objects.filter(user=user).delete()[0]:
            record(by, "person.second_factor_removed", user)


def lock(by: User, user: User, reason: str, *, today: dt.date, proof: Proof) -> None:
    """Close an account until it is unlocked; one's own and the last steward's stay open."""
    require(proof, by)
    _require_managed(by, user, today)
    if by.pk == user.pk:
        raise Refused("own_account", _("不能停用自己的账号，请由另一位系统管理员办理。"))
    with transaction.atomic():
        for post in Post.objects.filter(user=user, role=Role.STEWARD).select_related("region"):
            if post.until is None or post.until >= today:
                require_other_steward(post, today)
        _set_active(by, user, "person.locked", active=False, reason=reason)


def unlock(by: User, user: User, reason: str, *, today: dt.date, proof: Proof) -> None:
    """Open a locked account again, and forget wrong passwords."""
    require(proof, by)
    _require_managed(by, user, today)
    with transaction.atomic():
        _set_active(by, user, "person.unlocked", active=True, reason=reason)
    _forget_wrong_passwords(user)


def one_time_password() -> str:
    """Return a password that is easily read out and copied: four groups of four, 79 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _set_active(by: User, user: User, action: str, *, active: bool, reason: str) -> None:
    if not reason.strip():
        raise Refused("reason", _("请写明原因。"))
    User.objects.filter(pk=user.pk).update(is_active=active)
    user.is_active = active
    record(by, action, user, reason=reason)


def _forget_wrong_passwords(user: User) -> None:
    reset(username=user.username.casefold())


def _require_managed(by: User, user: User, today: dt.date) -> None:
    if not manages(by, posts_of(user), today):
        raise Refused("forbidden", _("这个账号不归您管理，请找上级系统管理员。"))
