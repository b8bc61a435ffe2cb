"""Findings as Word comments, anchored at the figures; Word, WPS and LibreOffice show them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from gouji.model.document import Message
from gouji.read.docx.names import WORD, w
from gouji.read.docx.reader import Traced, traced
from gouji.read.package import PackageError
from gouji.read.reader import Limits
from gouji.report.marks.package import WordFile
from gouji.report.marks.runs import SPACE, host, put_after, put_before
from gouji.report.marks.words import AUTHOR, INITIALS, note_lines

if TYPE_CHECKING:
    from datetime import date

    from gouji.diagnose.checked import Checked
    from gouji.model.finding import Finding
    from gouji.model.place import Place

_STRICT = b"http://purl.oclc.org/ooxml/"
_FAR = 400
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CHANGED = Message(
    "文件与核对时的不一样了，没有写，请重新核对。", "The file is no longer the one that was checked; check it again."
)
STRICT = Message(
    "这份 docx 是“严格 Open XML”格式，不能写入，请在 Word 中另存为普通的 docx 后再试。",
    "This docx is in the strict variant and cannot be written; save it as an ordinary docx and retry.",
)


def annotated(checked: Checked, data: bytes, today: date) -> bytes | Message:
    """Return the file with a comment for each finding; all other parts keep their bytes."""
    if not checked.findings:
        return data
    found = opened(checked, data)
    if isinstance(found, Message):
        return found
    word = WordFile(data)
    name, comments = word.comments_part(found.main)
    first = 1 + max((int(one.get(w("id"), "-1")) for one in comments), default=-1)
    edges: list[_Edge] = []
    for number, finding in enumerate(checked.findings, first):
        span = _anchor(found, finding.place)
        if span is not None:
            edges += [_Edge(span[0], 1, number), _Edge(span[1], 0, number)]
            comments.append(_comment(number, finding, today))
    for edge in sorted(edges, reverse=True):
        _mark(found, edge)
    word.change(found.main, found.root)
    word.change(name, comments)
    return word.bytes()


class _Edge(NamedTuple):
    """Where a comment's range begins (``begins`` 1: before the character) or ends (0: behind the one before it)."""

    offset: int
    begins: int
    number: int


def _anchor(found: Traced, place: Place) -> tuple[int, int] | None:
    """Return the span to mark: the place's characters that stand in the file, else the nearest one; None where there is none."""
    inside = [at for at in range(place.start, place.end) if found.origin(at) is not None]
    if inside:
        return inside[0], inside[-1] + 1
    near = (at for step in range(_FAR) for at in (place.start - 1 - step, place.start + step))
    at = next((at for at in near if at >= 0 and found.origin(at) is not None), None)
    return None if at is None else (at, at + 1)


def _mark(found: Traced, edge: _Edge) -> None:
    origin = found.origin(edge.offset if edge.begins else edge.offset - 1)
    if origin is None:
        return
    number = {w("id"): str(edge.number)}
    if edge.begins:
        marks = [_element("commentRangeStart", number)]
    else:
        reference = _element("r")
        reference.append(_element("commentReference", number))
        marks = [_element("commentRangeEnd", number), reference]
    run = host(origin, found.root)
    if run is None:
        (put_before if edge.begins else put_after)(origin, *marks)
    elif edge.begins:
        run.addprevious(*marks)
    else:
        for mark in reversed(marks):
            run.addnext(mark)


def _comment(number: int, finding: Finding, today: date) -> etree._Element:
    """Return a comment of one paragraph a line."""
    known = {"id": str(number), "author": AUTHOR, "initials": INITIALS, "date": f"{today.isoformat()}T00:00:00Z"}
    comment = _element("comment", {w(name): value for name, value in known.items()})
    for line in note_lines(finding):
        paragraph, run, text = _element("p"), _element("r"), _element("t")
        text.text = _UNPRINTABLE.sub("", line)
        text.set(SPACE, "preserve")
        run.append(text)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _element(name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    return etree.Element(w(name), attributes or {}, {"w": WORD[1:-1]})


def opened(checked: Checked, data: bytes) -> Traced | Message:
    """Return the file read once more with its sources, or why it cannot be written."""
    try:
        found = traced(data, checked.document.path, Limits())
    except PackageError as error:
        return error.message
    if found.document.text != checked.document.text:
        return CHANGED
    part = WordFile(data).part(found.main)
    return STRICT if part is None or _STRICT in part else found
