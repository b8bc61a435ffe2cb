"""A file of execution data on its way: read, mapped, taken in, held or live, replaced, taken back.

A load is idempotent (the same file with the same mapping changes nothing), reconciled (every row is kept, set aside or a
total; totals agree, or a person looks) and reversible. Nothing that is live changes until a whole new load is live.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gouji.supervision.intake import Expected, Tally, take_in
from gouji.supervision.items import all_items
from gouji.supervision.mapping import Mapping, complaints, propose
from gouji.supervision.sheets import SheetError, Table, tables_of
from gouji.supervision.store import Facts, Live
from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.execution.models import Load, SavedMapping
from gouji.web.execution.services.places import facts_path
from gouji.web.execution.services.reconciling import remarks_on
from gouji.web.filings.services import store
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from gouji.web.people.models import User

MOST = 8 * 2**30
"""Bytes that a file of execution data may have: it streams, and a province's payments of a year are most of a gigabyte."""
_WORKING = (Load.State.READING, Load.State.MAPPING, Load.State.TAKING, Load.State.HELD)


def receive(actor: User | None, region: Region, year: int, name: str, chunks: Iterable[bytes]) -> Load:
    """Keep a file and begin a load of it; the same file of the same region and year that is already live is returned as it is."""
    _allowed(actor, region)
    original = store.keep(chunks, name, MOST)
    same = Load.objects.filter(region=region, year=year, original=original)
    known = same.filter(state__in=(*_WORKING, Load.State.LIVE)).first()
    if known is not None:
        return known
    with transaction.atomic():
        load = Load.objects.create(region=region, year=year, original=original, file_name=name[:255], made_by=actor)
        record(actor, "load.received", load, sha256=original.sha256, year=year)
    return load


def read(load: Load) -> Load:
    """Find the sheets of a received file and how they are mapped; a shape confirmed before needs no person."""
    if load.state != Load.State.READING:
        return load
    with tempfile.TemporaryDirectory() as folder:
        try:
            tables = _tables(load, Path(folder))
        except SheetError as error:
            return _refuse(load, str(error))
        table = max(tables, key=lambda one: -len(complaints(propose(one), one)))
        load.sheet, load.head, load.signature = (
            _sheet(load, table),
            [list(row) for row in table.head],
            _signature(table),
        )
    saved = SavedMapping.objects.filter(region=load.region, signature=load.signature).first()
    mapping = _as_saved(saved, table) if saved else propose(table)
    load.mapping, load.item = mapping.as_json(), mapping.item
    load.state = Load.State.TAKING if saved else Load.State.MAPPING
    load.save()
    return load


def confirm(actor: User, load: Load, mapping: Mapping) -> Load:
    """Accept a mapping for this file and for all later ones of its shape; raises Refused where it cannot work."""
    _allowed(actor, load.region)
    table = _shape(load)
    found = complaints(mapping, table)
    if found:
        raise Refused("mapping", " ".join(message.zh for message in found))
    with transaction.atomic():
        load = _locked(load, Load.State.MAPPING, Load.State.HELD)
        SavedMapping.objects.update_or_create(
            region=load.region,
            signature=load.signature,
            defaults={"mapping": mapping.as_json(), "confirmed_by": actor},
        )
        # Other columns make other rows: what was decided about the former ones stands in the chain only.
        load.decisions.all().delete()
        load.mapping, load.item, load.state, load.settled = mapping.as_json(), mapping.item, Load.State.TAKING, 0
        load.save()
        record(actor, "load.mapped", load, mapping=mapping.as_json())
    return load


def take(load: Load) -> Load:
    """Take the rows in; a load without anything to look at goes live by itself, any other waits for a person."""
    if load.state != Load.State.TAKING:
        return load
    mapping = Mapping.from_json(load.mapping)
    target = facts_path(load)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            tables = _tables(load, Path(folder))
        except SheetError as error:
            return _refuse(load, str(error))
        table = next((one for one in tables if _signature(one) == load.signature), tables[0])
        tally = take_in(table, mapping, target, Expected(load.year, tuple(known_units(load.region))))
    load.tally = tally_json(tally)
    load.first_day, load.last_day = _days(load)
    load.remarks = remarks_on(load, tally, _replaced(load))
    load.state = Load.State.HELD
    load.save()
    return load if load.remarks else go_live(None, load, _("清点相符"))


def go_live(actor: User | None, load: Load, reason: str) -> Load:
    """Make a load count, and those that it covers no longer; one step, so that no figure is ever missing or counted twice."""
    _allowed(actor, load.region)
    if not reason.strip():
        raise Refused("reason", _("请写明核对的结果。"))
    with transaction.atomic():
        load = _locked(load, Load.State.HELD)
        if not load.tally.get("kept"):
            raise Refused("empty", _("没有一行数据可用，不能启用；请检查列对应和文件。"))
        replaced = list(_replaced(load).select_for_update())
        for other in replaced:
            other.state, other.replaced_by = Load.State.REPLACED, load
            other.save()
        load.state, load.live_at = Load.State.LIVE, timezone.now()
        load.save()
        record(actor, "load.live", load, replaces=[other.pk for other in replaced], reason=reason)
    return load


