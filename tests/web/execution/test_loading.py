"""A load on its way: mapped once, reconciled, live as a whole, replaced and taken back; what is live never half changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gouji.supervision.mapping import Mapping
from gouji.supervision.store import Facts
from gouji.web.audit.models import Event
from gouji.web.core.errors import Refused
from gouji.web.execution.models import Load
from gouji.web.execution.services import loading
from gouji.web.execution.services.places import live_facts
from gouji.web.filings.services import store

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings
    from tests.web.conftest import District

HEAD = "支付日期,凭证号,预算单位,项目名称,支付金额\n"
JANUARY = "2026-01-15,A1,青禾县林业局,造林,100.00\n2026-01-20,A2,青禾县教育局,校舍,50.50\n"
FEBRUARY = "2026-02-03,A3,青禾县林业局,造林,20.00\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Settings) -> None:
    settings.CONFIG = replace(settings.CONFIG, data=tmp_path)


def loaded(district: District, text: str, year: int = 2026) -> Load:
    """Send a file through all steps, the mapping confirmed as proposed."""
    actor = district.people["finance"]
    load = loading.receive(actor, district.county, year, "支付.csv", [text.encode()])
    load = loading.read(load)
    if load.state == Load.State.MAPPING:
        load = loading.confirm(actor, load, Mapping.from_json(load.mapping))
    return loading.take(load)


def paid(district: District) -> Decimal:
    with Facts(live_facts(district.county)) as facts:
        return Decimal(facts.rows("SELECT coalesce(sum(amount), 0) AS paid FROM payment")[0]["paid"])


def test_a_clean_file_goes_live_and_is_known_next_month(district: District) -> None:
    assert loaded(district, HEAD + JANUARY).state == Load.State.LIVE
    load = loading.receive(
        district.people["finance"], district.county, 2026, "2.csv", [(HEAD + JANUARY + FEBRUARY).encode()]
    )
    load = loading.read(load)
    assert load.state == Load.State.TAKING
    assert loading.take(load).state == Load.State.LIVE
    assert paid(district) == Decimal("170.50")


def test_a_file_may_be_larger_than_what_the_engine_reads(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    assert loading.MOST > 10 * store.MOST
    monkeypatch.setattr(loading, "MOST", 99)
    loading.receive(district.people["finance"], district.county, 2026, "x.csv", [b"x" * 99])
    with pytest.raises(Refused, match="请拆分"):
        loading.receive(district.people["finance"], district.county, 2026, "x.csv", [b"x" * 100])


def test_a_later_file_replaces_the_earlier_one_that_it_covers(district: District) -> None:
    first = loaded(district, HEAD + JANUARY)
    loaded(district, HEAD + JANUARY + FEBRUARY)
    first.refresh_from_db()
    assert first.state == Load.State.REPLACED
    assert paid(district) == Decimal("170.50")


def test_a_month_by_itself_is_added(district: District) -> None:
    loaded(district, HEAD + JANUARY)
    loaded(district, HEAD + FEBRUARY)
    assert paid(district) == Decimal("170.50")


def test_the_same_file_again_changes_nothing(district: District) -> None:
    first = loaded(district, HEAD + JANUARY)
    events = Event.objects.count()
    assert (
        loading.receive(district.people["finance"], district.county, 2026, "x.csv", [(HEAD + JANUARY).encode()]).pk
        == first.pk
    )
    assert Event.objects.count() == events
    assert Load.objects.count() == 1


def test_taking_a_load_back_brings_back_what_it_replaced(district: District) -> None:
    loaded(district, HEAD + JANUARY)
    second = loaded(district, HEAD + JANUARY + FEBRUARY)
    loading.take_back(district.people["finance"], second, "导错了")
    assert paid(district) == Decimal("150.50")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (JANUARY + "2026-02-01,A9,青禾县林业局,造林,待定\n", "读不出来"),
        (JANUARY + "2026-02-01,A9,白石县林业局,造林,1.00\n", "单位不在名录中"),
        (JANUARY + "2025-12-01,A9,青禾县林业局,造林,1.00\n", "不是这个年度"),
        (JANUARY + "2026-01-20,A2,青禾县教育局,校舍,50.50\n", "重复"),
        (JANUARY + ",,合计,,151.50\n", "相差 1.00 元"),
    ],
)
def test_what_does_not_agree_waits_for_a_person_and_changes_no_figure(district: District, text: str, says: str) -> None:
    loaded(district, HEAD + FEBRUARY)
    load = loaded(district, HEAD + text)
    assert load.state == Load.State.HELD
    assert any(says in remark for remark in load.remarks), load.remarks
    assert paid(district) == Decimal("20.00")
    loading.go_live(district.people["finance"], load, "已与财政核对")
    assert paid(district) == Decimal("170.50")


def test_half_a_file_does_not_replace_a_whole_one(district: District) -> None:
    loaded(district, HEAD + JANUARY)
    load = loaded(
        district,
        HEAD
        + JANUARY.splitlines()[0]
        + "\n2026-01-31,B1,青禾县教育局,校舍,1.00\n2026-01-01,B2,青禾县教育局,校舍,1.00\n",
    )
    assert load.state == Load.State.LIVE
    smaller = loaded(district, HEAD + "2026-01-01,C1,青禾县教育局,校舍,1.00\n2026-01-31,C2,青禾县教育局,校舍,1.00\n")
    assert smaller.state == Load.State.HELD
    assert "可能只导出了一部分" in smaller.remarks[0]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"PK\x03\x04half"])
def test_a_broken_file_is_refused_in_a_sentence(district: District, content: bytes) -> None:
    if not content:
        with pytest.raises(Refused):
            loading.receive(district.people["finance"], district.county, 2026, "x.csv", [content])
        return
    load = loading.read(loading.receive(district.people["finance"], district.county, 2026, "x.csv", [content]))
    assert load.state == Load.State.REFUSED
    assert load.remarks[0].endswith("。")


def test_a_file_without_the_needed_columns_asks_for_them(district: District) -> None:
    actor = district.people["finance"]
    load = loading.read(
        loading.receive(actor, district.county, 2026, "x.csv", ["支付日期,甲\n2026-01-01,5\n".encode()])
    )
    assert load.state == Load.State.MAPPING
    with pytest.raises(Refused, match="缺少"):
        loading.confirm(actor, load, Mapping.from_json(load.mapping))


@pytest.mark.parametrize("role", ["accountant", "unit_lead", "deputy", "auditor", "steward"])
def test_others_may_not_load(district: District, role: str) -> None:
    with pytest.raises(Refused, match="权限"):
        loading.receive(district.people[role], district.county, 2026, "x.csv", [HEAD.encode()])


def test_a_neighbour_s_data_is_not_ours_to_load(district: District) -> None:
    with pytest.raises(Refused, match="权限"):
        loading.receive(district.people["finance"], district.elsewhere, 2026, "x.csv", [HEAD.encode()])


def test_every_step_stands_in_the_chain(district: District) -> None:
    load = loaded(district, HEAD + JANUARY)
    loading.take_back(district.people["finance"], load, "导错了")
    assert [event.action for event in Event.objects.filter(object_type="execution.load")] == [
        "load.received",
        "load.mapped",
        "load.live",
        "load.reversed",
    ]
