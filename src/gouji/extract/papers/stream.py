"""The amounts of a paper's prose in order, each with the words before it and its rates behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.extract.numbers import half_width
from gouji.extract.papers import words
from gouji.extract.prose.leads import Role, read_lead
from gouji.extract.prose.lexer import Token, tokens
from gouji.extract.prose.words import BY
from gouji.model.document import Heading, Paragraph
from gouji.model.figure import Dimension, Nature

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.model.figure import Figure

_STOP = re.compile(r"\.(?!\d)")
_VALUES = frozenset((Role.VALUE, Role.BUDGET, Role.OF_BUDGET, Role.LONE))
_SIDES = (("收入", words.INCOMING), ("支出", words.OUTGOING))
_FOOTNOTE = re.compile(r"[\[〔【][^\]〕】]{0,4}[\]〕】]$")


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage told of an amount: "completion" of a budget (``basis`` as worded), "growth", "share" (of ``basis``), "lone" for any other."""

    figure: int
    kind: str
    direction: int = 1
    basis: str = ""
    words: str = ""


@dataclass(eq=False)
class Item:
    """An amount: ``lead`` the words since the amount or mark before it, ``said`` those of its sentence before the lead.

    ``depth`` counts brackets, ``after`` are the words right behind it, ``mark`` is what stands before the lead ("", "、", "，", "；", "。", ":"; before 按…分 where
    that leads it in), ``sentence`` and
    ``block`` number where it stands. ``plain`` is False for a change or a former value (增加2亿元); ``side`` is
    收入 or 支出, taken over from the amount before where its own words name none. ``told`` is ``said`` and ``lead`` without the words of rates.
    """

    figure: int
    lead: str
    said: str
    depth: int
    mark: str
    sentence: int
    block: int
    plain: bool
    start: int
    direction: int = 0
    side: str = ""
    rates: list[Rate] = field(default_factory=list)
    after: str = ""
    told: str = ""


@dataclass(eq=False)
class Passage:
    """A paragraph: its items in order and all its words; ``section`` is where it stands in the outline."""

    start: int
    end: int
    text: str
    section: int
    items: list[Item]


def passages(extraction: Extraction, dimension: Dimension = Dimension.MONEY) -> Iterator[Passage]:
    """Yield the paragraphs of the document that hold an amount; of counts (问题10个) with that ``dimension``."""
    plain = half_width(extraction.document.text)
    section = 0
    for number, block in enumerate(extraction.document.blocks):
        if not isinstance(block, Heading | Paragraph):
            continue
        section += isinstance(block, Heading)
        figures = extraction.figures_in(block.start, block.end)
        if any(figure.unit is not None and figure.unit.dimension is dimension for figure in figures):
            reader = _Reader(extraction.figures, number, dimension)
            reader.read(tokens(plain, block.start, block.end, figures))
            if reader.items:
                yield Passage(block.start, block.end, plain[block.start : block.end], section, reader.items)


class _Reader:
    """Goes through the tokens of one paragraph."""

    def __init__(self, figures: Sequence[Figure], block: int, told: Dimension) -> None:
        self.items: list[Item] = []
        self._figures = figures
        self._block = block
        self._dimension = told
        self._lead = self._said = self._mark = ""
        self._depth = self._sentence = 0
        self._outside: list[tuple[str, str]] = []
        self._told = ""
        self._fresh = False  # whether no mark has come since the last amount

    def read(self, found: Sequence[Token]) -> None:
        for token in found:
            if token.kind == "figure":
                self._figure(self._figures[token.figure])
            elif token.kind == "text":
                self._text(token.text)
            else:
                self._punctuation(token.text)

    def _text(self, text: str) -> None:
        pieces = _STOP.split(text)
        for piece in pieces[:-1]:
            self._lead += piece
            self._punctuation("。")
        self._lead += pieces[-1]

    def _punctuation(self, mark: str) -> None:
        self._tell_after()
        if mark == "(":
            self._depth += 1
            self._outside.append((self._lead, self._mark))
            self._keep()
        elif mark == ")":
            self._depth = max(self._depth - 1, 0)
            self._keep()
            self._lead, self._mark = self._outside.pop() if self._outside else ("", self._mark)
        elif mark == "、" and self._lead:
            self._lead += mark
            return
        else:
            leads_in = mark in "，:" and BY.fullmatch(self._lead) is not None
            self._keep()
            if leads_in:
                return
            if mark == "。" and self._depth == 0:
                self._sentence += 1
                self._said = self._told = ""
        self._mark = mark if mark not in "()" else self._mark

    def _keep(self) -> None:
        """Keep the words so far as said before the next lead."""
        self._said += self._lead
        self._told += self._lead
        self._lead = ""

    def _tell_after(self) -> None:
        if self.items and self._fresh:
            self.items[-1].after = self._lead
        self._fresh = False

    def _figure(self, figure: Figure) -> None:
        if figure.nature is Nature.NOT_QUANTITY:
            self._lead += figure.text
            return
        dimension = figure.unit.dimension if figure.unit else None
        lead = read_lead(self._lead, dimension, None)
        if dimension is self._dimension:
            plain = lead.role in _VALUES and not (lead.role is Role.OF_BUDGET and lead.against)
            self.items.append(
                Item(
                    figure.id,
                    self._lead,
                    self._said,
                    self._depth,
                    self._mark,
                    self._sentence,
                    self._block,
                    plain,
                    figure.start,
                    lead.direction or 0,
                    side_of(self._lead) or (self.items[-1].side if self.items else ""),
                    told=self._told + self._lead,
                )
            )
            self._fresh = True
        elif dimension is Dimension.PERCENT and self.items:
            self._rate(figure, lead.role, lead.direction or 0, lead.basis or lead.whole)
        self._said += self._lead
        self._told += "" if dimension is Dimension.PERCENT else self._lead
        self._lead, self._mark = "", ""

    def _rate(self, figure: Figure, role: Role, direction: int, basis: str) -> None:
        kinds = {Role.RATE: "growth", Role.COMPLETION: "completion", Role.SHARE: "share", Role.LONE: "lone"}
        kind = kinds.get(role)
        owner = next((item for item in reversed(self.items) if item.depth <= self._depth), None)
        if kind is not None and owner is not None:
            owner.rates.append(Rate(figure.id, kind, direction, basis, self._lead))


def side_of(text: str) -> str:
    """Return the side (收入 or 支出) that a text names last, "" for none."""
    ends = {side: max((match.end() for match in pattern.finditer(text)), default=0) for side, pattern in _SIDES}
    side = max(ends, key=lambda each: ends[each])
    return side if ends[side] else ""


def is_total(item: Item) -> bool:
    """Whether an amount is told as the total of an account."""
    return words.TOTAL.search(_FOOTNOTE.sub("", item.lead)) is not None
