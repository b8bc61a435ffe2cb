"""From a figure that contradicts other figures to a 核实函 in one step: a confirmed finding at its place, and the letter's draft.

A finding says of other documents only what is published, since whoever reads the one need not be let into the others. A question about
a government's published paper goes to the department that keeps the purse, any other to the document's own unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.core.errors import Refused
from gouji.web.filings.models import Filing, Finding, Stage
from gouji.web.filings.services.findings import add_by_hand
from gouji.web.matters.letters.words import place_of
from gouji.web.matters.services.errors import MatterError
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.units.queries import finance_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from gouji.web.lookup.dossier import Said
    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User

KIND = "verification"


@dataclass(frozen=True, slots=True)
class Question:
    """A figure of a document that somebody has to answer for; ``mark`` is what its finding is known by in that document.

    ``words`` ask in a sentence and rest on the figures ``cited``; ``guarded`` are the words for who may not know these. It is not ``sure``
    where the figure may be right after all.
    """

    said: Said
    mark: str
    label: str
    words: str
    guarded: str
    cited: tuple[Said, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A question, and the finding that it already is."""

    one: Question
    finding: Finding | None

    @property
    def matter(self) -> Matter | None:
        """The open matter that asks about it."""
        matters = self.finding.matters.all() if self.finding else ()
        return next((matter for matter in matters if matter.is_open), None)


@dataclass(frozen=True, slots=True)
class Open:
    """The questions about the figures of one document."""

    filing: Filing
    rows: tuple[Row, ...]

    @property
    def fresh(self) -> tuple[Question, ...]:
        """Those that are no finding yet."""
        return tuple(row.one for row in self.rows if row.finding is None)

    @property
    def sure(self) -> bool:
        """Whether any of them cannot be right in any case."""
        return any(row.one.sure for row in self.rows)


def open_in(questions: Iterable[Question]) -> list[Open]:
    """Return questions by the document whose figures they ask about: three queries."""
    by_filing: dict[int, list[Question]] = {}
    for one in questions:
        by_filing.setdefault(one.said.filing_id, []).append(one)
    filings = Filing.objects.filter(pk__in=by_filing).select_related("unit__region").in_bulk()
    marks = {one.mark for some in by_filing.values() for one in some}
    known = Finding.objects.filter(filing__in=by_filing, fingerprint__in=marks).prefetch_related("matters")
    findings = {(finding.filing_id, finding.fingerprint): finding for finding in known}
    return [
        Open(filings[pk], tuple(Row(one, findings.get((pk, one.mark))) for one in some))
        for pk, some in by_filing.items()
    ]


@transaction.atomic
def ask(
    actor: User, filing: Filing, find: Callable[[Filing], Iterable[Question]], today: dt.date, about: str = ""
) -> Matter:
    """Draft a 核实函 about all questions to this document that nobody asked yet; raises PermissionDenied, Refused.

    ``find`` looks for the questions anew; ``about`` says in the title what they have in common.
    """
    # Locked until the matter stands: of two people who ask at once, the second sees the first one's.
    filing = Filing.objects.select_for_update(of=("self",)).select_related("unit__region").get(pk=filing.pk)
    fresh = next((one.fresh for one in open_in(find(filing)) if one.filing == filing), ())
    if not fresh:
        raise Refused("nothing_to_ask", _("这份材料现在没有待核实的差异，请刷新页面看过后再办。"))
    public = _public(said for one in fresh for said in one.cited)
    findings = [_finding(actor, filing, one, public) for one in fresh]
    unit = filing.unit
    known = all(said.filing_id in public for one in fresh for said in one.cited)
    if unit.is_government and known and filing.stage == Stage.PUBLISHED:
        unit = finance_of(unit.region) or unit
    draft = Draft(KIND, unit.region, _title(filing, fresh, about), unit, findings=findings)
    try:
        return open_matter(draft, actor, today=today)
    except MatterError as error:
        raise Refused("not_now", str(error)) from error


def _finding(actor: User, filing: Filing, one: Question, public: Mapping[int, Filing]) -> Finding:
    version = filing.versions.get(pk=one.said.version_id)
    place = {**one.said.place, "text": one.said.printed}
    may_know = all(said.filing_id in public for said in one.cited)
    return add_by_hand(
        actor,
        version,
        one.words if may_know else one.guarded,
        place=place,
        where=place_of(place),
        mark=one.mark,
        beside=[_cited(said, public[said.filing_id]) for said in one.cited] if may_know else (),
    )


def _public(cited: Iterable[Said]) -> Mapping[int, Filing]:
    pks = {said.filing_id for said in cited}
    return Filing.objects.filter(pk__in=pks, stage=Stage.PUBLISHED).in_bulk()


def _cited(said: Said, filing: Filing) -> dict[str, Any]:
    """Return a figure of another document as a finding keeps it (``Finding.cited``)."""
    return {
        "title": filing.title,
        "version": said.version_id,
        "start": said.place.get("start", 0),
        "text": said.printed,
        "where": place_of(dict(said.place)),
    }


def _title(filing: Filing, fresh: Iterable[Question], about: str) -> str:
    labels = "、".join(one.label for one in fresh)
    words = {"year": filing.year, "paper": filing.get_kind_display(), "about": about, "labels": labels}
    if about:
        return _("%(year)d年度%(paper)s的%(about)s（%(labels)s）") % words
    return _("%(year)d年度%(paper)s的%(labels)s") % words
