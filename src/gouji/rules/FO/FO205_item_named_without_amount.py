"""文字所列开支表中为零：“主要包括”列举的经济科目，基本支出表中没有金额。

The list of 人员经费 or 公用经费 in the text names the economic 科目 that were spent on. Asked only where at least five of the names
bear an amount in the table of 基本支出 and one or two do not (a list copied whole from the form names dozens that do not).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.rules.FO.listed import rows_of
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "文字列举的开支科目在表中没有金额"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；文字说明与表格一致"
_TABLE = """
一般公共预算财政拨款基本支出决算表

单位：万元

| 科目编码 | 科目名称 | 决算数 |
| --- | --- | --- |
|  | 合计 | 30.00 |
| 302 | 商品和服务支出 | 30.00 |
| 30201 | 办公费 | 10.00 |
| 30207 | 邮电费 | {0} |
| 30211 | 差旅费 | 5.00 |
| 30226 | 劳务费 | 5.00 |
| 30228 | 工会经费 | 4.00 |
| 30229 | 福利费 | {1} |
"""
_TEXT = """
## 基本支出情况

公用经费30.00万元，主要包括：办公费、{}、差旅费、劳务费、工会经费、福利费。
"""
GOOD = f"# 青禾县林业局2026年部门决算\n{_TABLE.format('2.00', '4.00')}{_TEXT.format('邮电费')}"
BAD = f"# 青禾县林业局2026年部门决算\n{_TABLE.format('0.00', '6.00')}{_TEXT.format('«邮电费»')}"
_LIST = re.compile(r"包括[:：]?(?P<items>[^。；;]{8,400})")
_ITEM = re.compile(r"[^、，,：:和]+")
_FEW = 5
_MOST = 2
_ECONOMIC = 5


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each name whose line in the table bears no amount."""
    tables = [table for (_, form, _), table in extraction.forms.items() if form == "general_basic"]
    if len(tables) != 1:
        return
    spent = set(rows_of(extraction, tables[0]))
    printed = set(tables[0].codes("code"))
    for plain in prose(extraction):
        for found in plain.find(_LIST):
            codes = {match: _code(match[0], printed) for match in _ITEM.finditer(found["items"])}
            bare = [match for match, code in codes.items() if code and code not in spent]
            if sum(code in spent for code in codes.values()) >= _FEW and 0 < len(bare) <= _MOST:
                for match in bare:
                    start = found.start("items") + match.start()
                    message = f"文字列举了“{match[0]}”，“{tables[0].title}”中没有它的金额，请核实。"
                    yield Hit(*plain.span(start, start + len(match[0])), message)


def _code(name: str, printed: set[str]) -> str:
    """Return the code of an economic 款 that the table prints, "" for anything else."""
    codes = {item.code for item in classification.lookup_name(classification.normal(name))} & printed
    return next((code for code in codes if len(code) == _ECONOMIC and code[0] in "35"), "")
