"""The ledger laid out: figures by hand from the made-up account, and only those the person may read."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pyarrow.parquet as pq
import pytest

from gouji.web.lookup import duck, lines, snapshots
from gouji.web.lookup.explore import Layout, lay_out
from gouji.web.lookup.models import Fact
from gouji.web.lookup.ui import ledger
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries as CountQueries
    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

WAN = Decimal(10000)


@pytest.fixture
def filed(district: District, made: Made) -> None:
    made.file(district.forestry, 2023, three="4.00")
    made.file(district.forestry, 2024, three="5.00")
    made.file(district.nursery, 2024, three="4.00")
    made.file(district.schools, 2024, three="5.00")


def units(district: District) -> list[int]:
    return [district.forestry.pk, district.nursery.pk, district.schools.pk]


@pytest.mark.usefixtures("filed")
def test_a_page_shows_part_of_a_long_table_and_the_file_holds_all(
    client: Client, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_ROWS", 2)
    client.force_login(district.people[Role.OFFICE])
    asked = {"measure": "three", "rows": "unit", "columns": "year"}
    first, second = (client.get("/lookup/ledger/", {**asked, "page": at}) for at in ("1", "2"))
    assert [label for _key, label, _values in first.context["rows"]] == ["青禾县林业局", "青禾县苗圃"]
    assert [label for _key, label, _values in second.context["rows"]] == ["青禾县教育局"]
    assert first.context["sums"] == second.context["sums"] == ["4.00", "10.00"], "of all departments"
    assert "page=2" in first.content.decode()
    text = b"".join(client.get("/lookup/ledger/", {**asked, "page": "2", "export": "csv"})).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text))][1:] == ["青禾县林业局", "青禾县苗圃", "青禾县教育局"]


@pytest.mark.usefixtures("filed")
def test_units_by_years(district: District) -> None:
    pivot = lay_out(Layout("three", "unit", "year", 2024), units(district))
    assert [label for _key, label in pivot.rows] == ["青禾县林业局", "青禾县苗圃", "青禾县教育局"]
    assert [label for _key, label in pivot.columns] == ["2023", "2024"]
    assert pivot.cells[str(district.forestry.pk), "2023"] == 4 * WAN
    assert pivot.cells[str(district.forestry.pk), "2024"] == 5 * WAN


@pytest.mark.usefixtures("filed")
def test_a_sum_holds_departments_and_not_once_more_their_units(district: District) -> None:
    pivot = lay_out(Layout("three", "unit", "year", 2024), units(district))
    assert pivot.sums == {"2023": 4 * WAN, "2024": 10 * WAN}
    years = lay_out(Layout("three", "year", "", 2024), units(district))
    assert years.cells == {("2023", ""): 4 * WAN, ("2024", ""): 10 * WAN}


@pytest.mark.usefixtures("filed")
def test_parts_by_year(district: District) -> None:
    pivot = lay_out(Layout("three", "topic", "year", 2024), [district.forestry.pk])
    assert pivot.cells == {
        ("三公.用车", "2023"): Decimal(25000), ("三公.接待", "2023"): Decimal(15000),
        ("三公.用车", "2024"): 3 * WAN, ("三公.接待", "2024"): 2 * WAN,
    }  # fmt: skip


@pytest.mark.usefixtures("filed")
def test_people_are_counted_and_not_turned_into_money(district: District) -> None:
    pivot = lay_out(Layout("staff", "unit", "year", 2024), [district.schools.pk])
    assert pivot.table("万元")[1] == [["青禾县教育局", Decimal(24)]]


@pytest.mark.usefixtures("filed")
def test_an_amount_said_under_two_funds_counts_once(district: District) -> None:
    told = Fact.objects.filter(filing__unit=district.schools, topic="三公.接待", own=True)
    assert told.count() > 1, "the document says it under several funds; else this test shows nothing"
    pivot = lay_out(Layout("reception", "unit", "", 2024), [district.schools.pk])
    assert list(pivot.cells.values()) == [2 * WAN]


@pytest.mark.usefixtures("filed")
def test_the_page_shows_only_units_that_the_person_may_read(client: Client, district: District) -> None:
    client.force_login(district.people[Role.ACCOUNTANT])
    page = client.get("/lookup/ledger/", {"measure": "three"}).content.decode()
    assert "青禾县林业局" in page
    assert "青禾县教育局" not in page
    lined = client.get("/lookup/lines/", {"unit": "教育局"}).content.decode()
    assert "共 0 条" in lined


@pytest.mark.usefixtures("filed")
def test_the_page_its_file_and_its_chart_say_the_same(client: Client, district: District) -> None:
    client.force_login(district.people[Role.OFFICE])
    asked = {"measure": "three", "unit": "林业"}
    page = client.get("/lookup/ledger/", asked).content.decode()
    assert '<td class="amount">4.00</td><td class="amount">5.00</td>' in page
    text = b"".join(client.get("/lookup/ledger/", {**asked, "export": "csv"})).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["单位", "2023", "2024"], ["青禾县林业局", "4", "5"]]
    chart = client.get("/lookup/ledger/data.json", asked).json()
    assert (chart["unit"], chart["series"]) == ("万元", [{"name": "青禾县林业局", "values": ["4", "5"]}])


@pytest.mark.usefixtures("filed")
def test_whatever_is_asked_the_page_answers(client: Client, district: District) -> None:
    client.force_login(district.people[Role.OFFICE])
    for query in (
        "rows=unit&columns=unit",
        "rows='&measure=;drop",
        "year=9999&kind=x&money=¥",
        "columns=economic&rows=item",
    ):
        assert client.get(f"/lookup/ledger/?{query}").status_code == 200
    for query in ("page=999999", "words=%27%20OR%201", "year=20245", "words=%25", "export=exe"):
        assert client.get(f"/lookup/lines/?{query}").status_code == 200


@pytest.mark.usefixtures("filed")
def test_lines_leave_as_parquet_with_exact_decimals(client: Client, district: District) -> None:
    client.force_login(district.people[Role.OFFICE])
    answer = client.get("/lookup/lines/", {"words": "公务接待", "unit": "教育", "export": "parquet"})
    table = pq.read_table(io.BytesIO(answer.content))
    assert {row["value"] for row in table.to_pylist()} == {Decimal("20000.0000")}


@pytest.mark.usefixtures("filed")
def test_the_data_package_describes_every_column_it_holds(client: Client, district: District) -> None:
    client.force_login(district.people[Role.OFFICE])
    answer = client.get("/lookup/lines/", {"words": "公务接待", "unit": "教育", "export": "package"})
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    told = json.loads(package.read("datapackage.json"))
    (resource,) = told["resources"]
    head, *rows = csv.reader(io.StringIO(package.read(resource["path"]).decode("utf-8")))
    fields = resource["schema"]["fields"]
    assert head == [field["name"] for field in fields]
    assert told["profile"] == "fiscal-data-package"
    kinds = {field["columnType"] for field in fields if "columnType" in field}
    assert {"value", "date:fiscal-year", "functional-classification:generic:code"} <= kinds
    assert {row[head.index("value")] for row in rows} == {"20000"}


@pytest.mark.usefixtures("filed")
def test_withdrawn_versions_leave_the_snapshot_with_the_next_writing(district: District) -> None:
    Fact.objects.filter(unit=district.schools).delete()
    snapshots.write_year(2024)
    found, total = lines.page(lines.Wanted((district.schools.pk,)), 1)
    assert (found, total) == ([], 0)


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize("words", ["", "支出"])
def test_pages_of_lines_follow_on_one_another_from_unit_to_unit(
    district: District, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(lines, "PAGE", 3)
    district.schools.region, district.schools.code = (
        district.elsewhere,
        district.nursery.code,
    )  # one code in two regions
    district.schools.save()
    snapshots.write_year(2024)
    expected = Fact.objects.filter(own=True, words__contains=words).order_by("unit__code", "-year", "kind", "pk")
    said = list(expected.values_list("unit_id", "year", "words", "printed"))
    wanted = lines.Wanted(tuple(units(district)), words=words)
    pages = [lines.page(wanted, number) for number in range(1, -(-len(said) // 3) + 1)]
    found = [(line.unit_id, line.year, line.words, line.printed) for some, _total in pages for line in some]
    assert found == said
    assert {total for _some, total in pages} == {len(said)}
    assert lines.page(wanted, len(pages) + 1) == ([], len(said))


@pytest.mark.usefixtures("filed")
def test_the_ledger_asks_the_database_little(
    client: Client, district: District, django_assert_max_num_queries: CountQueries
) -> None:
    client.force_login(district.people[Role.OFFICE])
    for address in ("/lookup/ledger/", "/lookup/lines/"):
        with django_assert_max_num_queries(9):
            client.get(address)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "SELECT * FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '/tmp/gouji-should-not-be.csv'",
        "ATTACH '/tmp/gouji-should-not-be.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '64GB'",
    ],
)
def test_the_database_of_questions_is_locked(statement: str) -> None:
    with duck.opened() as connection, pytest.raises(duckdb.Error):
        connection.execute(statement)
