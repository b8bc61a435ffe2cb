"""Figures into the tree: what the lead makes of each, and on which draft it is laid down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.extraction import Completion, Share
from gouji.extract.labels import is_narrower, same_item
from gouji.extract.prose import words
from gouji.extract.prose.draft import Draft, DraftChange
from gouji.extract.prose.items import candidates, new_item, open_list, speaks_of, target
from gouji.extract.prose.leads import Lead, Role, comparison, read_lead
from gouji.extract.prose.state import NAMELESS
from gouji.model.figure import Dimension, Figure, Nature, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gouji.extract.prose.state import State

_TWO = 2


def place(state: State, figure: Figure) -> None:
    """Read the words before a figure and lay it down."""
    _skip_opener(state)
    reason = words.REASON.search(state.words.text)
    if reason:
        state.explain()
        state.words.cut(reason.end())
    elif words.ENUMERATED.match(state.words.text):
        state.explain()
    lead = read_lead(state.words.text, figure.unit.dimension if figure.unit else None, state.year)
    lead = _between(state, lead) or lead
    handler = _to if _follows(state, figure) else _HANDLERS.get(lead.role)
    state.leaving = words.FROM.search(state.words.text) is not None
    if figure.nature is not Nature.QUANTITY:
        if lead.role is Role.VALUE and lead.label:
            new_item(state, lead.label, state.words.span(lead.label))
    elif handler:
        handler(state, lead, figure)
    if state.focus is not None:
        state.focus.end = max(state.focus.end, figure.end)
    state.last_role = lead.role
    state.resumed = False
    state.words.clear()


def _follows(state: State, figure: Figure) -> bool:
    """Whether a figure is what the one just told has become (从29人降为16人)."""
    value = state.focus.value if state.focus is not None and state.leaving else None
    return (
        value is not None
        and words.TO.fullmatch(state.words.text) is not None
        and comparable(state.figures[value], figure)
    )


def _to(state: State, _lead: Lead, figure: Figure) -> None:
    if state.focus is not None:
        state.focus.prior, state.focus.value = state.focus.value, figure.id
        state.focus.revised = words.OF_PLAN.search(state.words.text) is not None


def _between(state: State, lead: Lead) -> Lead | None:
    """Read what lies between an amount and the base told just before: 比上年3.01万元少…, 预算2.95万元，差值为…."""
    text = state.words.text
    less = words.MORE_OR_LESS.fullmatch(text) if state.last_role in {Role.PRIOR, Role.OF_BUDGET} else None
    gap = words.GAP.fullmatch(text)
    if lead.role is not Role.VALUE or state.focus is None or not (less or gap):
        return None
    if gap and state.focus.budget is None and state.focus.prior is None:
        return None
    word = less.span("up" if less["up"] else "down") if less else (0, len(text))
    direction = (1 if less["up"] else -1) if less else None
    against = ("", "预算") if gap and state.focus.budget is not None else ("", "")
    return Lead(Role.CHANGE, direction=direction, word=word, against=against)


def _skip_opener(state: State) -> None:
    text = state.words.text
    opener = words.OPENER.search(text)
    if opener is None or words.SHARE.search(text):
        return
    open_list(state, text[: opener.start()], "weak" if opener["weak"] else "strong")
    state.words.cut(opener.end())


# Values --------------------------------------------------------------------------------------------------------------


def _value(state: State, lead: Lead, figure: Figure) -> None:
    label, span = lead.label, state.words.span(lead.label)
    if words.is_generic(label):
        if state.pending[0]:
            label, span = state.pending
        elif state.title[0] and state.fresh is not None and state.fresh.unfilled:
            label, span = state.title
        elif _restates(state, lead, figure):
            return
    elif _spends_of_namesake(state, lead, figure) or _prior_of_namesake(state, lead, figure):
        return
    draft = new_item(state, label, span)
    draft.value, draft.period, draft.planned = figure.id, lead.period or state.dated, _is_planned(lead)
    draft.start = min(draft.start, figure.start) if draft.start else figure.start
    state.pending = NAMELESS
    state.last_change = None


def _is_planned(lead: Lead) -> bool:
    return lead.basis == "planned" or lead.role is Role.BUDGET


def _restates(state: State, lead: Lead, figure: Figure) -> bool:
    """Take a figure whose lead names nothing new as another mention of the focus, or as what was spent of it."""
    focus = state.focus
    if focus is None or not focus.label or not speaks_of(lead.label, focus):
        return False
    if state.frames or (focus.value is not None and not words.UNNAMED.match(lead.label.replace(lead.period, ""))):
        spends = _spends_of_member(state, focus, lead) if state.frames else _is_spending(focus, lead)
        return spends and _spend(state, focus, figure)
    if focus.value is None:
        focus.value = figure.id
    elif not comparable(state.figures[focus.value], figure) or _of_another_year(state, focus, lead):
        return True
    elif state.reason:
        return False
    elif words.ADJUSTED_TO.search(state.words.text):
        focus.prior, focus.value, focus.period = focus.value, figure.id, lead.period
        focus.revised = True
    elif _is_spending(focus, lead):
        return _spend(state, focus, figure)
    elif words.STATED_AGAIN.search(state.words.text) and _is_money(figure):
        focus.restated.append(figure.id)
    return True


def _is_spending(focus: Draft, lead: Lead) -> bool:
    """Whether this is what was spent of the planned focus, which no list divides; a 总计 closes an account and is of no item."""
    return (
        focus.planned
        and len(focus.parts) < _TWO
        and lead.basis == "spent"
        and focus.budget is None
        and "总计" not in lead.label
    )


def _spends_of_member(state: State, focus: Draft, lead: Lead) -> bool:
    """Whether a member of a list goes on with what was spent of it (其中：A预算600万元，实际支出580万元)."""
    member = any(part is focus for part in state.frames[-1].owner.parts)
    return (
        member and not state.reason and _is_spending(focus, lead) and words.CARRIED_OUT.search(lead.label) is not None
    )


def _spends_of_namesake(state: State, lead: Lead, figure: Figure) -> bool:
    """Take what was spent of the planned focus where its name is told again (“三公”经费预算50万元，实际支出“三公”经费40万元)."""
    focus = state.focus
    if focus is None or state.frames or state.pending[0] or state.reason or not _is_spending(focus, lead):
        return False
    again = not _of_another_year(state, focus, lead) and is_narrower(focus.label, lead.label)
    return again and _spend(state, focus, figure)


def _prior_of_namesake(state: State, lead: Lead, figure: Figure) -> bool:
    """Take the year before of the focus where its name is told again (2024年“三公”经费50万元，2023年“三公”经费60万元)."""
    focus, year = state.focus, state.year
    if focus is None or focus.value is None or focus.prior is not None or year is None or state.pending[0]:
        return False
    if state.frames and state.frames[-1].owner is focus:
        return False
    now = focus.period[:4] in {"", str(year)} and lead.period[:4] == str(year - 1) and not state.reason
    if not now or not same_item(focus.label, lead.label) or not comparable(state.figures[focus.value], figure):
        return False
    focus.prior = figure.id
    return True


def _of_another_year(state: State, focus: Draft, lead: Lead) -> bool:
    """Whether the words before a figure name another year than the focus is of."""
    year = focus.period[:4] or str(state.year or "")
    return lead.period != "" and lead.period[:4] != year


def _is_money(figure: Figure) -> bool:
    return figure.unit is not None and figure.unit.dimension is Dimension.MONEY


def _spend(state: State, focus: Draft, figure: Figure) -> bool:
    """Take a figure as what was spent of the planned amount that the focus has held so far."""
    if not comparable(state.figures[focus.value or 0], figure):
        return False
    focus.budget, focus.value, focus.planned = focus.value, figure.id, False
    focus.opening_budget = True
    return True


# Bases ---------------------------------------------------------------------------------------------------------------


def _budget(state: State, lead: Lead, figure: Figure) -> None:
    if not state.final:
        _value(state, lead, figure)
        return
    focus = _pending_item(state)
    named = words.NAMED_BUDGET.search(lead.basis) is not None
    if focus is None or not focus.label or not (named or focus.value is None):
        _value(state, lead, figure)
    elif words.ADJUSTED.search(lead.basis) and focus.adjusted is None:
        focus.adjusted = figure.id
    elif focus.budget is None:
        focus.budget, focus.opening_budget = figure.id, "年初" in lead.basis
    else:
        _value(state, lead, figure)


def _pending_item(state: State) -> Draft | None:
    """Return the item whose name waits for a figure, else the focus."""
    name = state.pending
    if not name[0] and state.focus is not None and not state.focus.label:
        name = state.title
    if not name[0]:
        return state.focus
    draft = new_item(state, *name)
    state.pending = NAMELESS
    return draft


def _prior(state: State, _lead: Lead, figure: Figure) -> None:
    if state.pending[0]:
        draft = new_item(state, *state.pending)
        state.pending = NAMELESS
        draft.prior = figure.id
    elif state.focus is not None and not state.reason and state.focus.prior is None:
        state.focus.prior = figure.id
    state.against = ("", "")


def _of_budget(state: State, lead: Lead, figure: Figure) -> None:
    draft = target(state, lead.label)
    if draft.budget is None:
        draft.budget = figure.id
    if any(lead.against):
        state.against = lead.against


# Comparisons ---------------------------------------------------------------------------------------------------------


def _change(state: State, lead: Lead, figure: Figure) -> None:
    change = state.last_change
    if change is not None and _completes(change, lead):
        change.amount = figure.id
        return
    state.last_change = _compare(state, _changing(state, lead), lead)
    state.last_change.amount = figure.id


def share_out(state: State, run: Sequence[Figure]) -> bool:
    """Lay changes or rates down on the members of the list just told, one each (分别减少0.29亿元、0.33亿元).

    Where they are not as many, or are shares (占总额的8.1%和91.9%), whose is which the words do not say: then they are of nobody.
    Returns False for what is neither.
    """
    lead = read_lead(state.words.text, run[0].unit.dimension if run[0].unit else None, state.year)
    said = words.CHANGE.search(state.words.text)
    if lead.role not in {Role.SHARE, Role.COMPLETION} and (said is None or not said["each"]):
        return False
    frame = state.frames[-1] if state.frames else state.dormant
    members = frame.owner.parts if frame is not None and said is not None else []
    for part, figure in zip(members, run, strict=False) if len(members) == len(run) else ():
        change = part.changes[-1] if part.changes else None
        if lead.role is Role.CHANGE:
            _compare(state, part, lead).amount = figure.id
        elif change is not None and change.rate is None and change.direction == lead.direction:
            change.rate = figure.id
        else:
            _compare(state, part, lead).rate = figure.id
    state.last_change, state.last_role = None, lead.role
    state.words.clear()
    return True


def _rate(state: State, lead: Lead, figure: Figure) -> None:
    if _of_a_rate(state, figure):
        return
    change = state.last_change
    of_plan = change is not None and change.of_plan and words.EXTENT.search(state.words.text) is None
    same = change is not None and change.rate is None and _one_base(change.against, lead.against)
    if change is not None and same and not of_plan and (not lead.label or words.is_generic(lead.label)):
        change.rate = figure.id
        if change.direction is None or lead.direction == change.direction:
            return
        change.rate = None
    state.last_change = _compare(state, _changing(state, lead), lead)
    state.last_change.rate = figure.id


def _of_a_rate(state: State, figure: Figure) -> bool:
    """Whether 百分点 say how the rate just told changed (占…的35.91%，提高3.41个百分点), not how the amount before it did."""
    points = figure.unit is not None and figure.unit.dimension is Dimension.POINT
    return points and state.last_role in {Role.RATE, Role.SHARE, Role.COMPLETION, Role.LONE}


def _one_base(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether an amount and its rate may compare with the same: 比预算减少…，同比下降… compares twice."""
    if not any(first) or not any(second):
        return True
    years = [period[:4] for period, _ in (first, second) if period[:4].isdigit()]
    return bool(first[0]) == bool(second[0]) and len(set(years)) < _TWO


