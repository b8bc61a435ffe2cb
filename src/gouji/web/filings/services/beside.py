"""Documents of one unit held against one another: what the others say of a version, and who has to hear of a new one.

A version is held against the current versions of its own unit and of the units below it, and against what its department has
published: whoever may read a filing may know what its findings cite. Its own check takes in what the others say; when that
changes later, another check of it is queued. Who stores a ledger lets the units around look again afterwards, so that of two
checks that end at one moment the later look sees both.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

import gouji
from gouji import api
from gouji.web.audit.chain import record
from gouji.web.filings.models import Filing, Ledger, Stage, StageMove, Version
from gouji.web.filings.services import derived
from gouji.web.filings.services.filing import check_again
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    Json = dict[str, Any]

_NOTHING = api.Links()
_PART = "part-"
_OUTGROWN = f"!{api.LEDGER_SHAPE}"
"""Why a version is checked again whose ledger was kept by a program with other ledgers."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the documents beside a version say of it: ``links`` for the engine, and ``mark``, what they are known by ("" nothing).

    ``packed`` is the version's own ledger; ``cited`` leads from a name in the links to the version; ``whole`` is
    False where the ledger of one of the others cannot be read.
    """

    links: api.Links
    mark: str
    packed: bytes
    cited: Mapping[str, Version]
    whole: bool


def hear(version: Version, checked: api.Checked) -> Heard:
    """Hold a version that was just checked against the documents beside it."""
    packed = _packed(version, checked)
    others = [one for one in _beside(version.filing.unit) if one.version.filing_id != version.filing_id]
    collection, unread = _collected(others)
    collection.add(api.unpack_ledgers(packed))
    links = _of(collection.links(), version)
    mark = f"{_PART if unread else ''}{_mark(links)}"
    cited = {_name(one): one for one in (*(other.version for other in others), version)}
    return Heard(_readable(links, cited), mark, packed, cited, whole=not unread)


def keep(version: Version, heard: Heard) -> None:
    """Keep a version's ledger, and with which links its findings were stored. Runs in the caller's transaction."""
    values = {"engine": gouji.__version__, "packed": heard.packed, "linked": heard.mark}
    Ledger.objects.update_or_create(version=version, defaults=values)


def keep_anew(version: Version, checked: api.Checked) -> None:
    """Keep the ledger of a version that was read again while its findings stay as they are."""
    values = {"engine": gouji.__version__, "packed": _packed(version, checked)}
    Ledger.objects.update_or_create(version=version, defaults=values)


def linked_with(version: Version) -> str:
    """Return what the links are known by that a version's findings were stored with, "" where there were none."""
    return Ledger.objects.filter(version=version).values_list("linked", flat=True).first() or ""


def view_with(heard: Heard, checked: api.Checked, name: str) -> Json:
    """Return the view of a version with what was heard of it; each place that it cites says in which version it stands."""
    view = derived.made(api.with_links(checked, heard.links), name)
    headings: dict[int, list[Json]] = {}
    for one in (one for finding in view["findings"] for one in finding["beside"]):
        version = heard.cited[one.pop("document")]
        one["version"] = version.pk
        if one.pop("line"):
            if version.pk not in headings:
                headings[version.pk] = _headings(version)
            one["where"] = _heading(headings[version.pk], one["start"]) or one["where"]
    return view


def pass_on(filing: Filing, *, below: bool = False) -> None:
    """Let the units look again that hold a filing against theirs; which waits to look already is not asked twice.

    ``below`` asks the units below, whom it concerns that a department published something, or took it back.
    """
    from gouji.web.filings.tasks import look_beside  # noqa: PLC0415  the task calls services itself

    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=look_beside.module_path)
    waiting = {tuple(said["args"]) for said in ready.values_list("args_kwargs", flat=True)}
    around = Q(pk__in=_line(filing.unit))
    if below or filing.stage == Stage.PUBLISHED:
        around |= Q(path__startswith=filing.unit.path)
    for unit in Unit.objects.filter(around, filings__isnull=False).distinct().order_by("path"):
        if below or (unit.pk,) not in waiting:
            look_beside.enqueue(unit.pk)


def look_everywhere() -> None:
    """Let every unit look again."""
    from gouji.web.filings.tasks import look_beside  # noqa: PLC0415

    for pk in Unit.objects.filter(filings__isnull=False).distinct().order_by("path").values_list("pk", flat=True):
        look_beside.enqueue(pk)


