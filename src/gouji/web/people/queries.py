"""Who is on the desk, as far as a steward's reach goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import Prefetch, Q

from gouji.web.people.models import Post, User
from gouji.web.people.rights import Rights, rights_of
from gouji.web.people.roles import RIGHTS, Right

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.db.models import QuerySet


def people_in_reach(rights: Rights) -> QuerySet[User]:
    """Return the accounts with a post, past or present, where people are managed by these rights, their posts with them."""
    posts = Post.objects.filter(_managed(rights))
    return (
        User.objects.filter(pk__in=posts.values("user"))
        .order_by("name", "username")
        .prefetch_related(
            Prefetch("posts", Post.objects.select_related("region", "unit__region").order_by("since", "pk"))
        )
    )


def narrowed(people: QuerySet[User], *, words: str, role: str, state: str, today: dt.date) -> QuerySet[User]:
    """Narrow people by words (name, place of a post), a role held today, and whether a post is held today."""
    held = Post.objects.filter(since__lte=today).filter(Q(until=None) | Q(until__gte=today))
    if words:
        places = Post.objects.filter(Q(region__name__icontains=words) | Q(unit__name__icontains=words))
        people = people.filter(
            Q(name__icontains=words) | Q(username__icontains=words) | Q(pk__in=places.values("user"))
        )
    if role:
        people = people.filter(pk__in=held.filter(role=role).values("user"))
    if state == "locked":
        return people.filter(is_active=False)
    if state == "active":
        return people.filter(is_active=True, pk__in=held.values("user"))
    return people.exclude(pk__in=held.values("user")) if state == "ended" else people


def has_second_factor(user: User) -> bool:
    """Whether an account has a second factor."""
    return bool(is_mfa_enabled(user))


def posts_of(user: User) -> list[Post]:
    """Return all posts of an account with their places."""
    return list(Post.objects.filter(user=user).select_related("region", "unit__region"))


def manages(by: User, posts: Sequence[Post], today: dt.date) -> bool:
    """Whether ``by`` manages an account with these posts: all that count or will count, at least one of the ended ones."""
    rights = rights_of(by, today)
    current = [post for post in posts if post.until is None or post.until >= today]
    reached = [_reaches(rights, post) for post in current or posts]
    return bool(reached) and (all(reached) if current else any(reached))


def _reaches(rights: Rights, post: Post) -> bool:
    if post.unit:
        return rights.at(Right.PEOPLE_MANAGE, post.unit)
    return post.region is not None and rights.in_region(Right.PEOPLE_MANAGE, post.region)


def _managed(rights: Rights) -> Q:
    found = Q(pk__in=())
    for seat in rights.seats:
        if Right.PEOPLE_MANAGE in RIGHTS[seat.role] and seat.region:
            found |= Q(region__path__startswith=seat.region) | Q(unit__region__path__startswith=seat.region)
    return found
