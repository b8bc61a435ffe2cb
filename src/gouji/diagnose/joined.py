"""Several findings of one slip as one.

A table line shown in several columns, one wrong value printed in several places, two cells filled the wrong way round.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from gouji.extract.precision import telling_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.diagnose.culprit import Cause
    from gouji.model.figure import Figure
    from gouji.model.finding import Finding

_TELLING = 3


def one_slip(told: Sequence[tuple[Cause, Finding]], figures: Sequence[Figure]) -> list[Finding]:
    """Return one finding for each slip, at the first of its places."""
    return exchanged(_one_value(_one_a_line(told), figures))


def _one_a_line(told: Sequence[tuple[Cause, Finding]]) -> list[tuple[Cause, Finding]]:
    """Join what one table line shows in several columns (合计, 一般公共预算 …)."""
    first: dict[object, tuple[Cause, Finding]] = {}
    for cause, finding in told:
        place = finding.place
        key: object = (finding.rule, place.table, place.row, finding.printed, finding.expected)
        if place.table is None:
            key = (finding.rule, place.start)
        other = first.get(key)
        first[key] = (cause, finding) if other is None else (other[0], _with(other[1], finding))
    return list(first.values())


def _one_value(told: Sequence[tuple[Cause, Finding]], figures: Sequence[Figure]) -> list[Finding]:
    """Join what says of one printed amount, wherever it stands, that it should be one other: it was copied with its error."""
    first: dict[object, Finding] = {}
    for at, (cause, finding) in enumerate(told):
        key = _slip(cause, finding, figures[cause.figure]) or at
        other = first.get(key)
        first[key] = finding if other is None else _with(other, finding, "；同样的差错另见“{}”")
    return list(first.values())


def _slip(cause: Cause, finding: Finding, figure: Figure) -> tuple[object, ...] | None:
    """Return the printed and the right amount; None where digits are too few to tell, or no value leads."""
    if cause.value is None or finding.expected is None or telling_digits(figure.value) < _TELLING:
        return None
    return figure.amount, cause.value * (figure.unit.factor if figure.unit else 1), finding.severity


def _with(first: Finding, other: Finding, words: str = "") -> Finding:
    """Return a finding that names another's place and broken claims as well."""
    return replace(
        first,
        message=first.message.removesuffix("。") + words.format(_where(other)) + "。" if words else first.message,
        related=(*first.related, other.place, *other.related),
        verdicts=(*first.verdicts, *other.verdicts),
    )


def _where(finding: Finding) -> str:
    """Return the heading under which a finding stands, its print where there is none."""
    return finding.place.section[-1] if finding.place.section else finding.printed


def exchanged(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings with such pairs joined to one, at the first of the two places."""
    told = list(found)
    for one, other in combinations(found, 2):
        if one in told and other in told and _crossed(one, other):
            told[told.index(one)] = _joined(one, other)
            told.remove(other)
    return told


def _crossed(one: Finding, other: Finding) -> bool:
    """Whether each prints what the other should."""
    place, beside = one.place, other.place
    in_line = place.table is not None and (place.table, place.row) == (beside.table, beside.row)
    return in_line and one.expected == _digits(other) and other.expected == _digits(one)


def _digits(finding: Finding) -> str:
    return finding.printed.replace(",", "")


def _joined(one: Finding, other: Finding) -> Finding:
    message = f"同一行的“{one.printed}”与“{other.printed}”似填反了位置：交换后各处均相符，请核实。"
    return replace(
        one,
        message=message,
        repairs=(*one.repairs[:1], *other.repairs[:1]),
        verdicts=tuple(dict.fromkeys((*one.verdicts, *other.verdicts))),
        related=tuple(dict.fromkeys((other.place, *one.related, *other.related))),
    )
