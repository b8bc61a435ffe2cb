"""The parts that a sentence or a numbered list gives add up to something else than the total.

A list opened by 其中 or 包括 whose members divide the whole along one axis (基本支出 and 项目支出, the funds, goods, works and
services, the 科目 of one level …) is complete: its members add up to the whole. Lists of named projects, lists that end
in 等 and lists opened by 主要包括 are not complete by their words: they may confirm a total but never contradict it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.labels import explain, family
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.rules.prose import is_complete, listed_parts, plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Statement
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "分项之和与总数不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；总数与分项的勾稽"
GOOD = """
# 虚构市示例局2024年部门预算
2024年支出预算1200.50万元，其中：基本支出800.30万元，项目支出400.20万元。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年支出预算«1250.50万元»，其中：基本支出800.30万元，项目支出400.20万元。
"""

_TWO = 2


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that the listed parts of each statement add up to its value."""
    del context
    for node in extraction.index.nodes:
        statement = node.statement
        parts = listed_parts(extraction, statement)
        if statement.value is not None and _sides(parts):
            yield from _both_sides(statement, statement.value, parts)
        elif statement.value is not None and len(parts) >= _TWO:
            yield _claim(extraction, statement, statement.value, parts)
            yield from _other_bases(statement, parts)
        elif statement.value is None and statement.opening == "strong" and node.above:
            yield from _nameless(extraction, statement, node.above[-1])


def _claim(extraction: Extraction, statement: Statement, total: int, parts: tuple[Statement, ...]) -> Claim:
    values = [part.value for part in parts if part.value is not None]
    whole = Linear(plus(values), total)
    lengths = () if _are_siblings(parts) else range(_TWO, len(values))
    shorter = tuple(Linear(plus(values[:count]), total) for count in lengths)
    return Claim(
        rule="SU101",
        kind=Kind.SUM,
        source=Source.SENTENCE,
        shape=whole,
        start=statement.start,
        end=max(part.end for part in parts),
        certain=is_complete(extraction, statement, parts) or _complete_as_budgeted(extraction, statement, parts),
        alternatives=shorter,
    )


def _are_siblings(parts: tuple[Statement, ...]) -> bool:
    """Whether all parts divide one topic (货物、工程、服务): then none of them only details those before it."""
    kinds = {family(part.label) for part in parts}
    return len(kinds) == 1 and kinds.pop().startswith("topic:")


def _complete_as_budgeted(extraction: Extraction, statement: Statement, parts: tuple[Statement, ...]) -> bool:
    """Whether the same list in its budgets adds up to the digit: then it leaves nothing out."""
    if statement.budget is None or len(parts) <= _TWO or any(part.budget is None for part in parts):
        return False
    total = extraction.figures[statement.budget]
    budgets = [extraction.figures[part.budget] for part in parts if part.budget is not None]
    exact = total.exact and all(figure.exact for figure in budgets)
    return exact and bool(total.amount) and sum(figure.amount or 0 for figure in budgets) == total.amount


def _other_bases(statement: Statement, parts: tuple[Statement, ...]) -> Iterator[Claim]:
    """Claim the same list in other bases: budgets, adjusted budgets and last year's values may add up as well."""
    for base in ("budget", "adjusted", "prior"):
        total = getattr(statement, base)
        values = [getattr(part, base) for part in parts]
        told = [value for value in values if value is not None]
        if total is not None and len(told) >= _TWO:
            yield Claim(
                rule="SU101",
                kind=Kind.SUM,
                source=Source.SENTENCE,
                shape=Linear(plus(told), total),
                start=statement.start,
                end=statement.end,
                certain=False,
            )


def _sides(parts: tuple[Statement, ...]) -> bool:
    """Whether the parts are income and expenditure, each of which is the whole (收、支总计)."""
    return len(parts) == _TWO and {explain(part.label).axes.get("flow") for part in parts} == {"收入", "支出"}


def _both_sides(statement: Statement, total: int, parts: tuple[Statement, ...]) -> Iterator[Claim]:
    for part in parts:
        if part.value is not None:
            yield Claim(
                rule="SU101",
                kind=Kind.EQUAL,
                source=Source.SENTENCE,
                shape=Linear(plus((total,)), part.value),
                start=statement.start,
                end=part.end,
                certain=False,
            )


def _nameless(extraction: Extraction, statement: Statement, owner: Statement) -> Iterator[Claim]:
    """支出包括：A、B after 收支总预算 N: the parts of a nameless list under a statement with a value."""
    parts = tuple(part for part in statement.parts if part.value is not None and not part.aside)
    values = [part.value for part in parts if part.value is not None]
    if owner.value is not None and len(values) >= _TWO:
        side = explain(owner.label).axes.get("flow") == "收支" and statement.label in {"收入", "支出"}
        yield Claim(
            rule="SU101",
            kind=Kind.SUM,
            source=Source.SENTENCE,
            shape=Linear(plus(values), owner.value),
            start=statement.start,
            end=statement.parts[-1].end,
            certain=side and is_complete(extraction, statement, parts),
        )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    total = extraction.figures[shape.result]
    return f"总数{total.text}与所列{len(shape.terms)}个分项之和{verdict.expected}不一致，相差{abs(verdict.difference or 0)}，请核实总数和分项。"
