"""清单重复列项：“基本工资、奖金、医疗费、奖金”。

A list of the things that an amount pays for names each once. The same item twice among five or more says that one of them should
be another (奖励金), or was put in twice. Items inside brackets belong to their own list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "清单中同一项列了两次"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

人员经费主要包括：基本工资、津贴补贴、奖金、绩效工资、离休费、退休费、奖励金、其他。用于甲乡造林、乙乡造林、丙乡造林、丁乡造林。
"""
BAD = """# 青禾县林业局2026年部门预算

人员经费主要包括：基本工资、津贴补贴、奖金、离休费、退休费、«奖金»、住房公积金。
"""
_LIST = re.compile(r"[\u3400-\u9fff（）()“”]+(?:、[\u3400-\u9fff（）()“”]+){4,}")
_INSIDE = re.compile(r"[（(][^（）()]*[）)]")
_ITEM = re.compile(r"[^、]+")
_SHORTEST = 2
_LONGEST = 16
_NOUN = re.compile(r"(?:费|费用|金|工资|补贴|补助|支出|津贴|缴费|购置|经费|保险|补偿)$")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the second of two equal items of one list."""
    for plain in prose(extraction):
        if plain.text.count("、") <= _SHORTEST:
            continue
        for match in plain.find(_LIST):
            first: dict[str, int] = {}
            for item in _ITEM.finditer(_INSIDE.sub(lambda found: "、" * len(found[0]), match[0])):
                name, start = item[0], match.start() + item.start()
                if not _SHORTEST <= len(name) <= _LONGEST or not _NOUN.search(name):
                    continue
                if name in first:
                    related = (plain.span(first[name], first[name] + len(name)),)
                    message = f"“{name}”在同一清单中列了两次，请核实。"
                    yield Hit(*plain.span(start, start + len(name)), message, related=related)
                first.setdefault(name, start)
