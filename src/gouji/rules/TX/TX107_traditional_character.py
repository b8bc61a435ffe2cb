"""繁体字：简体文稿中夹有繁体字（職业年金）。

A character that exists only in the traditional script comes from another source or input method. A document that holds many
of them is written so on purpose, or its text layer is odd; then nothing is said.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gouji.codes.script import simplified
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import cells, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "简体文稿中夹有繁体字"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "《国家通用语言文字法》：公文使用规范汉字"
GOOD = """# 青禾县林业局2026年部门预算

职业年金缴费支出10万元。
"""
BAD = """# 青禾县林业局2026年部门预算

«職業»年金缴费支出10万元。
"""
_MANY = 30


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each run of traditional characters."""
    found = [(plain, match) for plain in (*prose(extraction), *cells(extraction)) for match in plain.find(_pattern())]
    if len(found) >= _MANY:
        return
    for plain, match in found:
        right = "".join(simplified()[character] for character in match[0])
        yield Hit(*plain.span(*match.span()), f"“{match[0]}”是繁体字，请改为“{right}”。", expected=right)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(simplified())}]+")
