"""级次标记有误：“行政事业单位离退休（类）”，该科目是款。

The marker behind a name says at which level it stands. Names that stand at several levels are right at each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.CL.names import levels, marked
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "科目级次标记有误"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "当年《政府收支分类科目》：三位为类、五位为款、七位为项"
GOOD = """# 青禾县林业局2026年部门预算

住房保障支出（类）住房改革支出（款）住房公积金（项）30万元，住房保障（类）30万元。
"""
BAD = """# 青禾县林业局2026年部门预算

住房改革支出«（类）»住房公积金（项）30万元。
"""


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each marker of a level at which the name never stood."""
    for plain, match in marked(extraction):
        right = levels(match["name"])
        if right and match["level"] not in right:
            should = "或".join(f"（{level}）" for level in sorted(right, key="类款项".index))
            message = f"“{match['name']}”不是{match['level']}级科目，标记应为{should}，请核对。"
            yield Hit(
                *plain.span(match.end("name"), match.end()), message, expected=should if len(right) == 1 else None
            )
