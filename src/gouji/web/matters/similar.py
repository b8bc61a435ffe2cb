"""Suggestions that say much the same: shared pairs of neighbouring characters, no model and no list of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from django.db.models import QuerySet

    from gouji.web.matters.models import Matter

_NO_WORD = re.compile(r"[\W_]+")
_FORM = re.compile(r"^关于|的?建议$|的?提案$")
_LEAST_PERCENT = 30
_MOST = 5
_TITLE_WEIGHT = 3
_COMPARED, _READ = 2000, 100
"""Of the latest so many the titles are compared, of those with the nearest titles the bodies."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A matter and how much of its pairs it shares, in percent."""

    matter: Matter
    percent: int


def similar_to(title: str, body: str, others: QuerySet[Matter]) -> list[Similar]:
    """Return the most similar of the latest matters, the nearest first, none below 30 percent. Titles count three times.

    Two queries: the titles of all, then the bodies of those whose title leaves them a chance.
    """
    mine = (_of_title(title), _pairs(body))
    if not mine[0]:
        return []
    titles = others.order_by("-pk").values_list("pk", "title")[:_COMPARED]
    shares = ((_share(mine[0], _of_title(other)), pk) for pk, other in titles)
    chances = [(share, pk) for share, pk in shares if _at_most(share) >= _LEAST_PERCENT]
    found = others.in_bulk([pk for _title, pk in sorted(chances, reverse=True)[:_READ]]).values()
    rated = [Similar(one, _alike(mine, (_of_title(one.title), _pairs(one.body)))) for one in found]
    near = [one for one in rated if one.percent >= _LEAST_PERCENT]
    return sorted(near, key=lambda one: (-one.percent, -one.matter.pk))[:_MOST]


def held_in(title: str, text: str) -> int:
    """Return how much of a title's pairs a text holds, in percent."""
    pairs = _pairs(title)
    return 100 * len(pairs & _pairs(text)) // len(pairs) if pairs else 0


def _at_most(title: int) -> int:
    """Return how much may be shared in all where this much of the titles is."""
    return (_TITLE_WEIGHT * title + 100) // (_TITLE_WEIGHT + 1)


def _alike(mine: tuple[AbstractSet[str], set[str]], theirs: tuple[AbstractSet[str], set[str]]) -> int:
    """Return the shared share of titles and bodies; bodies count where both have one."""
    title = _share(mine[0], theirs[0])
    if not mine[1] or not theirs[1]:
        return title
    return (_TITLE_WEIGHT * title + _share(mine[1], theirs[1])) // (_TITLE_WEIGHT + 1)


def _share(mine: AbstractSet[str], theirs: AbstractSet[str]) -> int:
    """Return twice the common pairs over all pairs, in percent."""
    whole = len(mine) + len(theirs)
    return 200 * len(mine & theirs) // whole if whole else 0


@lru_cache(maxsize=4 * _COMPARED)
def _of_title(title: str) -> frozenset[str]:
    """Return the pairs of a title without what every title of a suggestion says."""
    return frozenset(_pairs(_FORM.sub("", title.strip())))


def _pairs(text: str) -> set[str]:
    bare = _NO_WORD.sub("", text)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
