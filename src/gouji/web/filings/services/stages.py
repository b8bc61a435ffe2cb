"""The way of a filing to the public: draft (草稿), submitted (已报送), approved (已批复), published (已公开); and release."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.filings.models import Check, Filing, Stage, StageMove
from gouji.web.filings.services.beside import pass_on
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.people.step_up import require

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights
    from gouji.web.people.step_up import Proof


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words on the button, who may take it, whether it needs a day or a reason."""

    words: StrOrPromise
    right: Right
    day: bool = False
    reason: bool = False


STEPS: Mapping[tuple[str, str], Step] = {
    (Stage.DRAFT, Stage.SUBMITTED): Step(_lazy("报送"), Right.FILING_SUBMIT),
    (Stage.SUBMITTED, Stage.APPROVED): Step(_lazy("登记批复"), Right.FILING_APPROVE, day=True),
    (Stage.APPROVED, Stage.PUBLISHED): Step(_lazy("登记公开"), Right.FILING_APPROVE, day=True),
    (Stage.SUBMITTED, Stage.DRAFT): Step(_lazy("退回修改"), Right.FILING_REVIEW, reason=True),
    (Stage.APPROVED, Stage.SUBMITTED): Step(_lazy("撤销批复登记"), Right.FILING_APPROVE, reason=True),
    (Stage.PUBLISHED, Stage.APPROVED): Step(_lazy("撤销公开登记"), Right.FILING_APPROVE, reason=True),
}
_OF_GOVERNMENT: Mapping[tuple[str, str], StrOrPromise] = {
    (Stage.SUBMITTED, Stage.APPROVED): _lazy("登记人大批准"),
    (Stage.APPROVED, Stage.SUBMITTED): _lazy("撤销批准登记"),
}
"""What two of these steps are called of a government's own papers: nobody replies to them, the congress approves them."""
_DAYS = {Stage.APPROVED: "approved_on", Stage.PUBLISHED: "published_on"}


def steps_for(rights: Rights, filing: Filing) -> dict[str, Step]:
    """Return the stages that the person may move the filing to."""
    called = _OF_GOVERNMENT if filing.unit.is_government else {}
    return {
        after: replace(step, words=called.get((before, after), step.words))
        for (before, after), step in STEPS.items()
        if before == filing.stage and rights.at(step.right, filing.unit)
    }


def move(
    actor: User, filing: Filing, after: str, *, today: dt.date, on: dt.date | None = None, reason: str = ""
) -> StageMove:
    """Move a filing to another stage; ``on`` is the day of the reply (批复) or of the publication.

    Raises PermissionDenied, Refused.
    """
    with transaction.atomic():
        fresh = _locked(filing)
        step = STEPS.get((fresh.stage, after))
        if step is None:
            raise Refused("no_such_step", _("“%(title)s”现在不能这样变动，请刷新页面查看。") % {"title": fresh})
        _may(actor, step.right, fresh)
        if step.reason and not reason.strip():
            raise Refused("reason_missing", _("请写明理由。"))
        _set_days(fresh, Stage(after), on if step.day else None, today)
        if fresh.stage == Stage.DRAFT and not fresh.versions.exists():
            raise Refused("no_file", _("还没有文件，请先上传。"))
        made = fresh.moves.create(before=fresh.stage, after=after, reason=reason.strip(), by=actor)
        fresh.stage = Stage(after)
        fresh.save(update_fields=["stage", "approved_on", "published_on", "released_at", "released_by"])
        record(actor, "filing.moved", fresh, stage=[made.before, after], on=on, reason=made.reason)
    filing.refresh_from_db()
    if Stage.PUBLISHED in {made.before, made.after}:
        pass_on(fresh, below=True)
    return made


def check_secrecy(actor: User, filing: Filing, now: dt.datetime) -> None:
    """Note that the current version passed the secrecy check (保密审查). Raises PermissionDenied."""
    _may(actor, Right.FILING_APPROVE, filing)
    with transaction.atomic():
        fresh = _locked(filing)
        fresh.secrecy_checked_at, fresh.secrecy_checked_by = now, actor
        fresh.save(update_fields=["secrecy_checked_at", "secrecy_checked_by"])
        record(actor, "filing.secrecy_checked", fresh)
    filing.refresh_from_db()


def release(actor: User, filing: Filing, now: dt.datetime, *, proof: Proof | None) -> None:
    """Show a filing on the public portal: only what was published, passed the secrecy check and is checked to its end.

    Raises PermissionDenied, Refused.
    """
    _may(actor, Right.RELEASE, filing)
    require(proof, actor)
    with transaction.atomic():
        fresh = _locked(filing)
        if not fresh.unit.publishes:
            raise Refused("not_public", _("这个单位在单位名录里不公开预决算，不能发布；如须公开，请先改正名录。"))
        if fresh.stage != Stage.PUBLISHED:
            raise Refused("not_published", _("尚未登记公开，不能发布；请先登记公开日期。"))
        if fresh.secrecy_checked_at is None:
            raise Refused("not_cleared", _("尚未通过保密审查，不能发布；请先登记保密审查。"))
        latest = fresh.versions.first()
        if latest is None or not latest.checks.filter(state=Check.State.DONE).exists():
            raise Refused("unchecked", _("最近一版还没有核对完，核对后再发布。"))
        fresh.released_at, fresh.released_by = now, actor
        fresh.save(update_fields=["released_at", "released_by"])
        record(actor, "filing.released", fresh)
    filing.refresh_from_db()


def take_back(actor: User, filing: Filing, reason: str, *, proof: Proof | None) -> None:
    """Take a filing off the public portal, with the reason. Raises PermissionDenied, Refused."""
    _may(actor, Right.RELEASE, filing)
    require(proof, actor)
    if not reason.strip():
        raise Refused("reason_missing", _("请写明理由。"))
    with transaction.atomic():
        fresh = _locked(filing)
        fresh.released_at = fresh.released_by = None
        fresh.save(update_fields=["released_at", "released_by"])
        record(actor, "filing.taken_back", fresh, reason=reason.strip())
    filing.refresh_from_db()


def _locked(filing: Filing) -> Filing:
    return Filing.objects.select_for_update(of=("self",)).select_related("unit__region").get(pk=filing.pk)


def _may(actor: User, right: Right, filing: Filing) -> None:
    if not rights_of(actor).at(right, filing.unit):
        raise PermissionDenied


def _set_days(filing: Filing, after: Stage, on: dt.date | None, today: dt.date) -> None:
    """Write the day that a step carries, and take away those of the stages that are left."""
    if after in _DAYS and Stage.values.index(after) > Stage.values.index(filing.stage):
        if on is None:
            raise Refused("day_missing", _("请填写日期。"))
        if on > today:
            raise Refused("day_ahead", _("日期还没有到，请核对。"))
        if after == Stage.PUBLISHED and filing.approved_on and on < filing.approved_on:
            raise Refused("day_too_early", _("公开日期早于批复日期，请核对。"))
        setattr(filing, _DAYS[after], on)
    for stage, field in _DAYS.items():
        if Stage.values.index(stage) > Stage.values.index(after):
            setattr(filing, field, None)
    if after != Stage.PUBLISHED:
        filing.released_at = filing.released_by = None
