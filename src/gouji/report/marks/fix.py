"""The clear repairs of a docx as tracked changes: what a person accepts or rejects in Word, one figure at a time."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from gouji.model.document import Message
from gouji.read.docx.names import WORD, child, w
from gouji.report.marks.docx import opened
from gouji.report.marks.package import WordFile
from gouji.report.marks.runs import SPACE, alone, host
from gouji.report.marks.words import AUTHOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gouji.diagnose.checked import Checked
    from gouji.model.finding import Finding, Repair
    from gouji.model.place import Place
    from gouji.read.docx.reader import Traced
    from gouji.read.docx.sources import Origin

_NUMERAL = re.compile(r"[-−+]?\d[\d,，]*(?:[.．]\d+)?")
_YEAR = re.compile(r"20\d\d(?:年度?)?")
_VALUE = re.compile(r"-?\d+(?:\.\d+)?")
_TRACKED = frozenset(map(w, ("ins", "del", "moveFrom", "moveTo")))
_OTHER = Message(
    "只能修订 docx，请把材料另存为 docx 后再试。", "Only docx can be mended; save the document as docx and retry."
)


@dataclass(frozen=True)
class Fixed:
    """The new file and the findings that its tracked changes mend; ``data`` are the old bytes where there are none."""

    data: bytes
    done: tuple[Finding, ...]


class Change(NamedTuple):
    """A stretch of the document's text and what should stand there."""

    start: int
    end: int
    text: str


def fixed(checked: Checked, data: bytes, today: date) -> Fixed | Message:
    """Return the file with every clear repair as a tracked change of the date given, or why it cannot be written."""
    if checked.document.format != "docx":
        return _OTHER
    found = opened(checked, data)
    if isinstance(found, Message):
        return found
    wanted = [(finding, changes(finding)) for finding in checked.findings]
    texts = {(change.start, change.text) for _, asked in wanted for change in asked}
    several = Counter(start for start, _ in texts)
    clear = [
        (finding, asked)
        for finding, asked in wanted
        if asked and all(several[change.start] == 1 and _origins(found, change) for change in asked)
    ]
    if not clear:
        return Fixed(data, ())
    numbers = count(1 + max((int(value) for value in _numbers(found.root)), default=0))
    for change in _apart(change for _, asked in clear for change in asked):
        _track(_origins(found, change), change.text, numbers, today)
    word = WordFile(data)
    word.change(found.main, found.root)
    return Fixed(word.bytes(), tuple(finding for finding, _ in clear))


def _apart(asked: Iterable[Change]) -> list[Change]:
    """Return the changes from the end to the beginning, one a figure."""
    return sorted({change.start: change for change in asked}.values(), reverse=True)


def changes(finding: Finding) -> tuple[Change, ...]:
    """Return what a clear repair changes: the figure, what falls with it, the same slip in further columns; () if none is clear."""
    if finding.expected is not None and not finding.repairs:
        return _of_words(finding.place, finding.expected)
    if finding.expected is None or len(finding.repairs) != 1:
        return ()
    (repair,) = finding.repairs
    if repair.place.document != finding.place.document:
        return ()
    wanted = {place.start: (place, repair.value) for place in finding.related if _same_slip(place, repair)}
    wanted |= {one.place.start: (one.place, one.value) for one in (*repair.also, repair)}
    found = [_change(*wanted[start]) for start in sorted(wanted)]
    return tuple(change for change in found if change is not None) if None not in found else ()


def _of_words(place: Place, right: str) -> tuple[Change, ...]:
    """Return the change of a word or of a year (减少 to 增加, 2023年 to 2024年); of other figures a repair would say more."""
    years = _YEAR.fullmatch(place.text) is not None and _YEAR.fullmatch(right) is not None
    plain = not any(sign.isdigit() for sign in place.text + right)
    return (Change(place.start, place.end, right),) if place.text.strip() and (years or plain) else ()


def _same_slip(place: Place, repair: Repair) -> bool:
    line = (repair.place.document, repair.place.table, repair.place.row, repair.place.text)
    return place.table is not None and (place.document, place.table, place.row, place.text) == line


def _change(place: Place, value: str) -> Change | None:
    """Return the numeral at a place with its new value, written as the old one is; None where the sign is not plain."""
    printed = _NUMERAL.search(place.text)
    if printed is None or _VALUE.fullmatch(value) is None:
        return None
    signed = printed.group()[0] in "-−"
    if (value.startswith("-") and not signed) or place.text[: printed.start()].strip():
        return None
    grouped = "," in printed.group() or "，" in printed.group()
    text = format(Decimal(value), ",f") if grouped else value
    return Change(place.start + printed.start(), place.start + printed.end(), text)


def _origins(found: Traced, change: Change) -> list[Origin]:
    """Return where the old numeral stands; none where it is not plain text of the main part without tracked changes."""
    origins = [origin for at in range(change.start, change.end) if (origin := found.origin(at)) is not None]
    whole = len(origins) == change.end - change.start
    plain = all(
        host(origin, found.root) is None and not any(one.tag in _TRACKED for one in origin.element.iterancestors())
        for origin in origins
    )
    return origins if whole and plain else []


def _numbers(root: etree._Element) -> Iterator[str]:
    return (value for element in root.iter() if (value := element.get(w("id"), "")).isdecimal())


def _track(origins: list[Origin], text: str, numbers: Iterator[int], today: date) -> None:
    """Mark the runs of a numeral as deleted and put the new one behind them, in the look of the first."""
    runs = [alone(element, start, end) for element, start, end in reversed(_stretches(origins))]
    last, look = runs[0], child(runs[-1], w("rPr"))
    new = _element("r")
    if look is not None:
        new.append(deepcopy(look))
    new.append(_text(text))
    added = _tracked("ins", next(numbers), today)
    added.append(new)
    for run in runs:
        gone = _tracked("del", next(numbers), today)
        run.addprevious(gone)
        gone.append(run)
        for old in run.iterchildren(w("t")):
            old.tag = w("delText")
    holder = last.getparent()
    if holder is not None:
        holder.addnext(added)


def _stretches(origins: list[Origin]) -> list[tuple[etree._Element, int, int]]:
    """Return element, start and end for each text element that the characters stand in, in order."""
    found: list[tuple[etree._Element, int, int]] = []
    for element, at in origins:
        if found and found[-1][0] is element:
            found[-1] = (element, found[-1][1], at + 1)
        else:
            found.append((element, at, at + 1))
    return found


def _tracked(name: str, number: int, today: date) -> etree._Element:
    known = {"id": str(number), "author": AUTHOR, "date": f"{today.isoformat()}T00:00:00Z"}
    return _element(name, {w(key): value for key, value in known.items()})


def _text(text: str) -> etree._Element:
    element = _element("t", {SPACE: "preserve"})
    element.text = text
    return element


def _element(name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    return etree.Element(w(name), attributes or {}, {"w": WORD[1:-1]})
