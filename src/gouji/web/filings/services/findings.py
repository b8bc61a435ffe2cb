"""What a person decides about a finding (疑点): confirm it, reject it with a reason, open it again, add one by hand."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.filings.models import Decision, Finding
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from gouji.web.filings.models import Filing, Version
    from gouji.web.people.models import User

_S = Finding.State
MOVES: Mapping[tuple[str, str], bool] = {
    (_S.OPEN, _S.CONFIRMED): False,
    (_S.OPEN, _S.REJECTED): True,
    (_S.CONFIRMED, _S.REJECTED): True,
    (_S.CONFIRMED, _S.SETTLED): True,
    (_S.CONFIRMED, _S.OPEN): True,
    (_S.REJECTED, _S.OPEN): True,
    (_S.REJECTED, _S.CONFIRMED): True,
    (_S.SETTLED, _S.OPEN): True,
}
"""What a person may decide, from state to state, and whether a reason is needed."""
BY_HAND = "HAND"
"""The rule of a finding that a person added."""


def moves_from(state: str) -> dict[str, bool]:
    """Return the states that may follow, each with whether it needs a reason."""
    return {after: needs for (before, after), needs in MOVES.items() if before == state}


def decide(actor: User, finding: Finding, after: str, reason: str = "", before: str = "") -> Decision:
    """Move a finding and return the decision.

    ``before`` is the state that the person saw; where another one decided meanwhile, nothing is done. Raises
    PermissionDenied, Refused.
    """
    _may_review(actor, finding.filing)
    reason = reason.strip()
    with transaction.atomic():
        fresh = Finding.objects.select_for_update(of=("self",)).select_related("filing").get(pk=finding.pk)
        if before and before != fresh.state:
            raise Refused("changed_meanwhile", _("这条疑点刚刚已由他人处理，请看过现在的状态再决定。"))
        if (fresh.state, after) not in MOVES:
            raise Refused(
                "no_such_move",
                _("“%(now)s”的疑点不能改为“%(next)s”。")
                % {"now": fresh.get_state_display(), "next": dict(_S.choices).get(after, after)},
            )
        if MOVES[fresh.state, after] and not reason:
            raise Refused("reason_missing", _("请写明理由。"))
        decision = fresh.decisions.create(before=fresh.state, after=after, reason=reason, by=actor)
        fresh.state = after
        fresh.save(update_fields=["state"])
        record(actor, "finding.decided", fresh, state=[decision.before, after], reason=reason)
    finding.state = after
    return decision


def add_by_hand(  # noqa: PLR0913  what a person fills in, or a page for him
    actor: User,
    version: Version,
    message: str,
    *,
    severity: str = Finding.Severity.WARNING,
    place: Mapping[str, Any] | None = None,
    where: str = "",
    expected: str = "",
    mark: str = "",
    beside: Sequence[Mapping[str, Any]] = (),
) -> Finding:
    """Add a finding that a person made; it is confirmed at once. Raises PermissionDenied, Refused.

    ``place`` is a place as the engine writes it (start, end, text, page, boxes), empty for the document as a whole. ``mark`` is what
    the same problem is known by in every year (of one filing once), "" for one of its own; ``beside`` is what it cites (``Finding.cited``).
    """
    _may_review(actor, version.filing)
    if not message.strip():
        raise Refused("message_missing", _("请写明是什么问题。"))
    mark = mark or f"hand-{secrets.token_hex(12)}"
    with transaction.atomic():
        finding = Finding.objects.create(
            filing=version.filing,
            first_seen=version,
            last_seen=version,
            rule=BY_HAND,
            severity=Finding.Severity(severity),
            message=message.strip(),
            printed=str((place or {}).get("text", ""))[:200],
            expected=expected[:60],
            place=dict(place or {}),
            where=where[:120],
            start=int((place or {}).get("start", 0)),
            detail={"beside": list(beside)} if beside else {},
            fingerprint=mark,
            recurrence_key=mark,
            by_hand=True,
            state=_S.CONFIRMED,
        )
        finding.decisions.create(before=_S.OPEN, after=_S.CONFIRMED, reason="", by=actor)
        record(actor, "finding.added", finding, severity=finding.severity)
    return finding


def _may_review(actor: User, filing: Filing) -> None:
    if not rights_of(actor).at(Right.FILING_REVIEW, filing.unit):
        raise PermissionDenied
