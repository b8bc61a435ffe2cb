"""The outline: segments with markers (一、（一）1.) nest by the style of their marker; announced lists wait for theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.extract.prose.draft import Draft
from gouji.extract.prose.state import NAMELESS, Entry, Frame

if TYPE_CHECKING:
    from gouji.extract.prose.segments import Segment
    from gouji.extract.prose.state import State

_FIRST = re.compile(r"[(（]?(?:1(?!\d)|一(?![一二三四五六七八九十])|①)")
_OF_WHICH = re.compile(r"\s*其中[:,，]?")
_STEP = 10  # ranks are tens, so that an unmarked list can stand between two of them


def enter(state: State, segment: Segment, *, heading: bool) -> None:
    """Begin a segment: a new draft at its level, or the list that the paragraph before announced (其中：)."""
    waiting = [frame for frame in state.frames if not frame.owner.parts]
    above = state.outline[-1].draft if state.outline and not segment.marked else None
    state.begin_segment()
    state.title = (above.label, above.label_span) if above is not None and above.unfilled else NAMELESS
    if not segment.marked and not heading and (_reopen(state, waiting) or _divides(state, segment)):
        return
    draft = Draft(segment.start, segment.end, marker=segment.marker)
    _tie(state, segment, heading=heading)
    if segment.marked or heading:
        _enter_level(state, draft, segment.rank * _STEP if segment.marked else 0)
    else:
        state.roots.append(draft)
    state.fresh = state.focus = state.main = draft


def _tie(state: State, segment: Segment, *, heading: bool) -> None:
    """Take a list that begins right after a plain paragraph of one amount as what divides it, though no word says so."""
    owner, state.told = state.told, None
    state.above = None if heading or segment.marked else owner
    rank = segment.rank * _STEP
    if owner is None or heading or not _FIRST.match(segment.marker):
        return
    while state.outline and state.outline[-1].rank >= rank:
        state.outline.pop()
    state.outline.append(Entry(rank - 1, owner, by_marker=False))


def _enter_level(state: State, draft: Draft, rank: int) -> None:
    while state.outline and state.outline[-1].rank >= rank:
        state.outline.pop()
    if state.outline:
        parent = state.outline[-1].draft
        parent.opening = parent.opening or "outline"
        parent.parts.append(draft)
    else:
        state.roots.append(draft)
    state.outline.append(Entry(rank, draft))


def _reopen(state: State, waiting: list[Frame]) -> bool:
    """Go on, in an unmarked paragraph, with a list that the paragraph before announced (其中：)."""
    top = state.outline[-1] if state.outline else None
    if top is not None and not top.by_marker and _numbered(top.draft):
        state.outline.pop()
        top = state.outline[-1] if state.outline else None
    owner = waiting[-1].owner if waiting else None
    if top is not None and top.draft.opening == "strong" and not _numbered(top.draft):
        owner = top.draft
    if owner is None:
        return False
    state.frames = [Frame(owner, "strong")]
    return True


def _divides(state: State, segment: Segment) -> bool:
    """Go on with the numbered item, or the plain paragraph, of one amount right before an unmarked paragraph 其中：A…，B…."""
    top = state.outline[-1] if state.outline else None
    numbered = top is not None and top.by_marker and top.draft.marker and top.draft.value is not None
    item = top.draft if top is not None and numbered else state.told
    of_which = _OF_WHICH.match(state.plain, segment.start, segment.end)
    if item is None or item.value is None or item.parts or of_which is None:
        return False
    if item is state.told and of_which.end() == segment.end:
        return False  # it announces numbered lines, of which some divide others
    item.opening = "strong"
    state.frames = [Frame(item, "strong")]
    return True


def _numbered(draft: Draft) -> bool:
    return any(part.marker for part in draft.parts)


def leave(state: State, segment: Segment) -> None:
    """Keep a list open that was announced at the segment's end (其中：) for the segments that follow."""
    waiting = [frame for frame in state.frames if not frame.owner.parts and frame.opening == "strong"]
    state.frames = []
    if segment.marked and state.outline and not state.outline[-1].draft.label:
        state.outline[-1].draft.label, state.outline[-1].draft.label_span = state.title
    if not waiting:
        state.told = _only_amount(state, segment)
        return
    owner = waiting[-1].owner
    owner.opening = waiting[-1].opening
    if segment.marked and state.outline and state.outline[-1].draft is owner:
        return
    while state.outline and not state.outline[-1].by_marker:
        state.outline.pop()
    rank = (state.outline[-1].rank if state.outline else 0) + 1
    state.outline.append(Entry(rank, owner, by_marker=False))


def _only_amount(state: State, segment: Segment) -> Draft | None:
    """Return the item of a plain paragraph that speaks of one amount and divides it in no way."""
    alone = state.beside == 1 and state.main is not None and state.main in state.roots[-1:]
    told = alone and state.main is not None and state.main.value is not None and not state.main.parts
    return state.main if told and not segment.marked else None
