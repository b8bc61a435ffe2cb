"""A letter in the form of official papers (GB/T 9704): 22 lines of 28 characters, title 2号 小标宋, body 3号 仿宋.

Fonts are named, never shipped: a machine without them takes the nearest it has.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from gouji.web.matters.letters.words import Annex, Page

TITLE, BODY, HEAD, DIGITS = "方正小标宋简体", "仿宋_GB2312", "黑体", "Times New Roman"
TWO, THREE, FOUR, FIVE, ISSUER = 22, 16, 14, 10, 44  # 2号, 3号, 4号, 五号 and the red name above, in points
LINE = Pt(28.95)
RED = RGBColor(0xE6, 0x00, 0x12)
_GRID = {"type": "lines", "linePitch": "579"}
_CLOSER = "-5"  # twentieths of a point between characters: 28 of 3号 fill the 156 mm of a line
_TEXT = 442  # points that a line is long
_LONGEST = 22  # characters of a title's line at 2号
_INDENT = 2 * THREE


def official(page: Page) -> bytes:
    """Return the letter as a Word document."""
    document = Document()
    _sheet(document)
    _issuer(document, page)
    _title(document, page.title)
    _line(document, f"{page.to}：")
    for words in page.paragraphs:
        _line(document, words, indent=True)
    if page.annex:
        _line(document, "")
        _line(document, f"附件：{page.annex.title}", indent=True)
    _signature(document, page)
    if page.annex:
        _annex(document, page.annex)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _sheet(document: Any) -> None:  # noqa: ANN401  the library has no types
    """Make it A4 with the margins, the grid of 22 lines, and page numbers outside."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    _grid(section)
    normal = document.styles["Normal"]
    normal.font.size = Pt(THREE)
    _fonts(normal.element.get_or_add_rPr(), BODY)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, ALIGN.RIGHT)
    _page_number(section.even_page_footer, ALIGN.LEFT)


def _grid(section: Any) -> None:  # noqa: ANN401
    properties = section._sectPr  # noqa: SLF001  the library has no word for the grid
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    for key, value in _GRID.items():
        grid.set(qn(f"w:{key}"), value)
    properties.append(grid)


