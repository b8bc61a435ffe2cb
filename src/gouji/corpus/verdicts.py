"""What people found when they read the findings against the documents, by fingerprint."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gouji.corpus.run import Entry
    from gouji.model.finding import Finding

VERDICTS = ("right", "wrong", "doubtful")


@dataclass(frozen=True, slots=True)
class Opinion:
    """One entry of ``verdicts.yaml``: the verdict of a reader, and of another who did not see the first ("" if none)."""

    document: str
    rule: str
    verdict: str
    second: str = ""
    printed: str = ""

    @property
    def settled(self) -> str:
        """The verdict that counts; where two readers differ it is doubtful."""
        return self.verdict if self.second in {"", self.verdict} else "doubtful"


@dataclass(frozen=True)
class Adjudicated:
    """The errors and warnings of a run, sorted by what people found of them.

    ``stale`` are the opinions on findings of these documents that are no longer there, ``single`` the number of findings
    that one person has read.
    """

    by_verdict: dict[str, list[tuple[Entry, Finding]]]
    unread: list[tuple[Entry, Finding]]
    stale: dict[str, Opinion]
    single: int

    def by_rule(self, verdict: str) -> dict[str, int]:
        """Return how many findings of each rule have this verdict."""
        counts: dict[str, int] = defaultdict(int)
        for _, finding in self.by_verdict[verdict]:
            counts[finding.rule] += 1
        return dict(sorted(counts.items()))


def load(path: Path) -> dict[str, Opinion]:
    """Return the opinions by fingerprint; none where there is no file yet."""
    if not path.exists():
        return {}
    rows: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {
        str(key): Opinion(
            row["document"], row["rule"], row["verdict"], row.get("second", ""), str(row.get("printed", ""))
        )
        for key, row in rows.items()
    }


def adjudicate(entries: Sequence[Entry], opinions: dict[str, Opinion]) -> Adjudicated:
    """Return the findings by verdict; an opinion on another document's or rule's finding does not count."""
    sorted_out: dict[str, list[tuple[Entry, Finding]]] = {verdict: [] for verdict in VERDICTS}
    unread: list[tuple[Entry, Finding]] = []
    used: set[str] = set()
    single = 0
    for entry in entries:
        for finding in entry.severe:
            opinion = opinions.get(finding.fingerprint)
            if opinion is None or (opinion.document, opinion.rule) != (entry.stem, finding.rule):
                unread.append((entry, finding))
                continue
            used.add(finding.fingerprint)
            single += not opinion.second
            sorted_out[opinion.settled].append((entry, finding))
    here = {entry.stem for entry in entries}
    stale = {key: opinion for key, opinion in opinions.items() if key not in used and opinion.document in here}
    return Adjudicated(sorted_out, unread, stale, single)


def moved(found: Adjudicated) -> dict[str, str]:
    """Return old to new fingerprints where a finding was read but its section is now named otherwise.

    Paired are opinions on findings that are no longer there with unread findings of the same document, rule and printed
    words, in order, where all those opinions agree.
    """
    waiting: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for entry, finding in found.unread:
        fingerprints = waiting[entry.stem, finding.rule, finding.printed]
        if finding.fingerprint not in fingerprints:
            fingerprints.append(finding.fingerprint)
    lost: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, opinion in found.stale.items():
        lost[opinion.document, opinion.rule, opinion.printed].append(key)
    agreed = {key: old for key, old in lost.items() if len({found.stale[one].settled for one in old}) == 1}
    return {old: new for key, olds in agreed.items() for old, new in zip(olds, waiting.get(key, ()), strict=False)}


def rekey(path: Path, names: dict[str, str]) -> None:
    """Put new fingerprints for old ones in the file, everything else left as it stands."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    renamed = (
        f"{names[key]}{line[len(key) :]}" if (key := line.partition(":")[0]) in names else line for line in lines
    )
    path.write_text("".join(renamed), encoding="utf-8", newline="\n")
