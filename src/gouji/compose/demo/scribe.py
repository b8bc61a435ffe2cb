"""Writes a page piece by piece: numbers as an office prints them, sentences with their variants, and what was thereby said.

Every number gets an id and the key of its quantity; every relation that a sentence or a table states is noted as it is
printed, so that the finished document knows its own truth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.compose.demo.books import Amount, Count
from gouji.compose.demo.history import DEPARTMENT
from gouji.compose.demo.relations import Relation, Term, in_unit
from gouji.compose.page import Block, Break, Heading, Number, Paragraph, Piece, Pieces, Table, Word, Year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

Slot = Piece | Pieces | Amount | Count
_CENT = Decimal("0.01")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
# What a unit that speaks for itself calls its own: 单位预算, 本单位; the economic classes of departments keep their name.
_OF_DEPARTMENT = re.compile(
    r"部门(?=(?:综合)?(?:预算|决算)(?!经济|支出经济)|财务|财政|一般公共|政府性|国有|“三公|收支|收入|支出总|支出预|概况|本年)|(?<=本)部门|(?<=编制)部门|^部门(?=：)"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How this office prints numbers: ``zero`` in a table cell, separators, zeros dropped in prose, codes in columns."""

    table_unit: str = "万元"
    zero: str = ""
    separators: bool = False
    prose_separators: bool = False
    trimmed: bool = False
    split_codes: bool = False
    total_last: bool = False
    hundred: str = "100%"
    caption: str = "部门：{name}（虚构示例）　　　　金额单位：{unit}"


