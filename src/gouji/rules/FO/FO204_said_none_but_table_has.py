"""文字称没有而表中有数：文字说没有政府性基金（国有资本经营）预算支出，公开表中却有金额。

The reverse of FO106, across the document: a sentence that says outright that there is no such money, and the table of the
official set whose total is not nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.tables import Unclear, figure_at
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.figure import Figure

TITLE = "文字称没有的支出，表中有金额"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格列出空表并说明"
_TABLE = """
政府性基金预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | --- | --- | --- |
|  | 合计 | {0} |  | {0} |
| 212 | 城乡社区支出 | {0} |  | {0} |
"""
_TEXT = """
## 政府性基金预算支出情况

青禾县林业局2026年{}没有政府性基金预算支出{}。
"""
GOOD = f"# 青禾县林业局2026年部门预算\n{_TABLE.format('')}{_TEXT.format('', '')}"
BAD = f"# 青禾县林业局2026年部门预算\n{_TABLE.format('80.00')}{_TEXT.format('«', '»')}"
_NONE = re.compile(
    r"(?<!有)(?:没有|无|未安排|未使用|不涉及)(?:使用|安排|发生|列支)?"
    r"(?P<what>政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款)?(?:安排)?的?(?:收入|收支|支出|预算)?(?=[。，；,;]|$)"
)
_NARROWER = re.compile(r"上年|去年|以前年度|本级|机关|所属|下属|项目")
_FORMS = {
    "政府性基金": (("fund", "合计"), ("fund_account", "本年支出"), ("fund_account", "本年收入")),
    "国有资本经营": (("capital", "合计"), ("capital_account", "本年支出"), ("capital_account", "本年收入")),
}


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each such statement that a total contradicts."""
    for plain in prose(extraction):
        for match in plain.find(_NONE):
            clause = re.split(r"[。；;]", plain.text[: match.start()])[-1]
            amount = _amount(extraction, match["what"], extraction.part_index(plain.start))
            if amount is not None and not _NARROWER.search(clause):
                message = f"文字说“{match[0]}”，表中有{amount.text}，请核实。"
                yield Hit(*plain.span(*match.span()), message, related=((amount.start, amount.end),))


def _amount(extraction: Extraction, what: str, part: int) -> Figure | None:
    """Return the total that is not nothing of the form on this money, None where there is none."""
    for form, column in _FORMS[what]:
        table = extraction.forms.get((part, form, ""))
        spot = table.cells.get(("总计", column)) if table else None
        try:
            figure = figure_at(extraction, spot) if spot else None
        except Unclear:
            continue
        if figure is not None and figure.value:
            return figure
    return None
