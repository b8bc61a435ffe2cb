"""The last accepted run, and what is different now: findings added and removed, figure accounts changed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gouji.corpus.run import Entry

Key = tuple[str, str, str, str]
"""Document, rule, severity, fingerprint."""


@dataclass(frozen=True)
class Run:
    """What is kept of a run: findings with how often each stands, the page of one of them, and the accounts."""

    findings: Counter[Key]
    pages: dict[Key, int | None]
    accounts: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Difference:
    """Two runs compared over the documents that both hold; ``new`` and ``gone`` are documents."""

    added: Counter[Key]
    removed: Counter[Key]
    accounts: dict[str, dict[str, tuple[int, int]]]
    new: list[str]
    gone: list[str]

    @property
    def none(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.removed or self.accounts or self.new or self.gone)


def summary(entries: Iterable[Entry]) -> Run:
    """Return what is kept of a run."""
    findings: Counter[Key] = Counter()
    pages: dict[Key, int | None] = {}
    accounts: dict[str, dict[str, int]] = {}
    for entry in entries:
        accounts[entry.name] = entry.checked.account
        for finding in entry.checked.findings:
            key = (entry.name, finding.rule, str(finding.severity), finding.fingerprint)
            findings[key] += 1
            pages.setdefault(key, finding.place.page)
    return Run(findings, pages, accounts)


def difference(before: Run, after: Run) -> Difference:
    """Return what changed from one run to the next."""
    both = before.accounts.keys() & after.accounts.keys()
    return Difference(
        added=Counter({key: n for key, n in (after.findings - before.findings).items() if key[0] in both}),
        removed=Counter({key: n for key, n in (before.findings - after.findings).items() if key[0] in both}),
        accounts={
            name: change for name in sorted(both) if (change := _changed(before.accounts[name], after.accounts[name]))
        },
        new=sorted(after.accounts.keys() - both),
        gone=sorted(before.accounts.keys() - both),
    )


def _changed(before: dict[str, int], after: dict[str, int]) -> dict[str, tuple[int, int]]:
    names = [*before, *(name for name in after if name not in before)]
    pairs = {name: (before.get(name, 0), after.get(name, 0)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def dump(run: Run) -> str:
    """Return a run as JSON, a line a finding, the same bytes for the same run."""
    lines = ['{"accounts": {']
    lines.append(",\n".join(f"  {json.dumps(name)}: {json.dumps(run.accounts[name])}" for name in sorted(run.accounts)))
    lines.append('},\n"findings": [')
    rows = [[*key, run.pages[key], count] for key, count in sorted(run.findings.items())]
    lines.append(",\n".join(f"  {json.dumps(row)}" for row in rows))
    return "\n".join(lines) + "\n]}\n"


def load(path: Path) -> Run | None:
    """Return the run that a file holds; None where there is none yet."""
    if not path.exists():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    findings: Counter[Key] = Counter()
    pages: dict[Key, int | None] = {}
    for document, rule, severity, fingerprint, page, count in data["findings"]:
        key = (document, rule, severity, fingerprint)
        findings[key], pages[key] = count, page
    return Run(findings, pages, data["accounts"])
