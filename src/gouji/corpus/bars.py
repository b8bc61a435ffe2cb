"""What a run over the real documents must show: the one place where the bars are set; printed by the run, held by a test."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from gouji.corpus import shares
from gouji.corpus.known import FAMILIES, How, Match
from gouji.corpus.labels import AXES, Held
from gouji.corpus.pool import DIED, LATE
from gouji.diagnose.check import is_fault
from gouji.read.limits import CRASHED
from gouji.read.single import UNEXPECTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gouji.corpus.run import Entry
    from gouji.corpus.verdicts import Adjudicated

# These tell of a fault of ours, not of the file.
_OURS = (DIED, LATE, CRASHED, UNEXPECTED)


@dataclass(frozen=True, slots=True)
class Bar:
    """One demand: ``value`` must be at least, or at most, ``wanted``; a value of None (nothing to measure) does not pass."""

    name: str
    value: float | None
    wanted: float
    at_most: bool = False

    @property
    def passed(self) -> bool:
        """Whether the demand is met."""
        if self.value is None:
            return False
        return self.value <= self.wanted if self.at_most else self.value >= self.wanted


def bars(
    entries: Sequence[Entry],
    read: Sequence[Entry],
    met: tuple[Sequence[Match], Sequence[Match]],
    held: Iterable[Held],
    found: Adjudicated,
) -> list[Bar]:
    """Return the bars of a run: all its documents, those read by hand, the known places met, the labels, the verdicts."""
    defects, decoys = met
    flagged = sum(match.how in {How.AT, How.NEAR} for match in decoys)
    percents = [part.percent for entry in read if (part := shares.share(entry.checked)).percent is not None]
    wholes = [part.percent for entry in disclosures(read) if (part := shares.whole(entry.checked)).percent is not None]
    said = [one.right for one in held if one.aspect in AXES and one.program is not None]
    return [
        Bar("known figures found as error or warning, %", _found(defects, "figures", _severe), 92),
        Bar("known rounding found as at least a note, %", _found(defects, "rounding", _any), 90),
        Bar("known text defects found as error or warning, %", _found(defects, "text", _severe), 85),
        Bar("decoys flagged", flagged, 0, at_most=True),
        Bar("figures in prose settled, median document, %", median(percents) if percents else None, 75),
        Bar("figures verified, tables included, median disclosure, %", median(wholes) if wholes else None, 85),
        Bar("subject axes right, % of those said", 100 * sum(said) / len(said) if said else None, 95),
        Bar("errors and warnings that nobody has read", len(found.unread), 0, at_most=True),
        Bar(
            "wrong errors and warnings a document",
            len(found.by_verdict["wrong"]) / max(len(read), 1),
            0.1,
            at_most=True,
        ),
        Bar("most notes in a document", max((entry.notes for entry in read), default=0), 14, at_most=True),
        Bar("files on which the program itself failed", sum(map(_failed_here, entries)), 0, at_most=True),
    ]


def disclosures(entries: Iterable[Entry]) -> list[Entry]:
    """Return the departments' disclosures among the documents of a run."""
    return [entry for entry in entries if entry.group == "disclosures"]


def _failed_here(entry: Entry) -> bool:
    return any(problem in _OURS or is_fault(problem) for problem in entry.checked.document.problems)


def _severe(match: Match) -> bool:
    return match.severe


def _any(match: Match) -> bool:
    return match.finding is not None


def _found(matches: Sequence[Match], family: str, counts: Callable[[Match], bool]) -> float | None:
    kind = [match for match in matches if match.known.kind in FAMILIES[family]]
    return 100 * sum(map(counts, kind)) / len(kind) if kind else None
