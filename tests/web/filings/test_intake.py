"""Files that say themselves what they are, archives of them, and those that wait to be claimed (待认领)."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.web.filings.conftest import BAD_TOTAL, GOOD, keep

from gouji.web.core.errors import Refused
from gouji.web.filings.access import intakes_seen
from gouji.web.filings.models import Check, Filing, Finding, Intake, Stage, Version
from gouji.web.filings.services import checking, intake, store
from gouji.web.people.rights import rights_of
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from pytest_django import Settings
    from tests.web.conftest import District

    from gouji.web.filings.models import Original

S = Intake.State
SCHOOLS = GOOD.replace("林业局", "教育局")


def archive(**members: str) -> Original:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, text in members.items():
            made.writestr(f"{name}.txt", text)
    return store.keep([stream.getvalue()], "一批.zip")


def test_a_file_finds_its_unit_kind_and_year(district: District) -> None:
    (one,) = intake.take_in(district.people["finance"], district.county, [("a.txt", keep(BAD_TOTAL))])
    one.refresh_from_db()
    filing = Filing.objects.get()
    assert (one.state, one.version) == (S.PLACED, Version.objects.get())
    assert (filing.unit, filing.kind, filing.year, filing.stage) == (
        district.forestry,
        "budget",
        2026,
        Stage.SUBMITTED,
    )
    assert Check.objects.get().state == Check.State.DONE
    assert Finding.objects.get().printed == "96.00万元"


def test_each_document_of_an_archive_is_a_filing_of_its_own(district: District) -> None:
    intake.take_in(district.people["finance"], district.county, [("一批.zip", archive(a=GOOD, b=SCHOOLS))])
    assert {filing.unit for filing in Filing.objects.all()} == {district.forestry, district.schools}
    assert Intake.objects.get(parent=None).state == S.UNPACKED
    assert set(Intake.objects.exclude(parent=None).values_list("file_name", "state")) == {
        ("a.txt", S.PLACED),
        ("b.txt", S.PLACED),
    }


def test_what_names_no_known_unit_waits_to_be_claimed(district: District) -> None:
    text = GOOD.replace("青禾县林业局", "白石县水务局")
    (one,) = intake.take_in(district.people["finance"], district.county, [("a.txt", keep(text))])
    one.refresh_from_db()
    assert (one.state, one.unit_name, one.kind, one.year) == (S.UNPLACED, "白石县水务局", "budget", 2026)
    assert "白石县水务局" in one.problem
    handed = intake.claim(district.people["finance"], one, district.schools, "budget", 2026)
    one.refresh_from_db()
    assert (one.state, one.version, handed.version.filing.unit) == (S.PLACED, handed.version, district.schools)
    with pytest.raises(Refused, match="处理过"):
        intake.claim(district.people["finance"], one, district.forestry, "budget", 2026)


def test_an_accountant_s_file_of_another_unit_is_not_filed_there(district: District) -> None:
    (one,) = intake.take_in(district.people["accountant"], district.county, [("a.txt", keep(SCHOOLS))])
    one.refresh_from_db()
    assert one.state == S.UNPLACED
    assert not Filing.objects.exists()
    with pytest.raises(PermissionDenied):
        intake.claim(district.people["accountant"], one, district.schools, "budget", 2026)


def test_a_file_that_may_not_replace_the_handed_in_one_waits(district: District) -> None:
    intake.take_in(district.people["finance"], district.county, [("a.txt", keep(GOOD))])
    (one,) = intake.take_in(district.people["accountant"], district.county, [("b.txt", keep(BAD_TOTAL))])
    one.refresh_from_db()
    assert one.state == S.UNPLACED
    assert "退回" in one.problem
    assert Version.objects.count() == 1


def test_what_cannot_be_read_says_so(district: District) -> None:
    (one,) = intake.take_in(district.people["finance"], district.county, [("a.pdf", keep("%PDF-1.4 broken"))])
    one.refresh_from_db()
    assert one.state == S.REFUSED
    assert one.problem


def test_a_placing_run_twice_places_once(district: District, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    files = [("一批.zip", archive(a=GOOD, b=SCHOOLS))]
    (whole,) = intake.take_in(district.people["finance"], district.county, files)
    for _ in range(2):
        for pk in [whole.pk, *Intake.objects.exclude(parent=None).values_list("pk", flat=True)]:
            intake.place(pk, timezone.now(), timezone.localdate())
    for pk in Intake.objects.exclude(parent=None).values_list("pk", flat=True):
        intake.place(pk, timezone.now(), timezone.localdate())
    assert Intake.objects.count() == 3
    assert Version.objects.count() == Check.objects.count() == 2


def test_what_a_worker_stored_and_did_not_tell_is_told_when_its_task_is_begun_anew(
    district: District, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    (one,) = intake.take_in(district.people["finance"], district.county, [("a.txt", keep(BAD_TOTAL))])
    with monkeypatch.context() as patched:
        patched.setattr(checking, "tell", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            intake.place(one.pk, timezone.now(), timezone.localdate())
    told = Check.objects.values_list("state", "told")
    assert list(told) == [(Check.State.DONE, False)]
    intake.place(one.pk, timezone.now(), timezone.localdate())
    assert list(told.all()) == [(Check.State.DONE, True)]
    assert Version.objects.count() == 1


def test_the_same_file_again_makes_no_second_version(district: District) -> None:
    for _ in range(2):
        intake.take_in(district.people["finance"], district.county, [("a.txt", keep(GOOD))])
    assert Version.objects.count() == 1
    assert [one.state for one in Intake.objects.all()] == [S.PLACED, S.PLACED]
    assert "没有新增" in Intake.objects.latest("pk").problem


def test_a_file_is_refused_with_a_reason_by_its_region_only(district: District) -> None:
    (one,) = intake.take_in(
        district.people["finance"], district.county, [("a.txt", keep(GOOD.replace("青禾县林业局", "某局")))]
    )
    one.refresh_from_db()
    with pytest.raises(Refused, match="理由"):
        intake.dismiss(district.people["office"], one, "")
    with pytest.raises(PermissionDenied):
        intake.dismiss(district.people["accountant"], one, "不是我们的")
    intake.dismiss(district.people["office"], one, "外县材料")
    one.refresh_from_db()
    assert (one.state, one.problem) == (S.DISMISSED, "外县材料")


def test_a_deputy_hands_nothing_in(district: District) -> None:
    with pytest.raises(PermissionDenied):
        intake.take_in(district.people["deputy"], district.county, [("a.txt", keep(GOOD))])


def test_files_are_seen_by_who_handed_them_in_and_by_the_region(district: District) -> None:
    intake.take_in(district.people["accountant"], district.county, [("a.txt", keep(GOOD))])
    seen = {name: intakes_seen(user, rights_of(user)).count() for name, user in district.people.items()}
    assert {name for name, count in seen.items() if count} == {"accountant", "finance", "office", "office_lead"}


def test_department_and_own_level_file_side_by_side(district: District) -> None:
    own = Unit.objects.create(region=district.county, parent=district.forestry, code="101001", name="青禾县林业局")
    alone = GOOD.replace("部门预算", "单位预算", 1)
    intake.take_in(district.people["finance"], district.county, [("a.txt", keep(GOOD)), ("b.txt", keep(alone))])
    made = {filing.unit: filing for filing in Filing.objects.all()}
    assert made.keys() == {district.forestry, own}
    assert made[own].title == "青禾县林业局2026年单位预算"
    assert [filing.versions.count() for filing in made.values()] == [1, 1]


def test_what_is_of_the_department_alone_waits_where_its_own_level_is_not_listed(district: District) -> None:
    alone = GOOD.replace("部门预算", "单位预算", 1)
    (one,) = intake.take_in(district.people["finance"], district.county, [("a.txt", keep(alone))])
    one.refresh_from_db()
    assert one.state == S.UNPLACED
    assert "没有本级单位" in one.problem
