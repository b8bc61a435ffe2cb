"""Sums along a row: 合计 over 基本支出 and 项目支出, 小计 inside a header group, numbered formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.extract.tables.relation import Relation
from gouji.extract.tables.sheets import is_rate
from gouji.extract.tables.words import NOT_PART, TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Column
    from gouji.extract.tables.sheets import Sheet

_SANGONG = re.compile(r"出国|出境|公务用车|公务接待|接待费")
_KNOWN = re.compile(
    r"三公|基本支出|项目支出|人员|公用|一般公共|政府性基金|国有资本|财政拨款|财政专户|事业|经营|上级|附属|其他|上缴|出国|公务|接待|购置|运行"
    r"|货物|工程|服务|会议费|培训费|单位资金|结转|结余|社会保险|工资|补助|机动|拨款|收入|专户|非税|专项|教育收费|金额"
)
_WHOLE = re.compile(
    r"^(?:本年|当年|预算|决算|全年)?(?:收入|支出|资金|预算|经费)?(?:数|总)?(?:合计|总计|小计|总额|共计)$"
)
_NESTED = (
    (re.compile(r"^基本支出"), re.compile(r"人员(?:经费|支出)|公用(?:经费|支出)")),
    (
        re.compile(r"公务用车.*(?:及|和|、)"),
        re.compile(r"用车购置费?$|用车运行(?:维护)?费?$|^购置费?|^运行(?:维护)?费?"),
    ),
    (re.compile(r"^财政拨款(?:收入|小计)?$"), re.compile(r"一般公共|政府性基金|国有资本")),
    (re.compile(r"三公"), _SANGONG),
)
_ADJUSTMENT = (
    re.compile(r"年初预算|原预算|调整前|^预算数$"),
    re.compile(r"^(?:本次|此次)?(?:预算)?(?:调整|增减|变动|调增|新增)(?:额|数|金额)?(?:[(（].*[)）])?$"),
    re.compile(r"调整后|变动后|调整预算|变动预算"),
)
_MONEY = re.compile(r"^(?:预算)?金额(?:[(（].*[)）])?$")


@dataclass(frozen=True, slots=True)
class _Leaf:
    at: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """Column ``result`` = Σ ``parts`` in every row; positions count the value columns from 0."""

    result: int
    parts: tuple[int, ...]
    stated: bool


def column_sums(sheet: Sheet) -> Iterator[Relation]:
    """Yield the header's sums for every line."""
    for number, rule in enumerate(column_rules(sheet.columns)):
        key = ("column", sheet.grids[0].table.index, sheet.grids[0].block, number)
        for node in sheet.nodes:
            if node.role == "note":
                continue
            parts = tuple((node.cells[part], 1) for part in rule.parts)
            yield Relation(node.cells[rule.result], parts, key, stated=rule.stated and sheet.trusted, majority=True)


def column_rules(columns: Sequence[Column]) -> list[ColumnRule]:
    """Return what the header tree says of the value columns."""
    leaves = [_Leaf(at, column.path) for at, column in enumerate(columns) if not is_rate(column)]
    rules = [*_rules(leaves, 0), *_adjusted(leaves)]
    for group in _measures(leaves):
        rules += _rules(group, 0)
    return list(dict.fromkeys(rules))


def _adjusted(leaves: Sequence[_Leaf]) -> Iterator[ColumnRule]:
    """Yield 年初预算数 + 调整数 = 调整后预算数, where each stands in one column."""
    found = [[leaf.at for leaf in leaves if leaf.path and head.search(leaf.path[-1])] for head in _ADJUSTMENT]
    if all(len(columns) == 1 for columns in found):
        opening, change, after = (columns[0] for columns in found)
        yield ColumnRule(after, (opening, change), stated=False)


