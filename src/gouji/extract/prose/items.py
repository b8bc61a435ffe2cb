"""Items and lists: which draft a name begins, which one it means, and which list a new one joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.labels import family, is_carried, is_narrower, is_topic_of, is_within, same_item
from gouji.extract.prose import words
from gouji.extract.prose.draft import Draft
from gouji.extract.prose.state import Frame

if TYPE_CHECKING:
    from gouji.extract.prose.state import State

_TWO = 2


def open_list(state: State, before: str, opening: str) -> None:
    """Open a list under the focus, or under a new nameless owner that ``before`` names (支出包括：)."""
    label = words.strip_label(before)
    owner = state.main if state.resumed and state.main is not None and not _divides_member(state) else state.focus
    whole = state.above if owner is None or owner.value is None else owner
    if label in {"收入", "支出"} and whole is not None:
        owner = _side(state, whole, label)
    elif label and not speaks_of(label, owner):
        owner = new_item(state, label, state.words.span(label))
    elif state.frames and state.frames[-1].owner.parts and owner is None:
        owner = state.frames[-1].owner
    if owner is None:
        return
    owner.opening = "weak" if not label and words.SOME.search(state.pending[0]) else opening
    state.frames.append(Frame(owner, owner.opening))
    state.reason = False


def _divides_member(state: State) -> bool:
    """Whether 其中 after a semicolon can only divide the member told last, since its whole is being divided (A…；B…；其中：…)."""
    if "其中" not in state.words.text or not state.frames or state.reason:
        return False
    owner = state.frames[-1].owner
    return owner is state.main and any(part is state.focus for part in owner.parts)


def _side(state: State, whole: Draft, label: str) -> Draft:
    """Begin one side of a whole that is both income and expenditure (收入包括：…；支出包括：…)."""
    draft = Draft(whole.end, whole.end, label=label, label_span=state.words.span(label))
    whole.parts.append(draft)
    return draft


def open_among(state: State, name: str) -> None:
    """Open the list of 三公经费支出中，A…；B…: of the item of that name told just before, else of a nameless whole.

    Without a name (三公经费80万元中，A…) it is of the amount right before, and may leave some of it out.
    """
    if not name and state.focus is not None and state.focus.value is not None and not state.frames:
        open_list(state, "", "weak")
        return
    label = words.strip_label(name)
    if label and not words.is_generic(label) and (not state.frames or _may_end(state)):
        state.frames.clear()
        told, state.dormant = _told_as(state, label), None
        owner = new_item(state, label, state.words.span(label)) if told is None else told
        owner.opening = "strong"
        state.frames.append(Frame(owner, "strong"))


def _told_as(state: State, label: str) -> Draft | None:
    """Return the undivided item of this name that the paragraph has told the amount of: itself, or a member of its list."""
    if state.main is None:
        return None
    told = [draft for draft in (state.main, *state.main.parts) if draft.value is not None and draft.label == label]
    whole = state.main if state.main.value is not None else state.above
    if not told and whole is not None and is_topic_of(label, whole.label):
        told = [whole]
    return told[0] if len(told) == 1 and not told[0].parts else None


def _may_end(state: State) -> bool:
    """Whether the open list is one of a nameless whole and a new part of the sentence has begun."""
    owner = state.frames[-1].owner
    return state.resumed and len(state.frames) == 1 and owner.value is None and bool(owner.parts)


def new_item(state: State, label: str, span: tuple[int, int]) -> Draft:
    """Begin an item: the segment's own, a member of the open list, or a sibling of the main one."""
    _wake(state, label)
    _go_on_inside(state, label)
    _close_foreign(state, label)
    state.reason = state.reason and not _is_sibling(state, label)
    if state.fresh is not None and state.fresh.unfilled and not state.frames:
        draft, state.fresh = state.fresh, None
    else:
        start = span[0] or (state.words.at[0] if state.words.at else state.position)
        draft = Draft(start, start)
        draft.aside = state.reason
        _home(state, label).append(draft)
    draft.label, draft.label_span = state.printed(span) or label, span
    state.focus = draft
    if not state.frames and not state.reason:
        state.beside = 1 if state.begun else state.beside + 1
    if not state.frames and not state.reason and (state.main is None or state.main.unfilled or state.begun):
        state.main, state.begun = draft, False
    return draft


