"""What ``gouji rules`` prints: the catalogue, or the page of one rule."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gouji.report.width import columns, pad, wrap
from gouji.report.wording import Lang, choose, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.rules.rule import Rule

_WIDTH = 80
FAMILIES = {
    "SU": ("合计", "sums"),
    "SH": ("占比", "shares"),
    "CH": ("增减", "change"),
    "CO": ("完成率", "completion"),
    "EQ": ("前后一致", "agreement"),
    "BO": ("上下限", "bounds"),
    "CN": ("计数", "counts"),
    "YR": ("年份与基期", "years and bases"),
    "UN": ("单位与缺数", "units and missing figures"),
    "CL": ("科目", "classification"),
    "FO": ("格式", "form"),
    "LA": ("法定要求", "law"),
    "TX": ("用语", "wording"),
    "PF": ("绩效", "performance"),
    "RD": ("读取存疑", "doubts about our own reading"),
}


def catalogue(rules: Iterable[Rule], lang: Lang = "zh") -> Iterator[str]:
    """Yield the rules by family, one a line: code, severity, title."""
    for family, members in groupby(rules, key=lambda rule: rule.family):
        name = choose(FAMILIES.get(family, (family, family)), lang)
        yield f"{family} {name}\n"
        for rule in members:
            first = f"  {rule.code}  {pad(word(rule.severity, lang), 5)}  "
            yield from _lines(rule.title, " " * columns(first), first)
        yield "\n"


def page(rule: Rule, lang: Lang = "zh") -> Iterator[str]:
    """Yield one rule's page: what it checks, on what basis, and an example of each kind."""
    labels = {
        "basis": ("依据", "basis"),
        "since": ("始于版本", "since"),
        "bad": ("不一致的例子（«»标出疑点）", "An example with findings (marked «»)"),
        "good": ("一致的例子", "An example without"),
    }
    yield from _lines(f"{rule.code} {rule.title}")
    yield f"[{word(rule.severity, lang)}] {choose(labels['since'], lang)} {rule.since}\n"
    yield from _lines(f"{choose(labels['basis'], lang)} {rule.basis}")
    for paragraph in rule.page.split("\n\n"):
        yield "\n"
        yield from _lines(" ".join(paragraph.split()))
    for label, example in (("bad", rule.bad), ("good", rule.good)):
        yield f"\n{choose(labels[label], lang)}\n\n"
        for line in example.strip().splitlines():
            yield from _lines(line, "    ")


def _lines(text: str, indent: str = "", first: str | None = None) -> Iterator[str]:
    return (f"{line}\n" for line in wrap(text, _WIDTH, indent, first))
