"""What a check found, laid over what is known of a filing: new, still there, gone, come back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gouji.web.filings.models import Decision, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gouji.web.filings.models import Version

Json = dict[str, Any]
_UNDECIDED = (Finding.State.OPEN, Finding.State.CONFIRMED)
_SAID = ("rule", "severity", "message", "printed", "expected", "working", "place", "detail", "where", "start")
_DETAIL = ("repairs", "claims", "related", "targets", "difference", "rounding", "beside")
GONE = "第%d版中不再出现。"
GONE_CORRECTED = "第%d版重新核对后不再出现。"
BACK = "第%d版中再次出现。"


def upsert(version: Version, view: Json, *, whole: bool = True) -> dict[str, list[int]]:
    """Store the findings of a check and return the ids of the new, settled and reopened ones.

    A finding that was decided on keeps its decision. What is gone is settled by the desk itself, but only where the whole
    document was read, and what other documents showed only where the ``whole`` of them was. Runs in the caller's transaction.
    """
    known = {finding.fingerprint: finding for finding in version.filing.findings.filter(by_hand=False)}
    said = dict(by_fingerprint(view["findings"]))
    new = [_made(version, fingerprint, entry) for fingerprint, entry in said.items() if fingerprint not in known]
    Finding.objects.bulk_create(new)
    still = [
        _updated(known[fingerprint], version, entry) for fingerprint, entry in said.items() if fingerprint in known
    ]
    back = [finding for finding in still if finding.state == Finding.State.SETTLED]
    gone = [
        finding
        for fingerprint, finding in known.items()
        if fingerprint not in said and finding.state in _UNDECIDED and view["status"] == "ok"
        if whole or not finding.detail.get("beside")
    ]
    _decide(back, Finding.State.OPEN, BACK % version.number)
    for finding in gone:
        same = finding.last_seen_id == version.pk
        _decide([finding], Finding.State.SETTLED, (GONE_CORRECTED if same else GONE) % version.number)
    Finding.objects.bulk_update([*still, *gone], ["state", "last_seen", "recurrence_key", *_SAID], batch_size=200)
    return {
        name: [finding.pk for finding in some]
        for name, some in (("new", new), ("settled", gone), ("reopened", back))
        if some
    }


def by_fingerprint(entries: list[Json]) -> Iterator[tuple[str, Json]]:
    """Yield the findings, each under a fingerprint of its own: of two alike the second is the second."""
    seen: Counter[str] = Counter()
    for entry in entries:
        mark = entry["fingerprint"]
        seen[mark] += 1
        yield (mark if seen[mark] == 1 else f"{mark}-{seen[mark]}"), entry


def _made(version: Version, fingerprint: str, entry: Json) -> Finding:
    return Finding(
        filing=version.filing,
        first_seen=version,
        last_seen=version,
        fingerprint=fingerprint,
        recurrence_key=entry["recurrence_key"],
        **_values(entry),
    )


def _updated(finding: Finding, version: Version, entry: Json) -> Finding:
    finding.last_seen = version
    finding.recurrence_key = entry["recurrence_key"]
    for name, value in _values(entry).items():
        setattr(finding, name, value)
    return finding


def _values(entry: Json) -> Mapping[str, Any]:
    """Return a finding's own words as the row keeps them."""
    place = {**entry["place"], "document": ""}
    return {
        "rule": entry["rule"],
        "severity": entry["severity"],
        "message": entry["message"],
        "printed": (entry["printed"] or place["text"])[:200],
        "expected": (entry["expected"] or "")[:60],
        "working": entry["working"],
        "place": place,
        "where": entry["where"][:120],
        "start": place["start"],
        "detail": {name: entry[name] for name in _DETAIL},
    }


def _decide(findings: list[Finding], after: Finding.State, reason: str) -> None:
    """Let the desk itself move findings, with its reason."""
    Decision.objects.bulk_create(
        [Decision(finding=finding, before=finding.state, after=after, reason=reason) for finding in findings]
    )
    for finding in findings:
        finding.state = after
