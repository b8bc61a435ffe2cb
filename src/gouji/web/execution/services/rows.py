"""What becomes of the rows that a load set aside: a person mends them, takes them as they are, or leaves them out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from gouji.supervision.intake import Expected, aside_rows
from gouji.supervision.mapping import Mapping
from gouji.supervision.settling import fields_of, settle, settled_of
from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.execution.models import Load, RowDecision
from gouji.web.execution.services.loading import known_units
from gouji.web.execution.services.places import facts_path
from gouji.web.execution.services.reconciling import reason_words
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.supervision.intake import Aside
    from gouji.web.people.models import User

_MOST = 1_000_000
_OPEN = (Load.State.HELD, Load.State.LIVE)


def waiting(load: Load) -> list[Aside]:
    """Return the rows of a load that nobody has decided about, in the order of the file."""
    path = facts_path(load)
    if not load.tally.get("aside") or not path.exists():
        return []
    done = set(load.decisions.values_list("row", flat=True))
    return [one for one in aside_rows(path, _MOST) if one.row not in done]


def decide(
    actor: User, load: Load, kind: str, rows: Sequence[tuple[int, Sequence[str]]], reason: str
) -> list[RowDecision]:
    """Decide about rows, each with its number and its cells as they shall be; raises Refused and then changes nothing.

    Mended rows must pass what the file's own rows pass; rows taken as they are must at least be readable.
    """
    _allowed(actor, load, reason)
    known = {one.row: one for one in waiting(load)}
    if not rows or any(row not in known for row, _cells in rows):
        raise Refused("stale", _("这些行已经处理过，请刷新页面。"))
    if kind != RowDecision.Kind.DISCARDED:
        _pass(load, kind, rows)
    with transaction.atomic():
        load = _locked(load)
        made = [
            RowDecision.objects.create(
                load=load, row=row, kind=kind, cells=list(cells), reason=reason.strip(), made_by=actor
            )
            for row, cells in rows
        ]
        _rebuild(load)
        record(
            actor,
            "load.rows_decided",
            load,
            kind=kind,
            rows={str(row): {"was": list(known[row].cells), "now": list(cells)} for row, cells in rows},
            reason=reason,
        )
    return made


def _allowed(actor: User, load: Load, reason: str) -> None:
    if not rights_of(actor).in_region(Right.DATA_LOAD, load.region):
        raise Refused("forbidden", _("您没有导入这个地区执行数据的权限。"))
    if not reason.strip():
        raise Refused("reason", _("请写明处理的理由。"))


def _locked(load: Load) -> Load:
    found = Load.objects.select_for_update(of=("self",)).select_related("region").get(pk=load.pk)
    if found.state not in _OPEN:
        raise Refused(
            "stale", _("这次导入已经是“%(state)s”，请刷新页面后再操作。") % {"state": found.get_state_display()}
        )
    return found


def _pass(load: Load, kind: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Try the rows by themselves; raises Refused that says what is still wrong with the first of them."""
    mended = kind == RowDecision.Kind.MENDED
    expected = Expected(load.year, tuple(known_units(load.region)), repeats=True) if mended else None
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "tried.parquet"
        tally = settle(rows, Mapping.from_json(load.mapping), target, expected)
        left = aside_rows(target, 1)
    if left or tally.kept != len(rows):
        why = reason_words(load.item, left[0].reason) if left else _("是合计行")
        row = rows[left[0].row - 2][0] if left else rows[0][0]
        raise Refused("row", _("第%(row)d行仍不能采用：%(why)s，请改正。") % {"row": row, "why": why})


def _rebuild(load: Load) -> None:
    """Write what was decided as facts beside those of the file; readers go over to it with the transaction."""
    taken = load.decisions.exclude(kind=RowDecision.Kind.DISCARDED).values_list("row", "cells")
    if taken:
        load.settled += 1
        settle(list(taken), Mapping.from_json(load.mapping), settled_of(facts_path(load), load.settled))
        load.save(update_fields=["settled"])


def cells_by_field(load: Load, cells: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return a row's cells with the name and the words of their fields."""
    fields = fields_of(Mapping.from_json(load.mapping))
    return [(field.name, field.zh, cell) for field, cell in zip(fields, cells, strict=False)]
