"""Planted defects (植入的差错): one slip of a hand in a clean document, with what it was and whether it can be noticed.

Each kind is a way in which figures go wrong in an office. ``plant`` chooses a place by the given ``Random`` and returns the
changed document with its truth, or None where the document has no room for the kind. Whether a reader could notice is not
asked of any checker: ``broken`` are the writer's own relations that no longer hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from gouji.codes.opposites import opposite
from gouji.compose import slips
from gouji.compose.demo.relations import Relation, pairs
from gouji.compose.edit import Where, replaced, where, without_row
from gouji.compose.page import SCALE, Number, Table, Word, Year, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from gouji.compose.demo.made import Made
    from gouji.compose.page import Marked

_TEN = 10
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """What a slip does: new pieces by id, or a row (block, row) that is left out; ``at`` is the piece it is about."""

    at: int
    news: dict[int, Marked]
    row: tuple[int, int] | None = None
    note: str = ""


@dataclass(frozen=True)
class Planted:
    """A document with one defect. ``document`` is the changed one, ``clean`` the one before; ``id`` names the piece in both.

    ``printed`` is what now stands there, ``right`` what should; ``value`` is the right value in ``unit`` (None for a word).
    ``alone`` are the relations broken inside the document, ``beside`` those with the department's other documents.
    """

    document: Made
    clean: Made
    kind: str
    id: int
    key: str
    where: Where
    printed: str
    right: str
    value: Decimal | None
    unit: str
    alone: tuple[Relation, ...]
    beside: tuple[Relation, ...]

    @property
    def detectable(self) -> bool:
        """Whether the document alone breaks any relation that can be falsified."""
        return bool(self.alone)

    @property
    def detectable_beside(self) -> bool:
        """Whether the document breaks one, read together with the department's others."""
        return bool(self.alone or self.beside)


def plant(document: Made, kind: str, rng: Random) -> Planted | None:
    """Return the document with one defect of this kind, or None where there is no room for it."""
    change = _KINDS[kind](document, rng)
    return _planted(document, kind, change) if change else None


def _planted(clean: Made, kind: str, change: Change) -> Planted:
    page = without_row(clean.page, *change.row) if change.row else replaced(clean.page, change.news)
    # Relations are those of the clean document: what a changed mention used to agree with, it now contradicts.
    dirty = replace(clean, page=page, known=clean.relations)
    touched = clean.page.marked.keys() - page.marked.keys() if change.row else change.news.keys()
    old = clean.page.marked[change.at]
    right, printed = old.shown, change.news[change.at].shown if change.news else ""
    number = old if isinstance(old, Number) else None
    return Planted(
        dirty,
        clean,
        kind,
        change.at,
        "" if isinstance(old, Word) else old.key,
        where(clean.page, change.at),
        printed,
        right,
        number.value if number else None,
        number.unit if number else "",
        tuple(one for one in clean.touching(touched) if one.broken(page.marked) and not one.broken(clean.page.marked)),
        pairs(page.marked, [other.page.marked for other in clean.siblings]),
    )


# --- what there is to choose from -------------------------------------------------------------------------------------


def _amounts(document: Made) -> list[Number]:
    return [one for one in document.page.marked.values() if isinstance(one, Number) and one.value and one.unit in SCALE]


def _in_tables(document: Made) -> set[int]:
    return {
        piece.id
        for block in document.page.blocks
        if isinstance(block, Table)
        for cell in block.cells
        for piece in cell.pieces
        if not isinstance(piece, str)
    }


def _rows(document: Made) -> Iterator[tuple[int, int, list[Number]]]:
    """Yield (block, row, numbers from left to right) of every body row."""
    for index, block in enumerate(document.page.blocks):
        if isinstance(block, Table):
            for row in range(block.headers, block.height):
                cells = [cell for cell in block.cells if cell.row == row]
                yield index, row, [piece for cell in cells for piece in cell.pieces if isinstance(piece, Number)]


def _written(number: Number, value: Decimal) -> Number:
    """Return the number with another value, printed in the same manner."""
    digits = f"{value:,f}" if "," in number.text else f"{value:f}"
    return replace(number, text=digits, value=value)


def _digits(number: Number) -> str:
    return number.text.replace(",", "")


def _shuffled(things: Sequence[T], rng: Random) -> list[T]:
    copy = list(things)
    rng.shuffle(copy)
    return copy


