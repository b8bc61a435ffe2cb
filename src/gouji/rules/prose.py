"""What several rules on prose need: the money of a list, what a share is of, claims from terms."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.labels import explain, family
from gouji.extract.papers.entries import FUNDS
from gouji.model.claim import Term
from gouji.model.figure import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.extract.extraction import Extraction, Statement

ONE = Decimal(1)
_ETC = "等"
_THREE = frozenset(("三公.出国", "三公.用车", "三公.接待"))
_FOUR = frozenset(FUNDS.values())
_SIDES = frozenset(("收入", "支出"))


def plus(numbers: Iterable[int]) -> tuple[Term, ...]:
    """Return the terms of a plain sum."""
    return tuple(Term(number) for number in numbers)


def same_kind(extraction: Extraction, first: int, second: int) -> bool:
    """Whether two figures can be added: money with money, else the same unit."""
    return comparable(extraction.figures[first], extraction.figures[second])


def is_department(extraction: Extraction, offset: int) -> bool:
    """Whether a department's own budget or account speaks here, not a government's report over several levels."""
    return extraction.part(offset).kind in {"budget", "final"}


def is_budget(extraction: Extraction, statement: Statement) -> bool:
    """Whether a statement stands in a department's budget, where income and expenditure are equal."""
    return extraction.part(statement.start).kind == "budget"


def listed_parts(extraction: Extraction, statement: Statement) -> tuple[Statement, ...]:
    """Return the parts of a statement that carry a value of its unit; nameless headings give way to their own parts."""
    return _without_nested(
        tuple(
            part
            for part in _spliced(statement.parts)
            if part.value is not None
            and not part.aside
            and statement.value is not None
            and same_kind(extraction, part.value, statement.value)
        )
    )


def _without_nested(parts: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Leave out the parts of parts that a flat list repeats (公务用车运行 after 公务用车购置及运行)."""
    topics = [explain(part.label).axes.get("topic", "") for part in parts]
    return tuple(
        part
        for part, topic in zip(parts, topics, strict=True)
        if not any(other and topic.startswith(f"{other}.") for other in topics)
    )


def _spliced(parts: Iterable[Statement]) -> Iterator[Statement]:
    for part in parts:
        if part.value is None and part.parts and part.label not in _SIDES:
            yield from _spliced(part.parts)
        else:
            yield part


def is_complete(extraction: Extraction, statement: Statement, parts: tuple[Statement, ...]) -> bool:
    """Whether the words promise that the parts add up: listed by 其中 or 包括, of one axis, and no 等 at the end.

    A government's budgets are four: a list of some of them leaves the others out. The three items of 三公 are all there are, however they are listed.
    """
    if {explain(part.label).axes.get("topic", "") for part in parts} == _THREE and len(parts) == len(_THREE):
        return True
    if statement.opening not in {"strong", "bracket"} or len(parts) < 2:  # noqa: PLR2004  a list has two members
        return False
    tail = extraction.document.text[parts[-1].end : parts[-1].end + 2]
    if tail.lstrip().startswith(_ETC):
        return False
    department = is_department(extraction, statement.start)
    common = _common_family([(department and _source(part.label)) or family(part.label) for part in parts])
    if not common or (not department and _leaves_out(common, parts)):
        return False
    if common == "nature" and "nature" in explain(statement.label).axes:
        return False
    counted = common in {"单位类型", "离退休"}
    return counted or any(extraction.figures[part.value].value for part in parts if part.value is not None)


def _leaves_out(common: str, parts: tuple[Statement, ...]) -> bool:
    """Whether a government's list along this axis may be of some only: subjects, or fewer than the four budgets."""
    if common == "funds":
        return not {explain(part.label).axes.get("funds") for part in parts} >= _FOUR
    return common in {"function", "economic"}


def _source(label: str) -> str:
    """Return the axis of what comes in where it is money carried over, one source among the others (拨款收入、上年结转)."""
    found = explain(label)
    return "funds" if found.axes.get("flow") == "年初结转" and not found.residue else ""


def _common_family(families: list[str]) -> str:
    """Return the axis that most parts divide their whole along, "" if fewer than two or than half do."""
    known = [name for name in families if name]
    common = max(dict.fromkeys(known), key=known.count, default="")
    return common if known.count(common) * 2 > len(families) and known.count(common) > 1 else ""
