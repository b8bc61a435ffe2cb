"""What a draft may say of a folder: single words and lists of words, each figure with its source."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from gouji.web.agenda.folder.pieces import Piece, amount, change_of, compare_of, moved
from gouji.web.agenda.folder.reading import ABOUT, RECTIFICATION
from gouji.web.agenda.folder.shape import Pair, wan
from gouji.web.core.charts import printed
from gouji.web.filings.models import Finding, Kind
from gouji.web.matters.letters.words import date_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from gouji.web.agenda.folder.shape import Focus, Folder, Line, Progress
    from gouji.web.agenda.models import Item
    from gouji.web.lookup.dossier import Said
    from gouji.web.matters.models import Matter

Words = dict[str, "Piece | str"]
_BEHIND = 10  # points behind the calendar from which a department is named


@dataclass(frozen=True, slots=True)
class Known:
    """The words and lists of one draft."""

    words: Words
    lists: Mapping[str, list[Words]]


def said_of(folder: Folder, item: Item, notable: Decimal, today: dt.date) -> Known:
    """Return what is known for the draft of one agenda item; what is not known is missing."""
    region = folder.meeting.region
    name = region.name
    words: Words = {
        "region": name,
        "year": str(item.year),
        "year_before": str(item.year - 1),
        "finance": f"{name}财政局",
        "government": f"{name}人民政府",
        "standing": f"{name}人民代表大会常务委员会",
    }
    lists: dict[str, list[Words]] = {
        "matters": [_matter(one, today) for one in _sent(folder) if one.kind != RECTIFICATION],
        "rectify": [_matter(one, today) for one in _sent(folder) if one.kind == RECTIFICATION],
        "papers": list(_problems(folder.papers)),
    }
    focus = folder.focus(str(ABOUT[item.topic]), item.year) if item.topic in ABOUT else None
    if focus is not None:
        here = reverse("meeting", args=[folder.meeting.pk])
        words |= _of_focus(focus, f"{here}#{focus.kind}{focus.year}")
        lists |= _lists(focus, folder, notable)
        words |= _left(folder, f"{here}#findings")
    if folder.progress is not None and folder.progress.year == item.year:
        words |= _carried_out(folder.progress, region.code)
        lists["slow"] = list(_slow(folder.progress))
    if item.topic in {"audit", "rectification"}:
        words |= _rectified(folder, today)
    return Known(words, lists)


def _sent(folder: Folder) -> list[Matter]:
    """Return the matters that the congress put to units: no deputy's suggestion, nothing still inside the office."""
    own = [one for one in folder.matters if one.the_kind.opens != Right.SUGGESTION_RAISE]
    return [one for one in own if not one.the_state.inside]


def _of_focus(focus: Focus, here: str) -> Words:
    filed = [line for line in focus.lines if line.now]
    label = f"{focus.year}年{Kind(focus.kind).label}"
    source = f"会前材料“{label}”对比表，逐部门列出"
    words: Words = {
        "expected": Piece(str(len(focus.lines)), here, source),
        "filed": Piece(str(len(filed)), here, source),
    }
    for measure, name in (("expenditure", "spent"), ("three", "three")):
        known = [line.figures[measure].now for line in focus.lines if measure in line.figures]
        values = [one.value for one in known if one]
        if not values:
            continue
        words[name] = Piece(wan(sum(values, Decimal(0))), here, f"{source}，{len(values)}个部门加总")
        if measure == "expenditure":
            words["counted"] = Piece(str(len(values)), here, source)
        words |= _grown(name, [pair for _line, pair in focus.pairs(measure)], here, source)
    return words | _against_budget(focus, here, source)


def _grown(name: str, pairs: list[Pair], here: str, source: str) -> Words:
    """Return how the sum of the departments that are known in both years grew."""
    if not pairs:
        return {}
    now = sum((pair.now.value for pair in pairs if pair.now), Decimal(0))
    before = sum((pair.before.value for pair in pairs if pair.before), Decimal(0))
    source = f"{source}，两年数据都有的{len(pairs)}个部门加总"
    rate = (now - before) / abs(before) * 100 if before else None
    change, grown = moved(now - before, rate, here, source)
    words: Words = {f"{name}_before": Piece(wan(before), here, source), f"{name}_change": change, f"{name}_rate": grown}
    return {**words, "both": Piece(str(len(pairs)), here, source)} if name == "spent" else words


def _against_budget(focus: Focus, here: str, source: str) -> Words:
    pairs = [line.planned for line in focus.lines if line.planned.difference is not None]
    planned = sum((pair.before.value for pair in pairs if pair.before), Decimal(0))
    if not planned:
        return {}
    spent = sum((pair.now.value for pair in pairs if pair.now), Decimal(0))
    source = f"{source}，决算和预算都有的{len(pairs)}个部门加总"
    return {
        "planned_both": Piece(str(len(pairs)), here, source),
        "planned_sum": Piece(wan(planned), here, source),
        "planned_share": Piece(f"{printed(spent / planned * 100)}%", here, source),
    }


def _left(folder: Folder, here: str) -> Words:
    return {"open": Piece(str(folder.open), here, "会前材料“疑点和问题”，待核的逐条列出")} if folder.open else {}


