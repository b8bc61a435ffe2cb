"""A unit on one page: five years of budgets and accounts, 三公, people, what is open; for the desk and, without that, for the public."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from gouji.web.core.charts import Chart, Series
from gouji.web.filings.models import Kind
from gouji.web.lookup.explore import code_words
from gouji.web.lookup.fields import trimmed
from gouji.web.lookup.measures import WHOLE, Measure, measures
from gouji.web.lookup.models import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

YEARS = 5
_STATED = Q(kind=Kind.BUDGET) | Q(kind=Kind.FINAL, basis="决算")
"""What a budget says, and what an account says of itself: the budget that it prints beside is the budget's own matter."""
_CLASSES, _MOST_CLASSES = 3, 8
_MAIN = ("income", "expenditure", "fiscal", "basic", "project", "closing", "running", "procurement")
_THREE = ("overseas", "vehicles", "reception")
_PEOPLE = ("posts", "staff", "retired")
FIELDS = (
    *("year", "kind", "measure", "flow", "funds", "function", "nature", "topic", "value", "filing_id", "version_id"),
    *("words", "place", "printed"),
)
"""The fields of a fact in the order of ``Said``."""


class Said(NamedTuple):
    """A fact as the page needs it."""

    year: int
    kind: str
    measure: str
    flow: str
    funds: str
    function: str
    nature: str
    topic: str
    value: Decimal
    filing_id: int
    version_id: int
    words: str
    place: dict[str, int]
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure over the years: a budget and an account each, and how much of the budget the account is, in per cent."""

    label: str
    cells: tuple[tuple[Decimal | None, Decimal | None, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The figures of a unit. Amounts are in 万元; ``years`` run from the earliest."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]
    charts: tuple[Chart, ...]
    facts: dict[tuple[str, int, str], Said] = field(default_factory=dict)


def dossier_of(unit_id: int, allowed: Q) -> Dossier:
    """Return a unit's figures from the facts that ``allowed`` leaves: one query."""
    found = [
        Said(*row)
        for row in Fact.objects.filter(allowed, _STATED, unit=unit_id, main=True, own=True, economic=WHOLE)
        .order_by("pk")
        .values_list(*FIELDS)
    ]
    years = tuple(sorted({said.year for said in found}))[-YEARS:]
    chosen = pick(found)
    return Dossier(years, tuple(_lines(chosen, years)), tuple(_charts(found, chosen, years)), chosen)


def figures_of(
    units: Sequence[int], kinds: Sequence[str], years: Sequence[int], keys: Sequence[str]
) -> dict[int, dict[tuple[str, int, str], Said]]:
    """Return of each unit what ``pick`` returns of the measures ``keys``, for these kinds and years: one query for all units."""
    asked = [measures()[key] for key in keys]
    facts = Fact.objects.filter(
        _STATED, unit__in=units, kind__in=kinds, year__in=years, main=True, own=True, function=WHOLE, economic=WHOLE
    ).filter(
        measure__in={one.measure for one in asked},
        flow__in={one.flow for one in asked},
        nature__in={one.nature for one in asked},
        topic__in={one.topic for one in asked},
        funds__in={funds for one in asked for funds in one.funds},
    )
    found: dict[int, list[Said]] = defaultdict(list)
    for unit, *row in facts.order_by("pk").values_list("unit_id", *FIELDS):
        found[unit].append(Said(*row))
    return {unit: pick(said, keys) for unit, said in found.items()}


def pick(facts: Iterable[Said], wanted: Iterable[str] | None = None) -> dict[tuple[str, int, str], Said]:
    """Return by measure (all, or those ``wanted``), year and kind the fact that states it: of the first fund in the measure's list."""
    by_axes: dict[tuple[str, str, str, str, int, str, str], Said] = {}
    keys: set[tuple[int, str]] = set()
    for said in facts:
        if said.function == WHOLE:
            axes = (said.measure, said.flow, said.nature, said.topic, said.year, said.kind, said.funds)
            by_axes.setdefault(axes, said)
            keys.add((said.year, said.kind))
    found = {}
    for key in measures() if wanted is None else wanted:
        for year, kind in keys:
            stated = _stated(by_axes, measures()[key], year, kind)
            if stated is not None:
                found[key, year, kind] = stated
    return found


