"""The blocks of a story in order: paragraphs with level and number, tables, text boxes where they are anchored."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from gouji.read.docx.inline import Inline
from gouji.read.docx.names import VAL, child, number, w
from gouji.read.docx.sources import sourced
from gouji.read.docx.styles import Style, Styles, outline
from gouji.read.docx.tables import TableItem, only_cell, table
from gouji.read.joints import joined, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from gouji.read.docx.numbering import Numbering

_P, _TBL = w("p"), w("tbl")
_INTO = frozenset(map(w, ("ins", "moveTo", "customXml", "sdtContent", "smartTag")))
_PPR, _SDT, _CONTENT = w("pPr"), w("sdt"), w("sdtContent")
_STYLE, _NUMBER, _OUTLINE, _MARK = map(w, ("pStyle", "numPr", "outlineLvl", "rPr"))
_KNOWN = (_STYLE, _NUMBER, _OUTLINE, _MARK)
_GONE = (w("del"), w("moveFrom"))


@dataclass(frozen=True, slots=True)
class ParagraphItem:
    """One paragraph. ``level`` is its outline level from 1, None for body text; ``toc`` for a line of contents."""

    text: str
    level: int | None = None
    toc: bool = False


Item = ParagraphItem | TableItem


@dataclass
class Flow:
    """Reads containers of blocks; numbering and fields run on through all of them.

    ``alternates`` counts parts in other formats (w:altChunk), which are not read.
    """

    styles: Styles
    numbering: Numbering
    tracing: bool = False
    inline: Inline = field(init=False)
    alternates: int = 0
    _carried: str = ""

    def __post_init__(self) -> None:
        self.inline = Inline(self.styles, tracing=self.tracing)

    def items(self, container: etree._Element) -> Iterator[Item]:
        """Yield the blocks of a body, cell, text box or note."""
        for element in _blocks(container):
            if element.tag == _P:
                yield from self._paragraph(element)
                yield from self._boxes()
            elif element.tag == _TBL:
                yield from self._table(element)
            elif element.tag == w("altChunk"):
                self.alternates += 1
        if self._carried:
            yield ParagraphItem(self._carried)
            self._carried = ""

    def _boxes(self) -> Iterator[Item]:
        boxes, self.inline.boxes = self.inline.boxes, []
        for box in boxes:
            yield from self.items(box)

    def _table(self, element: etree._Element) -> Iterator[Item]:
        frame = only_cell(element)
        if frame is not None:
            yield from self.items(frame)
            return
        found = table(element, self._cell)
        if found is not None:
            yield from _unfolded(found)

    def _cell(self, cell: etree._Element) -> tuple[str, list[TableItem]]:
        """Return a cell's text in one line, and the tables inside it, which follow the outer one."""
        texts: list[str] = []
        nested: list[TableItem] = []
        for item in self.items(cell):
            if isinstance(item, TableItem):
                nested.append(item)
            else:
                texts.append(item.text)
        return sourced([joined(texts)], reduce(add, texts, ""))[0] if self.tracing else joined(texts), nested

    def _paragraph(self, element: etree._Element) -> Iterator[ParagraphItem]:
        properties = _properties(child(element, _PPR))
        style = self.styles.get(properties.style)
        text = self._carried + self.inline.text(element, hidden=style.hidden)
        self._carried = ""
        if properties.runs_on:
            self._carried = text  # its end was deleted: it goes on in the next paragraph
            return
        label = self._label(properties, style)
        if not text.strip():
            if label:
                yield ParagraphItem(label)  # a serial number alone in its cell
            return
        level = style.level if properties.level is None else outline(properties.level)
        lines = text.split("\n")
        parts = [joined(lines)] if level is not None else paragraphs(lines)
        for at, part in enumerate(sourced(parts, text)):
            yield ParagraphItem(part if at else label + part, level, style.toc)

    def _label(self, properties: _Properties, style: Style) -> str:
        number_id = style.number_id if properties.number_id is None else properties.number_id
        at = style.number_level if properties.number_level is None else properties.number_level
        return self.numbering.label(number_id, at or 0) if number_id else ""


@dataclass(slots=True)
class _Properties:
    """What a paragraph says of itself; None where it leaves that to its style."""

    style: str | None = None
    level: int | None = None
    number_id: int | None = None
    number_level: int | None = None
    runs_on: bool = False


_NOTHING = _Properties()


def _properties(element: etree._Element | None) -> _Properties:
    if element is None:
        return _NOTHING
    found = _Properties()
    for part in element.iterchildren(*_KNOWN):
        if part.tag == _STYLE:
            found.style = part.get(VAL, "")
        elif part.tag == _NUMBER:
            found.number_id, found.number_level = number(part, "numId"), number(part, "ilvl")
        elif part.tag == _OUTLINE:
            found.level = number(element, "outlineLvl")
        else:
            found.runs_on = next(part.iterchildren(*_GONE), None) is not None
    return found


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    for element in container:
        if element.tag in _INTO:
            yield from _blocks(element)
        elif element.tag == _SDT:
            for content in element.iterchildren(_CONTENT):
                yield from _blocks(content)
        else:
            yield element


def _unfolded(item: TableItem) -> Iterable[TableItem]:
    yield item
    for inner in item.nested:
        yield from _unfolded(inner)
