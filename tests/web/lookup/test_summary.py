"""The departments' sum beside the government's summary: sums by hand, who is missing, what rounding explains."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gouji.web.lookup.summary import Standing, summary_of
from gouji.web.people.roles import Role
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries as CountQueries
    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

    from gouji.web.lookup.summary import Line

WAN = Decimal(10000)
PAPER = """# 关于青禾县2024年财政决算（草案）的报告

附表1 2024年县本级“三公”经费决算表

单位：万元

| 项目 | 2024年决算数 |
|---|---|
| 合计 | {whole} |
| 公务用车购置及运行维护费 | 5.50 |
| 公务接待费 | 3.50 |
"""


@pytest.fixture
def government(district: District) -> Unit:
    return Unit.objects.create(region=district.county, code="900", name="青禾县人民政府", nature=Unit.Nature.GOVERNMENT)


def tell(made: Made, government: Unit, whole: str) -> None:
    made.hand_in(government, "government_final", 2024, PAPER.format(whole=whole), title="f")


def lines(district: District) -> dict[str, Line]:
    return {line.measure.key: line for line in summary_of(district.county, "final", 2024).lines}


@pytest.fixture
def filed(district: District, made: Made) -> None:
    made.file(district.forestry, three="5.00")
    made.file(district.nursery, three="5.00")
    made.file(district.schools, three="4.00")


@pytest.mark.usefixtures("filed")
def test_departments_add_up_to_the_summary(district: District, government: Unit, made: Made) -> None:
    tell(made, government, "9.00")
    three = lines(district)["three"]
    # 5.00 of the forestry bureau, which holds its nursery's, and 4.00 of the schools.
    assert (three.total, three.count, three.missing, three.standing) == (9 * WAN, 2, (), Standing.EQUAL)
    assert lines(district)["vehicles"].standing == Standing.EQUAL


@pytest.mark.usefixtures("filed")
def test_a_difference_beyond_rounding_is_shown(district: District, government: Unit, made: Made) -> None:
    tell(made, government, "9.50")
    three = lines(district)["three"]
    assert (three.difference, three.standing) == (Decimal(-5000), Standing.LESS)
    # Three figures of two decimals of 万元: half a hundred 元 each.
    assert three.slack == 150


@pytest.mark.usefixtures("filed")
def test_what_rounding_explains_is_no_difference(district: District, government: Unit, made: Made) -> None:
    tell(made, government, "9.01")
    assert lines(district)["three"].standing == Standing.ROUNDED


@pytest.mark.usefixtures("filed")
def test_while_a_department_is_missing_the_sum_is_open(district: District, government: Unit, made: Made) -> None:
    water = Unit.objects.create(region=district.county, code="301", name="青禾县水利局", publishes=False)
    tell(made, government, "12.00")
    three = lines(district)["three"]
    assert (three.missing, three.standing) == ((water,), Standing.OPEN)
    tell(made, government, "8.00")
    assert lines(district)["three"].standing == Standing.OVER
    Unit.objects.filter(pk=water.pk).update(until="2023-12-31")
    assert lines(district)["three"].standing == Standing.OVER


def test_a_part_for_which_the_others_leave_nothing_is_not_missing(
    district: District, government: Unit, made: Made
) -> None:
    text = """# {}2024年部门决算

2024年度“三公”经费支出决算{}万元，其中：公务用车购置及运行维护费3.00万元，公务接待费2.00万元。
"""
    made.hand_in(district.forestry, "final", 2024, text.format("青禾县林业局", "5.00"), title="f")
    made.hand_in(district.schools, "final", 2024, text.format("青禾县教育局", "6.00"), title="s")
    paper = PAPER.format(whole="11.00") + "| 因公出国（境）费 | 1.00 |\n"
    made.hand_in(government, "government_final", 2024, paper, title="f")
    # The forestry bureau's kinds are its whole; the schools' leave 1.00 that may be for travel.
    assert lines(district)["overseas"].missing == (district.schools,)
    assert lines(district)["three"].standing == Standing.EQUAL


@pytest.mark.usefixtures("filed")
def test_without_the_government_s_paper_the_sum_stands_alone(district: District) -> None:
    three = lines(district)["three"]
    assert (three.total, three.told, three.standing) == (9 * WAN, None, Standing.UNTOLD)
    assert "running" not in lines(district)


@pytest.mark.usefixtures("filed")
def test_the_page_links_each_figure_and_leaves_as_a_file(
    client: Client, district: District, government: Unit, made: Made, django_assert_max_num_queries: CountQueries
) -> None:
    tell(made, government, "9.50")
    client.force_login(district.people[Role.OFFICE])
    with django_assert_max_num_queries(14):
        page = client.get("/lookup/summary/?year=2024&kind=final").content.decode()
    assert "少于汇总数" in page
    assert f"/filings/version/{government.filings.get().versions.get().pk}/at/" in page
    text = b"".join(client.get("/lookup/summary/", {"export": "csv"})).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1] == ["“三公”经费", "9", "2", "", "9.5", "-0.5", "少于汇总数"]


@pytest.mark.usefixtures("filed")
def test_who_reads_one_department_only_is_shown_no_sum(client: Client, district: District) -> None:
    client.force_login(district.people[Role.ACCOUNTANT])
    page = client.get("/lookup/summary/?year=2024&kind=final").content.decode()
    assert "青禾县教育局" not in page
    assert "没有可以汇总的数" in page
