"""A letter's words for one matter: what its patterns name, filled in, and the lines of its annex."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.web.filings.words import cited_lines
from gouji.web.matters.models import Part, Reply
from gouji.web.matters.parties import assignments_in_charge, units_in_charge
from gouji.web.matters.services.numbering import office_of

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.kinds.shape import Letter
    from gouji.web.matters.models import Matter

NO_DAY = "　　年　月　日"


@dataclass(frozen=True, slots=True)
class Annex:
    """A list behind the letter: its title, its head, its rows, and the relative widths of its columns."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A letter as it will be printed. ``number`` is empty on a draft."""

    issuer: str
    number: str
    title: str
    to: str
    paragraphs: tuple[str, ...]
    day: str
    annex: Annex | None
    words: dict[str, str]


def page_of(matter: Matter, letter: Letter, *, number: str, today: dt.date, reason: str = "") -> Page:
    """Fill a letter in for a matter; what is not known yet stays blank, a paragraph without words is left out."""
    annex = _annex(matter, letter)
    if letter.alone and annex is not None and not annex.rows:
        annex = None
    words = _words(matter, annex, reason)
    office = office_of(matter.region)
    issuer = words["unit"] if letter.by == "unit" else office.name
    filled = (pattern.format(**words).strip() for pattern in (letter.body if annex else letter.alone or letter.body))
    lines = tuple(line for text in filled for line in text.splitlines() if line.strip())
    return Page(
        issuer=issuer,
        number=number,
        title=letter.title.format(**words),
        to=letter.to.format(**words),
        paragraphs=lines,
        day=date_of(today),
        annex=annex,
        words=words,
    )


def date_of(day: dt.date | None) -> str:
    """Return a day as official papers write it, in Arabic figures without leading zeros.

    >>> import datetime
    >>> date_of(datetime.date(2026, 3, 2))
    '2026年3月2日'
    """
    return f"{day.year}年{day.month}月{day.day}日" if day else NO_DAY


def _words(matter: Matter, annex: Annex | None, reason: str) -> dict[str, str]:
    kind, office = matter.the_kind, office_of(matter.region)
    parts = assignments_in_charge(matter) if kind.assigning else []
    return {
        "unit": "、".join(unit.name for unit in units_in_charge(matter)),
        "units": _units(matter) if kind.assigning else "",
        "title": matter.title,
        "number": matter.number,
        "body": matter.body,
        "count": str(len(annex.rows)) if annex else "",
        "due": date_of(matter.due_on),
        "return_by": date_of(parts[0].return_by if parts else None),
        "office": office.name,
        "region": matter.region.name,
        "deputy": str(matter.raised_by or ""),
        "answer": "\n".join(_answers(matter)),
        "result": f"{matter.result}类（{kind.results[matter.result]}）" if matter.result in kind.results else "",
        "reason": _sentence(reason),
        "contact": f"联系人：{office.contact}　联系电话：{office.phone}" if office.contact else "",
    }


def _units(matter: Matter) -> str:
    """Return the units with their part, as 主办：…；会办：…"""
    live = [one for one in matter.assignments.select_related("unit") if one.state != "returned"]
    names = {part: [one.unit.name for one in live if one.part == part] for part in Part}
    return "；".join(f"{part.label}：{'、'.join(found)}" for part, found in names.items() if found)


def _answers(matter: Matter) -> list[str]:
    """Return the last answer of each unit in charge, under its name where there are several."""
    if matter.the_kind.assigning is None:
        return []
    parts = assignments_in_charge(matter)
    last = {reply.assignment_id: reply.text for reply in Reply.objects.filter(assignment__in=parts).order_by("pk")}
    several = len(parts) > 1
    return [f"{one.unit}：{last[one.pk]}" if several else last[one.pk] for one in parts if one.pk in last]


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"


def _annex(matter: Matter, letter: Letter) -> Annex | None:
    if letter.annex == "findings":
        return _findings(matter)
    if letter.annex == "items":
        return _items(matter)
    return None


def _findings(matter: Matter) -> Annex:
    said = {one.finding_id: one.text for one in matter.explanations.all()}
    rows = tuple(
        (
            str(number),
            finding.filing.title,
            place_of(finding.place),
            finding.printed,
            "\n".join((finding.working or finding.message, *cited_lines(finding))),
            finding.expected,
            said.get(finding.pk, ""),
        )
        for number, finding in enumerate(matter.findings.select_related("filing"), 1)
    )
    head = ("序号", "材料名称", "位置", "原文", "核算过程", "参考值", "情况说明")
    return Annex("问题清单", head, rows, (5, 16, 15, 12, 27, 9, 16))


def _items(matter: Matter) -> Annex:
    rows = tuple(
        (
            str(item.number),
            item.problem,
            item.measure,
            item.responsible,
            date_of(item.due_on) if item.due_on else "",
            "",
        )
        for item in matter.items.all()
    )
    head = ("序号", "问题", "措施", "责任人", "时限", "办结情况")
    return Annex(f"{matter.the_kind.name}清单", head, rows, (5, 34, 25, 9, 15, 12))


def place_of(place: dict[str, object]) -> str:
    """Return a finding's place in a few words: the last heading, page, table, row and column as people count them."""
    section = place.get("section")
    said = [str(section[-1])] if isinstance(section, list) and section else []
    for key, pattern, first in (
        ("page", "第{}页", 0),
        ("table", "表{}", 1),
        ("row", "第{}行", 1),
        ("column", "第{}列", 1),
    ):
        value = place.get(key)
        if isinstance(value, int):
            said.append(pattern.format(value + first))
    return "，".join(said)
