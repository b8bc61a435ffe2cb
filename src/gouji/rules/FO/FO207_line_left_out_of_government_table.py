"""A government's table lacks a line: its lines come to less than their total by just what another place of the paper says of a line it has not.

A government's lists may leave lines out, so that a sum alone accuses nobody. Asked of tables whose title names level and budget; what the
total has more must be, to three digits at least, the amount of one line of the same level, budget, year and basis in another table or in the text.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.papers.facts import plain_level
from gouji.extract.papers.tabled import cells, plain_name
from gouji.extract.tables.rowsums import below_of, code_sums, list_sums, total_sums
from gouji.model.claim import Linear
from gouji.rules.papers import facts_of
from gouji.rules.rule import Hit
from gouji.rules.tables import claims, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.papers.facts import Key
    from gouji.model.claim import Claim
    from gouji.model.figure import Figure
    from gouji.rules.rule import Context

TITLE = "政府表格漏列一行"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：公开的预算、决算应当完整；合计应等于所列各项之和"
_PAPER = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告

附表1 2024年全市一般公共预算支出执行情况表

单位：万元

| 项目 | 年初预算数 | 执行数 |
|---|---|---|
| 一、教育支出 | 232000 | 234567 |
{}| 三、科学技术支出 | 21000 | 20876 |
| 一般公共预算支出合计 | 373000 | {} |

附表2 2025年全市一般公共预算支出预算表

单位：万元

| 项目 | 2024年执行数 | 2025年预算数 |
|---|---|---|
| 一、教育支出 | 234567 | 240000 |
| 二、农林水支出 | 118432 | 121000 |
| 三、科学技术支出 | 20876 | 22000 |
| 一般公共预算支出合计 | 373875 | 383000 |
"""
GOOD = _PAPER.format("| 二、农林水支出 | 120000 | 118432 |\n", "373875")
BAD = _PAPER.format("", "«373875»")
_TELLING = 100
"""How many times its rounding an amount must be, so that two that agree are surely one."""

_Place = tuple[str, str, str, int, str]


class _Told(NamedTuple):
    """An amount elsewhere: the name of its line, its figure, the title of its table ("" in the text)."""

    name: str
    figure: Figure
    title: str


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Report each total that has more than its lines by just one line told elsewhere."""
    del context
    if not extraction.governmental:
        return
    keys = {cell.figure: _place(cell.key, cell.basis) for cell in cells(extraction)}
    told = _told(extraction)
    for sheet in extraction.sheets:
        names = {plain_name(node.line.label) for node in sheet.nodes}
        relations = (*total_sums(sheet), *list_sums(sheet), *code_sums(sheet))
        for claim in claims(extraction, relations, "FO207", below=below_of(sheet)):
            hit = _hit(extraction, claim, keys, told, names)
            if hit is not None:
                yield hit
                break


def _place(key: Key, basis: str) -> _Place:
    return plain_level(key.level), key.fund, key.side, key.year, basis


def _told(extraction: Extraction) -> dict[_Place, list[_Told]]:
    """Return the amounts of named lines by level, budget, side, year and basis: of tables and of the text."""
    found: dict[_Place, list[_Told]] = defaultdict(list)
    titles = {grid.table.index: grid.title for grid in extraction.grids}
    for cell in cells(extraction):
        if cell.key.level and cell.key.name:
            told = _Told(plain_name(cell.line.label), extraction.figures[cell.figure], titles[cell.table])
            found[_place(cell.key, cell.basis)].append(told)
    for key, facts in facts_of(extraction).items():
        for fact in facts if key.name else ():
            told = _Told(plain_name(key.name), extraction.figures[fact.item.figure], "")
            found[_place(key, fact.basis)].append(told)
    return found


def _hit(
    extraction: Extraction, claim: Claim, keys: dict[int, _Place], told: dict[_Place, list[_Told]], names: set[str]
) -> Hit | None:
    """Return the hit of a sum that lacks one line told elsewhere, None where it holds or lacks something else."""
    shape = claim.shape
    if not isinstance(shape, Linear) or holds(extraction, claim):
        return None
    total = extraction.figures[shape.result]
    parts = [extraction.figures[number] for number, _ in shape.terms]
    places = {keys[part.id] for part in parts if part.id in keys}
    if len(places) != 1 or not all(coefficient == 1 for _, coefficient in shape.terms):
        return None
    (place,) = places
    gap = (total.amount or Decimal(0)) - sum((part.amount or Decimal(0) for part in parts), Decimal(0))
    slack = total.slack + sum((part.slack for part in parts), Decimal(0))
    missing = [one for one in told[place] if place[0] and one.name not in names and _is(one.figure, gap, slack)]
    if len({one.name for one in missing}) != 1:
        return None
    one = missing[0]
    where = f"“{one.title}”" if one.title else "文字"
    message = f"合计{total.text}比所列各项之和多出的数，正是{where}中“{one.name}”的{one.figure.text}，表中没有这一行，请核实是否漏列。"
    return Hit(total.start, total.end, message)


def _is(figure: Figure, gap: Decimal, slack: Decimal) -> bool:
    """Whether a figure is what is missing, to three digits at least."""
    reach = slack + figure.slack
    return figure.exact and gap > _TELLING * reach and abs((figure.amount or Decimal(0)) - gap) <= reach
