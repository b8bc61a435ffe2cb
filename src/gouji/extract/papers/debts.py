"""A government's debt as its papers tell it: limit (债务限额), balance (债务余额) and new limit of the year (新增债务限额), by level and kind.

What is told of other levels (县级 in a city's paper), of a part of a year's limits (提前下达, 本次增加, 留用) or of the beginning of
a year is none of these. A limit is one whether its table prints it as 预算数 or 执行数; a balance of 预算数 is a plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.numbers import half_width
from gouji.extract.papers.facts import years_of
from gouji.extract.papers.stream import passages
from gouji.extract.papers.tabled import single
from gouji.model.figure import Dimension
from gouji.model.subject import ALL, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Column, Extraction, Grid, Line
    from gouji.extract.papers.stream import Item, Passage

FLOW = "债务"
LIMIT, BALANCE, NEW_LIMIT = "债务限额", "债务余额", "新增债务限额"
"""Topics of the facts; their funds are the kind of debt, or all of it."""
_WHOLE, _OWN, _OTHER = "全", "本级", "别处"
_UNITS = "省市县区州盟旗镇乡"
_YEAR = re.compile(r"20\d\d(?=年)")
_MARKS = re.compile(r"[①-⑳※*]|\[[^\]]{0,4}\]|[\s“”]")
_NOT_IT = re.compile(r"提前|累计|争取|结存|待分配|留用|分配|转贷|年初|期初|上年|去年|以前年度|收回|调[增减]|置换|隐性")
_PART_OF_IT = re.compile(r"本次|此次|[首前]批|第.批")
_KIND = r"(?:政府)?(?P<kind>一般|专项)?(?:政府)?"
_BODY = r"(?:地方)?(?:政府)?(?:法定)?"
_NAMED = re.compile(
    rf"{_KIND}债务?(?P<what>余额限额|总?限额|余额)"
    r"(?:合计|总额|总计|实际数|(?:预计)?执行数|决算数|数)?(?:\((?:预算数|决算数|执行数)\))?(?:控制)?(?:[为是至达共]|达到)?$"
)
_LATER = re.compile(r"(?:预计)?(?:年末|年底|20\d\d年(?:年)?[末底])?(?:法定)?余额(?:合计)?(?:[为是达]|达到)?$")
_BARE = re.compile(rf"(?:占比?)?(?:其中)?[:、,]?{_KIND}债务?(?:[为是])?$")
_SUBLINE = re.compile(rf"(?:其中)?[:：]?{_KIND}债务(?P<what>限额|余额)?$")
_LINE = re.compile(
    rf"(?P<year>20\d\d)年?(?:[末底])?(?:年末)?{_BODY}(?:新增)?{_BODY}{_KIND}债务(?:新增)?(?P<what>余额限额|限额|余额)"
    r"(?:实际数|(?:预计)?执行数|决算数|预算数)?(?:\((?:预算数|决算数|执行数)\))?$"
)
_NO_HEAD = re.compile(r"表$|^单位|^[A-Z](?:=[A-Z](?:[+-][A-Z])*)?$")
_AREAS = re.compile(r"地区|区划|市县")
_ITEMLESS = re.compile(r"(?:预算|执行|决算)(?:数|额)?|金额|数额|合计")
_WHOLE_COLUMN = re.compile(rf"本地区|全[{_UNITS}]|全自治区")
_OWN_COLUMN = re.compile(rf"(?:自治区|[{_UNITS}])?本级")
_WHOLE_LINE = re.compile(rf"全[{_UNITS}]|全自治区|合计|总计|本地区")
_NOT_LIMITS = re.compile(r"提前|批|调整|收回|下达|分配|上年|年初|平均|付息|还本|发行")
_NOT_WHOLE = re.compile(r"提前|[首前]批|第.批")
_PLANNED, _FINAL, _DONE, _ADJUSTED, _SO_FAR = "预算", "决算", "执行", "调整预算", "期中执行"


class Debt(NamedTuple):
    """What an amount of debt is: level (全, 本级, or of others), topic, kind ("" for all of it) and year."""

    level: str
    topic: str
    kind: str
    year: int


@dataclass(frozen=True, slots=True)
class Paper:
    """Which paper is read: its kind and year, and the place whose government it is ("" where it is not known)."""

    kind: str
    year: int | None
    place: str

    def basis(self, debt: Debt, words: str) -> str:
        """Return the basis of what the paper says of a debt, "" where it cannot be told; ``words`` stand over and before the amount."""
        if "决算" in words:
            return _FINAL
        planned = debt.topic != LIMIT and "预算数" in words
        if self.year is None:
            return _DONE if re.search("执行|实际", words) and not planned else ""
        later = debt.year - self.year
        if self.kind == "government_budget":
            found = {0: _PLANNED, -1: _DONE}.get(later, _FINAL if later < 0 else "")
        else:
            here = {"adjustment": _ADJUSTED, "half_year": _SO_FAR, "government_final": _FINAL}.get(self.kind, "")
            found = here if later == 0 else _FINAL if later < 0 and here == _FINAL else ""
        return "" if planned and found != _PLANNED else found


def debts(extraction: Extraction, paper: Paper) -> Iterator[tuple[Subject, int]]:
    """Yield what the paper tells of debt, tables first, each with its figure."""
    for debt, words, figure in (*_tabled(extraction, paper.place), *_told(extraction, paper.place)):
        basis = paper.basis(debt, words)
        if debt.level in {_WHOLE, _OWN} and basis:
            kind = f"{debt.kind}债务" if debt.kind else ALL
            axes = {"function": ALL, "economic": ALL, "nature": ALL, "measure": "amount"}
            yield Subject(debt.level, str(debt.year), basis, FLOW, kind, topic=debt.topic, **axes), figure


# --- prose --------------------------------------------------------------------------------------------------------------


def _told(extraction: Extraction, place: str) -> Iterator[tuple[Debt, str, int]]:
    years = years_of(extraction)
    for passage in passages(extraction):
        titles = [section.title for section in extraction.section_path(passage.start)]
        known = [int(year) for title in titles for year in _YEAR.findall(half_width(title))]
        yield from _Reader(place, known[-1] if known else years.old).read(passage)


class _Reader:
    """Goes through a paragraph: a year holds until another is named, a level and a kind of debt hold for the amounts right after it."""

    def __init__(self, place: str, year: int | None) -> None:
        self._place = place
        self._year = year
        self._sentence = -1
        self._before = 0
        self._last: Debt | None = None

    def read(self, passage: Passage) -> Iterator[tuple[Debt, str, int]]:
        for item in passage.items:
            words = self._words(item)
            if not item.plain and not _NAMED.search(words):
                continue  # a change (比上年增加2亿元) tells nothing of what follows
            self._last = self._debt(item, words)
            if self._last is not None:
                yield self._last, "", item.figure

    def _words(self, item: Item) -> str:
        """Return what is said since the amount before, and take in the year and the sentence."""
        if item.sentence != self._sentence:
            self._sentence, self._before, self._last = item.sentence, 0, None
        words = _MARKS.sub("", half_width(item.said[self._before :] + item.lead))
        self._before = len(item.said) + len(item.lead)
        found = _YEAR.findall(words)
        self._year = int(found[-1]) if found else self._year
        return words

    def _debt(self, item: Item, words: str) -> Debt | None:
        if not item.plain or self._year is None or _NOT_IT.search(words) or _PART_OF_IT.search(half_width(item.lead)):
            return None
        named = _NAMED.search(words)
        if named is None:
            return _part(words, self._last)
        topic = BALANCE if named["what"] == "余额" else NEW_LIMIT if "新增" in words else LIMIT
        level = level_in(words[: named.start()], self._place)
        if not level and self._last is None:
            return None
        if not level and self._last and topic == LIMIT and named["kind"]:
            topic = NEW_LIMIT if self._last.topic == NEW_LIMIT else LIMIT
        return Debt(level or (self._last.level if self._last else ""), topic, named["kind"] or "", self._year)


def _part(words: str, before: Debt | None) -> Debt | None:
    """Return what an amount is whose words name a kind of debt alone, or the balance of the limit right before it."""
    if before is None:
        return None
    if before.topic == LIMIT and _LATER.fullmatch(words):
        return before._replace(topic=BALANCE)
    part = _BARE.fullmatch(words)
    return before._replace(kind=part["kind"]) if part and part["kind"] else None


def level_in(text: str, place: str) -> str:
    """Return the level that words name last: of the whole place (全市, 我市, its name), its own (市本级, 市级), others' (县级); "" where they name none."""
    own = re.escape(place[-1:]) if place else ""
    bare = re.sub(r"\([^)]*\)", "", text)
    bare = bare.replace(place, f"全{place[-1]}") if place else bare
    found = [
        (match.end(), level)
        for level, pattern in (
            (_WHOLE, rf"全(?:自治区|[{_UNITS}])|[我本](?:自治区|[{_UNITS}])(?!本?级)|各级"),
            (_OWN, rf"(?:自治区|[{_UNITS}])?本级" + (rf"|{own}级" if own else "")),
            (_OTHER, rf"(?<!自治)[县区旗镇乡](?!本级)|[{_UNITS}]级|园区|新区|下级|所属"),
        )
        for match in re.finditer(pattern, bare)
    ]
    last = max((end for end, _level in found), default=0)
    named = [level for end, level in found if end == last]
    return next((level for level in (_WHOLE, _OWN, _OTHER) if level in named), "")


