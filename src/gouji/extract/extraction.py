"""What extraction knows of one document: the values that rules read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gouji.model.document import Table
from gouji.model.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.extract.forms.evaluation import Evaluation
    from gouji.extract.forms.match import Filled
    from gouji.extract.index import StatementIndex
    from gouji.extract.papers.title import Paper
    from gouji.extract.tables.sheets import Sheet
    from gouji.model.document import Block, Document
    from gouji.model.figure import Figure
    from gouji.model.subject import Quantity, Subject


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document with its own unit, kind and fiscal year. ``kind`` as in the JSON contract.

    ``level`` is 部门 (with the units below it), 单位 (itself alone), "" where the title does not say. ``title`` is set for an
    annex (附件) alone, which lies within a part, ``paper`` for one of the papers that a government brings in each year.
    """

    kind: str
    unit: str
    region: str
    year: int | None
    start: int
    end: int
    level: str = ""
    title: str = ""
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the stretch up to the next heading of its level or above; ``level`` 1 is the outermost."""

    title: str
    level: int
    start: int
    title_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """A comparison: the word at ``word_start:word_end`` says the direction (1, -1, 0; ``near`` for 基本持平, None undecided).

    ``amount``, ``rate``, ``base`` are figure ids (change in money, change in %, printed former value), None where
    unprinted. ``against`` is what it is compared with, as (period, basis) in words: ("上年", "决算数"). ``now`` holds the
    ids of the values that may be meant as changing, the likeliest first.
    """

    word_start: int
    word_end: int
    direction: int | None
    amount: int | None = None
    rate: int | None = None
    base: int | None = None
    against: tuple[str, str] = ("", "")
    near: bool = False
    now: tuple[int, ...] = ()
    excluding: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """占 ``whole_label`` 的 ``rate``."""

    rate: int
    whole_label: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """完成预算 ``rate``; ``budget`` is the printed budget figure where there is one; ``basis`` as worded (年初预算 …)."""

    rate: int
    budget: int | None = None
    basis: str = ""


@dataclass(frozen=True)
class Statement:
    """One thing said in prose: a label, its value, and what is said of it; parts below it.

    ``value`` is a figure id or None (a heading-like statement); ``prior`` last year's, ``budget`` the opening
    (or only) budget's, ``adjusted`` the adjusted or full-year budget's, and ``restated`` further mentions of ``value`` in the same item. ``opening`` says how the parts are listed: "strong" (其中,
    包括: they should add up where they are of one axis), "weak" (主要包括, 含: they only bound it), "outline" (numbered below
    it without a word) or "bracket". ``marker`` is the list marker (（一）, 1. …) if any; ``reasons`` are what is said in
    its reason, each marked ``aside``.
    """

    start: int
    end: int
    label: str
    label_start: int
    label_end: int
    value: int | None = None
    changes: tuple[Change, ...] = ()
    shares: tuple[Share, ...] = ()
    completions: tuple[Completion, ...] = ()
    prior: int | None = None
    budget: int | None = None
    adjusted: int | None = None
    restated: tuple[int, ...] = ()
    parts: tuple[Statement, ...] = ()
    reasons: tuple[Statement, ...] = ()
    opening: str = ""
    marker: str = ""
    aside: bool = False
    period: str = ""


class Line(NamedTuple):
    """One row of a table below the header.

    ``code`` is the classification code printed (digits only, columns of 类/款/项 joined), "" if none; ``label`` the name as
    printed without marks; ``role`` is "item", "total" (合计, 总计, 小计 …), "of_which" (其中) or "note".
    ``depth`` is the depth in the row tree, 0 outermost; ``parent`` the row index of the line above it in the tree.
    ``mark`` is the level of its numbering mark (1 一、 2 （一） 3 1. 4 (1) 5 ①; 0 none) and ``ordinal`` its number, ``indent`` its indentation
    (a hundred for each label column before it), ``group`` the label of a vertically merged cell beside it.
    """

    row: int
    code: str
    label: str
    role: str = "item"
    depth: int = 0
    parent: int | None = None
    mark: int = 0
    ordinal: int = 0
    indent: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header path from the top, e.g. ("基本支出", "人员经费"); "code", "rowno" (行次), "label", "value" or "other" by role."""

    index: int
    path: tuple[str, ...]
    role: str


@dataclass(frozen=True)
class Grid:
    """A table understood: caption, unit, header, columns and lines. Side-by-side blocks give one Grid each.

    ``block`` counts the blocks of one table from 0; ``continues`` says that the rows go on from the same block of the table
    before (a further page with its own header); ``note`` is "performance" where the figures do not add up;
    ``doubtful`` says that cells look as if their text had slipped from one to another.
    """

    table: Table
    title: str
    title_start: int
    title_end: int
    header_rows: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    unit_name: str = ""
    note: str = ""
    block: int = 0
    continues: bool = False
    doubtful: bool = False

    @cached_property
    def line_at(self) -> dict[int, Line]:
        """Row index to line."""
        return {line.row: line for line in self.lines}


