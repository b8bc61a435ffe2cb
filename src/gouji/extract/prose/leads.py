"""What a figure is, judged by its lead: the words between the clause's beginning (or the figure before) and it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from gouji.extract.prose import words
from gouji.model.figure import Dimension

if TYPE_CHECKING:
    import re

_FARTHEST = 8  # characters between a base and 多 or 少


class Role(Enum):
    """The part that a figure plays in its clause."""

    VALUE = auto()
    CHANGE = auto()
    RATE = auto()
    SHARE = auto()
    COMPLETION = auto()
    OF_BUDGET = auto()
    TO_PRIOR = auto()
    PRIOR = auto()
    BUDGET = auto()
    LONE = auto()


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead understood. ``label`` is what remains as a name; ``word`` the offsets of the direction word in the lead."""

    role: Role
    label: str = ""
    whole: str = ""
    direction: int | None = None
    word: tuple[int, int] = (0, 0)
    against: tuple[str, str] = ("", "")
    basis: str = ""
    period: str = ""


def _base(text: str) -> tuple[str, tuple[str, str], str] | None:
    """Split a text at its comparison: what stands before, (period, basis), what stands after."""
    match = words.BASE.search(text)
    if match is None:
        return None
    period = match["period"] or match["yearly"] or ""
    spoken = match.group().removesuffix("相比").removesuffix("相")
    basis = match["budget"] or (spoken.split(period, 1)[1] if period else "")
    return text[: match.start()], (period, basis), text[match.end() :]


def comparison(text: str) -> tuple[str, str] | None:
    """Return (period, basis) if the text compares with something, else None."""
    found = _base(text)
    return found[1] if found else None


def read_lead(text: str, dimension: Dimension | None, year: int | None) -> Lead:
    """Return what a figure of this dimension is after these words."""
    rate = dimension in {Dimension.PERCENT, Dimension.POINT}
    change = words.CHANGE.search(text)
    if change:
        return _change(
            text,
            change.start("each" if change["each"] else "said"),
            Role.RATE if rate else Role.CHANGE,
            up=bool(change["up"]),
        )
    against = words.AGAINST.search(text)
    if against and not rate:
        word = against.span("up") if against["up"] else against.span("down")
        direction = 1 if against["up"] else -1
        label = words.strip_label(text[: against.start()])
        return Lead(Role.CHANGE, label, direction=direction, word=word, against=(against["period"] or "", "预算"))
    return _rate(text) if rate else _more_or_less(text) or _amount(text, year)


def _change(text: str, start: int, role: Role, *, up: bool) -> Lead:
    choice = words.CHOICE.search(text)
    start = min(start, choice.start()) if choice else start
    base = _base(text[:start])
    label, against = text[:start], ("", "")
    if base:
        label, against = base[0] or base[2], base[1]
        if base[0] and base[2]:
            label = base[0] + base[2]
    word = words.DIRECTION.search(text, start)
    span = word.span() if word else (start, len(text))
    direction = None if choice else (1 if up else -1)
    return Lead(role, words.strip_label(label), direction=direction, word=span, against=against)


def _more_or_less(text: str) -> Lead | None:
    """Read 比年初预算数多, 比上年少支出: a change by words that say so only after a base."""
    said = words.MORE_OR_LESS.search(text)
    base = _base(text[: said.start()]) if said else None
    if said is None or base is None or len(base[2]) > _FARTHEST:
        return None
    word = said.span("up") if said["up"] else said.span("down")
    label = words.strip_label(base[0])
    return Lead(Role.CHANGE, label, direction=1 if said["up"] else -1, word=word, against=base[1])


def _rate(text: str) -> Lead:
    completion = words.COMPLETION.search(text)
    if completion:
        return Lead(Role.COMPLETION, words.strip_label(text[: completion.start()]), basis=completion["basis"] or "")
    prior = words.TO_PRIOR.search(text)
    if prior:
        return Lead(Role.TO_PRIOR, words.strip_label(text[: prior.start()]))
    share = words.SHARE.search(text)
    if share:
        return Lead(Role.SHARE, words.strip_label(text[: share.start()]), whole=share["whole"] or "")
    return Lead(Role.LONE, words.strip_label(text))


def _amount(text: str, year: int | None) -> Lead:
    budget_of = words.OF_BUDGET.search(text)
    if budget_of:
        return Lead(Role.OF_BUDGET, words.strip_label(text[: budget_of.start()]), basis=budget_of["basis"])
    undecided = words.UNDECIDED.search(text)
    base = _base(text[: undecided.start()]) if undecided else None
    if undecided and base:
        label = words.strip_label(base[0] + base[2])
        return Lead(Role.CHANGE, label, word=undecided.span("said"), against=base[1])
    compared = words.ENDING_BASE.search(text)
    if compared and (compared["period"] or compared["budget"]):
        return _printed_base(text, compared)
    label = words.strip_label(text)
    period = words.ANY_PERIOD.search(text)
    spoken = period.group() if period else ""
    rest = label.replace(spoken, "")
    if _is_past(spoken, year) and words.is_generic(rest):
        return Lead(Role.PRIOR, label, period=spoken)
    if words.BUDGET_VALUE.search(text) and words.is_generic(rest):
        return Lead(Role.BUDGET, label, period=spoken, basis=text)
    return Lead(Role.VALUE, label, period=spoken, basis=_basis(text))


def _printed_base(text: str, compared: re.Match[str]) -> Lead:
    """Read 比2023年…, 较年初预算数…: the figure itself is what is compared with."""
    label = words.strip_label(text[: compared.start()])
    if compared["period"]:
        return Lead(Role.PRIOR, label, period=compared["period"])
    return Lead(Role.OF_BUDGET, label, basis=compared["budget"], against=("", compared["budget"]))


def _basis(text: str) -> str:
    """Return whether a lead speaks of money planned or money spent: the later word decides (支出预算, 预算执行)."""
    planned = max((match.end() for match in words.PLANNED.finditer(text)), default=0)
    spent = max((match.end() for match in words.SPENT.finditer(text)), default=0)
    return "" if planned == spent else "planned" if planned > spent else "spent"


def _is_past(period: str, year: int | None) -> bool:
    digits = period[:4]
    if digits.isdigit():
        return year is not None and int(digits) < year
    return bool(period)