# --- tables -------------------------------------------------------------------------------------------------------------


def _tabled(extraction: Extraction, place: str) -> Iterator[tuple[Debt, str, int]]:
    for grid in extraction.grids:
        title = _title(grid)
        if title and not grid.doubtful and not _NOT_WHOLE.search(title):
            of_areas = any(column.role == "label" and _AREAS.search("".join(column.path)) for column in grid.columns)
            yield from (_by_areas if of_areas else _by_items)(extraction, grid, title, place)


def _title(grid: Grid) -> str:
    """Return a table's title, which a workbook may print in its columns' heads."""
    titles = [grid.title, *(text for column in grid.columns for text in column.path if text.endswith("表"))]
    return half_width(next((text for text in titles if "债务" in text), ""))


def _head(column: Column) -> str:
    texts = [half_width(text) for text in column.path]
    return "".join(text for text in texts if not _NO_HEAD.search(text))


def _by_areas(extraction: Extraction, grid: Grid, title: str, place: str) -> Iterator[tuple[Debt, str, int]]:
    """Yield a table with a line for each area: its lines of the place as a whole and of its own level."""
    years = {int(year) for year in _YEAR.findall(title)}
    for column in grid.columns:
        head = _head(column)
        named = [what for what in ("限额", "余额") if what in head]
        if column.role != "value" or len(named) != 1 or _NOT_LIMITS.search(head):
            continue
        said = {int(year) for year in _YEAR.findall(head)} or years
        topic = BALANCE if named == ["余额"] else NEW_LIMIT if "新增" in head or "新增" in title else LIMIT
        kind = _kind_in(head) or _kind_in(title)
        if len(said) != 1:
            continue
        for line in grid.lines:
            number = single(extraction, grid, line, column, Dimension.MONEY)
            level = _level_of_line(line, place, title)
            if number is not None and level:
                yield Debt(level, topic, kind, min(said)), f"{head}{title}", number


