"""Lists (清单): items are registered, get their measures, and are closed one by one (销号) on evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from gouji.web.audit.chain import record
from gouji.web.matters.models import Attachment, Item, Matter
from gouji.web.matters.services.base import note, require
from gouji.web.matters.services.errors import MissingError, NotNowError
from gouji.web.matters.services.opening import key_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from gouji.web.filings.models import Original, Version
    from gouji.web.people.models import User


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report tells an item, and the money that it concerns in 元."""

    version: Version
    start: int
    amount: Decimal | None


@transaction.atomic
def add_item(
    matter: Matter,
    actor: User,
    problem: str,
    *,
    today: dt.date,
    due_on: dt.date | None = None,
    source: Source | None = None,
) -> Item:
    """Register an item; one with the same words in an earlier matter of the same unit and kind is tied to it."""
    require(actor, Right.MATTER_OPEN, matter, today)
    if not matter.the_kind.items or not matter.is_open:
        raise NotNowError("这个事项现在不能登记清单。")
    if not problem.strip():
        raise MissingError("请写明问题。")
    Matter.objects.select_for_update().get(pk=matter.pk)  # two items added at once get two numbers
    key = key_of(problem)
    earlier = Item.objects.filter(
        recurrence_key=key, matter__kind=matter.kind, matter__region=matter.region, matter__unit=matter.unit
    )
    last = matter.items.aggregate(last=Max("number"))["last"] or 0
    item = Item.objects.create(
        matter=matter,
        number=last + 1,
        problem=problem.strip(),
        due_on=due_on,
        version=source.version if source else None,
        start=source.start if source else None,
        amount=source.amount if source else None,
        recurrence_key=key,
        again=earlier.order_by("-pk").first(),
    )
    record(actor, "matter.item_added", matter, item=item.number, problem=item.problem)
    return item


@transaction.atomic
def set_measure(
    item: Item, actor: User, measure: str, responsible: str, *, today: dt.date, due_on: dt.date | None = None
) -> None:
    """Say what the unit does about an item, who answers for it and by when."""
    require(actor, Right.MATTER_ANSWER, item.matter, today)
    if item.state != Item.State.OPEN or item.matter.the_state.acts != "unit":
        raise NotNowError("现在不能改这一项的措施。")
    if not measure.strip():
        raise MissingError("请写明措施。")
    was = [item.measure, item.responsible, item.due_on]
    item.measure, item.responsible, item.due_on = measure.strip(), responsible.strip(), due_on or item.due_on
    item.save(update_fields=["measure", "responsible", "due_on"])
    now = [item.measure, item.responsible, item.due_on]
    record(actor, "matter.item_measure", item.matter, item=item.number, measure=[was, now])


@transaction.atomic
def add_evidence(item: Item, actor: User, name: str, original: Original, *, today: dt.date) -> Attachment:
    """Put a file with an item, to show that it is done."""
    require(actor, Right.MATTER_ANSWER, item.matter, today)
    if item.state != Item.State.OPEN:
        raise NotNowError("这一项已经销号。")
    made = Attachment.objects.create(
        matter=item.matter, item=item, original=original, file_name=name[:255], added_by=actor
    )
    record(actor, "matter.item_evidence", item.matter, item=item.number, file=[name, original.sha256])
    return made


@transaction.atomic
def close_item(item: Item, actor: User, finding: str, *, today: dt.date) -> None:
    """Close an item (销号) after a check on its evidence; ``finding`` says what was seen."""
    matter = item.matter
    require(actor, Right.MATTER_REVIEW, matter, today)
    if matter.the_state.acts not in {"office", "lead"} or matter.the_state.inside:
        raise NotNowError("单位报告以后才能核查销号。")
    if not item.measure or not finding.strip():
        raise MissingError("请在单位写明措施以后，写明核查情况再销号。")
    changed = Item.objects.filter(pk=item.pk, state=Item.State.OPEN).update(
        state=Item.State.CLOSED, closed_on=today, closed_by=actor, closing_note=finding.strip()
    )
    if not changed:
        raise NotNowError("这一项已经销号。")
    item.refresh_from_db()
    note(matter, actor, "item_closed", f"第{item.number}项销号", today=today, reason=finding)


@transaction.atomic
def reopen_item(item: Item, actor: User, reason: str, *, today: dt.date) -> None:
    """Take a closing back, with the reason."""
    require(actor, Right.MATTER_REVIEW, item.matter, today)
    if item.state != Item.State.CLOSED or not item.matter.is_open:
        raise NotNowError("只能恢复未办结事项中已销号的一项。")
    if not reason.strip():
        raise MissingError("请写明恢复的理由。")
    item.state, item.closed_on, item.closed_by = Item.State.OPEN, None, None
    item.save(update_fields=["state", "closed_on", "closed_by"])
    note(item.matter, actor, "item_reopened", f"第{item.number}项恢复未销号", today=today, reason=reason)
