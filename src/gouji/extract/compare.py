"""Two documents by subject (口径): two years, budget and account, two drafts. Exact, and in an order that only the values decide."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.extract.bodies import same_body
from gouji.extract.ledger import ledgers
from gouji.model.comparison import Comparison, Pair, Row
from gouji.model.figure import Dimension, comparable
from gouji.model.subject import ALL, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.model.figure import Figure
    from gouji.model.ledger import Ledger, Mention
    from gouji.model.subject import Subject

_BASIS = {"budget": "预算", "final": "决算"}
_HUNDREDTH = Decimal("0.01")
_ZERO = Decimal(0)
_HUNDRED = Decimal("1E2")  # 元: the last digit of 万元 with two decimals
Values = dict["Subject", "Mention"]


def compare(first: Extraction, second: Extraction) -> Comparison:
    """Return what differs between two documents, part by part."""
    left, right = (list(ledgers(extraction, zeros=True)) for extraction in (first, second))
    pairs: list[Pair] = []
    for ledger in tuple(left):
        partner = _partner(ledger, right, one=len(left) == len(right) == 1)
        if partner is not None:
            left.remove(ledger)
            right.remove(partner)
            pairs.append(_pair(ledger, partner))
    return Comparison(tuple(pairs), tuple(map(_bare, (*left, *right))))


def _partner(ledger: Ledger, others: Sequence[Ledger], *, one: bool) -> Ledger | None:
    """Return the part of the other document that is of the same body, the likest first; two single parts are a pair."""
    if one:
        return others[0] if others else None
    fitting = [other for other in others if same_body(ledger.unit, other.unit)]
    return min(
        fitting,
        key=lambda other: (other.kind != ledger.kind, other.level != ledger.level, abs(other.year - ledger.year)),
        default=None,
    )


def _bare(ledger: Ledger) -> Ledger:
    return replace(ledger, own=(), earlier=(), covers="")


def _pair(first: Ledger, second: Ledger) -> Pair:
    left, right = _values(first), _values(second)
    both = _once([_row(subject, left[subject], right[subject]) for subject in left if subject in right])
    return Pair(
        _bare(first),
        _bare(second),
        tuple(sorted((row for row in both if row.change), key=_size)),
        tuple(sorted((row for row in both if not row.change), key=_name)),
        tuple(_only(left, right, [(row.subject, row.first) for row in both])),
        tuple(_only(right, left, [(row.subject, row.second) for row in both])),
    )


def _values(ledger: Ledger) -> Values:
    """Return a part's own values by subject without year and basis, by which the two documents differ as wholes."""
    basis = _BASIS[ledger.kind]
    return {
        entry.subject._replace(period=UNKNOWN, basis=UNKNOWN): entry.mention
        for entry in ledger.own
        if entry.subject.basis == basis
    }


def _row(subject: Subject, first: Mention, second: Mention) -> Row | None:
    before, now = first.figure, second.figure
    if not comparable(before, now):
        return None
    gap = (now.amount or _ZERO) - (before.amount or _ZERO)
    if abs(gap) <= abs(now.slack - before.slack) and before.step != now.step:
        gap = _ZERO  # one value printed in 元 and in 万元
    factor = now.unit.factor if now.unit else Decimal(1)
    base = before.amount or _ZERO
    rate = (gap / abs(base) * 100).quantize(_HUNDREDTH, ROUND_HALF_UP) if base else None
    return Row(subject, first, second, gap / factor, now.unit.name if now.unit else "", rate)


def _once(rows: Iterable[Row | None]) -> list[Row]:
    """Return the rows without those that say the same once more: under a wider fund, a class with one item, 收入 by use."""
    kept: dict[tuple[Decimal | None, Decimal | None], list[Row]] = {}
    for row in sorted((row for row in rows if row is not None), key=lambda row: _preference(row.subject)):
        before, now = _rounded(row.first.figure), _rounded(row.second.figure)
        group = kept.setdefault((before, now), [])
        if (row.first.figure.value or row.second.figure.value) and not any(
            _retold(row.subject, other.subject) for other in group
        ):
            group.append(row)
    return [row for group in kept.values() for row in group]


def _only(
    values: Values, others: Mapping[Subject, Mention], both: Sequence[tuple[Subject, Mention]]
) -> list[tuple[Subject, Mention]]:
    """Return the values that only one document has, without those that say once more what stands among the others."""
    told: dict[Decimal | None, list[Subject]] = {}
    for subject, mention in both:
        told.setdefault(_rounded(mention.figure), []).append(subject)
    found: list[tuple[Subject, Mention]] = []
    for subject in sorted(values, key=_preference):
        mention = values[subject]
        same = told.setdefault(_rounded(mention.figure), [])
        if subject not in others and mention.figure.value and not any(_retold(subject, other) for other in same):
            found.append((subject, mention))
            same.append(subject)
    money_first = (
        (not _is_money(mention.figure), -abs(mention.figure.amount or _ZERO), repr(subject), at)
        for at, (subject, mention) in enumerate(found)
    )
    return [found[key[-1]] for key in sorted(money_first)]


def _rounded(figure: Figure) -> Decimal | None:
    """Return an amount as 万元 with two decimals would print it, so that a table in 元 and its prose meet."""
    if figure.amount is None or not _is_money(figure):
        return figure.amount
    return figure.amount.quantize(_HUNDRED, ROUND_HALF_UP)


_NARROWEST = ("一般公共", "政府性基金", "国有资本", "财政拨款")
_WITHIN_BASIC = frozenset(("基本", "人员", "公用"))


def _preference(subject: Subject) -> tuple[int, int, bool, str]:
    """Return the order in which subjects are kept: the narrowest fund, the deepest code, what is spent before its source."""
    fund = _NARROWEST.index(subject.funds) if subject.funds in _NARROWEST else len(_NARROWEST)
    return -len(subject.function), fund, subject.flow != "支出", repr(subject)


def _retold(subject: Subject, other: Subject) -> bool:
    """Whether two subjects of one amount are one thing told twice: a class and its only item, a fund and a wider one."""
    if subject.economic != other.economic or subject.topic != other.topic or subject.measure != other.measure:
        return False
    natures = {subject.nature, other.nature}
    if len(natures) > 1 and ALL not in natures and not natures <= _WITHIN_BASIC:
        return False
    if ALL in {subject.function, other.function}:
        return subject.function == other.function and subject.flow == other.flow
    return other.function.startswith(subject.function) or subject.function.startswith(other.function)


def _is_money(figure: Figure) -> bool:
    return figure.unit is not None and figure.unit.dimension is Dimension.MONEY


def _size(row: Row) -> tuple[bool, Decimal, str]:
    factor = row.second.figure.unit.factor if row.second.figure.unit else Decimal(1)
    return not _is_money(row.second.figure), -abs(row.change * factor), repr(row.subject)


def _name(row: Row) -> tuple[int, int, str]:
    return row.first.place.start, row.second.place.start, repr(row.subject)
