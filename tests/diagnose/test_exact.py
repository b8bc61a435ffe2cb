"""Numerals as long as are read at all, in 亿元 beside fractions of 元, overflow no arithmetic."""

from decimal import Decimal, localcontext

from gouji import api
from gouji.model.document import Status

_LONG = "9" * 18
TEXT = f"""# 虚构市示例局2024年部门预算

2024年支出预算{_LONG}亿元，其中：基本支出{_LONG}亿元，占0.000000000000000001%，项目支出0.01元，占99.99%。

单位：亿元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 201 | 一般公共服务支出 | {_LONG} | {_LONG} | 0.000000000000000001 |
| 20101 | 人大事务 | {_LONG} | 0.999999999999999999 | 0.000000000000000003 |
"""


def test_the_longest_numerals_are_checked() -> None:
    (document,) = api.read_bytes(TEXT.encode(), "a.md")
    checked = api.check(document)
    assert checked.document.status is not Status.FAILED
    assert checked.findings


def test_the_callers_arithmetic_changes_nothing() -> None:
    (document,) = api.read_bytes(TEXT.encode(), "a.md")
    with localcontext() as coarse:
        coarse.prec = 4
        found = api.check(document).findings
        assert +Decimal("1.23456") == Decimal("1.235")
    assert found == api.check(document).findings
