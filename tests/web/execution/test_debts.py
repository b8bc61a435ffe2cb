"""The debt that was imported beside what the government's papers say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.web.execution.test_drill import PAID
from tests.web.execution.test_loading import _own_folder, loaded
from tests.web.lookup.conftest import made, snapshot_folder

from gouji.web.execution.debts import debts
from gouji.web.filings.models import Filing, Finding, Stage
from gouji.web.matters.models import Matter
from gouji.web.people.roles import Role
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

__all__ = ["_own_folder", "made", "snapshot_folder"]
ACCOUNT = """# 2026年财政决算公开表

2026年地方政府一般债务限额及余额决算情况表

单位：亿元

| 地区 | 2026年一般债务限额 | 2026年一般债务余额（决算数） |
|---|---|---|
| 青禾县 | 12.30 | 11.00 |
| 县本级 | 8.00 | 7.50 |
"""
ADJUSTED = """# 关于青禾县2026年财政预算调整方案（草案）的报告

2026年末全县政府债务限额为30.5亿元，预计2026年底全县政府债务余额28亿元。
"""
HEAD = "年度,债务类型,对方地区,债务限额,年末余额\n"


@pytest.fixture
def government(district: District) -> Unit:
    return Unit.objects.create(region=district.county, code="900", name="青禾县人民政府", nature=Unit.Nature.GOVERNMENT)


def found(district: District) -> list[tuple[str, str]]:
    debt = debts(district.county, 2026)
    return [(line.name, line.standing) for line in debt.lines] if debt else []


def test_without_either_side_there_is_nothing_to_show(district: District, government: Unit, made: Made) -> None:
    made.hand_in(government, "government_final", 2026, ACCOUNT, title="f")
    assert debts(district.county, 2026) is None
    loaded(district, HEAD + "2026,一般债务,,800000000.00,750000000.00\n")
    assert debts(district.county, 2026)
    assert debts(district.county, 2025) is None


def test_an_amount_agrees_within_what_the_paper_prints(district: District, government: Unit, made: Made) -> None:
    made.hand_in(government, "government_final", 2026, ACCOUNT, title="f")
    # 8.00亿元 is the own level's limit; 7.50亿元 is printed to a hundredth: 50万元 either way, and 40万元 is less.
    loaded(district, HEAD + "2026,一般债务,,800000000.00,750400000.00\n")
    assert found(district) == [("一般债务限额", "agrees"), ("一般债务余额", "agrees")]


def test_an_amount_that_is_neither_level_s_differs(district: District, government: Unit, made: Made) -> None:
    made.hand_in(government, "government_final", 2026, ACCOUNT, title="f")
    loaded(district, HEAD + "2026,一般债务,,1230000000.00,751000000.00\n2026,专项债务,,100.00,90.00\n")
    assert dict(found(district)) == {
        "一般债务限额": "agrees",
        "一般债务余额": "differs",
        "专项债务限额": "open",
        "专项债务余额": "open",
    }


def test_the_rows_say_whose_debt_they_are(district: District, government: Unit, made: Made) -> None:
    made.hand_in(government, "government_final", 2026, ACCOUNT, title="f")
    rows = ("2026,一般债务,县本级,1230000000.00,", "2026,一般债务,全县,1230000000.00,", "2026,一般债务,芦汀镇,100.00,")
    loaded(district, HEAD + "\n".join(rows) + "\n")
    # The own level's limit is 8.00, not 12.30; a town's debt is not the county's.
    assert dict(found(district)) == {"一般债务限额（县本级）": "differs", "一般债务限额（全县）": "agrees"}


def test_a_balance_that_is_only_expected_is_held_against_nothing(
    district: District, government: Unit, made: Made
) -> None:
    made.hand_in(government, "adjustment", 2026, ADJUSTED, title="a")
    loaded(district, HEAD + "2026,政府债务,,3050000000.00,2900000000.00\n")
    assert found(district) == [("债务限额", "agrees"), ("债务余额", "open")]


def test_the_page_shows_both_and_leads_to_rows_and_places(
    client: Client, district: District, government: Unit, made: Made
) -> None:
    version = made.hand_in(government, "government_final", 2026, ACCOUNT, title="f")
    loaded(district, PAID)
    loaded(district, HEAD + "2026,一般债务,,800000000.00,751000000.00\n")
    client.force_login(district.people[Role.OFFICE])
    page = client.get(reverse("execution_books") + "?year=2026&month=2").content.decode()
    assert "材料：全县" in page
    assert "75,100.00" in page, "the import's 751000000.00元"
    assert "75,000.00" in page, "the paper's 7.50亿元"
    assert f"/filings/version/{version.pk}/at/" in page
    assert reverse("execution_rows", args=["debt"]) in page
    assert "不一致" in page


def test_a_contradiction_becomes_a_finding_and_a_letter_to_the_finance_department(
    client: Client, district: District, government: Unit, made: Made
) -> None:
    finance = Unit.objects.create(region=district.county, code="901", name="青禾县财政局")
    version = made.hand_in(government, "government_final", 2026, ACCOUNT, title="f")
    Filing.objects.filter(pk=version.filing_id).update(stage=Stage.PUBLISHED)
    loaded(district, PAID)
    loaded(district, HEAD + "2026,一般债务,,800000000.00,751000000.00\n")
    client.force_login(district.people[Role.OFFICE])
    address = reverse("execution_books") + "?year=2026&month=2"
    words = "一般债务余额：材料列示75000万元（决算），导入的财政数据为75100万元，相差100万元，请核实。"
    assert words in client.get(address).content.decode()
    step = reverse("execution_debts_ask", args=[version.filing_id])
    assert step in client.get(address).content.decode()
    client.post(step)
    matter = Matter.objects.get()
    finding = Finding.objects.get(fingerprint__startswith="debt-")
    assert (matter.kind, matter.unit) == ("verification", finance)
    assert matter.title == "2026年度政府决算的政府债务（一般债务余额）"
    assert (finding.state, finding.message) == ("confirmed", words)
    assert finding.place["text"] == "7.50"
    assert list(finding.matters.all()) == [matter]
    page = client.get(address).content.decode()
    assert "已在办理" in page
    assert step not in page, "it is asked"
    client.post(step)
    assert Matter.objects.count() == 1


def test_who_may_not_open_letters_is_not_offered_one(
    client: Client, district: District, government: Unit, made: Made
) -> None:
    version = made.hand_in(government, "government_final", 2026, ACCOUNT, title="f")
    loaded(district, PAID)
    loaded(district, HEAD + "2026,一般债务,,800000000.00,751000000.00\n")
    step = reverse("execution_debts_ask", args=[version.filing_id])
    for role in (Role.AUDITOR, Role.DEPUTY):
        client.force_login(district.people[role])
        assert client.post(step).status_code == 404
    client.force_login(district.people[Role.AUDITOR])
    assert step not in client.get(reverse("execution_books") + "?year=2026&month=2").content.decode()
    assert not Matter.objects.exists()


def test_two_amounts_are_held_against_the_nearer_level(district: District, government: Unit, made: Made) -> None:
    made.hand_in(government, "government_final", 2026, ACCOUNT, title="f")
    loaded(district, HEAD + "2026,一般债务,,1200000000.00,600000000.00\n")
    found = debts(district.county, 2026)
    assert found is not None
    assert [line.against and line.against.said.printed for line in found.lines] == ["12.30", "7.50"]
