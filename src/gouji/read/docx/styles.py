"""What a paragraph or character style says along its chain of ``basedOn``: outline level, numbering, hidden text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from gouji.read.docx.names import number, switch, value, w

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


def styles(root: etree._Element | None) -> dict[str | None, Style]:
    """Return the styles by id; under None the default paragraph style."""
    if root is None:
        return {}
    raw = {element.get(w("styleId"), ""): element for element in root.iter(w("style"))}
    found: dict[str | None, Style] = {name: _resolved(name, raw) for name in raw}
    for name, element in raw.items():
        if element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true", "on"}:
            found[None] = found[name]
    return found


def _resolved(name: str, raw: dict[str, etree._Element]) -> Style:
    chain = _chain(name, raw)
    titles = [(value(element, "name") or "").lower() for element in chain]
    outline = _first(number(element.find(w("pPr")), "outlineLvl") for element in chain)
    numbers = [element.find(f"{w('pPr')}/{w('numPr')}") for element in chain]
    hidden = _first(switch(element.find(w("rPr")), "vanish") for element in chain)
    return Style(
        level=_level(outline, titles),
        number_id=_first(number(item, "numId") for item in numbers),
        number_level=_first(number(item, "ilvl") for item in numbers),
        hidden=bool(hidden),
        toc=titles[0].startswith("toc ") if titles else False,
    )


def _level(outline: int | None, titles: list[str]) -> int | None:
    if outline is not None:
        return outline + 1 if 0 <= outline < _BODY_LEVEL else None
    for title in titles:
        head, _, digits = title.rpartition(" ")
        if head in {"heading", "标题"} and digits.isdecimal():
            return int(digits)
    return None


def _chain(name: str, raw: dict[str, etree._Element]) -> list[etree._Element]:
    chain: list[etree._Element] = []
    at: str | None = name
    while at is not None and at in raw and raw[at] not in chain:
        chain.append(raw[at])
        at = value(raw[at], "basedOn")
    return chain


def _first(items: Iterable[T | None]) -> T | None:
    """Return the nearest setting along the chain."""
    return next((item for item in items if item is not None), None)
