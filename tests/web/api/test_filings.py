"""Filings through the API: handed in once, read in reach, decided within rights and scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gouji.web.api.models import Scope
from gouji.web.filings.models import Decision, Filing, Finding, Original, Version
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.api.conftest import Program
    from tests.web.conftest import District

    from gouji.web.units.models import Unit

TEXT = "青禾县林业局2025年部门预算\n\n2025年收入预算30万元，其中：一般公共预算拨款收入30万元。\n"


def filing_of(unit: Unit) -> Filing:
    original = Original.objects.get_or_create(sha256="0" * 64, defaults={"size": 1, "media_type": "text/plain"})[0]
    filing = Filing.objects.create(
        unit=unit, kind="budget", year=2024, title=f"{unit}2024年部门预算", stage="submitted"
    )
    Version.objects.create(filing=filing, number=1, original=original, file_name="a.txt")
    return filing


def finding_of(filing: Filing) -> Finding:
    version = filing.versions.get()
    return Finding.objects.create(
        filing=filing,
        first_seen=version,
        last_seen=version,
        rule="SU101",
        severity="error",
        message="分项之和与合计不一致，请核实。",
        place={"start": 3, "end": 9, "text": "30.15万元"},
        fingerprint="f",
        recurrence_key="r",
    )


def upload(asking: Program, unit: Unit, text: str = TEXT, key: str = "upload-0001") -> tuple[int, dict[str, object]]:
    form = {"unit": unit.pk, "kind": "budget", "year": 2025, "file": SimpleUploadedFile("预算.txt", text.encode())}
    answer = asking.post("/filings", key=key, files=form)
    return answer.status, answer.data


def test_a_file_becomes_the_next_version_once(district: District, program: Callable[..., Program]) -> None:
    asking = program(Role.ACCOUNTANT)
    status, filing = upload(asking, district.forestry)
    assert status == 201
    assert upload(asking, district.forestry) == (201, filing)
    assert Version.objects.count() == 1
    assert upload(asking, district.forestry, "另一份")[0] == 409
    status, again = upload(asking, district.forestry, TEXT + "更正。\n", "upload-0002")
    assert [version["number"] for version in again["versions"]] == [2, 1]  # type: ignore[attr-defined]
    assert again["id"] == filing["id"]


def test_two_adjustments_of_a_year_stand_side_by_side(district: District, program: Callable[..., Program]) -> None:
    asking = program(Role.FINANCE)

    def hand_in(number: int, text: str, **more: int) -> tuple[int, object, object, object]:
        file = SimpleUploadedFile("方案.txt", text.encode())
        form = {"unit": district.schools.pk, "kind": "adjustment", "year": 2025, "file": file, **more}
        answer = asking.post("/filings", key=f"adjust-{number:04}", files=form)
        said = answer.data
        return answer.status, said.get("kind_name"), said.get("ordinal"), said.get("title")

    assert hand_in(0, "第一份方案") == (201, "预算调整方案", 1, "青禾县教育局2025年预算调整方案")
    assert hand_in(1, "第二份方案") == (201, "预算调整方案", 2, "青禾县教育局2025年第二次预算调整方案")
    assert hand_in(2, "第一份改过", ordinal=1)[:3] == (201, "预算调整方案", 1)
    assert [one.versions.count() for one in Filing.objects.order_by("ordinal")] == [2, 1]
    assert hand_in(3, "第十一份方案", ordinal=11)[0] == 422


@pytest.mark.parametrize(
    ("role", "scopes", "status"),
    [
        (Role.ACCOUNTANT, [Scope.READ, Scope.DECIDE], 403),
        (Role.AUDITOR, [Scope.FILE], 403),
        (Role.DEPUTY, [Scope.FILE], 404),
    ],
)
def test_who_may_not_file_does_not(
    district: District, program: Callable[..., Program], role: str, scopes: list[str], status: int
) -> None:
    assert upload(program(role, *scopes), district.forestry)[0] == status
    assert not Filing.objects.exists()


def test_an_accountant_neither_files_for_nor_reads_another_department(
    district: District, program: Callable[..., Program]
) -> None:
    asking = program(Role.ACCOUNTANT)
    assert upload(asking, district.schools)[0] == 404
    filing = filing_of(district.schools)
    finding = finding_of(filing)
    paths = [f"/filings/{filing.pk}", f"/filings/{filing.pk}/findings", f"/findings/{finding.pk}"]
    assert [asking.get(path).status for path in paths] == [404] * 3
    assert asking.get("/filings").data["count"] == 0
    assert [program(Role.OFFICE).get(path).status for path in paths] == [200] * 3


def test_a_post_without_a_key_says_what_is_missing(district: District, program: Callable[..., Program]) -> None:
    answer = program(Role.OFFICE).post(f"/findings/{finding_of(filing_of(district.forestry)).pk}/decisions", {})
    assert (answer.status, answer.code) == (422, "key_missing")


def test_a_finding_is_decided_once_with_its_reason(district: District, program: Callable[..., Program]) -> None:
    finding = finding_of(filing_of(district.forestry))
    path = f"/findings/{finding.pk}/decisions"
    asking = program(Role.OFFICE)
    refused = asking.post(path, {"state": "rejected", "seen": "open"}, key="decide-0001")
    assert (refused.status, refused.code) == (409, "reason_missing")
    assert "理由" in refused.data["error"]["message"]
    body = {"state": "rejected", "seen": "open", "reason": "与附表一致"}
    answers = [asking.post(path, body, key="decide-0002") for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 201]
    assert answers[0].data == answers[1].data
    assert Decision.objects.count() == 1
    stale = asking.post(path, {"state": "confirmed", "seen": "open"}, key="decide-0003")
    assert stale.status == 409
    assert asking.get(f"/findings/{finding.pk}").data["state"] == "rejected"


@pytest.mark.parametrize(
    ("role", "scopes", "code"),
    [(Role.OFFICE, [Scope.READ, Scope.FILE], "scope_missing"), (Role.ACCOUNTANT, [Scope.DECIDE], "forbidden")],
)
def test_who_may_not_decide_does_not(
    district: District, program: Callable[..., Program], role: str, scopes: list[str], code: str
) -> None:
    finding = finding_of(filing_of(district.forestry))
    body = {"state": "confirmed", "seen": "open"}
    answer = program(role, *scopes).post(f"/findings/{finding.pk}/decisions", body, key="decide-0001")
    assert (answer.status, answer.code) == (403, code)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("?year=2024", 2),
        ("?year=2023", 0),
        ("?stage=submitted&kind=budget", 2),
        ("?q=林业", 1),
        ("?unit=999", 0),
    ],
)
def test_filings_are_narrowed(district: District, program: Callable[..., Program], query: str, count: int) -> None:
    for unit in (district.forestry, district.schools):
        filing_of(unit)
    asking = program(Role.OFFICE)
    assert asking.get(f"/filings{query}").data["count"] == count
    assert asking.get(f"/filings?unit={district.forestry.pk}").data["count"] == 1


def test_findings_are_narrowed_and_counted(district: District, program: Callable[..., Program]) -> None:
    filing = filing_of(district.forestry)
    finding_of(filing)
    asking = program(Role.OFFICE)
    assert asking.get(f"/filings/{filing.pk}/findings?state=open&severity=error").data["count"] == 1
    assert asking.get(f"/filings/{filing.pk}/findings?state=rejected").data["count"] == 0
    assert asking.get(f"/filings/{filing.pk}").data["findings"] == {
        "open": 1,
        "confirmed": 0,
        "rejected": 0,
        "settled": 0,
    }


def test_a_finding_says_what_it_was_held_against(district: District, program: Callable[..., Program]) -> None:
    finding = finding_of(filing_of(district.forestry))
    asking = program(Role.FINANCE)
    assert asking.get(f"/findings/{finding.pk}").data["beside"] == []
    cited = {"title": "青禾县林业局2023年部门预算", "version": 7, "start": 12, "text": "4.00万元", "where": "第3页"}
    Finding.objects.filter(pk=finding.pk).update(detail={"beside": [cited]})
    assert asking.get(f"/findings/{finding.pk}").data["beside"] == [cited]
