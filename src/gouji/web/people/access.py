"""Doors to accounts and posts: the object, or a 404 that says nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from gouji.web.people.models import Post, User
from gouji.web.people.queries import manages, people_in_reach
from gouji.web.people.rights import rights_of

if TYPE_CHECKING:
    import datetime as dt


def access_person(by: User, person_id: int, today: dt.date) -> User:
    """Return the account, its posts with it, if ``by`` sees it among the people of his reach; raises Http404."""
    user = people_in_reach(rights_of(by, today)).filter(pk=person_id).first()
    if user is None:
        raise Http404
    return user


def access_post(by: User, post_id: int, today: dt.date) -> Post:
    """Return the post if ``by`` manages people at its place; raises Http404."""
    post = Post.objects.select_related("user", "region", "unit__region").filter(pk=post_id).first()
    if post is None or not manages(by, [post], today):
        raise Http404
    return post
