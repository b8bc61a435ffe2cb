"""科目名称已更名：2024年材料中写“医疗卫生与计划生育支出”。

The classification is revised every year. A name that had ended before the document's year, and that no document of that year
prints, is taken from an older one. Where the year of the change rests on general knowledge the finding is a note, and in the
year of the change itself nothing is said. A sentence that tells of the change itself is right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.model.finding import Severity
from gouji.rules.CL.names import outdated, successor
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import HAN, Plain, cells, prose
from gouji.rules.YR.years import dated, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "科目名称已更名"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "当年《政府收支分类科目》"
GOOD = """# 青禾县卫生站2024年部门预算

卫生健康支出30万元（原科目名称为医疗卫生与计划生育支出）。
"""
BAD = """# 青禾县卫生站2024年部门预算

«医疗卫生与计划生育支出»30万元，«文化体育与传媒支出»（类）1万元。
"""
_TOLD = re.compile(r"原|更名|改为|调整为|变更为|合并为")
_MARKER = re.compile(r"[（(](?:\d{3,7})?[类款项][）)]")
_WORDS = re.compile("管理|政策|改革|结构|责任|项目|范围|标准|规模|绩效|效益|方向|重点")
_LEAD = re.compile("(?:包括|其中|用于|安排|列|和|及|与|为|是|在|的|类|款|项|预算|决算|支出|如|至|到|年)$")
_CLASS_OR_SECTION = 5
_LONG = 6


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each outdated name in running text, and at the first of each name in the tables."""
    for plain in prose(extraction):
        for _, hit in _hits(extraction, plain):
            yield hit
    told: set[str] = set()
    for plain in cells(extraction):
        for name, hit in _hits(extraction, plain):
            if name not in told:
                told.add(name)
                yield hit


def _hits(extraction: Extraction, plain: Plain) -> Iterator[tuple[str, Hit]]:
    for start, end, name in classification.find(plain.text):
        if not _is_name(plain, start, end, name):
            continue
        found = dated(extraction, plain.offsets[start])
        rename = outdated(name, found[1]) if found else None
        if rename and rename.basis == "general_knowledge" and len(rename.code) > _CLASS_OR_SECTION:
            continue  # names of 项 recur under several 款, and our list has gaps there
        if not found or rename is None or found[1] == rename.year or _told(plain, start):
            continue
        last = successor(rename, found[1])
        unsure = last.basis == "general_knowledge"
        message = f"“{name}”自{rename.year}年起已更名，{found[1]}年应为“{last.new}”，请核对。"
        yield name, Hit(*plain.span(start, end), message, expected=last.new, severity=Severity.NOTE if unsure else None)


def _is_name(plain: Plain, start: int, end: int, name: str) -> bool:
    """Whether the words are meant as a name: long and ending as names do, marked with a level, or a whole cell."""
    if start == 0 and end == len(plain.text) and plain.kind == "cell":
        return True
    if start and re.match(HAN, plain.text[start - 1]) and not _LEAD.search(plain.text[:start]):
        return False
    if _MARKER.match(plain.text, end):
        return True
    return len(name) >= _LONG and name.endswith("支出") and not _WORDS.match(plain.text, end)


def _told(plain: Plain, at: int) -> bool:
    start, end = sentence(plain, at)
    return _TOLD.search(plain.text, start, end) is not None