def _issuer(document: Any, page: Page) -> None:  # noqa: ANN401
    """Write the red name of the office, the document number, the red line."""
    size = min(ISSUER, _TEXT * 24 // 25 // max(len(page.issuer), 1))
    _line(document, page.issuer, font=TITLE, size=size, align=ALIGN.CENTER, colour=RED, exact=False)
    _line(document, "")
    number = _line(document, page.number or "（草稿，未编文号）", align=ALIGN.CENTER)
    _rule(number)
    _line(document, "")


def _title(document: Any, title: str) -> None:  # noqa: ANN401
    for words in balanced(title, _LONGEST - 2):
        _line(document, words, font=TITLE, size=TWO, align=ALIGN.CENTER)
    _line(document, "")


def balanced(title: str, longest: int) -> list[str]:
    """Return a title in as few lines as fit, of about one length; a number or a name with its 的 is not torn apart.

    >>> balanced("关于核实林业局2025年度决算的函", 10)
    ['关于核实林业局', '2025年度决算的函']
    """
    count = -(-len(title) // longest)
    if count <= 1:
        return [title]
    ideal = -(-len(title) // count)
    cut = min(range(1, min(longest, len(title) - 1) + 1), key=lambda at: abs(at - ideal) + _tears(title, at))
    return [title[:cut], *balanced(title[cut:], longest)]


def _tears(title: str, at: int) -> int:
    """Return what it costs to break a title before character ``at``."""
    before, after = title[at - 1], title[at]
    number = before.isascii() and after.isascii()
    whole = before in "的局县市院会部度"  # a word mostly ends here
    return 10 * number + 10 * (after in "的、，》）年度号") + 5 * (before in "《（、") - 6 * whole


def _signature(document: Any, page: Page) -> None:  # noqa: ANN401
    """Leave room for the seal, then name and day at the right, the day four characters from the edge."""
    for _ in range(3):
        _line(document, "")
    name = _line(document, page.issuer, align=ALIGN.RIGHT)
    day = _line(document, page.day, align=ALIGN.RIGHT)
    day.paragraph_format.right_indent = Pt(4 * THREE)
    # The seal stands on both: the name is centred over the day where it is the longer one.
    half = max((len(page.issuer) - len(page.day)) * THREE // 2, 0)
    name.paragraph_format.right_indent = Pt(max(4 * THREE - half, 0))
    for paragraph in (name, day):
        paragraph.paragraph_format.keep_with_next = paragraph is name
        paragraph.paragraph_format.keep_together = True


def _annex(document: Any, annex: Annex) -> None:  # noqa: ANN401
    """Put the list on sheets of its own, across, the head repeated on each."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(25), Mm(25)
    section.footer_distance = Mm(15)
    _line(document, "附件", font=HEAD)
    _line(document, annex.title, font=TITLE, size=TWO, align=ALIGN.CENTER)
    table_of(document, annex, width=247)


def table_of(document: Any, annex: Annex, width: int) -> Any:  # noqa: ANN401
    """Add the list as a table with a full grid, ``width`` in millimetres; its first row is repeated on every page."""
    table = document.add_table(rows=1, cols=len(annex.head))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, share in zip(table.columns, annex.widths, strict=True):
        column.width = Mm(width * share // sum(annex.widths))
    _cells(table.rows[0], annex.head, annex.widths, width, head=True)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001  the library has no word for it
    for row in annex.rows:
        _cells(table.add_row(), row, annex.widths, width, head=False)
    return table


def _cells(row: Any, words: tuple[str, ...], widths: tuple[int, ...], width: int, *, head: bool) -> None:  # noqa: ANN401
    whole = sum(widths)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    for cell, said, share in zip(row.cells, words, widths, strict=True):
        cell.width = Mm(width * share // whole)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = ALIGN.CENTER if head else ALIGN.LEFT
        paragraph.paragraph_format.line_spacing = Pt(FIVE + 6)
        paragraph.paragraph_format.space_after = Pt(0)
        off = OxmlElement("w:snapToGrid")
        off.set(qn("w:val"), "0")
        paragraph._p.get_or_add_pPr().append(off)  # noqa: SLF001
        _run(paragraph, said, HEAD if head else BODY, FIVE + 1)


def _line(  # noqa: PLR0913  the sides of a line
    document: Any,  # noqa: ANN401
    words: str,
    *,
    font: str = BODY,
    size: int = THREE,
    align: ALIGN = ALIGN.JUSTIFY,
    colour: RGBColor | None = None,
    indent: bool = False,
    exact: bool = True,
) -> Any:  # noqa: ANN401
    """Add a paragraph on the grid."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment = align
    shape.space_before = shape.space_after = Pt(0)
    if exact:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    if indent:
        shape.first_line_indent = Pt(_INDENT)
    run = _run(paragraph, words, font, size)
    if size == THREE:
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), _CLOSER)
        run._r.get_or_add_rPr().append(closer)  # noqa: SLF001
    if colour is not None:
        run.font.color.rgb = colour
    return paragraph


def _run(paragraph: Any, words: str, font: str, size: int) -> Any:  # noqa: ANN401
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    _fonts(run._r.get_or_add_rPr(), font)  # noqa: SLF001  East Asian fonts have no word in the library
    return run


def _fonts(properties: Any, font: str) -> None:  # noqa: ANN401
    """Name the font of Chinese characters, and a plain one for figures and Latin letters."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.set(qn("w:eastAsia"), font)
    for key in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(key), DIGITS)


def _rule(paragraph: Any) -> None:  # noqa: ANN401
    """Draw the red line below a paragraph."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", str(RED))):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001


def _page_number(footer: Any, align: ALIGN) -> None:  # noqa: ANN401
    """Write — 1 — one character from the outer edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    side = "right_indent" if align is ALIGN.RIGHT else "left_indent"
    setattr(paragraph.paragraph_format, side, Pt(FOUR))
    _run(paragraph, "— ", "宋体", FOUR)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001
    _run(paragraph, " —", "宋体", FOUR)
