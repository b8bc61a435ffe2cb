"""The official forms (报表) as data: what they are called, what their heads and lines mean, what they imply of one another.

The files under ``data/forms`` say where each entry was seen. A caption that no form bears, or a head that no form prints, is
simply unknown: such a table is read by its structure alone.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gouji.codes.places import lies_in

_YEAR = re.compile(r"[（(]?20\d\d年?度?[)）]?")
_NUMBER = re.compile(
    r"^(?:附?表|公开|附件|财决|预算)?\s*[\d一二三四五六七八九十]{1,3}(?:[-－—]\d+)?(?:表|[、.．:：])|^(?:附?表|公开|附件)\d*(?:[-－—]\d+)?[:：]?"
)
_TAIL = re.compile(r"[（(](?:公开|预算|附|部门)?表?\s*[\d一二三四五六七八九十]+(?:[-－]\d+)?表?[)）]$")
_SIGNS = re.compile(r"[\s“”\"‘’《》、，,]")
_SAYS_NOTHING = re.compile(r"预算单位|部门|单位|综合|本年度?|年度|预算|决算|情况|财务|公开|安排")
_APPROPRIATED = re.compile(r"(一般公共|政府性基金|国有资本经营)财政拨款")
_BRACKETS = re.compile(r"[（(]([^（()）]*)[)）]")
_ORDERS = {"经济": "economic", "功能": "function"}
_BARE = re.compile(r"[\s“”\"：:]|20\d\d年度?|^其中[:：]?|^其中")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of form.

    ``names`` are its captions by kind of document; ``lines`` says what its lines are, ``columns`` which it must print to be taken for the form, ``own`` what heads may say of
    the form as a whole (基本支出 over the columns of a table of 基本支出), ``trace`` a pattern that any caption of it shows.
    """

    id: str
    title: str
    names: dict[str, tuple[str, ...]]
    lines: str
    columns: tuple[str, ...]
    own: frozenset[str]
    trace: str
    basis: str


