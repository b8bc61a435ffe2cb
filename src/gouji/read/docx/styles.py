"""What a paragraph or character style says along its chain of ``basedOn``: outline level, numbering, hidden text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from gouji.read.docx.names import child, number, switch, value, w

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

T = TypeVar("T")

_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A style resolved. ``level`` is the outline level from 1, None for body text; ``toc`` for a line of contents."""

    level: int | None = None
    number_id: int | None = None
    number_level: int | None = None
    hidden: bool = False
    toc: bool = False


PLAIN = Style()


class Styles:
    """The styles of a document by id, each resolved when first asked for; under None the default paragraph style."""

    def __init__(self, root: etree._Element | None) -> None:
        self._raw: dict[str | None, etree._Element] = {}
        self._found: dict[str | None, Style] = {}
        for element in root.iterchildren(w("style")) if root is not None else ():
            self._raw[element.get(w("styleId"), "")] = element
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true", "on"}:
                self._raw[None] = element

    def get(self, name: str | None) -> Style:
        """Return the style; a plain one where the document does not define it."""
        if name not in self._found:
            chain = self._chain(name)
            self._found[name] = _resolved(chain) if chain else PLAIN
        return self._found[name]

    def _chain(self, name: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        at = name
        while at in self._raw and self._raw[at] not in chain:
            chain.append(self._raw[at])
            at = value(self._raw[at], "basedOn") or ""
        return chain


def _resolved(chain: list[etree._Element]) -> Style:
    titles = [(value(element, "name") or "").lower() for element in chain]
    paragraphs = [child(element, w("pPr")) for element in chain]
    numbers = [child(properties, w("numPr")) for properties in paragraphs]
    hidden = _first(switch(child(element, w("rPr")), "vanish") for element in chain)
    return Style(
        level=_level(_first(number(properties, "outlineLvl") for properties in paragraphs), titles),
        number_id=_first(number(item, "numId") for item in numbers),
        number_level=_first(number(item, "ilvl") for item in numbers),
        hidden=bool(hidden),
        toc=titles[0].startswith("toc "),
    )


def _level(own: int | None, titles: list[str]) -> int | None:
    if own is not None:
        return outline(own)
    for title in titles:
        head, _, digits = title.rpartition(" ")
        if head in {"heading", "标题"} and digits.isdecimal():
            return int(digits)
    return None


def outline(stored: int) -> int | None:
    """Return the level from 1 of a stored outline level, None for body text."""
    return stored + 1 if 0 <= stored < _BODY_LEVEL else None


def _first(items: Iterable[T | None]) -> T | None:
    """Return the nearest setting along the chain."""
    return next((item for item in items if item is not None), None)
