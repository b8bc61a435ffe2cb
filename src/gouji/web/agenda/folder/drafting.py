"""Drafts (初审意见、审查结果报告、审议意见): sentences of data/drafts.toml filled in from a folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gouji.web.agenda.folder.pieces import Piece, Sentence, filled, text_of
from gouji.web.agenda.folder.words import said_of
from gouji.web.matters.kinds import all_kinds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from gouji.web.agenda.folder.shape import Folder
    from gouji.web.agenda.folder.words import Known
    from gouji.web.agenda.models import Item

OF_TOPIC = {
    "first_review": "first_review",
    "budget": "budget_result",
    "midyear": "midyear_opinion",
    "adjustment": "adjustment_result",
    "final": "final_result",
    "audit": "audit_opinion",
    "rectification": "rectification_opinion",
}
"""Which draft is written for which topic."""
_MOST = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """A line written once for each member of a list; ``each`` empty: a single sentence. ``needs`` must be known."""

    text: str
    each: str = ""
    lead: str = ""
    none: str = ""
    needs: str = ""
    most: int = _MOST


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines."""

    heading: str
    lines: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What a draft says: its title, whom to, its parts; ``opens`` is the kind of matter that follows it."""

    code: str
    name: str
    title: str
    to: str
    parts: tuple[Part, ...]
    notable: Decimal
    opens: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a heading is set in another face."""

    pieces: Sentence
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of an agenda item (its number) with its sources: ``sources`` are the figures that have one, each once, in the order of the text."""

    item: int
    code: str
    name: str
    title: str
    to: str
    year: int
    paragraphs: tuple[Paragraph, ...]
    opens: str = ""

    @property
    def sources(self) -> tuple[Piece, ...]:
        """The figures and what they rest on."""
        return tuple(dict.fromkeys(piece for one in self.paragraphs for piece in one.pieces if piece.link))


@cache
def forms() -> Mapping[str, Form]:
    """Return the drafts by code."""
    text = (files("gouji.web.agenda") / "data" / "drafts.toml").read_text(encoding="utf-8")
    return {one["code"]: _form(one) for one in tomllib.loads(text)["draft"]}


def drafts_of(folder: Folder, today: dt.date) -> list[Draft]:
    """Return the draft of each agenda item."""
    return [_draft(forms()[OF_TOPIC[one.topic]], folder, one, today) for one in folder.meeting.items.all()]


def _draft(form: Form, folder: Folder, item: Item, today: dt.date) -> Draft:
    said = said_of(folder, item, form.notable, today)
    paragraphs = tuple(_paragraphs(form, said))
    title = filled(form.title, said.words) or ()
    to = filled(form.to, said.words) or ()
    return Draft(
        item.pk,
        form.code,
        form.name,
        text_of(title),
        text_of(to),
        item.year,
        paragraphs,
        form.opens if form.opens in all_kinds() else "",
    )


def _paragraphs(form: Form, said: Known) -> Iterator[Paragraph]:
    for part in form.parts:
        yield Paragraph((Piece(part.heading),), heading=True)
        for line in part.lines:
            if not line.needs or said.lists.get(line.needs) or line.needs in said.words:
                yield from map(Paragraph, _sentences(line, said))


def _sentences(line: Listed, said: Known) -> Iterator[Sentence]:
    """Yield a line's sentences; a list is numbered, and says how many more there are than it names."""
    if not line.each:
        sentence = filled(line.text, said.words)
        if sentence is not None:
            yield sentence
        return
    members = said.lists.get(line.each, [])
    sentences = [one for one in (filled(line.text, member) for member in members) if one is not None]
    if not sentences:
        if line.none:
            yield (Piece(line.none),)
        return
    yield (Piece(line.lead),)
    for number, sentence in enumerate(sentences[: line.most], 1):
        yield (Piece(f"{number}．"), *sentence, Piece("。"))
    if len(sentences) > line.most:
        yield (Piece("其余见会前材料。"),)


def _form(data: dict[str, Any]) -> Form:
    parts = tuple(
        Part(
            part["heading"], tuple(Listed(line) if isinstance(line, str) else Listed(**line) for line in part["lines"])
        )
        for part in data["part"]
    )
    return Form(
        data["code"],
        data["name"],
        data["title"],
        data["to"],
        parts,
        Decimal(data.get("notable", 20)),
        data.get("opens", ""),
    )