def look(unit_id: int) -> list[int]:
    """Queue another check of each of a unit's versions of which the others say something else by now; return their ids."""
    rows = _beside(Unit.objects.get(pk=unit_id))
    collection, unread = _collected(rows)
    if unread:
        return [one.pk for one in unread if _ask(one, _OUTGROWN)]
    links = collection.links()
    own = [one for one in rows if one.version.filing.unit_id == unit_id]
    said = [(one, _mark(_of(links, one.version))) for one in own]
    Ledger.objects.filter(pk__in=[one.pk for one, mark in said if mark == one.linked]).exclude(asked="").update(
        asked=""
    )
    return [one.pk for one, mark in said if mark != one.linked and _ask(one, f"={mark}")]


def _ask(ledger: Ledger, why: str) -> bool:
    """Queue another check of a version, once for the same reason; one that is under way hears of everything itself."""
    version = ledger.version
    with transaction.atomic():
        check = version.checks.first()
        if version.filing.versions.filter(number__gt=version.number).exists() or check is None or not check.ended:
            return False
        if not Ledger.objects.filter(pk=ledger.pk, linked=ledger.linked).exclude(asked=why).update(asked=why):
            return False
        record(None, "check.beside", version)
        check_again(version)
    return True


def _beside(unit: Unit) -> list[Ledger]:
    """Return the ledgers that a unit's documents are held against, their own among them: of each filing the newest."""
    published = StageMove.objects.filter(filing=OuterRef("version__filing"), after=Stage.PUBLISHED).order_by("-pk")
    inside = Q(version__filing__unit__path__startswith=unit.path)
    above = Q(
        version__filing__unit__in=_line(unit)[:-1],
        version__filing__stage=Stage.PUBLISHED,
        version__filed_at__lte=Subquery(published.values("at")[:1]),
    )
    rows = Ledger.objects.filter(inside | above).order_by("version__number").values_list("version__filing", "pk")
    newest = dict(rows).values()
    return list(
        Ledger.objects.filter(pk__in=newest).select_related("version__filing", "version__original").order_by("pk")
    )


def _line(unit: Unit) -> list[int]:
    """Return the ids from the department down to a unit."""
    return [int(pk) for pk in unit.path.split("/") if pk]


def _packed(version: Version, checked: api.Checked) -> bytes:
    return api.pack_ledgers(api.known_as(ledger, _name(version)) for ledger in api.ledgers_of(checked))


def _name(version: Version) -> str:
    """Return what a version's document is called in links: one name for the same bytes, which are one witness; the later one comes later."""
    original = version.original
    return f"{original.stored_at.astimezone(dt.UTC):%Y%m%d%H%M%S%f}-{original.sha256[:12]}"


def _collected(rows: Iterable[Ledger]) -> tuple[api.Collection, list[Ledger]]:
    """Return the ledgers as a collection, and those that cannot be read."""
    collection, unread = api.Collection(), list[Ledger]()
    for one in rows:
        try:
            collection.add(api.unpack_ledgers(bytes(one.packed)))
        except api.Outgrown:
            unread.append(one)
    return collection, unread


def _headings(version: Version) -> list[Json]:
    """Return the headings of a version below its title; none where its view is not there."""
    path = derived.path_of(version.original_id, derived.corrections_of(version), linked_with(version))
    view = derived.read(path)
    found: list[Json] = view["sections"][1:] if view else []
    return found


def _heading(headings: Sequence[Json], start: int) -> str:
    """Return the heading that a place stands under, which a reader finds sooner than a line's number; "" where there is none."""
    return next((str(one["title"]) for one in reversed(headings) if one["start"] <= start), "")


def _of(links: Mapping[tuple[str, str], api.Links], version: Version) -> api.Links:
    return links.get((_name(version), version.original_id), _NOTHING)


def _mark(links: api.Links) -> str:
    said = [*sorted(map(repr, links.shown)), *map(str, sorted(links.acquitted))]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32] if said else ""


def _readable(links: api.Links, cited: Mapping[str, Version]) -> api.Links:
    """Return links that name a document by its file; what others only bear out is left out, since it would come and go unseen."""

    def named(text: str) -> str:
        for name, version in cited.items():
            text = text.replace(name, version.file_name)
        return text

    shown = tuple(replace(one, message=named(one.message)) for one in links.shown)
    return replace(links, shown=shown, verified=frozenset())
