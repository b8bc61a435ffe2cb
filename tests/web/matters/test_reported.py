"""An audit report's problems become lists in one step; what the report on rectification says is confirmed beside their items."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse
from tests.web.matters.made import MONDAY

from gouji.web.filings.services import engine, store
from gouji.web.filings.services.filing import file_document
from gouji.web.filings.services.views import rebuild, view_of
from gouji.web.matters.kinds import kind_of
from gouji.web.matters.models import Item, Matter, Told
from gouji.web.matters.services import reported
from gouji.web.matters.services.errors import MissingError, NotAllowedError, NotNowError
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from tests.web.conftest import District

    from gouji.web.filings.models import Version

AUDIT = """关于青禾县2025年度县级预算执行和其他财政收支的审计工作报告

各位委员：

一、部门预算执行审计情况

（一）县教育局无预算列支培训费7.50万元。教育局未编入年初预算。

（二）结余资金未上缴财政。县林业局120.00万元、青禾县苗圃8.00万元未上缴。

（三）有2个乡镇工程款支付不及时。涉及金额30.00万元。

二、审计建议

（一）加强管理。
"""
AGAIN = """关于青禾县2025年度县级预算执行和其他财政收支审计查出问题整改情况的报告

各位委员：

一、分类整改情况

（一）关于县教育局无预算列支培训费的问题，涉及金额7.50万元，已全部收回上缴财政。

（二）关于县林业局等单位结余资金未上缴财政的问题，已上缴财政100.00万元，其余28.00万元正在清理。

（三）关于资产底数不清的问题，已清查。
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, data=tmp_path))
    monkeypatch.setattr(engine, "JOBS", 1)


def filed(district: District, kind: str, text: str) -> Version:
    government, _ = Unit.objects.get_or_create(
        region=district.county, code="001", defaults={"name": "青禾县人民政府", "nature": "government"}
    )
    original = store.keep([text.encode()], "报告.txt")
    handed = file_document(district.people["finance"], government, kind, 2025, original, "报告.txt", queue=False)
    rebuild(handed.version, MONDAY)
    return handed.version


def problems_of(version: Version) -> list[reported.Json]:
    found: list[reported.Json] = (view_of(version) or {})["audit_items"]
    return found


def proposed(version: Version) -> list[reported.Proposal]:
    return reported.proposals(kind_of("rectification"), version, problems_of(version), MONDAY)


def pick(version: Version, district: District, title: str = "2025年度审计指出的问题") -> list[Matter]:
    chosen = [reported.Chosen(one.told, one.told["title"], one.unit) for one in proposed(version) if one.unit]
    kind = kind_of("rectification")
    return reported.open_lists(kind, version, chosen, district.people["office"], title=title, today=MONDAY)


def test_units_are_named_in_title_or_passage(district: District) -> None:
    version = filed(district, "audit_report", AUDIT)
    assert [(one.told["title"], [unit.name for unit in one.units]) for one in proposed(version)] == [
        ("县教育局无预算列支培训费7.50万元", ["青禾县教育局"]),
        ("结余资金未上缴财政：县林业局120.00万元、青禾县苗圃8.00万元未上缴", ["青禾县林业局", "青禾县苗圃"]),
        ("有2个乡镇工程款支付不及时", []),
    ]


def test_one_matter_a_unit_with_its_items(district: District) -> None:
    version = filed(district, "audit_report", AUDIT)
    matters = pick(version, district)
    assert [(matter.unit, matter.state) for matter in matters] == [
        (district.schools, "drafted"),
        (district.forestry, "drafted"),
    ]
    item = Item.objects.get(matter=matters[0])
    assert (item.problem, item.amount, item.version) == (
        "县教育局无预算列支培训费7.50万元",
        Decimal("75000.00"),
        version,
    )
    place = (view_of(version) or {})["audit_items"][0]
    assert item.start == place["start"]
    assert [one.item for one in proposed(version)] == [item, Item.objects.get(matter=matters[1]), None]


def test_no_problem_becomes_two_items_and_a_begun_list_grows(district: District) -> None:
    version = filed(district, "audit_report", AUDIT)
    matters = pick(version, district)
    with pytest.raises(NotNowError, match="已经立项"):
        pick(version, district)
    third = proposed(version)[2].told
    chosen = [reported.Chosen(third, "工程款支付不及时", district.forestry)]
    again = reported.open_lists(
        kind_of("rectification"), version, chosen, district.people["office"], title="另一件", today=MONDAY
    )
    assert again == [matters[1]]
    assert [one.number for one in matters[1].items.all()] == [1, 2]
    assert Matter.objects.count() == 2


def test_next_years_list_is_a_matter_of_its_own(district: District) -> None:
    first = pick(filed(district, "audit_report", AUDIT), district)
    government = Unit.objects.get(code="001")
    original = store.keep([AUDIT.replace("2025", "2026").encode()], "报告.txt")
    handed = file_document(
        district.people["finance"], government, "audit_report", 2026, original, "报告.txt", queue=False
    )
    rebuild(handed.version, MONDAY)
    second = pick(handed.version, district, "2026年度审计指出的问题")
    assert {matter.pk for matter in first}.isdisjoint(matter.pk for matter in second)
    assert [item.again.matter for item in Item.objects.filter(matter__in=second) if item.again] == first


