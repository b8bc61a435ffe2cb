"""A handed-in list of units: looked at row by row, then taken over; what does not fit is set aside with its reason."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.units.models import Region, Unit, UnitList
from gouji.web.units.services.sheet import read_lines, words
from gouji.web.units.services.tree import UnitFacts, change_unit, made, require_manager

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from gouji.web.people.models import User

_CODE = Unit._meta.get_field("code").max_length or 0
_NAME = Unit._meta.get_field("name").max_length or 0
_SHORT = Unit._meta.get_field("short_name").max_length or 0


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Row:
    """One row with what becomes of it; ``parent`` is the code of its department, ``reason`` why it is set aside."""

    number: int
    fate: Fate
    facts: UnitFacts
    parent: str
    reason: str = ""


def hand_in(by: User, region: Region, file_name: str, data: bytes, *, today: dt.date) -> UnitList:
    """Read a list and keep its rows; no unit changes yet."""
    require_manager(by, region, today)
    lines = read_lines(data, file_name)
    with transaction.atomic():
        listed = UnitList.objects.create(
            region=region,
            file_name=file_name[-255:],
            sha256=hashlib.sha256(data).hexdigest(),
            rows=[{"number": line.number, "cells": dict(line.cells)} for line in lines],
            by=by,
        )
        record(by, "unit_list.handed_in", listed, rows=len(lines), sha256=listed.sha256)
    return listed


def preview(listed: UnitList) -> list[Row]:
    """Return what would become of each row now: new, changed, the same, or set aside; departments stand before their units."""
    look = _Preview(listed)
    waiting = list(look.rows())
    placed = set(look.known)
    settled: list[Row] = []
    while ready := [row for row in waiting if row.fate != Fate.NEW or not row.parent or row.parent in placed]:
        settled += ready
        placed |= {row.facts.code for row in ready if row.fate == Fate.NEW}
        waiting = [row for row in waiting if row not in ready]
    return settled + [replace(row, fate=Fate.ASIDE, reason=_("它的主管部门没有导入")) for row in waiting]


def apply(by: User, listed: UnitList, *, today: dt.date) -> dict[Fate, int]:
    """Take the new and changed units over, once; returns the rows by fate."""
    require_manager(by, listed.region, today)
    with transaction.atomic():
        listed = UnitList.objects.select_for_update().get(pk=listed.pk)
        if listed.applied_at:
            raise Refused("applied", _("这份清单已经导入过。"))
        rows = preview(listed)
        known = {unit.code: unit for unit in Unit.objects.filter(region=listed.region)}
        for row in rows:
            if row.fate == Fate.NEW:
                parent = known[row.parent] if row.parent else None
                known[row.facts.code] = made(by, listed.region, row.facts, parent)
            elif row.fate == Fate.CHANGED:
                change_unit(by, known[row.facts.code], row.facts, today=today)
        counts = {fate: sum(row.fate == fate for row in rows) for fate in Fate}
        listed.applied_at = timezone.now()
        listed.save(update_fields=["applied_at"])
        record(by, "unit_list.applied", listed, **{str(fate): count for fate, count in counts.items()})
    return counts


class _Preview:
    """Holds a list against the units that there are."""

    def __init__(self, listed: UnitList) -> None:
        self._rows = [(row["number"], row["cells"]) for row in listed.rows]
        self.known = {unit.code: unit for unit in Unit.objects.filter(region=listed.region).select_related("parent")}
        self._codes = {cells["code"]: cells["name"] for _number, cells in self._rows if cells["code"]}
        self._by_name = {name: code for code, name in self._codes.items()}
        self._by_name |= {unit.name: unit.code for unit in self.known.values()}
        self._seen: set[str] = set()

    def rows(self) -> Iterator[Row]:
        """Return each row by itself."""
        return (self._row(number, cells) for number, cells in self._rows)

    def _row(self, number: int, cells: Mapping[str, str]) -> Row:
        unit = self.known.get(cells["code"])
        facts, wrong = self._facts(cells, unit)
        parent, lost = self._parent(cells, facts.code)
        reason = wrong or lost or self._history(unit, facts, parent)
        self._seen.add(facts.code)
        if reason:
            return Row(number, Fate.ASIDE, facts, parent, reason)
        if unit is None:
            return Row(number, Fate.NEW, facts, parent)
        same = all(getattr(unit, field) == value for field, value in asdict(facts).items())
        return Row(number, Fate.SAME if same else Fate.CHANGED, facts, parent)

    def _facts(self, cells: Mapping[str, str], unit: Unit | None) -> tuple[UnitFacts, str]:
        nature, strange = _word("nature_words", cells.get("nature", ""))
        publishes, odd = _word("publishes_words", cells.get("publishes", ""))
        facts = UnitFacts(
            code=cells["code"],
            name=cells["name"],
            short_name=cells.get("short_name", "") or (unit.short_name if unit else ""),
            nature=nature or (unit.nature if unit else Unit.Nature.ADMINISTRATIVE),
            publishes=publishes == "yes" if publishes else (unit.publishes if unit else True),
            since=unit.since if unit else None,
        )
        return facts, self._wrong(facts) or strange or odd

    def _wrong(self, facts: UnitFacts) -> str:
        if not facts.code:
            return _("没有单位编码")
        if not facts.name:
            return _("没有单位名称")
        if facts.code in self._seen:
            return _("编码在清单里重复")
        if len(facts.code) > _CODE or len(facts.name) > _NAME or len(facts.short_name) > _SHORT:
            return _("编码或名称太长")
        return ""

    def _parent(self, cells: Mapping[str, str], code: str) -> tuple[str, str]:
        """Return the department's code: as the column says by code or name, else the longest listed code that begins it."""
        said = cells.get("parent", "")
        if said:
            parent = said if said in self._codes or said in self.known else self._by_name.get(said, "")
            if not parent:
                return "", _("找不到主管部门“%(name)s”") % {"name": said}
            return ("" if parent == code else parent), ""
        begins = [known for known in {*self._codes, *self.known} if known != code and known and code.startswith(known)]
        return max(begins, key=len, default=""), ""

    def _history(self, unit: Unit | None, facts: UnitFacts, parent: str) -> str:
        """Say why a row that would change history is set aside: names and departments change by their own services."""
        if unit is None:
            return ""
        if unit.until:
            return _("这个编码的单位已经撤销")
        if unit.name != facts.name:
            return _("这个编码现在是“%(name)s”，改名请用“更名”") % {"name": unit.name}
        if parent and parent != (unit.parent.code if unit.parent else ""):
            return _("主管部门与现在不同，请用“改变隶属”")
        return ""


def _word(kind: str, said: str) -> tuple[str, str]:
    """Return the value that a word stands for, or why it stands for none."""
    if not said:
        return "", ""
    for value, known in words()[kind].items():
        if said.lower() in known:
            return str(value), ""
    return "", _("看不懂“%(word)s”") % {"word": said}
