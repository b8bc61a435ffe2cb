"""What reports tell of lists: an audit's report the problems (问题清单), a report on rectification what became of them.

Both are proposed from the view of the report (``audit_items``); a person ticks, edits, and confirms.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from gouji.web.audit.chain import record
from gouji.web.filings.models import Filing
from gouji.web.matters.models import Item, Matter, Told
from gouji.web.matters.services.base import require
from gouji.web.matters.services.errors import MissingError, NotNowError
from gouji.web.matters.services.items import Source, add_item
from gouji.web.matters.services.opening import Draft, key_of, open_matter
from gouji.web.matters.similar import held_in
from gouji.web.people.roles import Right
from gouji.web.units.models import Unit
from gouji.web.units.services import named_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from gouji.web.filings.models import Version
    from gouji.web.matters.kinds.shape import Kind
    from gouji.web.people.models import User

Json = dict[str, Any]
_ALIKE = 60
_SAME_MONEY, _UNIT_NAMED = 40, 15


@dataclass(frozen=True, slots=True)
class Proposal:
    """A problem that a report tells, the units that it names, and the item that it already is."""

    told: Json
    units: list[Unit]
    item: Item | None

    @property
    def unit(self) -> Unit | None:
        """The unit that is proposed."""
        return self.units[0] if self.units else None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A problem as a person confirmed it: in these words, for this unit."""

    told: Json
    words: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Passage:
    """An item of a list, what the report says of it (None: nothing found), and whether that was confirmed before."""

    item: Item
    told: Json | None
    confirmed: bool


def units_of(version: Version, today: dt.date) -> list[Unit]:
    """Return the units of a report's region that a problem can be laid to: all but the government itself."""
    own = version.filing.unit
    found = Unit.objects.filter(region=own.region_id).exclude(pk=own.pk).select_related("region").order_by("code")
    return [unit for unit in found if unit.until is None or unit.until >= today]


def proposals(kind: Kind, version: Version, problems: Iterable[Json], today: dt.date) -> list[Proposal]:
    """Return the problems that a report tells, each with the units named: in its title first, then in its passage."""
    units = units_of(version, today)
    known = _registered(kind, version)
    found = []
    for told in problems:
        named = {unit.pk: unit for words in (told["title"], told["text"]) for unit in named_in(words, units)}
        item = known.get((version.pk, told["start"])) or known.get(key_of(told["title"]))
        found.append(Proposal(told, list(named.values()), item))
    return found


def _registered(kind: Kind, version: Version) -> dict[tuple[int, int] | str, Item]:
    """Return the items that came of this report, by where its versions tell them and by their words."""
    known: dict[tuple[int, int] | str, Item] = {}
    for item in Item.objects.filter(version__filing=version.filing_id, matter__kind=kind.code).select_related("matter"):
        known[item.recurrence_key] = item
        if item.version_id is not None and item.start is not None:
            known[(item.version_id, item.start)] = item
    return known


@transaction.atomic
def open_lists(
    kind: Kind, version: Version, chosen: Sequence[Chosen], actor: User, *, title: str, today: dt.date
) -> list[Matter]:
    """Open one matter a unit with the problems chosen for it as its list; a unit's open list of this report grows instead."""
    if not chosen:
        raise MissingError("请勾选要立项的问题。")
    Filing.objects.select_for_update().get(
        pk=version.filing_id
    )  # of two people who confirm at once, the second sees the first's items
    known = _registered(kind, version)
    again = [one for one in chosen if (version.pk, one.told["start"]) in known]
    if again:
        raise NotNowError(f"“{again[0].words}”已经立项，请刷新页面看过后再办。")
    units = {one.unit.pk: one.unit for one in chosen}
    matters = [_list_of(kind, version, unit, actor, title, today) for unit in units.values()]
    by_unit = {matter.unit_id: matter for matter in matters}
    for one in chosen:
        amount = one.told["amount"]
        source = Source(version, one.told["start"], Decimal(amount["amount"]) if amount else None)
        add_item(by_unit[one.unit.pk], actor, one.words, today=today, source=source)
    return matters


def _list_of(kind: Kind, version: Version, unit: Unit, actor: User, title: str, today: dt.date) -> Matter:
    begun = Matter.objects.filter(
        kind=kind.code, unit=unit, is_open=True, state=kind.start, items__version__filing=version.filing_id
    )
    draft = Draft(kind.code, unit.region, title, unit, own_list=True)
    return begun.distinct().first() or open_matter(draft, actor, today=today)


def passages(kind: Kind, version: Version, problems: Sequence[Json]) -> list[Passage]:
    """Return the open items of the region's lists, each with what the report says of it; those of another year's audit are not asked for."""
    items = Item.objects.filter(
        Q(version=None) | Q(version__filing__year=version.filing.year),
        matter__kind=kind.code,
        matter__region=version.filing.unit.region_id,
        matter__is_open=True,
    ).select_related("matter__unit__region")
    said = {(told.item_id, told.start) for told in Told.objects.filter(version=version)}
    found = []
    for item in items.order_by("matter__unit__code", "matter", "number"):
        told = _best(item, problems)
        found.append(Passage(item, told, told is not None and (item.pk, told["start"]) in said))
    return found


def _best(item: Item, problems: Sequence[Json]) -> Json | None:
    """Return the passage that names the item best: by its words, its money and its unit; None where none does well enough."""
    rated = [(_alike(item, told), told) for told in problems]
    best = max(rated, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] >= _ALIKE else None


def _alike(item: Item, told: Json) -> int:
    same = held_in(told["title"], item.problem)
    if not same:
        return 0
    amounts = {Decimal(one["amount"]) for one in told["amounts"] if one["amount"]}
    money = _SAME_MONEY if item.amount is not None and item.amount in amounts else 0
    unit = item.matter.unit
    return same + money + (_UNIT_NAMED if unit and named_in(told["text"], [unit]) else 0)


@transaction.atomic
def confirm(version: Version, item: Item, told: Json, state: str, actor: User, *, today: dt.date) -> Told:
    """Write down what a report says became of an item; the item stays open until it is closed on evidence (销号)."""
    require(actor, Right.MATTER_OPEN, item.matter, today)
    if not item.matter.is_open:
        raise NotNowError(f"“{item.matter}”已经办结。")
    if state not in Told.State.values:
        raise MissingError(f"请选择第{item.number}项的整改情况。")
    money = [[one["way"], one["text"]] for one in told["ways"]]
    row, fresh = Told.objects.get_or_create(
        item=item,
        version=version,
        start=told["start"],
        defaults={"text": told["text"], "state": state, "money": money, "by": actor, "on": today},
    )
    if not fresh:
        raise NotNowError(f"第{item.number}项已经登记过报告的这一段。")
    record(actor, "matter.item_told", item.matter, item=item.number, report=version.pk, state=state)
    return row
