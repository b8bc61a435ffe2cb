"""A check: the engine over a version, its account and findings stored. A run that was cut off is run again from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

import gouji
from gouji import api
from gouji.web.audit.chain import record
from gouji.web.core.failures import counted_try
from gouji.web.filings import hooks
from gouji.web.filings.errors import DamagedError
from gouji.web.filings.models import Check, Filing
from gouji.web.filings.services import beside, derived, engine
from gouji.web.filings.services.derived import corrections_of
from gouji.web.filings.services.upsert import upsert

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.filings.models import Correction, Version

MOST_ATTEMPTS = 3
DAMAGED = "原件已损坏，与存入时不一致，请从备份恢复后重新核对。"
_SEVERAL = "这是一个含有多份材料的压缩包，请用批量报送。"
NO_ROOM = "磁盘已满，这份文件还没有核对完；请系统管理员腾出空间，一小时内会自动接着核对。"
_GIVEN_UP = "三次核对都中途停止，没有结果，请换一份文件或反馈。"


def run(check_id: int, now: dt.datetime, today: dt.date) -> None:
    """Run one check to its end, and let the other apps hear of it; one that they have heard of is left alone.

    A full disk is no fault of the file: it is said, the try does not count, and what is raised lets the check be queued again.
    """
    check = Check.objects.select_related("version__filing__unit", "version__original").get(pk=check_id)
    if check.state == Check.State.FAILED or check.told:
        return
    if check.attempts >= MOST_ATTEMPTS:
        fail(check, _GIVEN_UP, now)
        return
    own = Check.objects.filter(pk=check_id)
    with counted_try(own, problems=[NO_ROOM]):
        own.filter(state=Check.State.WAITING).update(state=Check.State.RUNNING, started_at=now)
        _run(check, now, today)


def _run(check: Check, now: dt.datetime, today: dt.date) -> None:
    version = check.version
    corrections = corrections_of(version)
    try:
        checked = engine.examine(
            version.original,
            version.file_name,
            today,
            corrections,
            lambda done, total: _progress(check.pk, done, total),
        )
    except DamagedError:
        fail(check, DAMAGED, now)
        return
    if checked is None:
        fail(check, _SEVERAL, now)
        return
    store(check, checked, corrections, now)
    tell(check, checked)


def tell(check: Check, checked: api.Checked) -> None:
    """Let the other apps and the units around hear of a check that was stored; outside of transactions."""
    hooks.run(check, checked)
    beside.pass_on(check.version.filing)
    Check.objects.filter(pk=check.pk).update(told=True)


def store(check: Check, checked: api.Checked, corrections: list[Correction], now: dt.datetime) -> None:
    """Store what the engine said, once: a check that has ended meanwhile is left alone."""
    heard = beside.hear(check.version, checked)
    view = beside.view_with(heard, checked, check.version.file_name)
    derived.write(derived.path_of(check.version.original_id, corrections, heard.mark), view)
    with transaction.atomic():
        Filing.objects.select_for_update().get(pk=check.version.filing_id)
        fresh = Check.objects.select_for_update(of=("self",)).select_related("version__filing").get(pk=check.pk)
        if fresh.ended:
            return
        failed = view["status"] == "failed"
        fresh.state = Check.State.FAILED if failed else Check.State.DONE
        fresh.partial = view["status"] == "partial"
        fresh.engine, fresh.account, fresh.problems = gouji.__version__, view["figures"], view["problems"]
        fresh.finished_at = now
        fresh.save()
        if not failed:
            beside.keep(fresh.version, heard)
        changes = {} if failed or not _is_current(fresh.version) else upsert(fresh.version, view, whole=heard.whole)
        record(None, "check.finished", fresh.version, state=fresh.state, engine=fresh.engine, **changes)


def fail(check: Check, problem: str, now: dt.datetime) -> None:
    """End a check without a result, for the reason given."""
    with transaction.atomic():
        ended = Check.objects.filter(pk=check.pk).exclude(state__in=(Check.State.DONE, Check.State.FAILED))
        if ended.update(state=Check.State.FAILED, problems=[problem], finished_at=now):
            record(None, "check.failed", check.version, reason=problem)


def _is_current(version: Version) -> bool:
    """Whether no later version was handed in: an earlier one says nothing of what is open now."""
    return not version.filing.versions.filter(number__gt=version.number).exists()


def _progress(check_id: int, done: int, total: int) -> None:
    Check.objects.filter(pk=check_id).update(pages_done=done, pages_total=total)
