"""The money of goal tables by source. All projects are made up."""

from tests.extract.tables.forms import extraction, markdown

from gouji.extract.forms.sources import Total, totals
from gouji.model.figure import Nature


def read(*rows: str) -> list[Total]:
    document = markdown("项目支出绩效目标表", *rows, unit="元")
    return list(totals(document, document.tables[0]))


def test_sources_below_their_total() -> None:
    (total,) = read(
        "项目名称 | 示例热线运行费 | | ",
        "资金金额（万元） | 年度资金总额： | 20.00 | 执行率分值（10分）",
        " | 其中：财政拨款 | 15.00 | ",
        " | 其他资金 | 5.00 | ",
        "一级指标 | 三级指标 | 指标值 | 分值",
    )
    assert total == Total((1, 2), ((2, 2), (3, 2)), complete=True)


def test_sources_beside_their_total_and_the_foot_of_each_column() -> None:
    found = read(
        "任务名称 | 总额 | 财政拨款 | 其他资金",
        "机关运转 | 60.00 | 60.00 | ",
        "业务活动 | 30.00 | 20.00 | 10.00",
        "金额合计 | 90.00 | 80.00 | 10.00",
        "年度总体目标 | 见下 | | ",
    )
    assert [total.whole for total in found] == [(1, 1), (2, 1), (3, 1), (3, 1), (3, 2), (3, 3)]
    assert found[3] == Total((3, 1), ((1, 1), (2, 1)), complete=True)


def test_a_list_without_other_money_may_leave_some_out() -> None:
    (total,) = read("项目 | 资金总额 | 20.00", " | 其中：财政拨款 | 15.00", " | 备注 | 无")
    assert not total.complete


def test_amounts_of_such_lines_are_money_whatever_header_they_stand_under() -> None:
    """The first header names 预算金额（万元）; the amounts under 财政拨款 stand in a column without a name."""
    document = markdown(
        "部门整体支出绩效目标表",
        "任务名称 | 主要内容 | 预算金额（万元） | | 分值",
        " | | 总额 | 财政拨款 | ",
        "机关运转 | 保障运行 | 2,022.39 | 2,022.39 | ",
        "金额合计 | | 2,022.39 | 2,022.39 | ",
        unit="",
    )
    amounts = [figure for figure in extraction(document).figures if figure.text == "2,022.39"]
    assert [(figure.nature, figure.unit and figure.unit.name) for figure in amounts] == [(Nature.QUANTITY, "万元")] * 4
