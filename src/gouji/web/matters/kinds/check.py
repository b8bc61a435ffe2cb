"""Whether a kind's data makes sense: every name means something, every state is reached, left, and leads to an end."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from gouji.web.filings.models import Kind as FilingKind
from gouji.web.matters.kinds.shape import BRANCHES, COLOURS, NEEDS, PARTIES, PARTY_OF, WORDS
from gouji.web.people.roles import RIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.web.matters.kinds.shape import Kind, Move, State

_RECURS = ("link", "reopen")


def problems_of(kind: Kind) -> list[str]:
    """Return what is wrong with the kind, as sentences; empty where it can be used."""
    if kind.start not in kind.states:
        return [f"起始状态 {kind.start} 不在状态表中"]
    found = [*_names(kind), *_states(kind), *_moves(kind), *_deadlines(kind), *_children(kind), *_letters(kind)]
    return found or [*_ways(kind)]


def _names(kind: Kind) -> Iterator[str]:
    yield from _unknown("steps 里的状态", kind.steps, kind.states)
    if kind.opens not in PARTY_OF:
        yield f"opens 的权限 {kind.opens} 不属于任何一方"
    if kind.recurs not in _RECURS:
        yield "recurs 应为 link 或 reopen"
    if kind.recurs == "reopen" and kind.reopened not in kind.states:
        yield f"重新打开后的状态 {kind.reopened or '（空）'} 不在状态表中"
    yield from _unknown(
        "items_from、items_told 的材料种类", filter(None, (kind.items_from, kind.items_told)), FilingKind.values
    )
    if (kind.items_from or kind.items_told) and not (kind.items and kind.unit_first):
        yield "写 items_from、items_told 的种类应有 items，并由单位立项"
    for name, pattern in kind.series.items():
        try:
            pattern.format(prefix="青", year=2026, number=1)
        except (KeyError, IndexError, ValueError, AttributeError):
            yield f"编号 {name} 只能用 {{prefix}}、{{year}}、{{number}}：{pattern}"


def _states(kind: Kind) -> Iterator[str]:
    for state in kind.states.values():
        if state.colour not in COLOURS:
            yield f"状态 {state.code} 的颜色 {state.colour} 不认识"
        if state.step not in kind.steps and state.open:
            yield f"状态 {state.code} 不在 steps 中，请写 step = 所属的步骤"
        yield from _actor(kind, state)


def _actor(kind: Kind, state: State) -> Iterator[str]:
    leaving = kind.moves_from(state.code)
    if not state.open:
        if state.acts:
            yield f"状态 {state.code} 已结束，不应写 acts"
        return
    if state.acts not in PARTIES:
        yield f"状态 {state.code} 的 acts 应为 {'、'.join(PARTIES)} 之一"
    elif not leaving:
        yield f"状态 {state.code} 没有出口：没有从它出发的动作"
    elif state.acts not in {move.party for move in leaving}:
        yield f"状态 {state.code} 轮到 {state.acts}，但没有它能做的动作"


def _moves(kind: Kind) -> Iterator[str]:
    for move in kind.moves.values():
        at = f"动作 {move.code}"
        if not move.origins:
            yield f"{at} 没有出发状态"
        yield from _unknown(
            f"{at} 的状态", filter(None, (*move.origins, *(end for end, _ in _ends(move)))), kind.states
        )
        yield from _unknown(f"{at} 的期限", (starts for _, starts in _ends(move) if starts), kind.deadlines)
        yield from _unknown(f"{at} 的要求", (*move.needs, *move.asks), NEEDS)
        yield from _unknown(f"{at} 的编号", [move.series] if move.series else [], kind.series)
        yield from _unknown(f"{at} 的函件", [move.letter] if move.letter else [], kind.letters)
        for branch in move.branches:
            yield from _unknown(f"{at} 的分支条件", branch.when, BRANCHES)
        if move.right not in PARTY_OF or not any(move.right in rights for rights in RIGHTS.values()):
            yield f"{at} 的权限 {move.right} 没有任何角色能用"
        deadline = kind.deadlines.get(move.starts)
        if deadline and deadline.given and "date" not in move.needs:
            yield f"{at} 开始的期限由会议确定，needs 里应有 date"


def _deadlines(kind: Kind) -> Iterator[str]:
    for deadline in kind.deadlines.values():
        term, longest = deadline.term, deadline.longest
        if term and longest and term.unit == longest.unit and longest.n < term.n:
            yield f"期限 {deadline.code} 的最长期限短于期限本身"
    started = {starts for move in kind.moves.values() for _, starts in _ends(move)}
    for code in kind.deadlines.keys() - started:
        yield f"期限 {code} 没有动作使它开始"


def _children(kind: Kind) -> Iterator[str]:
    needed = {need for move in kind.moves.values() for need in (*move.needs, *move.asks)}
    if needed & {"items", "items_closed", "measures"} and not kind.items:
        yield "有动作要求清单，请写 items = true"
    if needed & {"assignees", "answers"} and kind.assigning is None:
        yield "有动作要求承办单位，请写 [assigning]"
    if kind.assigning and kind.assigning.returns_to not in kind.states:
        yield f"退回承办后的状态 {kind.assigning.returns_to} 不在状态表中"
    if "ballot" in needed and kind.ballot_share is None:
        yield '有动作要求测评，请写 ballot_share = "1/2"'
    if "result" in needed and not kind.results:
        yield "有动作要求答复类别，请写 [results]"
    yield from _unknown("tracked 里的类别", kind.tracked, kind.results)


def _letters(kind: Kind) -> Iterator[str]:
    for code, letter in kind.letters.items():
        at = f"函件 {code}"
        if letter.annex not in {"", "findings", "items"}:
            yield f"{at} 的 annex 应为 findings 或 items"
        if letter.by not in {"office", "unit"}:
            yield f"{at} 的 by 应为 office 或 unit"
        for pattern in (letter.title, letter.to, *letter.body, *letter.alone):
            try:
                named = [name for _, name, _, _ in Formatter().parse(pattern) if name is not None]
            except ValueError:
                yield f"{at} 的括号不成对：{pattern}"
            else:
                yield from _unknown(f"{at} 的 ", named, WORDS)


def _ways(kind: Kind) -> Iterator[str]:
    """Walk the moves: what nobody reaches, and from where no end is reached."""
    onward = {code: {end or code for move in kind.moves_from(code) for end, _ in _ends(move)} for code in kind.states}
    if kind.assigning:
        onward[kind.start].add(kind.assigning.returns_to)
    reached = _reached({kind.start}, onward)
    ends = {code for code, state in kind.states.items() if not state.open}
    if not ends:
        yield "没有结束状态（open = false）"
    for code in kind.states:
        if code not in reached:
            yield f"状态 {code} 到不了：没有动作通向它"
        elif kind.states[code].open and not _reached({code}, onward) & ends:
            yield f"状态 {code} 走不到任何结束状态"


def _reached(start: set[str], onward: dict[str, set[str]]) -> set[str]:
    seen, edge = set(start), set(start)
    while edge:
        edge = {end for code in edge for end in onward[code]} - seen
        seen |= edge
    return seen


def _ends(move: Move) -> list[tuple[str, str]]:
    """Return where a move may lead, each with the deadline that begins there."""
    return [(move.to, move.starts), *((branch.to, branch.starts) for branch in move.branches)]


def _unknown(what: str, said: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    have = set(known)
    yield from (f"{what} {one} 不存在" for one in said if one not in have)
