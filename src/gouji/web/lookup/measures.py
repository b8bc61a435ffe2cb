"""What the ledger can be asked for, by name (data/measures.toml, and the books of governments), and by what it can be laid out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django_stubs_ext import StrOrPromise

WHOLE = "*"
ALL_LEVELS, OWN_LEVEL = "全", "本级"
"""Levels of a government's figures: of the whole place, of its own level."""
_GROUPS = {"": _("部门"), ALL_LEVELS: _("政府：全辖"), OWN_LEVEL: _("政府：本级")}
BOOKS = {
    "一般公共": "一般公共预算",
    "政府性基金": "政府性基金预算",
    "国有资本": "国有资本经营预算",
    "社会保险基金": "社会保险基金预算",
}
"""The four books of a government: their funds and names."""
DEBT = "债务"
DEBTS = {"limit": "债务限额", "balance": "债务余额", "new": "新增债务限额"}
DEBT_KINDS = {"": WHOLE, "_general": "一般债务", "_special": "专项债务"}
"""What a government's papers tell of its debt, and the kinds of it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One question to the ledger: axes fixed, ``funds`` tried in order.

    ``level`` is "" for departments, of a government 全 (the whole place) or 本级 (its own level).
    """

    key: str
    label: str
    flow: str
    funds: tuple[str, ...]
    nature: str = WHOLE
    topic: str = WHOLE
    measure: str = "amount"
    level: str = ""

    @property
    def group(self) -> StrOrPromise:
        """Whose figures these are."""
        return _GROUPS[self.level]

    @property
    def is_money(self) -> bool:
        """Whether its values are in 元."""
        return self.measure == "amount"


@dataclass(frozen=True, slots=True)
class Dimension:
    """An axis by which values are laid out: the SQL of its value, and what rows it leaves. ``takes`` is the axis it frees."""

    key: str
    label: StrOrPromise
    sql: str
    where: str = ""
    takes: str = ""


DIMENSIONS: Mapping[str, Dimension] = {
    one.key: one
    for one in (
        Dimension("unit", _("单位"), "CAST(unit_id AS VARCHAR)"),
        Dimension("year", _("年度"), "CAST(year AS VARCHAR)"),
        Dimension("kind", _("预算或决算"), "phase"),
        Dimension("class", _("功能科目（类）"), "function", "length(function) = 3", "function"),
        Dimension("section", _("功能科目（款）"), "function", "length(function) = 5", "function"),
        Dimension("item", _("功能科目（项）"), "function", "length(function) = 7", "function"),
        Dimension("economic", _("经济科目（类）"), "economic", "length(economic) = 3", "economic"),
        Dimension("economic_item", _("经济科目（款）"), "economic", "length(economic) = 5", "economic"),
        Dimension("nature", _("支出性质"), "nature", "nature IN ('基本', '项目')", "nature"),
        Dimension("topic", _("“三公”分项"), "topic", "topic IN ('三公.出国', '三公.用车', '三公.接待')", "topic"),
        Dimension(
            "line", _("政府收支项目"), "topic", f"topic <> '*' AND scope IN ('{ALL_LEVELS}', '{OWN_LEVEL}')", "topic"
        ),
    )
}
PHASES: Mapping[str, tuple[str, StrOrPromise]] = {
    "budget": ("预算", _("预算")),
    "adjusted": ("调整预算", _("调整预算（政府）")),
    "executed": ("执行", _("执行（政府）")),
    "final": ("决算", _("决算")),
}
"""What a year's figures are at each stage: the basis of its facts, and how the choice is called. Departments have the first and the last."""


@cache
def measures() -> dict[str, Measure]:
    """Return the measures by key, in the order of the list: the departments', then the governments'."""
    text = (files("gouji.web.lookup") / "data" / "measures.toml").read_text(encoding="utf-8")
    said = (Measure(**{**one, "funds": tuple(one["funds"])}) for one in tomllib.loads(text)["measure"])
    return {one.key: one for one in (*said, *_of_governments())}


def _of_governments() -> Iterator[Measure]:
    """Yield both sides of the four books and the debt at both levels."""
    for place, level in (("whole", ALL_LEVELS), ("own", OWN_LEVEL)):
        for book, (fund, name) in zip(("general", "fund", "capital", "social"), BOOKS.items(), strict=True):
            for side, flow in (("income", "收入"), ("spending", "支出")):
                yield Measure(f"{place}_{book}_{side}", f"{name}{flow}", flow, (fund,), level=level)
        for key, topic in DEBTS.items():
            for suffix, kind in DEBT_KINDS.items():
                label = topic if kind == WHOLE else topic.replace(DEBT, kind)
                yield Measure(f"{place}_debt_{key}{suffix}", label, DEBT, (kind,), topic=topic, level=level)
