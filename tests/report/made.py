"""A small made-up disclosure, checked by hand: what the reports are tested with.

Two slips were put in: 30.15 should read 36.25 (41.20 - 4.05 - 0.90), and a decrease has lost its figure.
"""

from __future__ import annotations

import re
from decimal import Decimal

from gouji.diagnose.checked import Checked
from gouji.extract.extraction import Column, Extraction, Grid, Line, Part, Section
from gouji.model.claim import Claim, Kind, Linear, Outcome, Source, Term, Verdict
from gouji.model.document import Document, Message, Status
from gouji.model.figure import Dimension, Figure, Nature, State, Unit
from gouji.model.finding import Finding, Repair, Severity
from gouji.model.place import Box
from gouji.read.builder import CellContent, DocumentBuilder, Piece

WAN = Unit("万元", Dimension.MONEY, Decimal(10000))
PERCENT = Unit("%", Dimension.PERCENT)
_UNITS = {"万元": WAN, "%": PERCENT}
_NUMERAL = re.compile(r"(?P<value>\*\*|\d+(?:\.\d+)?)(?P<unit>万元|%|年)?")
_CELLS = (
    ("科目编码", 0, 0, 2, 1),
    ("科目名称", 0, 1, 2, 1),
    ("合计", 0, 2, 2, 1),
    ("基本支出", 0, 3, 1, 2),
    ("项目支出", 0, 5, 2, 1),
    ("人员经费", 1, 3, 1, 1),
    ("公用经费", 1, 4, 1, 1),
    ("合计", 2, 1, 1, 1),
    ("41.20", 2, 2, 1, 1),
    ("30.00", 2, 3, 1, 1),
    ("5.20", 2, 4, 1, 1),
    ("6.00", 2, 5, 1, 1),
    ("213", 3, 0, 1, 1),
    ("农林水支出", 3, 1, 1, 1),
    ("41.20", 3, 2, 1, 1),
    ("30.00", 3, 3, 1, 1),
    ("5.20", 3, 4, 1, 1),
    ("6.00", 3, 5, 1, 1),
)
TITLES = ("一、收支预算总体情况", "二、支出预算情况", "（一）支出预算表", "三、“三公”经费<b>情况</b>")


def document(path: str = "青禾县水务局.pdf") -> Document:
    """Return the document: a PDF of two pages with four headings and one table."""
    builder = DocumentBuilder(path, b"made up", "pdf")
    at = iter(range(1, 100))

    def piece(text: str, page: int = 1) -> list[Piece]:
        y = 20.0 * next(at)
        return [Piece(text, Box(page, 50.0, y, 50.0 + 10 * len(text), y + 12.0))]

    builder.heading(piece("青禾县水务局2023年部门预算"), 1)
    builder.heading(piece(TITLES[0]), 2)
    builder.paragraph(
        piece(
            "2023年收入预算41.20万元，其中：一般公共预算拨款30.15万元，政府性基金预算拨款4.05万元，上年结转0.90万元。"
        )
    )
    builder.paragraph(piece("收入预算比上年增加1.20万元，增长3.00%。"))
    builder.heading(piece(TITLES[1]), 2)
    builder.heading(piece(TITLES[2]), 3)
    builder.paragraph(piece("单位：万元", 2))
    builder.table(
        4, 6, [CellContent(row, column, piece(text, 2), down, right) for text, row, column, down, right in _CELLS]
    )
    builder.heading(piece(TITLES[3], 2), 2)
    builder.paragraph(piece("公务接待费0万元，比上年减少万元。出国费**万元。", 2))
    return builder.finish(pages=2, page_sizes=((595.0, 842.0), (595.0, 842.0)))


def figures(made: Document) -> tuple[Figure, ...]:
    """Return every numeral as a figure; years, codes and what is masked are told apart."""
    found = []
    for index, match in enumerate(_NUMERAL.finditer(made.text)):
        value, unit = match["value"], match["unit"] or ""
        table = next((table for table in made.tables if table.start <= match.start() < table.end), None)
        cell = table.cell_at(match.start()) if table else None
        nature = Nature.MASKED if value == "**" else Nature.QUANTITY
        if unit == "年" or value == "213":
            nature = Nature.NOT_QUANTITY
        found.append(
            Figure(
                id=index,
                start=match.start(),
                end=match.end(),
                text=match[0],
                nature=nature,
                value=None if value == "**" else Decimal(value),
                unit=_UNITS.get(unit, WAN if cell else None),
                step=Decimal("0.01"),
                reason="年份" if unit == "年" else "",
                table=table.index if table else None,
                row=cell.row if cell else None,
                column=cell.column if cell else None,
            )
        )
    return tuple(found)


