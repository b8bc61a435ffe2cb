"""The district of full size that the load run measures: the demonstration's departments, copied."""

from __future__ import annotations

import datetime as dt

import pytest
from benchmarks.desk.data import enlarge, look_up

from gouji.compose.demo.places import OFFICES
from gouji.web.demo import place, story
from gouji.web.demo.cast import COUNTY
from gouji.web.filings.models import Filing, Finding, Kind, Original, Version
from gouji.web.lookup.models import Text
from gouji.web.matters.models import Matter
from gouji.web.units.models import Unit

pytestmark = pytest.mark.django_db


def test_departments_and_years_are_copied_with_what_hangs_on_them() -> None:
    """Departments with one account each, of 2025: over two years each has two, and the first department comes again with both."""
    original = Original.objects.create(sha256="0" * 64, size=1, media_type="text/plain")
    for unit in place.build([f"{COUNTY}{office.name}" for office in OFFICES[:8]]).values():
        filing = Filing.objects.create(unit=unit, kind=Kind.FINAL, year=2025, title=f"{unit}2025年度部门决算")
        version = Version.objects.create(filing=filing, number=1, original=original, file_name="决算.docx")
        key = f"{unit.pk}".zfill(64)
        about = {"rule": "SU101", "severity": "error", "message": "合计不符", "fingerprint": key, "recurrence_key": key}
        Finding.objects.create(filing=filing, first_seen=version, last_seen=version, **about)
    story.tell(dt.date(2026, 11, 21))
    roots, filings, matters = Unit.objects.filter(parent=None).count(), Filing.objects.count(), Matter.objects.count()
    enlarge(roots + 1, 2)
    look_up()
    first = Unit.objects.filter(parent=None).order_by("pk")[0]
    own = Filing.objects.filter(unit=first).count()
    assert Unit.objects.filter(parent=None).count() == roots + 1
    assert Filing.objects.count() == 2 * filings + own
    assert set(Filing.objects.values_list("year", flat=True)) == {2024, 2025}
    assert Matter.objects.count() >= matters
    assert Text.objects.filter(kind=Text.Kind.UNIT).count() == Unit.objects.count()
    assert Text.objects.filter(kind=Text.Kind.MATTER).count() == Matter.objects.count()
