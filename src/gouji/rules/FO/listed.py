"""What running text and table of one part say of the same 科目: which lines the text tells, which it leaves out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.funds import OF_YEAR
from gouji.model.figure import Dimension
from gouji.rules.tables import Unclear, figure_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.extract.forms.match import Filled
    from gouji.model.figure import Figure

FORMS = ("general", "appropriation_function", "expenditure", "fund")
_ITEM = 7
_ZERO = Decimal(0)
_FEW = 5
_SHARE = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of 项 in the text beside the table that it goes through: amounts by code, those of zero left out."""

    table: Filled
    rows: dict[str, Figure]
    told: dict[str, list[Figure]]

    @property
    def agreed(self) -> list[str]:
        """The codes of which text and table give the same amount."""
        return [code for code, row in self.rows.items() if any(same(row, figure) for figure in self.told.get(code, ()))]


def listings(extraction: Extraction) -> Iterator[Listing]:
    """Yield, for each fund of which the text goes through the 项, the table with which most of them agree.

    A list belongs to a table where at least five 项 agree and at least three for each that does not. One of the year's own
    appropriation, where money was carried over into it, leaves out what that money alone pays for, and belongs to none.
    """
    for fund, told in _told(extraction).items():
        if fund.endswith(OF_YEAR):
            continue
        tables = [Listing(table, rows_of(extraction, table), told) for table in _tables(extraction)]
        best = max(tables, key=lambda listing: len(listing.agreed), default=None)
        if best is None:
            continue
        agreed = len(best.agreed)
        apart = len({code for code in (*best.rows, *told) if len(code) == _ITEM} - set(best.agreed))
        if agreed >= _FEW and agreed >= _SHARE * apart:
            yield best


def _told(extraction: Extraction) -> dict[str, dict[str, list[Figure]]]:
    """Return fund to code to the amounts of this year that the text gives it."""
    found: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    years = {str(part.year) for part in extraction.parts}
    for figure, subject in zip(extraction.figures, extraction.subjects, strict=True):
        if subject is None or subject.measure != "amount" or figure.table is not None or not _is_amount(figure):
            continue
        if subject.function.isdigit() and len(subject.function) == _ITEM and subject.period in years:
            found[subject.funds][subject.function].append(figure)
    return found


def _tables(extraction: Extraction) -> list[Filled]:
    return [table for (_, form, _), table in extraction.forms.items() if form in FORMS]


def rows_of(extraction: Extraction, table: Filled) -> dict[str, Figure]:
    """Return the lines of a table that bear a code, with the amount of the whole; blank and zero ones are left out."""
    rows: dict[str, Figure] = {}
    for (line, column), spot in table.cells.items():
        if line.isdigit() and column == "合计":
            try:
                figure = figure_at(extraction, spot)
            except Unclear:
                continue
            if figure is not None and figure.value:
                rows[line] = figure
    return rows


def same(first: Figure, second: Figure) -> bool:
    """Whether two amounts agree within their rounding."""
    return abs((first.amount or _ZERO) - (second.amount or _ZERO)) <= first.slack + second.slack


def in_text(extraction: Extraction, amount: Figure) -> bool:
    """Whether the running text gives this amount anywhere, under whatever name."""
    return any(figure.table is None and _is_amount(figure) and same(figure, amount) for figure in extraction.figures)


def in_rows(rows: Mapping[str, Figure], amounts: Sequence[Figure]) -> bool:
    """Whether a table gives one of these amounts in any of its lines."""
    return any(same(row, amount) for row in rows.values() for amount in amounts)


def _is_amount(figure: Figure) -> bool:
    return figure.exact and bool(figure.value) and figure.unit is not None and figure.unit.dimension is Dimension.MONEY
