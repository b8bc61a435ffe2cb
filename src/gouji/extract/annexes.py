"""Annexes (附件): where a disclosure's own text ends and a report of its own begins, and what that is called.

A line 附件2 (with its title beside it or in the lines below) opens an annex if a body follows; a list of annexes, a mention in
prose, a line of the contents open none. An annex belongs to the part it stands in: rules read both together, while its sentences
are read by themselves and in its own year, and the ledger keeps to the disclosure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.extract.covers import squeezed
from gouji.model.document import Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.extract.extraction import Part
    from gouji.model.document import Block, Document

_OPENS = re.compile(r"^附件(?:\d{1,2}|[一二三四五六七八九十]{1,2})?(?:[:：、.．—-]+)?(?P<title>.*)$")
_TITLE = re.compile(
    r"(?:报告|自评表|评价表|目标表|申报表|说明|情况|方案|清单|一览表|汇总表|明细表|预算表|决算表|公开表|表格)$"
)
_BRACKETS = re.compile(r"^\([^()]{2,40}\)$")
_KINDS = (
    ("performance", re.compile(r"绩效|自评|评价")),
    ("final", re.compile(r"决算")),
    ("budget", re.compile(r"预算")),
)
_YEAR = re.compile(r"(20\d\d)年")
_STOP = re.compile(r"[。；;]|^[一二三四五六七八九十]+、|^\([一二三四五六七八九十]+\)")
_LONGEST = 60
_LINES = 4
_BODY = 200


def annexes(document: Document, plain: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the annexes in order; ``plain`` is the document's text in half width."""
    blocks = document.blocks
    found = [
        (block.start, title)
        for at, block in enumerate(blocks)
        if not isinstance(block, Table) and (title := _title(blocks[at : at + _LINES + 1], plain))
    ]
    begins = [*(start for start, _ in found), len(plain) + 1]
    bodies = [each for each, end in zip(found, begins[1:], strict=True) if end - each[0] >= _BODY]
    ends = [*(start for start, _ in bodies), len(plain) + 1][1:]
    return tuple(_annex(start, end, title, parts) for (start, title), end in zip(bodies, ends, strict=True))


def _annex(start: int, end: int, title: str, parts: Sequence[Part]) -> Part:
    of = next(part for part in reversed(parts) if part.start <= start)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(title)), "other")
    if kind != "performance" and of.kind.startswith("government"):
        kind = of.kind
    year = _YEAR.search(title)
    return replace(
        of, kind=kind, year=int(year[1]) if year else of.year, start=start, end=min(end, of.end), title=title
    )


def _title(blocks: Sequence[Block], plain: str) -> str:
    """Return the title of an annex that begins here, "" where none does."""
    opening = _OPENS.match(_line(blocks[0], plain))
    if opening is None:
        return ""
    text = opening["title"]
    after = [_line(block, plain) for block in blocks[1:]]
    while not _TITLE.search(text):
        if not after or not after[0] or len(text) + len(after[0]) > _LONGEST:
            return ""
        text += after.pop(0)
    return text + (after[0] if after and _BRACKETS.match(after[0]) else "")


def _line(block: Block, plain: str) -> str:
    """Return a short line without white space and marks, "" for a table or a sentence."""
    text = squeezed(plain, block) if isinstance(block, Heading | Paragraph) else ""
    return "" if len(text) > _LONGEST or _STOP.search(text) else text
