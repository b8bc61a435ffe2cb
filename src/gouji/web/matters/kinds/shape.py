"""A kind of matter as values: its states, moves, deadlines and what its children are. Data, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTIES: Mapping[str, frozenset[Right]] = {
    "office": frozenset({Right.MATTER_OPEN, Right.MATTER_REVIEW}),
    "lead": frozenset({Right.MATTER_LEAD}),
    "unit": frozenset({Right.MATTER_ANSWER}),
    "raiser": frozenset({Right.SUGGESTION_RAISE, Right.SUGGESTION_RATE}),
}
"""Who acts (承办的一方) and by which rights: the office, its head, the unit that answers, the deputy who raised it."""
PARTY_OF: Mapping[Right, str] = {right: party for party, rights in PARTIES.items() for right in rights}
NEEDS = frozenset(
    {
        "reason",  # why, in words
        "answer",  # the answer's text
        "attachment",  # at least one file with the move
        "assignees",  # at least one unit in charge (主办 or 分办)
        "date",  # the day by which, as the meeting set it
        "document_number",  # the number of the paper that says it
        "rating",  # 满意, 基本满意, 不满意
        "result",  # the class of an answer: A, B, C…
        "items",  # the list (清单) has at least one item
        "measures",  # each item has its measure
        "items_closed",  # each item is closed (销号)
        "answers",  # each assignment that counts is answered
        "ballot",  # a vote (满意度测评) was held since the state began
    }
)
"""What a move can need (``needs.py`` has a check for each)."""
WORDS = frozenset(
    {
        "unit",  # whom it concerns: the unit, or all units in charge
        "units",  # units with their part: 主办：…；会办：…
        "title",
        "number",  # the matter's own number
        "body",
        "count",  # lines of the annex
        "due",
        "return_by",
        "office",
        "region",
        "deputy",
        "answer",
        "result",
        "reason",
        "contact",
    }
)
"""What a letter's patterns can name (``letters/words.py`` fills them in)."""
BRANCHES = frozenset({"rating", "result", "ballot"})
"""What a branch can look at; ``ballot`` is ``satisfied`` or ``unsatisfied``."""
_WORDS: Mapping[str, str] = {"working_days": "个工作日", "days": "日", "months": "个月"}
COLOURS = frozenset({"secondary", "blue", "azure", "orange", "yellow", "red", "purple", "green", "teal"})


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time: ``n`` of ``unit`` (working_days, days, months). A term in days or months that ends on a day off ends on the next working day."""

    n: int
    unit: str

    def __str__(self) -> str:
        return f"{self.n}{_WORDS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit: a term, or ``given`` (set by whoever makes the move), and the longest it may become by extension."""

    code: str
    label: str
    term: Term | None
    longest: Term | None
    remind: tuple[int, ...] = ()  # days before the due day

    @property
    def given(self) -> bool:
        """Whether the day is set by hand, as a meeting sets it."""
        return self.term is None


@dataclass(frozen=True, slots=True)
class State:
    """Where a matter stands. ``acts`` is the party whose turn it is, empty when closed; ``step`` its place in the bar of steps."""

    code: str
    label: str
    colour: str
    open: bool
    acts: str
    inside: bool  # not shown to the units: a letter that is not yet signed
    step: str
    reanswer: bool = False  # entering it asks the units in charge for a new answer


@dataclass(frozen=True, slots=True)
class Branch:
    """Another end of a move, taken where every entry of ``when`` fits."""

    when: Mapping[str, frozenset[str]]
    to: str
    starts: str


@dataclass(frozen=True, slots=True)
class Move:
    """A step from some states to another: who may take it, what it needs, what becomes of the deadline. With ``to`` empty it stays."""

    code: str
    label: str
    origins: tuple[str, ...]
    to: str
    right: Right
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()  # offered on the form, not required
    starts: str = ""  # the deadline that begins
    stops: bool = False  # no deadline runs afterwards
    series: str = ""  # a number is taken from this series
    letter: str = ""  # this letter goes out
    branches: tuple[Branch, ...] = ()
    back: bool = False  # goes backwards; the form warns

    @property
    def party(self) -> str:
        """The party that takes this move."""
        return PARTY_OF.get(self.right, "")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's words: patterns of title, addressee and paragraphs, the list that is its annex, and who signs it.

    ``alone`` are the paragraphs where there is nothing to annex; without them ``body`` is written there too.
    """

    name: str  # 核实函, 督办单…
    title: str
    to: str
    body: tuple[str, ...]
    annex: str  # "findings", "items" or empty
    by: str  # "office" or "unit"
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigning:
    """How a kind is spread over units: terms for co-handlers and for returning, and where it falls back when nobody is left."""

    returns_to: str
    return_within: Term | None
    helpers_within: Term | None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of matter, as its data file says."""

    code: str
    name: str
    subject: str  # what its title is called on the form
    order: int  # in lists of kinds
    start: str
    steps: tuple[str, ...]
    states: Mapping[str, State]
    moves: Mapping[str, Move]
    deadlines: Mapping[str, Deadline]
    series: Mapping[str, str]  # number patterns by series
    letters: Mapping[str, Letter]
    opens: Right = Right.MATTER_OPEN
    unit_first: bool = True  # opened at a unit; otherwise units come by assignment
    items: bool = False
    items_from: str = ""  # the kind of filing that tells the items: an audit report
    items_told: str = ""  # the kind of filing that tells what became of them
    findings: bool = False
    public: bool = False
    recurs: str = "link"  # the same problem again: "link" a new matter to the old one, or "reopen" that
    reopened: str = ""  # the state a reopened matter takes
    results: Mapping[str, str] = field(default_factory=dict)  # class to its words
    tracked: frozenset[str] = frozenset()  # classes that go on being followed
    assigning: Assigning | None = None
    ballot_share: tuple[int, int] | None = None  # satisfied votes must be more than this share

    def moves_from(self, state: str) -> list[Move]:
        """Return the moves that leave a state, in the order of the data."""
        return [move for move in self.moves.values() if state in move.origins]
