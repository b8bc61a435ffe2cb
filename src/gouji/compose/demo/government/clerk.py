"""Writes a government's paper: amounts in 亿元 or 万元, rates rounded or cut off, each in this office's manner throughout.

What a sentence compares with is often printed elsewhere (a table's column of last year) or nowhere: such relations wait until
the paper is finished, and hold where the other figure was printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.compose.demo.relations import Relation, Term, in_unit
from gouji.compose.demo.scribe import Scribe
from gouji.compose.page import SCALE, Heading, Number, Table

if TYPE_CHECKING:
    from random import Random

    from gouji.compose.demo.books import Amount, Count
    from gouji.compose.page import Piece, Pieces, Word

_YI = 10_000_000_000
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Habit:
    """How this office prints: amounts in ``unit`` with ``digits``, rates with ``rate_digits``, rounded or ``cut`` off.

    ``trimmed`` drops zeros at the end (6%, 1.5亿元); ``small`` prints what is under a 亿元 in 万元; ``of_last`` gives a table's
    rate as 为上年决算数的% (102.7) instead of 增长% (2.7).
    """

    unit: str = "亿元"
    digits: int = 2
    rate_digits: int = 1
    cut: bool = False
    trimmed: bool = False
    small: bool = False
    of_last: bool = False


def habit(rng: Random) -> Habit:
    """Choose how an office prints."""
    unit, digits = rng.choice((("亿元", 2), ("亿元", 2), ("亿元", 1), ("万元", 0)))
    return Habit(
        unit,
        digits,
        rate_digits=rng.choice((1, 1, 2)),
        cut=rng.randrange(4) == 0,
        trimmed=rng.randrange(3) == 0,
        small=digits == 1 or (unit == "亿元" and rng.randrange(2) == 0),
        of_last=rng.randrange(3) == 0,
    )


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A relation with a quantity that is printed elsewhere: ``kind`` growth, ratio or gap of the number and that quantity."""

    kind: str
    number: int
    other: str
    rate: int
    word: int | None = None
    sign: int = 1


