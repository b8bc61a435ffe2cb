"""Cells that hold a day number and are shown as a date."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATED = re.compile(r"[ymdhs]|AM/PM|上午/下午", re.IGNORECASE)
_TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|_.|\*.|\[(h+|m+|s+)\]|\[[^\]]*\]|(AM/PM|A/P|上午/下午)|([yYmMdDhHsS])\5*|(\.0+)|(.)', re.DOTALL
)
_FIRST = dt.datetime(1899, 12, 30)  # noqa: DTZ001  a sheet knows no time zone
_FIRST_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = 2_958_465
_WEEKDAYS = "一二三四五六日"
_NOON = 12
_SECONDS = 86400


def is_dated(code: str) -> bool:
    """Whether a format shows a date or a time."""
    if code in {"General", "@"} or "通用" in code:
        return False
    return _DATED.search(_QUOTED.sub("", code.partition(";")[0])) is not None


def dated(value: Decimal, code: str, *, since_1904: bool) -> str | None:
    """Return the date that a day number shows, None where the number is no day."""
    if not 0 <= value <= _LAST_DAY:
        return None
    moment = (_FIRST_1904 if since_1904 else _FIRST) + dt.timedelta(seconds=round(value * _SECONDS))
    text = ""
    unit = ""  # the last unit shown: m after h, or before s, is minutes
    tokens = list(_TOKEN.finditer(code.partition(";")[0]))
    for at, token in enumerate(tokens):
        quoted, escaped, elapsed, half, letter, _, other = token.groups()
        if letter is not None:
            minutes = letter in "mM" and (unit == "h" or _next(tokens, at) == "s")
            unit = "min" if minutes else letter.lower()
            text += _part(moment, unit, len(token.group()), twelve="M/P" in code or "上午" in code)
        elif elapsed is not None:
            text += str(int(value * 24))
            unit = "h"
        elif half is not None:
            text += (
                ("上午" if moment.hour < _NOON else "下午") if "上" in half else ("AM" if moment.hour < _NOON else "PM")
            )
        else:
            text += quoted or escaped or (other if other not in {None, "@", ";"} else "") or ""
    return text.strip()


def _next(tokens: list[re.Match[str]], at: int) -> str:
    for token in tokens[at + 1 :]:
        letter = token.group(5)
        if letter:
            return letter.lower()
    return ""


def _part(moment: dt.datetime, unit: str, width: int, *, twelve: bool) -> str:
    if unit == "y":
        return f"{moment.year:04}" if width > 2 else f"{moment.year % 100:02}"  # noqa: PLR2004  yyyy or yy
    if unit == "m" and width > 2:  # noqa: PLR2004  mmm is the month's name
        return f"{moment.month}月"
    if unit == "d" and width > 2:  # noqa: PLR2004  ddd is the weekday
        return "周" + _WEEKDAYS[moment.weekday()]
    hour = (moment.hour % _NOON or _NOON) if twelve else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "min": moment.minute, "s": moment.second}[unit]
    return str(number).rjust(min(width, 2), "0")
