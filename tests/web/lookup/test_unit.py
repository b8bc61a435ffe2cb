"""The page of a unit, and filings side by side: figures by hand from the made-up account."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db.models import Q

from gouji.web.filings.models import Filing, Finding
from gouji.web.lookup.dossier import dossier_of
from gouji.web.lookup.models import Fact
from gouji.web.lookup.sidebyside import side_by_side
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries as CountQueries
    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made


@pytest.fixture
def filed(district: District, made: Made) -> None:
    for year in (2019, 2020, 2021, 2022, 2023):
        made.file(district.forestry, year, three="4.00")
    made.file(district.forestry, 2024, three="5.00")
    made.file(district.schools, 2024, three="4.00")


@pytest.mark.usefixtures("filed")
def test_five_years_in_ten_thousands(district: District) -> None:
    dossier = dossier_of(district.forestry.pk, Q())
    assert dossier.years == (2020, 2021, 2022, 2023, 2024)
    three = next(line for line in dossier.lines if "三公" in line.label)
    assert [final for _budget, final, _rate in three.cells] == [4, 4, 4, 4, 5]
    assert all(budget is None and rate is None for budget, _final, rate in three.cells)


def test_an_account_s_own_figure_is_shown_and_not_the_budget_printed_beside_it(district: District, made: Made) -> None:
    text = """# 青禾县林业局2024年部门决算

2024年度“三公”经费支出年初预算为6.00万元，支出决算为5.00万元。
"""
    made.hand_in(district.forestry, "final", 2024, text, title="f")
    assert set(Fact.objects.filter(topic="三公", own=True).values_list("basis", flat=True)) > {"决算"}
    three = next(line for line in dossier_of(district.forestry.pk, Q()).lines if "三公" in line.label)
    assert [final for _budget, final, _rate in three.cells] == [5]


@pytest.mark.usefixtures("filed")
def test_the_charts_hold_the_figures(district: District) -> None:
    charts = {chart.key: chart for chart in dossier_of(district.forestry.pk, Q()).charts}
    three = {str(series.name): series.values[-1] for series in charts["three"].series}
    assert three["公务用车购置及运行维护费"] == Decimal(3)
    assert three["公务接待费"] == Decimal(2)
    people = {str(series.name): series.values for series in charts["people"].series}
    assert people == {"在职人员": [Decimal(24)] * 5, "退休人员": [Decimal(7)] * 5}
    assert charts["structure"].is_empty


@pytest.mark.usefixtures("filed")
def test_the_page_shows_what_is_open_and_asks_few_queries(
    client: Client, district: District, django_assert_max_num_queries: CountQueries
) -> None:
    filing = Filing.objects.get(unit=district.forestry, year=2024)
    version = filing.versions.get()
    for number, state in enumerate(("open", "confirmed", "rejected", "settled")):
        Finding.objects.create(
            filing=filing, first_seen=version, last_seen=version, rule="SU101", severity="error", state=state,
            message=f"疑点{state}", fingerprint=str(number), recurrence_key="r",
        )  # fmt: skip
    client.force_login(district.people[Role.OFFICE])
    with django_assert_max_num_queries(14):
        page = client.get(f"/lookup/unit/{district.forestry.pk}/").content.decode()
    assert "疑点open" in page
    assert "疑点confirmed" in page
    assert "疑点rejected" not in page
    assert "疑点settled" not in page


@pytest.mark.usefixtures("filed")
def test_another_s_unit_is_as_if_there_were_none(client: Client, district: District) -> None:
    client.force_login(district.people[Role.ACCOUNTANT])
    assert client.get(f"/lookup/unit/{district.forestry.pk}/").status_code == 200
    assert client.get(f"/lookup/unit/{district.schools.pk}/").status_code == 404
    client.force_login(district.people[Role.DEPUTY])
    assert client.get(f"/lookup/unit/{district.forestry.pk}/").status_code == 404


@pytest.mark.usefixtures("filed")
def test_two_filings_differ_where_their_figures_do(district: District) -> None:
    filings = [Filing.objects.get(unit=unit, year=2024).pk for unit in (district.forestry, district.schools)]
    rows = side_by_side(filings, Q())
    differing = {row.words: [(v.value, v.difference, v.rate) for v in row.values] for row in rows if row.differs}
    reception = next(values for words, values in differing.items() if "接待" in words)
    assert reception == [(2, None, None), (Decimal("1.5"), Decimal("-0.5"), -25)]
    assert len([words for words in differing if "接待" in words]) == 1, "said under several funds, one row"
    assert not [row for row in rows if "基本支出" in row.words and row.differs]


@pytest.mark.usefixtures("filed")
def test_the_comparison_leaves_as_a_file_and_never_with_another_s_filing(client: Client, district: District) -> None:
    numbers = [Filing.objects.get(unit=unit, year=2024).pk for unit in (district.forestry, district.schools)]
    asked: dict[str, list[int] | str] = {"filing": numbers, "differing": "1", "export": "csv"}
    client.force_login(district.people[Role.OFFICE])
    text = b"".join(client.get("/lookup/compare/", asked)).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert head[2:] == ["青禾县林业局2024部门决算", "青禾县教育局2024部门决算", "差额", "差额%"]
    assert ["2", "1.5", "-0.5", "-25.00"] in [row[2:] for row in rows]
    client.force_login(district.people[Role.ACCOUNTANT])
    page = client.get("/lookup/compare/", {"filing": numbers}).content.decode()
    assert "教育局" not in page
