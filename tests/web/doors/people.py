"""The addresses of people and posts."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

from tests.web.doors.door import anywhere, at_region

from gouji.web.people.models import Post, User
from gouji.web.people.roles import Right, Role

if TYPE_CHECKING:
    from tests.web.doors.door import Place

_NUMBER = itertools.count()


def held(place: Place) -> Post:
    user = User.objects.create(username=f"somebody{next(_NUMBER)}", name="某人")
    return Post.objects.create(user=user, role=Role.ACCOUNTANT, unit=place.unit, since=dt.date(2024, 1, 1))


def person(place: Place) -> dict[str, Any]:
    return {"person_id": held(place).user_id}


def post(place: Place) -> dict[str, Any]:
    return {"post_id": held(place).pk}


DOORS = {
    "people": anywhere(Right.PEOPLE_MANAGE),
    "person_new": anywhere(Right.PEOPLE_MANAGE),
    **{
        name: at_region(Right.PEOPLE_MANAGE, objects=person)
        for name in ("person", "person_edit", "person_password", "person_factor", "person_lock", "post_new")
    },
    "post_end": at_region(Right.PEOPLE_MANAGE, objects=post),
}
