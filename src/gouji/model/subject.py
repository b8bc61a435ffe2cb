"""A subject (口径): what a figure is about, as a frozen box of axes.

On each axis stands a value, or ``UNKNOWN``. UNKNOWN is not ALL: it never makes a claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

UNKNOWN = "?"
ALL = "*"


class Subject(NamedTuple):  # thousands a document: made, hashed and compared as tuples are, without Python code
    """One box.

    scope: the unit (own name, or ``ALL`` the whole part); period: absolute year or ``UNKNOWN``; basis: 年初预算, 调整预算,
    预算, 执行, 决算; flow: 收入, 支出, 收支, 年初结转, 年末结转, 存量; funds: 全部, 财政拨款, 一般公共, 政府性基金, 国有资本, or a
    named non-fiscal source; function and economic: code or ALL; nature: 基本, 项目, 人员, 公用 or ALL; topic: 三公.接待,
    采购.货物, a project, or ``ALL``; measure: amount or count, of a value; change,
    rate.change, rate.share, rate.completion, of what is said of one.
    """

    scope: str = UNKNOWN
    period: str = UNKNOWN
    basis: str = UNKNOWN
    flow: str = UNKNOWN
    funds: str = UNKNOWN
    function: str = UNKNOWN
    economic: str = UNKNOWN
    nature: str = UNKNOWN
    topic: str = UNKNOWN
    measure: str = UNKNOWN

    @property
    def known(self) -> bool:
        """Whether every axis is known, so that agreement may be claimed."""
        return UNKNOWN not in self


@dataclass(frozen=True, slots=True)
class Quantity:
    """A subject with its mentions: the ids of the figures that state it; none where it is latent."""

    subject: Subject
    mentions: tuple[int, ...]
