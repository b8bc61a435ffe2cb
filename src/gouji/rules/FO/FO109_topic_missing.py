"""缺少必备内容：预算、决算说明中没有提到应公开的事项（如“三公”经费、名词解释）。

What must be treated comes from data by kind of document. Only a document that treats most of it is asked for the rest; the note
may be wrong where the topic is published in a file of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.codes.sections import topics
from gouji.model.document import Heading
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.codes.sections import Required
    from gouji.extract.extraction import Extraction, Part

TITLE = "缺少应公开的内容"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "《地方预决算公开操作规程》（财预〔2016〕143号）"
GOOD = """# 青禾县林业局2026年部门预算

一、“三公”经费。二、机关运行经费。三、政府采购。四、国有资产占用情况。五、绩效目标。六、名词解释。
"""
BAD = """# «»青禾县林业局2026年部门预算

一、“三公”经费。二、机关运行经费。三、政府采购。四、国有资产占用情况。五、绩效目标。
"""
MOST = 2


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the first heading of a part for each topic that it lacks."""
    for part in extraction.parts:
        missing = missing_topics(extraction, part)
        if len(missing) > MOST:
            continue
        at = _first_heading(extraction, part.start, part.end)
        for topic in missing:
            yield Hit(at, at, f"没有找到“{topic.topic}”的内容，请核实是否漏列（依据：{topic.basis}）。")


def missing_topics(extraction: Extraction, part: Part) -> list[Required]:
    """Return the topics that a part does not mention; more than ``MOST`` in what is no whole disclosure."""
    text = "".join(extraction.document.text[part.start : part.end].split())
    return [topic for topic in topics(part.kind, part.year, part.region) if not topic.said_in(text)]


def _first_heading(extraction: Extraction, start: int, end: int) -> int:
    """Return where the words of the part's first heading begin."""
    text = extraction.document.text
    for block in extraction.document.blocks:
        if isinstance(block, Heading) and start <= block.start < end:
            line = text[block.start : block.end]
            return block.start + len(line) - len(line.lstrip("# \t　"))
    return start
