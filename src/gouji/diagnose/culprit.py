"""Which figure is wrong (DESIGN 7): broken claims to causes, one cause for what one slip explains.

Broken claims that share a quantity form a component; each is explained by its cheapest set of causes. Explanations that are
as cheap are kept as the cause's rivals.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.diagnose.network import Network, Steps, network
from gouji.diagnose.search import explanations
from gouji.diagnose.slips import WRONG_WAY, informative
from gouji.diagnose.weighing import is_bound
from gouji.model.claim import Linear, Outcome, Sign, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gouji.diagnose.search import Explanation
    from gouji.diagnose.weighing import Candidate
    from gouji.model.figure import Figure
    from gouji.model.subject import Quantity

STEPS = 60_000
"""The evaluations of claims that one document may take at most; beyond them each choice is made once."""
_OF_COMPONENT = 6_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with the value it should have and the slip that may have spoilt it ("" where none is plausible)."""

    figure: int
    value: Decimal
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """A figure held to be wrong, the value that mends it (None where unclear), and the broken verdicts it explains.

    ``slip`` as in ``Reading``; ``rivals`` are what may be wrong instead, just as plausibly; ``mentions`` are the other figures
    that state the same wrong quantity with what they should read, ``followers`` the rates and totals computed from it with their right values, ``words`` the places
    (start, end) of direction words that were chosen by it. ``spared`` says that other relations bear the figure out: one of
    the others is wrong or left out, and nothing says which.
    """

    figure: int
    value: Decimal | None
    verdicts: tuple[Verdict, ...]
    slip: str = ""
    rivals: tuple[Reading, ...] = ()
    mentions: tuple[Reading, ...] = ()
    followers: tuple[Reading, ...] = ()
    words: tuple[tuple[int, int], ...] = ()
    spared: bool = False


def causes(
    verdicts: Sequence[Verdict],
    figures: Sequence[Figure],
    quantities: Iterable[Quantity] = (),
    steps: Steps | None = None,
    directed: Mapping[int, int] | None = None,
    firm: Iterable[int] = (),
) -> tuple[Cause, ...]:
    """Return one cause for each group of broken claims, in the order of the figures blamed.

    ``directed`` are the figures whose direction a word before them says (增加3.20万元), with it: 1 up, -1 down; ``firm`` those
    that another document bears out.
    """
    broken = [verdict for verdict in verdicts if verdict.outcome is Outcome.DIFFERS]
    if not broken:
        return ()
    net = network(verdicts, figures, quantities, steps or Steps(STEPS), directed or {}, firm)
    found = [cause for component, told in _solved(net) for cause in _causes(net, component, *told)]
    return tuple(sorted(found, key=lambda cause: (cause.figure, cause.verdicts[0].claim.start)))


def suspect(verdict: Verdict) -> int:
    """Return the figure that the rule itself would point at."""
    claim = verdict.claim
    return claim.suspect if claim.suspect is not None else claim.figures[-1]


def _components(net: Network) -> list[tuple[int, ...]]:
    """Return the broken claims in groups that share no quantity."""
    open_ = [index for index, holds in enumerate(net.holds) if not holds]
    found: list[tuple[int, ...]] = []
    left = set(open_)
    for first in open_:
        if first not in left:
            continue
        left.discard(first)
        group, edge = [first], [first]
        while edge:
            for quantity in net.concerned[edge.pop()]:
                near = sorted(left.intersection(net.of_quantity[quantity]))
                left.difference_update(near)
                group += near
                edge += near
        found.append(tuple(sorted(group)))
    return found


def _solved(net: Network) -> list[tuple[tuple[int, ...], list[Explanation]]]:
    """Return the components with their explanations; two that blame one quantity are explained together."""
    waiting = _components(net)
    done: list[tuple[tuple[int, ...], list[Explanation]]] = []
    while waiting:
        component = waiting.pop(0)
        told = explanations(net, component, min(_OF_COMPONENT, max(net.steps.left, 0)))
        quantities = {cause.quantity for cause in told[0].causes}
        other = next((entry for entry in done if _meet(net, component, quantities, *entry)), None)
        if other is None:
            done.append((component, told))
        else:
            done.remove(other)
            waiting.append(tuple(sorted((*component, *other[0]))))
    return done


def _meet(
    net: Network, component: tuple[int, ...], quantities: set[int], other: tuple[int, ...], told: list[Explanation]
) -> bool:
    """Whether two components blame one quantity, or one blames a quantity of the other's broken claims."""
    theirs = {cause.quantity for cause in told[0].causes}
    return bool(
        quantities & theirs
        or quantities.intersection(quantity for index in other for quantity in net.concerned[index])
        or theirs.intersection(quantity for index in component for quantity in net.concerned[index])
    )


def _causes(net: Network, component: tuple[int, ...], best: Explanation, *others: Explanation) -> Iterator[Cause]:
    shares = _shared_out(net, component, best)
    for cause in best.causes:
        if not cause.follows and shares[cause.quantity]:
            yield _told(net, cause, shares[cause.quantity], best, list(others))
    explained = {index for indices in shares.values() for index in indices}
    alike: dict[tuple[int, ...], list[Verdict]] = defaultdict(list)
    for index in component:
        if index not in explained:
            alike[tuple(sorted(net.concerned[index]))].append(net.verdicts[index])
    for verdicts in alike.values():
        yield _unnamed(net, verdicts)


