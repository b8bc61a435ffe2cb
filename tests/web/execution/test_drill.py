"""From a total down to the payment, each row with its file and line; a project; the four books; the flow of the money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse
from tests.web.execution.test_loading import _own_folder, loaded

from gouji.supervision.items import all_items
from gouji.web.execution import books, flows, queries, tracing
from gouji.web.execution.services.alerts import evaluate, month_end

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District

__all__ = ["_own_folder"]
PAID = """支付日期,凭证号,预算单位,项目名称,功能科目,资金性质,收款人,支付金额
2026-01-15,A1,青禾县林业局,造林,2130205,一般公共预算,甲苗木公司,100.00
2026-02-03,A2,青禾县林业局,造林,2130205,一般公共预算,乙苗木公司,20.00
2026-02-04,A3,青禾县教育局,校舍,2050201,政府性基金,甲苗木公司,30.50
"""
BUDGET = "年度,预算单位,项目名称,资金性质,预算数\n2026,青禾县林业局,造林,一般公共预算,1000\n2026,青禾县教育局,校舍,政府性基金,500\n"
REVENUE = "年度,月份,资金性质,收入科目,年初预算数,累计数\n2026,1,,税收收入,2000,90\n2026,2,,税收收入,2000,150\n2026,2,政府性基金,土地收入,800,10\n"
CAPITAL = (
    "国有资本经营预算执行情况,,,,\n年度,月份,科目名称,年初预算数,累计数\n2026,2,利润收入,100,40\n2026,2,调出资金,30,5\n"
)


@pytest.fixture
def county(district: District) -> District:
    for text in (PAID, BUDGET, REVENUE):
        loaded(district, text)
    return district


def asked(district: District, month: int, **by: str) -> tracing.Asked:
    return tracing.Asked(all_items()["payment"], district.county, 2026, month, by=by)


def test_the_rows_behind_a_figure_add_up_to_it_and_say_where_they_stand(county: District) -> None:
    found = tracing.rows_of(asked(county, 2, unit="青禾县林业局", project="造林"))
    assert (found.count, found.sums) == (2, (("金额", Decimal("120.00")),))
    assert [(row.load.file_name if row.load else "", row.row) for row in found.rows] == [
        ("支付.csv", 3),
        ("支付.csv", 2),
    ]
    names = ["date", "voucher", "project_name", "function", "fund", "payee", "amount"]
    assert [one.name for one in found.fields] == names, "not the unit that was asked for, nor what no row says"
    assert "unit_name" in {one.name for one in tracing.rows_of(asked(county, 2)).fields}
    assert tracing.rows_of(asked(county, 1, unit="青禾县林业局")).count == 1
    assert tracing.rows_of(asked(county, 2, payee="甲苗木公司")).sums == (("金额", Decimal("130.50")),)


def test_every_row_stands_on_one_page_whatever_the_months_hold(district: District) -> None:
    """Of 130 payments 10 are of March, 60 of February, 60 of January: pages of 50 begin and end within months."""
    days = [f"2026-{month:02}-{1 + at % 28:02}" for month, count in ((1, 60), (2, 60), (3, 10)) for at in range(count)]
    lines = "".join(f"{day},A{at},青禾县林业局,造林,2130205,一般公共预算,甲,1.00\n" for at, day in enumerate(days))
    loaded(district, PAID.splitlines()[0] + "\n" + lines)
    for by in ({}, {"unit": "青禾县林业局"}, {"project": "造林"}, {"payee": "甲"}):
        pages = [tracing.rows_of(asked(district, 3, **by), page) for page in (1, 2, 3)]
        assert {page.count for page in pages} == {130}
        assert {page.sums for page in pages} == {(("金额", Decimal("130.00")),)}
        rows = [row.row for page in pages for row in page.rows]
        assert sorted(rows) == list(range(2, 132)), by
        dates = [row.values[0] for page in pages for row in page.rows]
        assert dates == sorted(dates, reverse=True)
    assert len(tracing.rows_of(asked(district, 3), 4).rows) == 0
    assert tracing.rows_of(asked(district, 0)).rows == ()
    assert tracing.rows_of(tracing.Asked(all_items()["payment"], district.county, 2026, 2, only=True)).count == 60


def test_a_load_made_before_there_were_totals_is_summed_from_its_months(county: District) -> None:
    before = queries.execution(county.county, 2026, 2), flows.flow(county.county, 2026, 2)
    for path in settings.CONFIG.data.rglob("*.totals.parquet"):
        path.unlink()
    assert (queries.execution(county.county, 2026, 2), flows.flow(county.county, 2026, 2)) == before


def test_the_pages_lead_from_the_total_to_the_row(county: District, client: Client) -> None:
    client.force_login(county.people["office"])
    overview = client.get(reverse("execution")).content.decode()
    assert reverse("execution_rows", args=["payment"]) in overview
    unit = client.get(reverse("execution_unit", args=[county.forestry.pk])).content.decode()
    assert reverse("execution_project", args=[county.forestry.pk]) in unit
    project = client.get(reverse("execution_project", args=[county.forestry.pk]) + "?project=造林").content.decode()
    assert "12.00%" in project
    address = reverse("execution_payees", args=[county.forestry.pk])
    assert address in project
    payees = client.get(f"{address}?project=造林&year=2026").content.decode()
    assert payees.index("甲苗木公司") < payees.index("乙苗木公司"), "100.00 before 20.00"
    rows = client.get(
        reverse("execution_unit_rows", args=[county.forestry.pk, "payment"]) + "?project=造林&year=2026&month=2"
    ).content.decode()
    assert "120.00" in rows
    assert "支付.csv" in rows
    assert "第3行" in rows


def test_a_unit_s_rows_are_nobody_else_s(county: District, client: Client) -> None:
    client.force_login(county.people["accountant"])
    assert client.get(reverse("execution_unit_rows", args=[county.forestry.pk, "payment"])).status_code == 200
    assert client.get(reverse("execution_unit_rows", args=[county.schools.pk, "payment"])).status_code == 404
    assert client.get(reverse("execution_unit_rows", args=[county.forestry.pk, "revenue"])).status_code == 404
    other = reverse("execution_unit_rows", args=[county.forestry.pk, "payment"]) + "?unit=青禾县教育局"
    assert "校舍" not in client.get(other).content.decode()


def test_the_four_books_stand_side_by_side(county: District, client: Client) -> None:
    loaded(county, CAPITAL)
    general, funds, capital, insurance = books.books(county.county, 2026, 2)
    assert [(line.name, line.planned, line.done, line.rate) for line in general.income] == [
        ("税收收入", Decimal(2000), Decimal(150), Decimal("7.50"))
    ]
    assert (general.sums, general.gap) == ((Decimal(150), Decimal(120)), Decimal(30))
    assert (funds.sums, funds.spending[0].planned) == ((Decimal(10), Decimal("30.50")), Decimal(500))
    assert capital.gap == Decimal(35)
    assert insurance.is_empty
    client.force_login(county.people["office"])
    page = client.get(reverse("execution_books") + "?year=2026&month=2").content.decode()
    assert "社会保险基金预算" in page
    assert "还没有导入这本预算的数据。" in page


def test_the_flow_goes_from_funds_by_class_to_units_without_loss(county: District) -> None:
    flow = flows.flow(county.county, 2026, 2)
    from_funds = [one for one in flow.ribbons if one.source in {"一般公共预算", "政府性基金"}]
    to_units = [one for one in flow.ribbons if one.target in {"青禾县林业局", "青禾县教育局"}]
    assert sum(one.amount for one in from_funds) == sum(one.amount for one in to_units) == Decimal("150.50")
    assert {one.target for one in from_funds} == {"农林水支出", "教育支出"}


def test_an_alert_leads_to_the_rows_of_its_figures(county: District, client: Client) -> None:
    evaluate(county.county, month_end(2026, 6))
    alert = county.county.alerts.get(indicator="EX101", unit=county.forestry)
    client.force_login(county.people["office"])
    page = client.get(reverse("alert", args=[alert.pk])).content.decode()
    assert reverse("execution_unit_rows", args=[county.forestry.pk, "payment"]) in page
    assert "国库支付明细" in page


@pytest.mark.parametrize("page", ["2", "99999", "x", ""])
def test_a_page_number_that_is_none_is_no_fault(county: District, client: Client, page: str) -> None:
    client.force_login(county.people["office"])
    assert client.get(reverse("execution_rows", args=["payment"]) + f"?page={page}").status_code == 200
