"""选项未选：模板中的“增加（减少）”仍并列保留。

The template offers both directions and the writer must keep one. A direction word directly followed by its opposite in
brackets or behind a stroke is a choice not made; one finding a sentence. Headings and table headers may name both directions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "模板选项未选"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式的填写要求"
GOOD = """# 青禾县林业局2026年部门预算

公务接待费预算3万元，比上年增加（含追加部分）1万元。
"""
BAD = """# 青禾县林业局2026年部门预算

公务接待费预算3万元，比上年«增加（减少）»1万元，增长/下降50%。
"""
_UP = "增加|增长|上升|提高|上涨|增|升"
_DOWN = "减少|下降|降低|减|降"
_EVEN = "持平|不变|相等|等于"
_ANY = f"(?:{_UP}|{_DOWN}|{_EVEN}|大于|小于|高于|低于)"
_OPPOSITES = (
    (f"(?:{_UP})", f"(?:{_DOWN}|{_EVEN})"),
    (f"(?:{_DOWN})", f"(?:{_UP}|{_EVEN})"),
    ("(?:大于|高于|多于)", "(?:小于|低于|少于|等于)"),
    ("(?:小于|低于|少于)", "(?:大于|高于|多于|等于)"),
    (f"(?:{_EVEN})", f"(?:{_UP}|{_DOWN}|大于|小于)"),
)
_OPEN = re.compile(r"[（(\[/／]")
_SENTENCE = re.compile(r"[^。；]+")
_PATTERN = re.compile(
    "|".join(
        rf"{first}(?:[（(\[]或?{second}(?:[、，/或]{_ANY})*[）)\]]|[/／]{second}(?:[/／]{_ANY})*)"
        for first, second in _OPPOSITES
    )
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each open choice in running text."""
    for plain in prose(extraction):
        if plain.kind == "heading" or not _OPEN.search(plain.text):
            continue
        for sentence in plain.find(_SENTENCE):
            found = list(_PATTERN.finditer(plain.text, *sentence.span()))
            if found:
                spans = [plain.span(*match.span()) for match in found]
                yield Hit(*spans[0], f"“{found[0][0]}”是模板选项，请按实际情况只保留一项。", related=tuple(spans[1:]))
