"""The number formats of automatic numbering."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_TEN = 10
_FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}


def counting(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """Return a Chinese number: 十, 十一, 二十, 一百零五; below 1 and from 10000 on the plain digits."""
    if not 0 < number < _TEN**4:
        return str(number)
    text = ""
    for power in range(3, -1, -1):
        digit = number // _TEN**power % _TEN
        if digit:
            text += digits[digit] + (units[power - 1] if power else "")
        elif text and number % _TEN**power and not text.endswith("零"):
            text += "零"
    short = digits[1] + units[0]
    return text[1:] if number < 2 * _TEN and digits is _DIGITS and text.startswith(short) else text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        text += sign * count
    return text


def _cycle(number: int, signs: str) -> str:
    return signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _block(number: int, first: int, count: int) -> str:
    return chr(first + number - 1) if 0 < number <= count else str(number)


def _circle(number: int) -> str:
    if number <= 20:  # noqa: PLR2004  Unicode has three stretches of circled numbers
        return _block(number, 0x2460, 20)
    return _block(number - 20, 0x3251, 15) if number <= 35 else str(number)  # noqa: PLR2004


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circle,
    "decimalEnclosedCircleChinese": _circle,
    "decimalEnclosedParen": lambda number: _block(number, 0x2474, 20),
    "decimalEnclosedFullstop": lambda number: _block(number, 0x2488, 20),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "japaneseCounting": counting,
    "koreanCounting": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "ideographDigital": lambda number: (
        "".join(_DIGITS[int(digit)] for digit in str(number)) if number >= 0 else str(number)
    ),
    "japaneseDigitalTenThousand": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "taiwaneseDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": lambda number: counting(number, _LEGAL, "拾佰仟"),
    "ideographTraditional": lambda number: _cycle(number, _STEMS),
    "ideographZodiac": lambda number: _cycle(number, _BRANCHES),
    "ideographEnclosedCircle": lambda number: _block(number, 0x3280, 10),
    "none": lambda _: "",
}


def numeral(number: int, style: str) -> str:
    """Return ``number`` as the named ``w:numFmt`` prints it; unknown formats as plain digits."""
    return _FORMATS.get(style, str)(number)
