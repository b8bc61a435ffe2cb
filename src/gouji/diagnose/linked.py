"""What other documents say of one (links), and the document with it: findings at their places, figures borne out or disputed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.diagnose.borne_out import borne_out, repaired
from gouji.diagnose.exact import exactly
from gouji.diagnose.findings import findings_of
from gouji.diagnose.keys import keyed
from gouji.diagnose.recognized import cautious
from gouji.model.figure import State
from gouji.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gouji.diagnose.checked import Checked
    from gouji.model.finding import Beside, Severity
    from gouji.model.ledger import Mention


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding about a document before it is placed there: ``at`` is its figure, ``others`` what it was held against.

    ``value`` is what these say the figure should be, in its printed unit; None where they do not agree on one. ``blamed`` says
    that the figure is held to be the wrong one, not only one of two that differ.
    """

    rule: str
    severity: Severity
    message: str
    at: Mention
    others: tuple[Beside, ...]
    own: tuple[Mention, ...] = ()
    working: str = ""
    difference: str | None = None
    value: Decimal | None = None
    blamed: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """What the run's other documents say of one: findings, and the ids of its figures that they bear out or dispute.

    ``acquitted`` are those that the document itself holds to be wrong and another bears out.
    """

    shown: tuple[Shown, ...] = ()
    verified: frozenset[int] = frozenset()
    disputed: frozenset[int] = frozenset()
    contradicted: frozenset[int] = frozenset()
    acquitted: frozenset[int] = frozenset()


@exactly
def with_links(checked: Checked, links: Links | None) -> Checked:
    """Return a document with what the others say of it: more findings, and figures that they bear out or dispute."""
    extraction = checked.extraction
    if links is None or extraction is None:
        return checked
    if links.acquitted:
        again, states = findings_of(extraction, checked.verdicts, checked.hits, links.acquitted)
        checked = replace(checked, findings=again, states=states)
    told = [(shown, cautious(_placed(checked, shown), checked.document)) for shown in links.shown]
    own, added = borne_out(checked, [(finding, _figures_of(shown), shown.value) for shown, finding in told])
    added.sort(key=lambda finding: (finding.place.start, finding.place.end, finding.rule))
    findings = [*own, *keyed(extraction, added)]
    findings.sort(key=lambda finding: (finding.place.start, finding.place.end, finding.rule))
    return replace(checked, findings=tuple(findings), states=tuple(_states(checked, links)))


def _figures_of(shown: Shown) -> tuple[int, ...]:
    """Return the ids of the figures of its own document that a link speaks of, the one it is shown at first."""
    return tuple(mention.figure.id for mention in (shown.at, *shown.own))


def _placed(checked: Checked, shown: Shown) -> Finding:
    extraction = checked.extraction
    if extraction is None:
        raise ValueError("a document that was not read has no places")
    place = extraction.place(shown.at.place.start, shown.at.place.end)
    own = tuple(extraction.place(mention.place.start, mention.place.end) for mention in shown.own)
    figure = shown.at.figure
    repairs = (
        (repaired(place, figure, shown.value, (shown.working,)),) if shown.blamed and shown.value is not None else ()
    )
    return Finding(
        rule=shown.rule,
        severity=shown.severity,
        message=shown.message,
        place=place,
        printed=place.text,
        expected=repairs[0].value if repairs else None,
        repairs=repairs,
        difference=shown.difference,
        working=shown.working,
        related=own,
        beside=shown.others,
    )


def _states(checked: Checked, links: Links) -> Iterator[State]:
    for number, state in enumerate(checked.states):
        if number in links.contradicted:
            yield State.CONTRADICTED
        elif state in {State.VERIFIED, State.UNRELATED} and number in links.disputed:
            yield State.DISPUTED
        elif state is State.UNRELATED and number in links.verified:
            yield State.VERIFIED
        else:
            yield state
