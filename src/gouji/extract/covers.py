"""Covers (封面): the title lines by which a disclosure names its unit, year and kind, and where a file's parts begin.

A cover is a whole line, or a few short ones together, that reads as the name of a disclosure and as nothing else
(青禾县林业局2024年度部门决算; 2024年度 / 青禾县林业局 / 部门决算). A cover opens a new part only where the file has had a body before
it, has one after it that begins its own outline again, and names another unit, year or kind. A list of covers (目录), a running
head, a mention in prose are none of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.extract.bodies import core, is_body, plain_name, region, same_body
from gouji.model.document import Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.model.document import Block, Document

_LINES = 4
_LONGEST = 60
_STOP = re.compile(r"[。；;，,：:]")
_TAG = re.compile(r"</?\w+>|\*\*|^\s*#+\s")
_NAME = r"(?P<unit>[\u4e00-\u9fff()、]{2,36}?)"
_YEAR = r"(?P<year>20\d\d)年?度?"
_WHAT = (
    r"(?:[省市区县州镇乡街道]{1,2}级)?(?P<level>部门|单位)?(?:综合)?(?P<kind>预算|决算)(?:信息)?(?:公开)?(?:编制|情况)*"
    r"(?:说明|报告|草案|材料|文本|书|目录)?(?:\([^()]{1,12}\))?"
)
LEAD = r"(?:[一二三四五六七八九十]{1,3}、)?+(?:关于|现将)?+"
"""What stands before a name and is none of it."""
_COVERS = (re.compile(rf"{LEAD}{_NAME}{_YEAR}{_WHAT}"), re.compile(rf"{LEAD}{_YEAR}{_NAME}{_WHAT}"))
FIELD = re.compile(
    r"(?:编制部门|编制单位|部门名称|单位名称|预算主管部门|预算部门|预算单位|填报单位|部门|单位)(?:\((?:单位|公章|盖章)\))?:(?P<unit>[\u4e00-\u9fff()]{4,36}?)"
    r"(?=单位:|金额|$|[^\u4e00-\u9fff()])"
)
_OUTLINE = re.compile(r"^(?:目录?$|第一部分|一、|\(一\)|1[.、])")
_AMOUNT = re.compile(r"\d(?:万|亿)?元")
_AMOUNTS = 3
_CELLS = 12
_AHEAD = 400
_HEAD_ROWS = 4
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover at ``start:end``; ``kind`` is "budget" or "final", ``level`` 部门, 单位 or "" where it does not say."""

    start: int
    end: int
    unit: str
    year: int | None
    kind: str
    level: str = ""

    def differs(self, other: Cover) -> bool:
        """Whether another unit, year or kind is named; what one of them does not name is no difference."""
        years = self.year is not None and other.year is not None and self.year != other.year
        units = bool(self.unit and other.unit) and not same_body(self.unit, other.unit)
        levels = bool(self.level and other.level) and self.level != other.level
        kinds = bool(self.kind and other.kind) and self.kind != other.kind
        return years or units or levels or kinds


def covers(document: Document, plain: str) -> tuple[Cover, ...]:
    """Return the covers in order; ``plain`` is the document's text in half width."""
    found: list[Cover] = []
    blocks = document.blocks
    for at, block in enumerate(blocks):
        if isinstance(block, Table) or (found and block.start < found[-1].end):
            continue
        cover = _cover(blocks[at : at + _LINES], plain)
        if cover is not None:
            found.append(cover)
    return tuple(found)


def _cover(blocks: Sequence[Block], plain: str) -> Cover | None:
    """Return the cover that these lines begin with, the fewest that make one."""
    text = ""
    for block in blocks:
        line = squeezed(plain, block) if isinstance(block, Heading | Paragraph) else ""
        if not line or len(text) + len(line) > _LONGEST or _STOP.search(line):
            return None
        text += line
        found = _read(text)
        if found is not None:
            unit, year, kind, level = found
            unit = unit or _field(plain, block.end)
            return Cover(blocks[0].start, block.end, unit, year, kind, level) if unit else None
    return None


