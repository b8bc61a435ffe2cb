"""Regions and units: added, corrected, closed. Whoever manages the units of a region may, each change leaves an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.people.services.first import level_of
from gouji.web.units.models import DAY, Region, Unit, UnitChange

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.people.models import User

_CORRECTED = ("code", "short_name", "nature", "publishes", "since")


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What is said of a unit beside its region, its department and its history."""

    code: str
    name: str
    short_name: str = ""
    nature: str = Unit.Nature.ADMINISTRATIVE
    publishes: bool = True
    since: dt.date | None = None


def add_region(by: User, parent: Region, code: str, name: str, *, today: dt.date) -> Region:
    """Add a region below one that ``by`` manages."""
    require_manager(by, parent, today)
    level = level_of(code)
    if Region.objects.filter(code=code).exists():
        raise Refused("code_taken", _("这个区划代码已在用，请核对。"))
    with transaction.atomic():
        region = Region.objects.create(code=code, name=name, level=level, parent=parent)
        record(by, "region.added", region, code=[None, code], name=[None, name])
    return region


def rename_region(by: User, region: Region, name: str, *, today: dt.date) -> Region:
    """Correct a region's name."""
    require_manager(by, region, today)
    with transaction.atomic():
        before, region.name = region.name, name
        region.save(update_fields=["name"])
        record(by, "region.renamed", region, name=[before, name])
    return region


def add_unit(by: User, region: Region, facts: UnitFacts, parent: Unit | None = None, *, today: dt.date) -> Unit:
    """Add a department, or a unit below ``parent``."""
    require_manager(by, region, today)
    check_facts(region, facts, None)
    if parent is not None and (parent.region_id != region.pk or parent.until):
        raise Refused("parent", _("主管部门应是同一区划、没有撤销的单位。"))
    with transaction.atomic():
        return made(by, region, facts, parent)


def change_unit(by: User, unit: Unit, facts: UnitFacts, *, today: dt.date) -> Unit:
    """Correct what is said of a unit; a new name and another department are history and have their own services."""
    require_manager(by, unit.region, today)
    check_facts(unit.region, facts, unit)
    changed = {
        field: [getattr(unit, field), getattr(facts, field)]
        for field in _CORRECTED
        if getattr(unit, field) != getattr(facts, field)
    }
    if changed:
        with transaction.atomic():
            for field, (_before, after) in changed.items():
                setattr(unit, field, after)
            unit.save(update_fields=list(changed))
            record(by, "unit.changed", unit, **changed)
    return unit


def close_unit(by: User, unit: Unit, on: dt.date, basis: str, *, today: dt.date) -> UnitChange:
    """Close a unit without a successor; ``on`` is the first day without it."""
    require_manager(by, unit.region, today)
    require_open(unit, on)
    if unit.children.filter(until=None).exists():
        raise Refused("has_units", _("这个单位还有所属单位，请先将它们撤销或改变隶属。"))
    with transaction.atomic():
        change = UnitChange.objects.create(kind=UnitChange.Kind.CLOSED, on=on, basis=basis)
        change.before.set([unit])
        end(unit, on)
        record(by, "unit.closed", unit, on=on, basis=basis)
    return change


def made(by: User, region: Region, facts: UnitFacts, parent: Unit | None) -> Unit:
    """Write a unit and its event; inside a transaction, after the checks."""
    unit = Unit.objects.create(
        region=region,
        parent=parent,
        code=facts.code,
        name=facts.name,
        short_name=facts.short_name,
        nature=facts.nature,
        publishes=facts.publishes,
        since=facts.since,
    )
    record(by, "unit.added", unit, code=[None, facts.code], name=[None, facts.name], parent=str(parent or ""))
    return unit


def end(unit: Unit, on: dt.date) -> None:
    """Let a unit's last day be the one before ``on``."""
    unit.until = on - DAY
    unit.save(update_fields=["until"])


def require_manager(by: User, region: Region, today: dt.date) -> None:
    """Refuse where ``by`` does not manage the units of a region."""
    if not rights_of(by, today).in_region(Right.UNITS_MANAGE, region):
        raise Refused("forbidden", _("这里的单位不归您管理，请找上级系统管理员。"))


def require_open(unit: Unit, on: dt.date) -> None:
    """Refuse a change of a unit that is closed, or that begins later than the change."""
    if unit.until:
        raise Refused("closed", _("%(unit)s 已经撤销，不能再变动。") % {"unit": unit.name})
    if unit.since and on <= unit.since:
        raise Refused("dates", _("变动日期应晚于 %(unit)s 的设立日期。") % {"unit": unit.name})


def check_facts(region: Region, facts: UnitFacts, unit: Unit | None) -> None:
    """Refuse facts that cannot be those of a unit (``unit``, or a new one) of a region."""
    if not facts.name or not facts.code:
        raise Refused("incomplete", _("单位编码和名称都要填写。"))
    bearer = Unit.objects.filter(region=region, code=facts.code).first()
    if bearer is not None and bearer != unit:
        raise Refused("code_taken", _("编码 %(code)s 已有单位在用，请核对。") % {"code": facts.code})
