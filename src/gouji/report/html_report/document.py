"""The document itself as HTML: its blocks in order, each finding's note behind the block that it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.model.document import Heading, Table
from gouji.model.figure import Nature
from gouji.report.html_report.marks import MarkedText, clean
from gouji.report.html_report.notes import footnotes, note
from gouji.report.wording import choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.diagnose.checked import Checked
    from gouji.extract.extraction import Section
    from gouji.model.document import Block, Cell
    from gouji.report.wording import Lang

_AMOUNTS = (Nature.QUANTITY, Nature.MASKED, Nature.UNREAD)
_DEEPEST = 6
_MOST_DOTS = 8
_WIDE = 12  # columns from which a table prints on a page of its own turned sideways


class DocumentHtml:
    """Writes one checked document; ``prefix`` makes its ids unique within the page."""

    def __init__(self, checked: Checked, prefix: str, lang: Lang) -> None:
        self._checked = checked
        self._document = checked.document
        self._prefix = prefix
        self._lang = lang
        self._text = MarkedText(checked, prefix, lang)
        self._sections = _sections_by_start(checked)
        self._header_rows = _header_rows(checked)
        self._captions = {grid.title_start for grid in checked.extraction.grids} if checked.extraction else set()
        self._numeric = _numeric_cells(checked)
        self._blocks = list(_blocks(self._document.text, self._document.blocks))
        self._notes = self._notes_by_block()

    def render(self) -> Iterator[str]:
        """Yield the blocks with notes behind them, page marks before them and footnotes at each section's end."""
        page = None
        waiting: list[int] = []
        for index, (start, end, block) in enumerate(self._blocks):
            if start in self._sections:
                yield footnotes(self._checked, waiting, self._lang)
                waiting = []
            now = self._document.page(start)
            if now != page and now is not None:
                yield f'<div class="page">{choose((f"第{now}页", f"page {now}"), self._lang)}</div>'
            page = now
            yield self._block(start, end, block)
            for finding in self._notes.get(index, ()):
                yield note(self._checked, finding, self._prefix, self._lang)
                waiting.append(finding)
        yield footnotes(self._checked, waiting, self._lang)

    def pieces(self) -> Iterator[tuple[int, int | None, str]]:
        """Yield offset, page and HTML of each block, without the notes: for a page that shows the findings in its own way."""
        for start, end, block in self._blocks:
            if block is None and not any(map(str.isalnum, self._document.text[start:end])):
                continue  # the marks of plain text between its blocks
            yield start, self._document.page(start), self._block(start, end, block)

    def _notes_by_block(self) -> dict[int, list[int]]:
        starts = [start for start, _, _ in self._blocks]
        notes: dict[int, list[int]] = defaultdict(list)
        for index, finding in enumerate(self._checked.findings):
            within = max(finding.place.start, finding.place.end - 1)
            notes[max(bisect_right(starts, within) - 1, 0)].append(index)
        return notes

    def _block(self, start: int, end: int, block: Block | None) -> str:
        if isinstance(block, Table):
            return self._table(block)
        inner = self._text.render(start, end)
        section = self._sections.get(start)
        if section is not None:
            index, depth, found = section
            if found.title_end >= end or isinstance(block, Heading):
                level = min(depth + 1, _DEEPEST)
                return f'<h{level} id="{self._prefix}s{index}">{inner}</h{level}>'
            return f'<p id="{self._prefix}s{index}">{inner}</p>'
        if isinstance(block, Heading):
            return f'<p class="title">{inner}</p>'
        caption = ' class="caption"' if start in self._captions else ""
        return f"<p{caption}>{inner}</p>"

    def _table(self, table: Table) -> str:
        header = self._header_rows.get(table.index, 0)
        rows: list[list[Cell | None]] = [[] for _ in range(table.rows)]
        at = {(cell.row, cell.column): cell for cell in table.cells}
        for row in range(table.rows):
            for column in range(table.columns):
                cell = at.get((row, column))
                if cell is not None or (row, column) not in table.at:
                    rows[row].append(cell)
        head = "".join(self._row(row, "th") for row in rows[:header])
        body = "".join(self._row(row, "td") for row in rows[header:])
        wide = " wide" if table.columns >= _WIDE else ""
        thead = f"<thead>{head}</thead>" if head else ""
        return f'<div class="tablebox{wide}"><table>{thead}<tbody>{body}</tbody></table></div>'

    def _row(self, cells: list[Cell | None], tag: str) -> str:
        return f"<tr>{''.join(self._cell(cell, tag) for cell in cells)}</tr>"

    def _cell(self, cell: Cell | None, tag: str) -> str:
        if cell is None:
            return f"<{tag}></{tag}>"
        attributes = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
        attributes += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
        if tag == "td" and cell.start in self._numeric:
            attributes += " class=q"
        return f"<{tag}{attributes}>{self._text.render(cell.start, cell.end)}</{tag}>"


