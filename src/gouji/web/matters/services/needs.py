"""What a move was given, and whether that is all it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.web.matters.models import Assignment, Ballot, Item, Part
from gouji.web.matters.parties import assignments_in_charge

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from gouji.web.filings.models import Original
    from gouji.web.matters.kinds.shape import Move
    from gouji.web.matters.models import Matter
    from gouji.web.units.models import Unit

_ELSEWHERE = frozenset({"items", "measures", "items_closed", "answers", "ballot"})
RATINGS = ("满意", "基本满意", "不满意")
"""What a deputy may say of an answer."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person fills in for a move; what the move does not ask for stays empty."""

    reason: str = ""
    answer: str = ""
    date: dt.date | None = None
    document_number: str = ""
    rating: str = ""
    result: str = ""
    assignees: tuple[tuple[Unit, str], ...] = ()
    files: tuple[tuple[str, Original], ...] = ()

    def data(self) -> dict[str, object]:
        """Return what the history keeps of it."""
        said: dict[str, object] = {
            "answer": self.answer,
            "date": self.date.isoformat() if self.date else "",
            "document_number": self.document_number,
            "rating": self.rating,
            "result": self.result,
            "assignees": [[unit.name, part] for unit, part in self.assignees],
            "files": [[name, original.sha256] for name, original in self.files],
        }
        return {key: value for key, value in said.items() if value}


def missing(move: Move, matter: Matter, given: Given, today: dt.date) -> list[str]:
    """Return what the move still needs, as short sentences."""
    checks = [_CHECKS[need](matter, given) for need in move.needs]
    return [said for said in (*checks, *_sense(matter, given, today)) if said]


def undone(move: Move, matter: Matter) -> list[str]:
    """Return what must be done elsewhere on the page before the move's form is of any use."""
    return [said for need in move.needs if need in _ELSEWHERE and (said := _CHECKS[need](matter, Given()))]


def _sense(matter: Matter, given: Given, today: dt.date) -> list[str]:
    """Return what was given but makes no sense, needed or not."""
    found = []
    if given.date and given.date <= today:
        found.append("期限应在今天之后")
    if given.rating and given.rating not in RATINGS:
        found.append("评价应为满意、基本满意或不满意")
    if given.result and given.result not in matter.the_kind.results:
        found.append(f"没有 {given.result} 这个答复类别")
    return found


def held_since(matter: Matter) -> Ballot | None:
    """Return the vote held since the matter came into its state, the last of them."""
    entered = [move for move in matter.moves.all() if move.before != move.after]
    return Ballot.objects.filter(matter=matter, after_move=entered[-1]).last() if entered else None


def outcome(ballot: Ballot, share: tuple[int, int]) -> str:
    """Return ``satisfied`` where 满意 and 基本满意 together are more than the share of all votes cast."""
    over, under = share
    return "satisfied" if (ballot.satisfied + ballot.fair) * under > over * ballot.cast else "unsatisfied"


def _assignees(matter: Matter, given: Given) -> str:
    parts = [part for _, part in given.assignees]
    units = [unit for unit, _ in given.assignees]
    if len(set(units)) < len(units):
        return "同一单位只能写一次"
    if any(unit.region_id != matter.region_id for unit in units):
        return "承办单位应属于本地区"
    if parts.count(Part.MAIN) > 1 or (Part.MAIN in parts and Part.SEPARATE in parts):
        return "主办单位只能有一个；几个单位各自答复的，请都选分办"
    if Part.MAIN not in parts and Part.SEPARATE not in parts:
        return "请选择主办单位（或几个分办单位）"
    return ""


def _answers(matter: Matter, given: Given) -> str:  # noqa: ARG001  one signature for all
    waiting = [
        one.unit.name for one in matter.assignments.select_related("unit") if one.state == Assignment.State.ASSIGNED
    ]
    if waiting:
        return f"还没有答复：{'、'.join(waiting)}"
    return "" if assignments_in_charge(matter) else "还没有承办单位"


def _measures(matter: Matter, given: Given) -> str:  # noqa: ARG001
    blank = [str(item.number) for item in matter.items.all() if not item.measure]
    return f"清单第 {'、'.join(blank)} 项还没有措施" if blank else ""


def _closed(matter: Matter, given: Given) -> str:  # noqa: ARG001
    left = [str(item.number) for item in matter.items.all() if item.state != Item.State.CLOSED]
    return f"清单第 {'、'.join(left)} 项还没有销号" if left else ""


_CHECKS: Mapping[str, Callable[[Matter, Given], str]] = {
    "reason": lambda _, given: "" if given.reason.strip() else "请写明理由或意见",
    "answer": lambda _, given: "" if given.answer.strip() else "请填写说明",
    "attachment": lambda _, given: "" if given.files else "请附上材料",
    "assignees": _assignees,
    "date": lambda _, given: "" if given.date else "请填写期限",
    "document_number": lambda _, given: "" if given.document_number.strip() else "请填写文号",
    "rating": lambda _, given: "" if given.rating else "请选择评价",
    "result": lambda _, given: "" if given.result else "请选择答复类别",
    "items": lambda matter, _: "" if matter.items.exists() else "清单还是空的，请先登记",
    "measures": _measures,
    "items_closed": _closed,
    "answers": _answers,
    "ballot": lambda matter, _: "" if held_since(matter) else "请先登记测评票数",
}
