"""The cheapest set of causes that makes every claim of a component hold.

Best first over sets of causes, exact while the steps last; then the best single choice at each turn. A step is the evaluation
of one claim on changed figures. What was computed from a wrong figure follows it: rates and words nearly free, totals for
less than a slip of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from gouji.diagnose.candidates import candidates
from gouji.diagnose.network import HOLDS, Overlay
from gouji.diagnose.weighing import ARBITRARY, BASE, is_bound
from gouji.model.claim import Linear, Outcome, Ratio, Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from gouji.diagnose.network import Network
    from gouji.diagnose.weighing import Candidate

_WORD, _WORD_LEVEL = BASE + 3, BASE + 7
"""The cost of a wrong direction word, and of a wrong 持平."""
_UNEXPLAINED = BASE + 25
_UNEXPLAINED_BOUND = BASE + 3
_RATE_FOLLOWS, _WORD_FOLLOWS = 4, 2
_SAME_BASE = 10
"""What a further wrong rate of one base costs less: all were worked out on the same wrong number."""
_DOUBTED = 5
"""The cost of contradicting a relation that holds but may not be meant."""
MARGIN = 1
"""Explanations within so many bits of the cheapest are equally good: the suspicion of the rule alone decides nothing."""
_PENDING = BASE
_AT_LEAST = 2
"""What any further cause costs at least."""
_MOST_TIED = 12


@dataclass(frozen=True, slots=True)
class Explanation:
    """Causes that together mend a component.

    ``words`` are the sign claims whose word is wrong, ``given_up`` the claims that nothing plausible mends, both by index;
    ``followers`` the rates to correct after the causes, by figure, ``turned`` the sign claims whose word they turn.
    """

    causes: tuple[Candidate, ...] = ()
    words: frozenset[int] = frozenset()
    given_up: frozenset[int] = frozenset()
    cost: int = 0
    followers: tuple[tuple[int, Decimal], ...] = ()
    turned: frozenset[int] = frozenset()

    @property
    def values(self) -> dict[int, Decimal]:
        """The right values of all figures that the causes name."""
        return {number: value for cause in self.causes for number, value in cause.values}

    @property
    def key(self) -> tuple[object, ...]:
        """What tells one set of causes from another."""
        return frozenset(cause.values for cause in self.causes), self.words, self.given_up


@dataclass(frozen=True, slots=True)
class _State:
    """What accepted causes leave of the claims: those to mend, and by claim what follows at what cost, and with which rate."""

    broken: frozenset[int]
    follows: Mapping[int, tuple[int, int, Decimal | None]]

    @property
    def more(self) -> int:
        """What everything that follows costs; a rate with several claims follows once."""
        once = {(quantity, cost) for quantity, cost, _ in self.follows.values()}
        return sum(cost for _, cost in once)

    def followers(self, network: Network) -> dict[int, Decimal]:
        """Return the rates that follow, by figure."""
        return {
            number: value
            for quantity, _, value in self.follows.values()
            if value is not None
            for number in network.figures_of(quantity)
        }


def explanations(network: Network, broken: tuple[int, ...], steps: int) -> list[Explanation]:
    """Return the cheapest explanation of some broken claims, then those that are as cheap within ``MARGIN``.

    It takes at most ``steps`` steps to search, and as many again to choose greedily where they did not suffice.
    """
    until = network.steps.left - steps
    found: list[Explanation] = []
    best: int | None = None
    order = count()
    queue: list[tuple[int, int, Explanation, _State, bool]] = [
        (0, next(order), Explanation(), _State(frozenset(broken), {}), True)
    ]
    seen: set[tuple[object, ...]] = set()
    while queue and network.steps.left > until:
        cost, _, explanation, state, judged = heappop(queue)
        if best is not None and (cost > best + MARGIN or len(found) >= _MOST_TIED):
            break
        if judged:
            for child in _children(network, explanation, state):
                if best is None or child.cost <= best + MARGIN:
                    heappush(queue, (child.cost, next(order), child, state, False))
        elif explanation.key not in seen:
            seen.add(explanation.key)
            state = _state(network, explanation, state)
            if state.broken:
                heappush(queue, (cost + _AT_LEAST, next(order), explanation, state, True))
                continue
            found.append(_closed(network, explanation, state))
            best = found[-1].cost if best is None else min(best, found[-1].cost)
    if not found:
        return [_greedily(network, broken, until - steps)]
    return sorted((one for one in found if best is None or one.cost <= best + MARGIN), key=lambda one: one.cost)


def _closed(network: Network, explanation: Explanation, state: _State) -> Explanation:
    followers = tuple(sorted(state.followers(network).items()))
    turned = frozenset(index for index in state.follows if isinstance(network.claims[index].shape, Sign))
    return replace(explanation, cost=explanation.cost + state.more, followers=followers, turned=turned)


def _greedily(network: Network, broken: tuple[int, ...], until: int) -> Explanation:
    """Return an explanation made of the best single choice at each turn; without steps, what is left is given up."""
    explanation, state = Explanation(), _State(frozenset(broken), {})
    while state.broken:
        if network.steps.left <= until:
            return replace(explanation, given_up=explanation.given_up | state.broken)
        ranked: list[tuple[int, int, Explanation, _State]] = []
        for at, child in enumerate(_children(network, explanation, state)):
            left = _state(network, child, state)
            ranked.append((child.cost + left.more + _PENDING * len(left.broken), at, child, left))
        *_, explanation, state = min(ranked, key=lambda rank: rank[:2])
    return _closed(network, explanation, state)


def _children(network: Network, explanation: Explanation, state: _State) -> Iterator[Explanation]:
    """Yield the explanations with one more cause, each of which concerns the claim that leaves the least choice."""
    index = min(state.broken, key=lambda index: _choice(network, index))
    shape = network.claims[index].shape
    if isinstance(shape, Sign):
        cost = _WORD if shape.expected else _WORD_LEVEL
        yield replace(explanation, words=explanation.words | {index}, cost=explanation.cost + cost)
    alike = {other for other in state.broken if set(network.concerned[other]) == set(network.concerned[index])}
    cost = _UNEXPLAINED_BOUND if is_bound(network.claims[index]) else _UNEXPLAINED
    yield replace(explanation, given_up=explanation.given_up | alike, cost=explanation.cost + cost)
    for candidate in _candidates(network, explanation, index, state):
        more = ARBITRARY if candidate.arbitrary and not _accused_again(network, candidate, index, state.broken) else 0
        again = candidate.base and any(cause.base == candidate.base for cause in explanation.causes)
        cost = explanation.cost + max(candidate.cost + more - (_SAME_BASE if again else 0), _AT_LEAST)
        yield replace(explanation, causes=(*explanation.causes, candidate), cost=cost)


def _candidates(network: Network, explanation: Explanation, index: int, state: _State) -> Iterable[Candidate]:
    """Return what may be wrong in a claim; other broken claims on its quantities determine their values too."""
    overlay = Overlay(network.figures, explanation.values)
    settled = {cause.quantity for cause in explanation.causes}
    open_ = [quantity for quantity in network.concerned[index] if quantity not in settled]
    asked: dict[int, list[int]] = {index: open_}
    for quantity in open_:
        for other in network.of_quantity[quantity]:
            if other != index and other in state.broken:
                asked.setdefault(other, []).append(quantity)
    cheapest: dict[tuple[tuple[int, Decimal], ...], Candidate] = {}
    for other, wanted in asked.items():
        for candidate in candidates(network, other, overlay, wanted):
            known = cheapest.get(candidate.values)
            if known is None or candidate.cost < known.cost:
                cheapest[candidate.values] = candidate
    return cheapest.values()


def _accused_again(network: Network, candidate: Candidate, index: int, broken: frozenset[int]) -> bool:
    """Whether another relation, between other quantities, is broken at this one too."""
    own = set(network.concerned[index])
    others = broken.intersection(network.of_quantity[candidate.quantity])
    return any(set(network.concerned[other]) != own for other in others)


def _choice(network: Network, index: int) -> tuple[int, int, int]:
    """Return how little a claim leaves to choose: equations first, short ones first, bounds last."""
    shape = network.claims[index].shape
    weight = (
        3
        if is_bound(network.claims[index])
        else 0
        if isinstance(shape, Linear)
        else 1
        if isinstance(shape, Ratio)
        else 2
    )
    return weight, len(network.concerned[index]), index


def _state(network: Network, explanation: Explanation, before: _State) -> _State:
    """Return what an explanation leaves, given what it left before its last cause."""
    broken = set(before.broken - explanation.words - explanation.given_up)
    follows = dict(before.follows)
    values = explanation.values
    settled = {cause.quantity for cause in explanation.causes}
    last = explanation.causes[-1:]
    touched = {index for cause in last for index in network.of_quantity.get(cause.quantity, ())}
    overlay = Overlay(network.figures, values)
    for index in sorted(touched - explanation.words - explanation.given_up):
        broken.discard(index)
        follows.pop(index, None)
        _judge(network, index, overlay, settled, broken, follows)
    state = _State(frozenset(broken), follows)
    followers = state.followers(network)
    if followers and touched:
        broken |= _broken_by(network, followers, Overlay(network.figures, {**values, **followers}), explanation)
        state = _State(frozenset(broken), follows)
    return state


def _judge(
    network: Network,
    index: int,
    overlay: Overlay,
    settled: set[int],
    broken: set[int],
    follows: dict[int, tuple[int, int, Decimal | None]],
) -> None:
    """File one claim under what the causes make of it: it holds, it follows, or it must still be mended."""
    verdict = network.try_(index, overlay)
    if verdict.outcome in HOLDS:
        return
    claim, held = network.claims[index], network.holds[index]
    quantity = network.root(claim.figures[-1])
    if held and not claim.certain:
        follows[index] = (-index, _DOUBTED if claim.falsifiable else 1, None)
    elif held and isinstance(claim.shape, Sign):
        follows[index] = (-index, _WORD_FOLLOWS, None)
    elif held and isinstance(claim.shape, Ratio) and verdict.expected is not None and quantity not in settled:
        follows[index] = (quantity, _RATE_FOLLOWS, verdict.expected)
    elif verdict.outcome is Outcome.DIFFERS:
        broken.add(index)


def _broken_by(network: Network, followers: dict[int, Decimal], overlay: Overlay, explanation: Explanation) -> set[int]:
    """Return the equations that hold as printed and break with the rates that follow."""
    quantities = {network.root(number) for number in followers}
    near = {index for quantity in quantities for index in network.of_quantity.get(quantity, ())}
    return {
        index
        for index in near - explanation.given_up
        if network.holds[index]
        and isinstance(network.claims[index].shape, Linear)
        and network.try_(index, overlay).outcome is Outcome.DIFFERS
    }
