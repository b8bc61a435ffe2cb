"""The made-up county: loaded once, marked as made up everywhere, and its matters run their course on any day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from gouji.compose.demo.places import OFFICES
from gouji.web.agenda.arrivals import owes
from gouji.web.audit.inspection import inspect
from gouji.web.demo import documents, load, place, story, tasks
from gouji.web.demo.cases import CASES
from gouji.web.demo.cast import COUNTY, COUNTY_CODE, FIRST_UNIT, GOVERNMENT, MADE_UP, PASSWORD, PEOPLE, full
from gouji.web.filings.models import Check, Filing, Finding, Kind, Original, Version
from gouji.web.matters.models import Matter
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.offline import DeskError
from gouji.web.people.models import User
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from tests.web.conftest import District

pytestmark = pytest.mark.django_db
PAPERS = (
    *(Kind.GOVERNMENT_BUDGET, Kind.HALF_YEAR, Kind.ADJUSTMENT),
    *(Kind.GOVERNMENT_FINAL, Kind.AUDIT_REPORT, Kind.RECTIFICATION),
)
NAMES = [f"{COUNTY}{office.name}" for office in OFFICES[:8]]


@pytest.fixture
def county() -> None:
    """The county with one final account a department, and a finding in each, as the engine would leave them."""
    original = Original.objects.create(sha256="0" * 64, size=1, media_type="text/plain")
    for unit in place.build(NAMES).values():
        filing = Filing.objects.create(unit=unit, kind=Kind.FINAL, year=2025, title=f"{unit}2025年度部门决算")
        version = Version.objects.create(filing=filing, number=1, original=original, file_name="决算.docx")
        key = f"{unit.pk}".zfill(64)
        Finding.objects.create(
            filing=filing,
            first_seen=version,
            last_seen=version,
            rule="SU101",
            severity="error",
            message="合计与各项之和不符",
            fingerprint=key,
            recurrence_key=key,
        )


@pytest.mark.usefixtures("county")
def test_a_visitor_who_is_faster_than_the_story_does_not_end_it_and_it_is_told_once() -> None:
    today = dt.date(2026, 11, 21)
    county = Region.objects.get(code=COUNTY_CODE)
    visitor = User.objects.get(username="office")
    open_matter(
        Draft("verification", county, "来客立的事项", Unit.objects.filter(region=county)[0]), visitor, today=today
    )
    story.tell(today)
    assert Matter.objects.count() == len(CASES) + 1
    story.tell(today)
    assert Matter.objects.count() == len(CASES) + 1


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize("day", ["2025-10-08", "2026-02-28", "2026-11-21", "2027-01-01", "2031-07-06"])
def test_matters_run_their_course_on_any_day(day: str) -> None:
    today = dt.date.fromisoformat(day)
    story.tell(today)
    assert Matter.objects.count() == len(CASES)
    states = set(Matter.objects.values_list("state", flat=True))
    assert {
        "drafted",
        "signing",
        "sent",
        "answered",
        "supervised",
        "reviewed",
        "closed",
        "raised",
        "handling",
    } <= states
    due = [day for day in Matter.objects.values_list("due_on", flat=True) if day]
    assert min(due) < today < max(due)
    assert inspect().fault is None


@pytest.mark.usefixtures("county")
def test_every_name_says_that_it_is_made_up() -> None:
    names = [*Unit.objects.values_list("name", flat=True), *Region.objects.values_list("name", flat=True)]
    names += list(User.objects.values_list("name", flat=True))
    assert len(names) > 20
    assert all(name.endswith(MADE_UP) for name in names)


def test_the_papers_are_those_that_there_would_be_by_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "DEPARTMENTS", 1)
    found = {(one.kind, one.year) for one in documents.written(dt.date(2026, 3, 1))}
    assert found == {("budget", 2024), ("budget", 2025), ("budget", 2026), ("final", 2024)}


def test_a_first_look_has_findings_and_the_rest_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "DEPARTMENTS", 1)
    monkeypatch.setattr(documents, "YEARS", 2)
    monkeypatch.setattr(load, "_AT_ONCE", 1)
    waiting = list[int]()
    monkeypatch.setattr(tasks, "go_on", type("Later", (), {"enqueue": lambda *_: waiting.append(1)})())
    told = list[str]()
    load.load(told.append)
    assert Check.objects.filter(state=Check.State.DONE).count() == 1
    assert Finding.objects.exclude(severity="note").exists()
    assert waiting == [1]
    documents.check(documents.waiting(), timezone.localdate(), timezone.now())
    assert not Check.objects.exclude(state=Check.State.DONE).exists()
    documents.release(timezone.now())
    released = Filing.objects.exclude(released_at=None)
    assert set(released.values_list("kind", flat=True)) == {Kind.BUDGET}, "last year's account waits for the lead"
    documents.release(timezone.now())
    before = Check.objects.count()
    load.load(told.append)
    assert Check.objects.count() == before
    assert "虚构" in told[-1]


def test_the_government_s_papers_are_filed_once_and_the_old_ones_are_public(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr(documents, "DEPARTMENTS", 1)
    monkeypatch.setattr(documents, "YEARS", 2)
    place.build([f"{COUNTY}{FIRST_UNIT}"])
    today = dt.date(2025, 11, 21)
    for _ in range(2):
        documents.hand_in_papers(today, timezone.now())
    filed = Filing.objects.filter(unit__name=full(GOVERNMENT))
    first = {(kind, 2024) for kind in PAPERS if kind != Kind.RECTIFICATION}
    # The rectification of 2024 is told in December 2025, the account and the audit of 2025 in July 2026.
    second = {(kind, 2025) for kind in (Kind.GOVERNMENT_BUDGET, Kind.HALF_YEAR, Kind.ADJUSTMENT)}
    assert set(filed.values_list("kind", "year")) == first | second
    assert Version.objects.filter(filing__in=filed).count() == len(first | second)
    assert set(filed.values_list("created_by__username", flat=True)) == {"finance"}
    assert not owes(filed[0].unit, "publishers", 2025)
    documents.check(documents.waiting(), today, timezone.now())
    assert Finding.objects.filter(filing__in=filed).exclude(severity="note").exists()
    documents.release(timezone.now())
    released = filed.exclude(released_at=None)
    # Last year's account waits for the lead; this year's papers are not published yet.
    assert set(released.values_list("kind", "year")) == first - {(Kind.GOVERNMENT_FINAL, 2024)}
    one = released.get(kind=Kind.HALF_YEAR)
    page = client.get(f"/public/documents/{one.pk}/").content.decode()
    assert "上半年预算执行情况报告" in page


def test_it_is_not_loaded_over_real_data(district: District) -> None:  # noqa: ARG001
    with pytest.raises(DeskError, match="正式数据"):
        place.is_loaded()


@pytest.mark.usefixtures("county")
def test_the_login_page_shows_people_and_password_in_the_demonstration_alone(client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    assert PASSWORD not in page
    with override_settings(DESK_DEMO=True):
        page = client.get("/account/login/").content.decode()
    assert all(person.username in page for person in PEOPLE)
    assert page.count(f'value="{PASSWORD}"') == len(PEOPLE)


@pytest.mark.usefixtures("county")
def test_whoever_is_shown_there_can_log_in(client: Client) -> None:
    for person in PEOPLE:
        assert client.post("/account/login/", {"login": person.username, "password": PASSWORD}).status_code == 302
        client.logout()
