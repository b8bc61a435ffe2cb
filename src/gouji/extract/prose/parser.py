"""Tokens to a tree of statements, block by block: clauses and punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.labels import explain
from gouji.extract.prose import outline, placing, words
from gouji.extract.prose.items import new_item, open_among, open_list, speaks_of
from gouji.extract.prose.leads import comparison
from gouji.extract.prose.lexer import Token, tokens
from gouji.extract.prose.segments import Segment, segments
from gouji.extract.prose.state import Frame, State
from gouji.model.figure import comparable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.extract.extraction import Statement
    from gouji.model.figure import Figure


class Parser:
    """Parses the prose blocks of one document in order; ``statements`` gives the frozen trees."""

    def __init__(self, plain: str, figures: Sequence[Figure], year: int | None, *, final: bool) -> None:
        """``plain`` is the document's text in half width; ``figures`` all its figures by id; ``final`` an account (决算)."""
        self._state = State(plain, figures, year, final)
        self._unfinished = False

    def statements(self) -> tuple[Statement, ...]:
        """Return the trees of all blocks parsed so far."""
        return tuple(draft.freeze() for draft in self._state.roots)

    def block(self, start: int, end: int, figures: Sequence[Figure], *, heading: bool = False) -> None:
        """Parse one heading or paragraph."""
        if heading:
            self._state.frames.clear()
        for segment in segments(self._state.plain, start, end):
            inside = [figure for figure in figures if segment.start <= figure.start < segment.end]
            self._segment(segment, inside, heading=heading)

    def _segment(self, segment: Segment, figures: Sequence[Figure], *, heading: bool) -> None:
        state = self._state
        goes_on = not heading and not segment.marked and self._unfinished
        if not goes_on:
            outline.enter(state, segment, heading=heading)
        found = tokens(state.plain, segment.start, segment.end, figures)
        _walk(state, found)
        self._unfinished = bool(found) and found[-1].text in {";", "，", "、"}
        _clause(state, end=True)
        if self._unfinished:
            return
        _entitle(state)
        state.end_sentence()
        outline.leave(state, segment)


def _walk(state: State, found: Sequence[Token]) -> None:
    at = 0
    while at < len(found):
        token = found[at]
        if token.kind == "text":
            state.words.add(token)
        elif token.kind == "figure":
            run = _run(state, found, at)
            if len(run) > 1 and placing.share_out(state, run):
                at += 2 * (len(run) - 1)
            else:
                placing.place(state, state.figures[token.figure])
        elif token.text == "(":
            at = _bracket(state, found, at)
        else:
            _mark(state, token)
        at += 1


def _run(state: State, found: Sequence[Token], at: int) -> list[Figure]:
    """Return the figures of one kind that follow one another with nothing but a mark between them (0.29亿元、0.33亿元)."""
    run = [state.figures[found[at].figure]]
    for mark, token in zip(found[at + 1 :: 2], found[at + 2 :: 2], strict=False):
        if mark.text not in words.JOINING or token.kind != "figure":
            break
        if not comparable(run[0], state.figures[token.figure]):
            break
        run.append(state.figures[token.figure])
    return run


# Brackets ------------------------------------------------------------------------------------------------------------


def _bracket(state: State, found: Sequence[Token], at: int) -> int:
    """Handle a bracket: one without figures belongs to the label, one with figures is a list of the focus."""
    close = _matching(found, at)
    inside = found[at + 1 : close]
    if any(token.kind == "figure" for token in inside):
        _told_in_bracket(state, inside)
        return close
    if len(inside) == 1 and words.DIRECTION.fullmatch(inside[0].text) and words.CHANGE.search(state.words.text):
        state.words.add(inside[0])  # 增加（减少）: the choice was left open
    state.excluding = state.excluding or any(words.LIKE_FOR_LIKE.search(token.text) for token in inside)
    state.words.bracket = found[close].end
    return close


def _told_in_bracket(state: State, inside: Sequence[Token]) -> None:
    if state.words.text:
        _clause(state)
    outer = (state.frames, state.focus, state.pending, state.reason, state.last_change)
    owner = state.focus
    state.frames = [Frame(owner, "bracket")] if owner is not None and owner.value is not None else []
    _walk(state, inside)
    _clause(state)
    if owner is not None and owner.parts:
        owner.opening = owner.opening or "bracket"
    state.frames, state.focus, state.pending, state.reason, state.last_change = outer


