"""The fixed vocabulary of public budgets (规范用语): terms that have one spelling."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from gouji.codes import classification


@cache
def terms() -> tuple[str, ...]:
    """Return the standard terms of the disclosure forms, longest first."""
    return tuple(sorted(_rows(), key=lambda term: (-len(term), term)))


@cache
def strict() -> frozenset[str]:
    """Return the terms that nobody shortens or varies: any small difference is a slip."""
    return frozenset(term for term, row in _rows().items() if row["spelling"] == "strict")


def find(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of every phrase of ``known`` in the text, leftmost and longest first."""
    return [(start, end) for _, start, end in _automaton().find_matches_as_indexes(text)]


def used(text: str) -> set[str]:
    """Return the standard terms that stand in the text, those within others too."""
    return {terms()[index] for index, _, _ in _term_automaton().find_matches_as_indexes(text, overlapping=True)}


@cache
def _term_automaton() -> AhoCorasick:
    return AhoCorasick(list(terms()))


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(sorted(known()), matchkind=MatchKind.LeftmostLongest)


@cache
def _rows() -> dict[str, dict[str, str]]:
    text = files("gouji.codes").joinpath("data", "terms.csv").read_text(encoding="utf-8")
    return {classification.normal(row["term"]): row for row in csv.DictReader(text.splitlines())}


@cache
def known() -> frozenset[str]:
    """Return every phrase that is right as it stands: the terms and all names of the classifications, old ones too."""
    names = {item.name for item in classification.items()} | {entry.name for entry in classification.seen()}
    return frozenset(names | set(terms()))


@cache
def endings() -> dict[str, frozenset[str]]:
    """Return each ending of two or more characters with the known phrases that end so and are longer."""
    return _affixes(end=True)


@cache
def openings() -> dict[str, frozenset[str]]:
    """Return each opening of two or more characters with the known phrases that begin so and are longer."""
    return _affixes(end=False)


def _affixes(*, end: bool) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for phrase in known():
        for size in range(2, len(phrase)):
            table.setdefault(phrase[-size:] if end else phrase[:size], set()).add(phrase)
    return {key: frozenset(value) for key, value in table.items()}