def _level_of_line(line: Line, place: str, title: str) -> str:
    """Return the level of an area's line: the place as a whole by its name, its own level; of other areas none."""
    label = half_width(line.label).replace(" ", "")
    if _WHOLE_LINE.fullmatch(label) or label == place or (not place and len(label) > 1 and label in title):
        return _WHOLE
    bare = label.removeprefix(place[:-1]) if place else label
    own = {"本级", "自治区本级", *(f"{unit}{words}" for unit in place[-1:] for words in ("本级", "级"))}
    return _OWN if bare in own or (not place and _OWN_COLUMN.fullmatch(label)) else ""


def _by_items(extraction: Extraction, grid: Grid, title: str, place: str) -> Iterator[tuple[Debt, str, int]]:
    """Yield a table with a line for each amount (2024年末地方政府债务限额, 其中：一般债务): columns of levels, of kinds, or of plan and execution."""
    above: Debt | None = None
    own_level = level_in(title, place) or _WHOLE
    for line in grid.lines:
        above = _of_line(line, above, _kind_in(title))
        if above is None:
            continue
        for column in grid.columns:
            number = single(extraction, grid, line, column, Dimension.MONEY) if column.role == "value" else None
            debt = _in_column(_head(column), above._replace(level=own_level))
            if number is not None and debt is not None:
                yield debt, f"{_head(column)}{half_width(line.label)}", number


def _of_line(line: Line, above: Debt | None, kind: str) -> Debt | None:
    label = _MARKS.sub("", half_width(line.label))
    label = re.sub(r"^[一二三四五六七八九十\d]+[、.]", "", label)
    named = None if _NOT_LIMITS.search(label) else _LINE.match(label)
    if named is not None:
        topic = BALANCE if named["what"] == "余额" else NEW_LIMIT if "新增" in label else LIMIT
        return Debt("", topic, named["kind"] or kind, int(named["year"]))
    part = _SUBLINE.fullmatch(label)
    fits = part is not None and above is not None and part["what"] in {None, above.topic[-2:]}
    return above._replace(kind=part["kind"]) if part and above and fits and part["kind"] else None


def _in_column(head: str, debt: Debt) -> Debt | None:
    """Return what a line's debt is in a column: of a level, of a kind, or as it is; None where the head tells something else."""
    if _WHOLE_COLUMN.fullmatch(head):
        return debt._replace(level=_WHOLE)
    if _OWN_COLUMN.fullmatch(head):
        return debt._replace(level=_OWN)
    if not debt.kind and (kind := _SUBLINE.fullmatch(head)) and kind["kind"]:
        return debt._replace(kind=kind["kind"])
    return debt if _ITEMLESS.fullmatch(head) else None


def _kind_in(text: str) -> str:
    kinds = [kind for kind in ("一般", "专项") if f"{kind}债务" in text or f"{kind}政府债务" in text]
    return kinds[0] if len(kinds) == 1 else ""
