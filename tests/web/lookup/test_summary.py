"""The departments' sum beside the government's summary: sums by hand, who is missing, what rounding explains."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gouji.web.core.errors import Refused
from gouji.web.filings.models import Filing, Stage
from gouji.web.lookup.contradictions import ask
from gouji.web.lookup.summary import Standing, summary_of
from gouji.web.matters.letters.words import page_of
from gouji.web.matters.models import Matter
from gouji.web.people.roles import Role
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries as CountQueries
    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

    from gouji.web.lookup.summary import Line

WAN = Decimal(10000)
TODAY = dt.date(2026, 3, 2)
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


# --- to an answer -------------------------------------------------------------------------------------------------------

WRONG_UNIT = """# 青禾县林业局2024年部门决算

2024年度“三公”经费支出决算50000.00万元，其中：公务用车购置及运行维护费30000.00万元，公务接待费20000.00万元。
"""


def asked(district: District) -> list[tuple[str, Unit | None, Decimal]]:
    found = summary_of(district.county, "final", 2024).contradictions
    return [(one.line.measure.key, one.alone, one.said.value / WAN) for one in found]


@pytest.fixture
def purse(district: District) -> Unit:
    """The finance bureau; it has no account of 2024, and is missing in all sums."""
    Unit.objects.create(region=district.county, code="301", name="青禾县财政国库支付中心", until="2023-12-31")
    return Unit.objects.create(region=district.county, code="302", name="青禾县财政局", since="2024-01-01")


def published(*units: Unit) -> None:
    Filing.objects.filter(unit__in=units).update(stage=Stage.PUBLISHED)


@pytest.mark.usefixtures("filed", "purse")
def test_more_than_the_whole_is_asked_whoever_is_missing(district: District, government: Unit, made: Made) -> None:
    tell(made, government, "8.99")
    # 5.00 + 4.00 = 9.00 is 0.01 more: the three figures may be 0.015 off.
    assert asked(district) == []
    tell(made, government, "8.98")
    assert asked(district) == [("three", None, Decimal("8.98"))]
    tell(made, government, "9.98")
    assert asked(district) == []


@pytest.mark.usefixtures("filed")
def test_less_is_asked_only_where_nobody_is_missing(district: District, government: Unit, made: Made) -> None:
    tell(made, government, "9.50")
    assert asked(district) == [("three", None, Decimal("9.5"))]
    Unit.objects.create(region=district.county, code="302", name="青禾县财政局")
    assert asked(district) == []


@pytest.mark.usefixtures("purse")
def test_a_department_alone_above_the_whole_is_asked_itself(district: District, government: Unit, made: Made) -> None:
    made.hand_in(district.forestry, "final", 2024, WRONG_UNIT, title="f")
    made.file(district.schools, three="4.00")
    tell(made, government, "9.00")
    # Without the forestry bureau's 50000.00 (reception 20000.00, cars 30000.00) the others have 4.00 of 9.00, 1.50 of 3.50 and 2.50 of 5.50.
    assert asked(district) == [
        ("three", district.forestry, Decimal(50000)),
        ("vehicles", district.forestry, Decimal(30000)),
        ("reception", district.forestry, Decimal(20000)),
    ]
    tell(made, government, "3.00")
    # Both departments have more than 3.00 alone: the summary is asked about as well.
    assert asked(district)[:3] == [
        ("three", None, Decimal(3)),
        ("three", district.forestry, Decimal(50000)),
        ("three", district.schools, Decimal(4)),
    ]


@pytest.mark.usefixtures("filed")
def test_the_summary_becomes_a_letter_to_the_finance_bureau_in_one_step(
    client: Client, district: District, government: Unit, purse: Unit, made: Made
) -> None:
    tell(made, government, "8.00")
    published(government, district.forestry, district.schools)
    client.force_login(district.people[Role.OFFICE])
    here = "/lookup/summary/?year=2024&kind=final"
    page = client.get(here).content.decode()
    sentence = "“三公”经费：2个部门合计9万元，超过汇总数8万元，相差1万元（尾差最多0.015万元），请核实。"
    address = f"/lookup/summary/ask/{government.filings.get().pk}/"
    assert sentence in page
    assert address in page
    answer = client.post(address)
    matter = Matter.objects.get()
    assert answer["Location"] == f"/matters/{matter.pk}/"
    assert (matter.kind, matter.unit, matter.title) == (
        "verification",
        purse,
        "2024年度政府决算的部门汇总数（“三公”经费）",
    )
    finding = matter.findings.get()
    assert (finding.message, finding.printed, finding.state) == (sentence, "8.00", "confirmed")
    assert finding.filing == government.filings.get()
    assert [(one["text"], one["title"]) for one in finding.cited] == [
        ("5.00万元", "青禾县林业局2024年部门决算"),
        ("4.00万元", "青禾县教育局2024年部门决算"),
    ]
    letter = page_of(matter, matter.the_kind.letters["verification"], number="", today=matter.opened_on)
    assert letter.title == "关于核实青禾县财政局2024年度政府决算的部门汇总数（“三公”经费）的函"
    assert letter.annex
    assert [row[3:5] for row in letter.annex.rows] == [
        (
            "8.00",
            f"{sentence}\n与《青禾县林业局2024年部门决算》的5.00万元对照\n与《青禾县教育局2024年部门决算》的4.00万元对照",
        )
    ]
    page = client.get(here).content.decode()
    assert address not in page
    assert f"/matters/{matter.pk}/" in page
    client.post(address)
    assert Matter.objects.count() == 1


@pytest.mark.usefixtures("filed", "purse")
def test_what_is_not_published_is_not_told_to_a_unit(district: District, government: Unit, made: Made) -> None:
    tell(made, government, "8.00")
    matter = ask(district.people[Role.OFFICE], government.filings.get(), TODAY)
    # The finance bureau's own people cannot open the draft account: the government's can. The sum names no department's figure.
    assert (matter.unit, matter.findings.get().cited) == (government, [])
    made.hand_in(district.forestry, "final", 2024, WRONG_UNIT, title="f")
    matter = ask(district.people[Role.OFFICE], district.forestry.filings.get(), TODAY)
    assert matter.unit == district.forestry
    assert [one.message for one in matter.findings.all()] == [
        "“三公”经费50000万元，一个部门就超过政府材料列示的汇总数，请核实数额和计量单位（元、万元）。",
        "公务用车购置及运行维护费30000万元，一个部门就超过政府材料列示的汇总数，请核实数额和计量单位（元、万元）。",
        "公务接待费20000万元，一个部门就超过政府材料列示的汇总数，请核实数额和计量单位（元、万元）。",
    ]


@pytest.mark.usefixtures("filed")
def test_a_published_summary_is_cited_to_the_department(district: District, government: Unit, made: Made) -> None:
    made.hand_in(district.forestry, "final", 2024, WRONG_UNIT, title="f")
    tell(made, government, "8.00")
    published(government)
    matter = ask(district.people[Role.OFFICE], district.forestry.filings.get(), TODAY)
    first = matter.findings.order_by("pk")[0]
    assert "列示的汇总数8万元，" in first.message
    assert [one["text"] for one in first.cited] == ["8.00"]


@pytest.mark.usefixtures("filed")
def test_nothing_is_asked_that_does_not_stand(district: District, government: Unit, made: Made) -> None:
    tell(made, government, "9.00")
    for filing in (government.filings.get(), district.schools.filings.get()):
        with pytest.raises(Refused):
            ask(district.people[Role.OFFICE], filing, TODAY)
    assert not Matter.objects.exists()


@pytest.mark.usefixtures("filed")
def test_the_finance_reviewer_sees_what_is_to_be_asked_and_no_button(
    client: Client, district: District, government: Unit, made: Made
) -> None:
    tell(made, government, "8.00")
    client.force_login(district.people[Role.FINANCE])
    page = client.get("/lookup/summary/?year=2024&kind=final").content.decode()
    assert "须核实" in page
    assert "/lookup/summary/ask/" not in page
    tell(made, government, "9.50")
    page = client.get("/lookup/summary/?year=2024&kind=final").content.decode()
    # The register may lack a department: a sum below the summary is no contradiction by itself.
    assert "须核实" not in page
    assert "少于汇总数9.5万元，相差0.5万元（尾差最多0.015万元）" in page
