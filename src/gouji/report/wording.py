"""The fixed words of the reports, Chinese and English. Findings themselves are Chinese and come from their rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from gouji.diagnose.checked import ACCOUNT
from gouji.model.claim import Kind, Outcome, Source
from gouji.model.document import Status
from gouji.model.figure import State
from gouji.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.extract.extraction import Part
    from gouji.model.document import Document, Message
    from gouji.model.finding import Beside
    from gouji.model.place import Place

Lang = Literal["zh", "en"]
Pair = tuple[str, str]

ENTRIES = (*(str(state) for state in ACCOUNT[:4]), "zeros", *(str(state) for state in ACCOUNT[4:]))
"""The entries of the figure account in reading order: what is wrong, what holds, what no claim reaches, what is no figure."""

_WORDS: dict[str, Pair] = {
    Severity.ERROR: ("重要", "major"),
    Severity.WARNING: ("一般", "minor"),
    Severity.NOTE: ("提示", "note"),
    State.CONTRADICTED: ("不符", "contradicted"),
    State.DISPUTED: ("存疑", "disputed"),
    State.VERIFIED: ("相符", "verified"),
    State.UNRELATED: ("未勾稽", "unrelated"),
    "zeros": ("零值", "zeros"),
    State.NOT_QUANTITY: ("非数量", "not a quantity"),
    State.MASKED: ("遮盖", "masked"),
    State.UNREAD: ("读不准", "unread"),
    Outcome.AGREES: ("相符", "agrees"),
    Outcome.ROUNDING: ("尾差", "rounding"),
    Outcome.DIFFERS: ("不符", "differs"),
    Outcome.UNCHECKABLE: ("无法核对", "cannot be checked"),
    Kind.SUM: ("合计", "sum"),
    Kind.SHARE: ("占比", "share"),
    Kind.CHANGE: ("增减", "change"),
    Kind.COMPLETION: ("完成率", "completion"),
    Kind.EQUAL: ("一致", "equal"),
    Kind.BOUND: ("上限", "bound"),
    Kind.COUNT: ("计数", "count"),
    Kind.SIGN: ("增减方向", "direction"),
    Source.SENTENCE: ("文字", "sentence"),
    Source.TABLE: ("表格", "table"),
    Source.FORM: ("格式", "form"),
    Status.OK: ("完整读出", "read in full"),
    Status.PARTIAL: ("部分读出", "read in part"),
    Status.FAILED: ("未能读出", "not read"),
    "budget": ("部门预算", "department budget"),
    "final": ("部门决算", "department final accounts"),
    "performance": ("绩效材料", "performance paper"),
    "government_budget": ("政府预算", "government budget"),
    "government_final": ("政府决算", "government final accounts"),
    "work_report": ("工作报告", "work report"),
    "half_year": ("上半年预算执行情况报告", "half-year report"),
    "adjustment": ("预算调整方案", "budget adjustment"),
    "audit_report": ("审计工作报告", "audit report"),
    "rectification": ("审计整改报告", "report on audit rectification"),
    "other": ("其他材料", "other"),
    "figures": ("数字", "figures"),
    "linked": ("非零数量中已勾稽", "of non-zero quantities linked"),
    "findings": ("疑点", "findings"),
    "no_findings": ("没有发现疑点。", "No findings."),
    "expected": ("应为", "expected"),
    "to_delete": ("应删去", "to be deleted"),
    "difference": ("相差", "difference"),
    "slack": ("尾差最多", "rounding explains at most"),
    "working": ("演算", "working"),
    "documents": ("份材料", "documents"),
    "totals": ("合计", "Totals"),
    "suppression": ("已抑制", "suppressed"),
    "baseline": ("基线已有", "known from the baseline"),
    "gone": ("基线中的疑点已不存在", "findings of the baseline are gone"),
    "unplaced": ("（正文之前）", "(before the first heading)"),
}

STATE_MEANING: dict[str, Pair] = {
    State.CONTRADICTED: ("与其他数字对不上，最可能是它要改", "does not fit the others; most likely the one to mend"),
    State.DISPUTED: ("所在的勾稽关系不成立，但疑点不在它", "stands in a broken relation, but is not the suspect"),
    State.VERIFIED: ("至少一条勾稽关系核对相符", "at least one relation that could fail holds"),
    State.UNRELATED: ("没有勾稽关系可以核对它", "no relation reaches it"),
    "zeros": ("印出的零，单独计数", "a printed zero, counted apart"),
    State.NOT_QUANTITY: ("日期、序号、编码、文号等", "dates, ordinals, codes, document numbers"),
    State.MASKED: ("原文遮盖，如 ** 或 XX", "masked in the original, as ** or XX"),
    State.UNREAD: ("看到了，但不能可靠读出", "seen, but not safely readable"),
}


def word(name: str, lang: Lang = "zh") -> str:
    """Return the word for a severity, state, outcome, claim kind, source, status, part kind or label."""
    return choose(_WORDS[name], lang)


def choose(pair: Pair, lang: Lang) -> str:
    """Return the Chinese or the English of a pair."""
    return pair[0] if lang == "zh" else pair[1]


def sentence(message: Message, lang: Lang) -> str:
    """Return a reader's message in the language asked for."""
    return message.zh if lang == "zh" else message.en


