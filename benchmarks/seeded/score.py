"""What a checker made of one wrong document: found, placed, repaired, and how much it said besides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from benchmarks.seeded.slots import FACTORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.seeded.plant import Planted


@dataclass(frozen=True, slots=True)
class Said:
    """One error or warning: its rule, where it stands, what else it names, and what it would put there (with the unit).

    ``repairs`` are all the values that it thinks possible: (start, end, value, unit).
    """

    rule: str
    start: int
    end: int
    related: tuple[tuple[int, int], ...] = ()
    expected: str | None = None
    unit: str = ""
    repairs: tuple[tuple[int, int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome of one case. ``repairable`` is False where what is gone has no right value.

    ``among`` says that the right value is said of the right figure, alone or as one of those that may be.
    """

    kind: str
    found: bool
    placed: bool
    repaired: bool
    among: bool
    repairable: bool
    extra: int
    detectable: bool | None = None


def score(planted: Planted, before: Sequence[Said], after: Sequence[Said], *, detectable: bool | None = None) -> Score:
    """Return what the checker said of the wrong document that it had not said of the right one."""
    new = _new(planted, before, after)
    at = [said for said in new if _touches(planted, said.start, said.end)]
    named = at or [said for said in new if any(_touches(planted, *span) for span in said.related)]
    repaired = any(_repairs(planted, said) for said in at)
    return Score(
        planted.kind,
        found=bool(named),
        placed=bool(at),
        repaired=repaired,
        among=repaired or any(_repairs(planted, possible) for said in new for possible in _possible(planted, said)),
        repairable=bool(planted.right),
        extra=len(new) - bool(named),
        detectable=detectable,
    )


def _new(planted: Planted, before: Iterable[Said], after: Iterable[Said]) -> list[Said]:
    known = Counter((said.rule, planted.edit.moved(said.start)) for said in before)
    new = []
    for said in after:
        if known[said.rule, said.start] > 0:
            known[said.rule, said.start] -= 1
        else:
            new.append(said)
    return new


def _touches(planted: Planted, start: int, end: int) -> bool:
    places = ((planted.start, planted.end), *planted.also)
    return any(start < max(last, first + 1) and first < max(end, start + 1) for first, last in places)


def _possible(planted: Planted, said: Said) -> list[Said]:
    """Return each repair of the planted figure that a finding thinks possible, as if it were the only one."""
    return [
        Said(said.rule, start, end, (), value, unit)
        for start, end, value, unit in said.repairs
        if _touches(planted, start, end)
    ]


def _repairs(planted: Planted, said: Said) -> bool:
    if said.expected is None or not planted.right:
        return False
    if planted.second is not None and planted.second[0] <= said.start <= planted.second[1]:
        return _value(planted.second[2] or "0", "") == _value(said.expected, "")
    # A cell prints no unit: its value and the one expected are in the table's.
    unit = said.unit if planted.unit else ""
    right, expected = _value(planted.right + planted.unit, ""), _value(said.expected, unit)
    if right is None or expected is None:
        return planted.right in said.expected
    return right == expected


def _value(text: str, unit: str) -> Decimal | None:
    """Return an amount in 元, any other number as printed; None where the text is no number."""
    text = text.replace(",", "").strip()
    printed = next((name for name in FACTORS if text.endswith(name)), "")
    number = text.removesuffix(printed).removesuffix("%")
    try:
        return Decimal(number) * FACTORS.get(printed or unit, Decimal(1))
    except InvalidOperation:
        return None