def _measures(leaves: Sequence[_Leaf]) -> list[list[_Leaf]]:
    """Return the columns by their lowest header text, where it repeats under every group: 合计{预算数,决算数} …."""
    lowest: dict[str, list[_Leaf]] = {}
    for leaf in leaves:
        if len(leaf.path) > 1:
            lowest.setdefault(leaf.path[-1], []).append(_Leaf(leaf.at, leaf.path[:-1]))
    sizes = {len(group) for group in lowest.values()}
    if len(lowest) < 2 or len(sizes) != 1 or sizes == {1}:  # noqa: PLR2004  two measures under two groups at least
        return []
    return list(lowest.values())


def _rules(leaves: Sequence[_Leaf], level: int) -> Iterator[ColumnRule]:
    nodes = _siblings(leaves, level)
    rule = _total_rule(nodes, level)
    if rule:
        yield rule
    for name, group in nodes:
        if name and len(group) > 1:
            yield from _rules(group, level + 1)


def _siblings(leaves: Sequence[_Leaf], level: int) -> list[tuple[str, list[_Leaf]]]:
    nodes: list[tuple[str, list[_Leaf]]] = []
    for leaf in leaves:
        name = leaf.path[level] if level < len(leaf.path) else ""
        if nodes and name and nodes[-1][0] == name and level + 1 < len(leaf.path):
            nodes[-1][1].append(leaf)
        else:
            nodes.append((name, [leaf]))
    return nodes


def _total_rule(nodes: Sequence[tuple[str, list[_Leaf]]], level: int) -> ColumnRule | None:
    """Return the sum that one total column among siblings states."""
    totals = [
        at
        for at, (name, group) in enumerate(nodes)
        if len(group) == 1 and len(group[0].path) <= level + 1 and TOTAL.match(name) and not NOT_PART.search(name)
    ]
    if len(totals) != 1:
        return None
    total = totals[0]
    others = [node for at, node in enumerate(nodes) if at != total]
    parts = [node for node in others if node[0] and not NOT_PART.search(node[0])]
    parts = _without_nested(parts)
    clear = len(parts) == len(others)
    if "三公" in nodes[total][0]:
        parts = [node for node in others if _SANGONG.search(node[0])]
        clear = len(parts) == 3  # noqa: PLR2004  出国, 公务用车, 接待
    elif not _WHOLE.match(nodes[total][0]):
        clear = False
    shown = [_represented(group, level + 1) for _, group in parts]
    if any(not columns for columns in shown) or sum(map(len, shown)) < 2:  # noqa: PLR2004  one part alone is no sum
        return None
    clear = clear and len(parts) > 1
    known = all(_KNOWN.search(name) for name, _ in parts)
    result = nodes[total][1][0].at
    return ColumnRule(result, tuple(at for columns in shown for at in columns), stated=clear and known)


def _without_nested(parts: list[tuple[str, list[_Leaf]]]) -> list[tuple[str, list[_Leaf]]]:
    """Drop the columns that divide a neighbour although the header does not nest them: 基本支出 beside 人员经费, 公用经费."""
    names = [name for name, _ in parts]
    inner = [
        narrow for broad, narrow in _NESTED if any(broad.search(name) and not narrow.search(name) for name in names)
    ]
    return [part for part in parts if not any(narrow.search(part[0]) for narrow in inner)]


def _represented(group: Sequence[_Leaf], level: int) -> list[int]:
    """Return the columns that stand for a header group: its own total, else all its lowest columns."""
    if len(group) == 1:
        return [group[0].at]
    nodes = _siblings(group, level)
    totals = [
        node for node in nodes if len(node[1]) == 1 and (_WHOLE.match(node[0]) or _MONEY.match(node[0]) or not node[0])
    ]
    if len(totals) == 1:
        return [totals[0][1][0].at]
    if totals:
        return []
    kept = [node for node in nodes if not NOT_PART.search(node[0])]
    found: list[int] = []
    for _, inner in kept:
        columns = _represented(inner, level + 1)
        if not columns:
            return []
        found += columns
    return found
