"""A list of units is looked at first: each row is new, changed, the same, or set aside with its reason."""

from __future__ import annotations

import datetime as dt
import io
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from gouji.web.core.errors import Refused
from gouji.web.people.roles import Role
from gouji.web.units.models import Unit, UnitList
from gouji.web.units.services.listing import Fate, apply, hand_in, preview

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District

TODAY = dt.date(2024, 3, 1)
LIST = """青禾县预算单位清单,,,,
单位编码,单位名称,主管部门,单位性质,是否公开
101,青禾县林业局,,行政,是
101002,青禾县苗圃,101,事业,否
118002,青禾县水文站,青禾县水利局,事业单位,是
118,青禾县水利局,,行政单位,是
101009,青禾县林场,,事业,
205,青禾县教体局,,行政,是
,没有编码的单位,,,
118,青禾县水利局,,行政单位,是
300001,青禾县茶场,青禾县茶业局,事业,是
400,青禾县文旅局,,官方,是
"""


def listed(district: District, text: str = LIST) -> UnitList:
    by = district.people[Role.STEWARD]
    return hand_in(by, district.county, "单位.csv", text.encode(), today=TODAY)


def test_each_row_has_its_fate_and_its_reason(district: District) -> None:
    rows = {row.number: row for row in preview(listed(district))}
    assert {number: row.fate for number, row in rows.items()} == {
        3: Fate.SAME,
        4: Fate.CHANGED,
        5: Fate.NEW,
        6: Fate.NEW,
        7: Fate.NEW,
        8: Fate.ASIDE,
        9: Fate.ASIDE,
        10: Fate.ASIDE,
        11: Fate.ASIDE,
        12: Fate.ASIDE,
    }
    reasons = [rows[number].reason for number in (8, 9, 10, 11, 12)]
    words = ["更名", "没有单位编码", "重复", "青禾县茶业局", "官方"]
    assert [word in reason for word, reason in zip(words, reasons, strict=True)] == [True] * 5
    assert rows[7].parent == "101"


def test_nothing_changes_before_the_list_is_taken_over_and_once_only(district: District) -> None:
    found = listed(district)
    assert Unit.objects.count() == 3
    counts = apply(district.people[Role.STEWARD], found, today=TODAY)
    assert (counts[Fate.NEW], counts[Fate.CHANGED], counts[Fate.SAME], counts[Fate.ASIDE]) == (3, 1, 1, 5)
    station = Unit.objects.get(code="118002")
    assert station.parent is not None
    assert station.parent.code == "118"
    assert station.path == f"{station.parent_id}/{station.pk}/"
    assert not Unit.objects.get(code="101002").publishes
    with pytest.raises(Refused, match="已经导入"):
        apply(district.people[Role.STEWARD], found, today=TODAY)


def test_units_that_name_one_another_as_department_are_set_aside(district: District) -> None:
    text = "单位编码,单位名称,主管部门\n501,甲局,502\n502,乙局,501\n503,丙局,501\n"
    assert [row.fate for row in preview(listed(district, text))] == [Fate.ASIDE] * 3


def test_a_workbook_is_read_like_a_csv_file(district: District) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, line in enumerate(LIST.splitlines()):
        sheet.write_row(at, 0, line.split(","))
    book.close()
    by = district.people[Role.STEWARD]
    found = hand_in(by, district.county, "单位.xlsx", stream.getvalue(), today=TODAY)
    assert [row.fate for row in preview(found)].count(Fate.NEW) == 3


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("单位.xls", b"", "xlsx"),
        ("单位.pdf", b"%PDF-1.4", "xlsx"),
        ("单位.csv", "姓名,电话\n张三,1\n".encode(), "表头"),
        ("单位.xlsx", b"no workbook at all", "表头"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(
    district: District, name: str, data: bytes, word: str
) -> None:
    with pytest.raises(Refused, match=word):
        hand_in(district.people[Role.STEWARD], district.county, name, data, today=TODAY)
    assert not UnitList.objects.exists()


def test_a_steward_hands_a_list_in_looks_at_it_and_takes_it_over(client: Client, district: District) -> None:
    client.force_login(district.people[Role.STEWARD])
    file = SimpleUploadedFile("单位.csv", LIST.encode())
    answer = client.post(f"/units/region/{district.county.pk}/import/", {"file": file})
    page = client.get(answer["Location"]).content.decode()
    assert "没有单位编码" in page
    assert client.post(answer["Location"], follow=True).status_code == 200
    assert Unit.objects.filter(code="118").exists()


def test_only_so_many_lists_an_hour(client: Client, district: District) -> None:
    client.force_login(district.people[Role.STEWARD])
    address = f"/units/region/{district.county.pk}/import/"
    answers = [client.post(address).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_a_government_known_as_a_unit_that_does_not_publish_becomes_a_government(district: District) -> None:
    known = Unit.objects.create(region=district.county, code="001", name="青禾县人民政府", publishes=False)
    town = Unit.objects.create(region=district.elsewhere, code="901", name="白石镇人民政府")
    import_module("gouji.web.units.migrations.0004_government").told(apps, None)
    for unit in (known, town):
        unit.refresh_from_db()
    assert (known.is_government, known.publishes, town.is_government) == (True, True, False)