def where(document: Document, place: Place, lang: Lang = "zh") -> str:
    """Return where a place is, in words that count from 1: 第3页 表2第4行第3列; the line of the text where there are no pages."""
    zh = lang == "zh"
    words = []
    if place.page is None and place.table is None:
        line = document.text.count("\n", 0, place.start) + 1
        words.append(f"第{line}行" if zh else f"line {line}")
    words += _page_and_cell(place, lang)
    return (" " if zh else ", ").join(words)


def _page_and_cell(place: Place, lang: Lang) -> list[str]:
    zh = lang == "zh"
    words = []
    if place.page is not None:
        words.append(f"第{place.page}页" if zh else f"page {place.page}")
    if place.table is not None:
        cell = f"表{place.table + 1}" if zh else f"table {place.table + 1}"
        if place.row is not None and place.column is not None:
            row, column = place.row + 1, place.column + 1
            cell += f"第{row}行第{column}列" if zh else f" row {row} column {column}"
        words.append(cell)
    return words


def where_cited(place: Place, line: int = 0, lang: Lang = "zh") -> str:
    """Return where a place of another document is; ``line`` where it has neither page nor table."""
    words = [f"第{line}行" if lang == "zh" else f"line {line}"] if line else _page_and_cell(place, lang)
    return (" " if lang == "zh" else ", ").join(words)


def where_beside(other: Beside, lang: Lang = "zh") -> str:
    """Return where a figure of another document stands: 与《青禾县林业局2023年部门决算》2023.pdf 第3页 的 100.00万元 对照."""
    place = other.place
    at = f"{place.document} {where_cited(place, other.line, lang)}"
    if lang == "zh":
        return f"与《{other.title}》{at} 的 {place.text} 对照"
    return f"against {place.text} in {at} ({other.title})"


def around(document: Document, place: Place) -> str:
    """Return the words around an empty place with an insertion mark in it: 比上年减少‸万元."""
    before = document.text[max(place.start - _AROUND, 0) : place.start].splitlines()
    after = document.text[place.start : place.start + _AROUND].splitlines()
    return f"{before[-1] if before else ''}‸{after[0] if after else ''}".replace("\t", " ")


def part_words(part: Part, lang: Lang = "zh") -> str:
    """Return what a part is: 某某局 2022年部门预算; an annex by its title."""
    if part.title:
        return f"附件：{part.title}" if lang == "zh" else f"annex: {part.title}"
    said = part.paper or part
    year = "" if said.year is None else (f"{said.year}年" if lang == "zh" else f"{said.year} ")
    kind = year + word(said.kind if said.kind in _WORDS else "other", lang)
    return " ".join(piece for piece in (part.region if part.region not in part.unit else "", part.unit, kind) if piece)


def aside_words(counts: Mapping[str, int], lang: Lang = "zh") -> str:
    """Return what was set aside, by reason: 已抑制 2，基线已有 5; "" where nothing was."""
    return ("，" if lang == "zh" else ", ").join(
        f"{word(by, lang)} {counts[by]}" for by in ("suppression", "baseline") if counts.get(by)
    )


def linked_share(account: Mapping[str, int]) -> int | None:
    """Return the whole percent (rounded down) of non-zero quantities that end in a claim; None where there are none."""
    linked = account["contradicted"] + account["disputed"] + account["verified"]
    of = linked + account["unrelated"]
    return 100 * linked // of if of else None


_AROUND = 12
_NUMERAL = re.compile(r"[-−+]?[\d,.，]*\d")


def should_be(value: str, like: str, lang: Lang = "zh") -> str:
    """Return what a printed figure or word should be: 应为 6.10万元; an empty value says that it should not be there."""
    return f"{word('expected', lang)} {with_unit(value, like)}" if value else word("to_delete", lang)


def with_unit(value: str, like: str) -> str:
    """Return a value with the unit of a printed figure: 6.10 like 30.15万元 gives 6.10万元; a value with its own unit stays."""
    if _NUMERAL.fullmatch(value) is None:
        return value
    match = _NUMERAL.match(like.strip())
    return value + like.strip()[match.end() :] if match else value
