"""以“无”填空：“主要用于无”“主要原因是无”不成句。

Where there is nothing to report, the sentence must say so; the word 无 put into the blank of the template does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "以“无”填空"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式的填写要求"
GOOD = """# 青禾县林业局2026年部门预算

国内公务接待支出0万元，主要用于无偿献血活动的支出为0。主要原因是无此项业务。
"""
BAD = """# 青禾县林业局2026年部门预算

国内公务接待支出0万元，«主要用于无»；外事接待支出0万元，«主要原因是无»。
"""
_PATTERN = re.compile(r"(?:主要)?(?:用于|包括|原因是|原因为|是由于|是因为)无(?=[。；;，,、]|等|$)")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each blank filled so."""
    for plain in prose(extraction):
        for match in plain.find(_PATTERN):
            yield Hit(*plain.span(*match.span()), f"“{match[0]}”不成句，请改写（无此项内容的直接说明没有）。")
