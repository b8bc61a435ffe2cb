"""三公 as a government's paper tells it: the lines of its tables, with 机关运行经费 printed among them, and the text that sums it up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.labels import explain
from gouji.extract.numbers import half_width
from gouji.extract.papers.facts import level_above, title_level, without_level, years_of
from gouji.extract.papers.stream import passages
from gouji.extract.papers.tabled import PLAIN, based, column_head, single
from gouji.model.figure import Dimension
from gouji.model.subject import ALL, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Grid
    from gouji.extract.papers.stream import Item, Passage

_LEVELS = frozenset({"全", "本级"})
_SANGONG, _OPERATION = "三公", "机关运行经费"
_FINAL, _BUDGET, _DONE = "决算", "预算", "执行"
_YEAR = re.compile(r"(?<![比较与和于\d])20\d\d(?=年)")
_PLANS, _CARRIED_OUT = re.compile(r"安排|预算"), re.compile(r"完成|执行|实际|支出")
_WHOSE = re.compile(r"^(?:\d|其中|汇总|党政|行政|事业|机关|参公|其他|及|和|使?用|开支|共|为|是)*$")
"""What may stay of the words of an amount when its topic is taken out: whose it is, as long as that is everybody's."""


def sangong(extraction: Extraction) -> Iterator[tuple[Subject, int]]:
    """Yield what the paper says of 三公 and its kinds, tables first, each with its figure."""
    for grid in extraction.grids:
        if _SANGONG in grid.title and not grid.doubtful and not grid.note:
            yield from _printed(extraction, grid)
    reader = _Reader(extraction)
    for passage in passages(extraction):
        yield from reader.read(passage)


def _subject(level: str, year: int, basis: str, topic: str) -> Subject:
    axes = {"funds": ALL, "function": ALL, "economic": ALL, "nature": ALL, "measure": "amount"}
    return Subject(scope=level, period=str(year), basis=basis, flow="支出", topic=topic, **axes)


def _printed(extraction: Extraction, grid: Grid) -> Iterator[tuple[Subject, int]]:
    years = [int(year) for year in re.findall(r"20\d\d(?=年)", half_width(grid.title))]
    level = title_level(half_width(grid.title)) or level_above(extraction, grid.table.start)
    for column in grid.columns if level in _LEVELS else ():
        head = column_head(column)
        found = based(head, years) if column.role == "value" and PLAIN.match(head) else None
        for line in grid.lines if found else ():
            topic = _topic(line.label) if line.role != "total" else _SANGONG
            number = single(extraction, grid, line, column, Dimension.MONEY)
            if found and number is not None and topic:
                yield _subject(level, found[0], _FINAL if _FINAL in head else found[1], topic), number


def _topic(label: str) -> str:
    """Return 三公, one of its kinds or 机关运行经费 where a label says that and nothing else."""
    found = explain(half_width(label))
    topic = found.axes.get("topic", "")
    return topic if topic.startswith((_SANGONG, _OPERATION)) and not found.residue else ""


# --- prose --------------------------------------------------------------------------------------------------------------


class _Whole(NamedTuple):
    """What the kinds told behind a sum of 三公 share with it."""

    level: str
    year: int
    basis: str


class _Reader:
    """Goes through the text: a sum holds for its kinds until the next sum or the next title."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction
        self._default = years_of(extraction)
        self._section = -1
        self._whole: _Whole | None = None

    def read(self, passage: Passage) -> Iterator[tuple[Subject, int]]:
        if passage.section != self._section:
            self._section, self._whole = passage.section, None
        for item in passage.items:
            found = explain(without_level(_YEAR.sub("", item.lead)))
            topic = found.axes.get("topic", "")
            if topic == _SANGONG and not item.depth:
                # what is not everybody's, or no plain value, is no sum for the kinds behind it either
                mine = item.plain and _WHOSE.match(found.residue.lstrip("年"))
                self._whole = self._sum(passage, item, found.axes.get("basis", "")) if mine else None
            elif not topic.startswith(f"{_SANGONG}.") or "period" in found.axes or not _WHOSE.match(found.residue):
                continue
            if self._whole and item.plain and topic:
                basis = found.axes.get("basis") or self._whole.basis
                yield _subject(self._whole.level, self._whole.year, basis, topic), item.figure

    def _sum(self, passage: Passage, item: Item, basis: str) -> _Whole | None:
        titles = [half_width(section.title) for section in self._extraction.section_path(passage.start)]
        said = [item.said + item.lead, *reversed(titles)]
        level = title_level(item.lead) or title_level(item.said) or level_above(self._extraction, passage.start)
        years = next((found for text in said if (found := _YEAR.findall(text))), [])
        year = int(years[-1]) if years else self._default.new or self._default.old
        basis = basis or (_BUDGET if _PLANS.search(item.lead) else _DONE if _CARRIED_OUT.search(item.lead) else "")
        return _Whole(level, year, basis) if level in _LEVELS and year and basis else None
