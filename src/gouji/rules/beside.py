"""What the rules on documents side by side share: the documents of one body, and ties between their figures.

Such a rule has ``relate`` where another has ``check``. It sees ledgers, never documents, so that a run over thousands of files
stays small; what it yields does not depend on the order of the files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.bodies import at_home, core, is_body, plain_name, same_district
from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.model.figure import comparable
from gouji.model.finding import Severity
from gouji.model.ledger import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.model.figure import Figure
    from gouji.model.ledger import Entry, Ledger, Mention
    from gouji.model.subject import Subject

_TELLING = 4  # characters of a name that cannot well mean another body


@dataclass(frozen=True)
class Shelf:
    """The ledgers of one body, sorted, and those of the units that one of them covers."""

    ledgers: tuple[Ledger, ...]
    below: tuple[Ledger, ...] = ()

    def of(self, kind: str, year: int, like: Ledger) -> tuple[Ledger, ...]:
        """Return the body's other documents of a kind and year, of the same level (部门, 单位) as one of its own."""
        return tuple(
            other
            for other in self.ledgers
            if other.kind == kind
            and other.year == year
            and (other.sha256, other.part) != (like.sha256, like.part)
            and same_level(other, like)
        )


@dataclass(frozen=True, slots=True)
class Tie:
    """A claim between figures of two documents: a figure's number in it is its place in ``mentions``.

    ``home`` is the document that makes the claim and in which a difference is shown; ``other`` the one it is held against, and
    ``more`` those besides it. ``either`` says that nothing may lawfully have changed between the two: the wrong figure may be
    the other one.
    """

    claim: Claim
    mentions: tuple[Mention, ...]
    home: Ledger
    other: Ledger
    subject: Subject
    message: str
    severity: Severity
    more: tuple[Ledger, ...] = ()
    either: bool = False

    @property
    def others(self) -> tuple[Ledger, ...]:
        """All the documents that the home document is held against."""
        return (self.other, *self.more)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of two documents as a whole, shown at a figure of the first."""

    rule: str
    home: Ledger
    at: Mention
    message: str
    severity: Severity
    related: tuple[Mention, ...] = ()
    working: str = ""


def level(ledger: Ledger) -> str:
    """Return 部门 (with the units below it), 单位 (itself alone), "" where the title does not say or says both."""
    if at_home(ledger.unit):
        return "" if ledger.level == "部门" else "单位"
    return ledger.level


def same_level(first: Ledger, second: Ledger) -> bool:
    """Whether two documents speak of the same circle of units, as far as they say."""
    return level(first) == level(second) or not (level(first) and level(second))


def _one_circle(first: Ledger, second: Ledger) -> bool:
    """Whether two names are surely of one circle of units: both or neither with 本级, or their titles say what each is."""
    return at_home(first.unit) == at_home(second.unit) or bool(level(first) and level(second))


def by_subject(ledger: Ledger) -> dict[Subject, Entry]:
    """Return a ledger's own values by subject."""
    return {entry.subject: entry for entry in ledger.own}


def equal(
    rule: str,
    home: Ledger,
    entry: Entry,
    found: Sequence[tuple[Ledger, Entry]],
    message: str,
    severity: Severity,
    *,
    either: bool = False,
) -> Tie | None:
    """Return the tie that a value equals the one found elsewhere, in any of the documents found; None where units differ."""
    once = {other.mention: (ledger, other) for ledger, other in reversed(found)}
    fitting = [one for one in reversed(once.values()) if comparable(entry.mention.figure, one[1].mention.figure)]
    if not fitting:
        return None
    own = [mention for mention, _ in entry.terms]
    mentions = (*own, *(other.mention for _, other in fitting))
    terms = tuple(Term(at, Decimal(sign)) for at, (_, sign) in enumerate(entry.terms))
    shapes = [Linear(terms, len(own) + at) for at in range(len(fitting))]
    place = entry.mention.place
    claim = Claim(
        rule=rule,
        kind=Kind.EQUAL,
        source=Source.FORM,
        shape=shapes[0],
        start=place.start,
        end=place.end,
        suspect=0,
        title=fitting[0][0].title,
        certain=entry.certainty is not Certainty.ADJUSTED and _one_circle(home, fitting[0][0]),
        alternatives=tuple(shapes[1:]),
    )
    return Tie(claim, mentions, home, fitting[0][0], entry.subject, message, severity, either=either)


