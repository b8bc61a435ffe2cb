"""Where the money comes from and where it goes: kind of funds to function class to unit, in 元, as it was paid.

Drawn here as a picture of its own (SVG), so that it prints as it stands and each name leads on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gouji.supervision.classes import class_name
from gouji.supervision.store import Facts
from gouji.web.execution.services.places import live_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gouji.web.units.models import Region

WIDTH, HEIGHT = 1100, 560
_MOST = {"class": 10, "unit": 14}
_COLUMNS = (0, 400, 800)
_BAR, _GAP, _LEAST = 14, 10, 2
_COLOURS = 8
_PAID = """
    SELECT coalesce(fund, '') AS fund, coalesce(class, '') AS class, unit_name AS unit, sum(amount) AS amount
    FROM payment_total WHERE region = $region AND year = $year AND month <= $month
    GROUP BY ALL HAVING sum(amount) > 0
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A name in a stage (0 to 2) with its amount in 元 and its bar: where it stands and how high it is, in the picture's units."""

    name: str
    stage: int
    amount: Decimal
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """The height of its label."""
        return self.y + self.height // 2 + 4

    @property
    def label_at(self) -> int:
        """Where its label begins."""
        return self.x + _BAR + 6


@dataclass(frozen=True, slots=True)
class Ribbon:
    """What goes from one name to another: 元, the path of its middle line, how wide it is and its colour's number."""

    source: str
    target: str
    amount: Decimal
    path: str
    width: int
    colour: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole picture."""

    nodes: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    width: int = WIDTH
    height: int = HEIGHT


Pair = tuple[int, str, str]


def flow(region: Region, year: int, month: int) -> Flow:
    """Return the flow of a region's payments up to the end of a month; the small ones of a stage stand together as others."""
    with Facts([one for one in live_facts(region, years=(year,)) if one.item == "payment"]) as facts:
        rows = facts.rows(_PAID, {"region": region.code, "year": year, "month": month})
    classes = _largest(((row["class"], row["amount"]) for row in rows), _MOST["class"])
    units = _largest(((row["unit"], row["amount"]) for row in rows), _MOST["unit"])
    kinds = {one: class_name(one, year) or _("未注明功能分类") for one in classes}
    others = _("其他功能分类"), _("其他单位"), _("未注明资金性质")
    links: Counter[Pair] = Counter()
    for row in rows:
        kind = kinds.get(row["class"], others[0])
        unit = row["unit"] if row["unit"] in units else others[1]
        links[(0, row["fund"] or others[2], kind)] += row["amount"]
        links[(1, kind, unit)] += row["amount"]
    return _drawn({pair: Decimal(amount) for pair, amount in links.items()})


def _drawn(links: Mapping[Pair, Decimal]) -> Flow:
    """Place the bars of each stage from the largest down, and the ribbons along them in the order of the bars."""
    nodes = _placed(links)
    scale = _scale(nodes.values(), links)
    left: defaultdict[tuple[int, str], int] = defaultdict(int)
    ribbons = []
    colours = {name: at % _COLOURS for at, (stage, name) in enumerate(one for one in nodes if one[0] == 1)}
    for (stage, source, target), amount in sorted(
        links.items(), key=lambda one: (one[0][0], nodes[(one[0][0], one[0][1])].y, nodes[(one[0][0] + 1, one[0][2])].y)
    ):
        start, end = nodes[(stage, source)], nodes[(stage + 1, target)]
        wide = max(int(amount * scale), 1)
        y0 = start.y + left[(stage, "out" + source)] + wide // 2
        y1 = end.y + left[(stage + 1, "in" + target)] + wide // 2
        left[(stage, "out" + source)] += wide
        left[(stage + 1, "in" + target)] += wide
        x0, x1 = start.x + _BAR, end.x
        path = f"M{x0} {y0} C{(x0 + x1) // 2} {y0} {(x0 + x1) // 2} {y1} {x1} {y1}"
        colour = colours[target if stage == 0 else source]
        ribbons.append(Ribbon(source, target, amount, path, wide, colour))
    return Flow(tuple(nodes.values()), tuple(ribbons))


def _placed(links: Mapping[Pair, Decimal]) -> dict[tuple[int, str], Node]:
    amounts: defaultdict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for (stage, source, target), amount in links.items():
        amounts[(stage, source)] += amount
        if stage:
            amounts[(stage + 1, target)] += amount
    largest = sorted(amounts.items(), key=lambda one: -one[1])
    per_stage = [[(name, amount) for (at, name), amount in largest if at == stage] for stage in range(3)]
    whole = sum((amount for _name, amount in per_stage[0]), Decimal(0))
    free = HEIGHT - _GAP * max(map(len, per_stage))
    nodes = {}
    for stage, named in enumerate(per_stage):
        y = 0
        for name, amount in named:
            height = max(int(amount * free / whole), _LEAST)
            nodes[(stage, name)] = Node(name, stage, amount, _COLUMNS[stage], y, height)
            y += height + _GAP
    return nodes


def _scale(nodes: Iterable[Node], links: Mapping[Pair, Decimal]) -> Decimal:
    """Return the picture's units for one 元, as the bars have them."""
    largest = max(nodes, key=lambda node: node.amount, default=None)
    return Decimal(largest.height) / largest.amount if largest and links else Decimal(0)


def _largest(amounts: Iterable[tuple[str, Any]], most: int) -> set[str]:
    sums: Counter[str] = Counter()
    for name, amount in amounts:
        sums[name] += amount
    return {name for name, _amount in sums.most_common(most)}
