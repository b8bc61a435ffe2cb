"""What every service shares: who may, writing against the version that was seen, and the row that tells of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from gouji.web.audit.chain import record
from gouji.web.matters import hooks
from gouji.web.matters.models import Matter, Move
from gouji.web.matters.parties import holds
from gouji.web.matters.services.errors import NotAllowedError, StaleError
from gouji.web.people.models import Post
from gouji.web.people.rights import rights_of

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.people.models import User
    from gouji.web.people.roles import Right


def require(actor: User, right: Right, matter: Matter, today: dt.date) -> None:
    """Raise NotAllowedError where the person does not hold the right in the matter today."""
    if not holds(rights_of(actor, today), actor, right, matter):
        raise NotAllowedError("您的岗位不能在这个事项上做这一步，请交给有权办理的人。")


def write(matter: Matter, seen: int, **fields: object) -> None:
    """Set fields of the matter if nobody changed it since version ``seen``; raises StaleError and changes nothing otherwise."""
    changed = Matter.objects.filter(pk=matter.pk, version=seen).update(version=F("version") + 1, **fields)
    if not changed:
        raise StaleError(_who_was_faster(matter))
    matter.refresh_from_db()


def note(
    matter: Matter,
    actor: User | None,
    code: str,
    label: str,
    *,
    today: dt.date,
    was: tuple[str, dt.date | None] | None = None,
    reason: str = "",
    **data: object,
) -> Move:
    """Add a row to the matter's history and the event of it to the chain; ``was`` is the state and due day it came from, none where they stay."""
    before, due_before = was or (matter.state, matter.due_on)
    move = Move(
        matter=matter,
        code=code,
        label=label,
        before=before,
        after=matter.state,
        due_before=due_before,
        due_after=matter.due_on,
        reason=reason,
        data=data,
        actor=actor,
        actor_of=place_of(actor, today),
        on=today,
    )
    move.save()
    record(
        actor,
        f"matter.{code}",
        matter,
        state=[before, matter.state],
        due_on=[due_before, matter.due_on],
        reason=reason,
        **data,
    )
    transaction.on_commit(partial(hooks.run, matter.pk))
    return move


def place_of(actor: User | None, today: dt.date) -> str:
    """Return where a person's posts of today are held, as the timeline prints it."""
    if actor is None:
        return ""
    posts = Post.objects.filter(user=actor, since__lte=today).select_related("region", "unit")
    return "、".join(dict.fromkeys(str(post.unit or post.region) for post in posts if not _ended(post, today)))[:100]


def _ended(post: Post, today: dt.date) -> bool:
    return post.until is not None and post.until < today


def _who_was_faster(matter: Matter) -> str:
    last = Move.objects.filter(matter=matter).select_related("actor").last()
    if last is None:
        return "这个事项刚刚被别人改动，请刷新页面看过后再办。"
    return f"{last.actor or '系统'}刚刚办理了“{last.label}”，请刷新页面看过后再办；您填写的内容没有保存。"
