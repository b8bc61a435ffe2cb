"""原因空缺：“主要原因是”“主要用于”之后没有内容。

The phrase demands an answer; a full stop or semicolon directly after it, or the end of the paragraph before the next item,
says that the blank was never filled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "原因或用途空缺"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "《地方预决算公开操作规程》（财预〔2016〕143号）要求说明增减变化原因"
GOOD = """# 青禾县林业局2026年部门预算

公务接待费3万元，比上年减少1万元，主要原因是：压减开支。以上为变动的主要原因。
"""
BAD = """# 青禾县林业局2026年部门预算

公务接待费3万元，比上年减少1万元，«主要原因是»。会议费2万元，«主要用于»；培训费«主要用于等»支出。差旅费«主要用于......»。
"""
_ASKS = r"(?:(?:主要|具体|变动|增减|增加|减少)*的?原因(?:主要)?(?:是|为|系|在于|是因为|是由于|[：:]))"
_USES = r"(?:主要用于|主要包括|具体包括|主要是用于|主要系|主要是由于|主要是因为)"
_PATTERN = re.compile(
    rf"(?:{_ASKS}|{_USES})[：:]?(?:…|\.{{3,}})*(?=[。；;])|(?:{_ASKS}|{_USES})[：:]?等(?=支出|方面|原因|费用|，|。|；)"
)
# What every match holds, without the many ways in which it may begin.
_CORE = re.compile(
    r"(?:原因(?:主要)?(?:是(?:因为|由于)?|为|系|在于|[：:])|主要(?:用于|包括|是用于|系|是由于|是因为)|具体包括)[：:]?[….]*[。；;等]"
)
_AT_END = re.compile(r"(?:主要|具体|变动|增减|增加|减少)*的?原因(?:主要)?(?:是|为|系|在于|是因为|是由于)$")
_MARK = re.compile(r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．])")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each phrase with nothing after it."""
    plains = prose(extraction)
    for index, plain in enumerate(plains):
        after = plains[index + 1] if index + 1 < len(plains) else None
        matches = list(plain.find(_PATTERN)) if _CORE.search(plain.text) else []
        if plain.kind == "paragraph" and (after is None or after.kind == "heading" or _MARK.match(after.text)):
            matches += plain.find(_AT_END, "原因")
        for match in matches:
            yield Hit(*plain.span(*match.span()), f"“{match[0]}”之后没有内容，请补充说明。")
