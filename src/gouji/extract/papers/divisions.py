"""Amounts that a paper divides in running text along one line: 限额…，其中一般债务…、专项债务…; 税收收入…，非税收入…."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.extract.prose.words import BY, is_generic, strip_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.papers.stream import Item, Passage

_DEBT = re.compile(r"债务|债券|限额|余额|政府债")
_REVENUE = re.compile(r"(?:一般公共|公共财政|地方)[^，。]{0,8}收入|财政收入")
_TRANSFER = re.compile(r"^(?!.*返还).*(?:转移支付|补助)")
_FAMILIES = (
    (_DEBT, (re.compile(r"一般(?:债|政府债|限额|余额)"), re.compile(r"专项(?:债|政府债|限额|余额)"))),
    (_DEBT, (re.compile(r"(?:市|省|州|盟|自治区)(?:本级|级|直)|本级"), re.compile(r"(?:县|区|旗)(?!本级)"))),
    (_DEBT, (re.compile(r"(?:县|区|旗)(?:本级|级)"), re.compile(r"乡镇|街道|镇"))),
    (_DEBT, (re.compile(r"新增"), re.compile(r"再融资|置换|借新还旧"))),
    (_REVENUE, (re.compile(r"(?<!非)税收收?入?"), re.compile(r"非税"))),
    (_TRANSFER, (re.compile(r"一般性?转移"), re.compile(r"专项转移"))),
    (
        re.compile(r"涉及|问题|金额"),
        (re.compile(r"已(?:经)?(?:完成)?(?:整改|上缴|追回|拨付)"), re.compile(r"(?:正在|尚未|未)(?:完成)?整改")),
    ),
    (re.compile(r"公务用车"), (re.compile(r"购置费?$"), re.compile(r"运行(?:维护)?费?$"))),
)
_TWO = 2
_NEAR = 4  # characters after an amount that say what it counts (10个问题)
_ASPECT = re.compile(r"方面|领域|类问题")
_OF_WHICH = re.compile(r"其中|包括|分别|按")
_OF_BALANCE = re.compile(r"余额")
_OF_LIMIT = re.compile(r"限额")


@dataclass(frozen=True, slots=True)
class Division:
    """``whole`` = the sum of ``parts`` (figure ids), told from ``start`` to ``end``; ``more`` with further parts beside them."""

    whole: int
    parts: tuple[int, ...]
    start: int
    end: int
    certain: bool
    more: tuple[int, ...] = ()


def divisions(passages: Sequence[Passage]) -> Iterator[Division]:
    """Yield the divisions told in the paragraphs."""
    for passage in passages:
        items = [item for item in passage.items if item.plain]
        taken: set[int] = set()
        for at, whole in enumerate(items):
            about = [kinds for subject, kinds in _FAMILIES if _about(items, at, subject) and not _is_part(whole, kinds)]
            following: Sequence[Item] = items[at + 1 :]
            while following:
                found = [_divided(whole, following, kinds, strict=whole.figure in taken) for kinds in about]
                told = [division for division in found if division is not None]
                taken |= {number for division in told for number in (*division.parts, *division.more)}
                yield from told
                following = _once_more(following, told)
            aspects = _aspects(items, at)
            if aspects is not None:
                yield aspects


def _is_part(whole: Item, kinds: Sequence[re.Pattern[str]]) -> bool:
    return any(kind.search(whole.lead) for kind in kinds)


def _once_more(following: Sequence[Item], told: Sequence[Division]) -> Sequence[Item]:
    """Return the items that divide a whole once more, right behind those that have divided it."""
    for division in told:
        count = len(division.parts)
        if tuple(item.figure for item in following[:count]) == division.parts and following[count:]:
            return following[count:] if _divides_again(following[count]) else ()
    return ()


def _aspects(items: Sequence[Item], at: int) -> Division | None:
    """Return how an audit's total falls to the aspects that it lists to the end of the sentence (…方面2个、80万元；…方面…)."""
    whole = items[at]
    before = len(whole.said) + len(whole.lead)
    parts: list[Item] = []
    for item in items[at + 1 :]:
        if item.sentence != whole.sentence or item.depth != whole.depth:
            break
        told = item.said[before:] + item.lead
        if not _ASPECT.search(told) or (not parts and not _OF_WHICH.search(told)):
            return None
        before = len(item.said) + len(item.lead)
        parts.append(item)
    if len(parts) < _TWO:
        return None
    return Division(whole.figure, tuple(item.figure for item in parts), whole.start, parts[-1].start, certain=True)


