"""编制范围年份不符：“纳入本部门2025年预算编制范围”出现在2026年预算中。

The sentence that names the units covered speaks of this very document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose
from gouji.rules.YR.years import dated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "编制范围年份与材料年份不符"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "部门预算决算公开格式"
GOOD = """# 青禾县林业局2026年部门预算

纳入本部门2026年部门预算编制范围的预算单位共2家。
"""
BAD = """# 青禾县林业局2026年部门预算

纳入本部门«2025年»部门预算编制范围的预算单位共2家。
"""
_PATTERN = re.compile(
    r"(?:纳入|列入|属于)[^，。；]{0,24}?(?P<year>(?<!\d)20\d\d年)[^，。；]{0,16}(?:编制|预算|决算|公开|汇编)范围"
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each such year that is not the document's."""
    for plain in prose(extraction):
        for match in plain.find(_PATTERN):
            found = dated(extraction, plain.offsets[match.start()])
            if found and int(match["year"][:4]) != found[1]:
                message = f"编制范围写的是“{match['year']}”，本材料是{found[1]}年，请核实。"
                yield Hit(*plain.span(*match.span("year")), message, expected=f"{found[1]}年")
