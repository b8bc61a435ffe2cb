"""Posts (任职): given, ended, never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.people.models import Post, User
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import AT_A_UNIT, Right, Role
from gouji.web.people.step_up import Proof, require

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.units.models import Region, Unit


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post is held: a region or a unit, never both."""

    region: Region | None = None
    unit: Unit | None = None


def appoint(  # noqa: PLR0913  each is a field of the form
    by: User,
    user: User,
    role: str,
    place: Place,
    *,
    since: dt.date,
    until: dt.date | None,
    today: dt.date,
    proof: Proof,
) -> Post:
    """Give a person a post from a day on; ``by`` must manage people at the place."""
    require(proof, by)
    check_post(by, role, place, since, until, today)
    with transaction.atomic():
        return give(by, user, role, place, since=since, until=until)


def end_post(by: User, post: Post, until: dt.date, *, today: dt.date, proof: Proof) -> Post:
    """Let a post end on a day, its last; the last steward of a region stays."""
    require(proof, by)
    if until < post.since:
        raise Refused("dates", _("离任日期不能早于任职日期。"))
    with transaction.atomic():
        post = Post.objects.select_for_update().get(pk=post.pk)
        require_reach(by, Place(post.region, post.unit), today)
        if post.until and post.until < today:
            raise Refused("ended", _("这项任职已经结束。"))
        if post.role == Role.STEWARD:
            require_other_steward(post, until)
        before, post.until = post.until, until
        post.save(update_fields=["until"])
        record(by, "post.ended", post, person=post.user.name, role=post.role, until=[before, until])
    return post


def give(by: User, user: User, role: str, place: Place, *, since: dt.date, until: dt.date | None) -> Post:
    """Write the post and its event; inside a transaction, after the checks."""
    post = Post.objects.create(user=user, role=role, region=place.region, unit=place.unit, since=since, until=until)
    record(by, "post.given", post, person=user.name, role=str(role), since=[None, since], until=[None, until])
    return post


def check_post(by: User, role: str, place: Place, since: dt.date, until: dt.date | None, today: dt.date) -> None:
    """Refuse a post that nobody could hold, or that ``by`` may not give."""
    if role not in Role.values:
        raise Refused("role", _("没有这种角色。"))
    if role in AT_A_UNIT and place.unit is None:
        raise Refused("place", _("这种角色要任在单位，请选择单位。"))
    if role not in AT_A_UNIT and place.region is None:
        raise Refused("place", _("这种角色要任在区划，请选择区划。"))
    if (place.region is None) == (place.unit is None):
        raise Refused("place", _("任职只能在一个区划或一个单位。"))
    if until and until < since:
        raise Refused("dates", _("离任日期不能早于任职日期。"))
    require_reach(by, place, today)


def require_reach(by: User, place: Place, today: dt.date) -> None:
    """Refuse where ``by`` does not manage the people of a place."""
    rights = rights_of(by, today)
    allowed = (
        rights.at(Right.PEOPLE_MANAGE, place.unit)
        if place.unit
        else place.region is not None and rights.in_region(Right.PEOPLE_MANAGE, place.region)
    )
    if not allowed:
        raise Refused("forbidden", _("这里的人员不归您管理，请找上级系统管理员。"))


def require_other_steward(post: Post, last_day: dt.date) -> None:
    """Refuse to lose the only steward who serves a region beyond a day; rows of all stewards are locked until the end."""
    if post.region is None:
        return
    others = (
        Post.objects.select_for_update(of=("self",))
        .filter(role=Role.STEWARD, user__is_active=True, since__lte=last_day)
        .filter(Q(until=None) | Q(until__gt=last_day))
        .exclude(pk=post.pk)
        .exclude(user_id=post.user_id)
        .select_related("region")
    )
    if not any(other.region and post.region.path.startswith(other.region.path) for other in others):
        raise Refused("last_steward", _("这是本区划唯一的系统管理员，请先任命另一位再办理。"))
