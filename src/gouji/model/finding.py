"""A finding (疑点): what a rule reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from gouji.model.claim import Kind, Verdict
    from gouji.model.place import Place


class Severity(StrEnum):
    """From worst to mildest."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Repair:
    """One value that would make the broken claims hold.

    ``also`` is what falls with it: further mentions of the same wrong amount, the rates and totals computed from it.
    """

    place: Place
    value: str
    unit: str
    slip: str = ""
    claims: tuple[str, ...] = ()
    also: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What a figure was held against in another document: ``title`` cites it, ``line`` counts where it has no pages."""

    kind: Kind
    title: str
    place: Place
    line: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What a person is asked to look at; the message is one Chinese sentence, the working stands apart."""

    rule: str
    severity: Severity
    message: str
    place: Place
    printed: str = ""
    expected: str | None = None
    repairs: tuple[Repair, ...] = ()
    difference: str | None = None
    rounding: str | None = None
    working: str = ""
    verdicts: tuple[Verdict, ...] = ()
    related: tuple[Place, ...] = ()
    fingerprint: str = ""
    recurrence_key: str = ""
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding that is counted but not shown: suppressed by a person (抑制), or known from the baseline (基线已有)."""

    finding: Finding
    by: Literal["suppression", "baseline"]
    reason: str = ""
    who: str = ""
    until: date | None = None
