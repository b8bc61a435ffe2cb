"""Two tables of the official set state what must be one amount, and state it differently (DOMAIN C2, C13-C18, C20, C28).

Which cells must agree is data (``codes/data/forms/relations.toml``). A table takes part only where caption, header and unit show
which form it is; readings with and without money carried over are both lawful. Tables that differ in most of what they share
are of different scope: then nothing is claimed. What only usually agrees (三公 against economic items) verifies, never accuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.forms import form_claims, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "公开表之间应当相等的数字不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；表间数据相互衔接"
_WHOLE = """
收入支出决算总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 一、一般公共预算财政拨款收入 | 300.00 | 一、一般公共服务支出 | 200.00 |
| 二、事业收入 | 20.00 | 二、社会保障和就业支出 | 120.00 |
| 本年收入合计 | 320.00 | 本年支出合计 | 320.00 |
| 年初结转和结余 | 5.00 | 年末结转和结余 | 5.00 |
| 总计 | 325.00 | 总计 | 325.00 |
"""
_INCOME = """
收入决算表

单位：万元

| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 事业收入 | 其他收入 |
|---|---|---|---|---|---|
| | 合计 | 320.00 | 300.00 | {} | |
| 201 | 一般公共服务支出 | 220.00 | 200.00 | 20.00 | |
| 208 | 社会保障和就业支出 | 100.00 | 100.00 | | |
"""
GOOD = f"# 虚构市示例局2024年部门决算\n{_WHOLE}{_INCOME.format('20.00')}"
BAD = f"# 虚构市示例局2024年部门决算\n{_WHOLE}{_INCOME.format('«25.00»')}"


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim what the forms say of one another."""
    del context
    yield from form_claims(extraction, "EQ203")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for two forms that differ."""
    first, result = (extraction.figures[number] for number in (verdict.claim.figures[0], verdict.claim.figures[-1]))
    here, there = table_of(extraction, result), table_of(extraction, first)
    return f"{here}此处为{result.text}，按{there}应为{verdict.expected}（{verdict.claim.title}），不一致，请核实。"