def take_back(actor: User, load: Load, reason: str) -> Load:
    """Make a load count no longer; what it had replaced counts again."""
    _allowed(actor, load.region)
    if not reason.strip():
        raise Refused("reason", _("请写明撤回的理由。"))
    with transaction.atomic():
        load = _locked(load, Load.State.LIVE, Load.State.HELD, Load.State.MAPPING)
        restored = list(Load.objects.select_for_update().filter(replaced_by=load, state=Load.State.REPLACED))
        for other in restored:
            other.state, other.replaced_by = Load.State.LIVE, None
            other.save()
        load.state = Load.State.REVERSED
        load.save()
        record(actor, "load.reversed", load, restores=[other.pk for other in restored], reason=reason)
    return load


def tally_json(tally: Tally) -> dict[str, Any]:
    """Return a tally as stored: amounts as text, so that nothing becomes a float."""
    return {
        "rows": tally.rows,
        "kept": tally.kept,
        "aside": tally.aside,
        "totals": tally.totals,
        "rounded": tally.rounded,
        "sums": {name: str(value) for name, value in tally.sums.items()},
        "units": {name: {unit: str(value) for unit, value in units.items()} for name, units in tally.units.items()},
        "printed": [[row, name, str(value)] for row, name, value in tally.printed],
    }


def _replaced(load: Load) -> Any:  # noqa: ANN401  a queryset
    """Return the live loads that this one stands for: same data, same year, and no day that this one does not have."""
    same = Load.objects.filter(region=load.region, item=load.item, year=load.year, state=Load.State.LIVE).exclude(
        pk=load.pk
    )
    if load.first_day is None or load.last_day is None:
        return same
    return same.filter(first_day__gte=load.first_day, last_day__lte=load.last_day)


def _days(load: Load) -> tuple[dt.date | None, dt.date | None]:
    item = all_items()[load.item]
    if not any(field.name == "date" for field in item.fields):
        return None, None
    with Facts([Live(load.item, load.region.code, facts_path(load), load.pk)]) as facts:
        row = facts.rows(f'SELECT min(date) AS first, max(date) AS last FROM "{item.name}"')[0]  # noqa: S608  our own name
    return row["first"], row["last"]


def known_units(region: Region) -> list[str]:
    """Return the names, today's and former ones, of the units of a region and of those below it."""
    units = Unit.objects.filter(region__path__startswith=region.path)
    return sorted({name for pair in units.values_list("name", "names__name") for name in pair if name})


def _shape(load: Load) -> Table:
    """Return the sheet as it was seen when it was read: enough to judge a mapping by."""
    columns = max((len(row) for row in load.head), default=0)
    return Table(load.sheet, Path(), tuple(tuple(row) for row in load.head), columns)


def _as_saved(saved: SavedMapping, table: Table) -> Mapping:
    """Return a saved mapping for this file: what its own title says, its year above all, goes before what last year's said."""
    mapping = Mapping.from_json(saved.mapping)
    said = propose(table, all_items()[mapping.item]).given
    return replace(mapping, given={**mapping.given, **{name: said[name] for name in said if name in mapping.given}})


def _tables(load: Load, folder: Path) -> list[Table]:
    """Return the sheets of a load's file; a text file, which lies under its hash, goes by the name it came with."""
    found = tables_of(store.path_of(load.original_id), folder)
    return [replace(one, name=load.file_name) if one.name == load.original_id else one for one in found]


def _sheet(load: Load, table: Table) -> str:
    """Return the name of a workbook's sheet; a text file has none."""
    return "" if table.name == load.file_name else table.name[:100]


def _signature(table: Table) -> str:
    """Return what tells a shape of file: what it seems to be, and its headings."""
    mapping = propose(table)
    heading: Sequence[str] = table.head[mapping.header]
    return hashlib.sha256("\x1f".join((mapping.item, *heading)).encode()).hexdigest()


def _locked(load: Load, *states: str) -> Load:
    found = Load.objects.select_for_update().select_related("region", "original").get(pk=load.pk)
    if found.state not in states:
        raise Refused(
            "stale", _("这次导入已经是“%(state)s”，请刷新页面后再操作。") % {"state": found.get_state_display()}
        )
    return found


def _refuse(load: Load, message: str) -> Load:
    load.state, load.remarks = Load.State.REFUSED, [message]
    load.save()
    return load


def _allowed(actor: User | None, region: Region) -> None:
    if actor is not None and not rights_of(actor).in_region(Right.DATA_LOAD, region):
        raise Refused("forbidden", _("您没有导入这个地区执行数据的权限。"))
