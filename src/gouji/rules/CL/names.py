"""What the rules on the classification share: printed names, their levels, their successors."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.extract.once import once
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from gouji.extract.extraction import Extraction
    from gouji.rules.wording import Plain

_STOP = r"，,。；;：:、“”\"（）()\d．.\-—－<>《》%％"
MARKED = re.compile(
    rf"(?P<name>[^{_STOP}]{{2,40}}(?:[（(](?!类|款|项)[^（）()]{{1,6}}[）)][^{_STOP}]{{0,24}})?)[（(](?P<level>[类款项])(?:级)?[）)]"
)
_LEVEL = re.compile(r"[（(][类款项](?:级)?[）)]")
_ITEM = 7


@once
def marked(extraction: Extraction) -> tuple[tuple[Plain, re.Match[str]], ...]:
    """Return every name with its level marker (行政运行（项）) in running text."""
    return tuple(
        (plain, match) for plain in prose(extraction) if _LEVEL.search(plain.text) for match in plain.find(MARKED)
    )


def variants(name: str) -> tuple[str, ...]:
    """Return the ways in which a name is commonly printed: with and without 支出 at its end."""
    plain = classification.normal(name)
    return (plain, plain[:-2]) if plain.endswith("支出") else (plain, f"{plain}支出")


@cache
def levels(name: str) -> frozenset[str]:
    """Return the levels (类, 款, 项) at which an item of this name has ever stood, in any of the classifications."""
    exact = _levels(classification.normal(name))
    if exact and classification.normal(name).endswith("支出"):
        return exact
    return exact | frozenset().union(*(_levels(variant) for variant in variants(name)))


def _levels(name: str) -> frozenset[str]:
    found = {item.level for item in classification.lookup_name(name)}
    found |= {_printed_level(entry.code) for entry in _seen().get(name, ())}
    return frozenset(found - {""})


@cache
def codes(name: str) -> frozenset[str]:
    """Return the functional codes at which an item of this name, with or without 支出 at its end, has ever stood."""
    found: set[str] = set()
    for variant in variants(name):
        found |= {item.code for item in classification.lookup_name(variant)}
        found |= {entry.code for entry in _seen().get(variant, ())}
    return frozenset(code for code in found if code.startswith("2"))


def _printed_level(code: str) -> str:
    """Return the level of a code; 款 is the lowest of the economic classifications."""
    return classification.level_of(code) if code.startswith("2") or len(code) < _ITEM else "款"


@cache
def _seen() -> dict[str, tuple[classification.Seen, ...]]:
    table: dict[str, tuple[classification.Seen, ...]] = {}
    for entry in classification.seen():
        table[entry.name] = (*table.get(entry.name, ()), entry)
    return table


def split(name: str) -> tuple[str, str] | None:
    """Return a known 款 and a known 项 that together make up the text, or None."""
    for at in range(2, len(name) - 1):
        first, second = name[:at], name[at:]
        if "款" in levels(first) and "项" in levels(second) and not levels(name):
            return first, second
    return None


def outdated(name: str, year: int) -> classification.Rename | None:
    """Return the rename that ended this name before the year, where no item of the year has the name any more."""
    if classification.lookup_name(name, year) or classification.was_seen(name, year):
        return None
    found = [
        entry
        for entry in classification.renames()
        if entry.old == name and entry.kind == "rename" and entry.year <= year
    ]
    return max(found, key=lambda entry: entry.year, default=None)


def successor(rename: classification.Rename, year: int) -> classification.Rename:
    """Return the last rename of the chain that begins with this one, up to the year."""
    later = outdated(rename.new, year)
    return successor(later, year) if later and later.year > rename.year else rename
