"""How much of the explanation part could be checked: figures in prose, and the hand-made ceilings beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from gouji.diagnose.checked import is_zero
from gouji.model.figure import Dimension, Nature, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gouji.diagnose.checked import Checked
    from gouji.extract.extraction import Extraction
    from gouji.model.figure import Figure

SETTLED = (State.VERIFIED, State.CONTRADICTED, State.DISPUTED)
_BACKGROUND = re.compile(
    r"职责|职能|机构|概况|工作任务|工作目标|完成情况|名词解释|附件|目录|项目概述|立项依据|实施方案|实施主体"
)
_PAGES = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class Share:
    """Settled (verified, contradicted or disputed) of all quantities counted."""

    settled: int
    counted: int

    @property
    def percent(self) -> int | None:
        """In whole percent, None where nothing was counted."""
        return round(100 * self.settled / self.counted) if self.counted else None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What a person found to be checkable on some pages of a document."""

    document: str
    pages: frozenset[int]
    best: Share


def share(checked: Checked, pages: frozenset[int] | None = None) -> Share:
    """Return the share of settled figures among the non-zero quantities outside tables, on the pages given or on all."""
    states = [state for _, state in explained(checked, pages)]
    return Share(sum(state in SETTLED for state in states), len(states))


def explained(checked: Checked, pages: frozenset[int] | None = None) -> Iterator[tuple[Figure, State]]:
    """Yield the non-zero quantities of the explanation part with their states; those that could not be read count as well.

    The explanation part is the prose on the money: not the tables, and not the sections on duties, organisation and tasks,
    the glossary, project descriptions and annexes.
    """
    figures = checked.extraction.figures if checked.extraction else ()
    for figure, state in zip(figures, checked.states, strict=True):
        counts = figure.nature in {Nature.QUANTITY, Nature.UNREAD} and figure.table is None and not is_zero(figure)
        counts = counts and checked.extraction is not None and not in_background(checked.extraction, figure.start)
        if counts and (pages is None or checked.document.page(figure.start) in pages):
            yield figure, state


def whole(checked: Checked) -> Share:
    """Return the share of verified figures among all non-zero quantities, tables included; unread ones count as well."""
    states = [state for _, state in _pairs(checked)]
    return Share(sum(state is State.VERIFIED for state in states), len(states))


def told(checked: Checked) -> Share:
    """Return the share of verified figures among the non-zero quantities outside tables, whatever section they stand in."""
    states = [state for figure, state in _pairs(checked) if figure.table is None]
    return Share(sum(state is State.VERIFIED for state in states), len(states))


def rest(checked: Checked) -> Counter[str]:
    """Return how many of the figures that ``whole`` counts are not verified, by where they stand and what became of them."""
    performance = {grid.table.index for grid in checked.extraction.grids if grid.note} if checked.extraction else set()
    found: Counter[str] = Counter()
    for figure, state in _pairs(checked):
        if state is State.VERIFIED:
            continue
        if state in SETTLED:
            found["in a broken relation"] += 1
        elif figure.table in performance:
            found["performance tables"] += 1
        elif figure.unit is not None and figure.unit.dimension is not Dimension.MONEY:
            found["counts and rates"] += 1
        else:
            found["amounts in tables" if figure.table is not None else "amounts in prose"] += 1
    return found


def _pairs(checked: Checked) -> Iterator[tuple[Figure, State]]:
    figures = checked.extraction.figures if checked.extraction else ()
    for figure, state in zip(figures, checked.states, strict=True):
        if figure.nature in {Nature.QUANTITY, Nature.UNREAD} and not is_zero(figure):
            yield figure, state


def in_background(extraction: Extraction, offset: int) -> bool:
    """Whether an offset stands in a section on duties, organisation, tasks or projects, in the glossary or an annex."""
    return any(_BACKGROUND.search(section.title) for section in extraction.section_path(offset))


def load(path: Path) -> list[Ceiling]:
    """Return the ceilings of a file in the form of ``tests/corpus/ceilings.yaml``."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Ceiling(row["document"], pages_of(row["span"]), Share(row["verifiable"], row["non_zero"])) for row in rows]


def pages_of(span: str) -> frozenset[int]:
    """Return the pages that a span names before its first comma that no page follows ("pages 8-9, 22 and 23 (…)")."""
    head = re.match(r"pages ((?:\d+(?:-\d+)?(?:, | and )?)+)", span)
    ranges = _PAGES.findall(head.group(1)) if head else []
    return frozenset(page for low, high in ranges for page in range(int(low), int(high or low) + 1))
