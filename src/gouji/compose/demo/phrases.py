"""Phrases that state relations: a change against last year, parts with shares, a completion rate, a reason."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.compose.demo.books import Amount
from gouji.compose.demo.places import REASONS
from gouji.compose.demo.relations import Relation, Term, in_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.compose.demo.scribe import Scribe
    from gouji.compose.page import Number, Pieces

_WAN = 1_000_000  # a 万元 in 分


def printed(amount: Amount) -> Decimal:
    """Return the amount as it prints in 万元."""
    return in_unit(amount.fen, "万元").quantize(Decimal("0.01"), ROUND_HALF_UP)


def sign_of(now: Amount, last: Amount) -> int:
    """Return the direction an office would print: 持平 only if both print alike."""
    one, other = printed(now), printed(last)
    return (one > other) - (one < other)


def because(scribe: Scribe, sign: int) -> str:
    """Return a reason that fits the direction, "" where nothing changed."""
    if not sign:
        return ""
    lead = scribe.pick("主要原因是", "主要原因：", "主要是", "主要变动原因是")
    return f"，{lead}{reason(scribe, sign)}"


def reason(scribe: Scribe, sign: int) -> str:
    """Return the reason itself."""
    return scribe.rng.choice(REASONS[sign])


def change(
    scribe: Scribe,
    now: Number,
    new: Amount,
    old: Amount,
    last: Number | None = None,
    *,
    each: str = "",
    rated: bool = True,
) -> Pieces:
    """Say how an amount changed: 增加6.10万元，增长12.5%; 持平 where nothing did; no rate on a base of zero.

    ``last`` is the printed base where the sentence prints it; ``each`` stands before the verb (收、支总计各).
    """
    sign = sign_of(new, old)
    if not sign:
        word = scribe.word("持平", 0)
        if last:
            scribe.relations.append(Relation("sign", "sentence", (Term(1, now.id), Term(-1, last.id)), rate=word.id))
        return (word,)
    verb = scribe.word("增加" if sign > 0 else "减少", sign)
    gap = scribe.money(_gap(new, old))
    _gap_relations(scribe, now, last, gap.id, verb.id)
    if not old.fen:
        return (each, verb, gap)
    if not rated or not scribe.rng.randrange(8):
        return (each, verb, gap)
    rise = scribe.word("增长" if sign > 0 else "下降", sign)
    rate = scribe.percent(f"{new.key}/{old.key}", abs(new.fen - old.fen), old.fen)
    before = (Term(1, now.id), Term(-1, gap.id, verb.id))
    scribe.relations.append(Relation("rate", "sentence", (Term(1, gap.id),), before, rate.id))
    scribe.relations.append(Relation("words", "sentence", (Term(1, verb.id), Term(1, rise.id))))
    return (each, verb, gap, "，", rise, rate)


def change_elsewhere(scribe: Scribe, new: Amount, old: Amount) -> Pieces:
    """Say how an amount changed that this sentence does not print: the two words must agree, no more is stated here."""
    sign = sign_of(new, old)
    if not sign:
        return (scribe.word("持平", 0),)
    verb, gap = scribe.word("增加" if sign > 0 else "减少", sign), scribe.money(_gap(new, old))
    if not old.fen:
        return (verb, gap)
    rise = scribe.word("增长" if sign > 0 else "下降", sign)
    scribe.relations.append(Relation("words", "sentence", (Term(1, verb.id), Term(1, rise.id))))
    rate = scribe.percent(f"{new.key}/{old.key}", abs(new.fen - old.fen), old.fen)
    scribe.later(new, gap, verb, rate)
    return (verb, gap, "，", rise, rate)


def _gap(new: Amount, old: Amount) -> Amount:
    """Return the difference; where it would round to nothing, that of the printed amounts."""
    gap = Amount(f"{new.key}-{old.key}", abs(new.fen - old.fen))
    return gap if printed(gap) else Amount(gap.key, int(abs(printed(new) - printed(old)) * _WAN))


def _gap_relations(scribe: Scribe, now: Number, last: Number | None, gap: int, verb: int) -> None:
    if last:
        terms = (Term(1, now.id), Term(-1, last.id), Term(-1, gap, verb))
        scribe.relations.append(Relation("sum", "sentence", terms))
        scribe.relations.append(Relation("sign", "sentence", (Term(1, now.id), Term(-1, last.id)), rate=verb))


def listing(
    scribe: Scribe,
    whole: Number,
    parts: Sequence[tuple[str, Amount]],
    of: Amount,
    *,
    shares: bool = True,
    complete: bool = True,
    joint: str = "；",
) -> Pieces:
    """Say the parts of a whole with their shares: 基本支出30.15万元，占61.2%；项目支出…; note sum and shares."""
    pieces: list[Pieces] = []
    numbers = []
    verb = scribe.pick("占", "占比")
    for name, amount in parts:
        number = scribe.money(amount)
        numbers.append(number)
        if not shares or not of.fen:
            pieces.append((name, number))
            continue
        rate = scribe.percent(f"{amount.key}:{of.key}", amount.fen, of.fen)
        scribe.rate(number, whole, rate)
        pieces.append((name, number, f"，{verb}", rate))
    if complete:
        scribe.total(whole, numbers)
    return _joined(pieces, joint)


def _joined(pieces: Sequence[Pieces], joint: str) -> Pieces:
    flat: list[Pieces] = []
    for at, piece in enumerate(pieces):
        flat += [piece] if at == 0 else [(joint,), piece]
    return tuple(one for piece in flat for one in piece)


def completion(scribe: Scribe, spent: Number, planned: Number, done: Amount, plan: Amount) -> Pieces:
    """Say how much of a budget was spent; a budget of nothing gives no rate."""
    if not plan.fen:
        return ()
    rate = scribe.percent(f"{done.key}/{plan.key}", done.fen, plan.fen)
    scribe.rate(spent, planned, rate)
    return (rate,)


def against_budget(scribe: Scribe, spent: Number, planned: Number, done: Amount, plan: Amount) -> Pieces:
    """Say whether the account was above or below the budget, and why."""
    sign = sign_of(done, plan)
    if not sign:
        word = scribe.word("持平", 0)
        terms = (Term(1, spent.id), Term(-1, planned.id))
        scribe.relations.append(Relation("sign", "sentence", terms, rate=word.id))
        return (scribe.pick("决算数与预算数", "决算数与年初预算数"), word, "。")
    word = scribe.word("大于" if sign > 0 else "小于", sign)
    scribe.relations.append(Relation("sign", "sentence", (Term(1, spent.id), Term(-1, planned.id)), rate=word.id))
    reason = scribe.rng.choice(REASONS[sign])
    return ("决算数", word, scribe.pick("预算数的主要原因是", "预算数的主要原因：", "预算数，主要原因是"), reason, "。")


def shown(amount: Amount) -> bool:
    """Whether an amount prints as more than nothing."""
    return printed(amount) != 0