def _slipped(number: Number, digits: str) -> Change | None:
    """Return the change to these digits, if that is another number."""
    if digits == _digits(number) or not slips.is_plain(digits):
        return None
    return Change(number.id, {number.id: _written(number, Decimal(digits))})


def _any(numbers: Sequence[Number], rng: Random, slip: Callable[[Number, Random], Change | None]) -> Change | None:
    for number in _shuffled(numbers, rng):
        if change := slip(number, rng):
            return change
    return None


# --- slips of one number ----------------------------------------------------------------------------------------------


def _change_digit(number: Number, rng: Random) -> Change | None:
    digits = _digits(number)
    at = rng.choice(slips.places(digits))
    new = rng.choice([sign for sign in "0123456789" if sign != digits[at]])
    return _slipped(number, slips.with_digit(digits, at, new))


def _swap_digits(number: Number, rng: Random) -> Change | None:
    digits = _digits(number)
    pairs_of = slips.swappable(digits)
    return _slipped(number, slips.swapped(digits, rng.choice(pairs_of))) if pairs_of else None


def _drop_digit(number: Number, rng: Random) -> Change | None:
    digits = _digits(number)
    whole = len(digits.partition(".")[0])
    return _slipped(number, slips.without(digits, rng.randrange(whole))) if whole > 1 else None


def _shift_point(number: Number, rng: Random) -> Change | None:
    up = rng.randrange(2) == 0
    value = number.value * _TEN if up else (number.value / _TEN).quantize(number.step)
    if not value or (not up and value * _TEN != number.value and number.value < 1):
        return None
    return _slipped(number, f"{value.quantize(number.step):f}" if number.step else f"{value:f}")


def _digit_changed(document: Made, rng: Random) -> Change | None:
    return _any(_amounts(document), rng, _change_digit)


def _digits_swapped(document: Made, rng: Random) -> Change | None:
    return _any(_amounts(document), rng, _swap_digits)


def _digit_dropped(document: Made, rng: Random) -> Change | None:
    return _any(_amounts(document), rng, _drop_digit)


def _point_shifted(document: Made, rng: Random) -> Change | None:
    return _any(_amounts(document), rng, _shift_point)


def _percentage(document: Made, rng: Random) -> Change | None:
    rates = [one for one in document.page.marked.values() if isinstance(one, Number) and one.unit == "%"]
    return _any(rates, rng, _change_digit)


def _unit(document: Made, rng: Random) -> Change | None:
    return _any([one for one in _amounts(document) if one.tail], rng, _lose_unit)


def _lose_unit(number: Number, rng: Random) -> Change:
    del rng
    wrong = "元" if number.unit == "万元" else "万元"
    return Change(number.id, {number.id: replace(number, unit=wrong, tail=wrong)})


# --- words and years --------------------------------------------------------------------------------------------------


def _direction(document: Made, rng: Random) -> Change | None:
    words = [one for one in document.page.marked.values() if isinstance(one, Word)]
    if not words:
        return None
    word = rng.choice(words)
    text = opposite(word.text) or "增加"  # of 持平 either is the opposite
    return Change(word.id, {word.id: Word(word.id, text, -word.sign or 1)})


def _year(document: Made, rng: Random) -> Change | None:
    years = [one for one in document.page.marked.values() if isinstance(one, Year)]
    if not years:
        return None
    year = rng.choice(years)
    return Change(year.id, {year.id: replace(year, text=str(int(year.text) + rng.choice((-1, 1))))})


# --- values from elsewhere --------------------------------------------------------------------------------------------


def _copied(number: Number, source: Number) -> Change | None:
    if not source.text or source.unit != number.unit or source.value == number.value:
        return None
    return Change(number.id, {number.id: _written(number, source.value)})


def _neighbour_copied(document: Made, rng: Random) -> Change | None:
    columns: dict[tuple[int, int], list[Number]] = {}
    for block, _, numbers in _rows(document):
        for column, number in enumerate(numbers):
            columns.setdefault((block, column), []).append(number)
    neighbours = [pair for column in columns.values() for pair in pairwise(column)]
    neighbours += _beside_in_text(document)
    for one, other in _shuffled(neighbours, rng):
        if other.value and one.value and (change := _copied(other, one)):
            return change
    return None


def _beside_in_text(document: Made) -> list[tuple[Number, Number]]:
    tables = _in_tables(document)
    found: list[tuple[Number, Number]] = []
    for _, pieces in document.page.lines():
        amounts = [one for one in pieces if isinstance(one, Number) and one.unit in SCALE and one.id not in tables]
        found += pairwise(amounts)
    return found


