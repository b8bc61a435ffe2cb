"""What the login pages tell the rest of the desk: each login and each new password is an event of the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.db import transaction
from django.dispatch import receiver

from gouji.web.audit.chain import record
from gouji.web.people.models import User

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator


@receiver(account.user_logged_in)
def _came_in(user: User, **_: object) -> None:
    with transaction.atomic():
        record(user, "person.logged_in", user)


@receiver(account.password_changed)
def _password_changed(user: User, **_: object) -> None:
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        record(user, "person.password_changed", user)


@receiver(mfa.authenticator_added)
def _second_factor_added(user: User, authenticator: Authenticator, **_: object) -> None:
    with transaction.atomic():
        record(user, "person.second_factor_added", user, type=str(authenticator.type))


@receiver(mfa.authenticator_removed)
def _second_factor_removed(user: User, authenticator: Authenticator, **_: object) -> None:
    with transaction.atomic():
        record(user, "person.second_factor_removed", user, type=str(authenticator.type))
