"""Figures labelled by hand, held against the program's reading: value, unit, nature, and the axes of the subject."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from gouji.model.subject import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gouji.corpus.run import Entry
    from gouji.corpus.squeeze import Span
    from gouji.model.figure import Figure
    from gouji.model.subject import Subject

AXES = ("scope", "period", "basis", "flow", "funds", "function", "economic", "nature_axis", "topic", "measure")
READING = ("found", "nature", "value", "unit")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """One aspect of one label: what the person said, what the program says, None where the program says nothing."""

    row: Row
    aspect: str
    hand: str
    program: str | None

    @property
    def right(self) -> bool:
        """Whether both say the same."""
        return self.hand == self.program


@dataclass(frozen=True, slots=True)
class Tally:
    """One aspect over all labels."""

    right: int
    wrong: int
    unsaid: int

    @property
    def accuracy(self) -> float | None:
        """Right of what the program says, in percent."""
        said = self.right + self.wrong
        return 100 * self.right / said if said else None

    @property
    def coverage(self) -> float | None:
        """What the program says anything about, in percent of the labels."""
        every = self.right + self.wrong + self.unsaid
        return 100 * (self.right + self.wrong) / every if every else None


def load(path: Path) -> list[Row]:
    """Return the labels of a file in the form of ``tests/corpus/labels.yaml``."""
    rows: list[Row] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


def hold(rows: list[Row], entries: Mapping[str, Entry]) -> Iterator[Held]:
    """Yield every comparable aspect of the labels whose document is in the run."""
    for row in rows:
        entry = entries.get(row["document"])
        if entry is not None and entry.checked.extraction is not None:
            yield from _hold(row, entry)


def tallies(held: list[Held]) -> dict[str, Tally]:
    """Return the count of every aspect, in the order in which they are printed."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in held:
        counts[one.aspect, "right" if one.right else "unsaid" if one.program is None else "wrong"] += 1
    return {
        aspect: Tally(counts[aspect, "right"], counts[aspect, "wrong"], counts[aspect, "unsaid"])
        for aspect in (*READING, *AXES)
    }


def _hold(row: Row, entry: Entry) -> Iterator[Held]:
    located = entry.text.locate(row["near"], row["at"], row["page"])
    figure = None if located is None else _figure_at(entry, located[1])
    yield Held(row, "found", "yes", None if figure is None else "yes")
    if figure is None:
        return
    yield Held(row, "nature", row["nature"], str(figure.nature))
    if row["nature"] != "quantity":
        return
    yield Held(row, "value", _plain(Decimal(row["value"])), None if figure.value is None else _plain(figure.value))
    yield Held(row, "unit", row["unit"], figure.unit.name if figure.unit else None)
    extraction = entry.checked.extraction
    subject = extraction.subjects[figure.id] if extraction and extraction.subjects else None
    for axis in AXES:
        if row[axis] not in {"-", "?"}:
            yield Held(row, axis, row[axis], _axis(subject, axis))


def _figure_at(entry: Entry, span: Span) -> Figure | None:
    """Return the figure that begins where the labelled one does, else one that overlaps it."""
    figures = entry.checked.extraction.figures if entry.checked.extraction else ()
    over = [figure for figure in figures if figure.start < span[1] and span[0] < figure.end]
    return min(over, key=lambda figure: abs(figure.start - span[0]), default=None)


def _axis(subject: Subject | None, axis: str) -> str | None:
    if subject is None:
        return None
    value: str = getattr(subject, axis.removesuffix("_axis"))
    return None if value == UNKNOWN else value.partition(":")[0]  # count:辆 is a count


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
