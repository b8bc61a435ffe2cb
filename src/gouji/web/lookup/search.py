"""Search: which texts hold all words of a question, of those the person may read, the likeliest first; counts by facet."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from gouji.web.lookup import grams_store
from gouji.web.lookup.grams import marks, phrases
from gouji.web.lookup.models import Text
from gouji.web.matters.queries import matters_seen
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights

MOST = 20_000
"""Texts that one question counts; beyond them it says "more than"."""
PAGE = 20
FACETS = ("kind", "unit", "year", "filing_kind", "rule", "state")
_ORDER = {
    str(kind): at for at, kind in enumerate((Text.Kind.UNIT, Text.Kind.MATTER, Text.Kind.FINDING, Text.Kind.SECTION))
}
_AROUND, _FRAGMENTS, _BEGINNING = 36, 2, 90


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for; a facet is "" where it is left open."""

    words: str
    kind: str = ""
    unit: str = ""
    year: str = ""
    filing_kind: str = ""
    rule: str = ""
    state: str = ""
    page: int = 1


Row = tuple[int, str, int | None, int | None, str, str, str, bool]
"""A hit: the text's number, the values of the facets in their order, whether the words stand in its title. Plain: there are thousands."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an excerpt; ``hit`` where it is a word of the question."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One text found: its excerpt, and where in the document its first word stands (None where it is in the title alone)."""

    text: Text
    excerpt: tuple[Segment, ...]
    at: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, how many there are in all, whether more than were counted, and by facet what values they have."""

    hits: tuple[Hit, ...]
    total: int
    capped: bool
    facets: dict[str, list[tuple[str, int]]]
    page: int
    pages: int

    @property
    def before(self) -> int:
        """The page before this one."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The page after this one."""
        return self.page + 1


NOTHING = Found((), 0, capped=False, facets={}, page=1, pages=0)


def readable(user: User, rights: Rights) -> Q:
    """Return the condition that leaves the texts a person may read: by the unit they belong to, or as his matters."""
    filed = rights.reach(Right.FILING_READ, "unit")
    of_filings = Q(kind__in=(Text.Kind.SECTION, Text.Kind.FINDING, Text.Kind.UNIT)) & filed
    # Asked of each text that is found, not of every matter.
    seen = Exists(matters_seen(user, rights).order_by().filter(pk=OuterRef("matter")))
    return of_filings | Q(seen, kind=Text.Kind.MATTER)


def search(question: Question, allowed: Q) -> Found:
    """Return what is found of the texts that ``allowed`` leaves: two queries, whatever is found."""
    asked = phrases(question.words)
    if not asked:
        return NOTHING
    rows = _matching(asked, allowed)
    capped = len(rows) > MOST
    rows = rows[:MOST]
    chosen = {name: value for name in FACETS if (value := getattr(question, name))}
    kept = _left(rows, chosen)
    pages = -(-len(kept) // PAGE)
    page = min(max(question.page, 1), max(pages, 1))
    shown = list(islice(_in_order(kept), (page - 1) * PAGE, page * PAGE))
    return Found(_hits(shown, question.words), len(kept), capped, _facets(rows, kept, chosen), page, pages)


def _matching(asked: Sequence[Sequence[str]], allowed: Q) -> list[Row]:
    """Return the hits; one more than MOST where there are more."""
    held, parameter = grams_store.matching(asked)
    titled, title_parameter = grams_store.matching(asked, in_title=True)
    found = (
        Text.objects.filter(allowed)
        .extra(where=[held], params=[parameter])  # noqa: S610  our own SQL, the words as its parameter
        .annotate(
            in_title=RawSQL(titled, [title_parameter]),  # noqa: S611  likewise
            stands=Coalesce("finding__state", "state"),
        )
        .order_by()
        .values_list("pk", "kind", "unit_id", "year", "filing_kind", "rule", "stands", "in_title")
    )
    return list(found[: MOST + 1])


def _left(rows: list[Row], chosen: Mapping[str, str]) -> list[Row]:
    """Return the hits that these facets leave."""
    for name, value in chosen.items():
        at = _place(name)
        rows = [row for row in rows if str(row[at] or "") == value]
    return rows


def _place(name: str) -> int:
    """Return where a facet stands in a row."""
    return 1 + FACETS.index(name)


def _in_order(rows: list[Row]) -> Iterator[int]:
    """Yield the hits: words in the title first, then units, matters, findings, text; the newest year first."""
    alike: dict[tuple[bool, str, int | None], list[int]] = defaultdict(list)
    for number, kind, _unit, year, _filing_kind, _rule, _state, in_title in rows:
        alike[in_title, kind, year].append(number)
    for key in sorted(alike, key=lambda one: (not one[0], _ORDER[one[1]], -(one[2] or 0))):
        yield from sorted(alike[key])


def _facets(rows: list[Row], kept: list[Row], chosen: Mapping[str, str]) -> dict[str, list[tuple[str, int]]]:
    """Count the values of each facet among the hits that the other facets leave; ``kept`` are those that all leave."""
    facets = {}
    for name in FACETS:
        others = {one: value for one, value in chosen.items() if one != name}
        left = _left(rows, others) if name in chosen else kept
        counts = Counter(map(itemgetter(_place(name)), left))
        by_year = name == "year"
        values = [(str(value), count) for value, count in counts.items() if value]
        facets[name] = sorted(values, key=lambda one: (-int(one[0]) if by_year else -one[1], one[0]))
    return facets


def _hits(numbers: Sequence[int], words: str) -> tuple[Hit, ...]:
    found = Text.objects.select_related("unit", "filing", "finding", "matter__region").in_bulk(numbers)
    pattern = marks(words)
    made = []
    for number in numbers:
        if number in found and pattern:
            text = found[number]
            spans = [match.span() for match in islice(pattern.finditer(text.body), 20)]
            at = text.place.get("start", 0) + spans[0][0] if spans and text.kind == Text.Kind.SECTION else None
            made.append(Hit(text, tuple(excerpt(text.body, spans)), at))
    return tuple(made)


def excerpt(body: str, spans: Sequence[tuple[int, int]]) -> list[Segment]:
    """Return the surroundings of the first words found, at most two stretches; without any, the beginning."""
    if not spans:
        return [Segment(_flat(body[:_BEGINNING]) + ("…" if len(body) > _BEGINNING else ""), hit=False)]
    made: list[Segment] = []
    end = 0
    for begin, until in _windows(spans, len(body)):
        made.append(Segment("…" if begin > end else "", hit=False))
        end = begin
        for start, stop in spans:
            if begin <= start and stop <= until:
                made += [Segment(_flat(body[end:start]), hit=False), Segment(_flat(body[start:stop]), hit=True)]
                end = stop
        made.append(Segment(_flat(body[end:until]), hit=False))
        end = until
    made.append(Segment("…" if end < len(body) else "", hit=False))
    return [segment for segment in made if segment.text]


def _windows(spans: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for start, stop in spans:
        begin, until = max(0, start - _AROUND), min(length, stop + _AROUND)
        if windows and begin <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(until, windows[-1][1]))
        elif len(windows) < _FRAGMENTS:
            windows.append((begin, until))
    return [(begin, min(until, begin + 4 * _AROUND + 20)) for begin, until in windows]


def _flat(text: str) -> str:
    """Return a stretch of text on one line; the cells of a table are set apart."""
    return " ".join(text.replace("\t", " ｜ ").split("\n"))
