"""The defects and decoys that a person found in the documents, held against the findings.

How a defect is located: ``near`` in the document's text with all white space removed and widths made equal, on ``page``
where it repeats; ``at`` inside it gives the span of the wrong token.

A defect counts as found by a finding
  1. whose place overlaps the span of ``at`` (an empty place: stands in or at the edge of it), or
  2. whose place lies within the span of ``near``, or
  3. where ``at`` holds no digit (其中, 包括, a direction word): that names it in a related place.
Of several the best is taken: overlap before nearness, then the severity. A decoy is flagged by an error or warning
in the sense of 1 or 2; one that only names it among its figures is listed as "touched", for a person to look at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import yaml

from gouji.corpus.squeeze import Span, Squeezed, squeeze
from gouji.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gouji.model.place import Place

FAMILIES = {
    "figures": ("sum", "share", "change", "completion", "prose_prose", "prose_table", "count"),
    "rounding": ("rounding",),
    "text": ("year", "unit", "missing", "leftover", "name", "structure"),
}
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_NUMERAL = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Known:
    """One defect or decoy; ``kind`` is "decoy" for the latter."""

    document: str
    kind: str
    near: str
    at: str
    page: int | None
    expect: str | None = None
    why: str = ""


class How(IntEnum):
    """How a finding meets a known place, the closest first."""

    AT = 1
    NEAR = 2
    RELATED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A known place with the finding that meets it best; ``span`` is that of ``at``, None where it was not located."""

    known: Known
    span: Span | None
    how: How | None = None
    finding: Finding | None = None

    @property
    def severe(self) -> bool:
        """Whether it is met by an error or a warning."""
        return self.finding is not None and self.finding.severity is not Severity.NOTE

    @property
    def right_value(self) -> bool | None:
        """Whether the finding expects what the person did; None where either says nothing."""
        if self.finding is None or self.known.expect is None or self.finding.expected is None:
            return None
        return same_value(self.finding.expected, self.known.expect)


def load(path: Path) -> tuple[list[Known], list[Known]]:
    """Return the defects and the decoys of a file in the form of ``known-defects.yaml``."""
    data: dict[str, dict[str, list[dict[str, Any]]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return _rows(data["defects"]), _rows(data["decoys"])


def _rows(by_document: dict[str, list[dict[str, Any]]]) -> list[Known]:
    return [
        Known(
            document=document,
            kind=row.get("kind", "decoy"),
            near=str(row["near"]),
            at=str(row["at"]),
            page=row.get("page"),
            expect=None if row.get("expect") is None else str(row["expect"]),
            why=str(row.get("why", "")),
        )
        for document, rows in by_document.items()
        for row in rows
    ]


def match(known: Known, text: Squeezed, findings: Sequence[Finding]) -> Match:
    """Return how the findings of its document meet a defect."""
    located = text.locate(known.near, known.at, known.page)
    if located is None:
        return Match(known, None)
    near, at = located
    worded = not any(sign.isdigit() for sign in known.at)
    met = [(how, finding) for finding in findings if (how := _meets(finding, near, at, related=worded))]
    if not met:
        return Match(known, at)
    how, finding = min(met, key=lambda pair: (pair[0], _RANK[pair[1].severity]))
    return Match(known, at, how, finding)


def match_decoy(known: Known, text: Squeezed, findings: Sequence[Finding]) -> Match:
    """Return how the errors and warnings of its document meet a decoy; ``How.RELATED``: it is only touched."""
    located = text.locate(known.near, known.at, known.page)
    if located is None:
        return Match(known, None)
    severe = [finding for finding in findings if finding.severity is not Severity.NOTE]
    met = [(how, finding) for finding in severe if (how := _meets(finding, *located, related=True))]
    how, found = min(met, key=lambda pair: pair[0], default=(None, None))
    return Match(known, located[1], how, found)


def _meets(finding: Finding, near: Span, at: Span, *, related: bool) -> How | None:
    if _overlaps(finding.place, at):
        return How.AT
    if near[0] <= finding.place.start and finding.place.end <= near[1]:
        return How.NEAR
    if related and any(_overlaps(place, at) for place in finding.related):
        return How.RELATED
    return None


def _overlaps(place: Place, span: Span) -> bool:
    if place.start == place.end:
        return span[0] <= place.start <= span[1]
    return place.start < span[1] and span[0] < place.end


def same_value(first: str, second: str) -> bool:
    """Whether two expectations are one: the same number whatever its unit and zeros, else one text inside the other."""
    one, two = _number(first), _number(second)
    if one is not None and two is not None:
        return one == two
    a, b = squeeze(first), squeeze(second)
    return a in b or b in a


def _number(text: str) -> Decimal | None:
    found = _NUMERAL.search(squeeze(text))
    return Decimal(found.group().replace(",", "")) if found else None
