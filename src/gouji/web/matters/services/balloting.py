"""Register a vote (满意度测评): counts of one meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gouji.web.matters.models import Ballot
from gouji.web.matters.services.base import note, require
from gouji.web.matters.services.errors import MissingError, NotNowError
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User


@transaction.atomic
def hold_ballot(
    matter: Matter, actor: User, meeting: str, on: dt.date, counts: tuple[int, int, int, int], *, today: dt.date
) -> Ballot:
    """Write down the counts of 满意, 基本满意, 不满意 and 弃权 of a meeting."""
    require(actor, Right.MATTER_OPEN, matter, today)
    if not any("ballot" in move.needs for move in matter.the_kind.moves_from(matter.state)):
        raise NotNowError("这个事项现在不测评。")
    if not meeting.strip() or on > today or min(counts) < 0 or sum(counts) == 0:
        raise MissingError("请写明会议、不晚于今天的日期和票数。")
    entered = [move for move in matter.moves.all() if move.before != move.after][-1]
    satisfied, fair, unsatisfied, abstained = counts
    ballot = Ballot.objects.create(
        matter=matter,
        meeting=meeting.strip(),
        on=on,
        satisfied=satisfied,
        fair=fair,
        unsatisfied=unsatisfied,
        abstained=abstained,
        after_move=entered,
        by=actor,
    )
    reason = f"满意 {satisfied}，基本满意 {fair}，不满意 {unsatisfied}，弃权 {abstained}"
    note(matter, actor, "ballot", f"{ballot.meeting}满意度测评", today=today, reason=reason)
    return ballot
