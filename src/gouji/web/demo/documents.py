"""The made-up documents: written with planted defects, handed in, and moved to the stage that fits today."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from gouji import api
from gouji.web.demo.cast import COUNTY, COUNTY_CODE, FIRST_UNIT, GOVERNMENT
from gouji.web.filings.models import Check, Filing, Kind, Stage
from gouji.web.filings.services import checking, engine, stages, store
from gouji.web.filings.services.filing import file_document
from gouji.web.people.models import User
from gouji.web.people.step_up import Proof
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.web.filings.services.filing import Handed

SEED = 20
DEPARTMENTS, YEARS = 8, 3
_DAYS: dict[str, tuple[int, tuple[int, int], tuple[int, int]]] = {
    Kind.BUDGET: (0, (2, 10), (2, 24)),
    Kind.FINAL: (1, (8, 20), (9, 4)),
    Kind.GOVERNMENT_BUDGET: (0, (1, 23), (2, 6)),
    Kind.HALF_YEAR: (0, (7, 28), (8, 12)),
    Kind.ADJUSTMENT: (0, (10, 29), (11, 12)),
    Kind.GOVERNMENT_FINAL: (1, (7, 28), (8, 12)),
    Kind.AUDIT_REPORT: (1, (7, 28), (8, 12)),
    Kind.RECTIFICATION: (1, (12, 22), (12, 30)),
}
"""Years after its own in which a paper is heard, month and day of that and of publication."""
_PAPERS = {
    "government report": Kind.GOVERNMENT_BUDGET,
    "government half year": Kind.HALF_YEAR,
    "government adjustment": Kind.ADJUSTMENT,
    "government final": Kind.GOVERNMENT_FINAL,
    "audit report": Kind.AUDIT_REPORT,
    "audit rectification": Kind.RECTIFICATION,
}
"""A government's papers as ``truth.json`` calls them."""
_ACCOUNTS = (Kind.FINAL, Kind.GOVERNMENT_FINAL)


@dataclass(frozen=True, slots=True)
class Document:
    """A made-up document: whose it is, what it is, and its bytes."""

    unit: str
    kind: str
    year: int
    name: str
    data: bytes

    def days(self) -> tuple[dt.date, dt.date]:
        """Return when it was approved and when it was published, as the law would have it."""
        later, *given = _DAYS[self.kind]
        approved, published = (dt.date(self.year + later, month, day) for month, day in given)
        return approved, published


def written(today: dt.date) -> list[Document]:
    """Return the documents that there would be today: the first department's newest ones first, then the years backwards."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        # PDF takes longer to write: only the first department hands its budgets in as PDF.
        of_first = _write(root / "pdf", 1, "pdf")
        found = [
            of_first.get((one.unit, one.kind, one.year), one) if one.kind == Kind.BUDGET else one
            for one in _write(root / "docx", DEPARTMENTS, "docx").values()
        ]
    due = [one for one in found if one.days()[0] <= today]
    return sorted(due, key=lambda one: (one.unit != f"{COUNTY}{FIRST_UNIT}", -one.year, one.kind, one.unit))


def papers(today: dt.date) -> list[Document]:
    """Return the government's papers that there would be today, oldest first. Its books hold the departments', which are written too."""
    with tempfile.TemporaryDirectory() as folder:
        found = _write(Path(folder) / "docx", DEPARTMENTS, "docx", "government").values()
    due = [one for one in found if one.unit == GOVERNMENT and one.days()[0] <= today]
    return sorted(due, key=lambda one: (one.days(), one.kind))


def _write(folder: Path, units: int, ending: str, *also: str) -> dict[tuple[str, str, int], Document]:
    made = api.write_district(
        folder,
        seed=SEED,
        units=units,
        years=YEARS,
        forms=("sichuan",),
        formats=(ending,),
        also=("defects", *also),
        place=COUNTY,
    )
    list(made)
    entries = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["documents"]
    documents = (
        Document(
            one["unit"],
            _PAPERS.get(one["kind"], one["kind"]),
            one["year"],
            one["files"][0],
            (folder / one["files"][0]).read_bytes(),
        )
        for one in entries
    )
    return {(one.unit, one.kind, one.year): one for one in documents}


def hand_in(documents: Iterable[Document], units: dict[str, Unit]) -> list[Handed]:
    """File the documents in the finance bureau's name; their checks wait for ``check``."""
    finance = User.objects.get(username="finance")
    return [
        file_document(
            finance, units[one.unit], one.kind, one.year, store.keep([one.data], one.name), one.name, queue=False
        )
        for one in documents
    ]


@transaction.atomic
def hand_in_papers(today: dt.date, now: dt.datetime) -> None:
    """File the government's papers and move them on; once."""
    government = Unit.objects.select_related("region").get(region__code=COUNTY_CODE, short_name="人民政府")
    if not government.filings.exists():
        found = papers(today)
        hand_in(found, {GOVERNMENT: government})
        bring_forward(found, {GOVERNMENT: government}, today, now)


def check(checks: Sequence[Check], today: dt.date, now: dt.datetime) -> None:
    """Check versions together, in processes that are started once for all; one that was checked meanwhile is left alone."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / str(one.pk) / one.version.file_name for one in checks]
        for path, one in zip(paths, checks, strict=True):
            path.parent.mkdir()
            path.write_bytes(store.read(one.version.original))
        results = api.check_many(paths, jobs=engine.JOBS, context=api.Context(today=today))
        for one, checked in zip(checks, results, strict=True):
            checking.store(one, checked, [], now)
            checking.tell(one, checked)


def waiting() -> list[Check]:
    """Return the checks that nobody has run yet."""
    found = Check.objects.filter(state=Check.State.WAITING).order_by("pk")
    return list(found.select_related("version__filing__unit", "version__original"))


def bring_forward(documents: Iterable[Document], units: dict[str, Unit], today: dt.date, now: dt.datetime) -> None:
    """Move the filings on: what is old is published, this year's budget waits, the first department's is returned."""
    people = {user.username: user for user in User.objects.filter(username__in=("office", "finance"))}
    newest = max(one.year for one in documents)
    for one in documents:
        filing = Filing.objects.get(unit=units[one.unit], kind=one.kind, year=one.year)
        if one.year == newest:
            if one.unit.endswith(FIRST_UNIT):
                stages.move(
                    people["finance"], filing, Stage.DRAFT, today=today, reason="请核对三公经费表与文字说明后重新报送。"
                )
            continue
        approved, published = one.days()
        stages.move(people["finance"], filing, Stage.APPROVED, today=today, on=approved)
        if published <= today:
            stages.move(people["finance"], filing, Stage.PUBLISHED, today=today, on=published)
            stages.check_secrecy(people["office"], filing, now)


def release(now: dt.datetime) -> None:
    """Put what was published on the public portal, last year's accounts excepted: they wait for the lead. May run twice."""
    lead = User.objects.get(username="lead")
    published = Filing.objects.filter(stage=Stage.PUBLISHED).exclude(secrecy_checked_at=None)
    newest = max(Filing.objects.values_list("year", flat=True), default=0)
    for filing in published.filter(released_at=None).order_by("pk"):
        if filing.year < newest - 1 or filing.kind not in _ACCOUNTS:
            stages.release(lead, filing, now, proof=Proof(lead.pk))
