"""The government's classifications of expenditure (政府收支分类科目): codes, names, levels, years, renames.

Three systems: 功能分类 (functional), 部门预算支出经济分类 and 政府预算支出经济分类 (economic, of departments and of
governments). ``basis`` is ``verified`` where code and name stood in an official template or a published document, else
``general_knowledge``: then the year may be off by one, and a finding that rests on it asks to be checked.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

FUNCTIONAL = "功能分类"
VERIFIED = "verified"
_BRACKETS = str.maketrans("()", "（）")
_HALF_BRACKETS = str.maketrans("（）", "()")
_SPACE = dict.fromkeys(map(ord, " \t\r\n\u3000\xa0"))
_SPELT_OTHERWISE = re.compile(r"[() \t\r\n\u3000\xa0]")
_LEVELS = {3: "类", 5: "款", 7: "项"}


@dataclass(frozen=True, slots=True)
class Item:
    """One 科目. ``valid_from``/``valid_to`` are the first and last year of the name, None where it is open."""

    code: str
    name: str
    level: str
    system: str
    valid_from: int | None
    valid_to: int | None
    basis: str

    def valid_in(self, year: int | None) -> bool:
        """Whether the name stands for this year (always, where the year is not known)."""
        if year is None:
            return True
        return (self.valid_from or 0) <= year <= (self.valid_to or 9999)


@dataclass(frozen=True, slots=True)
class Rename:
    """A name (``old``) that ended when ``year`` began; ``new`` is its successor, or a code with a name for a move."""

    code: str
    old: str
    new: str
    year: int
    kind: str
    basis: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A code with a name as printed in real documents of the years ``first`` to ``last``."""

    code: str
    name: str
    documents: int
    first: int
    last: int


def normal(name: str) -> str:
    """Return a printed name without white space and with full-width brackets, as the lists spell it."""
    return name.translate(_SPACE).translate(_BRACKETS) if _SPELT_OTHERWISE.search(name) else name


def level_of(code: str) -> str:
    """Return 类, 款 or 项 for a functional code of 3, 5 or 7 digits, else ""."""
    return _LEVELS.get(len(code), "")


@cache
def items() -> tuple[Item, ...]:
    """Return every item of the three systems in the order of the lists."""
    functional = [_item(row, FUNCTIONAL) for row in _rows("functional.csv")]
    return (*functional, *(_item(row, row["system"]) for row in _rows("economic.csv")))


@cache
def renames() -> tuple[Rename, ...]:
    """Return the known renames and moves."""
    return tuple(
        Rename(
            row["code"],
            normal(row["old_name"]),
            normal(row["new_name_or_target"]),
            int(row["effective_year"]),
            row["kind"],
            row["basis"],
        )
        for row in _rows("renames.csv")
    )


@cache
def seen() -> tuple[Seen, ...]:
    """Return what real documents print."""
    return tuple(
        Seen(row["code"], normal(row["name"]), int(row["documents"]), int(row["first_year"]), int(row["last_year"]))
        for row in _rows("seen.csv")
    )


def lookup_name(name: str, year: int | None = None) -> tuple[Item, ...]:
    """Return the items of this name that are valid in the year; spaces and bracket widths do not matter."""
    found = _by_name().get(normal(name), ())
    return found if year is None else tuple(item for item in found if item.valid_in(year))


def lookup_code(code: str, year: int | None = None) -> tuple[Item, ...]:
    """Return the items of this code that are valid in the year; a code may have had several names."""
    return tuple(item for item in _by_code().get(code, ()) if item.valid_in(year))


def was_seen(name: str, year: int | None = None, code: str | None = None) -> bool:
    """Whether a real document of this year (any, if None) prints this name (with this code, if given)."""
    return any(
        (code is None or entry.code == code) and (year is None or entry.first <= year <= entry.last)
        for entry in _seen_by_name().get(normal(name), ())
    )


def find(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, name) of every known name in the text, leftmost and longest first; name as the lists spell it."""
    names = _spelt()
    return [(start, end, names[index]) for index, start, end in _automaton().find_matches_as_indexes(text)]


def _item(row: dict[str, str], system: str) -> Item:
    return Item(
        row["code"],
        normal(row["name"]),
        row["level"],
        system,
        int(row["valid_from"]) if row["valid_from"] else None,
        int(row["valid_to"]) if row["valid_to"] else None,
        row["basis"],
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = files("gouji.codes").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _by_name() -> dict[str, tuple[Item, ...]]:
    table: dict[str, tuple[Item, ...]] = {}
    for item in items():
        table[item.name] = (*table.get(item.name, ()), item)
    return table


@cache
def _by_code() -> dict[str, tuple[Item, ...]]:
    table: dict[str, tuple[Item, ...]] = {}
    for item in items():
        table[item.code] = (*table.get(item.code, ()), item)
    return table


@cache
def _seen_by_name() -> dict[str, tuple[Seen, ...]]:
    table: dict[str, tuple[Seen, ...]] = {}
    for entry in seen():
        table[entry.name] = (*table.get(entry.name, ()), entry)
    return table


@cache
def _patterns() -> tuple[str, ...]:
    names = {item.name for item in items()} | {entry.name for entry in seen()}
    return tuple(sorted(names | {name.translate(_HALF_BRACKETS) for name in names}))


@cache
def _spelt() -> tuple[str, ...]:
    """Return the names of ``_patterns`` as the lists spell them."""
    return tuple(map(normal, _patterns()))


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(list(_patterns()), matchkind=MatchKind.LeftmostLongest)
