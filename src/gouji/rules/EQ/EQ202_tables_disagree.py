"""Two tables print different amounts for the same subject (口径): same year, basis, flow, funds, 科目 and nature.

Tables are compared column with column. A column pair that differs in its total and in many lines has another scope (with or
without carry-over), whatever the titles say: then nothing is claimed. A finding needs a pair that agrees everywhere else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.model.subject import ALL
from gouji.rules.tables import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.model.subject import Subject
    from gouji.rules.rule import Context

TITLE = "两张表同一口径的数字不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；表间数据相互衔接"
GOOD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 300.00 | 250.00 | 50.00 |
| 201 | 一般公共服务支出 | 200.00 | 150.00 | 50.00 |
| 20101 | 人大事务 | 200.00 | 150.00 | 50.00 |
| 2010101 | 行政运行 | 150.00 | 150.00 | |
| 2010104 | 人大会议 | 50.00 | | 50.00 |
| 208 | 社会保障和就业支出 | 100.00 | 100.00 | |

收入支出决算总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 一、一般公共预算财政拨款收入 | 300.00 | 一、一般公共服务支出 | 200.00 |
| | | 二、社会保障和就业支出 | 100.00 |
| 本年收入合计 | 300.00 | 本年支出合计 | 300.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 300.00 | 250.00 | 50.00 |
| 201 | 一般公共服务支出 | 200.00 | 150.00 | 50.00 |
| 208 | 社会保障和就业支出 | 60.00 | 60.00 | |
| 210 | 卫生健康支出 | 30.00 | 30.00 | |
| 221 | 住房保障支出 | 10.00 | 10.00 | |

支出决算明细表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 300.00 | 250.00 | 50.00 |
| 201 | 一般公共服务支出 | 200.00 | «160.00» | 50.00 |
| 208 | 社会保障和就业支出 | 60.00 | 60.00 | |
| 210 | 卫生健康支出 | 30.00 | 30.00 | |
| 221 | 住房保障支出 | 10.00 | 10.00 | |
"""
_ENOUGH = 3


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that the columns of tables agree where they state the same subjects."""
    del context
    for pair in _pairs(extraction).values():
        sound = [holds(extraction, claim) for claim, _ in pair]
        held = [claim for (claim, _), good in zip(pair, sound, strict=True) if good]
        broken = [claim for (claim, _), good in zip(pair, sound, strict=True) if not good]
        whole = any(_is_whole(subject) for (_, subject), good in zip(pair, sound, strict=True) if good)
        sure = len(held) >= _ENOUGH and (len(broken) == 1 or (whole and len(held) >= _ENOUGH * len(broken)))
        yield from (claim if sure else replace(claim, certain=False) for claim in held)
        if sure:
            yield from broken


def _is_whole(subject: Subject) -> bool:
    return subject.function == subject.economic == ALL


def _pairs(extraction: Extraction) -> dict[tuple[int, int, int, int], list[tuple[Claim, Subject]]]:
    """Return the claims of agreement by pair of columns; each figure is compared with the first table's."""
    mentions: dict[Subject, list[int]] = defaultdict(list)
    for number, subject in enumerate(extraction.subjects):
        if subject is not None and subject.known and extraction.figures[number].table is not None:
            mentions[subject].append(number)
    pairs: dict[tuple[int, int, int, int], list[tuple[Claim, Subject]]] = defaultdict(list)
    for subject, numbers in mentions.items():
        first = extraction.figures[numbers[0]]
        for number in numbers[1:]:
            other = extraction.figures[number]
            if other.table == first.table or not (first.exact and other.exact) or not (first.value or other.value):
                continue
            shape = Linear((Term(first.id),), other.id)
            claim = Claim("EQ202", Kind.EQUAL, Source.TABLE, shape, other.start, other.end)
            key = (first.table or 0, first.column or 0, other.table or 0, other.column or 0)
            pairs[key].append((claim, subject))
    return pairs


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for two tables that differ."""
    first, other = (extraction.figures[number] for number in verdict.claim.figures)
    title = next((grid.title for grid in extraction.grids if grid.table.index == first.table), "")
    where = f"“{title}”" if title else f"第{(first.table or 0) + 1}张表"
    return f"表中数字{other.text}与{where}同一口径的{first.text}不一致，请核实。"
