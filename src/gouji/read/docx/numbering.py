"""Automatic numbering as printed: the counters of ``numbering.xml`` run while the paragraphs are read in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.read.docx.names import number, switch, value, w
from gouji.read.docx.numerals import numeral
from gouji.read.package import whole

if TYPE_CHECKING:
    from lxml import etree

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_BULLET = "• "


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is the level (from 1) whose use restarts it, 0 never, None any level above."""

    start: int
    format: str
    text: str
    suffix: str
    restart: int | None
    legal: bool


@dataclass
class _List:
    """A ``w:num``: its abstract list, levels and the starts it overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    started: set[int] = field(default_factory=set)


class Numbering:
    """The lists of a document with their running counters; lists of one abstract list share them, as in Word."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[int, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if root is not None:
            abstracts = _abstracts(root)
            for element in root.findall(w("num")):
                self._add(element, abstracts)

    def _add(self, element: etree._Element, abstracts: dict[str, dict[int, Level]]) -> None:
        abstract = value(element, "abstractNumId") or ""
        levels = dict(abstracts.get(abstract, {}))
        starts: dict[int, int] = {}
        for override in element.findall(w("lvlOverride")):
            at = whole(override, w("ilvl"), 0)
            start = number(override, "startOverride")
            if start is not None:
                starts[at] = start
            own = override.find(w("lvl"))
            if own is not None:
                levels[at] = _level(own)
        self._lists[whole(element, w("numId"), 0)] = _List(abstract, levels, starts)

    def label(self, number_id: int, at: int) -> str:
        """Count one paragraph of the list at level ``at`` (from 0) and return its printed label with a separator."""
        found = self._lists.get(number_id)
        if found is None or at not in found.levels:
            return ""
        counters = self._counters.setdefault(found.abstract, {})
        _count(found, counters, at)
        return _printed(found.levels, counters, at)


def _count(found: _List, counters: dict[int, int], at: int) -> None:
    if at in found.starts and at not in found.started:
        found.started.add(at)
        counters[at] = found.starts[at]
    elif at in counters:
        counters[at] += 1
    else:
        counters[at] = found.levels[at].start
    for deeper in range(at + 1, _LEVELS):
        restart = found.levels[deeper].restart if deeper in found.levels else None
        if restart is None or at < restart:
            counters.pop(deeper, None)


def _printed(levels: dict[int, Level], counters: dict[int, int], at: int) -> str:
    level = levels[at]
    if level.format == "bullet":
        return _BULLET

    def shown(match: re.Match[str]) -> str:
        of = int(match.group(1)) - 1
        if of not in levels:
            return ""
        style = "decimal" if level.legal and of != at else levels[of].format
        return numeral(counters.get(of, levels[of].start), style)

    text = _PLACE.sub(shown, level.text)
    # After a full-width mark nothing is needed; "1." before a year would read as one figure.
    apart = text[-1:].isascii() and text != ""
    return text + " " if apart else text


def _abstracts(root: etree._Element) -> dict[str, dict[int, Level]]:
    elements = {element.get(w("abstractNumId"), ""): element for element in root.findall(w("abstractNum"))}
    by_style = {value(element, "styleLink"): element for element in elements.values()}
    found: dict[str, dict[int, Level]] = {}
    for name, element in elements.items():
        link = value(element, "numStyleLink")
        source = by_style.get(link, element) if link else element
        found[name] = {whole(level, w("ilvl"), 0): _level(level) for level in source.findall(w("lvl"))}
    return found


def _level(element: etree._Element) -> Level:
    start = number(element, "start")
    return Level(
        start=1 if start is None else start,
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        restart=number(element, "lvlRestart"),
        legal=bool(switch(element, "isLgl")),
    )
