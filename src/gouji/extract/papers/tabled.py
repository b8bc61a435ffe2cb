"""The amounts in a paper's tables by what they are: level, fund, side, name, year and basis, from title, column and line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.extract.numbers import half_width
from gouji.extract.papers.facts import Key, fund_named, title_level, without_level
from gouji.model.figure import Dimension

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Column, Extraction, Grid, Line

_YEAR = re.compile(r"20\d\d(?=年)")
_LAST = re.compile(r"上年|去年|上期")
_RATE = re.compile(r"%|增|减|幅|占|为|比|率|±")
_GROWTH = re.compile(r"增|减|幅|±")
_OF_LAST = re.compile(r"(?:为|占)(?:上年|去年|20\d\d年)")
_SPENT = re.compile(r"执行|完成|决算|实际|累计|快报")
_ADJUSTED = re.compile(r"调整|变动")
_CHANGES = re.compile(r"调整数|变动数|调整额|调[增减]")
_AFTER_IT = re.compile(r"后(?:的)?(?:预算)?数?$")
_PLANNED = re.compile(r"预算|安排|年初|计划|预计")
_PART_YEAR = re.compile(r"半年|季度|月")
_SIDE = re.compile(r"收入|支出")
_BRACKET = re.compile(r"\([^()]*\)")
_TOTAL = re.compile(r"[合小]计$")
_WHOLE = re.compile(
    r"(?:地方)?(?:一般公共预算|公共财政预算|政府性基金(?:预算)?|国有资本经营(?:预算)?|社会保险基金(?:预算)?)(?:本年)?(?:收入|支出)"
)
_BESIDE = re.compile(r"转移性|上级补助|补助下级|调[入出]资金|债务转贷|还本|上解|结转|结余")
_NOT_IN_NAMES = re.compile(r"[\s、，“”\"'·]")
_NUMBER = r"[-一二三四五六七八九十\d]"
LEVEL = r"(?:自治区|[省市县区州盟旗])(?:本级|级|直)|本级|全(?:省|自治区|[市县区州盟旗])"
WORDS = (
    r"20\d\d年?|年[度初]?|上年|上半年|\d{1,2}[-—至]\d{1,2}月(?:份)?|地方|一般公共预算|公共财政预算|政府性基金|国有资本经营|社会保险基金|预算|决算|草案|执行|完成|实际|调整|变动|预计|安排"
    r"|收入|支出|收支|总|情况|平衡|明细|科目|项目|按?功能分类|本年|当年|合计|数|金额|额|后|及|和|与|的|表|[-()、.\s]"
)
NUMBERED = rf"附[表件录]{_NUMBER}*|表?{_NUMBER}+"
PLAIN = re.compile(rf"(?:{NUMBERED}|{WORDS}|{LEVEL})*$")
"""A title or a head that says number, year, level, book, side and stage and nothing else, and what it is made of."""
_WITHOUT = {"收入总计": "总计", "支出总计": "总计"}


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage in the line of an amount: "growth" or "completion" (``basis`` as the column words it), ``less`` to be taken off it."""

    figure: int
    kind: str
    basis: str
    less: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount of a table: its key, whose level is "" where the title names none, its basis as in facts, the rates of its line.

    ``head`` are the words over its column.
    """

    key: Key
    basis: str
    figure: int
    table: int
    column: int
    rates: tuple[Share, ...]
    head: str
    line: Line


def plain_name(name: str) -> str:
    """Return the name of an item as text and table both may print it."""
    return _NOT_IN_NAMES.sub("", _BRACKET.sub("", half_width(name)))


def cells(extraction: Extraction) -> Iterator[Cell]:
    """Yield the amounts of the tables whose titles say of which fund they are."""
    for grid in extraction.grids:
        fund = fund_named(grid.title)
        if fund and not grid.doubtful:
            yield from _of_grid(extraction, grid, fund)


def _of_grid(extraction: Extraction, grid: Grid, fund: str) -> Iterator[Cell]:
    columns = [column for column in grid.columns if column.role == "value"]
    years = [int(year) for year in _YEAR.findall(half_width(grid.title))]
    bases = {column.index: based(column_head(column), years) for column in columns}
    rates = [(column, _rated(column, bases)) for column in columns if _is_rate(column_head(column))]
    mixed = any(_BESIDE.search(line.label) for line in grid.lines)
    own_side = _side(grid)
    for line in grid.lines:
        side, name, level = _named(grid, line, fund, own_side)
        if not side or line.role == "note" or (mixed and not name and _bare(line)):
            continue
        for column in columns:
            found = bases[column.index]
            number = single(extraction, grid, line, column, Dimension.MONEY)
            if found is not None and number is not None:
                year, basis = found
                key = Key(level, fund, side, name, year)
                mine = [rate for rate, rated in rates if rated == column.index]
                shares = tuple(share for rate in mine for share in _shares(extraction, grid, line, rate))
                spot = (number, grid.table.index, column.index)
                yield Cell(key, basis, *spot, shares, column_head(column), line)


def _bare(line: Line) -> bool:
    """Whether a line calls itself the total and does not say of what: beside transfers it may be that of both."""
    return _TOTAL.sub("", plain_name(line.label)) in {"", "收入", "支出"}


def _side(grid: Grid) -> str:
    """Return the one side that a table's title names, else its lines do, "" where there are two."""
    said = set(_SIDE.findall(half_width(grid.title)))
    if len(said) != 1:
        said = {side for line in grid.lines for side in _SIDE.findall(line.label)}
    return said.pop() if len(said) == 1 else ""


