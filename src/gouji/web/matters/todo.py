"""What waits for a person in matters (待办)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse_lazy

from gouji.web.core.home import Todo
from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.queries import extensions_wanted, opinions_wanted, waiting_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights

_MOST = 100


def todos(user: User, rights: Rights) -> Iterator[Todo]:
    """Yield the matters whose next move is the person's, opinions that the unit owes, and wishes for more time to decide."""
    kinds = all_kinds()
    for one in waiting_for(user, rights).order_by("due_on", "pk")[:_MOST]:
        kind = kinds[one.kind]
        yield _todo(f"{kind.name}：{kind.states[one.state].label}", one)
    for part in opinions_wanted(rights).order_by("due_on")[:_MOST]:
        url = reverse_lazy("matter_page", args=[part.matter_id])
        yield Todo("会办意见", part.matter.title, part.unit.name, part.due_on, url)
    for asked in extensions_wanted(rights).order_by("pk")[:_MOST]:
        yield _todo("延期审批", asked.matter)


def _todo(what: str, one: Matter) -> Todo:
    return Todo(
        what, one.title, one.unit.name if one.unit else "", one.due_on, reverse_lazy("matter_page", args=[one.pk])
    )
