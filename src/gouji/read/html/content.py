"""Which part of a page is the document: by where its text and its amounts stand, never by the name of a site's class."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from gouji.read.html.source import remove

if TYPE_CHECKING:
    from lxml.etree import _Element

_AMOUNT = re.compile(r"\d\s*(?:[万亿千百]?元|万|亿|[%％])|\d\.\d\d(?!\.)\b")
_SHORT = 5
_SPACE = re.compile(r"\s+")
_CHROME = frozenset({"nav", "footer", "aside", "header"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_BLOCKS = frozenset(
    {"div", "ul", "ol", "table", "tr", "td", "section", "dl", "nav", "footer", "aside", "header", "form"}
)
_HOLDERS = _BLOCKS | {"article", "main", "tbody"}
_LONGEST_NUMBER = 20
# A child that holds all amounts and this much of the words that are no links is the document; the rest is the site.
_MOST = 0.6
# Without any amount to go by only a child with nearly all words is taken.
_NEARLY_ALL = 0.9
_NUMBER = re.compile(r"\s*[-－]?[\d,，]*\d(?:\.\d+)?\s*[%％]?\s*")
_LINKED = 0.6


@dataclass(slots=True)
class _Weight:
    words: int = 0
    linked: int = 0
    amounts: int = 0

    def add(self, other: _Weight) -> None:
        self.words += other.words
        self.linked += other.linked
        self.amounts += other.amounts

    @property
    def own(self) -> int:
        return self.words - self.linked


def content(root: _Element) -> _Element:
    """Return the element that holds the document, its menus removed."""
    body = root.find("body")
    start = root if body is None else body
    weights = _weights(start)
    found = _descend(start, weights)
    _prune(found, weights)
    return found


def _weights(start: _Element) -> dict[_Element, _Weight]:
    weights: dict[_Element, _Weight] = {}
    links = 0
    for event, element in etree.iterwalk(start, events=("start", "end")):
        if element.tag == "a":
            links += 1 if event == "start" else -1
        if event == "start":
            weights[element] = _weight(element.text, linked=links > 0)
        elif element is not start:
            weights[element].amounts += _is_number_cell(element, weights[element])
            above = weights[element.getparent()]
            above.add(weights[element])
            above.add(_weight(element.tail, linked=links > 0))
    return weights


def _is_number_cell(element: _Element, weight: _Weight) -> bool:
    """Whether this is a table cell that holds a bare number: an amount whose unit stands elsewhere."""
    if element.tag not in {"td", "th"} or weight.amounts or not 0 < weight.words <= _LONGEST_NUMBER:
        return False
    return _NUMBER.fullmatch(text_of(element)) is not None


def text_of(element: _Element) -> str:
    """Return all text below an element."""
    return "".join(str(piece) for piece in element.itertext())


def _weight(text: str | None, *, linked: bool) -> _Weight:
    if not text:
        return _Weight()
    words = len(_SPACE.sub("", text))
    return _Weight(words, words if linked else 0, len(_AMOUNT.findall(text)))


def _descend(start: _Element, weights: dict[_Element, _Weight]) -> _Element:
    at = start
    while at.tag != "table":
        here = weights[at]
        least = (_MOST if here.amounts else _NEARLY_ALL) * here.own
        fits = [
            child
            for child in at
            if child.tag in _HOLDERS and weights[child].amounts == here.amounts and weights[child].own >= least
        ]
        if not fits:
            break
        at = max(fits, key=lambda child: weights[child].own)
    return at


def _prune(root: _Element, weights: dict[_Element, _Weight]) -> None:
    """Remove menus inside the document: named as such, or mostly links, and without a single amount."""
    for element in list(root.iter(etree.Element)):
        weight = weights.get(element)
        if element is root or weight is None or weight.amounts or element.tag not in _BLOCKS:
            continue
        named = element.tag in _CHROME or (element.get("role") or "").lower() in _ROLES
        menu = weight.words > 0 and weight.linked > _LINKED * weight.words
        if named or menu:
            remove(element)


def outside_title(root: _Element, found: _Element, title: str) -> str:
    """Return the document's title where it stands before the element found: the page's own name says which line it is."""
    wanted = bare(title)
    above = set(found.iterancestors())
    best = ""
    for element in root.iter(etree.Element):
        if element is found:
            break
        if element in above or element.tag == "a":
            continue
        line = _short_text(element, len(wanted))
        if max(len(best), _SHORT) < len(line) <= len(wanted) and wanted.startswith(line):
            best = line
    return best


def bare(text: str) -> str:
    """Return the text without any blank."""
    return _SPACE.sub("", text)


def _short_text(element: _Element, most: int) -> str:
    """Return the element's text without blanks; cut short once it is longer than ``most``."""
    text = ""
    for piece in element.itertext():
        text += bare(str(piece))
        if len(text) > most:
            break
    return text
