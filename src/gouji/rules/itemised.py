"""Lists that tell expenditure 科目 by 科目 in running text (…（类）…（款）…（项）30万元), and the totals that they explain.

Each amount of an item is taken with its like: the amounts of the year, the opening budgets, last year's. A list explains the total of
its own subject, and the classes (类) that it names, where the document states them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.extract.tables.words import split_mark
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.model.subject import ALL
from gouji.rules.prose import is_department, plus, same_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction, Statement
    from gouji.model.subject import Subject

_ITEM = 7  # digits of a 项
_CLASS = 3
_LEAST = 3  # items that make a list
_FAR = 1500  # characters between the items of one list
_MARK = re.compile(r"[（(]项(?:级)?[）)]")
_DASHES = re.compile(r"[-—－–]")
_ZERO = Decimal(0)
_FISCAL = "财政拨款"
_COLUMNS = ("value", "budget", "adjusted", "prior")


@dataclass(frozen=True, slots=True)
class _Item:
    """An item with its function code, "" where its name is not of the classification."""

    statement: Statement
    code: str


def itemised_claims(extraction: Extraction, rule: str) -> Iterator[Claim]:
    """Yield that the items of each list add up to its total, and those of a class to the class; none accuses by itself."""
    for items in _lists(extraction):
        for column in _COLUMNS:
            figures = [getattr(item.statement, column) for item in items]
            if None not in figures:
                yield from _claims(extraction, items, figures, rule)


def _lists(extraction: Extraction) -> Iterator[tuple[_Item, ...]]:
    """Yield the runs of items in text order; a 项 that comes again begins another list."""
    run: list[_Item] = []
    for node in extraction.index.nodes:
        item = _item(extraction, node.statement)
        if item is None or (run and item.code == run[-1].code and item.statement.start < run[-1].statement.end):
            continue
        again = bool(item.code) and any(item.code == other.code for other in run)
        if run and (again or item.statement.start - run[-1].statement.end > _FAR):
            yield from [tuple(run)] if len(run) >= _LEAST else []
            run = []
        run.append(item)
    yield from [tuple(run)] if len(run) >= _LEAST else []


def _item(extraction: Extraction, statement: Statement) -> _Item | None:
    value = statement.value
    subject = None if value is None or statement.aside else extraction.subjects[value]
    if (
        value is None
        or subject is None
        or not extraction.index.is_money(value)
        or extraction.figures[value].table is not None
    ):
        return None
    if not is_department(extraction, statement.start) or subject.nature != ALL:
        return None
    if len(subject.function) == _ITEM:
        return _Item(statement, subject.function)
    named = extraction.document.text[statement.label_start : statement.label_end + 4]
    return _Item(statement, "") if _MARK.search(named) or len(_DASHES.findall(named)) > 1 else None


def _claims(extraction: Extraction, items: Sequence[_Item], figures: Sequence[int], rule: str) -> Iterator[Claim]:
    about = _about(extraction, figures)
    if about is None or not all(same_kind(extraction, figures[0], number) for number in figures):
        return
    totals = _totals(extraction, about, figures, items[0].statement.start)
    met = [total for total in totals if _meets(extraction, figures, total)]
    for total in met or (totals[-1:] if _unbroken(items) else []):
        yield _claim(items, figures, total, rule)
    classes: dict[str, list[int]] = defaultdict(list)
    for item, number in zip(items, figures, strict=True):
        classes[item.code[:_CLASS]].append(number)
    if "" in classes or _is_mixed(extraction, figures):
        return
    for code, numbers in classes.items():
        whole = _stated(extraction, about._replace(function=code), items[0].statement.start)
        if whole is not None and whole not in numbers:
            yield replace(_claim(items, numbers, whole, rule), certain=bool(met))


def _meets(extraction: Extraction, figures: Sequence[int], total: int) -> bool:
    """Whether figures add up to a total but for what rounding leaves."""
    gap = sum((extraction.figures[number].amount or _ZERO for number in figures), _ZERO)
    gap -= extraction.figures[total].amount or _ZERO
    return abs(gap) <= sum((extraction.figures[number].slack for number in (*figures, total)), _ZERO)


def _unbroken(items: Sequence[_Item]) -> bool:
    """Whether the numbers of the items leave none out: an item of the list was not recognized there."""
    marks = [split_mark(f"{item.statement.marker}…")[:2] for item in items]
    return all(one[0] != other[0] or other[1] in {one[1] + 1, 1} or not other[1] for one, other in pairwise(marks))


def _about(extraction: Extraction, figures: Sequence[int]) -> Subject | None:
    """Return the subject of the total that amounts of items belong to: what most of them are about, whatever the item.

    Amounts of several funds are of 财政拨款.
    """
    subjects = [subject for number in figures if (subject := extraction.subjects[number]) is not None]
    common = Counter(subject._replace(function=ALL, topic=ALL) for subject in subjects)
    best = max(common, key=lambda subject: common[subject], default=None)
    if best is None or not best.known or common[best] * 2 <= len(figures):
        return None
    return best._replace(funds=_FISCAL) if _is_mixed(extraction, figures) else best


def _is_mixed(extraction: Extraction, figures: Sequence[int]) -> bool:
    """Whether amounts are of several funds."""
    return len({subject.funds for number in figures if (subject := extraction.subjects[number]) is not None}) > 1


def _totals(extraction: Extraction, about: Subject, figures: Sequence[int], before: int) -> list[int]:
    """Return the totals that a list may explain, by place; those after it only where the list adds up to them.

    A list of 财政拨款 explains the 一般公共预算 where there are no other funds, and a total of both sides (收支总计) too.
    """
    both = () if _is_mixed(extraction, figures) else (_FISCAL, "一般公共")
    near = [about._replace(funds=funds, flow=flow) for funds in (about.funds, *both) for flow in (about.flow, "收支")]
    stated = (_stated(extraction, subject, before) for subject in dict.fromkeys(near))
    return sorted(
        number
        for number in stated
        if number is not None and (extraction.figures[number].start < before or _meets(extraction, figures, number))
    )


def _stated(extraction: Extraction, subject: Subject, before: int) -> int | None:
    """Return the figure in running text that states a subject, the last before an offset, else the first."""
    mentions = [
        number
        for quantity in extraction.quantities
        if quantity.subject == subject
        for number in quantity.mentions
        if extraction.figures[number].table is None
    ]
    earlier = [number for number in mentions if extraction.figures[number].start < before]
    return max(earlier) if earlier else min(mentions, default=None)


def _claim(items: Sequence[_Item], numbers: Sequence[int], total: int, rule: str) -> Claim:
    start, end = items[0].statement.start, items[-1].statement.end
    return Claim(rule, Kind.SUM, Source.SENTENCE, Linear(plus(numbers), total), start, end, certain=False)