def _last_year(document: Made, rng: Random) -> Change | None:
    past = document.past()
    for number in _shuffled(_amounts(document), rng):
        source = past.get(number.key.replace(f"|{document.year}|", f"|{document.year - 1}|"))
        if source and source.value and (change := _copied(number, source)):
            return change
    return None


def _total_changed(document: Made, rng: Random) -> Change | None:
    sums = [relation.left for relation in document.stated if relation.kind == "sum"]
    wholes = {left[0].number for left in sums if len(left) > 2}  # noqa: PLR2004  a total and two parts
    return _any([one for one in _amounts(document) if one.id in wholes], rng, _change_digit)


def _row_dropped(document: Made, rng: Random) -> Change | None:
    """Leave out a row that others add up over: a part, never itself the sum of rows below it."""
    over = [one for one in document.stated if one.kind == "sum" and one.source == "column"]
    parts = {term.number for one in over for term in one.left[1:]}
    wholes = {one.left[0].number for one in over}
    for block, row, numbers in _shuffled(list(_rows(document)), rng):
        kept = [number for number in numbers if number.value]
        ids = {number.id for number in kept}
        if kept and kept[0].id in parts and not ids & wholes and _one_list(document, block, row):
            return Change(kept[0].id, {}, (block, row))
    return None


def _one_list(document: Made, block: int, row: int) -> bool:
    """Whether the row holds one list only; dropping half of a row of two lists would be another slip."""
    table = document.page.blocks[block]
    if not isinstance(table, Table):
        return False
    texts = [cell for cell in table.cells if cell.row == row and cell.pieces and isinstance(cell.pieces[0], str)]
    names = [cell for cell in texts if not plain(cell.pieces).strip().isdecimal()]
    return len(names) == 1


def _cell_shifted(document: Made, rng: Random) -> Change | None:
    pairs_of = [pair for _, _, numbers in _rows(document) for pair in pairwise(numbers)]
    for one, other in _shuffled(pairs_of, rng):
        if one.value and one.value != other.value:
            news: dict[int, Marked] = {
                one.id: replace(one, text=other.text, value=other.value),
                other.id: replace(other, text=one.text, value=one.value),
            }
            return Change(one.id, news)
    return None


# --- places against each other ----------------------------------------------------------------------------------------


def _text_against_table(document: Made, rng: Random) -> Change | None:
    tables = _in_tables(document)
    marked = document.page.marked
    keys = {one.key for at in tables if isinstance(one := marked[at], Number)}
    return _any([one for one in _amounts(document) if one.id not in tables and one.key in keys], rng, _change_digit)


def _table_against_table(document: Made, rng: Random) -> Change | None:
    seen: dict[str, set[int]] = {}
    for block, _, numbers in _rows(document):
        for number in numbers:
            seen.setdefault(number.key, set()).add(block)
    tables = _in_tables(document)
    numbers = [one for one in _amounts(document) if one.id in tables and len(seen[one.key]) > 1]
    return _any(numbers, rng, _change_digit)


def _budget_against_final(document: Made, rng: Random) -> Change | None:
    """Change every mention of a quantity that another document prints as well: inside, the mentions still agree."""
    keys = {one.key for other in document.siblings for one in other.page.marked.values() if isinstance(one, Number)}
    budget = [one for one in _amounts(document) if one.key in keys and "|预算|" in one.key]
    change = _any(budget, rng, _change_digit)
    if change is None:
        return None
    new = change.news[change.at]
    if not isinstance(new, Number):
        raise TypeError(new)
    same = [one for one in _amounts(document) if one.key == new.key and one.unit == new.unit]
    return Change(change.at, {one.id: _written(one, new.value) for one in same})


_KINDS: dict[str, Callable[[Made, Random], Change | None]] = {
    "digit changed": _digit_changed,
    "digits swapped": _digits_swapped,
    "digit dropped": _digit_dropped,
    "point shifted": _point_shifted,
    "neighbour copied": _neighbour_copied,
    "last year's value": _last_year,
    "unit": _unit,
    "direction word": _direction,
    "year": _year,
    "percentage": _percentage,
    "row dropped": _row_dropped,
    "total changed": _total_changed,
    "cell shifted": _cell_shifted,
    "text against table": _text_against_table,
    "table against table": _table_against_table,
    "budget against final": _budget_against_final,
}
KINDS = tuple(_KINDS)
