"""What the pages read, each with a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from django.apps import apps
from django.db.models import Count, IntegerField, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from gouji import api
from gouji.web.filings.access import filings_seen
from gouji.web.filings.models import Check, Decision, Filing, Finding, Version
from gouji.web.filings.services.findings import moves_from
from gouji.web.filings.services.upsert import by_fingerprint
from gouji.web.filings.words import DECISIONS
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise, WithAnnotations

    from gouji.web.matters.models import Matter
    from gouji.web.people.rights import Rights

    class Counts(TypedDict):
        """What ``listed`` adds to a filing."""

        version_number: int
        filed_at: dt.datetime
        check_state: str
        open_count: int
        confirmed_count: int

    Listed = WithAnnotations[Filing, Counts]

Json = dict[str, Any]


def listed(rights: Rights) -> QuerySet[Listed]:
    """Return the filings of the list with their current version, the state of its check, and what is open and confirmed."""
    current = Version.objects.filter(filing=OuterRef("pk")).order_by("-number")
    check = Check.objects.filter(version__filing=OuterRef("pk")).order_by("-version__number", "-pk")
    return filings_seen(rights).annotate(
        version_number=Subquery(current.values("number")[:1]),
        filed_at=Subquery(current.values("filed_at")[:1]),
        check_state=Subquery(check.values("state")[:1]),
        open_count=_count(Finding.State.OPEN),
        confirmed_count=_count(Finding.State.CONFIRMED),
    )


def _count(state: str) -> Coalesce:
    found = Finding.objects.filter(filing=OuterRef("pk"), state=state).order_by().values("filing")
    return Coalesce(Subquery(found.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


@dataclass(frozen=True, slots=True)
class Move:
    """A decision that may follow: the state, the words on its button, and whether it needs a reason."""

    after: str
    words: StrOrPromise
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure of another document: the document's title, where the figure stands, what is printed, and its page ("" where the reader has none)."""

    title: str
    where: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as its card shows it; ``number`` is that of its mark in the document shown, None where it has none there."""

    finding: Finding
    number: int | None
    targets: str
    earlier: tuple[Finding, ...]
    moves: tuple[Move, ...]
    cited: tuple[Cited, ...]

    @property
    def decision(self) -> Decision | None:
        """The last decision."""
        return next(iter(self.finding.decisions.all()), None)

    @property
    def matter(self) -> Matter | None:
        """The open matter (事项) that asks about it."""
        return next((matter for matter in self.finding.matters.all() if matter.is_open), None)

    @property
    def can_be_asked(self) -> bool:
        """Whether a letter may be opened from it: confirmed, and no open matter asks about it already."""
        return self.finding.state == Finding.State.CONFIRMED and self.matter is None

    @property
    def related(self) -> list[Json]:
        """The places that the finding concerns beside its own."""
        related: list[Json] = self.finding.detail.get("related", [])
        return related

    @property
    def repairs(self) -> list[Json]:
        """Where several repairs remain, each of them."""
        repairs: list[Json] = [] if self.finding.expected else self.finding.detail.get("repairs", [])
        return repairs

    @property
    def claims(self) -> list[Json]:
        """The relations under it; a single one is already said by the working, and what is cited stands by itself."""
        claims: list[Json] = self.finding.detail.get("claims", [])
        own = [claim for claim in claims if claim["source"] != "document"]
        return own if len(own) > 1 else []


def cards(version: Version, view: Json | None, rights: Rights, findings: Iterable[Finding] | None = None) -> list[Card]:
    """Return the cards of a filing's findings (or of those given), numbered as in the document of this version."""
    shown = list(_findings(version.filing) if findings is None else findings)
    marks: dict[str, tuple[int, str]] = {}
    for index, (mark, entry) in enumerate(by_fingerprint(view["findings"] if view else [])):
        marks[mark] = (index, " ".join(entry["targets"]))
    earlier = _earlier(version.filing, shown)
    readable = _readable(rights, shown)
    return [
        Card(
            finding,
            marks.get(finding.fingerprint, (None, ""))[0],
            marks.get(finding.fingerprint, (None, ""))[1],
            tuple(earlier[finding.recurrence_key]),
            tuple(Move(after, DECISIONS[after], needs) for after, needs in moves_from(finding.state).items()),
            tuple(_cited(one, readable) for one in finding.cited),
        )
        for finding in shown
    ]


def one_card(finding: Finding, version: Version, view: Json | None, rights: Rights) -> Card:
    """Return the card of one finding."""
    fresh = _findings(version.filing).get(pk=finding.pk)
    return cards(version, view, rights, [fresh])[0]


def _readable(rights: Rights, findings: Iterable[Finding]) -> frozenset[int]:
    """Return which of the versions that findings cite the reader may open."""
    cited = {one["version"] for finding in findings for one in finding.cited}
    if not cited:
        return frozenset()
    seen = Version.objects.filter(rights.reach(Right.FILING_READ, "filing__unit"), pk__in=cited)
    return frozenset(seen.values_list("pk", flat=True))


def _cited(one: Json, readable: frozenset[int]) -> Cited:
    url = reverse("filing_place", args=[one["version"], one["start"]]) if one["version"] in readable else ""
    return Cited(one["title"], one["where"], one["text"], url)


def citing(version: Version, rights: Rights) -> list[Finding]:
    """Return the undecided and confirmed findings of other filings that cite a figure of this version, as far as they may be read."""
    department = f"{version.filing.unit.path.partition('/')[0]}/"
    near = Finding.objects.filter(
        rights.reach(Right.FILING_READ, "filing__unit"),
        filing__unit__path__startswith=department,
        rule__in=[rule.code for rule in api.all_rules() if rule.relate is not None],
        state__in=(Finding.State.OPEN, Finding.State.CONFIRMED),
    )
    found = near.exclude(filing=version.filing_id).select_related("filing").order_by("-filing__year", "filing", "start")
    return [one for one in found if any(place["version"] == version.pk for place in one.cited)]


def counts(found: Iterable[Card]) -> Mapping[str, int]:
    """Return how many findings are in each state."""
    by_state: dict[str, int] = dict.fromkeys(Finding.State.values, 0)
    for card in found:
        by_state[card.finding.state] += 1
    return by_state


def _findings(filing: Filing) -> QuerySet[Finding]:
    decided = Prefetch("decisions", Decision.objects.select_related("by").order_by("-pk"))
    asking = Prefetch("matters", apps.get_model("matters", "Matter").objects.filter(is_open=True))
    return Finding.objects.filter(filing=filing).prefetch_related(decided, asking)


def _earlier(filing: Filing, findings: list[Finding]) -> Mapping[str, list[Finding]]:
    """Return what was found the same in earlier years of the same unit and kind, by recurrence key; rejected ones are none."""
    keys = {finding.recurrence_key for finding in findings if not finding.by_hand}
    found = Finding.objects.filter(
        recurrence_key__in=keys, filing__unit=filing.unit_id, filing__kind=filing.kind, filing__year__lt=filing.year
    )
    by_key: dict[str, list[Finding]] = defaultdict(list)
    for finding in found.exclude(state=Finding.State.REJECTED).select_related("filing").order_by("-filing__year"):
        by_key[finding.recurrence_key].append(finding)
    return by_key
