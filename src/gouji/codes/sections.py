"""What a disclosure must contain (必备内容), by kind of document, with its basis; kinds not listed demand nothing."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Required:
    """A topic that documents of a kind must treat; any of the ``words`` shows that it does."""

    topic: str
    words: tuple[str, ...]
    basis: str


@cache
def required(kind: str) -> tuple[Required, ...]:
    """Return the topics demanded of this kind of document."""
    text = files("gouji.codes").joinpath("data", "sections.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["kind"] == kind]
    return tuple(Required(row["topic"], tuple(row["words"].split("|")), row["basis"]) for row in rows)
