"""Words that know where they come from: each figure of a draft carries the address of its source."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode

from gouji.web.agenda.folder.shape import Pair, wan
from gouji.web.core.charts import printed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from gouji.web.agenda.folder.shape import Line
    from gouji.web.lookup.dossier import Said


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; those with a ``link`` (an address of the desk) are a figure whose ``source`` is named in words."""

    words: str
    link: str = ""
    source: str = ""


Sentence = tuple[Piece, ...]


def filled(pattern: str, words: Mapping[str, Piece | str]) -> Sentence | None:
    """Return a sentence with its words filled in; None where one of them is not known.

    >>> filled("共{n}个", {"n": Piece("3", "/x/")})
    (Piece(words='共', link='', source=''), Piece(words='3', link='/x/', source=''), Piece(words='个', link='', source=''))
    >>> filled("共{n}个", {}) is None
    True
    """
    found: list[Piece] = []
    for text, name, _spec, _conversion in Formatter().parse(pattern):
        if text:
            found.append(Piece(text))
        if name is not None:
            word = words.get(name)
            if word is None:
                return None
            found.append(word if isinstance(word, Piece) else Piece(word))
    return tuple(found)


def text_of(sentence: Sentence) -> str:
    """Return a sentence as plain words."""
    return "".join(piece.words for piece in sentence)


def place_of(said: Said) -> str:
    """Return the permalink of a figure: its place in the version of the filing that states it."""
    return reverse("filing_place", args=[said.version_id, said.place.get("start", 0)])


def amount(said: Said, title: str) -> Piece:
    """Return an amount in 万元 with its place."""
    page = f"，第{said.place['page']}页" if "page" in said.place else ""
    return Piece(wan(said.value), place_of(said), f"{title}{page}（{said.words}）")


def compare_of(line: Line) -> str:
    """Return the address where a department's two papers stand side by side."""
    chosen = [("filing", one.pk) for one in (line.before, line.now) if one]
    return f"{reverse('lookup:compare')}?{urlencode(chosen)}"


def change_of(pair: Pair, link: str, source: str) -> tuple[Piece, Piece]:
    """Return how much a figure grew in words: the amount, and the rate."""
    difference = pair.difference
    assert difference is not None  # noqa: S101  asked of pairs whose both figures are known
    return moved(difference, pair.rate, link, source)


def moved(difference: Decimal, rate: Decimal | None, link: str, source: str) -> tuple[Piece, Piece]:
    """Return a difference and a rate in words: 增加1,200.00万元, 增长4.50%."""
    if not difference:
        return Piece("持平", link, source), Piece("增长0.00%", link, source)
    word, grown = ("增加", "增长") if difference > 0 else ("减少", "下降")
    said = f"{grown}{printed(abs(rate))}%" if rate is not None else "上年为零"
    return Piece(f"{word}{wan(abs(difference))}万元", link, source), Piece(said, link, source)
