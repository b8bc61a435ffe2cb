"""占比的分母在公开表中：文字写占某项支出的百分比，分母没有写出，按表中数计算不符。

占一般公共预算项目支出总额的100%: the whole is not printed in the text, but the words name one cell of a table of the official set.
Where the text does print a whole of this name, SH101 asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.labels import explain
from gouji.model.claim import Claim, Kind, Ratio, Source
from gouji.rules.forms import table_of
from gouji.rules.prose import plus, same_kind
from gouji.rules.tables import Unclear, figure_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Share
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "占比与表中分母不符"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；文字说明与表格一致"
_TABLE = """
一般公共预算财政拨款支出决算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 300.00 | 220.00 | 80.00 |
| 201 | 一般公共服务支出 | 300.00 | 220.00 | 80.00 |
"""
GOOD = f"""
# 虚构市示例局2024年部门决算
{_TABLE}
## 绩效管理情况

绩效自评共涉及资金60.00万元，占一般公共预算项目支出总额的75%。
"""
BAD = f"""
# 虚构市示例局2024年部门决算
{_TABLE}
## 绩效管理情况

绩效自评共涉及资金60.00万元，占一般公共预算项目支出总额的«80%»。
"""
_CELLS = {
    ("一般公共", "项目"): ("general", "项目"),
    ("一般公共", "基本"): ("general", "基本"),
    ("一般公共", ""): ("general", "合计"),
    ("政府性基金", "项目"): ("fund", "项目"),
    ("", "项目"): ("expenditure", "项目"),
    ("", "基本"): ("expenditure", "基本"),
}
_ALL = 100


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim each share whose whole stands in a table only."""
    del context
    for node in extraction.index.nodes:
        value = node.statement.value
        for share in node.statement.shares:
            whole = _whole(extraction, share, node.statement.start)
            if value is None or whole is None or not same_kind(extraction, value, whole):
                continue
            rate = extraction.figures[share.rate]
            yield Claim(
                rule="SH102",
                kind=Kind.SHARE,
                source=Source.FORM,
                shape=Ratio(plus((value,)), plus((whole,)), share.rate),
                start=rate.start,
                end=rate.end,
                suspect=value if rate.value == _ALL else None,  # all of it: then it is the amount that is not the whole
            )


def _whole(extraction: Extraction, share: Share, offset: int) -> int | None:
    """Return the figure of the one cell that the words name; None where the text prints a whole of this name itself."""
    named = explain(share.whole_label)
    axes = dict(named.axes)
    if named.residue or axes.pop("flow", "支出") != "支出" or axes.keys() - {"funds", "nature"}:
        return None
    form, column = _CELLS.get((axes.get("funds", ""), axes.get("nature", "")), ("", ""))
    table = extraction.forms.get((extraction.part_index(offset), form, ""))
    spot = table.cells.get(("总计", column)) if table else None
    if spot is None or extraction.index.named(share.whole_label, offset):
        return None
    try:
        figure = figure_at(extraction, spot)
    except Unclear:
        return None
    return figure.id if figure is not None and figure.value else None


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a share that the table does not bear out."""
    part, whole, rate = (extraction.figures[number] for number in verdict.claim.figures)
    return f"{part.text}占{table_of(extraction, whole)}中{whole.text}的{verdict.expected}%，此处写{rate.text}，请核实。"