def _matching(found: Sequence[Token], at: int) -> int:
    """Return the index of the bracket that closes the one at ``at`` (the last token if none does)."""
    depth = 0
    for index in range(at, len(found)):
        if found[index].kind == "mark" and found[index].text in "()":
            depth += 1 if found[index].text == "(" else -1
            if depth == 0:
                return index
    return len(found) - 1


# Punctuation ---------------------------------------------------------------------------------------------------------


def _mark(state: State, token: Token) -> None:
    mark = token.text
    if mark == "、" and state.words.text:
        state.words.add(token)
        return
    if mark == ":":
        _colon(state)
        return
    _clause(state)
    if mark == "。":
        _entitle(state)
        state.end_sentence()
    elif mark == ";":
        state.end_part()


def _colon(state: State) -> None:
    text, focus = state.words.text, state.focus
    if not text and focus is not None and focus.value is not None and not focus.parts:
        state.frames.append(Frame(focus, "strong"))
        focus.opening = "strong"
        return
    opener = words.OPENER.search(text)
    if opener is None and text:
        _pend(state, entitled=True)
    _clause(state, end=opener is not None)


# Clauses without a figure --------------------------------------------------------------------------------------------


def _clause(state: State, *, end: bool = False) -> None:
    """Handle words that no figure followed; ``end`` says that nothing more of their sentence follows here."""
    text = state.words.text
    if text:
        _silent(state, text, end=end)
    state.words.clear()


def _silent(state: State, text: str, *, end: bool) -> None:
    state.excluding = state.excluding or words.EXCLUDING.search(text) is not None
    flat = words.FLAT.search(text)
    opener = words.OPENER.search(text)
    against = words.AGAINST_BUDGET.search(text)
    if against:
        placing.unsized(state, text[: against.end()])
    if flat:
        placing.flat(state, flat.start(), flat.end(), near=bool(flat["near"]))
    elif opener and (end or opener.end() == len(text)):
        divides_nothing = opener["by"] and (state.main is None or state.main.value is None)
        if not divides_nothing and not (opener["again"] and _told(state)):
            open_list(state, text[: opener.start()], "weak" if opener["weak"] else "strong")
    elif words.AMONG.search(text):
        open_among(state, text[:-1])
    elif words.REASON.search(text):
        state.explain()
    else:
        _base_or_name(state, text)


def _base_or_name(state: State, text: str) -> None:
    """Keep words that only say with what is compared, at what day, or of what the next figure speaks."""
    against = comparison(text)
    if against:
        state.against = against
        _compared_item(state, text)
        placing.unsized(state, text)
        return
    dated = words.DATED.match(text)
    if dated:
        state.dated = dated["year"]
    _pend(state)


def _compared_item(state: State, text: str) -> None:
    """Begin the item that is named before its comparison (公务接待费与上年相比，减少…), if it is not spoken of already."""
    label = words.strip_label(words.BASE.split(text, maxsplit=1)[0])
    named = explain(label)
    if named.axes and not named.residue and not state.reason and not speaks_of(label, state.focus):
        new_item(state, label, state.words.span(label))


def _told(state: State) -> bool:
    """Whether what 具体情况如下 would list has been listed already, under the focus or side by side."""
    return state.beside > 1 or (state.focus is not None and bool(state.focus.parts))


def _pend(state: State, *, entitled: bool = False) -> None:
    """Keep the gathered words as the name of what follows."""
    label = words.strip_label(state.words.text)
    if label and (not words.is_generic(label) or (entitled and words.FLOW.search(label))):
        state.pending = (label, state.words.span(label))


def _entitle(state: State) -> None:
    """Keep the words before a segment's first full stop as its title, if they came without a figure.

    What a thing is for (主要用于：…。) is no name of it.
    """
    named = state.pending[0] and not state.reason and not words.SECTION_TITLE.search(state.pending[0])
    if named and state.fresh is not None and state.fresh.unfilled and state.fresh.marker:
        state.title = state.pending
