"""Amounts that stand one column off, and what must not be taken for one."""

from __future__ import annotations

import pytest

from gouji import api

_HEAD = "# 虚构市示例局2024年部门决算\n\n支出决算表\n\n单位：万元\n\n| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n"
_BLOCKS = "# 虚构市示例局2024年部门决算\n\n一般公共预算财政拨款基本支出决算表\n\n单位：万元\n\n| 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |\n|---|---|---|---|---|---|\n"


def _told(text: str) -> list[tuple[str, str, str | None]]:
    (document,) = api.read_bytes(text.encode(), "a.md")
    return [
        (finding.rule, finding.printed, finding.expected)
        for finding in api.check(document).findings
        if finding.severity is not api.Severity.NOTE
    ]


def _table(*rows: str) -> str:
    return _HEAD + "\n".join(rows) + "\n"


def test_a_class_without_the_amount_of_its_items_beside_it() -> None:
    """The chain of single lines above and below says which of the three lines it is."""
    text = _table(
        "| 210 | 卫生健康支出 | 40.20 | 40.20 |  |",
        "| 21011 | 行政事业单位医疗 | 40.20 | 40.20 |  |",
        "| 2101101 | 行政单位医疗 | 40.20 | 40.20 |  |",
        "| 221 | 住房保障支出 | 75.72 | 75.72 |  |",
        "| 22102 | 住房改革支出 | 75.72 |  | 75.72 |",
        "| 2210201 | 住房公积金 | 75.72 | 75.72 |  |",
        "|  | 合计 | 115.92 | 115.92 |  |",
    )
    assert _told(text) == [("SU207", "75.72", "0")]


def test_two_lists_side_by_side() -> None:
    """301: 30.00 + 28.14 = 58.14; 302: 7.55 + 9.00 = 16.55; the two of one line were exchanged."""
    text = _BLOCKS + (
        "| 301 | 工资福利支出 | 58.14 | 302 | 商品和服务支出 | 16.55 |\n"
        "| 30101 | 基本工资 | 30.00 | 30201 | 办公费 | 9.00 |\n"
        "| 30102 | 津贴补贴 | 7.55 | 30202 | 印刷费 | 28.14 |\n"
    )
    assert _told(text) == [("SU207", "7.55", "28.14")]


@pytest.mark.parametrize("wrong", ["55.00", "5.00"])
def test_a_wrong_digit_is_no_shift(wrong: str) -> None:
    text = _table(
        "| 201 | 一般公共服务支出 | 230.00 | 150.00 | 80.00 |",
        "| 20101 | 人大事务 | 230.00 | 150.00 | 80.00 |",
        "| 2010101 | 行政运行 | 150.00 | 150.00 |  |",
        f"| 2010104 | 人大会议 | 50.00 |  | {wrong} |",
        "| 2010108 | 代表工作 | 30.00 |  | 30.00 |",
        "|  | 合计 | 230.00 | 150.00 | 80.00 |",
    )
    assert _told(text) == [("SU204", wrong, "50.00")] or _told(text) == [("SU201", wrong, "50.00")]


def test_of_two_equal_lines_none_is_named() -> None:
    """Either of the two 50.00 may be the one that belongs beside."""
    text = _table(
        "| 201 | 一般公共服务支出 | 250.00 | 150.00 | 100.00 |",
        "| 20101 | 人大事务 | 250.00 | 150.00 | 100.00 |",
        "| 2010101 | 行政运行 | 150.00 | 150.00 |  |",
        "| 2010104 | 人大会议 | 50.00 | 50.00 |  |",
        "| 2010108 | 代表工作 | 50.00 | 50.00 |  |",
        "|  | 合计 | 250.00 | 150.00 | 100.00 |",
    )
    assert "SU207" not in {rule for rule, _, _ in _told(text)}


def test_two_cells_filled_the_wrong_way_round_are_told_once() -> None:
    """The account holds 150.00 and 80.00; the totals of both columns are exchanged."""
    text = _table(
        "| 201 | 一般公共服务支出 | 230.00 | 150.00 | 80.00 |",
        "| 20101 | 人大事务 | 230.00 | 150.00 | 80.00 |",
        "| 2010101 | 行政运行 | 150.00 | 150.00 |  |",
        "| 2010104 | 人大会议 | 80.00 |  | 80.00 |",
        "|  | 合计 | 230.00 | 80.00 | 150.00 |",
    )
    assert len(_told(text)) == 1