def _about(items: Sequence[Item], at: int, subject: re.Pattern[str]) -> bool:
    """Whether an amount is of this subject by its own words, or names nothing after one that is (预算为…，实际完成…)."""
    if subject.search(items[at].lead + items[at].after[:_NEAR]):
        return True
    before = items[at - 1] if at else None
    generic = is_generic(strip_label(items[at].lead)) and items[at].depth == 0
    return generic and before is not None and before.sentence == items[at].sentence and _about(items, at - 1, subject)


def _divided(
    whole: Item, following: Sequence[Item], kinds: Sequence[re.Pattern[str]], *, strict: bool
) -> Division | None:
    """Return how the items after a whole divide it; ``strict`` where the whole is itself a part: at once and alone."""
    parts: dict[int, Item] = {}
    others: list[Item] = []
    asides: list[Item] = []  # in a bracket before the parts: beside them if they stand in it too
    depth = whole.depth
    for item in following:
        if item.sentence > whole.sentence + 1 or item.depth < depth or _ends(item, strict=strict, divided=bool(parts)):
            break
        kind = next((number for number, each in enumerate(kinds) if each.search(item.lead)), None)
        if kind is None and not parts and not others and item.depth > whole.depth and not strict:
            asides.append(item)
            continue
        depth = max(depth, item.depth) if not parts and not others else depth
        if item.depth > depth:
            continue
        if kind in parts and (item.mark == "、" or not (others or strict or item.sentence > whole.sentence)):
            kind = None  # 各区…、市级功能区…; 新增一般…、新增专项…；再融资一般…: the list goes on
        if strict and kind is None and item.mark == "、":
            return None
        if kind in parts or (kind is None and (strict or item.sentence > whole.sentence)):
            break
        if kind is None:
            others.append(item)
        elif not parts and item.mark == "、":
            return None
        else:
            parts[kind] = item
    inside = any(item.depth > whole.depth for item in parts.values())
    return _division(whole, parts, [*asides, *others] if inside else others)


def _ends(item: Item, *, strict: bool, divided: bool) -> bool:
    """Whether a part of the sentence begins that does not go on with a whole, ``divided`` where it has parts already."""
    return (strict and item.mark == ";") or (divided and _divides_again(item))


def _divides_again(item: Item) -> bool:
    """Whether 按…分 at the beginning of a part of the sentence divides the same whole once more, along another line."""
    return item.mark in {";", "。"} and BY.search(item.said) is not None


def _division(whole: Item, parts: dict[int, Item], others: Sequence[Item]) -> Division | None:
    if len(parts) < _TWO:
        return None
    told = sorted(parts.values(), key=lambda item: item.start)
    same = not others and told[-1].sentence == whole.sentence
    numbers = tuple(item.figure for item in told)
    return Division(whole.figure, numbers, whole.start, told[-1].start, same, tuple(item.figure for item in others))


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A debt's ``balance`` told beside the ``limit`` that it must not exceed."""

    balance: int
    limit: int
    start: int
    end: int


def ceilings(passages: Sequence[Passage]) -> Iterator[Ceiling]:
    """Yield the debt limits with the balance told after them in the same paragraph, of one level."""
    for passage in passages:
        items = [item for item in passage.items if item.plain and item.depth == 0]
        parts = {number for division in divisions([passage]) for number in (*division.parts, *division.more)}
        for at, limit in enumerate(items):
            if (
                limit.figure not in parts
                and _OF_LIMIT.search(limit.lead)
                and "新增" not in limit.lead
                and "提前" not in limit.said + limit.lead
            ):
                later = (item for item in items[at + 1 :] if _OF_BALANCE.search(item.lead))
                balance = next(later, None)
                if balance is not None and _kind(balance) == _kind(limit):
                    yield Ceiling(balance.figure, limit.figure, limit.start, balance.start)


def _kind(item: Item) -> tuple[bool, ...]:
    return tuple(bool(pattern.search(item.lead)) for _, kinds in _FAMILIES[:3] for pattern in kinds)