def contents(checked: Checked, prefix: str) -> str:
    """Return the list of sections with the findings in each, for the sidebar; the document's own contents page is left out."""
    sections = checked.extraction.sections if checked.extraction else ()
    last = {_tight(section.title): index for index, section in enumerate(sections)}
    items = []
    for index, (section, depth) in enumerate(zip(sections, depths(sections), strict=True)):
        end = _own_end(sections, index)
        own = [finding for finding in checked.findings if section.start <= finding.place.start < end]
        bare = not checked.document.text[section.title_end : end].strip()
        if bare and not own and last[_tight(section.title)] > index:
            continue
        dots = "".join(f'<i class="dot {finding.severity}"></i>' for finding in own[:_MOST_DOTS])
        dots += f" <small>{len(own)}</small>" if len(own) > _MOST_DOTS else ""
        title = clean(" ".join(section.title.split()))
        items.append(f'<li class="l{min(depth, 4)}"><a href="#{prefix}s{index}">{title}</a>{dots}</li>')
    return f"<ol>{''.join(items)}</ol>" if items else ""


def depths(sections: Sequence[Section]) -> list[int]:
    """Return how deep each section stands in its tree, 1 outermost; a section's own level may leap."""
    open_levels: list[int] = []
    found: list[int] = []
    for section in sections:
        while open_levels and open_levels[-1] >= section.level:
            open_levels.pop()
        open_levels.append(section.level)
        found.append(len(open_levels))
    return found


def _tight(title: str) -> str:
    return "".join(title.split())


def _own_end(sections: Sequence[Section], index: int) -> int:
    """Return where a section's own text ends: at the next heading of any level."""
    end = sections[index].end
    following = sections[index + 1].start if index + 1 < len(sections) else end
    return min(following, end) if following > sections[index].start else end


def _sections_by_start(checked: Checked) -> dict[int, tuple[int, int, Section]]:
    """Return index, depth and section by where the section starts; of two that start together, the outer."""
    sections = checked.extraction.sections if checked.extraction else ()
    numbered = zip(range(len(sections)), depths(sections), sections, strict=True)
    return {entry[2].start: entry for entry in reversed(list(numbered))}


def _header_rows(checked: Checked) -> dict[int, int]:
    rows: dict[int, int] = {}
    for grid in checked.extraction.grids if checked.extraction else ():
        rows[grid.table.index] = max(rows.get(grid.table.index, 0), grid.header_rows)
    return rows


def _numeric_cells(checked: Checked) -> set[int]:
    """Return the starts of the cells that hold a quantity and little else: they stand right-aligned."""
    figures = checked.extraction.figures if checked.extraction else ()
    starts: set[int] = set()
    for figure in figures:
        if (
            figure.table is not None
            and figure.row is not None
            and figure.column is not None
            and figure.nature in _AMOUNTS
        ):
            cell = checked.document.tables[figure.table].at.get((figure.row, figure.column))
            if cell is not None and (cell.end - cell.start) <= len(figure.text) + 2:
                starts.add(cell.start)
    return starts


def _blocks(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[int, int, Block | None]]:
    """Yield the blocks and, between them, text that no block holds, so that nothing of the document is lost."""
    at = 0
    for block in blocks:
        if text[at : block.start].strip():
            yield at, block.start, None
        yield block.start, block.end, block
        at = block.end
    if text[at:].strip():
        yield at, len(text), None
