"""How many people a unit says it has (编制、在职、离退休): counts that stand in prose and that no relation uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.model.figure import Nature
from gouji.model.ledger import Entry, Mention
from gouji.model.place import Place
from gouji.model.subject import ALL, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.api import Extraction
    from gouji.model.figure import Figure
    from gouji.model.ledger import Ledger

_PEOPLE = frozenset(("人", "名", "个"))
# The words before a count that say who is counted, the narrower first; nothing but a colon or 为 stands between.
_WHO = (
    ("人员.行政编制", re.compile(r"行政(?:人员)?编制(?:数|人数|人员)?[:：为共有]*$")),
    ("人员.事业编制", re.compile(r"事业(?:人员)?编制(?:数|人数|人员)?[:：为共有]*$")),
    ("人员.编制", re.compile(r"(?:人员|核定|总)?编制(?:总)?(?:数|人数|人员)?[:：为共有]*$")),
    ("人员.离休", re.compile(r"离休(?:人员|干部)?(?:数|人数)?[:：为共有]*$")),
    ("人员.离退休", re.compile(r"离退休(?:人员|干部)?(?:数|人数)?[:：为共有]*$")),
    ("人员.退休", re.compile(r"退休(?:人员|干部)?(?:数|人数)?[:：为共有]*$")),
    (
        "人员.在职",
        re.compile(
            r"(?:在职|在编|实有|在岗)(?:在编)?(?:人员|职工|人数|在职人员|在编人员)*(?:总)?(?:数|人数)?[:：为共有]*$"
        ),
    ),
)
_BEFORE = 16


def staff_entries(extraction: Extraction, ledger: Ledger) -> Iterator[Entry]:
    """Yield the counts of people of one part, the first mention of each."""
    part = extraction.views[ledger.part].parts[0]
    told: set[str] = set()
    for figure in extraction.figures:
        if part.start <= figure.start < part.end and _counts_people(figure):
            topic = _topic(extraction.document.text[max(0, figure.start - _BEFORE) : figure.start])
            if topic and topic not in told:
                told.add(topic)
                yield _entry(extraction, ledger, figure, topic)


def _counts_people(figure: Figure) -> bool:
    unit = figure.unit.name if figure.unit else ""
    return figure.nature is Nature.QUANTITY and figure.exact and unit in _PEOPLE


def _topic(before: str) -> str:
    plain = "".join(before.split())
    return next((topic for topic, pattern in _WHO if pattern.search(plain)), "")


def _entry(extraction: Extraction, ledger: Ledger, figure: Figure, topic: str) -> Entry:
    document = extraction.document
    place = Place(document.path, figure.start, figure.end, figure.text, page=document.page(figure.start))
    basis = "决算" if ledger.kind == "final" else "预算"
    subject = Subject(ALL, str(ledger.year), basis, "存量", ALL, ALL, ALL, ALL, topic, "count:人")
    return Entry(subject, ((Mention(figure, place), 1),))
