"""What the departments' sum and the government's summary contradict in each other, as questions.

A department is asked about its own figure, the government about the summary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gouji.web.lookup.asking import Question
from gouji.web.lookup.asking import ask as ask_about
from gouji.web.lookup.summary import PAPERS, Contradiction, Standing, in_wan, summary_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from gouji.web.filings.models import Filing
    from gouji.web.lookup.summary import Summary
    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User

_DEPARTMENTS = {str(paper): kind for kind, (paper, _basis) in PAPERS.items()}


def questions_of(found: Summary) -> Iterator[Question]:
    """Yield what a summary's contradictions ask."""
    for one in found.contradictions:
        said, line = one.said, one.line
        mark = f"summary-{said.kind}-{line.measure.key}"
        if one.alone:
            yield Question(said, mark, line.measure.label, _alone(one, told=True), _alone(one, told=False), (one.told,))
        else:
            cited = tuple(stated for _unit, stated in found.stated(line.measure))
            words = _together(one)
            # A sum below the summary may be right where the register lacks a department.
            yield Question(said, mark, line.measure.label, words, words, cited, sure=line.standing == Standing.OVER)


def ask(actor: User, filing: Filing, today: dt.date) -> Matter:
    """Draft a 核实函 about what a document's figures contradict; raises PermissionDenied, Refused."""
    return ask_about(actor, filing, _questions_to, today, _("部门汇总数") if filing.unit.is_government else "")


def _questions_to(filing: Filing) -> Iterator[Question]:
    kind = _DEPARTMENTS.get(filing.kind, filing.kind)
    if kind in PAPERS:
        yield from questions_of(summary_of(filing.unit.region, kind, filing.year))


def _alone(one: Contradiction, *, told: bool) -> str:
    figures = {
        "what": one.line.measure.label,
        "value": _wan(one.said.value),
        "told": f"{_wan(one.told.value)}万元" if told else "",
    }
    return (
        _("%(what)s%(value)s万元，一个部门就超过政府材料列示的汇总数%(told)s，请核实数额和计量单位（元、万元）。")
        % figures
    )


def _together(one: Contradiction) -> str:
    line = one.line
    figures = {
        "what": line.measure.label,
        "n": line.count,
        "total": _wan(line.total),
        "told": _wan(one.told.value),
        "gap": _wan(abs(line.total - one.told.value)),
        "slack": _wan(line.slack),
    }
    if line.standing == Standing.OVER:
        return (
            _(
                "%(what)s：%(n)d个部门合计%(total)s万元，超过汇总数%(told)s万元，相差%(gap)s万元（尾差最多%(slack)s万元），请核实。"
            )
            % figures
        )
    return (
        _(
            "%(what)s：名录内的部门已到齐，合计%(total)s万元，少于汇总数%(told)s万元，相差%(gap)s万元（尾差最多%(slack)s万元），请核实；另有部门的，请列明。"
        )
        % figures
    )


def _wan(value: Decimal) -> str:
    return f"{in_wan(value):f}"
