"""目录与正文的部分名称不一致：目录“第一部分 单位基本情况”，正文“第一部分 单位基本情形”。

Contents and body name the same part. Two names under one ordinal that differ by a character or two are a slip; quite
different ones are not told, since contents are often shorter than titles. Slips in fixed terms are TX109's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.codes import terms
from gouji.rules.FO.outline import contents, part_titles
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "目录与正文的部分名称不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式"
GOOD = """# 青禾县林业局2026年部门预算

## 目录

第一部分 部门概况

第二部分 部门预算表

## 第一部分 青禾县林业局部门概况

## 第二部分 2026年部门预算表
"""
BAD = """# 青禾县林业局2026年部门预算

## 目录

第一部分 «林业局概括»

第二部分 名词解释

## 第一部分 林业局概况

## 第二部分 名词解释
"""
_NEAR = 2


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each part of the contents that the body names otherwise."""
    listed, body = contents(extraction)
    names = {title.ordinal: title for title in part_titles(body)}
    for title in part_titles(listed):
        other = names.get(title.ordinal)
        if other is None or not title.name or not other.name or _same(title.name, other.name):
            continue
        if _distance(title.name, other.name) > _NEAR or {title.name, other.name} & terms.strict():
            continue
        at = title.plain.text.find(title.name)
        message = f"目录中是“{title.name}”，正文中是“{other.name}”，请统一。"
        related = (other.plain.span(0, len(other.plain.text)),)
        yield Hit(*title.plain.span(at, at + len(title.name)), message, expected=other.name, related=related)


def _same(one: str, other: str) -> bool:
    """Whether the names agree but for year, body name, 部门/单位 and marks."""
    first, second = _bare(one), _bare(other)
    return first == second or (bool(first) and bool(second) and (first in second or second in first))


def _bare(name: str) -> str:
    return re.sub(r"20\d\d年?度?|部门|单位|本级|[“”\"（）()、，：:]|表格?$", "", name)


def _distance(one: str, other: str) -> int:
    """Return how many characters differ, for names of about one length; a large number otherwise."""
    if len(one) != len(other):
        shorter, longer = sorted((one, other), key=len)
        gone = any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
        return 1 if gone else len(longer)
    return sum(a != b for a, b in zip(one, other, strict=True))
