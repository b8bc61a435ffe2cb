"""A difference in the last digit is a note only where the relation is meant; 100% of what a table prints. All made up."""

from gouji import api
from gouji.model.finding import Finding
from gouji.read.reader import Limits
from gouji.read.text import TextReader
from gouji.rules.rule import Context


def found(text: str, *rules: str) -> list[Finding]:
    document = TextReader().read(text.encode(), "made.md", Limits())
    return list(api.check(document, context=Context(), select=rules).findings)


def report(list_of: str) -> str:
    """A report with items of 4.2, 3.7 and 2.3, together 10.2, under 10.3."""
    return f"""# 虚构市2024年预算执行情况

2024年市级一般公共预算支出完成10.3亿元。{list_of}：
1、教育支出完成4.2亿元。
2、农林水支出完成3.7亿元。
3、卫生健康支出完成2.3亿元。
"""


def test_items_that_are_only_the_main_ones_give_no_note() -> None:
    assert found(report("主要项目执行情况是"), "SU101") == []


def test_all_of_an_expenditure_that_only_a_table_prints() -> None:
    """90.00 cannot be all of the 80.00 that the table has of 项目支出: 90 / 80 = 113%."""
    text = """# 虚构市示例局2024年部门决算

一般公共预算财政拨款支出决算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 300.00 | 220.00 | 80.00 |
| 201 | 一般公共服务支出 | 300.00 | 220.00 | 80.00 |

## 绩效管理情况

绩效自评共涉及资金{}万元，占一般公共预算项目支出总额的100%。
"""
    assert found(text.format("80.00"), "SH101") == []
    (finding,) = found(text.format("90.00"), "SH101")
    assert (finding.printed, finding.expected, finding.working) == ("90.00万元", "80.00", "90.00 ÷ 80.00 = 113%")
