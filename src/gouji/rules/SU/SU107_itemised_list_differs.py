"""The 科目 that a list tells one by one do not add up to the total, or the class, that they explain.

A list may leave small items out, so that a difference alone proves nothing: what is told is a list that adds up but for one slip of
the pen (a digit, two digits swapped, a point). A list that adds up bears its figures and its total out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.itemised import itemised_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "逐项说明的科目之和与总数不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确、完整；支出按功能分类公开到项"
GOOD = """
# 虚构市示例局2024年部门预算

2024年一般公共预算当年拨款1234.56万元。

1．一般公共服务支出（类）财政事务（款）行政运行（项）：2024年预算数为812.34万元。

2．社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）：2024年预算数为245.67万元。

3．住房保障支出（类）住房改革支出（款）住房公积金（项）：2024年预算数为176.55万元。
"""
BAD = """
# 虚构市示例局2024年部门预算

2024年一般公共预算当年拨款«1324.56万元»。

1．一般公共服务支出（类）财政事务（款）行政运行（项）：2024年预算数为812.34万元。

2．社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）：2024年预算数为245.67万元。

3．住房保障支出（类）住房改革支出（款）住房公积金（项）：2024年预算数为176.55万元。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim the sums of every list of 科目 in running text."""
    del context
    yield from itemised_claims(extraction, "SU107")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a list that misses its total."""
    total = extraction.figures[verdict.claim.figures[-1]]
    count = len(verdict.claim.figures) - 1
    return f"逐项说明的{count}个科目之和{verdict.expected}与“{total.text}”不一致，相差{abs(verdict.difference or 0)}，请核对。"