def summed(
    rule: str, home: Ledger, entry: Entry, parts: Sequence[tuple[Ledger, Entry]], message: str, *, certain: bool
) -> Tie | None:
    """Return the tie that a value is the sum of those found in other documents; None where units differ."""
    mentions = (entry.mention, *(other.mention for _, other in parts))
    if not all(comparable(entry.mention.figure, mention.figure) for mention in mentions):
        return None
    place = entry.mention.place
    claim = Claim(
        rule=rule,
        kind=Kind.SUM,
        source=Source.FORM,
        shape=Linear(tuple(Term(at) for at in range(1, len(mentions))), 0),
        start=place.start,
        end=place.end,
        suspect=0,
        title=parts[0][0].title,
        certain=certain,
    )
    first, *more = (ledger for ledger, _ in parts)
    return Tie(claim, mentions, home, first, entry.subject, message, Severity.WARNING, tuple(more))


def bounded(
    rule: str, home: Ledger, entry: Entry, whole: tuple[Ledger, Entry], message: str, severity: Severity
) -> Tie:
    """Return the tie that a value is at most the one found in another document."""
    place = entry.mention.place
    claim = Claim(
        rule=rule,
        kind=Kind.BOUND,
        source=Source.FORM,
        shape=Linear((Term(0),), 1, at_most=True),
        start=place.start,
        end=place.end,
        suspect=0,
        title=whole[0].title,
        falsifiable=False,
    )
    return Tie(claim, (entry.mention, whole[1].mention), home, whole[0], entry.subject, message, severity)


def pairs(
    entries: Iterable[tuple[Entry, Subject]], others: Sequence[Ledger]
) -> Iterator[tuple[Entry, list[tuple[Ledger, Entry]]]]:
    """Yield each entry with the values that other documents have for the subject sought for it."""
    tables = [(other, by_subject(other)) for other in others]
    for entry, sought in entries:
        found = [(other, table[sought]) for other, table in tables if sought in table]
        if found:
            yield entry, found


def covers(department: Ledger, unit: Ledger) -> bool:
    """Whether a department's document says that it covers a unit: its own 本级, or one named in its scope."""
    if department.kind != unit.kind or department.year != unit.year or level(department) == "单位":
        return False
    if core(department.unit) == core(unit.unit):
        return level(unit) == "单位" and same_district(department.region, unit.region)
    name, full = core(unit.unit), plain_name(unit.unit)
    return (len(name) >= _TELLING and name in department.covers) or (name != full and full in department.covers)


_BELOW = re.compile(r"下属(?:二级)?(?:预算|事业)?(?:单位)?(?P<number>\d+)[家个]")
_ALL = re.compile(r"单位(?:共计|共有|共)(?:为)?(?P<number>\d+)[家个]")
_LIST = re.compile(r"包括:(?P<names>[^。:]{4,400})。")
_HEAD = re.compile(r"本级|本部|机关")


def announced(department: Ledger) -> frozenset[int]:
    """Return how many units below its 本级 a department's document says that it covers: counted, or as a list of names."""
    text = department.covers
    found = {int(match["number"]) for match in _BELOW.finditer(text)}
    found |= {int(match["number"]) - 1 for match in _ALL.finditer(text)}
    for match in _LIST.finditer(text):
        names = re.split(r"[、,，;；]", match["names"])
        if all(is_body(name) or _HEAD.search(name) for name in names):
            found.add(sum(not _HEAD.search(name) for name in names))
    return frozenset(found)


def circle(department: Ledger, below: Sequence[Ledger]) -> tuple[Ledger, ...]:
    """Return the documents of all the units that a department covers, its own 本级 first; none where one is missing.

    Nor where one of them is there twice: nobody can tell which version the department took.
    """
    inside = [unit for unit in below if covers(department, unit)]
    home = [unit for unit in inside if core(unit.unit) == core(department.unit)]
    others = [unit for unit in inside if unit not in home]
    once = len({core(unit.unit) for unit in others}) == len(others)
    return (*home, *others) if len(home) == 1 and once and len(others) in announced(department) - {0} else ()


_ONLY = re.compile(
    r"共(?:计|有)?(?:为)?[1一](?:家|个)|(?:只有|仅有|仅为|仅包括|只包括)[^。]{0,30}(?:本级|机关|1家|一家|1个|一个)"
)


def covers_itself_only(department: Ledger) -> bool:
    """Whether a department's document says that it covers one unit."""
    return _ONLY.search(department.covers) is not None


def is_treasury(entry: Entry) -> bool:
    """Whether a value is money from the treasury, which units do not pay one another."""
    subject = entry.subject
    return subject.measure == "amount" and (subject.funds in _TREASURY or subject.topic.startswith("三公"))


_TREASURY = frozenset(("一般公共", "政府性基金", "国有资本", "财政拨款"))


def differs(first: Figure, second: Figure) -> bool:
    """Whether two printed values cannot be one value, rounded."""
    if not comparable(first, second):
        return False
    gap = (first.amount or Decimal(0)) - (second.amount or Decimal(0))
    return abs(gap) > first.slack + second.slack