@dataclass(frozen=True, eq=False)
class Extraction:
    """One document with everything found in it. Figures are in text order and ``figures[i].id == i``.

    ``annexes`` lie within ``parts``, which speak for them wherever a rule asks for the part of an offset.
    ``in_cell`` gives the ids of the figures of each table cell (table, row, column).
    """

    document: Document
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...] = ()
    grids: tuple[Grid, ...] = ()
    subjects: tuple[Subject | None, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    in_cell: dict[tuple[int, int, int], tuple[int, ...]] = field(default_factory=dict)
    annexes: tuple[Part, ...] = ()

    def __getstate__(self) -> dict[str, object]:
        """Return what is copied to another process: what can be made again is not."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    @cached_property
    def kept(self) -> dict[Callable[[Extraction], object], object]:
        """What was made of this document by a function, by that function (``once``)."""
        return {}

    @cached_property
    def governmental(self) -> bool:
        """Whether this is a government's paper, where lists may leave items out (secret ones, year-end balances)."""
        from gouji.extract.tables.words import GOVERNMENT_TITLE  # noqa: PLC0415  tables read Extractions themselves

        kinds = {part.kind for part in self.parts}
        return any(kind.startswith(("government", "work_report")) for kind in kinds) or any(
            GOVERNMENT_TITLE.search(grid.title) for grid in self.grids
        )

    @cached_property
    def index(self) -> StatementIndex:
        """The statements laid out flat and findable by meaning."""
        from gouji.extract.index import StatementIndex  # noqa: PLC0415  it reads Extractions itself

        return StatementIndex(self)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The additive forms: blocks of tables with their pages joined and their lines as trees."""
        from gouji.extract.tables.sheets import sheets  # noqa: PLC0415  it reads Grids itself

        return tuple(sheets(self.grids))

    def with_subjects(self, subjects: tuple[Subject | None, ...], quantities: tuple[Quantity, ...]) -> Extraction:
        """Return this with its subjects; its sheets, which do not hang on them, are not made again."""
        known = replace(self, subjects=subjects, quantities=quantities)
        vars(known)["sheets"] = self.sheets
        return known

    @cached_property
    def views(self) -> tuple[Extraction, ...]:
        """Each part as an Extraction of its own: what rules read, so that none of them mixes one part with another."""
        if len(self.parts) < 2:  # noqa: PLR2004  one part is the whole
            return (self,)
        return tuple(self._view(part) for part in self.parts)

    def _view(self, part: Part) -> Extraction:
        """Return one part, offsets, figure ids and table numbers unchanged; the other parts' tables are empty in it."""

        def inside(start: int) -> bool:
            return part.start <= start < part.end

        blocks: list[Block] = []
        for block in self.document.blocks:
            if inside(block.start):
                blocks.append(block)
            elif isinstance(block, Table):
                blocks.append(replace(block, end=block.start, rows=0, columns=0, cells=()))
        quantities = tuple(quantity for quantity in self.quantities if inside(self.figures[quantity.mentions[0]].start))
        return replace(
            self,
            document=replace(self.document, blocks=tuple(blocks)),
            parts=(part,),
            annexes=tuple(annex for annex in self.annexes if inside(annex.start)),
            sections=tuple(section for section in self.sections if inside(section.start)),
            statements=tuple(statement for statement in self.statements if inside(statement.start)),
            grids=tuple(grid for grid in self.grids if inside(grid.table.start)),
            quantities=quantities,
        )

    @cached_property
    def forms(self) -> dict[tuple[int, str, str], Filled]:
        """The official forms among the sheets, by (part, form, side)."""
        from gouji.extract.forms.match import filled_forms  # noqa: PLC0415  it reads Extractions itself

        return filled_forms(self)

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """The performance tables with what their headers name."""
        from gouji.extract.forms.evaluation import evaluations  # noqa: PLC0415  it reads Extractions itself

        return tuple(evaluations(self))

    @cached_property
    def _figure_starts(self) -> list[int]:
        return [figure.start for figure in self.figures]

    def figures_in(self, start: int, end: int) -> tuple[Figure, ...]:
        """Return the figures whose numeral starts in ``start:end``."""
        starts = self._figure_starts
        return self.figures[bisect_left(starts, start) : bisect_left(starts, end)]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    def section_path(self, offset: int) -> tuple[Section, ...]:
        """Return the sections that hold this offset, outermost first."""
        at = bisect_right(self._section_starts, offset)
        path: list[Section] = []
        level = 10**9
        for section in reversed(self.sections[:at]):
            if section.level < level and section.end > offset:
                path.append(section)
                level = section.level
        return tuple(reversed(path))

    def part_index(self, offset: int) -> int:
        """Return the index of the part that holds this offset."""
        for index, part in enumerate(self.parts):
            if part.start <= offset < part.end:
                return index
        return max(len(self.parts) - 1, 0)

    def part(self, offset: int) -> Part:
        """Return the part that holds this offset, in the year of the annex where it stands in one; there is always one."""
        part, annex = self.parts[self.part_index(offset)], self.annex(offset)
        return part if annex is None or annex.year == part.year else replace(part, year=annex.year)

    def annex(self, offset: int) -> Part | None:
        """Return the annex that holds this offset, None in the disclosure itself."""
        return next((annex for annex in self.annexes if annex.start <= offset < annex.end), None)

    def place(self, start: int, end: int) -> Place:
        """Return the full Place of a span."""
        document = self.document
        table = row = column = None
        for candidate in document.tables:
            if candidate.start <= start <= candidate.end:
                cell = candidate.cell_at(start)
                table = candidate.index
                row, column = (cell.row, cell.column) if cell else (None, None)
                break
        return Place(
            document=document.path,
            start=start,
            end=end,
            text=document.text[start:end],
            part=self.part_index(start) if self.parts else None,
            section=tuple(section.title for section in self.section_path(start)),
            page=document.page(start),
            boxes=document.boxes(start, end),
            table=table,
            row=row,
            column=column,
            recognized=document.is_recognized(start, end),
        )