def extraction(made: Document) -> Extraction:
    """Return figures, sections and the one grid."""
    starts = [made.text.index(title) for title in TITLES]
    ends = [starts[1], starts[3], starts[3], len(made.text)]
    levels = (1, 1, 2, 1)
    sections = tuple(
        Section(title, level, start, start + len(title), end)
        for title, level, start, end in zip(TITLES, levels, starts, ends, strict=True)
    )
    columns = tuple(
        Column(index, (name,), "value") for index, name in enumerate(["编码", "名称", "合计", "人员", "公用", "项目"])
    )
    lines = (Line(2, "", "合计", "total"), Line(3, "213", "农林水支出", parent=2))
    return Extraction(
        document=made,
        parts=(Part("budget", "青禾县水务局", "青禾县", 2023, 0, len(made.text)),),
        sections=sections,
        figures=figures(made),
        grids=(Grid(made.tables[0], TITLES[2], starts[2], starts[2] + len(TITLES[2]), 2, columns, lines, "万元"),),
    )


def state(figure: Figure, culprit: int, operands: tuple[int, ...]) -> State:
    """Return the state that the one broken sum leaves a figure in."""
    if figure.nature is not Nature.QUANTITY:
        return State(str(figure.nature))
    if figure.id == culprit:
        return State.CONTRADICTED
    if figure.id in operands:
        return State.DISPUTED
    return State.VERIFIED if figure.table is not None else State.UNRELATED


def checked(path: str = "青禾县水务局.pdf") -> Checked:
    """Return the document checked: one error, one warning at an empty place, one note."""
    made = document(path)
    found = extraction(made)
    by_text = {figure.text: figure.id for figure in reversed(found.figures)}
    culprit = by_text["30.15万元"]
    total, *operands = (by_text[text] for text in ("41.20万元", "4.05万元", "0.90万元"))
    claim = Claim(
        rule="SU101",
        kind=Kind.SUM,
        source=Source.SENTENCE,
        shape=Linear((Term(culprit), *map(Term, operands)), total),
        start=found.sections[0].title_end + 1,
        end=made.text.index("0.90万元") + 6,
        title="收入预算各项之和",
    )
    verdict = Verdict(
        claim, Outcome.DIFFERS, Decimal("35.10"), Decimal("6.10"), Decimal("0.02"), "30.15 + 4.05 + 0.90 = 35.10"
    )

    def at(index: int) -> tuple[int, int]:
        return found.figures[index].start, found.figures[index].end

    error = Finding(
        rule="SU101",
        severity=Severity.ERROR,
        message="收入预算各项之和与总数41.20万元不一致，请核实一般公共预算拨款。",
        place=found.place(*at(culprit)),
        printed="30.15万元",
        expected="36.25",
        repairs=(Repair(found.place(*at(culprit)), "36.25", "万元", "digits changed", ("收入预算各项之和",)),),
        difference="-6.10",
        rounding="0.02",
        working="41.20 - 4.05 - 0.90 = 36.25",
        verdicts=(verdict,),
        related=tuple(found.place(*at(index)) for index in (total, *operands)),
        fingerprint="f1",
        recurrence_key="r1",
    )
    gap = made.text.index("减少万元") + 2
    warning = Finding("UN101", Severity.WARNING, "“减少”之后缺少数字，请补上。", found.place(gap, gap))
    first = made.text.index("3.00%")
    note = Finding(
        "CH102", Severity.NOTE, "增长3.00%没有印出上年数，无法核对。", found.place(first, first + 5), printed="3.00%"
    )
    states = tuple(state(figure, culprit, (total, *operands)) for figure in found.figures)
    return Checked(made, found, (verdict,), (error, note, warning), states)


def failed(path: str = "空白.pdf") -> Checked:
    """Return a file that could not be read."""
    problem = Message("文件是空的，请重新导出。", "The file is empty; please export it again.")
    made = Document(path=path, sha256="0" * 64, text="", problems=(problem,), status=Status.FAILED, format="pdf")
    return Checked(made, None, (), (), ())
