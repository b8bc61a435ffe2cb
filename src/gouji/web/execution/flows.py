"""Where the money comes from and where it goes: kind of funds to function class to unit, in 元, as it was paid."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gouji.codes.classification import lookup_code
from gouji.supervision.store import Facts
from gouji.web.core.charts import Flow, Link
from gouji.web.execution.services.places import live_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.web.units.models import Region

_CLASS = 3
"""Digits of a function code that name its 类."""
_MOST = {"class": 10, "unit": 12}
_YUAN_IN_WAN = 10_000
_PAID = """
    SELECT coalesce(fund, '') AS fund, coalesce(function[1:3], '') AS class, unit_name AS unit, sum(amount) AS amount
    FROM payment_month WHERE region = $region AND year = $year AND month <= $month
    GROUP BY ALL HAVING sum(amount) > 0
"""


def flow(region: Region, year: int, month: int) -> Flow:
    """Return the flow of a region's payments up to the end of a month; the small ones of a stage stand together as others."""
    with Facts([one for one in live_facts(region) if one.item == "payment"]) as facts:
        rows = facts.rows(_PAID, {"region": region.code, "year": year, "month": month})
    classes = _largest(((row["class"], row["amount"]) for row in rows), _MOST["class"])
    units = _largest(((row["unit"], row["amount"]) for row in rows), _MOST["unit"])
    links: Counter[tuple[str, str]] = Counter()
    for row in rows:
        fund = row["fund"] or _("未注明资金性质")
        kind = _class_name(row["class"], year) if row["class"] in classes else _("其他功能分类")
        unit = row["unit"] if row["unit"] in units else _("其他单位")
        links[(fund, kind)] += row["amount"]
        links[(kind, unit)] += row["amount"]
    return Flow(
        key="flow",
        title=_("资金从哪里来，到哪里去"),
        unit=_("万元"),
        links=tuple(
            Link(source, target, Decimal(amount) / _YUAN_IN_WAN)
            for (source, target), amount in sorted(links.items(), key=lambda one: -one[1])
        ),
    )


def _largest(amounts: Iterable[tuple[str, Any]], most: int) -> set[str]:
    sums: Counter[str] = Counter()
    for name, amount in amounts:
        sums[name] += amount
    return {name for name, _amount in sums.most_common(most)}


def _class_name(code: str, year: int) -> str:
    """Return a function class in words; a code that the year's classification does not have stays a code."""
    known = [one.name for one in lookup_code(code[:_CLASS], year) if one.code == code[:_CLASS]]
    return known[0] if known else code or _("未注明功能分类")