def _rated(rate: Column, bases: dict[int, tuple[int, str] | None]) -> int | None:
    """Return the column that a column of rates speaks of: before it, of the latest year, carried out rather than planned."""
    before = [
        (year, "执行" in basis, at) for at, base in bases.items() if base and at < rate.index for year, basis in (base,)
    ]
    return max(before)[2] if before else None


def column_head(column: Column) -> str:
    """Return the words over a column, from the top."""
    return half_width("".join(column.path))


def _is_rate(head: str) -> bool:
    return _RATE.search(_YEAR.sub("", head)) is not None


def based(head: str, years: list[int]) -> tuple[int, str] | None:
    """Return year and basis of a column of amounts; None for rates, changes and what no year is known of."""
    if _is_rate(head) or (_CHANGES.search(head) and not _AFTER_IT.search(head)):
        return None
    named = [int(year) for year in _YEAR.findall(head)]
    if not named and len(set(years)) != 1:
        return None
    year = named[-1] if named else years[0] - (1 if _LAST.search(head) else 0)
    if _SPENT.search(head):
        return year, "期中执行" if _PART_YEAR.search(head) else "执行"
    if _ADJUSTED.search(head):
        return year, "调整预算"
    return (year, "预算") if _PLANNED.search(head) else None


def _named(grid: Grid, line: Line, fund: str, own_side: str) -> tuple[str, str, str]:
    """Return side, name and level of a line: "" is the name of the fund's whole side, and the level where nothing names one."""
    label, level = plain_name(line.label), title_level(grid.title)
    if label in _WITHOUT:
        return label[:2], _WITHOUT[label], level
    name = _TOTAL.sub("", label)
    sides = set(_SIDE.findall(name)) or {own_side}
    side = sides.pop() if len(sides) == 1 else ""
    said = title_level(name)
    bare = without_level(name) if said and level in {"", said} else name
    whole = (_WHOLE.fullmatch(bare) and fund_named(bare) == fund) or name in {
        "",
        "收入",
        "支出",
        "本年收入",
        "本年支出",
    }
    return (side, "", level or said) if whole else (side, name, level)


def single(extraction: Extraction, grid: Grid, line: Line, column: Column, dimension: Dimension) -> int | None:
    """Return the one figure of a cell if it is of this dimension."""
    numbers = extraction.in_cell.get((grid.table.index, line.row, column.index), ())
    unit = extraction.figures[numbers[0]].unit if len(numbers) == 1 else None
    return numbers[0] if unit is not None and unit.dimension is dimension else None


def _shares(extraction: Extraction, grid: Grid, line: Line, column: Column) -> Iterator[Share]:
    number = single(extraction, grid, line, column, Dimension.PERCENT)
    if number is not None:
        head = column_head(column)
        of_last = _OF_LAST.search(head) is not None and not _GROWTH.search(head)
        kind = "growth" if of_last or _GROWTH.search(head) else "completion"
        yield Share(number, kind, head, 100 if of_last else 0)
