"""What a disclosure must contain (必备内容), by kind of document, place and year, with its basis; other kinds demand nothing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gouji.codes.places import lies_in


@dataclass(frozen=True, slots=True)
class Required:
    """A topic that documents must treat, or with ``says`` what they must say of it.

    Each of the ``words`` must be found; ``where`` limits that to the running text that shows it, None means anywhere. It is
    asked where the ledger's topic ``when`` has an amount ("": always). ``clear`` says that the law puts it in so many words.
    """

    topic: str
    says: str
    words: tuple[re.Pattern[str], ...]
    where: re.Pattern[str] | None
    when: str
    clear: bool
    basis: str
    kinds: frozenset[str]
    places: tuple[str, ...]
    first: int | None
    last: int | None

    def holds_for(self, kind: str, year: int | None, region: str) -> bool:
        """Whether it is asked of documents of this kind, year and district; of an unknown year only what always is."""
        if kind not in self.kinds or not any(lies_in(region, place) for place in self.places):
            return False
        if year is None:
            return self.first is None and self.last is None
        return (self.first or year) <= year <= (self.last or year)

    def said_in(self, text: str) -> bool:
        """Whether a text, white space taken out, says it."""
        return all(word.search(text) for word in self.words)


def topics(kind: str, year: int | None, region: str) -> tuple[Required, ...]:
    """Return the topics demanded as a whole."""
    return tuple(each for each in _all() if not each.says and each.holds_for(kind, year, region))


def sentences(kind: str, year: int | None, region: str) -> tuple[Required, ...]:
    """Return what must be said of topics."""
    return tuple(each for each in _all() if each.says and each.holds_for(kind, year, region))


@cache
def _all() -> tuple[Required, ...]:
    text = files("gouji.codes").joinpath("data", "forms", "required.toml").read_text(encoding="utf-8")
    return tuple(map(_required, tomllib.loads(text)["required"]))


def _required(row: dict[str, Any]) -> Required:
    return Required(
        row["topic"],
        row.get("says", ""),
        tuple(map(re.compile, row["words"])),
        re.compile(row["where"]) if "where" in row else None,
        row.get("when", ""),
        row.get("clear", False),
        row["basis"],
        frozenset(row["kinds"]),
        tuple(row.get("places", ("",))),
        row.get("first"),
        row.get("last"),
    )
