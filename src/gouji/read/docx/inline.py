"""The printed text of one paragraph: runs, fields, symbols, tracked changes; text boxes are set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.read.docx.names import COMPATIBILITY, MATH, OFF, VAL, w
from gouji.read.docx.sources import Origin, Sourced
from gouji.read.docx.symbols import symbol
from gouji.read.joints import superscript

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from gouji.read.docx.styles import Styles

_R, _RPR, _T = w("r"), w("rPr"), w("t")
_VANISH, _RSTYLE = w("vanish"), w("rStyle")
_LOOKS = (_VANISH, _RSTYLE, w("vertAlign"))
_INTO = frozenset(
    map(w, ("hyperlink", "smartTag", "sdtContent", "ins", "moveTo", "customXml", "dir", "bdo", "fldSimple", "rubyBase"))
)
_THROUGH = frozenset(map(w, ("sdt", "ruby")))
_CHOICE, _FALLBACK = COMPATIBILITY + "Choice", COMPATIBILITY + "Fallback"


@dataclass
class Inline:
    """Reads paragraphs of one story in order; fields may run over several of them.

    ``boxes`` collects the text boxes met, ``objects`` counts embedded objects, which are not read, ``fields`` holds for
    each open field whether its result has begun. With ``tracing`` the text knows where its characters come from.
    """

    styles: Styles
    boxes: list[etree._Element] = field(default_factory=list)
    objects: int = 0
    fields: list[bool] = field(default_factory=list)
    tracing: bool = False
    _out: list[str] = field(default_factory=list)
    _origins: list[Origin | None] = field(default_factory=list)

    def text(self, paragraph: etree._Element, *, hidden: bool = False) -> str:
        """Return the text; line breaks as newlines. ``hidden`` is what the paragraph's style says of its runs."""
        self._out, self._origins = [], []
        # A field code ends with its paragraph at the latest: a damaged field must not swallow the rest.
        self.fields = [True] * len(self.fields)
        self._children(paragraph, hidden=hidden)
        text = "".join(self._out)
        return Sourced.of(text, self._origins) if self.tracing else text

    def _children(self, parent: etree._Element, *, hidden: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, hidden=hidden)
            elif tag in _INTO:
                self._children(child, hidden=hidden)
            elif tag in _THROUGH:
                self.content_of(child, hidden=hidden)
            elif tag == COMPATIBILITY + "AlternateContent":
                self._children(_alternative(child), hidden=hidden)
            elif tag in {MATH + "oMath", MATH + "oMathPara"}:
                self.write(_math(child))

    def content_of(self, parent: etree._Element, *, hidden: bool) -> None:
        """Read what a content control or a phonetic guide holds."""
        for name in ("sdtContent", "rubyBase"):
            for content in parent.findall(w(name)):
                self._children(content, hidden=hidden)

    def _run(self, run: etree._Element, *, hidden: bool) -> None:
        raised = False
        for child in run:
            tag = child.tag
            if tag == _T:
                if not hidden and child.text:
                    self.write(superscript(child.text) if raised else child.text, child)
            elif tag == _RPR:
                hidden, raised = self._look(child, hidden=hidden)
            else:
                self.piece(child, hidden=hidden, raised=raised)

    def _look(self, properties: etree._Element, *, hidden: bool) -> tuple[bool, bool]:
        """Return whether a run with these properties is hidden and whether it is raised."""
        raised = False
        own: bool | None = None
        for child in properties.iterchildren(*_LOOKS):
            value = child.get(VAL, "")
            if child.tag == _VANISH:
                own = value not in OFF
            elif child.tag == _RSTYLE:
                hidden = hidden or self.styles.get(value).hidden
            else:
                raised = value == "superscript"
        return hidden if own is None else own, raised

    def piece(self, child: etree._Element, *, hidden: bool, raised: bool) -> None:
        """Read one child of a run."""
        if child.tag == _T:
            if not hidden and child.text:
                self.write(superscript(child.text) if raised else child.text, child)
            return
        action = _PIECES.get(child.tag)
        if action is not None and (not hidden or action is _field_mark):
            action(self, child)

    def write(self, text: str, source: etree._Element | None = None) -> None:
        """Add text, of the element given, unless a field code is being read."""
        if all(self.fields):
            self._out.append(text)
            if self.tracing:
                self._origins += [None if source is None else Origin(source, at) for at in range(len(text))]


def _alternative(element: etree._Element) -> etree._Element:
    for name in (_CHOICE, _FALLBACK):
        found = element.find(name)
        if found is not None:
            return found
    return element


def _math(element: etree._Element) -> str:
    """Return a formula in one line; only fractions need a sign of their own."""
    if element.tag == MATH + "t":
        return element.text or ""
    between = "/" if element.tag == MATH + "f" else ""
    return between.join(part for part in map(_math, element) if part)


def _field_mark(reader: Inline, element: etree._Element) -> None:
    kind = element.get(w("fldCharType"))
    if kind == "begin":
        reader.fields.append(False)
    elif kind == "separate" and reader.fields:
        reader.fields[-1] = True
    elif kind == "end" and reader.fields:
        reader.fields.pop()


def _symbol(reader: Inline, element: etree._Element) -> None:
    reader.write(symbol(element.get(w("font"), ""), element.get(w("char"), "")))


def _break(reader: Inline, element: etree._Element) -> None:
    if element.get(w("type"), "textWrapping") == "textWrapping":
        reader.write("\n")


def _box(reader: Inline, element: etree._Element) -> None:
    for content in element.iter(w("txbxContent")):
        if not any(above.tag == w("txbxContent") for above in content.iterancestors()):
            reader.boxes.append(content)


def _object(reader: Inline, element: etree._Element) -> None:
    reader.objects += 1
    _box(reader, element)


def _alternatives(reader: Inline, element: etree._Element) -> None:
    for child in _alternative(element):
        reader.piece(child, hidden=False, raised=False)


def _written(text: str) -> Callable[[Inline, etree._Element], None]:
    return lambda reader, _: reader.write(text)


def _ruby(reader: Inline, element: etree._Element) -> None:
    reader.content_of(element, hidden=False)


_PIECES: dict[str, Callable[[Inline, etree._Element], None]] = {
    w("fldChar"): _field_mark,
    w("sym"): _symbol,
    w("br"): _break,
    w("cr"): _written("\n"),
    w("tab"): _written("\t"),
    w("ptab"): _written("\t"),
    w("noBreakHyphen"): _written("-"),
    w("drawing"): _box,
    w("pict"): _box,
    w("object"): _object,
    w("ruby"): _ruby,
    COMPATIBILITY + "AlternateContent": _alternatives,
}
