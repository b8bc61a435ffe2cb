"""What becomes of units: renamed, merged, split, moved. Names are kept, so that documents of earlier years find their unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.units.models import DAY, Unit, UnitChange, UnitName
from gouji.web.units.services.tree import UnitFacts, check_facts, end, made, require_manager, require_open

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from gouji.web.people.models import User
    from gouji.web.units.models import Region


def rename(by: User, unit: Unit, name: str, on: dt.date, basis: str, *, today: dt.date) -> UnitChange:
    """Give a unit a new name from a day on; the old one is kept."""
    require_manager(by, unit.region, today)
    require_open(unit, on)
    if not name or name == unit.name:
        raise Refused("name", _("请写新的名称。"))
    with transaction.atomic():
        last = unit.names.exclude(until=None).order_by("-until").first()
        since = last.until + DAY if last and last.until else unit.since
        UnitName.objects.create(unit=unit, name=unit.name, since=since, until=on - DAY)
        change = _change(UnitChange.Kind.RENAMED, on, basis, [unit], [unit], name=[unit.name, name])
        unit.name = name
        unit.save(update_fields=["name"])
        record(by, "unit.renamed", unit, on=on, basis=basis, **change.detail)
    return change


def merge(
    by: User, units: Sequence[Unit], into: Unit | UnitFacts, on: dt.date, basis: str, *, today: dt.date
) -> UnitChange:
    """Merge units into one of them or into a new one; the others close, their subordinate units follow."""
    region = _one_region(units)
    require_manager(by, region, today)
    gone = [unit for unit in units if unit != into]
    if len({unit.pk for unit in units}) < 2 or (isinstance(into, Unit) and len(gone) == len(units)):  # noqa: PLR2004
        raise Refused("units", _("请选择两个以上的单位，合并到其中一个或一个新单位。"))
    for unit in units:
        require_open(unit, on)
    with transaction.atomic():
        if isinstance(into, UnitFacts):
            check_facts(region, into, None)
            heir = made(by, region, into, _common_parent(units))
        else:
            heir = into
        if any(heir.path.startswith(unit.path) for unit in gone):
            raise Refused("below", _("不能合并到自己的所属单位，请先改变隶属。"))
        change = _change(UnitChange.Kind.MERGED, on, basis, units, [heir])
        for unit in gone:
            _hand_over(unit, heir)
            end(unit, on)
        record(by, "unit.merged", heir, on=on, basis=basis, units=[str(unit) for unit in units])
    return change


def split(
    by: User, unit: Unit, into: Sequence[UnitFacts], on: dt.date, basis: str, *, stays: bool, today: dt.date
) -> UnitChange:
    """Set up new units out of one, which ``stays`` beside them or closes; who has subordinate units hands them over first."""
    require_manager(by, unit.region, today)
    require_open(unit, on)
    if len(into) + stays < 2:  # noqa: PLR2004  one unit out of one is a rename
        raise Refused("units", _("分设后应有两个以上的单位；只改名称请用“更名”。"))
    if not stays and unit.children.filter(until=None).exists():
        raise Refused("has_units", _("这个单位还有所属单位，请先将它们改变隶属。"))
    with transaction.atomic():
        new = []
        for facts in into:
            check_facts(unit.region, facts, None)
            new.append(made(by, unit.region, facts, unit.parent))
        change = _change(UnitChange.Kind.SPLIT, on, basis, [unit], [*([unit] if stays else []), *new])
        if not stays:
            end(unit, on)
        record(by, "unit.split", unit, on=on, basis=basis, units=[str(one) for one in new], stays=stays)
    return change


def move(by: User, unit: Unit, parent: Unit | None, on: dt.date, basis: str, *, today: dt.date) -> UnitChange:
    """Put a unit below another department of its region, or make it a department."""
    require_manager(by, unit.region, today)
    require_open(unit, on)
    if parent == unit.parent:
        raise Refused("parent", _("它现在就隶属这里，请另选主管部门。"))
    if parent is not None:
        if parent.region_id != unit.region_id or parent.until:
            raise Refused("parent", _("主管部门应是同一区划、没有撤销的单位。"))
        if parent.path.startswith(unit.path):
            raise Refused("below", _("不能隶属自己或自己的所属单位。"))
    with transaction.atomic():
        before = str(unit.parent or "")
        change = _change(UnitChange.Kind.MOVED, on, basis, [unit], [unit], parent=[before, str(parent or "")])
        _put_below(unit, parent)
        record(by, "unit.moved", unit, on=on, basis=basis, **change.detail)
    return change


def _change(
    kind: str, on: dt.date, basis: str, before: Iterable[Unit], after: Iterable[Unit], **detail: list[str]
) -> UnitChange:
    change = UnitChange.objects.create(kind=kind, on=on, basis=basis, detail=detail)
    change.before.set(before)
    change.after.set(after)
    return change


def _one_region(units: Sequence[Unit]) -> Region:
    if len({unit.region_id for unit in units}) != 1:
        raise Refused("region", _("只能合并同一区划的单位。"))
    return units[0].region


def _common_parent(units: Sequence[Unit]) -> Unit | None:
    parents = {unit.parent_id for unit in units}
    return units[0].parent if len(parents) == 1 else None


def _hand_over(unit: Unit, heir: Unit) -> None:
    for child in unit.children.exclude(pk=heir.pk):
        _put_below(child, heir)


def _put_below(unit: Unit, parent: Unit | None) -> None:
    """Set the department of a unit and keep the paths of all below it true."""
    unit.parent = parent
    unit.save(update_fields=["parent", "path"])
    for child in unit.children.all():
        _put_below(child, unit)
