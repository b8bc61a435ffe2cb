"""整段年份未更新：2026年预算中“2025年公务接待费预算3万元，比2024年预算减少”。

A paragraph that opens with the amount of the year before, compares it with the year before that (or 上年), and never names the
document's own year, was taken over from the last document. Sections on execution and results of the past year are exempt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose
from gouji.rules.YR.years import PAST, YEAR, dated, of_the_past

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "整段年份未更新"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式"
GOOD = """# 青禾县林业局2026年部门预算

2026年公务接待费预算3万元，2025年预算4万元，比2024年预算减少1万元。

## 2025年预算执行情况

2025年公务接待费预算4万元，比2024年预算减少1万元。

## 公务接待费

公务接待费预算3万元,比2025年预算减少1万元。其中,外宾接待费1万元,与上年相比持平。

## 下属单位

有3家单位与2025年公务接待费预算4万元持平，8家与去年相比有所减少。
"""
BAD = """# 青禾县林业局2026年部门预算

## 三公经费

«2025年»公务接待费预算3万元，比2024年预算减少1万元。
"""
_OPENING = re.compile(
    r"^[^，,。；;]{0,30}?(?P<year>(?<![\d比较与同])20\d\d年)度?[^。；;]{0,40}?(?:预算|决算|支出|收入)[^。；;]{0,24}?\d"
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the year that opens such a paragraph."""
    for plain in prose(extraction):
        match = _OPENING.match(plain.text) if plain.kind == "paragraph" else None
        found = dated(extraction, plain.start) if match else None
        if not match or not found:
            continue
        year = int(match["year"][:4])
        others = {int(text) for text in YEAR.findall(plain.text)} - {year}
        if year != found[1] - 1 or others - {year - 1} or not _compared(plain.text, year - 1):
            continue
        if PAST.search(match[0]) and found[0].kind == "budget":
            continue
        if of_the_past(extraction, plain.start, found[0].kind):
            continue
        message = f"本段写的是“{match['year']}”并与其上年比较，本材料是{found[1]}年，请核实是否沿用了上年文字。"
        yield Hit(*plain.span(*match.span("year")), message, expected=f"{found[1]}年")


def _compared(text: str, year: int) -> bool:
    return re.search(rf"(?:比|较|与|同)(?:{year}年|上年|上一年|去年)", text) is not None
