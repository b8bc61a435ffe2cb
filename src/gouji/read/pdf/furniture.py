"""Running heads, footers and page numbers: found over all pages together, and taken out of the flow."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.read.pdf.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.read.pdf.page import PageContent
    from gouji.read.pdf.tables import RawTable

_ZONE = 0.13
_PLAIN = re.compile(r"\d{1,4}")
_MARKED = re.compile(
    r"[-–—─―~·•|\s]+\d{1,4}[-–—─―~·•|\s]*|\d{1,4}[-–—─―]+|第\d{1,4}页(?:[，,/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}"
)
_DIGITS = re.compile(r"\d+")
_CAPTION = re.compile(r"单位[：:]|[^\w]?(?:万|亿)?元[）)]?$|表\s*[\d一二三四五六七八九十]|附[表件]|[（(]续")
_SAME_PLACE = 6.0
_OFTEN = 3
_OUTER = 3
_AMOUNT = re.compile(r"\d[.．]\d|\d[百千万亿]*元|\d[%％]")
_SHARE = 0.3
_OVERLAP = 20


def without_furniture(pages: Sequence[PageContent]) -> list[list[Line | RawTable]]:
    """Return each page's items without its running heads, footers and page number."""
    dropped = _page_numbers(pages) | _running(pages)
    left = [[item for index, item in enumerate(page.items) if (page.number, index) not in dropped] for page in pages]
    return [left[0], *(_without_overlap(before, after) for before, after in pairwise(left))] if left else []


def _without_overlap(before: Sequence[Line | RawTable], after: list[Line | RawTable]) -> list[Line | RawTable]:
    """Drop the lines at the top of a page that the page before already holds at its end.

    A page cut out of a longer sheet keeps the text beyond the cut, unseen, and the next page brings it again.
    """
    ends = [item.text if isinstance(item, Line) else "" for item in before]
    begins = [item.text if isinstance(item, Line) else "" for item in after]
    for count in range(min(len(ends), len(begins)), 0, -1):
        shared = begins[:count]
        if ends[-count:] == shared and all(shared) and len("".join(shared)) >= _OVERLAP:
            return after[count:]
    return after


def _edge_lines(page: PageContent) -> list[tuple[int, Line, bool]]:
    """Return index, line and whether at the bottom, for the lines in the outer zones of a page."""
    high = page.chars.frame.reading_size[1]
    found = []
    for index, item in enumerate(page.items):
        if not isinstance(item, Line):
            continue
        if item.middle < _ZONE * high:
            found.append((index, item, False))
        elif item.middle > (1 - _ZONE) * high:
            found.append((index, item, True))
    return found


def _page_numbers(pages: Sequence[PageContent]) -> set[tuple[int, int]]:
    marked: set[tuple[int, int]] = set()
    counted: list[tuple[int, int]] = []
    plain: list[tuple[int, int, int]] = []
    for page in pages:
        edges = {index: line for index, line, bottom in _edge_lines(page) if bottom or index == 0}
        last = page.items[-1] if page.items else None
        if isinstance(last, Line):
            edges[len(page.items) - 1] = last
        for index, line in edges.items():
            text = line.text.strip()
            if _MARKED.fullmatch(text):
                marked.add((page.number, index))
                counted.append((page.number, int(_DIGITS.findall(text)[0])))
            elif _PLAIN.fullmatch(text):
                plain.append((page.number, index, int(text)))
    return marked | _counting(plain, counted)


def _counting(plain: Sequence[tuple[int, int, int]], marked: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Keep the bare numbers that count along with another page's, or that are the page's own number."""
    offsets: dict[int, set[int]] = defaultdict(set)
    for number, value in [*marked, *((number, value) for number, _, value in plain)]:
        offsets[value - number].add(number)
    return {
        (number, index) for number, index, value in plain if len(offsets[value - number]) > 1 or value == number + 1
    }


def _running(pages: Sequence[PageContent]) -> set[tuple[int, int]]:
    """Return the outermost lines that stand at one height on many pages; a line with an amount is never one."""
    places: dict[tuple[str, bool], list[tuple[int, int, float]]] = defaultdict(list)
    for page in pages:
        high = page.chars.frame.reading_size[1]
        for index, line, bottom in _edge_lines(page):
            outermost = index < _OUTER or index >= len(page.items) - _OUTER
            if outermost and not _AMOUNT.search(line.text) and not _CAPTION.search(line.text):
                height = high - line.middle if bottom else line.middle
                places[_DIGITS.sub("#", line.text), bottom].append((page.number, index, height))
    found: set[tuple[int, int]] = set()
    for (key, _), spots in places.items():
        usual = sorted(spot[2] for spot in spots)[len(spots) // 2]
        level = {(number, index) for number, index, height in spots if abs(height - usual) < _SAME_PLACE}
        if len(key) > 1 and len({number for number, _ in level}) >= max(_OFTEN, _SHARE * len(pages)):
            found |= level
    return found
