"""Files that are wrong in ways that happen: none changes a published figure by itself, each says what to do."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.web.execution.test_loading import FEBRUARY, HEAD, JANUARY, _own_folder, loaded, paid

from gouji.supervision.mapping import Mapping
from gouji.web.core.errors import Refused
from gouji.web.execution.models import Load
from gouji.web.execution.services import loading

if TYPE_CHECKING:
    from tests.web.conftest import District

__all__ = ["_own_folder"]
BUDGET = "年度,预算单位,项目名称,{heading}\n2026,青禾县林业局,造林,{first}\n2026,青禾县教育局,校舍,{second}\n"


@pytest.fixture
def published(district: District) -> District:
    loaded(district, HEAD + JANUARY + FEBRUARY)
    assert paid(district) == Decimal("170.50")
    return district


def sent(district: District, text: str, name: str = "支付.csv", year: int = 2026) -> Load:
    """Send a file as the worker would take it on: nobody confirms anything."""
    actor = district.people["finance"]
    return loading.take(loading.read(loading.receive(actor, district.county, year, name, [text.encode()])))


def test_wrong_columns_wait_for_a_mapping_and_say_which_is_missing(published: District) -> None:
    load = sent(published, "日期,号,谁,多少\n2026-01-01,A1,青禾县林业局,5\n")
    assert load.state == Load.State.MAPPING
    with pytest.raises(Refused, match=r"缺少“.*”列，请指定一列或填写固定值。"):
        loading.confirm(published.people["finance"], load, Mapping.from_json(load.mapping))
    assert paid(published) == Decimal("170.50")


def test_two_units_in_one_heading_are_refused(published: District) -> None:
    text = "年度,预算单位,年初预算数（万元）,调整预算数（元）\n2026,青禾县林业局,1,20000\n"
    load = sent(published, text)
    with pytest.raises(Refused, match="表头里有多种金额单位（万元、元），请统一成一种后重新导出。"):
        loading.confirm(published.people["finance"], load, Mapping.from_json(load.mapping))


def test_a_file_in_another_unit_than_the_last_one_is_held(published: District) -> None:
    loaded(published, BUDGET.format(heading="年初预算数", first="12000000", second="8000000"))
    load = sent(published, BUDGET.format(heading="年初预算数", first="1200", second="800"))
    assert load.state == Load.State.HELD
    assert any("相差千倍以上，请核对金额单位" in remark for remark in load.remarks)


def test_an_amount_with_its_own_unit_waits_by_itself(published: District) -> None:
    load = sent(published, HEAD + JANUARY + FEBRUARY + "2026-02-04,A4,青禾县林业局,造林,5万元\n")
    assert load.state == Load.State.HELD
    assert load.remarks == ["1 行放在一边等待处理：“金额”读不出来。"]
    assert paid(published) == Decimal("170.50")


def test_duplicated_rows_wait(published: District) -> None:
    load = sent(published, HEAD + JANUARY + FEBRUARY + FEBRUARY)
    assert (load.state, load.remarks) == (Load.State.HELD, ["1 行放在一边等待处理：与前面的行重复。"])
    assert paid(published) == Decimal("170.50")


def test_a_total_that_does_not_match_is_said_with_its_working(published: District) -> None:
    load = sent(published, HEAD + JANUARY + FEBRUARY + ",,合计,,180.50\n")
    assert load.state == Load.State.HELD
    assert load.remarks == ["“金额”合计行是 180.50 元，各行相加是 170.50 元，相差 10.00 元，请核对文件是否完整。"]
    assert paid(published) == Decimal("170.50")


def test_half_a_file_does_not_replace_the_whole(published: District) -> None:
    whole = HEAD + "2026-01-01,C1,青禾县林业局,造林,1.00\n" + JANUARY + FEBRUARY
    loaded(published, whole)
    half = HEAD + "2026-01-01,C1,青禾县林业局,造林,1.00\n" + FEBRUARY
    load = sent(published, half)
    assert load.state == Load.State.HELD
    assert "这次 2 行，比被替换的 4 行少，可能只导出了一部分，请核对。" in load.remarks
    assert paid(published) == Decimal("171.50")


def test_a_workbook_that_breaks_off_is_refused(published: District) -> None:
    load = loading.read(
        loading.receive(published.people["finance"], published.county, 2026, "支付.xlsx", [b"PK\x03\x04" + b"\0" * 99])
    )
    assert load.state == Load.State.REFUSED
    assert load.remarks[0].endswith("。")
    assert paid(published) == Decimal("170.50")


def test_a_csv_that_breaks_off_in_a_row_is_held(published: District) -> None:
    load = sent(published, HEAD + JANUARY + FEBRUARY + "2026-02-05,A7,青禾县林")
    assert load.state == Load.State.HELD
    assert any("等待处理" in remark for remark in load.remarks)
    assert paid(published) == Decimal("170.50")


@pytest.mark.parametrize("say", ["已核对", "是去年的"])
def test_another_year_s_file_cannot_count(published: District, say: str) -> None:
    load = sent(published, (HEAD + JANUARY).replace("2026-", "2025-"))
    assert load.state == Load.State.HELD
    assert load.remarks == ["2 行放在一边等待处理：不是这个年度。", "一行都不是2026年的数据，请核对年度和文件。"]
    with pytest.raises(Refused, match="没有一行数据可用"):
        loading.go_live(published.people["finance"], load, say)
    assert paid(published) == Decimal("170.50")


def test_last_year_s_title_is_not_this_year_s(published: District) -> None:
    """A saved mapping that took its year from the title takes it from the next file's own title."""
    text = "2026年部门预算表,,\n预算单位,项目名称,年初预算数\n青禾县林业局,造林,5\n"
    loaded(published, text)
    load = sent(published, text.replace("2026年", "2027年"), year=2027)
    assert (load.state, load.mapping["given"]) == (Load.State.LIVE, {"year": "2027"})
    wrong = sent(published, text.replace("造林,5", "造林,6"), year=2027)
    assert wrong.state == Load.State.HELD


CONTROL = (
    "年度,月份,数据项,单位名称,金额\n2026,1,国库支付,青禾县林业局,{forestry}\n2026,2,国库支付,青禾县林业局,{both}\n"
)


def test_a_unit_s_control_total_is_held_against_the_load(district: District) -> None:
    loaded(district, CONTROL.format(forestry="100.00", both="121.00"))
    first = loaded(district, HEAD + JANUARY)
    assert first.state == Load.State.LIVE
    second = sent(district, HEAD + FEBRUARY)
    assert second.state == Load.State.HELD
    assert second.remarks == [
        "青禾县林业局国库支付到2月末合计 120.00 元，控制数 121.00 元，相差 -1.00 元，请核对。",
    ]
    assert paid(district) == Decimal("150.50")


def test_control_totals_that_come_later_are_held_against_what_counts(district: District) -> None:
    loaded(district, HEAD + JANUARY)
    load = loaded(district, CONTROL.format(forestry="99.00", both="120.00"))
    assert load.state == Load.State.HELD
    assert load.remarks == ["青禾县林业局国库支付到1月末合计 100.00 元，控制数 99.00 元，相差 1.00 元，请核对。"]
