"""The door to the made-up district: ``made`` gives documents that know their own truth."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from random import Random
from typing import TYPE_CHECKING

from gouji.compose.demo import shanghai_budget, shanghai_final, sichuan_budget, sichuan_final
from gouji.compose.demo.facts import Facts
from gouji.compose.demo.history import DEPARTMENT, history
from gouji.compose.demo.places import COUNTIES, DISTRICTS, OFFICES
from gouji.compose.demo.plant import Planted, plant
from gouji.compose.demo.relations import Relation, agreements, years
from gouji.compose.demo.scribe import Manner, Scribe
from gouji.compose.demo.units import units_of
from gouji.compose.page import Number, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gouji.compose.demo.history import History

SICHUAN, SHANGHAI = "sichuan", "shanghai"
FORMS = (SICHUAN, SHANGHAI)
BUDGET, FINAL = "budget", "final"
MOST_DEPARTMENTS = len(OFFICES)
"""Departments that one place may have, no two alike."""
_WRITERS: dict[tuple[str, str], Callable[[Scribe, Facts], None]] = {
    (SICHUAN, BUDGET): sichuan_budget.write,
    (SICHUAN, FINAL): sichuan_final.write,
    (SHANGHAI, BUDGET): shanghai_budget.write,
    (SHANGHAI, FINAL): shanghai_final.write,
}
_TITLES = {BUDGET: "预算", FINAL: "决算"}


@dataclass(frozen=True)
class Made:
    """A made-up document: the page, the relations it states, and what it is."""

    page: Page
    stated: tuple[Relation, ...]
    form: str
    kind: str
    unit: str
    year: int
    siblings: tuple[Made, ...] = field(default=(), repr=False, compare=False)
    before: Callable[[], Made] | None = field(default=None, repr=False, compare=False)
    known: tuple[Relation, ...] = field(default=(), repr=False, compare=False)
    level: str = DEPARTMENT
    title: str = ""

    @property
    def name(self) -> str:
        """The file name without its ending."""
        if self.title:
            return self.title
        between = "年" if self.kind == BUDGET else "年度"
        return f"虚构示例-{self.unit}-{self.year}{between}{self.level}{_TITLES[self.kind]}"

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every relation inside the document: stated ones, equal mentions, equal years."""
        if self.known:
            return self.known
        marked = tuple(self.page.marked.values())
        return (*self.stated, *agreements(marked), *years(marked))

    def broken(self) -> tuple[Relation, ...]:
        """Return the relations that what is printed does not satisfy; none in a clean document."""
        return tuple(relation for relation in self.relations if relation.broken(self.page.marked))

    def touching(self, ids: Iterable[int]) -> tuple[Relation, ...]:
        """Return the relations of these numbers, words and years."""
        return tuple(dict.fromkeys(relation for at in ids for relation in self._by_member.get(at, ())))

    @cached_property
    def _by_member(self) -> dict[int, list[Relation]]:
        found: dict[int, list[Relation]] = {}
        for relation in self.relations:
            for member in relation.members:
                found.setdefault(member, []).append(relation)
        return found

    def past(self) -> dict[str, Number]:
        """Return what the same form printed the year before, by key."""
        marked = self.before().page.marked.values() if self.before else ()
        return {piece.key: piece for piece in marked if isinstance(piece, Number)}

    def plant(self, kind: str, rng: Random) -> Planted | None:
        """Return the document with one defect of this kind, or None where there is no room for it."""
        return plant(self, kind, rng)


def made(
    seed: int,
    *,
    units: int = 1,
    years: int = 1,
    forms: Sequence[str] = FORMS,
    kinds: Sequence[str] = (BUDGET, FINAL),
    below: bool = False,
    place: str = "",
) -> tuple[Made, ...]:
    """Return the documents of ``units`` departments over ``years`` years; the forms take turns.

    With ``below`` a department that has units is followed by the documents of its own 本级 and of each of them. With a
    ``place`` all departments are of that county and no two are alike; there are ``MOST_DEPARTMENTS`` of them at most.
    """
    if place and units > MOST_DEPARTMENTS:
        raise ValueError(f"one place has {MOST_DEPARTMENTS} departments at most")
    return tuple(
        one
        for at in range(units)
        for one in _department(seed, at, years, forms[at % len(forms)], kinds, below=below, place=place)
    )


def place_of(seed: int, form: str) -> str:
    """Return the made-up place whose government the departments of a seed may be put under: a county, a district."""
    places = COUNTIES if form == SICHUAN else DISTRICTS
    return places[seed % len(places)]


def departments(seed: int, units: int, years: int, forms: Sequence[str], place: str) -> tuple[History, ...]:
    """Return the books of the departments that ``made`` writes about when given the same."""
    return tuple(_books(seed, at, years, forms[at % len(forms)], place)[0] for at in range(units))


def _books(seed: int, at: int, years: int, form: str, place: str) -> tuple[History, Random]:
    """Return a department's years, and the chance that its manner is chosen by."""
    rng = Random(f"{seed}/{at}")  # noqa: S311  made-up figures, not secrets
    places = COUNTIES if form == SICHUAN else DISTRICTS
    office = OFFICES[rng.randrange(len(OFFICES))]
    exact = rng.randrange(3) == 0
    where = rng.choice(places)
    if place:
        where, office = place, OFFICES[at]
    books = history(where, office, years + 1, rng, exact=exact, plain=form == SHANGHAI)
    return replace(books, seed=f"{seed}/{at}"), rng


def _department(
    seed: int, at: int, years: int, form: str, kinds: Sequence[str], *, below: bool, place: str
) -> Iterator[Made]:
    department, rng = _books(seed, at, years, form, place)
    manner = _manner(rng, form)
    for body in (department, *(units_of(department) if below else ())):
        writers = [
            (year, partial(_document, body, form, kind, manner)) for year in range(2, years + 2) for kind in kinds
        ]
        alone = [replace(write(year), before=partial(write, year - 1)) for year, write in writers]
        for one in alone:
            yield replace(one, siblings=tuple(other for other in alone if other is not one))


def _document(department: History, form: str, kind: str, manner: dict[str, Manner], at: int) -> Made:
    facts = Facts(department, at)
    # The wording is the office's own and stays from year to year; kinds differ.
    scribe = Scribe(Random(f"{department.seed}/{kind}"), manner[kind], facts.year, department.level)  # noqa: S311
    _WRITERS[form, kind](scribe, facts)
    page = Page(f"{facts.name}{facts.year}", "虚构示例 · 非真实单位", tuple(scribe.blocks))
    return Made(page, scribe.stated(), form, kind, facts.name, facts.year, level=department.level)


def _manner(rng: Random, form: str) -> dict[str, Manner]:
    """Return how this office prints its budget and its final account."""
    if form == SICHUAN:
        one = Manner(
            zero=rng.choice(("", "", "0.00")),
            separators=rng.randrange(2) == 0,
            trimmed=rng.randrange(4) == 0,
            hundred=rng.choice(("100%", "100.00%")),
        )
        return {BUDGET: one, FINAL: one}
    commas, trimmed = rng.randrange(2) == 0, rng.randrange(2) == 0
    return {
        BUDGET: Manner("元", "", commas, commas, trimmed, split_codes=True, total_last=True),
        FINAL: Manner("万元", "", commas, commas, trimmed, caption="单位：{unit}"),
    }
