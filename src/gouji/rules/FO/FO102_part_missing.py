"""目录所列部分正文中没有。

Where the body has titles 第…部分, each part of the contents must be among them, or at least its name stand somewhere as a
title of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.FO.outline import contents, part_titles, without_leader
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "目录所列部分正文中没有"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式"
GOOD = """# 青禾县林业局2026年部门预算

## 目录

第一部分 部门概况

第二部分 部门预算表

## 第一部分 部门概况

## 第二部分 部门预算表
"""
BAD = """# 青禾县林业局2026年部门预算

## 目录

第一部分 部门概况

第二部分 部门预算表

«第三部分 名词解释»

## 第一部分 部门概况

## 第二部分 部门预算表
"""
_SURE = 2


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each part of the contents that the body lacks."""
    listed, body = contents(extraction)
    ordinals = {title.ordinal for title in part_titles(body)}
    if len(ordinals) < _SURE:
        return
    titles = {without_leader(plain.text) for plain in body}
    for title in part_titles(listed):
        if title.ordinal in ordinals or any(title.name and title.name in text for text in titles):
            continue
        span = title.plain.span(0, len(without_leader(title.plain.text)))
        yield Hit(*span, f"目录列有“{without_leader(title.plain.text)}”，正文中没有找到，请核实。")
