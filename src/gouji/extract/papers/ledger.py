"""A government's paper to a ledger: the totals and items it states in full words, so that other papers of the place can be held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.ledger import mention
from gouji.extract.papers.facts import facts
from gouji.extract.papers.stream import passages
from gouji.model.ledger import Entry, Ledger
from gouji.model.subject import ALL, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.papers.facts import Key

GOVERNMENT = "government"
"""The kind of such ledgers, whatever the paper: draft, adjustment, account."""


def government_ledgers(extraction: Extraction) -> Iterator[Ledger]:
    """Yield the ledger of a government's paper whose place and year are known; nothing for any other document."""
    part = extraction.parts[0] if extraction.parts else None
    if part is None or not part.kind.startswith(GOVERNMENT) or not part.region or part.year is None:
        return
    found: dict[Subject, set[int]] = {}
    for fact in facts(extraction, list(passages(extraction))):
        if fact.explicit and extraction.figures[fact.item.figure].exact:
            found.setdefault(_subject(fact.key, "年初预算" if fact.opening else fact.basis), set()).add(
                fact.item.figure
            )
    own = tuple(
        Entry(subject, ((mention(extraction, min(numbers)), 1),))
        for subject, numbers in found.items()
        if len({extraction.figures[number].amount for number in numbers}) == 1
    )
    yield Ledger(
        document=extraction.document.path,
        sha256=extraction.document.sha256,
        part=0,
        kind=GOVERNMENT,
        unit=f"{part.region}人民政府",
        region=part.region,
        year=part.year,
        level="",
        own=own,
        earlier=(),
    )


def _subject(key: Key, basis: str) -> Subject:
    return Subject(
        scope=key.level,
        period=str(key.year),
        basis=basis,
        flow=key.side,
        funds=key.fund,
        function=ALL,
        economic=ALL,
        nature=ALL,
        topic=key.name or ALL,
        measure="amount",
    )
