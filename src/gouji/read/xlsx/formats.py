"""A cell's number as its format shows it, in exact decimals: what a reader of the sheet sees is what we check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from gouji.read.xlsx.dates import dated, is_dated

# Excel keeps 15 significant digits; what a file stores beyond them is the noise of binary fractions.
_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "General", 13: "General", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0",
    49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|_.|\*.|\[([^\]]*)\]|(General|G/通用格式)|([0#?.,]+)|([Ee][+-][0#?]+)|(%)|(.)', re.DOTALL
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_NEGATIVE = re.compile(r"[-－(（△▲]")


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a format: ``pieces`` are literal texts, or None where the number stands."""

    pieces: tuple[str | None, ...]
    digits: str
    percent: int
    exponent: str
    condition: tuple[str, Decimal] | None
    general: bool


def built_in(number: int) -> str:
    """Return the format of a built-in id."""
    return _BUILT_IN.get(number, "General")


def shown(raw: str, code: str, *, since_1904: bool = False) -> str:
    """Return the text that a cell with the stored number ``raw`` and the format ``code`` shows."""
    try:
        value = _FIFTEEN.create_decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite():
        return raw
    if is_dated(code):
        return dated(value, code, since_1904=since_1904) or plain(value)
    sections = _sections(code)
    section, value = _chosen(sections, value)
    return _shown(section, value)


def plain(value: Decimal) -> str:
    """Return a number without exponent and without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _shown(section: _Section, value: Decimal) -> str:
    if section.general or (not section.digits and None in section.pieces):
        number = plain(value)
    elif section.exponent:
        number = _scientific(section, abs(value))
    else:
        number = _fixed(section, abs(value))
    sign = value < 0 and not section.general and re.search(r"[1-9]", number) is not None
    text = "".join(number if piece is None else piece for piece in section.pieces).strip()
    return "-" + text if sign and not _NEGATIVE.search(text) else text


def _chosen(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section, Decimal]:
    """Return the section for a value. The sign is kept even where the format shows it by colour alone."""
    for section in sections:
        if section.condition is not None and _holds(value, *section.condition):
            return section, value
    if sections[0].condition is not None:
        return sections[-1], value
    if value < 0 and len(sections) > 1:
        return sections[1], value
    if value == 0 and len(sections) > 2:  # noqa: PLR2004  positive, negative, zero
        return sections[2], value
    return sections[0], value


def _holds(value: Decimal, sign: str, limit: Decimal) -> bool:
    order = value.compare(limit)
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0, "=": order == 0, "<>": order != 0}[sign]


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[str] = [""]
    for match in _TOKEN.finditer(code):
        if match.group() == ";":
            parts.append("")
        else:
            parts[-1] += match.group()
    return tuple(map(_section, parts[:3]))


def _section(code: str) -> _Section:
    pieces: list[str | None] = []
    digits = exponent = ""
    percent = 0
    general = not code
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code):
        _, _, bracket, word, number, power, mark, other = match.groups()
        if word is not None or other == "@":
            general = True
            pieces.append(None)
        elif number is not None:
            pieces.extend([] if None in pieces else [None])
            digits += number
        elif power is not None:
            exponent = power
        else:
            percent += mark is not None
            condition = _condition(bracket or "") or condition
            pieces.append(_literal(match))
    if general and None not in pieces:
        pieces.append(None)
    return _Section(tuple(pieces), digits, percent, exponent, condition, general)


def _literal(match: re.Match[str]) -> str:
    quoted, escaped, bracket, _, _, _, mark, other = match.groups()
    if bracket is not None:
        return _currency(bracket)
    return quoted or escaped or mark or other or ""


def _condition(bracket: str) -> tuple[str, Decimal] | None:
    found = _CONDITION.fullmatch(bracket)
    return (found.group(1), Decimal(found.group(2))) if found else None


def _currency(bracket: str) -> str:
    return bracket[1:].partition("-")[0] if bracket.startswith("$") else ""


def _fixed(section: _Section, value: Decimal) -> str:
    digits = section.digits
    scaled = digits.rstrip(",")
    value = _WIDE.multiply(value, Decimal(100) ** section.percent)
    value = _WIDE.divide(value, Decimal(1000) ** (len(digits) - len(scaled)))
    whole, _, after = scaled.partition(".")
    places = len(re.sub("[^0#?]", "", after))
    text = format(value.quantize(Decimal(1).scaleb(-places), context=_WIDE), "f")
    before, _, behind = text.partition(".")
    least = whole.count("0")
    before = before.lstrip("0").rjust(least, "0")
    optional = len(after) - len(after.rstrip("#?"))
    kept = behind[: len(behind) - optional] + behind[len(behind) - optional :].rstrip("0")
    if "," in whole:
        before = _grouped(before)
    return f"{before}.{kept}" if kept else before


def _grouped(digits: str) -> str:
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    groups.extend(digits[at : at + 3] for at in range(first, len(digits), 3))
    return ",".join(groups)


def _scientific(section: _Section, value: Decimal) -> str:
    places = len(re.sub("[^0#?]", "", section.digits.partition(".")[2]))
    text = format(value, f".{places}E")
    mantissa, _, power = text.partition("E")
    return f"{mantissa}E{'-' if power.startswith('-') else '+'}{power.lstrip('+-').rjust(2, '0')}"
