"""A comparison (对比): two disclosures by subject, with both places of every value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from gouji.model.ledger import Ledger, Mention
    from gouji.model.subject import Subject


@dataclass(frozen=True, slots=True)
class Row:
    """One subject in both: ``change`` is second minus first in ``unit``, ``rate`` its per cent of the first, None of nothing."""

    subject: Subject
    first: Mention
    second: Mention
    change: Decimal
    unit: str
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts held against one another. ``rows`` are what changed, the largest first; the ledgers are without entries."""

    first: Ledger
    second: Ledger
    rows: tuple[Row, ...]
    same: tuple[Row, ...]
    only_first: tuple[tuple[Subject, Mention], ...]
    only_second: tuple[tuple[Subject, Mention], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents: their parts in pairs, and the parts that have no counterpart."""

    pairs: tuple[Pair, ...]
    alone: tuple[Ledger, ...] = ()