def _shared_out(net: Network, component: tuple[int, ...], best: Explanation) -> dict[int, list[int]]:
    """Return the broken claims by cause: a claim stands under each cause that concerns it, else under what its figures follow."""
    roots = [cause for cause in best.causes if not cause.follows]
    shares: dict[int, list[int]] = {cause.quantity: [] for cause in roots}
    for index in component:
        concerned = set(net.concerned[index])
        if index in best.words | best.given_up and not is_bound(net.verdicts[index].claim):
            continue
        own = [quantity for quantity in shares if quantity in concerned]
        if not own and index not in best.given_up:
            own = _followed(net, best, concerned, roots)
        for quantity in own:
            shares[quantity].append(index)
    return shares


def _followed(net: Network, best: Explanation, concerned: set[int], roots: list[Candidate]) -> list[int]:
    """Return the cause that a claim's computed figure goes back to: the first that shares a claim with it, else the first."""
    followers = {cause.quantity for cause in best.causes if cause.follows} & concerned
    near = {index for quantity in followers for index in net.of_quantity[quantity]}
    ranked = sorted(roots, key=lambda cause: not near.intersection(net.of_quantity[cause.quantity]))
    return [cause.quantity for cause in ranked[:1]]


def _told(net: Network, cause: Candidate, indices: list[int], best: Explanation, others: list[Explanation]) -> Cause:
    verdicts = tuple(net.verdicts[index] for index in indices)
    if _nothing_speaks_for(net, cause, others) and _any_would_do(net, indices):
        return _unnamed(net, verdicts)
    named = [number for verdict in verdicts for number in verdict.claim.figures]
    mentions = net.figures_of(cause.quantity)
    own = [number for number in mentions if number in named]
    suspected = {suspect(verdict) for verdict in verdicts}
    figure = min(own or mentions, key=lambda number: (number not in suspected, number))
    values = dict(cause.values)
    made = Cause(
        figure,
        values[figure] if cause.determined and not _mends_in_part(net, cause, best) else None,
        verdicts,
        cause.slip.name,
        mentions=tuple(Reading(number, values[number]) for number in mentions if number != figure),
        followers=tuple(_followers(net, cause, best)),
        words=tuple(_words(net, cause, best)),
    )
    return replace(made, rivals=tuple(_rivals(net, cause, best, others)))


def _unnamed(net: Network, verdicts: Sequence[Verdict]) -> Cause:
    """Return the cause of broken claims of which nobody knows what is wrong: it stands at the figure that the rule points at."""
    figure = min(map(suspect, verdicts))
    spared = any(
        net.holds[index] and net.claims[index].certain and net.claims[index].falsifiable
        for index in net.of_quantity.get(net.root(figure), ())
    )
    return Cause(figure, None, tuple(verdicts), spared=spared)


def _nothing_speaks_for(net: Network, cause: Candidate, others: list[Explanation]) -> bool:
    """Whether a cause is one of several as likely, or stands for any, and no telling slip speaks for it."""
    if informative(net.figures[cause.lead], cause.slip) or cause.slip.name == WRONG_WAY.name:
        return False
    return cause.arbitrary or any(
        cause.values not in {other.values for other in explanation.causes} for explanation in others
    )


def _any_would_do(net: Network, indices: list[int]) -> bool:
    """Whether one sum alone is broken, and several of its figures but the suspect would mend it."""
    concerned = {quantity for index in indices for quantity in net.concerned[index]}
    shapes = [net.verdicts[index].claim.shape for index in indices]
    suspected = {net.root(suspect(net.verdicts[index])) for index in indices}
    alike = all(set(net.concerned[index]) == concerned for index in indices)
    return alike and all(isinstance(shape, Linear) for shape in shapes) and len(concerned - suspected) > 1


def _mends_in_part(net: Network, cause: Candidate, best: Explanation) -> bool:
    """Whether an equation on this quantity stays broken: then no value is right."""
    left = best.given_up.intersection(net.of_quantity[cause.quantity])
    return any(not is_bound(net.verdicts[index].claim) for index in left)


def _followers(net: Network, cause: Candidate, best: Explanation) -> Iterator[Reading]:
    """Yield what was computed from this cause, and from that in turn."""
    waiting = [Reading(number, value) for other in best.causes if other.follows for number, value in other.values]
    waiting += [Reading(number, value) for number, value in best.followers]
    near = set(net.of_quantity[cause.quantity])
    while found := [reading for reading in waiting if near.intersection(_claims_on(net, reading))]:
        yield from found
        waiting = [reading for reading in waiting if reading not in found]
        near.update(index for reading in found for index in _claims_on(net, reading))


def _words(net: Network, cause: Candidate, best: Explanation) -> Iterator[tuple[int, int]]:
    """Yield the direction words that this cause turns."""
    for index in sorted(best.turned.intersection(net.of_quantity[cause.quantity])):
        shape = net.claims[index].shape
        if isinstance(shape, Sign):
            yield shape.start, shape.end


def _claims_on(net: Network, reading: Reading) -> tuple[int, ...]:
    return net.of_quantity.get(net.root(reading.figure), ())


def _rivals(net: Network, cause: Candidate, best: Explanation, others: list[Explanation]) -> Iterator[Reading]:
    """Yield the causes that take this one's place in explanations as cheap, where a slip speaks for them."""
    kept = {other.values for other in best.causes}
    told: set[tuple[int, Decimal]] = set()
    claims = set(net.of_quantity[cause.quantity])
    for explanation in others:
        if any(other.values == cause.values for other in explanation.causes):
            continue
        for other in explanation.causes:
            key = (other.lead, other.value)
            concerned = claims.intersection(net.of_quantity[other.quantity])
            if other.values in kept or other.follows or key in told or not concerned or not other.determined:
                continue
            if informative(net.figures[other.lead], other.slip):
                told.add(key)
                yield Reading(other.lead, other.value, other.slip.name)
