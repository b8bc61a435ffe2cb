"""What the rules on years share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.extract.extraction import Extraction, Part
    from gouji.rules.wording import Plain

YEAR = re.compile(r"(?<!\d)(20\d\d)年")
KINDS = ("budget", "final")
PAST = re.compile(r"执行|完成|总结|回顾|绩效|上年|评价|成效|成果|决算|职责|机构|解释")
_PAST_OF_ACCOUNT = re.compile(
    r"总结|回顾|绩效|上年|评价|成效|成果|职责|机构|解释"
)  # an account itself is 决算, 执行, 完成


def dated(extraction: Extraction, offset: int) -> tuple[Part, int] | None:
    """Return the budget or final account that holds this offset with its year; None for other kinds or an unknown year."""
    if not extraction.parts:
        return None
    part = extraction.part(offset)
    return (part, part.year) if part.kind in KINDS and part.year else None


def of_the_past(extraction: Extraction, offset: int, kind: str) -> bool:
    """Whether a title above this place speaks of what is past, or of what has no year: there another year is in its place."""
    path = extraction.section_path(offset)[1 if kind == "final" else 0 :]
    past = _PAST_OF_ACCOUNT if kind == "final" else PAST
    return any(past.search(section.title) for section in path)


def sentence(plain: Plain, at: int) -> tuple[int, int]:
    """Return start and end of the sentence (between 。 and ；) in the squeezed text that holds position ``at``."""
    text = plain.text
    start = max(text.rfind(mark, 0, at) for mark in "。；") + 1
    ends = [end for end in (text.find(mark, at) for mark in "。；") if end >= 0]
    return start, min(ends, default=len(text))


def year_before(plain: Plain, start: int, end: int) -> int | None:
    """Return the last year named in ``text[start:end]``."""
    found = YEAR.findall(plain.text[start:end])
    return int(found[-1]) if found else None
