"""Cutting the runs of a Word paragraph at any character, so that marks can stand between them.

Cut from the end of the document to its beginning: a cut keeps the front of a run in place, so places before it stay valid.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from gouji.read.docx.names import child, w

if TYPE_CHECKING:
    from lxml import etree

    from gouji.read.docx.sources import Origin

_R, _RPR, _T, _BOX = w("r"), w("rPr"), w("t"), w("txbxContent")
_NOTES = {"footnotes": "footnoteReference", "endnotes": "endnoteReference"}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def host(origin: Origin, root: etree._Element) -> etree._Element | None:
    """Return the run of the main part to mark instead of the text itself: the one that holds a text box, or refers to a note.

    None where the text can be marked itself.
    """
    element = origin.element
    above = [element, *element.iterancestors()]
    if above[-1] is not root:
        return _reference(above, root)
    boxes = [at for at, one in enumerate(above) if one.tag == _BOX]
    inner = above[boxes[-1] :] if boxes else above
    runs = [one for one in inner if one.tag == _R]
    return runs[-1] if boxes or element.getparent() is not runs[0] else None


def _reference(above: list[etree._Element], root: etree._Element) -> etree._Element | None:
    """Return the run that refers to the note in which this text stands."""
    name = _NOTES.get(above[-1].tag.rpartition("}")[2], "")
    number = above[-2].get(w("id"))
    found = (one.getparent() for one in root.iter(w(name)) if one.get(w("id")) == number) if name else iter(())
    return next((run for run in found if run is not None), None)


def put_before(origin: Origin, *marks: etree._Element) -> None:
    """Put marks before a character, its run cut there."""
    element, at = origin
    run = _run_of(element)
    if at == 0 and _first(run) is element:
        for mark in marks:
            run.addprevious(mark)
    else:
        _gap(run, element, at, marks)


def put_after(origin: Origin, *marks: etree._Element) -> None:
    """Put marks behind a character, its run cut there."""
    element, at = origin
    _gap(_run_of(element), element, at + 1, marks)


def alone(element: etree._Element, start: int, end: int) -> etree._Element:
    """Return a run that holds just these characters of a text, cut out of its run."""
    run = _run_of(element)
    if end < len(element.text or "") or element.getnext() is not None:
        _cut(run, element, end)
    return run if start == 0 and _first(run) is element else _cut(run, element, start)


def _gap(run: etree._Element, element: etree._Element, at: int, marks: tuple[etree._Element, ...]) -> None:
    if at < len(element.text or "") or element.getnext() is not None:
        _cut(run, element, at)
    for mark in reversed(marks):
        run.addnext(mark)


def _run_of(element: etree._Element) -> etree._Element:
    run = element.getparent()
    if run is None or run.tag != _R:
        raise ValueError("a text outside of a run cannot be marked")
    return run


def _first(run: etree._Element) -> etree._Element | None:
    return next((one for one in run if one.tag != _RPR), None)


def _cut(run: etree._Element, element: etree._Element, at: int) -> etree._Element:
    """Cut a run before a character of one of its texts; return the new run behind it, which looks the same."""
    rear = run.makeelement(_R, {str(key): str(value) for key, value in run.attrib.items()})
    look = child(run, _RPR)
    if look is not None:
        rear.append(deepcopy(look))
    following = list(element.itersiblings())
    if at == 0:
        rear.append(element)
    elif at < len(element.text or ""):
        text = element.text or ""
        piece = element.makeelement(_T, {SPACE: "preserve"})
        element.text, piece.text = text[:at], text[at:]
        element.set(SPACE, "preserve")
        rear.append(piece)
    rear.extend(following)
    tail, run.tail = run.tail, None
    run.addnext(rear)
    rear.tail = tail
    return rear