def _wake(state: State, label: str) -> None:
    """Go on with a list that a full stop interrupted, if the new label divides the whole as its members do, none of them told again."""
    if state.dormant is None or state.frames or state.reason:
        return
    kind, members = family(label), state.dormant.owner.parts
    told_again = any(is_narrower(label, part.label) for part in members)
    beside = _is_beside(label, state.dormant.owner)
    if kind and not told_again and not beside and all(family(part.label) == kind for part in members):
        state.frames.append(state.dormant)
    state.dormant = None


def _go_on_inside(state: State, label: str) -> None:
    """Go on with a list within a list that a semicolon interrupted, if the new label is within its owner's (…；其中：购置费…；运行维护费…)."""
    inner, state.inner = state.inner, None
    if inner is not None and state.resumed and state.frames and is_within(label, inner.owner.label):
        state.frames.append(inner)


def _close_foreign(state: State, label: str) -> None:
    """Close a list at a semicolon that begins a sibling of its owner (会议费…其中：财政拨款…；培训费…)."""
    if not state.resumed or len(state.frames) != 1 or state.frames[0].owner.value is None or state.reason:
        return
    if _is_beside(label, state.frames[0].owner):
        state.frames.clear()


def _is_beside(label: str, owner: Draft) -> bool:
    """Whether a label names a sibling of a list's owner, since it is none of what divides it; what was carried over is a part of income."""
    axis, inside = _axis(label), {_axis(part.label) for part in owner.parts}
    if not axis or not inside or axis != _axis(owner.label) or is_within(label, owner.label) or is_carried(label):
        return False
    return axis not in inside or all(is_within(part.label, owner.label) for part in owner.parts)


def _axis(label: str) -> str:
    return family(label).partition(":")[0]


def _home(state: State, label: str) -> list[Draft]:
    """Return the list that a new item joins.

    What is said in a reason belongs to the item that it explains; what follows a semicolon in a numbered line and
    divides the whole as the line's first item does is that item's sibling.
    """
    if state.reason and state.explained is not None:
        return state.explained.reasons
    if state.frames:
        return state.frames[-1].owner.parts
    return state.outline[-2].draft.parts if _is_sibling(state, label) else state.roots


def _is_sibling(state: State, label: str) -> bool:
    if not state.resumed or len(state.outline) < _TWO or not state.outline[-1].by_marker:
        return False
    kind = family(label)
    return bool(kind) and kind == family(state.outline[-1].draft.label)


def target(state: State, label: str) -> Draft:
    """Return the draft that a change, share or completion speaks of."""
    if state.reason and label and state.explained is not None and same_item(label, state.explained.label):
        state.reason = False
        state.focus = state.explained
    for draft in (state.focus, state.main):
        meant = draft is not None and (not label or speaks_of(label, draft) or same_item(label, draft.label))
        if draft is not None and meant and not (state.reason and label):
            return draft
    numbered = state.outline[-1].draft if state.outline else None
    if numbered is not None and numbered.value is not None and not state.reason and same_item(label, numbered.label):
        return numbered
    if not label and state.pending[0]:
        label = state.pending[0]
    return new_item(state, label, state.words.span(label))


def candidates(state: State, draft: Draft) -> tuple[int, ...]:
    """Return the values that may be meant as changing when the draft has none of its own."""
    owners = (frame.owner for frame in reversed(state.frames))
    others = [other for other in (*owners, state.main, *(entry.draft for entry in reversed(state.outline))) if other]
    if draft.aside:
        return ()
    return tuple(value for other in others if other is not draft for value in other.values)


def speaks_of(label: str, draft: Draft | None) -> bool:
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