def _completes(change: DraftChange, lead: Lead) -> bool:
    """Whether an amount belongs to the rate told just before it (较上年增长9%，增加100万元)."""
    open_rate = change.amount is None and change.rate is not None and change.direction == lead.direction
    return open_rate and not any(lead.against) and words.is_generic(lead.label)


def _compare(state: State, draft: Draft, lead: Lead) -> DraftChange:
    """Add a comparison to a draft; where its own words name no base, the clause before them did."""
    told = state.last_change if state.last_role in {Role.CHANGE, Role.RATE} and not any(lead.against) else None
    against = lead.against if any(lead.against) else state.against
    change = DraftChange(
        word=state.words.direction(lead),
        direction=lead.direction,
        against=against,
        now=candidates(state, draft),
        after_base=state.last_role is Role.PRIOR or (told is not None and told.after_base),
        excluding=state.excluding or words.YEARLY.search(state.words.text) is not None,
        of_plan=not against[0] and words.OF_PLAN.match(state.words.text, lead.word[0]) is not None,
    )
    draft.changes.append(change)
    return change


def _changing(state: State, lead: Lead) -> Draft:
    """Return the draft that a change speaks of; 扣除…后 and 同口径 name a condition, no item."""
    if words.EXCLUDING.search(lead.label):
        state.excluding = True
        return target(state, "")
    return target(state, lead.label)