@dataclass(frozen=True, slots=True)
class Address:
    """A cell of a form: its side (收入, 支出, "" for the whole), line and column; "*" is each line that both tables bear."""

    form: str
    side: str
    line: str
    column: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FormRelation:
    """``result`` = the sum of one of the ``readings`` (or at least it, with ``at_most``), for documents of ``kinds``."""

    id: str
    rule: str
    says: str
    result: Address
    readings: tuple[tuple[Address, ...], ...]
    each: str
    at_most: bool
    certain: bool
    kinds: frozenset[str]
    basis: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A table of a set: its number and exact name there, and the kind of form that it is ("" where it is none of ours)."""

    number: str
    name: str
    form: str
    basis: str


@dataclass(frozen=True, slots=True)
class FormSet:
    """The tables that a place demands of a kind of document, for the years ``first`` to ``last`` (None: open).

    ``headings`` are the chapters of its explanation, each with a word that shows it in any title ("" for none).
    """

    id: str
    place: str
    kind: str
    edition: str
    first: int | None
    last: int | None
    order: str
    headings: tuple[tuple[str, str], ...]
    tables: tuple[Listed, ...]
    basis: str


def stem(title: str) -> str:
    """Return what tells a caption from others: no year, number, quotation mark, nor the words that forms add and drop.

    2025年部门收支预算总表, 收支总体情况表（公开01表）and 收入支出决算总表 have one stem. What a table is ordered by (按经济分类) is kept, behind a #.
    """
    text = _NUMBER.sub("", _YEAR.sub("", "".join(title.split())))
    text = _TAIL.sub("", _SIGNS.sub("", text))
    ordered = "".join(_BRACKETS.findall(text))
    text = _SAYS_NOTHING.sub("", _BRACKETS.sub("", text)).replace("总体", "总").replace("收入支出", "收支")
    text = _APPROPRIATED.sub(r"\1", text).replace("按功能分类", "").replace("及", "").replace("和", "")
    return text + next((f"#{word}" for word in _ORDERS if word in ordered), "")


def bare(text: str) -> str:
    """Return a head or label as ``words.toml`` spells it: without blanks, quotation marks, years, 其中."""
    return _BARE.sub("", text)


@cache
def forms() -> dict[str, Form]:
    """Return the forms by id."""
    return {row["id"]: _form(row) for row in _load("forms")["form"]}


@cache
def by_stem() -> dict[tuple[str, str], Form]:
    """Return the forms by the stems of their names and the kind of document."""
    return {
        (stem(name), kind): form for form in forms().values() for kind, names in form.names.items() for name in names
    }


def named(title: str, kind: str) -> Form | None:
    """Return the form that bears this caption in a document of this kind, None where none does."""
    text, _, ordered = stem(title).partition("#")
    form = by_stem().get((f"{text}#{ordered}" if ordered else text, kind))
    if form is None and ordered:
        form = by_stem().get((text, kind))
        return form if form and form.lines == _ORDERS[ordered] else None
    return form


@cache
def columns() -> dict[str, str]:
    """Return the meaning of each head; "" for one that only says again what the form is about."""
    words = _load("words")
    return dict.fromkeys((bare(head) for head in words["plain"]["heads"]), "") | _inverted(words["columns"])


@cache
def lines() -> dict[str, str]:
    """Return the meaning of each label."""
    return _inverted(_load("words")["rows"])


@cache
def relations(rule: str) -> tuple[FormRelation, ...]:
    """Return the relations that this rule owns."""
    return tuple(relation for relation in all_relations() if relation.rule == rule)


@cache
def all_relations() -> tuple[FormRelation, ...]:
    """Return every relation between the cells of forms."""
    return tuple(_relation(row) for row in _load("relations")["relation"])


@cache
def form_sets() -> tuple[FormSet, ...]:
    """Return the sets of tables by place, kind and years."""
    return tuple(_set(row) for row in _load("sets")["set"])


def set_of(kind: str, year: int, region: str) -> FormSet | None:
    """Return the set that holds for a kind of document, year and district: its city's, its province's, else the country's."""
    fitting = [
        each
        for each in form_sets()
        if each.kind == kind and (each.first or year) <= year <= (each.last or year) and lies_in(region, each.place)
    ]
    return max(fitting, key=lambda each: (each.place != "", each.place in region), default=None)


def base_set(kind: str, year: int) -> FormSet | None:
    """Return the set that holds everywhere."""
    return set_of(kind, year, "")


def _form(row: dict[str, Any]) -> Form:
    names = {kind: (*row["names"], *row.get(f"names_{kind}", ())) for kind in row["kinds"]}
    columns, own = tuple(row["columns"]), frozenset(row.get("own", ()))
    return Form(row["id"], row["title"], names, row["lines"], columns, own, row["trace"], row["basis"])


def _relation(row: dict[str, Any]) -> FormRelation:
    return FormRelation(
        row["id"],
        row["rule"],
        row["says"],
        _address(row["result"]),
        tuple(tuple(map(_address, parts)) for parts in (row["parts"], *row.get("or", []))),
        row.get("each", ""),
        row.get("at_most", False),
        row.get("certain", True),
        frozenset(row.get("kinds", ("budget", "final"))),
        row["basis"],
    )


def _address(text: str) -> Address:
    form, line, column = (part.strip() for part in text.removeprefix("?").split("|"))
    name, _, side = form.partition(".")
    return Address(name, side, line, column, optional=text.startswith("?"))


def _set(row: dict[str, Any]) -> FormSet:
    return FormSet(
        row["id"],
        row["place"],
        row["kind"],
        row.get("edition", ""),
        row.get("first"),
        row.get("last"),
        row.get("order", ""),
        tuple(_heading(text) for text in row.get("headings", ())),
        tuple(Listed(*(part.strip() for part in table.split("|"))) for table in row["tables"]),
        row["basis"],
    )


def _heading(text: str) -> tuple[str, str]:
    name, _, word = (part.strip() for part in text.partition("|"))
    return name, word


def _inverted(words: dict[str, list[str]]) -> dict[str, str]:
    return {bare(name): key for key, names in words.items() for name in names}


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("gouji.codes").joinpath("data", "forms", f"{name}.toml").read_text(encoding="utf-8"))
