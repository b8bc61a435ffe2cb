"""The checkers that are compared: Gouji, and simple ones that anyone would write in an afternoon.

The simple ones are given Gouji's own reading of the file, which they would not have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.seeded.score import Said
from benchmarks.seeded.slots import Slot, amounts, cells

from gouji import api

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.diagnose.checked import Checked
    from gouji.model.document import Document

_LABEL = re.compile(r"([\u3400-\u9fff（）“”]{2,16})$")
_MOST_TERMS = 8
_CLOSE = Decimal("0.02")
_NOWHERE = -1


def gouji(document: Document, beside: Sequence[Document] = ()) -> list[Said]:
    """Return the errors and warnings of the whole check, with those of the documents beside it that name this one."""
    own = api.check(document)
    if not beside:
        return said(own)
    linked = list(api.check_together((own, *map(api.check, beside))))
    return [*said(linked[0]), *(one for other in linked[1:] for one in _citing(other, document.path))]


def _citing(checked: Checked, path: str) -> Iterator[Said]:
    """Yield what another document's findings say, at no place of this one, naming the places that they cite in it."""
    for finding in checked.findings:
        if finding.severity is not api.Severity.NOTE:
            cited = (other.place for other in finding.beside if other.place.document == path)
            yield Said(finding.rule, _NOWHERE, _NOWHERE, tuple((place.start, place.end) for place in cited))


def said(checked: Checked) -> list[Said]:
    """Return what a check says: every error and warning."""
    found = []
    for finding in checked.findings:
        if finding.severity is api.Severity.NOTE:
            continue
        related = tuple((place.start, place.end) for place in finding.related)
        unit = finding.repairs[0].unit if finding.repairs else ""
        repairs = tuple((one.place.start, one.place.end, one.value, one.unit) for one in finding.repairs)
        place = finding.place
        found.append(Said(finding.rule, place.start, place.end, related, finding.expected, unit, repairs))
    return found


def same_label(document: Document, beside: Sequence[Document] = ()) -> list[Said]:
    """Flag two amounts of one unit that stand behind the same words and differ: the later one."""
    del beside
    first: dict[tuple[str, str], Slot] = {}
    found = []
    for label, slot in _labelled(document):
        other = first.setdefault((label, slot.unit), slot)
        if other.value != slot.value:
            found.append(Said("label", slot.start, slot.end, ((other.start, other.end),), other.text, slot.unit))
    return found


def _labelled(document: Document) -> Iterator[tuple[str, Slot]]:
    for slot in amounts(document):
        match = _LABEL.search(document.text[max(slot.start - 16, 0) : slot.start])
        if match and slot.unit != "%":
            yield match[1], slot
    for slot in cells(document):
        table = document.tables[slot.table or 0]
        names = [cell for cell in table.cells if cell.row == slot.row and cell.column < slot.column]
        texts = [document.text[cell.start : cell.end].strip() for cell in names]
        label = next((text for text in texts if re.search(r"[\u3400-\u9fff]{2}", text)), "")
        head = table.at.get((0, slot.column))
        if label:
            yield f"{label}|{document.text[head.start : head.end].strip() if head else ''}", slot


def nearby_sum(document: Document, beside: Sequence[Document] = ()) -> list[Said]:
    """Flag an amount that nearly is the sum of the two to eight amounts after it, and is not."""
    del beside
    columns: dict[tuple[int, int], list[Slot]] = defaultdict(list)
    for slot in cells(document):
        columns[slot.table or 0, slot.column].append(slot)
    prose: dict[str, list[Slot]] = defaultdict(list)
    for slot in amounts(document):
        if slot.unit != "%":
            prose[slot.unit].append(slot)
    return [said_ for slots in (*prose.values(), *columns.values()) for said_ in _sums(slots)]


def _sums(slots: list[Slot]) -> Iterator[Said]:
    for at, slot in enumerate(slots):
        total = Decimal(0)
        near: Said | None = None
        for count, term in enumerate(slots[at + 1 : at + 1 + _MOST_TERMS], 1):
            total += term.value
            if count > 1 and total == slot.value:
                near = None
                break
            if count > 1 and near is None and abs(total - slot.value) <= _CLOSE * slot.value:
                terms = tuple((other.start, other.end) for other in slots[at + 1 : at + 1 + count])
                near = Said("sum", slot.start, slot.end, terms, str(total), slot.unit)
        if near:
            yield near


CHECKERS = {"Gouji": gouji, "same label": same_label, "nearby sum": nearby_sum}
