"""What a finding is known by from one run to the next (DESIGN 10): its fingerprint and its recurrence key.

The fingerprint is made of rule, unit, year, kind of the part, and the path of labels that leads to the place: titles of
sections and statements, or the table with the labels of line and column. No position, no amount and no list number enters, so
rows added above, other findings and another wrong figure in the same place leave it as it is. The recurrence key is the same
without the year, and meets the fault again in next year's document.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.extract.names import own_label
from gouji.model.figure import Nature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.extract.extraction import Extraction, Grid, Line, Statement
    from gouji.extract.index import Node
    from gouji.model.finding import Finding
    from gouji.model.place import Place

_DIGITS = 16
# Years, amounts and list numbers of a title or label: they change while the thing stays the same.
_LIST_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十百]+(?:部分|[、.．章节]|(?=\s))|[（(][一二三四五六七八九十\d]+[）)]|\d+(?:[-.．]\d+)*[、.．\s]|[①-⑳])"
)
_YEAR = re.compile(r"(?:19|20|二[〇○Ｏ零])[\d〇○零一二三四五六七八九]{2}(?:年度?|(?=\D|$))")
_NUMERAL = re.compile(r"[\d,.，]*\d")
_BLANK = re.compile(r"[\s\u3000]+")


def keyed(extraction: Extraction, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with fingerprint and recurrence key; of several alike in one document, each has its number."""
    seen: Counter[tuple[str, ...]] = Counter()
    return tuple(_keyed(extraction, finding, seen) for finding in findings)


def _keyed(extraction: Extraction, finding: Finding, seen: Counter[tuple[str, ...]]) -> Finding:
    part = extraction.part(finding.place.start)
    lasting = (finding.rule, part.unit, part.kind, *_labels(extraction, finding))
    dated = (*lasting, str(part.year))
    seen[dated] += 1
    number = () if seen[dated] == 1 else (f"#{seen[dated]}",)
    return replace(finding, fingerprint=_digest((*dated, *number)), recurrence_key=_digest((*lasting, *number)))


def _digest(pieces: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(pieces).encode()).hexdigest()[:_DIGITS]


def plain_label(text: str) -> str:
    """Return a title or label without blanks, list number, years and figures: 三、2024年收入预算情况 -> 收入预算情况."""
    text = _LIST_NUMBER.sub("", text.strip())
    return _NUMERAL.sub("", _YEAR.sub("", _BLANK.sub("", text)))


def _labels(extraction: Extraction, finding: Finding) -> Iterator[str]:
    """Yield what leads to a place, from the outside in, and last what is said there where that is no figure."""
    place = finding.place
    in_table = list(_table_labels(extraction, place))
    if in_table:
        yield from in_table
    else:
        part = extraction.part(place.start)
        yield from (plain_label(title) for title in place.section)
        yield from (plain_label(own_label(label, part)) for label in _statement_labels(extraction, place))
    if not any(figure.nature is Nature.QUANTITY for figure in extraction.figures_in(place.start, place.end)):
        yield plain_label(place.text)


def _table_labels(extraction: Extraction, place: Place) -> Iterator[str]:
    """Yield the table, the line with those above it, and the column; nothing outside of tables that are understood."""
    grid = _grid(extraction, place)
    if grid is None:
        return
    yield plain_label(grid.title) or " ".join(plain_label(column.path[-1]) for column in grid.columns if column.path)
    line = grid.line_at.get(-1 if place.row is None else place.row)
    if line is not None:
        yield from (name for above in _line_path(grid, line) for name in (above.code, plain_label(above.label)))
    yield from next((map(plain_label, column.path) for column in grid.columns if column.index == place.column), ())


def _grid(extraction: Extraction, place: Place) -> Grid | None:
    grids = [grid for grid in extraction.grids if grid.table.index == place.table]
    holding = (grid for grid in grids if any(column.index == place.column for column in grid.columns))
    return next(holding, grids[0] if grids else None)


def _line_path(grid: Grid, line: Line) -> list[Line]:
    path = [line]
    seen = {line.row}
    while line.parent is not None and line.parent not in seen and line.parent in grid.line_at:
        line = grid.line_at[line.parent]
        seen.add(line.row)
        path.append(line)
    return path[::-1]


def _statement_labels(extraction: Extraction, place: Place) -> Iterator[str]:
    """Yield the labels of the statements around a place and, of the innermost, what the figure there is to it."""
    node = _innermost(extraction, place)
    if node is not None:
        yield from (statement.label for statement in (*node.above, node.statement))
        yield _role(extraction, node.statement, place)


def _innermost(extraction: Extraction, place: Place) -> Node | None:
    around = (
        node
        for node in extraction.index.nodes
        if node.statement.start <= place.start and place.end <= node.statement.end
    )
    return min(around, key=lambda node: node.statement.end - node.statement.start, default=None)


def _role(extraction: Extraction, statement: Statement, place: Place) -> str:
    """Return what the figure at a place is to its statement: value, prior, change, rate …; "" where it is none of these."""
    numbers = {figure.id for figure in extraction.figures_in(place.start, max(place.end, place.start + 1))}
    named = [(name, getattr(statement, name)) for name in ("value", "prior", "budget", "adjusted")]
    named += [("restated", number) for number in statement.restated]
    named += [(name, getattr(change, name)) for change in statement.changes for name in ("amount", "rate", "base")]
    named += [("share", share.rate) for share in statement.shares]
    named += [("completion", completion.rate) for completion in statement.completions]
    return next((name for name, number in named if number in numbers), "")
