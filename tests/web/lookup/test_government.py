"""The books of a government on the desk: facts of its papers, laid out, on its page, side by side, in downloads."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db.models import Q

from gouji.web.lookup.explore import Layout, lay_out
from gouji.web.lookup.government import books_of
from gouji.web.lookup.models import Fact
from gouji.web.lookup.sidebyside import side_by_side
from gouji.web.people.roles import Role
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

YI = Decimal(10) ** 8
DRAFT = """# 关于青禾县{last}年财政预算执行情况和{year}年财政预算草案的报告

{last}年，全县一般公共预算收入完成{done}亿元。

{year}年，全县一般公共预算收入预计{plan}亿元。

附表1 {year}年县本级一般公共预算支出预算表

单位：亿元

| 项目 | {last}年执行数 | {year}年预算数 |
|---|---|---|
| 教育支出 | 2.00 | 2.10 |
| 农林水支出 | 1.00 | 1.20 |
| 支出合计 | 3.00 | 3.30 |
"""
ADJUSTED = """# 关于青禾县{year}年财政预算调整方案（草案）的报告

{year}年，全县一般公共预算收入由{plan}亿元调整为{now}亿元。
"""
ACCOUNT = """# 关于青禾县{year}年财政决算（草案）的报告

{year}年，全县一般公共预算收入完成{done}亿元。
"""


@pytest.fixture
def government(district: District) -> Unit:
    return Unit.objects.create(region=district.county, code="900", name="青禾县人民政府", nature=Unit.Nature.GOVERNMENT)


@pytest.fixture
def filed(government: Unit, made: Made) -> None:
    made.hand_in(
        government, "government_budget", 2024, DRAFT.format(last=2023, year=2024, done="9.0", plan="10.0"), title="b"
    )
    made.hand_in(
        government, "government_budget", 2025, DRAFT.format(last=2024, year=2025, done="11.0", plan="12.0"), title="c"
    )
    for ordinal, now in ((1, "10.5"), (2, "10.8")):
        text = ADJUSTED.format(year=2024, plan="10.0", now=now)
        made.hand_in(government, "adjustment", 2024, text, ordinal=ordinal, title=f"a{ordinal}")
    made.hand_in(government, "government_final", 2024, ACCOUNT.format(year=2024, done="11.2"), title="f")


@pytest.mark.usefixtures("filed")
def test_a_paper_s_own_are_what_it_is_there_to_say(government: Unit) -> None:
    facts = Fact.objects.filter(unit=government, topic="*", function="*", scope="全", flow="收入", main=True)
    own = facts.filter(own=True).values_list("kind", "year", "basis", "value")
    assert set(own) == {
        ("government_budget", 2024, "预算", 10 * YI), ("government_budget", 2025, "预算", 12 * YI),
        ("adjustment", 2024, "调整预算", Decimal("10.5") * YI), ("adjustment", 2024, "调整预算", Decimal("10.8") * YI),
        ("government_final", 2024, "决算", Decimal("11.2") * YI),
    }  # fmt: skip
    beside = facts.filter(own=False, kind="government_budget").values_list("year", "period", "basis", "value")
    assert set(beside) == {(2024, 2023, "执行", 9 * YI), (2025, 2024, "执行", 11 * YI)}
    assert {fact.words for fact in facts} == {"全县 一般公共预算 收入 合计"}


@pytest.mark.usefixtures("filed")
def test_the_stages_of_a_year_stand_side_by_side(government: Unit) -> None:
    pivot = lay_out(Layout("whole_general_income", "year", "kind", 2025), [government.pk])
    assert pivot.whose == "青禾县人民政府"
    assert [label for _key, label in pivot.columns] == ["预算", "调整预算", "执行", "决算"]
    assert {key: value / YI for key, value in pivot.cells.items()} == {
        ("2023", "executed"): 9,
        ("2024", "budget"): 10,
        ("2024", "adjusted"): Decimal("10.8"),
        ("2024", "executed"): 11,
        ("2024", "final"): Decimal("11.2"),
        ("2025", "budget"): 12,
    }


@pytest.mark.usefixtures("filed")
def test_classes_by_year_of_the_own_level(government: Unit) -> None:
    pivot = lay_out(Layout("own_general_spending", "class", "year", 2025, "budget"), [government.pk])
    assert [label for _key, label in pivot.rows] == ["205 教育支出", "213 农林水支出"]
    assert {key: value / YI for key, value in pivot.cells.items()} == {
        ("205", "2024"): Decimal("2.1"),
        ("205", "2025"): Decimal("2.1"),
        ("213", "2024"): Decimal("1.2"),
        ("213", "2025"): Decimal("1.2"),
    }


def test_lines_stand_in_the_order_of_the_paper(government: Unit, made: Made) -> None:
    text = (
        DRAFT.format(last=2024, year=2025, done="1.0", plan="2.0")
        + """
附表2 2025年全县一般公共预算收入预算表

单位：万元

