"""Where a wider fund holds nothing beyond a narrower one, both words mean the same money in this document.

A department with nothing but 一般公共预算 money speaks of 财政拨款, of 一般公共预算 and of 支出 at will. The document itself shows
it: the totals of the wider and of the narrower box are equal, and a box within a box of the same content is that box.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.model.subject import ALL, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gouji.model.figure import Figure

_CHAIN = ("一般公共", "财政拨款", "全部")
OF_YEAR = ".当年"
"""What a fund's name ends in where only the appropriation of the year is meant, without what was carried over into it."""
_ZERO = Decimal(0)
_DEFINED = ("三公", "机关运行经费")
_Key = tuple[str, str, str]


def with_equal_funds(found: Sequence[Subject | None], figures: Sequence[Figure]) -> list[Subject | None]:
    """Return the subjects with each fund named by the narrowest that holds the same total.

    三公 and 机关运行经费 are paid from 财政拨款 by definition, whatever fund a sentence or a table names with them.
    """
    found = _without_year(found, figures)
    found = [of_defined_funds(subject) for subject in found]
    totals = _totals(found, figures)
    names = {(key, wide): narrow for key in {key for key, _ in totals} for wide, narrow in _equal(key, totals)}
    return [
        subject._replace(funds=names[_key(subject), subject.funds])
        if subject is not None and (_key(subject), subject.funds) in names
        else subject
        for subject in found
    ]


def _without_year(found: Sequence[Subject | None], figures: Sequence[Figure]) -> list[Subject | None]:
    """Return the subjects with 当年拨款 named as the whole appropriation where both have one total: nothing was carried over."""
    totals: dict[tuple[str, str, str], Counter[Decimal]] = defaultdict(Counter)
    for subject, figure in zip(found, figures, strict=True):
        if subject is not None and _is_whole(subject) and figure.exact and figure.amount:
            totals[subject.period, subject.basis, subject.funds][figure.amount] += 1
    usual = {key: counts.most_common(1)[0][0] for key, counts in totals.items()}
    return [
        subject._replace(funds=subject.funds.removesuffix(OF_YEAR))
        if subject is not None and subject.funds.endswith(OF_YEAR) and _alike(subject, usual)
        else subject
        for subject in found
    ]


def _alike(subject: Subject, usual: Mapping[tuple[str, str, str], Decimal]) -> bool:
    """Whether the total that is printed most often for a year's appropriation is that of the whole one too."""
    year = usual.get((subject.period, subject.basis, subject.funds))
    return year is not None and year == usual.get((subject.period, subject.basis, subject.funds.removesuffix(OF_YEAR)))


def of_defined_funds(subject: Subject | None) -> Subject | None:
    """Return a subject whose topic says by definition who pays for it without the fund that a sentence names with it."""
    if subject is None or not subject.topic.startswith(_DEFINED) or subject.funds not in (*_CHAIN, ALL):
        return subject
    return subject._replace(funds=ALL)


def _key(subject: Subject) -> _Key:
    return (subject.period, subject.basis, subject.flow)


def _totals(found: Sequence[Subject | None], figures: Sequence[Figure]) -> dict[tuple[_Key, str], list[Figure]]:
    """Return the figures that state the whole of a fund, by (period, basis, flow) and fund."""
    totals: dict[tuple[_Key, str], list[Figure]] = defaultdict(list)
    for number, subject in enumerate(found):
        if subject is not None and _is_whole(subject) and figures[number].exact:
            totals[_key(subject), subject.funds].append(figures[number])
    return totals


def _is_whole(subject: Subject) -> bool:
    parts = (subject.scope, subject.function, subject.economic, subject.nature, subject.topic)
    return all(part == ALL for part in parts) and subject.measure == "amount"


def _equal(key: _Key, totals: dict[tuple[_Key, str], list[Figure]]) -> list[tuple[str, str]]:
    """Return (wide, narrow) for the funds of one year, basis and flow whose totals are the same."""
    pairs: list[tuple[str, str]] = []
    narrow = _CHAIN[0]
    for wide in _CHAIN[1:]:
        inner, outer = totals.get((key, narrow), []), totals.get((key, wide), [])
        if not outer:
            continue
        if inner and _all_equal([*inner, *outer]):
            pairs.append((wide, narrow))
        else:
            narrow = wide
    return pairs


def _all_equal(figures: Sequence[Figure]) -> bool:
    first = figures[0]
    return bool(first.amount) and all(
        abs((figure.amount or _ZERO) - (first.amount or _ZERO)) <= figure.slack + first.slack for figure in figures[1:]
    )
