"""Performance tables with several headers. All projects are made up."""

from decimal import Decimal

from tests.extract.tables.forms import extraction, markdown

from gouji.extract.forms.evaluation import Evaluation, evaluations, funds
from gouji.model.figure import Dimension, Unit

D = Decimal


def read(*rows: str) -> list[Evaluation]:
    return list(evaluations(extraction(markdown("项目支出绩效自评表", *rows))))


def values(table: Evaluation, head: str) -> list[Decimal]:
    return [amount.value for amount in table.column(head)]


def test_each_header_names_the_lines_below_it() -> None:
    (table,) = read(
        "项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分",
        "年度资金总额 | 100.00 | 120.00 | 114.00 | 95% | 9.5",
        "一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
        "产出指标 | 示例场次 | 12 | 11 | 60 | 55",
        "效益指标 | 示例知晓率 | 90% | 92% | 30 | 30",
        "总分 | | | | 100 | 94.5",
    )
    assert (values(table, "budget"), values(table, "executed"), values(table, "rate")) == ([D(120)], [D(114)], [D(95)])
    assert values(table, "weight") == [D(60), D(30)]
    assert values(table, "score") == [D("9.5"), D(55), D(30)]
    assert table.total is not None
    assert table.total.amounts["score"].value == D("94.5")


def test_projects_of_one_table_are_kept_apart() -> None:
    first, second = read(
        "项目名称 | 三级指标 | 指标值 | 分值权重（90分）",
        "示例项目甲 | 场次 | 12 | 60",
        " | 满意度 | 90 | 30",
        "示例项目乙 | 人次 | 40 | 90",
    )
    assert (values(first, "weight"), values(second, "weight")) == ([D(60), D(30)], [D(90)])
    assert first.points == D(90)


def test_two_projects_under_headers_of_their_own_are_left_out() -> None:
    header = "三级指标 | 年度指标值 | 分值"
    assert read(header, "场次 | 12 | 60", header.replace("年度", ""), "人次 | 40 | 40") == []


def test_points_are_counted_and_not_of_the_unit_beside_them() -> None:
    """(万元) stands over the money of a line; the points of the line below are points."""
    document = markdown(
        "项目支出绩效目标表",
        "三级指标 | 度量单位 | 指标值 | 权重（%）",
        "示例成本 | 万元 | ≤35.78 | 20",
        "示例场次 | 场 | ≥12 | 10%",
    )
    found = {figure.text: figure for figure in extraction(document).figures if figure.exact}
    assert [(found[text].unit, found[text].slack) for text in ("20", "10%")] == [
        (Unit("分", Dimension.COUNT), D(0)),
        (Unit("%", Dimension.COUNT), D(0)),
    ]


def asked(*rows: str) -> list[tuple[str, Decimal]]:
    found = funds(extraction(markdown("项目支出绩效目标表", *rows)))
    return [(each.project, each.amount.value) for each in found]


def test_the_money_of_a_project_stands_in_a_column() -> None:
    assert asked(
        "项目名称 | 资金总额 | 三级指标 | 指标值",
        "合计 | 43.00 | | ",
        "示例热线运行费 | 35.00 | 接听数 | ≥300",
        "示例培训班经费 | 8.00 | 场次 | ≥4",
    ) == [("示例热线运行费", D("35.00")), ("示例培训班经费", D("8.00"))]


def test_the_money_of_a_project_stands_on_a_line_of_its_own() -> None:
    assert asked(
        "项目名称 | 示例热线运行费 | | ",
        "资金金额 | 年度资金总额: | 35.00 | ",
        " | 其中:财政拨款 | 30.00 | ",
        "一级指标 | 三级指标 | 指标值 | 分值权重（90分）",
        "产出指标 | 接听数 | ≥300 | 90",
    ) == [("示例热线运行费", D("35.00"))]
