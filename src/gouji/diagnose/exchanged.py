"""Two findings in one table line, each of which would put what the other prints: the two cells were filled the wrong way round."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.model.finding import Finding


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
