"""Figures in cells and in running text: unit by column, row, caption; signs; numerals that are no quantity."""

from decimal import Decimal

import pytest
from tests.extract.tables.forms import extraction, markdown
from tests.extract.trees import extraction as prose

from gouji.model.figure import Bound, Dimension, Figure, Nature

D = Decimal


def cells(*rows: str, title: str = "支出预算表", unit: str = "万元") -> dict[str, Figure]:
    """Printed text to figure, of those in the table."""
    found = extraction(markdown(title, *rows, unit=unit))
    return {figure.text: figure for figure in found.figures if figure.table is not None}


def unit_of(figure: Figure) -> str:
    return figure.unit.name if figure.unit else ""


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("(0.45)", "-0.45"),
        ("（0.45）", "-0.45"),
        ("-0.45", "-0.45"),
        ("△0.45", "-0.45"),
        ("▲0.45", "-0.45"),
        ("－0.45", "-0.45"),
        ("1,234.56", "1234.56"),
        ("１２．５０", "12.50"),
        ("0.00", "0"),
    ],
)
def test_signs_in_a_cell(printed: str, value: str) -> None:
    found = cells("科目编码|科目名称|合计", "201|一般公共服务支出|9.99", f"208|社会保障和就业支出|{printed}")
    (figure,) = (figure for figure in found.values() if figure.row == 2 and figure.column == 2)
    assert (figure.value, unit_of(figure), figure.bound) == (D(value), "万元", Bound.EXACT)


def test_codes_are_no_quantities() -> None:
    found = cells("科目编码|科目名称|合计", "201|一般公共服务支出|9.99", "2010101|行政运行|9.99")
    assert {found["201"].nature, found["2010101"].nature} == {Nature.NOT_QUANTITY}


def test_the_caption_gives_the_unit_and_a_column_overrules_it() -> None:
    found = cells("项目|金额|数量（辆）|占比（%）", "公务用车|12.50|3|41.20", "公务接待|17.80|4|58.80")
    assert (unit_of(found["12.50"]), unit_of(found["3"]), unit_of(found["41.20"])) == ("万元", "辆", "%")


def test_a_table_in_yuan() -> None:
    found = cells("科目编码|科目名称|合计", "201|一般公共服务支出|301500.00", unit="元")
    assert found["301500.00"].amount == D("301500.00")
    assert found["301500.00"].slack == D("0.005")


def test_a_unit_in_the_cell_overrules_all() -> None:
    found = cells("项目|金额", "示例甲|3.00亿元", "示例乙|2.00")
    assert (found["3.00亿元"].amount, found["2.00"].amount) == (D(300_000_000), D(20_000))


def test_precision_is_the_columns() -> None:
    found = cells("项目|金额|个数（个）", "示例甲|110|2", "示例乙|5532.75|3")
    assert (found["110"].step, found["5532.75"].step) == (D("0.01"), D("0.01"))
    assert found["2"].slack == 0


@pytest.mark.parametrize("printed", ["**", "××", "XX"])
def test_a_masked_amount_in_prose(printed: str) -> None:
    (figure,) = (figure for figure in prose(f"会议费支出{printed}万元。").figures if figure.nature is Nature.MASKED)
    assert (figure.value, unit_of(figure)) == (None, "万元")


def test_an_integer_without_a_unit_in_prose_is_no_quantity() -> None:
    """Page numbers that a reader left in, names with numbers: nothing is claimed of them."""
    found = prose("支出情况见下文 42\n\n12345热线运行良好，推进1234工程。\n\n17\n")
    assert all(figure.nature is Nature.NOT_QUANTITY for figure in found.figures)


def test_a_contents_line_is_no_amount() -> None:
    found = prose("三、财政拨款支出决算表................12\n\n四、一般公共预算支出表……15")
    assert all(figure.nature is Nature.NOT_QUANTITY for figure in found.figures)


def test_a_ten_thousand_without_yuan_is_money() -> None:
    (figure,) = (figure for figure in prose("安排209万用于绿化。").figures if figure.nature is Nature.QUANTITY)
    assert figure.unit is not None
    assert (figure.unit.dimension, figure.amount) == (Dimension.MONEY, D(2_090_000))


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("(1,234)", "-1234"),
        ("（300）", "-300"),
        ("(1，234.50)", "-1234.50"),
        ("(2.5%)", "-2.5"),
        ("减少2.5", "-2.5"),
        ("△12", "-12"),
        ("2.5", "2.5"),
    ],
)
def test_forms_of_a_negative_amount_in_a_cell(printed: str, value: str) -> None:
    found = cells("项目|上年|本年|增减", "甲|9|8|-1", "乙|9|8|-1", f"丙|9|8|{printed}", title="收支情况表")
    assert [figure.value for figure in found.values() if (figure.row, figure.column) == (3, 3)] == [D(value)]
