"""What a finding says of its cause: the message of the rule, then which figure, by what slip, what else may be meant."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.diagnose.culprit import Reading, suspect
from gouji.diagnose.slips import UNIT, WRONG_WAY
from gouji.diagnose.working import plain
from gouji.model.claim import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.diagnose.culprit import Cause
    from gouji.model.claim import Verdict
    from gouji.model.figure import Figure

_MONEY = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
_MOST = 5
"""More rivals than this are counted, not listed."""


def readings(cause: Cause) -> tuple[Reading, ...]:
    """Return the repairs that remain possible, the likeliest first; none where no value is clear."""
    own = () if cause.value is None else (Reading(cause.figure, cause.value, cause.slip),)
    return (*own, *cause.rivals)[: _MOST + 1]


def expected_of(cause: Cause, figures: Sequence[Figure]) -> str | None:
    """Return the value that leads clearly: nothing else is as likely, or it puts the same value for the same print."""
    if cause.value is None:
        return None
    same = all(
        figures[rival.figure].text == figures[cause.figure].text and rival.value == cause.value
        for rival in cause.rivals
    )
    return shown(Reading(cause.figure, cause.value, cause.slip), figures) if same else None


def in_unit(reading: Reading, figure: Figure) -> tuple[str, str]:
    """Return a value and its unit, as digits: where only the unit is wrong, the printed digits in the right one."""
    name = figure.unit.name if figure.unit else ""
    if reading.slip == UNIT.name and figure.unit is not None and figure.value and figure.text.endswith(name):
        amount = reading.value * figure.unit.factor
        for right, factor in _MONEY.items():
            if (amount / factor).quantize(figure.step, rounding=ROUND_HALF_UP) == figure.value:
                return plain(figure.value), right
    return plain(reading.value), name


def shown(reading: Reading, figures: Sequence[Figure]) -> str:
    """Return a value as digits, with its unit where the printed one is wrong."""
    figure = figures[reading.figure]
    if reading.slip == WRONG_WAY.name:
        return "相反方向"
    value, unit = in_unit(reading, figure)
    return value + unit if figure.unit is not None and unit != figure.unit.name else value


def worded(message: str, lead: Verdict, cause: Cause, figures: Sequence[Figure], text: str) -> str:
    """Return the message of the rule with what diagnosis adds to it, still one sentence; ``text`` is the document's."""
    more = "；".join(_more(lead, cause, figures, text))
    return f"{message.removesuffix('。')}；{more}。" if more else message


def _more(lead: Verdict, cause: Cause, figures: Sequence[Figure], text: str) -> Iterator[str]:
    printed = figures[cause.figure].text
    if isinstance(lead.claim.shape, Sign) and cause.value is None:
        return
    if cause.spared:
        yield f"“{printed}”与其他数字相符，有误或漏列的多半在其余各数之中，不能判断是哪一个"
    elif cause.rivals:
        yield from _undecided(cause, figures)
    elif cause.slip == WRONG_WAY.name:
        yield f"最可能有误的是“{printed}”前的增减方向"
    elif suspect(lead) != cause.figure:
        slip = f"（{cause.slip}）" if cause.slip else ""
        should = "" if cause.value is None else f"，应为{shown(readings(cause)[0], figures)}"
        yield f"最可能有误的是“{printed}”{slip}{should}"
    elif cause.slip:
        yield f"“{printed}”可能是{cause.slip}"
    if cause.mentions:
        yield f"同一数据另有{len(cause.mentions)}处，应一并核对"
    followers = dict.fromkeys(figures[follower.figure].text for follower in cause.followers)
    followers.update(dict.fromkeys(text[start:end] for start, end in cause.words))
    if followers:
        yield f"由此得出的{_quoted(list(followers))}应随之核改"


def _undecided(cause: Cause, figures: Sequence[Figure]) -> Iterator[str]:
    """Say which figures may be meant, each with its value."""
    if len(cause.rivals) > _MOST:
        yield f"另有{len(cause.rivals)}个数字同样可能有误，从所列数字不能判断是哪一个"
        return
    if cause.value is not None and expected_of(cause, figures) is not None:
        slip = f"（{cause.slip}）" if cause.slip else ""
        own = readings(cause)[0]
        yield f"{len(cause.rivals) + 1}处“{figures[cause.figure].text}”中有一处有误，此处可能性较大，应为{shown(own, figures)}{slip}"
        return
    names = "、".join(
        f"“{figures[reading.figure].text}”应为{shown(reading, figures)}"
        + (f"（{reading.slip}）" if reading.slip else "")
        for reading in readings(cause)
    )
    yield f"可能有误的是其中之一：{names}"


def _quoted(texts: Sequence[str]) -> str:
    shown = "、".join(f"“{text}”" for text in texts[:_MOST])
    return shown + (f"等{len(texts)}个数字" if len(texts) > _MOST else "")
