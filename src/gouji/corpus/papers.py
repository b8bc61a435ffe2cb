"""The government's own papers of a run: how much of each is accounted for, what is found there, what people say of it.

They have bars of their own: their prose tells projects and plans that nothing can settle, and the people who read their findings
looked at every error and warning, not at every figure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.corpus import known, shares
from gouji.corpus.bars import Bar
from gouji.corpus.known import How
from gouji.model.document import Status
from gouji.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gouji.corpus.known import Match
    from gouji.corpus.run import Entry
    from gouji.corpus.verdicts import Adjudicated

_GROUPS = ("government", "execution")
_LEVELS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True)
class Papers:
    """The papers of a run with their known defects and decoys met, and the verdicts on their findings."""

    entries: Sequence[Entry]
    defects: Sequence[Match]
    decoys: Sequence[Match]
    found: Adjudicated


def papers_of(entries: Iterable[Entry]) -> list[Entry]:
    """Return the government's papers among the documents of a run, those that could not be read included."""
    return [entry for entry in entries if entry.group in _GROUPS]


def met(path: Path, entries: Iterable[Entry]) -> tuple[list[Match], list[Match]]:
    """Return how the known defects and decoys of ``papers.yaml`` are met; none where the list is absent."""
    if not path.exists():
        return [], []
    by_stem = {entry.stem: entry for entry in entries if entry.checked.document.status is not Status.FAILED}
    defects, decoys = known.load(path)
    return (
        [known.match(one, at.text, at.checked.findings) for one in defects if (at := by_stem.get(one.document))],
        [known.match_decoy(one, at.text, at.checked.findings) for one in decoys if (at := by_stem.get(one.document))],
    )


def lines(papers: Papers) -> Iterator[str]:
    """Yield a line a paper (findings, figures in a claim that holds, in prose and in all), the sums, the known places, the verdicts."""
    yield f"{'paper':36} {'kind':18} {'err':>4} {'warn':>4} {'note':>4} | {'prose':>14} | {'all':>16}"
    read = [entry for entry in papers.entries if entry.checked.document.status is not Status.FAILED]
    for entry in read:
        yield _line(entry)
    yield f"{'all papers read':36} {len(read):<18} {_levels(read)} | {_told(_prose(read)):>14} | {_told(_whole(read)):>16}"
    missing = [entry.stem for entry in papers.entries if entry not in read]
    if missing:
        yield f"not read: {', '.join(missing)}"
    severe = [match for match in papers.defects if match.severe]
    yield f"known defects found as error or warning: {len(severe)} of {len(papers.defects)}"
    for match in papers.defects:
        if not match.severe:
            what = "note only" if match.finding is not None else "missed" if match.span else "not in the text"
            yield f"  {what}: {match.known.document} {match.known.near} [{match.known.at}]"
    yield f"decoys flagged: {_flagged(papers.decoys)} of {len(papers.decoys)}"
    counts = {verdict: len(rows) for verdict, rows in papers.found.by_verdict.items()}
    yield f"errors and warnings read: {counts}; not yet read: {len(papers.found.unread)}"
    for entry, finding in papers.found.unread:
        yield f"  {entry.stem} {finding.rule} {finding.fingerprint} {finding.printed}"


def bars(papers: Papers) -> list[Bar]:
    """Return what the papers of a run must show."""
    read = max(len(papers.entries), 1)
    severe = sum(match.severe for match in papers.defects)
    return [
        Bar("known defects in government papers found, %", _percent(severe, len(papers.defects)), 90),
        Bar("decoys in government papers flagged", _flagged(papers.decoys), 0, at_most=True),
        Bar("figures in government papers verified, %", _rate(_whole(papers.entries)), 79),
        Bar("figures in their prose verified, %", _rate(_prose(papers.entries)), 48),
        Bar("errors and warnings in them that nobody has read", len(papers.found.unread), 0, at_most=True),
        Bar("wrong ones a paper", len(papers.found.by_verdict["wrong"]) / read, 0.1, at_most=True),
    ]


def _line(entry: Entry) -> str:
    parts = entry.checked.extraction.parts if entry.checked.extraction else ()
    kind = parts[0].kind if parts else ""
    return f"{entry.stem[:36]:36} {kind:18} {_levels([entry])} | {_told(_prose([entry])):>14} | {_told(_whole([entry])):>16}"


def _levels(entries: Iterable[Entry]) -> str:
    counts = Counter(finding.severity for entry in entries for finding in entry.checked.findings)
    return " ".join(f"{counts[level]:>4}" for level in _LEVELS)


def _whole(entries: Iterable[Entry]) -> shares.Share:
    return _sum(shares.whole(entry.checked) for entry in entries)


def _prose(entries: Iterable[Entry]) -> shares.Share:
    return _sum(shares.told(entry.checked) for entry in entries)


def _sum(parts: Iterable[shares.Share]) -> shares.Share:
    listed = list(parts)
    return shares.Share(sum(part.settled for part in listed), sum(part.counted for part in listed))


def _told(part: shares.Share) -> str:
    return f"{part.settled}/{part.counted} {'-' if part.percent is None else part.percent}%"


def _rate(part: shares.Share) -> float | None:
    return _percent(part.settled, part.counted)


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _flagged(decoys: Iterable[Match]) -> int:
    return sum(match.how in {How.AT, How.NEAR} for match in decoys)