def flat(state: State, start: int, end: int, *, near: bool) -> None:
    """Take 持平 at ``start:end`` of the gathered words as a comparison without figures."""
    before = state.words.text[:start]
    draft = target(state, words.strip_label(words.BASE.sub("", before)))
    lead = Lead(Role.CHANGE, direction=0, word=(start, end), against=comparison(before) or ("", ""))
    _compare(state, draft, lead).near = near


def unsized(state: State, text: str) -> None:
    """Take a direction without a figure (比上年增加)."""
    lead = read_lead(text, None, state.year)
    if lead.role is Role.CHANGE and not state.reason:
        state.last_change = _compare(state, _changing(state, lead), lead)


# Rates of another figure ---------------------------------------------------------------------------------------------


def _share(state: State, lead: Lead, figure: Figure) -> None:
    if words.APART.search(state.words.text):
        return
    target(state, lead.label).shares.append(Share(figure.id, lead.whole))


def _completion(state: State, lead: Lead, figure: Figure) -> None:
    target(state, lead.label).completions.append(Completion(figure.id, None, lead.basis))


def _lone(state: State, lead: Lead, figure: Figure) -> None:
    if state.last_role is Role.OF_BUDGET and words.is_generic(lead.label):
        _completion(state, lead, figure)
    elif not state.words.text and state.last_change is not None and state.last_change.rate is None:
        named_since = state.pending[1][0] > state.last_change.word[0]  # 增加5万元，甲占比（71%）
        state.last_change.rate = None if named_since else figure.id


_HANDLERS: dict[Role, Callable[[State, Lead, Figure], None]] = {
    Role.VALUE: _value,
    Role.BUDGET: _budget,
    Role.PRIOR: _prior,
    Role.CHANGE: _change,
    Role.RATE: _rate,
    Role.SHARE: _share,
    Role.COMPLETION: _completion,
    Role.OF_BUDGET: _of_budget,
    Role.LONE: _lone,
}