| 项目 | 2025年预算数 |
|---|---|
| 税收收入 | 60 |
| 增值税 | 40 |
| 契税 | 20 |
"""
    )
    made.hand_in(government, "government_budget", 2025, text, title="t")
    pivot = lay_out(Layout("whole_general_income", "line", "", 2025, "budget"), [government.pk])
    assert [label for _key, label in pivot.rows] == ["税收收入", "增值税", "契税"]


@pytest.mark.usefixtures("filed")
def test_books_of_several_places_are_never_added_up(district: District, government: Unit, made: Made) -> None:
    town = Unit.objects.create(region=district.elsewhere, code="900", name="白石县人民政府")
    text = DRAFT.format(last=2024, year=2025, done="1.0", plan="2.0").replace("青禾", "白石")
    made.hand_in(town, "government_budget", 2025, text, title="t")
    both = [government.pk, town.pk]
    assert lay_out(Layout("whole_general_income", "year", "", 2025, "budget"), both).cells["2025", ""] == 12 * YI
    by_unit = lay_out(Layout("whole_general_income", "unit", "year", 2025, "budget"), both)
    assert by_unit.cells[str(town.pk), "2025"] == 2 * YI
    assert by_unit.sums is None


@pytest.mark.usefixtures("filed")
def test_a_department_s_question_finds_nothing_of_a_government(government: Unit) -> None:
    assert lay_out(Layout("income", "unit", "year", 2025, "budget"), [government.pk]).cells == {}


@pytest.mark.usefixtures("filed")
def test_the_page_of_a_government_shows_its_books(client: Client, district: District, government: Unit) -> None:
    books = books_of(government.pk, Q())
    assert books.columns == (
        (2023, ("executed",)),
        (2024, ("budget", "adjusted", "executed", "final")),
        (2025, ("budget",)),
    )
    (_whole, ((label, values),)), (_own, _lines) = books.levels
    assert label == "一般公共预算收入"
    assert list(values) == [90000, 100000, 108000, 110000, 112000, 120000]
    client.force_login(district.people[Role.OFFICE])
    page = client.get(f"/lookup/unit/{government.pk}/").content.decode()
    assert "108,000.00" in page
    assert "五年预算与决算" not in page


@pytest.mark.usefixtures("filed")
def test_a_government_s_years_can_be_compared(government: Unit) -> None:
    filings = [filing.pk for filing in government.filings.filter(kind="government_budget").order_by("year")]
    (income,) = [row for row in side_by_side(filings, Q()) if row.words == "全县 一般公共预算 收入 合计"]
    assert [value.value for value in income.values] == [100000, 120000]
    assert income.values[1].rate == 20


@pytest.mark.usefixtures("filed")
def test_pages_and_downloads_tell_level_and_basis(client: Client, district: District) -> None:
    client.force_login(district.people[Role.OFFICE])
    asked = {"kind": "government_final", "words": "收入 合计"}
    assert "决算" in client.get("/lookup/lines/", asked).content.decode()
    text = b"".join(client.get("/lookup/lines/", {**asked, "export": "csv"})).decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text))
    told = dict(zip(head, row, strict=True))
    assert (told["范围或级次"], told["口径"], told["种类"], told["数值"]) == ("全", "决算", "政府决算", "1120000000")
    assert "青禾县人民政府" in client.get("/lookup/ledger/", {"measure": "whole_general_income"}).content.decode()


DEBT_DRAFT = """# 关于青禾县2024年财政预算执行情况和2025年财政预算草案的报告

2024年，省财政厅核定我县政府债务限额30.5亿元，其中：一般债务限额12.3亿元，专项债务限额18.2亿元。

预计2025年县本级政府专项债务限额10亿元。
"""
DEBT_ACCOUNT = """# 2024年财政决算公开表

2024年地方政府债务限额及余额决算情况表

单位：亿元

| 地区 | 2024年债务限额 | 2024年债务余额（决算数） |
|---|---|---|
| 青禾县 | 30.60 | 28.10 |
"""


@pytest.fixture
def indebted(government: Unit, made: Made) -> None:
    made.hand_in(government, "government_budget", 2025, DEBT_DRAFT, title="b")
    made.hand_in(government, "government_final", 2024, DEBT_ACCOUNT, title="f")


@pytest.mark.usefixtures("indebted")
def test_the_debt_of_a_year_by_stage_and_kind(government: Unit) -> None:
    facts = Fact.objects.filter(unit=government, flow="债务").order_by("pk")
    assert {(fact.words, fact.period, fact.basis, fact.value / YI) for fact in facts} == {
        ("全县 债务限额", 2024, "执行", Decimal("30.5")),
        ("全县 一般债务限额", 2024, "执行", Decimal("12.3")),
        ("全县 专项债务限额", 2024, "执行", Decimal("18.2")),
        ("县本级 专项债务限额", 2025, "预算", Decimal(10)),
        # The region says whose table it is: the paper's own words do not.
        ("全县 债务限额", 2024, "决算", Decimal("30.6")),
        ("全县 债务余额", 2024, "决算", Decimal("28.1")),
    }
    pivot = lay_out(Layout("whole_debt_limit", "year", "kind", 2025), [government.pk])
    assert {key: value / YI for key, value in pivot.cells.items()} == {
        ("2024", "executed"): Decimal("30.5"),
        ("2024", "final"): Decimal("30.6"),
    }


@pytest.mark.usefixtures("indebted")
def test_the_debt_stands_below_the_books(government: Unit) -> None:
    books = books_of(government.pk, Q())
    assert books.columns == ((2024, ("executed", "final")), (2025, ("budget",)))
    # In 万元: 30.5亿元 is 305000.
    assert {level: dict(lines) for level, lines in books.levels} == {
        "政府：全辖": {
            "债务限额": (305000, 306000, None),
            "一般债务限额": (123000, None, None),
            "专项债务限额": (182000, None, None),
            "债务余额": (None, 281000, None),
        },
        "政府：本级": {"专项债务限额": (None, None, 100000)},
    }
