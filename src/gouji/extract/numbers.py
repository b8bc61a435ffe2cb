"""Numerals to figures: value, sign, unit, bound and nature of every maximal numeral of a text.

The account's ``total`` counts the matches of ``NUMERAL``, the one published pattern, and the masked figures of ``MASKED``;
so nothing disappears.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.units import COMPOUND, CUT_MONEY, PATTERN, compound, unit_named
from gouji.model.figure import Bound, Dimension, Nature, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

# One character for one character, so that offsets stay.
_HALF = ("０１２３４５６７８９．％－−﹣＋（）：；＜＞＝／，～〜﹪〔〕［］", "0123456789.%---+():;<>=/,~~%[][]")

NUMERAL = re.compile(
    r"\d{1,2}(?=\.(?:19|20)\d{2} ?年)"  # a list marker before a year: 4．2025年
    r"|\d+(?:, ?\d{3}){1,9}(?:\.\d+)?(?!\d|,\d)"  # 1,234.56 and 5, 804.83
    r"|\d++(?:,\d++){1,9}(?:\.\d+)?(?=\s?(?:万|亿|元|%))"  # 28,82万元: commas, but not every third digit
    r"|(?:(?<=[\t\n])|^)\d++(?:,\d++){1,9}\.\d{2}(?=[\t\n]|$)"  # the same alone in a cell
    r"|\d+(?: ?\. ?\d+(?=\s*(?:万|亿|元|%))|\.\d+)?"  # 30.15, 12 .5%
)
MASKED = re.compile(rf"(?<![*×xX\d.])(?!\*\*\d)\d*+(?:[*×]++|[xX]{{2,}}+)[*×xX\d.,]*+(?=\s?(?:{PATTERN}|[万亿多余]))")
_UNIT = re.compile(
    rf"(?:,(?=[万亿]?元))?[^\S\t]{{0,2}}(?P<vague>余|多|几)?(?P<unit>{PATTERN}(?P<per>{COMPOUND})?|万亿|[万亿](?P<late>余|多)?元?)"
)
_AFTER = re.compile(r"\s?(以上|及以上|以下|及以下|以内|之内|左右|上下|余(?!额)|\+)")
_BEFORE = re.compile(
    r"(?P<least>不少于|不低于|不小于|至少|高于|大于或?等于|大于|超过|逾|超|突破|≥|≧|>=?|不下于)"
    r"|(?P<most>不超过|不高于|不大于|不多于|至多|最多|低于|小于或?等于|小于|少于|≤|≦|<=?|控制在)"
    r"|(?P<about>约|近|大约|将近|左右)"
)
_RANGE_TAIL = re.compile(r"\s?[-~—–至]\s?$")
_RANGE_HEAD = re.compile(r"(?:%|万元|亿元|元|个|人|年|月|日)?\s?[-~—–至]\s?\d")
_NEGATIVE = re.compile(r"[△▲]\s?$|(?<![\dA-Za-z)号年月日%元])-\s?$")
_YEAR = re.compile(r"\s*年(?!限|均|薪|金)(?:度|初|末|底)?")
_DATE_TAIL = re.compile(r"\s?(?:月(?!均)|日(?!均|常|以?内|之内))")
_ORDINAL_BEFORE = re.compile(
    r"(?:第|表|图|附件|附表|附|之|No\.?|NO\.?|编号|代码|电话|邮编|账号|序号)\s?[:：]?\s?[-—]?$"
)
_REFERENCE_AFTER = re.compile(r"\s?(?:号(?!线|楼)|条(?:第|规定|之)|届|级(?!以上)|时\d|:\d\d|点\d)")
_LIST_AFTER = re.compile(r"(?:[、.．](?!\d)|\))")
_LIST_BEFORE = re.compile(r"(?:^|[\n。；;：:，,、!?！？ \t*>]|\()\s*$")
_LATIN = re.compile(r"[A-Za-z_]")
_LEVEL_AFTER = re.compile(r"\s?(?:类|款|项)\s?[)）]")
CHINESE = re.compile(
    r"(?P<digits>[一二三四五六七八九十两](?<=[设有辖共属置为括及计含].)[一二三四五六七八九十两]{0,2})(?P<unit>个|家|名|所)(?!方面|维护|意识|自信|确保|必须|坚持|不)"
)
_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
UNGROUPED = "分节号位置不对"
"""Why an amount is unread whose commas do not stand at every third digit: a digit is missing, or too many, or neither."""
_CHINESE_DIGIT = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_CODE = "科目编码"
_LONG_CODE = 3
_YEAR_DIGITS = 4
_OPEN_REFERENCE = re.compile(r"[\[【]\s?$|[\[〔]\d{0,4}$")
_DATE_BEFORE = re.compile(r"(?:年|月|[-~至—]|^|[^个\d])\s?$")
_YEAR_RANGE = re.compile(r"\s?[-~—–至/.]\s?\d{1,4}\s?[年月日/.-]")
_DAY_RANGE = re.compile(r"\s?[-~至—]\s?\d{1,2}\s?[月日]")
_YEAR_AND_MONTH = re.compile(r"(?:19|20)\d{2}\.\d{1,2}")  # 2024.6 of 2024.6.30
_DOTTED_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]$|\d{4}[-./]$")


def half_width(text: str) -> str:
    """Return the text with digits and signs of full width made half width, of the same length."""
    for wide, half in zip(*_HALF, strict=True):  # each pass searches memory; a table would be asked for every character
        text = text.replace(wide, half)
    return text


class Numeral(NamedTuple):
    """A figure before its surroundings (cell, caption, section) are known, and while they are being read."""

    start: int
    end: int
    nature: Nature
    value: Decimal | None
    unit: Unit | None = None
    bound: Bound = Bound.EXACT
    reason: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None


def numerals(plain: str) -> Iterator[Numeral]:
    """Yield every maximal numeral of a half-width text in order, masked figures and counted Chinese numerals included."""
    taken = 0
    for match in _ordered(plain):
        if match.start() < taken:
            continue
        numeral = _read(plain, match)
        taken = numeral.end
        yield numeral


def _ordered(plain: str) -> list[re.Match[str]]:
    found = [*_printed(plain), *CHINESE.finditer(plain)]
    if "*" in plain or "×" in plain or "x" in plain or "X" in plain:
        found += MASKED.finditer(plain)
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def _printed(plain: str) -> Iterator[re.Match[str]]:
    """Yield what ``NUMERAL`` finds; it begins with a digit, and to look for one is many times faster than to try it everywhere."""
    digit = _DIGIT.search(plain)
    while digit:
        match = NUMERAL.match(plain, digit.start())
        if match:
            yield match
        digit = _DIGIT.search(plain, match.end() if match else digit.end())


def _read(plain: str, match: re.Match[str]) -> Numeral:
    if match.re is MASKED:
        unit, end, _ = _unit_after(plain, match.end())
        return Numeral(match.start(), end, Nature.MASKED, None, unit)
    if match.re is CHINESE:
        value = _chinese(match["digits"])
        return Numeral(match.start(), match.end(), Nature.QUANTITY, value, unit_named(match["unit"]))
    start, end = match.span()
    printed = match[0]
    if "," in printed and not _GROUPED.fullmatch(printed.replace(" ", "")):
        unit, end, _ = _unit_after(plain, end)
        return Numeral(start, end, Nature.UNREAD, None, unit, reason=UNGROUPED)
    if plain[start - 1 : start] == "\t" == plain[end : end + 1]:
        return _alone(plain, start, end)
    return _arabic(plain, start, end)


def _alone(plain: str, start: int, end: int) -> Numeral:
    """Return a numeral that fills a cell: nothing beside it could say more."""
    digits = plain[start:end].replace(",", "").replace(" ", "")
    if _has_code_form(digits):
        return Numeral(start, end, Nature.NOT_QUANTITY, Decimal(digits), reason=_CODE)
    return Numeral(start, end, Nature.QUANTITY, Decimal(digits))


def _arabic(plain: str, start: int, end: int) -> Numeral:
    digits = plain[start:end].replace(",", "").replace(" ", "")
    unit, unit_end, vague = _unit_after(plain, end)
    before = plain[max(start - 12, 0) : start].rpartition("\t")[2]  # another cell's text says nothing of this one
    after = plain[end : end + 8].partition("\t")[0]
    money_like = unit is not None and unit.dimension in {Dimension.MONEY, Dimension.PERCENT, Dimension.COMPOUND}
    if not money_like:
        reason = _no_quantity(digits, before, after, unit)
        if reason:
            return Numeral(start, end, Nature.NOT_QUANTITY, Decimal(digits), reason=reason)
    value = Decimal(digits)
    negative = _NEGATIVE.search(before) if not plain[start - 1 : start].isdigit() else None
    if negative and not re.search(r"\d\s?-\s?$", before):
        value = -value
        start -= len(negative.group())
    bound = Bound.ABOUT if vague else _bound(before, plain[unit_end : unit_end + 4].partition("\t")[0], after)
    return Numeral(start, unit_end, Nature.QUANTITY, value, unit, bound)


def _unit_after(plain: str, end: int) -> tuple[Unit | None, int, bool]:
    """Return the unit printed after a numeral, where it ends, and whether 余 or 多 makes the value vague."""
    match = _UNIT.match(plain, end)
    if match is None:
        return None, end, False
    name = match["unit"]
    vague = bool(match["vague"] or match["late"])
    if match["per"]:
        return compound(name), match.end(), vague
    if name[0] in CUT_MONEY and match["late"]:
        name = name.replace(match["late"], "")
    if name in CUT_MONEY and plain[match.end() : match.end() + 1] in {
        "人",
        "户",
        "亩",
        "吨",
        "平",
        "辆",
        "个",
        "件",
        "立",
        "千",
        "公",
        "名",
        "头",
        "株",
        "字",
        "次",
    }:
        return Unit(name + plain[match.end()], Dimension.OTHER), match.end() + 1, vague
    return unit_named(name), match.end(), vague


def _no_quantity(digits: str, before: str, after: str, unit: Unit | None) -> str:
    """Return why a numeral without money or percent is no quantity, "" if it is one."""
    if _is_date(digits, before, after, unit):
        return "日期"
    listed = unit is None and "." not in digits and _LIST_AFTER.match(after) and _LIST_BEFORE.search(before)
    if listed or _ORDINAL_BEFORE.search(before):
        return "序号"
    if _REFERENCE_AFTER.match(after) or _OPEN_REFERENCE.search(before):
        return "文号或次序"
    if _is_code(digits, before, after, unit):
        return _CODE
    if _is_part_of_name(before, after, unit):
        return "名称中的数字"
    return ""


def _is_date(digits: str, before: str, after: str, unit: Unit | None) -> bool:
    """2024年, 12月31日, 2021-2023年, 2024.6.30; but 3年 and 6个月 are lengths of time."""
    whole = "." not in digits
    if whole and len(digits) >= _YEAR_DIGITS and _YEAR.match(after):
        return True
    if _DATE_TAIL.match(after) and (re.search(r"年\s?$", before) or (_in_date(unit) and _DATE_BEFORE.search(before))):
        return True
    if whole and _YEAR_RANGE.match(after) and (len(digits) == _YEAR_DIGITS or _DAY_RANGE.match(after)):
        return True
    if _YEAR_AND_MONTH.fullmatch(digits) and re.match(r"\.\d", after):
        return True
    return bool(unit is None and len(digits) < _YEAR_DIGITS and _DOTTED_DATE.search(before))


def _in_date(unit: Unit | None) -> bool:
    return unit is not None and unit.name in {"月", "日"}


def _is_code(digits: str, before: str, after: str, unit: Unit | None) -> bool:
    whole = "." not in digits and len(digits) > 1
    if re.search(r"\(\s?$", before) and _LEVEL_AFTER.match(after):
        return True
    if (
        unit is None
        and whole
        and len(digits) >= _LONG_CODE
        and re.search(r"\(\s?$", before)
        and re.match(r"\s?\)", after)
    ):
        return True
    return _has_code_form(digits)


def _has_code_form(digits: str) -> bool:
    """Whether an integer begins with a zero, as no quantity does."""
    return len(digits) > 1 and digits[0] == "0" and "." not in digits


def _is_part_of_name(before: str, after: str, unit: Unit | None) -> bool:
    """A4, 5G, PM2.5, GB-1999: digits beside Latin letters that are no unit."""
    joined = before[-1:] == "#" or (before[-1:] == "-" and _LATIN.search(before[-3:-1] or " ") is not None)
    return joined or _LATIN.search(before[-1:]) is not None or (unit is None and _LATIN.match(after[:1]) is not None)


def _bound(before: str, behind_unit: str, after: str) -> Bound:
    if _RANGE_TAIL.search(before) and re.search(r"\d(?:%|万元|亿元|元|个|人)?\s?[-~—–至]\s?$", before):
        return Bound.RANGE
    if _RANGE_HEAD.match(after):
        return Bound.RANGE
    tail = _AFTER.match(behind_unit)
    if tail:
        word = tail.group(1)
        if word in {"以上", "及以上", "+"}:
            return Bound.AT_LEAST
        return Bound.ABOUT if word in {"左右", "上下", "余"} else Bound.AT_MOST
    return _bound_before(before)


def _bound_before(before: str) -> Bound:
    for match in _BEFORE.finditer(before):
        if match.end() == len(before.rstrip()):
            return Bound.AT_LEAST if match["least"] else Bound.AT_MOST if match["most"] else Bound.ABOUT
    return Bound.EXACT


def _chinese(digits: str) -> Decimal:
    """Return the value of a Chinese numeral below one hundred."""
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return Decimal(_CHINESE_DIGIT[digits[-1]])
    return Decimal((_CHINESE_DIGIT[tens] if tens else 1) * 10 + (_CHINESE_DIGIT[ones] if ones else 0))
