"""Decoys: what is lawful in a right document and looks odd. None of it may be flagged; the table counts them by kind.

They are told from the writer's own relations and words, never from what the checker makes of them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.compose.page import Number, Word
from gouji.compose.writers.text import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from benchmarks.seeded.score import Said

    from gouji.compose.demo.made import Made
    from gouji.compose.demo.relations import Relation, Term
    from gouji.compose.page import Marked

_WORDED = (
    ("a note that explains", re.compile(r"[（(][^（()）]*同口径调整[^（()）]*[）)]")),
    ("a table without figures and its note", re.compile(r"(?:注|说明)[:：][^\n]*(?:无数据|为空表)")),
    ("several units in a department", re.compile(r"下属(?:二级预算单位[2-9]个|[2-9]家)[^\n]*")),
    ("nothing of nothing", re.compile(r"(?<![\d.])0(?:\.00)?%")),
    ("third part beside basic and project", re.compile(r"预留机动经费[^，；。\n]*")),
    ("money carried over", re.compile(r"(?:上年结转|年初结转和?结余|结转下年)[^，；。|<\n]*\d[\d,.]*")),
)


@dataclass(frozen=True, slots=True)
class Decoy:
    """An odd and lawful thing, and where it stands."""

    kind: str
    start: int
    end: int


def decoys(made: Made) -> Iterator[Decoy]:
    """Yield the decoys of a made-up document, its tables included."""
    body, places = text(made.page)
    marked = made.page.marked
    for relation in made.relations:
        kind = _kind(relation, marked)
        at = relation.rate if relation.rate >= 0 else relation.left[0].number
        if kind and at in places:
            yield Decoy(kind, *places[at])
    for piece in marked.values():
        if isinstance(piece, Number) and not piece.text and piece.id in places:
            yield Decoy("nothing left blank", *places[piece.id])
    for kind, pattern in _WORDED:
        for match in pattern.finditer(body):
            yield Decoy(kind, *match.span())


def counted(found: Iterable[Decoy], said: Iterable[Said]) -> Counter[tuple[str, bool]]:
    """Return how many decoys of each kind there are, and how many an error or warning stands on."""
    spans = [(one.start, max(one.end, one.start + 1)) for one in said]
    return Counter(
        (decoy.kind, any(start < max(decoy.end, decoy.start + 1) and decoy.start < end for start, end in spans))
        for decoy in found
    )


def _kind(relation: Relation, marked: Mapping[int, Marked]) -> str:
    if not relation.members <= marked.keys():
        return ""
    if relation.kind == "bound":
        return "a part alone"
    if relation.kind == "sum" and _sum(relation.left, marked):
        return "last digit off by rounding"
    if relation.kind == "sign":
        word = marked[relation.rate]
        return "unchanged" if isinstance(word, Word) and not word.sign else ""
    return ""


def _sum(terms: Iterable[Term], marked: Mapping[int, Marked]) -> bool:
    """Whether the printed values do not add up to nothing, though they may when unrounded."""
    total = Decimal(0)
    for term in terms:
        number, word = marked[term.number], marked[term.word] if term.word is not None else None
        if not isinstance(number, Number):
            return False
        low, high = number.bounds
        total += (low + high) / 2 * term.times * (word.sign if isinstance(word, Word) else 1)
    return bool(total)
