"""One error of the pen, by type: each maker takes a document with its slots and a source of chance and returns the wrong one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.seeded.edit import Edit, edited, without_row
from benchmarks.seeded.slots import FACTORS, Slot, amounts, cells, words, years

from gouji.codes.opposites import opposite
from gouji.compose import slips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random

    from gouji.model.document import Document

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Planted:
    """A wrong document: what stands wrong at ``start:end`` of its text, what stood there before, and the edit made.

    ``right`` is the text that stood there ("" where what is gone has no right value); ``unit`` what followed it. ``also`` are the
    other places where the same wrong value was put. ``second`` is the
    place and the right text of the other wrong token where one slip spoils two (a cell shifted; "" is a blank cell).
    """

    kind: str
    document: Document
    edit: Edit
    right: str
    unit: str = ""
    area: tuple[int, int] | None = None
    also: tuple[tuple[int, int], ...] = ()
    second: tuple[int, int, str] | None = None

    @property
    def start(self) -> int:
        """Where the wrong token begins, or the table out of which a row is gone."""
        return self.area[0] if self.area else self.edit.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.area[1] if self.area else self.edit.start + len(self.edit.new)


@dataclass(frozen=True)
class Room:
    """A right document and the places where an error can stand. ``known`` are spans on which something is found already."""

    document: Document
    prose: tuple[Slot, ...]
    words: tuple[Slot, ...]
    years: tuple[Slot, ...]
    cells: tuple[Slot, ...] = ()
    values: dict[Decimal, list[Slot]] = field(default_factory=dict)


def room(document: Document, explains: Callable[[int], bool], known: Iterable[tuple[int, int]] = ()) -> Room:
    """Return the room of a document: ``explains`` says which offsets belong to the explanation part."""
    spans = list(known)

    def open_(slots: Sequence[Slot]) -> tuple[Slot, ...]:
        return tuple(
            slot
            for slot in slots
            if (slot.table is not None or explains(slot.start))
            and not any(start <= slot.start < end or slot.start <= start < slot.end for start, end in spans)
        )

    in_cells = open_(cells(document))
    values: dict[Decimal, list[Slot]] = defaultdict(list)
    for slot in in_cells:
        values[slot.value].append(slot)
    return Room(document, open_(amounts(document)), open_(words(document)), open_(years(document)), in_cells, values)


def plant(kind: str, where: Room, chance: Random) -> Planted | None:
    """Return the document with one error of this type, or None where it has no room for one."""
    make = _MAKERS[kind]
    for _ in range(_TRIES):
        made = make(kind, where, chance)
        if made is not None:
            return made
    return None


def _replaced(kind: str, where: Room, slot: Slot, new: str | None) -> Planted | None:
    if new is None or new == slot.text:
        return None
    edit = Edit(slot.start, slot.end, new)
    return Planted(kind, edited(where.document, edit), edit, slot.text, slot.unit)


def _numeral(slots: Callable[[Room], Sequence[Slot]], change: Callable[[str, Random], str | None]) -> _Maker:
    def make(kind: str, where: Room, chance: Random) -> Planted | None:
        room_ = slots(where)
        if not room_:
            return None
        slot = chance.choice(room_)
        return _replaced(kind, where, slot, change(slot.text, chance))

    return make


def _digit_changed(text: str, chance: Random) -> str | None:
    at = chance.choice(slips.places(text))
    low = 1 if at == 0 else 0
    digit = chance.choice([digit for digit in range(low, 10) if digit != int(text[at])])
    return slips.with_digit(text, at, str(digit))


def _digits_swapped(text: str, chance: Random) -> str | None:
    pairs = slips.swappable(text)
    swapped = slips.swapped(text, chance.choice(pairs)) if pairs else ""
    return swapped if slips.is_plain(swapped) else None


def _digit_dropped(text: str, chance: Random) -> str | None:
    digits = slips.places(text)
    if len(digits) < 3:  # noqa: PLR2004  of two digits nobody loses one unseen
        return None
    dropped = slips.without(text, chance.choice(digits))
    return dropped if slips.is_plain(dropped) and _value(dropped) != _value(text) else None


def _point_shifted(text: str, chance: Random) -> str | None:
    plain = text.replace(",", "")
    if "." not in plain:
        return None
    value = Decimal(plain).scaleb(chance.choice((1, -1)))
    return f"{value:f}"


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _neighbour(kind: str, where: Room, chance: Random) -> Planted | None:
    """Copy the amount before it: in prose the one before of the same unit, in a table the cell above."""
    slots = where.prose + where.cells
    if not slots:
        return None
    slot = chance.choice(slots)
    if slot.table is None:
        before = [other for other in where.prose if other.end <= slot.start and other.unit == slot.unit]
        source = before[-1] if before and slot.start - before[-1].end < _NEAR else None
    else:
        above = [cell for cell in where.cells if cell.table == slot.table and cell.column == slot.column]
        source = next((cell for cell in reversed(above) if cell.row == slot.row - 1), None)
    return _replaced(kind, where, slot, source.text if source and source.value != slot.value else None)


def _last_year(kind: str, where: Room, chance: Random) -> Planted | None:
    """Print last year's amount, as now and the change beside it give it, for this year's."""
    changes = [
        match
        for match in _CHANGED.finditer(where.document.text)
        if any(slot.start == match.start("now") for slot in where.prose)
    ]
    if not changes:
        return None
    match = chance.choice(changes)
    by = _value(match["by"]) * (1 if match["word"] in {"增加", "增长"} else -1)
    was = _value(match["now"]) - by
    slot = next(slot for slot in where.prose if slot.start == match.start("now"))
    return _replaced(kind, where, slot, f"{was:f}" if was > 0 and by else None)


def _unit(kind: str, where: Room, chance: Random) -> Planted | None:
    slots = [slot for slot in where.prose if slot.unit in {"元", "万元"}]
    if not slots:
        return None
    slot = chance.choice(slots)
    end = slot.end + len(slot.unit)
    edit = Edit(slot.end, end, "元" if slot.unit == "万元" else "万元")
    wrong = edited(where.document, edit)
    token = Edit(slot.start, end, slot.text + edit.new)  # the token that is wrong is the amount with its unit
    return Planted(kind, wrong, token, slot.text, slot.unit)


def _word(kind: str, where: Room, chance: Random) -> Planted | None:
    if not where.words:
        return None
    slot = chance.choice(where.words)
    return _replaced(kind, where, slot, opposite(slot.text))


def _year(kind: str, where: Room, chance: Random) -> Planted | None:
    if not where.years:
        return None
    slot = chance.choice(where.years)
    return _replaced(kind, where, slot, str(int(slot.text) + chance.choice((-1, 1, -2))))


def _row(kind: str, where: Room, chance: Random) -> Planted | None:
    slots = [slot for slot in where.cells if not slot.total]
    if not slots:
        return None
    slot = chance.choice(slots)
    done = without_row(where.document, where.document.tables[slot.table or 0], slot.row)
    if done is None:
        return None
    table = done[0].tables[slot.table or 0]
    return Planted(kind, done[0], done[1], "", area=(table.start, table.end))


def _cell_shifted(kind: str, where: Room, chance: Random) -> Planted | None:
    """Exchange a cell with the empty or other cell right of it."""
    if not where.cells:
        return None
    slot = chance.choice(where.cells)
    document = where.document
    table = document.tables[slot.table or 0]
    right = next((cell for cell in table.cells if (cell.row, cell.column) == (slot.row, slot.column + 1)), None)
    if right is None:
        return None
    other = document.text[right.start : right.end].strip()
    if (other and not re.fullmatch(r"[\d,.]+", other)) or other == slot.text:
        return None
    second = Edit(right.start, right.end, slot.text)
    edit = Edit(slot.start, slot.end, other)
    wrong = edited(edited(document, second), edit)
    both = Edit(slot.start, right.end, wrong.text[slot.start : right.end + len(wrong.text) - len(document.text)])
    return Planted(kind, wrong, both, slot.text)


def _repeated(where: Room) -> list[Slot]:
    """Return the prose amounts that stand in a table too, in the same unit or in 元."""
    found = []
    for slot in where.prose:
        value = slot.value
        if slot.unit in FACTORS and (value in where.values or value * FACTORS[slot.unit] in where.values):
            found.append(slot)
    return found


def _in_two_tables(where: Room) -> list[Slot]:
    return [
        slot
        for slots in where.values.values()
        if len({slot.table for slot in slots}) > 1
        for slot in slots
        if len(slot.text) > _LONG
    ]


_NEAR = 60
_LONG = 4
_CHANGED = re.compile(
    r"(?P<now>\d[\d,]*(?:\.\d+)?)(?P<unit>万元|元)，(?:比|较|与)[^，。；\d]{0,6}(?:20\d\d年)?[^，。；\d]{0,12}(?P<word>增加|减少)"
    r"(?P<by>\d[\d,]*(?:\.\d+)?)(?P=unit)"
)
if TYPE_CHECKING:
    _Maker = Callable[[str, Room, Random], Planted | None]


def _of_money(where: Room) -> list[Slot]:
    return [slot for slot in (*where.prose, *where.cells) if slot.unit != "%"]


_MAKERS: dict[str, _Maker] = {
    "digit changed": _numeral(_of_money, _digit_changed),
    "digits swapped": _numeral(_of_money, _digits_swapped),
    "digit dropped": _numeral(_of_money, _digit_dropped),
    "point shifted": _numeral(_of_money, _point_shifted),
    "neighbour copied": _neighbour,
    "last year's value left in": _last_year,
    "unit": _unit,
    "direction word": _word,
    "year": _year,
    "percentage": _numeral(lambda where: [slot for slot in where.prose if slot.unit == "%"], _digit_changed),
    "row dropped": _row,
    "total changed": _numeral(lambda where: [slot for slot in where.cells if slot.total], _digit_changed),
    "cell shifted": _cell_shifted,
    "text against table": _numeral(_repeated, _digit_changed),
    "table against table": _numeral(_in_two_tables, _digit_changed),
}
KINDS = tuple(_MAKERS)
"""The types, in the order of the table that is printed."""
