"""What a table of the official set gives as a part is larger than what another gives as the whole (DOMAIN C19, C20, C28).

公务接待费 within 基本支出 cannot exceed the 公务接待费 of the “三公” table, which holds 基本支出 and 项目支出. Which cells bound which is
data (``codes/data/forms/relations.toml``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Kind
from gouji.rules.forms import form_claims, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "一张公开表中的部分大于另一张表中的全部"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；表间数据相互衔接"
_SANGONG = """
一般公共预算“三公”经费支出预算表

单位：万元

| 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | | | 公务接待费 |
|---|---|---|---|---|---|
| | | 小计 | 公务用车购置费 | 公务用车运行维护费 | |
| 12.00 | 0.00 | 9.00 | 0.00 | 9.00 | 3.00 |
"""
_BASIC = """
一般公共预算基本支出预算表

单位：万元

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| | 合计 | 100.00 |
| 302 | 商品和服务支出 | 100.00 |
| 30201 | 办公费 | {} |
| 30217 | 公务接待费 | {} |
| 30231 | 公务用车运行维护费 | 9.00 |
"""
GOOD = f"# 虚构市示例局2024年部门预算\n{_SANGONG}{_BASIC.format('90.00', '1.00')}"
BAD = f"# 虚构市示例局2024年部门预算\n{_SANGONG}{_BASIC.format('86.00', '«5.00»')}"


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim the bounds that the forms imply."""
    del context
    yield from form_claims(extraction, "BO202", Kind.BOUND)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken bound."""
    part, whole = (extraction.figures[number] for number in verdict.claim.figures)
    return f"此处为{part.text}，大于{table_of(extraction, whole)}的{whole.text}（{verdict.claim.title}），请核实。"
