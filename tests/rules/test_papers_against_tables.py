"""What a government's paper tells in text, held against its own tables: the cell of the same level, fund, year and basis."""

from __future__ import annotations

import pytest
from tests.rules.test_government_papers import questioned, verified

_TABLE = """

### 附表1 2024年{level}一般公共预算支出执行情况表

单位：万元

| 项目 | 年初预算数 | 上年决算数 | 执行数 | 为年初预算的% | 比上年增长% |
|---|---|---|---|---|---|
| 一、教育支出 | 240000 | 230000 | 234600 | 97.8 | 2.0 |
| 二、科学技术支出 | 52000 | 51000 | 53550 | 103.0 | 5.0 |
| 三、农林水支出 | 90000 | 88000 | 83600 | 92.9 | -5.0 |
| 四、交通运输支出 | 64000 | 60000 | 57600 | 90.0 | -4.0 |
"""
_TOLD = (
    "2024年，全市一般公共预算支出主要项目：教育支出{education}，增长2%；科学技术支出{science}，增长5%；"
    "农林水支出8.36亿元，{farm}；交通运输支出5.76亿元，下降4%。"
)


def _body(education: str = "23.46亿元", science: str = "53550万元", farm: str = "下降5%", level: str = "全市") -> str:
    return _TOLD.format(education=education, science=science, farm=farm) + _TABLE.format(level=level)


def test_text_that_agrees_with_its_table_is_borne_out() -> None:
    assert questioned(_body()) == []
    assert {"23.46亿元", "53550万元", "8.36亿元", "5%", "4%"} <= set(verified(_body()))


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"education": "24.36亿元"}, ("EQ108", "24.36亿元", "23.46")),
        ({"science": "53550元"}, ("EQ108", "53550元", None)),
        ({"farm": "增长5%"}, ("CH113", "增长", "下降")),
        ({"farm": "下降8%"}, ("CH113", "8%", "5.0")),
    ],
)
def test_what_differs_from_the_table_is_questioned(wrong: dict[str, str], found: tuple[str, str, str | None]) -> None:
    ((rule, printed, expected),) = questioned(_body(**wrong))
    assert (rule, printed) == found[:2]
    assert found[2] is None or (expected is not None and expected.rstrip("0.") == found[2].rstrip("0."))


@pytest.mark.parametrize(
    "wrong",
    [
        {"education": "24.36亿元", "level": "市本级"},  # another level's table
        {"education": "23.47亿元"},  # a unit of the last digit
        {"farm": "同口径下降8%"},  # growth on another footing
        {"farm": "下降8%（同口径）"},
        {"farm": "剔除一次性项目，下降8%"},
        {"education": "24.36亿元", "level": ""},  # a table of no level, which three others bear out
    ],
)
def test_what_the_table_does_not_speak_of_is_not_questioned(wrong: dict[str, str]) -> None:
    assert questioned(_body(**wrong)) == []


def test_a_former_amount_is_not_the_one_in_the_table() -> None:
    """Told are 23.51 of the first report and 23.46 of the account: the table prints the latter."""
    former = "与年初报告的执行数相比，全市教育支出由23.51亿元变为23.46亿元。"
    assert questioned(f"2024年，全市一般公共预算支出决算变动如下。{former}\n\n{_body()}") == []


_PROBLEMS = """

### 附表 2024年审计查出问题汇总表

单位：万元

| 序号 | 类别 | 问题 | 涉及金额 |
|---|---|---|---|
| 1 | 预算管理 | 收入未及时入库 | 432.61 |
| 2 | 预算管理 | 指标下达不及时 | 336.76 |
| 3 | 部门执行 | 采购程序不规范 | 123.56 |
"""


@pytest.mark.parametrize(("told", "found"), [("123.56", []), ("223.56", [("EQ103", "223.56万元")])])
def test_a_titled_paragraph_is_held_against_the_line_of_its_name(told: str, found: list[tuple[str, str]]) -> None:
    body = (
        "（一）收入未及时入库。有3个单位存在这一问题，涉及资金432.61万元。\n\n"
        "（二）指标下达不及时。有5个单位存在这一问题，涉及资金336.76万元。\n\n"
        f"（三）采购程序不规范。有2个单位存在这一问题，涉及金额{told}万元。"
    )
    assert [one[:2] for one in questioned(body + _PROBLEMS)] == found


@pytest.mark.parametrize(
    ("head", "numbers", "total", "found"),
    [
        ("项目名称", "123", "9000", []),  # 2000+3000+4000
        ("项目名称", "123", "9500", ["SU202"]),
        ("项目名称", "124", "9500", []),  # a line is left out
        ("部门", "123", "9500", []),  # a department may be left out
    ],
)
def test_a_list_counted_through_adds_up_to_its_total(head: str, numbers: str, total: str, found: list[str]) -> None:
    rows = [f"| {number} | 事项{at}号工程 | {at}000 |" for at, number in enumerate(numbers, 2)]
    table = f"附表 2024年新增债券安排表\n\n单位：万元\n\n| 序号 | {head} | 金额 |\n|---|---|---|\n"
    table += "\n".join([*rows, f"|  | 合计 | {total} |"])
    assert [one[0] for one in questioned(table)] == found


@pytest.mark.parametrize(("mended", "found"), [("2111.04", []), ("2113.04", [("EQ108", "2113.04万元")])])
def test_what_the_columns_of_a_table_total_is_told_in_text(mended: str, found: list[tuple[str, str]]) -> None:
    """1500.04+611 = 2111.04 and 1600.45+1210 = 2810.45, as the text says of both."""
    table = (
        "\n\n附表 2024年审计查出问题整改情况表\n\n单位：万元\n\n| 类别 | 涉及金额 | 已整改金额 |\n|---|---|---|\n"
        "| 预算管理 | 1600.45 | 1500.04 |\n| 部门执行 | 1210.00 | 611.00 |\n| 合计 | 2810.45 | 2111.04 |\n"
    )
    body = f"查出问题涉及金额情况：涉及金额2810.45万元，已整改{mended}万元。"
    assert [one[:2] for one in questioned(body + table)] == found
