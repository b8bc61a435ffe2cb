"""The ledger of a checked document as facts: exact, with their places, kept by version."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db.models import Sum

from gouji.web.lookup.fields import fits, trimmed
from gouji.web.lookup.models import Fact, Text

if TYPE_CHECKING:
    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

    from gouji.web.filings.models import Version


def fact(version: Version, **axes: str) -> Fact:
    return Fact.objects.get(version=version, own=True, funds="*", **axes)


def test_an_amount_is_kept_in_yuan_with_its_place(district: District, made: Made) -> None:
    version = made.file(district.forestry)
    found = fact(version, topic="三公.接待")
    assert (found.value, found.measure_unit, found.printed) == (Decimal(20000), "元", "2.00万元")
    text = Text.objects.get(version=version, body__contains="公务接待费")
    start = found.place["start"] - text.place["start"]
    assert text.body[start : start + 6] == "2.00万元"
    assert (found.unit, found.year, found.kind, found.period) == (district.forestry, 2024, "final", 2024)


def test_people_are_counted(district: District, made: Made) -> None:
    version = made.file(district.forestry)
    people = Fact.objects.filter(version=version, topic__startswith="人员.").values_list(
        "topic", "value", "measure_unit"
    )
    assert set(people) == {("人员.在职", Decimal(24), "人"), ("人员.退休", Decimal(7), "人")}


def test_only_the_latest_version_counts(district: District, made: Made) -> None:
    made.file(district.forestry, three="5.00")
    second = made.file(district.forestry, three="4.00")
    assert set(Fact.objects.values_list("version", flat=True)) == {second.pk}
    assert fact(second, topic="三公").value == 40000


def test_an_earlier_version_checked_once_more_changes_nothing(district: District, made: Made) -> None:
    first = made.file(district.forestry, three="5.00")
    second = made.file(district.forestry, three="4.00")
    made.index(first)
    assert set(Fact.objects.values_list("version", flat=True)) == {second.pk}
    assert set(Text.objects.filter(kind="section").values_list("version", flat=True)) == {second.pk}


def test_sums_are_exact(district: District, made: Made) -> None:
    version = made.file(district.forestry)
    Fact.objects.all().delete()
    for value in ("0.10", "0.20", "123456789012345.6789"):
        Fact.objects.create(version=version, filing=version.filing, unit=district.forestry, value=Decimal(value),
                            kind="final", year=2024, period=2024, basis="决算", flow="支出", funds="全部",
                            words="w", measure_unit="元", printed="p")  # fmt: skip
    assert Fact.objects.aggregate(total=Sum("value"))["total"] == Decimal("123456789012345.9789")
    assert Fact.objects.filter(value=Decimal("0.2")).count() == 1


@pytest.mark.parametrize(
    ("value", "kept"), [("0.0001", True), ("0.00001", False), ("922337203685477.5807", True), ("1E15", False)]
)
def test_what_cannot_be_kept_exactly_is_known(value: str, kept: bool) -> None:  # noqa: FBT001
    assert fits(Decimal(value)) is kept


def test_what_cannot_be_kept_exactly_is_refused(district: District, made: Made) -> None:
    version = made.file(district.forestry)
    with pytest.raises(ValueError, match="decimals"):
        Fact.objects.filter(version=version).update(value=Decimal("0.00001"))


def test_a_value_reads_as_it_would_be_written() -> None:
    assert [str(trimmed(Decimal(value))) for value in ("1200.0000", "0.5000", "1E+3", "0")] == [
        "1200",
        "0.5",
        "1000",
        "0",
    ]