@dataclass
class Clerk(Scribe):
    """A government's paper in the making."""

    habit: Habit = field(default_factory=Habit)
    waiting: list[_Waiting] = field(default_factory=list)

    # --- pieces -------------------------------------------------------------------------------------------------------

    def money(self, amount: Amount) -> Number:
        """Print an amount in a sentence."""
        unit, digits = self.habit.unit, self.habit.digits
        if self.habit.small and abs(amount.fen) < _YI:
            unit, digits = "万元", 0
        step = Decimal(1).scaleb(-digits)
        value = in_unit(amount.fen, unit).quantize(step, ROUND_HALF_UP)
        text = f"{value:,f}" if self.manner.prose_separators else f"{value:f}"
        if self.habit.trimmed and "." in text:
            text = text.rstrip("0").rstrip(".")
        return Number(self.new_id(), amount.key, text, unit, unit, value, step)

    def shows(self, amount: Amount) -> bool:
        """Whether a sentence would print more than nothing."""
        return (
            bool(self.habit.small and amount.fen >= _YI // 10_000)
            or in_unit(amount.fen, self.habit.unit).quantize(Decimal(1).scaleb(-self.habit.digits), ROUND_HALF_UP) != 0
        )

    def cell(self, amount: Amount, unit: str = "") -> Number:
        """Print an amount in a table cell: whole 万元, or 亿元 as sentences have them."""
        unit = unit or self.manner.table_unit
        step = Decimal(1) if unit == "万元" else Decimal("0.01")
        value = in_unit(amount.fen, unit).quantize(step, ROUND_HALF_UP)
        text = f"{value:,f}" if self.manner.separators else f"{value:f}"
        return Number(self.new_id(), amount.key, text if value else self.manner.zero, unit, "", value, step)

    def percent(self, key: str, over: int, under: int) -> Number:
        """Print a rate of two amounts in a sentence."""
        value, step = self._rate(over, under)
        text = f"{value:f}"
        if self.habit.trimmed and "." in text:
            text = text.rstrip("0").rstrip(".")
        return Number(self.new_id(), key, text, "%", "%", value, step, self.habit.cut)

    def exact(self, amount: Amount, tail: str = "万元") -> Number:
        """Print an amount in 万元 with two digits, whatever the habit for large sums; in a cell with no unit behind it."""
        value = in_unit(amount.fen, "万元").quantize(_CENT, ROUND_HALF_UP)
        return Number(self.new_id(), amount.key, f"{value:f}" if value or tail else "", "万元", tail, value, _CENT)

    def bare(self, count: Count, unit: str) -> Number:
        """Print what is counted in a cell whose head says the measure word."""
        return replace(self.counted(count, unit), tail="")

    def rate_cell(self, key: str, over: int, under: int) -> Number | None:
        """Print a rate in a cell of a column of rates; nothing on a base of nothing."""
        if not under:
            return None
        value, step = self._rate(over, under)
        return Number(self.new_id(), key, f"{value:f}", "%", "", value, step, self.habit.cut)

    def _rate(self, over: int, under: int) -> tuple[Decimal, Decimal]:
        step = Decimal(1).scaleb(-self.habit.rate_digits)
        value = Decimal(100 * over) / Decimal(under)
        return value.quantize(step, ROUND_DOWN if self.habit.cut else ROUND_HALF_UP) + 0, step

    def table_name(self, level: int, template: str) -> None:
        """Write a table's name; these tables are long and narrow, so that their sheets stay upright."""
        if any(isinstance(block, Table) for block in self.blocks):
            self.turn()
        self.blocks.append(Heading(level, self.say(template), centred=True))

    # --- relations with what is printed elsewhere ---------------------------------------------------------------------

    def completes(self, done: Number, plan: Amount, rate: Number) -> None:
        """Note that a rate is of a budget that is printed elsewhere."""
        self.waiting.append(_Waiting("ratio", done.id, plan.key, rate.id))

    def grows(self, now: Number, last: Amount, word: Word | None, rate: Number, sign: int) -> None:
        """Note that a rate is the growth over a base printed elsewhere; ``word`` says its direction, a cell has none."""
        self.waiting.append(_Waiting("growth", now.id, last.key, rate.id, word.id if word else None, sign))

    def gap(self, now: Number, last: Amount, gap: Number, word: Word) -> None:
        """Note that an amount is the difference to a base printed elsewhere."""
        self.waiting.append(_Waiting("gap", now.id, last.key, gap.id, word.id))

    def equal(self, one: Number, other: Number) -> None:
        """Note that two numbers are the same (收入总计, 支出总计)."""
        self.relations.append(Relation("sum", "sentence", (Term(1, one.id), Term(-1, other.id))))

    def bounded(self, whole: Number, part: Number) -> None:
        """Note that a part may not exceed its whole."""
        self.relations.append(Relation("bound", "sentence", (Term(1, whole.id), Term(-1, part.id))))

    def stated(self) -> tuple[Relation, ...]:
        """Return every relation; those with a quantity printed elsewhere with its first and with its finest mention."""
        mentions: dict[str, list[Number]] = {}
        for number in self.printed():
            if number.text:
                mentions.setdefault(number.key, []).append(number)
        found = list(super().stated())
        for one in self.waiting:
            known = [number for number in mentions.get(one.other, ()) if number.id != one.number]
            finest = min(known, key=lambda number: number.step * SCALE.get(number.unit, 1), default=None)
            for base in dict.fromkeys(number.id for number in (*known[:1], *([finest] if finest else []))):
                found += _tied(one, base)
        return tuple(found)


def _tied(one: _Waiting, base: int) -> list[Relation]:
    now, then = Term(1, one.number), Term(1, base)
    if one.kind == "ratio":
        return [Relation("rate", "form", (now,), (then,), one.rate)]
    signs = [Relation("sign", "form", (now, Term(-1, base)), rate=one.word)] if one.word is not None else []
    if one.kind == "gap":
        return [Relation("sum", "form", (now, Term(-1, base), Term(-1, one.rate, one.word))), *signs]
    left = (Term(one.sign, one.number), Term(-one.sign, base))
    return [Relation("rate", "form", left, (then,), one.rate), *signs]


def flat(*pieces: Pieces | Piece) -> Pieces:
    """Return pieces one after the other."""
    return tuple(one for piece in pieces for one in (piece if isinstance(piece, tuple) else (piece,)))
