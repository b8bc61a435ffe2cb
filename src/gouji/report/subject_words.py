"""A subject (口径) in words that a person reads: 一般公共预算 支出 2080505 机关事业单位基本养老保险缴费支出."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.model.subject import ALL, UNKNOWN

if TYPE_CHECKING:
    from gouji.model.subject import Subject

_FUNDS = {
    "一般公共": "一般公共预算",
    "政府性基金": "政府性基金预算",
    "国有资本": "国有资本经营预算",
    "全部": "",
    ALL: "",
    UNKNOWN: "",
}
_NATURE = {"基本": "基本支出", "项目": "项目支出", "人员": "人员经费", "公用": "公用经费"}
_TOPIC = {"三公": "“三公”经费", "采购": "政府采购"}
_NAMES = {
    "用车": "公务用车购置及运行维护费",
    "购置": "公务用车购置费",
    "运行": "公务用车运行维护费",
    "出国": "因公出国（境）费",
    "接待": "公务接待费",
}
_WHOLE = "合计"
_DEFINED = ("三公", "机关运行经费")  # their definition says who pays
_DEBT = "债务"


def subject_words(subject: Subject, year: int | None = None) -> str:
    """Return the words for a subject; names of codes are those of ``year``."""
    if subject.flow == _DEBT:  # 新增债务限额 of 专项债务: 新增专项债务限额
        return subject.topic if subject.funds == ALL else subject.topic.replace(_DEBT, subject.funds)
    named = [
        _code(subject.function, year, functional=True),
        _code(subject.economic, year, functional=False),
        "" if subject.nature == ALL else _NATURE.get(subject.nature, subject.nature),
        _topic(subject.topic),
    ]
    narrower = [word for word in named if word]
    flow = subject.flow if subject.flow not in {ALL, UNKNOWN} else ""
    if subject.topic != ALL or (subject.nature != ALL and not any(named[:2])):
        flow = ""
    counted = f"（{subject.measure.partition(':')[2]}）" if subject.measure.startswith("count:") else ""
    funds = "" if subject.topic.startswith(_DEFINED) else _FUNDS.get(subject.funds, subject.funds)
    words = [funds, flow, *(narrower or [_WHOLE] * (flow != "总计"))]
    return " ".join(word for word in words if word) + counted


def _code(code: str, year: int | None, *, functional: bool) -> str:
    if code in {ALL, UNKNOWN}:
        return ""
    found = classification.lookup_code(code, year) or classification.lookup_code(code)
    names = [item.name for item in found if (item.system == classification.FUNCTIONAL) == functional]
    return f"{code} {names[0]}" if names else code


def _topic(topic: str) -> str:
    if topic in {ALL, UNKNOWN}:
        return ""
    head, *rest = topic.split(".")
    if head in _TOPIC and rest:
        last = _NAMES.get(rest[-1], rest[-1])
        return last if head == "三公" else f"{_TOPIC[head]}（{last}）"
    return _TOPIC.get(head, head)
