"""An extraction to the ledgers (台账) of its parts: its own values by subject, what it says of the year before, whom it covers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeGuard

from gouji.extract.funds import of_defined_funds
from gouji.extract.numbers import half_width
from gouji.model.figure import comparable
from gouji.model.ledger import Certainty, Entry, Ledger, Mention
from gouji.model.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Change, Extraction, Statement
    from gouji.model.figure import Figure
    from gouji.model.subject import Subject

_BASIS = {"budget": "预算", "final": "决算"}
_GRAND = re.compile(r"总计|总收入|总支出|总预算")
_ADJUSTED = re.compile(
    r"口径|可比|机构改革|职[能责](?:划|调|转)|划[入出转]|撤并|合并|整合|新(?:设|成立|组建)|剔除|扣除|调整后"
)
_ALL_ADJUSTED = re.compile(
    r"(?:上年|上一年|去年|20\d\d年)度?(?:决算|预算|公开)?(?:数据|数字|基数|数)[^。；\n]{0,20}(?:口径|可比|重述|公[开布]的?数据?不一致)"
)
_SCOPE = re.compile(
    r"(?:编制|预算|决算|公开|汇编)范围|(?:下属|所属)单位(?:具体)?(?:包括|有|:)|部门(?:预算|决算)是包括|下属二级预算单位"
)
_OPENING = re.compile(r"年初预算(?:数|安排)?(?:为|是|:|：)?$")
_SCOPE_LENGTH = 600
_MOST_SCOPE = 3


def ledgers(extraction: Extraction, *, zeros: bool = False) -> tuple[Ledger, ...]:
    """Return one ledger for each part that is a department's budget or final account with a known unit and year.

    What is printed as nothing is left out, unless ``zeros`` asks for it.
    """
    found: list[Ledger] = []
    for index, view in enumerate(extraction.views):
        part = view.parts[0]
        if part.kind not in _BASIS or not part.unit or part.year is None:
            continue
        found.append(
            Ledger(
                document=extraction.document.path,
                sha256=extraction.document.sha256,
                part=index,
                kind=part.kind,
                unit=part.unit,
                region=part.region,
                year=part.year,
                level=part.level,
                own=tuple(_own(extraction, view, zeros=zeros)),
                earlier=tuple(_earlier(extraction, view, part.year, _BASIS[part.kind])),
                covers=_covers(extraction, part.start, part.end),
            )
        )
    return tuple(found)


def _own(extraction: Extraction, view: Extraction, *, zeros: bool) -> Iterator[Entry]:
    """Yield the values of the part's year, one a subject: a table's before prose's.

    A subject counts under the fund that the words name and under the narrowest that holds the same money.
    """
    grand = _grand(view)
    year = str(view.parts[0].year)
    said: dict[Subject, list[int]] = {}
    for quantity in view.quantities:
        for number in quantity.mentions:
            if _apart_from(view, number):
                continue
            for subject in dict.fromkeys((quantity.subject, view.subjects[number])):
                if _is_value(subject) and subject.period == year and view.figures[number].exact:
                    said.setdefault(_opening(view, _apart(subject, grand=number in grand), number), []).append(number)
    for subject, numbers in said.items():
        number = min(numbers, key=lambda number: (view.figures[number].table is None, number))
        if (zeros or view.figures[number].value) and agree([view.figures[number] for number in numbers]):
            yield Entry(subject, ((mention(extraction, number), 1),))


def _apart_from(view: Extraction, number: int) -> bool:
    """Whether a figure stands in an annex that is no account itself: a report on one project, an evaluation."""
    annex = view.annex(view.figures[number].start)
    return annex is not None and annex.kind not in _BASIS


def _opening(view: Extraction, subject: Subject, number: int) -> Subject:
    """Return the subject of a budget that the words right before it call the opening one (…（项）：年初预算为10.78万元)."""
    start = view.figures[number].start
    said = subject.basis == "预算" and _OPENING.search(view.document.text, max(start - 8, 0), start)
    return subject._replace(basis="年初预算") if said else subject


def _is_value(subject: Subject | None) -> TypeGuard[Subject]:
    """Whether a subject is known and that of a value, not of a change, a rate or a share of one."""
    return subject is not None and subject.known and subject.measure.startswith(("amount", "count"))


def agree(figures: Sequence[Figure]) -> bool:
    """Whether the mentions of a subject agree; where they do not, the document itself must be put right first."""
    first = figures[0]
    return all(comparable(first, other) and _gap(first, other) <= first.slack + other.slack for other in figures[1:])


def _gap(first: Figure, other: Figure) -> Decimal:
    return abs((first.amount or Decimal(0)) - (other.amount or Decimal(0)))


def _apart(subject: Subject, *, grand: bool) -> Subject:
    """Set 总计 apart: it may hold what was carried over, and 合计 may not."""
    return subject._replace(flow="总计") if grand else subject


def _grand(view: Extraction) -> frozenset[int]:
    """Return the figures that are called 总计."""
    prose = {
        node.statement.value
        for node in view.index.nodes
        if node.statement.value is not None and _GRAND.search(node.statement.label)
    }
    lines = {(grid.table.index, line.row) for grid in view.grids for line in grid.lines if _GRAND.search(line.label)}
    cells = {number for (table, row, _), numbers in view.in_cell.items() if (table, row) in lines for number in numbers}
    return frozenset(prose | cells)


def _earlier(extraction: Extraction, view: Extraction, year: int, basis: str) -> Iterator[Entry]:
    """Yield what a part says of the year before: printed in a column or a sentence, or implied by a change."""
    before = str(year - 1)
    grand = _grand(view)
    part = view.parts[0]
    adjusted = _ALL_ADJUSTED.search(view.document.text, part.start, part.end) is not None
    for number, subject in enumerate(view.subjects):
        if _is_value(subject) and subject.period == before and view.figures[number].exact:
            certainty = Certainty.ADJUSTED if adjusted else Certainty.STATED
            yield Entry(_apart(subject, grand=number in grand), ((mention(extraction, number), 1),), certainty)
    for node in view.index.nodes:
        statement = node.statement
        for change in statement.changes:
            terms = _implied(view, statement, change)
            subject = view.subjects[statement.value] if statement.value is not None else None
            if terms is None or subject is None or not subject.known or subject.period != str(year):
                continue
            against = _basis_of(change, basis, before)
            if against is not None:
                told = (of_defined_funds(subject) or subject)._replace(period=before, basis=against[0])
                certainty = Certainty.ADJUSTED if adjusted or _is_adjusted(view, statement) else against[1]
                mentions = tuple((mention(extraction, figure), sign) for figure, sign in terms)
                yield Entry(_apart(told, grand=statement.value in grand), mentions, certainty)


def _implied(view: Extraction, statement: Statement, change: Change) -> tuple[tuple[int, int], ...] | None:
    """Return the figures with signs that make up the former value, None where it cannot be told exactly."""
    figures = view.figures
    if change.base is not None:
        return ((change.base, 1),) if figures[change.base].exact else None
    value = statement.value
    if value is None or change.now[:1] != (value,) or change.excluding or change.near or change.direction is None:
        return None
    if not figures[value].exact:
        return None
    if change.direction == 0:
        return ((value, 1),) if change.amount is None or not figures[change.amount].value else None
    if (
        change.amount is None
        or not figures[change.amount].exact
        or not comparable(figures[value], figures[change.amount])
    ):
        return None
    return (value, 1), (change.amount, -change.direction)


def _basis_of(change: Change, own: str, before: str) -> tuple[str, Certainty] | None:
    """Return on what basis the former value stands, None where the comparison is not with the year before."""
    period, words = change.against
    if not period or (period[:4].isdigit() and period[:4] != before):
        return None
    if not words:
        return own, Certainty.CUSTOMARY
    if "执行" in words or "调整" in words or "全年" in words:
        return None
    basis = "决算" if "决算" in words else "预算" if "预算" in words else own
    return basis, Certainty.STATED if basis in words else Certainty.CUSTOMARY


def _is_adjusted(view: Extraction, statement: Statement) -> bool:
    """Whether the words around a comparison say that the base year was put on another footing."""
    block = view.document.block_at(statement.start)
    start, end = (block.start, block.end) if block else (statement.start, statement.end)
    return _ADJUSTED.search(view.document.text, start, end) is not None


def _covers(extraction: Extraction, start: int, end: int) -> str:
    """Return the words in which a part says whom it covers, without white space; "" where it says nothing."""
    plain = half_width(extraction.document.text)
    found = [match.start() for match in _SCOPE.finditer(plain, start, end)][:_MOST_SCOPE]
    return "\n".join("".join(plain[at : min(at + _SCOPE_LENGTH, end)].split()) for at in found)


def mention(extraction: Extraction, number: int) -> Mention:
    """Return a figure with the place where it stands."""
    figure, document = extraction.figures[number], extraction.document
    page = document.page(figure.start)
    line = 0 if page or figure.table is not None else document.text.count("\n", 0, figure.start) + 1
    place = Place(
        document=document.path,
        start=figure.start,
        end=figure.end,
        text=figure.text,
        part=extraction.part_index(figure.start),
        page=page,
        table=figure.table,
        row=figure.row,
        column=figure.column,
        recognized=document.is_recognized(figure.start, figure.end),
    )
    return Mention(figure, place, line)
