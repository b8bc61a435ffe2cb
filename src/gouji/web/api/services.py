"""Tokens: made by a person for himself, told once, revoked at any time."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.api.models import Answer, Scope, Token
from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.people.step_up import Proof, require

if TYPE_CHECKING:
    from collections.abc import Collection

    from gouji.web.people.models import User

PREFIX = "gouji_"
_SHOWN = len(PREFIX) + 4
LONGEST = dt.timedelta(days=366)
_MOST = 20
_NOTED = dt.timedelta(minutes=10)  # a token's last use is noted this often at most
KEPT = dt.timedelta(days=7)


def make_token(
    user: User, name: str, scopes: Collection[str], expires_at: dt.datetime, *, now: dt.datetime, proof: Proof
) -> tuple[Token, str]:
    """Make a token for oneself; returns it and its secret, which is told once and kept nowhere."""
    require(proof, user)
    if not scopes or not set(scopes) <= set(Scope.values):
        raise Refused("scopes", _("请至少选择一项范围。"))
    if not now < expires_at <= now + LONGEST:
        raise Refused("expires_at", _("到期日应在今天之后、一年之内。"))
    if Token.objects.filter(user=user, revoked_at=None, expires_at__gt=now).count() >= _MOST:
        raise Refused("too_many", _("有效的令牌已有 %(most)s 个，请先作废不用的。") % {"most": _MOST})
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = Token.objects.create(
            user=user,
            name=name,
            digest=digest_of(secret),
            start=secret[:_SHOWN],
            scopes=sorted(scopes),
            expires_at=expires_at,
        )
        record(user, "token.made", token, scopes=token.scopes, expires_at=expires_at)
    return token, secret


def revoke_token(by: User, token: Token, *, now: dt.datetime) -> None:
    """End a token of one's own at once."""
    if token.user_id != by.pk:
        raise Refused("forbidden", _("只能作废自己的令牌。"))
    with transaction.atomic():
        if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
            record(by, "token.revoked", token)


def token_of(secret: str, *, now: dt.datetime) -> Token | None:
    """Return the token of a secret where it counts now, its person active and with a password of his own."""
    if not secret.startswith(PREFIX):
        return None
    token = (
        Token.objects.filter(digest=digest_of(secret), revoked_at=None, expires_at__gt=now)
        .filter(user__is_active=True, user__must_change_password=False)
        .select_related("user")
        .first()
    )
    if token is not None and (token.used_at is None or token.used_at < now - _NOTED):
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return token


def forget_answers(now: dt.datetime) -> int:
    """Remove answers that nobody will ask for again; returns how many."""
    return Answer.objects.filter(at__lt=now - KEPT).delete()[0]


def digest_of(secret: str) -> str:
    """Return the hash of a secret; it is random, so that a plain hash hides it."""
    return hashlib.sha256(secret.encode()).hexdigest()
