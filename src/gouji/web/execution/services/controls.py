"""控制数: what each unit's rows must add up to, as the finance bureau says; held against a load before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gouji.supervision.items import Type, all_items
from gouji.supervision.store import Facts
from gouji.web.execution.models import Load
from gouji.web.execution.services.places import facts_of

if TYPE_CHECKING:
    from gouji.supervision.items import Item

CONTROL = "control"
_SHOWN = 5
_DECEMBER = 12
_QUERY = """
    WITH wanted AS (
        SELECT unit_name, coalesce(month, {december}) AS month, sum(amount) AS wanted FROM control
        WHERE region = $region AND year = $year AND category = $category GROUP BY ALL
    ), reached AS (SELECT {reached} AS month FROM "{item}" WHERE region = $region AND {year} = $year)
    SELECT wanted.unit_name, wanted.month, wanted, coalesce(sum(rows.amount), 0) AS found
    FROM wanted LEFT JOIN (SELECT unit_name, {month} AS month, "{amount}" AS amount FROM "{item}"
        WHERE region = $region AND {year} = $year) AS rows
        ON rows.unit_name = wanted.unit_name AND rows.month <= wanted.month
    WHERE wanted.month <= (SELECT month FROM reached)
    GROUP BY ALL HAVING coalesce(sum(rows.amount), 0) <> wanted ORDER BY ALL
"""


def control_remarks(load: Load, replaced: Any) -> list[str]:  # noqa: ANN401  a queryset of loads
    """Return a sentence for each unit whose rows would not add up to its control total once this load counted."""
    live = Load.objects.filter(region=load.region, state=Load.State.LIVE).exclude(pk__in=replaced).exclude(pk=load.pk)
    items = [one for one in all_items().values() if _has_control(one) and load.item in {one.name, CONTROL}]
    if not items or not (load.item == CONTROL or live.filter(item=CONTROL, year=load.year).exists()):
        return []
    counted = live.filter(item__in=[CONTROL, *(one.name for one in items)], year=load.year).select_related("region")
    with Facts([one for other in (*counted, load) for one in facts_of(other)]) as facts:
        found = [
            (item, row)
            for item in items
            for row in facts.rows(_query(item), {"region": load.region.code, "year": load.year, "category": item.zh})
        ]
    said = [_sentence(item, row) for item, row in found[:_SHOWN]]
    more = [_("另有 %d 项与控制数不符。") % (len(found) - _SHOWN)] if len(found) > _SHOWN else []
    return said + more


def _sentence(item: Item, row: dict[str, Any]) -> str:
    words = {
        "unit": row["unit_name"],
        "item": item.zh,
        "month": row["month"],
        "found": f"{row['found']:,}",
        "wanted": f"{row['wanted']:,}",
        "gap": f"{row['found'] - row['wanted']:,}",
    }
    return (
        _("%(unit)s%(item)s到%(month)s月末合计 %(found)s 元，控制数 %(wanted)s 元，相差 %(gap)s 元，请核对。") % words
    )


def _has_control(item: Item) -> bool:
    """Whether rows of an item add up by unit: it has units and money, and its rows are no running totals of months."""
    names = {one.name for one in item.fields}
    return item.name != CONTROL and bool(item.amounts) and "unit_name" in names and "month" not in names


def _query(item: Item) -> str:
    dated = any(one.type is Type.DATE and one.name == "date" for one in item.fields)
    year = "year" if any(one.name == "year" for one in item.fields) else 'year("date")'
    # What bears no date is whole from the first day.
    month, reached = ('month("date")', 'max(month("date"))') if dated else ("0", f"max({_DECEMBER})")
    words = {"item": item.name, "amount": item.amounts[0], "month": month, "reached": f"coalesce({reached}, 0)"}
    return _QUERY.format(**words, year=year, december=_DECEMBER)
