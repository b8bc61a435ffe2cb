"""Suggestions that say much the same: shared pairs of neighbouring characters, no model and no list of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.web.matters.models import Matter

_NO_WORD = re.compile(r"[\W_]+")
_FORM = re.compile(r"^关于|的?建议$|的?提案$")
_LEAST_PERCENT = 30
_MOST = 5
_TITLE_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Similar:
    """A matter and how much of its pairs it shares, in percent."""

    matter: Matter
    percent: int


def similar_to(title: str, body: str, others: Iterable[Matter]) -> list[Similar]:
    """Return the most similar matters, the nearest first, none below 30 percent. Titles count three times."""
    mine = (_pairs(_bare(title)), _pairs(body))
    rated = [Similar(one, _alike(mine, (_pairs(_bare(one.title)), _pairs(one.body)))) for one in others]
    near = [one for one in rated if one.percent >= _LEAST_PERCENT]
    return sorted(near, key=lambda one: (-one.percent, -one.matter.pk))[:_MOST]


def held_in(title: str, text: str) -> int:
    """Return how much of a title's pairs a text holds, in percent."""
    pairs = _pairs(title)
    return 100 * len(pairs & _pairs(text)) // len(pairs) if pairs else 0


def _alike(mine: tuple[set[str], set[str]], theirs: tuple[set[str], set[str]]) -> int:
    """Return the shared share of titles and bodies; bodies count where both have one."""
    title = _share(mine[0], theirs[0])
    if not mine[1] or not theirs[1]:
        return title
    return (_TITLE_WEIGHT * title + _share(mine[1], theirs[1])) // (_TITLE_WEIGHT + 1)


def _share(mine: set[str], theirs: set[str]) -> int:
    """Return twice the common pairs over all pairs, in percent."""
    whole = len(mine) + len(theirs)
    return 200 * len(mine & theirs) // whole if whole else 0


def _bare(title: str) -> str:
    """Leave out what every title of a suggestion says."""
    return _FORM.sub("", title.strip())


def _pairs(text: str) -> set[str]:
    bare = _NO_WORD.sub("", text)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
