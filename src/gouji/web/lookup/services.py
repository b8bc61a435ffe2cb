"""What is written when a version was checked, a finding or a unit saved: texts for search, facts for the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.filings.models import Filing, Finding, Version
from gouji.web.lookup.facts import facts_of
from gouji.web.lookup.index import Piece, put
from gouji.web.lookup.models import Fact, Text
from gouji.web.lookup.sections import stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.api import Checked, Extraction
    from gouji.web.filings.models import Check
    from gouji.web.matters.models import Matter
    from gouji.web.units.models import Unit

_BATCH = 500


def index_filing(check: Check, checked: Checked) -> None:
    """Write the texts and facts of a filing's latest version, in place of all that it said before; called after every check.

    Where the latest version could not be read, what the one before said stays.
    """
    extraction = checked.extraction
    version = Version.objects.select_related("filing__unit").get(pk=check.version_id)
    if extraction is None or Version.objects.filter(filing=version.filing_id, number__gt=version.number).exists():
        return
    write_filing(version, extraction)
    from gouji.web.lookup.tasks import write_snapshot  # noqa: PLC0415  tasks import the snapshot, which reads our tables

    transaction.on_commit(lambda: write_snapshot.enqueue(version.filing.year))


def write_filing(version: Version, extraction: Extraction) -> None:
    """Write a filing's texts, facts and findings in place of all that stood there."""
    facts = list(facts_of(version, extraction))
    with transaction.atomic():
        Filing.objects.select_for_update(of=("self",)).get(pk=version.filing_id)
        Text.objects.filter(filing=version.filing_id, kind=Text.Kind.SECTION).delete()
        Fact.objects.filter(filing=version.filing_id).delete()
        put(_sections(version, extraction))
        Fact.objects.bulk_create(facts, batch_size=_BATCH)
        put(map(finding_piece, Finding.objects.filter(filing=version.filing_id).select_related("filing")))


def _sections(version: Version, extraction: Extraction) -> Iterator[Piece]:
    filing = version.filing
    for number, stretch in enumerate(stretches(extraction)):
        yield Piece(
            kind=Text.Kind.SECTION,
            key=f"{version.pk}:{number}",
            unit_id=filing.unit_id,
            title=" › ".join(filter(None, (filing.title, stretch.title))),
            body=stretch.body,
            year=filing.year,
            filing_kind=filing.kind,
            filing_id=filing.pk,
            version_id=version.pk,
            place=stretch.place,
        )


def finding_piece(finding: Finding) -> Piece:
    """Return a finding as search finds it: by what it says, what is printed, its working and the name of its rule."""
    filing = finding.filing
    body = "\n".join(filter(None, (finding.message, finding.printed, finding.working)))
    return Piece(
        kind=Text.Kind.FINDING,
        key=str(finding.pk),
        unit_id=filing.unit_id,
        title=f"{finding.rule} {filing.title}".strip(),
        body=body,
        year=filing.year,
        filing_kind=filing.kind,
        rule=finding.rule,
        filing_id=filing.pk,
        finding_id=finding.pk,
        place=finding.place,
    )


def index_unit(unit: Unit) -> None:
    """Write a unit: found by its names, the former ones too, and its code."""
    former = [name.name for name in unit.names.all()]
    body = " ".join(filter(None, (unit.name, unit.short_name, unit.code, *former, unit.region.name)))
    said = _("曾用名：%s") % "、".join(former) if former else body
    put([Piece(Text.Kind.UNIT, str(unit.pk), unit.pk, unit.name, said if former else body)])


def index_matter(matter: Matter) -> None:
    """Write a matter as it stands now; who finds it is asked of the matter itself."""
    title = f"{matter.number} {matter.title}".strip()
    put(
        [
            Piece(
                kind=Text.Kind.MATTER,
                key=str(matter.pk),
                unit_id=matter.unit_id,
                matter_id=matter.pk,
                title=title,
                body=matter.body or title,
                year=matter.year,
                state=matter.the_state.label,
            )
        ]
    )
