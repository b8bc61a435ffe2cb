"""The addresses of one's own tokens; a token is nobody else's (tests/web/api)."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from tests.web.doors.door import Door, account

from gouji.web.api.models import Token
from gouji.web.people.models import User

if TYPE_CHECKING:
    from tests.web.doors.door import Place

_NUMBER = itertools.count()


def token(place: Place) -> dict[str, Any]:
    owner, _new = User.objects.get_or_create(username=f"owner{place.unit.pk}", name="别人")
    made = Token.objects.create(
        user=owner, name="x", digest=str(next(_NUMBER)), start="x", expires_at=timezone.now() + dt.timedelta(1)
    )
    return {"token_id": made.pk}


DOORS = {
    "tokens": account(),
    "token_new": account(),
    "token_revoke": Door(lambda _rights, _place: False, objects=token),
}