@dataclass
class Scribe:
    """A page in the making."""

    rng: Random
    manner: Manner
    year: int
    level: str = DEPARTMENT
    blocks: list[Block] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    pending: list[tuple[int, str, int]] = field(default_factory=list)
    changes: list[tuple[str, int, int, int]] = field(default_factory=list)
    _next: int = 0

    # --- pieces -------------------------------------------------------------------------------------------------------

    def new_id(self) -> int:
        """Return the next id."""
        self._next += 1
        return self._next

    def money(self, amount: Amount) -> Number:
        """Print an amount in prose: 万元, two digits."""
        value = in_unit(amount.fen, "万元").quantize(_CENT, ROUND_HALF_UP)
        text = f"{value:,.2f}" if self.manner.prose_separators else f"{value:.2f}"
        if (self.manner.trimmed and value == value.to_integral_value()) or not value:
            text = text.removesuffix(".00")
        return Number(self.new_id(), amount.key, text, "万元", "万元", value, _CENT)

    def cell(self, amount: Amount, unit: str = "") -> Number:
        """Print an amount in a table cell."""
        unit = unit or self.manner.table_unit
        value = in_unit(amount.fen, unit).quantize(_CENT, ROUND_HALF_UP)
        text = f"{value:,.2f}" if self.manner.separators else f"{value:.2f}"
        return Number(self.new_id(), amount.key, text if value else self.manner.zero, unit, "", value, _CENT)

    def counted(self, count: Count, unit: str) -> Number:
        """Print what is counted, with its measure word."""
        return Number(self.new_id(), count.key, str(count.number), unit, unit, Decimal(count.number), Decimal(0))

    def percent(self, key: str, over: int, under: int) -> Number:
        """Print a rate of two amounts, two digits."""
        value = (Decimal(100 * over) / Decimal(under)).quantize(_CENT, ROUND_HALF_UP)
        text = f"{value:.2f}%"
        if over == under:
            text = self.manner.hundred
        elif not value:
            text = "0%"
        return Number(self.new_id(), key, text.removesuffix("%"), "%", "%", value, _CENT)

    def word(self, text: str, sign: int) -> Word:
        """Print a direction word."""
        return Word(self.new_id(), text, sign)

    def this(self) -> Year:
        """Print the document's year."""
        return Year(self.new_id(), "本年", str(self.year))

    def last(self) -> Year:
        """Print the year before."""
        return Year(self.new_id(), "上年", str(self.year - 1))

    # --- sentences ----------------------------------------------------------------------------------------------------

    def pick(self, *choices: str) -> str:
        """Choose one wording."""
        return self.rng.choice(choices)

    def say(self, template: str, **slots: Slot) -> Pieces:
        """Fill a template: ``[one|other]`` is chosen by chance, ``{name}`` is a slot; {year} and {last} are the years."""
        if self.level != DEPARTMENT:
            template = _OF_DEPARTMENT.sub(self.level, template)
        while match := _CHOICE.search(template):
            choice = self.rng.choice(match.group(1).split("|"))
            template = template[: match.start()] + choice + template[match.end() :]
        pieces: list[Piece] = []
        for at, part in enumerate(_SLOT.split(template)):
            pieces += [part] if at % 2 == 0 else self._slot(part, slots)
        return tuple(piece for piece in pieces if piece != "")

    def _slot(self, name: str, slots: dict[str, Slot]) -> Pieces:
        if name in ("year", "last") and name not in slots:
            return (self.this() if name == "year" else self.last(),)
        slot = slots[name]
        if isinstance(slot, Amount):
            return (self.money(slot),)
        if isinstance(slot, Count):
            raise TypeError(name)
        return slot if isinstance(slot, tuple) else (slot,)

    # --- blocks -------------------------------------------------------------------------------------------------------

    def heading(self, level: int, template: str, **slots: Slot) -> None:
        """Write a heading."""
        self.blocks.append(Heading(level, self.say(template, **slots)))

    def table_name(self, level: int, template: str) -> None:
        """Write a table's name in the middle, each table on a sheet of its own."""
        if any(isinstance(block, Table) for block in self.blocks):
            self.turn(wide=True)
        self.blocks.append(Heading(level, self.say(template), centred=True))

    def write(self, template: str | Pieces, manner: str = "body", **slots: Slot) -> None:
        """Write a paragraph."""
        pieces = template if isinstance(template, tuple) else self.say(template, **slots)
        self.blocks.append(Paragraph(pieces, manner))

    def turn(self, *, wide: bool = False) -> None:
        """Begin a new sheet."""
        self.blocks.append(Break(wide))

    # --- relations ----------------------------------------------------------------------------------------------------

    def total(self, whole: Number, parts: Iterable[Number], source: str = "sentence") -> None:
        """Note that the parts make up the whole."""
        terms = (Term(1, whole.id), *(Term(-1, part.id) for part in parts))
        if len(terms) > 1:
            self.relations.append(Relation("sum", source, terms))

    def total_of(self, whole: int, parts: Iterable[Number]) -> None:
        """Note that the parts make up the number with this id, which an earlier sentence or phrase printed."""
        self.relations.append(Relation("sum", "sentence", (Term(1, whole), *(Term(-1, part.id) for part in parts))))

    def rate(self, over: Number, under: Number, rate: Number) -> None:
        """Note that a rate is of these two."""
        self.relations.append(Relation("rate", "sentence", (Term(1, over.id),), (Term(1, under.id),), rate.id))

    def share_of(self, part: Number, whole: Amount, rate: Number) -> None:
        """Note that a rate is the part's share of a whole printed elsewhere in the document."""
        self.pending.append((part.id, whole.key, rate.id))

    def later(self, now: Amount, gap: Number, verb: Word, rate: Number) -> None:
        """Note that gap and rate are the change of an amount printed elsewhere in the document."""
        self.changes.append((now.key, gap.id, verb.id, rate.id))

    def stated(self) -> tuple[Relation, ...]:
        """Return every relation, those with a whole printed elsewhere tied to its first mention."""
        first: dict[str, int] = {}
        for number in self.printed():
            first.setdefault(number.key, number.id)
        tied = (
            Relation("rate", "form", (Term(1, part),), (Term(1, first[key]),), rate)
            for part, key, rate in self.pending
            if key in first
        )
        moved = (
            Relation("rate", "form", (Term(1, gap),), (Term(1, first[key]), Term(-1, gap, verb)), rate)
            for key, gap, verb, rate in self.changes
            if key in first
        )
        return (*self.relations, *tied, *moved)

    def printed(self) -> Iterator[Number]:
        """Yield the numbers of the page in reading order."""
        for block in self.blocks:
            lines = [cell.pieces for cell in block.cells] if isinstance(block, Table) else []
            lines += [block.pieces] if isinstance(block, Heading | Paragraph) else []
            for pieces in lines:
                yield from (piece for piece in pieces if isinstance(piece, Number))
