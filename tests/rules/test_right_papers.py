"""What right government papers look like: levels side by side, rates cut off, titles in several wordings. None of it is questioned."""

from __future__ import annotations

import pytest
from tests.rules.test_government_papers import questioned

from gouji import api

_LEVELS = """
上半年，全县一般公共预算收入完成5.00亿元。主要收入项目：企业所得税5000万元；城市建设税4000万元；资源开采税3000万元。

上半年，县本级一般公共预算收入完成4.00亿元。主要收入项目：企业所得税{own}万元；城市建设税4000万元；资源开采税3000万元。

### 附表1 2024年{level}一般公共预算收入执行情况表

单位：万元

| 项目 | 执行数 |
|---|---|
| 企业所得税 | 5000 |
| 城市建设税 | 4000 |
| 资源开采税 | 3000 |
"""


def test_an_item_is_compared_with_the_table_of_its_own_level() -> None:
    """县本级 has less 企业所得税 than 全县; that the two others are equal at both levels does not make one table the other's."""
    assert questioned(_LEVELS.format(own="4100", level="全县")) == []
    other = questioned(_LEVELS.format(own="5100", level="县本级").replace("5000万元", "6000万元"))
    assert [rule for rule, _, _ in other] == ["EQ103"]


def test_a_total_after_a_planned_item_is_not_what_was_spent_of_it() -> None:
    """安排…5.00亿元，支出总计38.00亿元: the total closes the account of 20+13+5."""
    body = (
        "2024年全市一般公共预算支出20.00亿元、上解上级支出13.00亿元、安排预算稳定调节基金5.00亿元，支出总计38.00亿元。\n\n"
        "### 附表1 2024年全市一般公共预算收支平衡表\n\n单位：万元\n\n| 支出项目 | 执行数 |\n|---|---|\n"
        "| 一般公共预算支出 | 200000 |\n| 上解上级支出 | 130000 |\n| 安排预算稳定调节基金 | 50000 |\n| 支出总计 | 380000 |"
    )
    assert questioned(body) == []


def _rates(*rows: tuple[str, str, str]) -> str:
    head = "### 附表1 2024年全市收入执行情况表\n\n单位：万元\n\n| 项目 | 上年决算数 | 执行数 | 比上年增长% |\n|---|---|---|---|\n"
    return head + "\n".join(f"| 项目{at} | {' | '.join(row)} |" for at, row in enumerate(rows))


_CUT = (("3000", "3500", "16.66"), ("7000", "9000", "28.57"), ("6000", "7000", "16.66"), ("9000", "9500", "5.55"))
_ROUNDED = (("3000", "3500", "16.67"), ("7000", "9000", "28.57"), ("6000", "7000", "16.67"), ("9000", "9500", "5.56"))
_OFF = ("10224", "9614", "-5.95")  # of 10223.5 and 9614.5: -5.957, which rounds to -5.96 and is cut to -5.95


def test_where_a_paper_cuts_its_rates_off_that_and_rounding_together_are_no_error() -> None:
    assert questioned(_rates(*_CUT * 3, _OFF)) == []
    assert [(rule, printed) for rule, printed, _ in questioned(_rates(*_ROUNDED * 3, _OFF))] == [("CH202", "-5.95")]
    assert [printed for _, printed, _ in questioned(_rates(*_CUT * 3, ("10224", "9614", "-5.85")))] == ["-5.85"]


@pytest.mark.parametrize(
    "body",
    [
        # 0.13/7.53 = 1.73%; but 0.126/7.535 = 1.67% prints like this, so the word 增加 stands
        "2024年全市一般公共预算收入完成7.66亿元，比上年增加0.13亿元，增长1.67%。",
        "2024年全市一般公共预算收入完成7.66亿元，比上年增加0.13亿元，增长1.73%。",
    ],
)
def test_a_direction_that_rounding_explains_is_not_turned(body: str) -> None:
    assert questioned(body) == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于虚构县2024年财政决算（草案）的报告", "government_final"),
        ("关于虚构县2024年财政决算草案的报告", "government_final"),
        ("关于虚构县2024年上半年预算执行情况的报告", "government_budget"),
        ("关于虚构县2024年县级财政预算调整方案（草案）的报告", "government_budget"),
        ("关于虚构县2024年度县级预算执行和其他财政收支的审计工作报告", "work_report"),
        ("关于虚构县2024年度县级预算执行和其他财政收支审计查出问题整改情况的报告", "work_report"),
        ("虚构县示例局2024年度部门决算", "final"),
    ],
)
def test_a_paper_is_known_by_its_title(title: str, kind: str) -> None:
    body = f"# {title}\n\n2024年决算编制和预算执行情况如下。\n\n## 一、决算情况\n\n支出10.00万元。\n"
    (document,) = api.read_bytes(body.encode(), "a.md")
    assert api.extract(document).parts[0].kind == kind


_LIST = """
### 附表1 2024年全市一般公共预算支出执行情况表

单位：万元

| 项目 | 年初预算数 | 调整预算数 | 执行数 |
|---|---|---|---|
| 教育支出 | 53210 | 54210 | 50877 |
| 卫生健康支出 | 31744 | 32744 | 30129 |
| 农林水支出 | 28116 | 29116 | {farm} |
| 一般公共预算支出合计 | 113070 | 116070 | 108425 |
"""


