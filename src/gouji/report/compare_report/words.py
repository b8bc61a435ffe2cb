"""The words that every form of the comparison shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.report.wording import Lang, Pair, choose, where_cited

if TYPE_CHECKING:
    from decimal import Decimal

    from gouji.model.comparison import Comparison, Row
    from gouji.model.comparison import Pair as Compared
    from gouji.model.ledger import Ledger, Mention

_WORDS: dict[str, Pair] = {
    "title": ("对比", "Comparison"),
    "subject": ("口径", "subject"),
    "change": ("增减", "change"),
    "rate": ("增减%", "change %"),
    "changed": ("有变动", "changed"),
    "same": ("无变动", "unchanged"),
    "only": ("仅见于", "only in"),
    "alone": ("没有可对比的材料", "nothing to compare with"),
    "nothing": (
        "没有找到可以对比的部门预算、决算数据，请核对是不是部门预算或决算，单位、年度是否写明。",
        "Nothing to compare: see whether both are departments' budgets or accounts that name unit and year.",
    ),
    "largest": ("变动最大的项目", "Largest changes"),
    "wholes": ("总量", "Totals"),
    "unit": ("单位", "unit"),
    "place": ("位置", "place"),
    "kind": ("情况", "state"),
    "zero_base": ("—", "—"),
    "more": ("其余见 JSON、HTML 或 xlsx 格式", "the others are in the JSON, HTML and xlsx formats"),
}


def say(name: str, lang: Lang) -> str:
    """Return a word of the comparison."""
    return choose(_WORDS[name], lang)


def signed(value: Decimal) -> str:
    """Return a change with its sign, grouped, without exponent: +3,355.65, -10.00, 0."""
    return f"{value:+,f}" if value else "0"


def rate(row: Row, lang: Lang) -> str:
    """Return the rate of change in per cent; a dash where the first value is nothing."""
    return say("zero_base", lang) if row.rate is None else f"{signed(row.rate)}%"


def names(pair: Compared) -> tuple[str, str]:
    """Return how the two are called: by what tells them apart, year and kind, else by the file."""
    first, second = pair.first.title, pair.second.title
    return (first, second) if first != second else (file_name(pair.first), file_name(pair.second))


def file_name(ledger: Ledger) -> str:
    """Return the name of the file without its folders."""
    return ledger.document.replace("\\", "/").rsplit("/", 1)[-1]


def at(mention: Mention, lang: Lang) -> str:
    """Return where a value stands in its document."""
    return where_cited(mention.place, mention.line, lang)


def is_empty(comparison: Comparison) -> bool:
    """Whether there is nothing to show."""
    return not any(pair.rows or pair.same or pair.only_first or pair.only_second for pair in comparison.pairs)