def _stated(
    by_axes: dict[tuple[str, str, str, str, int, str, str], Said], measure: Measure, year: int, kind: str
) -> Said | None:
    axes = (measure.measure, measure.flow, measure.nature, measure.topic, year, kind)
    return next((by_axes[(*axes, funds)] for funds in measure.funds if (*axes, funds) in by_axes), None)


def _lines(chosen: dict[tuple[str, int, str], Said], years: Sequence[int]) -> Iterable[Line]:
    for key in (*_MAIN, "three", *_THREE):
        cells = []
        for year in years:
            budget, final = _amount(chosen, key, year, Kind.BUDGET), _amount(chosen, key, year, Kind.FINAL)
            cells.append((budget, final, _rate(budget, final)))
        if any(value is not None for cell in cells for value in cell):
            yield Line(measures()[key].label, tuple(cells))


def _rate(budget: Decimal | None, final: Decimal | None) -> Decimal | None:
    return final / budget * 100 if budget and final is not None else None


def _amount(chosen: dict[tuple[str, int, str], Said], key: str, year: int, kind: str) -> Decimal | None:
    said = chosen.get((key, year, str(kind)))
    if said is None:
        return None
    return trimmed(said.value.scaleb(-4)) if measures()[key].is_money else said.value


def _charts(found: Sequence[Said], chosen: dict[tuple[str, int, str], Said], years: Sequence[int]) -> Iterable[Chart]:
    labels = [str(year) for year in years]

    def over(key: str, kind: str) -> list[Decimal | None]:
        return [_amount(chosen, key, year, kind) for year in years]

    budget, final = str(_("预算")), str(_("决算"))
    spent = [Series(budget, over("expenditure", Kind.BUDGET)), Series(final, over("expenditure", Kind.FINAL))]
    yield Chart("spent", _("支出：预算与决算"), "万元", labels, spent, heading=_("年度"))
    kind = Kind.FINAL if any(value is not None for value in over("three", Kind.FINAL)) else Kind.BUDGET
    three = [Series(measures()[key].label, over(key, kind)) for key in _THREE]
    title = _("“三公”经费（决算）") if kind == Kind.FINAL else _("“三公”经费（预算）")
    yield Chart("three", title, "万元", labels, three, "stack", heading=_("年度"))
    yield _structure(found)
    people = [(key, [_people(chosen, key, year) for year in years]) for key in _PEOPLE]
    series = [Series(measures()[key].label, values) for key, values in people if any(v is not None for v in values)]
    yield Chart("people", _("人员"), "人", labels, series, "line", heading=_("年度"))


def _people(chosen: dict[tuple[str, int, str], Said], key: str, year: int) -> Decimal | None:
    """Return a count of people: what the account says, else the budget."""
    final = _amount(chosen, key, year, Kind.FINAL)
    return final if final is not None else _amount(chosen, key, year, Kind.BUDGET)


def _structure(found: Sequence[Said]) -> Chart:
    """Return what the latest year's money is spent on, by class of function (类); the account before the budget."""
    classes: dict[tuple[int, str], dict[str, Decimal]] = defaultdict(dict)
    for funds in ("全部", "财政拨款", "一般公共"):
        for said in found:
            of_class = len(said.function) == _CLASSES and said.flow == "支出" and said.measure == "amount"
            if of_class and said.funds == funds and said.nature == said.topic == WHOLE:
                classes[said.year, said.kind].setdefault(said.function, said.value)
    if not classes:
        return Chart("structure", _("支出结构"), "万元", (), ())
    year, kind = max(classes, key=lambda key: (key[0], key[1] == Kind.FINAL))
    largest = sorted(classes[year, kind].items(), key=lambda one: -one[1])
    shown = [(code_words(code, year, functional=True), trimmed(value.scaleb(-4))) for code, value in largest if value]
    rest = sum((value for _code, value in shown[_MOST_CLASSES:]), Decimal(0))
    shown = shown[:_MOST_CLASSES] + ([(str(_("其他")), rest)] if rest else [])
    title = _("%(year)d年%(kind)s支出结构") % {"year": year, "kind": _("决算") if kind == Kind.FINAL else _("预算")}
    values = Series(str(_("支出")), [value for _words, value in shown])
    return Chart("structure", title, "万元", [words for words, _value in shown], [values], heading=_("功能科目"))