def _lists(focus: Focus, folder: Folder, notable: Decimal) -> dict[str, list[Words]]:
    confirmed = [
        one for one in folder.findings if one.state == Finding.State.CONFIRMED and one.filing.kind == focus.kind
    ]
    grown = [(line, pair) for line, pair in focus.pairs("three") if (pair.difference or 0) > 0]
    planned = [(line, line.planned) for line in focus.lines if line.planned.difference is not None]
    return {
        "absent": [{"unit": line.unit.name} for line in focus.lines if line.now is None],
        "problems": list(_problems(confirmed)),
        "movers": list(map(_moved, _largest(focus.pairs("expenditure"), notable))),
        "three_up": list(map(_moved, _largest(grown, Decimal(0)))),
        "deviations": list(map(_moved, _largest(planned, notable))),
    }


def _largest(pairs: Iterable[tuple[Line, Pair]], notable: Decimal) -> list[tuple[Line, Pair]]:
    """Return those that changed by so many per cent at least, the largest amount first."""
    found = [(line, pair) for line, pair in pairs if pair.rate is not None and abs(pair.rate) >= notable]
    return sorted(found, key=lambda one: abs(one[1].difference or Decimal(0)), reverse=True)


def _moved(one: tuple[Line, Pair]) -> Words:
    line, pair = one
    change, rate = change_of(pair, compare_of(line), f"{line.unit.name}两份材料逐项对比")
    words: Words = {"unit": line.unit.name, "change": change, "rate": rate}
    return words | {
        key: piece for key, piece in (("now", _stated(line, pair.now)), ("before", _stated(line, pair.before))) if piece
    }


def _stated(line: Line, said: Said | None) -> Piece | None:
    """Return an amount with the department's paper that states it."""
    return amount(said, f"{line.unit.name}{said.year}年{Kind(said.kind).label}") if said else None


def _problems(found: Iterable[Finding]) -> Iterator[Words]:
    """Yield a line a filing: how much is to be put right in it, and the gravest as an example."""
    of: dict[int, list[Finding]] = defaultdict(list)
    for one in found:
        of[one.filing_id].append(one)
    for some in of.values():
        first = some[0]
        filing = reverse("filing", args=[first.filing_id])
        where = f"，{first.where}" if first.where else ""
        yield {
            "unit": first.filing.unit.name,
            "count": Piece(f"{len(some)}处", filing, f"{first.filing.title}，逐条列出"),
            "message": Piece(first.message.rstrip("。"), f"{filing}#finding{first.pk}", f"{first.filing.title}{where}"),
        }


def _matter(one: Matter, today: dt.date) -> Words:
    address = reverse("matter_page", args=[one.pk])
    due = f"现为“{one.the_state.label}”"
    if one.due_on:
        due = f"应于{date_of(one.due_on)}办结" + ("，已逾期" if one.is_overdue(today) else "")
    kind = one.the_kind.name
    return {
        "title": Piece(f"{kind}《{one.title}》", address, f"事项{one.number or one.pk}"),
        "unit": one.unit.name if one.unit else one.region.name,
        "due": Piece(due, address, f"事项{one.number or one.pk}"),
    }


def _carried_out(progress: Progress, code: str) -> Words:
    here = f"{reverse('execution')}?region={code}&year={progress.year}&month={progress.month}"
    source = f"预算执行数据，{progress.year}年截至{progress.month}月末"
    whole = progress.execution.whole
    words: Words = {
        "month": Piece(str(progress.month), here, source),
        "planned": Piece(wan(whole.planned), here, source),
        "paid": Piece(wan(whole.paid), here, source),
        "pace": Piece(f"{printed(progress.execution.due)}%", here, source),
    }
    if whole.progress is not None:
        words["progress"] = Piece(f"{printed(whole.progress)}%", here, source)
    if progress.alerts:
        alerts = f"{reverse('alerts')}?state=open&year={progress.year}"
        words["alerts"] = Piece(str(progress.alerts), alerts, f"{progress.year}年待处理预警")
    return words


def _slow(progress: Progress) -> Iterator[Words]:
    for line in progress.execution.lines:
        if line.lag is None or line.lag < _BEHIND or line.progress is None or line.name not in progress.units:
            continue
        where = reverse("execution_unit", args=[progress.units[line.name]])
        here = f"{where}?year={progress.year}&month={progress.month}"
        source = f"{line.name}预算执行数据，{progress.year}年截至{progress.month}月末"
        yield {
            "unit": line.name,
            "planned": Piece(wan(line.planned), here, source),
            "paid": Piece(wan(line.paid), here, source),
            "progress": Piece(f"{printed(line.progress)}%", here, source),
        }


def _rectified(folder: Folder, today: dt.date) -> Words:
    here = f"{reverse('matter_list')}?kind={RECTIFICATION}"
    waiting = [one for one in folder.matters if one.kind == RECTIFICATION]
    late = sum(one.is_overdue(today) for one in waiting)
    source = "平台上的审计整改事项"
    return {
        "rectifications": Piece(str(len(waiting) + folder.rectified), here, source),
        "rectified": Piece(str(folder.rectified), here, source),
        "rectify_late": Piece(str(late), here, source),
    }
