"""Document numbers (文号): one after the other in a series, by region and year, never given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from gouji.web.matters.models import Office, Serial

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.models import Matter
    from gouji.web.units.models import Region


def next_number(matter: Matter, series: str, today: dt.date) -> str:
    """Take the next number of a series of the matter's kind, in the transaction of the move that uses it.

    Kinds that print the same pattern share one series: their numbers must not meet.
    """
    pattern = matter.the_kind.series[series]
    row, _ = Serial.objects.get_or_create(region=matter.region, series=pattern, year=today.year)
    Serial.objects.filter(pk=row.pk).update(last=F("last") + 1)
    row.refresh_from_db()
    return pattern.format(prefix=office_of(matter.region).prefix, year=today.year, number=row.last)


def office_of(region: Region) -> Office:
    """Return how the region's office signs; until somebody sets it, what its name suggests."""
    found = Office.objects.filter(region=region).first()
    return found or Office(
        region=region, name=f"{region.name}人民代表大会常务委员会办公室", prefix=f"{region.name[:1]}人"
    )
