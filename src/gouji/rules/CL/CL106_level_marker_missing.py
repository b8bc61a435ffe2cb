"""级次标记缺失：“人大事务行政运行（项）”，前一科目后缺（款）。

Where the words before a marker are a known 款 and a known 项 run together, the marker of the first is missing. A marker with
one bracket lost counts as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.CL.names import levels, marked, split
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "科目级次标记缺失"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式：科目写至类、款、项"
GOOD = """# 青禾县人大常委会办公室2026年部门预算

一般公共服务支出（类）人大事务（款）行政运行（项）30万元。
"""
BAD = """# 青禾县人大常委会办公室2026年部门预算

«人大事务»行政运行（项）30万元。教育支出«（类»进修及培训（款）1万元。
"""
_OPEN = re.compile(r"[（(][类款项](?=[\u3400-\u9fff])")
_LOST = re.compile(r"(?P<name>[\u3400-\u9fff]{2,24})(?P<mark>[（(][类款项])(?=[\u3400-\u9fff])(?![级目])")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the name whose marker is missing, or at the broken marker."""
    for plain, match in marked(extraction):
        found = split(match["name"]) if match["level"] == "项" else None
        if found:
            start = match.start("name")
            message = f"“{found[0]}”与“{found[1]}”之间缺少级次标记（款），请补上。"
            yield Hit(*plain.span(start, start + len(found[0])), message, expected=f"{found[0]}（款）")
    for plain in prose(extraction):
        if not _OPEN.search(plain.text):
            continue
        for match in plain.find(_LOST):
            if levels(match["name"]):
                message = f"级次标记“{match['mark']}”缺少右括号，请补上。"
                yield Hit(*plain.span(*match.span("mark")), message, expected=f"{match['mark']}）")
