"""What is said of a value has a subject too (口径): a change, a rate, a share, a completion is about what changes or shares.

These subjects carry the axes of the thing and the measure of the figure. They answer what a figure is about; they state no
value of a quantity, so that two of them never need to agree: a change also depends on what it is compared with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.subjects import before, subject_of_node
from gouji.extract.tables.partly import part_subjects
from gouji.model.subject import UNKNOWN, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction, Statement
    from gouji.extract.index import Node

CHANGE, CHANGE_RATE, SHARE, COMPLETION = "change", "rate.change", "rate.share", "rate.completion"


def with_told(extraction: Extraction, stated: Sequence[Subject | None]) -> list[Subject | None]:
    """Return the subjects with those of changes, rates, shares, completions, reasons and open cells, where none stood."""
    found = list(stated)
    for node in extraction.index.nodes:
        subject = _subject(extraction, node, found)
        for number, said in _said(node.statement, subject):
            if found[number] is None:
                found[number] = said
    for number, said in part_subjects(extraction, found):
        found[number] = said
    return found


def _subject(extraction: Extraction, node: Node, found: Sequence[Subject | None]) -> Subject:
    """Return what a statement is about: its value's subject, that of the value above it where it has no name, or its own."""
    statement = node.statement
    value = statement.value
    if value is None and not statement.label:
        value = next((number for change in statement.changes for number in change.now), None)
    known = found[value] if value is not None else None
    return known or subject_of_node(extraction, node)


def _said(statement: Statement, subject: Subject) -> Iterator[tuple[int, Subject]]:
    if statement.value is not None:
        yield statement.value, subject
    for change in statement.changes:
        if change.amount is not None:
            yield change.amount, subject._replace(measure=CHANGE)
        if change.rate is not None:
            yield change.rate, subject._replace(measure=CHANGE_RATE)
    for share in statement.shares:
        yield share.rate, subject._replace(measure=SHARE)
    for completion in statement.completions:
        yield completion.rate, subject._replace(measure=COMPLETION)
    yield from _bases(statement, subject)


def _bases(statement: Statement, subject: Subject) -> Iterator[tuple[int, Subject]]:
    if statement.prior is not None:
        yield statement.prior, subject._replace(period=before(subject.period), basis=UNKNOWN, measure="amount")
    if statement.budget is not None:
        yield statement.budget, subject._replace(basis="预算", measure="amount")
    if statement.adjusted is not None:
        yield statement.adjusted, subject._replace(basis="调整预算", measure="amount")
