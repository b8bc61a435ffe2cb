"""Lines to paragraphs and headings: where a paragraph ends, over pages as well."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from gouji.read.pdf.lines import Line
from gouji.read.pdf.tables import RawTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEADER = re.compile(r"[.·．⋯]{5,}|…{3,}|…{2}\s*\d{1,3}$")
_PART = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章|节)")
_NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}(?:、|[．.](?!\d))|[（(]\d{1,2}[）)]|第[一二三四五六七八九十]{1,3}(?:部分|章|节|条)|[①-⑳]|附[件表]\d*[：:]?$|附?表\s*[\d一二三四五六七八九十]{1,3}(?:[-－—]\d{1,2})?[：:、.．]"
)
_TITLE = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}(?:部分|章|节)"
)
_LISTED = re.compile(rf"注|说明|{_NUMBER.pattern}")
_OPEN_END = re.compile(r"[\d一二三四五六七八九十，、（(“第]$")
_ENDS = "。；;！!？?：:"
_GOES_ON = "，,、；;。：:"
_HAN = re.compile("[\u4e00-\u9fff]")
_UNIT = re.compile("单位[：:]|^[（(]?(?:单位)?[：:]?(?:人民币)?[百千万亿]*元[）)]?$")
_TITLE_LENGTH = 45
_TITLE_WIDTH = 0.8
_LONG = 15
_LONG_IN_COLUMN = 9
_SETTLED = 5
_SHOWING = 6
_SAME_EDGE = 3.0
_INDENT = 0.9
_ROOM = 0.6
_CLEAR_ROOM = 8.0
_PITCH = 1.55
_SIZE = 0.15
_FIRST_TOKEN = re.compile(r"[A-Za-z0-9.,，．%％]+|.")


@dataclass(frozen=True, slots=True)
class Flowed:
    """The lines of one paragraph or heading."""

    lines: tuple[Line, ...]
    heading: bool


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of the running text of a page, its line pitch, and the middle of the page.

    ``settled`` where enough lines begin at the left edge to know that the others are indented.
    """

    left: float
    right: float
    pitch: float
    centre: float
    settled: bool


def flowed(items: Sequence[Line | RawTable]) -> list[Flowed | RawTable]:
    """Return paragraphs, headings and tables in reading order."""
    lines = [item for item in items if isinstance(item, Line)]
    margins = _all_margins(lines)
    body = _body_style(lines)
    groups = _groups(items, margins)
    result: list[Flowed | RawTable] = []
    for index, group in enumerate(groups):
        if isinstance(group, RawTable):
            result.append(group)
        else:
            heading = _is_heading(group, margins, body) or _titles_table(group, groups[index + 1 : index + 4])
            result.append(Flowed(tuple(group), heading))
    return result


def _titles_table(group: Sequence[Line], following: Sequence[list[Line] | RawTable]) -> bool:
    """Return whether these lines, in the middle above a table with at most two captions between, are its title."""
    for item in following:
        if isinstance(item, RawTable):
            middle = (item.box[0] + item.box[2]) / 2
            text = "".join(line.text for line in group)
            return (
                item.page == group[-1].page
                and len(text) <= _TITLE_LENGTH
                and text[-1] not in _GOES_ON
                and _UNIT.search(text) is None
                and _HAN.search(text) is not None
                and all(abs((line.x0 + line.x1) / 2 - middle) < 2 * line.size for line in group)
                and all(line.x1 - line.x0 < _TITLE_WIDTH * (item.box[2] - item.box[0]) for line in group)
            )
        if len(item) > 1 or len(item[0].text) > _TITLE_LENGTH:
            return False
    return False


def _groups(items: Iterable[Line | RawTable], margins: dict[tuple[int, int], Margins]) -> list[list[Line] | RawTable]:
    groups: list[list[Line] | RawTable] = []
    contents = -1
    for item in items:
        if isinstance(item, RawTable):
            groups.append(item)
            continue
        if item.text.replace(" ", "") in {"目录", "目次"}:
            contents = item.page
        last = groups[-1] if groups else None
        listed = item.page == contents and _NUMBER.match(item.text)
        if isinstance(last, list) and not listed and not _begins(last, item, margins):
            last.append(item)
        else:
            groups.append([item])
    return groups


def _all_margins(lines: Sequence[Line]) -> dict[tuple[int, int], Margins]:
    pages: dict[tuple[int, int], list[Line]] = {}
    shapes: dict[tuple[int, int, int], list[Line]] = {}
    for line in lines:
        pages.setdefault(line.zone, []).append(line)
        shapes.setdefault(_shape(line), []).append(line)
    usual = {shape: _margins(members) for shape, members in shapes.items()}
    margins: dict[tuple[int, int], Margins] = {}
    for page, members in pages.items():
        margins[page] = _own(members, usual[_shape(members[0])])
    return margins


def _own(lines: Sequence[Line], usual: Margins) -> Margins:
    """Return a page's own margins where its long lines show them, else those of the pages of its size."""
    long = sorted(line.x1 for line in lines if _is_long(line))
    if len(long) >= _SHOWING or (len(long) > 1 and long[-1] - long[-2] < _SAME_EDGE):
        return _margins(lines)
    return usual


