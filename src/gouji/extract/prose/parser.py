"""Tokens to a tree of statements: focus, open lists, outline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.extract.extraction import Completion, Share
from gouji.extract.labels import family
from gouji.extract.prose import words
from gouji.extract.prose.draft import Draft, DraftChange
from gouji.extract.prose.leads import Lead, Role, comparison, read_lead
from gouji.extract.prose.lexer import Token, label_of, tokens
from gouji.extract.prose.segments import Segment, segments
from gouji.model.figure import Dimension, Figure, Nature, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gouji.extract.extraction import Statement

_TWO = 2
_STEP = 10  # ranks are tens, so that an unmarked list can stand between two of them


@dataclass
class _Entry:
    """One level of the outline: a draft under which deeper markers nest; ``rank`` orders styles."""

    rank: int
    draft: Draft
    by_marker: bool = True


@dataclass
class _Frame:
    """An open list: its owner takes the items that follow."""

    owner: Draft
    opening: str


@dataclass
class _Words:
    """Text gathered since the last boundary, with the document offset of each character."""

    text: str = ""
    at: list[int] = field(default_factory=list)
    bracket: int = 0

    def add(self, token: Token) -> None:
        """Append a text token."""
        self.bracket = 0
        self.text += token.text
        self.at.extend(token.at)

    def cut(self, count: int) -> None:
        """Forget the first characters."""
        self.text = self.text[count:]
        self.at = self.at[count:]


class Parser:
    """Parses the prose blocks of one document in order; ``statements`` gives the frozen trees."""

    def __init__(self, plain: str, figures: Sequence[Figure], year: int | None, *, final: bool) -> None:
        """``plain`` is the document's text in half width; ``figures`` all its figures by id; ``final`` an account (决算)."""
        self._final = final
        self._plain = plain
        self._figures = figures
        self._year = year
        self._roots: list[Draft] = []
        self._outline: list[_Entry] = []
        self._frames: list[_Frame] = []
        self._words = _Words()
        self._fresh: Draft | None = None
        self._focus: Draft | None = None
        self._main: Draft | None = None
        self._last_change: DraftChange | None = None
        self._last_role: Role | None = None
        self._pending: tuple[str, tuple[int, int]] = ("", (0, 0))
        self._title: tuple[str, tuple[int, int]] = ("", (0, 0))
        self._against: tuple[str, str] = ("", "")
        self._reason = False
        self._excluding = False
        self._begun = True
        self._resumed = False
        self._dormant: _Frame | None = None
        self._beside = 0
        self._unfinished = False
        self._goes_on = False
        self._explained: Draft | None = None
        self._dated = ""

    def statements(self) -> tuple[Statement, ...]:
        """Return the trees of all blocks parsed so far."""
        return tuple(draft.freeze() for draft in self._roots)

    def block(self, start: int, end: int, figures: Sequence[Figure], *, heading: bool = False) -> None:
        """Parse one heading or paragraph."""
        if heading:
            self._frames.clear()
        for segment in segments(self._plain, start, end):
            self._goes_on = not heading and not segment.marked and self._unfinished
            inside = [figure for figure in figures if segment.start <= figure.start < segment.end]
            self._segment(segment, inside, heading=heading)

    def _segment(self, segment: Segment, figures: Sequence[Figure], *, heading: bool) -> None:
        if not self._goes_on:
            self._enter(segment, heading=heading)
        found = tokens(self._plain, segment.start, segment.end, figures)
        self._walk(found)
        self._unfinished = bool(found) and found[-1].text in {";", "，", "、"}
        self._clause(end=True)
        if self._unfinished:
            return
        self._entitle()
        self._sentence_end()
        self._leave(segment)

    # Outline ---------------------------------------------------------------------------------------------------------

    def _enter(self, segment: Segment, *, heading: bool) -> None:
        waiting = [frame for frame in self._frames if not frame.owner.parts]
        self._frames = []
        self._pending = ("", (0, 0))
        self._last_change = None
        self._dormant = None
        self._beside = 0
        above = self._outline[-1].draft if self._outline and not segment.marked else None
        self._title = (above.label, above.label_span) if above is not None and not above.parts else ("", (0, 0))
        self._fresh = self._focus = self._main = None
        if not segment.marked and not heading and self._reopen(waiting):
            return
        draft = Draft(segment.start, segment.end, marker=segment.marker)
        if segment.marked or heading:
            self._enter_marked(draft, segment.rank * _STEP if segment.marked else 0)
        else:
            self._roots.append(draft)
        self._fresh = self._focus = self._main = draft

    def _enter_marked(self, draft: Draft, rank: int) -> None:
        while self._outline and self._outline[-1].rank >= rank:
            self._outline.pop()
        self._place(draft)
        self._outline.append(_Entry(rank, draft))

    def _reopen(self, waiting: list[_Frame]) -> bool:
        """Go on, in an unmarked paragraph, with a list that the paragraph before announced (其中：)."""
        top = self._outline[-1] if self._outline else None
        if top is not None and not top.by_marker and any(part.marker for part in top.draft.parts):
            self._outline.pop()
            top = self._outline[-1] if self._outline else None
        owner = waiting[-1].owner if waiting else None
        if top is not None and top.draft.opening == "strong" and not any(part.marker for part in top.draft.parts):
            owner = top.draft
        if owner is None:
            return False
        self._frames = [_Frame(owner, "strong")]
        return True

    def _place(self, draft: Draft) -> None:
        if not self._outline:
            self._roots.append(draft)
            return
        parent = self._outline[-1].draft
        parent.opening = parent.opening or "outline"
        parent.parts.append(draft)

    def _leave(self, segment: Segment) -> None:
        """Keep a list open that was announced at the segment's end (其中：) for the segments that follow."""
        waiting = [frame for frame in self._frames if not frame.owner.parts and frame.opening == "strong"]
        self._frames = []
        if segment.marked and self._outline and not self._outline[-1].draft.label:
            self._outline[-1].draft.label, self._outline[-1].draft.label_span = self._title
        if not waiting:
            return
        owner = waiting[-1].owner
        owner.opening = waiting[-1].opening
        if segment.marked and self._outline and self._outline[-1].draft is owner:
            return
        while self._outline and not self._outline[-1].by_marker:
            self._outline.pop()
        rank = (self._outline[-1].rank if self._outline else 0) + 1
        self._outline.append(_Entry(rank, owner, by_marker=False))

    # Clauses ---------------------------------------------------------------------------------------------------------

    def _walk(self, found: Sequence[Token]) -> None:
        at = 0
        while at < len(found):
            token = found[at]
            if token.kind == "text":
                self._words.add(token)
            elif token.kind == "figure":
                self._figure(token)
            elif token.text == "(":
                at = self._bracket(found, at)
            else:
                self._mark(token)
            at += 1

    def _bracket(self, found: Sequence[Token], at: int) -> int:
        """Handle a bracket: one without figures belongs to the label, one with figures is a list of the focus."""
        close = _matching(found, at)
        inside = found[at + 1 : close]
        if not any(token.kind == "figure" for token in inside):
            if len(inside) == 1 and words.DIRECTION.fullmatch(inside[0].text) and words.CHANGE.search(self._words.text):
                self._words.add(inside[0])  # 增加（减少）: the choice was left open
            self._words.bracket = found[close].end
            return close
        if self._words.text:
            self._clause()
        outer = (self._frames, self._focus, self._pending, self._reason)
        owner = self._focus
        self._frames = [_Frame(owner, "bracket")] if owner is not None and owner.value is not None else []
        change = self._last_change
        self._walk(inside)
        self._clause()
        if owner is not None and owner.parts:
            owner.opening = owner.opening or "bracket"
        self._frames, self._focus, self._pending, self._reason = outer
        self._last_change = change
        return close

    def _mark(self, token: Token) -> None:
        mark = token.text
        if mark == "、" and self._words.text:
            self._words.add(token)
            return
        if mark == ":":
            self._colon()
            return
        self._clause()
        if mark == "。":
            self._entitle()
            self._sentence_end()
        elif mark == ";":
            self._resumed = True
            del self._frames[1:]
            self._pending = ("", (0, 0))
            self._last_change = None
            self._against = ("", "")
            self._reason = self._reason and not self._frames

    def _colon(self) -> None:
        text = self._words.text
        if not text and self._focus is not None and self._focus.value is not None and not self._focus.parts:
            self._frames.append(_Frame(self._focus, "strong"))
            self._focus.opening = "strong"
            return
        opener = words.OPENER.search(text)
        if opener is None and text:
            self._pend(entitled=True)
        self._clause(end=opener is not None)

    def _sentence_end(self) -> None:
        self._dormant = next((frame for frame in self._frames if frame.owner.parts), self._dormant)
        self._frames = [frame for frame in self._frames if not frame.owner.parts]
        self._focus = self._main
        self._pending = ("", (0, 0))
        self._against = ("", "")
        self._last_change = None
        self._reason = False
        self._excluding = False
        self._begun = self._resumed = True
        self._dated = ""

    def _clause(self, *, end: bool = False) -> None:
        """Handle words that no figure followed."""
        text = self._words.text
        if text:
            self._silent(text, end=end)
        self._words = _Words()

    def _silent(self, text: str, *, end: bool) -> None:
        if words.EXCLUDING.search(text):
            self._excluding = True
        flat = words.FLAT.search(text)
        if flat:
            self._flat(text, flat.start(), flat.end(), near=bool(flat["near"]))
            return
        opener = words.OPENER.search(text)
        if opener and (end or opener.end() == len(text)):
            divides_nothing = opener["by"] and (self._main is None or self._main.value is None)
            if not divides_nothing and not (opener["again"] and self._told()):
                self._open(text[: opener.start()], "weak" if opener["weak"] else "strong")
            return
        if words.AMONG.search(text):
            self._among(text[:-1])
            return
        if words.REASON.search(text):
            self._explain()
            return
        against = comparison(text)
        if against:
            self._against = against
            self._unsized(text)
            return
        dated = words.DATED.match(text)
        if dated:
            self._dated = dated["year"]
        self._pend()

    def _told(self) -> bool:
        """Whether what 具体情况如下 would list has been listed already, under the focus or side by side."""
        return self._beside > 1 or (self._focus is not None and bool(self._focus.parts))

    def _pend(self, *, entitled: bool = False) -> None:
        """Keep the gathered words as the name of what follows."""
        label = words.strip_label(self._words.text)
        if label and (not words.is_generic(label) or (entitled and words.FLOW.search(label))):
            self._pending = (label, self._span(label))

    def _entitle(self) -> None:
        """Keep the words before a segment's first full stop as its title, if they came without a figure."""
        named = self._pending[0] and not words.SECTION_TITLE.search(self._pending[0])
        if named and self._fresh is not None and self._fresh.unfilled and self._fresh.marker:
            self._title = self._pending

    def _span(self, label: str) -> tuple[int, int]:
        at = self._words.text.rfind(label)
        if at < 0 or not label or not self._words.at:
            return (0, 0)
        end = self._words.at[at + len(label) - 1] + 1
        if self._words.bracket and _VERBS.match(self._words.text, at + len(label)):
            end = self._words.bracket
        return self._words.at[at], end

    # Lists -----------------------------------------------------------------------------------------------------------

    def _open(self, before: str, opening: str) -> None:
        """Open a list under the focus, or under a new nameless owner that ``before`` names (支出包括：)."""
        label = words.strip_label(before)
        owner = self._main if self._resumed and self._main is not None else self._focus
        if label and owner is not None and owner.value is not None and label in {"收入", "支出"}:
            owner = self._side(owner, label)
        elif label and not self._speaks_of(label, owner):
            owner = self._new(label, self._span(label))
        elif self._frames and self._frames[-1].owner.parts and owner is None:
            owner = self._frames[-1].owner
        if owner is None:
            return
        owner.opening = opening
        self._frames.append(_Frame(owner, opening))
        self._reason = False

    def _side(self, whole: Draft, label: str) -> Draft:
        """Begin one side of a whole that is both income and expenditure (收入包括：…；支出包括：…)."""
        draft = Draft(whole.end, whole.end, label=label, label_span=self._span(label))
        whole.parts.append(draft)
        return draft

    def _among(self, name: str) -> None:
        """Open the list of 三公经费支出中，A…；B…: a nameless whole that the words name."""
        label = words.strip_label(name)
        if label and not words.is_generic(label) and not self._frames:
            self._dormant = None
            owner = self._new(label, self._span(label))
            owner.opening = "strong"
            self._frames.append(_Frame(owner, "strong"))

    def _new(self, label: str, span: tuple[int, int]) -> Draft:
        """Begin an item: the segment's own, a member of the open list, or a sibling of the main one."""
        self._wake(label)
        self._reason = self._reason and not self._is_sibling(label)
        if self._fresh is not None and self._fresh.unfilled and not self._frames:
            draft, self._fresh = self._fresh, None
        else:
            start = span[0] or (self._words.at[0] if self._words.at else self._position)
            draft = Draft(start, start)
            draft.aside = self._reason
            self._home(label).append(draft)
        draft.label, draft.label_span = label_of(self._plain, span) or label, span
        self._focus = draft
        if not self._frames and not self._reason:
            self._beside = 1 if self._begun else self._beside + 1
        if not self._frames and not self._reason and (self._main is None or self._main.unfilled or self._begun):
            self._main, self._begun = draft, False
        return draft

    def _wake(self, label: str) -> None:
        """Go on with a list that a full stop interrupted, if the new label divides the whole as its members do."""
        if self._dormant is None or self._frames or self._reason:
            return
        kind = family(label)
        if kind and all(family(part.label) == kind for part in self._dormant.owner.parts):
            self._frames.append(self._dormant)
        self._dormant = None

    def _home(self, label: str) -> list[Draft]:
        """Return the list that a new item joins.

        What is said in a reason belongs to the item that it explains; what follows a semicolon in a numbered line and
        divides the whole as the line's first item does is that item's sibling.
        """
        if self._reason and self._explained is not None:
            return self._explained.reasons
        if self._frames:
            return self._frames[-1].owner.parts
        return self._outline[-2].draft.parts if self._is_sibling(label) else self._roots

    def _is_sibling(self, label: str) -> bool:
        if not self._resumed or len(self._outline) < _TWO or not self._outline[-1].by_marker:
            return False
        kind = family(label)
        return bool(kind) and kind == family(self._outline[-1].draft.label)

    @property
    def _position(self) -> int:
        return self._focus.end if self._focus else 0

    # Figures ---------------------------------------------------------------------------------------------------------

    def _figure(self, token: Token) -> None:
        figure = self._figures[token.figure]
        self._skip_opener()
        reason = words.REASON.search(self._words.text)
        if reason:
            self._explain()
            self._words.cut(reason.end())
        elif words.ENUMERATED.match(self._words.text):
            self._explain()
        lead = read_lead(self._words.text, figure.unit.dimension if figure.unit else None, self._year)
        if figure.nature is Nature.QUANTITY:
            self._place_figure(lead, figure)
        elif lead.role is Role.VALUE and lead.label:
            self._new(lead.label, self._span(lead.label))
        if self._focus is not None:
            self._focus.end = max(self._focus.end, figure.end)
        self._last_role = lead.role
        self._resumed = False
        self._words = _Words()

    def _explain(self) -> None:
        """Begin the reason of what was said last."""
        if not self._reason:
            self._explained = self._focus
        self._reason = True

    def _skip_opener(self) -> None:
        text = self._words.text
        opener = words.OPENER.search(text)
        if opener is None or words.SHARE.search(text):
            return
        self._open(text[: opener.start()], "weak" if opener["weak"] else "strong")
        self._words.cut(opener.end())

    def _place_figure(self, lead: Lead, figure: Figure) -> None:
        handlers: dict[Role, Callable[[Lead, Figure], None]] = {
            Role.VALUE: self._value,
            Role.BUDGET: self._budget,
            Role.PRIOR: self._prior,
            Role.CHANGE: self._change,
            Role.RATE: self._rate,
            Role.SHARE: self._share,
            Role.COMPLETION: self._completion,
            Role.OF_BUDGET: self._of_budget,
            Role.LONE: self._lone,
        }
        handler = handlers.get(lead.role)
        if handler:
            handler(lead, figure)

    def _value(self, lead: Lead, figure: Figure) -> None:
        label, span = lead.label, self._span(lead.label)
        if words.is_generic(label):
            if self._pending[0]:
                label, span = self._pending
            elif self._title[0] and self._fresh is not None and self._fresh.unfilled:
                label, span = self._title
            elif self._restates(lead, figure):
                return
        draft = self._new(label, span)
        draft.value, draft.period, draft.planned = figure.id, lead.period or self._dated, lead.basis == "planned"
        draft.start = min(draft.start, figure.start) if draft.start else figure.start
        self._pending = ("", (0, 0))
        self._last_change = None

    def _restates(self, lead: Lead, figure: Figure) -> bool:
        """Take a figure whose lead names nothing new as another mention of the focus, or as what was spent of it."""
        focus = self._focus
        if focus is None or self._frames or not focus.label or not self._speaks_of(lead.label, focus):
            return False
        if focus.value is not None and not words.UNNAMED.match(lead.label.replace(lead.period, "")):
            return focus.planned and lead.basis == "spent" and focus.budget is None and self._spend(focus, figure)
        if focus.value is None:
            focus.value = figure.id
        elif not comparable(self._figures[focus.value], figure):
            return True
        elif self._reason:
            return False
        elif words.ADJUSTED_TO.search(self._words.text):
            focus.prior, focus.value, focus.period = focus.value, figure.id, lead.period
        elif focus.planned and lead.basis == "spent" and focus.budget is None:
            return self._spend(focus, figure)
        elif (
            words.STATED_AGAIN.search(self._words.text)
            and figure.unit is not None
            and figure.unit.dimension is Dimension.MONEY
        ):
            focus.restated.append(figure.id)
        return True

    def _spend(self, focus: Draft, figure: Figure) -> bool:
        """Take a figure as what was spent of the planned amount that the focus has held so far."""
        if not comparable(self._figures[focus.value or 0], figure):
            return False
        focus.budget, focus.value, focus.planned = focus.value, figure.id, False
        focus.opening_budget = True
        return True

    def _budget(self, lead: Lead, figure: Figure) -> None:
        if not self._final:
            self._value(lead, figure)
            return
        focus = self._focus
        name = self._pending
        if not name[0] and focus is not None and not focus.label:
            name = self._title
        if name[0]:
            focus = self._new(*name)
            self._pending = ("", (0, 0))
        named = words.NAMED_BUDGET.search(lead.basis) is not None
        if focus is None or not focus.label or not (named or focus.value is None):
            self._value(lead, figure)
        elif words.ADJUSTED.search(lead.basis) and focus.adjusted is None:
            focus.adjusted = figure.id
        elif focus.budget is None:
            focus.budget, focus.opening_budget = figure.id, "年初" in lead.basis
        else:
            self._value(lead, figure)

    def _prior(self, _lead: Lead, figure: Figure) -> None:
        if self._pending[0]:
            draft = self._new(*self._pending)
            self._pending = ("", (0, 0))
            draft.prior = figure.id
        elif self._focus is not None and not self._reason and self._focus.prior is None:
            self._focus.prior = figure.id

    def _change(self, lead: Lead, figure: Figure) -> None:
        change = self._compare(self._changing(lead), self._word(lead), lead.direction, lead.against)
        change.amount = figure.id
        self._last_change = change

    def _compare(
        self, draft: Draft, word: tuple[int, int], direction: int | None, against: tuple[str, str]
    ) -> DraftChange:
        """Add a comparison to a draft; where its own words name no base, the clause before them did."""
        change = DraftChange(
            word=word,
            direction=direction,
            against=against if any(against) else self._against,
            now=self._candidates(draft),
            excluding=self._excluding,
        )
        draft.changes.append(change)
        return change

    def _rate(self, lead: Lead, figure: Figure) -> None:
        change = self._last_change
        if change is not None and change.rate is None and (not lead.label or words.is_generic(lead.label)):
            change.rate = figure.id
            if change.direction is None or lead.direction == change.direction:
                return
            change.rate = None
        change = self._compare(self._changing(lead), self._word(lead), lead.direction, lead.against)
        change.rate = figure.id

    def _share(self, lead: Lead, figure: Figure) -> None:
        draft = self._target(lead.label)
        draft.shares.append(Share(figure.id, lead.whole))

    def _completion(self, lead: Lead, figure: Figure) -> None:
        draft = self._target(lead.label)
        draft.completions.append(Completion(figure.id, None, lead.basis))

    def _of_budget(self, lead: Lead, figure: Figure) -> None:
        draft = self._target(lead.label)
        if draft.budget is None:
            draft.budget = figure.id

    def _lone(self, lead: Lead, figure: Figure) -> None:
        if self._last_role is Role.OF_BUDGET and words.is_generic(lead.label):
            self._completion(lead, figure)
        elif not self._words.text and self._last_change is not None and self._last_change.rate is None:
            self._last_change.rate = figure.id

    def _flat(self, text: str, start: int, end: int, *, near: bool) -> None:
        against = comparison(text[:start])
        label = words.BASE.sub("", text[:start])
        draft = self._target(words.strip_label(label))
        at = self._words.at
        change = self._compare(draft, (at[start], at[end - 1] + 1), 0, against or ("", ""))
        change.near = near

    def _unsized(self, text: str) -> None:
        """Take a direction without a figure (比上年增加)."""
        lead = read_lead(text, None, self._year)
        if lead.role is not Role.CHANGE or self._reason:
            return
        self._last_change = self._compare(self._changing(lead), self._word(lead), lead.direction, lead.against)

    # Reference -------------------------------------------------------------------------------------------------------

    def _changing(self, lead: Lead) -> Draft:
        """Return the draft that a change speaks of; 扣除…后 and 同口径 name a condition, no item."""
        if words.EXCLUDING.search(lead.label):
            self._excluding = True
            return self._target("")
        return self._target(lead.label)

    def _target(self, label: str) -> Draft:
        """Return the draft that a change, share or completion speaks of."""
        for draft in (self._focus, self._main):
            if draft is not None and not (self._reason and label) and (not label or self._speaks_of(label, draft)):
                return draft
        if not label and self._pending[0]:
            label = self._pending[0]
        return self._new(label, self._span(label))

    def _candidates(self, draft: Draft) -> tuple[int, ...]:
        """Return the values that may be meant as changing when the draft has none of its own."""
        others = [
            other for other in (self._main, *(entry.draft for entry in reversed(self._outline))) if other is not None
        ]
        if draft.aside:
            return ()
        return tuple(value for other in others if other is not draft for value in other.values)

    @staticmethod
    def _speaks_of(label: str, draft: Draft | None) -> bool:
        """Whether a label names nothing beyond the draft's own label."""
        if draft is None:
            return False
        if not label:
            return True
        for way in ("收入", "支出"):
            other = "支出" if way == "收入" else "收入"
            if way in label and other in draft.label and way not in draft.label:
                return False
        return words.is_generic(label) or set(words.WHICH_FIGURE.sub("", label)) <= set(draft.label)

    def _word(self, lead: Lead) -> tuple[int, int]:
        """Return the document span of the direction word of the current lead."""
        at, (low, high) = self._words.at, lead.word
        return (at[low], at[high - 1] + 1) if high else (0, 0)


_VERBS = re.compile(r"(?:为|是|共|计|合计|支出|决算|预算|数)*$")


def _matching(found: Sequence[Token], at: int) -> int:
    """Return the index of the bracket that closes the one at ``at`` (the last token if none does)."""
    depth = 0
    for index in range(at, len(found)):
        if found[index].kind == "mark" and found[index].text in "()":
            depth += 1 if found[index].text == "(" else -1
            if depth == 0:
                return index
    return len(found) - 1
