"""Which total of which budget an amount of a paper is: level (全市, 市本级), fund, side, name, year and basis (预算, 调整预算, 执行)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.papers.words import ADJUSTED_TO, CORE, PLUS, TOTAL
from gouji.extract.prose.words import strip_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.extract.papers.stream import Item, Passage

_LEVEL = re.compile(
    r"(?P<whole>全(?:市|省|州|县|区|盟|旗|自治区|镇|乡|街道))"
    r"|(?P<own>(?:市|省|州|县|区|盟|旗|自治区|镇|乡|街道)(?:本级|级|直)|本级)"
    r"|(?P<zone>[\u4e00-\u9fff]{2,8}?(?:开发区|高新区|新区|示范区|经开区|管理区|度假区|园区|牧场))"
)
_FUND = (
    ("社保", re.compile(r"社会保[险障]基金|社保基金|保险基金")),
    ("国资", re.compile(r"国有资本")),
    ("基金", re.compile(r"政府性?基金|(?<!调节)(?<!保险)(?<!养老)(?<!医疗)基金(?:预算)?(?:总|收|支)")),
    ("一般", re.compile(r"一般公共|公共财政|公共预算|一般预算")),
)
_YEAR = re.compile(r"(?<![比较与和于\d])(?P<year>20\d\d)年(?!底|末|以来|[至到—-])")
_TITLE = re.compile(r"(?P<old>20\d\d)年[^。]{0,60}?执行[^。]{0,40}?(?P<new>20\d\d)年")
_ADJUSTED = re.compile(r"(?:调整|变动|调增|调减)后?(?:的)?[^，。]{0,14}(?:为|到|至)?$")
_SPENT = re.compile(r"完成|实际|实现|决算|执行(?!中)|入库|累计")
_PLANNED = re.compile(r"安排|预期|计划|目标|拟|代编|预算(?:数|合计|总计)?(?:合计|总计)?(?:为|是)?$|草案")
_APPROVED = re.compile(r"批准|代编|汇总全|年初")
_OPENING = re.compile(r"年初|批准")
_NOISE = re.compile(
    r"其中|批准|审[议查]|汇总|经|各级人代会|主要|包括|具体|分别|地方|本年|当年|预(?:计|期|$)|安排|完成|执行|实现|实际|全年|计划|代编|合计|总计|拟|约|年初|预算|草案|调整后?|变动后?|为|是|数|的|由|从|:|、|。"
)
_TOTAL = "总计"
_SAID_SIDE = re.compile(r"收入|支出|完成|执行|调整")
_FORMER = re.compile(r"(?:由|从|原为)$")
_MARK = re.compile(r"^(?:[—-]+|\d{1,2}[、.]|[一二三四五六七八九十]+是)")
_OVER_YEARS = re.compile(r"[五四三]年来?|累计|十[三四五]五|年均|20\d\d年?[至到—-]|[至到—-]20\d\d年")


class Key(NamedTuple):
    """What an amount is: of which level and fund, 收入 or 支出, ``name`` "" for the whole of it, of which year."""

    level: str
    fund: str
    side: str
    name: str
    year: int


@dataclass(frozen=True, slots=True)
class Fact:
    """An amount whose key is known, ``basis`` being 预算, 调整预算, 执行 or 期中执行 (of a part of the year)."""

    key: Key
    basis: str
    item: Item
    section: int
    passage: int

    @property
    def explicit(self) -> bool:
        """Whether its own words name level and budget."""
        return self.key.name == "" and bool(_LEVEL.search(self.item.lead) and CORE.search(self.item.lead))

    @property
    def opening(self) -> bool:
        """Whether its own words call it the budget that was approved for the year, told again (年初预算, 批准的…预算)."""
        return self.basis == "预算" and _OPENING.search(self.item.told) is not None

    @property
    def certain(self) -> bool:
        """Whether its own words name level and budget and say that it was carried out."""
        return self.explicit and _SPENT.search(self.item.lead) is not None


@dataclass(frozen=True, slots=True)
class Years:
    """The year carried out and the year drafted, as the title names them; None where it does not."""

    old: int | None = None
    new: int | None = None


def years_of(extraction: Extraction) -> Years:
    """Return the years that the title of a report on execution and draft names."""
    match = _TITLE.search(_head(extraction))
    if match and int(match["new"]) == int(match["old"]) + 1:
        return Years(int(match["old"]), int(match["new"]))
    return Years(extraction.parts[0].year if extraction.parts else None)


def _head(extraction: Extraction) -> str:
    return "".join(extraction.document.text[:600].split())


def facts(extraction: Extraction, passages: Sequence[Passage]) -> Iterator[Fact]:
    """Yield the facts in order."""
    reader = _Reader(extraction, years_of(extraction))
    for number, passage in enumerate(passages):
        yield from reader.read(passage, number)


class _Reader:
    """Keeps what the words before have named: the year for the whole paper, level and fund for the paragraph."""

    def __init__(self, extraction: Extraction, years: Years) -> None:
        self._extraction = extraction
        self._years = years
        self._year = years.old
        self._section = -1
        self._done = "期中执行" if _IN_THE_YEAR.search(_head(extraction)[:_HEADED]) else "执行"

    def read(self, passage: Passage, number: int) -> Iterator[Fact]:
        titles = [section.title for section in self._extraction.section_path(passage.start)]
        if passage.section != self._section:
            self._section = passage.section
            for title in titles:
                self._year = _last_year(title) or self._year
        level = next((found for title in reversed(titles) if (found := _level(title))), "")
        fund = next((found for title in reversed(titles) if (found := fund_named(title))), "")
        bare = False
        for at, item in enumerate(passage.items):
            if item.depth or _OVER_YEARS.search(item.said + item.lead):
                continue
            spoken = item.said + item.lead if at == 0 or item.sentence != passage.items[at - 1].sentence else item.lead
            self._year = _last_year(spoken) or self._year
            level = _level(spoken) or level
            fund = fund_named(item.lead) or fund_named(spoken) or fund
            name = _name(item.lead, bare=bare)
            bare = name == "" or (bare and not item.plain)
            former = _FORMER.search(item.lead) is not None
            if not (item.plain and item.side and level and fund and self._year) or name is None:
                continue
            if former and not _adjusted_after(passage.items, at):
                continue
            basis = "预算" if former else self._basis(item)
            yield Fact(Key(level, fund, item.side, name, self._year), basis, item, passage.section, number)

    def _basis(self, item: Item) -> str:
        if _ADJUSTED.search(item.lead):
            return "调整预算"
        if _SPENT.search(item.lead):
            return self._done
        if _PLANNED.search(item.lead) or _APPROVED.search(item.told):
            return "预算"
        return "预算" if self._year == self._years.new else self._done


def _adjusted_after(items: Sequence[Item], at: int) -> bool:
    """Whether a former amount is a budget that is adjusted next (由…调整为…); any other (由…变为…) is no longer stated."""
    return at + 1 < len(items) and ADJUSTED_TO.search(items[at + 1].lead) is not None


def _last_year(text: str) -> int | None:
    found = [int(match["year"]) for match in _YEAR.finditer(text)]
    return found[-1] if found else None


def level_of(extraction: Extraction, start: int) -> str:
    """Return the level that an amount at an offset is of: 全, 本级, a zone; by its paragraph before it, else by the titles over it."""
    text = extraction.document.text
    return title_level(text[text.rfind("\n", 0, start) + 1 : start]) or level_above(extraction, start)


def level_above(extraction: Extraction, start: int) -> str:
    """Return the level that the nearest title over an offset names, "" where none does."""
    titles = (section.title for section in reversed(extraction.section_path(start)))
    return next((level for title in titles if (level := title_level(title))), "")


def title_level(title: str) -> str:
    """Return the level that a table's title names, "" where it names none."""
    return plain_level(_level(title))


