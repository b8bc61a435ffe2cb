"""Seeded errors in made-up documents, whose truth is known: what was planted, and whether anything printed contradicts it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from benchmarks.seeded.case import Case
from benchmarks.seeded.edit import Edit
from benchmarks.seeded.plant import Planted

from gouji import api
from gouji.compose.demo.government import made as government
from gouji.compose.demo.made import FORMS, departments, made, place_of
from gouji.compose.demo.plant import KINDS
from gouji.compose.demo.relations import pairs
from gouji.compose.page import Number, Table
from gouji.compose.writers.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.compose.demo.made import Made
    from gouji.compose.demo.plant import Planted as Slip
    from gouji.compose.page import Page
    from gouji.model.document import Document

BETWEEN = "budget against final"
_TRIES = 30
_DEPARTMENTS = 4


@dataclass(frozen=True)
class Clean:
    """A right document with its truth, and the department's others as they are read."""

    made: Made
    document: Document
    beside: tuple[Document, ...]


def pages(seed: int, *, tables: bool) -> Iterator[Clean]:
    """Yield the documents of one made-up department, each with what is read of its text; the forms take turns."""
    read = [(one, _read(one.page, one.name, tables=tables)) for one in made(seed, forms=(FORMS[seed % len(FORMS)],))]
    for one, document in read:
        yield Clean(one, document, tuple(other for _, other in read if other is not document))


def papers(seed: int, *, tables: bool) -> Iterator[Clean]:
    """Yield the papers of one made-up government, whose county has a few departments; counties and districts take turns."""
    form = FORMS[seed % len(FORMS)]
    place = place_of(seed, form)
    inside = departments(seed, _DEPARTMENTS, 1, (form,), place)
    read = [(one, _read(one.page, one.name, tables=tables)) for one in government.papers(place, inside, str(seed))]
    for one, document in read:
        yield Clean(one, document, tuple(other for _, other in read if other is not document))


def cases(clean: Clean, seed: str, count: int, *, tables: bool, kinds: Sequence[str] = ()) -> Iterator[Case]:
    """Yield up to ``count`` wrong documents of each kind."""
    prose = _prose(clean.made.page)
    for kind in kinds or KINDS:
        chance = Random(f"{seed} {clean.made.name} {kind}")
        for _ in range(count):
            case = _case(clean, kind, chance, None if tables else prose)
            if case is not None:
                yield case


def _case(clean: Clean, kind: str, chance: Random, prose: frozenset[int] | None) -> Case | None:
    for _ in range(_TRIES):
        slip = clean.made.plant(kind, chance)
        if slip is None:
            return None
        if prose is None or slip.id in prose:
            known = any(prose is None or one.members <= prose for one in slip.alone)
            beside = clean.beside if kind == BETWEEN else ()
            if beside:
                known = known or _contradicted(slip, tables=prose is None)
            return Case(_planted(slip, clean.document, tables=prose is None), known, beside)
    return None


def _contradicted(slip: Slip, *, tables: bool) -> bool:
    """Whether another of the department's documents prints another value for the same quantity."""
    own, *others = ((one.page if tables else _bare(one.page)).marked for one in (slip.document, *slip.clean.siblings))
    return bool(pairs(own, others))


def _planted(slip: Slip, before: Document, *, tables: bool) -> Planted:
    page = slip.document.page if tables else _bare(slip.document.page)
    after = _read(page, slip.clean.name, tables=tables)
    edit = Edit.between(before.text, after.text)
    old = slip.clean.page.marked[slip.id]
    right, unit = (old.text, old.tail) if isinstance(old, Number) else (old.shown, "")
    place = text(page)[1].get(slip.id)
    if place is None:  # a row is gone: what is left of its table
        table = after.tables[slip.where.table or 0]
        return Planted(slip.kind, after, edit, "", area=(table.start, table.end))
    clean, places = slip.clean.page.marked, text(page)[1]
    changed = [at for at, piece in page.marked.items() if at != slip.id and piece != clean[at]]
    if slip.kind != "cell shifted":  # one wrong value may stand in several places
        also = tuple(places[at] for at in changed)
        return Planted(slip.kind, after, edit, right, unit, area=place, also=also)
    # Two cells are wrong: the one left and the one entered.
    area = (edit.start, max(edit.start + len(edit.new), edit.start + 1))
    (other,) = changed
    return Planted(slip.kind, after, edit, right, unit, area=area, second=(*places[other], clean[other].shown))


def _read(page: Page, name: str, *, tables: bool) -> Document:
    (document,) = api.read_bytes(text(page if tables else _bare(page))[0].encode(), f"{name}.md", isolate=False)
    return document


def _bare(page: Page) -> Page:
    return replace(page, blocks=tuple(block for block in page.blocks if not isinstance(block, Table)))


def _prose(page: Page) -> frozenset[int]:
    return frozenset(_bare(page).marked)
