"""The blocks of a story in order: paragraphs with level and number, tables, text boxes where they are anchored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.read.docx.inline import Inline
from gouji.read.docx.names import number, value, w
from gouji.read.docx.styles import PLAIN, Style
from gouji.read.docx.tables import TableItem, only_cell, table
from gouji.read.joints import joined, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from gouji.read.docx.numbering import Numbering

_P, _TBL = w("p"), w("tbl")
_INTO = frozenset(map(w, ("ins", "moveTo", "customXml", "sdtContent", "smartTag")))
_PPR = w("pPr")
_GONE = (f"{w('rPr')}/{w('del')}", f"{w('rPr')}/{w('moveFrom')}")


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

    styles: dict[str | None, Style]
    numbering: Numbering
    inline: Inline = field(init=False)
    alternates: int = 0
    _carried: str = ""

    def __post_init__(self) -> None:
        self.inline = Inline(self.styles)

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
        return joined(texts), nested

    def _paragraph(self, element: etree._Element) -> Iterator[ParagraphItem]:
        properties = element.find(_PPR)
        style = self.styles.get(value(properties, "pStyle"), PLAIN)
        text = self._carried + self.inline.text(element, hidden=style.hidden)
        self._carried = ""
        if properties is not None and any(properties.find(path) is not None for path in _GONE):
            self._carried = text  # its end was deleted: it runs on in the next paragraph
            return
        if not text.strip():
            return
        label = self._label(properties, style)
        level = _level(properties, style)
        lines = text.split("\n")
        parts = [joined(lines)] if level is not None else paragraphs(lines)
        for at, part in enumerate(parts):
            yield ParagraphItem(part if at else label + part, level, style.toc)

    def _label(self, properties: etree._Element | None, style: Style) -> str:
        own = None if properties is None else properties.find(w("numPr"))
        number_id = number(own, "numId")
        at = number(own, "ilvl")
        if number_id is None:
            number_id = style.number_id
        if at is None:
            at = style.number_level or 0
        return self.numbering.label(number_id, at) if number_id else ""


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    for child in container:
        if child.tag in _INTO:
            yield from _blocks(child)
        elif child.tag == w("sdt"):
            for content in child.findall(w("sdtContent")):
                yield from _blocks(content)
        else:
            yield child


def _level(properties: etree._Element | None, style: Style) -> int | None:
    own = number(properties, "outlineLvl")
    if own is None:
        return style.level
    return own + 1 if 0 <= own < 9 else None  # noqa: PLR2004  9 is body text


def _unfolded(item: TableItem) -> Iterable[TableItem]:
    yield item
    for inner in item.nested:
        yield from _unfolded(inner)