def without_level(text: str) -> str:
    """Return a text without the levels that it names (全市一般公共预算收入: 一般公共预算收入)."""
    return _LEVEL.sub("", text)


def plain_level(level: str) -> str:
    """Return a level without whose it is (市本级, 县级: 本级)."""
    return "本级" if level.endswith(("级", "直")) else level


def _level(text: str) -> str:
    found = list(_LEVEL.finditer(text))
    if not found:
        return ""
    last = found[-1]
    return "全" if last["whole"] else last.group()


def fund_named(text: str) -> str:
    """Return the fund that a text names, "" where it names none."""
    return next((name for name, pattern in _FUND if pattern.search(text)), "")


def _name(lead: str, *, bare: bool) -> str | None:
    """Return the name of an item without level, year, verbs; "" for a budget's whole side, None for what has no plain name.

    ``bare`` says that the amount before was a whole side: then 支出完成 alone is one as well.
    """
    if TOTAL.search(lead):
        return _TOTAL
    core = CORE.search(lead)
    if core:
        before = bare_name(lead[: core.start()].rpartition("的")[2])
        return None if before or bare_name(lead[core.end() :]) or PLUS.search(lead) else ""
    label = bare_name(lead)
    if not label or label in {"收入", "支出"}:
        return "" if bare and _SAID_SIDE.search(lead) else None
    return label if label.endswith(("收入", "支出", "税", "费")) and len(label) <= _LONGEST else None


def bare_name(lead: str) -> str:
    """Return what is left of the words before an amount without level, year, verbs and marks."""
    text = _MARK.sub("", strip_label(lead))
    return _NOISE.sub("", _LEVEL.sub("", _YEAR.sub("", text)))


_LONGEST = 16
_HEADED = 120
_IN_THE_YEAR = re.compile(r"上半年|[一二三1-3]季度|(?<!\d)\d{1,2}月(?:份)?(?:止|底|预算执行|财政)|[1一][-—至]\d{1,2}月")
