"""What the ledger can be asked for, by name (data/measures.toml), and by what it can be laid out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

WHOLE = "*"


@dataclass(frozen=True, slots=True)
class Measure:
    """One question to the ledger: axes fixed, ``funds`` tried in order."""

    key: str
    label: str
    flow: str
    funds: tuple[str, ...]
    nature: str = WHOLE
    topic: str = WHOLE
    measure: str = "amount"

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
        Dimension("kind", _("预算或决算"), "kind"),
        Dimension("class", _("功能科目（类）"), "function", "length(function) = 3", "function"),
        Dimension("section", _("功能科目（款）"), "function", "length(function) = 5", "function"),
        Dimension("item", _("功能科目（项）"), "function", "length(function) = 7", "function"),
        Dimension("economic", _("经济科目（类）"), "economic", "length(economic) = 3", "economic"),
        Dimension("economic_item", _("经济科目（款）"), "economic", "length(economic) = 5", "economic"),
        Dimension("nature", _("支出性质"), "nature", "nature IN ('基本', '项目')", "nature"),
        Dimension("topic", _("“三公”分项"), "topic", "topic IN ('三公.出国', '三公.用车', '三公.接待')", "topic"),
    )
}


@cache
def measures() -> dict[str, Measure]:
    """Return the measures by key, in the order of the list."""
    text = (files("gouji.web.lookup") / "data" / "measures.toml").read_text(encoding="utf-8")
    return {one["key"]: Measure(**{**one, "funds": tuple(one["funds"])}) for one in tomllib.loads(text)["measure"]}
