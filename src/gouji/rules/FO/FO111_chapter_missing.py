"""缺少说明章节：当地统一格式的情况说明中应有的章节，正文没有。

Which chapters the explanation has is data by place, kind and year (``codes/data/forms/sets.toml``). Only a document that keeps to
that outline, with at least half of its chapters, is asked for the rest, and for no more than two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.codes import forms
from gouji.rules.FO.outline import contents, without_leader
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.wording import Plain

TITLE = "缺少当地统一格式中的说明章节"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "部门预算决算公开统一格式（按地区、年度）；《地方预决算公开操作规程》（财预〔2016〕143号）"
_TEXT = """# 四川省虚构市青禾县林业局2024年度部门决算

## 一、收入支出决算总体情况说明

## 二、收入决算情况说明

## 三、支出决算情况说明

## 四、财政拨款收入支出决算总体情况说明

## 五、一般公共预算财政拨款支出决算情况说明

## 六、一般公共预算财政拨款基本支出决算情况说明

## 七、财政拨款“三公”经费支出决算情况说明

{}## 九、国有资本经营预算支出决算情况说明

## 十、其他重要事项的情况说明
"""
GOOD = _TEXT.format("## 八、政府性基金预算支出决算情况说明\n\n")
BAD = _TEXT.replace("## 七、", "## «»七、").format("")
_MARK = re.compile(r"^(?:第?[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十]部分)[、：:]?")
_LONGEST = 50
_MOST = 2


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the chapter after which each missing one should stand."""
    part = extraction.parts[0]
    demanded = forms.set_of(part.kind, part.year, part.region) if part.year else None
    if demanded is None or not demanded.headings:
        return
    _, body = contents(extraction)
    titles = [(_named(plain), plain) for plain in body if len(plain.text) <= _LONGEST]
    found = {name: _found(name, word, titles) for name, word in demanded.headings}
    missing = [name for name, plain in found.items() if plain is None]
    if len(missing) > min(_MOST, len(found) // 2):
        return
    before: Plain | None = None
    for name, plain in found.items():
        before = plain or before
        if plain is None:
            at = before.start if before else part.start
            yield Hit(at, at, f"没有找到“{name}”一节，请核实是否漏列（没有此项收支的也应说明）。")


def _named(plain: Plain) -> str:
    """Return a title without its number and its 关于."""
    return _MARK.sub("", without_leader(plain.text)).removeprefix("关于")


def _found(name: str, word: str, titles: list[tuple[str, Plain]]) -> Plain | None:
    """Return the title of a chapter: one that ends with its name, else any title with its word."""
    bare = _bare(name)
    exact = (plain for text, plain in titles if _bare(text).endswith(bare))
    return next(exact, next((plain for text, plain in titles if word and word in forms.bare(text)), None))


def _bare(title: str) -> str:
    return forms.stem(title).removesuffix("说明").removesuffix("的")
