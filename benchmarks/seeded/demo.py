"""Seeded errors in made-up documents, whose truth is known: what was planted, and whether anything printed contradicts it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from benchmarks.seeded.edit import Edit
from benchmarks.seeded.plant import Planted

from gouji import api
from gouji.compose.demo.made import FORMS, made
from gouji.compose.demo.plant import KINDS
from gouji.compose.page import Number, Table
from gouji.compose.writers.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.compose.demo.made import Made
    from gouji.compose.demo.plant import Planted as Slip
    from gouji.compose.page import Page
    from gouji.model.document import Document

_TRIES = 30


@dataclass(frozen=True, slots=True)
class Case:
    """A planted error, and whether it breaks a relation that the writer stated or the form implies."""

    planted: Planted
    detectable: bool


def pages(seed: int, *, tables: bool) -> Iterator[tuple[Made, Document]]:
    """Yield the documents of one made-up department, each with what is read of its text; the forms take turns."""
    for one in made(seed, forms=(FORMS[seed % len(FORMS)],)):
        yield one, _read(one.page, tables=tables)


def cases(
    clean: Made, document: Document, seed: str, count: int, *, tables: bool, kinds: Sequence[str] = ()
) -> Iterator[Case]:
    """Yield up to ``count`` wrong documents of each kind."""
    prose = _prose(clean.page)
    for kind in kinds or KINDS:
        chance = Random(f"{seed} {clean.name} {kind}")
        for _ in range(count):
            case = _case(clean, document, kind, chance, None if tables else prose)
            if case is not None:
                yield case


def _case(clean: Made, document: Document, kind: str, chance: Random, prose: frozenset[int] | None) -> Case | None:
    for _ in range(_TRIES):
        slip = clean.plant(kind, chance)
        if slip is None:
            return None
        if prose is None or slip.id in prose:
            known = [one for one in slip.alone if prose is None or one.members <= prose]
            return Case(_planted(slip, document, tables=prose is None), bool(known))
    return None


def _planted(slip: Slip, before: Document, *, tables: bool) -> Planted:
    page = slip.document.page if tables else _bare(slip.document.page)
    after = _read(page, tables=tables)
    edit = Edit.between(before.text, after.text)
    old = slip.clean.page.marked[slip.id]
    right, unit = (old.text, old.tail) if isinstance(old, Number) else (old.shown, "")
    place = text(page)[1].get(slip.id)
    if place is None:  # a row is gone: what is left of its table
        table = after.tables[slip.where.table or 0]
        return Planted(slip.kind, after, edit, "", area=(table.start, table.end))
    if slip.kind != "cell shifted":
        return Planted(slip.kind, after, edit, right, unit, area=place)
    # Two cells are wrong: the one left and the one entered.
    area = (edit.start, max(edit.start + len(edit.new), edit.start + 1))
    clean, places = slip.clean.page.marked, text(page)[1]
    (other,) = (at for at, piece in slip.document.page.marked.items() if at != slip.id and piece != clean[at])
    return Planted(slip.kind, after, edit, right, unit, area=area, second=(*places[other], clean[other].shown))


def _read(page: Page, *, tables: bool) -> Document:
    (document,) = api.read_bytes(text(page if tables else _bare(page))[0].encode(), "虚构.md", isolate=False)
    return document


def _bare(page: Page) -> Page:
    return replace(page, blocks=tuple(block for block in page.blocks if not isinstance(block, Table)))


def _prose(page: Page) -> frozenset[int]:
    return frozenset(_bare(page).marked)
