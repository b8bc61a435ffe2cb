"""The ledger (台账) of a checked document as rows of ``Fact``: of a department's budget or account, of a government's paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gouji import api
from gouji.model.figure import Dimension
from gouji.web.filings.models import Kind
from gouji.web.lookup.fields import fits
from gouji.web.lookup.measures import ALL_LEVELS, OWN_LEVEL
from gouji.web.lookup.models import Fact
from gouji.web.lookup.staff import staff_entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gouji.api import Extraction
    from gouji.model.ledger import Entry, Ledger, Mention
    from gouji.web.filings.models import Version

MONEY = "元"
_WORDS, _PRINTED, _FUNDS, _TOPIC, _SCOPE = 200, 80, 40, 80, 100
_OWN_BASIS = {
    Kind.GOVERNMENT_BUDGET: "预算",
    Kind.ADJUSTMENT: "调整预算",
    Kind.HALF_YEAR: "期中执行",
    Kind.GOVERNMENT_FINAL: "决算",
}
"""What each of a government's papers is there to say of its year; all else it says was said before or elsewhere."""


def facts_of(version: Version, extraction: Extraction) -> Iterator[Fact]:
    """Yield a version's facts, unsaved: each part's values of its year and what it says of the year before.

    What cannot be kept exactly (finer than a hundredth of a 分) is left out, never rounded.
    """
    extraction = _named(extraction, version.filing.unit.name)
    ledgers = api.ledgers(extraction, zeros=True)
    main = _main_part(version, ledgers)
    for ledger in ledgers:
        entries = [(entry, True) for entry in (*ledger.own, *staff_entries(extraction, ledger))]
        entries += [(entry, False) for entry in ledger.earlier]
        for entry, own in entries:
            fact = _fact(version, entry, ledger.kind, ledger.year)
            if fact is not None:
                fact.part, fact.own, fact.main = ledger.part, own, ledger.part == main
                yield fact
    yield from _of_government(version, extraction)


def _of_government(version: Version, extraction: Extraction) -> Iterator[Fact]:
    """Yield the facts of a government's paper; ``own`` is what the paper is there to say of its year."""
    filing = version.filing
    place = filing.unit.region.name.partition("（")[0]
    for entry in api.government_entries(extraction, filing.kind, filing.year, place):
        fact = _fact(version, entry, filing.kind, filing.year)
        if fact is not None:
            fact.own = fact.period == filing.year and fact.basis == _OWN_BASIS.get(Kind(filing.kind))
            fact.words = " ".join(filter(None, (level_words(fact.scope, filing.unit.region.name), fact.words)))[:_WORDS]
            yield fact


def level_words(level: str, place: str) -> str:
    """Return a level as the place itself would say it: 全县, 县本级."""
    last = place.partition("（")[0][-1:]
    return f"{ALL_LEVELS}{last}" if level == ALL_LEVELS else f"{last}{OWN_LEVEL}"


def _named(extraction: Extraction, unit: str) -> Extraction:
    """Return an extraction whose nameless parts bear the name of the unit that handed the document in."""
    if all(part.unit for part in extraction.parts):
        return extraction
    return replace(extraction, parts=tuple(replace(part, unit=part.unit or unit) for part in extraction.parts))


def _main_part(version: Version, ledgers: tuple[Ledger, ...]) -> int | None:
    """Return the part that is the filing itself: of its kind and year, the department before its units, else the first."""
    filing = version.filing
    fitting = [ledger for ledger in ledgers if ledger.kind == filing.kind and ledger.year == filing.year]
    named = [ledger for ledger in fitting if ledger.unit == filing.unit.name]
    return min((named or fitting), key=lambda ledger: (ledger.level == "单位", ledger.part)).part if fitting else None


def _fact(version: Version, entry: Entry, kind: str, year: int) -> Fact | None:
    subject, mention = entry.subject, entry.mention
    value = _value(entry)
    if value is None or not fits(value) or not subject.period.isdigit():
        return None
    unit = mention.figure.unit
    money = unit is not None and unit.dimension is Dimension.MONEY
    counted = subject.measure.partition(":")[2]
    return Fact(
        version=version,
        filing=version.filing,
        unit=version.filing.unit,
        kind=kind,
        year=year,
        scope=subject.scope[:_SCOPE],
        period=int(subject.period),
        basis=subject.basis,
        flow=subject.flow,
        funds=subject.funds[:_FUNDS],
        function=subject.function,
        economic=subject.economic,
        nature=subject.nature,
        topic=subject.topic[:_TOPIC],
        measure=subject.measure,
        words=api.subject_words(subject, year)[:_WORDS],
        value=value,
        measure_unit=MONEY if money else counted or (unit.name if unit else ""),
        printed=" ".join(mention.figure.text for mention, _ in entry.terms)[:_PRINTED],
        place=_place(mention),
    )


def _value(entry: Entry) -> Decimal | None:
    amounts = [(mention.figure.amount, sign) for mention, sign in entry.terms]
    found: Decimal | None = None
    for amount, sign in amounts:
        if amount is None:
            return None
        found = (found or 0) + amount * sign
    return found


def _place(mention: Mention) -> dict[str, Any]:
    place = mention.place
    shown = {
        "start": place.start,
        "end": place.end,
        "page": place.page,
        "table": place.table,
        "row": place.row,
        "column": place.column,
    }
    return {name: value for name, value in shown.items() if value is not None}
