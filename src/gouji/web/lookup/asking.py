"""From a contradiction of the summary (汇总核对) to a 核实函 in one step: confirmed findings on the figures that somebody has to answer for.

A department is asked about its own figure, the finance department about the summary. A finding says of other documents only what is
published, since whoever reads the one need not be let into the others; while any of it is not, the paper's own unit is asked about the sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.core.errors import Refused
from gouji.web.filings.models import Filing, Finding, Stage
from gouji.web.filings.services.findings import add_by_hand
from gouji.web.lookup.summary import PAPERS, Contradiction, Standing, in_wan, summary_of
from gouji.web.matters.letters.words import place_of
from gouji.web.matters.services.errors import MatterError
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.units.queries import finance_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from gouji.web.lookup.dossier import Said
    from gouji.web.lookup.summary import Summary
    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User

KIND = "verification"
_DEPARTMENTS = {str(paper): kind for kind, (paper, _basis) in PAPERS.items()}
_MARK = "summary-"


@dataclass(frozen=True, slots=True)
class Row:
    """A contradiction, and the finding that it already is."""

    one: Contradiction
    finding: Finding | None

    @property
    def matter(self) -> Matter | None:
        """The open matter that asks about it."""
        matters = self.finding.matters.all() if self.finding else ()
        return next((matter for matter in matters if matter.is_open), None)


@dataclass(frozen=True, slots=True)
class Open:
    """The contradictions that lie in the figures of one document."""

    filing: Filing
    rows: tuple[Row, ...]

    @property
    def fresh(self) -> tuple[Contradiction, ...]:
        """Those that are no finding yet."""
        return tuple(row.one for row in self.rows if row.finding is None)

    @property
    def sure(self) -> bool:
        """Whether it cannot be in any case; a sum below the summary may be right where the register lacks a department."""
        return any(row.one.alone or row.one.line.standing == Standing.OVER for row in self.rows)


def open_in(found: Summary) -> list[Open]:
    """Return a summary's contradictions by the document whose figures they ask about: three queries."""
    by_filing: dict[int, list[Contradiction]] = {}
    for one in found.contradictions:
        by_filing.setdefault(one.said.filing_id, []).append(one)
    filings = Filing.objects.filter(pk__in=by_filing).select_related("unit__region").in_bulk()
    known = Finding.objects.filter(filing__in=by_filing, fingerprint__startswith=_MARK).prefetch_related("matters")
    findings = {(finding.filing_id, finding.fingerprint): finding for finding in known}
    return [
        Open(filings[pk], tuple(Row(one, findings.get((pk, _mark(one)))) for one in some))
        for pk, some in by_filing.items()
    ]


@transaction.atomic
def ask(actor: User, filing: Filing, today: dt.date) -> Matter:
    """Draft a 核实函 about all that this document's figures contradict and nobody asked about yet; raises PermissionDenied, Refused."""
    # Locked until the matter stands: of two people who ask at once, the second sees the first one's.
    filing = Filing.objects.select_for_update(of=("self",)).select_related("unit__region").get(pk=filing.pk)
    kind = _DEPARTMENTS.get(filing.kind, filing.kind)
    found = summary_of(filing.unit.region, kind, filing.year) if kind in PAPERS else None
    fresh = next((one.fresh for one in open_in(found) if one.filing == filing), ()) if found else ()
    if not (found and fresh):
        raise Refused("nothing_to_ask", _("这份材料现在没有待核实的汇总差异，请刷新页面看过后再办。"))
    cited = [list(_others(one, found)) for one in fresh]
    public = _public(said for some in cited for said in some)
    findings = [_finding(actor, filing, one, some, public) for one, some in zip(fresh, cited, strict=True)]
    unit = filing.unit
    known = all(said.filing_id in public for some in cited for said in some)
    if unit.is_government and known and filing.stage == Stage.PUBLISHED:
        unit = finance_of(unit.region) or unit
    draft = Draft(KIND, unit.region, _title(filing, fresh), unit, findings=findings)
    try:
        return open_matter(draft, actor, today=today)
    except MatterError as error:
        raise Refused("not_now", str(error)) from error


def words_of(one: Contradiction, *, told: bool = True) -> str:
    """Return what cannot be, in a sentence; without ``told`` it leaves the government's figure out."""
    line, what = one.line, one.line.measure.label
    if one.alone:
        more = {"what": what, "value": _wan(one.said.value), "told": f"{_wan(one.told.value)}万元" if told else ""}
        return (
            _("%(what)s%(value)s万元，一个部门就超过政府材料列示的汇总数%(told)s，请核实数额和计量单位（元、万元）。")
            % more
        )
    figures = {
        "what": what,
        "n": line.count,
        "total": _wan(line.total),
        "told": _wan(one.told.value),
        "gap": _wan(abs(line.total - one.told.value)),
        "slack": _wan(line.slack),
    }
    if line.standing == Standing.OVER:
        return (
            _(
                "%(what)s：%(n)d个部门合计%(total)s万元，超过汇总数%(told)s万元，相差%(gap)s万元（尾差最多%(slack)s万元），请核实。"
            )
            % figures
        )
    return (
        _(
            "%(what)s：名录内的部门已到齐，合计%(total)s万元，少于汇总数%(told)s万元，相差%(gap)s万元（尾差最多%(slack)s万元），请核实；另有部门的，请列明。"
        )
        % figures
    )


def _finding(
    actor: User, filing: Filing, one: Contradiction, cited: list[Said], public: Mapping[int, Filing]
) -> Finding:
    version = filing.versions.get(pk=one.said.version_id)
    place = {**one.said.place, "text": one.said.printed}
    may_know = all(said.filing_id in public for said in cited)
    return add_by_hand(
        actor,
        version,
        words_of(one, told=may_know or not one.alone),
        place=place,
        where=place_of(place),
        mark=_mark(one),
        beside=[_cited(said, public[said.filing_id]) for said in cited] if may_know else (),
    )


def _others(one: Contradiction, found: Summary) -> Iterable[Said]:
    """Yield the figures of other documents that a contradiction rests on."""
    if one.alone:
        yield one.told
        return
    yield from (said for _unit, said in found.stated(one.line.measure))


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


def _mark(one: Contradiction) -> str:
    return f"{_MARK}{one.said.kind}-{one.line.measure.key}"


def _title(filing: Filing, fresh: Iterable[Contradiction]) -> str:
    what = "、".join(one.line.measure.label for one in fresh)
    words = {"year": filing.year, "paper": filing.get_kind_display(), "what": what}
    if filing.unit.is_government:
        return _("%(year)d年度%(paper)s的部门汇总数（%(what)s）") % words
    return _("%(year)d年度%(paper)s的%(what)s") % words


def _wan(value: Decimal) -> str:
    return f"{in_wan(value):f}"