def _is_long(line: Line) -> bool:
    return len(line.text) >= (_LONG_IN_COLUMN if line.column else _LONG)


def _shape(line: Line) -> tuple[int, int, int]:
    wide, high = line.chars.frame.reading_size
    return round(wide / 10), round(high / 10), line.column


def _margins(lines: Sequence[Line]) -> Margins:
    long = [line for line in lines if _is_long(line)] or list(lines)
    lefts = sorted(line.x0 for line in long)
    rights = sorted(line.x1 for line in long)
    pitches = [
        after.middle - before.middle
        for before, after in pairwise(long)
        if before.page == after.page and after.middle > before.middle
    ]
    few = len(long) < _SHOWING
    left = min(line.x0 for line in lines) if few else lefts[len(lefts) // 10]
    right = rights[-1 - len(rights) // 10]
    return Margins(
        left=left,
        right=right,
        pitch=median(pitches) if pitches else 0.0,
        centre=lines[0].chars.frame.reading_size[0] / 2 if not lines[0].column else (left + right) / 2,
        settled=sum(line.x0 - left < line.size / 2 for line in long) >= _SETTLED,
    )


def _body_style(lines: Sequence[Line]) -> tuple[str, float]:
    styles: Counter[tuple[str, float]] = Counter()
    for line in lines:
        styles[line.font, round(line.size)] += len(line.text)
    return styles.most_common(1)[0][0] if styles else ("", 0.0)


def _begins(group: Sequence[Line], line: Line, margins: dict[tuple[int, int], Margins]) -> bool:
    """Return whether a new paragraph begins at this line, after the lines of the last one."""
    before = group[-1]
    here, there = margins[line.zone], margins[before.zone]
    if LEADER.search(before.text) or LEADER.search(line.text) or _opens(before, line):
        return True
    if line.height and before.height and abs(line.size - before.size) > _SIZE * max(line.size, before.size):
        return True
    if _centred(before, there) or _centred(line, here):
        return not (_centred(before, there) and _centred(line, here) and _same_style(before, line))
    if line.zone == before.zone and here.pitch and line.middle - before.middle > _PITCH * here.pitch:
        return True
    return _begins_in_text(group, line, here, there)


def _opens(before: Line, line: Line) -> bool:
    """Return whether the line begins with a section's number and cannot be the middle of a sentence."""
    return bool(_PART.match(line.text) or (_TITLE.match(line.text) and not _OPEN_END.search(before.text)))


def _begins_in_text(group: Sequence[Line], line: Line, here: Margins, there: Margins) -> bool:
    """Judge by indent, by whether the line before ended a sentence, and by whether it had room left."""
    before = group[-1]
    ended = before.text[-1] in _ENDS
    indent, indent_before = line.x0 - here.left, before.x0 - there.left
    indented = indent > _INDENT * line.size
    if _NUMBER.match(line.text) and (ended or indented):
        return True
    room = there.right - before.x1 - _token_width(line)
    short = room > _ROOM * line.size
    first_indented = group[0].x0 - there.left > _INDENT * line.size
    if not indented:
        # Where first lines are indented, a line at the margin goes on unless the one before clearly ended.
        return short and (ended or not first_indented or room > _CLEAR_ROOM * line.size)
    if abs(indent - indent_before) < _ROOM * line.size:
        return ended or short or (len(group) == 1 and here.settled)
    hanging = indent > indent_before and _LISTED.match(group[0].text) is not None
    return ended or short or not hanging


def _token_width(line: Line) -> float:
    """Return the width of what could not be broken off the front of the line."""
    token = _FIRST_TOKEN.match(line.text)
    length = len(token[0]) if token else 1
    first = line.words[0]
    return min(line.chars.x1[min(first.start + length, first.end) - 1] - first.x0, line.x1 - line.x0)


def _centred(line: Line, margins: Margins) -> bool:
    left, right = line.x0 - margins.left, margins.right - line.x1
    middle = (line.x0 + line.x1) / 2
    near = min(abs(middle - (margins.left + margins.right) / 2), abs(middle - margins.centre)) < 1.2 * line.size
    return near and min(left, right) > 2.5 * line.size and len(line.text) <= _TITLE_LENGTH


def _same_style(before: Line, line: Line) -> bool:
    close = before.page == line.page and line.y0 - before.y1 < 1.8 * line.size
    return close and before.font == line.font and not _NUMBER.match(line.text)


def _is_heading(lines: Sequence[Line], margins: dict[tuple[int, int], Margins], body: tuple[str, float]) -> bool:
    text = "".join(line.text for line in lines)
    if len(text) > _TITLE_LENGTH or not text or text[-1] in _GOES_ON or LEADER.search(text):
        return False
    if not _HAN.search(text) or _UNIT.search(text):
        return False
    first = lines[0]
    if _PART.match(text) or _TITLE.match(text):
        return True
    if len(lines) > 3:  # noqa: PLR2004  a title has few lines
        return False
    if first.size > (1 + _SIZE) * body[1] and len(text) > 1:
        return True
    return first.font != body[0] and _centred(first, margins[first.zone])