def test_who_opens_no_matters_opens_no_lists(district: District) -> None:
    version = filed(district, "audit_report", AUDIT)
    one = proposed(version)[0]
    chosen = [reported.Chosen(one.told, "某题", district.schools)]
    with pytest.raises(NotAllowedError):
        reported.open_lists(
            kind_of("rectification"), version, chosen, district.people["finance"], title="某", today=MONDAY
        )
    assert not Matter.objects.exists()


def test_the_report_says_what_became_of_the_items(district: District) -> None:
    matters = pick(filed(district, "audit_report", AUDIT), district)
    version = filed(district, "rectification", AGAIN)
    found = reported.passages(kind_of("rectification"), version, problems_of(version))
    told = [(one.item.matter.unit, one.told["state"], one.told["ways"]) for one in found if one.told]
    assert told == [
        (district.forestry, "partly", [{"way": "上缴财政", "text": "100.00万元", "amount": "1000000.00"}]),
        (district.schools, "done", []),
    ]
    item = matters[0].items.get()
    row = reported.confirm(version, item, found[1].told or {}, "done", district.people["office"], today=MONDAY)
    assert (row.state, row.text.startswith("关于县教育局"), item.state) == ("done", True, "open")
    with pytest.raises(NotNowError, match="已经登记过"):
        reported.confirm(version, item, found[1].told or {}, "done", district.people["office"], today=MONDAY)
    with pytest.raises(MissingError, match="请选择"):
        reported.confirm(
            version, matters[1].items.get(), found[0].told or {}, "", district.people["office"], today=MONDAY
        )
    with pytest.raises(NotAllowedError):
        reported.confirm(
            version, matters[1].items.get(), found[0].told or {}, "partly", district.people["accountant"], today=MONDAY
        )


def test_a_report_says_nothing_of_another_years_audit(district: District) -> None:
    pick(filed(district, "audit_report", AUDIT), district)
    version = filed(district, "rectification", AGAIN)
    version.filing.year = 2024
    version.filing.save()
    assert reported.passages(kind_of("rectification"), version, problems_of(version)) == []


def test_the_pages_from_report_to_list_and_back(district: District, client: Client) -> None:
    version = filed(district, "audit_report", AUDIT)
    client.force_login(district.people["office"])
    address = reverse("matter_problems", args=["rectification", version.filing_id])
    page = client.get(address)
    rows = page.context["rows"]
    assert [row.picked for row in rows] == [True, True, False]
    said = {"title": "2025年度审计指出的问题", "pick": [row.one.told["start"] for row in rows]}
    for row in rows:
        said |= {f"words-{row.one.told['start']}": f"{row.words}（已核）", f"unit-{row.one.told['start']}": row.unit}
    answer = client.post(address, said)
    assert "请给第 3 项选择单位登记表里的单位。" in answer.content.decode()
    assert not Matter.objects.exists()
    said[f"unit-{rows[2].one.told['start']}"] = "青禾县教育局"
    assert client.post(address, said).status_code == 302
    assert Item.objects.filter(problem__endswith="（已核）").count() == 3
    shown = client.get(address).content.decode()
    assert shown.count("已立项，第") == 3
    assert 'name="pick"' not in shown
    matter = Matter.objects.get(unit=district.schools)
    own = client.get(reverse("matter_page", args=[matter.pk])).content.decode()
    assert "涉及金额 7.5 万元" in own
    place = reverse("filing_place", args=[version.pk, rows[0].one.told["start"]])
    assert place in own
    assert client.get(place)["Location"].endswith(f"#{rows[0].one.told['target']}")

    later = filed(district, "rectification", AGAIN)
    address = reverse("matter_told", args=["rectification", later.filing_id])
    assert "关于资产底数不清的问题" in client.get(address).content.decode(), "what no item is about is shown too"
    item = matter.items.get(number=1)
    client.post(address, {"pick": [item.pk], f"state-{item.pk}": "done"})
    assert Told.objects.get().item == item
    assert "整改报告：已整改" in client.get(reverse("matter_page", args=[matter.pk])).content.decode()
    client.force_login(district.people["accountant"])
    assert client.get(address).status_code == 404


def test_the_page_waits_until_the_report_is_read(district: District, client: Client) -> None:
    version = filed(district, "audit_report", AUDIT)
    client.force_login(district.people["office"])
    address = reverse("matter_problems", args=["rectification", version.filing_id])
    assert client.get(f"{address}?again=1")["HX-Refresh"] == "true"
    for path in settings.CONFIG.derived.rglob("*.json.gz"):
        path.unlink()
    waiting = client.get(f"{address}?again=1")
    assert "HX-Refresh" not in waiting
    assert "正在读取报告" in waiting.content.decode()
