"""The blocks of a page in order, walked without recursion: a page may be nested thousands deep."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from gouji.read.html.tables import is_layout, table
from gouji.read.joints import joined, paragraphs, superscript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from gouji.read.shape import Grid

_HEADING = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label",
     "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "ucaps", "var",
     "wbr", "bdi", "st1:chsdate", "st1:chmetcnv"]
)  # fmt: skip
_BETWEEN_CHINESE = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Text:
    """One block of text; ``level`` is that of its heading element, None for all others."""

    text: str
    level: int | None = None


@dataclass
class _Walker:
    """Collects inline text until a block begins or ends."""

    pieces: list[str] = field(default_factory=list)
    level: int | None = None
    raised: int = 0
    kept: int = 0  # inside <pre>, where line ends count

    def add(self, text: str | None) -> None:
        if not text:
            return
        if not self.kept:
            text = collapsed(text)
        self.pieces.append(superscript(text) if self.raised else text)

    def flush(self) -> Iterator[Text]:
        if not self.pieces:
            return
        lines = "".join(self.pieces).split("\n")
        self.pieces = []
        if self.level is not None:
            text = joined(lines)
            if text:
                yield Text(text, self.level)
            return
        for text in paragraphs(lines):
            yield Text(text)


def collapsed(text: str) -> str:
    """Return a text of the source with its blanks as a browser shows them."""
    if "\n" in text or "\r" in text:
        text = _BETWEEN_CHINESE.sub("", text)
    return _BLANKS.sub(" ", text)


def blocks(root: _Element) -> Iterator[Text | list[Grid]]:
    """Yield the texts and tables below ``root`` in reading order."""
    walker = _Walker()
    walk = etree.iterwalk(root, events=("start", "end"))
    done: _Element | None = None
    for event, element in walk:
        if event == "start":
            if element.tag == "table" and not is_layout(element):
                yield from walker.flush()
                yield from _data_table(element)
                walk.skip_subtree()
                done = element
                continue
            yield from _open(walker, element)
            continue
        if element is not done:
            yield from _close(walker, element)
        if element is not root:
            walker.add(element.tail)
    yield from walker.flush()


def _data_table(element: _Element) -> Iterator[Text | list[Grid]]:
    for caption in element.iterchildren("caption"):
        yield from lines_of(caption)
    grids = table(element, cell_text)
    if grids:
        yield grids


def _open(walker: _Walker, element: _Element) -> Iterator[Text]:
    tag = element.tag
    if tag == "br":
        walker.pieces.append("\n")
    elif tag not in _INLINE:
        yield from walker.flush()
        walker.level = _HEADING.get(tag, walker.level)
        walker.kept += tag == "pre"
    walker.raised += tag == "sup"
    walker.add(element.text)


def _close(walker: _Walker, element: _Element) -> Iterator[Text]:
    tag = element.tag
    walker.raised -= tag == "sup"
    if tag not in _INLINE and tag != "br":
        yield from walker.flush()
        walker.kept -= tag == "pre"
        if tag in _HEADING:
            walker.level = None


def lines_of(element: _Element) -> Iterator[Text]:
    """Yield the texts of an element that holds no table."""
    for block in blocks(element):
        if isinstance(block, Text):
            yield block


def cell_text(cell: _Element) -> str:
    """Return a cell's text in one line."""
    if not len(cell):  # most cells hold one text and nothing else
        return joined([collapsed(cell.text)]) if cell.text else ""
    return joined(block.text for block in lines_of(cell))
