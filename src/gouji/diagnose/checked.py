"""One document checked: everything that a report may say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.model.figure import Figure, Nature, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.model.document import Document
    from gouji.model.finding import Finding, SetAside
    from gouji.rules.rule import Hit

ACCOUNT = (
    State.CONTRADICTED,
    State.DISPUTED,
    State.VERIFIED,
    State.UNRELATED,
    State.NOT_QUANTITY,
    State.MASKED,
    State.UNREAD,
)
"""The states in the order in which the figure account is printed."""


@dataclass(frozen=True)
class Checked:
    """A document with its verdicts, findings and the state of each figure.

    ``extraction`` is None where the document could not be read (status FAILED). ``findings`` are sorted by place;
    ``states[i]`` is the state of ``extraction.figures[i]``. ``set_aside`` are the findings that a suppression or the baseline
    took out of ``findings``; the states do not change by it. ``hits`` are what rules without claims said, with their codes.
    """

    document: Document
    extraction: Extraction | None
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    states: tuple[State, ...]
    set_aside: tuple[SetAside, ...] = ()
    hits: tuple[tuple[str, Hit], ...] = ()

    @property
    def account(self) -> dict[str, int]:
        """The figure account (DESIGN 6): ``total`` is the sum of all other entries; zeros stand in ``zeros`` alone."""
        figures = self.extraction.figures if self.extraction else ()
        return count_states(zip(figures, self.states, strict=True))


def count_states(figures: Iterable[tuple[Figure, State]]) -> dict[str, int]:
    """Return the account of these figures: ``total`` and one entry a state."""
    counts = dict.fromkeys(("total", *ACCOUNT, "zeros"), 0)
    for figure, state in figures:
        counts["total"] += 1
        counts["zeros" if is_zero(figure) else state] += 1
    return {str(name): count for name, count in counts.items()}


def is_zero(figure: Figure) -> bool:
    """Whether a figure is a printed nothing: a quantity of exactly 0."""
    return figure.nature is Nature.QUANTITY and figure.value == 0 and not figure.high