def test_a_total_is_held_against_its_list_where_the_other_columns_bear_it_out_and_a_slip_explains_the_gap() -> None:
    """50877+30129+27419 = 108425. 24719 for 27419 is a swap; 25486 is 1933 short, as of a line that is not printed."""
    assert questioned(_LIST.format(farm="27419")) == []
    assert questioned(_LIST.format(farm="24719")) == [("SU202", "24719", "27419")]
    assert questioned(_LIST.format(farm="25486")) == []


@pytest.mark.parametrize(
    "body",
    [
        # 46.41 is 1.4641 times 31.7, by 10% a year over four years: 46.41% all in all is no rate that the words give
        "全县财政收入累计完成46.41亿元，是“十三五”时期31.7亿元的1.46倍，年均增长10%。",
        # the rate is on another footing than the amount by which it grew: 1.2/(12.5-1.2) = 10.6%
        "地方一般公共预算收入（同口径）完成12.5亿元，同比增长8.2%，增收1.2亿元。",
        # three receive it: 2+60+8 = 70
        "下达新增专项债务限额70亿元，分配市本级2亿元，转贷各区60亿元、市级功能区（指两个开发区，以及新区）8亿元。",
        # the kinds of new and of refinancing bonds: 27+133+50+132 = 342
        "转贷我县政府债券342万元，其中：新增一般债券27万元，新增专项债券133万元；再融资一般债券50万元，再融资专项债券132万元。",
        "政府债务还本付息267万元，其中：一般债券偿还本金55万元，专项债券偿还本金146万元，一般债券偿还利息24万元，专项债券偿还利息42万元。",
        # shares told one after the other of what the money is for: 21/25, 3/25, 1/25
        "全市新增债券25亿元。其中：用于土地储备21亿元，占比84%；用于道路建设3亿元，占比12%；用于医疗、教育及其他1亿元，占比4%。",
        # what was spent of a budget that has no name of its own
        "全市社会保险基金收入预算数60亿元，决算数55亿元，完成预算的91.7%。本年支出预算数50亿元，决算数46亿元，完成预算的92%。",
        # a list of some of it
        "全市财政支出完成88亿元，增长6%。各项重点支出得到较好保障，其中：教育支出20亿元；科学技术支出3亿元；农林水支出9亿元。",
        "2024年部门预算执行总体平稳，“三公”经费预算400万元、决算支出220万元。",
    ],
)
def test_what_papers_of_many_places_write_is_not_questioned(body: str) -> None:
    assert questioned(body) == []


def test_a_negative_growth_is_a_growth_downward() -> None:
    """2/(38+2) = 5%."""
    assert questioned("全市上划收入完成38亿元，比上年减少2亿元，负增长5%。") == []
    assert [finding[:2] for finding in questioned("全市上划收入完成38亿元，比上年减少2亿元，负增长8%。")] == [
        ("CH101", "8%")
    ]


_AUDIT = """——2025年{month}在虚构县第十届人民代表大会常务委员会第二十次会议上

受县人民政府委托，现将{told}年度审计查出问题整改情况报告如下，请予审议。

### 附表 2024年度审计查出问题整改情况表
"""


def _years(title: str, body: str) -> list[tuple[str, str, str | None]]:
    (document,) = api.read_bytes(f"# {title}\n\n{body}".encode(), "a.md")
    found = api.check(document).findings
    return [(one.rule, one.printed, one.expected) for one in found if one.rule == "YR114"]


@pytest.mark.parametrize(
    ("title", "body", "found"),
    [
        # title, table and the meeting's day (the year after) speak for 2024
        ("2024", _AUDIT.format(month="7月9日", told="2023"), [("YR114", "2023年", "2024年")]),
        ("2025", _AUDIT.format(month="12月9日", told="2024"), [("YR114", "2025年", "2024年")]),
        ("2024", _AUDIT.format(month="7月9日", told="2024"), []),
        # two against two: nothing says which is right
        ("2023", _AUDIT.format(month="7月9日", told="2023"), []),
    ],
)
def test_the_year_of_an_audit(title: str, body: str, found: list[tuple[str, str, str | None]]) -> None:
    assert _years(f"关于虚构县{title}年度审计查出问题整改情况的报告", body) == found


@pytest.mark.parametrize(
    ("draft", "found"),
    [("2025", []), ("2026", [("YR114", "2026年", "2025年")]), ("2023", [("YR114", "2023年", "2025年")])],
)
def test_the_year_drafted_follows_the_year_carried_out(draft: str, found: list[tuple[str, str, str | None]]) -> None:
    body = (
        "受市人民政府委托，现将2024年预算执行情况和2025年预算草案提请审议。《关于2022年预算执行情况的报告》已经公开。\n\n"
        "项目 2022年决算数 2023年预算安排数\n\n"
        f"## 一、2024年预算执行情况\n\n## 二、{draft}年预算草案\n\n## 三、2026年预算执行重点工作\n"
    )
    assert _years("关于虚构市2024年预算执行情况和2025年预算草案的报告", body) == found
