"""What of this app waits for a person (待办)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gouji.web.core.home import Todo
from gouji.web.filings import queries
from gouji.web.filings.access import intakes_seen
from gouji.web.filings.models import Filing, Intake, Stage, StageMove
from gouji.web.filings.services import publication
from gouji.web.filings.services.filing import title_of
from gouji.web.filings.services.publication import Standing
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.web.filings.services.publication import Cell
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights
    from gouji.web.units.models import Unit

_MOST = 200
_UNPUBLISHED = (Standing.DUE, Standing.MISSING)


def to_review(_user: User, rights: Rights) -> Iterator[Todo]:
    """Yield the filings whose findings a reviewer has to decide on; a draft is its unit's own matter."""
    if not rights.anywhere(Right.FILING_REVIEW):
        return
    reviewed = queries.listed(rights).filter(rights.reach(Right.FILING_REVIEW, "unit"), open_count__gt=0)
    waiting = reviewed.exclude(stage=Stage.DRAFT).values_list("pk", "title", "unit__name", "open_count")
    for pk, title, unit, count in waiting[:_MOST]:
        words = _("%(title)s（待核 %(count)d 条）") % {"title": title, "count": count}
        yield Todo(gettext_lazy("核疑点"), words, unit, None, reverse_lazy("filing", args=[pk]))


def to_mend(_user: User, rights: Rights) -> Iterator[Todo]:
    """Yield the filings that were returned to a unit."""
    if not rights.anywhere(Right.FILING_SUBMIT) or rights.anywhere(Right.FILING_REVIEW):
        return
    last = StageMove.objects.filter(filing=OuterRef("pk")).order_by("-pk")
    returned = (
        Filing.objects.filter(rights.reach(Right.FILING_SUBMIT, "unit"), stage=Stage.DRAFT)
        .annotate(came_from=Subquery(last.values("before")[:1]), why=Subquery(last.values("reason")[:1]))
        .exclude(came_from=None)
        .select_related("unit")
    )
    for filing in returned[:_MOST]:
        words = f"{filing.title}：{filing.why}"
        yield Todo(gettext_lazy("修改材料"), words, filing.unit.name, None, reverse_lazy("filing", args=[filing.pk]))


def to_claim(user: User, rights: Rights) -> Iterator[Todo]:
    """Yield one line where files wait to be claimed."""
    if not rights.anywhere(Right.FILING_SUBMIT):
        return
    count = intakes_seen(user, rights).filter(state=Intake.State.UNPLACED).count()
    if count:
        words = ngettext("%(count)d 份文件认不出单位、种类或年度", "%(count)d 份文件认不出单位、种类或年度", count)
        yield Todo(gettext_lazy("认领文件"), words % {"count": count}, "", None, reverse("filing_unplaced"))


def to_publish(_user: User, rights: Rights) -> Iterator[Todo]:
    """Yield what the person's units have to publish: each duty for a unit's own people, one line a year for reviewers."""
    if not rights.anywhere(Right.FILING_SUBMIT):
        return
    today = timezone.localdate()
    own = not rights.anywhere(Right.FILING_REVIEW)
    years = (today.year, today.year - 1, today.year - 2)
    obliged = rights.units(Right.FILING_SUBMIT).filter(publication.must_publish(years[-1], years[0]))
    for year, rows in publication.boards(obliged.order_by("code")[:_MOST], years, today).items():
        waiting = [(row.unit, cell) for row in rows for cell in row.cells if cell.standing in _UNPUBLISHED]
        yield from _each(waiting, year) if own else _missing(waiting, year)


def _each(waiting: list[tuple[Unit, Cell]], year: int) -> Iterator[Todo]:
    for unit, cell in waiting:
        title = cell.filing.title if cell.filing else title_of(unit, cell.duty.kind, year, cell.ordinal)
        url = reverse_lazy("filing", args=[cell.filing.pk]) if cell.filing else f"{reverse('publication')}?year={year}"
        yield Todo(gettext_lazy("公开材料"), title, unit.name, cell.due, url)


def _missing(waiting: list[tuple[Unit, Cell]], year: int) -> Iterator[Todo]:
    late = {unit.pk for unit, cell in waiting if cell.standing == Standing.MISSING}
    if late:
        words = _("%(year)d年有%(count)d个单位逾期未公开") % {"year": year, "count": len(late)}
        yield Todo(
            gettext_lazy("督促公开"),
            words,
            "",
            None,
            f"{reverse('publication')}?year={year}&standing={Standing.MISSING}",
        )
