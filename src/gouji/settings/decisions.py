"""The decisions applied to a run: severities set, findings suppressed or known set aside, and what is left to say at the end."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gouji.model.document import Message
from gouji.model.finding import Finding, SetAside
from gouji.settings.settings import Severities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from gouji.diagnose.checked import Checked
    from gouji.settings.baseline import Known
    from gouji.settings.suppressions import Suppression


@dataclass
class Decisions:
    """What users decided; ``passing`` applies it document by document, the rest is known when the run is through.

    ``today`` is when suppressions are held against their last day; without it none expires. ``gone`` are the findings of the
    baseline that no longer stand in a document of this run, ``remarks`` what to say of suppressions that did nothing.
    """

    severities: Severities = field(default_factory=Severities)
    suppressions: Sequence[Suppression] = ()
    baseline: Sequence[Known] = ()
    today: date | None = None
    _waiting: dict[str, list[Known]] = field(init=False)
    _entries: dict[tuple[str, str], Suppression] = field(init=False)
    _met: set[Suppression] = field(init=False, default_factory=set)
    _seen: set[object] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._entries = {(one.rule, one.fingerprint): one for one in self.suppressions}
        self._waiting = defaultdict(list)
        for known in self.baseline:
            self._waiting[known.fingerprint].append(known)

    def passing(self, run: Iterable[Checked]) -> Iterator[Checked]:
        """Yield the documents with the decisions applied."""
        for checked in run:
            yield self._decided(checked)

    @property
    def gone(self) -> tuple[Known, ...]:
        """Findings of the baseline that are no longer there, of documents that this run has looked at."""
        left = (known for waiting in self._waiting.values() for known in waiting)
        return tuple(known for known in left if {known.path, known.about} & self._seen)

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What to say of suppressions that have expired or met nothing in this run."""
        return tuple(message for one in self.suppressions if (message := self._remark(one)))

    def _decided(self, checked: Checked) -> Checked:
        if checked.extraction is None:
            return checked
        part = checked.extraction.parts[0]
        self._seen |= {checked.document.path} | ({(part.unit, part.kind, part.year)} if part.unit else set())
        shown: list[Finding] = []
        aside: list[SetAside] = []
        for found in checked.findings:
            there = checked.extraction.part(found.place.start)
            finding = replace(found, severity=self.severities.of(found, there))
            put = self._set_aside(finding)
            if put is None:
                shown.append(finding)
            else:
                aside.append(put)
        return replace(checked, findings=tuple(shown), set_aside=tuple(aside))

    def _set_aside(self, finding: Finding) -> SetAside | None:
        waiting = self._waiting.get(finding.fingerprint)
        known = waiting.pop(0) if waiting else None
        entry = self._entries.get((finding.rule, finding.fingerprint))
        if entry is not None:
            self._met.add(entry)
            if entry.holds(self.today):
                return SetAside(finding, "suppression", entry.reason, entry.who, entry.until)
        return SetAside(finding, "baseline") if known else None

    def _remark(self, one: Suppression) -> Message | None:
        name, reason = f"{one.rule} {one.fingerprint}", one.reason
        if not one.holds(self.today):
            return Message(
                f"抑制已于{one.until}到期，不再生效，请重新核实：{name}（{one.who}：{reason}）。",
                f"Suppression expired on {one.until}; look again: {name} ({one.who}: {reason}).",
            )
        if one not in self._met:
            return Message(
                f"抑制没有用到，疑点已不存在或材料不在本次范围，请核对后删去：{name}（{one.who}：{reason}）。",
                f"Suppression met nothing, its finding is gone or not in this run; see whether to delete it: {name}"
                f" ({one.who}: {reason}).",
            )
        return None
