"""Programs that act for the people of the district."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from gouji.web.api.models import Scope, Token
from gouji.web.api.services import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.web.conftest import District

    from gouji.web.people.models import User


@dataclass(frozen=True)
class Answer:
    """What a program got: the status, the headers and the JSON."""

    status: int
    headers: dict[str, str]
    data: Any

    @property
    def code(self) -> str:
        return str(self.data["error"]["code"])


@dataclass(frozen=True)
class Program:
    """A program with a token."""

    secret: str

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("get", path, headers)

    def post(self, path: str, body: object = None, key: str = "", files: Mapping[str, object] | None = None) -> Answer:
        headers = {"Idempotency-Key": key} if key else {}
        if files is not None:
            return self._ask("post", path, headers, data=files)
        return self._ask("post", path, headers, data=json.dumps(body or {}), content_type="application/json")

    def _ask(self, method: str, path: str, headers: dict[str, str], **content: object) -> Answer:
        own = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        answer = getattr(Client(), method)(f"/api/v1{path}", headers=own | headers, **content)
        return Answer(answer.status_code, dict(answer.headers), json.loads(answer.content or b"null"))


def token_for(user: User, *scopes: str, days: int = 1) -> Program:
    """Give a program a token of a person; without scopes all of them."""
    secret = f"gouji_{user.username}_{'_'.join(scopes)}_{days}"
    about = {
        "user": user,
        "name": "test",
        "start": secret[:10],
        "scopes": list(scopes or Scope.values),
        "expires_at": timezone.now() + dt.timedelta(days=days),
    }
    Token.objects.get_or_create(digest=digest_of(secret), defaults=about)
    return Program(secret)


@pytest.fixture
def program(district: District) -> Callable[..., Program]:
    """Make a program that acts for the person of a role."""
    return lambda role, *scopes, days=1: token_for(district.people[role], *scopes, days=days)
