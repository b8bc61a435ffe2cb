"""Everything that can be searched, counted and held against one another, made anew from what is stored: after a restore, an update, or damage to the index."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from gouji.web.filings.errors import DamagedError
from gouji.web.filings.models import Check, Finding, Version
from gouji.web.filings.services import beside, engine
from gouji.web.filings.services.derived import corrections_of
from gouji.web.lookup import grams_store, services, snapshots
from gouji.web.lookup.index import put
from gouji.web.lookup.models import Text
from gouji.web.matters.models import Matter
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CHUNK = 500


def rebuild(say: Callable[[str, str], None], *, filings: bool = True) -> list[str]:
    """Make texts, facts and snapshots anew; returns the titles of filings whose original cannot be read, which keep what they had.

    ``say`` hears how far it is, in Chinese and English. Without ``filings`` only what needs no reading of originals is made.
    May run while the desk is in use, and twice.
    """
    units, matters = Unit.objects.select_related("region").prefetch_related("names"), Matter.objects.order_by("pk")
    for unit in units.iterator(_CHUNK):
        services.index_unit(unit)
    for matter in matters.iterator(_CHUNK):
        services.index_matter(matter)
    findings = Finding.objects.select_related("filing").order_by("pk").iterator(_CHUNK)
    count = 0
    while batch := [services.finding_piece(finding) for finding in islice(findings, _CHUNK)]:
        count += put(batch)
    say(
        f"单位 {units.count()} 个，事项 {matters.count()} 件，疑点 {count} 条。",
        f"{units.count()} units, {matters.count()} matters, {count} findings.",
    )
    if not filings:
        return []
    unread = list(_filings(say))
    beside.look_everywhere()
    _snapshots()
    return unread


def words_and_snapshots() -> None:
    """Make anew what hangs on the rows that a restore brought back: the words of the texts, the snapshots of the facts."""
    texts = Text.objects.order_by("pk").values_list("pk", "title", "body").iterator(_CHUNK)
    while batch := list(islice(texts, _CHUNK)):
        grams_store.write(batch)
    _snapshots()


def _snapshots() -> None:
    for year in sorted(set(Version.objects.values_list("filing__year", flat=True))):
        snapshots.write_year(year)


def _filings(say: Callable[[str, str], None]) -> Iterator[str]:
    """Read the latest version of every filing again and write its texts and facts; yield those that cannot be read."""
    checks = _latest_checks()
    for at, check in enumerate(checks, 1):
        version = check.version
        try:
            checked = engine.examine(version.original, version.file_name, timezone.localdate(), corrections_of(version))
        except DamagedError:
            checked = None
        if checked is None or checked.extraction is None:
            yield version.filing.title
        else:
            services.write_filing(version, checked.extraction)
            beside.keep_anew(version, checked)
        if at % 10 == 0 or at == len(checks):
            say(f"材料 {at} / {len(checks)}", f"filings {at} of {len(checks)}")


def _latest_checks() -> list[Check]:
    latest = Version.objects.filter(filing=OuterRef("version__filing")).order_by("-number").values("pk")[:1]
    done = Check.objects.filter(version=Subquery(latest), state=Check.State.DONE).order_by("version_id", "-pk")
    seen: dict[int, Check] = {}
    for check in done.select_related("version__filing__unit", "version__original"):
        seen.setdefault(check.version_id, check)
    return list(seen.values())