def _read(text: str) -> tuple[str, int, str, str] | None:
    for pattern in _COVERS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        name = re.sub(r"(?:部门|单位)$", "", match["unit"]) or match["unit"]
        kind = "final" if match["kind"] == "决算" else "budget"
        if is_body(name):
            return name, int(match["year"]), kind, match["level"] or ""
        if not core(name) or region(name) == name:
            return "", int(match["year"]), kind, match["level"] or ""
    return None


def _field(plain: str, at: int) -> str:
    """Return the unit that a field just after a cover names (预算主管部门：…)."""
    match = FIELD.search(re.sub(r"[ \t\u3000]+", "", plain[at : at + _AHEAD // 4]))
    return match["unit"] if match and is_body(match["unit"]) else ""


def squeezed(plain: str, block: Block) -> str:
    """Return a block's text without white space and markup."""
    return re.sub(r"\s+", "", _TAG.sub("", plain[block.start : block.end]))


def parts_begin(document: Document, plain: str) -> tuple[Cover, ...]:
    """Return the covers that open the parts of a file, the first of them its own; none where it names itself nowhere."""
    found = covers(document, plain)
    bodies: list[Cover] = []
    for at, cover in enumerate(found):
        end = found[at + 1].start if at + 1 < len(found) else len(plain)
        if not _has_body(document, plain, cover.end, end):
            continue
        if not bodies or (cover.differs(bodies[-1]) and _begins_outline(document, plain, cover.end, end)):
            bodies.append(cover)
    return tuple(bodies) if len(bodies) > 1 else _by_tables(document, plain, bodies or list(found[:1]))


def _has_body(document: Document, plain: str, start: int, end: int) -> bool:
    if any(start <= table.start < end and len(table.cells) >= _CELLS for table in document.tables):
        return True
    return sum(1 for _ in _AMOUNT.finditer(plain, start, end)) >= _AMOUNTS


def _begins_outline(document: Document, plain: str, start: int, end: int) -> bool:
    blocks = (block for block in document.blocks if start <= block.start < end)
    return any(not isinstance(block, Table) and _OUTLINE.match(squeezed(plain, block)) for block in blocks)


def _by_tables(document: Document, plain: str, own: Sequence[Cover]) -> tuple[Cover, ...]:
    """Return the parts that the name fields over the tables show: a unit's set of forms, then another's from the start.

    A unit to which the tables come back after another is no part: then they are arranged in some other way.
    """
    found: list[Cover] = []
    seen: set[str] = set()
    for start, title, unit in _named_tables(document, plain):
        if not found or (title in seen and not _same_or_slip(unit, found[-1].unit)):
            found.append(Cover(start, start, unit, None, "", ""))
            seen = {title}
        seen.add(title)
    units = [core(cover.unit) for cover in found]
    if len(found) == 1 and not own:
        return (found[0],)
    if len(found) < 2 or len(set(units)) < len(units):  # noqa: PLR2004  one part is the whole
        return tuple(own)
    return tuple(found)


def _same_or_slip(first: str, second: str) -> bool:
    """Whether two names are one body's, or so near that one of them is misspelt."""
    if same_body(first, second):
        return True
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) <= _NEAR


def _named_tables(document: Document, plain: str) -> Iterator[tuple[int, str, str]]:
    """Yield (start of the lines over it, title, unit) of each table over which a unit is named."""
    over: list[Block] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            over.append(block)
            continue
        near = [other for other in over if other.start >= block.start - _AHEAD]
        spans = [(other.start, other.end) for other in near]
        spans += [(cell.start, cell.end) for cell in block.cells if cell.row < _HEAD_ROWS]
        lines = [plain_name(plain[start:end]) for start, end in spans]
        units = [match["unit"] for line in lines if (match := FIELD.search(line)) and is_body(match["unit"])]
        titles = [line for line in lines if line.endswith("表") and len(line) < _LONGEST]
        if units and titles:
            start = near[0].start if near else block.start
            yield start, re.sub(r"20\d\d年?度?", "", titles[-1]).replace(units[-1], ""), units[-1]
        over = []
