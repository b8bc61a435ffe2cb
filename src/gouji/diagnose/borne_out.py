"""A finding of one document that another document decides: with the value published there, the broken claims hold.

年初预算18.84万元, 支出决算15.19万元, 完成95.90%: alone the rate looks wrong; the budget that was published says 15.84万元, and with
that the rate is right. Then the two findings are one, at the figure that both accuse.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.diagnose.evaluate import evaluate
from gouji.diagnose.network import HOLDS, Overlay
from gouji.diagnose.slips import slip
from gouji.diagnose.working import plain
from gouji.model.finding import Repair

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gouji.diagnose.checked import Checked
    from gouji.model.figure import Figure
    from gouji.model.finding import Finding
    from gouji.model.place import Place


def borne_out(
    checked: Checked, told: Sequence[tuple[Finding, tuple[int, ...], Decimal | None]]
) -> tuple[list[Finding], list[Finding]]:
    """Return a document's own findings without those that another document decides, and the links with them taken in.

    ``told`` are the links as findings, each with the figures it speaks of and the value that they should have.
    """
    figures = checked.extraction.figures if checked.extraction is not None else ()
    own = list(checked.findings)
    links: list[Finding] = []
    for link, numbers, value in told:
        settled = [] if value is None else [one for one in own if _settles(one, figures, numbers, value)]
        own = [one for one in own if one not in settled]
        links.append(_taken_in(link, settled, figures[numbers[0]], value) if settled and value is not None else link)
    return own, links


def _settles(finding: Finding, figures: Sequence[Figure], numbers: tuple[int, ...], value: Decimal) -> bool:
    """Whether every claim broken under a finding concerns one of these figures and holds once it has the value."""
    values = _values(figures, numbers, value)
    overlay = Overlay(figures, values)
    return bool(finding.verdicts) and all(
        values.keys() & set(verdict.claim.figures) and evaluate(verdict.claim, overlay).outcome in HOLDS
        for verdict in finding.verdicts
    )


def _values(figures: Sequence[Figure], numbers: tuple[int, ...], value: Decimal) -> dict[int, Decimal]:
    """Return the value for each mention of the same printed amount, in its own unit."""
    first = figures[numbers[0]]
    return {
        figure.id: value * (first.unit.factor if first.unit else 1) / (figure.unit.factor if figure.unit else 1)
        for figure in (figures[number] for number in numbers)
        if figure.amount == first.amount
    }


def _taken_in(link: Finding, settled: Sequence[Finding], figure: Figure, value: Decimal) -> Finding:
    verdicts = tuple(dict.fromkeys(verdict for one in settled for verdict in one.verdicts))
    places = tuple(
        dict.fromkeys(place for one in settled for place in (one.place, *one.related) if place != link.place)
    )
    repair = repaired(link.place, figure, value, tuple(verdict.working for verdict in verdicts))
    shown = f"{repair.value}{repair.unit}"
    message = f"{link.message.removesuffix('。')}；改为{shown}后，{len(verdicts)}处原不相符的计算也都相符。"
    return replace(
        link,
        severity=min((link, *settled), key=lambda one: _RANK.index(one.severity)).severity,
        message=message,
        expected=repair.value,
        repairs=(repair,),
        verdicts=verdicts,
        related=tuple(dict.fromkeys((*link.related, *places))),
    )


def repaired(place: Place, figure: Figure, value: Decimal, workings: tuple[str, ...]) -> Repair:
    """Return the value that other documents say a figure should have, with the slip that may have spoilt it."""
    return Repair(place, plain(value), figure.unit.name if figure.unit else "", slip(figure, value), workings)


_RANK = ("error", "warning", "note")
